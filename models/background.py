"""How unrelated text spreads in the neutral space: what a nearness is measured against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.encoder import Vectors


@dataclass(frozen=True)
class Background:
    """How unrelated text spreads in the neutral space: `mean` (n_dims,) and `covariance` (n_dims, n_dims)."""

    mean: NDArray[np.float32]
    covariance: NDArray[np.float32]

    @property
    def deviation(self) -> float:
        """Standard deviation of unrelated text along an average direction."""
        return float(np.sqrt(np.diag(self.covariance).mean()))


def measure_background(vectors: Vectors) -> Background:
    """The spread of unrelated text from neutral vectors of it, shape (n_texts, n_dims)."""
    return Background(vectors.mean(axis=0), np.cov(vectors, rowvar=False).astype(np.float32))
