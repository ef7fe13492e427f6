"""Linear layers in 8-bit integers, in which a processor with dot products of bytes computes about four times as fast.

A weight matrix has a scale an output, measured once. An input has a scale a row, measured when it comes, so that a
text's vector does not depend on the texts beside it, and one large value costs precision in its own row only. Products
and sums are exact integers: the same on every processor that has the instructions.

Source: the scheme is that of Dettmers et al. 2022, arXiv:2208.07339, section 2 (vector-wise quantisation), without its
mixed-precision part; the product itself is oneDNN's, through the operator that PyTorch's own compiler uses.
"""

from __future__ import annotations

import threading

import numpy as np
import torch
from torch import Tensor, nn

from models.kernels import quantise

LARGEST = 127
ZERO_POINT = 128
"""The products are of unsigned inputs and signed weights; this byte stands for an input of 0."""
SMALLEST_LARGEST = 1e-12
"""Rows and outputs without a larger number have the scale of one that has it: a row of zeros has none of its own."""


class _LastInput(threading.local):
    """The thread's last input in bytes: layers that take the same one, as query, key and value do, share it."""

    inputs: Tensor | None = None
    version = -1
    outcome: tuple[Tensor, Tensor]

    def quantised(self, inputs: Tensor) -> tuple[Tensor, Tensor]:
        """Each row of `inputs` in unsigned bytes, shape (n_rows, n_columns), and its scale, shape (n_rows, 1)."""
        # A tensor's version counts what is done to it in place.
        if inputs is not self.inputs or inputs._version != self.version:
            rows = inputs.reshape(-1, inputs.shape[-1]).contiguous().numpy()
            quantised, scales = np.empty(rows.shape, np.uint8), np.empty(len(rows), np.float32)
            quantise(rows, rows.view(np.int32), np.float32(SMALLEST_LARGEST), quantised, scales, scales.view(np.int32))
            self.outcome = torch.from_numpy(quantised), torch.from_numpy(scales)[:, None]
            self.inputs, self.version = inputs, inputs._version
        return self.outcome


_LAST = _LastInput()


class Int8Linear(nn.Module):
    """A linear layer that computes nearly what `linear` does."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        weight = linear.weight.detach()
        scales = weight.abs().amax(dim=1).clamp_min(SMALLEST_LARGEST) / LARGEST
        self.weight_scales = scales
        self.weight_zeros = torch.zeros(len(weight), dtype=torch.int64)
        self.weight = torch.ops.onednn.qlinear_prepack((weight / scales[:, None]).round().to(torch.int8), None)
        self.bias = torch.zeros(len(weight)) if linear.bias is None else linear.bias.detach()

    def forward(self, inputs: Tensor) -> Tensor:
        """`inputs` of shape (..., n_inputs), float32, to shape (..., n_outputs)."""
        quantised, scales = _LAST.quantised(inputs)
        products = torch.ops.onednn.qlinear_pointwise(
            quantised,
            1.0,
            ZERO_POINT,
            self.weight,
            self.weight_scales,
            self.weight_zeros,
            None,
            1.0,
            0,
            torch.float32,
            "none",
            [],
            "",
        )
        return torch.addcmul(self.bias, products, scales, out=products).view(*inputs.shape[:-1], len(self.bias))


def with_int8_layers(model: nn.Module) -> dict[str, nn.Linear]:
    """Put an `Int8Linear` in the place of every linear layer of `model`; returns those replaced, by their names."""
    replaced = {name: module for name, module in model.named_modules() if type(module) is nn.Linear}
    for name, linear in replaced.items():
        model.set_submodule(name, Int8Linear(linear))
    return replaced


def without_int8_layers(model: nn.Module, replaced: dict[str, nn.Linear]) -> None:
    """Put the layers that `with_int8_layers` took out back into `model`."""
    for name, linear in replaced.items():
        model.set_submodule(name, linear)
