"""What an operator can set, through the environment (prefix QA_); read only by the doors.

The standard library reads it: pydantic takes longer to be imported than a question about facts
takes to be answered (docs/decisions/0007). Each setting stands here once, with how it is read and
what it is for; docs/beheer.md shows the same table.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Final

import platformdirs

from qa.colours import readable
from qa.errors import SettingsError, UsageFault

_PREFIX: Final = "QA_"
DEBUG: Final = "QA_DEBUG"  # no setting: it is looked at when all else has failed
_LONGEST_REFUSAL, _LONGEST_NAME = 300, 60  # characters
_HOST: Final = re.compile(r"(?:\*\.)?[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]")
_ORIGIN: Final = re.compile(rf"https?://(?:{_HOST.pattern})(?::\d{{1,5}})?")
_NEVER_IN_ADDRESSES: Final = frozenset(" \"'<>\\`;,?#")
_MOST: Final = 1_000_000
_ALIAS: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}")
FILES, MILVUS = "files", "milvus"


def _setting(default: Any, read: Callable[[str], Any], about: str) -> Any:
    return field(default=default, metadata={"read": read, "about": about})


def _number(least: int, most: int, what: str) -> Callable[[str], int]:
    def read(given: str) -> int:
        if not (given.isascii() and given.isdigit() and least <= int(given) <= most):
            raise ValueError(f"{what} is een getal van {least} tot en met {most}")
        return int(given)

    return read


def _short(given: str, most: int = _LONGEST_NAME) -> str:
    if len(given) > most:
        raise ValueError(f"{len(given)} tekens, hoogstens {most}")
    return given


def _refusal(given: str) -> str:
    _short(given, _LONGEST_REFUSAL)
    if any(character.isdigit() for character in given):
        raise ValueError("een cijfer hierin lijkt uit de brief te komen")
    return given


def _yes(given: str) -> bool:
    if given not in {"0", "1"}:
        raise ValueError("kies 1 (ja) of 0 (nee)")
    return given == "1"


def _list(read: Callable[[str], str]) -> Callable[[str], tuple[str, ...]]:
    return lambda given: tuple(read(each.strip()) for each in given.split(",") if each.strip())


def _origin(given: str) -> str:
    """Read an origin as browsers send it: scheme and host, with a port where it is not usual."""
    if not _ORIGIN.fullmatch(given):
        raise ValueError(f"«{given}» is geen herkomst als https://intranet.example.org")
    return given


def _host(given: str) -> str:
    if not _HOST.fullmatch(given):
        raise ValueError(f"«{given}» is geen naam van een computer, zonder poort")
    return given.lower()


def _network(given: str) -> str:
    try:
        ip_network(given)
    except ValueError as error:
        raise ValueError(f"«{given}» is geen IP-adres of netwerk als 10.0.0.0/8") from error
    return given


def _url(given: str) -> str:
    if not _ORIGIN.match(given) or set(given) & _NEVER_IN_ADDRESSES:
        raise ValueError("een adres begint met https://, zonder ? of #")
    return given


def _base(given: str) -> str:
    """Read an address that others are put behind."""
    return _url(given).rstrip("/")


def _engine(given: str) -> str:
    if given not in {FILES, MILVUS}:
        raise ValueError(f"kies {FILES} of {MILVUS}")
    return given


def _alias(given: str) -> str:
    if not _ALIAS.fullmatch(given):
        raise ValueError("letters, cijfers en _, niet meer dan 61, geen cijfer vooraan")
    return given


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, frozen; a door builds one and passes plain values on."""

    corpus: Path = _setting(Path("corpus"), Path, "The folder with the letters.")
    index: Path = _setting(Path("index"), Path, "The folder with the index.")
    model: str = _setting(
        "", str, "A sentence-transformers folder or hub name; the built-in multilingual-e5-small."
    )
    cache: Path = _setting(
        Path(platformdirs.user_cache_dir("kamerbrief-qa")), Path, "Where models are kept once made."
    )
    engine: str = _setting(
        FILES, _engine, "What passages are searched in: `files` of the index, or `milvus`."
    )
    milvus_uri: str = _setting(
        "http://127.0.0.1:19530", _url, "Where Milvus is, a cluster or one (extra `milvus`)."
    )
    milvus_token: str = _setting("", str, "Its token, as in `name:password`.")
    milvus_alias: str = _setting(
        "vraag_de_brief", _alias, "The alias of the builds in it; each corpus needs its own."
    )
    milvus_timeout: int = _setting(
        2, _number(1, 60, "een tijdslimiet"), "Seconds that one call to it may take; twice at most."
    )
    milvus_shelf: Path | None = _setting(
        None, Path, "A folder that all machines share, for files of builds; without it, Milvus."
    )
    refusal: str = _setting(
        "",
        _refusal,
        "How to say that the letter has no answer: at most 300 characters, no digits, since each"
        " would seem to come from the letter.",
    )
    host: str = _setting("127.0.0.1", str, "The address that `qa serve` listens on.")
    port: int = _setting(
        8084, _number(0, 65_535, "een poort"), "The port; 0 takes a free one and says which."
    )
    workers: int = _setting(
        2,
        _number(1, 64, "het aantal processen"),
        "Processes that work answers out, one question each at a time; as many as there are cores.",
    )
    data: Path = _setting(
        Path(platformdirs.user_data_dir("kamerbrief-qa")),
        Path,
        "Where feedback, and questions if they are kept, are written.",
    )
    hosts: tuple[str, ...] = _setting(
        (),
        _list(_host),
        "Names under which the service may be called (Host header), `*.example.org` for all below"
        " one; always this machine's own.",
    )
    proxies: tuple[str, ...] = _setting(
        (), _list(_network), "Addresses or networks of reverse proxies whose X-Forwarded-* counts."
    )
    cors: tuple[str, ...] = _setting(
        (), _list(_origin), "Origins whose pages may call the service from a browser."
    )
    frames: tuple[str, ...] = _setting(
        (), _list(_origin), "Origins whose pages may show pages of the service in a frame."
    )
    keys: Path | None = _setting(
        None, Path, "File of hashed API keys, made by `qa key`; with it, every question needs one."
    )
    oidc_issuer: str = _setting(
        "", _url, "Issuer of OpenID Connect tokens that are taken instead of a key (extra `oidc`)."
    )
    oidc_audience: str = _setting("", str, "The audience that such a token must be for.")
    oidc_jwks: Path | None = _setting(
        None, Path, "File with the issuer's public keys (JWKS); read again when it changes."
    )
    rate: int = _setting(
        300, _number(0, _MOST, "een limiet"), "Requests a minute for each client; 0 sets no limit."
    )
    connections: int = _setting(
        0,
        _number(0, _MOST, "het aantal verbindingen"),
        "Connections, at most a third of them with one address that is no proxy;"
        " the next one gets a 503. 0 takes 1,000, or what the limit of open files leaves room for.",
    )
    queue: int = _setting(
        32,
        _number(1, 10_000, "een rij"),
        "Questions that may be in progress or wait; the next one gets a 503, unless another client"
        " has more of them waiting.",
    )
    timeout: int = _setting(
        10, _number(1, 600, "een tijdslimiet"), "Seconds in which a question must be answered."
    )
    work: int = _setting(
        2,
        _number(1, 600, "een tijdslimiet"),
        "Seconds of processor time that a question may take; its process is ended then, and another"
        " takes its place.",
    )
    drain: int = _setting(
        30, _number(0, 3600, "een tijdslimiet"), "Seconds that requests may take after SIGTERM."
    )
    keep_questions: bool = _setting(
        False, _yes, "1 keeps the text of questions, in files of a day in the data folder."
    )
    retention: int = _setting(
        30, _number(1, 3650, "een bewaartermijn"), "Days that kept questions stay."
    )
    mcp: bool = _setting(
        False, _yes, "1 serves MCP, for programs with a language model, on /mcp (extra `mcp`)."
    )
    url: str = _setting("", _base, "The public address, as in https://vragen.example.org.")
    name: str = _setting("Vraag de brief", _short, "What the pages are called.")
    logo: Path | None = _setting(None, Path, "An SVG or PNG that stands before that name.")
    colour: str = _setting("", readable, "Of buttons, links and charts: #1b4f8a, dark on white.")
    contact_name: str = _setting(
        "Beheerder van deze dienst",
        str,
        "Contact in the OpenAPI file and, with `QA_CONTACT_URL`, below the pages.",
    )
    contact_email: str = _setting("beheer@example.org", str, "Their e-mail address.")
    contact_url: str = _setting("https://example.org/contact", _url, "Their page.")
    security_txt: Path | None = _setting(
        None, Path, "File that is served as /.well-known/security.txt (RFC 9116)."
    )


