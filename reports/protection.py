"""What is taken out before anything is published, so that nobody can be recognised by the words they risked.

Sensitive statements lose who, where and when; where fewer people than the minimum stand behind them, or
nobody counted the people, they lose their words too. All files of a run are written from what it returns.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from corpus.schemas import Group
from models.figure_schemas import COUNTS, ESTIMATES, UNTHEMED
from models.schemas import OUTLIER, Findings
from reports.decisions import readable_decisions
from reports.excerpts import Quotes, excerpt
from reports.review_table import readable_review, with_shown_groups, with_told_regions
from reports.unnamed_groups import NAMED_PLACE, month, unname
from reports.vote_protection import protect_votes, without_few_votes
from reports.wording import N_

WITHHELD = N_("[words withheld to protect the people who said them]")
"""Stands for the text of a withheld statement in every table; the page shows it in its own language."""

_SESSION_NAMES = ("file", "title", "region", "country", "type")
_FIGURES = (*COUNTS, *UNTHEMED, *ESTIMATES)

PSEUDONYM = " session "
"""Stands between a sensitive group's id and the number of its session."""

Cell = tuple[int, str]
"""A topic and a group."""


def protect(
    findings: Findings, groups: Sequence[Group], *, min_group_size: int = 5, quotes: Quotes = "full"
) -> Findings:
    """The findings as they may be published. Each statement keeps its id, source and language.

    - A statement of a sensitive group, or from a session declared for one, loses author, speaker, context, second
      language and the day, and its links to duplicates, which would tell its words; its session and reference become
      "<group> session k". Such rows move to the end, because their place between dated sessions would tell the date.
    - Its words are withheld where the group's figures for the topic are suppressed or were never counted, as
      for outliers; it then loses session, groups, place, votes, topic, themes and place on the map too, or one could
      count the cell again.
    - Its words are cut to an excerpt, or left out too, where `quotes` says so.
    - For any group, a statement in a suppressed cell no longer names the group, nor what tells it
      (`reports.unnamed_groups`).
    - A mark on a statement whose words are withheld is left out: it would say what they are about.
    - Votes of fewer people than the minimum are left out, overall and by opinion group (`protect_votes`).
    """
    sensitive = {group.id for group in groups if group.sensitive}
    suppressed, counted = _cells(findings.representation)
    owners = _owners(findings.statements, findings.sessions, sensitive)
    pseudonyms = _pseudonyms(findings, owners, sensitive)
    withheld = _withheld(findings.statements, owners, counted)
    statements = _without_identity(unname(findings, groups), owners, pseudonyms)
    statements = _without_words(statements, withheld)
    statements = _quoted(statements, findings.topics, owners, quotes)
    statements = without_few_votes(_sensitive_last(statements, owners), min_group_size=min_group_size)
    sessions = _sessions(findings.sessions, pseudonyms, sensitive, min_group_size)
    statement_themes = _readable_only(findings.statement_themes, statements, findings.statements[withheld])
    themes = with_shown_groups(findings.themes, findings.representation)
    readable = statements.loc[statements["text"] != WITHHELD, "statement_id"].tolist()
    return replace(
        findings,
        statements=statements,
        sessions=sessions,
        statement_themes=statement_themes,
        representation=_without_figures(findings.representation),
        themes=with_told_regions(themes, statement_themes, statements, sessions),
        review=readable_review(findings.review, statements, WITHHELD),
        breakdowns=_without_figures(findings.breakdowns),
        silences=_without_figures(findings.silences),
        voices=_without_suppressed_voices(findings.voices, suppressed, statements),
        votes=protect_votes(findings.votes, readable, min_group_size=min_group_size),
        decisions=readable_decisions(findings.decisions, readable),
    )


def sensitive_names(findings: Findings, groups: Sequence[Group]) -> dict[str, str]:
    """Ids, files and titles of sensitive sessions with their pseudonyms, to replace in warnings too."""
    sensitive = {group.id for group in groups if group.sensitive}
    pseudonyms = _pseudonyms(findings, _owners(findings.statements, findings.sessions, sensitive), sensitive)
    declared = _declared(findings.sessions, sensitive)
    names = {}
    for row in findings.sessions[findings.sessions["session_id"].isin(list(declared))].itertuples():
        pseudonym = pseudonyms[row.session_id, declared[row.session_id]]
        written = [value for value in (row.file, row.title, row.session_id) if isinstance(value, str) and value]
        names.update(dict.fromkeys(written, pseudonym))
    return names


def _cells(representation: pd.DataFrame) -> tuple[set[Cell], set[Cell]]:
    """Topic cells whose figures are suppressed, and those whose figures are published."""
    rows = representation[representation["unit"] == "topic"]
    cells = list(zip(rows["unit_id"].astype(int), rows["group"], rows["suppressed"], strict=True))
    return {(t, g) for t, g, hidden in cells if hidden}, {(t, g) for t, g, hidden in cells if not hidden}


