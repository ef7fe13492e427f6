"""The tables of a Pol.is report or conversation, fetched whole, with the last good copy for when the service is down.

```
<downloads>/<key of the report>/
  incoming/                 what an unfinished refresh has so far; a finished file has its name, a broken one `.part`
  20220701T020000Z/         the last good copy; `fetched.json` is written last, so a folder without it is none
```
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import stamina

from corpus.errors import SourceError, UnreadableDocument
from corpus.files.decode import decode
from corpus.polis.address import COMMENTS, Conversation, Origin
from corpus.polis.conversation_json import write_comments
from corpus.polis.guarded_http import Limits, NotPublic, ServiceDown, download

logger = logging.getLogger(__name__)

HEADER_BYTES = 4096
RESUME_WITHIN = timedelta(hours=1)
"""Finished files of a refresh that broke off are used again for so long: later they would not fit the others."""
FETCHED = "fetched.json"


@dataclass(frozen=True)
class Fetched:
    """A folder with the tables of a report or conversation."""

    place: str
    folder: Path
    warnings: tuple[str, ...] = ()
    stale_since: datetime | None = None
    """When the copy was fetched, where the service is down."""


def fetch_export(
    origin: Origin,
    downloads: Path,
    *,
    allow_hosts: Collection[str] = (),
    limits: Limits | None = None,
    now: datetime | None = None,
) -> Fetched:
    """The tables of `origin`, fresh, or as the last good copy has them where the service is down.

    Raises:
        SourceError: it is not public, is no report, or may not be fetched; or the service is down and
            there is no copy.
    """
    now = now or datetime.now(UTC)
    folder = downloads / origin.key
    last = _last_copy(folder)
    try:
        incoming = _incoming(folder, now)
        warnings = _fetch_files(origin, incoming, last, allow_hosts, limits or Limits())
        return Fetched(origin.place, _keep(incoming, folder, now), warnings)
    except ServiceDown as down:
        if last is None:
            raise SourceError(
                f"{origin.place}: the service {down.reason}, and there is no earlier copy. Try again later, or export "
                "the conversation and give the export."
            ) from down
        fetched_at = _fetched_at(last)
        return Fetched(origin.place, last, (_stale_sentence(origin, down, fetched_at, now),), fetched_at)
    except OSError as error:
        raise SourceError(
            f"{folder.name}: what is fetched cannot be kept: {error.strerror}. Check space and rights."
        ) from error


def _fetch_files(
    origin: Origin, incoming: Path, last: Path | None, allow_hosts: Collection[str], limits: Limits
) -> tuple[str, ...]:
    """Fetch what is not there yet. A table without which one can do may be missing, if it was missing before."""
    warnings = []
    for name, columns in origin.tables.items():
        if (incoming / name).exists():
            continue
        try:
            _fetch_file(origin, name, columns, incoming, allow_hosts, limits)
        except (NotPublic, ServiceDown) as error:
            if name == COMMENTS:
                raise
            if last is not None and (last / name).exists():
                raise error if isinstance(error, ServiceDown) else ServiceDown(f"gave no {name}") from error
            warnings.append(f"{origin.place}: the service gave no {name}; the rest is read without it.")
    return tuple(warnings)


def _fetch_file(
    origin: Origin,
    name: str,
    columns: tuple[str, ...],
    incoming: Path,
    allow_hosts: Collection[str],
    limits: Limits,
) -> None:
    part = incoming / f"{name}.part"
    for attempt in stamina.retry_context(
        on=lambda error: _pause(error, limits),
        attempts=limits.attempts,
        timeout=None,
        wait_initial=1,
        wait_max=limits.max_wait_seconds,
    ):
        with attempt:
            download(origin.file(name), part, allow_hosts=allow_hosts, limits=limits)
            if isinstance(origin, Conversation):
                write_comments(part, part)
            _check_table(part, name, columns)
    part.rename(incoming / name)
    logger.info("fetched %s, %d bytes", name, (incoming / name).stat().st_size)


def _pause(error: Exception, limits: Limits) -> bool | float:
    """Whether to try again, or after how many seconds, where the service says so."""
    if not isinstance(error, ServiceDown):
        return False
    if error.retry_after_seconds is None:
        return True
    return min(error.retry_after_seconds, limits.max_wait_seconds)


def _check_table(path: Path, name: str, wanted: tuple[str, ...]) -> None:
    """Do nothing if the file begins like the table `name`.

    Raises:
        ServiceDown: it does not; a page that says "we will be back soon" comes with status 200 from some servers.
    """
    with path.open("rb") as file:
        header = file.readline(HEADER_BYTES)
    try:
        columns = {cell.strip().strip('"') for cell in decode(header).text.split(",")}
    except UnreadableDocument:
        columns = set()
    if not columns.issuperset(wanted):
        raise ServiceDown(f"answered with something that is no {name}")


# --- copies -------------------------------------------------------------------------------------------------


def _incoming(folder: Path, now: datetime) -> Path:
    """Where this refresh gathers its files; those of one that broke off just now are there already."""
    incoming = folder / "incoming"
    if incoming.exists() and now - datetime.fromtimestamp(incoming.stat().st_mtime, UTC) > RESUME_WITHIN:
        shutil.rmtree(incoming)
    # Comments as people wrote them: for nobody else on this machine.
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    incoming.mkdir(exist_ok=True, mode=0o700)
    return incoming


def _keep(incoming: Path, folder: Path, now: datetime) -> Path:
    """The finished files as the last good copy, in the place of the one before."""
    for part in incoming.glob("*.part"):
        part.unlink()
    record = incoming / f"{FETCHED}.part"
    record.write_text(json.dumps({"fetched_at": now.isoformat(timespec="seconds")}), "utf-8")
    record.rename(incoming / FETCHED)
    kept = folder / f"{now:%Y%m%dT%H%M%S%fZ}"
    incoming.rename(kept)
    for path in folder.iterdir():
        if path != kept:
            shutil.rmtree(path)
    return kept


def _last_copy(folder: Path) -> Path | None:
    copies = sorted(path.parent for path in folder.glob(f"[0-9]*/{FETCHED}"))
    return copies[-1] if copies else None


def _fetched_at(copy: Path) -> datetime:
    return datetime.fromisoformat(json.loads((copy / FETCHED).read_text("utf-8"))["fetched_at"])


def _stale_sentence(origin: Origin, down: ServiceDown, fetched_at: datetime, now: datetime) -> str:
    return (
        f"{origin.place}: the service {down.reason}. The copy of {fetched_at:%Y-%m-%d %H:%M} UTC is used, which is "
        f"{_age(now - fetched_at)} old; the next run tries again."
    )


def _age(age: timedelta) -> str:
    for unit, length in (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1))):
        if age >= length:
            number = age // length
            return f"{number} {unit}{'' if number == 1 else 's'}"
    return "less than a minute"
