"""Words of any script are found, and stop words of the text's own language are left out."""

from __future__ import annotations

import pytest

from models.tokens import phrases, same_word, stop_words, terms


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The water of the River", "en", ["water", "river"]),
        ("L'eau de l'école n'est pas gratuite", "fr", ["eau", "école", "gratuite"]),
        ("Дорога к реке и не только", "ru", ["дорога", "реке"]),
        ("მდინარე და წყალი", "ka", ["მდინარე", "წყალი"]),
        ("جودة المياه في النهر", "ar", ["جودة", "المياه", "النهر"]),
        ("Ջուրը և գետը", "hy", ["ջուրը", "գետը"]),
        ("Don't tell me it isn't open-data", "en", ["tell", "open-data"]),
        ("የመንግሥት ግልጽነት፣ እና ሙስና።", "am", ["የመንግሥት", "ግልጽነት", "ሙስና"]),
        ("नदी का जल", "hi", ["नदी", "जल"]),
        # two letters are a word where vowels are not written
        ("حق المياه", "ar", ["حق", "المياه"]),
        # letters that case folding would exchange, in words and in stop words
        ("ΤΟΥΣ ΠΟΛΊΤΕΣ της πόλης", "el", ["πολίτες", "πόλης"]),
        ("DIE Straße muß großer sein", "de", ["straße"]),
        ("մինչև դպրոց", "hy", ["դպրոց"]),
        ("پانی کے ثٌذ", "ur", ["پانی"]),
        ("S-a spus într-un oraș", "ro", ["spus", "oraș"]),
    ],
)
def test_words_of_every_script_are_kept_and_its_stop_words_are_not(
    text: str, language: str, expected: list[str]
) -> None:
    assert terms(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("公民参与和透明度", "zh", ["公民", "参与", "透明度"]),
        ("環境汙染", "zh", ["環境", "汙染"]),
        ("市民の参加とオープンデータ", "ja", ["市民", "参加", "オープン", "データ"]),
        ("ประชาชนและแม่น้ำ", "th", ["ประชาชน", "แม่น้ำ"]),
        ("ការចូលរួមរបស់ប្រជាពលរដ្ឋ", "km", ["ការចូលរួម", "របស់", "ប្រជាពលរដ្ឋ"]),
        # other scripts in the same run, letters beyond the first plane, a language that is not known
        ("OGP的𠮷野家", "zh", ["ogp", "野家"]),
        ("公民参与", "und", ["公民", "参与"]),
    ],
)
def test_a_script_without_spaces_is_cut_into_words(text: str, language: str, expected: list[str]) -> None:
    assert terms(text, language) == expected


@pytest.mark.parametrize(
    ("language", "variants"),
    [
        # vowel marks and the stretching stroke may be left out, 'and' and 'by' hang on to the article
        ("ar", ["الشفافية", "الشَّفَافِيَة", "الشفافـــية", "والشفافية", "بالشفافية", "وبالشفافية"]),
        ("he", ["שקיפות", "שְׁקִיפוּת"]),
        ("fr", ["école", "l'école", "l’école", "École"]),
        ("az", ["işıq", "İŞIQ"]),
    ],
)
def test_one_word_in_several_spellings_is_one_term(language: str, variants: list[str]) -> None:
    assert len({tuple(terms(variant, language)) for variant in variants}) == 1


@pytest.mark.parametrize("word", ["والدة", "والدتها", "والديه", "والدين", "وال"])
def test_a_word_that_begins_like_an_arabic_prefix_keeps_its_beginning(word: str) -> None:
    assert terms(word, "ar") == [word]


def test_a_capital_i_without_a_dot_stays_without_one_where_the_language_tells_them_apart() -> None:
    assert terms("IŞIQ", "az") == ["ışıq"]
    assert terms("ISLAND", "en") == ["island"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Clean river water", "en", {"clean", "river", "water", "clean river", "river water"}),
        ("school and river", "en", {"school", "river"}),
        ("school, river", "en", {"school", "river"}),
        ("مياه نظيفة", "ar", {"مياه", "نظيفة", "مياه نظيفة"}),
        ("სუფთა მდინარე", "ka", {"სუფთა", "მდინარე", "სუფთა მდინარე"}),
        # no space is put where the script has none
        ("環境汙染", "zh", {"環境", "汙染", "環境汙染"}),
        ("透明度和公民", "zh", {"透明度", "公民"}),
    ],
)
def test_phrases_are_words_and_pairs_that_stand_side_by_side(text: str, language: str, expected: set[str]) -> None:
    assert phrases(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Pump [name] repair, [email] and [phone]", "en", {"pump", "repair"}),
        ("المضخة [name] معطلة", "ar", {"المضخة", "معطلة"}),
        ("насос [phone] зламаний", "uk", {"насос", "зламаний"}),
        ("წყალი[name]ბინძურია", "ka", {"წყალი", "ბინძურია"}),
        ("公民[name]透明度", "zh", {"公民", "透明度"}),
        ("[name]'s [address]", "en", set()),
        ("IBAN [account] sızdı [id]", "tr", {"ıban", "sızdı"}),
    ],
)
def test_a_marker_is_no_word_and_joins_no_two(text: str, language: str, expected: set[str]) -> None:
    assert phrases(text, language) == set(terms(text, language)) == expected


@pytest.mark.parametrize(
    ("word", "other", "is_same"),
    [
        ("schools", "schooling", True),
        ("scholar", "school", False),
        ("eau", "eaux", True),
        ("мэр", "мэрия", True),
        ("مدرسة", "مدرسي", False),
        ("მდინარე", "მდინარეები", True),
    ],
)
def test_words_are_forms_of_one_by_their_first_five_letters(word: str, other: str, is_same: bool) -> None:
    assert same_word(word, other) == same_word(other, word) == is_same


@pytest.mark.parametrize("language", ["hy", "ka", "am", "sw", "ha", "yo", "az", "be"])
def test_small_languages_have_stop_words_too(language: str) -> None:
    assert len(stop_words(language)) > 100


def test_figures_and_punctuation_are_no_words() -> None:
    assert terms("2023-2028: 45% !!! --", "en") == []


def test_a_language_without_a_list_has_no_stop_words() -> None:
    assert stop_words("und") == frozenset()
    assert terms("the water", "und") == ["the", "water"]
