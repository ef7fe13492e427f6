"""Machine code of umap-learn that is kept from process to process."""

from __future__ import annotations

from numba.core.caching import FunctionCache
from numba.core.dispatcher import Dispatcher

from models.compiled import umap_module


def test_all_functions_of_umap_are_kept() -> None:
    umap_ = umap_module().umap_
    kept = [function for function in vars(umap_).values() if isinstance(function, Dispatcher)]
    assert kept
    assert all(isinstance(getattr(function, "_cache", None), FunctionCache) or function.signatures for function in kept)
