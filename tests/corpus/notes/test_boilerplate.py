"""What is left out of a note."""

from __future__ import annotations

import pytest

from corpus.documents.blocks import Block
from corpus.notes.boilerplate import is_boilerplate, legend_lines


@pytest.mark.parametrize(
    "line",
    [
        "Date: 12 July 2022",
        "Присутствовали: 12 человек, из них 7 женщин",
        "الحضور: ٢٣",
        "Lieu : Dakar",
        "30 июня 2022 г.",
        "Page 3 of 7",
        "стр. 3 из 7",
        "صفحة ٣",
        "第 3 頁，共 7 頁",
        "Confidential – do not circulate",
        "سري",
        "ლ@example.org",
        "team@example.org",
        "Contact: team@example.org",
        "للتواصل: team@example.org",
        "© 2022 Water Union",
        "Notes taken by A. Bediako",
        "Протокол вела: В. Лесная",
        "整理：林小溪",
        "Coffee break",
        "Participants : Ama Bediako, Kojo Asante.",
        "الحضور: ليلى بن سالم، كريم الطويل، هند الجبلي.",
        "Present (3): Ama, Kojo, Efua",
        "Santiago, 3 de agosto de 2022",
        "2022年7月3日",
        "<https://example.org/a>",
        "(laughter)",
        "[ضحك]",
    ],
)
def test_dates_attendance_links_and_stage_directions_are_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "We started in 2016",
        "Time: we have none of it left",
        "(We have had no water in the village since March.)",
        "Participants: we all want to hear what became of it.",
        "Since 12 July 2022 nobody wrote back",
        "2016",
        "Page after page of forms, and no answer",
        "We wrote to team@example.org and nobody answered",
        "Confidential meetings are how they decide",
        "قيل لنا إن الاجتماع سري",
        "Source of the river is dry",
    ],
)
def test_statements_with_dates_and_labels_are_not(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "None", "Alte observații: nu e cazul", "Elder: Yes.", "لا شيء", "Hakuna", "無", "Best wishes from the hills,",
        "С уважением,", "مع خالص التحية", "R.", "Cierre: foto grupal y refrigerio.",
        "[00:20:00] Fin de l’enregistrement",
        "版權聲明：內容僅供參考，請勿轉載。", "تم تدوين الملاحظات من طرف المتطوعين.", "rivers.example.org/photos",
        "Бюро встреч, biuro@example.org", "مكتب البئر، bir@example.org",
    ],
)  # fmt: skip
def test_empty_answers_signatures_and_notices_are_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line", ["Nothing works here", "Best clinic in the valley", "لا شيء يعمل هنا", "沒有人來修井", "以上都由我們付錢"]
)
def test_a_short_view_is_none_of_them(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Bonjour tout le monde !",
        "10:02:11 Von M4 an Alle: Guten Morgen 👋",
        "مرحبا بالجميع",
        "大家好！",
        "En réponse à « Le portail a un nouveau logo... »",
        "Ответ на «Портал поменял логотип...»",
        "Głosowanie: za — 14, przeciw — 2.",
        "التصويت: مع ٩، ضد ٣",
        "Președinte ____________ Secretar ____________",
        "الرئيس: .......... التوقيع: ..........",
        "~ Pause: Kuchen ~",
        "-- pause café : brioche --",
        "*** استراحة: شاي ***",
        "Hosted by the Open Window Library",
        "Fin del acta.",
    ],
)
def test_greetings_votes_and_lines_to_sign_are_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Merci de nous demander, mais personne n'a répondu l'an dernier.",
        "Głosowanie: nikt nie sprawdza list.",
        "Pause: wir hatten keine, und das jedes Mal.",
        "مرحبا بمن يسمعنا قبل القرار",
    ],
)
def test_what_only_begins_like_a_greeting_or_a_vote_is_said(line: str) -> None:
    assert not is_boilerplate(line)


def test_a_lone_line_that_explains_a_sign_is_a_legend_and_several_are_bullets() -> None:
    points = [Block(1, "item", "Mehr Busse am Abend ●●"), Block(2, "item", "حديقة أقرب ●")]
    assert legend_lines([*points, Block(3, "item", "= eine Stimme")]) == {"= eine Stimme"}
    assert legend_lines([Block(1, "paragraph", "= mehr Busse"), Block(2, "paragraph", "= mehr Bänke")]) == frozenset()
