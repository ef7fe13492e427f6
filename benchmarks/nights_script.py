"""The simulated phase's script: what the demo's sources hold on each of seventy nights, and what goes wrong.

Most of the demo is held back at first and arrives as people would send it: notes of a session, often in two parts,
Pol.is comments with their votes, corrections. What arrives when is drawn once with a seed; what goes wrong is fixed.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

DEMO = Path(__file__).parents[1] / "corpus" / "demo"
N_NIGHTS = 70
PHASE = {"cron": "30 2 * * *", "timezone": "Europe/Brussels", "start": "2022-09-01", "end": "2022-11-09"}
"""Seventy nights, at an hour that comes twice on 30 October."""
FIRST_NOTES = 12
FIRST_COMMENTS = 60
NIGHTS_WITH_COMMENTS = 30
POSTCARDS = "foro-clima-y-datos.md"
"""A note whose points are not sent as notes but as a table, a source of its own."""

DECISIONS = 20
CORRUPT = range(24, 26)
CORRUPT_NOTE = "asia-pacific-regional-dialogue.docx"
OUTAGE = range(28, 31)
KILLED_AFTER_TOPICS = 35
REMOVED = 40
KILLED_WHILE_WRITING = 52
SUMMER_TIME_ENDS = 60
EDITS = {
    12: ("africa-regional-dialogue.md", "will not read sixty pages", "will not read a hundred pages"),
    45: (
        "africa-regional-dialogue.md",
        "  - Sign language interpreter was cut from that budget first. It is always cut first.\n",
        "",
    ),
}
"""By night: a note, what stood in it, and what stands there now. All notes named here are among the first."""
EVENTS = {
    DECISIONS: "an analyst renames a topic and merges two",
    CORRUPT.start: "a file is damaged",
    CORRUPT.stop: "the file is mended",
    OUTAGE.start: "Pol.is answers 503",
    OUTAGE.stop: "Pol.is answers again",
    KILLED_AFTER_TOPICS: "killed after the topics were found",
    REMOVED: "a source is taken out",
    KILLED_WHILE_WRITING: "killed while the report is written",
    SUMMER_TIME_ENDS: "summer time ends",
    N_NIGHTS: "the last night",
    **dict.fromkeys(EDITS, "a note is edited"),
}
MUST_BRING = (DECISIONS, CORRUPT.start, OUTAGE.start - 1, KILLED_AFTER_TOPICS, KILLED_WHILE_WRITING)
"""Nights on which comments arrive for certain, so that there is something to compute."""


@dataclass(frozen=True)
class Script:
    """Which notes and how many comments are there on which night."""

    notes: dict[str, tuple[int, int]]
    """Each note's first night, and the first one on which it is whole."""
    n_comments: tuple[int, ...]
    """Comments that are there, by night; the first entry is the evening before."""


def written_script(seed: int = 0) -> Script:
    """The script for `seed`."""
    rng = np.random.default_rng(seed)
    names = sorted(path.name for path in (DEMO / "notes").iterdir() if path.name != POSTCARDS)
    fixed = {CORRUPT_NOTE, *(name for name, *_ in EDITS.values())}
    others = rng.permutation([name for name in names if name not in fixed]).tolist()
    first, later = [*fixed, *others[: FIRST_NOTES - len(fixed)]], others[FIRST_NOTES - len(fixed) :]
    nights = sorted(rng.choice(np.arange(3, N_NIGHTS - 4), len(later), replace=False).tolist())
    notes = dict.fromkeys(first, (0, 0)) | {
        name: (night, night if name.endswith(".docx") else night + 3) for name, night in zip(later, nights, strict=True)
    }
    bringing = set(MUST_BRING) | set(rng.choice(np.arange(2, N_NIGHTS), NIGHTS_WITH_COMMENTS, replace=False).tolist())
    late = len(_rows("comments.csv")) - 1 - FIRST_COMMENTS
    arriving = dict.fromkeys(sorted(bringing), 1)
    for night in rng.choice(sorted(bringing), late - len(bringing)):
        arriving[int(night)] += 1
    counts = FIRST_COMMENTS + np.cumsum([arriving.get(night, 0) for night in range(N_NIGHTS + 1)])
    return Script(notes, tuple(counts.tolist()))


