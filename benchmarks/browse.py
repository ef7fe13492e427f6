"""A report opened in headless Chromium, and how long it takes to answer."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

WORDS = ("water", "бюджет", "الميزانية", "气候", "ანგარიში")
"""Searched one after another; the first one stands for the first search of all."""
MOST_SECONDS = 300

_SEARCH = """async ([form, status, word]) => {
  const field = document.querySelector(form).elements.q, told = document.querySelector(status);
  const answered = new Promise((done) => new MutationObserver((_, watch) => { watch.disconnect(); done(); })
    .observe(told, { childList: true, characterData: true, subtree: true }));
  field.value = word;
  const asked = performance.now();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await answered;
  return performance.now() - asked;
}"""
_PAINTS = """async () => {
  const next = requestAnimationFrame, paints = [];
  window.requestAnimationFrame = (paint) => next((now) => {
    const started = performance.now();
    paint(now);
    paints.push(performance.now() - started);
  });
  for (let turn = 0; turn < 9; turn += 1) {
    document.getElementById(turn % 2 ? "map-out" : "map-in").click();
    await new Promise((drawn) => next(() => next(drawn)));
  }
  return paints.sort((a, b) => a - b)[Math.floor(paints.length / 2)];
}"""
"""Zooms in and out, and measures what each frame takes; the middle one."""
_DRAWN = "() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(() => drawn(performance.now()))))"
_PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


@dataclass(frozen=True)
class Opened:
    """A visit: seconds since its start, milliseconds of searches."""

    first_paint: float
    interactive: float
    all_here: float
    first_search: float
    searches: list[float]
    map_paint: float
    """Of a zoomed map, in the middle."""
    n_messages: int
    """What the browser's console said, errors and refusals of the content security policy among it."""


def chromium() -> str | None:
    """Where Chromium is; None where there is none, or nothing to drive it with."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return None
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def open_report(entry: Path) -> Opened:
    """Open a report from disk, wait until all its statements are there, and search."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(viewport={"width": 1366, "height": 850}, offline=True).new_page()
        messages: list[str] = []
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        started = time.perf_counter()
        page.goto(entry.as_uri(), wait_until="domcontentloaded")
        interactive = float(page.evaluate(_DRAWN)) / 1000
        if page.locator("#arriving").count():
            page.wait_for_selector("#arriving[hidden]", state="attached", timeout=MOST_SECONDS * 1000)
        all_here = max(time.perf_counter() - started, interactive)
        # Texts are made ready for the search while nobody waits.
        page.wait_for_timeout(5000)
        searches = [float(page.evaluate(_SEARCH, ["#quotes-filters", "#quotes-status", word])) for word in WORDS]
        page.locator("#map").scroll_into_view_if_needed()
        map_paint = float(page.evaluate(_PAINTS))
        opened = Opened(
            first_paint=round(float(page.evaluate(_PAINTED)) / 1000, 2),
            interactive=round(interactive, 2),
            all_here=round(all_here, 2),
            first_search=round(searches[0]),
            searches=[round(each) for each in searches[1:]],
            map_paint=round(map_paint),
            n_messages=len(messages),
        )
        browser.close()
    return opened
