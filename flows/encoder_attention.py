"""`models.attention` as one of the ways in which a model of transformers attends to its tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface, PreTrainedModel
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import bidirectional_mask_function, sdpa_mask

from models.attention import attend

if TYPE_CHECKING:
    from collections.abc import Callable

    from sentence_transformers import SentenceTransformer

PYTORCH = "sdpa"
OURS = "underheard"


def with_our_attention(model: SentenceTransformer) -> None:
    """Let `model` attend by `models.attention` wherever a token sees all of its text, if PyTorch's way is its way."""
    _change(model, PYTORCH, OURS)


def without_our_attention(model: SentenceTransformer) -> None:
    """Undo `with_our_attention`."""
    _change(model, OURS, PYTORCH)


def _change(model: SentenceTransformer, before: str, after: str) -> None:
    transformer = model[0].auto_model
    if isinstance(transformer, PreTrainedModel) and transformer.config._attn_implementation == before:
        transformer.set_attn_implementation(after)


def _mask(
    *,
    mask_function: Callable[..., object],
    attention_mask: Tensor | None = None,
    use_vmap: bool = False,
    **sizes: object,
) -> Tensor | None:
    """The tokens that are no padding, shape (n_texts, n_tokens); PyTorch's mask where more is hidden than padding."""
    if mask_function is bidirectional_mask_function and not use_vmap:
        return None if attention_mask is None or attention_mask.all() else attention_mask
    return sdpa_mask(mask_function=mask_function, attention_mask=attention_mask, use_vmap=use_vmap, **sizes)  # type: ignore[arg-type]


def _attention(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    dropout: float = 0.0,
    scaling: float | None = None,
    is_causal: bool | None = None,
    position_bias: Tensor | None = None,
    **further: object,
) -> tuple[Tensor, None]:
    of_padding = attention_mask is None or attention_mask.ndim == 2
    sees_all = of_padding and not (getattr(module, "is_causal", True) if is_causal is None else is_causal)
    if sees_all and position_bias is None and not dropout and query.shape == key.shape == value.shape:
        return attend(query, key, value, attention_mask, scaling), None
    if of_padding and attention_mask is not None:
        attention_mask = attention_mask[:, None, None].expand(-1, -1, query.shape[2], -1).to(torch.bool)
    return sdpa_attention_forward(
        module,
        query,
        key,
        value,
        attention_mask,
        dropout=dropout,
        scaling=scaling,
        is_causal=is_causal,
        position_bias=position_bias,
        **further,  # type: ignore[arg-type]
    )


AttentionInterface.register(OURS, _attention)
AttentionMaskInterface.register(OURS, _mask)
