"""Says what each topic is about: label, keywords by language, languages, and the statements that stand for it."""

from __future__ import annotations

import pandas as pd

from models.encoder import Vectors
from models.keywords import KeywordTerms, keywords_by_language, merged_keywords
from models.label_evidence import LabelTerms
from models.labels import keyword_label, label_topics
from models.language_check import check_languages
from models.representatives import representatives
from models.sampling import sampling_units, told_sessions
from models.schemas import OUTLIER, Topics

_COLUMNS = (
    "topic_id",
    "label",
    "label_source",
    "label_support",
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
    "main_language_expected",
    "main_language_p",
    "is_one_language",
    "representative_ids",
)


def describe_topics(
    statements: pd.DataFrame,
    assignments: pd.DataFrame,
    vectors: Vectors,
    label_terms: LabelTerms,
    keyword_terms: KeywordTerms,
) -> pd.DataFrame:
    """One row a topic, largest first: the columns of `Topics` that come from the topic's own statements.

    Args:
        statements: Schema `Statements`.
        assignments: Schema `Assignments`, rows in the order of `statements`.
        vectors: Neutralised, shape (n_statements, n_dims), same order.
        label_terms: What labels may be made of; a topic without a label is named by its keywords.
        keyword_terms: The weights of the same statements and topics.
    """
    topic_ids = assignments["topic_id"].to_numpy()
    if (topic_ids == OUTLIER).all():
        return Topics.empty()[list(_COLUMNS)]
    corpus_languages = statements["language"].sort_values().value_counts(normalize=True)
    preferred = [label_terms.candidates.language, *corpus_languages.index]
    words = merged_keywords(keyword_terms, preferred)
    labels = label_topics(topic_ids, vectors, label_terms)
    taken = {label.text for label in labels.values()}
    units = sampling_units(statements)
    rows = []
    for topic_id, members in sorted(pd.Series(range(len(topic_ids))).groupby(topic_ids).indices.items()):
        if topic_id == OUTLIER:
            continue
        own, placed = statements.iloc[members], assignments.iloc[members]
        by_language = _by_language(own["language"], keyword_terms, topic_id)
        label = labels.get(topic_id) or keyword_label(own, words[topic_id], by_language, preferred[0], taken)
        taken.add(label.text)
        rows.append(
            {
                "topic_id": topic_id,
                "label": label.text or f"#{topic_id}",
                "label_source": "words",
                "label_support": label.support,
                "keywords": words[topic_id],
                "keywords_by_language": by_language,
                **_extent(own, placed),
                **check_languages(own["language"], units.iloc[members], corpus_languages),
                "representative_ids": representatives(own, vectors[members], placed["is_clustered"].to_numpy()),
            }
        )
    return (
        pd.DataFrame(rows, columns=_COLUMNS)
        .sort_values(["size", "topic_id"], ascending=[False, True])
        .reset_index(drop=True)
    )


def _by_language(languages: pd.Series[str], keyword_terms: KeywordTerms, topic_id: int) -> dict[str, list[str]]:
    spoken = languages.sort_values().value_counts().index
    found = keywords_by_language(keyword_terms.weights, topic_id, spoken.tolist())
    return {language: words for language, words in found.items() if words}


def _extent(statements: pd.DataFrame, assignments: pd.DataFrame) -> dict[str, object]:
    return {
        "size": len(statements),
        "n_clustered": int(assignments["is_clustered"].sum()),
        "n_sessions": told_sessions(statements).nunique(),
        "map_x": float(assignments["map_x"].median()),
        "map_y": float(assignments["map_y"].median()),
    }
