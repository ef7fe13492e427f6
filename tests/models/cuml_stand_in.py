"""A stand-in for NVIDIA's cuML: the parameters that its documentation lists, and the libraries of the CPU behind them.

Signatures: docs.nvidia.com/cuml/26.08, cuml.manifold.UMAP and cuml.cluster.HDBSCAN. Whoever passes another parameter
gets a TypeError, as from cuML.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

import hdbscan
import numpy as np
from numpy.typing import NDArray

from models.backends import OnCpu
from models.neighbours import Neighbours

UMAP_PARAMETERS: dict[str, Any] = {
    "n_neighbors": 15,
    "n_components": 2,
    "metric": "euclidean",
    "metric_kwds": None,
    "n_epochs": None,
    "learning_rate": 1.0,
    "min_dist": 0.1,
    "spread": 1.0,
    "set_op_mix_ratio": 1.0,
    "local_connectivity": 1.0,
    "repulsion_strength": 1.0,
    "negative_sample_rate": 5,
    "transform_queue_size": 4.0,
    "init": "spectral",
    "a": None,
    "b": None,
    "target_n_neighbors": -1,
    "target_weight": 0.5,
    "target_metric": "categorical",
    "hash_input": False,
    "random_state": None,
    "force_serial_epochs": None,
    "precomputed_knn": None,
    "callback": None,
    "build_algo": "auto",
    "build_kwds": None,
    "device_ids": None,
    "verbose": False,
    "output_type": None,
}
HDBSCAN_PARAMETERS: dict[str, Any] = {
    "min_cluster_size": 5,
    "min_samples": None,
    "cluster_selection_epsilon": 0.0,
    "max_cluster_size": 0,
    "metric": "euclidean",
    "alpha": 1.0,
    "p": None,
    "cluster_selection_method": "eom",
    "allow_single_cluster": False,
    "gen_min_span_tree": False,
    "verbose": False,
    "output_type": None,
    "prediction_data": False,
    "build_algo": "brute_force",
    "build_kwds": None,
    "device_ids": None,
}


def _with_documented(given: dict[str, object], documented: dict[str, Any]) -> dict[str, Any]:
    if unknown := given.keys() - documented.keys():
        raise TypeError(f"unexpected keyword arguments {sorted(unknown)}")
    return documented | given


class UMAP:
    """cuml.manifold.UMAP, for neighbours that are given."""

    def __init__(self, **given: object) -> None:
        self.given = _with_documented(given, UMAP_PARAMETERS)

    def fit_transform(self, X: NDArray[np.float32]) -> NDArray[np.float32]:  # noqa: N803 - as there
        positions, distances = self.given["precomputed_knn"]
        assert positions.shape == distances.shape == (len(X), self.given["n_neighbors"])
        asked = {name: self.given[name] for name in ("n_components", "min_dist", "n_epochs")}
        cpu = OnCpu()
        near = Neighbours(positions.astype(np.int32), distances)
        return cpu.layout(cpu.graph(near), seed=self.given["random_state"], **asked)


class HDBSCAN:
    """cuml.cluster.HDBSCAN."""

    def __init__(self, **given: object) -> None:
        self.given = _with_documented(given, HDBSCAN_PARAMETERS)

    def fit_predict(self, X: NDArray[np.float32]) -> NDArray[np.int64]:  # noqa: N803 - as there
        asked = {name: self.given[name] for name in ("min_cluster_size", "min_samples", "max_cluster_size")}
        labels: NDArray[np.int64] = hdbscan.HDBSCAN(**asked, core_dist_n_jobs=1).fit_predict(X)
        return labels


def modules() -> dict[str, ModuleType]:
    """What stands in `sys.modules` where cuML is installed."""
    cuml, manifold, cluster = (ModuleType(name) for name in ("cuml", "cuml.manifold", "cuml.cluster"))
    manifold.UMAP, cluster.HDBSCAN = UMAP, HDBSCAN  # type: ignore[attr-defined]
    return {module.__name__: module for module in (cuml, manifold, cluster)}
