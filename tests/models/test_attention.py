from __future__ import annotations

import pytest
import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from models.attention import attend


def heads(n_texts: int, n_tokens: int, *, seed: int = 0) -> tuple[Tensor, Tensor, Tensor]:
    """Query, key and value as linear layers make them: a text's tokens lie one after the other, heads within."""
    generator = torch.Generator().manual_seed(seed)
    query, key, value = (torch.randn(n_texts, n_tokens, 3, 8, generator=generator).transpose(1, 2) for _ in range(3))
    return query, key, value


@pytest.mark.parametrize("n_tokens", [1, 5, 15, 16, 17, 31, 47, 48])
@pytest.mark.parametrize("n_texts", [1, 2, 5, 40])
def test_the_outcome_is_that_of_pytorch_for_every_number_of_texts_and_tokens(n_texts: int, n_tokens: int) -> None:
    query, key, value = heads(n_texts, n_tokens)
    expected = scaled_dot_product_attention(query, key, value).transpose(1, 2)
    torch.testing.assert_close(attend(query, key, value, None, None), expected, rtol=1e-5, atol=1e-5)


def test_padding_is_not_seen_wherever_it_stands() -> None:
    query, key, value = heads(3, 21)
    seen = torch.ones(3, 21, dtype=torch.bool)
    seen[0, 15:] = seen[1, :4] = False
    mask = seen[:, None, None].expand(-1, -1, 21, -1)
    expected = scaled_dot_product_attention(query, key, value, attn_mask=mask, scale=0.5).transpose(1, 2)
    torch.testing.assert_close(attend(query, key, value, seen, 0.5), expected, rtol=1e-5, atol=1e-5)


def test_a_text_has_the_same_outcome_whatever_stands_behind_it() -> None:
    first, second = heads(4, 19), heads(4, 19, seed=1)
    mixed = [torch.cat([own[:2], other[2:] * 1e6]) for own, other in zip(first, second, strict=True)]
    as_heads = [each.transpose(1, 2).contiguous().transpose(1, 2) for each in mixed]
    query, key, value = as_heads
    torch.testing.assert_close(attend(query, key, value, None, None)[:2], attend(*first, None, None)[:2])


def test_a_text_of_padding_alone_has_no_undefined_numbers() -> None:
    query, key, value = heads(3, 7)
    seen = torch.ones(3, 7, dtype=torch.bool)
    seen[1] = False
    assert attend(query, key, value, seen, None).isfinite().all()


def test_heads_that_lie_one_after_the_other_are_attended_to_as_well() -> None:
    query, key, value = (each.contiguous() for each in heads(4, 19))
    expected = scaled_dot_product_attention(query, key, value).transpose(1, 2)
    torch.testing.assert_close(attend(query, key, value, None, None), expected, rtol=1e-5, atol=1e-5)


def test_texts_whose_tokens_lie_among_those_of_others_are_attended_to_as_well() -> None:
    query, key, value = (each.permute(2, 0, 1, 3).contiguous().permute(1, 2, 0, 3) for each in heads(4, 19))
    expected = scaled_dot_product_attention(query, key, value).transpose(1, 2)
    torch.testing.assert_close(attend(query, key, value, None, None), expected, rtol=1e-5, atol=1e-5)
