"""Nights whose output is in a bucket, on whatever machine, are those of a local folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.remote_folder import open_remote_folder
from flows.working_copy import reading_copy, working_copy
from reports.run_folder import list_runs
from tests.flows.remote import bucket
from tests.flows.small_nights import FIRST_NIGHT, SmallNights, tables_of, without_prefect

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bucket_url() -> Iterator[str]:
    with bucket() as url:
        yield url


def test_nights_on_two_machines_over_a_bucket_are_those_of_one_machine_and_a_folder(
    bucket_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nights = SmallNights(tmp_path / "small")
    with without_prefect(nights):
        for numbers in (range(48), range(1, 50)):
            nights.write("letters", numbers)
            nights.night()
        undisturbed = tables_of(nights.output)

        nights.now = FIRST_NIGHT
        embedded = []
        for machine, numbers in (("first", range(48)), ("second", range(1, 50))):
            monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / machine))
            nights.write("letters", numbers)
            with working_copy(f"{bucket_url}/small") as folder:
                nights.night(folder)
            embedded.append(len(nights.encoder.embedded))

    with reading_copy(f"{bucket_url}/small") as folder:
        assert _unnamed(tables_of(folder)) == _unnamed(undisturbed)
        assert len(list_runs(folder)) == 2
    assert embedded[0] > embedded[1], "the vectors of the night before are in the bucket"
    remote = open_remote_folder(f"{bucket_url}/small")
    latest = json.loads(remote.read("latest.json")[0])
    assert f"{latest['path']}/report/index.html" in remote.tags()
    assert ".lock" not in remote.tags()


def _unnamed(tables: dict[str, str]) -> dict[str, object]:
    """Without the name of the run before, which ends in letters drawn at random."""
    return {**tables, "changes": {**json.loads(tables["changes"]), "previous_run_id": None}}
