"""Hostile and broken files, each made by a function that writes it into a folder."""

from __future__ import annotations

import base64
import io
import os
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"
WORDS = "Плохие слова остаются внутри."
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol" * 10}">' for n in range(10))
OUTSIDE = '<!ENTITY e9 SYSTEM "file:///etc/hostname">'

Maker = Callable[[Path], None]


def zipped(parts: dict[str, bytes | str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()


def word(body: str = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>", prologue: str = "", **more: bytes) -> bytes:
    xml = f'<?xml version="1.0"?>{prologue}<w:document {W}><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": xml, **{name.replace("__", "/"): content for name, content in more.items()}})


def odt(body: str = f"<text:p>{WORDS}</text:p>", prologue: str = "", **more: bytes) -> bytes:
    xml = (
        f'<?xml version="1.0"?>{prologue}<office:document-content {ODF}><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": ODT_TYPE, "content.xml": xml, **more})


def sheet(rows: str = "<row><c t='inlineStr'><is><t>слова</t></is></c></row>", prologue: str = "") -> bytes:
    book = io.BytesIO()
    made = openpyxl.Workbook()
    made.active.append([WORDS])
    made.save(book)
    with zipfile.ZipFile(book) as package:
        parts: dict[str, bytes | str] = {name: package.read(name) for name in package.namelist()}
    head = f'<?xml version="1.0"?>{prologue}<worksheet {S}><dimension ref="A1:XFD1048576"/>'
    parts["xl/worksheets/sheet1.xml"] = f"{head}<sheetData>{rows}</sheetData></worksheet>"
    return zipped(parts)


def pdf(content: bytes = b"BT /F1 12 Tf 72 720 Td (Bad words stay inside.) Tj ET", trailer: bytes = b"") -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (trailer, len(made))
    return made + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def ole(*streams: str) -> bytes:
    from tests.corpus.files.test_kinds import ole as made

    return made(*streams)


PAGE = f"<!doctype html><html><body><p>{WORDS}</p></body></html>".encode()
RTF = b"{\\rtf1\\ansi Bad words stay inside.\\par}"
MAIL = f"From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n\n{WORDS}\n".encode()
SOUND = {
    "docx": word(),
    "odt": odt(),
    "xlsx": sheet(),
    "pdf": pdf(),
    "html": PAGE,
    "rtf": RTF,
    "eml": MAIL,
    "doc": ole("WordDocument"),
}
"""A small true file of each kind."""


def _central_directory_lie() -> bytes:
    """A zip whose directory says that a part is small, while it unpacks to far more."""
    packed = bytearray(word(more__big=b""))
    bomb = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = bomb.compress(b"\0" * 50_000_000) + bomb.flush()
    name = b"word/document.xml"
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(content), 100, len(name), 0)
    central = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, len(content), 100, len(name), 0, 0, 0, 0, 0, 0
    )
    packed = bytearray(local + name + content)
    start = len(packed)
    packed += central + name
    packed += struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(packed) - start, start, 0)
    return bytes(packed)


def _many_entries() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("word/document.xml", "<x/>")
        for number in range(20_000):
            package.writestr(f"word/{number}.xml", "")
    return packed.getvalue()


def _multipart(n_parts: int, part: bytes) -> bytes:
    head = b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    return head + b"".join(b"--b\n" + part for _ in range(n_parts)) + b"--b--\n"


def _nested_multiparts(depth: int) -> bytes:
    return b"From: a@example.org\nMIME-Version: 1.0\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth)
    )


def _attached(content: bytes, name: str) -> bytes:
    coded = base64.encodebytes(content)
    head = f"Content-Type: application/octet-stream; name={name}\nContent-Transfer-Encoding: base64\n\n".encode()
    return _multipart(1, head + coded)


def _mails_in_files(depth: int) -> bytes:
    mail = MAIL
    for _ in range(depth):
        mail = _attached(mail, "m.eml")
    return mail


def _nested_bomb() -> bytes:
    inner = word(word__media=b"\0" * 60_000_000)
    return word(word__embedded=zipped({"a.docx": inner}))


def _garbage(kind: str) -> bytes:
    content = bytearray(SOUND[kind])
    for _ in range(200):
        content[random.Random(len(content)).randrange(8, len(content))] ^= 0xFF  # noqa: S311 - any will do
    return bytes(content)


