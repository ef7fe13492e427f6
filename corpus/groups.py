"""Who spoke, as declared: by the session, the table, the Pol.is mapping, or a group's own `match`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corpus.documents.marks import LAST_NUMBER, PARENTHESES, fold
from corpus.errors import SourceError
from corpus.messages import listed, nearest, shown_id
from corpus.rows import Harvest, Row, Session
from corpus.schemas import Group
from corpus.tables.cells import split_values

MATCH_FIELDS = ("region", "country", "session_id", "speaker")


def groups_of(row: Row, session: Session | None, groups: Sequence[Group]) -> tuple[str, ...]:
    """The sorted ids of all groups that the statement in `row` counts for."""
    declared = {*row.groups, *(session.groups if session else ())}
    return tuple(sorted(declared.union(group.id for group in groups if _matches(group, row, session))))


def _matches(group: Group, row: Row, session: Session | None) -> bool:
    """Whether every key of the group's `match` has one of its values here, in any case of letters."""
    if not group.match:
        return False
    country = (session.country or "").casefold() if session else ""
    found = {
        "region": {(session.region or "").casefold()} if session else set(),
        "country": {country, *split_values(country)},
        "session_id": {(row.session_id or "").casefold()},
    }
    return all(
        _is_spoken_by(row.speaker, values)
        if key == "speaker"
        else not found[key].isdisjoint(value.casefold() for value in values)
        for key, values in group.match.items()
    )


def _is_spoken_by(tag: str | None, values: Iterable[str]) -> bool:
    return tag is not None and not _tag_forms(tag).isdisjoint(map(_folded, values))


def _tag_forms(tag: str) -> set[str]:
    """What a value of `match.speaker` may be to fit the tag, without case and accents.

    The whole tag; the tag without a number at its end; the tag without what stands in brackets; and what stands in
    brackets: "Youth rep 2" is "youth rep", and "M.K. (NGO)" is "m.k." and "ngo". Nothing else, and never a part.
    """
    outside = PARENTHESES.sub("", tag)
    inside = [bracketed.strip(" ()[]（）") for bracketed in PARENTHESES.findall(tag)]
    forms = {_folded(form) for form in (tag, outside, *inside)}
    return forms | {LAST_NUMBER.sub("", form).strip() for form in forms} - {""}


def _folded(text: str) -> str:
    return " ".join(fold(text).split())


def take_loose_groups(harvest: Harvest, groups: Sequence[Group]) -> None:
    """Give the sessions of `harvest` the declared ones of the groups that lines of their notes name; warn of others.

    A session whose groups are known already keeps those.
    """
    known = {group.id for group in groups}
    for index, session in enumerate(harvest.sessions):
        ids, place = harvest.loose_groups.get(session.session_id, ((), ""))
        if session.groups or not ids:
            continue
        harvest.sessions[index] = replace(session, groups=tuple(group_id for group_id in ids if group_id in known))
        for group_id in ids:
            if known and group_id not in known:
                harvest.warnings.append(
                    f"{place}: the group {shown_id(group_id)} is not declared and is left out. "
                    "Correct it there, or declare the group."
                )


def check_groups(mentions: Mapping[str, str], groups: Sequence[Group]) -> None:
    """Do nothing if every group id that a source names is declared, or if no groups are declared at all.

    Raises:
        SourceError: an unknown id, with the file and row that named it first and the ids there are.
        ValueError: a group matches by a field that statements do not have.
    """
    for group in groups:
        if unknown := sorted(group.match.keys() - set(MATCH_FIELDS)):
            raise ValueError(f"group {group.id!r} matches by {unknown[0]!r}; it can match by {', '.join(MATCH_FIELDS)}")
    known = [group.id for group in groups]
    problems = [
        f"{place}: the group {shown_id(group_id)} is not declared; there are "
        f"{listed(nearest(group_id, known))}. Correct it there, or declare the group."
        for group_id, place in mentions.items()
        if known and group_id not in known
    ]
    if problems:
        raise SourceError(*problems)
