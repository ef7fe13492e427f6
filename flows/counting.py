"""Which statements a refresh computes with, and whether they are enough."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from corpus.duplicates.counted import counted_as
from corpus.errors import SourceError
from corpus.schemas import Reading
from flows.settings import Settings
from models.topics import MIN_STATEMENTS


def link_duplicates(settings: Settings, reading: Reading) -> pd.Series[str]:
    """The id of the statement as which each one counts, as the configuration says."""
    statements = reading.statements
    return counted_as(statements) if settings.duplicates == "once" else statements["statement_id"].rename("counted_as")


def is_counted(reading: Reading, counted_as: pd.Series[str]) -> pd.Series[bool]:
    """Whether each statement counts as itself."""
    return reading.statements["statement_id"] == counted_as


def what_counts(reading: Reading, counted_as: pd.Series[str]) -> Reading:
    """The reading with only the statements that count."""
    return replace(reading, statements=reading.statements[is_counted(reading, counted_as)].reset_index(drop=True))


def too_few(reading: Reading) -> str | None:
    """That the sources hold too few statements for topics, in a sentence; None where there are enough."""
    n_distinct = reading.statements["text"].nunique()
    if n_distinct >= MIN_STATEMENTS:
        return None
    counted = f"{n_distinct} different statement{'' if n_distinct == 1 else 's'}"
    return f"The sources hold {counted}, too few for topics (at least {MIN_STATEMENTS})."


def check_size(reading: Reading) -> None:
    """Refuse a reading of too few statements.

    Raises:
        SourceError: There are too few for topics.
    """
    if problem := too_few(reading):
        raise SourceError(
            f"{problem} Add sources, or see in `underheard check` what became of the rows that were read."
        )
