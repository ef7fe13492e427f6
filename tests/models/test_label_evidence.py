"""A label's words are audited against the topic's statements: what they say, and what they mean."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from models import label_evidence
from models.encoder import Vectors, unit
from models.label_evidence import Evidence, LabelTerms, gather_evidence
from models.schemas import OUTLIER
from tests.models.conftest import make_label_terms

N_DIMS = 48
TERMS = ("نهر", "مدرسة", "قطار", "خبز")
SPOKEN = label_evidence.SPOKEN_ENOUGH


def _axes(rows: list[int]) -> Vectors:
    return unit(np.eye(N_DIMS)[rows])


@pytest.fixture
def corpus() -> tuple[NDArray[np.int64], Vectors]:
    """Four topics of twelve statements, about what the four terms name."""
    topic_ids = np.repeat(np.arange(4), 12)
    noise = np.random.default_rng(2).standard_normal((48, N_DIMS)) * 0.05
    return topic_ids, unit(_axes(topic_ids.tolist()) + noise)


def _gathered(corpus: tuple[NDArray[np.int64], Vectors], terms: LabelTerms) -> dict[int, dict[str, float]]:
    """By topic, the terms that passed and the share of the topic that bears each out."""
    found = gather_evidence(*corpus, terms)
    return {
        topic_id: {
            terms.candidates.terms[column]: float(flags.mean())
            for column, flags in zip(evidence.columns, evidence.bears_out, strict=True)
        }
        for topic_id, evidence in found.items()
    }


def test_a_term_that_nobody_says_is_borne_out_by_the_statements_that_mean_it(
    corpus: tuple[NDArray[np.int64], Vectors],
) -> None:
    found = _gathered(corpus, make_label_terms(TERMS, _axes([0, 1, 2, 3]), [()] * 48))
    assert found == {topic_id: {TERMS[topic_id]: 1.0} for topic_id in range(4)}


def test_a_term_that_means_something_else_is_borne_out_by_those_who_say_it(
    corpus: tuple[NDArray[np.int64], Vectors],
) -> None:
    # `Uber` lies with bread, but a quarter of topic 0 says it and hardly anybody else
    said = [["Uber"]] * 3 + [[]] * 44 + [["Uber"]]
    terms = make_label_terms(("Uber", *TERMS), _axes([3, 0, 1, 2, 3]), said, is_spoken=[True] * 48)
    found = _gathered(corpus, terms)
    assert found[0] == {TERMS[0]: 1.0, "Uber": 0.25}
    assert "Uber" in found[3]  # by what it means


@pytest.mark.parametrize(
    ("said_by_topic", "passes"),
    [
        # three in the topic of a quarter: half of all six is twice what chance would give, less than half is not
        ((3, 3, 0, 0), True),
        ((3, 2, 2, 0), False),
        # one statement is one speaker
        ((1, 0, 0, 0), False),
        ((2, 0, 0, 0), True),
    ],
)
def test_a_word_said_as_often_elsewhere_tells_nothing(
    corpus: tuple[NDArray[np.int64], Vectors], said_by_topic: tuple[int, ...], passes: bool
) -> None:
    said = [["word"] if position < n else [] for n in said_by_topic for position in range(12)]
    terms = make_label_terms(("word", *TERMS), _axes([9, 0, 1, 2, 3]), said, is_spoken=[True] * 48)
    assert ("word" in _gathered(corpus, terms)[0]) is passes


def test_two_statements_of_one_session_are_one_witness(corpus: tuple[NDArray[np.int64], Vectors]) -> None:
    said = [["word"]] * 3 + [[]] * 45
    terms = ("word", *TERMS)
    vectors = _axes([9, 0, 1, 2, 3])
    alone = make_label_terms(terms, vectors, said, is_spoken=[True] * 48, units=[0, 0, 0, *range(1, 46)])
    together = make_label_terms(terms, vectors, said, is_spoken=[True] * 48, units=[0, 0, 1, *range(2, 47)])
    assert "word" not in _gathered(corpus, alone)[0]
    assert "word" in _gathered(corpus, together)[0]


def test_evidence_in_less_than_a_tenth_of_a_topic_is_none() -> None:
    topic_ids = np.repeat([0, 1], 30)
    vectors = _axes(topic_ids.tolist())
    for n_said, passes in ((2, False), (3, True)):
        said = [["word"]] * n_said + [[]] * (60 - n_said)
        terms = make_label_terms(("word", "نهر", "خبز"), _axes([9, 0, 1]), said, is_spoken=[False] * 60)
        assert ("word" in _gathered((topic_ids, vectors), terms)[0]) is passes


def test_where_enough_is_said_in_the_language_of_labels_meaning_alone_is_not_enough() -> None:
    topic_ids = np.repeat([0, 1, 2], SPOKEN)
    vectors = _axes(topic_ids.tolist())
    for n_spoken, passes in ((SPOKEN, False), (SPOKEN - 1, True)):
        is_spoken = [position < n_spoken for position in range(len(topic_ids))]
        terms = make_label_terms(("river", "bread"), _axes([0, 1]), [()] * len(topic_ids), is_spoken=is_spoken)
        assert ("river" in _gathered((topic_ids, vectors), terms)[0]) is passes


def test_a_term_that_lies_near_everything_is_not_meant_by_everybody() -> None:
    # every statement is nearer to `hub` than to what it is about, and those of topic 1 nearest of all
    topic_ids = np.repeat([0, 1, 2, 3], 8)
    hub = np.zeros(N_DIMS)
    hub[10] = 1
    vectors = unit(_axes(topic_ids.tolist()) + 2 * hub + 0.1 * np.outer(topic_ids == 1, hub))
    terms = make_label_terms(
        ("hub", *TERMS), unit(np.concatenate([hub[None], _axes([0, 1, 2, 3]) + hub])), [()] * len(topic_ids)
    )
    found = gather_evidence(topic_ids, vectors, terms)
    for topic_id in range(4):
        best = found[topic_id].columns[found[topic_id].scores.argmax()]
        assert terms.candidates.terms[best] == TERMS[topic_id]


def test_the_score_adds_meaning_saying_and_nearness() -> None:
    topic_ids = np.repeat([0, 1], 10)
    vectors = _axes(topic_ids.tolist())
    said = [["нация"]] * 5 + [[]] * 5 + [["нация"]] * 1 + [[]] * 9
    terms = make_label_terms(("нация", "хлеб"), _axes([0, 1]), said, is_spoken=[True] * 20)
    evidence: Evidence = gather_evidence(topic_ids, vectors, terms)[0]
    # all ten mean it; four of five uses count, of ten statements and of six uses; it lies in the topic's direction
    assert evidence.columns.tolist() == [0]
    assert evidence.scores[0] == pytest.approx(1 + np.sqrt(0.4 * 4 / 6) + 2.0, abs=1e-5)


def test_a_topic_that_is_the_whole_corpus_has_evidence_too() -> None:
    terms = make_label_terms(("нация", "хлеб"), _axes([0, 1]), [["нация"]] * 12)
    assert "нация" in _gathered((np.zeros(12, dtype=np.int64), _axes([0] * 12)), terms)[0]


def test_outliers_are_no_topic_and_without_terms_there_is_no_evidence(
    corpus: tuple[NDArray[np.int64], Vectors],
) -> None:
    topic_ids, vectors = corpus
    terms = make_label_terms(TERMS, _axes([0, 1, 2, 3]), [()] * 48)
    assert set(gather_evidence(np.where(topic_ids == 2, OUTLIER, topic_ids), vectors, terms)) == {0, 1, 3}
    assert gather_evidence(np.full(48, OUTLIER), vectors, terms) == {}
    assert gather_evidence(topic_ids, vectors, make_label_terms((), np.empty((0, 0), np.float32), [()] * 48)) == {}


def test_a_large_corpus_is_looked_at_in_part(
    monkeypatch: pytest.MonkeyPatch, corpus: tuple[NDArray[np.int64], Vectors]
) -> None:
    monkeypatch.setattr(label_evidence, "MAX_STATEMENTS", 24)
    terms = make_label_terms(TERMS, _axes([0, 1, 2, 3]), [()] * 48)
    found = gather_evidence(*corpus, terms)
    assert {evidence.bears_out.shape[1] for evidence in found.values()} <= {5, 6, 7}
    assert [evidence.columns.tolist() for evidence in found.values()] == [[0], [1], [2], [3]]
