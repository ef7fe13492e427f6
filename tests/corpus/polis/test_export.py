"""An export is the same conversation as a folder, a zip, a workbook and a report's address."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
import stamina

from corpus.errors import SourceError
from corpus.polis.comments import read_polis
from corpus.polis.export import opened_export
from corpus.rows import Harvest
from corpus.sources import PolisSource, WebAddress
from tests.corpus.polis.report_server import COMMENTS, PEOPLE, VOTES, Answer, serving, tables

TABLES = {"comments.csv": COMMENTS, "votes.csv": VOTES, "participants-votes.csv": PEOPLE}


def zipped(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name, text)
    return path


def workbook(path: Path) -> Path:
    """As `excel-format` of the service's math worker heads it."""
    book = openpyxl.Workbook()
    book.active.title = "Summary"
    book.active.append(["Topic", "ما رأيكم؟"])
    comments = book.create_sheet("Comments")
    comments.append(["Timestamp", "Comment ID", "Author", "Aggrees", "Disagrees", "Moderated", "Comment body"])
    comments.append([1656590400000, 0, 7, 3, 1, 1, "ჩვენ გვინდა სამუშაო"])
    comments.append([1656590401000, 1, 8, 2, 0, 1, "نريد عملًا"])
    votes = book.create_sheet("Votes")
    votes.append(["Timestamp", "Comment ID", "Voter", "Vote"])
    votes.append([1656590500000, 0, 1, 1])
    votes.append([1656590500000, 0, 2, -1])
    people = book.create_sheet("Participants Votes")
    people.append(["Participant", "Group ID", "Comments", "Votes", "Agrees", "Disagrees", 0, 1])
    people.append([1, 0, 0, 1, 1, 0, 1, None])
    people.append([2, 1, 0, 1, 0, 1, -1, None])
    book.save(path)
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    for name, text in TABLES.items():
        (path / name).write_text(text, "utf-8")
    return path


def content(harvest: Harvest) -> list[tuple[object, ...]]:
    assert not harvest.warnings
    assert harvest.votes is not None
    rows = [(row.text, row.key, row.author_id, row.date, row.n_agree, row.n_disagree) for row in harvest.rows]
    return [*rows, *harvest.votes.astype(str).itertuples(index=False, name=None)]


def test_folder_zip_workbook_and_address_give_the_same_statements_and_votes(tmp_path: Path) -> None:
    expected = content(read_polis(PolisSource(folder(tmp_path / "plain")), "talk"))
    assert len(expected) == 2 + 3
    nested = {f"5invented-2022-07-01/{name}": text for name, text in TABLES.items()}
    assert content(read_polis(PolisSource(zipped(tmp_path / "flat.zip", TABLES)), "talk")) == expected
    assert content(read_polis(PolisSource(zipped(tmp_path / "nested.zip", nested)), "talk")) == expected
    assert content(read_polis(PolisSource(workbook(tmp_path / "export.xlsx")), "talk")) == expected
    with serving(tables()) as server:
        source = PolisSource(WebAddress(server.report), allow_hosts=("127.0.0.1",))
        assert content(read_polis(source, "talk", downloads=tmp_path / "downloads")) == expected


def test_an_address_without_a_place_for_downloads_leaves_nothing_behind(tmp_path: Path) -> None:
    with serving(tables()) as server:
        source = PolisSource(WebAddress(server.report), allow_hosts=("127.0.0.1",))
        with opened_export(source) as export:
            files = list(export.files.values())
            assert all(path.exists() for path in files)
    assert not any(path.exists() for path in files)


def test_messages_name_the_zip_and_not_where_it_was_unpacked(tmp_path: Path) -> None:
    files = TABLES | {"comments.csv": "comment-id\n1\n"}
    path = zipped(tmp_path / "export.zip", files)
    with pytest.raises(SourceError) as refused:
        read_polis(PolisSource(path), "talk")
    assert str(refused.value).startswith(f"{path}/comments.csv: there is no column 'comment-body'")
    assert "underheard-polis-" not in str(refused.value)


