"""Labels of voices that are a part of a topic, whose label tells what the whole of it is about."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.encoder import Vectors
from models.label_evidence import LabelTerms
from models.labels import label_topics
from models.schemas import OUTLIER


def label_parts(
    voices: pd.DataFrame,
    statement_ids: pd.Series[str],
    is_told: NDArray[np.bool_],
    vectors: Vectors,
    label_terms: LabelTerms,
) -> pd.DataFrame:
    """The voices with the column `label`: the words that set the evidence of a part apart from all other statements.

    It is found as the label of a topic is, and audited as strictly; no term stands in the labels of two parts. It is
    empty for a voice that is a topic as a whole, and where no word is borne out.

    Args:
        voices: Columns rank, subtopic and statement_ids.
        statement_ids: Of all statements.
        is_told: Whose words may be told, shape (n_statements,).
        vectors: Neutral, shape (n_statements, n_dims), same order.
        label_terms: On the statements that may be told.
    """
    parts, places = voices[voices["subtopic"].notna()], pd.Index(statement_ids[is_told])
    part_of = np.full(len(places), OUTLIER, dtype=np.int64)
    for rank, ids in zip(parts["rank"], parts["statement_ids"], strict=True):
        found = places.get_indexer(pd.Index(ids))
        part_of[found[found >= 0]] = rank
    labels = label_topics(part_of, vectors, label_terms, rows=np.flatnonzero(is_told)) if len(parts) else {}
    named = [labels[rank].text if rank in labels else "" for rank in voices["rank"]]
    return voices.assign(label=pd.Series(named, index=voices.index, dtype="str"))
