"""Short and doubtful statements follow their session."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from corpus.languages.scripts import n_words, script
from corpus.schemas import UNKNOWN_LANGUAGE

SHORT_WORDS = 10
LOW_CONFIDENCE = 0.6
MIN_VOTES = 3


def settle_short(statements: pd.DataFrame) -> pd.Series[str]:
    """The language of each statement, where short and doubtful ones follow the rest of their session.

    "Natural!" alone could be anything; among forty Portuguese statements it is Portuguese. A statement of
    fewer than `SHORT_WORDS` words and under `LOW_CONFIDENCE` takes the language of more than half of the sure
    statements that its session (or its source, where it has none) holds in the same script, if there are at
    least `MIN_VOTES`. Confidence is left as it was, so it stays visibly low. Uses `text`, `language`,
    `language_confidence`, `session_id` and `source`.
    """
    unit = [statements["source"], statements["session_id"].fillna(""), statements["text"].map(script)]
    is_sure = (statements["language_confidence"] >= LOW_CONFIDENCE).to_numpy()
    is_short = ~is_sure
    is_short[~is_sure] = statements["text"][~is_sure].map(n_words) < SHORT_WORDS
    language = statements["language"].to_numpy(object).copy()
    for rows in statements.groupby(unit, sort=False).indices.values():
        if not is_short[rows].any():
            continue
        votes = Counter(language[rows[is_sure[rows]]])
        majority, n_votes = votes.most_common(1)[0] if votes else (UNKNOWN_LANGUAGE, 0)
        if n_votes >= MIN_VOTES and 2 * n_votes > votes.total():
            language[rows[is_short[rows]]] = majority
    return pd.Series(language, index=statements.index, dtype="str")
