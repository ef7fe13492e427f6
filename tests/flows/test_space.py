"""A run says where language is, or may be, left in the vectors, and embeds the words that describe its topics."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from corpus.schemas import Theme
from corpus.store.embeddings import EmbeddingStore
from flows.calibration import Calibration
from flows.space import NOT_NEUTRAL, OFF, Space, language_warnings
from flows.stages import Stages
from models.background import Background
from models.encoder import Vectors, unit
from models.neutralise import Offsets
from tests.models.conftest import make_statements

LANGUAGES = pd.Series(["ka"] * 60 + ["ar"] * 30 + ["br"] * 9 + ["und"] + ["ff"] * 100)


def calibration(*languages: str) -> Calibration:
    zero = np.zeros(2, dtype=np.float32)
    return Calibration(
        Offsets(zero, np.eye(2, dtype=np.float32), "e", languages), Background(zero, np.eye(2, dtype=np.float32))
    )


def test_languages_that_the_offsets_lack_are_named_with_their_share() -> None:
    (warning,) = language_warnings(LANGUAGES, calibration("kat_Geor", "fuv_Latn"), "auto")
    assert "not measured on Arabic [ar] (15% of the statements), Breton [br] (4% of the statements)." in warning
    assert "Georgian" not in warning
    assert "und" not in warning.replace("under", "")


def test_a_language_that_hardly_occurs_is_not_said_to_have_no_share() -> None:
    few = pd.Series(["ka"] * 999 + ["br"])
    (warning,) = language_warnings(few, calibration("kat_Geor"), Path("offsets.npz"))
    assert "Breton [br] (under 1% of the statements)" in warning


def test_a_language_without_a_name_is_told_by_its_code() -> None:
    (warning,) = language_warnings(pd.Series(["qtz"]), calibration("kat_Geor"), "auto")
    assert "not measured on qtz (100% of the statements)" in warning


def test_without_offsets_language_is_left_in_and_with_off_it_was_asked_for() -> None:
    assert language_warnings(LANGUAGES, None, "auto") == (NOT_NEUTRAL,)
    assert language_warnings(LANGUAGES, None, "off") == (OFF,)
    assert "neutralise: off" in OFF


@pytest.mark.parametrize("languages", [LANGUAGES[LANGUAGES == "ka"], LANGUAGES[:0], pd.Series(["und"])])
def test_where_every_language_is_covered_nothing_is_said(languages: pd.Series) -> None:
    assert language_warnings(languages, calibration("kat_Geor"), "auto") == ()


class _WordEncoder:
    """Every text in a direction of its own, drawn from its letters."""

    fingerprint = "word-encoder"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), 8), unit length."""
        drawn = [np.random.default_rng([ord(letter) for letter in text]).standard_normal(8) for text in texts]
        return unit(np.stack(drawn))


@pytest.fixture
def space(tmp_path: Path) -> Space:
    """A space without calibration, its store in the test's own folder."""
    encoder = _WordEncoder()
    return Space(encoder, EmbeddingStore(tmp_path, encoder.fingerprint), None, Stages())


STATEMENTS = make_statements(
    [{"text": text, "language": language} for text, language in [("river", "en"), ("river", "en"), ("نهر", "ar")]]
)


def test_the_words_of_each_topic_come_with_their_vectors(space: Space) -> None:
    found = space.keyword_terms(STATEMENTS, STATEMENTS[["topic_id"]])
    assert [found.weights.terms[column] for column in found.columns] == ["نهر", "river"]
    np.testing.assert_allclose(found.vectors, _WordEncoder().encode(["نهر", "river"]), atol=1e-6)


def test_terms_for_labels_come_with_their_vectors_and_their_uses(space: Space) -> None:
    found = space.label_terms(STATEMENTS, [], language="en")
    assert found.candidates.terms == ("river",)
    assert found.candidates.uses.toarray().tolist() == [[1], [1], [0]]
    np.testing.assert_allclose(found.vectors, _WordEncoder().encode(["river"]), atol=1e-6)


def test_a_corpus_without_words_needs_no_vector(space: Space) -> None:
    wordless = STATEMENTS.assign(text="2023")
    assert space.keyword_terms(wordless, wordless[["topic_id"]]).vectors.shape == (0, 0)
    assert space.label_terms(wordless, [], language="en").vectors.shape == (0, 0)


def test_marked_sentences_are_embedded_and_their_statements_known(space: Space) -> None:
    themes = [Theme("water", {"en": "Water"}, {}, ("ماء", "a well"), ("школа",)), Theme("bread", {"en": "Bread"}, {})]
    statements = make_statements([{"text": "школа"}, {"text": "ماء"}, {"text": "road"}])
    found = space.theme_marks(themes, statements)
    assert list(found) == ["water"]
    np.testing.assert_allclose(found["water"].examples, space.vectors(["ماء", "a well"]), atol=1e-6)
    assert found["water"].is_example.tolist() == [False, True, False]
    assert found["water"].is_counterexample.tolist() == [True, False, False]
    assert space.theme_marks([Theme("bread", {"en": "Bread"}, {})], statements) == {}
