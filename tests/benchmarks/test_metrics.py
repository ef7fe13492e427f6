"""Figures on partitions small enough to work out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from benchmarks.metrics import HeldOutDocuments, diversity, hidden_voice, mean_coherence, quality


def statements(labels: str, languages: str, hidden: str) -> pd.DataFrame:
    """One row a letter; `x` in `hidden` marks a hidden statement."""
    return pd.DataFrame({"label": list(labels), "language": list(languages), "is_hidden": [h == "x" for h in hidden]})


def test_topics_that_are_the_labels_have_an_nmi_of_one() -> None:
    figures = quality(statements("aabb", "kaka", "...."), np.array([0, 0, 1, 1]))
    assert figures.nmi_topic == pytest.approx(1)
    assert figures.homogeneity == pytest.approx(1)
    assert figures.nmi_language == pytest.approx(0)
    assert figures.outlier_share == 0
    assert figures.n_topics == 2


def test_topics_that_are_languages_show_as_such() -> None:
    figures = quality(statements("abab", "kkuu", "...."), np.array([0, 0, 1, 1]))
    assert figures.nmi_topic == pytest.approx(0)
    assert figures.nmi_language == pytest.approx(1)


def test_outliers_count_as_one_more_cluster_for_labels_and_not_at_all_for_languages() -> None:
    figures = quality(statements("aabb", "kuuu", "...."), np.array([0, 0, -1, -1]))
    assert figures.nmi_topic == pytest.approx(1)
    assert figures.nmi_language == pytest.approx(0)
    assert figures.outlier_share == 0.5
    assert figures.n_topics == 1


def test_finer_topics_stay_homogeneous_and_lose_nmi() -> None:
    figures = quality(statements("aabb", "kuku", "...."), np.array([0, 1, 2, 3]))
    assert figures.homogeneity == pytest.approx(1)
    # I = log 2, H(labels) = log 2, H(topics) = log 4: 1 / 1.5 by the arithmetic mean.
    assert figures.nmi_topic == pytest.approx(2 / 3)


def test_many_small_topics_follow_languages_by_chance_alone() -> None:
    rng = np.random.default_rng(3)
    languages = "".join(rng.choice(list("kuae"), 60))
    few, many = (quality(statements("a" * 60, languages, "." * 60), np.arange(60) % n) for n in (2, 30))
    assert many.nmi_language_chance > 0.3 > 0.1 > few.nmi_language_chance
    assert many.nmi_language == pytest.approx(many.nmi_language_chance, abs=0.1)


def test_everything_an_outlier_has_no_language_figure() -> None:
    figures = quality(statements("ab", "ku", "x."), np.array([-1, -1]))
    assert np.isnan(figures.nmi_language)
    assert figures.n_topics == 0
    assert figures.hidden_recall == 0


def test_as_many_topics_as_statements_are_needed() -> None:
    with pytest.raises(ValueError, match="1 topics do not fit 2 statements"):
        quality(statements("ab", "ku", ".."), np.array([0]))


def test_hidden_precision_and_recall_count_topics_that_are_mostly_hidden() -> None:
    hidden = np.array([True] * 6 + [False] * 4)
    # Topic 0: three of four hidden. Topic 1: half, which is not mostly. Outlier: one hidden one.
    topics = np.array([0, 0, 0, 1, 1, -1, 0, 1, 1, 2])
    precision, recall, f1 = hidden_voice(hidden, topics)
    assert precision == pytest.approx(3 / 4)
    assert recall == pytest.approx(3 / 6)
    assert f1 == pytest.approx(0.6)


def test_without_a_mostly_hidden_topic_all_three_are_zero() -> None:
    assert hidden_voice(np.array([True, False, False]), np.array([0, 0, 0])) == (0, 0, 0)


def test_hidden_outliers_are_not_found() -> None:
    assert hidden_voice(np.array([True, True, False]), np.array([-1, -1, 0])) == (0, 0, 0)


def test_with_nothing_hidden_there_is_no_figure() -> None:
    assert np.isnan(hidden_voice(np.array([False, False]), np.array([0, 0]))).all()


@pytest.fixture(scope="module")
def documents() -> HeldOutDocuments:
    """Four documents in two languages each: river in 0 and 1, ნაპირი (bank) in 0 and 1, bread in 1 and 2."""
    texts = [
        (0, "en", "river"),
        (0, "ka", "ნაპირი"),
        (1, "en", "River bread"),
        (1, "ka", "ნაპირი"),
        (2, "en", "bread"),
        (2, "ka", "ღუმელი"),
        (3, "en", "letter"),
        (3, "ar", "رسالة"),
    ]
    return HeldOutDocuments(pd.DataFrame(texts, columns=["sentence_id", "language", "text"]))


def test_words_that_always_occur_together_have_an_npmi_of_one_across_languages(documents: HeldOutDocuments) -> None:
    assert documents.coherence(["river", "ნაპირი"]) == pytest.approx(1)
    assert documents.coherence(["letter", "رسالة"]) == pytest.approx(1)


def test_words_that_never_occur_together_have_minus_one(documents: HeldOutDocuments) -> None:
    assert documents.coherence(["river", "رسالة"]) == -1


def test_words_together_as_often_as_by_chance_have_zero(documents: HeldOutDocuments) -> None:
    # river in two of four, bread in two of four, both in one: 1/4 = 1/2 * 1/2.
    assert documents.coherence(["RIVER", "bread"]) == pytest.approx(0)


def test_coherence_is_the_mean_over_pairs_of_known_words(documents: HeldOutDocuments) -> None:
    assert documents.coherence(["river", "ნაპირი", "رسالة", "unheard"]) == pytest.approx((1 - 1 - 1) / 3)


def test_a_topic_without_a_pair_has_no_coherence_and_is_left_out(documents: HeldOutDocuments) -> None:
    assert np.isnan(documents.coherence(["river", "unheard"]))
    assert mean_coherence([["river", "unheard"], ["river", "ნაპირი"]], documents) == pytest.approx(1)
    assert np.isnan(mean_coherence([], documents))


def test_a_word_in_every_document_is_coherent_with_itself_only_by_presence() -> None:
    same = HeldOutDocuments(pd.DataFrame({"sentence_id": [0, 1], "language": "en", "text": "water flood"}))
    assert same.coherence(["water", "flood"]) == 1


def test_diversity_is_the_share_of_different_words() -> None:
    assert diversity([["river", "ნაპირი"], ["River", "رسالة"]]) == pytest.approx(3 / 4)
    assert np.isnan(diversity([]))
