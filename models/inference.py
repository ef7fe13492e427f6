"""What can be said of a group in a cell, and how sure: lift, interval and p-value for any sets of statements.

A cell is any set of statements: a topic, a theme, a part of a topic. A group is any set of statements too. What is
estimated, and with which right, is in docs/method.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array, vstack
from scipy.stats import t as student_t
from statsmodels.stats.proportion import proportion_confint

from models.cells import members_in
from models.permutation import Dealt, permutation_p_values
from models.repeated_sessions import is_repeated, repeated_sessions
from models.sampling import CONFIDENCE, sampling_units

MIN_UNITS = 2
"""Sampling units in which a group, and a cell, must be heard: one session cannot be told from the group that met."""

MIN_STATEMENTS = 5
"""Statements in a cell from which anything is estimated; below, the description is all there is."""

WHOLE_FROM = 0.9
"""Share of a session's statements from which it is the group's session as a whole."""

ESTIMATES = ("share_low", "share_high", "lift", "ci_low", "ci_high", "p_value")
"""What is given above the floor only."""

DENSE_AT_ONCE = 2_500_000
"""Figures of units in cells that are in memory at a time."""

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """Statements with what they were drawn with, numbered in the order of names, whatever the order of rows."""

    units: NDArray[np.int64]
    """The sampling unit of each statement."""
    speakers: NDArray[np.int64]
    """Whoever said it, within the unit: an author, a tagged speaker, or the statement alone."""
    kinds: NDArray[np.object_]
    """Kind of source of each unit: what is dealt out stays within a kind, since a session is not an author."""
    is_counted: Flags
    """False for what the same session said once before, under another name (`models.repeated_sessions`)."""

    @property
    def sizes(self) -> Floats:
        """Statements of each unit, shape (n_units,)."""
        return self.totals(self.is_counted)

    def totals(self, weights: NDArray[np.generic]) -> Floats:
        """Sum of `weights` (one a statement) in each unit, shape (n_units,)."""
        return np.bincount(self.units, weights=weights, minlength=len(self.kinds)).astype(float)

    def tallies(self, cells: csc_array) -> csr_array:
        """Statements of each unit in each cell, shape (n_units, n_cells), of flags of shape (n_statements, n_cells)."""
        return _tallied(self.units, cells, len(self.kinds))


def sample_of(statements: pd.DataFrame) -> Sample:
    """The statements as a sample; columns statement_id, source, source_type, session_id, author_id, maybe speaker."""
    same_as = repeated_sessions(statements)
    names = sampling_units(statements).replace(same_as)
    units, unit_names = pd.factorize(names, sort=True)
    tags = statements["speaker"] if "speaker" in statements else pd.Series(None, index=statements.index, dtype=object)
    who = "author/" + statements["author_id"].astype(object)
    who = who.fillna("tag/" + tags.astype(object)).fillna("statement/" + statements["statement_id"].astype(object))
    speakers = pd.factorize(names + "/" + who, sort=True)[0]
    kinds = np.empty(len(unit_names), dtype=object)
    kinds[units] = statements["source_type"].to_numpy(dtype=object)
    is_counted = ~is_repeated(statements, same_as).to_numpy()
    return Sample(units.astype(np.int64), speakers.astype(np.int64), kinds, is_counted)


def cell_lifts(
    sample: Sample, cells: csc_array, is_member: Flags, *, seed: int, n_permutations: int | None = None
) -> pd.DataFrame:
    """Share, lift, interval and p-value of one group in each of many cells, one row a cell.

    Lift is the group's share of the cell over its share of the whole sample. Columns n_statements (the group's in the
    cell), share, share_low, share_high, expected_share, lift, ci_low, ci_high, p_value, is_estimated. Below the floor
    (`MIN_STATEMENTS` in the cell, the cell and the group heard in `MIN_UNITS` units each) there are counts and shares
    only, and is_estimated is False.

    Args:
        sample: The statements, `sample_of`.
        cells: Which statements are in which cell, flags of shape (n_statements, n_cells).
        is_member: Which statements are the group's, shape (n_statements,).
        seed: For the permutations.
        n_permutations: How many; None for as many as `models.permutation` makes for a sample of this size.
    """
    cells, is_member = members_in(cells, sample.is_counted), is_member & sample.is_counted
    in_cell, all_said = sample.tallies(cells).tocsc(), sample.sizes
    said_in_cell, said = sample.tallies(members_in(cells, is_member)).tocsc(), sample.totals(is_member)
    n_cell, n_said = in_cell.sum(axis=0), said.sum()
    with np.errstate(invalid="ignore"):
        share = said_in_cell.sum(axis=0) / n_cell  # NaN where the cell is empty
    expected = n_said / all_said.sum() if n_said else np.nan
    is_estimated = (
        (n_cell >= MIN_STATEMENTS) & ((in_cell > 0).sum(axis=0) >= MIN_UNITS) & ((said > 0).sum() >= MIN_UNITS)
    )
    figures = {name: np.full(cells.shape[1], np.nan) for name in ESTIMATES}
    if is_estimated.any():
        chosen = np.flatnonzero(is_estimated)
        for some in np.array_split(chosen, -(-len(chosen) * len(said) // DENSE_AT_ONCE)):
            part, whole = said_in_cell[:, some].toarray(), in_cell[:, some].toarray()
            figures["share_low"][some], figures["share_high"][some] = _share_interval(part, whole)
            lift, low, high = lift_interval(part, whole, said, all_said)
            figures["lift"][some], figures["ci_low"][some], figures["ci_high"][some] = lift, low, high
        figures["p_value"][chosen] = permutation_p_values(
            deal(sample, cells[:, chosen], is_member),
            figures["lift"][chosen] - 1,
            seed=seed,
            n_permutations=n_permutations,
        )
    return pd.DataFrame(
        {
            "n_statements": said_in_cell.sum(axis=0).astype(np.int64),
            "share": share,
            "expected_share": np.where(n_cell > 0, expected, np.nan),
            **figures,
            "is_estimated": is_estimated,
        }
    )


def _share_interval(part: Floats, whole: Floats) -> tuple[Floats, Floats]:
    """The 95% interval of a share in each cell, as `share_estimate`, for tallies of shape (n_units, n_cells)."""
    n_units, n = (whole > 0).sum(axis=0), whole.sum(axis=0)
    share = part.sum(axis=0) / n
    variance = n_units / (n_units - 1) * ((part - share * whole) ** 2).sum(axis=0) / n**2
    n_effective = _effective_size(share, variance, n, n_units)
    low, high = proportion_confint(share * n_effective, n_effective, alpha=1 - CONFIDENCE, method="beta")
    return np.asarray(low), np.asarray(high)


def lift_interval(part: Floats, whole: Floats, base_part: Floats, base_whole: Floats) -> tuple[Floats, Floats, Floats]:
    """How many times its share of all a group has in each cell, with its 95% interval.

    The lift follows from two rates, how much the group and how much all others have in the cell of what they say, and
    from the group's share of all that is said. Both rates are estimates from the same units. The share of all is what
    it was in this consultation: at parity the lift does not depend on it, and elsewhere it is what the lift is told
    against.

    Args:
        part: Of each unit what is the group's in each cell, shape (n_units, n_cells).
        whole: Of each unit what is in each cell, same shape.
        base_part: Of each unit what is the group's of all, shape (n_units,).
        base_whole: All of each unit, same shape.

    Returns:
        (Σpart / Σwhole) / (Σbase_part / Σbase_whole), and the two ends, each of shape (n_cells,).

    Source:
        Variance by leaving out one unit at a time (jackknife; Wolter 2007, Introduction to Variance Estimation, ch. 4).
        From it the sample size that the clustered sample is worth, and Clopper-Pearson's ends with that size, as Korn
        and Graubard 1998 do for a share, with the degrees of freedom of the units heard in the cell. Where all or
        nothing of the cell is the group's each unit is one answer.
    """
    n_units, base_share = len(part), base_part.sum() / base_whole.sum()
    share = part.sum(axis=0) / whole.sum(axis=0)
    own = _rates_without_each(part, base_part[:, None]) * base_share
    others = _rates_without_each(whole - part, (base_whole - base_part)[:, None]) * (1 - base_share)
    with np.errstate(divide="ignore", invalid="ignore"):
        without_each = own / (own + others)
    variance = (n_units - 1) / n_units * ((without_each - without_each.mean(axis=0)) ** 2).sum(axis=0)
    n_effective = _effective_size(share, variance, whole.sum(axis=0), (whole > 0).sum(axis=0))
    low, high = proportion_confint(share * n_effective, n_effective, alpha=1 - CONFIDENCE, method="beta")
    return share / base_share, np.asarray(low) / base_share, np.asarray(high) / base_share


def _rates_without_each(counts: Floats, sizes: Floats) -> Floats:
    """Rate in each cell when one unit is left out, a row a unit; not finite where that unit is all there is."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((counts.sum(axis=0) - counts) / (sizes.sum(axis=0) - sizes))


