"""Mails as notes: what the writer wrote, and the notes attached; heads, quotations and signatures are no note."""

from __future__ import annotations

import email
import email.policy
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from pathlib import Path
from typing import cast

from corpus.documents.blocks import Block, Document
from corpus.documents.html import html_document
from corpus.documents.marks import letters
from corpus.documents.plain_text import text_blocks
from corpus.documents.quoted_mail import asides, is_forward, is_reply
from corpus.errors import UnreadableDocument
from corpus.files.decode import decode

MAX_DEPTH = 3
"""Mails in mails in a mail: deeper ones are named and not read."""
MAX_NESTED_PARTS = 20
MAX_PARTS = 2000
MAX_ATTACHMENTS = 100
MAX_NAME_LETTERS = 80
MAX_FIELD_LETTERS = 1000
QUOTE_MARKS = re.compile(r"^(?:\s{0,3}> ?)+(?!\d)")
"""Not the sign in ">50% agreed"."""
WITHOUT_WORDS = frozenset(
    (
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-keys",
    )
)
HEAD = ("Subject", "From", "To", "Cc", "Date")

ReadAttachment = Callable[[Path], Document]


@dataclass
class _Found:
    """What a mail gave so far, over all mails within it."""

    blocks: list[Block] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    guessed_encoding: str | None = None
    n_pictures: int = 0
    n_attachments: int = 0
    n_too_deep: int = 0


def read_mail(path: Path, read_attachment: ReadAttachment) -> Document:
    """The note in the mail at `path`; its attachments are read by `read_attachment` and follow it.

    The mail's head, quoted history, greeting, closing and signature are blocks of the kind `meta`. An
    attachment that cannot be read is a warning.

    Raises:
        UnreadableDocument: encrypted, or nested deeper than mails are.
    """
    try:
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        found = _Found()
        _read_message(message, read_attachment, found, within=None, depth=0)
    except RecursionError as error:
        raise UnreadableDocument(
            "its parts are nested too deep. Save the notes in it as a file of their own."
        ) from error
    if found.n_pictures:
        found.warnings.append(
            f"{found.n_pictures} pictures in the mail are not read. Type what they say, if they are notes."
        )
    if found.n_attachments > MAX_ATTACHMENTS:
        n_left = found.n_attachments - MAX_ATTACHMENTS
        found.warnings.append(f"{n_left} of its attachments are not read, as there are more than {MAX_ATTACHMENTS}.")
    if found.n_too_deep:
        found.warnings.append(f"{found.n_too_deep} parts are nested too deep and not read. Save them as files.")
    return Document(tuple(found.blocks), found.guessed_encoding, tuple(found.warnings))


def _read_message(
    message: EmailMessage, read_attachment: ReadAttachment, found: _Found, *, within: str | None, depth: int
) -> None:
    if message.get_content_type() in ("application/pkcs7-mime", "multipart/encrypted"):
        raise UnreadableDocument("it is an encrypted mail. Open it and save the notes in it as text.")
    subject = _field(message, "Subject")
    head = [f"{name}: {value}" for name in HEAD if (value := _field(message, name))]
    found.blocks += [Block(number, "meta", text, within=_inside(within, "head")) for number, text in enumerate(head, 1)]
    bodies, attached = _sorted_parts(message, found)
    answers = is_reply(subject) or _field(message, "In-Reply-To") != ""
    for number, part in enumerate(bodies, 1):
        place = within if len(bodies) == 1 else _inside(within, f"part {number}")
        document = _body(part, is_reply=answers, is_forward=is_forward(subject))
        found.blocks += (replace(block, within=place) for block in document.blocks)
        found.warnings += document.warnings
        found.guessed_encoding = found.guessed_encoding or document.guessed_encoding
    for part in attached:
        found.n_attachments += 1
        if part.get_content_maintype() == "image":
            found.n_pictures += 1
        elif found.n_attachments <= MAX_ATTACHMENTS:
            _read_attached(part, read_attachment, found, within=within, depth=depth)


def _field(message: EmailMessage, name: str) -> str:
    """The field's decoded value; empty where there is none, or where the library fails on what it holds."""
    for found, value in message.raw_items():
        if found.lower() == name.lower():
            try:
                # Cut before it is parsed: thousands of addresses would take minutes.
                text = str(email.policy.default.header_fetch_parse(found, str(value)[:MAX_FIELD_LETTERS]))
            except Exception:  # the library's parser lets errors of many types through
                return ""
            return re.sub(r"\s+", " ", text).strip()
    return ""


def _inside(within: str | None, part: str) -> str:
    return part if within is None else f"{within}, {part}"


# --- parts --------------------------------------------------------------------------------------------------


def _sorted_parts(message: EmailMessage, found: _Found) -> tuple[list[EmailMessage], list[EmailMessage]]:
    """The parts that are the writer's words, one of each pair of alternatives, and all others."""
    bodies: list[EmailMessage] = []
    attached: list[EmailMessage] = []
    waiting = [(message, 0)]
    n_parts = 0
    while waiting:
        part, depth = waiting.pop()
        n_parts += 1
        if n_parts > MAX_PARTS:
            raise UnreadableDocument(f"it has more than {MAX_PARTS:,} parts. Save the notes in it as files.")
        kind = part.get_content_type()
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            children = cast("list[EmailMessage]", part.get_payload())
            if depth >= MAX_NESTED_PARTS:
                found.n_too_deep += 1
                continue
            if kind == "multipart/alternative":
                children = _chosen(children)
            waiting += [(child, depth + 1) for child in reversed(children)]
        elif kind in ("text/plain", "text/html") and not _is_attachment(part):
            bodies.append(part)
        elif kind not in WITHOUT_WORDS:
            attached.append(part)
    return bodies, attached


