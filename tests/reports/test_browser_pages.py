"""A report of pages in a real browser: statements that come later, topics on pages of their own; small and large."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from benchmarks.large_consultation import Size, large_consultation
from reports import site
from reports.run_folder import gather
from reports.wording import LANGUAGES
from tests.reports.invented_run import Consultation
from tests.reports.visits import Visit, needs_browser, visit

pytestmark = needs_browser

ALL_HERE = "#arriving[hidden]"


def write_pages(consultation: Consultation, folder: Path, *, language: str = "en") -> Path:
    """The report alone, as pages; returns its entry."""
    for path, text in site.report_files(consultation.evidence(language), site="pages"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder / "index.html"


@pytest.fixture(scope="module")
def entries(
    consultation: Consultation, hostile: Consultation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Path]]:
    """Reports of pages in every language, and one under attack, with thirty statements a file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "ROWS_IN_FILE", 30)
        made = {code: write_pages(consultation, tmp_path_factory.mktemp(code), language=code) for code in LANGUAGES}
        yield made | {"hostile": write_pages(hostile, tmp_path_factory.mktemp("hostile"))}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The entry of a report on a hundred thousand statements."""
    made = large_consultation(Size())
    evidence = gather(
        made.findings, made.manifest, themes=made.themes, groups=made.groups, language="en", min_group_size=5
    )
    folder = tmp_path_factory.mktemp("large")
    for path, text in site.report_files(evidence):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder / "index.html"


def asked_outside(seen: Visit, folder: Path) -> list[str]:
    return [url for url in seen.requests if not url.startswith((folder.as_uri(), "data:"))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_statements_arrive_in_silence_and_from_the_folder(
    browser: Browser, entries: dict[str, Path], language: str
) -> None:
    seen = visit(browser, entries[language])
    seen.page.wait_for_selector(ALL_HERE, state="attached")
    expect(seen.page.locator("#quotes-status")).to_contain_text("72")
    assert seen.noises == []
    assert asked_outside(seen, entries[language].parent) == []
    assert [Path(url).name for url in seen.requests[1:] if url.startswith("file:")] == [
        f"statements-00{part}.js" for part in range(3)
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_the_entry_nor_on_a_topic(
    browser: Browser, entries: dict[str, Path], language: str, scheme: str
) -> None:
    for path in (entries[language], entries[language].parent / "topics" / "1.html"):
        context = browser.new_context(offline=True, color_scheme="dark" if scheme == "dark" else "light")
        page = context.new_page()
        page.goto(path.as_uri())
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        context.close()


def test_a_link_to_a_topic_leads_to_its_page_and_back_leads_away(browser: Browser, entries: dict[str, Path]) -> None:
    entry = entries["en"]
    page = visit(browser, entry).page
    page.evaluate("location.hash = 'topic-1'")  # as a quote's link, the map or an address from elsewhere do
    page.wait_for_url((entry.parent / "topics" / "1.html").as_uri())
    assert page.locator("#topic-1 .panel").is_visible()
    page.go_back()
    page.wait_for_url(entry.as_uri())
    page.goto(entry.as_uri() + "#topic-2")
    page.wait_for_url((entry.parent / "topics" / "2.html").as_uri())


def test_a_topics_page_leads_to_all_its_quotes(browser: Browser, entries: dict[str, Path]) -> None:
    entry = entries["en"]
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((entry.parent / "topics" / "1.html").as_uri())
    page.locator("#topic-1").get_by_role("link", name="All its quotes").first.click()
    page.wait_for_selector(ALL_HERE, state="attached")
    assert page.url.startswith(entry.as_uri())
    assert page.locator("#quotes-filters [name=topic]").input_value() == "1"
    expect(page.locator("#quotes-status")).to_contain_text("16")


def test_a_missing_file_is_told_and_the_rest_works(browser: Browser, entries: dict[str, Path], tmp_path: Path) -> None:
    copy = shutil.copytree(entries["en"].parent, tmp_path / "copied elsewhere")
    (copy / "data" / "statements-001.js").unlink()
    seen = visit(browser, copy / "index.html")
    expect(seen.page.get_by_role("alert")).to_contain_text("Statements are missing")
    expect(seen.page.locator("#quotes-status")).to_contain_text("42")
    found = Axe().run(seen.page)
    assert found.violations_count == 0, found.generate_report()


def test_a_script_that_somebody_puts_into_the_page_is_not_run(
    browser: Browser, entries: dict[str, Path], tmp_path: Path
) -> None:
    copy = shutil.copytree(entries["en"].parent, tmp_path / "report")
    entry = copy / "index.html"
    (copy / "data" / "evil.js").write_text("window.hacked = 1;", "utf-8")
    html = entry.read_text("utf-8")
    entry.write_text(html.replace("</main>", '<script src="data/evil.js"></script></main>'), "utf-8")
    seen = visit(browser, entry)
    assert seen.page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in noise for noise in seen.noises)


def test_pages_read_without_scripts(browser: Browser, entries: dict[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(entries["en"].as_uri())
    page.locator("#topic-1 a").first.click()
    assert page.url.endswith("topics/1.html")
    assert page.locator("#topic-1 blockquote").first.is_visible()
    assert page.locator("#topic-1 .panel table").first.is_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_topics_page_scrolls_sideways(browser: Browser, entries: dict[str, Path], width: int) -> None:
    for name in ("en", "hostile"):
        context = browser.new_context(viewport={"width": width, "height": 844}, offline=True)
        page = context.new_page()
        for path in sorted((entries[name].parent / "topics").iterdir()):
            page.goto(path.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path.name
        context.close()


@pytest.mark.slow
def test_a_hundred_thousand_statements_can_be_read_and_searched(browser: Browser, large: Path) -> None:
    seen = visit(browser, large)
    page = seen.page
    page.wait_for_selector(ALL_HERE, state="attached", timeout=180_000)
    expect(page.locator("#quotes-status")).to_contain_text("100,000")
    page.locator("#quotes-filters [name=q]").fill("ბიუჯეტი")
    expect(page.locator("#quotes-status")).not_to_contain_text("100,000", timeout=60_000)
    assert "ბიუჯეტი" in page.locator("#quote-rows td").first.inner_text()
    assert seen.noises == []
    assert asked_outside(seen, large.parent) == []


@pytest.mark.slow
def test_axe_finds_nothing_in_a_large_report(browser: Browser, large: Path) -> None:
    for path in (large, large.parent / "topics" / "1.html"):
        context = browser.new_context(offline=True)
        page = context.new_page()
        page.goto(path.as_uri())
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        context.close()
