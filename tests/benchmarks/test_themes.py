"""The theme benchmark's measures and tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from benchmarks.sib_themes import DESCRIPTIONS, LabelledCorpus, themes_of
from benchmarks.theme_measures import agreement, any_auc, calibration_error, carried_figures, macro_auc, reliability
from benchmarks.theme_pages import as_page
from benchmarks.theme_runs import Setting, asked, centred_cosine, cosine, drawn_examples, figures, outside_examples
from benchmarks.themes import LANGUAGES, OWN_THEMES, own_statements
from models.background import measure_background
from models.encoder import unit

N_THEMES = 3


@pytest.fixture(scope="module")
def setting() -> Setting:
    """Ninety statements in two languages around three themes, and thirty about none."""
    rng = np.random.default_rng(1)
    centres = rng.standard_normal((N_THEMES + 1, 24))
    about = np.arange(120) % (N_THEMES + 1)
    vectors = unit(centres[about] + 0.7 * rng.standard_normal((120, 24)))
    statements = pd.DataFrame(
        {
            "text": [f"ტექსტი {row}" for row in range(120)],
            "language": ["ar", "ka"] * 60,
            "sentence_id": [f"{row}" for row in range(120)],
        }
    )
    truth = about[:, None] == np.arange(N_THEMES)
    themes = {f"thème-{number}": unit(centres[number]) for number in range(N_THEMES)}
    background = measure_background(unit(rng.standard_normal((2_000, 24))))
    return Setting(LabelledCorpus(statements, vectors, about.astype(np.int64), truth), themes, background)


def test_the_auc_is_a_mean_over_themes_and_leaves_out_those_that_tell_nothing() -> None:
    truth = np.asarray([[True, True, False], [False, True, False], [True, False, False]])
    scores = np.asarray([[0.9, 0.2, 0.5], [0.1, 0.3, 0.5], [0.8, 0.9, 0.5]])
    assert macro_auc(truth, scores) == pytest.approx((1 + 0) / 2)
    assert np.isnan(macro_auc(truth[:1], scores[:1]))
    assert any_auc(np.asarray([[True], [False]]), np.asarray([0.2, 0.4])) == 0


def test_the_calibration_error_weighs_how_far_probabilities_are_from_what_is_true() -> None:
    scores = np.asarray([0.25] * 4 + [1.0] * 4)
    table = reliability(np.asarray([True, False, False, False, True, True, False, False]), scores)
    assert [(row["from"], row["n"], row["is_true"]) for row in table] == [(0.2, 4, 0.25), (0.9, 4, 0.5)]
    assert calibration_error(table) == pytest.approx(0.25)


def test_what_is_carried_is_held_against_what_is_true() -> None:
    truth = np.asarray([[True, False], [True, True], [False, False], [False, False]])
    found = np.asarray([[True, False], [False, True], [True, False], [False, False]])
    got = carried_figures(truth, found)
    assert (got["precision"], got["recall"]) == pytest.approx((2 / 3, 2 / 3))
    assert (got["about_some_carry"], got["about_none_carry"]) == (1.0, 0.5)


def test_translations_agree_whatever_the_order_of_rows() -> None:
    scores = np.asarray([[0.9, 0.1], [0.2, 0.8], [0.3, 0.7], [0.8, 0.2]])
    carried = scores > 0.5
    got = agreement(scores, carried, ["a", "b", "b", "a"], ["en", "en", "ka", "ka"])
    assert got["same_first"] == got["kappa"] == 1
    assert isinstance(got["correlation"], float)
    assert got["correlation"] > 0.9
    crossed = agreement(scores, carried, ["a", "b", "a", "b"], ["en", "en", "ka", "ka"])
    assert crossed["same_first"] == 0


def test_the_language_that_agrees_least_is_named() -> None:
    first = np.asarray([0, 1, 0, 0, 1, 0, 1, 0, 1])
    scores = np.stack([1.0 - first, first], axis=1)
    got = agreement(scores, scores > 0.5, list("abcabcabc"), ["en"] * 3 + ["ka"] * 3 + ["سو"] * 3)
    assert got["worst"] == "سو"
    assert (got["worst_same_first"], got["same_first_without_worst"]) == (0.0, 1.0)


def test_the_centre_of_the_corpus_is_taken_out_of_the_second_baseline() -> None:
    vectors = unit(np.asarray([[1, 0.1, 0], [1, -0.1, 0], [1, 0, 0.1]], dtype=float))
    themes = unit(np.asarray([[1, 0.3, 0], [1, 0, 0.3]], dtype=float))
    assert cosine(vectors, themes).min() > 0.9
    assert centred_cosine(vectors, themes).min() < 0


def test_all_measures_come_of_a_setting(setting: Setting) -> None:
    for alone in (True, False):
        got = figures(setting, setting.scored(alone=alone))
        assert got["auc"] > 0.8
        assert set(got["auc_by_language"]) == {"ar", "ka"}
        assert sum(row["n"] for row in got["reliability"]) == 120 * N_THEMES


def test_marked_statements_are_left_out_of_the_evaluation(setting: Setting) -> None:
    marks, kept = drawn_examples(setting, 1)
    assert (~kept).sum() == 5 * N_THEMES
    for column, theme_id in enumerate(setting.themes):
        assert (setting.corpus.is_about[marks[theme_id].is_example, column]).all()
        assert not (marks[theme_id].is_example & kept).any()
    for at_random in (True, False):
        marks, kept = asked(setting, seed=1, at_random=at_random)
        marked = np.any([mark.is_example | mark.is_counterexample for mark in marks.values()], axis=0)
        assert not (marked & kept).any()
        assert (~kept).sum() == 40
        for column, theme_id in enumerate(setting.themes):
            assert setting.corpus.is_about[marks[theme_id].is_example, column].all()
            assert not setting.corpus.is_about[marks[theme_id].is_counterexample, column].any()


def test_examples_from_outside_mark_no_statement(setting: Setting) -> None:
    labels = np.asarray([list(setting.themes)[row % N_THEMES] for row in range(60)], dtype=object)
    marks = outside_examples(setting, setting.corpus.vectors[:60], labels, 1)
    assert all(len(mark.examples) == 5 and not mark.is_example.any() for mark in marks.values())


def test_labelled_statements_are_read_with_several_themes_or_none(tmp_path: Path) -> None:
    for code in LANGUAGES:
        rows = ["themes\ttext", "water; bread\tماء «وخبز", '\t"ничего', "water\twater"]
        (tmp_path / f"{code}.tsv").write_text("\n".join(rows) + "\n", "utf-8")
    found = own_statements(tmp_path)
    assert found["themes"].tolist()[:3] == [{"water", "bread"}, set(), {"water"}]
    assert found["text"].tolist()[:2] == ["ماء «وخبز", '"ничего']
    assert set(found["language"]) == set(LANGUAGES)


def test_every_theme_is_described_in_three_languages() -> None:
    for path in (DESCRIPTIONS, OWN_THEMES):
        themes = themes_of(path)
        assert len({theme.id for theme in themes}) == len(themes) > 5
        assert all(set(theme.descriptions) == {"en", "fr", "es"} for theme in themes)


def test_the_page_has_every_figure(setting: Setting) -> None:
    got = figures(setting, setting.scored(alone=False))
    draws = dict.fromkeys(("alone", "with_surroundings", "before_alone", "before"), 0.875)
    marked = {"draws": 2, "mean": draws, "spread": draws, "after": got}
    block: dict[str, Any] = {
        "n_statements": 120,
        "n_themes": N_THEMES,
        "about_none": 30,
        "baselines": {"cosine": 0.7, "centred_cosine": 0.8},
        "alone": got,
        "with_surroundings": got,
        "examples": marked,
        "review": marked,
        "as_many_at_random": marked,
        "ceiling": 0.99,
        "some_labels": got,
        "agreement": {
            **dict.fromkeys(("same_first", "kappa", "correlation", "worst_same_first", "right_first"), 0.5),
            "same_first_without_worst": 0.625,
            "worst": "hau_Latn",
        },
    }
    page = as_page({"own": block, "sib200": block, "machine": "a machine"})
    assert f"| descriptions only | {got['auc']:.3f} |" in page
    assert "| five examples a theme (2 draws) | 0.875 ± 0.875 |" in page
    assert "nan" not in page
