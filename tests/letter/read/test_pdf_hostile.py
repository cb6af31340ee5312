"""PDFs that cannot be read, or that mean harm: refused in words, within bounds."""

from __future__ import annotations

import subprocess
import sys
import time
import zlib
from collections.abc import Iterable
from contextlib import suppress

import pytest

from qa.errors import ExtraMissing, LetterError
from qa.letter.read.pdf import parent, read

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf(*contents: bytes, kids: Iterable[int] = (), extra: bytes = b"") -> bytes:
    """Write a PDF: a page for each content, or the pages that `kids` names; no checks at all."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", FONT]
    pages: list[int] = []
    for content in contents:
        packed = zlib.compress(content)
        head = f"<</Length {len(packed)}/Filter/FlateDecode>>".encode()
        objects.append(head + b"stream\n" + packed + b"\nendstream")
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>"
        )
        objects.append(page.encode())
        pages.append(len(objects))
    named = list(kids) or pages
    listed = " ".join(f"{number} 0 R" for number in named)
    objects[1] = f"<</Type/Pages/Count {len(named)}/Kids[{listed}]>>".encode()
    return _file(objects, extra)


def _file(objects: list[bytes], extra: bytes) -> bytes:
    whole = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for number, each in enumerate(objects, start=1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    start = len(whole)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    whole += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    whole += b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        extra,
        start,
    )
    return bytes(whole)


def said(text: str, x: float = 80, y: float = 700) -> bytes:
    return f"BT /F 9 Tf {x} {y} Td ({text}) Tj ET\n".encode()


def refusal(data: bytes) -> str:
    with pytest.raises(LetterError) as caught:
        read(data, "brief.pdf")
    message = str(caught.value)
    assert message.startswith("brief.pdf: ")
    assert "\n" not in message
    return message


def test_a_plain_page_is_read() -> None:
    received = read(pdf(said("Wij melden u dat het herstel klaar is.")), "brief.pdf")
    assert [part.text for part in received.parts] == ["Wij melden u dat het herstel klaar is."]
    assert received.doubts == (
        "blz. 1: geen aanhef, en geen regel met plaats en datum, boven de brief.",
    )


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"Geachte voorzitter,", b"%PDF-1.7\n" + bytes(5000), b"PK\x03\x04"]
)
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert "geen PDF of het bestand is beschadigd" in refusal(data)


def test_a_file_that_is_cut_off_ends_in_a_refusal_or_in_text() -> None:
    whole = pdf(said("Wij melden u dat het herstel klaar is."))
    for end in range(0, len(whole), 97):
        with suppress(LetterError):
            assert read(whole[:end], "brief.pdf").parts


def test_a_scan_is_refused() -> None:
    assert "alleen beelden (een scan)" in refusal(pdf(b"0 0 100 100 re f\n"))


def test_a_pdf_with_a_password_is_refused() -> None:
    locked = (
        b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4"
        + b"/O<"
        + b"41" * 32
        + b">/U<"
        + b"42" * 32
        + b">>>"
    )
    assert "wachtwoord" in refusal(pdf(said("Geheim"), extra=locked))


def test_more_than_500_pages_are_refused() -> None:
    assert "meer dan 500 bladzijden" in refusal(pdf(said("a"), kids=[5] * 501))


def test_too_many_characters_are_refused() -> None:
    page = b"".join(said("a" * 3000, y=800 - 20 * i) for i in range(10))
    assert "1.000.000 tekens" in refusal(pdf(page, kids=[5] * 40))


def test_too_many_words_are_refused() -> None:
    page = b"".join(said("a " * 1000, y=800 - 20 * i) for i in range(20))
    assert "300.000 woorden" in refusal(pdf(page, kids=[5] * 20))


def test_too_many_lines_are_refused() -> None:
    page = said("Wij") + b"10 10 m 90 10 l S\n" * 5000
    assert "400.000 getekende" in refusal(pdf(page, kids=[5] * 100))


def test_a_page_that_unpacks_to_gigabytes_is_refused_within_its_memory() -> None:
    started = time.monotonic()
    bomb = zlib.compress(said("Wij") + b" " * (1 << 28))
    for _ in range(2):
        bomb = zlib.compress(bomb)
    packed = f"<</Length {len(bomb)}/Filter[{'/FlateDecode' * 3}]>>stream\n".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
        FONT,
        packed + bomb + b"\nendstream",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[" + b"4 0 R " * 20 + b"]"
        b"/Resources<</Font<</F 3 0 R>>>>>>",
    ]
    data = _file(objects, b"")
    assert len(data) < 20_000
    with suppress(LetterError):
        read(data, "brief.pdf")
    assert time.monotonic() - started < 60


def test_a_file_that_computes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # The library's own worst cases differ by version; a child that never ends stands for all.
    endless = (sys.executable, "-c", _ENDLESS.format(path=str(parent._CHILD)))
    monkeypatch.setattr(parent, "_COMMAND", endless)
    assert "rekentijd" in refusal(pdf(said("Wij")))


_ENDLESS = """
import runpy
child = runpy.run_path({path!r})
child["limit"].__globals__["SECONDS"] = 1
child["limit"]()
while True:
    pass
