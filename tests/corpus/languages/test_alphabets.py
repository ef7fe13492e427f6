"""Letters that a language is never written with."""

from __future__ import annotations

import pytest

from corpus.languages.alphabets import has_foreign_alphabet


@pytest.mark.parametrize(
    ("letters", "language", "is_foreign"),
    [
        ("ҲараҳазҵаарақәарҭакАзәгьы", "tg", True),
        ("Намниктонерассказал", "ru", False),
        ("НамниктонерассказалZoë", "ru", False),  # letters of another script are a name
        ("ZoëtoldusnothingaboutourproposalsinMay", "en", False),  # one letter is a name
        ("پچگڤسؤالپچگ", "ar", True),
        ("我們需要工作", "zh", False),  # too many letters for an alphabet
        ("", "en", False),
    ],
)
def test_only_many_other_letters_of_the_same_script_are_foreign(letters: str, language: str, is_foreign: bool) -> None:
    assert has_foreign_alphabet(letters, language) is is_foreign