def _declared(sessions: pd.DataFrame, sensitive: Collection[str]) -> dict[str, str]:
    """Sessions held with a sensitive group as a whole, and that group."""
    first = {
        row.session_id: next((group for group in sorted(row.groups) if group in sensitive), None)
        for row in sessions.itertuples()
    }
    return {session_id: group for session_id, group in first.items() if group is not None}


def is_sensitive(statements: pd.DataFrame, sessions: pd.DataFrame, groups: Collection[Group]) -> pd.Series[bool]:
    """Whether each statement is of a sensitive group, or from a session declared for one."""
    sensitive = {group.id for group in groups if group.sensitive}
    return _owners(statements, sessions, sensitive) != ""


def _owners(statements: pd.DataFrame, sessions: pd.DataFrame, sensitive: Collection[str]) -> pd.Series[str]:
    """The sensitive group behind each statement, "" where there is none."""
    declared = _declared(sessions, sensitive)
    owners = [
        next((group for group in sorted(groups) if group in sensitive), declared.get(session_id, ""))
        for groups, session_id in zip(statements["groups"], statements["session_id"], strict=True)
    ]
    return pd.Series(owners, index=statements.index, dtype=object)


def _pseudonyms(findings: Findings, owners: pd.Series[str], sensitive: Collection[str]) -> dict[tuple[str, str], str]:
    """A name for each session and sensitive group, numbered by a hash: by date would tell the order."""
    spoken = zip(findings.statements["session_id"], owners, strict=True)
    pairs = {(session, owner) for session, owner in spoken if owner and isinstance(session, str)}
    pairs |= set(_declared(findings.sessions, sensitive).items())
    ordered = sorted(pairs, key=lambda pair: hashlib.sha256(pair[0].encode()).digest())
    seen: dict[str, int] = {}
    names = {}
    for session, group in ordered:
        seen[group] = seen.get(group, 0) + 1
        names[session, group] = f"{group}{PSEUDONYM}{seen[group]}"
    return names


def _withheld(statements: pd.DataFrame, owners: pd.Series[str], counted: Collection[Cell]) -> pd.Series[bool]:
    cells = zip(statements["topic_id"], owners, strict=True)
    hidden = [bool(owner) and (topic == OUTLIER or (topic, owner) not in counted) for topic, owner in cells]
    return pd.Series(hidden, index=statements.index, dtype=bool)


def _without_identity(
    statements: pd.DataFrame, owners: pd.Series[str], pseudonyms: dict[tuple[str, str], str]
) -> pd.DataFrame:
    is_sensitive = owners != ""
    pairs = zip(statements["session_id"], owners, strict=True)
    sessions = pd.Series([pseudonyms.get(pair) for pair in pairs], index=statements.index, dtype=object)
    # A comment's number or a table's row leads to its author in the public export; a paragraph does not, but the name
    # of a sheet or an attachment may be that of a session.
    is_numbered = is_sensitive & (statements["source_type"] != "notes")
    unnamed = statements["place"].str.replace(NAMED_PLACE, "", regex=True)
    return statements.assign(
        author_id=statements["author_id"].mask(is_sensitive, None),
        speaker=statements["speaker"].mask(is_sensitive, None),
        second_language=statements["second_language"].mask(is_sensitive, None),
        context=statements["context"].mask(is_sensitive, None),
        date=statements["date"].mask(is_sensitive, month(statements["date"])),
        session_id=statements["session_id"].mask(is_sensitive, sessions),
        source_ref=statements["source_ref"].mask(is_sensitive, sessions.fillna(owners)),
        place=statements["place"].mask(is_sensitive, unnamed).mask(is_numbered, ""),
        **_without_links(statements, is_sensitive),
    )


def _without_links(statements: pd.DataFrame, is_sensitive: pd.Series[bool]) -> dict[str, pd.Series[str]]:
    """The columns on duplicates without links from or to a sensitive statement, whoever made them."""
    is_told = is_sensitive | statements["duplicate_of"].isin(statements.loc[is_sensitive, "statement_id"])
    return {name: statements[name].mask(is_told, None) for name in ("duplicate_of", "duplicate_kind")}


def _without_words(statements: pd.DataFrame, withheld: pd.Series[bool]) -> pd.DataFrame:
    votes = {name: statements[name].mask(withheld, pd.NA) for name in ("n_agree", "n_disagree", "n_pass")}
    groups = [() if hidden else groups for hidden, groups in zip(withheld, statements["groups"], strict=True)]
    return statements.assign(
        text=statements["text"].mask(withheld, WITHHELD),
        session_id=statements["session_id"].mask(withheld, None),
        source_ref=statements["source_ref"].mask(withheld, ""),
        place=statements["place"].mask(withheld, ""),
        groups=pd.Series(groups, index=statements.index, dtype=object),
        topic_id=statements["topic_id"].mask(withheld, OUTLIER),
        topic_probability=statements["topic_probability"].mask(withheld, 0.0),
        is_clustered=statements["is_clustered"] & ~withheld,
        theme_id=statements["theme_id"].mask(withheld, None),
        **{name: statements[name].mask(withheld) for name in ("theme_score", "map_x", "map_y")},
        **votes,
    )


