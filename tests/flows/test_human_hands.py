"""From the report of one run into the next: an analyst decides in a browser, the data team drops two files in."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import lxml.html
import pandas as pd
import pytest
from playwright.sync_api import sync_playwright

from tests.flows.conftest import DemoRun, underheard
from tests.flows.test_bad_input import FAKE_ENCODER
from tests.reports.test_decide import decide, downloaded
from tests.reports.visits import CHROMIUM, needs_browser, visit

pytestmark = [pytest.mark.slow, *needs_browser]

CONFIG = """
name: hands
sources:
  - {type: table, path: words.csv, columns: {text: text, author: who, session: session}}
themes: themes.yaml
topics: {min_topic_size: 8}
curation: decided/curation*.yaml
marks: decided/marks*.yaml
"""
THEMES = "- {id: school, label: Schools, description: School and teachers.}\n"
CONCERNS = ("school teacher room", "water well river", "вода колодец река", "bus road clinic")
NINO = """{topic}: {{note: 'ნანახია; "ok"', by: Nino, date: 2022-07-04}}\n"""
NAME = 'الماء "والآبار" 🌊'


def command(folder: Path, *arguments: object) -> DemoRun:
    finished = underheard(*arguments, state=folder / "state", cwd=folder, before=FAKE_ENCODER)
    assert finished.code == 0, finished.err
    return DemoRun(folder / "output", folder / "state", finished)


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    """The configuration's folder, and the folders of two runs: one before and one after an analyst decided."""
    folder = tmp_path_factory.mktemp("hands")
    for name in ("state", "decided"):
        (folder / name).mkdir()
    rows = [
        f"{concern} {detail},p-{at}-{number},s-{number % 6}"
        for at, concern in enumerate(CONCERNS)
        for number, detail in enumerate(f"{word} {word}{word[:1]}" for word in "abcdefghijklmnopqrst")
    ]
    (folder / "words.csv").write_text("text,who,session\n" + "\n".join(rows) + "\n", "utf-8")
    (folder / "themes.yaml").write_text(THEMES, "utf-8")
    (folder / "config.yaml").write_text(CONFIG, "utf-8")
    run = ("run", folder / "config.yaml", "--output", folder / "output")
    first = command(folder, *run).folder
    topics = sorted(pd.read_parquet(first / "topics.parquet")["topic_id"])
    assert len(topics) >= 3
    (folder / "decided" / "curation.yaml").write_text(NINO.format(topic=topics[0]), "utf-8")
    second = command(folder, *run).folder
    with ThreadPoolExecutor(1) as apart:  # a browser that other tests have open stays out of this one's way
        apart.submit(decide_in_browser, second / "report" / "index.html", topics, folder / "decided").result()
    third = command(folder, *run).folder
    return folder, [second, third]


def decide_in_browser(report: Path, topics: list[int], folder: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = visit(browser, report).page
        decide(page, topics[0], label=NAME)
        decide(page, topics[1], merge_into=str(topics[0]))
        decide(page, topics[2], hide=True)
        page.evaluate("document.querySelectorAll('details').forEach((panel) => { panel.open = true; })")
        page.locator(f"#topic-{topics[2]} [data-mark]").first.click()
        page.locator("#mark-form").get_by_role("button", name="Belongs", exact=True).click()
        page.locator("#mark-form").get_by_role("button", name="Close").click()
        downloaded(page, folder, "curation.yaml", "marks.yaml", by="Ana")
        browser.close()


def test_the_next_run_does_as_was_decided(nights: tuple[Path, list[Path]]) -> None:
    before, after = (pd.read_parquet(run / "topics.parquet").set_index("topic_id") for run in nights[1])
    named, merged, hidden = sorted(before.index)[:3]
    assert (after.loc[named, "label"], after.loc[named, "label_source"]) == (NAME, "curation")
    assert after.loc[named, "note"] == before.loc[named, "note"] == 'ნანახია; "ok"'
    assert merged not in after.index
    assert after.loc[named, "size"] == before.loc[[named, merged], "size"].sum()
    assert after.loc[hidden, "is_hidden"]
    marked = pd.read_parquet(nights[1][1] / "decisions.parquet").dropna(subset="statement_id").iloc[0]
    themes = pd.read_parquet(nights[1][1] / "statement_themes.parquet").set_index("statement_id")
    assert themes.loc[marked["statement_id"], "assigned"]


def test_tables_manifest_and_report_say_who_decided_what_and_when(nights: tuple[Path, list[Path]]) -> None:
    run = nights[1][1]
    decisions = pd.read_parquet(run / "decisions.parquet")
    assert decisions["kind"].tolist() == ["label", "note", "merge_into", "hide", "example"]
    assert decisions["by"].tolist() == ["Ana", "Nino", "Ana", "Ana", "Ana"]
    assert decisions["is_applied"].all()
    assert decisions["date"].dt.date[1] == date(2022, 7, 4)
    manifest = json.loads((run / "manifest.json").read_text("utf-8"))
    assert [each["by"] for each in manifest["decisions"]] == decisions["by"].tolist()
    assert manifest["decisions"][1]["date"] == "2022-07-04"
    assert not [warning for warning in manifest["warnings"] if warning.startswith(("curation", "marks"))]
    page = lxml.html.parse(run / "report" / "index.html")
    told = [row.text_content() for row in page.xpath("//section[@id='decisions']//tbody/tr")]
    assert len(told) == 5
    assert sum("Ana" in row for row in told) == 4
    assert "4 July 2022" in told[1]
    assert not page.xpath(f"//*[@id='topic-{manifest['decisions'][3]['topic_id']}']")  # it is hidden


def test_a_second_file_that_differs_is_told_by_check_and_run(nights: tuple[Path, list[Path]]) -> None:
    folder, (_, run) = nights
    topic = json.loads((run / "manifest.json").read_text("utf-8"))["decisions"][0]["topic_id"]
    (folder / "decided" / "curation-zaza.yaml").write_text(f"{topic}: {{label: Wells, by: Zaza}}\n", "utf-8")
    checked = underheard("check", folder / "config.yaml", state=folder / "state", cwd=folder, before=FAKE_ENCODER)
    sentence = f"curation: topic {topic}: on label there is more than one word: Zaza (curation-zaza.yaml, line 1)"
    assert checked.code == 0, checked.err
    assert sentence in checked.err + checked.out
    again = command(folder, "run", folder / "config.yaml", "--output", folder / "output")
    manifest = json.loads((again.folder / "manifest.json").read_text("utf-8"))
    assert [warning for warning in manifest["warnings"] if warning.startswith(sentence)]
    assert sentence in manifest["decisions"][0]["doubt"]
    assert manifest["decisions"][0]["value"] == NAME  # Ana gave a date, Zaza none
