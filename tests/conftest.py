"""What holds for all tests."""

from __future__ import annotations

from flows.compiled import keep_compiled

# Before any test imports Numba: what one process compiled, the others and the commands that they start need not.
keep_compiled()
