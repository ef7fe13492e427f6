"""The cells of tables on a PDF page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.documents.pdf_lines import Line, Row, Rule

SAME_EDGE = 4.0
"""Points within which drawn lines are one: each cell may have a border of its own."""
LOOSE = 1.25
"""Times the usual distance of lines from which another row of cells begins."""


@dataclass(frozen=True)
class Table:
    """Rows of cells in reading order, each a list of lines (empty where there is nothing)."""

    rows: list[list[list[Line]]]


@dataclass(frozen=True)
class Span:
    """A part of the page's height, in points from below."""

    start: float
    end: float


def drawn_table_spans(walls: Sequence[Rule]) -> list[Span]:
    """The parts of the page where upright lines part two columns or more; a frame around text is no table."""
    spans: list[tuple[Span, list[Rule]]] = []
    for wall in sorted(walls, key=lambda wall: -wall.end):
        if spans and wall.end > spans[-1][0].start - SAME_EDGE:
            span, members = spans[-1]
            spans[-1] = (Span(min(span.start, wall.start), span.end), [*members, wall])
        else:
            spans.append((Span(wall.start, wall.end), [wall]))
    return [span for span, members in spans if len(_distinct([wall.at for wall in members])) > 2]


def drawn_table(rows: Sequence[Row], span: Span, rules: Sequence[Rule], walls: Sequence[Rule]) -> Table:
    """The table whose cells are drawn."""
    edges = _distinct([wall.at for wall in walls if span.start - 1 <= wall.start and wall.end <= span.end + 1])
    heights = _distinct([rule.at for rule in rules if span.start - SAME_EDGE < rule.at < span.end + SAME_EDGE])
    cells: dict[tuple[int, int], list[Line]] = {}
    for row in rows:
        for line in row:
            down = sum(height > line.y for height in heights)
            across = max(0, sum(edge < line.x0 + 1 for edge in edges) - 1)
            cells.setdefault((down, across), []).append(line)
    n_columns = max(len(edges) - 1, 1 + max((across for _, across in cells), default=0))
    table = [[cells.get((down, across), []) for across in range(n_columns)] for down in sorted({d for d, _ in cells})]
    return _in_reading_order(table)


def _distinct(places: Sequence[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > SAME_EDGE:
            found.append(place)
    return found


def strip_table(rows: Sequence[Row]) -> Table:
    """The table whose columns only empty strips part: wider gaps part its rows, else each line is a row."""
    columns = _column_spans(rows)
    table: list[list[list[Line]]] = []
    distances = [above[0].y - below[0].y for above, below in pairwise(rows)]
    usual = min(distances, default=0.0)
    is_loose = bool(distances) and max(distances) > LOOSE * usual
    for place, row in enumerate(rows):
        if place == 0 or not is_loose or distances[place - 1] > LOOSE * usual:
            table.append([[] for _ in columns])
        for line in row:
            table[-1][_column_of(line, columns)].append(line)
    return _in_reading_order(table)


def _in_reading_order(table: list[list[list[Line]]]) -> Table:
    lines = [line for row in table for cell in row for line in cell]
    is_rtl = sum(len(line.text) if line.is_rtl else -len(line.text) for line in lines) > 0
    return Table([row[::-1] for row in table] if is_rtl else table)


def _column_spans(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The strips that the cells of the table stand in, from left to right: lines that overlap share one."""
    spans: list[tuple[float, float]] = []
    # A cell over several columns would join them; rows with the most cells say where the columns are.
    n_most = max(map(len, rows))
    for line in sorted((line for row in rows if len(row) == n_most for line in row), key=lambda line: line.x0):
        if spans and line.x0 < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], line.x1))
        else:
            spans.append((line.x0, line.x1))
    return spans


def _column_of(line: Line, columns: Sequence[tuple[float, float]]) -> int:
    """The column that the line overlaps most, or is nearest to."""

    def distance(place: int) -> float:
        left, right = columns[place]
        return max(left - line.x1, line.x0 - right, -(min(right, line.x1) - max(left, line.x0)))

    return min(range(len(columns)), key=distance)
