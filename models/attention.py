"""Attention that costs what a text's tokens cost, whatever their number.

PyTorch's attention on a CPU takes twice as long over 47 tokens as over 48: a row of weights is worked on in sixteens,
and what is left over one by one. Keys and values of a batch lie one text after the other. So a text may be given those
of the next one as well, up to a multiple of sixteen, without a copy; their weight is 0 and the outcome is the same.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

LANES = 16
"""Numbers of 32 bits in a register of AVX-512."""
UNSEEN = -1e30
"""Added to the score of a token that is not to be seen. Not infinite: a text without a token has no weights then."""


def attend(query: Tensor, key: Tensor, value: Tensor, seen: Tensor | None, scale: float | None) -> Tensor:
    """Scaled dot product attention in which every token sees all of its text.

    Args:
        query: Shape (n_texts, n_heads, n_tokens, n_dims), float32.
        key: Of the same shape.
        value: Of the same shape.
        seen: Shape (n_texts, n_tokens), false where there is padding; None if there is none.
        scale: Of the products; None is one over the root of n_dims.

    Returns:
        Shape (n_texts, n_tokens, n_heads, n_dims), contiguous.
    """
    n_texts, _, n_tokens, _ = key.shape
    width = -(-n_tokens // LANES) * LANES
    # The last texts have nothing behind them to be given; and where texts do not lie one after the other, none has.
    in_order = all(each.stride(0) >= n_tokens * each.stride(2) for each in (key, value))
    n_wide = max(0, n_texts - -(-(width - n_tokens) // n_tokens)) if in_order else 0
    added = key.new_full((n_texts, 1, 1, width), UNSEEN)
    added[..., :n_tokens] = 0 if seen is None else torch.where(seen, 0.0, UNSEEN)[:, None, None]
    parts = []
    for texts, columns in ((slice(n_wide), width), (slice(n_wide, n_texts), n_tokens)):
        if query[texts].numel():
            mask = added[texts, ..., :columns].expand(-1, -1, n_tokens, -1)
            keys, values = (_columns(each[texts], columns) for each in (key, value))
            found = scaled_dot_product_attention(query[texts], keys, values, attn_mask=mask, scale=scale)
            parts.append(found.transpose(1, 2))
    return torch.cat(parts) if len(parts) > 1 else parts[0].contiguous()


def _columns(texts: Tensor, n_columns: int) -> Tensor:
    """The same memory read as `n_columns` tokens a text, of which the last may belong to the next text."""
    n_texts, n_heads, _, n_dims = texts.shape
    return texts.as_strided((n_texts, n_heads, n_columns, n_dims), texts.stride())
