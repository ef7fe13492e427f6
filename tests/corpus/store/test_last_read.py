"""A source that cannot be read is as it was last read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from corpus.errors import SourceError
from corpus.harvest import harvest_sources
from corpus.read import read_sources
from corpus.sources import NotesSource, PolisSource, Source, TableColumns, TableSource
from corpus.store.last_read import LastReads
from corpus.store.statements import KEEP_UNSEEN
from corpus.store.withdrawals import Withdrawal

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "corpus" / "demo"
NIGHT = datetime(2027, 6, 20, 1, 30, tzinfo=UTC)
COLUMNS = TableColumns(text="text", id="id", author="who", session="session")


@pytest.fixture
def sources(tmp_path: Path) -> list[Source]:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "talk.md").write_text("# Talk\n\n- The school has no roof.\n- ჭა დაშრა.\n", "utf-8")
    (tmp_path / "table.csv").write_text(
        "id,text,who,session\n1,ماء الشرب,p1,s1\n2,ano@example.org აქ წერს,p2,s1\n", "utf-8"
    )
    return [NotesSource(tmp_path / "notes"), TableSource(tmp_path / "table.csv", COLUMNS)]


def last_reads(tmp_path: Path, *, days: float = 0) -> LastReads:
    return LastReads(tmp_path / "store", NIGHT + timedelta(days=days))


@contextmanager
def away(path: Path) -> Iterator[None]:
    path.rename(path.with_name("away"))
    yield
    path.with_name("away").rename(path)


def test_everything_that_a_source_yields_comes_back(sources: list[Source], tmp_path: Path) -> None:
    kept = last_reads(tmp_path)
    several = [*sources, PolisSource(DEMO / "polis" / "first-conversation")]
    for read in harvest_sources(several, ()):
        kept.keep(read.source, read.harvest)
        last = kept.last(read.source)
        assert last is not None
        for each in fields(read.harvest):
            before, after = getattr(read.harvest, each.name), getattr(last, each.name)
            if isinstance(before, pd.DataFrame):
                pd.testing.assert_frame_equal(before, after)
            elif each.name != "stale_since":
                assert before == after, each.name
        assert last.stale_since == NIGHT


@pytest.mark.parametrize("gone", ["notes", "table.csv"])
def test_a_source_that_is_away_reads_as_it_did_before_and_says_since_when(
    sources: list[Source], tmp_path: Path, gone: str
) -> None:
    before = read_sources(sources, last_reads=last_reads(tmp_path))
    with away(tmp_path / gone):
        after = read_sources(sources, last_reads=last_reads(tmp_path, days=3))
    pd.testing.assert_frame_equal(before.statements, after.statements)
    pd.testing.assert_frame_equal(before.sessions, after.sessions)
    assert [(each.source, each.since) for each in after.stale] == [(gone.removesuffix(".csv"), NIGHT)]
    assert "2027-06-20 01:30 UTC is used; the next run tries again." in after.warnings[-1]
    assert not before.stale


def test_what_was_withdrawn_meanwhile_is_left_out_and_personal_data_is_replaced(
    sources: list[Source], tmp_path: Path
) -> None:
    read_sources(sources, last_reads=last_reads(tmp_path))
    withdrawals = [Withdrawal("author_id", "table:p1", NIGHT)]
    with away(tmp_path / "table.csv"):
        reading = read_sources(sources, last_reads=last_reads(tmp_path, days=1), withdrawals=withdrawals)
    (text,) = reading.statements.loc[reading.statements["source"] == "table", "text"]
    assert "example.org" not in text


def test_a_source_that_was_never_read_is_an_error_and_so_are_sources_that_are_all_away(
    sources: list[Source], tmp_path: Path
) -> None:
    with away(tmp_path / "table.csv"), pytest.raises(SourceError, match=r"table\.csv"):
        read_sources(sources, last_reads=last_reads(tmp_path))
    read_sources(sources, last_reads=last_reads(tmp_path))
    with away(tmp_path / "table.csv"):
        shutil.rmtree(tmp_path / "notes")
        with pytest.raises(SourceError) as caught:
            read_sources(sources, last_reads=last_reads(tmp_path, days=1))
    assert len(caught.value.problems) == 2


def test_what_is_too_old_damaged_or_another_sources_does_not_stand_for_a_source(
    sources: list[Source], tmp_path: Path
) -> None:
    kept = last_reads(tmp_path)
    read_sources(sources, last_reads=kept)
    late = LastReads(kept.folder, NIGHT + KEEP_UNSEEN + timedelta(hours=1))
    assert kept.has(sources[1])
    assert not late.has(sources[1])
    assert not kept.has(TableSource(tmp_path / "other.csv", COLUMNS))
    for path in kept.folder.rglob("rows.json"):
        path.write_bytes(path.read_bytes()[:40])
    assert kept.last(sources[1]) is None


def test_only_its_owner_can_read_it_and_a_source_of_no_configuration_is_forgotten(
    sources: list[Source], tmp_path: Path
) -> None:
    read_sources(sources, last_reads=last_reads(tmp_path))
    folders = [path for path in (tmp_path / "store").rglob("*") if path.is_dir()]
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "store", *folders)} == {0}
    read_sources(sources[:1], last_reads=last_reads(tmp_path, days=1))
    assert not last_reads(tmp_path, days=1).has(sources[1])
    assert len(list((tmp_path / "store").glob("*/*"))) == 1


def test_what_was_withdrawn_is_not_kept_again_though_the_source_still_holds_it(
    sources: list[Source], tmp_path: Path
) -> None:
    (tmp_path / "notes" / "clinic.md").write_text("# Clinic\n\nPresent: Ana Novak\n\n- Ліків немає.\n", "utf-8")
    withdrawals = [Withdrawal("session_id", "clinic", NIGHT), Withdrawal("author_id", "table:p1", NIGHT)]
    reading = read_sources(sources, last_reads=last_reads(tmp_path), withdrawals=withdrawals)
    kept = "".join(path.read_text("utf-8") for path in (tmp_path / "store").rglob("rows.json"))
    assert not [word for word in ("ماء الشرب", "Ліків немає", "Novak") if word in kept]
    assert "ano@example.org" in kept
    with away(tmp_path / "table.csv"):
        again = read_sources(sources, last_reads=last_reads(tmp_path, days=1), withdrawals=withdrawals)
    assert set(again.statements["statement_id"]) == set(reading.statements["statement_id"])
