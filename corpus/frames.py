"""Rows, sessions and votes as frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from corpus.groups import groups_of
from corpus.identity import statement_ids
from corpus.languages.mixed import Languages
from corpus.rows import Row, Session
from corpus.schemas import Group, SourceType, Votes, no_ballots, no_votes

DATE = pd.DatetimeTZDtype("us", "UTC")


def statements_frame(
    rows: Sequence[Row],
    languages: Languages,
    source: str,
    source_type: SourceType,
    sessions: Mapping[str, Session],
    groups: Sequence[Group],
) -> pd.DataFrame:
    """The rows of one source, whose languages are given, as statements (`Statements`), with their ids and groups."""
    return pd.DataFrame(
        {
            "statement_id": _words(statement_ids(source, rows)),
            "text": _words(row.text for row in rows),
            "language": _words(languages.first),
            "language_confidence": languages.confidences,
            "second_language": _words(languages.second),
            "source": _words(source for _ in rows),
            "source_type": _words(source_type for _ in rows),
            "session_id": _words(row.session_id for row in rows),
            "author_id": _words(row.author_id for row in rows),
            "date": pd.Series([row.date for row in rows], dtype=DATE),
            "source_ref": _words(row.source_ref for row in rows),
            "place": _words(row.place for row in rows),
            "context": _words(row.context for row in rows),
            "speaker": _words(row.speaker for row in rows),
            "groups": pd.Series(
                [groups_of(row, sessions.get(row.session_id or ""), groups) for row in rows], dtype=object
            ),
            "is_seed": pd.Series([row.is_seed for row in rows], dtype=bool),
            "is_meta": pd.Series([row.is_meta for row in rows], dtype=bool),
            "n_agree": pd.Series([row.n_agree for row in rows], dtype=pd.Int64Dtype()),
            "n_disagree": pd.Series([row.n_disagree for row in rows], dtype=pd.Int64Dtype()),
            "n_pass": pd.Series([row.n_pass for row in rows], dtype=pd.Int64Dtype()),
        }
    )


def votes_on(statements: pd.DataFrame, votes: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The votes on these statements; those on withdrawn ones are gone with them."""
    counted = pd.concat(votes, ignore_index=True) if votes else no_votes()
    is_there = counted["statement_id"].isin(statements["statement_id"])
    return Votes.validate(counted[is_there].reset_index(drop=True))


def votes_frame(votes: pd.DataFrame, rows: Sequence[Row], statement_ids: pd.Series[str]) -> pd.DataFrame:
    """The votes on the statements that a source's rows became, in their order; those on duplicates fall away."""
    known = pd.DataFrame({"comment_id": _words(row.key for row in rows), "statement_id": statement_ids})
    joined = known.merge(votes, on="comment_id", how="inner", validate="one_to_many").assign(suppressed=False)
    counts = dict.fromkeys(("n_agree", "n_disagree", "n_pass"), pd.Int64Dtype())
    return joined.astype({"opinion_group": "str", **counts})[list(Votes.to_schema().columns)]


def ballots_frame(harvested: Iterable[tuple[pd.DataFrame, pd.Series[str]]]) -> pd.DataFrame:
    """The ballots of all sources (`Ballots`), from each source's own and the statements that its comments became.

    The statements are indexed by comment; ballots on comments that became none fall away.
    """
    frames, n_before = [no_ballots()], 0
    for ballots, by_comment in harvested:
        known = pd.DataFrame(
            {
                "statement_id": ballots["comment_id"].map(by_comment).astype("str"),
                "voter": ballots["voter"] + n_before,
                "opinion_group": ballots["opinion_group"],
                "vote": ballots["vote"],
            }
        )
        frames.append(known.dropna(subset="statement_id"))
        n_before += ballots["voter"].nunique()
    return pd.concat(frames, ignore_index=True)


def sessions_frame(sessions: Iterable[Session]) -> pd.DataFrame:
    """The sessions as a frame (`Sessions`), in order."""
    rows = list(sessions)
    return pd.DataFrame(
        {
            "session_id": _words(session.session_id for session in rows),
            "file": _words(session.file for session in rows),
            "date": pd.Series([session.date for session in rows], dtype=DATE),
            "title": _words(session.title for session in rows),
            "region": _words(session.region for session in rows),
            "country": _words(session.country for session in rows),
            "type": _words(session.type for session in rows),
            "languages": pd.Series([session.languages for session in rows], dtype=object),
            "participants": pd.Series([session.participants for session in rows], dtype=pd.Int64Dtype()),
            "groups": pd.Series([session.groups for session in rows], dtype=object),
        }
    )


def _words(values: Iterable[str | None]) -> pd.Series[str]:
    return pd.Series(list(values), dtype="str")
