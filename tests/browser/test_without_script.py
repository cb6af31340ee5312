"""Where scripts do not run, the same page has a form that gives the same answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect

from tests.api.answered import KINDS, told
from tests.browser.chat import (
    ABSENT,
    ABSENT_INSTEAD,
    LETTER,
    NEXT_YEAR,
    NEXT_YEAR_ANSWER,
    PASSAGE,
    ROBBERIES,
    ROBBERIES_ANSWER,
    SERIES,
)
from tests.browser.conftest import Open, Site
from tests.browser.test_axe import AXE, LOOKS, TALL, UNMARKED, WIDTHS, faults
from tests.browser.test_reflow import NARROW, lost

WIDE: Final[dict[str, Any]] = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def page(enter: Open, site: Site) -> Page:
    return enter(site.url, java_script_enabled=False)


def ask(page: Page, question: str) -> None:
    page.get_by_role("textbox").fill(question)
    page.get_by_role("button", name="Vraag", exact=True).click()


def test_the_form_has_a_name_a_button_and_questions_to_press(page: Page) -> None:
    expect(page.get_by_label("Stel uw vraag")).to_be_visible()
    expect(page.get_by_role("button", name="Vraag", exact=True)).to_be_visible()
    page.locator(".kant-en-klaar button").first.click()
    expect(page.locator(".tekst").first).to_be_visible()


@pytest.mark.parametrize("question", KINDS.values(), ids=KINDS)
def test_the_form_tells_all_that_the_service_answers(question: str, page: Page, site: Site) -> None:
    answer = page.request.post(f"{site.url}/v1/vragen", data={"vraag": question}).json()
    ask(page, question)
    seen = " ".join((page.locator("#antwoord").text_content() or "").split())
    assert [each for each in told(answer) if each not in seen] == []
    assert question not in page.url


def test_a_series_is_a_chart_and_a_table_that_can_be_kept_as_csv(page: Page, site: Site) -> None:
    ask(page, SERIES)
    chart = page.get_by_role("img", name="Lijndiagram: Het aantal overvallen, 2011–2021")
    expect(chart).to_be_visible()
    table = page.locator("#antwoord").get_by_role("table", name="Dezelfde cijfers als tabel")
    page.get_by_text("Dezelfde cijfers als tabel").click()
    expect(table.get_by_role("row")).to_have_count(12)
    expect(table.get_by_role("row").last).to_contain_text("676")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == f"{LETTER}.aantal.overvallen.csv"
    kept = Path(download.value.path()).read_text("utf-8").splitlines()
    assert len(kept) == 12
    assert kept[0].startswith("\ufeffid;briefId;maat;")
    assert kept[-1].endswith("gereconstrueerd;ja;2021 676 2.321 23.452 65.849")
    with page.expect_download() as download:
        page.get_by_role("link", name="SVG").click()
    assert Path(download.value.path()).read_text("utf-8").startswith("<svg ")


@pytest.mark.parametrize("question", [ROBBERIES, SERIES, PASSAGE, KINDS["question back"]])
def test_beside_an_answer_the_letter_shows_what_is_cited_first(
    question: str, enter: Open, site: Site
) -> None:
    page = enter(site.url, java_script_enabled=False, **WIDE)
    ask(page, question)
    expect(page.locator(".lezen .eerst").first).to_be_in_viewport(ratio=1)
    expect(page.locator(".gevraagd")).to_be_in_viewport(ratio=1)


def test_below_an_answer_the_letter_does_not_draw_the_page_away(enter: Open, site: Site) -> None:
    page = enter(site.url, java_script_enabled=False, **NARROW)
    ask(page, ROBBERIES)
    expect(page.locator(".gevraagd")).to_be_in_viewport(ratio=1)
    expect(page.locator(".lezen .eerst")).not_to_be_in_viewport()


def without_ours(enter: Open, site: Site, **look: Any) -> Page:
    """Open the page in a browser that runs scripts, to look into it, but gets none of ours."""
    page = enter("about:blank", **look)
    page.route("**/widget/*.js", lambda route: route.abort())
    page.goto(site.url)
    return page


def unfolded(page: Page, question: str) -> Page:
    """Ask, and open all that is folded."""
    ask(page, question)
    page.locator("#antwoord").wait_for()
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true; })")
    return page


def too_long(page: Page) -> None:
    """Send what the field itself would not let through."""
    page.locator("#vraag").evaluate("field => field.removeAttribute('maxlength')")
    ask(page, "a" * 2001)
    expect(page.locator("#fout")).to_contain_text(
        "Fout: De vraag telt 2.001 tekens, hoogstens 2.000 is mogelijk; maak de vraag korter."
    )


@pytest.mark.skipif(not AXE.exists(), reason=f"{AXE.name} is absent: run `make node`")
@pytest.mark.parametrize("look", ["", *LOOKS])
def test_no_answer_of_the_form_has_a_fault(look: str, enter: Open, site: Site) -> None:
    page = without_ours(enter, site, **LOOKS.get(look, {}))
    # Between them these hold every part of an answer: another look changes only how they look.
    asked = (
        [KINDS[kind] for kind in ("series", "parts", "passage with notes")]
        if look
        else [*KINDS.values()]
    )
    found = faults(page)
    for question in asked:
        found += faults(unfolded(page, question), UNMARKED)
    too_long(page)
    assert found + faults(page, UNMARKED) == []


@pytest.mark.skipif(not AXE.exists(), reason=f"{AXE.name} is absent: run `make node`")
def test_no_width_of_an_answer_of_the_form_has_a_fault(enter: Open, site: Site) -> None:
    page = without_ours(enter, site)
    for kind in ("series", "parts", "passage with notes", "question back"):
        unfolded(page, KINDS[kind])
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": TALL})
            found = faults(page, UNMARKED)
            assert found == [], width


def test_no_answer_of_the_form_scrolls_sideways_in_a_window_of_320_pixels(
    enter: Open, site: Site
) -> None:
    page = without_ours(enter, site, **NARROW)
    found = [each for question in KINDS.values() for each in lost(unfolded(page, question))]
    too_long(page)
    assert found + lost(page) == []


def test_a_printed_answer_has_all_its_quotes_and_no_controls(page: Page) -> None:
    ask(page, PASSAGE)
    expect(page.locator("#antwoord blockquote").last).to_be_hidden()
    page.emulate_media(media="print")
    for quote in page.locator("#antwoord blockquote").all():
        expect(quote).to_be_visible()
    expect(page.locator("form:visible")).to_have_count(0)
    official = page.get_by_role("link", name="officiële publicatie").first
    # Chromium gives attr() as it stands, or as the address that it is.
    shown = official.evaluate("link => getComputedStyle(link, '::after').content")
    assert "attr(href)" in shown or "officielebekendmakingen.nl" in shown


def test_a_follow_up_and_a_suggestion_work_by_form(page: Page) -> None:
    ask(page, ROBBERIES)
    expect(page.locator(".tekst")).to_have_text(ROBBERIES_ANSWER)
    ask(page, NEXT_YEAR)
    expect(page.locator(".tekst")).to_have_text(NEXT_YEAR_ANSWER)
    ask(page, ABSENT)
    page.get_by_role("button", name=ABSENT_INSTEAD).click()
    expect(page.locator(".tekst")).to_contain_text("4.167")


def test_the_place_of_a_quote_leads_to_it_in_the_letter(page: Page) -> None:
    ask(page, ROBBERIES)
    expect(page.locator(".brief mark")).to_have_text("1.174")
    page.locator(".plaats a").first.click()
    expect(page.locator(".brief :target, .brief [id]:target").first).to_be_in_viewport()
    page.get_by_role("link", name="Alleen de brief, met inhoudsopgave").click()
    expect(page).to_have_url(f"{page.url.partition('/brieven')[0]}/brieven/{LETTER}")
    expect(page.get_by_role("navigation")).to_be_visible()
