"""Whose pages these are: the name, the logo, the colour and the contact that an operator sets.

In: the settings. Out: values for the templates, and the files that go with them, read once. Ships
no logo and no house style of anyone; refuses a logo that is no SVG or PNG, or is large.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from starlette.routing import Route

from qa.api.http.files import File, route
from qa.errors import SettingsError
from qa.ordinary import open_file
from qa.settings import Settings

LOGO, COLOURS = "/widget/logo", "/widget/kleuren.css"
_LARGEST_LOGO: Final = 200_000  # bytes
_KINDS: Final = {".svg": "image/svg+xml", ".png": "image/png"}
# A logo is a picture: opened by itself it runs nothing and asks nothing.
_AS_PICTURE: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"
}
# A colour that is dark enough on white is light enough on our dark ground with so much white in it.
_STYLE: Final = """@media screen {{
  :root {{ --accent: {0}; --op-accent: #fff; }}
  vraag-de-brief {{
    --qa-accent-color: var(--accent);
    --qa-link-color: var(--accent);
    --qa-on-accent-color: var(--op-accent);
  }}
}}
@media screen and (prefers-color-scheme: dark) {{
  :root {{ --accent: color-mix(in srgb, {0} 35%, #fff); --op-accent: #10151a; }}
}}
"""


@dataclass(frozen=True, slots=True)
class Identity:
    """What each page says of whose it is; "" where nothing was set."""

    name: str = "Vraag de brief"
    logo: str = ""
    colours: str = ""
    contact: str = ""
    contact_url: str = ""


PLAIN: Final = Identity()


def identity_of(settings: Settings) -> Identity:
    """Return whose pages these are."""
    usual = {each.name: each.default for each in fields(Settings)}
    has_contact = settings.contact_url != usual["contact_url"]
    return Identity(
        name=settings.name,
        logo=LOGO if settings.logo else "",
        colours=COLOURS if settings.colour else "",
        contact=settings.contact_name if has_contact else "",
        contact_url=settings.contact_url if has_contact else "",
    )


def routes(settings: Settings) -> list[Route]:
    """Return what is served of it.

    Raises: SettingsError.
    """
    found: list[Route] = []
    if settings.logo:
        found.append(route(LOGO, _logo(settings)))
    if settings.colour:
        style = _STYLE.format(settings.colour).encode()
        found.append(route(COLOURS, File(style, "text/css")))
    return found


def _logo(settings: Settings) -> File:
    path = settings.logo
    assert path
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise SettingsError(f"QA_LOGO={path} is geen .svg of .png; kies een van die twee.")
    try:
        with open_file(path) as file:
            content = file.read(_LARGEST_LOGO + 1)
    except OSError as error:
        told = error.strerror or error  # a pipe or a device has words of ours only
        raise SettingsError(f"QA_LOGO={path} is niet te lezen ({told}).") from error
    if len(content) > _LARGEST_LOGO:
        raise SettingsError(f"QA_LOGO={path} is groter dan 200 kB; kies een kleiner bestand.")
    return File(content, kind, _AS_PICTURE)
