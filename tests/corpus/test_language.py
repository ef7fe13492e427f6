"""Languages: identified, declared, settled by the session."""

from __future__ import annotations

import pandas as pd
import pytest

from corpus.language import identify, n_words, normalise, settle_short

SENTENCES = {
    "en": "Nobody ever told us what became of the answers we gave last year.",
    "fr": "On nous demande notre avis, mais personne ne revient avec une réponse.",
    "es": "Nos preguntan cada año y nunca sabemos qué pasó con nuestras propuestas.",
    "pt": "O preço dos dados móveis não deixa os jovens participar das reuniões.",
    "ru": "Нам никто не рассказал, что стало с нашими предложениями.",
    "uk": "Ніхто не розповів нам, що сталося з нашими пропозиціями.",
    "be": "Ніхто не расказаў нам, што стала з нашымі прапановамі пасля сустрэчы.",
    "ka": "არავის უთქვამს, რა ბედი ეწია ჩვენს წინადადებებს.",
    "hy": "Ոչ ոք մեզ չասաց, թե ինչ եղավ մեր առաջարկների հետ։",
    "ro": "Nimeni nu ne-a spus ce s-a întâmplat cu propunerile noastre.",
    "ar": "لم يخبرنا أحد بما حدث لمقترحاتنا بعد الاجتماع.",
    "sw": "Hakuna aliyetuambia kilichotokea baada ya mapendekezo yetu kupelekwa.",
    "am": "ስለ ሀሳቦቻችን ማንም ምንም አልነገረንም።",
    "de": "Niemand hat uns gesagt, was aus unseren Vorschlägen geworden ist.",
    "zh": "沒有人告訴我們這些建議後來怎麼樣了，年輕人很失望。",
}


@pytest.mark.parametrize(("language", "text"), SENTENCES.items())
def test_a_sentence_is_recognised_in_its_language(language: str, text: str) -> None:
    languages, confidences = identify([text])
    assert languages == [language]
    assert 0.5 < confidences[0] <= 1


def test_a_language_outside_the_expected_list_is_not_pulled_in() -> None:
    assert identify(["Toplantıdan sonra önerilerimize ne olduğunu kimse bize anlatmadı."])[0] == ["tr"]


@pytest.mark.parametrize("text", ["", "123 - 456", "👍", "[email] [phone]"])
def test_a_text_without_letters_has_no_language(text: str) -> None:
    languages, confidences = identify([text])
    assert languages == ["und"]
    assert confidences[0] == 0


def test_one_georgian_or_armenian_word_is_enough() -> None:
    assert identify(["დიახ", "Այո"])[0] == ["ka", "hy"]


@pytest.mark.parametrize(
    ("declared", "language"),
    [
        ("FR", "fr"), ("fr-CA", "fr"), ("pt_BR", "pt"), ("fra", "fr"), ("ger", "de"), ("English", "en"),
        ("español", "es"),
        ("русский", "ru"), ("ქართული", "ka"), ("العربية", "ar"), ("zh-Hant", "zh"), ("yue", "yue"),
        ("", None), ("und", None), ("Klingonsk", None), ("we all speak", None), ("xx", None),
    ],
)  # fmt: skip
def test_a_declared_language_becomes_its_code(declared: str, language: str | None) -> None:
    assert normalise(declared) == language


def test_a_short_doubtful_statement_follows_its_session() -> None:
    statements = pd.DataFrame(
        {
            "text": [
                "Natural",
                "one longer statement that has more than ten words in it, surely",
                "Нет",
                "sim",
            ],
            "language": ["ca", "it", "bg", "und"],
            "language_confidence": [0.3, 0.3, 0.9, 0.1],
            "session_id": ["maputo", "maputo", "maputo", None],
            "source": "notes",
        }
    )
    sure = pd.DataFrame(
        {
            "text": "x",
            "language": "pt",
            "language_confidence": 0.9,
            "session_id": "maputo",
            "source": "notes",
        },
        index=range(5),
    )
    settled = settle_short(pd.concat([statements, sure], ignore_index=True))
    assert settled.tolist()[:4] == ["pt", "it", "bg", "und"]


def test_a_short_statement_never_takes_the_language_of_another_script() -> None:
    statements = pd.DataFrame(
        {
            "text": ["Jobs!", *["نريد أن نعرف ماذا حدث"] * 5],
            "language": ["und", *["ar"] * 5],
            "language_confidence": [0.1, *[0.9] * 5],
            "session_id": "tunis",
            "source": "notes",
        }
    )
    assert settle_short(statements).tolist() == ["und", *["ar"] * 5]


@pytest.mark.parametrize(
    ("text", "n"), [("two words", 2), ("", 0), ("年輕人沒有工作", 4), ("كلمتان فقط", 2), ("用 UberX 很好", 3)]
)
def test_words_are_counted_in_every_script(text: str, n: int) -> None:
    assert n_words(text) == n
