"""What each column of the exported tables means, from the docstrings of the schemas that make them.

The meanings are messages of the catalogues like all words of the report, the docstrings included:
tests/reports/test_wording.py fails where one is not translated.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import lru_cache

import pandas as pd
import pandera.pandas as pa

from corpus.schemas import Statements, Votes
from models.figure_schemas import Breakdowns, DistinctiveTerms, Representation, Silences, TopicVotes
from models.schemas import Assignments, Decisions, Review, StatementThemes, Themes, Topics, Voices
from reports.tables import COLUMNS
from reports.wording import N_, Wording

_SCHEMAS: dict[str, tuple[type[pa.DataFrameModel], ...]] = {
    "statements": (Statements, Assignments),
    "statement_themes": (StatementThemes,),
    "topics": (Topics,),
    "themes": (Themes,),
    "review": (Review, Statements),
    "representation": (Representation,),
    "voices": (Voices,),
    "distinctive_terms": (DistinctiveTerms,),
    "votes": (Votes,),
    "breakdowns": (Breakdowns,),
    "silences": (Silences,),
    "topic_votes": (TopicVotes,),
    "decisions": (Decisions,),
}

_PLAIN = {
    "statement_id": "Identifies the statement in every table and every run.",
    "text": "What was said, with personal data replaced by typed markers.",
    "source": "Name of the source in the configuration.",
    "source_type": "notes, polis or table.",
    "session_id": "The consultation event; empty where there is none or where it would identify people.",
    "date": "Day on which it was said (UTC); the first of the month for people at risk.",
    "topic_id": "Identifies the topic, the same from run to run; -1 is an outlier, in no topic.",
    "theme_id": "Identifies the theme; in statements and topics the most probable one.",
    "theme_score": "Probability that the statement is about that theme, 0 to 1; for a topic the mean.",
    "any_theme_score": "Probability that the statement is about any of the themes, 0 to 1.",
    "score": "For a theme its probability, 0 to 1; for a voice how much it deserves reading, within this run only.",
    "assigned": "Whether the statement carries the theme.",
    "map_x": "Place on the topic map; distances are a rough guide only.",
    "map_y": "Place on the topic map; distances are a rough guide only.",
    "is_seed": "Written by the organisers to start a Pol.is conversation.",
    "is_meta": "About the conversation itself; such comments are counted and left out, so none is marked here.",
    "n_agree": "Votes to agree with a Pol.is comment.",
    "n_disagree": "Votes to disagree with a Pol.is comment.",
    "n_pass": "Votes to pass on a Pol.is comment.",
    "is_counted": "Whether it counts in figures; not where duplicates count once and another statement stands for it.",
    "label": "Name of the topic or theme.",
    "keywords_by_language": "The most telling words in each language.",
    "size": "Statements in the topic.",
    "n_clustered": "Statements that the clustering itself placed; the others were assigned afterwards.",
    "n_statements": "Statements counted.",
    "n_sessions": "Sessions in which they were said.",
    "n_languages": "Languages in which they were said.",
    "n_regions": "Regions in which they were said.",
    "main_language": "The topic's most frequent language.",
    "main_language_share": "Its share of the topic's statements, 0 to 1.",
    "coverage": "covered, partly or uncovered by the hand-written themes.",
    "covered_low": "Lower end of the 95% interval of covered_share.",
    "covered_high": "Upper end of the 95% interval of covered_share.",
    "lineage": "new, continued, grown, shrunk, split or merged, against the previous run.",
    "parents": "Topics of the previous run from which it came.",
    "representative_ids": "Statements that show best what the topic is about.",
    "share": "Share of statements, 0 to 1.",
    "share_low": "Lower end of the 95% interval of the share.",
    "share_high": "Upper end of the 95% interval of the share.",
    "expected_share": "The group's share of the whole corpus; for the corpus, the share declared as fair; for "
    "participants, its share of the people there.",
    "lift": "Share over expected share; 1.0 is parity.",
    "ci_low": "Lower end of the 95% interval of the lift.",
    "ci_high": "Upper end of the 95% interval of the lift.",
    "p_value": "How often chance alone would give a lift as far from 1.",
    "q_value": "The p-value corrected for the number of comparisons (false discovery rate).",
    "topic_ids": "Topics of whose statements at least a fifth carry it.",
    "support": "strong, some, thin or none: how well what was said supports the theme.",
    "unit": "topic, theme, corpus, or participants (the sessions whose people were counted).",
    "unit_id": "Id of the topic or theme; else the unit again.",
    "group": "Id of the group, as declared.",
    "rank": "1 is most worth reading.",
    "novelty": "How little the themes cover the topic, 0 to 1.",
    "reason": "Why it is worth reading, in words.",
}
"""Columns whose schema gives no docstring, because the name says it to engineers; analysts get a sentence."""


ROWS = {
    "statements": N_("A statement: one thing said, with its place in a source."),
    "statement_themes": N_("A statement and a theme, and how probable it is that the one is about the other."),
    "topics": N_("A topic: statements that speak of the same thing."),
    "themes": N_("A theme that staff wrote, and its support."),
    "review": N_("A statement whose marking by an analyst would teach the program most."),
    "representation": N_("A group within a topic, within a theme, or within everything said: how much it said of it."),
    "voices": N_("A voice: what the themes miss and a group raises beyond its share."),
    "distinctive_terms": N_("A term that a group uses within a theme more than others."),
    "votes": N_("A Pol.is comment and an opinion group, or everybody: how they voted."),
    "breakdowns": N_(
        "A region, language or type of session within a topic, within a theme, or within everything said."
    ),
    "silences": N_("A group, and how much of what it said carries no theme."),
    "topic_votes": N_("A topic and a Pol.is conversation: how people voted on its comments."),
    "decisions": N_("What an analyst decided on a topic, or a statement that one marked for a theme."),
}
"""What a row of each table is."""

KINDS = {
    "string": N_("text"),
    "int64": N_("whole number"),
    "double": N_("number"),
    "bool": N_("true or false"),
    "timestamp[us, tz=UTC]": N_("day"),
    "list<item: string>": N_("list of texts"),
    "list<item: int64>": N_("list of whole numbers"),
    "list<item: double>": N_("list of numbers"),
    "map<string, list<item: string>>": N_("texts by language"),
}
"""Arrow's kinds in words."""


