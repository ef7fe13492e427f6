"""Documents that cannot fall behind. `python -m tests.test_docs` writes docs/commands.md anew."""

from __future__ import annotations

import importlib
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup

from flows.cli import app
from flows.settings import _KEYS

ROOT = Path(__file__).parents[1]
COMMANDS = ROOT / "docs" / "commands.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
WIDTH = 100

INTRODUCTION = """\
# Commands

What `--help` says, for every command. Made by `python -m tests.test_docs`; do not edit by hand.

Errors and notes go to standard error, results to standard output. With `--json` a command prints one JSON document.

| exit code | meaning |
| --- | --- |
| 0 | done, also when nothing is new |
| 1 | the configuration or an input is wrong |
| 2 | wrong usage |
| 3 | the run failed, or was stopped |
| 4 | another refresh holds the output folder |
"""


def command_reference() -> str:
    """The content of docs/commands.md."""
    group = typer.main.get_group(app)
    context = typer.Context(group, info_name="underheard", terminal_width=WIDTH, max_content_width=WIDTH)
    sections = [_section("underheard", group.get_help(context))]
    for name, command in with_subcommands(group):
        shown = command.get_help(typer.Context(command, parent=context, info_name=name))
        sections.append(_section(f"underheard {name}", shown))
    return "\n".join([INTRODUCTION, *sections])


def with_subcommands(group: TyperGroup) -> Iterator[tuple[str, Any]]:
    """Every command by the words that call it, a group before its own commands."""
    for name, command in group.commands.items():
        yield name, command
        if isinstance(command, TyperGroup):
            yield from ((f"{name} {inner}", each) for inner, each in with_subcommands(command))


def _section(title: str, shown: str) -> str:
    lines = "\n".join(line.rstrip() for line in shown.strip().splitlines())
    return f"## {title}\n\n```\n{lines}\n```\n"


def test_the_command_reference_is_what_help_says() -> None:
    assert COMMANDS.read_text("utf-8") == command_reference(), "write it anew: python -m tests.test_docs"


@pytest.mark.parametrize("section", _KEYS, ids=lambda section: ".".join(section) or "root")
def test_the_guide_lists_every_key_of_the_configuration(section: tuple[str, ...]) -> None:
    guide = (ROOT / "docs" / "guide.md").read_text("utf-8")
    missing = [key for key in _KEYS[section] if f"\n| `{'.'.join((*section, key))}` | " not in guide]
    assert not missing


def test_the_guide_lists_no_key_that_does_not_exist() -> None:
    guide = (ROOT / "docs" / "guide.md").read_text("utf-8").partition("## Every key")[2]
    known = {".".join((*section, key)) for section, keys in _KEYS.items() for key in keys}
    assert set(re.findall(r"^\| `([\w.]+)` \|", guide, re.MULTILINE)) == known


def test_the_method_names_the_constants_of_the_code() -> None:
    method = (ROOT / "docs" / "method.md").read_text("utf-8")
    listed = re.findall(r"^\| `([\w.]+)\.([A-Z_]+)` \| ([\d.]+) \|$", method, re.MULTILINE)
    wrong = [
        f"{module}.{name}"
        for module, name, value in listed
        if not math.isclose(getattr(importlib.import_module(module), name), float(value))
    ]
    assert listed
    assert not wrong


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", document.read_text("utf-8"))
    assert not [link for link in links if not (document.parent / link).exists()]


if __name__ == "__main__":
    COMMANDS.write_text(command_reference(), "utf-8")
