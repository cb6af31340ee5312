"""What a letter refers to: papers of parliament, motions, its own notes, and web addresses."""

from __future__ import annotations

from qa.letter.references.find import find

__all__ = ["find"]
