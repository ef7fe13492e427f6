"""Vectors of texts, each embedded once: what the store has is taken from there, the rest is embedded and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from corpus.shards import MapShards, one_by_one
from corpus.store.embeddings import EmbeddingStore, embedded_text, embedding_key
from models.encoder import Encoder, Vectors, embed_batches

SAVE_EVERY = 1_024
"""Texts a batch that is saved at once: what a crash can cost."""

Progress = Callable[[Iterable[Vectors], int], Iterable[Vectors]]
"""Wraps the batches, given how many there are, to show how far the work is."""


def embed_once(
    texts: Sequence[str],
    encoder: Encoder,
    store: EmbeddingStore,
    *,
    progress: Progress = lambda batches, _: batches,
    each: MapShards = one_by_one,
) -> Vectors:
    """Vectors of `texts`, shape (len(texts), n_dims); equal texts share one vector and are embedded once for ever.

    Missing texts are embedded shortest first, so that a batch holds texts of one length and little padding.
    """
    keys = [embedding_key(text, encoder.fingerprint) for text in texts]
    known = store.known(keys)
    missing = {key: embedded_text(text) for key, text in zip(keys, texts, strict=True) if key not in known}
    ordered = sorted(missing, key=lambda key: (len(missing[key]), key))
    batches = embed_batches([missing[key] for key in ordered], encoder, batch_size=SAVE_EVERY, each=each)
    n_batches = -(-len(ordered) // SAVE_EVERY)
    for number, vectors in enumerate(progress(batches, n_batches)):
        store.add(ordered[number * SAVE_EVERY : (number + 1) * SAVE_EVERY], vectors)
    return np.asarray(store.vectors(keys), dtype=np.float32)
