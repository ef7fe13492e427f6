"""What each source yielded when it was last read, for a night when it cannot be.

```
<folder>/<key of the source>/
  20220701T020000000000Z/    rows.json, and votes.parquet and ballots.parquet where there are any
```

It holds words as people wrote them, before anything is replaced. So it lies in the store, which is never shared, in
folders that only their owner can read; what is read from it goes through the same redaction, withdrawals and protection
as a source itself.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
from pydantic import TypeAdapter

from corpus.errors import OutputError
from corpus.rows import Harvest
from corpus.sources import Source, WebAddress
from corpus.store.statements import KEEP_UNSEEN

ROWS = "rows.json"
FRAMES = ("votes", "ballots")

_HARVEST = TypeAdapter(Harvest)
_STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True)
class LastReads:
    """The sources of a consultation as they were last read, in `folder`."""

    folder: Path
    now: datetime

    def keep(self, source: Source, harvest: Harvest) -> None:
        """Keep what `source` yielded now, in the place of what it yielded before.

        What comes from an address is not kept: fetching has copies of its own, and knows when they may be used.

        Raises:
            OutputError: it cannot be written; what was there stays.
        """
        if isinstance(source.path, WebAddress):
            return
        place = self._place(source)
        kept, partial = place / f"{self.now:{_STAMP}}", place / f".{self.now:{_STAMP}}.partial"
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            place.mkdir(exist_ok=True, mode=0o700)
            partial.mkdir(mode=0o700)
            (partial / ROWS).write_bytes(_HARVEST.dump_json(replace(harvest, votes=None, ballots=None)))
            for name in FRAMES:
                if (frame := getattr(harvest, name)) is not None:
                    frame.to_parquet(partial / f"{name}.parquet")
            shutil.rmtree(kept, ignore_errors=True)  # read twice at one moment
            partial.rename(kept)
            for other in place.iterdir():
                if other != kept:
                    shutil.rmtree(other)
        except OSError as error:
            raise OutputError(
                f"{self.folder}: what was read cannot be kept: {error.strerror}. Check space and rights."
            ) from error

    def has(self, source: Source) -> bool:
        """Whether `source` was read so lately that this may stand for it.

        A source can be away for a while, but what was taken out for good is not read for ever.
        """
        kept = self._kept(source)
        return kept is not None and self.now - _read_at(kept) <= KEEP_UNSEEN

    def last(self, source: Source) -> Harvest | None:
        """What `source` yielded when it was last read, and when; None where there is nothing that may stand for it."""
        kept = self._kept(source)
        if kept is None or not self.has(source):
            return None
        try:
            frames = {name: pd.read_parquet(path) for name in FRAMES if (path := kept / f"{name}.parquet").exists()}
            harvest = _HARVEST.validate_json((kept / ROWS).read_bytes())
        except (OSError, ValueError):  # of another version of this program, or damaged
            return None
        return replace(harvest, stale_since=_read_at(kept), **frames)

    def forget_others(self, sources: Collection[Source]) -> None:
        """Forget every source but these: what the configuration does not name any more is not kept without need."""
        places = {self._place(source) for source in sources}
        for place in self.folder.glob("*"):
            if place not in places:
                shutil.rmtree(place)

    def _kept(self, source: Source) -> Path | None:
        return max(self._place(source).glob("[0-9]*"), default=None)

    def _place(self, source: Source) -> Path:
        return self.folder / hashlib.sha256(f"{source.type}\0{source.path}".encode()).hexdigest()[:16]


def _read_at(kept: Path) -> datetime:
    return datetime.strptime(kept.name, _STAMP).replace(tzinfo=UTC)
