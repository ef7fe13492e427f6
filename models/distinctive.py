"""What some people say differently: terms that one set of statements uses more than another, with intervals."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.stats import norm

from models.inference import MIN_STATEMENTS, MIN_UNITS, Sample, sample_of
from models.sampling import CONFIDENCE
from models.tokens import phrases, same_word
from models.unit_figures import with_q_values

N_TERMS = 8
"""Terms named of one set of statements."""

PRIOR_SHARE = 0.25
"""Weight of the prior, as a share of what both sides say: with it the z of a term that one of two equal sides never
uses is close to that of an exact binomial test, wherever that test would be sure."""

MIN_USES = 4
"""Statements of both sides together in which a term must occur to be compared: each comparison costs the others."""

UNKNOWN = "und"

_FIGURES = ("log_odds", "low", "high", "z", "p_value")
_DTYPES = {"term": object, "language": object, "n_statements": int, "n_units": int} | dict.fromkeys(_FIGURES, float)

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class TermCounts:
    """Which statement uses which term. Made once; any two sets of its statements can then be compared quickly."""

    terms: tuple[str, ...]
    """Words and pairs of neighbouring words; grouped by language."""
    columns: dict[str, slice]
    """The terms of each language, unknown ones left out."""
    uses: csr_matrix
    """1 where a statement uses a term, however often; shape (n_statements, n_terms). Empty rows for statements in an
    unknown language and for those that repeat what their session said before."""
    sample: Sample
    rows: dict[str, NDArray[np.int64]]
    """Statements of each language that count, ascending."""


@dataclass(frozen=True)
class _Side:
    """One of two sets of statements in one language, by sampling unit."""

    uses: csr_matrix
    """Statements of each unit that use each term, shape (n_units, n_terms)."""
    sizes: Floats
    """All uses of terms in each unit, shape (n_units,)."""

    @property
    def totals(self) -> Floats:
        """Statements that use each term, shape (n_terms,)."""
        return np.asarray(self.uses.sum(axis=0), dtype=float).ravel()

    @property
    def n_users(self) -> NDArray[np.int64]:
        """Units that use each term, shape (n_terms,)."""
        return np.bincount(self.uses.indices, minlength=self.uses.shape[1])

    def of(self, is_chosen: Flags) -> _Side:
        """The side with some of the terms only; the sizes stay."""
        return _Side(csr_matrix(self.uses[:, is_chosen]), self.sizes)

    def spread(self, rate: Floats) -> Floats:
        """Sum over units of (uses - due)², where `rate` of all a unit's uses are due to each term; shape (n_terms,)."""
        squares = np.asarray(self.uses.multiply(self.uses).sum(axis=0)).ravel()
        return np.asarray(squares - 2 * rate * (self.uses.T @ self.sizes) + rate**2 * (self.sizes**2).sum())


def count_terms(statements: pd.DataFrame) -> TermCounts:
    """The terms of all statements (schema `Statements`), by language (ISO 639), as `models.tokens` has them."""
    sample = sample_of(statements)
    vocabulary: dict[tuple[str, str], int] = {}
    # A million statements have twenty million uses: numbers are as short as they may be, and no row is written down.
    columns, ends = array("i"), array("q", [0])
    for text, language, is_counted in zip(statements["text"], statements["language"], sample.is_counted, strict=True):
        for term in phrases(text, language) if is_counted and language != UNKNOWN else ():
            columns.append(vocabulary.setdefault((language, term), len(vocabulary)))
        ends.append(len(columns))
    names = sorted(vocabulary)
    position = np.empty(len(names), dtype=np.int32)
    position[[vocabulary[name] for name in names]] = np.arange(len(names))
    placed = position[np.frombuffer(columns, dtype=np.int32)] if columns else np.empty(0, dtype=np.int32)
    uses = csr_matrix(
        (np.ones(len(placed), dtype=np.int8), placed, np.asarray(ends)), shape=(len(statements), len(names))
    )
    spoken = np.asarray([language for language, _ in names], dtype=object)
    slices = {
        language: slice(int(np.searchsorted(spoken, language)), int(np.searchsorted(spoken, language, side="right")))
        for language in dict.fromkeys(spoken)
    }
    counted = statements["language"].reset_index(drop=True)[sample.is_counted]
    spoken_in = {language: rows.to_numpy() for language, rows in counted.index.to_series().groupby(counted)}
    return TermCounts(tuple(term for _, term in names), slices, uses, sample, spoken_in)


