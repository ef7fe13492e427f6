"""The topic map: it zooms, moves, tells and chooses, by pointer, finger and key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.reports.visits import needs_browser, visit

pytestmark = needs_browser


def picture(page: Page) -> str:
    """The map as it is painted once all that waits for a frame has been painted."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    painted: str = page.locator("#map").evaluate("(map) => map.toDataURL()")
    return painted


def place_of_topic(page: Page, id_: int) -> tuple[float, float]:
    """Where the map as a whole shows a topic's number, in pixels of the canvas."""
    x, y = page.evaluate(
        """(id) => {
            const { rows, topics } = JSON.parse(document.getElementById("data").textContent);
            const map = document.getElementById("map"), topic = topics.find((each) => each.id === id);
            const share = (value, all) => {
                const told = all.filter((each) => each !== null), low = Math.min(...told), high = Math.max(...told);
                return (value - low) / (high - low);
            };
            return [28 + share(topic.x, rows.x) * (map.clientWidth - 56),
                map.clientHeight - 28 - share(topic.y, rows.y) * (map.clientHeight - 56)];
        }""",
        id_,
    )
    return x, y


def test_the_map_says_that_a_topic_is_weak(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#map").focus()
    told = []
    for _ in range(4):
        page.keyboard.press("ArrowRight")
        told.append(page.locator("#map-tip").inner_text())
    assert [text.endswith("weak topic") for text in told] == [text.startswith("Topic 1:") for text in told]
    assert any(text.startswith("Topic 1:") for text in told)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_topic_is_chosen_by_keyboard_and_leads_to_its_panel(
    browser: Browser, reports: dict[str, Path], key: str
) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#map").focus()
    page.keyboard.press("ArrowRight")
    assert "statements" in page.locator("#map-tip").inner_text()
    page.keyboard.press(key)
    assert page.locator("#map-choice strong").inner_text().startswith("Topic 0:")
    assert page.locator("#map-filters [name=topic]").input_value() == "0"
    assert page.locator("#map-status").inner_text().startswith("20 ")
    page.locator("#map-choice a").first.click()
    page.wait_for_selector("#topic-0[open]")
    assert page.evaluate("document.activeElement.closest('details').id") == "topic-0"


def test_a_click_chooses_a_topic_and_one_beside_it_lets_go(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#map").scroll_into_view_if_needed()
    whole = picture(page)
    x, y = place_of_topic(page, 2)
    page.locator("#map").hover(position={"x": x, "y": y})
    assert page.locator("#map-tip").inner_text().startswith("Topic 2:")
    page.locator("#map").click(position={"x": x, "y": y})
    expect(page).to_have_url(re.compile("#map&topic=2$"))
    assert page.locator("#map-choice").is_visible()
    assert picture(page) != whole  # its points stand out
    page.locator("#map").click(position={"x": 8, "y": 8})
    expect(page.locator("#map-choice")).to_be_hidden()
    expect(page).to_have_url(re.compile("#map$"))


def test_a_point_tells_its_words_in_its_own_language(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"], fragment="#map&language=ka&topic=1").page
    box = page.locator("#map").bounding_box()
    assert box is not None
    for x in range(20, int(box["width"]) - 20, 9):
        for y in range(100, 300, 9):
            page.locator("#map").dispatch_event("pointermove", {"clientX": box["x"] + x, "clientY": box["y"] + y})
            if page.locator("#map-tip p[lang=ka]").count():
                assert page.locator("#map-ring").is_visible()
                return
    pytest.fail("no point of the map told a Georgian statement")


def test_buttons_and_keys_zoom_and_show_the_whole_again(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#map").scroll_into_view_if_needed()
    whole = picture(page)
    assert page.get_by_role("button", name="Zoom out").is_disabled()
    page.get_by_role("button", name="Zoom in").click()
    zoomed = picture(page)
    assert zoomed != whole
    page.get_by_role("button", name="Show the whole map").click()
    assert picture(page) == whole
    page.locator("#map").focus()
    page.keyboard.press("+")
    assert picture(page) == zoomed
    page.keyboard.press("Shift+ArrowRight")
    assert picture(page) != zoomed
    page.keyboard.press("0")
    assert picture(page) == whole


def test_the_wheel_scrolls_the_page_and_zooms_only_with_ctrl(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    page.locator("#map").scroll_into_view_if_needed()
    page.locator("#map").hover(position={"x": 300, "y": 200})
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 100)
    page.evaluate(
        """(before) => new Promise((done) => {
            const look = () => (scrollY > before ? done() : setTimeout(look, 20));
            look();
        })""",
        before,
    )
    assert page.get_by_role("button", name="Zoom out").is_disabled()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    expect(page.get_by_role("button", name="Zoom out")).to_be_enabled()


def test_a_mouse_drags_the_map_without_choosing(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    page.get_by_role("button", name="Zoom in").click()
    before = picture(page)
    page.locator("#map").hover(position={"x": 300, "y": 200})
    page.mouse.down()
    page.mouse.move(500, 300, steps=4)
    page.mouse.up()
    assert picture(page) != before
    assert page.locator("#map-choice").is_hidden()


def test_two_fingers_zoom_and_a_tap_chooses(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"], width=390, touch=True).page
    page.locator("#map").scroll_into_view_if_needed()
    x, y = place_of_topic(page, 2)
    page.locator("#map").tap(position={"x": x, "y": y})
    expect(page.locator("#map-choice")).to_contain_text("Topic 2:")
    box = page.locator("#map").bounding_box()
    assert box is not None
    fingers = page.context.new_cdp_session(page)
    for kind, apart in [("touchStart", 20), ("touchMove", 50), ("touchMove", 90), ("touchEnd", None)]:
        ends = [] if apart is None else [box["x"] + 180 - apart, box["x"] + 180 + apart]
        touches = [{"x": at, "y": box["y"] + 150, "id": id_} for id_, at in enumerate(ends)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
    expect(page.get_by_role("button", name="Zoom out")).to_be_enabled()


def test_the_legend_says_by_shape_what_it_says_by_colour(browser: Browser, reports: dict[str, Path]) -> None:
    page = visit(browser, reports["en"]).page
    marks = page.locator(".legend svg").evaluate_all("(all) => all.map((svg) => svg.innerHTML)")
    assert len({re.sub(r'class="\w+"', "", mark) for mark in marks}) == len(marks) == 5
