"""What a file is, by its content."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from corpus.errors import UnreadableDocument
from corpus.files.kinds import kind_of

NAMES = ("note", "note.docx", "note.jpg", "ملاحظات.pdf")


def packed(path: Path, **parts: str | bytes) -> bytes:
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), content)
    return path.read_bytes()


def ole(*streams: str) -> bytes:
    """A compound file of one sector each for the allocation table, the directory and the (empty) content."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[24:34] = bytes.fromhex("3e000300feff09000600")
    header[44:48] = (1).to_bytes(4, "little")  # sectors of the allocation table
    header[48:52] = (1).to_bytes(4, "little")  # first sector of the directory
    header[56:60] = (4096).to_bytes(4, "little")
    header[60:64] = header[68:72] = b"\xfe\xff\xff\xff"
    header[76:512] = b"\0\0\0\0" + b"\xff" * 432
    table = b"\xfd\xff\xff\xff" + b"\xfe\xff\xff\xff" + b"\xff" * 504
    entries = [directory_entry("Root Entry", 5, child=1)]
    for number, name in enumerate(streams, 1):
        entries.append(directory_entry(name, 2, right=number + 1 if number < len(streams) else None))
    return bytes(header) + table + b"".join(entries).ljust(512, b"\0")


def directory_entry(name: str, kind: int, *, child: int | None = None, right: int | None = None) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    entry = bytearray(128)
    entry[: len(encoded)] = encoded
    entry[64:66] = len(encoded).to_bytes(2, "little")
    entry[66:68] = bytes((kind, 1))
    none = b"\xff\xff\xff\xff"
    entry[68:72] = none
    entry[72:76] = none if right is None else right.to_bytes(4, "little")
    entry[76:80] = none if child is None else child.to_bytes(4, "little")
    entry[116:120] = b"\xfe\xff\xff\xff"
    return bytes(entry)


def kind(tmp_path: Path, content: bytes, name: str = "note") -> str:
    (tmp_path / name).write_bytes(content)
    return kind_of(tmp_path / name)


def refusal(tmp_path: Path, content: bytes, name: str = "note") -> str:
    with pytest.raises(UnreadableDocument) as error:
        kind(tmp_path, content, name)
    return str(error.value)


@pytest.mark.parametrize("name", NAMES)
def test_packed_documents_are_known_by_what_is_in_them(tmp_path: Path, name: str) -> None:
    odt = "application/vnd.oasis.opendocument.text"
    assert kind(tmp_path, packed(tmp_path / "z", word__document_xml="<x/>"), name) == "docx"
    assert kind(tmp_path, packed(tmp_path / "z", mimetype=odt, content_xml="<x/>"), name) == "odt"
    openpyxl.Workbook().save(tmp_path / "z")
    assert kind(tmp_path, (tmp_path / "z").read_bytes(), name) == "xlsx"
    assert kind(tmp_path, ole("Data", "WordDocument"), name) == "doc"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\0junk before it\0%PDF-1.4\n", "pdf"),
        (b"{\\rtf1\\ansi slovo}", "rtf"),
        (b"\xef\xbb\xbf\n<!doctype html><p>slovo", "html"),
        ("<html><body>\u0645\u0644\u0627\u062d\u0638\u0629".encode(), "html"),
        ("<html><p>слово</p>".encode("utf-16"), "html"),
        (b"<!-- saved --><?xml version='1.0'?>\n<!DOCTYPE html><p>x", "html"),
        ("<h1>Слово</h1><p>нота</p>".encode(), "html"),
        (b"<div><p>a</p><p>b</p></div>", "html"),
        (b"From: a@example.org\nTo: b@example.org\nSubject: notes\n\nslovo", "eml"),
        (b"Received: from x\n by y\nFrom: a\n\nslovo", "eml"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "eml"),
        (b"", "text"),
        (b"  \n ", "text"),
        (b"From morning to evening we talked.", "text"),
        (b"Date: 3 May\nParticipants: 12\n\n- slovo", "text"),
        (b"From: the north\nTo: the south\nWe talked", "text"),
        ("מילים".encode("utf-16"), "text"),
        ("слова и слова".encode("cp1251"), "text"),
        (b"<b>Bold</b> claims of one person", "text"),
        (b"BMW is a word and MZ another", "text"),
        (b"[laughter]\nslovo", "text"),
        (b'{"slovo", said somebody}', "text"),
        (b"the %PDF- mark may be quoted", "text"),
    ],
)
def test_what_looks_like_text_is_told_apart(tmp_path: Path, content: bytes, expected: str, name: str) -> None:
    assert kind(tmp_path, content, name) == expected


