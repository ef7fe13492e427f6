"""Who raises what: each group's share of each topic and theme, against what would be expected, and how sure it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandera.typing import DataFrame
from scipy.stats import binomtest
from statsmodels.stats.multitest import multipletests

from corpus.schemas import Group
from models.sampling import count_people, sampling_units, share_estimate
from models.schemas import OUTLIER, Representation
from models.telling import with_suppressed
from models.withholding import Cell

CORPUS = "corpus"
N_PERMUTATIONS = 9_999
N_PERMUTATIONS_LARGE = 999
LARGE_N_UNITS = 5_000
MAX_SHARED_UNITS = 0.1
PERMUTATIONS_AT_ONCE = 500
ROUNDING = 1e-12
MIN_UNITS = 2
"""A group heard in one session (or by one author) only cannot be told from that session: no p-value."""


def representation(
    statements: pd.DataFrame,
    statement_themes: pd.DataFrame,
    sessions: pd.DataFrame,
    groups: Sequence[Group],
    *,
    min_group_size: int,
    seed: int,
    left_out: Collection[Cell] = (),
) -> DataFrame[Representation]:
    """Share, lift, interval and corrected p-value of every group in every topic, every theme and the corpus.

    Intervals count sessions and not lines (`models.sampling`). The p-value of a topic or theme comes from permuting who
    declared what over the sampling units of the same kind of source, so that a talkative session is one draw;
    q-values are Benjamini and Hochberg's over all topics, and over all themes. Cells with fewer people than
    `min_group_size` are suppressed.

    Args:
        statements: Schema `Statements` with the column topic_id.
        statement_themes: Schema `StatementThemes`.
        sessions: Schema `Sessions`; `participants` says how many people were there.
        groups: The groups declared.
        min_group_size: Fewest people behind a figure that is shown.
        seed: For the permutations.
        left_out: Cells that are suppressed whatever their size (`models.telling`).
    """
    units = sampling_units(statements)
    participants = sessions.set_index("session_id")["participants"]
    members = {group.id: statements["groups"].map(lambda ids, g=group.id: g in ids).to_numpy() for group in groups}
    cells = {
        "topic": _topic_cells(statements),
        "theme": _theme_cells(statements, statement_themes),
        "corpus": {CORPUS: np.ones(len(statements), dtype=bool)},
    }
    expected = {group.id: group.expected_share for group in groups}
    sensitive = {group.id for group in groups if group.sensitive}
    rows = []
    for unit, masks in cells.items():
        for unit_id, in_unit in masks.items():
            for group_id, is_member in members.items():
                baseline = expected[group_id] if unit == CORPUS else float(is_member.mean())
                rows.append(
                    {
                        "unit": unit,
                        "unit_id": unit_id,
                        "group": group_id,
                        **_cell(
                            statements,
                            units.to_numpy(),
                            participants,
                            in_unit,
                            is_member,
                            baseline,
                            is_strict=group_id in sensitive,
                        ),
                    }
                )
    if not rows:
        return Representation.empty()
    table = pd.DataFrame(rows, columns=_COLUMNS).assign(p_value=np.nan, q_value=np.nan, suppressed=False)
    for unit in ("topic", "theme"):
        table = _with_permutation_p(table, unit, cells[unit], members, statements, units, seed)
    table = _with_corpus_p(table, units, members, expected)
    table = _with_q_values(with_suppressed(_suppressed(table, min_group_size), left_out))
    return DataFrame[Representation](table[list(Representation.to_schema().columns)].astype(_DTYPES))


_COUNTS = ("n_statements", "n_sessions", "n_people")
_ESTIMATES = (
    "share",
    "share_low",
    "share_high",
    "expected_share",
    "lift",
    "ci_low",
    "ci_high",
    "p_value",
    "q_value",
)
_COLUMNS = ["unit", "unit_id", "group", *_COUNTS, *_ESTIMATES[:-2]]
_DTYPES = dict.fromkeys(_COUNTS, "Int64") | dict.fromkeys(_ESTIMATES, "float64")


def _topic_cells(statements: pd.DataFrame) -> dict[str, NDArray[np.bool_]]:
    topic_ids = statements["topic_id"].to_numpy()
    return {str(topic_id): topic_ids == topic_id for topic_id in np.unique(topic_ids[topic_ids != OUTLIER])}


def _theme_cells(statements: pd.DataFrame, statement_themes: pd.DataFrame) -> dict[str, NDArray[np.bool_]]:
    carried = statement_themes[statement_themes["assigned"]]
    return {
        theme_id: statements["statement_id"]
        .isin(carried.loc[carried["theme_id"] == theme_id, "statement_id"])
        .to_numpy()
        for theme_id in statement_themes["theme_id"].drop_duplicates()
    }


def _cell(
    statements: pd.DataFrame,
    units: NDArray[np.object_],
    participants: pd.Series[int],
    in_unit: NDArray[np.bool_],
    is_member: NDArray[np.bool_],
    expected_share: float | None,
    *,
    is_strict: bool,
) -> dict[str, object]:
    """Counts and estimates of one group in one unit; lift is null where nothing is expected of the group."""
    said = statements[in_unit & is_member]
    counts = {
        "n_statements": len(said),
        "n_sessions": said["session_id"].nunique(),
        "n_people": count_people(said, participants, is_strict=is_strict),
    }
    if not in_unit.any():
        return counts
    estimate = share_estimate(is_member[in_unit], units[in_unit])
    cell = {**counts, "share": estimate.share, "share_low": estimate.low, "share_high": estimate.high}
    if not expected_share:
        return cell
    return {
        **cell,
        "expected_share": expected_share,
        "lift": lift(estimate.share, expected_share),
        "ci_low": lift(estimate.low, expected_share),
        "ci_high": lift(estimate.high, expected_share),
    }


def lift(share: float, expected_share: float) -> float:
    """How many times its expected share a group holds; 1.0 is parity.

    Raises:
        ValueError: `expected_share` is not above 0 and at most 1.
    """
    if not 0 < expected_share <= 1:
        raise ValueError(f"expected_share must be above 0 and at most 1, got {expected_share}")
    return share / expected_share


def _with_permutation_p(
    table: pd.DataFrame,
    unit: str,
    masks: dict[str, NDArray[np.bool_]],
    members: dict[str, NDArray[np.bool_]],
    statements: pd.DataFrame,
    units: pd.Series[str],
    seed: int,
) -> pd.DataFrame:
    if not masks:
        return table
    codes, names = pd.factorize(units, sort=True)  # the draws must not depend on the order of rows
    strata = statements.groupby(codes)["source_type"].first().to_numpy()
    counts = np.stack([np.bincount(codes[mask], minlength=len(names)) for mask in masks.values()], axis=1)
    sizes = np.bincount(codes, minlength=len(names))
    p_values = {
        (unit_id, group_id): p_value
        for group_id, is_member in members.items()
        for unit_id, p_value in zip(
            masks,
            permutation_p_values(
                np.bincount(codes, weights=is_member, minlength=len(names)) / sizes,
                counts,
                sizes,
                strata,
                seed=seed,
            ),
            strict=True,
        )
    }
    is_unit = table["unit"] == unit
    found = [p_values[key] for key in zip(table.loc[is_unit, "unit_id"], table.loc[is_unit, "group"], strict=True)]
    return table.assign(p_value=table["p_value"].where(~is_unit, pd.Series(found, index=table.index[is_unit])))


def permutation_p_values(
    member_share: NDArray[np.float64],
    counts: NDArray[np.int64],
    sizes: NDArray[np.int64],
    strata: NDArray[np.object_],
    *,
    seed: int,
) -> NDArray[np.float64]:
    """Two-sided p-value of a group's lift in each cell when its membership is dealt out anew among the sampling units.

    Args:
        member_share: Share of each unit's statements that are the group's, shape (n_units,).
        counts: Statements of each unit in each cell, shape (n_units, n_cells).
        sizes: Statements of each unit, shape (n_units,).
        strata: Kind of source of each unit; membership is dealt out within a kind only, since a session is not an
            author.
        seed: For the permutations.

    Returns:
        Shape (n_cells,); NaN where the group has fewer than two units or all of them, and where much of what it says
        was said in units that it shares with others: dealing out whole units says nothing about speakers within them.
    """
    is_heard = member_share > 0
    is_shared = is_heard & (member_share < 1)
    said = member_share * sizes
    if is_heard.sum() < MIN_UNITS or is_heard.all() or said[is_shared].sum() > MAX_SHARED_UNITS * said.sum():
        return np.full(counts.shape[1], np.nan)
    rng = np.random.default_rng(seed)
    n_permutations = N_PERMUTATIONS if len(sizes) <= LARGE_N_UNITS else N_PERMUTATIONS_LARGE
    blocks = [np.flatnonzero(strata == stratum) for stratum in np.unique(strata)]
    observed = _rate(member_share[None, :], counts, sizes)
    n_above = np.zeros(counts.shape[1])
    n_below = np.zeros(counts.shape[1])
    for start in range(0, n_permutations, PERMUTATIONS_AT_ONCE):
        n_dealt = min(PERMUTATIONS_AT_ONCE, n_permutations - start)
        dealt = np.tile(member_share, (n_dealt, 1))
        for block in blocks:
            dealt[:, block] = rng.permuted(dealt[:, block], axis=1)
        rates = _rate(dealt, counts, sizes)
        n_above += (rates >= observed - ROUNDING).sum(axis=0)
        n_below += (rates <= observed + ROUNDING).sum(axis=0)
    return np.minimum(1.0, 2 * (1 + np.minimum(n_above, n_below)) / (1 + n_permutations))


def _rate(
    member_share: NDArray[np.float64], counts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Share of the group's statements that fall into each cell, one row a deal of the membership."""
    return np.asarray((member_share @ counts) / (member_share @ sizes)[:, None])


