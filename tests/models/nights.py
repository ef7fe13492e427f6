"""A consultation over several nights, with fits that find what they are told to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest

from models import continuity
from models.continuity import FoundTopics, SettledTopics, find_topics, settle_topics
from models.curation import Decision
from models.encoder import Vectors, unit
from models.schemas import OUTLIER
from models.topics import TopicSettings

N_DIMS = 48
MADE_WITH = {"encoder": "e", "neutralise": "n", "topics": "t", "version": "1"}


def placed(members: Mapping[int, Iterable[str]]) -> pd.DataFrame:
    """One statement for each id (a letter, if a text is given), in the topic of its key."""
    rows = [(statement_id, topic_id) for topic_id, ids in members.items() for statement_id in ids]
    frame = pd.DataFrame(rows, columns=["statement_id", "topic_id"]).astype({"topic_id": "int64"})
    return frame.assign(
        unmerged_topic_id=frame["topic_id"],
        topic_probability=np.where(frame["topic_id"] == OUTLIER, 0.0, 1.0),
        is_clustered=frame["topic_id"] != OUTLIER,
        stability=np.where(frame["topic_id"] == OUTLIER, np.nan, 1.0),
        map_x=frame["topic_id"].astype(float),
        map_y=0.0,
    )


def around(centre: str, n: int, *, spread: float = 0.5, start: int = 0) -> dict[str, Vectors]:
    """Vectors of `n` statements about `centre`, by id: `centre-0` and so on; always the same ones."""
    middle = np.random.default_rng([ord(letter) for letter in centre]).standard_normal(N_DIMS)
    return {
        f"{centre}-{number}": unit(
            unit(middle) + spread * unit(np.random.default_rng([number, *map(ord, centre)]).standard_normal(N_DIMS))
        )
        for number in range(start, start + n)
    }


@dataclass
class Nights:
    """Runs one after the other. A statement's id says where it lies, and its text is its id unless it was edited."""

    monkeypatch: pytest.MonkeyPatch
    decisions: dict[int, Decision] = field(default_factory=dict)
    settled: SettledTopics | None = None
    found: FoundTopics | None = None
    day: dt.date = dt.date(2022, 7, 1)
    n_fits: int = 0

    def run(
        self,
        vectors: Mapping[str, Vectors],
        fit: Mapping[int, Iterable[str]],
        *,
        is_asked: bool = False,
        texts: Mapping[str, str] | None = None,
        made_with: Mapping[str, str] = MADE_WITH,
        order: int | None = None,
        at_risk: Iterable[str] = (),
    ) -> SettledTopics:
        """A night with the statements of `vectors`, where a fit, if there is one, finds the topics of `fit`."""
        ids = list(vectors)
        if order is not None:
            ids = list(np.random.default_rng(order).permutation(ids))
        statements = pd.DataFrame({"statement_id": ids, "text": [(texts or {}).get(each, each) for each in ids]})
        topic_of = {each: topic_id for topic_id, members in fit.items() for each in members}

        def fake_fit(statements: pd.DataFrame, *_: object, **__: object) -> pd.DataFrame:
            self.n_fits += 1
            return placed_in_order(statements["statement_id"], topic_of)

        self.monkeypatch.setattr(continuity, "fit_topics", fake_fit)
        points = np.stack([vectors[each] for each in ids])
        first_free = self.settled.next_topic_id if self.settled else 0
        self.found = find_topics(
            statements.assign(language="und"),
            points,
            TopicSettings(min_topic_size=5),
            self.settled.remembered if self.settled else None,
            made_with=made_with,
            is_asked=is_asked,
            first_free=first_free,
        )
        self.settled = settle_topics(
            self.found, points, self.decisions, today=self.day, first_free=first_free, at_risk=set(at_risk)
        )
        self.day += dt.timedelta(days=1)
        return self.settled

    def topics(self, column: str = "topic_id") -> dict[str, int]:
        """Topic of every statement of the last night."""
        assert self.settled is not None
        frame = self.settled.assignments
        return dict(zip(frame["statement_id"], frame[column].astype(int), strict=True))

    def lineage(self) -> dict[int, tuple[str, list[int]]]:
        """What became of each topic in the last night."""
        assert self.settled is not None
        rows = self.settled.lineage.itertuples(index=False)
        return {int(row.topic_id): (str(row.lineage), list(row.parents)) for row in rows}

    def reason(self) -> str:
        """Why the last night did or did not find the topics anew."""
        assert self.found is not None
        return self.found.refit.reason


def placed_in_order(ids: Iterable[str], topic_of: Mapping[str, int]) -> pd.DataFrame:
    """Assignments in the order of `ids`; who has no topic is an outlier."""
    ids = list(ids)
    members = {
        topic_id: [each for each in ids if topic_of.get(each, OUTLIER) == topic_id]
        for topic_id in [OUTLIER, *sorted(set(topic_of.values()))]
    }
    return placed(members).set_index("statement_id").loc[ids].reset_index()
