"""Files of several analysts lie side by side, are joined, and are told where they contradict one another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.errors import ConfigError
from flows.settings import Settings, load_settings
from models.curation import Decision, Signature, SplitOut
from models.theme_marks import Mark

WATER, BREAD = "0123456789abcdef", "fedcba9876543210"
THEMES = f"- {{id: water, label: Water, description: Wells., examples: [{WATER}]}}\n"


def settings_of(folder: Path, keys: str, **files: str) -> Settings:
    (folder / "notes").mkdir(exist_ok=True)
    for name, text in {"themes": THEMES, **files}.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    config = folder / "config.yaml"
    config.write_text(f"name: a\nsources: [{{type: notes, path: notes}}]\nthemes: themes.yaml\n{keys}\n", "utf-8")
    return load_settings(config)


def problems_of(folder: Path, keys: str, **files: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        settings_of(folder, keys, **files)
    return [problem.removeprefix(f"{folder}/") for problem in raised.value.problems]


def sentences(settings: Settings) -> list[str]:
    return [each.sentence for each in settings.contradictions]


def two_words(subject: str, first: str, last: str) -> str:
    return (
        f"{subject} there is more than one word: {first} and {last}. The last of them was applied. "
        "Agree on one, and take the other out."
    )


@pytest.mark.parametrize("keys", ["curation: [decided-nino.yaml, decided-ana.yaml]", "curation: 'decided-*.yaml'"])
def test_decisions_of_several_files_are_joined_and_each_keeps_its_signature(tmp_path: Path, keys: str) -> None:
    ana = "12: {hide: true, by: Ana, date: 2022-07-10}\n13: {note: seen}\n"
    nino = "12: {label: Jobs, by: Nino, date: 2022-07-04}\n"
    settings = settings_of(tmp_path, keys, **{"decided-nino": nino, "decided-ana": ana})
    decision = settings.curation[12]
    assert (decision.label, decision.hide) == ("Jobs", True)
    assert decision.by is not None
    assert set(decision.by.split(", ")) == {"Nino", "Ana"}
    assert decision.date == date(2022, 7, 4)
    assert decision.signature("label") == Signature("Nino", date(2022, 7, 4))
    assert decision.signature("hide") == Signature("Ana", date(2022, 7, 10))
    assert settings.curation[13] == Decision(note="seen")
    assert settings.contradictions == ()
    assert settings.as_document()["curation"]["12"]["signed"]["hide"] == {"by": "Ana", "date": "2022-07-10"}


def test_a_topic_whose_number_stands_in_quotes_is_the_same_topic(tmp_path: Path) -> None:
    files = {"nino": "12: {label: Ջուր, by: Nino}\n", "ana": "'12': {hide: true, by: Ana}\n'١٣': {note: seen}\n"}
    settings = settings_of(tmp_path, "curation: [nino.yaml, ana.yaml]", **files)
    assert (settings.curation[12].label, settings.curation[12].hide) == ("Ջուր", True)
    assert settings.curation[13].note == "seen"


def test_a_topic_may_have_a_list_of_entries_in_one_file(tmp_path: Path) -> None:
    nino = "12:\n  - {label: Jobs, by: Nino, date: 2022-07-04}\n  - {split_out: [ab], by: Ana}\n"
    decision = settings_of(tmp_path, "curation: nino.yaml", nino=nino).curation[12]
    assert (decision.label, decision.split_out, decision.date) == ("Jobs", (SplitOut(("ab",)),), None)


def test_the_later_of_two_words_holds_and_both_are_named(tmp_path: Path) -> None:
    ana = "\n12: {label: Work, merge_into: null, by: Ana, date: 2022-07-10}\n"
    nino = "12: {label: Jobs, merge_into: 3, by: Nino, date: 2022-07-04}\n"
    for keys in ("curation: [ana.yaml, nino.yaml]", "curation: [nino.yaml, ana.yaml]"):
        settings = settings_of(tmp_path, keys, ana=ana, nino=nino)
        assert settings.curation[12] == Decision(label="Work", by="Ana", date=date(2022, 7, 10))
        first, last = "Nino, 2022-07-04 (nino.yaml, line 1) decided", "Ana, 2022-07-10 (ana.yaml, line 2) decided"
        assert sentences(settings) == [
            two_words("curation: topic 12: on label", f"{first} 'Jobs'", f"{last} 'Work'"),
            two_words("curation: topic 12: on merge_into", f"{first} 3", f"{last} nothing"),
        ]


def test_of_two_words_without_a_date_the_one_in_the_later_file_holds(tmp_path: Path) -> None:
    files = {"nino": "12: {note: one}\n", "ana": "12: {note: another secret}\n"}
    settings = settings_of(tmp_path, "curation: [ana.yaml, nino.yaml]", **files)
    assert settings.curation[12].note == "one"
    (told,) = sentences(settings)
    assert "somebody (ana.yaml, line 1) and somebody (nino.yaml, line 1)" in told
    assert "secret" not in told  # a note may be anything


def test_the_same_word_twice_and_a_correction_of_ones_own_are_no_contradiction(tmp_path: Path) -> None:
    nino = "12: {label: Jobs, hide: true, by: Nino, date: 2022-07-04}\n"
    later = "12: {label: Work, hide: true, by: Nino, date: 2022-07-05}\n"
    settings = settings_of(tmp_path, "curation: [nino.yaml, later.yaml]", nino=nino, later=later)
    assert (settings.curation[12].label, settings.contradictions) == ("Work", ())


def test_mistakes_are_told_in_the_file_where_they_are(tmp_path: Path) -> None:
    files = {
        "nino": "1: {merge_into: 2}\n7: {labell: Jobs}\n8: {split_out: [ab]}\n",
        "ana": "2: {merge_into: 1}\n7: {hide: maybe}\n9: {split_out: [ab]}\n8: {split_out: [ab]}\n",
    }
    assert problems_of(tmp_path, "curation: [nino.yaml, ana.yaml, absent.yaml]", **files) == [
        (
            f"config.yaml, line 4: curation: there is no {tmp_path}/absent.yaml. "
            "Correct the path; it is relative to config.yaml."
        ),
    ]
    assert problems_of(tmp_path, "curation: [nino.yaml, ana.yaml]", **files) == [
        "ana.yaml, line 1: topic 2 is merged into itself. Leave out one merge_into of the ring.",
        "ana.yaml, line 2: topic 7[1].hide is 'maybe', expected true or false.",
        "ana.yaml, line 3: statement 'ab' is split out before, in line 3. Name it once.",
        "nino.yaml, line 1: topic 1 is merged into itself. Leave out one merge_into of the ring.",
        "nino.yaml, line 2: unknown key 'labell' under topic 7[0]; did you mean 'label'?",
    ]


@pytest.mark.parametrize("named", ["curation: {12: {hide: true}}", "curation: [[nino.yaml]]", "marks: 7"])
def test_what_is_no_file_is_told(tmp_path: Path, named: str) -> None:
    (told,) = problems_of(tmp_path, named, nino="12: {hide: true}\n")
    assert told.endswith("is not a file's name. Put it into a file of its own.")


def test_a_pattern_without_a_file_yet_and_empty_files_decide_nothing(tmp_path: Path) -> None:
    (tmp_path / "decisions").mkdir()
    settings = settings_of(tmp_path, "curation: decisions/*.yaml\nmarks: [empty.yaml]", empty="")
    assert (settings.curation, settings.marks) == ({}, ())


def test_marks_of_several_files_are_read_with_their_places(tmp_path: Path) -> None:
    nino = f"- {{statement: '{BREAD}', theme: water, belongs: false, by: Nino, date: 2022-07-04}}\n"
    ana = f"# Ana\n- {{statement: {WATER}, theme: water, belongs: null}}\n"
    settings = settings_of(tmp_path, "marks: [nino.yaml, ana.yaml]", nino=nino, ana=ana)
    assert settings.marks == (
        Mark(BREAD, "water", False, "Nino", date(2022, 7, 4), "nino.yaml, line 1"),
        Mark(WATER, "water", None, place="ana.yaml, line 2"),
    )
    assert settings.as_document()["marks"][0]["statement"] == BREAD


def test_marks_that_contradict_one_another_or_the_theme_are_told_without_the_statement(tmp_path: Path) -> None:
    nino = f"- {{statement: '{BREAD}', theme: water, belongs: true, by: Nino, date: 2022-07-04}}\n"
    ana = nino.replace("true, by: Nino", "false, by: Ana") + f"- {{statement: {WATER}, theme: water, belongs: false}}\n"
    told = sentences(settings_of(tmp_path, "marks: [nino.yaml, ana.yaml]", nino=nino, ana=ana))
    subject = "marks: whether a statement belongs to theme 'water'"
    assert told == [
        two_words(subject, "somebody (themes.yaml, line 1)", "somebody (ana.yaml, line 2)"),
        two_words(subject, "Nino, 2022-07-04 (nino.yaml, line 1)", "Ana, 2022-07-04 (ana.yaml, line 1)"),
    ]


def test_mistakes_in_marks_are_told_with_their_lines(tmp_path: Path) -> None:
    nino = f"- {{statement: {WATER}, theme: watre, belongs: true}}\n"
    ana = f"- {{statement: 0123456789012345, theme: water, belongs: true}}\n- {{statement: No, theme: water}}\n{nino}"
    assert problems_of(tmp_path, "marks: [nino.yaml, ana.yaml]", nino=nino, ana=ana) == [
        "ana.yaml, line 1: entry 1.statement is a number. Put the statement's id in quotes.",
        (
            "ana.yaml, line 2: entry 2.statement: this is no statement's id. Copy it from the report or from the table "
            "of statements."
        ),
        "ana.yaml, line 2: key 'belongs' is missing under entry 2. Add it.",
        "ana.yaml, line 3: there is no theme 'watre'; did you mean 'water'?",
        "nino.yaml, line 1: there is no theme 'watre'; did you mean 'water'?",
    ]
