"""Scores in batches, beside py3langid's own, one text at a time."""

from __future__ import annotations

import numpy as np
import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from corpus.languages.model import scorer
from tests.corpus.languages.test_identify import SENTENCES

TEXTS = [*SENTENCES.values(), "x", "ОЧЕНЬ ГРОМКО И ПОНЯТНО", "123", "", "dva slova " * 900, "سؤال", "字" * 700]


def test_scores_are_those_of_the_model_one_text_at_a_time() -> None:
    single = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    scores = scorer().score(TEXTS)
    for text, probabilities in zip(TEXTS, scores.probabilities, strict=True):
        expected = dict(single.rank(text))
        for language in ("en", "fr", "ru", "ar", "am", "zh", "sr", "tr"):
            place = scorer().languages.index(language)
            assert probabilities[place] == pytest.approx(expected[language], abs=1e-4)


def test_a_text_scores_the_same_in_any_company() -> None:
    together = scorer().score(TEXTS * 3)
    for place, text in enumerate(TEXTS):
        alone = scorer().score([text])
        np.testing.assert_array_equal(together.probabilities[place], alone.probabilities[0])
        np.testing.assert_array_equal(together.fits[place], alone.fits[0])


def test_a_text_longer_than_a_batch_is_scored(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["слово " * 50, "mot", "كلمة"]
    expected = scorer().score(texts).probabilities
    monkeypatch.setattr("corpus.languages.scores.BATCH_BYTES", 100)
    np.testing.assert_array_equal(scorer().score(texts).probabilities, expected)


def test_a_text_without_features_fits_no_language() -> None:
    scores = scorer().score([""])
    assert scores.n_features[0] == 0
    assert scores.probabilities.max() < 0.02  # twice the others: Serbian, which the model knows in two scripts


def test_no_texts_are_no_scores() -> None:
    assert scorer().score([]).probabilities.shape[0] == 0
