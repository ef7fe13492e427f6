"""The report without a mouse: every control is reached, seen and worked by keys; and by a finger."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.reports.visits import needs_browser, visit

pytestmark = needs_browser

FOCUS = """() => {
    const it = document.activeElement, box = it.getBoundingClientRect(), style = getComputedStyle(it);
    const isShown = box.width > 0 && box.bottom > 0 && box.top < innerHeight && style.outlineStyle !== "none";
    return [it.dataset.walk ?? "", isShown];
}"""


def walk(page: Page) -> tuple[list[str], list[str]]:
    """What Tab reaches from the top to the end, by its place in the page, and what of it shows no focus."""
    n = page.evaluate("""() => {
        const kinds = "a[href], button:not([disabled]), input, select, summary, [tabindex='0']";
        const all = [...document.querySelectorAll(kinds)].filter((it) => it.checkVisibility());
        all.forEach((it, at) => { it.dataset.walk = at; });
        return all.length;
    }""")
    reached, unseen = [], []
    for _ in range(n):
        page.keyboard.press("Tab")
        place, is_shown = page.evaluate(FOCUS)
        reached.append(place)
        if not is_shown:
            unseen.append(place)
    return reached, unseen


@pytest.mark.parametrize("width", [1280, 390])
def test_tab_reaches_every_control_in_the_order_of_the_page_and_shows_where_it_is(
    browser: Browser, reports: dict[str, Path], width: int
) -> None:
    page = visit(browser, reports["en"], width=width).page
    page.get_by_role("button", name="Next 50").focus()  # nothing below may be forgotten for what is folded above
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0); document.body.tabIndex = -1; document.body.focus()")
    reached, unseen = walk(page)
    assert reached == [str(place) for place in range(len(reached))]
    assert unseen == []


def test_five_things_an_analyst_does_are_done_by_keys_alone(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the skip link
    # Which topics do young people raise that no theme covers?
    page.locator("#map-filters [name=group]").focus()
    page.keyboard.type("Young")
    page.locator("#map-filters [name=theme]").focus()
    page.keyboard.type("no theme")
    expect(page.locator("#map-status")).to_have_text(re.compile("^16 "))
    # Every quote behind it with its source.
    page.locator("#map").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.textContent") != "All its quotes":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#quotes-status")).to_contain_text(" of 16 ")
    assert page.evaluate("document.activeElement.id") == "quotes"
    # Which themes rest on a single region?
    page.locator("#themes").get_by_role("button", name="Main region").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#themes th[aria-sort=ascending]").first).to_contain_text("Main region")
    # What changed since the last run?
    page.get_by_role("link", name="Changes", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#changes$"))
    # This chart for a paper.
    button = page.locator(".chart-box button.save:visible").first
    button.focus()
    with page.expect_download():
        page.keyboard.press("Enter")


def test_what_buttons_do_is_told_politely(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    herald = page.locator("body > p.sr[role=status]")
    page.locator("figure.quote button.tool").first.press("Enter")
    expect(herald).to_have_text("Copied")
    with page.expect_download():
        page.locator("#topics button.save", has_text="Topics by size").press("Enter")
    expect(herald).to_contain_text("Saved as open-government-strategy")


def test_targets_are_large_enough_for_a_finger(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"], width=390, touch=True).page
    small = page.evaluate("""() => [...document.querySelectorAll("button, select, input, summary")]
        .filter((it) => it.checkVisibility()).filter((it) => {
            const box = it.getBoundingClientRect();
            return box.height < 24 || box.width < 24;
        }).map((it) => it.textContent)""")
    assert small == []
    page.locator("#quotes-filters [name=q]").tap()
    page.keyboard.type("bando")
    expect(page.locator("#quote-rows mark").first).to_be_visible()
    page.locator("#quote-rows button.tool").first.tap()
    expect(page.locator("body > p.sr[role=status]")).to_have_text("Copied")
