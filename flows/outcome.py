"""What is asked of a refresh, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Asked:
    """What is asked of a refresh beyond refreshing."""

    refit: bool = False
    """Find the topics anew, even if nothing is new."""
    publish_anyway: bool = False
    """Publish the run even if it looks wrong."""
    final: bool = False
    """Mark the report as the phase's last word, even if nothing is new."""


JUST_REFRESH = Asked()


@dataclass(frozen=True)
class Outcome:
    """What a refresh came to. `report` is the report's path, or None where nothing was written."""

    run_id: str | None
    report: Path | None
    nothing_new: bool
    n_statements: int
    n_topics: int
    warnings: tuple[str, ...] = field(default=())
    stale_since: tuple[datetime, ...] = field(default=())
    """When what stands for each source was read that could not be read now."""
    n_unread: int = 0
    """Files that were left out because they cannot be read."""
