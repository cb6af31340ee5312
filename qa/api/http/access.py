"""Who may call the service: API keys and OpenID Connect tokens.

In: the Authorization header. Out: the actor, or a refusal. Keys are random and long, so a plain
hash keeps them: the file holds no key, only its SHA-256. Tokens are checked against the issuer's
public keys in a file; nothing is ever fetched by the process that serves.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from qa.api.http.problems import Refused
from qa.errors import SettingsError, StorageError, reason
from qa.ordinary import open_file
from qa.settings import Settings

ASKING, MEASURING = "vragen", "meten"  # what a key is for
_PREFIX: Final = "qa_"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_LONGEST: Final = 8_192  # characters of a header; what is longer is no token
# Signatures with a public key only: with a shared secret, who can check could also make tokens.
_ALGORITHMS: Final = ("RS256", "PS256", "ES256", "EdDSA")
_CHALLENGE: Final = {"WWW-Authenticate": 'Bearer realm="vraag-de-brief"'}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who calls: the name of a key, the subject of a token, or nobody in particular."""

    name: str
    may: frozenset[str]
    kind: str = ""


ANYONE: Final = Actor("anoniem", frozenset({ASKING}))


class _FromFile(Generic[T]):
    """What a file holds, read again when the file has changed."""

    def __init__(self, path: Path, read: Callable[[bytes], T], what: str) -> None:
        self._path, self._read, self._what = path, read, what
        self._stamp: tuple[int, int] | None = None
        self._held: T
        self.get()

    def get(self) -> T:
        """Return what the file holds.

        Raises: SettingsError when it cannot be read: nobody is let in on an unreadable file.
        """
        try:
            found = self._path.stat()
            stamp = (found.st_mtime_ns, found.st_size)
            if stamp != self._stamp:
                self._held, self._stamp = self._read(_bytes_of(self._path)), stamp
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise SettingsError(f"{self._path}: {self._what} niet te lezen ({error}).") from error
        return self._held


def _bytes_of(path: Path) -> bytes:
    with open_file(path) as file:
        return file.read()


class Access:
    """Tells who calls. Without keys and without an issuer, anyone may ask."""

    def __init__(self, settings: Settings) -> None:
        self._keys = _FromFile(settings.keys, _read_keys, "sleutels") if settings.keys else None
        self._tokens = _Tokens(settings) if settings.oidc_issuer else None

    @property
    def is_open(self) -> bool:
        """Whether anyone may ask."""
        return self._keys is None and self._tokens is None

    def actor(self, authorization: str | None, wanted: str) -> Actor:
        """Return who calls.

        Raises: Refused (401 for nobody known, 403 for one who may not do what is wanted).
        """
        if self.is_open and wanted == ASKING:
            return ANYONE
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip() or len(token) > _LONGEST:
            raise Refused(
                401, "Stuur uw sleutel mee in de kopregel «Authorization: Bearer …».", _CHALLENGE
            )
        actor = self._known(token.strip())
        if actor is None:
            raise Refused(401, "Deze sleutel is niet bekend of niet meer geldig.", _CHALLENGE)
        if wanted not in actor.may:
            raise Refused(403, f"Deze sleutel is niet voor «{wanted}».")
        return actor

    def _known(self, token: str) -> Actor | None:
        # A look-up by hash takes no longer for a key that is nearly right.
        if self._keys and (actor := self._keys.get().get(hash_of(token))):
            return actor
        return self._tokens.actor(token) if self._tokens else None


def new_key(path: Path, name: str, may: str) -> str:
    """Add a key to a file of keys and return it: it is shown once, and kept nowhere.

    Raises: SettingsError for a name that is in use or cannot be one; StorageError when the file
    cannot be written.
    """
    try:
        return _new_key(path, name, may)
    except OSError as error:
        raise StorageError(
            f"{path}: de sleutel is niet te bewaren ({reason(error)}); geef er schrijfrecht op, of"
            " kies een ander bestand met QA_KEYS."
        ) from error


def _new_key(path: Path, name: str, may: str) -> str:
    if not _NAME.fullmatch(name):
        raise SettingsError(
            f"«{name}» kan geen naam zijn; neem kleine letters, cijfers en streepjes, hoogstens 40."
        )
    data = _bytes_of(path) if path.exists() else b""
    if any(actor.name == name for actor in _read_keys(data).values()):
        raise SettingsError(f"{path}: er is al een sleutel «{name}»; haal die regel eerst weg.")
    key = _PREFIX + secrets.token_urlsafe(32)
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab") as file:
        begin = b"" if not data or data.endswith(b"\n") else b"\n"
        file.write(begin + f"{name} {may} {hash_of(key)}\n".encode())
    return key


def hash_of(key: str) -> str:
    """Return what is kept of a key."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()


def _read_keys(data: bytes) -> Mapping[str, Actor]:
    """Read lines of a name, what the key is for, and its hash; `#` begins a remark."""
    keys = {}
    for number, line in enumerate(data.decode().splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split()
        if len(parts) != 3 or parts[1] not in {ASKING, MEASURING} or not _HASH.fullmatch(parts[2]):
            raise ValueError(f"regel {number}: verwacht is naam, «vragen» of «meten», en een hash")
        keys[parts[2]] = Actor(parts[0], frozenset({parts[1]}), "sleutel")
    return keys


class _Tokens:
    """Checks tokens of one issuer. Source: RFC 7519, and RFC 8725 for what to insist on."""

    def __init__(self, settings: Settings) -> None:
        try:
            import jwt
        except ImportError as error:
            raise SettingsError(
                "QA_OIDC_ISSUER vraagt om extra software; installeer «kamerbrief-qa[oidc]»."
            ) from error
        if not settings.oidc_audience or settings.oidc_jwks is None:
            raise SettingsError("QA_OIDC_ISSUER vraagt ook om QA_OIDC_AUDIENCE en QA_OIDC_JWKS.")
        self._jwt = jwt
        self._issuer, self._audience = settings.oidc_issuer, settings.oidc_audience
        self._keys = _FromFile(settings.oidc_jwks, self._read_jwks, "publieke sleutels")

    def actor(self, token: str) -> Actor | None:
        """Return whose token this is; None where it is not a valid one."""
        try:
            header = self._jwt.get_unverified_header(token)
            key = self._keys.get()[header.get("kid")]
            claims = self._jwt.decode(
                token,
                key,
                algorithms=_ALGORITHMS,
                issuer=self._issuer,
                audience=self._audience,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
                leeway=30,  # seconds that clocks may differ
            )
        except (self._jwt.PyJWTError, KeyError, ValueError, TypeError):
            return None
        return Actor(str(claims["sub"])[:100], frozenset({ASKING}), "token")

    def _read_jwks(self, data: bytes) -> dict[Any, Any]:
        found = self._jwt.PyJWKSet.from_dict(json.loads(data))
        return {key.key_id: key for key in found.keys if key.public_key_use in {None, "sig"}}
