"""Visits to a report in a headless browser."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)

needs_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no browser here: install chromium to run the browser tests"),
]


@dataclass
class Visit:
    """An open page with what it said and asked for."""

    page: Page
    noises: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


def visit(
    browser: Browser,
    path: Path,
    *,
    width: int = 1280,
    scheme: str = "light",
    fragment: str = "",
    touch: bool = False,
) -> Visit:
    """Open a report and listen."""
    context = browser.new_context(viewport={"width": width, "height": 844}, offline=True, has_touch=touch)
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    seen = Visit(page)
    page.on("console", lambda message: seen.noises.append(message.text))
    page.on("pageerror", lambda error: seen.noises.append(str(error)))
    page.on("request", lambda request: seen.requests.append(request.url))
    page.goto(path.as_uri() + fragment)
    page.wait_for_selector("#quotes-status:not(:empty)", state="attached")
    return seen
