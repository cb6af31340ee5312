"""An outcome as Markdown: it shows what the outcome holds, and outside text stays text."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from qa import ask
from qa.api.openai.markdown import write
from qa.say.marked import escaped
from qa.store.index import Index
from qa.types import Answer

SITE = "https://zoek.officielebekendmakingen.nl/kst-28684-720.html"
RENDER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60)
ACTIVE = st.text("\\`*_[]()<>!&|~$#+-=.:/@w1 «»a\n", max_size=40)


@given(text=TEXTS | ACTIVE)
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    shown = RENDER(f"«{escaped(text)}»")
    assert html.unescape(shown) == f"<p>«{' '.join(text.split())}»</p>\n"


@pytest.mark.parametrize("text", ["https://kwaad.nl", "www.kwaad.nl", "WWW.kwaad.nl", "a@kwaad.nl"])
def test_no_address_is_left_for_a_shell_to_make_a_link_of(text: str) -> None:
    assert not re.search(r"https?://|www\.|\w@", escaped(text), re.IGNORECASE)


HOSTILE = """# kop
1. lijst
- punt
> zin
---
===
    code
<b onclick="x()">vet</b> ![x](http://kwaad.nl/x.png) [klik](http://kwaad.nl) <http://kwaad.nl>
[1]: http://kwaad.nl
| a | b |
"""


def test_outside_text_brings_nothing_of_its_own(index: Index) -> None:
    found = ask("Hoeveel fte heeft de rio nu?", index)
    assert isinstance(found, Answer)
    fact = replace(found.facts[0], quote=HOSTILE, reference="[x](http://kwaad.nl) <i>")
    hostile = replace(
        found,
        text=HOSTILE,
        facts=(fact,),
        read_as=HOSTILE,
        suggestions=("<b>[x](http://kwaad.nl)",),
    )
    shown = RENDER(write(hostile).content)
    tags = set(re.findall(r"<(\w+)", shown))
    assert tags == {"p", "em", "strong", "blockquote", "a", "ol", "ul", "li"}
    assert set(re.findall(r'href="([^"]*)"', shown)) == {SITE}


def test_what_is_asked_brings_nothing_of_its_own(index: Index) -> None:
    before = ask("Wat is ![x](http://kwaad.nl/x.png) <script>alert</script> IPTA?", index)
    after = ask(
        "En <img src=x> wie [voert](http://kwaad.nl) dat uit?", index, context=before.context
    )
    assert "<img" in after.read_as
    for outcome in (before, after):
        shown = RENDER(write(outcome).content)
        assert not re.search(r"<(?:script|img)", shown)
        assert set(re.findall(r'href="([^"]*)"', shown)) <= {SITE}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "", "https://a.nl/x) [y](http://b.nl"])
def test_only_an_address_of_the_web_becomes_a_link(url: str, index: Index) -> None:
    found = ask("Wie heeft de brief ondertekend?", index)
    hits = tuple(replace(h, passage=replace(h.passage, url=url)) for h in found.hits)
    shown = RENDER(write(replace(found, hits=hits)).content)
    assert "<a" not in shown
    assert "[1]" in shown


def test_a_link_stands_behind_the_quote_that_it_is_of(index: Index) -> None:
    written = write(ask("Hoeveel fte heeft de rio nu?", index))
    assert written.content.split("\n\n") == [
        "28 fte. De brief: «Met steun van de motie van uw Kamerlid Van der Werf is de rio"
        rf" uitgebreid van 4 fte. naar 28 fte.» [\[1\]]({SITE})",
        "**Bronnen**",
        f"1. [Kamerstuk 28 684, nr. 720, par. 2.3.2]({SITE})",
    ]


def test_a_series_is_a_table_with_one_source_and_is_told_once(index: Index) -> None:
    written = write(ask("Hoe ontwikkelde het aantal overvallen zich tussen 2012 en 2021?", index))
    head, rule, *rows = written.content.split("\n\n")[1].splitlines()
    assert head == rf"| Jaar | Het aantal overvallen [\[1\]]({SITE}) |"
    assert (rule, len(rows)) == ("| ---: | ---: |", 10)
    assert (rows[0], rows[-1]) == ("| 2012 | 1.982 |", "| 2021 | 676 |")
    assert RENDER(written.content).count("<td") == 20
    assert "Per jaar" not in written.content
    assert "\n> «" not in written.content
    assert [source.reference for source in written.sources] == [
        "Kamerstuk 28 684, nr. 720, par. 1, tabel 1"
    ]


def test_a_year_of_a_series_that_is_not_proven_is_told_to_be_so(index: Index) -> None:
    question = "Hoe ontwikkelde het ophelderingspercentage van overvallen zich?"
    content = write(ask(question, index)).content
    assert content.count("(niet zeker) |") == 2


def test_a_source_leads_into_the_letter_of_this_service_where_that_has_an_address(
    index: Index,
) -> None:
    service = "https://vragen.example.org"
    found = ask("Hoeveel overvallen waren er in 2019?", index)
    assert isinstance(found, Answer)
    span = found.facts[0].span
    place = f"{service}/brieven/kst-28684-720#m={span.start}-{span.end}"
    assert [source.url for source in write(found, service).sources] == [place]
    source, *_ = write(ask("Wat doet Slachtofferhulp Nederland?", index), service).sources
    assert source.url.startswith(f"{service}/brieven/kst-28684-720#m=")


def test_who_asks_in_english_is_told_in_english_to_ask_in_dutch(index: Index) -> None:
    content = write(ask("How many robberies were there in 2019?", index)).content
    assert content.startswith("**Please ask your question in Dutch:")


def test_each_part_of_a_question_has_its_number_and_sources_are_shared(index: Index) -> None:
    question = "Hoeveel overvallen waren er in 2019? Hoeveel straatroven waren er in 2019?"
    blocks = write(ask(question, index)).content.split("\n\n")
    assert blocks[0] == "**1.** In 2019 waren er 1.174 overvallen."
    assert blocks[2] == "**2.** In 2019 waren er 3.777 straatroven."
    assert blocks[1] == blocks[3] == rf"> «2019 1.174 3.777 39.365 73.638» [\[1\]]({SITE})"
    assert blocks[4:] == [
        "**Bronnen**",
        f"1. [Kamerstuk 28 684, nr. 720, par. 1, tabel 1, rij 2019]({SITE})",
    ]


def test_what_only_comes_nearest_is_never_shown_as_an_answer(index: Index) -> None:
    blocks = write(ask("Hoeveel verdachten zijn er aangehouden?", index)).content.split("\n\n")
    assert blocks[0].startswith("Ik weet niet zeker of dit uw vraag beantwoordt.")
    assert "**Bronnen**" in blocks


def test_an_unproven_heading_is_told(index: Index) -> None:
    content = write(
        ask("Wat was het ophelderingspercentage van overvallen in 2020?", index)
    ).content
    assert "kolomkop gereconstrueerd" in content


def test_how_a_follow_up_was_read_is_told(index: Index) -> None:
    before = ask("Wat is IPTA?", index)
    outcome = ask("Wie voert dat uit?", index, context=before.context)
    assert outcome.read_as
    assert write(outcome).content.startswith("*Gelezen als: ")
