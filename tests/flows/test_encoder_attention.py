from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
import torch
from sentence_transformers import SentenceTransformer
from torch import Tensor
from transformers import (
    AlbertConfig,
    AutoModel,
    BertConfig,
    BertModel,
    DistilBertConfig,
    ElectraConfig,
    EuroBertConfig,
    Gemma3TextConfig,
    ModernBertConfig,
    ModernBertModel,
    PreTrainedConfig,
    PreTrainedModel,
    Qwen3Config,
    RobertaConfig,
    T5Config,
    T5EncoderModel,
    XLMRobertaConfig,
)

import flows.encoder_attention
from flows.encoder_attention import OURS, PYTORCH, with_our_attention, without_our_attention

TEXTS = ["the water is", "ماء", "", "water " * 21, "წყალი სკოლა", "ջուր", "школа вода visa"]
SIZES: dict[str, Any] = {
    "vocab_size": 50,
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 48,
    "pad_token_id": 0,
}


@pytest.fixture
def model(tiny_model: Path) -> SentenceTransformer:
    return SentenceTransformer(str(tiny_model), device="cpu")


def attention_of(model: SentenceTransformer) -> str:
    return str(transformer_in(model).config._attn_implementation)


def transformer_in(model: SentenceTransformer) -> PreTrainedModel:
    return cast("PreTrainedModel", model[0].auto_model)


def with_padding() -> tuple[Tensor, Tensor]:
    """Tokens of four texts of different lengths, and which of them are no padding."""
    torch.manual_seed(0)
    tokens, seen = torch.randint(1, 50, (4, 37)), torch.ones(4, 37, dtype=torch.long)
    for text, length in enumerate((37, 20, 3, 30)):
        seen[text, length:] = 0
    return tokens * seen, seen


@torch.no_grad()
def outcome(model: PreTrainedModel, attention: str) -> Tensor:
    """What the model makes of the tokens, those that are filled up and those that are not."""
    model.train(mode=False).set_attn_implementation(attention)
    tokens, seen = with_padding()
    filled_up: Tensor = model(input_ids=tokens, attention_mask=seen).last_hidden_state
    alone: Tensor = model(input_ids=tokens[:1], attention_mask=seen[:1]).last_hidden_state
    return torch.cat([filled_up[seen.bool()], alone[0]])


def test_vectors_are_those_of_pytorchs_attention_in_every_script(model: SentenceTransformer) -> None:
    expected = model.encode(TEXTS, convert_to_tensor=True)
    with_our_attention(model)
    torch.testing.assert_close(model.encode(TEXTS, convert_to_tensor=True), expected, rtol=1e-4, atol=1e-5)


def test_it_is_used_and_can_be_undone(model: SentenceTransformer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows.encoder_attention, "attend", lambda *_: pytest.fail("used"))
    with_our_attention(model)
    assert attention_of(model) == OURS
    with pytest.raises(pytest.fail.Exception, match="used"):
        model.encode(TEXTS)
    without_our_attention(model)
    assert attention_of(model) == PYTORCH
    assert len(model.encode(TEXTS)) == len(TEXTS)


def test_another_way_to_attend_is_left_alone(model: SentenceTransformer) -> None:
    transformer_in(model).set_attn_implementation("eager")
    with_our_attention(model)
    assert attention_of(model) == "eager"
    without_our_attention(model)
    assert attention_of(model) == "eager"


def test_a_model_whose_tokens_see_what_is_before_them_only_attends_as_pytorch_does() -> None:
    torch.manual_seed(1)
    causal = BertModel(BertConfig(**SIZES, is_decoder=True), add_pooling_layer=False)
    torch.testing.assert_close(outcome(causal, OURS), outcome(causal, PYTORCH))


def test_a_model_whose_tokens_see_their_neighbours_only_attends_as_pytorch_does() -> None:
    torch.manual_seed(2)
    windows = ModernBertModel(
        ModernBertConfig(**SIZES, local_attention=6, layer_types=["full_attention", "sliding_attention"])
    )
    torch.testing.assert_close(outcome(windows, OURS), outcome(windows, PYTORCH), rtol=1e-4, atol=1e-5)


FEW_HEADS = SIZES | {"num_key_value_heads": 2, "head_dim": 8}
FAMILIES: dict[str, PreTrainedConfig] = {
    "roberta": RobertaConfig(**SIZES),
    "xlm-roberta": XLMRobertaConfig(**SIZES),
    "distilbert": DistilBertConfig(vocab_size=50, dim=32, n_layers=2, n_heads=4, hidden_dim=48, pad_token_id=0),
    "albert": AlbertConfig(**SIZES, embedding_size=16),
    "electra": ElectraConfig(**SIZES, embedding_size=16),
    "t5": T5Config(vocab_size=50, d_model=32, d_kv=8, d_ff=48, num_layers=2, num_heads=4),  # with a bias of positions
    "qwen3": Qwen3Config(**FEW_HEADS),  # causal, with fewer keys than queries
    "gemma3": Gemma3TextConfig(**FEW_HEADS, sliding_window=6),
    "eurobert": EuroBertConfig(**SIZES, num_key_value_heads=2, head_dim=8),
    "embeddinggemma": Gemma3TextConfig(**FEW_HEADS, sliding_window=64, use_bidirectional_attention=True),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_families_of_models_attend_as_they_do_with_pytorch(family: str) -> None:
    torch.manual_seed(3)
    config = FAMILIES[family]
    model = T5EncoderModel(config) if isinstance(config, T5Config) else AutoModel.from_config(config)  # type: ignore[no-untyped-call]
    torch.testing.assert_close(outcome(model, OURS), outcome(model, PYTORCH), rtol=1e-4, atol=1e-5)
