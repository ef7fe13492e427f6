"""Runs a sentence-transformers model over texts in batches of about equally many tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from transformers.data.data_collator import pad_without_fast_tokenizer_warning

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

CPU_TOKENS = 1_024
"""Tokens a batch: what passes between two layers then fits a core's cache (docs/decisions/0030)."""
GPU_TOKENS = 16_384
"""Enough to keep a graphics processor busy, in a few gigabytes of its memory."""
AS_LISTS = {"text": {"padding": False}, "common": {"return_tensors": None}}
"""What the tokenizer is to make: a list of tokens a text. A batch is filled up when it is known who is in it."""


def works_on_tokens(model: SentenceTransformer) -> bool:
    """Whether `model` begins with a transformer that takes a row of tokens a text, which `encode_in_batches` needs."""
    from sentence_transformers.sentence_transformer.modules import Transformer

    return isinstance(model[0], Transformer) and not model[0].can_flatten_inputs


def encode_in_batches(
    model: SentenceTransformer, texts: Sequence[str], *, prompt: str | None, batch_size: int | None = None
) -> NDArray[np.float32]:
    """Vectors of `texts` by `model`, shape (len(texts), n_dims), in the texts' order; there is at least one text.

    All texts are tokenised in one call and sorted by their number of tokens, so that batches hold little padding. A
    batch has `batch_size` texts, or as many as a number of tokens allows. On a CPU each core works on batches of its
    own: cores that shared every operation would wait for one another after each.
    """
    features = model.preprocess(list(texts), prompt=prompt, processing_kwargs=AS_LISTS)
    lengths = np.array([len(each) for each in features["input_ids"]])
    on_cpu = model.device.type == "cpu"
    batches = list(_batches(lengths, CPU_TOKENS if on_cpu else GPU_TOKENS, batch_size))

    def run(rows: NDArray[np.intp]) -> NDArray[np.float32]:
        part = {name: [each[row] for row in rows] for name, each in features.items() if isinstance(each, list)}
        padded = pad_without_fast_tokenizer_warning(  # type: ignore[no-untyped-call]
            model.tokenizer,
            part,
            padding="max_length",
            max_length=max(1, lengths[rows].max()),  # texts without a token are a row of padding
            return_tensors="pt",
        )
        with torch.no_grad():
            vectors = model({**features, **padded.to(model.device)})["sentence_embedding"]
            return np.asarray(vectors.float().cpu().numpy())

    parts = _on_all_cores(run, batches) if on_cpu and len(batches) > 1 else [run(rows) for rows in batches]
    vectors = np.empty((len(texts), parts[0].shape[1]), dtype=np.float32)
    vectors[np.concatenate(batches)] = np.concatenate(parts)
    return vectors


def _batches(lengths: NDArray[np.integer], n_tokens: int, batch_size: int | None) -> Iterator[NDArray[np.intp]]:
    """Positions of each batch's texts; the longest come first, so that cores finish at about the same time.

    Where a number of tokens decides, a batch ends with the last text of a length, if it is half full by then: it holds
    less padding, mostly none.
    """
    order = np.argsort(-lengths, kind="stable")
    new_lengths = np.concatenate([[0], np.flatnonzero(np.diff(lengths[order])) + 1, [len(order)]])
    start = 0
    while start < len(order):
        most = batch_size or max(1, n_tokens // max(1, int(lengths[order[start]])))
        end = start + most
        if batch_size is None:
            last_new = int(new_lengths[np.searchsorted(new_lengths, end, side="right") - 1])
            end = last_new if last_new - start >= max(1, most / 2) else end
        yield order[start:end]
        start = end


def _on_all_cores(
    run: Callable[[NDArray[np.intp]], NDArray[np.float32]], batches: Sequence[NDArray[np.intp]]
) -> list[NDArray[np.float32]]:
    """What `run` makes of each batch, as many at once as PyTorch has threads, each on one core."""
    n_threads = torch.get_num_threads()
    try:
        with ThreadPoolExecutor(n_threads, initializer=torch.set_num_threads, initargs=(1,)) as pool:
            return list(pool.map(run, batches))
    finally:
        torch.set_num_threads(n_threads)  # a thread that is started later begins with what was set last
