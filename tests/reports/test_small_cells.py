"""No combination of published tables tells a count that is left out: against an attacker who reads all of them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.schemas import Group
from models import representation as representation_module
from models.representation import representation
from models.schemas import Findings
from models.telling import settle_telling, with_suppressed
from models.voices import rank_voices
from models.withholding import members_of, tiny_groups, withhold
from reports.protection import protect
from reports.silence import unthemed
from tests.reports.attacker import Tables, worked_out

FEW = 5
YOUTH, TOWN = Group("молодь", "Youth", expected_share=0.9), Group("بلدية", "Town", expected_share=0.9)
FARMERS = Group("farmers", "Farmers", match={"speaker": ("farmer",)})
DEFENDERS = Group("დამცველი", "Defenders", expected_share=0.1, sensitive=True)
WITNESSES = Group("witnesses", "Witnesses", sensitive=True)
GROUPS = (YOUTH, TOWN, FARMERS, DEFENDERS, WITNESSES)
THEMES = ("roads", "школи")


@pytest.fixture(autouse=True, scope="module")
def few_permutations() -> Iterator[None]:
    """P-values are of no interest here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(representation_module, "N_PERMUTATIONS", 9)
        yield


def consultation(seed: int, *, n_sessions: int, n_authors: int, n_topics: int) -> tuple[pd.DataFrame, ...]:
    """Statements with a topic each, scores for themes, and sessions: who said what is drawn from `seed`."""
    rng = np.random.default_rng(seed)
    names = [group.id for group in GROUPS if group is not FARMERS]
    sessions, rows = [], []
    for number in range(n_sessions):
        held = tuple(sorted(name for name in names if rng.random() < 0.3))
        present = None if rng.random() < 0.3 else int(rng.integers(1, 20))
        sessions.append((f"s{number}", held, present))
        for _ in range(rng.integers(1, 12)):
            is_farmer = rng.random() < 0.15
            groups = tuple(sorted({*held, FARMERS.id} if is_farmer else held))
            rows.append(("notes", f"s{number}", None, "farmer" if is_farmer else None, groups))
    for number in range(n_authors):
        groups = tuple(sorted(name for name in names if rng.random() < 0.25))
        rows += [("polis", None, f"polis:{number}", None, groups)] * int(rng.integers(1, 4))
    columns = ["source_type", "session_id", "author_id", "speaker", "groups"]
    statements = pd.DataFrame(rows, columns=columns, dtype=object)
    n = len(statements)
    skew = rng.dirichlet(np.full(n_topics + 1, 0.7))
    statements = statements.assign(
        statement_id=[f"id{row}" for row in range(n)],
        text=[f"слово {row}" for row in range(n)],
        source=statements["source_type"],
        language="uk",
        second_language=None,
        context=None,
        place="line 1",
        source_ref="a.md",
        date=pd.Series([pd.Timestamp("2022-06-14", tz="UTC")] * n),
        topic_id=rng.choice(np.arange(-1, n_topics), size=n, p=skew),
        topic_probability=0.5,
        is_clustered=True,
        is_seed=False,
        is_counted=True,
        stability=0.5,
        map_x=0.0,
        map_y=0.0,
        theme_id=THEMES[0],
        theme_score=0.1,
        duplicate_of=None,
        duplicate_kind=None,
        **dict.fromkeys(("n_agree", "n_disagree", "n_pass"), pd.array([None] * n, dtype="Int64")),
    )
    statements["unmerged_topic_id"] = statements["topic_id"]
    scores = pd.DataFrame(
        [(id_, theme, 0.0, bool(rng.random() < 0.3)) for id_ in statements["statement_id"] for theme in THEMES],
        columns=["statement_id", "theme_id", "score", "assigned"],
    )
    frame = pd.DataFrame(sessions, columns=["session_id", "groups", "participants"])
    frame = frame.assign(
        participants=frame["participants"].astype("Int64"),
        languages=[("uk",)] * len(frame),
        date=pd.Series([pd.Timestamp("2022-06-14", tz="UTC")] * len(frame)),
        **dict.fromkeys(("file", "title", "region", "country"), pd.Series([None] * len(frame), dtype=object)),
    )
    return statements, scores, frame


def publish(statements: pd.DataFrame, scores: pd.DataFrame, sessions: pd.DataFrame) -> tuple[Tables, pd.DataFrame]:
    """What is published, by the steps of a refresh, and the true counts beside it."""
    for tiny in tiny_groups(statements, sessions, GROUPS, min_group_size=FEW):
        statements = statements[~members_of(statements, tiny)].reset_index(drop=True)
    scores = scores[scores["statement_id"].isin(statements["statement_id"])].reset_index(drop=True)
    true = representation(statements, scores, sessions, GROUPS, min_group_size=0, seed=1)
    withheld = withhold(statements, sessions, GROUPS, min_group_size=FEW)
    telling = settle_telling(statements, statements, scores, sessions, GROUPS, withheld, min_group_size=FEW)
    placed, told = telling.assignments, telling.statement_themes
    shares = representation(placed, told, sessions, GROUPS, min_group_size=FEW, seed=1)
    shares = with_suppressed(shares, telling.cells)
    has_theme = placed["statement_id"].isin(told.loc[told["assigned"], "statement_id"])
    return protected(placed.assign(has_theme=has_theme), told, sessions, shares), true


def protected(statements: pd.DataFrame, scores: pd.DataFrame, sessions: pd.DataFrame, shares: pd.DataFrame) -> Tables:
    """The tables after protection."""
    findings = Findings(
        statements=statements,
        sessions=sessions,
        topics=pd.DataFrame(),
        statement_themes=scores,
        themes=pd.DataFrame(),
        representation=shares,
        voices=rank_voices(statements.assign(has_theme=statements.get("has_theme", False)), shares, GROUPS),
        changes={},
    )
    told = protect(findings, GROUPS, min_group_size=FEW)
    return Tables(
        told.statements,
        told.statement_themes,
        told.representation,
        told.sessions,
        told.voices,
        unthemed(findings, GROUPS),
    )


def disclosed(tables: Tables, true: pd.DataFrame) -> dict[tuple[str, str, str], int]:
    """The suppressed counts that the attacker finds; nobody stands behind one of 0."""
    keys = zip(true["unit"], true["unit_id"].astype(str), true["group"], strict=True)
    counts = dict(zip(keys, true["n_statements"], strict=True))
    return {cell: counts[cell] for cell, values in worked_out(tables).items() if counts[cell] in values - {0}}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(0, 10**6), n_sessions=st.integers(1, 8), n_authors=st.integers(0, 25), n_topics=st.integers(2, 5)
)
def test_no_combination_of_published_tables_tells_a_suppressed_count(
    seed: int, n_sessions: int, n_authors: int, n_topics: int
) -> None:
    tables, true = publish(*consultation(seed, n_sessions=n_sessions, n_authors=n_authors, n_topics=n_topics))
    assert disclosed(tables, true) == {}
