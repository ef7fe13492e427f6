"""Which branches of a tree are clusters, on trees done by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from models.branches import APART, TOGETHER, branch_clusters


def clusters_of(
    blocks: list[int], inside: list[float], between: dict[tuple[int, int], float], min_size: int = 2
) -> str:
    """Clusters of blocks of points that agree `inside` themselves and as `between` says with others: a letter each."""
    block = np.repeat(np.arange(len(blocks)), blocks)
    agreed = np.zeros((len(block), len(block)))
    for number, value in enumerate(inside):
        agreed[np.ix_(block == number, block == number)] = value
    for (one, other), value in between.items():
        agreed[np.ix_(block == one, block == other)] = agreed[np.ix_(block == other, block == one)] = value
    np.fill_diagonal(agreed, 1)
    found = branch_clusters(linkage(squareform(1 - agreed), method="average"), min_size=min_size)
    order = {cluster: "abcdefghijklm"[rank] for rank, cluster in enumerate(dict.fromkeys(found.tolist()))}
    return "".join(order[cluster] for cluster in found.tolist())


def test_blocks_that_hardly_agree_are_apart_and_blocks_that_mostly_do_are_one() -> None:
    assert clusters_of([3, 3], [0.9, 0.9], {(0, 1): APART - 0.01}) == "aaabbb"
    assert clusters_of([3, 3], [0.9, 0.9], {(0, 1): TOGETHER + 0.01}) == "aaaaaa"


def test_between_the_bounds_the_longer_stretch_of_agreement_decides() -> None:
    """Whole from 0.3 to 0.4 and in parts from 0.4 to 0.6, or the other way round."""
    assert clusters_of([3, 3], [0.9, 0.9], {(0, 1): 0.4}) == "aaabbb"
    assert clusters_of([3, 3], [0.9, 0.9], {(0, 1): 0.5}) == "aaaaaa"


def test_one_part_of_a_tree_is_cut_finer_than_another() -> None:
    """At no single cut do the first two blocks part while the last two, which agree less, stay together."""
    between = {(0, 1): 0.42, (2, 3): 0.4, (0, 2): 0.1, (0, 3): 0.1, (1, 2): 0.1, (1, 3): 0.1}
    assert clusters_of([4, 4, 4, 4], [0.9, 0.9, 0.42, 0.42], between) == "aaaabbbbcccccccc"


def test_a_part_below_the_smallest_size_leaves_a_branch_whole() -> None:
    assert clusters_of([6, 2], [0.9, 0.9], {(0, 1): 0.4}, min_size=3) == "aaaaaaaa"
    assert clusters_of([6, 3], [0.9, 0.9], {(0, 1): 0.4}, min_size=3) == "aaaaaabbb"


def test_a_branch_that_is_parted_further_down_loses_what_it_shed_on_the_way() -> None:
    between = {(0, 1): 0.38, (0, 2): 0.33, (1, 2): 0.33}
    assert clusters_of([4, 4, 1], [0.9, 0.9, 1.0], between, min_size=3) == "aaaabbbbc"


@pytest.mark.parametrize("n_points", [2, 3, 50])
def test_points_that_agree_in_nothing_stay_alone(n_points: int) -> None:
    tree = linkage(squareform(1 - np.eye(n_points)), method="average")
    assert sorted(branch_clusters(tree, min_size=2).tolist()) == list(range(n_points))


def test_every_point_of_a_random_tree_is_in_a_cluster_between_the_two_flat_cuts() -> None:
    """What is together from `TOGETHER` on is in one cluster; what is apart below `APART` is not."""
    rng = np.random.default_rng(0)
    tree = linkage(rng.random((80, 3)) / 2, method="average")
    found = branch_clusters(tree, min_size=3)
    assert set(found.tolist()) == set(range(found.max() + 1))
    fine = fcluster(tree, 1 - TOGETHER, criterion="distance")
    coarse = fcluster(tree, 1 - APART, criterion="distance")
    assert all(len(set(found[fine == cluster])) == 1 for cluster in set(fine))
    assert all(len(set(coarse[found == cluster])) == 1 for cluster in set(found.tolist()))
