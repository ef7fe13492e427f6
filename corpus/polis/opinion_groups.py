"""Opinion groups from votes alone, as Pol.is finds them, for exports that do not tell them.

Source: compdemocracy/polis, math/src/polismath/math/conversation.clj (`:in-conv`, `:base-clusters`, `max-k-fn`,
`:group-clusterings`), pca.clj (`sparsity-aware-project-ptpt`) and clusters.clj (`init-clusters`, `kmeans`). The
service carries clusters along from update to update and holds a number of groups back until it was best four
times; an export has no such history, so groups here are those of a first look at all votes. How near they come
is in docs/decisions/0014-polis.md.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sklearn.cluster import KMeans

MIN_VOTES = 7
"""Or all comments, where there are fewer: whoever votes less is placed by too little."""
MIN_PARTICIPANTS = 15
"""Where fewer voted so often, those who voted most are taken in."""
N_AXES = 2
MAX_BASE_CLUSTERS = 100
MAX_GROUPS = 5
BASE_CLUSTERS_PER_GROUP = 12
"""Up to 2 groups, and one more for each so many base clusters."""
BASE_ROUNDS, GROUP_ROUNDS = 100, 20

Points = NDArray[np.float64]


def in_conversation(votes: pd.DataFrame) -> list[str]:
    """The participants whose votes count for group statistics, in the order of `votes`.

    `votes` has one row a participant and comment (`read_votes`). A participant counts with 7 votes, or with one on
    every comment where there are fewer; where fewer than 15 do, those who voted most make up the number.
    """
    n_votes = votes.groupby("participant", sort=False).size()
    enough = n_votes >= min(MIN_VOTES, votes["comment_id"].nunique())
    missing = MIN_PARTICIPANTS - int(enough.sum())
    if missing > 0:
        next_ones = n_votes[~enough].sort_values(ascending=False, kind="stable").index[:missing]
        enough = enough | enough.index.isin(next_ones)
    return [str(participant) for participant in enough.index[enough]]


def computed_groups(votes: pd.DataFrame, left_out: Collection[str] = ()) -> pd.Series[str]:
    """The opinion group ("0" to "4") of each participant in the conversation; the index is the participant.

    Comments in `left_out` (rejected, or about the conversation) place nobody. Empty where there are too few
    different participants to tell groups apart. The same votes give the same groups.
    """
    members = in_conversation(votes)
    matrix = votes.set_index(["participant", "comment_id"])["vote"].unstack().astype(float)  # noqa: PD010 - nothing to add up
    matrix = matrix.loc[votes["participant"].unique()]
    matrix.loc[:, matrix.columns.isin(list(left_out))] = 0.0
    labels = None
    if min(matrix.shape) > N_AXES:
        placed = pd.DataFrame(_placed(matrix.to_numpy()), index=matrix.index)
        labels = _clustered(placed.loc[members].to_numpy())
    if labels is None:
        return groups_of_participants({})
    return groups_of_participants(dict(zip(members, labels.astype(str).tolist(), strict=True)))


def groups_of_participants(groups: Mapping[str, str]) -> pd.Series[str]:
    """A mapping from participant to opinion group as a series of text, with the participants as its index."""
    return pd.Series(list(groups.values()), index=pd.Index(list(groups), dtype="str", name="participant"), dtype="str")


def _placed(matrix: Points) -> Points:
    """Participants in two dimensions, of shape (n_participants, 2), for votes with NaN where nobody voted.

    A missing vote counts as the comment's mean for the axes and not at all for the place; those who voted on
    little are pushed outwards to make up for it.
    """
    from sklearn.decomposition import PCA

    is_missing = np.isnan(matrix)
    means = np.nanmean(matrix, axis=0)
    filled = np.where(is_missing, means, matrix)
    if not np.ptp(filled, axis=0).any():  # all of one mind: there is no axis
        return np.zeros((len(matrix), N_AXES))
    pca = PCA(n_components=N_AXES, svd_solver="covariance_eigh").fit(filled)
    projected = np.where(is_missing, 0.0, matrix - pca.mean_) @ pca.components_.T
    n_votes = np.maximum((~is_missing).sum(axis=1), 1)
    pushed: Points = projected * np.sqrt(matrix.shape[1] / n_votes)[:, None]
    return pushed


def _clustered(placed: Points) -> NDArray[np.int64] | None:
    """A group for each row: a hundred small clusters first, then groups of these, as many as separate best."""
    from sklearn.metrics import silhouette_score

    base = _k_means(placed, MAX_BASE_CLUSTERS, BASE_ROUNDS)
    sizes = np.bincount(base.labels_, minlength=len(base.cluster_centers_))
    centres, sizes = base.cluster_centers_[sizes > 0], sizes[sizes > 0]
    of_base = np.unique(base.labels_, return_inverse=True)[1]
    best: NDArray[np.int64] | None = None
    best_silhouette = -1.0
    max_groups = min(MAX_GROUPS, 2 + len(centres) // BASE_CLUSTERS_PER_GROUP, len(centres))
    for n_groups in range(2, max_groups + 1):
        labels = _k_means(centres, n_groups, GROUP_ROUNDS, weights=sizes).labels_
        n_found = len(np.unique(labels))
        if n_found < 2:
            continue
        # Each on its own: the service calls that 0, and the library refuses.
        silhouette = silhouette_score(centres, labels) if n_found < len(centres) else 0.0
        if silhouette >= best_silhouette:  # of equals the service takes the last
            best, best_silhouette = labels[of_base], silhouette
    return best


def _k_means(points: Points, n_clusters: int, n_rounds: int, *, weights: NDArray[np.int64] | None = None) -> KMeans:
    """k-means from the first different points, in the order of the export, which is that of the service's matrix."""
    from sklearn.cluster import KMeans

    _, first = np.unique(points, axis=0, return_index=True)
    start = points[np.sort(first)[:n_clusters]]
    return KMeans(len(start), init=start, n_init=1, max_iter=n_rounds).fit(points, sample_weight=weights)
