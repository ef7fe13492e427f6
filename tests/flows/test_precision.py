from __future__ import annotations

import json
import logging
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding

import flows.precision
from corpus.errors import EncoderError
from flows.encoders import EncoderSettings, SentenceEncoder, load_encoder
from models.encoder import Precision, exact_fingerprint

TEXTS = [
    "the water is",
    "ماء مدرسة",
    "წყალი სკოლა visa",
    "ջուր школа вода",
    "water " * 100,  # longer than the model's window
    "ماء",
    "unknown words",
]

has_vnni = pytest.mark.skipif(
    not torch.cpu.get_capabilities().get("avx512_vnni"), reason="the CPU has no AVX-512 VNNI instructions"
)


def encoder(model: Path, precision: Precision | None = None, **settings: object) -> SentenceEncoder:
    return load_encoder(EncoderSettings(model=str(model), device="cpu", precision=precision or "auto", **settings))  # type: ignore[arg-type]


def cosines(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return np.asarray((first * second).sum(axis=1))


def with_pooling(model: Path, mode: str, folder: Path) -> Path:
    """A copy of `model` whose vectors are pooled from its tokens in another way."""
    shutil.copytree(model, folder)
    config = folder / "1_Pooling" / "config.json"
    config.write_text(json.dumps({**json.loads(config.read_text("utf-8")), "pooling_mode": mode}), "utf-8")
    return folder


@has_vnni
@pytest.mark.parametrize("pooling", ["mean", "cls", "max"])
def test_int8_vectors_are_near_exact_ones_in_every_script_and_way_of_pooling(
    pooling: str, tiny_model: Path, tmp_path: Path
) -> None:
    model = with_pooling(tiny_model, pooling, tmp_path / pooling)
    fast, exact = encoder(model, "int8"), encoder(model, "float32")
    vectors = fast.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    assert cosines(vectors, exact.encode(TEXTS)).min() > 0.99
    assert not np.array_equal(vectors, exact.encode(TEXTS))


@has_vnni
def test_the_fastest_precision_is_chosen_and_told_by_the_fingerprint(tiny_model: Path) -> None:
    fast, exact = encoder(tiny_model), encoder(tiny_model, "float32")
    assert (fast.precision, exact.precision) == ("int8", "float32")
    assert fast.fingerprint == f"{exact.fingerprint}-int8"
    assert exact_fingerprint(fast.fingerprint) == exact.fingerprint


@has_vnni
def test_an_int8_vector_does_not_depend_on_the_texts_beside_it(tiny_model: Path) -> None:
    fast = encoder(tiny_model, "int8")
    alone = np.concatenate([fast.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(fast.encode(TEXTS), alone, atol=1e-3)


@has_vnni
def test_a_prompt_goes_before_every_text_in_int8_too(tiny_model: Path) -> None:
    prompted, exact = (encoder(tiny_model, name, prompt="query: ") for name in ("int8", "float32"))
    assert cosines(prompted.encode(["visa"]), exact.encode(["visa"]))[0] > 0.99
    assert cosines(prompted.encode(["visa"]), encoder(tiny_model, "int8").encode(["visa"]))[0] < 0.99


@has_vnni
def test_a_model_that_int8_does_not_suit_stays_exact_and_it_is_told(
    tiny_model: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    exact = encoder(tiny_model, "float32")
    monkeypatch.setattr(flows.precision, "WORST_COSINE", 1.01)
    with caplog.at_level(logging.WARNING, logger="flows.precision"):
        stayed = encoder(tiny_model)
    assert [record.message for record in caplog.records if "too far from exact ones" in record.message]
    assert stayed.fingerprint == exact.fingerprint
    np.testing.assert_array_equal(stayed.encode(TEXTS), exact.encode(TEXTS))
    with pytest.raises(EncoderError, match=r"precision: int8 cannot be had: .* Write auto or float32"):
        encoder(tiny_model, "int8")


def test_a_processor_without_the_instructions_computes_in_float32(
    tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx2": True})
    assert encoder(tiny_model).precision == "float32"
    with pytest.raises(EncoderError, match="this machine's CPU has no AVX-512 VNNI instructions"):
        encoder(tiny_model, "int8")


def test_a_model_without_a_transformer_is_left_as_it_is(tiny_model: Path, tmp_path: Path) -> None:
    tokenizer = SentenceTransformer(str(tiny_model), device="cpu").tokenizer
    torch.manual_seed(1)
    static = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=8)], device="cpu")
    static.save(str(tmp_path / "static"))
    found = encoder(tmp_path / "static")
    assert found.precision == "float32"
    expected = static.encode(TEXTS[:3], normalize_embeddings=True)
    np.testing.assert_allclose(found.encode(TEXTS[:3]), expected, atol=1e-6)


def test_bfloat16_vectors_are_near_exact_ones(tiny_model: Path) -> None:
    rough, exact = encoder(tiny_model, "bfloat16"), encoder(tiny_model, "float32")
    assert rough.fingerprint == f"{exact.fingerprint}-bfloat16"
    assert cosines(rough.encode(TEXTS), exact.encode(TEXTS)).min() > 0.99


@pytest.mark.slow
@has_vnni
def test_the_bundled_encoder_says_nearly_the_same_in_int8() -> None:
    fast, exact = (load_encoder(EncoderSettings(device="cpu", precision=name)) for name in ("int8", "float32"))
    texts = [
        "My bank closed the account of our association without a word.",
        "أغلق مصرفي حساب جمعيتنا دون أي كلمة.",
        "ჩემმა ბანკმა ჩვენი ასოციაციის ანგარიში უსიტყვოდ დახურა.",
        "学校毕业后年轻人找不到工作。",
        "?",
    ]
    assert cosines(fast.encode(texts), exact.encode(texts)).min() > 0.995
