"""docs/sbom.cdx.json is what constraints.txt makes pip install, under licences that we may use.

What an installation needs is read from the packages that are installed here: from those that
pyproject.toml names, with every extra but `dev`, to all that they ask for. `make sbom` renews it.
"""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import requires
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.licences import ALLOWED, CONCLUDED, completed, spdx_ids

ROOT = Path(__file__).parent.parent
SBOM = json.loads((ROOT / "docs/sbom.cdx.json").read_text("utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def locked() -> dict[str, str]:
    """Return the version of each package in constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pairs = (line.split("==") for line in lines if not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in pairs}


def needed() -> set[str]:
    """Return the names of all packages that an installation with every extra but `dev` holds."""
    extras = PROJECT.get("optional-dependencies", {})
    wanted = [*PROJECT["dependencies"], *(w for e in extras if e != "dev" for w in extras[e])]
    to_see = [Requirement(line) for line in wanted]
    seen: set[tuple[str, str]] = set()
    while to_see:
        requirement = to_see.pop()
        name = canonicalize_name(requirement.name)
        for extra in {"", *requirement.extras}:
            if (name, extra) not in seen:
                seen.add((name, extra))
                asked = [Requirement(line) for line in requires(name) or ()]
                to_see += [r for r in asked if not r.marker or r.marker.evaluate({"extra": extra})]
    return {name for name, _ in seen}


def test_the_sbom_lists_the_packages_and_versions_that_are_locked() -> None:
    # A build of its own ("2.13.0+cpu") is another file of the same version.
    listed = {
        canonicalize_name(component["name"]): component["version"].partition("+")[0]
        for component in SBOM["components"]
    }
    versions = locked()
    assert listed == {name: versions.get(name) for name in needed()}, "renew it with `make sbom`"


def test_the_sbom_describes_this_version_of_the_program() -> None:
    described = SBOM["metadata"]["component"]
    assert (SBOM["bomFormat"], SBOM["specVersion"]) == ("CycloneDX", "1.6")
    assert (described["name"], described["version"]) == (PROJECT["name"], PROJECT["version"])
    assert spdx_ids(described) == {PROJECT["license"]}


def test_each_package_is_identified_by_its_package_url() -> None:
    for component in SBOM["components"]:
        version = component["version"].replace("+", "%2B")
        name = canonicalize_name(component["name"])
        assert component["purl"] == f"pkg:pypi/{name}@{version}"


def test_every_package_has_a_licence_that_we_may_use() -> None:
    wrong = {
        component["name"]: sorted(ids - ALLOWED)
        for component in SBOM["components"]
        if not (ids := spdx_ids(component)) or not ids <= ALLOWED
    }
    assert wrong == {}


def test_the_security_page_names_the_licences_that_occur() -> None:
    page = (ROOT / "SECURITY.md").read_text("utf-8")
    named = re.search(r"Licences that occur: (.+?)\.\n", page, re.DOTALL)
    assert named, "SECURITY.md lost the line «Licences that occur: …»"
    occurring = set().union(*(spdx_ids(component) for component in SBOM["components"]))
    assert re.split(r",\s+", " ".join(named[1].split())) == sorted(occurring)


def test_no_conclusion_is_kept_for_a_package_that_is_gone() -> None:
    assert set(CONCLUDED) - {component["name"] for component in SBOM["components"]} == set()


def test_the_same_lock_gives_the_same_file() -> None:
    assert "serialNumber" not in SBOM
    assert "timestamp" not in SBOM["metadata"]
    assert "externalReferences" not in json.dumps(SBOM)


def made(*licences: dict[str, Any], name: str = "scipy") -> dict[str, Any]:
    """An SBOM of one package."""
    component = {"name": name, "version": "1", "licenses": list(licences)}
    return {"components": [component], "metadata": {"tools": {"components": []}}}


def test_a_licence_in_words_gets_the_id_that_was_read_from_its_file() -> None:
    bom = completed(made({"license": {"name": "BSD License"}}))
    assert spdx_ids(bom["components"][0]) == {"BSD-3-Clause"}
    assert bom["components"][0]["licenses"][1]["license"]["acknowledgement"] == "concluded"


def test_an_id_that_was_declared_is_not_concluded_again() -> None:
    declared = {"license": {"id": "BSD-3-Clause"}}
    assert completed(made(declared))["components"][0]["licenses"] == [declared]


def test_a_package_whose_licence_nobody_has_read_is_refused_by_name() -> None:
    with pytest.raises(SystemExit, match=r"no SPDX id: novel 1; read the licence file"):
        completed(made({"license": {"name": "Own words"}}, name="novel"))


def test_an_expression_falls_apart_into_its_ids() -> None:
    expression = "MIT AND (Apache-2.0 WITH LLVM-exception OR BSD-3-Clause)"
    assert spdx_ids({"licenses": [{"expression": expression}]}) == {
        "MIT",
        "Apache-2.0 WITH LLVM-exception",
        "BSD-3-Clause",
    }
