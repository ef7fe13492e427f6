"""Whether a topic may be a language rather than a topic."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from models.sampling import share_estimate

ONE_LANGUAGE_SHARE = 0.9
ONE_LANGUAGE_P = 0.01

ONE_LANGUAGE_LIFT = 1.5
"""The share must also be this many times that of the corpus: in a corpus that is mostly in one language, topics in that
language are nothing to look into."""


def check_languages(
    languages: pd.Series[str], units: pd.Series[str], corpus_languages: pd.Series[float]
) -> dict[str, object]:
    """The columns of `Topics` on the languages of one topic.

    A session speaks one language, so its statements are no independent witnesses. The p-value is that of a binomial
    test of the main language's share against its share of the corpus, with as many answers as the topic's statements
    are worth in view of their sampling units: as many as there are units where all are in one language.

    Args:
        languages: Of each statement of the topic.
        units: Sampling unit of each, same order.
        corpus_languages: Share of each language in the corpus, by language.
    """
    counts = languages.sort_values().value_counts()
    main = str(counts.index[0])
    estimate = share_estimate((languages == main).to_numpy(), units.to_numpy(dtype=np.object_))
    expected = float(corpus_languages[main])
    n_answers = max(1, round(estimate.n_effective))
    chance = float(binomtest(round(estimate.share * n_answers), n_answers, expected, alternative="greater").pvalue)
    return {
        "n_languages": len(counts),
        "main_language": main,
        "main_language_share": estimate.share,
        "main_language_expected": expected,
        "main_language_p": chance,
        "is_one_language": bool(
            estimate.share >= max(ONE_LANGUAGE_SHARE, ONE_LANGUAGE_LIFT * expected) and chance < ONE_LANGUAGE_P
        ),
    }
