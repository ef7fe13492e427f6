"""Which cells of a note's table were said, by whom, and on what."""

from __future__ import annotations

import pytest

from corpus.documents.markdown import markdown_blocks
from corpus.notes.segments import segment_note
from corpus.notes.tables import column_role


def said(table: str) -> list[tuple[str | None, str, str | None]]:
    found = segment_note(markdown_blocks(table.strip().split("\n")), lambda _: "en")
    return [(segment.speaker, segment.text, segment.context) for segment in found if segment.fate == "statement"]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Name", "speaker"),
        ("Хто", "speaker"),
        ("المتحدثة", "speaker"),
        ("姓名", "speaker"),
        ("Fonction", "organisation"),
        ("الوقت", "time"),
        ("Тема:", "topic"),
        ("No.", "number"),
        ("Autor/a", "speaker"),
        ("Participante(s)", "speaker"),
        ("Участник(ца)", "speaker"),
        ("Name or number (if any)", None),
        ("What is missing?", None),
        ("ما قيل", None),
    ],
)
def test_a_header_says_what_its_cells_hold(header: str, role: str | None) -> None:
    assert column_role(header) == role


def test_a_row_gives_its_words_their_speaker_and_topic() -> None:
    table = """
| № | Тема | Что сказали | Кто |
|---|---|---|---|
| 1 | Дороги | Ямы не латают третий год. | жительница |
| 2 | الماء | الماء مقطوع منذ آذار. | مزارع |
"""
    assert said(table) == [
        ("жительница", "Ямы не латают третий год.", "Дороги › Что сказали"),
        ("مزارع", "الماء مقطوع منذ آذار.", "الماء › Что сказали"),
    ]


def test_categories_and_codes_beside_what_was_said_are_its_context() -> None:
    table = """
| Couleur | Idée | Voix |
|---|---|---|
| jaune | Un numéro qui répond au téléphone. | 3 |
| bleu | Un panneau devant chaque chantier. | 5 |
| jaune | Des bus après huit heures du soir. | 2 |
| bleu | مقعد للشباب في المجلس البلدي | 4 |
"""
    assert [text for _, text, _ in said(table)] == [
        "Un numéro qui répond au téléphone.",
        "Un panneau devant chaque chantier.",
        "Des bus après huit heures du soir.",
        "مقعد للشباب في المجلس البلدي",
    ]
    assert said(table)[0][2] == "jaune › Idée"


def test_short_answers_that_nobody_repeats_were_said() -> None:
    table = "| Barriers | Ideas |\n|--|--|\n| too far | buses |\n| too late | evening meetings |"
    assert [text for _, text, _ in said(table)] == ["too far", "buses", "too late", "evening meetings"]
