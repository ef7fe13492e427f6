"""Who speaks, how long, and what only introduces what others say."""

from __future__ import annotations

import pytest

from corpus.documents.blocks import Block
from corpus.documents.markdown import markdown_blocks
from corpus.documents.plain_text import text_blocks
from corpus.notes.segments import Segment, segment_note
from corpus.notes.turns import turn_in


def segments(note: str, *, is_markdown: bool = True) -> list[Segment]:
    lines = note.strip().split("\n")
    return segment_note(markdown_blocks(lines) if is_markdown else text_blocks(lines), lambda _: "en")


def said(note: str, *, is_markdown: bool = True) -> list[tuple[str | None, str]]:
    found = segments(note, is_markdown=is_markdown)
    return [(segment.speaker, segment.text) for segment in found if segment.fate == "statement"]


@pytest.mark.parametrize(
    ("line", "speaker", "text"),
    [
        ("**Youth rep 2:** we wait", "Youth rep 2", "we wait"),
        ("**Participant 3**: we wait", "Participant 3", "we wait"),
        ("**Participant 3** we wait", "Participant 3", "we wait"),
        ("[Speaker 4] we wait", "Speaker 4", "we wait"),
        ("P1: we wait", "P1", "we wait"),
        ("[00:12:33] Speaker 3: we wait", "Speaker 3", "we wait"),
        ("M.K. (NGO) – we wait", "M.K. (NGO)", "we wait"),
        ("Intervenante 2 : on attend", "Intervenante 2", "on attend"),
        ("Участница 5 — ждём", "Участница 5", "ждём"),
        ("\u200fالمشاركة ٢:\u200f ننتظر", "المشاركة ٢", "ننتظر"),
        ("[المشارك ٣] ننتظر الجواب", "المشارك ٣", "ننتظر الجواب"),
        ("發言人三：我們在等", "發言人三", "我們在等"),
        ("Մասնակցուհի՝ սպասում ենք", "Մասնակցուհի", "սպասում ենք"),
        ("ተሳታፊ 2፡- እንጠብቃለን", "ተሳታፊ 2", "እንጠብቃለን"),
        ("ተሳታፊ 2፦ እንጠብቃለን", "ተሳታፊ 2", "እንጠብቃለን"),
        ("ተሳታፊ 2፡ እንጠብቃለን", "ተሳታፊ 2", "እንጠብቃለን"),
        ("მონაწილე 4: ველოდებით", "მონაწილე 4", "ველოდებით"),
    ],
)
def test_a_certain_tag_needs_no_other_line(line: str, speaker: str, text: str) -> None:
    assert said(f"# Talk\n\n## Part\n\n{line}") == [(speaker, text)]


def test_words_in_bold_that_return_are_speakers_and_bold_for_stress_is_text() -> None:
    note = """## Part

**Elder** No water came.

**Baker** No bread.

**Elder** None at all.

**Nobody** wrote back."""
    assert said(note) == [
        ("Elder", "No water came."),
        (None, "Baker No bread."),
        ("Elder", "None at all."),
        (None, "Nobody wrote back."),
    ]


def test_a_tag_on_its_own_line_holds_until_the_next_tag_or_heading() -> None:
    note = """
## الماء

المشاركة ٢:

لم يأت أحد.

- ولا رسالة واحدة

Youth rep 3:

We wait.

## Part two

Nobody was asked.
"""
    assert said(note) == [
        ("المشاركة ٢", "لم يأت أحد."),
        ("المشاركة ٢", "ولا رسالة واحدة"),
        ("Youth rep 3", "We wait."),
        (None, "Nobody was asked."),
    ]


def test_headings_that_return_are_speakers_and_so_are_numbered_participants() -> None:
    note = """**Elder**

No water.

**Participant 2**

No bread.

**Elder**

None at all.

**Money**

It is gone."""
    assert said(note) == [
        ("Elder", "No water."),
        ("Participant 2", "No bread."),
        ("Elder", "None at all."),
        (None, "It is gone."),
    ]


