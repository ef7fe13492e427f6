"""A large invented consultation, as the models would hand it to the report: for the report's benchmark and tests.

Statements are words of twelve languages in random order, of the length that people write; a topic has its own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.invented_words import VOCABULARY, texts_of, topic_words
from benchmarks.large_figures import breakdowns_of, cells_of, representation_of, silences_of, voices_of
from corpus.schemas import EVERYBODY, Group, Theme, Votes
from models.figure_schemas import TopicVotes
from models.schemas import OUTLIER, Findings

REGIONS = ("Africa", "Americas", "Asia", "Eastern Partnership", "Europe", "Middle East")
SESSION_TYPES = ("Regional dialogue", "Focus group", "Partner event")
GROUPS = (
    Group("youth", "Young people", expected_share=0.3),
    Group("women", "Women's organisations", expected_share=0.4),
    Group("rural", "Rural communities", expected_share=0.3),
    Group("roma", "Roma communities", expected_share=0.05),
    Group("migrants", "Migrants", expected_share=0.1),
    Group("disability", "People with disabilities", expected_share=0.1),
    Group("defenders", "Human-rights defenders", expected_share=0.05, sensitive=True),
)


@dataclass(frozen=True)
class LargeConsultation:
    """All that `write_run` is given."""

    findings: Findings
    manifest: dict[str, Any]
    themes: tuple[Theme, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Size:
    """How much of everything there is."""

    statements: int = 100_000
    topics: int = 300
    sessions: int = 400
    themes: int = 15


def large_consultation(size: Size, *, seed: int = 0) -> LargeConsultation:
    """An invented consultation of this size: a tenth of it Pol.is comments with votes, a tenth outliers."""
    rng = np.random.default_rng(seed)
    sessions = _sessions(size, rng)
    statements = _statements(size, sessions, rng)
    statement_themes = _statement_themes(statements["statement_id"], size, rng)
    topics = _topics(statements, size, rng)
    cells = cells_of(statements)
    findings = Findings(
        statements=statements,
        sessions=sessions,
        topics=topics,
        statement_themes=statement_themes,
        themes=_themes(statement_themes, size),
        representation=representation_of(cells, rng),
        voices=voices_of(cells, statements, rng),
        changes=_changes(topics),
        votes=_votes(statements, rng),
        breakdowns=breakdowns_of(statements, rng),
        silences=silences_of(cells, rng),
        topic_votes=TopicVotes.empty(),
    )
    themes = tuple(Theme(f"theme-{at}", {"en": f"Theme {at}"}, {"en": "Invented."}) for at in range(size.themes))
    return LargeConsultation(findings, _manifest(statements, sessions, topics), themes, GROUPS)


def _sessions(size: Size, rng: np.random.Generator) -> pd.DataFrame:
    n = size.sessions
    held_for = [(GROUPS[at % len(GROUPS)].id,) if at % 3 == 0 else () for at in range(n)]
    frame = pd.DataFrame(
        {
            "session_id": [f"session-{at:04d}" for at in range(n)],
            "file": [f"session-{at:04d}.docx" for at in range(n)],
            "date": pd.Timestamp("2022-05-01", tz="UTC") + pd.to_timedelta(rng.integers(0, 120, n), unit="D"),
            "title": [f"{SESSION_TYPES[at % 3]} {at}, {REGIONS[at % 6]}" for at in range(n)],
            "region": [REGIONS[at % 6] for at in range(n)],
            "country": None,
            "type": [SESSION_TYPES[at % 3] for at in range(n)],
            "languages": [tuple(VOCABULARY)[at % 12 : at % 12 + 2] for at in range(n)],
            "participants": rng.integers(8, 60, n),
            "groups": held_for,
        }
    )
    return frame.astype({"participants": "Int64", "date": "datetime64[us, UTC]"})


def _statements(size: Size, sessions: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    n = size.statements
    codes = list(VOCABULARY)
    frequent = 1 / np.arange(1, len(codes) + 1)
    language = rng.choice(len(codes), n, p=frequent / frequent.sum())
    topic = np.minimum(rng.zipf(1.3, n) % size.topics, size.topics - 1)
    topic[rng.random(n) < 0.1] = OUTLIER
    is_polis = rng.random(n) < 0.1
    at = rng.integers(0, size.sessions, n)
    centres = rng.normal(0, 6, (size.topics + 1, 2))  # the last one is that of the outliers
    places = centres[topic] + rng.normal(0, np.where(topic == OUTLIER, 4, 0.5)[:, None], (n, 2))
    held = sessions["groups"].to_numpy()[at]
    own = rng.integers(0, len(GROUPS) * 3, n)  # a third of them belong to a group of their own
    theme = rng.integers(0, size.themes, n)
    frame = pd.DataFrame(
        {
            "statement_id": [f"s{number:06d}" for number in range(n)],
            "text": texts_of(language, topic, rng),
            "language": np.array(codes, dtype=object)[language],
            "language_confidence": 0.99,
            "second_language": None,
            "source": np.where(is_polis, "first-conversation", "notes"),
            "source_type": np.where(is_polis, "polis", "notes"),
            "session_id": sessions["session_id"].where(~sessions["session_id"].isna()).to_numpy()[at],
            "author_id": [f"author-{number % 3000}" if polis else None for number, polis in enumerate(is_polis)],
            "date": sessions["date"].to_numpy()[at],
            "source_ref": [
                f"comment {number}" if polis else f"session-{where:04d}.docx"
                for number, (polis, where) in enumerate(zip(is_polis, at, strict=True))
            ],
            "place": [
                f"comment {number}" if polis else f"paragraph {number % 250}" for number, polis in enumerate(is_polis)
            ],
            "context": None,
            "speaker": None,
            "groups": [
                groups or ((GROUPS[mine].id,) if mine < len(GROUPS) else ())
                for groups, mine in zip(held, own, strict=True)
            ],
            "is_seed": False,
            "is_meta": False,
            "n_agree": np.where(is_polis, rng.integers(5, 200, n), -1),
            "n_disagree": np.where(is_polis, rng.integers(5, 100, n), -1),
            "n_pass": np.where(is_polis, rng.integers(1, 60, n), -1),
            "duplicate_of": None,
            "duplicate_kind": None,
            "is_counted": True,
            "topic_id": topic.astype(np.int64),
            "unmerged_topic_id": topic.astype(np.int64),
            "topic_probability": np.where(topic == OUTLIER, 0.0, 0.8),
            "is_clustered": (topic != OUTLIER) & (rng.random(n) < 0.8),
            "stability": np.where(topic == OUTLIER, np.nan, 0.6),
            "map_x": places[:, 0],
            "map_y": places[:, 1],
            "theme_id": [f"theme-{number}" for number in theme],
            "theme_score": rng.random(n).round(3),
            "any_theme_score": rng.random(n).round(3),
        }
    )
    counts = {name: frame[name].astype("Int64").mask(frame[name] < 0) for name in ("n_agree", "n_disagree", "n_pass")}
    frame = frame.assign(
        session_id=frame["session_id"].mask(is_polis, None),
        date=pd.to_datetime(frame["date"], utc=True).astype("datetime64[us, UTC]"),
        **counts,
    )
    nobody = pd.Series([()] * n, index=frame.index, dtype=object)
    return frame.assign(groups=frame["groups"].where(~is_polis, nobody))


def _topics(statements: pd.DataFrame, size: Size, rng: np.random.Generator) -> pd.DataFrame:
    placed = statements[statements["topic_id"] != OUTLIER]
    rows = []
    for topic, members in placed.groupby("topic_id"):
        number = int(topic)
        languages = members["language"].value_counts(normalize=True)
        covered = float(rng.random())
        coverage = "covered" if covered > 0.6 else "partly" if covered > 0.3 else "uncovered"
        stability = float(rng.random())
        rows.append(
            {
                "topic_id": number,
                "label": " · ".join(dict.fromkeys(topic_words(number, "en"))),
                "label_source": "words",
                "label_support": 0.4,
                "keywords": topic_words(number, "en"),
                "keywords_by_language": {code: topic_words(number, code) for code in languages.index},
                "size": len(members),
                "n_clustered": int(members["is_clustered"].sum()),
                "n_sessions": int(members["session_id"].nunique()),
                "n_languages": len(languages),
                "main_language": languages.index[0],
                "main_language_share": float(languages.iloc[0]),
                "main_language_expected": 0.3,
                "main_language_p": 0.4,
                "is_one_language": False,
                "theme_id": f"theme-{number % size.themes}",
                "theme_score": 0.4,
                "coverage": coverage,
                "covered_share": covered,
                "covered_low": max(covered - 0.05, 0.0),
                "covered_high": min(covered + 0.05, 1.0),
                "is_coverage_sure": coverage != "partly",
                "theme_ids": (f"theme-{number % size.themes}",) if coverage != "uncovered" else (),
                "theme_shares": (covered,) if coverage != "uncovered" else (),
                "lineage": "new" if number % 50 == 7 else "continued",
                "parents": [],
                "representative_ids": list(members["statement_id"].head(8)),
                "map_x": float(members["map_x"].mean()),
                "map_y": float(members["map_y"].mean()),
                "stability": stability,
                "firmness": "firm" if stability > 0.7 else "fair" if stability > 0.4 else "weak",
                "broad_topic_id": number // 8 * 8,
                "broad_label": " · ".join(topic_words(number // 8 * 8, "en")[:2]),
                "note": None,
                "is_hidden": False,
            }
        )
    frame = pd.DataFrame(rows).astype({"broad_topic_id": "Int64"})
    return frame.sort_values(["size", "topic_id"], ascending=[False, True], ignore_index=True)


def _statement_themes(ids: pd.Series[str], size: Size, rng: np.random.Generator) -> pd.DataFrame:
    n = len(ids) * size.themes
    score = rng.beta(0.5, 4, n).round(4)
    themes = pd.Categorical([f"theme-{at}" for at in range(size.themes)])
    return pd.DataFrame(
        {
            "statement_id": pd.Categorical.from_codes(np.repeat(np.arange(len(ids)), size.themes), pd.Index(ids)),
            "theme_id": pd.Categorical.from_codes(np.tile(themes.codes, len(ids)), themes.categories),
            "score": score,
            "assigned": score > 0.5,
            "any_score": np.repeat(rng.random(len(ids)).round(4), size.themes),
        }
    )


def _themes(statement_themes: pd.DataFrame, size: Size) -> pd.DataFrame:
    counts = statement_themes.groupby("theme_id")["assigned"].sum()
    n = len(statement_themes) // size.themes
    return pd.DataFrame(
        [
            {
                "theme_id": f"theme-{at}",
                "label": f"Theme {at}",
                "n_statements": int(counts[f"theme-{at}"]),
                "share": float(counts[f"theme-{at}"]) / n,
                "n_sessions": size.sessions // 2,
                "n_languages": len(VOCABULARY),
                "n_regions": len(REGIONS),
                "topic_ids": list(range(at, size.topics, size.themes)),
                "support": "strong",
                "n_occasions": size.sessions // 2,
                "n_authors": 100,
                "languages": tuple(VOCABULARY),
                "groups": ("youth", "women"),
            }
            for at in range(size.themes)
        ]
    )


def _votes(statements: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Everybody and three opinion groups on each Pol.is comment."""
    voted = statements[statements["source_type"] == "polis"]
    counts = ["n_agree", "n_disagree", "n_pass"]
    total = voted[counts].to_numpy(dtype=np.int64)
    third = total // 3
    parts = {EVERYBODY: total, "0": third, "1": third, "2": total - 2 * third}
    frame = pd.concat(
        [
            pd.DataFrame(part, columns=counts).assign(statement_id=voted["statement_id"].to_numpy(), opinion_group=name)
            for name, part in parts.items()
        ]
    ).sort_values(["statement_id", "opinion_group"], ignore_index=True)
    share = rng.random(len(frame)).round(3)
    figures = {f"{figure}{end}": 0.4 for figure in ("consensus", "divisiveness") for end in ("", "_low", "_high")}
    frame = frame.astype(dict.fromkeys(counts, "Int64"))
    told = frame.assign(
        agree_share=share, ci_low=share * 0.9, ci_high=share, is_computed=False, suppressed=False, **figures
    )
    return Votes.validate(told[list(Votes.to_schema().columns)])


