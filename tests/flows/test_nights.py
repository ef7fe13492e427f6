"""A second night of the demo, by the real command: fewer statements, new ones, and analysts' decisions."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from models.schemas import OUTLIER
from tests.flows.conftest import DEMO, DemoRun

pytestmark = pytest.mark.slow

N_LEFT_OUT = 6
NEW = (
    "- ჩვენს სოფელში წყალი კვირაში ორჯერ მოდის.",
    "- لا أحد يسألنا قبل قطع الماء.",
    "- The bus to the clinic stopped.",
)


@pytest.fixture(scope="module")
def second(demo_run: DemoRun, tmp_path_factory: pytest.TempPathFactory) -> DemoRun:
    """The demo with six lines of a note fewer, three more, a split and a decision about a topic that never was."""
    assert demo_run.finished.code == 0, demo_run.finished.err
    folder = tmp_path_factory.mktemp("second-night")
    consultation = folder / "demo"
    shutil.copytree(DEMO, consultation)
    shutil.copytree(demo_run.output, folder / "output")
    note = sorted((consultation / "notes").glob("*.md"))[0]
    lines = note.read_text("utf-8").splitlines()
    note.write_text("\n".join([*lines[:-N_LEFT_OUT], *NEW]) + "\n", "utf-8")
    topic_id, listed = split_of(demo_run.folder)
    curation = f"{topic_id}: {{split_out: {{statements: {json.dumps(listed)}, label: ჭები}}, by: Nino}}\n"
    (consultation / "curation.yaml").write_text(curation + "9999: {hide: true}\n", "utf-8")
    config = consultation / "consultation.yaml"
    config.write_text(config.read_text("utf-8") + "\ncuration: curation.yaml\n", "utf-8")
    run = DemoRun(folder / "output", demo_run.state, demo_run.finished)
    finished = run.command("run", config, "--output", run.output, "--json")
    assert finished.code == 0, finished.err
    return DemoRun(run.output, demo_run.state, finished)


def split_of(run_folder: Path) -> tuple[int, list[str]]:
    """The largest topic and five statements to split out of it."""
    statements = pd.read_parquet(run_folder / "statements.parquet")
    topic_id = int(pd.read_parquet(run_folder / "topics.parquet")["topic_id"].iloc[0])
    members = statements[(statements["topic_id"] == topic_id) & (statements["source_type"] == "polis")]
    return topic_id, members["statement_id"].head(5).tolist()


def _topics(folder: Path) -> pd.Series[int]:
    return pd.read_parquet(folder / "statements.parquet").set_index("statement_id")["topic_id"]


def test_new_statements_join_and_nothing_else_moves(demo_run: DemoRun, second: DemoRun) -> None:
    manifest = json.loads((second.folder / "manifest.json").read_text("utf-8"))
    assert (manifest["refit"]["refit"], manifest["refit"]["reason"]) == (False, "like-before")
    assert manifest["refit"]["n_new"] >= len(NEW)
    assert manifest["refit"]["n_removed"] > 0
    before, after = _topics(demo_run.folder), _topics(second.folder)
    _, listed = split_of(demo_run.folder)
    both = before[(before != OUTLIER) & before.index.isin(after.index) & ~before.index.isin(listed)]
    assert len(both) > 900
    assert (both == after.reindex(both.index)).all()
    assert manifest["refit"]["sentence"] in (second.state / "underheard" / "underheard.log").read_text("utf-8")


def test_a_split_is_a_topic_with_its_own_number_and_label(demo_run: DemoRun, second: DemoRun) -> None:
    topic_id, listed = split_of(demo_run.folder)
    # What few people at risk say in the split is withheld, and in no topic.
    (number,) = set(_topics(second.folder).reindex(listed)) - {OUTLIER}
    assert number == json.loads((demo_run.folder / "manifest.json").read_text("utf-8"))["next_topic_id"]
    row = pd.read_parquet(second.folder / "topics.parquet").set_index("topic_id").loc[number]
    assert (row["label"], row["label_source"], row["lineage"], list(row["parents"])) == (
        "ჭები",
        "curation",
        "split",
        [topic_id],
    )


def test_a_decision_that_does_not_fit_is_told_everywhere(second: DemoRun) -> None:
    sentence = "curation: topic 9999 (hide) does not exist in this run"
    warnings = json.loads((second.folder / "manifest.json").read_text("utf-8"))["warnings"]
    assert [warning for warning in warnings if warning.startswith(sentence)]
    assert sentence in (second.folder / "report" / "index.html").read_text("utf-8")
    assert sentence in second.finished.out + second.finished.err


def test_what_is_remembered_is_not_published(second: DemoRun) -> None:
    published = {path.name for path in second.folder.rglob("*") if path.is_file()}
    kept = {path.name for path in (second.output / "store" / "topics").iterdir()}
    assert f"{second.folder.name}.topics.parquet" in kept
    assert not published & kept
    columns = set(pd.read_parquet(second.folder / "statements.parquet").columns)
    assert not columns & {"text_sha256", "found_topic_id", "unmerged_topic_id", "is_fitted"}
