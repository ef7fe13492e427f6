"""The review list as it may be published."""

from __future__ import annotations

import pandas as pd


def readable_review(review: pd.DataFrame, statements: pd.DataFrame, withheld: str) -> pd.DataFrame:
    """The list with words and language, ranked anew, without statements that are not there or lost their words.

    Args:
        review: Schema `Review`.
        statements: Protected.
        withheld: What stands for words that are not shown.
    """
    shown = statements.loc[statements["text"] != withheld, ["statement_id", "text", "language"]]
    listed = review.drop(columns=["text", "language"], errors="ignore")
    found = listed.merge(shown, on="statement_id", validate="one_to_one").sort_values("rank", ignore_index=True)
    return found.assign(rank=range(1, len(found) + 1))


def with_shown_groups(themes: pd.DataFrame, representation: pd.DataFrame) -> pd.DataFrame:
    """Themes that name only the groups whose figures for the theme are published."""
    rows = representation[(representation["unit"] == "theme") & ~representation["suppressed"].astype(bool)]
    shown = set(zip(rows["unit_id"], rows["group"], strict=True))
    groups = [
        tuple(group for group in named if (theme_id, group) in shown)
        for theme_id, named in zip(themes["theme_id"], themes["groups"], strict=True)
    ]
    return themes.assign(groups=pd.Series(groups, index=themes.index, dtype=object))