def _with_corpus_p(
    table: pd.DataFrame,
    units: pd.Series[str],
    members: dict[str, NDArray[np.bool_]],
    expected: dict[str, float | None],
) -> pd.DataFrame:
    """Binomial p-value of each group's share of the corpus, with the sample size that the sessions are worth."""
    p_values = table["p_value"].copy()
    for index in table.index[table["unit"] == CORPUS]:
        group_id = table.loc[index, "group"]
        share = expected[group_id]
        if share:
            estimate = share_estimate(members[group_id], units.to_numpy())
            n = max(1, round(estimate.n_effective))
            p_values[index] = binomtest(round(estimate.share * n), n, share).pvalue
    return table.assign(p_value=p_values)


def _suppressed(table: pd.DataFrame, min_group_size: int) -> pd.DataFrame:
    """The table without any figure of a cell that rests on somebody, but on fewer people than `min_group_size`."""
    small = (table["n_people"] > 0) & (table["n_people"] < min_group_size)
    figures = [*_COUNTS, *_ESTIMATES]
    return table.assign(suppressed=small, **{column: table[column].mask(small) for column in figures})


def _with_q_values(table: pd.DataFrame) -> pd.DataFrame:
    q_values = pd.Series(np.nan, index=table.index)
    for _, rows in table[table["p_value"].notna()].groupby("unit"):
        q_values[rows.index] = multipletests(rows["p_value"], method="fdr_bh")[1]
    return table.assign(q_value=q_values)