"""


def test_a_file_that_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    greedy = (sys.executable, "-c", _GREEDY.format(path=str(parent._CHILD)))
    monkeypatch.setattr(parent, "_COMMAND", greedy)
    assert "geheugen" in refusal(pdf(said("Wij")))


_GREEDY = """
import runpy
child = runpy.run_path({path!r})
child["main"].__globals__["read"] = lambda data: bytearray(1 << 31)
child["main"]()
"""


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = (sys.executable, "-I", "-S", str(parent._CHILD))
    monkeypatch.setattr(parent, "_COMMAND", bare)
    with pytest.raises(ExtraMissing, match=r"pip install 'kamerbrief-qa\[pdf\]'"):
        read(pdf(said("Wij")), "brief.pdf")


def test_the_library_stays_out_of_the_process_that_reads() -> None:
    code = (
        "import sys; from qa.letter.read.pdf import read\n"
        "try: read(sys.stdin.buffer.read(), 'x')\n"
        "finally: assert not [m for m in sys.modules if m.startswith('pypdfium2')]"
    )
    data = pdf(said("Wij melden u dat het herstel klaar is."))
    subprocess.run([sys.executable, "-c", code], input=data, check=True, timeout=60)


def test_pages_within_pages_without_end_are_refused() -> None:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"]
    refusal(_file(objects, b""))


@pytest.mark.parametrize("depth", [10_000, 200_000])
def test_arrays_within_arrays_are_survived(depth: int) -> None:
    extra = b"/Info[" + b"[" * depth + b"]" * depth + b"]"
    with suppress(LetterError):
        received = read(pdf(said("Wij melden u iets."), extra=extra), "brief.pdf")
        assert received.parts[0].text == "Wij melden u iets."


MANY = {
    "words on one line": b"".join(said("a", x=i % 590, y=700) for i in range(20_000)),
    "lines that start alike": b"".join(said("a", y=800 - i / 100) for i in range(20_000)),
    "raised digits": b"".join(
        said("a", x=80) + b"BT /F 4 Tf 85 703 Td (12) Tj ET\n" for _ in range(10_000)
    ),
    "rules": said("Wij")
    + b"".join(
        f"{i % 500} 100 m {i % 500} 500 l S 10 {i % 800} m 500 {i % 800} l S\n".encode()
        for i in range(20_000)
    ),
    "rules that underline": b"".join(
        said("a", y=700) + b"80 698 m 85 698 l S\n" for _ in range(10_000)
    ),
    "grids": said("Wij")
    + b"".join(
        f"{10 + i} 100 m {10 + i} 595 l S 10 {90 + i} m 505 {90 + i} l S\n".encode()
        for i in range(0, 500, 5)
    ),
    "a long word": said("a" * 60_000),
    "hyphens": b"".join(said("a-" * 500, y=800 - i) for i in range(700)),
    "marks of lists": b"".join(said(f"{i % 99}. a", y=800 - i / 10) for i in range(7_000)),
    "brackets": b"".join(said("\\\\(" * 900, y=800 - i) for i in range(700)),
}


@pytest.mark.parametrize("page", MANY.values(), ids=MANY)
def test_many_of_one_thing_take_linear_time(page: bytes) -> None:
    started = time.monotonic()
    with suppress(LetterError):
        read(pdf(page), "brief.pdf")
    assert time.monotonic() - started < 20
