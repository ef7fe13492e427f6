"""In which numbers an encoder computes: exact ones, or faster ones where the machine has instructions for them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Literal

import torch

from corpus.errors import EncoderError
from flows.encoder_attention import with_our_attention, without_our_attention
from flows.token_batches import encode_in_batches, works_on_tokens
from models.encoder import Precision, unit
from models.int8 import with_int8_layers, without_int8_layers

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

logger = logging.getLogger(__name__)

WORST_COSINE = 0.98
"""With a probe's exact vector. A model whose int8 vectors are further away than this stays exact."""
PROBES = (
    "All human beings are born free and equal in dignity and rights.",
    "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق.",
    "Все люди рождаются свободными и равными в своем достоинстве и правах.",
    "ყველა ადამიანი იბადება თავისუფალი და თანასწორი თავისი ღირსებითა და უფლებებით.",
    "人人生而自由，在尊严和权利上一律平等。",
    "Kila mtu huzaliwa huru, na hadhi na haki zake ni sawa na za mwingine.",
    "?",
)
"""Article 1 of the Universal Declaration of Human Rights in six languages, and a text of hardly a token."""


def set_precision(model: SentenceTransformer, asked: Literal["auto", Precision]) -> Precision:
    """Make `model` compute in the precision asked for, and say which that is.

    `auto` is int8 on a CPU with VNNI instructions, bfloat16 on a CUDA device that has it, float32 elsewhere, and where
    int8 vectors of `PROBES` differ too much from exact ones.

    Raises:
        EncoderError: The precision asked for by name cannot be had with this model on this machine.
    """
    wanted = _best(model) if asked == "auto" else asked
    if wanted == "bfloat16":
        model.bfloat16()
    if wanted == "int8" and (obstacle := _set_int8(model)):
        if asked != "auto":
            raise EncoderError(f"encoder.precision: int8 cannot be had: {obstacle}. Write auto or float32.")
        logger.warning("the encoder computes in float32: %s", obstacle)
        return "float32"
    return wanted


def _best(model: SentenceTransformer) -> Precision:
    if model.device.type == "cuda":
        return "bfloat16" if torch.cuda.is_bf16_supported(including_emulation=False) else "float32"
    return "int8" if _obstacle(model) is None else "float32"


def _obstacle(model: SentenceTransformer) -> str | None:
    """Why `model` cannot compute in int8 here, if it cannot."""
    if model.device.type != "cpu":
        return f"it is for the CPU, and the encoder is on {model.device.type}"
    if not torch.cpu.get_capabilities().get("avx512_vnni"):
        # Without them oneDNN adds in 16 bits, which overflow.
        return "this machine's CPU has no AVX-512 VNNI instructions"
    if not works_on_tokens(model):
        return "the model does not begin with a transformer"
    return None


def _set_int8(model: SentenceTransformer) -> str | None:
    """Put int8 layers into `model`; where they do not do, put the exact ones back and return why."""
    if obstacle := _obstacle(model):
        return obstacle
    model.float()  # a checkpoint may be in half precision
    expected = unit(encode_in_batches(model, PROBES, prompt=None))
    replaced = with_int8_layers(model)
    with_our_attention(model)
    try:
        worst = float((unit(encode_in_batches(model, PROBES, prompt=None)) * expected).sum(axis=1).min())
    except (
        AttributeError,
        NotImplementedError,
        RuntimeError,
        TypeError,
    ) as error:  # by code that looks into its layers
        problem = f"this model does not run with int8 layers ({type(error).__name__})"
    else:
        if worst >= WORST_COSINE:
            return None
        problem = f"int8 vectors of this model are too far from exact ones (cosine {worst:.3f})"
    without_int8_layers(model, replaced)
    without_our_attention(model)
    return problem