def test_a_question_marked_q_is_context_and_its_answer_is_nobodys_turn() -> None:
    note = """Q: What is missing?

A: Water, since March.

Q: Who was asked?

A: Nobody here was."""
    found = segments(note)
    assert [segment.fate for segment in found] == ["context", "statement", "context", "statement"]
    assert [(segment.speaker, segment.text, segment.context) for segment in found if segment.fate == "statement"] == [
        (None, "Water, since March.", "What is missing?"),
        (None, "Nobody here was.", "Who was asked?"),
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("س: ماذا ينقص؟", "ج: الماء منذ آذار."),
        ("В: Чего не хватает?", "О: Воды, с марта."),
        ("問：缺什麼？", "答：三月以來沒有水。"),
    ],
)
def test_questions_and_answers_are_known_in_other_scripts(question: str, answer: str) -> None:
    found = segments(f"## Part\n\n{question}\n\n{answer}")
    assert [(segment.fate, segment.speaker) for segment in found[1:]] == [
        ("context", found[1].speaker),
        ("statement", None),
    ]


def test_a_moderator_on_a_line_of_their_own_asks_in_the_paragraph_below() -> None:
    note = """Ведущая:

Чего не хватает?

Жительница 1:

Воды, с самого марта.

Житель 2:

Хлеба и дороги."""
    found = segments(note, is_markdown=False)
    assert said(note, is_markdown=False) == [("Жительница 1", "Воды, с самого марта."), ("Житель 2", "Хлеба и дороги.")]
    assert found[-1].context == "Чего не хватает?"


def test_a_dash_makes_a_speaker_only_among_others_alike() -> None:
    talk = """А.Б. (фонд) – Данных нет.

Студентка – Мы боимся.

Врач – Мы тоже боимся."""
    prose = """Water – it never came.

We waited all summer.

Roads – nobody mends them."""
    assert [speaker for speaker, _ in said(talk)] == ["А.Б. (фонд)", "Студентка", "Врач"]
    assert [speaker for speaker, _ in said(prose)] == [None, None, None]


def test_below_a_certain_tag_before_a_dash_every_line_of_a_paragraph_may_begin_with_one() -> None:
    talk = """А.Б. (фонд) – Данных нет, и никто
не отвечает.
Студентка – Мы боимся.
Врач – Мы тоже боимся. Нам
не платят – и всё."""
    assert said(talk) == [
        ("А.Б. (фонд)", "Данных нет, и никто не отвечает."),
        ("Студентка", "Мы боимся."),
        ("Врач", "Мы тоже боимся. Нам не платят – и всё."),
    ]
    prose = "Water came late.\nRoads – nobody mends them."
    assert said(prose) == [(None, "Water came late. Roads – nobody mends them.")]


def test_a_participant_from_somewhere_is_a_speaker_among_bullets() -> None:
    note = """## Sehemu

- Hakuna maji

Mshiriki kutoka milimani: Barabara imekatika.

Dağlı iştirakçı: Su yoxdur.

المشاركة من الجبل: لا طريق لنا."""
    assert said(note)[1:] == [
        ("Mshiriki kutoka milimani", "Barabara imekatika."),
        ("Dağlı iştirakçı", "Su yoxdur."),
        ("المشاركة من الجبل", "لا طريق لنا."),
    ]
    assert turn_in(Block(1, "paragraph", "Participant fees: nobody can pay them."), frozenset()) is None


def test_a_short_bullet_with_a_colon_introduces_the_next_even_where_their_indent_is_lost() -> None:
    note = """## Partea

- Nu avem apă

- Ca să rămânem aici, trebuie:

- un dispensar
- يلزم كي نبقى:
- طريق"""
    assert [text for _, text in said(note)] == ["Nu avem apă", "un dispensar", "طريق"]


def test_two_turns_below_a_question_are_turns_in_a_note_of_bullets() -> None:
    note = """## Sehemu

- Hakuna maji
- Hakuna barabara

Mnataka nini?

Mzee wa mtaa: Maji kwanza.

Mwalimu: Vitabu pia."""
    assert said(note)[2:] == [("Mzee wa mtaa", "Maji kwanza."), ("Mwalimu", "Vitabu pia.")]


def test_bullets_with_tags_that_return_are_turns() -> None:
    note = """## Part

- Elder: no water
- Baker: no bread
- Elder: none at all"""
    assert said(note) == [("Elder", "no water"), ("Baker", "no bread"), ("Elder", "none at all")]


