"""Where the commands print: a terminal, or whatever stands in its place."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from qa.say.visible import shown


class Screen(Console):
    """Prints text as it is, on lines of any length; what would command a terminal is shown.

    Nor does it read a text as `rich` does, where "[/b]" of a title would be an order.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(highlight=False, emoji=False, markup=False, soft_wrap=True, **options)

    def print(self, *objects: Any, **options: Any) -> None:
        """Print text or what `rich` can draw; the cells of a table are for who fills it."""
        texts = (shown(each) if isinstance(each, str) else each for each in objects)
        super().print(*texts, **options)
