"""Fetch the public keys of an OpenID Connect provider into the file that the service reads.

A command of its own, for a timer to run: the process that serves never reaches out. In: the issuer.
Out: the file, replaced at once and only by keys that can be read. Source: OpenID Connect Discovery
1.0, section 4.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any, Final
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from qa.errors import SettingsError, StorageError, reason
from qa.settings import Settings

_LONGEST: Final = 1_000_000  # bytes
_SLOWEST: Final = 20  # seconds
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


def fetch(settings: Settings) -> int:
    """Write the issuer's keys to the file of the settings; return how many there are.

    Raises: SettingsError when there is no such issuer, or it gives no keys; StorageError when they
    cannot be written. The file then stays.
    """
    if not settings.oidc_issuer or settings.oidc_jwks is None:
        raise SettingsError("zet eerst QA_OIDC_ISSUER en QA_OIDC_JWKS.")
    issuer = settings.oidc_issuer
    about = _get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if about.get("issuer") != issuer:
        raise SettingsError(
            f"{issuer}: noemt zichzelf «{about.get('issuer')}»; neem dat over in QA_OIDC_ISSUER."
        )
    found = _get(str(about.get("jwks_uri", "")))
    keys = found.get("keys")
    if not isinstance(keys, list) or not keys:
        raise SettingsError(f"{about.get('jwks_uri')}: geeft geen sleutels.")
    try:
        _replace(settings.oidc_jwks, json.dumps({"keys": keys}, indent=2) + "\n")
    except OSError as error:
        raise StorageError(
            f"{settings.oidc_jwks}: de sleutels zijn niet te bewaren ({reason(error)}); geef er"
            " schrijfrecht op, of kies een ander bestand met QA_OIDC_JWKS."
        ) from error
    return len(keys)


def _get(url: str) -> dict[str, Any]:
    """Return the JSON object at an address."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise SettingsError(f"«{url}» is geen https-adres: sleutels zijn daar niet te vertrouwen.")
    try:
        with urlopen(url, timeout=_SLOWEST) as response:
            data = response.read(_LONGEST + 1)
        if len(data) > _LONGEST:
            raise ValueError("te groot")
        found = json.loads(data)
        if not isinstance(found, dict):
            raise ValueError("geen JSON-object")
    except (URLError, OSError, ValueError) as error:
        raise SettingsError(f"{url}: niet op te halen ({error}).") from error
    return found


def _replace(path: Path, text: str) -> None:
    """Write a file at once: who reads it meanwhile sees the old one or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(name, 0o644)  # public keys
    os.replace(name, path)
