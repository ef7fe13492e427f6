"""What speaks for a word as a topic's label: the topic's statements that say it, and those that mean it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from models.encoder import Vectors, unit
from models.schemas import OUTLIER

N_NEAREST = 50
N_SAID = 30
"""Terms of a topic that are looked at: those nearest to what sets it apart, and those that tell it best by use."""

MAX_STATEMENTS = 50_000
"""In a larger corpus labels are chosen on this many statements, evenly spaced."""

MIN_LIFT = 2.0
"""Among the statements that bear a term out the topic must have this many times its share of the corpus (in a topic of
more than a third of it: come half-way from its share to all of them)."""

MIN_EVIDENCE = 0.1
"""Share of a topic's statements that must bear a term out."""

MIN_WITNESSES = 2
"""Sessions or authors from which those statements must come."""

SPOKEN_ENOUGH = 20
"""Where a topic has this many statements in the labels' language, its label must be in their own words."""

NEARNESS_WEIGHT = 2.0
"""Nearness of a term to its topic is seldom above 0.5, where the other two parts of the score go up to 1."""


@dataclass(frozen=True)
class LabelCandidates:
    """Terms of one language that labels may be made of, and where the corpus uses them.

    `uses` has shape (n_statements, n_terms): whether a statement in that language uses a term. `is_spoken` says which
    statements are in it, and `units` numbers the sampling unit of each, both of shape (n_statements,).
    """

    terms: tuple[str, ...]
    language: str
    uses: csr_matrix
    is_spoken: NDArray[np.bool_]
    units: NDArray[np.int64]


@dataclass(frozen=True)
class LabelTerms:
    """Candidates for labels and their neutral vectors, shape (n_terms, n_dims), row i belongs to term i."""

    candidates: LabelCandidates
    vectors: Vectors


@dataclass(frozen=True)
class Evidence:
    """What speaks for each term that may stand in a topic's label, the most frequent terms first.

    `columns` and `scores` have shape (n_found,): the term's place among the candidates, and how well it tells the
    topic. `bears_out` has shape (n_found, n_members): whether a statement of the topic says or means the term.
    """

    columns: NDArray[np.int64]
    scores: NDArray[np.float64]
    bears_out: NDArray[np.bool_]


def gather_evidence(
    topic_ids: NDArray[np.int64], vectors: Vectors, label_terms: LabelTerms, *, rows: NDArray[np.int64] | None = None
) -> dict[int, Evidence]:
    """The evidence of every topic for the terms that pass the audit; topics in ascending order.

    A statement *says* a term that it uses, and *means* a term if it is among the statements of the corpus nearest to
    it, of which as many are looked at as the topic has. Terms lie near some statements as they lie near everything, so
    nearness is standardised by statement. A term passes if the statements that say it, or those that mean it, are the
    topic's at least `MIN_LIFT` times as often as chance would have it and come from `MIN_WITNESSES` sampling units,
    and both together are at least `MIN_EVIDENCE` of the topic. Where the topic has `SPOKEN_ENOUGH` statements in the
    labels' language, those that say it must do.

    The score is the geometric mean of precision and recall of meaning the term, plus that of saying it among the
    statements in the labels' language, of which one is taken off as it may be chance, plus `NEARNESS_WEIGHT` times the
    cosine of the term with the direction from the corpus's centre to the topic's.

    Args:
        topic_ids: Topic of each statement, outliers included, shape (n_statements,).
        vectors: Neutral, shape (n_statements, n_dims), same order; or of more statements, not copied, with `rows`.
        label_terms: On the same statements.
        rows: The rows of `vectors` that are theirs.
    """
    if not label_terms.candidates.terms:
        return {}
    sample = _evenly_spaced(len(topic_ids))
    topic_ids, vectors = topic_ids[sample], vectors[sample if rows is None else rows[sample]]
    candidates = label_terms.candidates
    space = _TermSpace.of(vectors, label_terms.vectors)
    uses = csr_matrix(candidates.uses[sample])
    said = _Sayings(uses, np.asarray(uses.sum(axis=0)).ravel(), candidates.is_spoken[sample])
    ids = np.unique(topic_ids[topic_ids != OUTLIER])
    return {
        int(topic_id): _topic_evidence(np.flatnonzero(topic_ids == topic_id), space, said, candidates.units[sample])
        for topic_id in ids
    }


def _evenly_spaced(n: int) -> NDArray[np.int64]:
    return np.unique(np.linspace(0, n - 1, min(n, MAX_STATEMENTS)).round().astype(np.int64))


