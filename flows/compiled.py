"""Where Numba keeps the machine code that it makes of umap-learn and pynndescent: in the user's cache."""

from __future__ import annotations

import hashlib
import os
import platform
from importlib.metadata import version

from platformdirs import user_cache_path

FOLDER = "NUMBA_CACHE_DIR"
COMPILED = ("numba", "llvmlite", "numpy", "umap-learn", "pynndescent")


def keep_compiled() -> None:
    """Have Numba keep what it compiles; to be called before Numba is imported. What somebody set stays.

    Numba itself notices only that a function's own file has changed, not that one which it calls has: so each set of
    versions has a folder of its own. Without it the code lies beside the libraries, if they can be written at all.
    """
    if FOLDER not in os.environ:
        versions = " ".join((platform.python_version(), *map(version, COMPILED)))
        name = hashlib.sha256(versions.encode()).hexdigest()[:12]
        os.environ[FOLDER] = str(user_cache_path("underheard") / f"numba-{name}")
