"""A participant, a session or a source withdraws: gone from the store, later runs and, if asked, earlier ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd

from corpus.errors import NothingToRemove
from corpus.messages import listed, nearest
from corpus.store.prepare import prepare_store
from corpus.store.statements import erase_statements, kept_statements
from corpus.store.withdrawals import Withdrawal, is_withdrawn, keep_withdrawals, read_withdrawals
from flows import label_store, memory
from flows.disclosure import forget_disclosures
from flows.held import forget_held
from flows.lock import hold_output
from flows.reading import forget_what_was_read
from reports.run_folder import delete_runs, list_runs


@dataclass(frozen=True)
class Removal:
    """What a removal came to. `runs` hold the words, or held them until they were deleted."""

    n_statements: int
    n_vectors: int
    runs: tuple[str, ...]
    are_runs_deleted: bool


def remove(output: Path, asked: Sequence[Withdrawal], *, with_runs: bool = False, dry_run: bool = False) -> Removal:
    """Take out everything that `asked` names; later refreshes leave it out although the sources still hold it.

    Earlier runs keep the words unless `with_runs` deletes every run that holds them, whole. Copies of Pol.is reports
    and the review of redactions go too, whoever is in them: the next refresh makes both anew. What was interrupted is
    completed by asking for the same again.

    Raises:
        NothingToRemove: nothing in the store has such a name, with the nearest ones.
        OutputLocked: a refresh holds the output.
    """
    store = output / "store"
    with hold_output(output):
        prepare_store(store)
        known, before = kept_statements(store), read_withdrawals(store)
        _refuse_unknown(asked, known, before)
        ids = set(known.loc[is_withdrawn(known, asked), "statement_id"])
        runs = _runs_with(output, ids, asked, before)
        if dry_run:
            return Removal(len(ids), 0, runs, are_runs_deleted=False)
        keep_withdrawals(store, [_held_by(each, runs) for each in asked])
        memory.forget_statements(output, ids)
        label_store.forget_statements(store, ids)
        forget_what_was_read(store)
        forget_held(output)
        if with_runs:
            delete_runs(output, runs)
        forget_disclosures(store, {run.run_id for run in list_runs(output)})
        # Last, as the store's list of statements tells the ids: whoever is interrupted asks for the same again.
        n_vectors = erase_statements(store, sorted(ids))
    return Removal(len(ids), n_vectors, runs, are_runs_deleted=with_runs)


def runs_still_with(output: Path, withdrawal: Withdrawal) -> tuple[str, ...]:
    """The runs that are still here and hold the words that were withdrawn."""
    there = {run.run_id for run in list_runs(output)}
    return tuple(run_id for run_id in withdrawal.held_by if run_id in there)


def asked_for(names: Mapping[str, Sequence[str]], now: datetime) -> list[Withdrawal]:
    """Withdrawals of these names, by the column of `Statements` that holds them."""
    return [Withdrawal(by, name, now) for by, each in names.items() for name in each]  # type: ignore[arg-type]


def _held_by(withdrawal: Withdrawal, runs: tuple[str, ...]) -> Withdrawal:
    return Withdrawal(withdrawal.by, withdrawal.value, withdrawal.withdrawn_at, runs)


def _refuse_unknown(asked: Sequence[Withdrawal], known: pd.DataFrame, before: Sequence[Withdrawal]) -> None:
    """Do nothing if each name is in the store, or was withdrawn before."""
    withdrawn = {(each.by, each.value) for each in before}
    problems = []
    for each in asked:
        names = sorted(set(known[each.by].dropna()))
        if each.value in names or (each.by, each.value) in withdrawn:
            continue
        there = f"the nearest there are {listed(nearest(each.value, names)[:3])}" if names else "there are none"
        problems.append(
            f"The store holds no statement with the {each.by} {each.value!r}; {there}. "
            "Correct the name, or run a refresh first if the store is older than this version."
        )
    if problems:
        raise NothingToRemove(*problems)


def _runs_with(
    output: Path, ids: Collection[str], asked: Sequence[Withdrawal], before: Sequence[Withdrawal]
) -> tuple[str, ...]:
    """The runs that hold one of these statements, or held what was withdrawn before under the same name."""
    names = {(each.by, each.value) for each in asked}
    told = {run_id for each in before if (each.by, each.value) in names for run_id in each.held_by}
    return tuple(
        run.run_id
        for run in list_runs(output)
        if run.run_id in told or run.table("statements")["statement_id"].isin(ids).any()
    )
