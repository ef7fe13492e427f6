"""A label tells what a bare number is; a number that only stands near one stays."""

from __future__ import annotations

import pytest

from corpus.privacy.labels import labelled
from corpus.privacy.spans import ascii_digits


def found(text: str) -> list[tuple[str, str]]:
    return [(span.kind, text[span.start : span.end]) for span in labelled(ascii_digits(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Passport no. AK0612345 was taken", "AK0612345"),
        ("passeport n° 08AB12345 perdu", "08AB12345"),
        ("mi pasaporte: G12345678", "G12345678"),
        ("RG 12.345.678-9 exigido", "12.345.678-9"),
        ("паспорт серия 4509 123456", "4509 123456"),
        ("паспорт № МР 123456", "МР 123456"),
        ("посвідчення 123456789", "123456789"),
        ("пашпарт MP1234567", "MP1234567"),
        ("პირადი ნომერი 01008012345", "01008012345"),
        ("անձնագիր AN0123456", "AN0123456"),
        ("FİN kod 5ABC12D", "5ABC12D"),
        ("buletin seria MX 123456", "MX 123456"),
        ("رقم بطاقة التعريف 08123456", "08123456"),
        ("والرقم الوطني ٩٨٧١٢٣٤٥٦٧", "٩٨٧١٢٣٤٥٦٧"),
        ("nambari ya kitambulisho 28765432", "28765432"),
        ("የመታወቂያ ቁጥር 1234567", "1234567"),
        ("NIN 12345678901", "12345678901"),
        ("ìwé ìrìnnà A12345678", "A12345678"),
        ("Personalausweis Nr. 123456789", "123456789"),
        ("身份证号码110101196610177781不", "110101196610177781"),
        ("dowód osobisty nr 123456789", "123456789"),
        ("ЕГН 8411206728", "8411206728"),
        ("licence plate KDA 123456", "KDA 123456"),
    ],
)
def test_identity_numbers_go_after_a_label_in_every_language(text: str, words: str) -> None:
    assert found(text) == [("id", words)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("date of birth: 12/05/1987", "birthdate", "12/05/1987"),
        ("Née le 3 mars 1990, elle attend", "birthdate", "3 mars 1990"),
        ("дата рождения 12.03.1979", "birthdate", "12.03.1979"),
        ("народився 5 травня 1991 року в Луцьку", "birthdate", "5 травня 1991 року"),
        ("تاريخ الميلاد ١٢/٣/١٩٨٨", "birthdate", "١٢/٣/١٩٨٨"),
        ("出生日期1988年3月5日", "birthdate", "1988年3月5日"),
        ("account number 0123456789012", "account", "0123456789012"),
        ("رقم الحساب 1234567890", "account", "1234567890"),
        ("I live at 12 Moi Avenue, Nairobi", "address", "12 Moi Avenue"),
        ("мой адрес: ул. Ленина, 5", "address", "ул. Ленина, 5"),
        ("我住在中山路14号三楼", "address", "中山路14号"),
    ],
)
def test_birth_dates_accounts_and_homes_go_after_a_label(text: str, kind: str, words: str) -> None:
    assert found(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "passport offices served 1234567 people",
        "born in 2005 into a country of 12345678",
        "taking into account 1200000 citizens",
        "le pays compte 3 245 678 habitants",
        "la ciudad cuenta con 1500000 habitantes",
        "ИНН 2023 года не нужен",
        "the address of the minister lasted 45 minutes",
        "يبلغ الرقم 1234567 دينارا",
    ],
)
def test_a_number_near_a_label_stays(text: str) -> None:
    assert found(text) == []
