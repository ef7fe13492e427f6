"""Thanks, reports of the meeting, disclaimers: in twenty languages no statements, and views that sound alike are."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from corpus.documents.markdown import markdown_blocks
from corpus.notes.housekeeping import is_housekeeping, is_preamble
from corpus.notes.segments import segment_note


@pytest.mark.parametrize(
    "text",
    [
        "Thank you all for coming!",
        "Merci à toutes et à tous.",
        "Встреча завершилась в 19:00. Спасибо всем участникам.",
        "Дякуємо всім за участь!",
        "İştirak üçün təşəkkür edirik.",
        "Շնորհակալություն բոլորին մասնակցության համար։",
        "გმადლობთ მონაწილეობისთვის.",
        "شكرا لكل من حضر.",
        "انتهت الجلسة في الساعة السابعة مساءً.",
        "እናመሰግናለን!",
        "Asanteni kwa kushiriki. Kikao kilifungwa kwa sala.",
        "感謝各位參加。",
        "會議於下午五點結束。",
        "Lunch was served at 13:00.",
        "Prochaine réunion le 7 juillet à 18 h.",
        "Este documento não representa a posição oficial das organizações presentes.",
        "Эти заметки не отражают официальной позиции организаторов.",
        "هذه الملاحظات لا تعبر عن رأي المنظمين.",
        "The minutes were read out and approved.",
        "Протокол зачитан и утверждён.",
        "Kumbukumbu zilisomwa. Asanteni.",
        "سترسل الصور إلى المشاركين. شكرا لكم.",
        "Las fotos se enviarán al grupo. Muchas gracias.",
        "At 19:30 the meeting was closed.",
        "О 19:30 збори закрито.",
        "Clôture à 18h. Merci à tous !",
        "Закрытие в 19:00.",
        "(Notes taken by a volunteer. Thank you!)",
        "（會議結束。）",
        "Katib yazdı. Hamıya təşəkkür.",
        "以上由小組整理，如有遺漏請告知。",
        "Kind regards, the village committee",
        "مع التحية، لجنة القرية",
        "З повагою, рада села",
        "I agree that my words may be printed ☐",
        "أوافق على نشر أقوالي ☒",
        "نساء ☒ شباب ☐ مزارعون",
        "Merci de remplir toutes les cases.",
        "请填写每一栏。",
    ],
)
def test_what_organisers_say_about_the_meeting_is_housekeeping(text: str) -> None:
    assert is_housekeeping(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks to the new law nobody can register an association.",
        "Gracias a la ley nadie puede registrarse.",
        "The meeting ended before we could say a single word about the water.",
        "Встреча закончилась раньше, чем нас спросили о воде и о дороге.",
        "الجلسة الوحيدة التي دعينا إليها انتهت قبل أن نتكلم عن الماء والطريق",
        "This document was never shown to us.",
        "The minutes were never approved.",
        "Протоколы никогда не утверждены.",
        "Best, we think, is a well in every village.",
        "Secretary silent. Nobody asked.",
        "Закрытие школ в 19 сёлах лишило нас учителей.",
        "☐ a bus to the clinic",
        "（井壞了，沒有人來修。）",
        "我們感謝，但是沒有人回答我們為什麼井壞了兩年都沒有人來修，也沒有人告訴我們要等多久。",
    ],
)
def test_views_that_begin_alike_are_not(text: str) -> None:
    assert not is_housekeeping(text)


def test_thanks_in_a_bullet_or_a_turn_are_what_somebody_said() -> None:
    note = "## Part\n\n- Thank you for asking us at last\n\nYouth rep 1: Thank you for coming to us."
    found = [segment.text for segment in segment_note(markdown_blocks(note.split("\n")), lambda _: "en")]
    assert found[1:] == ["Thank you for asking us at last", "Thank you for coming to us."]


NOT_SAID = YAML(typ="safe").load(Path(__file__).parent / "not_said.yaml")


@pytest.mark.parametrize("language", sorted(NOT_SAID))
def test_nothing_that_organisers_write_around_a_talk_is_a_statement(language: str) -> None:
    for line in NOT_SAID[language]:
        note = f"# Talk\n\n## Part\n\n- Nobody mends the well\n\n## Part 2\n\n{line}\n\n- No road either\n"
        found = segment_note(markdown_blocks(note.split("\n")), lambda _: "en")
        assert [segment.text for segment in found if segment.fate == "statement"] == [
            "Nobody mends the well",
            "No road either",
        ], line


@pytest.mark.parametrize(
    "text",
    [
        "Görüş axşam saat yeddidə dua ilə başa çatdı və hamı evə getdi.",
        "انتهت الجلسة بدعاء قصير في الساعة الثامنة مساء",
        "(ما ورد أعلاه لم يراجعه المشاركون)",
        "(Lo anterior no ha sido revisado por quienes hablaron)",
    ],
)
def test_an_hour_in_words_and_a_disclaimer_in_brackets_are_the_organisers(text: str) -> None:
    assert is_housekeeping(text)


def test_minutes_open_with_the_day_on_which_people_met() -> None:
    assert is_preamble("Le 4 mars 2021, quinze habitants se sont réunis à la bibliothèque du port.")
    assert is_preamble("عقدت الجلسة يوم 4 آذار 2021 في مكتبة المرفأ")
    assert not is_preamble("Le puits a fermé le 4 mars 2021 et personne n'est venu.")
    assert not is_preamble("Nous nous sommes réunis trop souvent pour rien.")
