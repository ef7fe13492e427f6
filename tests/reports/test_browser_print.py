"""The report on paper."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

from tests.reports.visits import needs_browser, visit

pytestmark = needs_browser


def pages_of(browser: Browser, report: Path, *, fragment: str = "", scheme: str = "light") -> list[str]:
    """The text of each page when the report is printed."""
    page = visit(browser, report, fragment=fragment, scheme=scheme).page
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    return [sheet.get_textpage().get_text_bounded() for sheet in paper]


def test_everything_folded_is_printed(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#topics th[scope=rowgroup] button").first.click()
    page.locator("details.broad > summary").first.click()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#topics tbody th[scope=row]").first.is_visible()
    assert page.locator("#topic-1 .panel").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.broad:not([open])").count() == 1


@pytest.mark.parametrize("name", ["en", "hostile"])
def test_pages_are_numbered_and_named_and_hold_no_button(browser: Browser, reports: dict[str, Path], name: str) -> None:
    pages = pages_of(browser, reports[name])
    # Spaces aside: letters with hundreds of marks mislead who reads text out of a page.
    assert all(f"{number}/{len(pages)}" in text.replace(" ", "") for number, text in enumerate(pages, start=1))
    assert all("20220701T020000Z-a1b2" in text for text in pages)
    if name == "en":
        assert all("Open government strategy 2023–2028" in text for text in pages)
    whole = "\n".join(pages)
    for button in ("↓", "PNG", "Copy", "Next 50", "Theme…"):
        assert button not in whole
    assert "Groups in topic 0" in whole  # a table of a panel that was closed


def test_quotes_are_printed_where_the_reader_asked_for_some(browser: Browser, reports: dict[str, Path]) -> None:
    everything = "\n".join(pages_of(browser, reports["en"]))
    assert "Quotes with their topic" not in everything
    assert "All quotes" not in everything
    asked = "\n".join(pages_of(browser, reports["en"], fragment="#quotes&group=youth&language=sw"))
    assert "All quotes" in asked
    assert "Group: Young people · Language: Swahili" in asked


def test_the_map_is_printed_in_light_colours(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"], scheme="dark").page
    page.locator("#map").scroll_into_view_if_needed()
    corner = "(map) => [...map.getContext('2d').getImageData(2, 2, 1, 1).data.slice(0, 3)]"
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert max(page.locator("#map").evaluate(corner)) < 80
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert min(page.locator("#map").evaluate(corner)) > 200
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert max(page.locator("#map").evaluate(corner)) < 80
