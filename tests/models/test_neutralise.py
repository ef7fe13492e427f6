"""Language goes, meaning stays, also the meaning that only one language voices."""

from __future__ import annotations

import numpy as np
import pytest

from models.encoder import unit
from models.neutralise import measure_offsets, neutralise
from tests.models.conftest import PlantedCorpus


def _language_spread(vectors: np.ndarray, languages: np.ndarray) -> float:
    means = np.stack([vectors[languages == language].mean(axis=0) for language in np.unique(languages)])
    return float(np.linalg.norm(means - means.mean(axis=0), axis=1).mean())


def test_languages_come_together_and_topics_stay_apart(planted: PlantedCorpus) -> None:
    offsets = measure_offsets(planted.reference, encoder="fake")
    neutral = neutralise(planted.raw, offsets, kept=0.0)
    languages = planted.statements["language"].to_numpy()
    assert _language_spread(neutral, languages) < 0.15 * _language_spread(planted.raw, languages)
    assert _language_spread(neutral, planted.topics) > _language_spread(planted.raw, planted.topics)


def test_a_topic_that_one_language_alone_voices_is_not_erased(planted: PlantedCorpus) -> None:
    offsets = measure_offsets(planted.reference, encoder="fake")
    alone = (planted.topics != "river") | (planted.statements["language"] == "ka").to_numpy()
    neutral = neutralise(planted.raw[alone], offsets)
    is_river = planted.topics[alone] == "river"
    river = unit(neutral[is_river].mean(axis=0))
    assert (neutral[is_river] @ river).min() > np.quantile(neutral[~is_river] @ river, 0.99)


def test_vectors_keep_unit_length(planted: PlantedCorpus) -> None:
    offsets = measure_offsets(planted.reference, encoder="fake")
    np.testing.assert_allclose(np.linalg.norm(neutralise(planted.raw, offsets), axis=1), 1, atol=1e-5)


def test_directions_are_one_fewer_than_languages_and_orthonormal(planted: PlantedCorpus) -> None:
    offsets = measure_offsets(planted.reference, encoder="fake")
    assert offsets.directions.shape == (3, 48)
    np.testing.assert_allclose(offsets.directions @ offsets.directions.T, np.eye(3), atol=1e-5)


def test_a_reference_that_is_not_parallel_is_refused(planted: PlantedCorpus) -> None:
    with pytest.raises(ValueError, match="same sentences in every language"):
        measure_offsets({**planted.reference, "ru": planted.reference["ru"][:10]}, encoder="fake")
    with pytest.raises(ValueError, match="at least two languages"):
        measure_offsets({"ru": planted.reference["ru"]}, encoder="fake")