class Consultation:
    """The folder of a consultation that grows; `folder` holds sources and configuration, and `output` the runs."""

    def __init__(self, folder: Path, script: Script, report_address: str) -> None:
        self.folder = folder
        self.output = folder / "output"
        self.config = folder / "consultation.yaml"
        self.report_address = report_address
        self._script = script
        self._decisions: str | None = None
        (folder / "notes").mkdir(parents=True)
        for name in ("themes.yaml", "groups.yaml", "polis/participant-groups.csv"):
            shutil.copy(DEMO / name, folder)
        points = [
            line for line in (DEMO / "notes" / POSTCARDS).read_text("utf-8").splitlines() if line.startswith("- ")
        ]
        _write_rows(folder / "postcards.csv", [["text"], *([point.removeprefix("- ")] for point in points)])

    def arrive(self, night: int) -> None:
        """Let the sources be what they are on `night`."""
        present = {name: span for name, span in self._script.notes.items() if span[0] <= night}
        for name, (_, whole) in present.items():
            self._write(self.folder / "notes" / name, _note(name, night, is_whole=night >= whole))
        header, *rows = list(csv.reader(io.StringIO((DEMO / "sessions.csv").read_text("utf-8"))))
        _write_rows(self.folder / "sessions.csv", [header, *(row for row in rows if row[1] in present)])
        self._configure(has_postcards=night < REMOVED)

    def decide(self, decisions: dict[int, dict[str, str | int]]) -> None:
        """Write analysts' decisions, which hold from the next arrival on."""
        (self.folder / "curation.yaml").write_text(json.dumps(decisions, ensure_ascii=False), "utf-8")
        self._decisions = "curation.yaml"

    def polis_tables(self, night: int) -> dict[str, bytes]:
        """What Pol.is serves on `night`: the comments until then and the votes on them; nothing while it is down."""
        if night in OUTAGE:
            return {}
        n = self._script.n_comments[min(night, N_NIGHTS)]
        comments = _rows("comments.csv")[: n + 1]
        votes = [row for row in _rows("votes.csv") if row[2] == "comment-id" or int(row[2]) < n]
        header, *people = _rows("participants-votes.csv")
        kept = [at for at, name in enumerate(header) if not name.isdigit() or int(name) < n]
        ballots = [[row[at] for at in kept] for row in (header, *people)]
        tables = {"comments.csv": comments, "votes.csv": votes, "participant-votes.csv": ballots}
        return {name: _as_csv(rows).encode() for name, rows in tables.items()}

    def _configure(self, *, has_postcards: bool) -> None:
        sources: list[dict[str, object]] = [
            {"type": "notes", "path": "notes/", "sessions": "sessions.csv"},
            {
                "type": "polis",
                "path": self.report_address,
                "allow_hosts": ["127.0.0.1"],
                "groups": "participant-groups.csv",
                "name": "first-conversation",
            },
        ]
        if has_postcards:
            sources.append({"type": "table", "path": "postcards.csv", "columns": {"text": "text"}})
        configuration = {
            "name": "phase",
            "sources": sources,
            "themes": "themes.yaml",
            "groups": "groups.yaml",
            "nightly": PHASE,
            "notify": {"on": ["changed", "failed", "held", "stale"]},
            "retention": {"nights": 14, "weekly": "all"},
            "output": "output",
        }
        if self._decisions:
            configuration["curation"] = self._decisions
        self._write(self.config, json.dumps(configuration, indent=1).encode())  # JSON is YAML

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


def expected_texts(read: Callable[[Path], Iterator[tuple[str, str]]]) -> list[str]:
    """What the last report must hold: all that arrived in the end, told from the demo itself and not from the nights.

    `read` gives the name of the file and the text of each statement of a consultation.
    """
    edits = [(before.strip().removeprefix("- "), after) for _, before, after in EDITS.values()]
    return [
        text.replace(before, after)
        for name, text in read(DEMO / "consultation.yaml")
        if name != POSTCARDS
        for before, after in [next((edit for edit in edits if edit[0] in text), ("", ""))]
        if text != before
    ]


def _note(name: str, night: int, *, is_whole: bool) -> bytes:
    content = (DEMO / "notes" / name).read_bytes()
    if name == CORRUPT_NOTE and night in CORRUPT:
        return content[: len(content) // 2]
    if not is_whole:
        lines = content.decode().splitlines(keepends=True)
        return "".join(lines[: len(lines) * 3 // 5]).encode()
    for since, (edited, before, after) in EDITS.items():
        if edited == name and since <= night:
            content = content.replace(before.encode(), after.encode())
    return content


def _rows(name: str) -> list[list[str]]:
    with (DEMO / "polis" / "first-conversation" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _as_csv(rows: list[list[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


def _write_rows(path: Path, rows: list[list[str]]) -> None:
    Consultation._write(path, _as_csv(rows).encode())
