"""How hard a property is tried: alike every time in `make test`, freely in `make fuzz`.

A red run must be repeatable. `make test` draws from the property itself, so that the same code is
tried with the same examples; `make fuzz` draws from a seed that it prints. What fails prints what
reproduces it: Hypothesis also draws constants of the modules that happen to be loaded, so that a
file run alone may draw others than the whole.
"""

from __future__ import annotations

from typing import Final

from hypothesis import settings

REPEATABLE: Final = "repeatable"
FUZZ: Final = "fuzz"

# No deadline: a slow machine is no bug, and what must be fast is measured in bench/.
settings.register_profile(
    REPEATABLE, deadline=None, derandomize=True, print_blob=True, max_examples=100
)
settings.register_profile(
    FUZZ, deadline=None, derandomize=False, print_blob=True, max_examples=1_000
)


def tries(usual: int) -> int:
    """Return how many examples to try where `make test` tries so many; `make fuzz` tries more."""
    return usual * settings().max_examples // settings.get_profile(REPEATABLE).max_examples
