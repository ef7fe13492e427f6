"""The review list, and the table of themes, as they may be published."""

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


def with_told_regions(
    themes: pd.DataFrame, statement_themes: pd.DataFrame, statements: pd.DataFrame, sessions: pd.DataFrame
) -> pd.DataFrame:
    """Themes whose number of regions counts published sessions alone.

    Sessions of people at risk have lost their region there. If it counted, one region more than the others' would tell
    where they met.
    """
    region_of = sessions.set_index("session_id")["region"].to_dict()
    said = statements[statements["is_counted"].astype(bool)]
    by_statement = dict(zip(said["statement_id"], said["session_id"].map(region_of), strict=True))
    assigned = statement_themes[statement_themes["assigned"].astype(bool)]
    told = assigned["statement_id"].astype("str").map(by_statement).groupby(assigned["theme_id"]).nunique()
    counts = themes["theme_id"].map(told).fillna(0).astype("int64")
    return themes.assign(n_regions=counts)