def distinctive_terms(
    counts: TermCounts,
    is_focal: Flags,
    is_contrast: Flags,
    *,
    n: int = N_TERMS,
    is_told: Callable[[NDArray[np.int64]], bool] | None = None,
) -> pd.DataFrame:
    """The `n` terms by which the focal statements differ most from the contrast, the surest first.

    Columns as of `compare_terms`, and q_value: Benjamini and Hochberg's, over all terms compared.

    Args:
        counts: Of all statements.
        is_focal: The statements of interest, shape (n_statements,).
        is_contrast: Those they are compared with; what is in both counts as focal.
        n: Terms at most.
        is_told: Says of the rows of focal statements that use a term whether it may be named; None: each may.
    """
    compared = with_q_values(compare_terms(counts, is_focal, is_contrast).assign(family=""), ["family"])
    return most_distinctive(compared.drop(columns="family"), counts, is_focal, n=n, is_told=is_told)


def compare_terms(counts: TermCounts, is_focal: Flags, is_contrast: Flags) -> pd.DataFrame:
    """Log-odds of every term used often enough, focal statements against contrast, within each language.

    Columns: term, language, n_statements and n_units (focal statements that use it, and their sampling units),
    log_odds (natural logarithm, above 0 where the focal statements use it more), low, high (95% interval), z, p_value.
    A language counts in which both sides have said enough: `MIN_STATEMENTS` statements in `MIN_UNITS` units, the floor
    of `models.inference`; a session in which both speak is a unit of each. Arguments as of `distinctive_terms`. The
    index holds columns of `counts.uses`.

    Source:
        Monroe, Colaresi and Quinn 2008, Political Analysis 16(4), section 3.3: the difference of the log-odds under an
        informative Dirichlet prior, which is the shares of terms in both sides together. Two things differ. A term
        counts once a statement. And the variance is neither that of independent words nor taken at the counts found,
        but at those that both sides would have if they used the term alike (a score test), so that a term which others
        never use is not uncertain for that alone. A count that should be μ in a session has the variance μ + φ μ²,
        since terms cluster in sessions; φ is the term's own, by moments, half as if both sides used it alike, half with
        a rate for each, as in `models.permutation`.
    """
    parts = [
        _compared(counts, language, focal, contrast)
        for language, focal, contrast in _sides(counts, is_focal, is_contrast & ~is_focal)
    ]
    return pd.concat(parts) if parts else pd.DataFrame(columns=list(_DTYPES)).astype(_DTYPES)


def most_distinctive(
    compared: pd.DataFrame,
    counts: TermCounts,
    is_focal: Flags,
    *,
    n: int = N_TERMS,
    is_told: Callable[[NDArray[np.int64]], bool] | None = None,
) -> pd.DataFrame:
    """Of compared terms the `n` that are surest to be used more: whole interval above 0, said in `MIN_UNITS` units.

    A word of one session tells of the session, and may identify it. No word comes twice, alone, in a pair or in
    another form.
    """
    is_more = (compared["low"] > 0) & (compared["n_units"] >= MIN_UNITS)
    ordered = compared[is_more].sort_values(["z", "n_statements", "term"], ascending=[False, False, True])
    by_term = counts.uses[:, ordered.index.to_numpy(dtype=np.int64)].tocsc()
    chosen: list[int] = []
    words: list[str] = []
    for place, term in enumerate(ordered["term"]):
        if len(chosen) == n:
            break
        own = term.split()
        if any(same_word(word, other) for word in own for other in words):
            continue
        users = by_term[:, [place]].indices
        if is_told is None or is_told(users[is_focal[users]]):
            chosen.append(place)
            words += own
    return ordered.iloc[chosen].reset_index(drop=True)


