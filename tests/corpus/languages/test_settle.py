"""Short statements, settled by their session."""

from __future__ import annotations

import pandas as pd

from corpus.languages.settle import settle_short


def test_a_short_doubtful_statement_follows_its_session() -> None:
    statements = pd.DataFrame(
        {
            "text": [
                "Natural",
                "one longer statement that has more than ten words in it, surely",
                "Нет",
                "sim",
            ],
            "language": ["ca", "it", "bg", "und"],
            "language_confidence": [0.3, 0.3, 0.9, 0.1],
            "session_id": ["maputo", "maputo", "maputo", None],
            "source": "notes",
        }
    )
    sure = pd.DataFrame(
        {
            "text": "x",
            "language": "pt",
            "language_confidence": 0.9,
            "session_id": "maputo",
            "source": "notes",
        },
        index=range(5),
    )
    settled = settle_short(pd.concat([statements, sure], ignore_index=True))
    assert settled.tolist()[:4] == ["pt", "it", "bg", "und"]


def test_a_short_statement_never_takes_the_language_of_another_script() -> None:
    statements = pd.DataFrame(
        {
            "text": ["Jobs!", *["نريد أن نعرف ماذا حدث"] * 5],
            "language": ["und", *["ar"] * 5],
            "language_confidence": [0.1, *[0.9] * 5],
            "session_id": "tunis",
            "source": "notes",
        }
    )
    assert settle_short(statements).tolist() == ["und", *["ar"] * 5]
