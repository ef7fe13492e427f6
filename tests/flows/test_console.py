"""What the commands show."""

from __future__ import annotations

import os

import pytest

from flows.console import results_alone, show_json


def test_what_native_libraries_print_does_not_mix_with_the_document(capfd: pytest.CaptureFixture[str]) -> None:
    with results_alone():
        os.write(1, b"solver chatter\n")
    show_json({"темы": 3})
    captured = capfd.readouterr()
    assert captured.out == '{\n  "темы": 3\n}\n'
    assert captured.err == "solver chatter\n"
