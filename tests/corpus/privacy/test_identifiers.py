"""Numbers of persons go where their check digits are right; weak checks count only where the country is likely."""

from __future__ import annotations

import pytest

from corpus.privacy.identifiers import identifiers


def kinds(text: str, *regions: str) -> set[str]:
    return {span.kind for span in identifiers(text, regions)}


@pytest.mark.parametrize(
    ("number", "regions"),
    [
        ("113.586.606-62", ()),
        ("11358660662", ("BR",)),
        ("42.111.374/0001-24", ()),
        ("1 70 07 75 676 488 29", ()),
        ("39348471W", ()),
        ("X5081403J", ()),
        ("112-233-445 95", ()),
        ("778203248502", ("RU",)),
        ("3475985940", ("UA",)),
        ("92091009637", ("PL",)),
        ("2630608127459", ()),
        ("8411206728", ("BG",)),
        ("110101196108159828", ()),
        ("61813094156", ("DE",)),
        ("570-94-9378", ()),
        ("AB 12 34 56 C", ()),
        ("GHA-123456789-0", ()),
        ("3110190A015PB2", ()),
        ("A123456789Z", ("KE",)),
    ],
)
def test_a_right_number_of_a_person_is_found_in_any_sentence(number: str, regions: tuple[str, ...]) -> None:
    for sentence in (f"it was {number}, they said", f"رقم {number} هنا", f"号码{number}。"):
        (found, *_) = identifiers(sentence, regions)
        assert sentence[found.start : found.end] == number
        assert found.kind == "id"


@pytest.mark.parametrize(
    "number",
    ["113.586.606-63", "1 70 07 75 676 488 30", "39348471A", "112-233-445 96", "2630608127458", "110101196108159827"],
)
def test_a_wrong_check_digit_is_no_number_of_a_person(number: str) -> None:
    assert kinds(f"sum {number} in all") == set()


def test_a_weak_check_counts_only_in_its_country() -> None:
    assert kinds("3475985940 votes", "UA") == {"id"}
    assert kinds("3475985940 votes", "KE") == set()


@pytest.mark.parametrize("account", ["UA213223130000026007233566001", "FR14 2004 1010 0505 0001 3M02 606"])
def test_bank_accounts_are_checked(account: str) -> None:
    assert kinds(f"рахунок {account}") == {"account"}
    assert kinds(f"рахунок {account[:-1]}{(int(account[-1]) + 1) % 10}") == set()


def test_cards_are_checked() -> None:
    assert kinds("4211 3629 9048 9776") == {"account"}
    assert kinds("4211 3629 9048 9777") == set()
    assert kinds("0000 0000 0000 0000") == set()
