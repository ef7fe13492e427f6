"""An analyst decides in a real browser, and what is downloaded is what the configuration reads."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from flows.settings import Settings, load_settings
from models.curation import Decision, Signature
from models.theme_marks import Mark
from reports.run_folder import write_run
from reports.site_form import Site
from tests.reports.invented_run import ACTION, CLIMATE, JOBS, PURSUIT, Consultation
from tests.reports.visits import needs_browser, visit

pytestmark = needs_browser

HOSTILE = [
    'He said: "no" # {a: [b]} \\n \' %TAG & *x !!int',
    "مياه الشرب — \u202eקוד\u202c ‏ 👩🏽‍🌾🌍",
    "first\nsecond\r\n  third\ttab\n---\n...\n- item",
    "\x7f\x85\u2028\u2029\ufeff\ufffe null ~ yes 0x1F 12:30 2022-07-04",
]
"""What people may type, and what YAML, JSON or HTML could take for their own signs."""


def with_true_ids(consultation: Consultation) -> Consultation:
    """The consultation whose ids of statements look like those of a true run."""
    ids = {id_: f"{at:016x}" for at, id_ in enumerate(consultation.findings.statements["statement_id"], start=10**15)}

    def renamed(frame: pd.DataFrame) -> pd.DataFrame:
        columns = {name: frame[name].map(ids) for name in ("statement_id",) if name in frame}
        lists = {
            name: pd.Series([[ids[id_] for id_ in each] for each in frame[name]], index=frame.index, dtype=object)
            for name in ("representative_ids", "statement_ids")
            if name in frame
        }
        return frame.assign(**columns, **lists)

    frames = vars(consultation.findings)
    changed = {name: renamed(frame) for name, frame in frames.items() if isinstance(frame, pd.DataFrame)}
    return replace(consultation, findings=replace(consultation.findings, **changed))


@pytest.fixture(scope="module")
def report(consultation: Consultation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(with_true_ids(consultation), tmp_path_factory.mktemp("decide"))


def written(consultation: Consultation, folder: Path, language: str = "en", *, site: Site = "auto") -> Path:
    run = write_run(
        consultation.findings,
        consultation.manifest,
        folder,
        themes=consultation.themes,
        groups=consultation.groups,
        language=language,
        min_group_size=5,
        site=site,
    )
    return run / "report" / "index.html"


def decide(page: Page, topic: int, **fields: str | bool) -> None:
    """Open a topic's dialog, fill it in, and keep it."""
    page.evaluate("topic => { document.getElementById(`topic-${topic}`).open = true; }", topic)
    page.locator(f"#topic-{topic} [data-decide]").click()
    for name, value in fields.items():
        control = page.locator(f"#decide-form [name={name}]")
        if name == "hide":
            control.set_checked(bool(value))
        elif name == "merge_into":
            control.select_option(str(value))
        else:
            control.fill(str(value))
    page.locator("#decide-form").get_by_role("button", name="Keep").click()


def downloaded(page: Page, folder: Path, *files: str, by: str = "Ana") -> None:
    """Open the tray, give a name, and put what is downloaded into `folder`."""
    page.locator("#tray-open").click()
    page.locator("#tray-form [name=by]").fill(by)
    for file in files:
        with page.expect_download() as download:
            page.locator("#tray-form").get_by_role("button", name=f"Download {file}").click()
        assert download.value.suggested_filename == file
        download.value.save_as(folder / file)
    page.locator("#tray-form").get_by_role("button", name="Close").click()


def read_back(folder: Path, consultation: Consultation, *keys: str) -> Settings:
    """The settings of a configuration that names the downloaded files."""
    (folder / "notes").mkdir(exist_ok=True)
    themes = "".join(f"- {{id: {theme.id}, label: a, description: b}}\n" for theme in consultation.themes)
    (folder / "themes.yaml").write_text(themes, "utf-8")
    text = "name: a\nsources: [{type: notes, path: notes}]\nthemes: themes.yaml\n"
    (folder / "config.yaml").write_text(text + "".join(f"{key}: {key}.yaml\n" for key in keys), "utf-8")
    return load_settings(folder / "config.yaml")


