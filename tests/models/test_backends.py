"""Another library's UMAP and HDBSCAN in the place of those of the CPU. cuML itself needs a GPU: a stand-in is asked."""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
import pytest

from models.backends import OnCpu, OnCuml, backend_of
from models.neighbours import neighbours
from models.topics import TopicSettings, fit_topics
from tests.models import cuml_stand_in
from tests.models.conftest import PlantedCorpus


@pytest.fixture
def cuml(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, module in cuml_stand_in.modules().items():
        monkeypatch.setitem(sys.modules, name, module)


def test_the_configuration_chooses() -> None:
    assert isinstance(backend_of("cpu"), OnCpu)
    assert isinstance(backend_of("cuml"), OnCuml)
    assert TopicSettings().backend == "cpu"


@pytest.mark.usefixtures("cuml")
def test_cuml_is_asked_for_what_the_cpu_is_asked_for(planted: PlantedCorpus) -> None:
    near = neighbours(planted.neutral, 10)
    asked = {"n_components": 5, "min_dist": 0.0, "n_epochs": 20, "seed": 3}
    cpu, gpu = OnCpu(), OnCuml()
    placed = cpu.layout(cpu.graph(near), **asked)  # type: ignore[arg-type]
    np.testing.assert_allclose(gpu.layout(gpu.graph(near), **asked), placed)  # type: ignore[arg-type]
    sizes, rest = [5, 12], {"min_samples": 2, "largest": int(0.4 * len(placed))}
    for here, there in zip(
        cpu.dense_regions(placed, sizes, **rest), gpu.dense_regions(placed, sizes, **rest), strict=True
    ):
        np.testing.assert_array_equal(here, there)


@pytest.mark.usefixtures("cuml")
def test_topics_found_with_it_are_those_of_the_cpu_where_it_computes_the_same(planted: PlantedCorpus) -> None:
    here = fit_topics(planted.statements, planted.neutral, TopicSettings())
    there = fit_topics(planted.statements, planted.neutral, TopicSettings(backend="cuml"))
    pd.testing.assert_frame_equal(here, there)