def row_meaning(table: str, words: Wording) -> str:
    """What a row of a table is, in the report's language."""
    return words.gettext(ROWS[table])


def kind_text(kind: str, words: Wording) -> str:
    """Arrow's kind of a column, in words of the report's language."""
    return words.gettext(KINDS[kind])


def codebook(words: Wording) -> pd.DataFrame:
    """One row a column: table, column, kind, and its meaning in the report's language."""
    translate = words.translations.gettext  # not `words.gettext`, which would take the % of "95% interval" for a format
    rows = [
        {"table": table, "column": column, "kind": str(kind), "meaning": translate(meaning(table, column))}
        for table, columns in COLUMNS.items()
        for column, kind in columns.items()
    ]
    return pd.DataFrame(rows)


def meaning(table: str, column: str) -> str:
    """What a column holds, in one or two English sentences."""
    for schema in _SCHEMAS[table]:
        if docstring := _attribute_docstrings(schema).get(column):
            return docstring
    return _PLAIN.get(column, "")


@lru_cache
def _attribute_docstrings(schema: type[pa.DataFrameModel]) -> dict[str, str]:
    """The string under each annotated attribute of a class."""
    body = ast.parse(textwrap.dedent(inspect.getsource(schema))).body[0]
    assert isinstance(body, ast.ClassDef)  # noqa: S101 - getsource of a class
    found = {}
    for attribute, below in zip(body.body, body.body[1:], strict=False):
        if not (isinstance(attribute, ast.AnnAssign) and isinstance(attribute.target, ast.Name)):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            found[attribute.target.id] = " ".join(str(below.value.value).split())
    return found
