"""The arrows between the packages: who may import whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

MAY_IMPORT = {
    "corpus": ("corpus",),
    "models": ("models", "corpus.schemas", "corpus.errors", "corpus.shards", "corpus.privacy.markers"),
    "reports": ("reports", "corpus.schemas", "corpus.errors", "models.schemas", "models.figure_schemas"),
    "flows": ("flows", "corpus", "models", "reports"),
}
"""What each package may import of ours. Nobody imports flows but flows; benchmarks and tests stand outside."""

OURS = (*MAY_IMPORT, "benchmarks", "configs", "tests")
ONLY_IN_FLOWS = ("prefect", "typer", "rich")
IMPURE = (*ONLY_IN_FLOWS, "socket", "subprocess", "urllib", "tempfile", "time", "logging", "os", "pathlib")
"""What a pure core has no use for: files, network, clock, environment, printing."""

MODULES = sorted(path.relative_to(ROOT) for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py"))


def imports(source: str) -> Iterator[tuple[int, str]]:
    """Line and module of every import, wherever it stands; of `from a import b` also `a.b` where that is a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parent = "." * node.level + (node.module or "")
            for alias in node.names:
                is_module = (ROOT / parent.replace(".", "/") / f"{alias.name}.py").is_file()
                yield node.lineno, f"{parent}.{alias.name}" if is_module else parent
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "import_module":
            yield from ((node.lineno, str(arg.value)) for arg in node.args if isinstance(arg, ast.Constant))


def is_within(module: str, parents: tuple[str, ...]) -> bool:
    return any(module == parent or module.startswith(f"{parent}.") for parent in parents)


def wrong_arrows(package: str, source: str) -> list[str]:
    """The imports that `package` may not have, as `line: module`. Relative ones count: they hide their direction."""
    return [
        f"{line}: {module}"
        for line, module in imports(source)
        if module.startswith(".") or (is_within(module, OURS) and not is_within(module, MAY_IMPORT[package]))
    ]


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_every_import_points_the_right_way(path: Path) -> None:
    wrong = wrong_arrows(path.parts[0], (ROOT / path).read_text("utf-8"))
    if path == Path("flows/cli.py"):  # the command offers the benchmark where there is a checkout
        wrong = [arrow for arrow in wrong if not arrow.endswith(": benchmarks.command")]
    assert not wrong, f"{path} must not import {', '.join(wrong)}"


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[0] != "flows"], ids=str)
def test_only_flows_knows_prefect_and_the_terminal(path: Path) -> None:
    assert not [module for _, module in imports((ROOT / path).read_text("utf-8")) if is_within(module, ONLY_IN_FLOWS)]


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[0] == "models"], ids=str)
def test_models_are_a_pure_core(path: Path) -> None:
    source = (ROOT / path).read_text("utf-8")
    assert not [module for _, module in imports(source) if is_within(module, IMPURE)]
    names = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    assert not names & {"open", "print", "input"}


def test_configs_hold_yaml_only() -> None:
    files = [path for path in (ROOT / "configs").rglob("*") if path.is_file()]
    assert files
    assert {path.suffix for path in files} == {".yaml"}


@pytest.mark.parametrize(
    ("package", "line"),
    [
        ("corpus", "import models.encoder"),
        ("corpus", "from flows.log import log_file"),
        ("models", "from corpus.read import read_sources"),
        ("models", "from corpus import read"),
        ("models", "from reports import page"),
        ("reports", "from models.topics import fit_topics"),
        ("reports", "from flows.settings import Settings"),
        ("flows", "from tests.flows import test_cli"),
        ("flows", "import benchmarks.quality"),
        ("models", "from . import schemas"),
        ("models", "def later():\n    from corpus.store.embeddings import EmbeddingStore"),
        ("models", "if TYPE_CHECKING:\n    from flows.settings import Settings"),
    ],
)
def test_an_arrow_the_wrong_way_is_noticed(package: str, line: str) -> None:
    assert len(wrong_arrows(package, line)) == 1


@pytest.mark.parametrize(
    ("package", "line"),
    [
        ("models", "from corpus.schemas import Group"),
        ("models", "from corpus import errors"),
        ("reports", "from reports import charts"),
        ("reports", "from models.schemas import Findings"),
        ("flows", "from corpus.read import read_sources"),
        ("corpus", "import pandas as pd"),
    ],
)
def test_an_arrow_the_right_way_passes(package: str, line: str) -> None:
    assert wrong_arrows(package, line) == []
