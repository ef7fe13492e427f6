"""The demo's topics keep their numbers: statements come and go, fits are repeated, the seed changes."""

from __future__ import annotations

import pytest

from benchmarks.identity import Identity, measure_identity
from corpus.read import read_sources
from corpus.store.embeddings import EmbeddingStore
from flows.calibration import calibration_for
from flows.embedding import embed_once
from flows.encoders import EncoderSettings, load_encoder
from flows.settings import load_settings
from models.neutralise import neutralise
from models.topics import TopicSettings
from tests.flows.conftest import DEMO, DemoRun

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def measured(demo_run: DemoRun) -> list[Identity]:
    assert demo_run.finished.code == 0, demo_run.finished.err
    settings, encoder = load_settings(DEMO / "consultation.yaml"), load_encoder(EncoderSettings())
    statements = read_sources(settings.sources, groups=settings.groups).statements
    calibration = calibration_for(encoder, "auto")
    assert calibration is not None
    store = EmbeddingStore(demo_run.output / "store", encoder.fingerprint)
    vectors = neutralise(embed_once(statements["text"].tolist(), encoder, store), calibration.offsets)
    return measure_identity(statements, vectors, TopicSettings(), seeds=(0, 1))


@pytest.mark.parametrize("is_fitted", [False, True], ids=["by the rule", "new fit"])
@pytest.mark.parametrize("change", ["removed", "added"])
def test_one_in_a_hundred_that_comes_or_goes_leaves_98_of_100_numbers(
    measured: list[Identity], change: str, is_fitted: bool
) -> None:
    kept = [pair.kept_share for pair in measured if (pair.change, pair.is_fitted) == (change, is_fitted)]
    assert len(kept) == 2
    assert min(kept) >= 0.98


def test_another_seed_leaves_90_of_100_numbers(measured: list[Identity]) -> None:
    kept = [pair.kept_share for pair in measured if pair.change == "none"]
    assert len(kept) == 2
    assert min(kept) >= 0.9
