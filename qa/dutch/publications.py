"""How the papers of parliament are named, and where each is published.

In: a dossier and a number, or an id. Out: the official id, and an address that is made of nothing
but an id of a known form. What has another form has no address here.
"""

from __future__ import annotations

import re
from typing import Final

# A dossier may have an addition: a chapter of the budget ("35925-VI") or a council ("21501-03").
_DOSSIER: Final = r"\d{5}(?:-(?:\d{2}|[IVXLC]{1,6}[A-C]?|[A-Z]))?"
#: The Senate letters its papers, the House numbers them.
OFFICIAL: Final = re.compile(
    rf"kst-(?P<dossier>{_DOSSIER})-(?P<sequence>\d{{1,4}}|[A-Z]{{1,3}})", re.ASCII
)
DOSSIER: Final = re.compile(_DOSSIER, re.ASCII)
#: The House's own number of a document.
NUMBER: Final = re.compile(r"(?:19|20)\d{2}D\d{5}", re.ASCII)
_SITE: Final = "https://zoek.officielebekendmakingen.nl"
_HOUSE: Final = "https://www.tweedekamer.nl/downloads/document?id="


def document_id(dossier: str, sequence: str) -> str:
    """Return the official id of a paper, or "" where dossier or number has no known form."""
    id = f"kst-{dossier}-{sequence}"
    return id if OFFICIAL.fullmatch(id) else ""


def address_of(id: str) -> str:
    """Return where a paper, a dossier or a document of the House is published, or ""."""
    if OFFICIAL.fullmatch(id):
        return f"{_SITE}/{id}.html"
    if DOSSIER.fullmatch(id):
        return f"{_SITE}/dossier/{id}"
    return f"{_HOUSE}{id}" if NUMBER.fullmatch(id) else ""
