from __future__ import annotations

import shutil
from pathlib import Path

import huggingface_hub.constants
import numpy as np
import pytest

from corpus.errors import EncoderError
from flows.encoders import EncoderSettings, load_encoder

TEXTS = ["the water is", "ماء مدرسة", "წყალი", "ջուր школа"]


def test_a_local_folder_gives_unit_vectors_a_text_each(tiny_model: Path) -> None:
    vectors = load_encoder(EncoderSettings(model=str(tiny_model), device="cpu")).encode(TEXTS)
    assert vectors.shape == (4, 16)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-5)


def test_a_vector_does_not_depend_on_the_batch_it_was_made_in(tiny_model: Path) -> None:
    encoder = load_encoder(EncoderSettings(model=str(tiny_model), device="cpu", batch_size=2))
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(encoder.encode(TEXTS), alone, atol=1e-6)


def test_two_loads_have_one_fingerprint_without_the_machines_folders(tiny_model: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere" / "whole"
    shutil.copytree(tiny_model, moved)
    first, second = (load_encoder(EncoderSettings(model=str(path), device="cpu")) for path in (tiny_model, moved))
    assert first.fingerprint == second.fingerprint
    assert first.fingerprint.startswith("whole-")
    assert "/" not in first.fingerprint


def test_another_prompt_is_another_fingerprint_and_gives_other_vectors(tiny_model: Path) -> None:
    plain, prompted = (
        load_encoder(EncoderSettings(model=str(tiny_model), device="cpu", prompt=prompt))
        for prompt in (None, "query: ")
    )
    assert plain.fingerprint != prompted.fingerprint
    assert not np.allclose(plain.encode(["visa"]), prompted.encode(["visa"]), atol=1e-3)


def test_other_weights_are_another_fingerprint(tiny_model: Path, tmp_path: Path) -> None:
    from safetensors.numpy import load_file, save_file

    changed = tmp_path / "whole"
    shutil.copytree(tiny_model, changed)
    weights = load_file(changed / "model.safetensors")
    name = next(name for name in weights if name.endswith("word_embeddings.weight"))
    save_file({**weights, name: weights[name] + 0.5}, changed / "model.safetensors", metadata={"format": "pt"})
    first, second = (load_encoder(EncoderSettings(model=str(path), device="cpu")) for path in (tiny_model, changed))
    assert first.fingerprint != second.fingerprint


@pytest.mark.parametrize("content", [None, "{}", "no JSON"])
def test_a_folder_that_is_no_model_is_told_with_a_remedy(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "config.json").write_text(content, "utf-8")
    with pytest.raises(
        EncoderError, match="Check that the folder holds a complete sentence-transformers model"
    ) as told:
        load_encoder(EncoderSettings(model=str(tmp_path)))
    assert str(tmp_path) in str(told.value)
    assert "\n" not in str(told.value)


def test_a_model_without_its_weights_is_told(tiny_model: Path, tmp_path: Path) -> None:
    broken = tmp_path / "whole"
    shutil.copytree(tiny_model, broken)
    (broken / "model.safetensors").write_bytes(b"half a file")
    with pytest.raises(EncoderError, match="cannot be loaded"):
        load_encoder(EncoderSettings(model=str(broken)))


def test_a_hub_id_that_cannot_be_reached_is_told_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    # The library reads its environment once, on import.
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(EncoderError, match="'nobody/no-such-model' cannot be loaded") as told:
        load_encoder(EncoderSettings(model="nobody/no-such-model"))
    assert "use encoder.model: bundled" in str(told.value)
    assert "\n" not in str(told.value)


def test_a_device_that_is_not_there_is_told_before_anything_is_loaded() -> None:
    with pytest.raises(EncoderError, match=r"encoder.device 'gpu' is not on this machine. Write auto, cpu"):
        load_encoder(EncoderSettings(model="never loaded", device="gpu"))
