"""Settings come from the environment, checked, and a wrong one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.errors import SettingsError
from qa.settings import Settings, load_settings


def test_without_an_environment_all_have_their_default() -> None:
    assert load_settings({}) == Settings()
    assert (Settings().host, Settings().port) == ("127.0.0.1", 8084)


def test_every_setting_is_read_under_its_name() -> None:
    given = {
        "QA_CORPUS": "brieven",
        "QA_INDEX": "/srv/index",
        "QA_MODEL": "een/model",
        "QA_CACHE": "/var/cache/qa",
        "QA_HOST": "::1",
        "QA_PORT": "0",
        "QA_REFUSAL": "Daar staat niets over.",
        "PORT": "1",
    }
    assert load_settings(given) == Settings(
        corpus=Path("brieven"),
        index=Path("/srv/index"),
        model="een/model",
        cache=Path("/var/cache/qa"),
        host="::1",
        port=0,
        refusal="Daar staat niets over.",
    )
    assert {name.upper() for name in Settings.__slots__} == {
        name.removeprefix("QA_") for name in given if name != "PORT"
    }


def test_an_empty_setting_is_not_set() -> None:
    assert load_settings({"QA_PORT": "", "QA_MODEL": "", "QA_CORPUS": ""}) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("QA_PORT", "veel", "een poort is een getal van 0 tot en met 65535"),
        ("QA_PORT", "65536", "een poort is een getal"),
        ("QA_PORT", "-1", "een poort is een getal"),
        ("QA_PORT", "²", "een poort is een getal"),
        ("QA_REFUSAL", "Bel 1400.", "een cijfer hierin lijkt uit de brief te komen"),
        ("QA_REFUSAL", "a" * 301, "301 tekens, hoogstens 300"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str, found: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings({name: value})
    assert str(refused.value).startswith(f"{name}={value!r} kan niet worden gebruikt ({found}")
