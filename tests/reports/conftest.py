"""Fixtures of the report tests; what they hold is made in `invented_run`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from reports.run_folder import write_run
from reports.wording import LANGUAGES
from tests.reports.invented_run import Consultation, build_consultation, poison
from tests.reports.payloads import PAYLOADS
from tests.reports.visits import CHROMIUM


@pytest.fixture(scope="session")
def consultation() -> Consultation:
    """The invented consultation."""
    return build_consultation()


@pytest.fixture(scope="session")
def hostile(consultation: Consultation) -> Consultation:
    """The same, with an attack wherever people write."""
    return poison(consultation, PAYLOADS)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An empty output folder."""
    return tmp_path / "output"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One headless Chromium for a module: left open, its event loop would be in the way of other modules' own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def reports(
    consultation: Consultation, hostile: Consultation, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Reports in every language, and one under attack."""
    made = {}
    for name, source, language in [
        *((code, consultation, code) for code in LANGUAGES),
        ("hostile", hostile, "en"),
    ]:
        run = write_run(
            source.findings,
            source.manifest,
            tmp_path_factory.mktemp(name),
            themes=source.themes,
            groups=source.groups,
            language=language,
            min_group_size=5,
        )
        made[name] = run / "report" / "index.html"
    return made
