"""Loads the encoder that the configuration names: the bundled one, a Hugging Face id, or a local folder."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from annotated_types import Ge

from corpus.errors import EncoderError
from flows.bundled_encoder import bundled_model_folder
from models.encoder import Precision, Vectors, unit, with_precision

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

logger = logging.getLogger(__name__)

BUNDLED = "bundled"
DEFAULT_BATCH_SIZE = 32
"""Of models that do not work on tokens; the others fill batches by tokens."""
TENSOR_SAMPLE = 4096
"""Values hashed a tensor: enough to tell two models apart, and quick for large ones."""


@dataclass(frozen=True)
class EncoderSettings:
    """Which encoder, and how it runs.

    `prompt` goes before every text; without it the model's own default prompt is used, as its folder declares.
    `precision` is that of the computation; `auto` is the fastest that the machine has and that changes little
    (`flows.precision`). `batch_size` is in texts; `auto` fills batches by tokens.
    """

    model: str = BUNDLED
    device: str = "auto"
    precision: Literal["auto", Precision] = "auto"
    batch_size: Annotated[int, Ge(1)] | Literal["auto"] = "auto"
    prompt: str | None = None


class SentenceEncoder:
    """A SentenceTransformer behind the project's `Encoder` protocol."""

    def __init__(self, model: SentenceTransformer, settings: EncoderSettings) -> None:
        from flows.precision import set_precision

        self.model = model.eval()
        default = model.prompts.get(model.default_prompt_name) if model.default_prompt_name else None
        self.prompt = default if settings.prompt is None else settings.prompt
        self.batch_size = None if settings.batch_size == "auto" else settings.batch_size
        # A local folder's own name: a fingerprint is published and must not tell about the machine.
        name = Path(settings.model).name if Path(settings.model).is_dir() else settings.model
        exact = f"{name}-{_digest(model, settings.prompt)}"
        self.precision = set_precision(model, settings.precision)
        self._settings = replace(settings, precision=self.precision)
        self.fingerprint = with_precision(exact, self.precision)
        logger.info("the encoder %s computes in %s on %s", name, self.precision, model.device.type)

    def __reduce__(self) -> tuple[Callable[..., SentenceEncoder], tuple[EncoderSettings, str]]:
        """On its way to another machine it is its settings, by which it is loaded there."""
        return _load_same, (self._settings, self.fingerprint)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`, shape (len(texts), n_dims), unit length; a text is cut at the model's window."""
        from flows.token_batches import encode_in_batches, works_on_tokens

        if texts and works_on_tokens(self.model):
            return unit(encode_in_batches(self.model, texts, prompt=self.prompt, batch_size=self.batch_size))
        batch_size = self.batch_size or DEFAULT_BATCH_SIZE
        vectors = self.model.encode(list(texts), prompt=self.prompt, batch_size=batch_size, show_progress_bar=False)
        return unit(np.asarray(vectors, dtype=np.float32))


def load_encoder(settings: EncoderSettings) -> SentenceEncoder:
    """The encoder of `settings`, ready to use.

    Raises:
        EncoderError: The model cannot be had or loaded; the message names it and what to do.
    """
    _check_device(settings.device)
    name = str(bundled_model_folder()) if settings.model == BUNDLED else settings.model
    is_folder = Path(name).is_dir()
    with _quiet_loading():
        from sentence_transformers import SentenceTransformer

        try:
            model = SentenceTransformer(
                name,
                device=None if settings.device == "auto" else settings.device,
                local_files_only=is_folder,
            )
        except Exception as error:  # the libraries below raise a dozen kinds; each means the same to a user
            raise EncoderError(_cannot_load(settings.model, is_folder=is_folder, error=error)) from error
    return SentenceEncoder(model, settings)


def _load_same(settings: EncoderSettings, fingerprint: str) -> SentenceEncoder:
    """The encoder of `settings` on this machine, whose vectors mix with those of another machine.

    Raises:
        EncoderError: It cannot be loaded, or is not the same here.
    """
    encoder = load_encoder(settings)
    if encoder.fingerprint != fingerprint:
        raise EncoderError(
            f"encoder.model {settings.model!r} is {encoder.fingerprint} on one machine and {fingerprint} on another. "
            "Give all machines the same files and the same versions of the packages."
        )
    return encoder


def _check_device(device: str) -> None:
    """Do nothing if this machine has `device`.

    Raises:
        EncoderError: it has not, or there is no such device.
    """
    import torch

    try:
        torch.empty(0, device=None if device == "auto" else device)
    except (RuntimeError, AssertionError, NotImplementedError) as error:  # by the device that is missing
        raise EncoderError(
            f"encoder.device {device!r} is not on this machine. Write auto, cpu, or the name of one that is, such as "
            "cuda or mps."
        ) from error


def _cannot_load(model: str, *, is_folder: bool, error: Exception) -> str:
    reason = str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
    remedy = (
        "Check that the folder holds a complete sentence-transformers model."
        if is_folder
        else "Check the id and the network, give the path of a local folder, or use encoder.model: bundled."
    )
    return f"encoder.model {model!r} cannot be loaded ({reason}). {remedy}"


def _digest(model: SentenceTransformer, prompt: str | None) -> str:
    """A short hash of the weights (a sample of each tensor) and of everything else that changes a vector.

    A pooler is left out: sentence vectors do not come from it, and where the checkpoint has none it is drawn at random.
    """
    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        if "pooler" in name:
            continue
        sample = tensor.detach().cpu().contiguous().view(-1)[:: max(1, tensor.numel() // TENSOR_SAMPLE)]
        digest.update(name.encode())
        digest.update(sample.float().numpy().tobytes())
    digest.update(repr((prompt, model.prompts, model.default_prompt_name, model.max_seq_length)).encode())
    return digest.hexdigest()[:12]


@contextmanager
def _quiet_loading() -> Iterator[None]:
    """Keep other libraries' progress bars and load reports out of a pipe."""
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from transformers.utils import logging as transformers_logging

    level = transformers_logging.get_verbosity()
    transformers_logging.set_verbosity(logging.ERROR)
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    try:
        yield
    finally:
        transformers_logging.set_verbosity(level)
