"""What readers take along: tables as CSV, pictures as SVG and PNG, quotes with their reference, links."""

from __future__ import annotations

import csv
import io
import re
import struct
from pathlib import Path

import lxml.etree
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.reports.visits import needs_browser, visit

pytestmark = needs_browser

SVG = "{http://www.w3.org/2000/svg}"


def saved(page: Page, button: Locator) -> tuple[str, bytes]:
    """Name and content of the file that a button saves."""
    with page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def read_csv(content: bytes) -> list[list[str]]:
    """The lines of a file that begins with the mark by which spreadsheets know UTF-8."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def clean(text: str | None) -> str:
    """Text as a reader sees it."""
    return re.sub(r"\s+", " ", text or "").strip()


def test_every_table_and_every_chart_can_be_saved_and_says_what_it_is(
    browser: Browser, reports: dict[str, Path]
) -> None:
    page = visit(browser, reports["en"]).page
    assert page.get_by_role("button", name="CSV").count() > 0
    page.evaluate("document.querySelectorAll('details').forEach((panel) => { panel.open = true; })")
    assert page.locator("button.save", has_text="CSV").count() == page.locator("table").count()
    assert page.locator("button.save", has_text="PNG").count() == page.locator("svg.chart, canvas").count()
    names = page.locator("button.save").all_text_contents()
    assert len(set(names)) == len(names)


def test_a_table_is_saved_as_it_is_sorted_with_bare_numbers(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#topic-list").get_by_role("button", name="Statements").click()
    name, content = saved(page, page.locator("#topics button.save", has_text="Topics by size"))
    assert name == "open-government-strategy-2023-2028_topics-by-size_2022-07-01.csv"
    heads, *lines = read_csv(content)
    assert [head for head in heads if head] == [clean(head) for head in heads if head]
    sizes = [int(line[heads.index("Statements")]) for line in lines]
    assert sizes == [16, 20, 10, 16]  # upwards within each broader topic


def test_figures_that_are_left_out_stay_so_in_the_file(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    table = page.locator("table", has=page.locator("caption", has_text="Who was in the room")).first
    button = page.locator("button.save", has_text="CSV Who was in the room").first
    _, content = saved(page, button)
    line = next(line for line in read_csv(content) if line[0].startswith("Roma"))
    assert line[1] == "fewer than 5 people"
    assert set(line[2:]) <= {"", "–"}
    assert len(line) == len(table.locator("thead th").all())


def test_quotes_are_saved_as_the_filter_has_them(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"], fragment="#quotes&group=youth&language=sw").page
    _, content = saved(page, page.locator("#quotes-tools button.save"))
    heads, *lines = read_csv(content)
    assert heads == ["Quote", "Topic", "Groups", "Language", "Source"]
    assert {line[3] for line in lines} == {"Swahili"}
    assert f" of {len(lines)} " in page.locator("#quotes-status").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_stands_alone_in_light_colours(browser: Browser, reports: dict[str, Path], scheme: str) -> None:
    page = visit(browser, reports["fr"], scheme=scheme).page
    page.evaluate("document.querySelectorAll('details').forEach((panel) => { panel.open = true; })")
    name, content = saved(page, page.locator(".chart-box button.save", has_text="SVG").first)
    assert name.startswith("open-government-strategy-2023-2028_")
    svg = lxml.etree.fromstring(content)
    paper = svg.find(f"{SVG}rect")
    assert paper is not None
    assert paper.get("fill") == "#ffffff"
    assert float(svg.get("width", "0")) > 100
    assert svg.findtext(f"{SVG}title")
    assert b"var(" not in content
    letters = {text.get("fill") for text in svg.iter(f"{SVG}text")}
    assert letters <= {"rgb(27, 39, 51)", "rgb(91, 104, 117)", "rgb(86, 98, 110)"}


@pytest.mark.parametrize("where", [".chart-box", "#map-tools"])
def test_a_picture_for_print_has_twice_the_pixels(browser: Browser, reports: dict[str, Path], where: str) -> None:
    seen = visit(browser, reports["en"])
    page = seen.page
    page.evaluate("document.querySelectorAll('details').forEach((panel) => { panel.open = true; })")
    _, drawing = saved(page, page.locator(f"{where} button.save", has_text="SVG").first)
    name, content = saved(page, page.locator(f"{where} button.save", has_text="PNG").first)
    assert name.endswith(".png")
    assert content.startswith(b"\x89PNG")
    svg = lxml.etree.fromstring(drawing)
    size = tuple(2 * int(float(svg.get(side, "0"))) for side in ("width", "height"))
    assert struct.unpack(">II", content[16:24]) == size
    assert seen.noises == []


def test_the_map_is_saved_with_its_legend_and_what_was_chosen(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"], fragment="#map&topic=2").page
    _, content = saved(page, page.locator("#map-tools button.save", has_text="SVG"))
    svg = lxml.etree.fromstring(content)
    texts = ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]
    assert {"0", "1", "2", "3", "covered", "partly covered", "not covered", "no topic"} <= set(texts)
    assert {path.get("opacity") for path in svg.iter(f"{SVG}path")} >= {"0.75", "0.12"}


def pasted(page: Page) -> str:
    """What lies on the clipboard, by pasting it into the search."""
    field = page.locator("#quotes-filters [name=q]")
    field.fill("")
    field.focus()
    page.keyboard.press("Control+V")
    return field.input_value()


@pytest.mark.parametrize("has_clipboard", [True, False])
def test_a_quote_is_copied_with_its_reference(
    browser: Browser, reports: dict[str, Path], *, has_clipboard: bool
) -> None:
    page = visit(browser, reports["en"], fragment="#quotes&topic=0&language=sw").page
    if not has_clipboard:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator("#quote-rows button.tool").first.click()
    expect(page.get_by_text("Copied", exact=True)).to_be_attached()
    copied = pasted(page)
    assert copied.startswith("“Vijana wanahitaji kazi, si warsha nyingine ya siku mbili hotelini.” (")
    for part in ("Africa regional dialogue · Swahili · 17 May 2022 ·", "2023–2028", "20220701T020000Z-a1b2"):
        assert part in copied


def test_where_nothing_lets_a_page_copy_there_is_a_field_to_copy_from(
    browser: Browser, reports: dict[str, Path]
) -> None:
    page = visit(browser, reports["en"]).page
    page.evaluate("""() => {
        Object.defineProperty(navigator, "clipboard", { value: undefined });
        document.execCommand = () => false;
    }""")
    page.locator("figure.quote button.tool").first.click()
    assert page.locator(".copy-field textarea").input_value().startswith("“")
    assert page.evaluate("document.activeElement.selectionEnd") > 20
    page.keyboard.press("Escape")
    assert page.locator(".copy-field").count() == 0
    assert page.evaluate("document.activeElement.className") == "tool"


def test_quotes_on_cards_have_the_same_reference(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    card = page.locator("#voice-1 figure.quote").first
    card.get_by_role("button", name="Copy").click()
    copied = pasted(page)
    assert card.locator("blockquote").inner_text() in copied
    assert "Rustaveli" not in copied
    assert all(part in copied for part in card.locator("bdi").all_inner_texts())


def test_a_link_shows_what_its_sender_saw(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"], fragment="#map&group=youth").page
    page.locator("#map-tools").get_by_role("button", name="Copy link to this view").click()
    link = pasted(page)
    assert link == reports["en"].as_uri() + "#map&group=youth"


def test_withheld_words_cannot_be_copied(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"], fragment="#quotes&q=withheld").page
    assert page.locator("#quote-rows tr").count() == 2
    assert page.locator("#quote-rows button.tool").count() == 0
