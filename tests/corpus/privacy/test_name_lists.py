"""Lists of names in three forms, each mistake with its line and without its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import SourceError
from corpus.privacy.name_lists import check_names, read_names


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("names.txt", "# team\nAna Pérez\n\nليلى الخطيب  # invented\n王小明\n"),
        ("names.csv", "role;Name\nx;Ana Pérez\ny;ليلى الخطيب\nz;王小明\nw;\n"),
        ("names.yaml", "- Ana Pérez\n- ليلى الخطيب\n- 王小明\n"),
    ],
)
def test_text_csv_and_yaml_hold_the_same_names(file: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / file
    path.write_text(f"\ufeff{content}", encoding="utf-8")
    assert read_names(path) == ("Ana Pérez", "ليلى الخطيب", "王小明")


def test_no_list_is_no_names() -> None:
    assert read_names(None) == ()


@pytest.mark.parametrize(
    ("file", "content", "line", "says"),
    [
        ("a.txt", "Ana\n12 secret people\n", 2, "no name"),
        ("a.txt", f"Ana\n{'secret ' * 20}\n", 2, "longer than a name"),
        ("a.csv", "who\nsecret\n", 1, "no column 'name'"),
        ("a.yaml", "secret: ana\n", 1, "no list"),
        ("a.yaml", "- ana\n- [secret]\n", 2, "one name a line"),
        ("a.yaml", "- ana\n- 'secret\n", 3, "not valid YAML"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_without_its_words(
    file: str, content: str, line: int, says: str, tmp_path: Path
) -> None:
    path = tmp_path / file
    path.write_text(content, encoding="utf-8")
    ((found, sentence),) = check_names(path).problems
    assert found == line
    assert says in sentence
    assert "secret" not in sentence
    with pytest.raises(SourceError, match=f"{file}, line {line}"):
        read_names(path)


def test_a_list_that_is_no_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_bytes(b"Ana\n" + "Иван\n".encode("cp1251"))
    assert check_names(path).problems == ((2, "it is not UTF-8. Save the file again as UTF-8."),)
