"""One real run of the bundled demo, through the real command, and what it leaves."""

from __future__ import annotations

import csv
import html
import json
import re
import shutil
import unicodedata
import zipfile
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from corpus.read import read_sources
from corpus.schemas import Reading
from flows.lock import hold_output
from flows.manifest import _without_sentences
from flows.settings import load_settings
from models.schemas import OUTLIER
from reports.protection import WITHHELD
from tests.flows.conftest import DEMO, DemoRun, Finished

pytestmark = pytest.mark.slow

CONFIG = DEMO / "consultation.yaml"
CONTRACT = {
    "statements": (
        "statement_id text language source source_type session_id author_id date source_ref place groups topic_id "
        "topic_probability theme_id theme_score map_x map_y"
    ),
    "statement_themes": "statement_id theme_id score assigned",
    "topics": (
        "topic_id label keywords keywords_by_language size n_sessions n_languages theme_id theme_score coverage "
        "lineage parents representative_ids"
    ),
    "themes": "theme_id label n_statements share n_sessions n_languages topic_ids support",
    "representation": (
        "unit unit_id group n_statements n_sessions share expected_share lift ci_low ci_high p_value q_value suppressed"
    ),
    "voices": "rank topic_id groups score novelty lift q_value n_statements n_sessions reason statement_ids",
}
"""The tables and columns that others rely on, as the contract lists them."""

FIGURES = ["n_statements", "n_sessions", "share", "expected_share", "lift", "ci_low", "ci_high", "p_value", "q_value"]
SENSITIVE = "eap-defenders"
TELLING_LENGTH = 20
"""Letters from which words can be only one statement's; the demo has none that is shorter."""


@pytest.fixture(scope="module")
def run(demo_run: DemoRun) -> DemoRun:
    assert demo_run.finished.code == 0, demo_run.finished.err
    return demo_run


@pytest.fixture(scope="module")
def tables(run: DemoRun) -> dict[str, pd.DataFrame]:
    return {name: pd.read_parquet(run.folder / f"{name}.parquet") for name in CONTRACT}


@pytest.fixture(scope="module")
def manifest(run: DemoRun) -> dict[str, object]:
    content: dict[str, object] = json.loads((run.folder / "manifest.json").read_text("utf-8"))
    return content


@pytest.fixture(scope="module")
def raw() -> Reading:
    """What the run read, before anything is taken out for publication."""
    settings = load_settings(CONFIG)
    return read_sources(settings.sources, groups=settings.groups)


@pytest.fixture(scope="module")
def refitted(run: DemoRun) -> tuple[DemoRun, Finished]:
    """A second run over the same sources, in a copy of the output."""
    copy = DemoRun(run.output.with_name("refitted"), run.state, run.finished)
    shutil.copytree(run.output, copy.output)
    return copy, copy.command("run", CONFIG, "--output", copy.output, "--refit", "--json")


@pytest.fixture(scope="module")
def published(run: DemoRun) -> dict[str, str]:
    """Every file of the run folder as the text that a reader can get out of it."""
    files = [path for path in run.folder.rglob("*") if path.is_file()]
    return {path.relative_to(run.folder).as_posix(): readable(path) for path in files}


def readable(path: Path) -> str:
    """All words in a file, as they are and with its format's escapes undone."""
    if path.suffix == ".parquet":
        return json.dumps(pq.read_table(path).to_pylist(), ensure_ascii=False, default=str)
    if path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.endswith(".png")]
            return "".join(html.unescape(archive.read(name).decode("utf-8")) for name in names)
    text = path.read_text("utf-8")
    unescaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text).replace('\\"', '"')
    return "\n".join((text, html.unescape(text), unescaped, text.replace('""', '"')))


def owned_by_sensitive(raw: Reading) -> pd.DataFrame:
    """The statements of the sensitive group, or from a session held with it."""
    declared = [row.session_id for row in raw.sessions.itertuples() if SENSITIVE in row.groups]
    named = raw.statements["groups"].map(lambda groups: SENSITIVE in groups)
    return raw.statements[named | raw.statements["session_id"].isin(declared)]


# --- what is there ------------------------------------------------------------------------------------------


