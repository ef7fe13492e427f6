"""Every field that is shown is redacted, ids stay apart, and each thing is counted and noted once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.privacy.redact import Redactor
from corpus.privacy.rows import RowRedactor, Words, redact_words, row_redactor
from corpus.rows import Row, Session


def row(
    text: str = "нужна вода",
    *,
    context: str | None = None,
    speaker: str | None = None,
    source_ref: str = "day.md",
    session_id: str = "day",
    author_id: str | None = None,
) -> Row:
    return Row(text, source_ref, "line 1", session_id=session_id, author_id=author_id, context=context, speaker=speaker)


def redactor() -> RowRedactor:
    return RowRedactor(Redactor(), keeps_replacements=True)


def redacted(privacy: RowRedactor, written: Row, source: str = "notes", country: str | None = None) -> Row:
    words = Words(written.text, written.session_id, written.language, country)
    return privacy.row(
        written, redact_words(privacy.redactor, words, suspects=privacy.keeps_replacements), source=source
    )


def test_text_heading_tag_file_and_session_lose_what_is_personal() -> None:
    written = row(
        "звоните 067 123 45 67",
        context="Вопросы к ana@example.org",
        speaker="Ana Novak (NGO)",
        source_ref="ana@example.org.docx",
        session_id="ana@example.org",
    )
    shown = redacted(RowRedactor(Redactor()), written, country="Украина")
    assert (shown.text, shown.context, shown.speaker) == ("звоните [phone]", "Вопросы к [email]", "[name] (NGO)")
    assert (shown.source_ref, shown.session_id) == ("[email]", "[email]")


def test_the_title_and_file_of_a_session_are_redacted_too() -> None:
    session = Session("day", title="حوار مع ana@example.org", file="notes/Ana_Novak.docx")
    shown = RowRedactor(Redactor(("Ana Novak",))).session(session)
    assert (shown.title, shown.file, shown.session_id) == ("حوار مع [email]", "notes/[name].docx", "day")


def test_the_name_of_a_sheet_or_attachment_is_redacted_and_its_numbers_stay() -> None:
    privacy = RowRedactor(Redactor(("Ana Novak",)))
    places = {
        "attachment Ana_Novak.docx, page 3, paragraph 4": "attachment [name].docx, page 3, paragraph 4",
        "sheet تونس 2022, row 7, sentence 2": "sheet تونس 2022, row 7, sentence 2",
        "line 12": "line 12",
    }
    for place, shown in places.items():
        assert redacted(privacy, replace(row(), place=place)).place == shown


def test_a_number_in_the_name_of_a_file_or_session_stays() -> None:
    shown = redacted(redactor(), row(source_ref="0712345678-2022-06-30.md", session_id="0712345678"), country="Kenya")
    assert (shown.source_ref, shown.session_id) == ("0712345678-2022-06-30.md", "0712345678")


def test_two_sessions_that_are_shown_alike_stay_two() -> None:
    privacy = redactor()
    shown = [privacy.session_id(each) for each in ("a@example.org", "b@example.org", "a@example.org", "يوم")]
    assert shown == ["[email]", "[email]-2", "[email]", "يوم"]


@pytest.mark.parametrize(
    ("author", "shown"),
    [
        ("17", "17"),
        ("p-0042", "p-0042"),
        ("9f8e7d6c-1a2b", "9f8e7d6c-1a2b"),
        ("Ana Novak", "[name]"),
        ("ليلى", "[name]"),
        ("ana@example.org", "[email]"),
        ("+254 712 345678", "[phone]"),
        ("30521478123", "[id]"),
    ],
)
def test_an_author_who_is_named_gets_a_marker_a_code_stays(author: str, shown: str) -> None:
    assert redacted(redactor(), row(author_id=f"table:{author}"), "table").author_id == f"table:{shown}"


def test_named_authors_stay_apart_and_together() -> None:
    privacy = redactor()
    shown = [redacted(privacy, row(author_id=f"t:{author}"), "t").author_id for author in ("Ana", "ლევანი", "Ana")]
    assert shown == ["t:[name]", "t:[name]-2", "t:[name]"]


def test_named_speakers_of_a_session_stay_apart_and_together() -> None:
    names = ("Ana Novak", "ليلى حداد", "Petra Lind")
    privacy = row_redactor([], attendance={"day": names, "night": names})

    def shown(tag: str, session_id: str = "day") -> str | None:
        return redacted(privacy, row(speaker=tag, session_id=session_id)).speaker

    tags = ("Ana Novak", "ليلى حداد", "Ana Novak", "Youth Rep", "Petra Lind (NGO)", "Ana Novak (NGO)")
    assert [shown(tag) for tag in tags] == [
        "[name]", "[name]-2", "[name]", "Youth Rep", "[name] (NGO)", "[name]-2 (NGO)"
    ]  # fmt: skip
    assert shown("Petra Lind", "night") == "[name]"


def test_a_heading_over_many_statements_counts_once() -> None:
    privacy = redactor()
    for _ in range(3):
        redacted(privacy, row("пишите b@example.org", context="ana@example.org"))
    assert privacy.counts == {"email": 4}
    assert [(noted.field, noted.words) for noted in privacy.replacements].count(("context", "ana@example.org")) == 1


def test_names_come_from_the_list_of_the_rows_own_session() -> None:
    privacy = row_redactor(
        [row("Novak said"), row("the lake is dry")],
        attendance={"day": ("Ana Novak", "Tom Lake"), "other": ("Petra Lind",)},
    )
    assert redacted(privacy, row("Novak, Lake and Lind; Petra Lind")).text == "[name], Lake and Lind; [name]"


def test_without_a_review_no_words_are_kept() -> None:
    privacy = RowRedactor(Redactor())
    redacted(privacy, row("ana@example.org"))
    assert (privacy.replacements, privacy.counts) == ([], {"email": 1})
