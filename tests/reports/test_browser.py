"""The report in a real browser: silent, without a request, accessible, at home on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from reports.wording import LANGUAGES
from tests.reports.visits import needs_browser, visit

pytestmark = needs_browser


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_silent_and_asks_for_nothing(browser: Browser, reports: dict[str, Path], language: str) -> None:
    seen = visit(browser, reports[language])
    assert seen.noises == []
    assert [url for url in seen.requests if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in seen.requests if url.startswith("file:")]) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_with_every_panel_open(
    browser: Browser, reports: dict[str, Path], language: str, scheme: str
) -> None:
    page = visit(browser, reports[language], scheme=scheme).page
    page.evaluate("document.querySelectorAll('details').forEach((panel) => { panel.open = true; })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_on_the_list_of_runs(browser: Browser, reports: dict[str, Path]) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((reports["en"].parents[3] / "index.html").as_uri())
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.get_by_role("link").first.click()
    assert page.url == reports["en"].as_uri()


def test_a_link_to_a_topic_opens_its_panel(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#topics table a").first.click()
    page.wait_for_selector("details.topic[open]")
    assert page.locator("details.topic[open]").count() == 1


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_broader_topic_folds_by_keyboard_in_table_and_list(
    browser: Browser, reports: dict[str, Path], key: str
) -> None:
    page = visit(browser, reports["en"]).page
    button = page.locator("#topics th[scope=rowgroup] button").first
    row = page.locator("#topics tbody").first.locator("th[scope=row]").first
    button.focus()
    page.keyboard.press(key)
    assert button.get_attribute("aria-expanded") == "false"
    assert not row.is_visible()
    page.keyboard.press(key)
    assert row.is_visible()
    summary = page.locator("details.broad > summary").first
    topic = page.locator("details.broad details.topic").first
    assert topic.is_visible()
    summary.focus()
    page.keyboard.press(key)
    assert not topic.is_visible()


def test_a_link_to_a_topic_opens_the_broader_topic_that_was_folded_over_it(
    browser: Browser, reports: dict[str, Path]
) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("details.broad > summary").first.click()
    page.locator("#topics table a[href='#topic-1']").click()
    page.wait_for_selector("#topic-1[open] .panel")
    assert page.locator("#topic-1 .panel").is_visible()
    assert page.evaluate("document.activeElement.closest('details').id") == "topic-1"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_broader_topics_folded(browser: Browser, reports: dict[str, Path], scheme: str) -> None:
    page = visit(browser, reports["en"], scheme=scheme).page
    page.locator("#topics th[scope=rowgroup] button").first.click()
    page.locator("details.broad > summary").first.click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(
    ("language", "badge"),
    [
        ("en", "weak: falls apart when the corpus is resampled"),
        ("fr", "fragile\u202f: se défait quand on rééchantillonne le corpus"),
        ("es", "débil: se deshace cuando se remuestrea el corpus"),
    ],
)
def test_a_weak_topic_says_so_wherever_it_stands(
    browser: Browser, reports: dict[str, Path], language: str, badge: str
) -> None:
    page = visit(browser, reports[language]).page
    assert page.locator("#topic-1 > summary").get_by_text(badge, exact=True).is_visible()
    assert page.locator("#answer article[aria-labelledby=answer-1]").get_by_text(badge, exact=True).is_visible()
    assert page.locator("#voice-1").get_by_text(badge, exact=True).is_visible()
    assert page.get_by_text(badge, exact=True).count() == 3  # of four topics and three voices one is weak
    # Not by colour alone: its name is lighter than a firm topic's.
    weights = [
        page.evaluate(f"getComputedStyle(document.querySelector('#topic-{id_} .name')).fontWeight") for id_ in (0, 1)
    ]
    assert weights == ["600", "400"]


@pytest.mark.parametrize("name", [*LANGUAGES, "hostile"])
@pytest.mark.parametrize("width", [390, 320, 820, 1280])
def test_no_page_scrolls_sideways(browser: Browser, reports: dict[str, Path], name: str, width: int) -> None:
    page = visit(browser, reports[name], width=width).page
    page.evaluate("document.querySelectorAll('details').forEach((panel) => { panel.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_reads_without_scripts(browser: Browser, reports: dict[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(reports["en"].as_uri())
    assert page.locator("#voices blockquote").first.is_visible()
    assert page.locator("noscript").inner_text() != ""
    assert not page.locator("#quotes-filters").is_visible()


@pytest.mark.parametrize("width", [390, 1366])
def test_the_contents_say_where_one_is(browser: Browser, reports: dict[str, Path], width: int) -> None:
    page = visit(browser, reports["en"], width=width).page
    here = page.locator(".contents a[aria-current=location]")
    expect(here).to_have_attribute("href", "#answer")
    page.locator("#groups-title").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('groups').scrollIntoView()")
    expect(here).to_have_attribute("href", "#groups")
    assert here.count() == 1


def test_what_changed_is_one_click_away(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"], width=1366).page
    page.locator("#answer .since a").click()
    expect(page.locator("#changes-title")).to_be_in_viewport()


def test_the_essence_is_on_the_first_screen_of_a_laptop_and_two_of_a_phone(
    browser: Browser, reports: dict[str, Path]
) -> None:
    for width, height in ((1366, 768), (390, 2 * 844)):
        page = visit(browser, reports["en"], width=width).page
        for title in page.locator("#answer h3").all():
            box = title.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] < height