def test_the_command_says_where_the_report_is_and_shows_no_progress_in_a_pipe(run: DemoRun) -> None:
    assert str(run.folder / "report" / "index.html") in run.finished.out
    assert (run.folder / "report" / "index.html").as_uri() in run.finished.out
    assert run.finished.err == ""
    assert "\x1b" not in run.finished.out


def test_every_file_of_the_contract_is_there(run: DemoRun) -> None:
    latest = json.loads((run.output / "latest.json").read_text("utf-8"))
    assert latest == {"run_id": run.folder.name, "path": f"runs/{run.folder.name}"}
    assert run.folder.name in (run.output / "index.html").read_text("utf-8")
    assert (run.output / "store").is_dir()
    expected = {f"{name}.parquet" for name in CONTRACT} | {f"export/{name}.csv" for name in CONTRACT}
    expected |= {"report/index.html", "changes.json", "manifest.json"}
    there = {path.relative_to(run.folder).as_posix() for path in run.folder.rglob("*") if path.is_file()}
    assert expected <= there
    assert len([name for name in there if name.endswith(".xlsx")]) == 1
    assert [path.name for path in (run.output / "runs").iterdir()] == [run.folder.name]


@pytest.mark.parametrize("name", CONTRACT)
def test_every_column_of_the_contract_is_there(name: str, run: DemoRun, tables: dict[str, pd.DataFrame]) -> None:
    wanted = CONTRACT[name].split()
    assert list(tables[name].columns)[: len(wanted)] == wanted
    assert len(tables[name])
    with (run.folder / "export" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header[: len(wanted)] == wanted
    assert len(rows) == len(tables[name])


def test_the_manifest_records_how_the_run_was_made(manifest: dict[str, object]) -> None:
    keys = {"configuration", "versions", "encoder", "offsets", "seeds", "counts", "ledger", "stages", "warnings"}
    assert keys <= manifest.keys()
    stages = manifest["stages"]
    assert isinstance(stages, list)
    assert len(stages) >= 8
    assert all(stage["seconds"] >= 0 and stage["peak_memory_bytes"] > 0 for stage in stages)


def test_the_demo_is_as_large_and_as_many_tongued_as_promised(tables: dict[str, pd.DataFrame]) -> None:
    statements = tables["statements"]
    assert len(statements) >= 700
    assert {"en", "fr", "es", "pt", "ar", "sw", "ru", "uk", "ka", "hy", "ro"} <= set(statements["language"])
    assert statements.loc[statements["source_type"] == "notes", "session_id"].nunique() >= 16
    assert statements.loc[statements["source_type"] == "polis", "n_agree"].gt(0).any()


# --- what adds up -------------------------------------------------------------------------------------------


def test_the_manifest_names_marked_statements_and_no_marked_words() -> None:
    theme = {"id": "water", "examples": ["0123456789abcdef", "لا ماء"], "counterexamples": ["Темно в школе"]}
    shown = _without_sentences({"name": "x", "themes": [theme]})
    assert shown["name"] == "x"
    assert shown["themes"] == [
        {"id": "water", "examples": ["0123456789abcdef", "[sentence]"], "counterexamples": ["[sentence]"]}
    ]


def test_the_ledger_accounts_for_every_row(manifest: dict[str, object], tables: dict[str, pd.DataFrame]) -> None:
    ledger = pd.DataFrame(manifest["ledger"])
    with (DEMO / "polis" / "first-conversation" / "comments.csv").open(encoding="utf-8", newline="") as file:
        n_comments = sum(1 for _ in csv.DictReader(file))
    assert ledger.loc[ledger["source"] == "first-conversation", "n_rows"].sum() == n_comments
    became = ledger[ledger["fate"] == "statement"].set_index("source")["n_rows"].to_dict()
    assert became == tables["statements"]["source"].value_counts().to_dict()


def test_topic_sizes_and_outliers_add_up_to_the_statements(
    manifest: dict[str, object], tables: dict[str, pd.DataFrame]
) -> None:
    statements, topics = tables["statements"], tables["topics"]
    n_outliers = int((statements["topic_id"] == OUTLIER).sum())
    assert int(topics["size"].sum()) + n_outliers == len(statements)
    assert OUTLIER not in set(topics["topic_id"])
    sizes = statements.loc[statements["topic_id"] != OUTLIER, "topic_id"].value_counts().to_dict()
    assert topics.set_index("topic_id")["size"].to_dict() == sizes
    counts = manifest["counts"]
    assert isinstance(counts, dict)
    assert (counts["statements"], counts["outliers"], counts["topics"]) == (len(statements), n_outliers, len(topics))


def test_every_id_that_a_table_names_is_in_the_other_tables(tables: dict[str, pd.DataFrame]) -> None:
    known = set(tables["statements"]["statement_id"])
    topics, themes = set(tables["topics"]["topic_id"]), set(tables["themes"]["theme_id"])
    assert set(tables["statement_themes"]["statement_id"]) <= known
    assert set(tables["statement_themes"]["theme_id"]) <= themes
    assert set(tables["topics"]["representative_ids"].explode()) <= known
    assert set(tables["voices"]["statement_ids"].explode()) <= known
    assert set(tables["voices"]["topic_id"]) <= topics
    assert set(tables["themes"]["topic_ids"].explode().dropna()) <= topics
    assert tables["voices"]["rank"].tolist() == list(range(1, len(tables["voices"]) + 1))


# --- the planted voices -------------------------------------------------------------------------------------


def plain(text: str) -> str:
    """The text as words only, whatever its punctuation, spacing and case."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


@pytest.fixture(scope="module")
def planted(raw: Reading) -> dict[str, str]:
    """The group behind each planted statement, by statement id: ids, because some words are withheld in the tables."""
    with (DEMO / "planted.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["group"], row["source_ref"], plain(row["text"])) for row in csv.DictReader(file)]
    found: dict[str, str] = {}
    for statement in raw.statements.itertuples():
        words = plain(statement.text)
        for group, source_ref, text in rows:
            if statement.source_ref == source_ref and (words in text or text in words):
                found[statement.statement_id] = group
    return found


def test_every_planted_text_is_among_the_statements(planted: dict[str, str]) -> None:
    with (DEMO / "planted.csv").open(encoding="utf-8", newline="") as file:
        groups = pd.Series([row["group"] for row in csv.DictReader(file)]).value_counts()
    assert (pd.Series(planted).value_counts() >= groups).all()
    assert set(planted.values()) == {"youth", SENSITIVE}


def test_planted_concerns_seldom_carry_a_theme_and_what_themes_are_about_mostly_does(
    tables: dict[str, pd.DataFrame], planted: dict[str, str]
) -> None:
    has_theme = tables["statement_themes"].groupby("statement_id")["assigned"].any()
    is_planted = has_theme.index.isin(list(planted))
    assert has_theme[is_planted].mean() <= 0.3
    assert has_theme[~is_planted].mean() >= 0.7


@pytest.mark.parametrize("group", ["youth", SENSITIVE])
def test_a_planted_topic_of_each_group_is_among_the_first_five_voices(
    group: str, tables: dict[str, pd.DataFrame], planted: dict[str, str]
) -> None:
    first = tables["voices"][tables["voices"]["rank"] <= 5]
    shares = [
        sum(planted.get(statement_id) == group for statement_id in voice.statement_ids) / len(voice.statement_ids)
        for voice in first.itertuples()
        if group in voice.groups
    ]
    assert max(shares, default=0) >= 0.5


def test_the_voices_hold_most_of_what_was_planted_and_may_be_told_and_little_else(
    tables: dict[str, pd.DataFrame], planted: dict[str, str]
) -> None:
    surfaced = set(tables["voices"]["statement_ids"].explode())
    told = set(tables["statements"].loc[tables["statements"]["text"] != WITHHELD, "statement_id"]) & planted.keys()
    hits = surfaced & planted.keys()
    precision, recall = len(hits) / len(surfaced), len(hits) / len(told)
    assert precision >= 0.75, f"precision {precision:.2f}, recall {recall:.2f}"
    # A seed is a throw of dice: fifteen of them gave 0.48 to 0.60 (docs/decisions/0024).
    assert recall >= 0.45, f"precision {precision:.2f}, recall {recall:.2f}"


# --- what must not be there ---------------------------------------------------------------------------------


def test_sensitive_people_lose_author_speaker_session_and_day_in_every_table(
    raw: Reading, tables: dict[str, pd.DataFrame]
) -> None:
    theirs = owned_by_sensitive(raw)["statement_id"]
    assert len(theirs) > 50
    rows = tables["statements"][tables["statements"]["statement_id"].isin(theirs)]
    assert len(rows) == len(theirs)
    assert rows["author_id"].isna().all()
    assert rows["speaker"].isna().all()
    assert set(rows["date"].dropna().dt.day) == {1}
    assert not set(rows["session_id"].dropna()) & set(raw.sessions["session_id"])
    assert not set(rows["source_ref"]) & set(raw.statements["source_ref"])


def test_no_sensitive_session_author_or_speaker_is_named_in_any_file(raw: Reading, published: dict[str, str]) -> None:
    sessions = raw.sessions[raw.sessions["groups"].map(lambda groups: SENSITIVE in groups)]
    assert len(sessions) >= 3
    secrets = {*sessions["session_id"], *sessions["file"], *sessions["title"]}
    theirs = owned_by_sensitive(raw)
    secrets |= {*theirs["author_id"].dropna()} | {*theirs["speaker"].dropna(), *theirs["context"].dropna()}
    others = raw.statements[~raw.statements["statement_id"].isin(theirs["statement_id"])]
    open_words = "\n".join([*others["text"], *others["speaker"].dropna(), *others["context"].dropna()])
    told = {secret for secret in secrets if len(secret) > 6 and secret not in open_words}
    assert len(told) > 10
    leaks = {(name, secret) for name, text in published.items() for secret in told if secret in text}
    assert not leaks


def test_withheld_words_are_in_no_file(
    raw: Reading, tables: dict[str, pd.DataFrame], published: dict[str, str]
) -> None:
    statements = tables["statements"]
    withheld = statements.loc[statements["text"] == WITHHELD, "statement_id"]
    words = raw.statements.loc[raw.statements["statement_id"].isin(withheld), "text"]
    shown = "\n".join(statements["text"])
    hidden = [text for text in words if text not in shown]
    leaks = {(name, len(text)) for name, content in published.items() for text in hidden if text in content}
    assert not leaks
    evidence = tables["statements"].set_index("statement_id").loc[list(withheld)]
    assert evidence["session_id"].isna().all()
    assert not any(len(groups) for groups in evidence["groups"])


def test_suppressed_rows_have_no_figure_and_no_statement_names_their_group(
    run: DemoRun, tables: dict[str, pd.DataFrame]
) -> None:
    figures = tables["representation"]
    hidden = figures[figures["suppressed"]]
    assert hidden[FIGURES].isna().all(axis=None)
    exported = pd.read_csv(run.folder / "export" / "representation.csv", encoding="utf-8-sig")
    assert exported.loc[figures["suppressed"].to_numpy(), FIGURES].isna().all(axis=None)
    cells = {(int(row.unit_id), row.group) for row in hidden[hidden["unit"] == "topic"].itertuples()}
    statements = tables["statements"]
    named = {
        (topic, group)
        for topic, groups in zip(statements["topic_id"], statements["groups"], strict=True)
        for group in groups
    }
    assert not named & cells
    voiced = {(voice.topic_id, group) for voice in tables["voices"].itertuples() for group in voice.groups}
    assert not voiced & cells


def test_no_path_of_this_machine_is_in_any_file(run: DemoRun, published: dict[str, str]) -> None:
    for name, text in published.items():
        assert str(run.output.parent) not in text, name
        assert str(DEMO) not in text, name


def test_no_participants_words_are_in_prefects_database_the_log_or_the_manifest(run: DemoRun, raw: Reading) -> None:
    telling = [text for text in raw.statements["text"] if len(text) >= TELLING_LENGTH]
    assert len(telling) > 700
    needles = {form for text in telling for form in (text.encode(), json.dumps(text)[1:-1].encode())}
    kept = [path for path in run.state.rglob("*") if path.is_file()]
    assert any(path.name == "prefect.db" for path in kept)
    assert any(path.name == "underheard.log" for path in kept)
    for path in (*kept, run.folder / "manifest.json", run.folder / "changes.json", run.output / "latest.json"):
        content = path.read_bytes()
        assert not [needle for needle in needles if needle in content], path.name


def test_the_report_asks_for_nothing_from_outside(run: DemoRun) -> None:
    page = (run.folder / "report" / "index.html").read_text("utf-8")
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page)
    assert not re.search(r"""(?:@import|url\()\s*["']?(?:https?:)?//""", page)


# --- the commands afterwards --------------------------------------------------------------------------------


def test_a_second_run_says_that_nothing_is_new_and_writes_nothing(run: DemoRun) -> None:
    before = sorted(path.name for path in run.output.rglob("*"))
    again = run.command("demo", "--output", run.output)
    assert again.code == 0, again.err
    assert "Nothing new in" in again.out
    assert str(run.folder / "report" / "index.html") in again.out
    assert sorted(path.name for path in run.output.rglob("*")) == before


def test_a_refit_keeps_most_topic_ids(refitted: tuple[DemoRun, Finished], tables: dict[str, pd.DataFrame]) -> None:
    run, finished = refitted
    assert finished.code == 0, finished.err
    outcome = json.loads(finished.out)
    assert outcome["nothing_new"] is False
    assert run.folder.name == outcome["run_id"]
    after = pd.read_parquet(run.folder / "statements.parquet").set_index("statement_id")["topic_id"]
    before = tables["statements"].set_index("statement_id")["topic_id"]
    assert (before == after.reindex(before.index)).mean() >= 0.9
    topics = pd.read_parquet(run.folder / "topics.parquet")
    assert (topics["lineage"] == "continued").mean() >= 0.9


def test_runs_are_listed_newest_first(refitted: tuple[DemoRun, Finished], run: DemoRun) -> None:
    later, _ = refitted
    listed = later.command("runs", later.output, "--json")
    assert listed.code == 0
    documents = json.loads(listed.out)
    assert [document["run_id"] for document in documents] == [later.folder.name, run.folder.name]
    assert documents[0]["statements_added"] == documents[0]["statements_removed"] == 0
    assert later.folder.name in later.command("runs", later.output).out


def test_two_runs_are_compared(refitted: tuple[DemoRun, Finished], run: DemoRun) -> None:
    later, _ = refitted
    shown = later.command("diff", later.output, "--json")
    assert shown.code == 0, shown.err
    difference = json.loads(shown.out)
    assert (difference["before"], difference["after"]) == (run.folder.name, later.folder.name)
    assert (difference["statements_added"], difference["statements_removed"]) == (0, 0)
    named = later.command("diff", later.output, later.folder.name, run.folder.name, "--json")
    assert json.loads(named.out)["after"] == run.folder.name
    absent = later.command("diff", later.output, "no-such", run.folder.name)
    assert absent.code == 3
    assert "no-such holds no finished run" in absent.err


def test_a_query_in_french_finds_statements_in_other_languages(run: DemoRun, raw: Reading) -> None:
    found = run.command("search", run.output, "les jeunes diplômés ne trouvent pas d'emploi", "--limit", "20", "--json")
    assert found.code == 0, found.err
    hits = json.loads(found.out)
    assert len(hits) == 20
    assert len({hit["language"] for hit in hits}) >= 3
    assert len([hit for hit in hits if hit["language"] != "fr"]) >= 5
    similarities = [hit["similarity"] for hit in hits]
    assert similarities == sorted(similarities, reverse=True)
    assert WITHHELD not in {hit["text"] for hit in hits}
    assert all(hit["source"] and hit["source_ref"] for hit in hits)
    theirs = set(owned_by_sensitive(raw)["statement_id"])
    real = set(raw.sessions["session_id"])
    assert not [hit for hit in hits if hit["statement_id"] in theirs and hit["session_id"] in real]


def test_an_output_that_another_refresh_holds_exits_with_4(run: DemoRun) -> None:
    with hold_output(run.output):
        refused = run.command("demo", "--output", run.output)
    assert refused.code == 4
    assert refused.err.startswith("Another refresh holds")
    assert refused.err.count("\n") == 1


def test_a_dry_run_writes_nothing(run: DemoRun) -> None:
    elsewhere = run.state / "elsewhere"
    shown = run.command("run", CONFIG, "--output", elsewhere, "--dry-run", "--json")
    assert shown.code == 0, shown.err
    outcome = json.loads(shown.out)
    assert (outcome["run_id"], outcome["report"]) == (None, None)
    assert outcome["n_statements"] >= 700
    assert not elsewhere.exists()
