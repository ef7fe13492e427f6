"""What people should look at in the review although it stayed."""

from __future__ import annotations

import pytest

from corpus.privacy.redact import Redacted, Redactor


def suspected(text: str, redactor: Redactor | None = None) -> list[str]:
    spans = (redactor or Redactor()).suspected(text, Redacted(text))
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("as Joan Novak said, rain is due", ["Joan Novak"]),
        ("по словам Анны Новак, дождя нет", ["Анны Новак"]),
        ("with Petra Lind (youth group) we wrote", ["Petra Lind"]),
        ("case 123456789012 is open", ["123456789012"]),
        ("قضية ١٢٣٤٥٦٧٨٩٠١٢ مفتوحة", ["١٢٣٤٥٦٧٨٩٠١٢"]),
    ],
)
def test_quoted_pairs_of_capitals_and_long_numbers_are_suspected(text: str, words: list[str]) -> None:
    assert suspected(text) == words


def test_an_ordinary_part_of_a_declared_name_is_suspected_within_a_sentence() -> None:
    redactor = Redactor(by_session={"s": ("Hope Banda",)})
    assert suspected("I think Hope is right, we hope", redactor) == ["Hope"]


@pytest.mark.parametrize(
    "text", ["New Road is open", "in 2019 12 000 000 people", "National Committee (chair) met", "公路已开放"]
)
def test_other_capitals_and_round_figures_are_not(text: str) -> None:
    assert suspected(text) == []


def test_what_was_replaced_and_what_is_public_is_not_suspected() -> None:
    redactor = Redactor(allow=("Joan Novak",))
    assert suspected("as Joan Novak said", redactor) == []
    text = "as Petra Lind said"
    assert Redactor(("Petra Lind",)).suspected(text, Redactor(("Petra Lind",)).redact(text)) == []