def test_what_is_decided_is_read_back_beside_what_was_decided_before(
    browser: Browser, report: Path, consultation: Consultation, tmp_path: Path
) -> None:
    seen = visit(browser, report)
    page = seen.page
    today = date.fromisoformat(page.evaluate("new Date().toLocaleDateString('sv')"))
    decide(page, JOBS, label='خطة "العمل": الشباب 🌍', note="one\ntwo")
    decide(page, PURSUIT, merge_into=str(JOBS))
    decide(page, CLIMATE, hide=True)
    decide(page, ACTION, label="")  # takes Nino's name back
    expect(page.locator("#tray-count")).to_have_text("To download: 5")
    downloaded(page, tmp_path, "curation.yaml", by="Ana Ωmega")
    curation = read_back(tmp_path, consultation, "curation").curation
    ana = Decision(by="Ana Ωmega", date=today)
    assert curation[JOBS] == replace(ana, label='خطة "العمل": الشباب 🌍', note="one\ntwo")
    assert curation[PURSUIT] == replace(ana, merge_into=JOBS)
    assert curation[CLIMATE] == replace(ana, hide=True)
    assert curation[9] == Decision(merge_into=CLIMATE, by="Ana", date=date(2022, 6, 25))
    assert (curation[ACTION].label, curation[ACTION].note) == (None, "Discussed on 20 June; keep.")
    assert curation[ACTION].signature("note") == Signature("Nino", date(2022, 6, 20))
    assert seen.noises == []
    assert len(seen.requests) == 1 + sum(url.startswith("blob:") for url in seen.requests)


@pytest.mark.parametrize("texts", [HOSTILE[at : at + 4] for at in range(0, len(HOSTILE), 4)])
def test_whatever_is_typed_comes_back_as_it_was(
    browser: Browser, report: Path, consultation: Consultation, tmp_path: Path, texts: list[str]
) -> None:
    page = visit(browser, report).page
    typed = {}
    for topic, text in enumerate(texts):
        decide(page, topic, note=text)
        typed[topic] = page.locator("#decide-form [name=note]").evaluate("field => field.value.trim()")
    downloaded(page, tmp_path, "curation.yaml", by=texts[0].replace("\n", " ").replace("\r", " ")[:80])
    curation = read_back(tmp_path, consultation, "curation").curation
    assert {topic: curation[topic].note for topic in typed} == typed
    assert page.evaluate("window.hacked") is None


def test_half_a_character_does_not_break_the_file(
    browser: Browser, report: Path, consultation: Consultation, tmp_path: Path
) -> None:
    page = visit(browser, report).page
    page.evaluate("document.getElementById('topic-0').open = true")
    page.locator("#topic-0 [data-decide]").click()
    page.evaluate("document.querySelector('#decide-form [name=label]').value = 'a\\ud83d b'")
    page.locator("#decide-form").get_by_role("button", name="Keep").click()
    downloaded(page, tmp_path, "curation.yaml")
    assert read_back(tmp_path, consultation, "curation").curation[JOBS].label == "a\ufffd b"


def test_quotes_are_marked_in_panels_in_the_list_to_review_and_in_the_long_list(
    browser: Browser, report: Path, consultation: Consultation, tmp_path: Path
) -> None:
    page = visit(browser, report).page
    page.evaluate("document.querySelectorAll('details').forEach((panel) => { panel.open = true; })")
    quote = page.locator(f"#topic-{JOBS} figure.quote").first
    first = str(quote.get_attribute("data-statement"))
    quote.get_by_role("button", name="Theme").click()
    assert page.locator("#mark-quote").inner_text() == quote.locator("blockquote").inner_text()
    page.locator("#mark-form [name=theme]").select_option("climate-emergency")
    page.locator("#mark-form").get_by_role("button", name="Does not belong").click()
    page.locator("#mark-form").get_by_role("button", name="Close").click()
    expect(quote.get_by_role("button", name="Theme… (1)")).to_be_visible()

    item = page.locator("#review li").first
    second = str(item.get_attribute("data-statement"))
    item.locator("[data-theme=public-demand]").get_by_role("button", name="Belongs").click()
    expect(page.locator("#review-status")).to_have_text(re.compile(r"^1 of \d+ marked$"))

    row = page.locator("#quote-rows tr").nth(2)
    row.get_by_role("button", name="Theme").click()
    page.locator("#mark-form [name=theme]").select_option("public-demand")
    page.locator("#mark-form").get_by_role("button", name="Belongs", exact=True).click()
    page.locator("#mark-form").get_by_role("button", name="Close").click()

    downloaded(page, tmp_path, "marks.yaml")
    marks = read_back(tmp_path, consultation, "marks").marks
    new = {(mark.statement, mark.theme): mark.belongs for mark in marks if mark.date and mark.date.year > 2022}
    assert new[first, "climate-emergency"] is False
    assert new[second, "public-demand"] is True
    assert len(new) == 3
    ids = with_true_ids(consultation).findings.decisions["statement_id"].dropna().tolist()
    old = [replace(mark, place="") for mark in marks if mark.date and mark.date.year == 2022]
    ana = Mark(ids[0], "action-model", True, "Ana", date(2022, 6, 25))
    # The third mark of the configuration is on withheld words: nobody learns what they are about.
    assert old == [ana, replace(ana, statement=ids[1], belongs=False)]
    assert ids[2] not in report.read_text("utf-8")


