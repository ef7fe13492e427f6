"""The one loaded model of languages, and having it loaded beside other work: imports next to nothing itself."""

from __future__ import annotations

import functools
import lzma
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.languages.scores import Scorer

_loading = threading.Lock()


def scorer() -> Scorer:
    """The model, loaded when the first text needs it (about a second), or before by `expect_texts`."""
    with _loading:
        return _loaded()


@functools.cache
def _loaded() -> Scorer:
    from py3langid.langid import MODEL_DIR, MODEL_FILE

    # Unpacked in one piece, in which other threads go on; the library's own loader stops for them at every 8 KB.
    unpacked = lzma.decompress((MODEL_DIR / MODEL_FILE).read_bytes())
    from corpus.languages.scores import Scorer  # meanwhile other threads may have imported what it needs

    return Scorer(unpacked)


def expect_texts() -> None:
    """Have the model loaded now, beside what else there is to do before the first text."""
    threading.Thread(target=scorer, daemon=True).start()
