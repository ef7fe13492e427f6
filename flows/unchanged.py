"""Whether anything can be new, told by the bytes of the files, before anything is parsed and Prefect is started.

A night on which nobody sent anything is then over in a second. What cannot be told by files is left to a whole reading:
sources with a web address, sources that could not be read well, and, once a week, everything.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from corpus.errors import SourceError
from corpus.files.private import write_private_text
from corpus.notes.files import note_files
from corpus.sources import NotesSource, PolisSource, Source, WebAddress
from corpus.store.withdrawals import TABLE as WITHDRAWALS
from flows import clock
from flows.lock import hold_output
from flows.outcome import JUST_REFRESH, Asked, Outcome
from flows.settings import Settings

FILE = "seen.json"
"""In the store: the files that the last whole reading found, as one hash, and what it came to."""
TRUSTED_FOR = timedelta(days=7)
"""So long a whole reading is not repeated while the files are the same: one with newer libraries may read more, and
what stands for a source that is away must not grow old."""
CHUNK_BYTES = 1 << 20


def refreshed(settings: Settings, output: Path, asked: Asked = JUST_REFRESH) -> Outcome:
    """Refresh the consultation into `output`, as `flows.refresh.refresh_consultation` does, unless no file changed.

    Raises:
        UnderheardError: Something that the user can mend; the last good run is untouched.
    """
    if not (asked.refit or asked.publish_anyway):
        with hold_output(output):
            if (outcome := nothing_new(settings, output, final=asked.final)) is not None:
                _forget_held(output)
                return outcome
    from flows.refresh import refresh_consultation  # with all that computes, which takes seconds to load

    return refresh_consultation(settings, output, asked)


def _forget_held(output: Path) -> None:
    if (output / "held").exists():
        from flows.held import forget_held  # with all that writes reports

        forget_held(output)


def nothing_new(settings: Settings, output: Path, *, final: bool = False) -> Outcome | None:
    """The last run, if its files are those that are there now; None where only a whole reading can tell.

    Where the `final` report is asked for, a run that is not marked so is not enough.
    """
    try:
        seen = json.loads((output / "store" / FILE).read_text("utf-8"))
        is_recent = abs(clock.now() - datetime.fromisoformat(seen["read_at"])) < TRUSTED_FOR  # clocks are put back
        run = output / "runs" / seen["run_id"]
        newest = max(found.parent.name for found in run.parent.glob("[!.]*/manifest.json"))
        is_latest = json.loads((output / "latest.json").read_text("utf-8"))["run_id"] == run.name == newest
        report = run / "report" / "index.html"
        if not (is_recent and is_latest and report.exists()) or seen["sha256"] != files_digest(settings, output):
            return None
        if final and not json.loads((run / "manifest.json").read_text("utf-8")).get("final"):
            return None
        return Outcome(run.name, report, True, seen["n_statements"], seen["n_topics"], tuple(seen["warnings"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_seen(output: Path, outcome: Outcome, digest: str | None) -> None:
    """Remember that the files with this digest led to `outcome`; forget it where `digest` is None."""
    path = output / "store" / FILE
    if digest is None or outcome.run_id is None:
        path.unlink(missing_ok=True)
        return
    record = {
        "sha256": digest,
        "read_at": clock.now().isoformat(),
        "run_id": outcome.run_id,
        "n_statements": outcome.n_statements,
        "n_topics": outcome.n_topics,
        "warnings": outcome.warnings,
    }
    write_private_text(path, json.dumps(record))


def files_digest(settings: Settings, output: Path) -> str | None:
    """SHA-256 over all that a run depends on; None where a source is not told by files, or one is not there.

    That is the configuration with the files that it names, the bytes of all sources and lists of names, who withdrew,
    and this version.
    """
    if any(isinstance(source.path, WebAddress) for source in settings.sources) or settings.absent_sources:
        return None
    digest = hashlib.sha256(version("underheard").encode())
    digest.update(json.dumps(settings.as_document(), sort_keys=True, default=str).encode())
    digest.update("\n".join(each.sentence for each in settings.contradictions).encode())
    try:
        for path in _files(settings, output / "store"):
            digest.update(f"\0{path}\0".encode("utf-8", "surrogatepass"))
            with path.open("rb") as file:
                while chunk := file.read(CHUNK_BYTES):
                    digest.update(chunk)
    except (OSError, SourceError):
        return None
    return digest.hexdigest()


def _files(settings: Settings, store: Path) -> Iterator[Path]:
    for source in settings.sources:
        yield from _files_of(source)
    for listed in (settings.privacy.names, settings.privacy.allow):
        if listed is not None and listed.exists():
            yield listed
    yield from _below(store / f"{WITHDRAWALS}.lance")


def _files_of(source: Source) -> Iterator[Path]:
    beside = source.sessions if isinstance(source, NotesSource) else None
    beside = source.groups if isinstance(source, PolisSource) and isinstance(source.groups, Path) else beside
    if beside is not None:
        yield beside
    assert isinstance(source.path, Path)  # noqa: S101 - the caller left addresses out
    if isinstance(source, NotesSource):
        yield from note_files(source.path)[1]
    else:
        yield from _below(source.path)


def _below(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(each for each in path.rglob("*") if each.is_file())