def variable(name: str) -> str:
    """Return the environment variable of a setting."""
    return f"{_PREFIX}{name.upper()}"


def load_settings(environment: Mapping[str, str] = os.environ, **options: str) -> Settings:
    """Read the settings from the environment, and options of a command that go before it.

    An empty one counts as not set.

    Raises: SettingsError, naming the setting, when one is unknown or cannot be used; UsageFault,
    naming the option.
    """
    _refuse_unknown(environment)
    values: dict[str, Any] = {}
    for each in fields(Settings):
        option = options.get(each.name)
        name = f"--{each.name}" if option else variable(each.name)
        if given := option or environment.get(name):
            try:
                if not given.isprintable():
                    raise ValueError("er staan onzichtbare tekens in")
                values[each.name] = each.metadata["read"](given)
            except ValueError as error:
                raise (UsageFault if option else SettingsError)(
                    f"{name}={given!r} kan niet worden gebruikt ({error}); verander die."
                ) from error
    return Settings(**values)


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    """Refuse a setting that does not exist: who made a typing error meant another one.

    Raises: SettingsError, naming the nearest.
    """
    known = [*map(variable, (each.name for each in fields(Settings))), DEBUG]
    for name in sorted(environment):
        if name.startswith(_PREFIX) and name not in known:
            nearest = get_close_matches(name, known, 1)
            what = f"bedoelde u {nearest[0]}?" if nearest else "haal die weg."
            raise SettingsError(f"{name} is onbekend; {what}")


def as_markdown() -> str:
    """Return the table of all settings that docs/beheer.md shows."""
    rows = ["| setting | default | what it is for |", "|---|---|---|"]
    for each in fields(Settings):
        rows.append(
            f"| `{variable(each.name)}` | {_shown(each.default)} | {each.metadata['about']} |"
        )
    return "\n".join(rows) + "\n"


def _shown(default: Any) -> str:
    if default in ("", None, ()):
        return "–"
    if isinstance(default, Path) and default.is_absolute():
        return "the user's own folder"
    return f"`{int(default) if isinstance(default, bool) else default}`"
