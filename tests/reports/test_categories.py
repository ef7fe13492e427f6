"""A column that names its values by number is written as the text that it stands for."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from reports.categories import of_each
from reports.exports import write_csv
from reports.json_tables import write_json
from reports.tables import write_parquet
from tests.reports.invented_run import Consultation

SCORES = pd.DataFrame(
    {
        "statement_id": ["=1+1", "ჭა", "ჭა", "بئر"],
        "theme_id": ["water", "хлеб", "water", "water"],
        "score": [0.25, 0.5, 0.75, 1.0],
        "assigned": [False, True, False, True],
        "any_score": 0.5,
    }
)


def test_each_value_is_made_once_and_stands_wherever_it_occurs() -> None:
    column = pd.Series(pd.Categorical(["ჭა", "بئر", "ჭა"], categories=["nowhere", "بئر", "ჭა"]))
    asked: list[str] = []

    def make(value: str) -> str:
        asked.append(value)
        return value * 2

    assert of_each(column, make) == ["ჭაჭა", "بئربئر", "ჭაჭა"]
    assert sorted(asked) == ["بئر", "ჭა"]


def test_files_are_those_of_text(consultation: Consultation, tmp_path: Path) -> None:
    by_number = SCORES.astype({"statement_id": "category", "theme_id": "category"})
    files = []
    for name, frame in (("text", SCORES), ("number", by_number)):
        folder = tmp_path / name
        folder.mkdir()
        write_csv(frame, folder / "csv")
        write_json("statement_themes", frame, folder / "json", evidence=consultation.evidence())
        write_parquet({"statement_themes": frame}, folder)
        files.append([path.read_bytes() for path in sorted(folder.iterdir())])
    assert files[0] == files[1]
    assert b"'=1+1" in files[0][0]
