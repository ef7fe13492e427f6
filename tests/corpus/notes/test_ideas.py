"""Where one idea ends."""

from __future__ import annotations

import pytest

from corpus.notes.ideas import ideas, with_fragments_joined


def words(n: int, start: str = "Word") -> str:
    return f"{start} " + " ".join(["word"] * (n - 2)) + " end."


def test_a_bullet_of_forty_words_is_one_idea_and_a_longer_one_is_cut() -> None:
    assert len(ideas(f"{words(20)} {words(20)}", "en", is_prose=False)) == 1
    assert len(ideas(f"{words(20)} {words(21)}", "en", is_prose=False)) == 2


def test_short_neighbours_in_a_long_turn_stay_together() -> None:
    groups = ideas(f"{words(13)} {words(6)} {words(16)} {words(6)}", "en", is_prose=False)
    assert [len(group) for group in groups] == [2, 2]


def test_prose_is_cut_at_sentences_and_a_short_question_stays_with_its_answer() -> None:
    text = "Qui détient la base ? Une entreprise étrangère, par contrat. Personne ne l’a lu, ni maire ni député."
    assert [" ".join(group) for group in ideas(text, "fr", is_prose=True)] == [
        "Qui détient la base ? Une entreprise étrangère, par contrat.",
        "Personne ne l’a lu, ni maire ni député.",
    ]


@pytest.mark.parametrize(
    ("language", "text", "n"),
    [
        (
            "ar",
            "سُئلنا ثلاث مرات هذا العام. لم يعد أحد إلينا بجواب واضح! متى نعرف ما الذي حدث لاقتراحاتنا؟",
            3,
        ),
        (
            "hy",
            "Մեզ երեք անգամ հարցրին այս տարի։ Ոչ ոք մեզ այդպես չպատասխանեց։ Մենք դեռ սպասում ենք պատասխանի։",
            3,
        ),
        ("am", "በዚህ ዓመት ሦስት ጊዜ ተጠየቅን ግን ምንም፡፡ ማንም መልስ ይዞ ወደ እኛ አልተመለሰም፡፡ እስካሁን ድረስ መልስ እየጠበቅን ነው፡፡", 3),
        (
            "am",
            "ዘንድሮ ሦስት ጊዜ ተጠየቅን ግን ምንም። ማን የጠየቅነውን መልስ ይዞ አንድ ቀን እንኳ ወደ እኛ ሁሉ ዛሬ የሚመለሰው፧ እስካሁን ድረስ መልስ እየጠበቅን ነው።",
            3,
        ),
        (
            "ka",
            "წელს სამჯერ გვკითხეს ეს კითხვა. არავინ დაბრუნდა პასუხით ჩვენთან დღემდე! ჩვენ ახლაც აქ ველოდებით პასუხს.",
            3,
        ),
        ("hy", "Մեզ երեք անգամ հարցրին այս տարի: Ոչ ոք մեզ այդպես չպատասխանեց: Մենք դեռ սպասում ենք պատասխանի:", 3),
        ("zh", "今年我們被問了三次同樣的問題。沒有人回來告訴我們結果如何。我們還在等政府給一個答覆。", 3),
        ("am", "ዘንድሮ ሦስት ጊዜ ተጠየቅን ግን ምንም። ማንም መልስ ይዞ ወደ እኛ አልተመለሰም። እስካሁን ድረስ መልስ እየጠበቅን ነው።", 3),
    ],
)
def test_sentences_end_in_every_script(language: str, text: str, n: int) -> None:
    assert len(ideas(text, language, is_prose=True)) == n


def test_a_very_short_sentence_goes_on_in_the_next_where_that_begins_with_a_connective() -> None:
    text = (
        "La salle ferme avant la séance. Nos subventions ont été suspendues hier. On s’habitue. "
        "Et c’est bien cela le plus inquiétant."
    )
    assert [" ".join(group) for group in ideas(text, "fr", is_prose=True)][2:] == [
        "On s’habitue. Et c’est bien cela le plus inquiétant."
    ]
    short = "لم يصل الماء إلى حيّنا منذ آذار. تعبنا حقًا. ولكن الفاتورة تصل في أول كل شهر."
    assert [len(group) for group in ideas(short, "ar", is_prose=True)] == [2]


def test_a_typed_ethiopic_full_stop_stays_as_it_was_typed() -> None:
    assert ideas("ተጠየቅን፡፡ አልተመለሰም፡፡", "am", is_prose=True) == [["ተጠየቅን፡፡ አልተመለሰም፡፡"]]


def test_thai_has_no_full_stops_and_a_long_turn_in_it_stays_whole() -> None:
    text = "เราถูกถามสามครั้งในปีนี้ ไม่มีใครกลับมาตอบเรา เรายังรอคำตอบจากรัฐบาลอยู่จนถึงวันนี้"
    assert ideas(text, "th", is_prose=True) == [[text]]


def test_fragments_join_the_sentence_before_or_the_first_after() -> None:
    assert with_fragments_joined(["M.", "Dupont a parlé.", "Oui.", "Декорация."]) == [
        "M. Dupont a parlé. Oui. Декорация."
    ]
    assert with_fragments_joined(["我們在等。", "是。", "還在等政府的答覆。"]) == [
        "我們在等。 是。",
        "還在等政府的答覆。",
    ]
