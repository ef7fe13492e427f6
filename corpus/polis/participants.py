"""Who took part: xids, opinion groups as exported, and the groups that staff declare for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from corpus.polis.export import PARTICIPANTS, Export
from corpus.polis.opinion_groups import groups_of_participants
from corpus.rows import Harvest
from corpus.sources import PolisSource
from corpus.tables.cells import split_values
from corpus.tables.tabular import Tabular, read_tabular


def read_participants(export: Export) -> Tabular | None:
    """The table of participants; None where the export has none.

    Raises:
        SourceError: it cannot be read as a table of participants.
    """
    return export.table(PARTICIPANTS, "participant")


def exported_groups(participants: Tabular | None) -> pd.Series[str]:
    """The opinion group of each participant who has one, as the service computed it; the index is the participant."""
    found = {
        record.get("participant"): record.get("group-id")
        for record in (participants.records if participants is not None else ())
        if record.get("participant") and record.get("group-id")
    }
    return groups_of_participants(found)


def groups_by_author(
    source: PolisSource, export: Export, participants: Tabular | None, authors: set[str], harvest: Harvest
) -> dict[str, tuple[str, ...]]:
    """Declared group ids by author id, from participant ids, xids and opinion groups together."""
    declared = _declared_groups(source, export, harvest)
    if not declared:
        return {}
    if participants is None:
        harvest.warnings.append(
            f"{export.place}: there is no participants-votes.csv, so `groups` can name people only by their id."
        )
    groups: defaultdict[str, set[str]] = defaultdict(set)
    unused = set(declared)
    for participant, names in _named(participants):
        for key in names & declared.keys():
            groups[participant].update(declared[key])
            unused.discard(key)
    # A participant who never voted is in no file of the export, but can be an author.
    for key in unused:
        groups[key].update(declared[key])
    n_unused = len(unused - authors)
    if n_unused:
        harvest.warnings.append(
            f"{export.place}: {n_unused} of {len(declared)} keys of `groups` match no participant, xid or "
            "opinion group."
        )
    return {participant: tuple(sorted(ids)) for participant, ids in groups.items()}


def _declared_groups(source: PolisSource, export: Export, harvest: Harvest) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(source.groups, Path):
        for key, ids in source.groups.items():
            harvest.mention_groups(ids, f"{export.place}, `groups` of {key!r}")
        return source.groups
    table = read_tabular(source.groups)
    for column in ("participant", "groups"):
        table.require(column, "the participants' groups", "Name the columns participant and groups.")
    declared: dict[str, tuple[str, ...]] = {}
    for record in table.records:
        ids = split_values(record.get("groups"))
        harvest.mention_groups(ids, f"{table.path}, row {record.number}")
        key = record.get("participant")
        declared[key] = tuple(sorted({*declared.get(key, ()), *ids}))
    return declared


def _named(participants: Tabular | None) -> Iterator[tuple[str, set[str]]]:
    """Each participant's id, and the names that `groups` may use for them."""
    for record in participants.records if participants is not None else ():
        participant, xid, opinion_group = (record.get(column) for column in ("participant", "xid", "group-id"))
        yield participant, {participant, xid, f"group-id:{opinion_group}"} - {"", "group-id:"}
