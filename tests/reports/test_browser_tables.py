"""Tables sort in either order and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser

from reports.run_folder import write_run
from reports.wording import LANGUAGES
from tests.reports.invented_run import Consultation
from tests.reports.visits import needs_browser, visit

pytestmark = needs_browser


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_with_more_than_one_row_sorts_by_every_column(
    browser: Browser, reports: dict[str, Path], language: str
) -> None:
    page = visit(browser, reports[language]).page
    unsorted = page.evaluate("""() => [...document.querySelectorAll("table")]
        .filter((table) => table.tBodies[0]?.rows.length > 1)
        .filter((table) => [...table.tHead.rows[0].cells].some((head) => !head.querySelector("button")))
        .map((table) => table.caption.textContent)""")
    assert unsorted == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_sort_as_numbers_and_what_is_left_out_comes_last(
    browser: Browser, reports: dict[str, Path], language: str
) -> None:
    page = visit(browser, reports[language]).page
    table = page.locator("#groups table").first
    heads = table.locator("thead th")
    column = 6  # against expected: "0.70 times"

    def order() -> list[str]:
        return table.locator("tbody th bdi").all_inner_texts()

    before = order()
    heads.nth(column).get_by_role("button").click()
    assert heads.nth(column).get_attribute("aria-sort") == "descending"
    assert order() == [
        "Human-rights defenders",
        "Young people",
        "Roma communities",
    ]
    heads.nth(column).get_by_role("button").click()
    assert heads.nth(column).get_attribute("aria-sort") == "ascending"
    assert order()[-1] == "Roma communities"
    assert order()[0] == "Young people"
    heads.nth(column).get_by_role("button").click()
    assert heads.nth(column).get_attribute("aria-sort") is None
    assert order() == before


def test_the_topics_come_back_to_the_order_of_the_report(browser: Browser, reports: dict[str, Path]) -> None:
    table = visit(browser, reports["en"]).page.locator("#topic-list")
    before = table.locator("tbody").all_inner_texts()
    for _ in range(3):
        table.get_by_role("button", name="Stability").click()
    assert table.locator("tbody").all_inner_texts() == before
    assert table.locator("th[aria-sort]").inner_text().startswith("Statements")