def test_a_verdict_that_is_pressed_again_is_taken_back(browser: Browser, report: Path) -> None:
    page = visit(browser, report).page
    page.evaluate("document.getElementById('review').open = true")
    button = page.locator("#review").get_by_role("button", name="Belongs", exact=True).first
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#tray")).to_be_hidden()


def test_drafts_outlive_the_page_and_each_can_be_undone(browser: Browser, report: Path) -> None:
    page = visit(browser, report).page
    decide(page, JOBS, label="Work", note="seen")
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.locator("#tray-open").click()
    assert page.locator("#tray-list li").all_inner_texts() == [
        "Topic 0: called “\u2068Work\u2069”\nUndo",
        "Topic 0: note “\u2068seen\u2069”\nUndo",
    ]
    page.get_by_role("button", name="Undo: Topic 0: called").click()
    page.get_by_role("button", name="Undo: Topic 0: note").click()
    expect(page.locator("#tray-empty")).to_be_visible()
    expect(page.get_by_role("button", name="Download curation.yaml")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#tray")).to_be_hidden()


def test_a_draft_that_was_handed_over_gives_way_to_a_later_decision_and_another_is_signed_today(
    browser: Browser, report: Path, tmp_path: Path
) -> None:
    page = visit(browser, report).page
    label = {"kind": "label", "topic": ACTION, "value": "Plans", "date": "2022-06-01"}
    note = {"kind": "note", "topic": ACTION, "value": "Look again.", "date": "2022-06-01"}
    kept = {"made": [label, note], "downloaded": [f"label {ACTION}"]}
    page.evaluate(
        "kept => localStorage.setItem(`underheard decisions of ${kept[0]}`, JSON.stringify(kept[1]))",
        [page.locator("h1").inner_text(), kept],
    )
    page.reload()
    expect(page.locator("#tray-count")).to_have_text("To download: 1")
    downloaded(page, tmp_path, "curation.yaml")
    written_file = (tmp_path / "curation.yaml").read_text("utf-8")
    assert '"label": "action plans · ambition", "by": "Nino", "date": "2022-06-20"' in written_file
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    assert f'"note": "Look again.", "by": "Ana", "date": "{today}"' in written_file


def test_another_window_shows_what_was_decided_in_this_one(browser: Browser, report: Path) -> None:
    page = visit(browser, report).page
    other = page.context.new_page()
    other.goto(report.as_uri())
    decide(page, JOBS, label="Work")
    expect(other.locator("#tray-count")).to_have_text("To download: 1")


def test_nothing_that_participants_said_is_kept_by_the_browser(browser: Browser, report: Path) -> None:
    page = visit(browser, report).page
    page.evaluate("document.querySelectorAll('details').forEach((panel) => { panel.open = true; })")
    page.locator("#review").get_by_role("button", name="Belongs", exact=True).first.click()
    decide(page, JOBS, label="Work")
    kept = page.evaluate("JSON.stringify(localStorage)")
    words = page.evaluate("JSON.parse(document.getElementById('data').textContent).rows.text")
    assert "Work" in kept
    assert not [text for text in words if text in kept]


def test_leaving_with_decisions_that_were_not_downloaded_warns(browser: Browser, report: Path, tmp_path: Path) -> None:
    page = visit(browser, report).page
    decide(page, JOBS, label="Work")
    asked: list[str] = []

    def refuse(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    page.on("dialog", refuse)
    page.reload()
    assert asked == ["beforeunload"]
    downloaded(page, tmp_path, "curation.yaml")
    expect(page.locator("#tray-count")).to_contain_text("Downloaded")
    page.reload()
    assert asked == ["beforeunload"]


def test_without_storage_one_can_decide_and_is_told(browser: Browser, report: Path, tmp_path: Path) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })")
    page.goto(report.as_uri())
    decide(page, JOBS, label="Work")
    page.locator("#tray-open").click()
    expect(page.locator("#tray-note")).to_contain_text("does not keep")
    page.keyboard.press("Escape")
    downloaded(page, tmp_path, "curation.yaml")
    assert '"label": "Work"' in (tmp_path / "curation.yaml").read_text("utf-8")


def test_a_ring_of_merges_is_refused_where_it_is_made(browser: Browser, report: Path) -> None:
    page = visit(browser, report).page
    decide(page, JOBS, merge_into=str(PURSUIT))
    decide(page, PURSUIT, merge_into=str(JOBS))
    assert (
        page.locator("#decide-form [name=merge_into]")
        .evaluate("field => field.validationMessage")
        .startswith("Topic 0")
    )
    expect(page.locator("#decide-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#tray-count")).to_have_text("To download: 1")