def _chosen(alternatives: list[EmailMessage]) -> list[EmailMessage]:
    """The plain text where it has words, else the others: some programs leave it empty."""
    plain = [part for part in alternatives if part.get_content_type() == "text/plain"]
    if any(letters([_text(part)[0]]) for part in plain):
        return plain
    return [part for part in alternatives if part not in plain] or plain


def _is_attachment(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or _name(part) != ""


def _name(part: EmailMessage) -> str:
    try:
        name = part.get_filename() or ""
    except Exception:  # as for `_field`
        return ""
    shown = "".join(letter if letter.isprintable() else " " for letter in name)
    return re.sub(r"\s+", " ", shown).strip()[:MAX_NAME_LETTERS]


def _bytes(part: EmailMessage) -> bytes:
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _text(part: EmailMessage) -> tuple[str, str | None]:
    """The text of a part, and its encoding where that had to be guessed."""
    decoded = decode(_bytes(part), part.get_content_charset())
    return decoded.text, decoded.encoding if decoded.is_guess else None


# --- the writer's words -------------------------------------------------------------------------------------


def _body(part: EmailMessage, *, is_reply: bool, is_forward: bool) -> Document:
    try:
        text, guessed = _text(part)
    except UnreadableDocument as error:
        return Document((), warnings=(f"a part of the mail is not read: {error}",))
    if part.get_content_type() == "text/html":
        document = html_document(text)
        lines = [f"> {block.text}" if block.kind == "quote" else block.text for block in document.blocks]
        marks = asides(lines, is_reply=is_reply, is_forward=is_forward)
        blocks = [
            replace(block, kind="meta") if is_aside else block
            for block, is_aside in zip(document.blocks, marks, strict=True)
        ]
        return Document(tuple(blocks), guessed, document.warnings)
    lines = re.split(r"\r\n|\r|\n", text)
    if str(part.get_param("format", "")).lower() == "flowed":
        lines = _unflowed(lines, is_spaced=str(part.get_param("delsp", "")).lower() == "yes")
    marks = asides(lines, is_reply=is_reply, is_forward=is_forward)
    return Document(tuple(_plain_blocks(lines, marks)), guessed)


def _plain_blocks(lines: list[str], marks: list[bool]) -> Iterator[Block]:
    """The blocks of the lines in their order, those that are no note as `meta`, one a line."""
    own = ["" if is_aside else QUOTE_MARKS.sub("", line) for line, is_aside in zip(lines, marks, strict=True)]
    others = [
        Block(number, "meta", line.strip())
        for number, (line, is_aside) in enumerate(zip(lines, marks, strict=True), 1)
        if is_aside and letters([line])
    ]
    yield from sorted([*text_blocks(own), *others], key=lambda block: block.number)


def _unflowed(lines: list[str], *, is_spaced: bool) -> list[str]:
    """The lines with soft breaks undone; a line keeps its place, those joined to it become empty.

    Source: RFC 3676, sections 4.1 to 4.5.
    """
    joined: list[str] = []
    open_line: int | None = None
    open_depth = 0
    for line in lines:
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        is_soft = words.endswith(" ") and words != "-- "
        if open_line is not None and open_depth == depth and words != "-- ":
            joined[open_line] += words[:-1] if is_soft and is_spaced else words
            joined.append("")
        else:
            open_line, open_depth = len(joined), depth
            joined.append(">" * depth + " " * (depth > 0) + (words[:-1] if is_soft and is_spaced else words))
        open_line = open_line if is_soft else None
    return joined


# --- attachments --------------------------------------------------------------------------------------------


def _read_attached(
    part: EmailMessage, read_attachment: ReadAttachment, found: _Found, *, within: str | None, depth: int
) -> None:
    """Add the note that is attached to `found`, or the reason why it is not read."""
    is_mail = part.get_content_type() == "message/rfc822"
    inner = cast("list[EmailMessage]", part.get_payload())[0] if is_mail and part.is_multipart() else None
    name = _name(part) or (_field(inner, "Subject")[:MAX_NAME_LETTERS] if inner is not None else "")
    place = _inside(within, f"attachment {name or found.n_attachments}")
    if depth >= MAX_DEPTH:
        found.n_too_deep += 1
        return
    try:
        if inner is not None:
            _read_message(inner, read_attachment, found, within=place, depth=depth + 1)
            return
        document = _read_bytes(_bytes(part), name, read_attachment)
    except UnreadableDocument as error:
        found.warnings.append(f"its {place} is not read: {error}")
        return
    found.blocks += (
        replace(block, within=_inside(place, block.within) if block.within else place) for block in document.blocks
    )
    found.warnings += [f"its {place}: {warning}" for warning in document.warnings]
    if document.guessed_encoding:
        found.warnings.append(f"its {place} was read as {document.guessed_encoding}; look at its letters.")


def _read_bytes(content: bytes, name: str, read_attachment: ReadAttachment) -> Document:
    """The note in an attachment, which readers want as a file; only its ending is taken from the mail."""
    suffix = re.sub(r"[^.\w]", "", Path(name).suffix)[:10]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"attachment{suffix}"
        path.write_bytes(content)
        return read_attachment(path)
