"""What is not counted stands in the tables beside what stands for it."""

from __future__ import annotations

import pandas as pd
import pytest

from models.repeats import with_repeats
from models.schemas import Findings

NOTHING = pd.DataFrame()


@pytest.fixture
def statements() -> pd.DataFrame:
    """Four statements, the last of which repeats the second."""
    return pd.DataFrame({"statement_id": ["a", "b", "c", "d"], "text": ["один", "мир", "ثلاثة", "Мир!"]})


@pytest.fixture
def findings(statements: pd.DataFrame) -> Findings:
    """Of the first three."""
    placed = statements.iloc[:3].assign(topic_id=[0, 1, -1], map_x=[0.5, 1.5, 2.5], theme_id=["t", "u", "t"])
    pairs = [(statement_id, theme_id) for statement_id in "abc" for theme_id in "tu"]
    themes = pd.DataFrame(pairs, columns=["statement_id", "theme_id"]).assign(
        score=range(6), assigned=[True, False] * 3
    )
    return Findings(placed, NOTHING, NOTHING, themes, NOTHING, NOTHING, NOTHING, changes={})


def test_a_repeat_keeps_its_words_and_has_topic_and_themes_of_what_stands_for_it(
    statements: pd.DataFrame, findings: Findings
) -> None:
    whole = with_repeats(findings, statements, pd.Series(["a", "b", "c", "b"]))
    assert whole.statements["text"].tolist() == statements["text"].tolist()
    assert whole.statements["topic_id"].tolist() == [0, 1, -1, 1]
    assert whole.statements["is_counted"].tolist() == [True, True, True, False]
    assert whole.statement_themes["statement_id"].tolist() == list("aabbccdd")
    assert whole.statement_themes["score"].tolist() == [0, 1, 2, 3, 4, 5, 2, 3]


def test_where_everything_counts_only_a_column_is_added(statements: pd.DataFrame, findings: Findings) -> None:
    whole = with_repeats(findings, statements.iloc[:3], statements["statement_id"].iloc[:3])
    pd.testing.assert_frame_equal(whole.statements, findings.statements.assign(is_counted=True))
    pd.testing.assert_frame_equal(whole.statement_themes, findings.statement_themes)


def test_a_repeat_that_is_read_first_stands_first(statements: pd.DataFrame, findings: Findings) -> None:
    whole = with_repeats(findings, statements.iloc[[3, 0, 1, 2]], pd.Series(["b", "a", "b", "c"]))
    assert whole.statements["statement_id"].tolist() == ["d", "a", "b", "c"]
    assert whole.statements["topic_id"].tolist() == [1, 0, 1, -1]
    assert whole.statement_themes["statement_id"].tolist() == list("ddaabbcc")
