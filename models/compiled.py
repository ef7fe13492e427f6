"""Machine code of umap-learn that Numba keeps from process to process.

umap-learn does not ask Numba to keep most of its functions, so every process compiled them anew: ten seconds of
computing before the first layout (docs/decisions/0032). Where the code is kept is the business of `flows.compiled`.
"""

from __future__ import annotations

import sys
from functools import cache
from types import ModuleType


@cache
def umap_module() -> ModuleType:
    """The module `umap`, of whose functions Numba keeps the machine code; import it by this and not by its name."""
    from numba.core.dispatcher import Dispatcher
    from umap import distances, layouts, umap_, utils

    for module in (distances, layouts, umap_, utils):
        for function in vars(module).values():
            # One that was compiled in this process already, or that asked to be kept, needs nothing.
            if isinstance(function, Dispatcher) and not function.signatures:
                function.enable_caching()
    return sys.modules["umap"]
