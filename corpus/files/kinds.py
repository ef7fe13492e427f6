"""What a file is, by its content and never by its name; what is no note is refused with what to do instead."""

from __future__ import annotations

import codecs
import os
import re
import zipfile
from pathlib import Path
from typing import Literal

import filetype
import olefile

from corpus.errors import UnreadableDocument
from corpus.files.decode import BYTE_ORDER_MARKS
from corpus.files.packages import BROKEN_ZIP

Kind = Literal["docx", "odt", "xlsx", "pdf", "html", "rtf", "doc", "eml", "text"]
"""What a note may be. Markdown is text: nothing but its use tells them apart."""

HEAD_BYTES = 8192
PDF_WITHIN_BYTES = 1024
"""A PDF may have so much before its mark; readers accept it."""
CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
"""Control characters that no text has; ESC occurs in Japanese encodings."""

MAIL_FIELD = re.compile(r"(?P<name>[!-9;-~]{1,76}):[ \t]?(?P<value>.*)")
MAIL_ONLY = frozenset(
    ("received", "message-id", "mime-version", "return-path", "delivered-to", "content-type", "dkim-signature")
)
MAIL_USUAL = frozenset(("from", "to", "cc", "subject", "date", "sent", "reply-to"))
HTML_START = re.compile(
    r"(?:\s|<!--.*?-->|<\?xml[^>]*\?>)*<(?:!doctype\s+html|html|head|body|meta|title|style|link|div|p|h[1-6]|table|ul|ol"
    r"|article|section|main|span|font|center)(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
HTML_FOR_SURE = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
JSON_START = re.compile(r"\s*(?:\{\s*\"[^\"\n]*\"\s*:|\[\s*(?:\"[^\"\n]*\"\s*[,\]]|[\[{]))")
CLOSING_TAG = re.compile(r"</(?:p|div|h[1-6]|li|td|table|ul|ol|body|span)\s*>", re.IGNORECASE)

AS_NOTE = "Save the notes as docx, odt, pdf, md or txt."
OOXML_MAIN = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
OPEN_DOCUMENT = {"text": "odt", "text-master": "odt", "spreadsheet": "ods", "presentation": "odp", "graphics": "odg"}

REFUSED = {
    "pptx": "it is a PowerPoint presentation. Copy the notes out of it and save them as docx, md or txt.",
    "ppt": "it is a PowerPoint presentation. Copy the notes out of it and save them as docx, md or txt.",
    "ods": "it is an OpenDocument spreadsheet. Save it as xlsx.",
    "odp": "it is a presentation. Copy the notes out of it and save them as docx, md or txt.",
    "odg": "it is a drawing. Write down the notes in it and save them as docx, md or txt.",
    "xlsb": "it is a binary Excel workbook. Open it and save it as xlsx.",
    "xls": "it is a workbook of an Excel older than 2007. Open it and save it as xlsx.",
    "msg": "it is an Outlook message. Open it and save it as text or eml.",
    "encrypted": "it is an Office file with a password. Open it, remove the password and save it again.",
    "ole": f"it is an old Office file of a kind that is not read. {AS_NOTE}",
    "iwork": "it is a file of Pages, Numbers or Keynote. Export it there: as docx, or as xlsx for Numbers.",
    "epub": "it is an e-book. Save its text as docx, md or txt.",
    "zip": "it is a zip file without a Word document in it. Unpack it and put the notes themselves into the folder.",
    "archive": "it is a packed file. Unpack it and put the notes themselves into the folder.",
    "image": "it is a picture or a scan. Type the notes, or run text recognition over it, and save them as txt.",
    "audio": "it is a sound recording. Have it transcribed and save the text as docx, md or txt.",
    "video": "it is a film. Have what is said transcribed and save the text as docx, md or txt.",
    "font": "it is a font. Move it out of the notes.",
    "program": "it is a program. Move it out of the notes.",
    "parquet": "it is a Parquet table. List it as a source of the type table.",
    "database": "it is a database. Export the notes in it as text.",
    "postscript": "it is a PostScript file. Save it as pdf.",
    "mailbox": "it is a mailbox of several mails. Save each mail that holds notes as an eml file of its own.",
    "json": f"it is JSON, made for programs. {AS_NOTE}",
    "xml": f"it is XML of a kind that is not read. Open it in the program that made it. {AS_NOTE}",
    "wordml": "it is a Word file of the XML kind. Open it in Word and save it as docx.",
    "table": "it is a table (CSV). List it as a source of the type table, or save it as xlsx if it holds minutes.",
    "card": "it is a calendar entry or an address card. Move it out of the notes.",
    "key": "it is a key, a signature or a message that is encrypted. Move it out of the notes, or decrypt it.",
    "unknown": f"it is no text and no kind of document that is known. {AS_NOTE}",
}
"""What is no note, and what to do. Each sentence goes on after the file's name."""

PROGRAMS = frozenset(("exe", "elf", "wasm", "swf", "nes"))


def head_of(path: Path) -> bytes:
    """The first bytes of the file at `path`, enough to tell what it is."""
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)