@dataclass(frozen=True)
class _Sayings:
    """Which statement uses which term, in how many statements each is used, and which are in the labels' language."""

    uses: csr_matrix
    n_uses: NDArray[np.int64]
    is_spoken: NDArray[np.bool_]

    def tell(self, members: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How well each term tells the members by use, and which share of its uses is theirs; shape (n_terms,) each."""
        n_own = np.asarray(self.uses[members].sum(axis=0)).ravel()
        sure = np.maximum(0, n_own - 1)  # one use may be chance
        recall = sure / max(1, self.is_spoken[members].sum())
        precision = sure / np.maximum(1, self.n_uses)
        return np.sqrt(recall * precision), n_own / np.maximum(1, self.n_uses)


@dataclass(frozen=True)
class _TermSpace:
    """Statements and terms, with what is needed to standardise the nearness of a statement to any term."""

    statements: Vectors
    terms: Vectors
    centre: Vectors
    apart: Vectors
    mean: NDArray[np.float64]
    deviation: NDArray[np.float64]

    @classmethod
    def of(cls, statements: Vectors, terms: Vectors) -> _TermSpace:
        """`apart` are the terms as seen from their own mean; mean and deviation are over the terms, by statement."""
        centre = terms.mean(axis=0)
        spread = np.cov(terms, rowvar=False, bias=True).reshape(terms.shape[1], -1).astype(np.float32)
        variance = np.einsum("ij,ij->i", statements @ spread, statements).astype(np.float64)
        deviation = np.sqrt(np.maximum(variance, 1e-12))
        return cls(statements, terms, statements.mean(axis=0), unit(terms - centre), statements @ centre, deviation)

    def nearness(self, members: NDArray[np.int64]) -> NDArray[np.float64]:
        """Cosine of each term with the direction in which the members' centre lies from the corpus's."""
        return np.asarray(self.apart @ unit(self.statements[members].mean(axis=0) - self.centre), dtype=np.float64)

    def meant(
        self, columns: NDArray[np.int64], members: NDArray[np.int64]
    ) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
        """Whether a member is among the statements nearest to a term, as many as there are members.

        Shape (n_columns, n_members). With it comes how many statements of the corpus are, shape (n_columns,): more than
        members where several are as near.
        """
        nearness = (self.terms[columns] @ self.statements.T - self.mean) / self.deviation
        least = -np.partition(-nearness, len(members) - 1, axis=1)[:, len(members) - 1]
        is_near = nearness >= least[:, None]
        return np.asarray(is_near[:, members]), np.asarray(is_near.sum(axis=1))


def _topic_evidence(
    members: NDArray[np.int64], space: _TermSpace, sayings: _Sayings, units: NDArray[np.int64]
) -> Evidence:
    nearness = space.nearness(members)
    told, own_share = sayings.tell(members)
    by_words = np.argsort(-told, kind="stable")[:N_SAID]
    columns = np.union1d(np.argsort(-nearness, kind="stable")[:N_NEAREST], by_words[told[by_words] > 0])
    said = np.asarray(sayings.uses[members][:, columns].T.toarray() > 0)
    meant, n_meant = space.meant(columns, members)
    recall, precision = meant.mean(axis=1), meant.sum(axis=1) / n_meant
    n_statements, n_spoken = len(units), int(sayings.is_spoken.sum())
    passes_said = (own_share[columns] >= _least_share(sayings.is_spoken[members].sum() / max(1, n_spoken))) & (
        _witnesses(said, units[members]) >= MIN_WITNESSES
    )
    passes_meant = (precision >= _least_share(len(members) / n_statements)) & (
        _witnesses(meant, units[members]) >= MIN_WITNESSES
    )
    bears_out = (said & passes_said[:, None]) | (meant & passes_meant[:, None])
    is_enough = sayings.is_spoken[members].sum() >= SPOKEN_ENOUGH
    passes = (passes_said if is_enough else passes_said | passes_meant) & (bears_out.mean(axis=1) >= MIN_EVIDENCE)
    scores = np.sqrt(recall * precision) + np.where(passes_said, told[columns], 0) + NEARNESS_WEIGHT * nearness[columns]
    return Evidence(columns[passes], scores[passes], bears_out[passes])


def _least_share(topic_share: float) -> float:
    """Share of the statements bearing a term out that must be the topic's."""
    return min(MIN_LIFT * topic_share, (1 + topic_share) / 2)


def _witnesses(is_evidence: NDArray[np.bool_], units: NDArray[np.int64]) -> NDArray[np.int64]:
    """From how many sampling units the evidence for each term comes, shape (n_terms,)."""
    return np.asarray([len(np.unique(units[flags])) for flags in is_evidence], dtype=np.int64)