def _changes(topics: pd.DataFrame) -> dict[str, Any]:
    by_lineage = topics.groupby("lineage")["topic_id"].agg(list)
    kinds = ("new", "continued", "grown", "shrunk", "split", "merged", "vanished")
    return {
        "previous_run_id": "20220630T020000Z-0f0f",
        "topics": {kind: [int(id_) for id_ in by_lineage.get(kind, [])] for kind in kinds},
        "statements_added": 1_200,
        "statements_removed": 3,
    }


def _manifest(statements: pd.DataFrame, sessions: pd.DataFrame, topics: pd.DataFrame) -> dict[str, Any]:
    n = len(statements)
    return {
        "run_id": "20220701T020000Z-a1b2",
        "name": "A large consultation",
        "created_at": "2022-07-01T02:00:00+00:00",
        "configuration": {"name": "large", "report": {"language": "en"}},
        "versions": {"underheard": "0.1.0", "python": "3.11"},
        "encoder": {"model": "bundled", "fingerprint": "ab12"},
        "offsets": {"sha256": "cd34", "languages": ["en", "fr"], "provenance": "SIB-200", "uncovered_languages": {}},
        "seeds": {"topics": 42},
        "counts": {"statements": n, "sessions": len(sessions), "topics": len(topics)},
        "ledger": [{"source": "notes", "fate": "statement", "n_rows": n}],
        "redactions": {},
        "skipped": [],
        "stages": [],
        "warnings": [],
    }