def is_plain_text(path: Path) -> bool:
    """Whether the file is text as people write it, which needs no parser: neither packed, mail nor HTML."""
    head = head_of(path)
    return _packed_kind(head) is None and _is_text(head) and _kind_of_text(_text(head), path) == "text"


def kind_of(path: Path) -> Kind:
    """What the file at `path` is.

    A text's name is heard in one respect, as its content cannot tell: whether lines with commas are a table.

    Raises:
        UnreadableDocument: no note, with what it is and how to save it instead.
    """
    head = head_of(path)
    kind: str = _packed_kind(head) or ""
    if kind == "zip":
        kind = _kind_of_zip(path)
    elif kind == "ole":
        kind = _kind_of_ole(path)
    elif not kind and _is_text(head):
        kind = _kind_of_text(_text(head), path)
    elif not kind:
        kind = _kind_of_binary(head)
    if kind in REFUSED:
        raise UnreadableDocument(REFUSED[kind])
    return kind  # type: ignore[return-value]


def _packed_kind(head: bytes) -> str | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(olefile.MAGIC):
        return "ole"
    bare = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if bare.startswith(b"{\\rtf"):
        return "rtf"
    if bare.startswith(b"%PDF") or (b"%PDF-" in head[:PDF_WITHIN_BYTES] and not _is_text(head)):
        return "pdf"
    if head.startswith(b"%!PS"):
        return "postscript"
    return "parquet" if head.startswith(b"PAR1") and not _is_text(head) else None


# --- packed -------------------------------------------------------------------------------------------------


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            mimetype = _beginning(package, "mimetype") if "mimetype" in names else ""
    except (*BROKEN_ZIP, ValueError) as error:
        raise UnreadableDocument(
            "it is damaged, encrypted or no Office file. Open it, save it again and replace it."
        ) from error
    for name, kind in OOXML_MAIN.items():
        if name in names:
            return kind
    if "xl/workbook.bin" in names:
        return "xlsb"
    if mimetype.startswith("application/vnd.oasis.opendocument."):
        subtype = mimetype.strip().rpartition(".")[2].removesuffix("-template")
        return OPEN_DOCUMENT.get(subtype, "zip")
    if mimetype.startswith("application/epub"):
        return "epub"
    if "content.xml" in names and "META-INF/manifest.xml" in names:  # an odt whose mimetype somebody lost
        return "odt"
    if any(name.startswith("Index/") or name in ("Index.zip", "index.xml", "index.apxl") for name in names):
        return "iwork"
    return "zip"


def _beginning(package: zipfile.ZipFile, name: str) -> str:
    """The first letters of a part, which may be made to unpack to gigabytes."""
    with package.open(name) as part:
        return part.read(200).decode("ascii", "replace")


