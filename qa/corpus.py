"""Files of the corpus → their bytes: the one way in which a letter's folder is read.

In: a path below corpus/. Out: all bytes of an ordinary file. Refuses what is none, or is too large,
before it is read: a pipe would never answer, a device never end.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from qa.errors import LetterError, reason
from qa.ordinary import NotOrdinary, open_file

#: Bytes. A letter as text is at most a few hundred thousand, as a PDF with pictures some millions.
LARGEST_TEXT: Final = 5_000_000
LARGEST_LETTER: Final = 25_000_000
LARGEST_FILE: Final = 100_000_000
LETTER: Final = "letter"
_LONGEST_NAME: Final = 100  # characters: as long as the interface takes one
_BESIDE: Final = ("letter.toml",)


def read_bytes(path: Path, most: int = LARGEST_TEXT) -> bytes:
    """Return what an ordinary file of at most so many bytes holds.

    Raises: LetterError for anything else, or where it cannot be read.
    """
    try:
        with open_file(path) as file:
            size = os.fstat(file.fileno()).st_size
            # One byte more shows what grew meanwhile, or what hides its size, as /proc does.
            data = file.read(most + 1) if size <= most else b""
    except NotOrdinary as error:
        raise LetterError(f"{path}: {error}; zet het bestand zelf in de map.") from error
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not path.is_symlink():
            raise LetterError(f"{path}: bestaat niet; klopt de naam?") from error
        raise LetterError(
            f"{path}: niet te lezen ({reason(error)}); zet daar een gewoon bestand met leesrechten"
            " neer, of haal de verwijzing weg."
        ) from error
    size = max(size, len(data))
    if size > most:
        raise LetterError(f"{path}: {size} bytes, hoogstens {most} verwacht; is dit één brief?")
    return data


def letter_folders(corpus: Path) -> list[Path]:
    """Return the folders of the letters by name, which is the id of each.

    An id stands in addresses, files and calendars: it must be one line of what can be seen.

    Raises: LetterError for a name that is none, or where the corpus cannot be read.
    """
    found = [path for path in entries(corpus) if path.is_dir()]
    for folder in found:
        if not folder.name.isprintable() or len(folder.name) > _LONGEST_NAME:
            raise LetterError(
                f"{folder}: de naam van deze map kan geen id zijn; noem haar met hoogstens"
                f" {_LONGEST_NAME} zichtbare tekens, zoals kst-28684-720."
            )
    return found


def letter_in(folder: Path) -> Path:
    """Return the file of a letter in its folder: "letter.txt", "letter.docx" and so on.

    Raises: LetterError when there is none, or more than one.
    """
    files = [path for path in entries(folder) if path.stem == LETTER and path.name not in _BESIDE]
    if len(files) != 1:
        found = ", ".join(path.name for path in files) or "geen"
        raise LetterError(
            f"verwacht wordt één bestand van de brief (letter.txt, letter.docx, letter.pdf …), en"
            f" gevonden: {found}."
        )
    return files[0]


def entries(folder: Path) -> list[Path]:
    """Return what lies in a folder by name, hidden things aside.

    Raises: LetterError where it cannot be read.
    """
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise LetterError(
            f"{folder}: geen map met brieven; wijs hem aan met --corpus of QA_CORPUS."
        ) from error
    except OSError as error:
        raise LetterError(
            f"{folder}: niet te lezen ({reason(error)}); geef er leesrecht op."
        ) from error