def _quoted(statements: pd.DataFrame, topics: pd.DataFrame, owners: pd.Series[str], quotes: Quotes) -> pd.DataFrame:
    """The statements with those of sensitive groups quoted as `quotes` says; one without a word of its topic not."""
    if quotes == "full":
        return statements
    words = dict(zip(topics["topic_id"], topics["keywords_by_language"], strict=True))
    texts = [
        text
        if not owner or text == WITHHELD
        else _quote(text, words.get(topic, {}).get(language, ()), language, quotes)
        for text, owner, topic, language in zip(
            statements["text"], owners, statements["topic_id"], statements["language"], strict=True
        )
    ]
    return statements.assign(text=texts)


def _quote(text: str, keywords: Collection[str], language: str, quotes: Quotes) -> str:
    return WITHHELD if quotes == "none" else excerpt(text, keywords, language) or WITHHELD


def _sensitive_last(statements: pd.DataFrame, owners: pd.Series[str]) -> pd.DataFrame:
    names = statements["session_id"].fillna("")
    order = pd.DataFrame({"is_sensitive": owners != "", "name": names.where(owners != "", "")})
    kept = order.sort_values(["is_sensitive", "name"], kind="stable").index
    return statements.loc[kept].reset_index(drop=True)


def _readable_only(statement_themes: pd.DataFrame, statements: pd.DataFrame, withheld: pd.DataFrame) -> pd.DataFrame:
    """The scores of all statements but the withheld ones, in the order of the statements."""
    told = statement_themes[~statement_themes["statement_id"].isin(withheld["statement_id"])]
    position = pd.Index(statements["statement_id"]).get_indexer(told["statement_id"])
    return told.iloc[np.argsort(position, kind="stable")].reset_index(drop=True)


def _sessions(
    sessions: pd.DataFrame,
    pseudonyms: dict[tuple[str, str], str],
    sensitive: Collection[str],
    min_group_size: int,
) -> pd.DataFrame:
    """Sensitive sessions under their pseudonyms, after the others; a mixed session keeps its own row too."""
    declared = _declared(sessions, sensitive)
    known = sessions.set_index("session_id", drop=False)
    named = [(name, *cell) for cell, name in pseudonyms.items() if cell[0] in known.index]
    open_ones = sessions[~sessions["session_id"].isin(list(declared))]
    if not named:
        return open_ones.reset_index(drop=True)
    names, session_ids, groups = zip(*sorted(named), strict=True)
    hidden = known.loc[list(session_ids)].reset_index(drop=True)
    hidden = hidden.assign(
        session_id=pd.Series(names, dtype=sessions["session_id"].dtype),
        groups=pd.Series([(group,) for group in groups], dtype=object),
        date=month(hidden["date"]),
        participants=hidden["participants"].mask(hidden["participants"] < min_group_size, pd.NA),
        **{name: pd.Series(None, index=hidden.index, dtype=sessions[name].dtype) for name in _SESSION_NAMES},
    )
    return pd.concat([open_ones, hidden], ignore_index=True)


def _without_figures(representation: pd.DataFrame) -> pd.DataFrame:
    """Suppressed rows without any figure, whoever forgot to leave it out."""
    hidden = representation["suppressed"].astype(bool)
    emptied = {name: representation[name].mask(hidden) for name in _FIGURES if name in representation}
    return representation.assign(**emptied)


def _without_suppressed_voices(
    voices: pd.DataFrame, suppressed: Collection[Cell], statements: pd.DataFrame
) -> pd.DataFrame:
    """Voices whose figures may be published, with the evidence that names their groups.

    A voice's figures are those of its first group. A statement that may not name the group would be known as the
    group's if it stood among the evidence.
    """
    named = dict(zip(statements["statement_id"], statements["groups"], strict=True))
    kept, evidence, shown = [], [], []
    for topic, groups, ids in zip(voices["topic_id"], voices["groups"], voices["statement_ids"], strict=True):
        kept.append(tuple(group for group in groups if (topic, group) not in suppressed))
        shown.append(not groups or (topic, groups[0]) not in suppressed)
        evidence.append([id_ for id_ in ids if not groups or not set(kept[-1]).isdisjoint(named.get(id_, ()))])
    told = voices.assign(
        groups=pd.Series(kept, index=voices.index, dtype=object),
        statement_ids=pd.Series(evidence, index=voices.index, dtype=object),
    )
    told = told[pd.Series(shown, index=voices.index, dtype=bool)].reset_index(drop=True)
    return told.assign(rank=pd.Series(range(1, len(told) + 1), index=told.index, dtype="int64"))
