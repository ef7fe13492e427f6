"""No participant's text acts as a formula, and every file format can hold it."""

from __future__ import annotations

import pytest

from reports.safe_text import is_right_to_left, safe_text, writable
from tests.reports.payloads import FORMULAS


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text: str) -> None:
    assert safe_text(text).startswith("'")


@pytest.mark.parametrize(
    "text",
    [
        "ordinary words",
        "jobs, -10% since 2020",
        "მონაცემები = ძალა",
        "العمل: +1",
        "a-b",
        "2022-06-01",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert safe_text(text) == text


def test_a_formula_behind_a_separator_is_guarded_too() -> None:
    # A program that splits at ";" would see a cell that begins with "=".
    assert safe_text("first;=cmd()") == "first;'=cmd()"
    assert safe_text("first\n@SUM(1)") == "first\n'@SUM(1)"


def test_what_xml_cannot_hold_is_marked() -> None:
    assert safe_text("a\x00b\x0bc\ud800d\uffff") == "a\ufffdb\ufffdc\ufffdd\ufffd"
    assert writable("=\x00") == "=\ufffd"


@pytest.mark.parametrize(
    ("text", "runs_from_right_to_left"),
    [
        ("الشباب", True),
        ("«الشباب» and more", True),
        ("12. שלום", True),
        ("ދިވެހި", True),
        ("Tifinagh ⵜ, then العمل", False),
        ("ხმა", False),
        ("123", False),
        ("", False),
    ],
)
def test_the_first_letter_tells_the_direction(text: str, runs_from_right_to_left: bool) -> None:
    assert is_right_to_left(text) is runs_from_right_to_left
