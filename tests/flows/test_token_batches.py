from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer

import flows.token_batches
from flows.token_batches import encode_in_batches, works_on_tokens

TEXTS = ["the water is", "ماء", "", "water " * 100, "წყალი სკოლა", "ջուր", "школа вода visa"] * 3


@pytest.fixture(scope="module")
def model(tiny_model: Path) -> SentenceTransformer:
    return SentenceTransformer(str(tiny_model), device="cpu")


@pytest.mark.parametrize("n_tokens", [1, 40, 10_000])
@pytest.mark.parametrize("prompt", [None, "query: "])
def test_vectors_are_those_of_the_library_in_the_order_of_the_texts(
    n_tokens: int, prompt: str | None, model: SentenceTransformer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows.token_batches, "CPU_TOKENS", n_tokens)
    vectors = encode_in_batches(model, TEXTS, prompt=prompt)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(vectors, model.encode(TEXTS, prompt=prompt), atol=1e-6)


def test_padding_may_stand_on_the_left(model: SentenceTransformer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model.tokenizer, "padding_side", "left")
    monkeypatch.setattr(flows.token_batches, "CPU_TOKENS", 3)
    widths: list[int] = []
    hook = model[0].register_forward_pre_hook(lambda _, inputs: widths.append(inputs[0]["input_ids"].shape[1]))
    encode_in_batches(model, ["the", "the water is", "ماء"], prompt=None)
    hook.remove()
    assert sorted(widths) == [1, 3]  # a word is a token here: nothing is left of the padding, and no word is cut


@pytest.mark.parametrize("batch_size", [None, 2])
def test_batches_hold_texts_of_one_length_and_as_many_as_are_asked_for(
    batch_size: int | None, model: SentenceTransformer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows.token_batches, "CPU_TOKENS", 8)
    shapes: list[tuple[int, int]] = []
    hook = model[0].register_forward_pre_hook(lambda _, inputs: shapes.append(tuple(inputs[0]["input_ids"].shape)))
    encode_in_batches(model, ["the"] * 4 + ["the water is visa"] * 4, prompt=None, batch_size=batch_size)
    hook.remove()
    expected = {None: [(2, 4)] * 2 + [(4, 1)], 2: [(2, 4)] * 2 + [(2, 1)] * 2}
    assert sorted(shapes) == sorted(expected[batch_size])


def test_the_number_of_threads_is_left_as_it_was(model: SentenceTransformer) -> None:
    before = torch.get_num_threads()
    encode_in_batches(model, TEXTS, prompt=None, batch_size=2)
    assert torch.get_num_threads() == before


def test_a_transformer_works_on_tokens(model: SentenceTransformer) -> None:
    assert works_on_tokens(model)


def test_a_batch_that_is_half_full_ends_where_the_number_of_tokens_changes(
    model: SentenceTransformer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows.token_batches, "CPU_TOKENS", 16)
    shapes: list[tuple[int, int]] = []
    hook = model[0].register_forward_pre_hook(lambda _, inputs: shapes.append(tuple(inputs[0]["input_ids"].shape)))
    encode_in_batches(model, ["the water is visa"] * 3 + ["the water is"] * 2 + ["the water"] * 9, prompt=None)
    hook.remove()
    # Three texts of four tokens are more than half of a batch; two of three tokens are less, and share theirs.
    assert sorted(shapes, reverse=True) == [(6, 2), (5, 3), (3, 4)]