def test_a_list_of_questions_and_answers_is_told_apart_and_one_that_asks_once_is_not() -> None:
    asked = """## Hissə

- Nə çatmır?
- Su yoxdur
- Yol yoxdur
- Kim soruşdu?
- Heç kim"""
    wondered = """## Part

- No water
- Who was asked?
- Nobody knows"""
    assert [text for _, text in said(asked)] == ["Su yoxdur", "Yol yoxdur", "Heç kim"]
    assert len(said(wondered)) == 3


def test_a_short_line_that_ends_in_a_colon_is_context_of_paragraphs_too() -> None:
    found = segments("""# Talk

## Part

What we heard on water:

Nobody mends the well.""")
    assert [segment.fate for segment in found] == ["context", "context", "context", "statement"]
    assert found[-1].context == "Part › What we heard on water:"


def test_a_numbered_speaker_alone_on_a_line_speaks_right_below() -> None:
    note = "# Talk\n\nParticipant 1\nWe are asked.\n\nمشارك ٢\nلم يسألنا أحد.\n\nParticipant 1\nThen go together."
    expected = [
        ("Participant 1", "We are asked."),
        ("مشارك ٢", "لم يسألنا أحد."),
        ("Participant 1", "Then go together."),
    ]
    assert said(note) == expected
    assert said(note.removeprefix("# "), is_markdown=False) == expected


def test_a_question_by_its_ordinal_is_a_question() -> None:
    note = (
        "لقاء\n\nالسؤال الأول: ما الذي ينقص؟\n١- الماء يأتي ليلًا.\n٢- لا طريق.\n\n"
        "Первый вопрос: чего не хватает?\n- Воды"
    )
    assert [text for _, text in said(note, is_markdown=False)] == ["الماء يأتي ليلًا.", "لا طريق.", "Воды"]


def test_a_pause_between_turns_resets_nothing() -> None:
    found = segments(
        "TALK\n\nFacilitator: What is missing?\n\n(long silence)\n\nElder 1: The water.", is_markdown=False
    )
    assert (found[-1].text, found[-1].context) == ("The water.", "What is missing?")


def test_whoever_answers_a_moderator_is_a_speaker_even_alone() -> None:
    chinese = "主持：還有嗎？\n\n志工：希望下次有手語翻譯。"
    note = f"# 圓桌\n\n## 發言\n\n{chinese}\n\n## Гласуване\n\nВодещ: Какво следва?\n\nУчителка: Бюджетът."
    assert said(note) == [("志工", "希望下次有手語翻譯。"), ("Учителка", "Бюджетът.")]


def test_a_few_words_right_above_bullets_are_what_they_are_about() -> None:
    found = segments("# Ripoti\n\nKundi la 1\n- Barabara mbovu\n\nالمجموعة الثانية\n- لا دواء في المستوصف")
    assert [(segment.text, segment.context) for segment in found if segment.fate == "statement"] == [
        ("Barabara mbovu", "Kundi la 1"),
        ("لا دواء في المستوصف", "المجموعة الثانية"),
    ]


def test_in_a_chat_nobody_is_taken_for_a_programme_and_who_joins_says_nothing() -> None:
    chat = """Chat of 3 July 2022

[18:02] Host: What would you change first?
[18:03] mina: the bus
[18:05] Tomas R.: it stops at eight
[18:06] guest_12 joined the chat
[18:07] guest_12: نشر الميزانية بلغة بسيطة
[18:09] mina: ok
[18:10] mina: the roof of the school leaks"""
    assert said(chat, is_markdown=False) == [
        ("mina", "the bus"),
        ("Tomas R.", "it stops at eight"),
        ("guest_12", "نشر الميزانية بلغة بسيطة"),
        ("mina", "the roof of the school leaks"),
    ]


def test_dates_before_turns_are_neither_tag_nor_words() -> None:
    chat = """Группа

03/07/2022, 10:05 - Вера: Воды нет с утра
03/07/2022, 10:06 - Глеб: У нас тоже её нет
03/07/2022, 10:09 - Вера: И никто не отвечает"""
    assert said(chat, is_markdown=False) == [
        ("Вера", "Воды нет с утра"),
        ("Глеб", "У нас тоже её нет"),
        ("Вера", "И никто не отвечает"),
    ]


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("“The tap runs for an hour a day.” (teacher, 40)", "teacher, 40"),
        ("„Robinetul merge o oră pe zi.” – învățătoare", "învățătoare"),
        ("«الماء ساعة واحدة في اليوم.» (معلّمة متقاعدة)", "معلّمة متقاعدة"),
        ("「自來水一天只來一小時。」（退休老師）", "退休老師"),
    ],
)
def test_a_quotation_is_whose_name_or_role_follows_it(line: str, speaker: str) -> None:
    ((who, words),) = said(f"# Talk\n\n## Part\n\n{line}")
    assert who == speaker
    assert words == line[: len(words)]


