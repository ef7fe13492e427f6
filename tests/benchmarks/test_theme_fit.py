"""The constants of theme scores are fitted by a script that can be run again."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.sib_themes import LabelledCorpus
from benchmarks.theme_fit import fit
from models.background import measure_background
from models.encoder import unit


def test_nearness_contrast_and_lead_all_speak_for_a_theme() -> None:
    rng = np.random.default_rng(1)
    centres = unit(rng.standard_normal((4, 24)))
    labels = np.arange(160) % 4
    vectors = unit(centres[labels] + 0.25 * rng.standard_normal((160, 24)))
    statements = pd.DataFrame({"text": "нотатка", "sentence_id": [f"{row}" for row in range(160)]})
    corpus = LabelledCorpus(statements, vectors, labels.astype(np.int64), labels[:, None] == np.arange(4))
    background = measure_background(unit(rng.standard_normal((2_000, 24))))
    any_theme, which = fit([corpus], {f"t{number}": centre for number, centre in enumerate(centres)}, background)
    assert any_theme.coef_[0, 0] > 0
    assert which.coef_.shape == (1, 2)
    assert which.coef_.sum() > 0