def _sides(counts: TermCounts, is_focal: Flags, is_contrast: Flags) -> Iterator[tuple[str, _Side, _Side]]:
    """The languages in which both sides have said enough, with the two."""
    for language, columns in counts.columns.items():
        rows = counts.rows[language]
        focal, contrast = (rows[where[rows]] for where in (is_focal, is_contrast))
        if min(len(focal), len(contrast)) < MIN_STATEMENTS:
            continue
        sides = [_side(counts, rows, columns) for rows in (focal, contrast)]
        if min(len(side.sizes) for side in sides) >= MIN_UNITS:
            yield language, sides[0], sides[1]


def _side(counts: TermCounts, rows: NDArray[np.int64], columns: slice) -> _Side:
    uses = counts.uses[rows][:, columns].astype(float)
    said = uses.getnnz(axis=1) > 0
    units, names = pd.factorize(counts.sample.units[rows[said]])
    membership = csr_matrix((np.ones(len(units)), (units, np.arange(len(units)))), shape=(len(names), len(units)))
    by_unit = csr_matrix(membership @ uses[said])
    return _Side(by_unit, np.asarray(by_unit.sum(axis=1), dtype=float).ravel())


def _compared(counts: TermCounts, language: str, focal: _Side, contrast: _Side) -> pd.DataFrame:
    columns = counts.columns[language]
    is_often = (focal.totals + contrast.totals >= MIN_USES) & (focal.n_users + contrast.n_users >= MIN_UNITS)
    chosen = np.flatnonzero(is_often) + columns.start
    sides = (focal.of(is_often), contrast.of(is_often))
    log_odds, variance = _log_odds(sides)
    z = log_odds / np.sqrt(variance)
    reach = norm.ppf((1 + CONFIDENCE) / 2) * np.sqrt(variance)
    return pd.DataFrame(
        {
            "term": [counts.terms[column] for column in chosen],
            "language": language,
            "n_statements": sides[0].totals.astype(int),
            "n_units": sides[0].n_users,
            "log_odds": log_odds,
            "low": log_odds - reach,
            "high": log_odds + reach,
            "z": z,
            "p_value": 2 * norm.sf(np.abs(z)),
        },
        index=chosen,
    ).astype(_DTYPES)


def _log_odds(sides: tuple[_Side, _Side]) -> tuple[Floats, Floats]:
    """Difference of each term's log-odds, first side less second, and its variance if both used the term alike."""
    n_uses = sum(side.sizes.sum() for side in sides)
    totals = sides[0].totals + sides[1].totals
    rate, prior = totals / n_uses, PRIOR_SHARE * totals
    alike = _dispersion(sides, [rate, rate])
    apart = _dispersion(sides, [side.totals / side.sizes.sum() for side in sides])
    dispersion = (alike + apart) / 2
    log_odds, variance = np.zeros(len(totals)), np.zeros(len(totals))
    for side, sign in zip(sides, (1, -1), strict=True):
        said, due = side.totals + prior, side.sizes.sum() * rate + prior
        log_odds += sign * np.log(said / (side.sizes.sum() + PRIOR_SHARE * n_uses - said))
        variance += (due + dispersion * rate**2 * (side.sizes**2).sum()) / due**2
    return log_odds, variance


def _dispersion(sides: tuple[_Side, _Side], rates: list[Floats]) -> Floats:
    """φ of each term in the variance μ + φ μ² of its uses in a unit, by moments, given each side's rate of the term."""
    surplus, squares = np.zeros(len(rates[0])), np.zeros(len(rates[0]))
    for side, rate in zip(sides, rates, strict=True):
        n_units = len(side.sizes)
        surplus += side.spread(rate) * n_units / (n_units - 1) - rate * side.sizes.sum()
        squares += rate**2 * (side.sizes**2).sum()
    return np.maximum(surplus / squares, 0)
