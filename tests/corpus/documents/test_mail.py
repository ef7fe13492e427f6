"""Mails as notes, with what is attached to them."""

from __future__ import annotations

import email.policy
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from corpus.documents.blocks import Block, Document
from corpus.documents.quoted_mail import asides, is_forward, is_reply
from corpus.documents.read import read_document
from corpus.errors import UnreadableDocument


def mail(text: str, **fields: str) -> EmailMessage:
    message = EmailMessage(policy=email.policy.default.clone(cte_type="7bit"))
    message["From"], message["To"] = "Anna <a@example.org>", "team@example.org"
    for name, value in {"Subject": "Notes", **fields}.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def read(tmp_path: Path, message: EmailMessage | bytes) -> Document:
    (tmp_path / "mail").write_bytes(message if isinstance(message, bytes) else message.as_bytes())
    return read_document(tmp_path / "mail")


def own(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks if block.kind != "meta"]


def others(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.kind == "meta"]


def word(tmp_path: Path, *paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(tmp_path / "made"))
    return (tmp_path / "made").read_bytes()


def test_the_words_of_a_mail_are_its_note_and_its_head_is_not(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        mail(
            "Part one\n\n- Нужна вода.\n- نريد ماءً\n", Subject="ملاحظات اللقاء", Date="Mon, 4 May 2026 10:00:00 +0000"
        ),
    )
    assert own(document) == [("heading", "Part one"), ("item", "Нужна вода."), ("item", "نريد ماءً")]
    assert document.blocks[-1].place == "line 4"
    assert others(document)[0] == "Subject: ملاحظات اللقاء"
    assert len(others(document)) == 4


def test_encoded_words_and_named_encodings_are_read(tmp_path: Path) -> None:
    raw = (
        b"From: =?koi8-r?B?4c7OwQ==?= <a@example.org>\r\nTo: b@example.org\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    ) + "Нужна вода, далеко ходить.\r\n".encode("cp1251")
    document = read(tmp_path, raw)
    assert own(document) == [("paragraph", "Нужна вода, далеко ходить.")]
    assert others(document)[0] == "From: Анна <a@example.org>"
    assert document.guessed_encoding is None


def test_plain_text_is_preferred_unless_it_is_empty(tmp_path: Path) -> None:
    message = mail("Plain words here.")
    message.add_alternative("<p>Page words here.</p>", subtype="html")
    assert own(read(tmp_path, message)) == [("paragraph", "Plain words here.")]
    message = mail(" \n")
    message.add_alternative("<ul><li>כתוב בעמוד</li></ul>", subtype="html")
    document = read(tmp_path, message)
    assert own(document) == [("item", "כתוב בעמוד")]
    assert document.blocks[-1].place == "paragraph 1"


def test_attached_notes_are_read_with_their_place_and_pictures_are_counted(tmp_path: Path) -> None:
    message = mail("Please find the notes attached to this mail.")
    message.add_attachment(
        word(tmp_path, "Вода далеко."), maintype="application", subtype="octet-stream", filename="заметки.docx"
    )
    message.add_attachment(b"# Part\n\n- more trees\n", maintype="text", subtype="markdown", filename="b.md")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="c.png")
    message.add_attachment(b"\0\1\2", maintype="application", subtype="octet-stream", filename="d\u202e.bin")
    document = read(tmp_path, message)
    assert [block.place for block in document.blocks[-3:]] == [
        "attachment заметки.docx, paragraph 1",
        "attachment b.md, line 1",
        "attachment b.md, line 3",
    ]
    assert own(document)[-3:] == [("paragraph", "Вода далеко."), ("heading", "Part"), ("item", "more trees")]
    assert document.warnings[0].startswith("its attachment d .bin is not read: it is no text")
    assert document.warnings[1].startswith("1 pictures in the mail are not read")


def test_a_mail_within_a_mail_is_read_and_too_deep_ones_are_named(tmp_path: Path) -> None:
    message = mail("The innermost words.", Subject="level 0")
    for level in range(1, 8):
        outer = mail(f"Words of level {level}.", Subject=f"level {level}")
        outer.add_attachment(message)
        message = outer
    document = read(tmp_path, message)
    assert [text for _, text in own(document)] == [f"Words of level {level}." for level in (7, 6, 5, 4)]
    assert document.blocks[-1].place == "attachment level 6, attachment level 5, attachment level 4, line 1"
    assert "1 parts are nested too deep" in document.warnings[0]


def test_a_mail_that_is_attached_as_a_file_is_read_twice_deep_at_most(tmp_path: Path) -> None:
    message = mail("The innermost words.")
    for level in range(1, 6):
        outer = mail(f"Words of level {level}.")
        outer.add_attachment(message.as_bytes(), maintype="application", subtype="octet-stream", filename="m.eml")
        message = outer
    document = read(tmp_path, message)
    assert [text for _, text in own(document)] == [f"Words of level {level}." for level in (5, 4, 3)]
    assert "within too many others" in document.warnings[0]


def test_soft_breaks_of_flowed_text_are_undone(tmp_path: Path) -> None:
    message = mail("- We need water \nand more trees.\n- Second\n")
    message.set_param("format", "flowed")
    assert own(read(tmp_path, message)) == [("item", "We need water and more trees."), ("item", "Second")]


