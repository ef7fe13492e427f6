"""The report on paper."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.reports.visits import needs_browser, visit

pytestmark = needs_browser


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
