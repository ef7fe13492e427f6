"""Whose country a number without a code may be from."""

from __future__ import annotations

import pytest

from corpus.privacy.phones import likely_regions, phones
from corpus.privacy.spans import ascii_digits


@pytest.mark.parametrize(
    ("country", "region"),
    [("Sénégal", "SN"), ("GH", "GH"), ("Deutschland", "DE"), ("Україна", "UA"), ("الأردن", "JO"), ("საქართველო", "GE")],
)
def test_a_country_is_known_by_its_name_in_many_languages(country: str, region: str) -> None:
    assert likely_regions("fr", country)[0] == region


def test_several_countries_are_known_with_whatever_apostrophe() -> None:
    assert likely_regions(None, "Senegal; Côte d'Ivoire;Cameroon") == ("CM", "CI", "SN")
    assert likely_regions("ar", "تونس;المغرب")[:2] == ("MA", "TN")
    assert likely_regions("ka", "nowhere") == ("GE",)


@pytest.mark.parametrize("text", ["٠٧٩٠١٢٣٤٥٦", "०७९०१२३४५६", "۰۷۹۰۱۲۳۴۵۶", "0790123456"])
def test_digits_of_any_script_make_the_same_number(text: str) -> None:
    assert [span[:2] for span in phones(ascii_digits(text), ("JO",))] == [(0, 10)]


def test_ethiopic_digits_are_read_as_digits() -> None:
    assert ascii_digits("ክፍል ፩፪፫") == "ክፍል 123"
