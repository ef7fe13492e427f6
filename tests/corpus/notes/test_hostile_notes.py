"""Hostile and broken files in one folder with good notes: each costs at most itself, all together bounded memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.corpus.notes.hostile import CONTENTS, PLACED, word

GOOD = {
    "good.md": "# Встреча\n\n## Часть\n\n- Нужна вода рядом с домом.\n",
    "добрый.txt": "- نريد أشجارًا أكثر في الشوارع.\n",
}
STATEMENTS = {"Нужна вода рядом с домом.", "نريد أشجارًا أكثر في الشوارع.", "Дороги зимой не чистят совсем."}
MAX_PEAK_BYTES = 2_000_000_000
READ = """
import json, resource, sys
from pathlib import Path
from corpus.notes.folder import read_notes
from corpus.sources import NotesSource

harvest = read_notes(NotesSource(Path(sys.argv[1])))
from corpus.documents import guard
guard._worker.close()  # only processes that have ended count among the children
status = Path("/proc/self/status").read_text()
# Its own peak by what the kernel keeps a program: getrusage would tell that of the test run which started it.
own = int(status.split("VmHWM:")[1].split()[0])
peak = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
json.dump({
    "rows": [(row.source_ref, row.text, row.place, row.context) for row in harvest.rows],
    "skipped": [(str(skipped.path), skipped.reason) for skipped in harvest.skipped],
    "warnings": harvest.warnings,
    "n_unreadable": harvest.fates["unreadable"],
    "peak_bytes": peak * 1024,
}, sys.stdout)
"""


@dataclass(frozen=True)
class Outcome:
    """What reading the folder gave."""

    rows: list[tuple[str, str, str, str | None]]
    skipped: list[tuple[str, str]]
    warnings: list[str]
    n_unreadable: int
    peak_bytes: int
    errors: str

    def told_of(self, name: str) -> list[str]:
        """What is said about the file: its reason for being skipped, or warnings."""
        of_file = [reason for path, reason in self.skipped if Path(path).name == name]
        return of_file + [warning for warning in self.warnings if f"/{name}: " in warning]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("hostile")
    for name, text in GOOD.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "good.docx").write_bytes(word("<w:p><w:r><w:t>Дороги зимой не чистят совсем.</w:t></w:r></w:p>"))
    for name, content in CONTENTS.items():
        (folder / name).write_bytes(content())
    for make in PLACED.values():
        make(folder)
    # Without a search path, so without LibreOffice: it is another program, and has its own limit of time.
    environment = {**os.environ, "PATH": ""}
    finished = subprocess.run(
        [sys.executable, "-c", READ, folder], capture_output=True, text=True, check=False, env=environment
    )
    assert finished.returncode == 0, finished.stderr
    return Outcome(**json.loads(finished.stdout), errors=finished.stderr)


@pytest.mark.slow
def test_no_statement_of_the_good_notes_is_lost(outcome: Outcome) -> None:
    assert {text for _, text, _, _ in outcome.rows} >= STATEMENTS
    assert not {Path(path).name for path, _ in outcome.skipped} & {*GOOD, "good.docx"}


@pytest.mark.slow
@pytest.mark.parametrize("name", CONTENTS)
def test_a_hostile_file_is_read_or_listed_with_what_to_do(name: str, outcome: Outcome) -> None:
    told = outcome.told_of(name)
    assert told or any(source == name for source, *_ in outcome.rows)
    for sentence in told:
        assert ". " in sentence or "; " in sentence  # what is wrong, and what to do
        assert len(sentence.rpartition("/")[2]) < 400
        assert "слова" not in sentence


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pipe.docx", "loop.md", "endless.txt"])
def test_what_would_never_end_is_not_opened(name: str, outcome: Outcome) -> None:
    assert outcome.told_of(name)


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_closed_file_is_listed(outcome: Outcome) -> None:
    assert "Check its permissions" in outcome.told_of("closed.md")[0]


@pytest.mark.slow
def test_what_is_read_can_be_shown_and_stored(outcome: Outcome) -> None:
    for row in outcome.rows:
        assert all(part is None or part.replace("\u200c", "").isprintable() for part in row)
        json.dumps(row, ensure_ascii=False).encode()  # fails on lone surrogates
    assert "Traceback" not in outcome.errors


@pytest.mark.slow
def test_every_file_that_is_skipped_is_counted(outcome: Outcome) -> None:
    assert outcome.n_unreadable == len(outcome.skipped)


@pytest.mark.slow
def test_memory_stays_bounded_in_this_process_and_in_the_worker(outcome: Outcome) -> None:
    assert outcome.peak_bytes < MAX_PEAK_BYTES


@pytest.mark.slow
def test_nothing_is_written_where_a_name_points(outcome: Outcome) -> None:
    assert outcome.rows
    for name in ("underheard-climbed", "underheard-climbed.md"):
        assert not Path("/tmp", name).exists()  # noqa: S108 - what the hostile names lead to
