"""The review is complete, readable by its owner only, safe in a spreadsheet, and keeps nothing of yesterday."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest

from corpus.errors import OutputError
from corpus.privacy.review import COLUMNS, remove_review, replacements, review_file, write_review
from corpus.privacy.spans import Span
from corpus.schemas import Replacement


def records(text: str, *spans: Span, suspected: tuple[Span, ...] = ()) -> list[Replacement]:
    return list(replacements(text, spans, suspected, source="notes", file="tunis.md", place="line 3", field="text"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_line_holds_the_place_the_type_and_the_words_around(tmp_path: Path) -> None:
    text = "اتصلوا بي ana@example.org أو بسارة"
    path = write_review(tmp_path, records(text, Span(10, 25, "email"), suspected=(Span(29, 34, "name"),)))
    first, second = rows(path)
    assert tuple(first) == COLUMNS
    assert (first["file"], first["place"], first["field"], first["type"], first["replaced"]) == (
        *("tunis.md", "line 3", "text", "email", "yes"),
    )
    assert (first["before"], first["words"], first["after"]) == ("اتصلوا بي ", "ana@example.org", " أو بسارة")
    assert (second["words"], second["replaced"]) == ("بسارة", "no")


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    path = write_review(tmp_path / "store", records("x"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("text", ["=cmd()|' /C calc'!A0", "@SUM(1)", "+254712345678", "-1+2", " =1", "＝1", "\t=1"])
def test_no_cell_is_a_formula(text: str, tmp_path: Path) -> None:
    path = write_review(tmp_path, records(text, Span(0, len(text), "phone")))
    assert rows(path)[0]["words"] == f"'{text}"


def test_the_next_review_replaces_the_last_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_review(tmp_path, records("a@example.org", Span(0, 13, "email")))
    path = write_review(tmp_path, [])
    assert rows(path) == []
    assert list(path.parent.iterdir()) == [path]


def test_a_review_can_be_removed_also_where_there_is_none(tmp_path: Path) -> None:
    write_review(tmp_path, [])
    remove_review(tmp_path)
    remove_review(tmp_path)
    assert not review_file(tmp_path).parent.exists()


def test_a_folder_that_cannot_be_made_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match=r"privacy\.review: off"):
        write_review(tmp_path / "store", [])
