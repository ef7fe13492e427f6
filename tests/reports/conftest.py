"""Fixtures of the report tests; what they hold is made in `invented_run`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reports.invented_run import FORMULAS, PAYLOADS, Consultation, build_consultation, poison


@pytest.fixture(scope="session")
def consultation() -> Consultation:
    """The invented consultation."""
    return build_consultation()


@pytest.fixture(scope="session")
def hostile(consultation: Consultation) -> Consultation:
    """The same, with an attack wherever people write."""
    return poison(consultation, [*PAYLOADS, *FORMULAS])


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An empty output folder."""
    return tmp_path / "output"