HISTORY = {
    "english": "On Mon, 4 May 2026 at 10:00, Anna <a@example.org> wrote:\n\n> old words\n> more old words",
    "over two lines": "On Mon, 4 May 2026 at 10:00, Anna\n<a@example.org> wrote:\n> old words",
    "french": "Le lun. 4 mai 2026 à 10:00, Anna <a@example.org> a écrit :\n> old words",
    "arabic": "في الاثنين، 4 مايو 2026 كتبت Anna <a@example.org>:\n> old words",
    "russian": "пн, 4 мая 2026 г. в 10:00, Анна <a@example.org> пишет:\n\nold words\nold words",
    "no language known": "2026-05-04 10:00 Anna zzz:\n> old words",
    "outlook": "-----Original Message-----\nFrom: Anna\nSent: Monday\nTo: Team\nSubject: x\n\nold words",
    "outlook german": "Von: Anna <a@example.org>\nGesendet: Montag\nAn: Team\nBetreff: x\n\nold words",
    "outlook hebrew": "מאת: אנה\nנשלח: יום שני\nאל: צוות\nנושא: x\n\nold words",
    "signature": "-- \nAnna\n+1 555 0100",
    "phone": "Sent from my telephone",
    "closing": "Mit freundlichen Grüßen\nAnna\nOffice of nothing",
    "closing georgian": "პატივისცემით,\nანა",
    "closing arabic": "مع التحية،\nآنا",
}


@pytest.mark.parametrize("history", HISTORY.values(), ids=HISTORY)
def test_what_was_said_before_and_the_signature_are_no_part_of_the_note(tmp_path: Path, history: str) -> None:
    text = f"Dear all,\n\nВода далеко от дома.\n\n{history}\n"
    document = read(tmp_path, mail(text, Subject="Re: Notes"))
    assert own(document) == [("paragraph", "Вода далеко от дома.")]
    page = mail("\n")
    page.replace_header("Subject", "Re: Notes")
    page.add_alternative(
        "<p>Вода далеко от дома.</p><p>" + history.replace("<", "&lt;").replace("\n", "<br>") + "</p>", subtype="html"
    )
    if history != HISTORY["signature"]:  # pages mark it otherwise
        assert own(read(tmp_path, page)) == [("paragraph", "Вода далеко от дома.")]


def test_an_answer_below_each_quotation_is_the_note() -> None:
    lines = ["On 4 May 2026 Anna wrote:", "> Where is water?", "Far away.", "> And trees?", "None."]
    assert asides(lines, is_reply=True, is_forward=False) == [True, True, False, True, False]


def test_a_mail_that_is_passed_on_is_the_note_without_its_head() -> None:
    lines = [
        "See below.",
        "---------- Forwarded message ---------",
        "From: Anna",
        "Date: x",
        "",
        "Вода далеко.",
        "> کم",
        "-- ",
        "Anna",
    ]
    expected = [False, True, True, True, False, False, False, True, True]
    assert asides(lines, is_reply=False, is_forward=False) == expected
    outlook = ["From: Anna", "Sent: x", "To: y", "Subject: z", "", "Вода далеко."]
    assert asides(outlook, is_reply=False, is_forward=True) == [True] * 4 + [False] * 2


def test_what_a_note_quotes_or_ends_with_is_kept() -> None:
    lines = [
        "Participants said:",
        "> Water is far.",
        "Regards for elders were named:",
        "- respect",
        "Date: 4 May",
        "From: north",
        "We thank all and wrote this down at 10:00.",
    ]
    assert asides(lines, is_reply=False, is_forward=False) == [False] * len(lines)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Fwd: x", "forward"), ("TR : x", "forward"), ("转发：x", "forward"), ("RE: x", "reply"), ("AW[2]: x", "reply"),
        ("رد: x", "reply"), ("Report: x", ""), ("", ""),
    ],
)  # fmt: skip
def test_prefixes_of_the_subject_are_known(subject: str, expected: str) -> None:
    assert (is_forward(subject), is_reply(subject)) == (expected == "forward", expected == "reply")


def test_broken_parts_and_garbage_cost_only_themselves(tmp_path: Path) -> None:
    raw = b"""From: a@example.org
Subject: =?utf-8?B?!!!?= =?x-none?Q?x?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=no-such

Good words stay here.
--b
Content-Type: application/pdf; name="a.pdf"
Content-Transfer-Encoding: base64

@@@@ no base64 @@@@
--b
Content-Type: text/plain
Content-Transfer-Encoding: base64

AAECAwQ=
"""
    document = read(tmp_path, raw)
    assert ("paragraph", "Good words stay here.") in own(document)
    assert any("a part of the mail is not read" in warning for warning in document.warnings)


def test_a_mail_nested_a_thousand_deep_is_refused(tmp_path: Path) -> None:
    raw = b"MIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 1000 + b"Subject: x\n\nslovo\n"
    with pytest.raises(UnreadableDocument, match="nested too deep"):
        read(tmp_path, raw)


def test_an_encrypted_mail_is_refused(tmp_path: Path) -> None:
    raw = b"MIME-Version: 1.0\nContent-Type: application/pkcs7-mime; name=smime.p7m\n\nAAAA"
    with pytest.raises(UnreadableDocument, match="encrypted mail"):
        read(tmp_path, raw)


def test_a_block_of_the_head_says_so(tmp_path: Path) -> None:
    assert read(tmp_path, mail("x")).blocks[0] == Block(1, "meta", "Subject: Notes", within="head")
