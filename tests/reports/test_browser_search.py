"""Search and filters: words of every script, one filter for map and quotes, kept in the address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import reports as package
from tests.reports.payloads import PAYLOADS
from tests.reports.visits import needs_browser, visit

pytestmark = needs_browser

TEXT_SCRIPT = (Path(package.__file__).parent / "static" / "text.js").read_text("utf-8")


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Page:
    """A page without a policy, in which a script can be tried by itself."""
    return browser.new_page()


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("ёлка", "елка"),
        ("أحمد آمن إلى", "احمد امن الي"),
        ("مُحَمَّد", "محمد"),
        ("العـــدالة", "العداله"),
        ("کتاب", "كتاب"),
        ("می‌خواهم", "میخواهم"),
        ("٢٠٢٣", "2023"),
        ("Ｗｉｄｅ ﬁne", "wide fine"),
        ("ΔΙΚΑΙΟΣΎΝΗΣ", "δικαιοσυνησ"),
        ("İstanbul ılık", "istanbul ilik"),
        ("co‑creation\u00a0now", "CO-CREATION now"),
        ("l’État", "l'etat"),
        ("שָׁלוֹם", "שלום"),
        ("Łódź", "lodz"),
        ("תל־אביב", "תל אביב"),
    ],
)
def test_what_people_write_in_two_ways_is_found_by_either(blank: Page, one: str, other: str) -> None:
    folded = blank.evaluate(
        "([script, texts]) => texts.map(new Function(`${script}; return fold`)())", [TEXT_SCRIPT, [one, other]]
    )
    assert folded[0] == folded[1]


@pytest.mark.parametrize(("one", "other"), [("мой", "мои"), ("กิน", "กน"), ("हिंदी", "हद"), ("が", "か"), ("ሥራ", "ሥሩ")])
def test_marks_that_make_another_letter_stay(blank: Page, one: str, other: str) -> None:
    folded = blank.evaluate(
        "([script, texts]) => texts.map(new Function(`${script}; return fold`)())", [TEXT_SCRIPT, [one, other]]
    )
    assert folded[0] != folded[1]


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("Youth  work", ["youth", "work"]),
        ('jobs "action plan" now', ["jobs", "action plan", "now"]),
        ("«plan d’action»", ["plan d'action"]),
        ('"still being typed', ["still being typed"]),
        ('""  "', []),
        ("气候 公开", ["气候", "公开"]),
    ],
)
def test_a_query_is_words_and_phrases(blank: Page, query: str, terms: list[str]) -> None:
    read = blank.evaluate(
        "([script, query]) => new Function(`${script}; return readQuery`)()(query)", [TEXT_SCRIPT, query]
    )
    assert read == terms


@pytest.mark.parametrize(
    ("query", "found"),
    [("educacion", "educación"), ("عملا", "عملاً"), ('"premiar la ambicion"', "premiar la ambición"), ("支出", "支出")],
)
def test_what_was_found_is_marked_in_the_words_of_the_source(
    browser: Browser, reports: dict[str, Path], query: str, found: str
) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#quotes-filters [name=q]").fill(query)
    expect(page.locator("#quote-rows mark").first).to_have_text(found)


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


@pytest.mark.parametrize(
    ("name", "value", "n"),
    [
        ("topic", "2", 16),
        ("topic", "-1", 10),
        ("theme", "action-model", 16),
        ("theme", "-1", 44),
        ("group", "youth", 16),
        ("language", "hy", 4),
        ("session", "Europe regional dialogue", 10),
        ("source", "first-conversation", 13),
        ("q", "climat", 6),
    ],
)
def test_every_filter_holds_for_quotes_and_map_alike(
    browser: Browser, reports: dict[str, Path], name: str, value: str, n: int
) -> None:
    page = visit(browser, reports["en"], fragment=f"#map&{name}={value}").page
    assert page.locator(f"#map-filters [name={name}]").input_value() == value
    assert page.locator(f"#quotes-filters [name={name}]").input_value() == value
    assert f" of {n} " in page.locator("#quotes-status").inner_text()
    assert int(page.locator("#map-status").inner_text().split()[0]) <= n


def test_statements_whose_words_are_withheld_are_not_said_to_carry_no_theme(
    browser: Browser, reports: dict[str, Path]
) -> None:
    page = visit(browser, reports["en"], fragment="#quotes&theme=-1&topic=-1").page
    assert "withheld" not in page.locator("#quote-rows").inner_text()


def test_back_undoes_a_filter_and_typing_counts_once(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#quotes-filters [name=group]").select_option("youth")
    expect(page.locator("#quotes-status")).to_contain_text(" of 16 ")
    page.locator("#quotes-filters [name=q]").press_sequentially("bando", delay=150)
    expect(page.locator("#quotes-status")).to_contain_text(re.compile(" of [12] "))
    page.go_back()
    expect(page.locator("#quotes-status")).to_contain_text(" of 16 ")
    assert page.locator("#quotes-filters [name=q]").input_value() == ""
    page.go_back()
    expect(page.locator("#quotes-status")).to_contain_text(" of 72 ")
    page.go_forward()
    expect(page.locator("#map-filters [name=group]")).to_have_value("youth")


def test_a_filter_is_cleared_and_stays_while_one_reads_elsewhere(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"], fragment="#quotes&group=youth").page
    page.locator("#quote-rows a").first.click()
    expect(page).to_have_url(re.compile("#topic-0$"))
    assert page.locator("#quotes-filters [name=group]").input_value() == "youth"
    page.locator("#quotes").get_by_role("button", name="Clear").click()
    expect(page.locator("#quotes-status")).to_contain_text(" of 72 ")
    assert page.get_by_role("button", name="Clear").count() == 0


def test_hostile_links_run_nothing(browser: Browser, reports: dict[str, Path]) -> None:
    seen = visit(browser, reports["en"])
    for payload in PAYLOADS:
        values = "&".join(
            f"{name}={payload}" for name in ("q", "topic", "theme", "group", "language", "session", "source")
        )
        seen.page.evaluate("(asked) => { location.hash = asked; }", f"#quotes&{values}")
    seen.page.evaluate("new Promise((done) => setTimeout(done, 100))")
    assert seen.page.evaluate("window.hacked") is None
    assert seen.noises == []
    assert len(seen.requests) == 1


def test_one_click_leads_from_a_voice_to_every_quote_behind_it(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    link = page.locator("#voice-1").get_by_role("link", name="Every quote behind this")
    link.click()
    expect(page.locator("#quotes-status")).to_contain_text("of 16 ")
    assert page.locator("#quotes-filters [name=group]").input_value() == "defenders"
    assert page.evaluate("document.activeElement.id") == "quotes"
    link.click()  # the address is the same, and the reader wants to get there again
    assert page.evaluate("document.activeElement.id") == "quotes"


def test_quotes_sort_by_each_column(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"], fragment="#quotes&language=en&source=notes").page
    for at, name in enumerate(["Quote", "Topic", "Groups", "Source"], start=1):
        page.locator("#quote-table").get_by_role("button", name=name).click()
        shown = page.locator(f"#quote-rows td:nth-child({at})").all_inner_texts()
        first = [text.splitlines()[0].casefold() if text else "" for text in shown]
        assert first == sorted(first), name
        assert page.locator("#quote-table th[aria-sort]").inner_text().startswith(name)
