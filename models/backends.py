"""Who lays points out and finds dense regions among them: the libraries of the CPU, or NVIDIA's cuML in their place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from models.encoder import Vectors
from models.layout import N_NEGATIVES, fuzzy_graph, layout
from models.neighbours import Neighbours

if TYPE_CHECKING:
    from scipy.sparse import coo_array

BackendName = Literal["cpu", "cuml"]

Graph = TypeVar("Graph")


class Backend(Protocol, Generic[Graph]):
    """UMAP and HDBSCAN."""

    @property
    def n_at_once(self) -> int | None:
        """Layouts that may be made side by side; None: one a core."""

    def graph(self, near: Neighbours) -> Graph:
        """What a layout is made from. Not for several threads at a time."""

    def layout(self, graph: Graph, *, n_components: int, min_dist: float, n_epochs: int, seed: int) -> Vectors:
        """UMAP of the points, shape (n_points, n_components); see `models.layout.layout`."""

    def dense_regions(
        self, placed: Vectors, sizes: Sequence[int], *, min_samples: int, largest: int
    ) -> list[NDArray[np.int64]]:
        """HDBSCAN's clusters (-1: none) for each smallest cluster size; none of more than `largest` points."""


class OnCpu:
    """UMAP's layout of our own and the library hdbscan."""

    n_at_once = None

    def graph(self, near: Neighbours) -> coo_array:
        """See `Backend`."""
        return fuzzy_graph(near)

    def layout(self, graph: coo_array, *, n_components: int, min_dist: float, n_epochs: int, seed: int) -> Vectors:
        """See `Backend`."""
        return layout(graph, n_components=n_components, min_dist=min_dist, n_epochs=n_epochs, seed=seed)

    def dense_regions(
        self, placed: Vectors, sizes: Sequence[int], *, min_samples: int, largest: int
    ) -> list[NDArray[np.int64]]:
        """See `Backend`; all from one tree."""
        from hdbscan import HDBSCAN
        from hdbscan.hdbscan_ import _tree_to_labels  # the library has no public way to read one tree at several sizes

        tree = HDBSCAN(min_samples=min_samples, core_dist_n_jobs=1).fit(placed).single_linkage_tree_.to_numpy()
        return [
            np.asarray(_tree_to_labels(placed, tree, size, max_cluster_size=max(size, largest))[0], dtype=np.int64)
            for size in sizes
        ]


class OnCuml:
    """UMAP and HDBSCAN of NVIDIA's cuML, by its documented interface alone, one after the other on one GPU.

    Source:
        https://docs.rapids.ai/api/cuml/stable/: `cuml.manifold.UMAP`, `cuml.cluster.HDBSCAN`.
    """

    n_at_once = 1

    def graph(self, near: Neighbours) -> Neighbours:
        """The neighbours as they are: cuML makes its own graph of them."""
        return near

    def layout(self, graph: Neighbours, *, n_components: int, min_dist: float, n_epochs: int, seed: int) -> Vectors:
        """See `Backend`."""
        from cuml.manifold import UMAP

        n_points, n_neighbours = graph.positions.shape
        umap = UMAP(
            n_neighbors=n_neighbours,
            n_components=n_components,
            n_epochs=n_epochs,
            min_dist=min_dist,
            negative_sample_rate=N_NEGATIVES,
            random_state=seed,
            precomputed_knn=(graph.positions.astype(np.int64), graph.distances),
            output_type="numpy",
        )
        # Where the neighbours are given, the points themselves are only counted.
        return np.asarray(umap.fit_transform(np.zeros((n_points, 1), dtype=np.float32)), dtype=np.float32)

    def dense_regions(
        self, placed: Vectors, sizes: Sequence[int], *, min_samples: int, largest: int
    ) -> list[NDArray[np.int64]]:
        """See `Backend`; a fit for each size, as cuML does not give its tree away."""
        from cuml.cluster import HDBSCAN

        def regions(size: int) -> NDArray[np.int64]:
            found = HDBSCAN(
                min_cluster_size=size,
                min_samples=min_samples,
                max_cluster_size=max(size, largest),
                output_type="numpy",
            )
            return np.asarray(found.fit_predict(placed), dtype=np.int64)

        return [regions(size) for size in sizes]


def backend_of(name: BackendName) -> Backend[Any]:
    """The backend of this name."""
    return OnCuml() if name == "cuml" else OnCpu()