def test_a_markdown_note_that_opens_with_a_tag_is_text(tmp_path: Path) -> None:
    assert kind(tmp_path, b"<div align=center>\n\n# Heading\n\n- words\n- words") == "text"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture or a scan"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "a picture or a scan"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a picture or a scan"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a picture or a scan"),
        (b"ID3\3\0\0\0\0\0\0", "sound recording"),
        (b"\0\0\0\x20ftypM4A \0\0\0\0", "sound recording"),
        (b"OggS\0\2\0\0", "sound recording"),
        (b"\0\0\0\x20ftypisom\0\0\2\0", "a film"),
        (b"\0\0\0\x14ftyp3gp4\0\0", "a film"),
        (b"MZ\x90\0\3\0", "a program"),
        (b"\x7fELF\2\1\1" + bytes(60), "a program"),
        (b"PAR1\x15\0\x15", "Parquet"),
        (b"SQLite format 3\0", "a database"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "a packed file"),
        (b"\x1f\x8b\x08\0\0\0", "a packed file"),
        (b"%!PS-Adobe-3.0", "PostScript"),
        (b"\0\1\2\3\4", "no text and no kind of document"),
        (b"From a@example.org Thu Jan 1 00:00:00 2026\nFrom: a\n", "a mailbox"),
        (b'{"a": ["b"]}\n', "JSON"),
        (b'<?xml version="1.0"?><a/>', "XML"),
        (b"BEGIN:VCARD\nFN:A\n", "address card"),
        (b"-----BEGIN PGP MESSAGE-----\n", "encrypted"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><a/>', "save it as docx"),
        (ole("EncryptionInfo", "EncryptedPackage"), "with a password"),
        (ole("Workbook"), "older than 2007"),
        (ole("PowerPoint Document"), "PowerPoint"),
        (ole("__properties_version1.0"), "Outlook"),
        (ole("Other"), "old Office file"),
        (ole("Workbook")[:600], "damaged Office file"),
        (b"PK\x03\x04 and no more", "damaged, encrypted or no Office file"),
    ],
)
@pytest.mark.parametrize("name", ["note.docx", "заметка.txt"])
def test_what_is_no_note_is_named_with_what_to_do(tmp_path: Path, content: bytes, reason: str, name: str) -> None:
    message = refusal(tmp_path, content, name)
    assert reason in message
    assert message.count(". ") >= 1  # what it is, and a remedy


def test_zips_that_hold_no_note_are_named(tmp_path: Path) -> None:
    parts: dict[str, dict[str, str | bytes]] = {
        "PowerPoint": {"ppt__presentation_xml": "<x/>"},
        "save it as xlsx": {"xl__workbook_bin": b"\0"},
        "Pages, Numbers": {"Index__Document_iwa": b"\0"},
        "spreadsheet": {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"},
        "e-book": {"mimetype": "application/epub+zip"},
        "without a Word document": {"a_txt": "slovo"},
    }
    for reason, content in parts.items():
        assert reason in refusal(tmp_path, packed(tmp_path / "z", **content), "note.docx")


def test_lines_with_commas_are_a_table_only_where_the_name_says_so(tmp_path: Path) -> None:
    assert "a table" in refusal(tmp_path, "слово,нота\n".encode(), "a.csv")
    assert kind(tmp_path, "слово,нота\n".encode(), "a.txt") == "text"
