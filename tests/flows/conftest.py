"""Fixtures of the flow tests: a fake encoder, a tiny model, and one real run of the demo for all of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from models.encoder import Vectors, unit

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "corpus" / "demo"
WORDS = ("water", "school", "visa", "вода", "школа", "ماء", "مدرسة", "წყალი", "სკოლა", "ջուր", "the", "is")


class HashEncoder:
    """Each word has a direction of its own, drawn from its letters; what it was asked to embed is kept."""

    def __init__(self, fingerprint: str = "hash-1", n_dims: int = 16) -> None:
        self.fingerprint = fingerprint
        self.n_dims = n_dims
        self.embedded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), n_dims), unit length."""
        self.embedded += texts
        return unit(np.stack([np.sum([self._word(word) for word in text.split()], axis=0) for text in texts]))

    def _word(self, word: str) -> NDArray[np.float64]:
        return np.random.default_rng([ord(letter) for letter in word]).standard_normal(self.n_dims)


@pytest.fixture
def hash_encoder() -> HashEncoder:
    return HashEncoder()


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A true sentence-transformers folder: one layer, 16 dimensions, a few words in five scripts."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("models") / "tiny"
    pieces = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "query:", *WORDS)
    tokenizer = Tokenizer(models.WordLevel({piece: number for number, piece in enumerate(pieces)}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    special = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    wrapped = PreTrainedTokenizerFast(tokenizer_object=tokenizer, **special)  # type: ignore[no-untyped-call]
    wrapped.save_pretrained(folder / "base")
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=32,
        pad_token_id=0,
    )
    BertModel(config).save_pretrained(folder / "base")
    transformer = Transformer(str(folder / "base"), max_seq_length=32)
    model = SentenceTransformer(modules=[transformer, Pooling(16)], device="cpu")
    model.save(str(folder / "whole"))
    return folder / "whole"


@dataclass(frozen=True)
class Finished:
    """A command that ended."""

    code: int
    out: str
    err: str
    seconds: float


def underheard(*arguments: object, state: Path, cwd: Path, before: str = "") -> Finished:
    """Run the real command, with a state folder of its own; `before` is Python that is run first."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PREFECT", "UNDERHEARD"))}
    code = f"import sys; {before}from flows.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, *map(str, arguments)]
    paths = os.pathsep.join(filter(None, (str(ROOT), environment.get("PYTHONPATH"))))
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=cwd,
        env=environment | {"XDG_STATE_HOME": str(state), "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=900,
    )
    return Finished(done.returncode, done.stdout, done.stderr, time.monotonic() - started)


@dataclass(frozen=True)
class DemoRun:
    """The bundled demo, run once through the real command; `state` holds its log and Prefect's database."""

    output: Path
    state: Path
    finished: Finished

    @property
    def folder(self) -> Path:
        """The run's own folder."""
        latest = json.loads((self.output / "latest.json").read_text("utf-8"))
        return self.output / str(latest["path"])

    def command(self, *arguments: object) -> Finished:
        """Another command with the same state, from a folder that is not the checkout."""
        return underheard(*arguments, state=self.state, cwd=self.state)


@pytest.fixture(scope="session")
def demo_run(tmp_path_factory: pytest.TempPathFactory) -> DemoRun:
    folder = tmp_path_factory.mktemp("demo")
    output, state = folder / "output", folder / "state"
    state.mkdir()
    return DemoRun(output, state, underheard("demo", "--output", output, state=state, cwd=state))
