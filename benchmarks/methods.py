"""Who is compared: every method by the name that the command knows it under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Space = Literal["raw", "neutral", "centred"]
"""Vectors as the encoder gives them; with the shipped language offsets taken out; centred on each language's mean in
the corpus itself."""


@dataclass(frozen=True)
class Method:
    """A method and the vectors it gets. `function` is `module:name`; `packages` are those whose version matters."""

    name: str
    label: str
    function: str
    space: Space
    packages: tuple[str, ...] = ()
    is_ours: bool = False
    reads_labels: bool = False
    is_trained: bool = False
    """Whether it learns from labelled statements of no scenario, so that it needs a corpus that has some."""
    on_variations: bool = False
    """Whether it is also measured on many hidden voices, which takes long."""


_OURS = ("underheard", "bertopic", "umap-learn", "hdbscan", "scikit-learn", "numpy")
_BERTOPIC = ("bertopic", "umap-learn", "hdbscan")

_PROBE = ("scikit-learn", "numpy")

_ALL = (
    Method("ours", "Underheard", "benchmarks.own:underheard", "neutral", _OURS, is_ours=True, on_variations=True),
    Method("ours-raw", "Underheard, not neutralised", "benchmarks.own:underheard", "raw", _OURS, is_ours=True),
    Method(
        "ours-centred",
        "Underheard, centred on the corpus's language means",
        "benchmarks.own:underheard",
        "centred",
        _OURS,
        is_ours=True,
    ),
    Method("bertopic", "BERTopic", "benchmarks.peers:bertopic_defaults", "raw", _BERTOPIC),
    Method(
        "bertopic-neutral",
        "BERTopic, neutral, outliers reassigned",
        "benchmarks.peers:bertopic_without_outliers",
        "neutral",
        _BERTOPIC,
        on_variations=True,
    ),
    Method("top2vec", "Top2Vec", "benchmarks.peers:top2vec", "raw", ("top2vec", "umap-learn", "hdbscan")),
    Method("keynmf", "Turftopic KeyNMF, 30", "benchmarks.peers:turftopic_keynmf", "raw", ("turftopic",)),
    Method("turftopic", "Turftopic clustering", "benchmarks.peers:turftopic_clustering", "raw", ("turftopic",)),
    Method("fastopic", "FASTopic, 30", "benchmarks.peers:fastopic", "raw", ("fastopic", "torch")),
    Method("evoc", "EVoC", "benchmarks.peers:evoc", "raw", ("evoc",)),
    Method("lda", "LDA (tomotopy), 30", "benchmarks.peers:lda", "raw", ("tomotopy",)),
    Method(
        "probe",
        "ceiling: linear probe, cross-validated",
        "benchmarks.own:linear_probe",
        "neutral",
        _PROBE,
        is_ours=True,
        reads_labels=True,
        on_variations=True,
    ),
    Method(
        "probe-trained",
        "ceiling: linear probe, trained on 7,010 other statements",
        "benchmarks.own:trained_probe",
        "neutral",
        _PROBE,
        is_ours=True,
        is_trained=True,
        on_variations=True,
    ),
    Method("labels", "the labels themselves", "benchmarks.own:labels", "raw", is_ours=True, reads_labels=True),
)

METHODS = {method.name: method for method in _ALL}
