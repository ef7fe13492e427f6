"""A run appears whole or not at all, and the last good one stays."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pandas as pd
import pytest

from corpus.errors import OutputError
from reports import run_folder
from reports.durable import replace_file
from reports.run_folder import list_runs, load_run, new_run_id, write_run
from tests.reports.invented_run import Consultation


def write(consultation: Consultation, output: Path, run_id: str = "20220701T020000Z-a1b2") -> Path:
    """Write a run of the invented consultation."""
    return write_run(
        consultation.findings,
        consultation.manifest | {"run_id": run_id},
        output,
        themes=consultation.themes,
        groups=consultation.groups,
        language="en",
        min_group_size=5,
    )


def test_a_run_leaves_everything_that_the_public_interface_names(consultation: Consultation, output: Path) -> None:
    run = write(consultation, output)
    left = {path.relative_to(run).as_posix() for path in run.rglob("*") if path.is_file()}
    named = "statements statement_themes topics themes representation voices votes review distinctive_terms"
    tables = {*named.split(), "breakdowns", "silences", "topic_votes", "decisions"}
    assert left == {
        "report/index.html",
        "changes.json",
        "manifest.json",
        "export/underheard.xlsx",
        "export/summary.docx",
        *(f"{name}.parquet" for name in tables),
        *(f"export/{name}.{kind}" for name in tables for kind in ("csv", "json")),
    }
    assert json.loads((output / "latest.json").read_text()) == {
        "run_id": run.name,
        "path": f"runs/{run.name}",
    }
    assert f"runs/{run.name}/report/index.html" in (output / "index.html").read_text("utf-8")


def test_no_file_of_a_run_holds_the_topics_before_merges(consultation: Consultation, output: Path) -> None:
    unmerged = 7_654_321
    told = consultation.findings.statements.assign(unmerged_topic_id=unmerged)
    findings = replace(consultation.findings, statements=told)
    run = write(replace(consultation, findings=findings), output)
    assert "unmerged_topic_id" not in load_run(run).table("statements").columns
    for path in run.rglob("*.*"):
        if path.suffix == ".parquet":
            content = pd.read_parquet(path).to_csv()
        elif path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as archive:
                content = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
        else:
            content = path.read_text("utf-8")
        assert str(unmerged) not in content, path.name
        assert "unmerged" not in content, path.name


def test_the_index_lists_the_newest_run_first(consultation: Consultation, output: Path) -> None:
    older = write(consultation, output, "20220701T020000Z-ffff")
    newer = write(consultation, output, "20220702T020000Z-0000")
    index = (output / "index.html").read_text("utf-8")
    assert index.index(newer.name) < index.index(older.name)
    assert [run.run_id for run in list_runs(output)] == [newer.name, older.name]


def test_a_failure_leaves_the_last_good_run_and_no_remains(
    consultation: Consultation, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = write(consultation, output)
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}

    def full_disk(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run_folder, "write_exports", full_disk)
    with pytest.raises(OutputError, match=r"No space left on device.*last good run is untouched"):
        write(consultation, output, "20220702T020000Z-0000")
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before
    assert [path.name for path in (output / "runs").iterdir()] == [good.name]


def test_remains_of_a_killed_run_are_swept(consultation: Consultation, output: Path) -> None:
    remains = output / "runs" / ".20220630T020000Z-dead.partial"
    remains.mkdir(parents=True)
    (remains / "statements.parquet").write_bytes(b"half")
    write(consultation, output)
    assert not remains.exists()


def test_a_run_that_is_there_is_not_written_over(consultation: Consultation, output: Path) -> None:
    write(consultation, output)
    with pytest.raises(OutputError, match="there already"):
        write(consultation, output)


def test_the_same_findings_give_the_same_bytes_in_every_table(consultation: Consultation, tmp_path: Path) -> None:
    first, second = write(consultation, tmp_path / "a"), write(consultation, tmp_path / "b")
    for path in first.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (second / path.relative_to(first)).read_bytes(), path.name


def test_a_table_comes_back_as_it_was_written(consultation: Consultation, output: Path) -> None:
    run = load_run(write(consultation, output))
    topics = run.table("topics")
    assert topics["keywords_by_language"][0].keys() == consultation.findings.topics["keywords_by_language"][0].keys()
    assert list(topics["size"]) == list(consultation.findings.topics["size"])
    assert run.table("voices")["groups"][0] == ("defenders",)
    assert run.changes == consultation.findings.changes


def test_an_unknown_table_is_a_wrong_call_and_a_damaged_one_an_output_error(
    consultation: Consultation, output: Path
) -> None:
    run = load_run(write(consultation, output))
    with pytest.raises(ValueError, match="no table 'ballots'"):
        run.table("ballots")
    (run.path / "topics.parquet").write_bytes(b"not parquet")
    with pytest.raises(OutputError, match=r"topics\.parquet cannot be read"):
        run.table("topics")


def test_a_folder_without_a_finished_run_says_so(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="holds no finished run"):
        load_run(tmp_path)
    assert list_runs(tmp_path) == []


def test_a_damaged_run_is_passed_over_in_the_list(consultation: Consultation, output: Path) -> None:
    good = write(consultation, output)
    damaged = output / "runs" / "20220702T020000Z-0000"
    damaged.mkdir()
    (damaged / "manifest.json").write_text("{", "utf-8")
    assert [run.path for run in list_runs(output)] == [good]


def test_run_ids_sort_by_time_and_are_in_utc() -> None:
    brussels = datetime(2022, 7, 1, 4, 0, tzinfo=timezone(timedelta(hours=2)))
    assert new_run_id(brussels).startswith("20220701T020000Z-")
    assert new_run_id(brussels) < new_run_id(datetime(2022, 7, 1, 2, 0, 1, tzinfo=UTC))


@pytest.mark.parametrize("back", [timedelta(0), timedelta(seconds=1), timedelta(days=400)])
def test_a_run_after_the_clock_was_put_back_is_still_the_newest(back: timedelta) -> None:
    before = new_run_id(datetime(2022, 7, 1, 2, 0, tzinfo=UTC))
    after = new_run_id(datetime(2022, 7, 1, 2, 0, tzinfo=UTC) - back, after=before)
    assert after.startswith("20220701T020001Z-")
    assert new_run_id(datetime(2022, 7, 2, 2, 0, tzinfo=UTC), after=before).startswith("20220702T020000Z-")


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "latest.json"
    replace_file(path, "old")
    replace_file(path, "new")
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_run_without_voices_topics_or_groups_is_written_too(consultation: Consultation, output: Path) -> None:
    findings = consultation.findings
    empty = type(findings)(
        statements=findings.statements.head(3).assign(
            topic_id=-1, unmerged_topic_id=-1, is_clustered=False, groups=[(), (), ()]
        ),
        sessions=findings.sessions,
        topics=findings.topics.head(0),
        statement_themes=findings.statement_themes.head(0),
        themes=findings.themes.head(0),
        representation=findings.representation.head(0),
        voices=findings.voices.head(0),
        changes={},
    )
    few = Consultation(empty, consultation.manifest | {"offsets": None, "skipped": [], "warnings": []}, (), ())
    run = load_run(write(few, output))
    assert len(run.table("statements")) == 3
    assert run.table("voices").empty
    assert pd.api.types.is_integer_dtype(run.table("topics")["size"].dtype)
