"""What nights come to: nothing new, something new, a source away, a run that looks wrong, the last night."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest

from corpus.errors import ConfigError, HeldBack, OutputError, UnderheardError
from flows.held import held_run
from flows.withdrawal import asked_for, remove
from reports.run_folder import Run, list_runs
from tests.flows.small_nights import SmallNights, tables_of, without_prefect

pytestmark = pytest.mark.slow

NIGHTLY = "nightly: {start: 2027-06-20, end: 2027-08-31, timezone: Europe/Brussels, cron: 30 3 * * *}\n"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallNights]:
    nights = SmallNights(tmp_path_factory.mktemp("small"))
    nights.configure(NIGHTLY)
    with without_prefect(nights):
        nights.night()
        yield nights


@pytest.fixture
def nights(begun: SmallNights) -> Iterator[SmallNights]:
    """A consultation after its first night."""
    with begun.undone():
        yield begun


def newest(nights: SmallNights) -> Run:
    return list_runs(nights.output)[0]


def topics_of(run: Run) -> dict[str, int]:
    statements: pd.DataFrame = run.table("statements")
    return dict(zip(statements["statement_id"], statements["topic_id"], strict=True))


def test_nothing_new_is_no_new_run_and_only_what_is_new_is_embedded(nights: SmallNights) -> None:
    first = newest(nights).run_id
    outcome = nights.night()
    assert (outcome.nothing_new, outcome.run_id, nights.encoder.embedded) == (True, first, [])
    nights.write("letters", range(1, 50))  # one is gone, two are new
    outcome = nights.night()
    new = [text for text in nights.encoder.embedded if text.endswith(("w48", "w49"))]
    assert not outcome.nothing_new
    assert len(new) == 2
    assert not [text for text in nights.encoder.embedded if text[-3:] in {"w10", "w20", "w30"}]
    changes = newest(nights).changes
    assert [changes[f"statements_{what}"] for what in ("added", "removed")] == [2, 1]


def test_a_source_that_is_away_is_told_in_manifest_and_report_and_topics_stay(nights: SmallNights) -> None:
    before = topics_of(newest(nights))
    cards = nights.folder / "cards.csv"
    words = cards.read_text("utf-8")
    cards.unlink()
    assert nights.night().nothing_new
    nights.write("letters", range(49))
    nights.night()
    run = newest(nights)
    assert [each["source"] for each in run.manifest["stale"]] == ["cards"]
    assert run.manifest["stale"][0]["since"] < run.manifest["created_at"]
    assert "The source cards could not be read for this run" in (run.path / "report" / "index.html").read_text("utf-8")
    assert set(run.table("statements")["source"]) == {"letters", "cards"}
    cards.write_text(words, "utf-8")
    nights.write("letters", range(48))
    nights.night()
    assert topics_of(newest(nights)) == before
    assert newest(nights).manifest["stale"] == []


def test_a_source_that_is_there_and_cannot_be_read_is_told_every_night(nights: SmallNights) -> None:
    cards = nights.folder / "cards.csv"
    words = cards.read_text("utf-8")
    cards.write_text(words.replace("text", "слова", 1), "utf-8")
    assert [len(nights.night().stale_since) for _ in range(3)] == [1, 1, 1]
    cards.write_text(words, "utf-8")
    assert nights.night().stale_since == ()


def test_a_configuration_that_keeps_nothing_for_the_night_has_no_second_copy(nights: SmallNights) -> None:
    (nights.folder / "cards.csv").unlink()
    nights.configure()
    with pytest.raises(ConfigError, match=r"config\.yaml, line \d+: .*cards\.csv\. Correct the path"):
        nights.night()


def test_a_run_that_looks_wrong_is_kept_aside_and_told_until_somebody_decides(nights: SmallNights) -> None:
    before = {path.name: path.read_bytes() for path in nights.output.glob("*.*") if path.is_file()}
    memory = sorted(path.name for path in (nights.output / "store" / "topics").iterdir())
    nights.write("letters", range(20))
    with pytest.raises(HeldBack, match=r"hold 44 statements; in the last published run they held 72") as held:
        nights.night()
    aside = held_run(nights.output)
    assert aside is not None
    assert f"held/{aside.run_id}/report/index.html" in held.value.problems[-1]
    assert (aside.path / "report" / "index.html").exists()
    assert {path.name: path.read_bytes() for path in nights.output.glob("*.*") if path.is_file()} == before
    assert sorted(path.name for path in (nights.output / "store" / "topics").iterdir()) == memory
    with pytest.raises(HeldBack, match="hold 44 statements") as still:  # the same again: told, not computed
        nights.night()
    assert still.value.problems == held.value.problems
    assert nights.encoder.embedded == []
    nights.write("letters", range(48))
    assert nights.night().nothing_new
    assert held_run(nights.output) is None


def test_what_is_held_back_is_published_if_asked_for(nights: SmallNights) -> None:
    nights.write("letters", range(20))
    with pytest.raises(HeldBack):
        nights.night()
    with pytest.raises(HeldBack):
        nights.night()
    outcome = nights.night(publish_anyway=True)
    assert (outcome.n_statements, outcome.run_id) == (44, nights.latest())
    assert held_run(nights.output) is None
    assert nights.night().nothing_new


def test_who_withdraws_is_not_in_what_is_held_back(nights: SmallNights) -> None:
    nights.write("letters", range(20))
    with pytest.raises(HeldBack):
        nights.night()
    remove(nights.output, asked_for({"author_id": ["cards:p100"]}, nights.now))
    assert held_run(nights.output) is None
    assert not (nights.output / "store" / "sources").exists()


def test_the_last_report_says_so_though_nothing_is_new_is_made_once_and_old_runs_go(nights: SmallNights) -> None:
    before = [run.run_id for run in list_runs(nights.output)]
    nights.configure(NIGHTLY + "report: {language: fr}\nretention: {nights: 2, weekly: none}\n")
    nights.night()
    outcome = nights.night(final=True)
    assert not outcome.nothing_new
    run = newest(nights)
    note = "Rapport final"
    assert run.manifest["final"] is True
    assert note in (run.path / "report" / "index.html").read_text("utf-8")
    assert (nights.output / "index.html").read_text("utf-8").count(note) == 1
    assert nights.night(final=True).nothing_new
    kept = [run.run_id for run in list_runs(nights.output)]
    assert (len(kept), len(before)) == (2, len(set(before) - set(kept)))
    index = (nights.output / "index.html").read_text("utf-8")
    assert not [run_id for run_id in before if run_id in index]
    assert {path.name[:21] for path in (nights.output / "store" / "topics").glob("2*")} == set(kept)


def test_a_clock_that_jumps_ahead_and_is_put_back_loses_nothing_and_keeps_the_numbers(nights: SmallNights) -> None:
    before = topics_of(newest(nights))
    nights.now += timedelta(days=400)
    nights.write("letters", range(49))
    nights.night()
    ahead = nights.latest()
    nights.now -= timedelta(days=500)
    nights.write("letters", range(50))
    outcome = nights.night()
    assert (newest(nights).run_id, nights.latest()) == (outcome.run_id, outcome.run_id)
    assert nights.latest() > ahead
    after = topics_of(newest(nights))
    assert len(after) == len(before) + 2
    assert {each: after[each] for each in before} == before
    assert nights.night().nothing_new


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """A disk of its own at `tmp_path`; called with options such as `size=8m` or `ro` it is mounted anew with them."""

    def mount(*arguments: str) -> bool:
        return subprocess.run(["mount", *arguments], capture_output=True).returncode == 0

    if not mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", str(tmp_path)):
        pytest.skip("this user may not mount a disk")
    yield lambda options: None if mount("-o", f"remount,{options}", str(tmp_path)) else pytest.fail(options)
    subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


def test_a_disk_that_fills_or_is_read_only_costs_the_night_and_nothing_else(
    nights: SmallNights, disk: Callable[[str], None], tmp_path: Path
) -> None:
    nights.night(tmp_path)
    good, latest = tables_of(tmp_path), (tmp_path / "latest.json").read_bytes()
    nights.write("letters", range(49))
    used = shutil.disk_usage(tmp_path).used
    disk(f"size={used + 400_000}")  # the store still fits, the run does not
    with pytest.raises(UnderheardError) as full:
        nights.night(tmp_path)
    assert "space" in full.value.problems[0]
    disk("size=64m,ro")
    with pytest.raises(OutputError, match="Read-only file system"):
        nights.night(tmp_path)
    assert (tables_of(tmp_path), (tmp_path / "latest.json").read_bytes()) == (good, latest)
    disk("rw")
    assert nights.night(tmp_path).n_statements == len(pd.read_json(StringIO(good["statements"]))) + 1
    assert not [*(tmp_path / "runs").glob(".*")]
