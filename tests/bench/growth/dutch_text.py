"""Real Dutch prose out of Debian packages: what the growth benchmark starts from.

In go packages, fetched with `apt-get download` (no root, nothing is installed); out come passages
of 20 to 150 words with their heading, without doubles, in a fixed order. Pages that were never
translated are told by their function words and left out. What cannot be fetched is refused.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

# The Debian 12 packages with most Dutch prose, the most first: help, manuals, guides, man pages.
# README.md beside the benchmarks names their licences. 155 MB to fetch, once.
PACKAGES: Final = tuple(
    "libreoffice-help-nl gimp-help-nl kate5-data manpages-nl manpages-nl-dev"
    " installation-guide-amd64 gnome-user-docs aptitude-doc-nl kmail kmymoney-common krusader"
    " dpkg-dev debian-edu-doc-legacy-nl debian-edu-doc-nl debian-faq-nl apt kalarm khelpcenter"
    " lilypond-doc-html-nl korganizer skrooge-common kwave".split()
)
SHORTEST, LONGEST = 20, 150  # words

_DUTCH_PATH = re.compile(r"(?:/nl(?:_NL)?/|[-./]nl\.|-nl/)")
_MARKED = (".html", ".docbook", ".page", ".xhtml")
_BLOCKS = frozenset(
    "p para title simpara h1 h2 h3 h4 h5 h6 li dd dt td th div section table ul ol dl br caption"
    " term listitem item note section sect1 sect2 sect3 variablelist article body page".split()
)
_HEADINGS = frozenset("title h1 h2 h3 h4 h5 h6".split())
_SILENT = frozenset(
    "script style pre programlisting screen head nav code-block synopsis literallayout svg"
    " authorgroup revision bookinfo info legalnotice header footer".split()
)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL)
# KDE marks what is not translated. DocBook's own entities (&kate;) stand for names, those of HTML
# for signs.
_MARKER = "&no-i18n-tag;"
_ENTITY = re.compile(r"&(?!amp|lt|gt|quot|nbsp|#)([a-z][\w.-]*);")
_ROFF_WORDS = re.compile(r"\.(?:B|I|BR|IR|RB|RI|BI|IB|SM|Nm|Fl|Ar|Xr|Li|Dq|Ql|Cm)\b")
_ROFF_HEADING = re.compile(r'\.(?:S[HS]|Sh|Ss)\s+"?([^"]+)')
_ROFF_FONT = re.compile(r"\\f(?:\[\w*\]|\(..|.)|\\[&/,|^%]|\\[sm][-+]?\d")
_ROFF_SIGN = re.compile(r"\\\(..|\\\[[^\]]*\]")
_DUTCH = frozenset(
    "de het een van en is in op te dat die voor met niet zijn wordt worden of u".split()
)
_ENGLISH = frozenset("the of and to is that for with not are this you it be or by as from".split())
SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z«“\"])")

Block = tuple[bool, str]  # whether it is a heading, and its text


class TextMissing(Exception):
    """A package could not be fetched or unpacked."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A passage: the heading it stands under, and its text, each on one line."""

    heading: str
    text: str


def collect(cache: Path) -> tuple[Prose, ...]:
    """Return the passages of all packages; what is not in the cache is fetched into it.

    Raises: TextMissing.
    """
    cache.mkdir(parents=True, exist_ok=True)
    # Named after these very rules: once they change, what they once gave is not taken for it.
    kept = cache / f"dutch-{hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]}.tsv"
    if not kept.is_file():
        found: dict[str, Prose] = {}
        for package in PACKAGES:
            for prose in _read(package, cache):
                # Told apart by words alone: the same sentence comes with other marks too.
                found.setdefault(re.sub(r"\W+", " ", prose.text.lower()), prose)
        half = kept.with_suffix(".half")
        half.write_text("".join(f"{p.heading}\t{p.text}\n" for p in found.values()), "utf-8")
        half.rename(kept)
    lines = kept.read_text("utf-8").split("\n")[:-1]
    return tuple(Prose(*line.split("\t")) for line in lines)


