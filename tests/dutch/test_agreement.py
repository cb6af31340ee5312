"""Whether what is said of a number holds of what is given."""

from __future__ import annotations

import pytest

from qa.dutch.numbers import read_quantity
from qa.dutch.numbers.agreement import holds


@pytest.mark.parametrize(
    ("said", "given", "so"),
    [
        ("1.174", "1.174", True),
        ("1.200", "1.174", False),
        ("ruim 300.000", "321.000", True),
        ("ruim 300.000", "bijna 321.000", True),
        ("ruim 300.000", "299.000", False),
        ("bijna 22.000", "21.600", True),
        ("ongeveer 66.000", "65.849", True),
        ("meer dan 1.000", "907", False),
        ("meer dan 907", "907", False),
        ("minstens 907", "907", True),
        ("minder dan 1.000", "907", True),
        ("niet meer dan 907", "907", True),
        ("74%", "73,6%", True),
        ("74%", "73,4%", False),
        ("9 miljoen", "9,2 miljoen", True),
        ("8 miljoen", "9,2 miljoen", False),
        ("9,213 miljoen", "9,2 miljoen", None),
        ("28.000", "ongeveer 28.000", True),
        ("28.100", "ongeveer 28.000", None),
        ("20.000", "ongeveer 28.000", False),
        ("meer dan 28.000", "ongeveer 28.000", None),
        ("15", "10 tot 20", None),
        ("25", "10 tot 20", False),
        ("10 tot 20", "15", True),
        ("meer dan 50", "meer dan 60", True),
        ("meer dan 60", "meer dan 50", None),
        ("30", "hoogstens 20", False),
        ("ruim 35%", "37,7%", None),
        ("ruim 35%", "34,7%", False),
        ("ruim 35%", "48%", False),
        ("bijna 1.000", "907", True),
        ("bijna 1.000", "115", None),
        ("ruim 1.000", "1.900", None),
        ("ongeveer 1.000", "1.420", None),
        ("ongeveer 35%", "37%", None),
    ],
)
def test_what_is_said_holds_or_not_or_cannot_be_told(
    said: str, given: str, so: bool | None
) -> None:
    claimed, printed = read_quantity(said), read_quantity(given)
    assert claimed is not None
    assert printed is not None
    assert holds(claimed, printed) is so
