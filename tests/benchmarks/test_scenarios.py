"""Who voices what is as each scenario says, and nothing that a method sees tells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.corpora import VARIATIONS
from benchmarks.scenarios import (
    SCENARIOS,
    ScenarioName,
    evaluation_sentences,
    held_out_documents,
    polis,
    polis_held_out,
    scenario,
)
from tests.benchmarks.conftest import N_SENTENCES, SENTENCES

HIDDEN = ("ukr_Cyrl", "arb_Arab")
HIDDEN_CODES = {"uk", "ar"}
N_HEALTH = N_SENTENCES // 4
SHARED_DATA = Path(__file__).parents[2].parent / "shared" / "data"

real_data = pytest.mark.skipif(not SHARED_DATA.is_dir(), reason="the shared data folder is not beside this checkout")

Made = Callable[[ScenarioName], pd.DataFrame]


@pytest.fixture(scope="module")
def made(sib200: Path) -> Made:
    return lambda name: scenario(sib200, name, seed=1, hidden_languages=HIDDEN)


def test_balanced_has_each_sentence_in_three_languages_and_nothing_hidden(made: Made) -> None:
    statements = made("balanced")
    assert statements["sentence_id"].value_counts().eq(3).all()
    assert len(statements) == 3 * N_SENTENCES
    assert statements["language"].nunique() == len(SENTENCES)
    assert not statements["is_hidden"].any()


def test_exclusive_keeps_the_two_languages_and_the_category_to_each_other(made: Made) -> None:
    statements = made("exclusive")
    is_theirs = statements["language"].isin(HIDDEN_CODES)
    assert (is_theirs == (statements["label"] == "health")).all()
    assert (is_theirs == statements["is_hidden"]).all()
    hidden = statements[statements["is_hidden"]]
    assert hidden.groupby("sentence_id")["language"].agg(set).map(HIDDEN_CODES.__eq__).all()
    assert len(hidden) == 2 * N_HEALTH
    assert statements.loc[~is_theirs, "sentence_id"].value_counts().eq(3).all()
    assert len(statements) == 2 * N_HEALTH + 3 * (N_SENTENCES - N_HEALTH)


def test_partial_is_exclusive_and_a_few_other_statements_of_theirs(made: Made) -> None:
    exclusive, statements = made("exclusive"), made("partial")
    added = statements[~statements["statement_id"].isin(exclusive["statement_id"])]
    assert set(exclusive["statement_id"]) <= set(statements["statement_id"])
    assert len(added) == round(60 / 2037 * len(exclusive))
    assert set(added["language"]) <= HIDDEN_CODES
    assert not added["is_hidden"].any()
    assert "health" not in set(added["label"])


def test_full_gives_nothing_away_by_language(made: Made) -> None:
    statements = made("full")
    others = statements[~statements["is_hidden"]]
    assert (statements["is_hidden"] == (statements["label"] == "health")).all()
    assert set(statements.loc[statements["is_hidden"], "language"]) == HIDDEN_CODES
    assert others["language"].nunique() == len(SENTENCES)
    assert others["sentence_id"].value_counts().eq(3).all()
    assert others["language"].isin(HIDDEN_CODES).mean() == pytest.approx(2 / len(SENTENCES), abs=0.1)


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_statement_is_one_evaluation_sentence_and_carries_no_hint(
    made: Made, sib200: Path, name: ScenarioName
) -> None:
    statements = made(name)
    assert statements["statement_id"].is_unique
    known = evaluation_sentences(sib200).set_index(["sentence_id", "language"])["text"].to_dict()
    assert all(
        known[sentence, language] == text
        for sentence, language, text in statements[["sentence_id", "language", "text"]].itertuples(index=False)
    )
    assert statements["groups"].map(len).eq(0).all()
    assert statements[["session_id", "author_id"]].isna().all(axis=None)


def test_a_seed_repeats_its_draw_and_another_makes_another(sib200: Path, made: Made) -> None:
    pd.testing.assert_frame_equal(made("full"), made("full"))
    other = scenario(sib200, "full", seed=2, hidden_languages=HIDDEN)
    assert set(other["statement_id"]) != set(made("full")["statement_id"])


def test_held_out_documents_are_in_no_scenario(made: Made, sib200: Path) -> None:
    documents = held_out_documents(sib200)
    assert not set(documents["text"]) & set(made("balanced")["text"])
    assert set(documents["folder"]) == set(SENTENCES)
    assert documents["sentence_id"].value_counts().eq(len(SENTENCES)).all()


def test_a_language_without_evaluation_splits_cannot_be_hidden(sib200: Path) -> None:
    with pytest.raises(ValueError, match="hau_Latn"):
        scenario(sib200, "full", seed=0, hidden_languages=("hau_Latn", "ukr_Cyrl"))


def test_an_unknown_category_cannot_be_hidden(sib200: Path) -> None:
    with pytest.raises(ValueError, match="fishing"):
        scenario(sib200, "full", seed=0, hidden_category="fishing", hidden_languages=HIDDEN)


def test_a_folder_without_evaluation_splits_says_so(tmp_path: Path) -> None:
    (tmp_path / "eng_Latn").mkdir()
    with pytest.raises(ValueError, match="dev and test"):
        evaluation_sentences(tmp_path)


@real_data
def test_the_real_reference_is_apart_from_the_real_scenarios() -> None:
    statements = scenario(SHARED_DATA / "sib200", "balanced", seed=0)
    documents = held_out_documents(SHARED_DATA / "sib200")
    assert len(statements) == 909
    assert statements["language"].nunique() == 10
    assert not set(statements["sentence_id"]) & set(documents["sentence_id"])


@real_data
def test_every_variation_can_be_made() -> None:
    for voice in VARIATIONS:
        statements = scenario(SHARED_DATA / "sib200", "full", 0, voice.category, voice.languages)
        assert 56 <= statements["is_hidden"].sum() <= 88


@real_data
def test_the_conversations_are_seven_and_their_held_out_comments_are_others() -> None:
    statements = polis(SHARED_DATA / "polis")
    assert statements["label"].nunique() == 7
    assert not set(statements["statement_id"]) & set(polis_held_out(SHARED_DATA / "polis")["sentence_id"])
