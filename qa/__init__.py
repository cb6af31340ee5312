"""Answer Dutch questions about letters to parliament, with every number traceable.

from qa import Index, ask
outcome = ask("Hoeveel overvallen waren er in 2019?", Index.open("index"))
"""

from __future__ import annotations

from qa.question.ask import ask
from qa.store.index import Index

__all__ = ["Index", "ask"]