@pytest.mark.parametrize(
    "line",
    [
        "«Открытость» — это слово, которое забрали у нас; теперь оно на каждом заборе.",
        "«Открытые данные» — пустые слова",
        "“Smart city” (nobody knows what it is)",
        "الشعار: «مدينة للجميع» و«باب مفتوح»",
        "«البوابة المفتوحة» – كلام فارغ",
    ],
)
def test_a_quotation_within_a_sentence_names_nobody(line: str) -> None:
    assert said(f"# Talk\n\n## Part\n\n{line}") == [(None, line)]


def test_a_tag_with_full_stop_and_dash_is_a_speaker_and_whoever_leads_asks() -> None:
    note = """## Partea a doua

Moderator.- Ce v-ar aduce înapoi?

Elev.- Un răspuns la ce am scris anul trecut.

Brutăreasă.- Ședințe după ora șase, nu dimineața.

Elev.- Un autobuz de întoarcere."""
    assert said(note) == [
        ("Elev", "Un răspuns la ce am scris anul trecut."),
        ("Brutăreasă", "Ședințe după ora șase, nu dimineața."),
        ("Elev", "Un autobuz de întoarcere."),
    ]


def test_an_ordinal_before_a_resolution_is_no_speaker() -> None:
    note = "## Acordos\n\nPRIMEIRO.- Pedir as contas da escola.\n\nSEGUNDO.- Abrir a biblioteca ao sábado."
    assert [speaker for speaker, _ in said(note)] == [None, None]


def test_a_word_for_whoever_leads_and_a_full_stop_is_a_tag_and_in_a_sentence_it_is_none() -> None:
    assert said("## Часть\n\nВедущая. Чего не хватает?\n\n- Скамеек у школы нет.") == [(None, "Скамеек у школы нет.")]
    assert said("## Часть\n\nМодераторы устали. Людей никто не слушал.")[0][0] is None


def test_the_chat_of_a_video_call_gives_the_name_without_its_direction() -> None:
    note = (
        "10:02:11 De M4 à Tout le monde:\nOn attend une réponse depuis mars.\n"
        "10:03:40 De Animatrice à Tout le monde:\nCoupez vos micros quand vous ne parlez pas.\n"
        "10:04:05 De M4 à Tout le monde:\nالجواب لم يصل بعد إلى القرية.\n"
    )
    assert said(note, is_markdown=False) == [
        ("M4", "On attend une réponse depuis mars."),
        ("M4", "الجواب لم يصل بعد إلى القرية."),
    ]


def test_notes_that_were_copied_onto_one_line_are_statements_each() -> None:
    note = "## Notes\n\nmoins de rapports qui dorment / أعيدوا فتح المكتبة القديمة / écoutez les gens du port"
    assert [text for _, text in said(note)] == [
        "moins de rapports qui dorment",
        "أعيدوا فتح المكتبة القديمة",
        "écoutez les gens du port",
    ]
    assert said("## Notes\n\nHe / she / they and / or nobody answers us.") == [
        (None, "He / she / they and / or nobody answers us.")
    ]


def test_the_question_put_to_a_table_is_no_turn_whatever_it_is_called() -> None:
    note = """## Tisch 1

Leitfrage: Was brächte Sie wieder her?

- Ein Protokoll, das Streit zeigt.

Sorge: Die Stadt antwortet nie.

Sorge: الحافلة لا تأتي مساء."""
    assert [text for _, text in said(note)] == [
        "Ein Protokoll, das Streit zeigt.",
        "Die Stadt antwortet nie.",
        "الحافلة لا تأتي مساء.",
    ]


def test_a_footnote_is_left_out_and_its_mark_too() -> None:
    assert said(
        "## Part\n\n1. Otwórzcie rejestr[^1].\n2. حاسبوا من وعد[^b].\n\n[^1]: Do sprawdzenia.\n[^b]: لاحقا"
    ) == [
        (None, "Otwórzcie rejestr."),
        (None, "حاسبوا من وعد."),
    ]
