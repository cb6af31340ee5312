"""A red run of `make test` can be repeated, and `make fuzz` searches further and elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, reproduce_failure, settings
from hypothesis import strategies as st

from tests.properties import FUZZ, REPEATABLE, tries


@pytest.fixture(params=[REPEATABLE, FUZZ])
def profile(request: pytest.FixtureRequest) -> Iterator[str]:
    before = settings.get_current_profile_name()
    settings.load_profile(request.param)
    yield request.param
    settings.load_profile(before)


def drawn(examples: int) -> list[int]:
    """Return what a property is tried with."""
    tried = []

    @settings(max_examples=tries(examples), database=None)
    @given(st.integers())
    def law(number: int) -> None:
        tried.append(number)

    law()
    return tried


def test_the_same_is_tried_again_in_every_run_but_when_searching(profile: str) -> None:
    assert (drawn(20) == drawn(20)) is (profile == REPEATABLE)


def test_searching_tries_ten_times_as_much(profile: str) -> None:
    assert tries(40) == {REPEATABLE: 40, FUZZ: 400}[profile]
    assert len(drawn(20)) == {REPEATABLE: 20, FUZZ: 200}[profile]


@pytest.mark.usefixtures("profile")
def test_what_fails_prints_what_repeats_it() -> None:
    tried = []

    @settings(database=None)
    @given(st.integers())
    def law(number: int) -> None:
        tried.append(number)
        assert number < 720

    with pytest.raises(AssertionError) as failed:
        law()
    assert "number=720" in failed.value.__notes__[0]
    printed = re.search(r"@reproduce_failure\('(.+?)', b'(.+?)'\)", failed.value.__notes__[-1])
    assert printed
    tried.clear()
    with pytest.raises(AssertionError):
        reproduce_failure(printed[1], printed[2].encode())(law)()
    assert tried == [720]
