"""Which statements a refresh computes with, as the configuration asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.schemas import Reading
from flows.counting import link_duplicates, what_counts
from flows.reading import read_consultation
from flows.settings import load_settings

NOTE = "- نريد ماء نظيفا في كل قرية\n- Нам нужны врачи в каждом районе\n"
TABLE = "text\nنُريد ماءً نظيفًا في كل قرية!\nНам не нужны врачи в каждом районе\n"


def reading(folder: Path, duplicates: str) -> tuple[Reading, Reading]:
    """Everything that is read, and what of it counts."""
    (folder / "notes").mkdir()
    (folder / "notes" / "tunis.md").write_text(NOTE, "utf-8")
    (folder / "table.csv").write_text(TABLE, "utf-8")
    config = folder / "config.yaml"
    config.write_text(
        "name: small\nsources:\n- {type: notes, path: notes}\n"
        f"- {{type: table, path: table.csv, columns: {{text: text}}}}\n{duplicates}\n",
        "utf-8",
    )
    settings = load_settings(config)
    whole = read_consultation(settings, folder / "output")
    return whole, what_counts(whole, link_duplicates(settings, whole))


@pytest.mark.parametrize("key", ["", "duplicates: each"])
def test_everything_counts_unless_it_is_asked_otherwise(tmp_path: Path, key: str) -> None:
    whole, counted = reading(tmp_path, key)
    assert whole.statements["duplicate_kind"].dropna().tolist() == ["normalised"]
    assert counted.statements["statement_id"].tolist() == whole.statements["statement_id"].tolist()


def test_once_leaves_the_copy_out_of_what_is_computed_and_in_the_reading(tmp_path: Path) -> None:
    whole, counted = reading(tmp_path, "duplicates: once")
    assert len(whole.statements) == 4
    assert counted.statements["source_type"].tolist() == ["notes", "notes", "table"]
    assert whole.ledger.fates["table"] == {"statement": 2}
