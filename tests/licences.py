"""Which licences the packages that we run on may have, and how the SBOM gets them as SPDX ids.

In: the SBOM that cyclonedx-py wrote of a fresh environment. Out: the same, with a concluded SPDX id
where a package states its licence in other words, and without the packages' web addresses, which
change and identify nothing. Refuses a package whose licence nobody has read.

`make sbom` runs it: `python -m tests.licences RAW > docs/sbom.cdx.json`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

# All permissive, but for MPL-2.0: copyleft by file, and compatible by the appendix of the EUPL-1.2.
ALLOWED: Final = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "Apache-2.0 WITH LLVM-exception",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSL-1.0",
        "CC0-1.0",
        "CNRI-Python",
        "ISC",
        "MIT",
        "MIT-0",
        "MPL-2.0",
        "PSF-2.0",
        "Zlib",
    }
)

# Read from the licence file of the package, or its source where it ships none.
CONCLUDED: Final[Mapping[str, str]] = {
    "certifi": "MPL-2.0",
    "cloudpickle": "BSD-3-Clause",
    "cobble": "BSD-2-Clause",
    "flatbuffers": "Apache-2.0",
    "huggingface_hub": "Apache-2.0",
    "Jinja2": "BSD-3-Clause",
    "mammoth": "BSD-2-Clause",
    "mpmath": "BSD-3-Clause",
    "protobuf": "BSD-3-Clause",
    "pymilvus": "Apache-2.0",
    # Of PDFium and its wrapper; parts within are under FTL, IJG, libtiff and Unicode's, permissive.
    "pypdfium2": "Apache-2.0",
    "PyStemmer": "BSD-3-Clause",  # Snowball's stemmers; the package around them is MIT
    "requests": "Apache-2.0",
    "safetensors": "Apache-2.0",
    "scipy": "BSD-3-Clause",
    "sympy": "BSD-3-Clause",
    "tokenizers": "Apache-2.0",
    "transformers": "Apache-2.0",
    "uvloop": "MIT",  # or Apache-2.0, as one likes
}


def spdx_ids(component: Mapping[str, Any]) -> set[str]:
    """Return the SPDX ids of a component, those within an expression one by one."""
    stated = [_stated(licence) for licence in component.get("licenses", ())]
    parts = (part.strip() for text in stated for part in re.split(r"\bAND\b|\bOR\b|[()]", text))
    return {part for part in parts if part}


def completed(bom: dict[str, Any]) -> dict[str, Any]:
    """Return the SBOM with an SPDX id for every package, and no web addresses.

    Raises: SystemExit, naming the packages whose licence has to be read first.
    """
    unread = [
        f"{component['name']} {component['version']}"
        for component in bom["components"]
        if _needs_reading(component) and component["name"] not in CONCLUDED
    ]
    if unread:
        raise SystemExit(
            f"no SPDX id: {', '.join(unread)}; read the licence file, add it to {__file__}"
        )
    for component in bom["components"]:
        concluded = CONCLUDED.get(component["name"])
        if concluded and concluded not in spdx_ids(component):
            licence = {"id": concluded, "acknowledgement": "concluded"}
            component.setdefault("licenses", []).append({"license": licence})
    for component in (*bom["components"], *bom["metadata"]["tools"]["components"]):
        component.pop("externalReferences", None)
    return bom


def _needs_reading(component: Mapping[str, Any]) -> bool:
    licences = component.get("licenses", ())
    return not licences or not all(map(_stated, licences))


def _stated(licence: Mapping[str, Any]) -> str:
    """Return the SPDX expression or id of one entry; empty where it has only words."""
    return str(licence.get("expression") or licence.get("license", {}).get("id", ""))


if __name__ == "__main__":
    raw = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    print(json.dumps(completed(raw), indent=2, sort_keys=True, ensure_ascii=False))