def test_the_page_says_who_decided_what_when_and_whether_it_fits(browser: Browser, report: Path) -> None:
    page = visit(browser, report).page
    rows = page.locator("#decisions tbody tr").all_inner_texts()
    assert len(rows) == 4
    assert "Nino" in rows[0]
    assert "20 June 2022" in rows[0]
    assert "does not exist in this run" in next(row for row in rows if "not applied" in row)
    page.evaluate("document.querySelectorAll('details').forEach((panel) => { panel.open = true; })")
    assert "Decided by Nino, 20 June 2022." in page.locator(f"#topic-{ACTION}").inner_text()
    assert "Decided by Ana, 25 June 2022." in page.locator("#theme-1").inner_text()


def test_a_hidden_topic_comes_back_by_way_of_the_list_of_decisions(
    browser: Browser, consultation: Consultation, tmp_path: Path
) -> None:
    findings = consultation.findings
    hide = findings.decisions.head(1).assign(kind="hide", topic_id=pd.array([CLIMATE], dtype="Int64"), value=None)
    topics = findings.topics.assign(is_hidden=findings.topics["topic_id"] == CLIMATE)
    hidden = replace(consultation, findings=replace(findings, topics=topics, decisions=hide))
    page = visit(browser, written(hidden, tmp_path / "output")).page
    assert page.locator(f"#topic-{CLIMATE}").count() == 0
    page.locator("#decisions").get_by_role("button", name=f"Change: topic {CLIMATE}").click()
    expect(page.locator("#decide-title")).to_have_text(f"Decide on topic {CLIMATE}: climate · open data")
    page.locator("#decide-form [name=hide]").uncheck()
    page.locator("#decide-form").get_by_role("button", name="Keep").click()
    downloaded(page, tmp_path, "curation.yaml")
    decision = read_back(tmp_path, consultation, "curation").curation[CLIMATE]
    assert (decision.hide, decision.by) == (False, "Ana")


def test_keyboard_alone_decides_and_the_focus_comes_back(browser: Browser, report: Path) -> None:
    page = visit(browser, report, fragment=f"#topic-{JOBS}").page
    button = page.locator(f"#topic-{JOBS} [data-decide]")
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Work")
    page.keyboard.press("Enter")
    expect(page.locator("#decide-dialog")).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.decide") == str(JOBS)
    expect(page.locator("#tray-count")).to_have_text("To download: 1")


@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("fr", "light"), ("es", "light")])
def test_axe_finds_nothing_in_the_dialogs(
    browser: Browser, consultation: Consultation, tmp_path: Path, language: str, scheme: str
) -> None:
    page = visit(browser, written(consultation, tmp_path, language), scheme=scheme, width=390).page
    page.evaluate("document.querySelectorAll('details').forEach((panel) => { panel.open = true; })")
    page.locator("#review [data-verdict=yes]").first.click()
    for opener in (f"#topic-{ACTION} [data-decide]", f"#topic-{JOBS} [data-mark]", "#tray-open"):
        page.locator(opener).first.click()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.keyboard.press("Escape")


def test_a_topic_with_a_page_of_its_own_can_be_decided_on_there(
    browser: Browser, consultation: Consultation, tmp_path: Path
) -> None:
    folder = written(consultation, tmp_path / "output", site="pages").parent
    context = browser.new_context(offline=True)
    page = context.new_page()
    noises: list[str] = []
    page.on("console", lambda message: noises.append(message.text))
    page.on("pageerror", lambda error: noises.append(str(error)))
    page.goto((folder / "topics" / f"{JOBS}.html").as_uri())
    decide(page, JOBS, label="Work")
    page.locator("[data-mark]").first.click()
    page.locator("#mark-form").get_by_role("button", name="Belongs", exact=True).click()
    page.keyboard.press("Escape")
    downloaded(page, tmp_path, "curation.yaml", "marks.yaml")
    assert '"label": "Work"' in (tmp_path / "curation.yaml").read_text("utf-8")
    assert noises == []
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.goto((folder / "index.html").as_uri())
    expect(page.locator("#tray-count")).to_contain_text("Downloaded")


def test_another_page_of_the_report_has_the_drafts_too_and_nobody_asks_whether_to_leave(
    browser: Browser, consultation: Consultation, tmp_path: Path
) -> None:
    folder = written(consultation, tmp_path / "output", site="pages").parent
    page = browser.new_context(offline=True).new_page()
    page.goto((folder / "topics" / f"{JOBS}.html").as_uri())
    decide(page, JOBS, label="Work")
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))  # it would be accepted by nobody, and time out
    page.locator("a[href*='index.html']").first.click()
    page.wait_for_url("**/index.html*")
    expect(page.locator("#tray")).to_be_visible()
    assert asked == []
