"""Search and filters: words of every script, one filter for map and quotes, kept in the address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.reports.visits import needs_browser, visit

pytestmark = needs_browser


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("الشباب", "الشباب يريدون عملاً"),
        ("عملا", "الشباب يريدون عملاً"),  # without the mark of the source
        ("ბანკმა", "ბანკმა ანგარიში"),
        ("EDUCACION", "Sin educación digital"),
        ("气候", "气候支出应当公开"),
        ("ԱՐՏԱԿԱՐԳ", "Արտակարգ տեղափոխման"),
        ("ሥራ", "ወጣቶች ሥራ"),
    ],
)
def test_search_finds_words_of_every_script(
    browser: Browser, reports: dict[str, Path], query: str, expected: str
) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#quotes-filters").get_by_role("searchbox").fill(query)
    expect(page.locator("#quotes-status")).to_contain_text(" of 2 ")
    assert expected in page.locator("#quote-rows").inner_text()


def test_filters_live_in_the_address(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#quotes-filters [name=language]").select_option("ka")
    expect(page).to_have_url(re.compile("language=ka"))
    fragment = page.evaluate("location.hash")
    again = visit(browser, reports["en"], fragment=fragment).page
    assert {cell.get_attribute("lang") for cell in again.locator("#quote-rows td:first-child").all()} <= {
        "ka",
        "en",
    }
    assert again.locator("#quotes-filters [name=language]").input_value() == "ka"


def test_one_click_leads_from_a_voice_to_every_quote_behind_it(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#voice-1").get_by_role("link", name="Every quote behind this").click()
    expect(page.locator("#quotes-status")).to_contain_text("of 16 ")
    assert page.locator("#quotes-filters [name=group]").input_value() == "defenders"
    assert page.evaluate("document.activeElement.id") == "quotes"