def _read(package: str, cache: Path) -> Iterator[Prose]:
    """Yield the passages of one package, which is fetched once.

    Raises: TextMissing.
    """
    if not list(cache.glob(f"{package}_*.deb")):
        print(f"fetching {package}", file=sys.stderr, flush=True)
        _run(["apt-get", "download", "-qq", package], cache)
    with tempfile.TemporaryDirectory() as folder:
        # The newest name: an older version may lie there from another time.
        _run(["dpkg-deb", "-x", max(cache.glob(f"{package}_*.deb")).name, folder], cache)
        for blocks in pages(Path(folder)):
            yield from passages(blocks)


def _run(command: list[str], folder: Path) -> None:
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise TextMissing(
            f"{command[0]} is not on this machine: the Dutch texts come from Debian packages."
        ) from error
    except subprocess.CalledProcessError as error:
        said = " ".join(error.stderr.split())[:200] or f"exit code {error.returncode}"
        raise TextMissing(
            f"`{' '.join(command)}` was refused ({said}); try `apt-get update` first."
        ) from error


def pages(folder: Path) -> Iterator[list[Block]]:
    """Yield the blocks of each Dutch page of an unpacked package, in the order of the paths."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink()):
        name = "/" + path.relative_to(folder).as_posix()
        # A big page repeats all others; message catalogues hold no prose.
        if not _DUTCH_PATH.search(name) or "big-page" in name or "LC_MESSAGES" in name:
            continue
        if name.endswith(_MARKED):
            yield marked(path.read_text("utf-8", errors="replace"))
        elif "/man/nl" in name and name.endswith(".gz"):
            yield manual(gzip.decompress(path.read_bytes()).decode("utf-8", errors="replace"))


def marked(source: str) -> list[Block]:
    """Return the blocks of a page of HTML, DocBook or Mallard."""
    reader = _Reader()
    reader.feed(_ENTITY.sub(r"\1", _DOCTYPE.sub("", source.replace(_MARKER, " "))))
    reader.end_block()
    return reader.blocks


class _Reader(HTMLParser):
    """Collects the blocks of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._silent: list[str] = []
        self._is_heading = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in _BLOCKS:
            self.end_block()
            self._is_heading = tag in _HEADINGS

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        elif tag in _BLOCKS:
            self.end_block()
            self._is_heading = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(data)

    def end_block(self) -> None:
        text = " ".join("".join(self._parts).split())
        self._parts.clear()
        if text:
            self.blocks.append((self._is_heading, text))


def manual(source: str) -> list[Block]:
    """Return the blocks of a manual page (roff), its macros and fonts stripped."""
    blocks: list[Block] = []
    parts: list[str] = []
    for line in [*source.splitlines(), ".PP"]:
        if not line.startswith((".", "'")):
            parts.append(line)
        elif _ROFF_WORDS.match(line):
            parts.append(line.split(" ", 1)[-1].replace('"', ""))
        elif not line.startswith((".\\", "'\\")):  # a comment ends nothing
            text = _ROFF_SIGN.sub(" ", _ROFF_FONT.sub("", " ".join(parts)))
            text = " ".join(text.replace("\\-", "-").replace("\\", "").split())
            if text:
                blocks.append((False, text))
            parts.clear()
            if heading := _ROFF_HEADING.match(line):
                blocks.append((True, heading[1].strip()))
    return blocks


def passages(blocks: Iterable[Block]) -> Iterator[Prose]:
    """Yield the Dutch passages: short neighbours under one heading joined, long ones parted."""
    heading, waiting = "", ""
    for is_heading, text in [*blocks, (True, "")]:
        if is_heading:
            yield from _finished(heading, waiting)
            heading, waiting = text, ""
            continue
        for sentence in SENTENCE_END.split(text):
            both = f"{waiting} {sentence}".strip()
            if len(both.split()) > LONGEST:
                yield from _finished(heading, waiting)
                both = sentence
            waiting = both if len(both.split()) <= LONGEST else ""
        if len(waiting.split()) >= SHORTEST:
            yield from _finished(heading, waiting)
            waiting = ""


def _finished(heading: str, text: str) -> Iterator[Prose]:
    if len(text.split()) >= SHORTEST and is_dutch(text):
        yield Prose(" ".join(heading.split()), text)


def is_dutch(text: str) -> bool:
    """Tell whether the function words of a text are Dutch, and it is prose at all."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    dutch = sum(word in _DUTCH for word in words)
    english = sum(word in _ENGLISH for word in words)
    letters = sum(c.isalpha() or c.isspace() for c in text)
    return dutch > max(2 * english, len(words) // 10) and letters > 0.8 * len(text)
