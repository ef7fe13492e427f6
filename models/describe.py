"""Says what each topic is about: label, keywords by language, languages, and the statements that stand for it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import binomtest

from models.encoder import Vectors, unit
from models.keywords import TermWeights, keywords, term_weights
from models.labels import N_WORDS, SEPARATOR, LabelTerms, label_topics
from models.schemas import OUTLIER, Topics

N_REPRESENTATIVES = 6
ONE_LANGUAGE_SHARE = 0.9
ONE_LANGUAGE_P = 0.01

_COLUMNS = (
    "topic_id",
    "label",
    "keywords",
    "keywords_by_language",
    "size",
    "n_clustered",
    "n_sessions",
    "map_x",
    "map_y",
    "n_languages",
    "main_language",
    "main_language_share",
    "is_one_language",
    "representative_ids",
)


def describe_topics(
    statements: pd.DataFrame, assignments: pd.DataFrame, vectors: Vectors, label_terms: LabelTerms
) -> pd.DataFrame:
    """One row a topic, largest first: the columns of `Topics` that come from the topic's own statements.

    Args:
        statements: Schema `Statements`.
        assignments: Schema `Assignments`, rows in the order of `statements`.
        vectors: Neutralised, shape (n_statements, n_dims), same order.
        label_terms: What labels may be made of; a topic without a label is named by its keywords.
    """
    topic_ids = assignments["topic_id"].to_numpy()
    if (topic_ids == OUTLIER).all():
        return Topics.empty()[list(_COLUMNS)]
    weights = term_weights(statements, topic_ids.tolist())
    labels = label_topics(topic_ids, vectors, label_terms)
    corpus_languages = statements["language"].value_counts(normalize=True)
    rows = [
        {
            "topic_id": topic_id,
            **_wording(statements.loc[topic_ids == topic_id, "language"], weights, topic_id, labels.get(topic_id)),
            **_extent(statements[topic_ids == topic_id], assignments[topic_ids == topic_id]),
            **_languages(statements.loc[topic_ids == topic_id, "language"], corpus_languages),
            "representative_ids": representatives(
                statements[topic_ids == topic_id],
                vectors[topic_ids == topic_id],
                assignments.loc[topic_ids == topic_id, "is_clustered"].to_numpy(),
            ),
        }
        for topic_id in weights.topic_ids
    ]
    return (
        pd.DataFrame(rows, columns=_COLUMNS)
        .sort_values(["size", "topic_id"], ascending=[False, True])
        .reset_index(drop=True)
    )


def _wording(languages: pd.Series[str], weights: TermWeights, topic_id: int, label: str | None) -> dict[str, object]:
    counts = languages.value_counts()
    by_language = {language: keywords(weights, topic_id, language=language) for language in counts.index}
    overall = keywords(weights, topic_id)
    return {
        "label": label or SEPARATOR.join(overall[:N_WORDS]) or f"#{topic_id}",
        "keywords": overall,
        "keywords_by_language": {language: found for language, found in by_language.items() if found},
    }


def _extent(statements: pd.DataFrame, assignments: pd.DataFrame) -> dict[str, object]:
    return {
        "size": len(statements),
        "n_clustered": int(assignments["is_clustered"].sum()),
        "n_sessions": statements["session_id"].nunique(),
        "map_x": float(assignments["map_x"].median()),
        "map_y": float(assignments["map_y"].median()),
    }


def _languages(languages: pd.Series[str], corpus_languages: pd.Series[float]) -> dict[str, object]:
    counts = languages.sort_values().value_counts()
    main, n_main = str(counts.index[0]), int(counts.iloc[0])
    share = n_main / len(languages)
    chance = binomtest(n_main, len(languages), corpus_languages[main], alternative="greater").pvalue
    return {
        "n_languages": len(counts),
        "main_language": main,
        "main_language_share": share,
        "is_one_language": bool(share >= ONE_LANGUAGE_SHARE and chance < ONE_LANGUAGE_P),
    }


def representatives(
    statements: pd.DataFrame, vectors: Vectors, is_clustered: NDArray[np.bool_], *, n: int = N_REPRESENTATIVES
) -> list[str]:
    """Ids of up to `n` statements that stand for a topic and come from as many people and languages as can be.

    The half of the statements nearest to the centre is gone through greedily: each choice is the nearest one whose
    session (or author) and language are not heard yet, then the nearest one that adds one of the two, then the nearest.
    Clustered statements go before those that joined afterwards; a text is taken once.
    """
    similarity = vectors @ unit(vectors.mean(axis=0))
    order = sorted(range(len(statements)), key=lambda i: (not is_clustered[i], -similarity[i]))
    ranked = statements.iloc[order].drop_duplicates("text")
    pool = ranked.iloc[: max(n, (len(ranked) + 1) // 2)]
    speakers = pool["session_id"].fillna(pool["author_id"]).fillna(pool["statement_id"]).tolist()
    languages = pool["language"].tolist()
    chosen: list[int] = []
    while len(chosen) < min(n, len(pool)):
        heard = {speakers[i] for i in chosen}
        spoken = {languages[i] for i in chosen}
        left = [i for i in range(len(pool)) if i not in chosen]
        chosen.append(min(left, key=lambda i: ((speakers[i] in heard) + (languages[i] in spoken), i)))
    return [str(pool["statement_id"].iloc[i]) for i in chosen]
