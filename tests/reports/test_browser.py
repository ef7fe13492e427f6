"""The report in a real browser: silent, without a request, accessible, searchable, at home on a phone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd
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
    table = page.locator("#topic-list")
    table.get_by_role("button", name="Topic", exact=True).click()
    first, alone = (body.locator("th[scope=row]").all_inner_texts() for body in table.locator("tbody").all())
    assert first == sorted(first)
    assert alone == sorted(alone)
    assert table.locator("th[aria-sort=ascending]").inner_text().startswith("Topic")


def test_broader_topics_come_in_the_order_of_their_first_topics_and_what_stands_alone_last(
    browser: Browser, tmp_path: Path, consultation: Consultation
) -> None:
    table = visit(browser, report_with_two_broader_topics(consultation, tmp_path)).page.locator("#topic-list")
    headings = table.locator("th[scope=rowgroup] button")
    assert headings.all_inner_texts() == ["participation", "plans", "Topics that stand alone"]
    table.get_by_role("button", name="No.").click()  # numbers sort downwards first
    assert headings.all_inner_texts() == ["plans", "participation", "Topics that stand alone"]
    assert table.locator("tbody").nth(0).locator("td:first-child").all_inner_texts() == ["3", "2"]


def report_with_two_broader_topics(consultation: Consultation, folder: Path) -> Path:
    """Topics 0 and 1 in one broader topic, 2 and 3 in another, and a small one that stands alone."""
    topics = consultation.findings.topics.sort_values("topic_id")
    alone = topics.tail(1).assign(topic_id=4, size=1, broad_topic_id=4, broad_label=None)
    gathered = topics.assign(
        broad_topic_id=pd.array([0, 0, 2, 2], dtype="Int64"),
        broad_label=["participation", "participation", "plans", "plans"],
    )
    findings = replace(consultation.findings, topics=pd.concat([gathered, alone], ignore_index=True))
    run = write_run(
        findings,
        consultation.manifest,
        folder,
        themes=consultation.themes,
        groups=consultation.groups,
        language="en",
        min_group_size=5,
    )
    return run / "report" / "index.html"


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


def test_the_map_says_that_a_topic_is_weak(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#map").focus()
    told = []
    for _ in range(4):
        page.keyboard.press("ArrowRight")
        told.append(page.locator("#map-tip").inner_text())
    assert [text.endswith("weak topic") for text in told] == [text.startswith("Topic 1:") for text in told]
    assert any(text.startswith("Topic 1:") for text in told)


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