CONTENTS: dict[str, Callable[[], bytes]] = {
    "bomb.docx": lambda: word(word__media=b"\0" * 60_000_000),
    "bomb.odt": lambda: odt(big=b"\0" * 60_000_000),
    "bomb.xlsx": lambda: sheet("<row/>" * 30_000_000),
    "bomb in the type.odt": lambda: zipped({"mimetype": b"a" * 60_000_000, "content.xml": "<x/>"}),
    "nested bomb.docx": _nested_bomb,
    "bomb attached.eml": lambda: _attached(word(word__media=b"\0" * 60_000_000), "a.docx"),
    "lying directory.docx": _central_directory_lie,
    "many entries.docx": _many_entries,
    "entities.docx": lambda: word("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", f"<!DOCTYPE x [{ENTITIES}]>"),
    "late entities.docx": lambda: word(
        "<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", f"<!--{'x' * 10_000}--><!DOCTYPE x [{ENTITIES}]>"
    ),
    "outside entity.docx": lambda: word("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", f"<!DOCTYPE x [{OUTSIDE}]>"),
    "entities.odt": lambda: odt("<text:p>&e9;</text:p>", f"<!DOCTYPE x [{ENTITIES}]>"),
    "late outside entity.odt": lambda: odt("<text:p>&e9;</text:p>", f"<!--{'x' * 10_000}--><!DOCTYPE x [{OUTSIDE}]>"),
    "late entities.xlsx": lambda: sheet(
        "<row><c t='inlineStr'><is><t>&e9;</t></is></c></row>", f"<!--{'x' * 10_000}--><!DOCTYPE x [{ENTITIES}]>"
    ),
    "outside entity.xlsx": lambda: sheet(
        "<row><c t='inlineStr'><is><t>&e9;</t></is></c></row>", f"<!DOCTYPE x [{OUTSIDE}]>"
    ),
    "entities.html": lambda: f"<!DOCTYPE html [{ENTITIES}]><html><p>&e9; {WORDS}</p>".encode(),
    "outside entity.html": lambda: f"<!DOCTYPE html [{OUTSIDE}]><html><p>&e9; {WORDS}</p>".encode(),
    "climbing.docx": lambda: zipped({"../../../tmp/underheard-climbed": "x", "word/document.xml": word()[:9]}),
    "climbing name.eml": lambda: _attached(WORDS.encode(), "../../../../tmp/underheard-climbed.md"),
    "surrogates.docx": lambda: word("<w:p><w:r><w:t>a&#xD800;b</w:t></w:r></w:p>"),
    "surrogates.html": lambda: f"<html><p>a&#xD800;b&#xDFFF; {WORDS}</p>".encode(),
    "deep.docx": lambda: word("<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000),
    "deep tables.docx": lambda: word("<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80),
    "deep.odt": lambda: odt("<text:section>" * 5_000 + "</text:section>" * 5_000),
    "long table.docx": lambda: word(
        "<w:tbl>" + "<w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>" * 1_000_000 + "</w:tbl>"
    ),
    "long table.html": lambda: b"<html><table>" + b"<tr><td>a<td>b" * 110_000,
    "wide table.html": lambda: b"<html><table><tr>" + b"<td colspan=999 rowspan=999>x" * 3_000,
    "deep.html": lambda: b"<html>" + b"<div>" * 100_000 + b"x",
    "unclosed.html": lambda: b"<html>" + b"<p <p <a href='" * 30_000,
    "attributes.html": lambda: b"<html><p " + b" ".join(b"a%d=1" % n for n in range(20_000)) + b">x",
    "huge word.html": lambda: b"<html><p>" + b"x" * 20_000_000,
    "claims all.xlsx": sheet,
    "last cell.xlsx": lambda: sheet("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"),
    "far column.xlsx": lambda: sheet("".join(f"<row r='{n}'><c r='XFD{n}'><v>1</v></c></row>" for n in range(1, 300))),
    "impossible cell.xlsx": lambda: sheet("<row r='99999999999'><c r='ZZZZ0'><v>x</v></c></row>"),
    "deep.eml": lambda: b"MIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 1000 + MAIL,
    "deep parts.eml": lambda: _nested_multiparts(1000),
    "many parts.eml": lambda: _multipart(10_000, b"Content-Type: text/plain\n\nx\n"),
    "many attachments.eml": lambda: _multipart(
        1_500, b"Content-Type: application/octet-stream; name=a.docx\n\nPK\3\4\n"
    ),
    "mails in files.eml": lambda: _mails_in_files(12),
    "garbage base64.eml": lambda: MAIL.replace(
        b"\n\n", b"\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n", 1
    ),
    "long head.eml": lambda: b"From: a@example.org\nTo: " + b"a <a@example.org>, " * 50_000 + b"\n\nx",
    "braces.rtf": lambda: b"{\\rtf1 " + b"{" * 500_000 + b"x",
    "binary.rtf": lambda: b"{\\rtf1 \\bin999999999 x}",
    "encrypted.docx": lambda: ole("EncryptionInfo", "EncryptedPackage"),
    "encrypted.pdf": lambda: pdf(trailer=b"/Encrypt<</Filter/Standard/V 1/R 2/O<00>/U<00>/P -4>>/ID[<00><00>]"),
    "loop.pdf": lambda: pdf().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"),
    "bomb.pdf": lambda: pdf().replace(
        b"endstream", b"endstream\nendobj\n9 0 obj<</Filter/FlateDecode>>stream\n" + zlib.compress(b"\0" * 9**8)
    ),
    "picture.docx": lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 100,
    "program.md": lambda: b"MZ\x90\0\3\0" + b"\0" * 100,
    "nul bytes.txt": lambda: b"a\0b\0" * 100,
    "no mark.txt": lambda: WORDS.encode("utf-16-le"),
    "lone surrogate.txt": lambda: WORDS.encode() + b"\xed\xa0\x80",
    "overrides.txt": lambda: "- \u202eслово\u202c и \u2066слово\u2069 снова\n".encode(),
    "100 MB.txt": lambda: b"word and word\n" * 7_500_000,
    "short lines.txt": lambda: b"a\n" * 3_000_000,
    "one line.txt": lambda: WORDS.encode() * 1_500,
    "only spaces.txt": lambda: b" \t\n" * 500_000,
    "one long space.txt": lambda: b" " * 900_000,
    "bullets.md": lambda: b"- " * 30_000,
    "quotes.md": lambda: b"> " * 30_000,
    "brackets.md": lambda: b"[" * 20_000 + b"](" * 10_000,
    "colons.txt": lambda: b"A: " * 10_000,
    "quotation marks.txt": lambda: b"A" + b'."' * 10_000 + b"x",
    "stars.md": lambda: b"*" * 300_000 + b" a " + b"_" * 300_000,
    "empty.docx": lambda: b"",
    **{f"half.{kind}": lambda kind=kind: SOUND[kind][: len(SOUND[kind]) // 2] for kind in SOUND},  # type: ignore[misc]
    **{f"head.{kind}": lambda kind=kind: SOUND[kind][:20] for kind in SOUND},  # type: ignore[misc]
    **{f"without end.{kind}": lambda kind=kind: SOUND[kind][:-9] for kind in SOUND},  # type: ignore[misc]
    **{f"garbled.{kind}": lambda kind=kind: _garbage(kind) for kind in SOUND},  # type: ignore[misc]
}
"""Files by name, made when they are asked for."""


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe.docx")


def _loop(folder: Path) -> None:
    (folder / "loop.md").symlink_to(folder / "loop.md")
    (folder / "up").symlink_to(folder)


def _device(folder: Path) -> None:
    (folder / "endless.txt").symlink_to("/dev/zero")


def _names(folder: Path) -> None:
    for name in (b"line\nbreak.md", "كلم\u202eة.md".encode(), b"\xff\xfe.md", b"a" * 250 + b".md"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(f"- {WORDS}\n", encoding="utf-8")


def _folder_like_a_file(folder: Path) -> None:
    (folder / "x.docx").mkdir()


def _closed(folder: Path) -> None:
    (folder / "closed.md").write_text(WORDS, encoding="utf-8")
    (folder / "closed.md").chmod(0)


PLACED: dict[str, Maker] = {
    "pipe": _pipe,
    "links in a circle": _loop,
    "device": _device,
    "names": _names,
    "folder like a file": _folder_like_a_file,
    "closed": _closed,
}
"""What is hostile not by its content."""
