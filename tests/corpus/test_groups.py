"""Who spoke, as declared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.errors import SourceError
from corpus.groups import check_groups, groups_of
from corpus.rows import Row, Session
from corpus.schemas import Group

ROW = Row("words", "notes.md", "line 1", session_id="tunis", speaker="شاب", groups=("women",))
SESSION = Session("tunis", region="Africa", country="Tunisia", groups=("youth",))


def group(group_id: str, **match: tuple[str, ...]) -> Group:
    return Group(group_id, group_id, match=match)


def test_groups_of_the_row_its_session_and_every_match_are_united_and_sorted() -> None:
    groups = [
        group("africa", region=("Asia", "africa")),
        group("ngo", country=("Ghana",)),
        group("men", speaker=("شاب",)),
    ]
    assert groups_of(ROW, SESSION, groups) == ("africa", "men", "women", "youth")


def test_a_session_of_several_countries_is_of_each_of_them() -> None:
    session = replace(SESSION, country="Беларусь; Azerbaijan")
    countries = {"minsk": "беларусь", "baku": "Azerbaijan", "tbilisi": "Georgia", "both": "Беларусь; Azerbaijan"}
    found = groups_of(ROW, session, [group(name, country=(country,)) for name, country in countries.items()])
    assert set(countries) & set(found) == {"minsk", "baku", "both"}


def test_every_key_of_a_match_must_hold() -> None:
    assert groups_of(ROW, SESSION, [group("a", region=("Africa",), country=("Ghana",))]) == ("women", "youth")
    assert groups_of(ROW, None, [group("a", region=("Africa",)), group("b", session_id=("tunis",))]) == (
        "b",
        "women",
    )


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        ("Youth rep 2", "youth rep"),
        ("Youth rep 2", "Youth Rep 2"),
        ("M.K. (NGO)", "ngo"),
        ("M.K. (NGO)", "M.K."),
        ("M.K. (NGO)", "m.k. (ngo)"),
        ("Élue locale", "elue locale"),
        ("Участница 5", "участница"),
        ("А.Б. (фонд «Мост»)", "Фонд «Мост»"),
        ("المشاركة ٢", "المشاركة"),
        ("الميسّرة", "الميسرة"),
        ("ليلى (جمعية)", "جمعية"),
        ("參與者三", "參與者"),
    ],
)
def test_a_speakers_tag_fits_whole_without_its_number_and_by_either_side_of_its_brackets(tag: str, value: str) -> None:
    row = Row("words", "notes.md", "line 1", speaker=tag)
    assert groups_of(row, None, [group("g", speaker=(value,))]) == ("g",)


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        ("Youth rep 2", "Youth rep 3"),
        ("Youth rep", "Youth rep 2"),
        ("Youth rep, Abuja", "Youth rep"),
        ("Youth rep", "youth"),
        ("المشاركة الشابة", "المشاركة"),
        ("Вера (фонд)", "она"),
    ],
)
def test_no_part_of_a_tag_and_no_other_number_fits(tag: str, value: str) -> None:
    row = Row("youth rep said so", "notes.md", "line 1", speaker=tag)
    assert groups_of(row, None, [group("g", speaker=(value,))]) == ()
    assert groups_of(Row("youth", "notes.md", "line 1"), None, [group("g", speaker=("", "youth"))]) == ()


def test_an_unknown_group_names_its_row_and_the_known_ids() -> None:
    with pytest.raises(
        SourceError, match=r"t\.csv, row 4: the group 'yuoth' is not declared; there are 'youth', 'ngo'"
    ):
        check_groups({"yuoth": "t.csv, row 4", "ngo": "t.csv, row 5"}, [group("ngo"), group("youth")])


def test_a_group_column_full_of_statements_is_not_quoted() -> None:
    with pytest.raises(SourceError) as error:
        check_groups({"I was fined": "t.csv, row 4"}, [group("youth")])
    assert "fined" not in str(error.value)


def test_without_declared_groups_every_id_is_welcome() -> None:
    check_groups({"anything": "t.csv, row 4"}, [])


def test_a_match_by_a_field_that_statements_lack_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="'gender'"):
        check_groups({}, [group("women", gender=("f",))])
