"""What an operator can set, through the environment (prefix QA_); read only by the doors.

The standard library reads it: pydantic takes longer to be imported than a question about facts
takes to be answered (docs/decisions/0007).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import platformdirs

from qa.errors import SettingsError

_LONGEST_REFUSAL: Final = 300  # characters


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, frozen; a door builds one and passes plain values on.

    `model` names a sentence-transformers folder or hub name; empty means the built-in
    multilingual-e5-small. `cache` is where models are kept once they are made. `refusal` says that
    the letter has no answer, in an operator's own words; it holds no digits, since each would seem
    to come from the letter.
    """

    corpus: Path = Path("corpus")
    index: Path = Path("index")
    model: str = ""
    cache: Path = Path(platformdirs.user_cache_dir("kamerbrief-qa"))
    host: str = "127.0.0.1"
    port: int = 8084
    refusal: str = ""


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from the environment; an empty one counts as not set.

    Raises: SettingsError, naming the setting, when one cannot be used.
    """
    values: dict[str, Any] = {}
    for name, read in _READERS.items():
        variable = f"QA_{name.upper()}"
        if given := environment.get(variable):
            try:
                values[name] = read(given)
            except ValueError as error:
                raise SettingsError(
                    f"{variable}={given!r} kan niet worden gebruikt ({error}); verander die."
                ) from error
    return Settings(**values)


def _port(given: str) -> int:
    if not (given.isascii() and given.isdigit() and int(given) <= 65_535):
        raise ValueError("een poort is een getal van 0 tot en met 65535")
    return int(given)


def _refusal(given: str) -> str:
    if len(given) > _LONGEST_REFUSAL:
        raise ValueError(f"{len(given)} tekens, hoogstens {_LONGEST_REFUSAL}")
    if any(character.isdigit() for character in given):
        raise ValueError("een cijfer hierin lijkt uit de brief te komen")
    return given


_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "corpus": Path,
    "index": Path,
    "model": str,
    "cache": Path,
    "host": str,
    "port": _port,
    "refusal": _refusal,
}