def _effective_size(share: Floats, variance: Floats, n: Floats, n_units: NDArray[np.int64]) -> Floats:
    quantile = (1 + CONFIDENCE) / 2
    few_units = (
        student_t.ppf(quantile, np.maximum(n - 1, 1)) / student_t.ppf(quantile, np.maximum(n_units - 1, 1))
    ) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        worth = np.clip(share * (1 - share) / variance * few_units, 1.0, n)
    worth = np.where(np.isfinite(variance), worth, 1.0)  # one unit alone holds the cell or the group
    return np.where((share == 0) | (share == 1), n_units.astype(float), worth)


def deal(sample: Sample, cells: csc_array, is_member: Flags) -> Dealt:
    """What is dealt out anew to tell a group from chance: whole sessions among sessions, else speakers within one.

    A unit that is the group's as a whole (`WHOLE_FROM`), or not at all, is dealt among the units of its kind. Within a
    unit that the group shares with others its speakers are dealt: who spoke in it stays, who of them was the group's
    changes. Statements of nobody known are a speaker each.
    """
    said, sizes = sample.totals(is_member), sample.sizes
    share = said / sizes
    is_mixed = (share > 0) & (share < WHOLE_FROM)
    in_mixed = is_mixed[sample.units] & sample.is_counted
    speakers, first, numbers = np.unique(sample.speakers[in_mixed], return_index=True, return_inverse=True)
    unit_of_speaker = sample.units[in_mixed][first]
    n_said = np.bincount(numbers, weights=is_member[in_mixed], minlength=len(speakers))
    speaker_sizes = np.bincount(numbers, minlength=len(speakers)).astype(float)
    return Dealt(
        share=np.concatenate([share[~is_mixed], n_said / np.maximum(speaker_sizes, 1)]),
        counts=vstack(
            [sample.tallies(cells)[~is_mixed], _tallied(numbers, cells.tocsr()[in_mixed], len(speakers))], format="csr"
        ),
        sizes=np.concatenate([sizes[~is_mixed], speaker_sizes]),
        blocks=np.concatenate(
            [np.unique(sample.kinds.astype(str), return_inverse=True)[1][~is_mixed], -1 - unit_of_speaker]
        ),
    )


def _tallied(codes: NDArray[np.int64], cells: csc_array | csr_array, n_codes: int) -> csr_array:
    membership = csr_array((np.ones(len(codes)), (codes, np.arange(len(codes)))), shape=(n_codes, len(codes)))
    return csr_array(membership @ cells)
