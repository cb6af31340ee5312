"""Two letters of a dossier → what became of what the earlier one promised, as the later one tells.

In: both, and the index of these two. Out: each promise with the sentence of the later letter that
is about the same, if there is one, and what that says of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from qa.question.changes.letters import Pair
from qa.question.promises.fate import followed, unfollowed
from qa.question.promises.find import promises_of
from qa.store.index import Index
from qa.types import Followed, PromiseKind


def promises_followed(pair: Pair, index: Index) -> Iterator[Followed]:
    """Yield the promises of the earlier letter, in its order."""
    every = promises_of(index, pair.before.letter_id)
    made = [each for each in every if each.kind is PromiseKind.PROMISE and not each.kept]
    after = followed(made, pair.before, index)
    for each in made:
        yield next(iter(after[each]), None) or unfollowed(each, index)
