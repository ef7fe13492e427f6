"""How unrelated text spreads."""

from __future__ import annotations

import numpy as np
import pytest

from models.background import measure_background


def test_the_background_is_the_mean_and_the_covariance_of_unrelated_text() -> None:
    background = measure_background(np.asarray([[1, 0], [-1, 0], [1, 2], [-1, 2]], dtype=np.float32))
    np.testing.assert_allclose(background.mean, np.asarray([0, 1]))
    np.testing.assert_allclose(background.covariance, np.asarray([[4 / 3, 0], [0, 4 / 3]]), rtol=1e-6)
    assert background.deviation == pytest.approx(np.sqrt(4 / 3))
