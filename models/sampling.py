"""Estimates that respect how statements were gathered: a session's statements are not independent of one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csc_array

from models.cells import rows_of

CONFIDENCE = 0.95


@dataclass(frozen=True)
class ShareEstimate:
    """A share with its interval and the number of independent answers that it is worth."""

    share: float
    low: float
    high: float
    n_effective: float


def sampling_units(statements: pd.DataFrame) -> pd.Series[str]:
    """What each statement was drawn with: its session in notes, elsewhere its author, else its session, else itself."""
    session, author = statements["session_id"], statements["author_id"]
    is_note = statements["source_type"] == "notes"
    units = session.where(is_note, author).fillna(session).fillna(statements["statement_id"])
    return (statements["source"] + "/" + units).rename("unit_id")


def told_sessions(statements: pd.DataFrame) -> pd.Series[str]:
    """The session of each statement, None where it is not told (column session_told of `models.telling`, if there)."""
    if "session_told" not in statements:
        return statements["session_id"]
    return statements["session_id"].where(statements["session_told"], None)


def names_group(statements: pd.DataFrame, group_id: str) -> NDArray[np.bool_]:
    """Whether each statement says that it is the group's (column groups_told of `models.telling`, else groups)."""
    named = statements["groups_told" if "groups_told" in statements else "groups"]
    return np.asarray([group_id in groups for groups in named], dtype=bool)


def share_estimate(is_member: NDArray[np.bool_], units: NDArray[Any]) -> ShareEstimate:
    """Share of members among statements that were drawn in `units`, with its 95% interval.

    Args:
        is_member: One flag a statement.
        units: One sampling unit a statement, same order.

    Raises:
        ValueError: No statement.

    Source:
        Korn and Graubard 1998, Survey Methodology 24(2): Clopper-Pearson with the sample size that the clustered
        sample is worth, from the linearised variance of a ratio and corrected for the few degrees of freedom of few
        units. Where all or none are members that variance is 0 and each unit counts as one answer.
    """
    from statsmodels.stats.proportion import proportion_confint

    if len(is_member) == 0:
        raise ValueError("a share needs at least one statement")
    n = len(is_member)
    share = float(is_member.mean())
    n_effective = _effective_size(is_member.astype(float), units, share)
    low, high = proportion_confint(share * n_effective, n_effective, alpha=1 - CONFIDENCE, method="beta")
    return ShareEstimate(share, float(low), float(high), min(n_effective, n))


def _effective_size(members: NDArray[np.float64], units: NDArray[Any], share: float) -> float:
    from scipy.stats import t as student_t

    n = len(members)
    codes, names = pd.factorize(units)
    n_units = len(names)
    if n_units == 1:
        return 1.0
    if share in (0.0, 1.0):
        return float(n_units)
    residuals = np.bincount(codes, weights=members) - share * np.bincount(codes)
    variance = n_units / (n_units - 1) * float((residuals**2).sum()) / n**2
    if variance == 0:
        return float(n)
    quantile = (1 + CONFIDENCE) / 2
    few_units = (student_t.ppf(quantile, n - 1) / student_t.ppf(quantile, n_units - 1)) ** 2
    return float(min(n, max(1.0, share * (1 - share) / variance * few_units)))


def count_people(statements: pd.DataFrame, participants: pd.Series[int], *, is_strict: bool = False) -> int:
    """How many people are behind these statements, counted with caution: what settles whether a figure may be told.

    In a session its participants, any of whom may have said it; where nobody counted them its authors, at least one.
    Outside sessions the authors, then the statements. With `is_strict`, for people who can be harmed, a session has no
    more speakers than authors and unsigned statements: three sentences from a room of nine are three people at most.
    """
    return int(people_of(statements, participants).behind(_in_one_cell(statements), is_strict=is_strict)[0])


def most_people(statements: pd.DataFrame, participants: pd.Series[int], *, is_strict: bool = False) -> int:
    """At most so many people are behind these statements: every number of people that is published.

    As `count_people`, but where nobody counted who was there each unsigned statement may be another person's, and a
    session in which more people sign than were counted has those who signed.
    """
    return int(people_of(statements, participants).at_most(_in_one_cell(statements), is_strict=is_strict)[0])


