from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from models.voice_labels import label_parts
from tests.models.conftest import TOPIC_WORDS, HashEncoder, make_label_terms

TOPICS = ["river", "school", "train"]
EACH = 6


def _labels(language: str, encoder: HashEncoder, parts: list[tuple[int | None, list[str]]]) -> list[str]:
    """Labels of voices, each a part's number and its evidence, in a corpus of a few statements on each of `TOPICS`."""
    texts = [TOPIC_WORDS[topic][language] for topic in TOPICS for _ in range(EACH)]
    words = [word for topic in TOPICS for word in TOPIC_WORDS[topic][language].split()]
    voices = pd.DataFrame({"rank": range(1, len(parts) + 1), "statement_ids": [ids for _, ids in parts]}).assign(
        subtopic=pd.array([part for part, _ in parts], dtype="Int64")
    )
    terms = make_label_terms(words, encoder.encode(words), [text.split() for text in texts])
    # Beside them stand statements whose words may not be told: they lend no word and shift no row.
    is_told = np.arange(2 * len(texts)) % 2 == 1
    ids = pd.Series([f"s{number // 2}" if number % 2 else f"withheld-{number}" for number in range(len(is_told))])
    vectors = encoder.encode([texts[number // 2] if number % 2 else f"x{number}" for number in range(len(is_told))])
    found = label_parts(voices, ids, is_told, vectors, terms)["label"]
    assert found.dtype == "str"  # also of no voice at all
    return list(found)


def _evidence(topic: str) -> list[str]:
    return [f"s{TOPICS.index(topic) * EACH + number}" for number in range(EACH)]


@pytest.mark.parametrize("language", ["en", "ar", "ka", "ru"])
def test_two_parts_of_one_topic_have_labels_of_their_own(language: str, encoder: HashEncoder) -> None:
    labels = _labels(language, encoder, [(1, _evidence("river")), (2, _evidence("school"))])
    for label, topic in zip(labels, TOPICS, strict=False):
        assert set(label.split(" · ")) == set(TOPIC_WORDS[topic][language].split())


def test_a_voice_that_is_a_topic_keeps_the_topics_label(encoder: HashEncoder) -> None:
    assert _labels("en", encoder, [(None, _evidence("river")), (1, _evidence("school"))])[0] == ""
    assert _labels("en", encoder, [(None, _evidence("river"))]) == [""]
    assert _labels("en", encoder, []) == []


def test_evidence_whose_words_are_withheld_lends_none_of_them(encoder: HashEncoder) -> None:
    assert _labels("en", encoder, [(1, ["withheld"])]) == [""]
    label = _labels("en", encoder, [(1, [*_evidence("train"), "withheld"])])[0]
    assert set(label.split(" · ")) == set(TOPIC_WORDS["train"]["en"].split())


def test_a_part_that_nothing_sets_apart_has_no_label(encoder: HashEncoder) -> None:
    one_of_each = [_evidence(topic)[0] for topic in TOPICS]
    assert _labels("en", encoder, [(1, one_of_each)]) == [""]