def test_a_zip_writes_nothing_outside_whatever_its_names_say(tmp_path: Path) -> None:
    outside = {f"../../{name}": text for name, text in TABLES.items()}
    outside |= {"/etc/evil": "x", "..\\..\\evil.csv": "x", "__MACOSX/._comments.csv": "x"}
    inside = tmp_path / "deep" / "deeper"
    inside.mkdir(parents=True)
    path = zipped(inside / "export.zip", outside)
    before = set(tmp_path.rglob("*"))
    with opened_export(PolisSource(path)) as export:
        unpacked = {file.resolve().parent for file in export.files.values()}
        assert len(unpacked) == 1
        assert sorted(file.name for file in unpacked.pop().iterdir()) == sorted(TABLES)
    assert set(tmp_path.rglob("*")) == before


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "bomb.zip", TABLES | {"votes.csv": "0" * 30_000_000})
    with pytest.raises(SourceError, match="for safety"):
        read_polis(PolisSource(path), "talk")


def test_a_zip_of_two_conversations_is_refused_with_what_to_do(tmp_path: Path) -> None:
    files = {f"{talk}/{name}": text for talk in ("one", "two") for name, text in TABLES.items()}
    with pytest.raises(SourceError, match=r"2 files comments\.csv.*a source of its own"):
        read_polis(PolisSource(zipped(tmp_path / "two.zip", files)), "talk")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.write_bytes(b"PK\x03\x04 truncated"), "cannot be unpacked"),
        (lambda path: path.write_bytes(zipped(path, TABLES).read_bytes()[:200]), "cannot be unpacked"),
        (lambda path: path.write_text(COMMENTS, "utf-8"), "no zip and no workbook"),
        (lambda path: path.write_bytes(b""), "no zip and no workbook"),
        (lambda path: zipped(path, {"readme.txt": "x"}), "no comments.csv in this export"),
    ],
    ids=["no directory", "cut off", "a table", "empty", "another zip"],
)
def test_what_is_no_export_says_so(tmp_path: Path, make: object, message: str) -> None:
    path = tmp_path / "export.zip"
    make(path)  # type: ignore[operator]
    with pytest.raises(SourceError, match=message):
        read_polis(PolisSource(path), "talk")


def test_an_encrypted_zip_says_so(tmp_path: Path) -> None:
    path = zipped(tmp_path / "export.zip", TABLES)
    raw = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = raw.find(signature)
        while position >= 0:
            raw[position + offset] |= 1
            position = raw.find(signature, position + 4)
    path.write_bytes(raw)
    with pytest.raises(SourceError, match="damaged or encrypted"):
        read_polis(PolisSource(path), "talk")


def test_a_workbook_of_something_else_names_its_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Минутки"
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(SourceError, match="no sheet of the workbook is called Comments; there are 'Минутки'"):
        read_polis(PolisSource(tmp_path / "other.xlsx"), "talk")


def test_a_comment_that_looks_like_a_formula_keeps_its_words(tmp_path: Path) -> None:
    path = workbook(tmp_path / "export.xlsx")
    book = openpyxl.load_workbook(path)
    book["Comments"]["G2"] = "=1+1"
    book.save(path)
    assert read_polis(PolisSource(path), "talk").rows[0].text == "=1+1"


def test_a_copy_of_yesterday_is_read_with_its_warning_when_the_service_is_down(tmp_path: Path) -> None:
    with serving(tables()) as server, stamina.set_testing(True, attempts=2):
        source = PolisSource(WebAddress(server.report), allow_hosts=("127.0.0.1",))
        fresh = read_polis(source, "talk", downloads=tmp_path)
        server.answers["comments.csv"] = [Answer(status=503)]
        stale = read_polis(source, "talk", downloads=tmp_path)
    assert [row.text for row in stale.rows] == [row.text for row in fresh.rows]
    assert not fresh.warnings
    assert "answered 503. The copy of" in stale.warnings[0]