def _in_one_cell(statements: pd.DataFrame) -> csc_array:
    return csc_array(np.ones((len(statements), 1), dtype=bool))


@dataclass(frozen=True)
class People:
    """Who may be behind statements, in numbers: made once, and asked of as many cells as there are."""

    sessions: NDArray[np.int64]
    """Of each statement, shape (n_statements,); -1 outside of sessions."""
    authors: NDArray[np.int64]
    """Of each statement; -1 where nobody signed."""
    alone: NDArray[np.int64]
    """Of each statement the author, or where nobody signed the statement itself."""
    present: NDArray[np.float64]
    """People in each session, shape (n_sessions,); NaN where nobody counted them."""

    def behind(self, cells: csc_array, *, is_strict: bool = False) -> NDArray[np.int64]:
        """How many people are behind the statements in each cell, with caution (`count_people`), shape (n_cells,).

        Args:
            cells: Which statements are in which cell, flags of shape (n_statements, n_cells), none of them False.
            is_strict: Whether a session has no more speakers than authors and unsigned statements.
        """
        found = np.zeros(cells.shape[1], dtype=np.int64)
        for cell, said in enumerate(self._said_in(cells)):
            n_people = np.where(np.isnan(self.present), said.n_authors, self.present)
            n_people = np.minimum(n_people, said.n_authors + said.n_unsigned) if is_strict else n_people
            found[cell] = np.maximum(n_people, 1)[said.is_heard].sum() + said.n_outside
        return found

    def at_most(self, cells: csc_array, *, is_strict: bool = False) -> NDArray[np.int64]:
        """At most so many people are behind the statements in each cell (`most_people`); arguments as of `behind`."""
        found = np.zeros(cells.shape[1], dtype=np.int64)
        for cell, said in enumerate(self._said_in(cells)):
            n_speakers = said.n_authors + said.n_unsigned
            n_people = np.where(self.present > 0, np.maximum(self.present, said.n_authors), n_speakers)
            n_people = np.minimum(n_people, n_speakers) if is_strict else n_people
            found[cell] = n_people[said.is_heard].sum() + said.n_outside
        return found

    def _said_in(self, cells: csc_array) -> Iterator[_Heard]:
        in_session, is_signed, n_sessions = self.sessions >= 0, self.authors >= 0, len(self.present)
        pairs = self.sessions * (self.authors.max(initial=0) + 1) + self.authors
        for rows in rows_of(cells):
            inside = rows[in_session[rows]]
            signed = inside[is_signed[inside]]
            of_speakers = self.sessions[signed[np.unique(pairs[signed], return_index=True)[1]]]
            yield _Heard(
                is_heard=np.bincount(self.sessions[inside], minlength=n_sessions) > 0,
                n_authors=np.bincount(of_speakers, minlength=n_sessions),
                n_unsigned=np.bincount(self.sessions[inside[~is_signed[inside]]], minlength=n_sessions),
                n_outside=len(np.unique(self.alone[rows[~in_session[rows]]])),
            )


@dataclass(frozen=True)
class _Heard:
    """Who spoke in one cell: by session, shape (n_sessions,), and outside of sessions."""

    is_heard: NDArray[np.bool_]
    n_authors: NDArray[np.int64]
    n_unsigned: NDArray[np.int64]
    """Statements that nobody signed."""
    n_outside: int
    """Authors, and statements that nobody signed."""


def people_of(statements: pd.DataFrame, participants: pd.Series[int]) -> People:
    """The people behind statements.

    Args:
        statements: Columns session_id, author_id, statement_id.
        participants: People in each session, by its id; missing where nobody counted them.
    """
    sessions, names = pd.factorize(statements["session_id"])
    return People(
        sessions,
        pd.factorize(statements["author_id"])[0],
        pd.factorize(statements["author_id"].fillna(statements["statement_id"]))[0],
        pd.Series(names, dtype=object).map(participants).to_numpy(dtype=float, na_value=np.nan),
    )
