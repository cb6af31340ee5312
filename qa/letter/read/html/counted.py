"""Where an element stands in a letter that has no lines: its paragraph, counted from the first."""

from __future__ import annotations

from qa.letter.read.html.tree import Node, above, walk

_PLACES = frozenset("p h1 h2 h3 h4 h5 h6 li tr".split())


class Places:
    """Tells where an element stands, by counting paragraphs."""

    def __init__(self, root: Node) -> None:
        self._numbers: dict[Node, int] = {}
        count = 0
        for node in walk(root):
            count += node.tag in _PLACES
            self._numbers[node] = max(count, 1)

    def __call__(self, node: Node) -> str:
        """Tell where an element stands: "alinea 14"."""
        known = next((n for n in (node, *above(node)) if n in self._numbers), None)
        return f"alinea {self._numbers[known] if known else 1}"
