"""publiccode.yml keeps to version 0.5 of its standard, and says of the program what is so.

The keys, vocabularies and lengths are those of the standard's core schema and of the validator that
catalogues use (https://yml.publiccode.tools, schema.core; italia/publiccode-parser-go, v0.go).
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # only read here; its stubs would be one more package

ROOT = Path(__file__).parent.parent
FILE: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

MANDATORY = (
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
)
OPTIONAL = ("softwareVersion", "categories", "intendedAudience", "dependsOn")
STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
SOFTWARE_TYPES = {
    "standalone/mobile",
    "standalone/iot",
    "standalone/desktop",
    "standalone/web",
    "standalone/backend",
    "standalone/other",
    "addon",
    "library",
    "configurationFiles",
}
PLATFORMS = {"web", "windows", "mac", "linux", "ios", "android"}
# Of the long lists, those that come into question for a program like this.
CATEGORIES = {"data-analytics", "document-management", "knowledge-management", "office"}
SCOPES = {"justice", "local-authorities", "research", "science-and-technology", "society"}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")  # BCP 47
DESCRIPTIONS = [pytest.param(text, id=tag) for tag, text in FILE["description"].items()]


def test_the_mandatory_keys_are_there_and_no_unknown_ones() -> None:
    assert FILE["publiccodeYmlVersion"] == "0.5"
    assert set(MANDATORY) - FILE.keys() == set()
    assert FILE.keys() - {*MANDATORY, *OPTIONAL} == set()


def test_the_version_and_the_licence_are_those_of_the_package() -> None:
    assert FILE["softwareVersion"] == PROJECT["version"]
    assert FILE["legal"] == {"license": PROJECT["license"]}


def test_the_python_that_is_needed_is_the_one_that_the_package_asks_for() -> None:
    (python,) = (found for found in FILE["dependsOn"]["open"] if found["name"] == "Python")
    assert f">={python['versionMin']}" == PROJECT["requires-python"]


def test_every_value_is_of_its_vocabulary() -> None:
    assert FILE["developmentStatus"] in STATUSES
    assert FILE["softwareType"] in SOFTWARE_TYPES
    assert set(FILE["platforms"]) <= PLATFORMS
    assert set(FILE["categories"]) <= CATEGORIES
    assert set(FILE["intendedAudience"]["scope"]) <= SCOPES
    assert FILE["url"].startswith("https://")


def test_it_is_described_in_dutch_and_in_english() -> None:
    assert set(FILE["description"]) == {"nl", "en"}


@pytest.mark.parametrize("text", DESCRIPTIONS)
def test_a_description_has_the_lengths_that_the_standard_sets(text: dict[str, Any]) -> None:
    short = text["shortDescription"]
    assert len(short) <= 150
    assert "\n" not in short
    assert 150 <= len(text["longDescription"]) <= 10_000
    assert 5 <= len(text["features"]) <= 20  # suggested


def test_whoever_maintains_it_is_named_as_the_standard_asks() -> None:
    maintenance = FILE["maintenance"]
    assert maintenance["type"] in {"internal", "contract", "community", "none"}
    # A contact has to be named for these two, a contractor with an end date for a contract.
    assert maintenance["type"] in {"internal", "community"}
    assert all(contact["name"] for contact in maintenance["contacts"])


def test_the_languages_are_tags_of_their_standard() -> None:
    assert FILE["localisation"]["localisationReady"] is False
    tags = [*FILE["localisation"]["availableLanguages"], *FILE["description"]]
    assert [tag for tag in tags if not LANGUAGE.fullmatch(tag)] == []
