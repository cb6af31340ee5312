"""docs/toegankelijkheid.md judges each criterion of WCAG 2.2 A and AA, by tests that there are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
STATEMENT: Final = (ROOT / "docs/toegankelijkheid.md").read_text("utf-8")
ROWS: Final = re.findall(r"^\| (\d\.\d\.\d+) [^|]+\| (AA?) \| ([^|]+) \| ", STATEMENT, re.MULTILINE)
VERDICTS: Final = {"voldoet", "niet van toepassing", "niet gemeten"}
# How many criteria each guideline has at A and AA; 4.1.1 is no longer one. Source: W3C, WCAG 2.2.
CRITERIA: Final = {
    **{"1.1": 1, "1.2": 5, "1.3": 5, "1.4": 9},
    **{"2.1": 3, "2.2": 2, "2.3": 1, "2.4": 8, "2.5": 6},
    **{"3.1": 2, "3.2": 5, "3.3": 6, "4.1": 2},
}


def test_each_criterion_is_judged_once() -> None:
    numbers = [number for number, _, _ in ROWS]
    assert len(set(numbers)) == len(numbers)
    guidelines = [number.rpartition(".")[0] for number in numbers]
    assert {each: guidelines.count(each) for each in guidelines} == CRITERIA
    assert {verdict for _, _, verdict in ROWS} <= VERDICTS


def test_each_test_that_is_named_is_there() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    for name in re.findall(r"`(test_\w+)`", STATEMENT):
        assert f"def {name}(" in code
    for path in re.findall(r"`(tests/[\w/.]+)`", STATEMENT):
        assert (ROOT / path).exists()
