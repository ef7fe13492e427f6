"""A language is covered under whatever code a reference or a corpus names it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import models
from corpus.languages.codes import EXPECTED_LANGUAGES
from models.language_cover import uncovered_languages

SHIPPED = Path(models.__file__).parent / "calibration" / "multilingual-e5-small.npz"


@pytest.fixture(scope="module")
def shipped() -> list[str]:
    """The languages of the bundled encoder's offsets, FLORES codes."""
    with np.load(SHIPPED) as saved:
        languages: list[str] = json.loads(str(saved["about"]))["languages"]
    return languages


def test_every_language_that_the_project_expects_is_covered_by_the_shipped_offsets(shipped: list[str]) -> None:
    assert uncovered_languages(pd.Series(sorted(EXPECTED_LANGUAGES)), shipped) == {}


ALIASES = (
    "no nb nn nob ku ckb sr sh zh cmn yue tl fil iw he id qu quz ps pbt ff ak tw sw swh ar arz arb lv et mn yi gug"
)


@pytest.mark.parametrize("code", ALIASES.split())
def test_a_macrolanguage_and_an_alias_are_covered_by_their_member(code: str, shipped: list[str]) -> None:
    assert uncovered_languages(pd.Series([code]), shipped) == {}


@pytest.mark.parametrize("code", ["br", "fy", "la", "kok", "pcm", "se", "an", "wuu"])
def test_a_language_that_the_shipped_offsets_lack_is_found(code: str, shipped: list[str]) -> None:
    assert list(uncovered_languages(pd.Series([code, "ka", "am"]), shipped)) == [code]


def test_shares_are_of_all_statements_and_the_largest_comes_first() -> None:
    languages = pd.Series(["ka"] * 5 + ["ar"] * 2 + ["hy"] * 2 + ["und"])
    assert uncovered_languages(languages, ["kat_Geor"]) == pytest.approx({"ar": 0.2, "hy": 0.2})
    assert list(uncovered_languages(pd.Series(["hy", "ar", "ar"]), ["eng_Latn", "kat"])) == ["ar", "hy"]


def test_a_language_that_nobody_knows_is_not_missing() -> None:
    assert uncovered_languages(pd.Series(["und", "zxx", "mul"]), ["kat_Geor"]) == {}


@pytest.mark.parametrize("reference", ["arb_Arab", "ara", "ar", "ar-EG", "AR"])
def test_a_reference_may_name_its_languages_in_any_iso_code(reference: str) -> None:
    assert uncovered_languages(pd.Series(["ar"]), [reference]) == {}


def test_without_statements_nothing_is_missing() -> None:
    assert uncovered_languages(pd.Series([], dtype=str), ["kat_Geor"]) == {}
