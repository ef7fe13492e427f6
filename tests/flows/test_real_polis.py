"""A real Pol.is conversation from its export to a report that is open in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from tests.flows.conftest import ROOT, underheard
from tests.reports.visits import CHROMIUM, needs_browser, visit

CONVERSATION = ROOT.parent / "shared" / "data" / "polis" / "vtaiwan.uberx"

pytestmark = [
    *needs_browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CONVERSATION.is_dir(), reason="needs the real conversations in ../shared/data/polis"),
]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the report on 99 accepted comments in Traditional Chinese."""
    folder = tmp_path_factory.mktemp("polis")
    config, output = folder / "config.yaml", folder / "output"
    config.write_text(f"name: vTaiwan\nsources:\n  - {{type: polis, path: '{CONVERSATION}'}}\n", "utf-8")
    done = underheard("run", config, "--output", output, state=folder, cwd=folder)
    assert done.code == 0, done.err
    [run] = (output / "runs").iterdir()
    return run / "report"


def test_its_report_is_silent_accessible_and_searchable(report: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        seen = visit(browser, report / "index.html")
        expect(seen.page.locator("#quotes-status")).to_contain_text("99")
        seen.page.locator("#quotes-filters [name=q]").fill("司機")  # driver
        expect(seen.page.locator("#quotes-status")).not_to_contain_text("99")
        assert "司機" in seen.page.locator("#quote-rows td").first.inner_text()
        assert seen.noises == []
        assert [url for url in seen.requests if not url.startswith((report.as_uri(), "data:"))] == []
        found = Axe().run(seen.page)
        assert found.violations_count == 0, found.generate_report()
        browser.close()
