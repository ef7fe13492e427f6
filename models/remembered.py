"""What a run leaves to the next one about its topics, and which of it holds for the statements of today.

It is kept beside the store and never published: it tells the topics before analysts' merges.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.schemas import OUTLIER

Event = Literal["split", "merged", "vanished", "returned"]

STATEMENT_COLUMNS = {
    "statement_id": "str",
    "text_sha256": "str",
    "topic_id": "int64",
    "found_topic_id": "int64",
    "topic_probability": "float64",
    "is_clustered": "bool",
    "stability": "float64",
    "map_x": "float64",
    "map_y": "float64",
    "is_fitted": "bool",
}
"""`found_topic_id` is the topic as it was found, `topic_id` the one after analysts' splits and before their merges;
`is_fitted` tells the statements of the last fit from those that joined since. The text itself is not remembered."""

TOPIC_COLUMNS = ("topic_id", "is_present", "centre", "exemplars", "split_from")
"""`centre`: list of floats or None; `exemplars`: list of text hashes, most central first; `split_from`: the topic that
analysts split it out of, or missing. Topics that vanished stay, with `is_present` false, in case they come back."""


@dataclass(frozen=True)
class Fit:
    """The fit that a run's topics come from. `made_with` maps what it depended on to a fingerprint of each."""

    made_with: Mapping[str, str]
    n_statements: int
    topic_sizes: Mapping[int, int]
    """By found topic, what the fit itself put there; the rest were outliers."""
    run_id: str | None = None
    """None until the run that made the fit has an id."""

    @property
    def outlier_share(self) -> float:
        """Share of statements that the fit left in no topic, 0 to 1."""
        return 1 - sum(self.topic_sizes.values()) / self.n_statements


@dataclass(frozen=True)
class TopicEvent:
    """What became of a topic on a day: it split from `others`, took `others` in, vanished into them, or returned."""

    on: dt.date
    topic_id: int
    became: Event
    others: tuple[int, ...] = ()


@dataclass(frozen=True)
class Remembered:
    """What a run left: columns as in `STATEMENT_COLUMNS` and `TOPIC_COLUMNS`. Without a `fit` only ids are sure."""

    statements: pd.DataFrame
    topics: pd.DataFrame
    fit: Fit | None = None
    history: tuple[TopicEvent, ...] = field(default=())


def text_sha256(text: str) -> str:
    """What tells one text from another without holding it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def without_fit(statements: pd.DataFrame) -> Remembered:
    """What can be known of a run that only left `statement_id` and `topic_id`."""
    known = statements[["statement_id", "topic_id"]].assign(
        text_sha256=None,
        found_topic_id=statements["topic_id"],
        topic_probability=1.0,
        is_clustered=True,
        stability=np.nan,
        map_x=0.0,
        map_y=0.0,
        is_fitted=False,
    )
    present = sorted(set(statements["topic_id"]) - {OUTLIER})
    topics = pd.DataFrame({"topic_id": pd.Series(present, dtype="int64"), "is_present": True})
    empty = pd.Series([[] for _ in present], index=topics.index, dtype=object)
    topics = topics.assign(centre=None, exemplars=empty, split_from=pd.array([pd.NA] * len(present), dtype="Int64"))
    return Remembered(known[list(STATEMENT_COLUMNS)].astype(STATEMENT_COLUMNS), topics)


def recall(statements: pd.DataFrame, remembered: Remembered) -> pd.DataFrame:
    """What is remembered of each of today's statements, in their order, with `is_known` false where nothing is.

    A statement is known if its id and its words are, or its words alone: a source that was renamed gives new ids to
    the same words. One with an old id and new words is not known; neither is anything of what left the sources.

    Args:
        statements: Columns statement_id and text.
        remembered: What the last run left.
    """
    today = statements[["statement_id"]].assign(text_sha256=statements["text"].map(text_sha256)).astype("str")
    today = today.reset_index(drop=True)
    old = remembered.statements.reset_index(drop=True)
    source, is_own = _sources(today, old)
    is_known = source >= 0
    found = old.reindex(index=np.where(is_known, source, -1)).reset_index(drop=True)
    return pd.DataFrame(
        {
            "statement_id": today["statement_id"],
            "text_sha256": today["text_sha256"],
            "is_known": is_known,
            "is_fitted": is_own & found["is_fitted"].eq(True),
            "topic_id": found["topic_id"].fillna(OUTLIER).astype("int64"),
            "found_topic_id": found["found_topic_id"].fillna(OUTLIER).astype("int64"),
            "topic_probability": found["topic_probability"].fillna(0.0),
            "is_clustered": found["is_clustered"].eq(True),
            "stability": found["stability"],
            "map_x": found["map_x"],
            "map_y": found["map_y"],
        }
    )


def _sources(today: pd.DataFrame, old: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """For every statement of today the position of the old one that tells about it (-1: none), and whether as its own.

    Of equal texts each old one stands for one of today; for those that are left over another one's may speak.
    """
    source = pd.Index(old["statement_id"]).get_indexer(pd.Index(today["statement_id"])).astype("int64")
    words = np.asarray([*old["text_sha256"], None], dtype=object)[source]  # the last for -1, who is nobody
    source[(source < 0) | ~(pd.isna(words) | (words == today["text_sha256"].to_numpy(dtype=object)))] = -1
    renamed = _ranked(today[source < 0]).merge(
        _ranked(old.drop(index=source[source >= 0])), on=["text_sha256", "rank"], suffixes=("", "_old")
    )
    source[renamed["position"]] = renamed["position_old"]
    is_own = source >= 0
    spoken_for = _ranked(old).query("rank == 0").set_index("text_sha256")["position"]
    rest = today.loc[~is_own, "text_sha256"].map(spoken_for)
    source[~is_own] = rest.fillna(-1).astype("int64")
    return source, is_own


def _ranked(statements: pd.DataFrame) -> pd.DataFrame:
    """Columns text_sha256, rank among equal texts by statement_id, and position (the index) of what has a text."""
    ordered = statements[statements["text_sha256"].notna()].sort_values("statement_id")
    rank = ordered.groupby("text_sha256").cumcount()
    return pd.DataFrame({"text_sha256": ordered["text_sha256"], "rank": rank, "position": ordered.index})