def _kind_of_ole(path: Path) -> str:
    try:
        with olefile.OleFileIO(path) as ole:
            streams = {entry[0].lower() for entry in ole.listdir(streams=True, storages=True)}
    except Exception as error:  # olefile lets the errors of half-read structures through, of many types
        raise UnreadableDocument("it is a damaged Office file. Open it, save it again and replace it.") from error
    if "encryptedpackage" in streams:
        return "encrypted"
    if any(name.startswith("__substg1.0_") or name == "__properties_version1.0" for name in streams):
        return "msg"
    for stream, kind in (
        ("worddocument", "doc"),
        ("workbook", "xls"),
        ("book", "xls"),
        ("powerpoint document", "ppt"),
    ):
        if stream in streams:
            return kind
    return "ole"


def _kind_of_binary(head: bytes) -> str:
    found = filetype.guess(head)
    if found is None:
        # A brand that the library lacks ("3gp4") is still a film or a recording.
        return "video" if head[4:8] == b"ftyp" or head.startswith(b"\x1aE\xdf\xa3") else "unknown"
    group = found.mime.partition("/")[0]
    if group in ("image", "audio", "video"):
        return str(group)
    if "font" in found.mime:
        return "font"
    if found.extension in PROGRAMS:
        return "program"
    return "database" if found.extension == "sqlite" else "archive"


# --- text ---------------------------------------------------------------------------------------------------


def _is_text(head: bytes) -> bool:
    """Whether the bytes could be text; UTF-16 without its mark is passed on to `decode`, which says so."""
    if any(head.startswith(mark) for mark, _ in BYTE_ORDER_MARKS):
        return True
    return CONTROL.search(head) is None


def _text(head: bytes) -> str:
    """The head as text, for its ASCII parts only: tags and field names are ASCII in every encoding."""
    encoding = next((name for mark, name in BYTE_ORDER_MARKS if head.startswith(mark)), "latin-1")
    return head.decode(encoding, "ignore")


def _kind_of_text(text: str, path: Path) -> str:
    if re.match(r"From \S+.*\d{4}\r?\n[!-9;-~]+:", text):
        return "mailbox"
    if _is_mail(text):
        return "eml"
    if HTML_START.match(text) and (HTML_FOR_SURE.search(text[:PDF_WITHIN_BYTES]) or _is_mostly_tags(text)):
        return "html"
    if text.lstrip().startswith("<?xml"):
        if "urn:oasis:names:tc:opendocument" in text and "application/vnd.oasis.opendocument.text" in text:
            return "odt"  # in one file of XML (.fodt)
        return "wordml" if "Word.Document" in text else "image" if "<svg" in text else "xml"
    if text.lstrip().startswith("<svg"):
        return "image"
    if _is_json(text, path):
        return "json"
    if text.startswith(("BEGIN:VCALENDAR", "BEGIN:VCARD")):
        return "card"
    if text.startswith("-----BEGIN "):
        return "key"
    if path.suffix.lower() in (".csv", ".tsv", ".tab"):
        return "table"
    return "text"


def _is_mail(text: str) -> bool:
    """Whether the text begins with the head of a mail: one field that only mails have, or two and an address.

    "Date: ..., Participants: ..." above a note is no mail.
    """
    names: dict[str, str] = {}
    for line in text.splitlines():
        if line[:1] in (" ", "\t") and names:
            continue
        field = MAIL_FIELD.fullmatch(line)
        if field is None:
            break
        names.setdefault(field["name"].lower(), field["value"])
    if len(names) < 2:
        return False
    has_address = any("@" in names.get(name, "") for name in ("from", "to", "reply-to"))
    return bool(MAIL_ONLY & names.keys()) or (has_address and len(MAIL_USUAL & names.keys()) >= 2)


def _is_mostly_tags(text: str) -> bool:
    """Whether text that opens with a tag is HTML: it closes several. Markdown may open with one `<div>`."""
    return len(CLOSING_TAG.findall(text)) >= 3 or CLOSING_TAG.search(text.rstrip()[-20:]) is not None


def _is_json(text: str, path: Path) -> bool:
    """Whether the file opens and closes as JSON does; "[laughter]" above a note does not."""
    if JSON_START.match(text) is None:
        return False
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - 64))
        return file.read().rstrip()[-1:] in (b"}", b"]")
