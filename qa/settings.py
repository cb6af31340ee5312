"""What an operator can set, through the environment (prefix QA_); read only by the doors."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from qa.errors import SettingsError


class Settings(BaseSettings):
    """All settings, frozen; a door builds one and passes plain values on.

    `model` names a sentence-transformers folder or hub name; empty means the built-in
    multilingual-e5-small. `cache` is where models are kept once they are made. `refusal` says that
    the letter has no answer, in an operator's own words; it holds no digits, since each would seem
    to come from the letter.
    """

    model_config = SettingsConfigDict(env_prefix="QA_", frozen=True)

    corpus: Path = Path("corpus")
    index: Path = Path("index")
    model: str = ""
    cache: Path = Path(platformdirs.user_cache_dir("kamerbrief-qa"))
    host: str = "127.0.0.1"
    port: int = Field(default=8084, ge=0, le=65535)
    refusal: str = Field(default="", max_length=300, pattern=r"^\D*$")


def load_settings() -> Settings:
    """Read the settings from the environment.

    Raises: SettingsError, naming the setting, when one cannot be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "QA_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(
            f"{name}={first['input']!r} kan niet worden gebruikt ({first['msg']}); verander die."
        ) from error
