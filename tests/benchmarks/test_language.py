"""Languages measured: right answers, halves of sentences, and what the command refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.command import main
from benchmarks.language_profiles import codes_of, five_words, make_alphabets, make_profiles, read_samples
from corpus.languages.identify import identify

KNOWN = ["Никто не ответил на наши вопросы.", "Мы ждём дорогу и школу в деревне.", "Молодёжь хочет работы и доверия."]
UNKNOWN = ["Xqua zrou fehl qwix zorrap.", "Zrou qwix xquarl fehl vorra.", "Fehlqu zorrap xqua qwixou zrou."]


def write(data: Path, name: str, sentences: list[str]) -> None:
    folder = data / "sib200" / name
    folder.mkdir(parents=True)
    rows = [f"{number}\tgeography\t{sentence}" for number, sentence in enumerate(sentences)]
    (folder / "train.tsv").write_text("\n".join(["index_id\tcategory\ttext", *rows]), "utf-8")


def test_every_third_sentence_is_for_measuring(tmp_path: Path) -> None:
    write(tmp_path, "rus_Cyrl", ["а", "б", "в", "г"])
    assert read_samples(tmp_path, is_for_measuring=True)[0].sentences == ("а", "г")
    assert read_samples(tmp_path, is_for_measuring=False)[0].sentences == ("б", "в")


@pytest.mark.parametrize(
    ("name", "code"),
    [("eng_Latn", "en"), ("apc_Arab", "ar"), ("swh_Latn", "sw"), ("nob_Latn", "no"), ("grn_Latn", "gn")],
)
def test_a_language_has_its_code_among_the_right_answers(name: str, code: str) -> None:
    assert code in codes_of(name)


@pytest.mark.parametrize("name", ["tir_Ethi", "wol_Latn", "arb_Latn", "ydd_Hebr"])
def test_a_language_unknown_to_the_model_has_no_right_answer(name: str) -> None:
    assert not codes_of(name)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [("a b c d e f g", "a b c d e"), ("我們需要工作和學校和道路", "我們需要工作和學校和"), ("слово", "слово")],
)
def test_the_first_five_words(sentence: str, words: str) -> None:
    assert five_words(sentence) == words


def test_profiles_of_invented_languages_tell_the_unknown_one(tmp_path: Path) -> None:
    write(tmp_path, "rus_Cyrl", KNOWN * 4)
    write(tmp_path, "wol_Latn", UNKNOWN * 4)
    samples = read_samples(tmp_path, is_for_measuring=False)
    profiles = make_profiles(samples)
    assert profiles.languages == ("ru",)
    assert identify([KNOWN[1], UNKNOWN[1]], profiles)[0] == ["ru", "und"]


def test_an_alphabet_holds_what_is_used_more_than_by_chance(tmp_path: Path) -> None:
    write(tmp_path, "rus_Cyrl", [*["Мы ждём"] * 12, "", "ҳ"])
    assert make_alphabets(read_samples(tmp_path, is_for_measuring=False)) == {"ru": "джмыё"}


def test_a_folder_without_the_sentences_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["language", "--data", str(tmp_path)]) == 1
    assert "does not hold sib200" in capsys.readouterr().err
