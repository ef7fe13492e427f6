"""Which statements count where what is said in two places is to count once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from corpus.duplicates.links import MIN_LETTERS, n_letters

Row = Any
"""A named tuple of a row of `Statements`."""


@dataclass
class _Counted:
    """A statement that counts, and the other sources in which a copy is taken for the same voice."""

    row: Row
    sources: set[str] = field(default_factory=set)

    def stands_for(self, copy: Row) -> bool:
        """Whether `copy` is the same voice, as far as the sources tell, and names no group that this one does not."""
        if not set(copy.groups) <= set(self.row.groups):
            return False
        if copy.source == self.row.source:
            return _is_same_voice(copy, self.row)
        # Of each other source one copy: two people there who say the same are two voices.
        return copy.source not in self.sources and not _is_told_apart(copy, self.row)


def counted_as(statements: pd.DataFrame) -> pd.Series[str]:
    """The id of the statement as which each one counts: its own, or that of a duplicate which stands for it.

    Within a source a duplicate is not counted again where one author said it, or one note of one session has it without
    an author. Across sources a statement stands for one copy in each other source, unless session, author or speaker
    tell the two apart; answers below `MIN_LETTERS` always count, because they coincide. A copy that names a group which
    the other does not name counts too, so that no group loses what it said. Of several copies those that name most
    groups count, then the first in order of reading.

    Args:
        statements: Schema `Statements`.

    Returns:
        With the index of `statements`. What has no link, as statements of sensitive groups, counts as itself.
    """
    original = statements["duplicate_of"].fillna(statements["statement_id"])
    is_linked = original.duplicated(keep=False)
    found = dict(zip(statements["statement_id"], statements["statement_id"], strict=True))
    for _, cluster in statements[is_linked].groupby(original[is_linked], sort=False):
        found.update(_counted_in(cluster.itertuples()))
    return statements["statement_id"].map(found).rename("counted_as")


def _counted_in(cluster: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Pairs of ids for the copies in one cluster that another stands for: the copy, and what it is counted as."""
    counted: list[_Counted] = []
    for row in sorted(cluster, key=lambda each: -len(each.groups)):
        host = next((each for each in counted if each.stands_for(row)), None)
        if host is None:
            counted.append(_Counted(row))
        else:
            host.sources.add(row.source)
            yield row.statement_id, host.row.statement_id


def _is_same_voice(one: Row, other: Row) -> bool:
    if not pd.isna(one.author_id):
        return bool(one.author_id == other.author_id)
    is_one_note = one.source_type == "notes" and one.session_id == other.session_id
    return is_one_note and pd.isna(other.author_id) and _value(one.speaker) == _value(other.speaker)


def _is_told_apart(one: Row, other: Row) -> bool:
    names = (
        (_value(getattr(one, name)), _value(getattr(other, name))) for name in ("session_id", "author_id", "speaker")
    )
    is_other = any(mine is not None and yours is not None and mine != yours for mine, yours in names)
    return is_other or min(n_letters(one.text), n_letters(other.text)) < MIN_LETTERS


def _value(name: object) -> object:
    return None if pd.isna(name) else name
