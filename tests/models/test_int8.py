from __future__ import annotations

import pytest
import torch
from torch import nn

from models.int8 import Int8Linear, with_int8_layers, without_int8_layers

pytestmark = pytest.mark.skipif(
    not torch.cpu.get_capabilities().get("avx512_vnni"), reason="the CPU has no AVX-512 VNNI instructions"
)


def linear(weight: list[list[float]], bias: list[float] | None) -> nn.Linear:
    layer = nn.Linear(len(weight[0]), len(weight), bias=bias is not None)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(weight))
        if bias is not None:
            layer.bias.copy_(torch.tensor(bias))
    return layer


@torch.no_grad()
def test_numbers_that_fit_the_scale_are_exact() -> None:
    layer = Int8Linear(linear([[127.0, -1.0], [0.0, 2.0]], [0.5, -1.0]))
    found = layer(torch.tensor([[127.0, 2.0], [-254.0, 4.0], [0.0, 0.0]]))
    by_hand = torch.tensor([[127 * 127 - 2 + 0.5, 4 - 1], [-254 * 127 - 4 + 0.5, 8 - 1], [0.5, -1]])
    torch.testing.assert_close(found, by_hand)


@torch.no_grad()
def test_a_large_value_costs_precision_in_its_own_row_only() -> None:
    torch.manual_seed(1)
    exact = nn.Linear(64, 32)
    rows = torch.randn(5, 64)
    layer = Int8Linear(exact)
    disturbed = rows.clone()
    disturbed[0, 0] = 1e4
    torch.testing.assert_close(layer(disturbed)[1:], layer(rows)[1:], rtol=0, atol=0)
    assert nn.functional.cosine_similarity(layer(rows), exact(rows)).min() > 0.999


@torch.no_grad()
def test_shapes_are_those_of_the_layer_it_replaces() -> None:
    layer = Int8Linear(nn.Linear(8, 3, bias=False))
    assert layer(torch.randn(2, 5, 8)).shape == (2, 5, 3)
    assert layer(torch.randn(2, 8, 5).transpose(1, 2)).shape == (2, 5, 3)
    assert layer(torch.randn(0, 8)).shape == (0, 3)


def test_every_linear_layer_is_replaced_and_can_be_put_back() -> None:
    model = nn.Sequential(nn.Linear(4, 4), nn.Sequential(nn.GELU(), nn.Linear(4, 2)))
    before = dict(model.named_modules())
    replaced = with_int8_layers(model)
    assert set(replaced) == {"0", "1.1"}
    assert [type(module) for module in (model[0], model[1][1])] == [Int8Linear, Int8Linear]  # type: ignore[index]
    without_int8_layers(model, replaced)
    assert dict(model.named_modules()) == before


@torch.no_grad()
def test_layers_of_one_input_share_its_bytes_until_it_is_changed_in_place() -> None:
    torch.manual_seed(2)
    first, second = nn.Linear(64, 8), nn.Linear(64, 8)
    rows = torch.randn(5, 64)
    Int8Linear(first)(rows)
    shared = Int8Linear(second)(rows)
    torch.testing.assert_close(shared, Int8Linear(second)(rows.clone()), rtol=0, atol=0)
    rows.mul_(-2)
    torch.testing.assert_close(Int8Linear(second)(rows), Int8Linear(second)(rows.clone()), rtol=0, atol=0)
