"""Nights of a small consultation: the real stages in this process, with a fake encoder and without Prefect."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from flows import clock
from flows.lock import hold_output
from flows.outcome import Outcome
from flows.refresh import refresh
from flows.stages import Stages
from tests.flows.conftest import HashEncoder

SUBJECTS = {
    "water": "water river წყალი ماء",
    "school": "school teacher სკოლა مدرسة",
    "visa": "visa border ვიზა تأشيرة",
}
CONFIG = """
name: small
sources:
  - {type: table, path: letters.csv, columns: {text: text, id: id, author: who, session: session, groups: groups}}
  - {type: table, path: cards.csv, columns: {text: text, id: id, author: who, session: session, groups: groups}}
themes: themes.yaml
groups: groups.yaml
"""
THEMES = "- {id: schools, label: Schools, description: school teacher}\n"
GROUPS = "- {id: youth, label: Youth, expected_share: 0.5}\n- {id: defenders, label: Defenders, sensitive: true}\n"
HEADER = "id,text,who,session,groups"
FIRST_NIGHT = datetime(2027, 6, 20, 1, 30, tzinfo=UTC)


@dataclass
class SmallNights:
    """A folder with a consultation of two tables, and nights of it, a day apart."""

    folder: Path
    encoder: HashEncoder = field(default_factory=HashEncoder)
    now: datetime = FIRST_NIGHT

    def __post_init__(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.configure()
        (self.folder / "themes.yaml").write_text(THEMES, "utf-8")
        (self.folder / "groups.yaml").write_text(GROUPS, "utf-8")
        self.write("letters", range(48))
        self.write("cards", range(100, 124))

    @property
    def output(self) -> Path:
        """The output folder."""
        return self.folder / "output"

    @property
    def config(self) -> Path:
        """The configuration's file."""
        return self.folder / "config.yaml"

    def configure(self, extra: str = "") -> None:
        """Write the configuration, with further keys."""
        self.config.write_text(CONFIG + extra, "utf-8")

    def write(self, table: str, numbers: range) -> None:
        """Let a table hold these statements, one a number, always the same."""
        rows = [f"{number},{_text(number)},p{number},s{number % 6},{_group(number)}" for number in numbers]
        (self.folder / f"{table}.csv").write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")

    def night(
        self, output: Path | None = None, *, refit: bool = False, publish_anyway: bool = False, final: bool = False
    ) -> Outcome:
        """A refresh; a day later is the next one."""
        self.encoder.embedded.clear()
        try:
            with hold_output(output or self.output):
                return refresh(str(self.config), str(output or self.output), refit, publish_anyway, final)
        finally:
            self.now += timedelta(days=1)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Take back, when the context ends, what nights and tests have made of the folder inside."""
        kept, now = self.folder.with_name(f"{self.folder.name}-before"), self.now
        shutil.copytree(self.folder, kept)
        yield
        shutil.rmtree(self.folder)
        kept.rename(self.folder)
        self.now = now

    def latest(self) -> str:
        """The run that the output folder names as its latest."""
        return str(json.loads((self.output / "latest.json").read_text("utf-8"))["run_id"])


def _text(number: int) -> str:
    words = list(SUBJECTS.values())[number % len(SUBJECTS)].split()
    return f"{words[number % 4]} {words[(number // 4) % 4]} is w{number}"


def _group(number: int) -> str:
    return ("youth", "", "defenders", "")[number % 4]


@contextmanager
def without_prefect(nights: SmallNights) -> Iterator[None]:
    """Stages as plain functions, the fake encoder, and the nights' own clock."""

    def plain(name: str, stages: Stages, function: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **kwargs: object) -> object:
            with stages.stage(name):
                return function(*args, **kwargs)

        return run

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.context.measured_task", plain)
        patch.setattr("flows.space.load_encoder", lambda _: nights.encoder)
        patch.setattr(clock, "now", lambda: nights.now)
        patch.setenv("XDG_STATE_HOME", str(nights.folder / "state"))
        yield


def tables_of(output: Path) -> dict[str, str]:
    """What the latest run of an output folder found, table by table; not when it was made."""
    latest = json.loads((output / "latest.json").read_text("utf-8"))
    run = output / latest["path"]
    frames = {path.stem: pd.read_parquet(path).to_json(date_format="iso") for path in run.glob("*.parquet")}
    return {**frames, "changes": (run / "changes.json").read_text("utf-8")}
