"""The report in a real browser: silent, without a request, accessible, searchable, at home on a phone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from reports.run_folder import write_run
from reports.wording import LANGUAGES
from tests.reports.invented_run import Consultation

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no browser here: install chromium to run the browser tests"),
]


@dataclass
class Visit:
    """An open page with what it said and asked for."""

    page: Page
    noises: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the module."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def reports(
    consultation: Consultation, hostile: Consultation, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Reports in every language, and one under attack."""
    made = {}
    for name, source, language in [
        *((code, consultation, code) for code in LANGUAGES),
        ("hostile", hostile, "en"),
    ]:
        run = write_run(
            source.findings,
            source.manifest,
            tmp_path_factory.mktemp(name),
            themes=source.themes,
            groups=source.groups,
            language=language,
            min_group_size=5,
        )
        made[name] = run / "report" / "index.html"
    return made


def visit(browser: Browser, path: Path, *, width: int = 1280, scheme: str = "light", fragment: str = "") -> Visit:
    """Open a report and listen."""
    context = browser.new_context(viewport={"width": width, "height": 844}, offline=True)
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    seen = Visit(page)
    page.on("console", lambda message: seen.noises.append(message.text))
    page.on("pageerror", lambda error: seen.noises.append(str(error)))
    page.on("request", lambda request: seen.requests.append(request.url))
    page.goto(path.as_uri() + fragment)
    page.wait_for_selector("#quote-rows tr", state="attached")
    return seen


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


def test_hostile_words_run_nothing_and_ask_for_nothing(browser: Browser, reports: dict[str, Path]) -> None:
    seen = visit(browser, reports["hostile"])
    page = seen.page
    page.evaluate("document.querySelectorAll('details').forEach((panel) => { panel.open = true; })")
    page.locator("#map").focus()
    page.keyboard.press("ArrowRight")
    for _ in range(3):
        if page.locator("#quote-next").is_enabled():
            page.locator("#quote-next").click()
    assert page.evaluate("window.hacked") is None
    assert seen.noises == []
    assert len(seen.requests) == 1
    assert page.locator("iframe, img, base, main script, main style").count() == 0


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
    page.get_by_role("searchbox").fill(query)
    expect(page.locator("#quote-status")).to_contain_text(" of 2 ")
    assert expected in page.locator("#quote-rows").inner_text()


def test_filters_live_in_the_address(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#quote-filters [name=language]").select_option("ka")
    expect(page).to_have_url(re.compile("language=ka"))
    fragment = page.evaluate("location.hash")
    again = visit(browser, reports["en"], fragment=fragment).page
    assert {cell.get_attribute("lang") for cell in again.locator("#quote-rows td:first-child").all()} <= {
        "ka",
        "en",
    }
    assert again.locator("#quote-filters [name=language]").input_value() == "ka"


def test_one_click_leads_from_a_voice_to_every_quote_behind_it(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#voice-1").get_by_role("link", name="Every quote behind this").click()
    expect(page.locator("#quote-status")).to_contain_text("of 16 ")
    assert page.locator("#quote-filters [name=group]").input_value() == "defenders"
    assert page.evaluate("document.activeElement.id") == "quotes"


def test_a_link_to_a_topic_opens_its_panel(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#topics table a").first.click()
    page.wait_for_selector("details.topic[open]")
    assert page.locator("details.topic[open]").count() == 1


def test_lists_sort_and_say_so(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    table = page.locator("#topics table.sortable")
    table.get_by_role("button", name="Topic").click()
    names = table.locator("tbody th").all_inner_texts()
    assert names == sorted(names)
    assert table.locator("th[aria-sort=ascending]").inner_text().startswith("Topic")


def test_the_map_works_by_keyboard_and_pointer(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#map").focus()
    page.keyboard.press("ArrowRight")
    assert "statements" in page.locator("#map-tip").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_selector("details.topic[open]")
    page.locator("#map-filters [name=group]").select_option("youth")
    assert page.locator("#map-note").inner_text().startswith("16 ")


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
    assert not page.locator("#quote-filters").is_visible()
