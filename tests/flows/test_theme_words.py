"""Words inside themes come from what is published: never from withheld words, nor from groups that are not named."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from corpus.schemas import Group
from flows.theme_words import with_theme_terms
from models.schemas import Findings
from reports.protection import protect
from tests.reports.invented_run import ACTION, OUTLIERS, PURSUIT, build_consultation, cell

YOUTH, DEFENDERS = Group("youth", "Young people"), Group("defenders", "Defenders", sensitive=True)
N_SESSIONS, N_EACH = 8, 6
THEME = "action-model"


@pytest.fixture(scope="module")
def findings() -> Findings:
    """Eight sessions of Georgian on one theme, four of them a group's, which alone speaks of the rent."""
    invented = build_consultation().findings
    statements = invented.statements.head(N_SESSIONS * N_EACH).copy()
    session = np.arange(len(statements)) // N_EACH
    sessions = pd.concat([invented.sessions.head(1)] * N_SESSIONS, ignore_index=True)
    return replace(
        invented,
        statements=statements.assign(
            text=np.where(session < N_SESSIONS // 2, "ქირა, სახლი", "გზები, სახლი"),
            language="ka",
            source_type="notes",
            author_id=None,
            topic_id=ACTION,
            session_id=[f"s{number}" for number in session],
            groups=_groups("youth", session < N_SESSIONS // 2),
            is_counted=True,
        ),
        sessions=sessions.assign(
            session_id=[f"s{number}" for number in range(N_SESSIONS)],
            participants=pd.array([20] * N_SESSIONS, dtype="Int64"),
            groups=pd.Series([()] * N_SESSIONS, dtype=object),
        ),
        statement_themes=pd.DataFrame(
            {"statement_id": statements["statement_id"], "theme_id": THEME, "score": 1.0, "assigned": True}
        ),
        representation=_cells("youth"),
    )


def _groups(group: str, is_theirs: NDArray[np.bool_]) -> list[tuple[str, ...]]:
    return [(group,) if theirs else () for theirs in is_theirs]


def _cells(group: str, *, topic: int | None = 20, theme: int | None = 20) -> pd.DataFrame:
    """Figures of a group in topic, theme and corpus; None where they are suppressed."""
    rows = [("topic", str(ACTION), topic), ("theme", THEME, theme), ("corpus", "corpus", 20)]
    return pd.DataFrame([cell(unit, id_, group, n, None) for unit, id_, n in rows])


def _of_defenders(findings: Findings) -> Findings:
    groups = [("defenders",) if named else () for named in findings.statements["groups"]]
    return replace(
        findings,
        statements=findings.statements.assign(groups=groups),
        representation=_cells("defenders"),
    )


def _terms(findings: Findings, group: Group = YOUTH) -> list[str]:
    return list(with_theme_terms(findings, [group], min_group_size=5).distinctive_terms["term"])


def test_a_groups_word_is_named(findings: Findings) -> None:
    assert _terms(findings) == ["ქირა"]


def test_the_word_of_people_at_risk_is_named_where_their_words_are_published(findings: Findings) -> None:
    assert _terms(_of_defenders(findings), DEFENDERS) == ["ქირა"]


def test_no_term_comes_from_withheld_words(findings: Findings) -> None:
    theirs = _of_defenders(findings)
    for topic in (OUTLIERS, PURSUIT):  # an outlier, and a topic in which they were never counted
        hidden = replace(theirs, statements=theirs.statements.assign(topic_id=topic))
        assert _terms(hidden, DEFENDERS) == []


@pytest.mark.parametrize("hide", ["topic", "theme"])
def test_nothing_is_said_of_a_cell_that_is_suppressed(findings: Findings, hide: str) -> None:
    hidden = _cells("youth", topic=None) if hide == "topic" else _cells("youth", theme=None)
    assert _terms(replace(findings, representation=hidden)) == []


def test_no_count_tells_more_than_the_published_statements_do(findings: Findings) -> None:
    ids = findings.statements["statement_id"]
    in_hidden_topic = ids.isin(ids.iloc[: N_EACH + 2])  # where the figures of the group are suppressed
    split = replace(
        findings,
        statements=findings.statements.assign(topic_id=np.where(in_hidden_topic, PURSUIT, ACTION)),
        representation=pd.concat([_cells("youth"), pd.DataFrame([cell("topic", str(PURSUIT), "youth", None, None)])]),
    )
    terms = with_theme_terms(split, [YOUTH], min_group_size=5).distinctive_terms
    published = protect(split, [YOUTH]).statements
    said = [
        "youth" in named and "ქირა" in text for named, text in zip(published["groups"], published["text"], strict=True)
    ]
    assert terms["n_statements"].tolist() == [sum(said)] == [N_SESSIONS // 2 * N_EACH - N_EACH - 2]


def test_a_duplicate_that_does_not_count_does_not_count_here(findings: Findings) -> None:
    statements = findings.statements
    few = statements.assign(is_counted=statements["session_id"].isin(["s0", "s4", "s5", "s6"]))
    assert _terms(replace(findings, statements=few)) == []
