"""Files that are no letter in a form that is read → what they are, and what to do with them.

In: how a file opens. Out: the words of a refusal, or nothing where it may be a letter. Without them
a picture would be refused as text that is no UTF-8, which helps nobody.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Foreign(NamedTuple):
    """A form that is not read: the bytes that it opens with, its name, what to do."""

    opening: bytes
    name: str
    advice: str


_AS_DOCX: Final = "open het en bewaar het als .docx"
_AS_TEXT: Final = "laat de tekst herkennen, en voeg die toe"
_FOREIGN: Final = (
    Foreign(b"\xd0\xcf\x11\xe0", "een bestand van een oude versie van Word of Office", _AS_DOCX),
    Foreign(b"{\\rtf", "een RTF-bestand", _AS_DOCX),
    Foreign(b"\x89PNG", "een afbeelding (PNG)", _AS_TEXT),
    Foreign(b"\xff\xd8\xff", "een afbeelding (JPEG)", _AS_TEXT),
    Foreign(b"GIF8", "een afbeelding (GIF)", _AS_TEXT),
    Foreign(b"II*\x00", "een afbeelding (TIFF)", _AS_TEXT),
    Foreign(b"MM\x00*", "een afbeelding (TIFF)", _AS_TEXT),
    Foreign(b"\x1f\x8b", "een ingepakt bestand (gzip)", "pak het uit, en voeg de brief toe"),
    Foreign(b"7z\xbc\xaf", "een ingepakt bestand (7z)", "pak het uit, en voeg de brief toe"),
)
# The first file of such a zip says what it is, unpacked and at a fixed place.
_OPEN_DOCUMENT: Final = b"mimetypeapplication/vnd.oasis.opendocument."
# That of a text, or of a template for one.
_OPEN_TEXT: Final = _OPEN_DOCUMENT + b"text"


def refusal(opening: bytes) -> str:
    """Return what a file is and what to do, where it is none that is read; or nothing."""
    if opening.startswith(b"PK") and _OPEN_DOCUMENT in opening and _OPEN_TEXT not in opening:
        return "dit is een OpenDocument-bestand, maar geen tekst (.odt); voeg de brief zelf toe."
    known = next((each for each in _FOREIGN if opening.startswith(each.opening)), None)
    return f"dit is {known.name}; {known.advice}." if known else ""
