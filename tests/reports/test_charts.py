"""Charts are plain drawings with a name, and hostile labels stay words."""

from __future__ import annotations

import math

import lxml.etree
import pytest

from reports.charts import Bar, Interval, bar_chart, interval_chart
from reports.figures import lift_figure, share_figure
from reports.wording import wording
from tests.reports.payloads import PAYLOADS

BARS = [
    Bar("ახალგაზრდობა", 3, "3"),
    Bar("الشباب", 5, "5", is_marked=True),
    Bar("<script>alert(1)</script>", 0, "0"),
]


def test_a_chart_has_a_title_a_description_and_nothing_that_acts_or_asks() -> None:
    drawing = lxml.etree.fromstring(bar_chart(BARS, title="<Themes>", description="By & by"))
    tags = {lxml.etree.QName(element).localname for element in drawing.iter()}
    assert tags <= {"svg", "title", "desc", "g", "path", "text", "line"}
    assert drawing.get("role") == "img"
    assert [child.text for child in drawing[:2]] == ["<Themes>", "By & by"]
    names = {name for element in drawing.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on") or "href" in name or name == "style"]


def test_labels_in_every_script_are_drawn_as_text() -> None:
    drawing = lxml.etree.fromstring(bar_chart(BARS, title="t", description="d"))
    words = {element.text for element in drawing.iter("{http://www.w3.org/2000/svg}text")}
    assert {bar.label for bar in BARS} <= words


def test_hostile_labels_leave_a_well_formed_drawing() -> None:
    bars = [Bar(text, 1, text) for text in PAYLOADS]
    assert lxml.etree.fromstring(bar_chart(bars, title=PAYLOADS[1], description=PAYLOADS[3])) is not None


def test_an_interval_without_end_or_at_nought_is_still_drawn() -> None:
    rows = [Interval("a", 0.0, 0.0, 0.4, "0"), Interval("b", 9.0, 2.0, math.inf, "9")]
    assert "<title" in interval_chart(rows, title="t", description="d")


def test_the_same_chart_is_the_same_text() -> None:
    first, second = (bar_chart(BARS, title="t", description="d") for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("low", "high", "reading"),
    [(1.1, 3.0, "above"), (0.2, 0.9, "below"), (0.9, 1.1, "unclear"), (1.0, 2.0, "unclear")],
)
def test_a_lift_reads_above_or_below_only_when_its_interval_leaves_parity(
    low: float, high: float, reading: str
) -> None:
    figure = lift_figure(1.05, low, high, 0.5, wording("en"))
    assert figure is not None
    assert figure.reading == reading
    assert 0 <= figure.start < figure.end <= 100


def test_an_unknown_lift_has_no_figure_and_an_unknown_interval_no_words() -> None:
    assert lift_figure(math.nan, 1, 2, 0.5, wording("en")) is None
    assert share_figure(0.5, math.nan, math.nan, wording("en")).interval == ""
