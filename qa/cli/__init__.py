"""The command line. A door: no logic of its own."""

from qa.cli.program import main

__all__ = ["main"]
