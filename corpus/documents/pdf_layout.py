"""Columns and tables of a PDF page: by the lines drawn around cells, else by empty strips between what stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from corpus.documents.pdf_lines import Line, Row, Rule
from corpus.documents.pdf_tables import Table, drawn_table, drawn_table_spans, strip_table

MIN_GUTTER = 0.6
"""Type sizes that an empty strip between columns is wide at least."""
TAB_GUTTER = 1.5
"""The same for strips that few rows have in common, as word spaces in justified text may be wide."""
MIN_COLUMN_ROWS = 6
"""From so many rows with words on both sides, long lines are columns of running text and no cells."""
MIN_COLUMN_SHARE = 0.25
"""Share of the page's text width that a column of running text takes at least."""
FULL_LINE = 0.6
"""Share of its column that the usual line of running text fills."""
MAX_ROW_GAP = 4.0
"""Type sizes between two rows from which they belong to different regions."""
MAX_SIDE_GAP = 1.7
"""The same for a row with words on one side of the strip only."""
FLUSH_POINTS = 1.5
"""By how much the edges of justified lines differ at most."""


@dataclass(frozen=True)
class Column:
    """Lines below each other, read from top to bottom; `left` and `right` are the edges of what they may fill."""

    lines: list[Line]
    left: float
    right: float
    is_part: bool = False
    """Whether others stand beside it, so that its edges are where they are for sure."""


@dataclass(frozen=True)
class Edges:
    """Between what text stands, in points from the left; sure where another column shows them."""

    left: float
    right: float
    are_sure: bool = False


Region = Column | Table
Gutter = tuple[float, float]
"""The left and right edge of an empty strip."""


def page_regions(rows: Sequence[Row], rules: Sequence[Rule] = (), walls: Sequence[Rule] = ()) -> list[Region]:
    """The page's columns and tables in the order in which they are read.

    `rules` are drawn across and `walls` upright, as around the cells of a table.
    """
    regions: list[Region] = []
    rest: list[Row] = []
    lines = [line for row in rows for line in row]
    left, right = min((line.x0 for line in lines), default=0.0), max((line.x1 for line in lines), default=0.0)
    spans = drawn_table_spans(walls)
    for place, row in enumerate(rows):
        span = next((span for span in spans if span.start < row[0].y < span.end), None)
        if span is None:
            rest.append(row)
            continue
        regions += _regions(rest, Edges(left, right))
        rest = []
        if place == 0 or not span.start < rows[place - 1][0].y < span.end:
            inside = [each for each in rows if span.start < each[0].y < span.end]
            regions.append(drawn_table(inside, span, rules, walls))
    return regions + _regions(rest, Edges(left, right))


def _regions(rows: Sequence[Row], edges: Edges) -> list[Region]:
    regions: list[Region] = []
    plain: list[Line] = []
    start = 0
    while start < len(rows):
        end, gutter = _divided_rows(rows, start, edges)
        if gutter is None:
            plain.append(_one_line(rows[start]))
            start += 1
            continue
        if plain:
            regions.append(Column(plain, edges.left, edges.right, edges.are_sure))
            plain = []
        end, divided = _divided(rows, (start, end), gutter, edges)
        regions += divided
        start = end
    if plain:
        regions.append(Column(plain, edges.left, edges.right, edges.are_sure))
    return regions


def _divided(rows: Sequence[Row], span: tuple[int, int], gutter: Gutter, edges: Edges) -> tuple[int, list[Region]]:
    """Running text in columns, else a table; and the place of the first row below."""
    start, end = span
    sides = _sides(rows[start:end], gutter)
    spans = [Edges(edges.left, gutter[0], are_sure=True), Edges(gutter[1], edges.right, are_sure=True)]
    if not all(_is_running_text(side, each, edges) for side, each in zip(sides, spans, strict=True)):
        return end, [strip_table(rows[start:end])]
    while end < len(rows) and _goes_on_alone(rows[end - 1], rows[end], gutter):
        end += 1
    sides = _sides(rows[start:end], gutter)
    if sum(line.is_rtl for row in rows[start:end] for line in row) * 2 > sum(map(len, rows[start:end])):
        sides, spans = sides[::-1], spans[::-1]
    return end, [region for side, each in zip(sides, spans, strict=True) for region in _regions(side, each)]


def _sides(rows: Sequence[Row], gutter: Gutter) -> list[list[Row]]:
    middle = sum(gutter) / 2
    sides = [[[line for line in row if (line.x0 > middle) == is_right] for row in rows] for is_right in (False, True)]
    return [[part for part in side if part] for side in sides]


def _is_running_text(rows: Sequence[Row], span: Edges, edges: Edges) -> bool:
    width = span.right - span.left
    if len(rows) < MIN_COLUMN_ROWS or width < MIN_COLUMN_SHARE * (edges.right - edges.left):
        return False
    return median(max(line.x1 for line in row) - min(line.x0 for line in row) for row in rows) > FULL_LINE * width


def _goes_on_alone(above: Row, row: Row, gutter: Gutter) -> bool:
    """Whether the longer of two columns goes on in the row: in full lines of the same size."""
    is_on_one_side = row[-1].x1 <= gutter[0] or row[0].x0 >= gutter[1]
    is_near = 0 < above[0].y - row[0].y < MAX_ROW_GAP * row[0].size and abs(above[0].size - row[0].size) < FLUSH_POINTS
    return is_on_one_side and is_near and row[-1].x1 - row[0].x0 > FULL_LINE * (above[-1].x1 - above[0].x0)


def _divided_rows(rows: Sequence[Row], start: int, edges: Edges) -> tuple[int, Gutter | None]:
    """How far down the empty strip reaches that is the longest of those beginning at the row `start`."""
    best: tuple[int, Gutter | None] = (start + 1, None)
    for gap in _gaps(rows, start):
        end, gutter, n_divided = _strip(rows, start, gap)
        width = gutter[1] - gutter[0]
        is_tab = width >= TAB_GUTTER * rows[start][0].size and not _are_flush(rows[start:end], edges)
        if n_divided >= (2 if is_tab else MIN_COLUMN_ROWS) and (best[1] is None or end > best[0]):
            best = (end, gutter)
    return best


def _gaps(rows: Sequence[Row], start: int) -> Iterator[Gutter]:
    """The gaps in a row; the next row counts as beside it if it is near, as columns need not be level."""
    row = list(rows[start])
    for following in rows[start + 1 : start + 2]:
        if row[0].y - following[0].y < MAX_SIDE_GAP * row[0].size:
            row += following
    row.sort(key=lambda line: line.x0)
    edge = row[0].x1
    for line in row[1:]:
        if line.x0 - edge >= MIN_GUTTER * line.size:
            yield edge, line.x0
        edge = max(edge, line.x1)


def _strip(rows: Sequence[Row], start: int, gutter: Gutter) -> tuple[int, Gutter, int]:
    """Where the strip ends, what is left of its width, and how many rows have words on both sides of it."""
    end, n_divided = start, 0
    side_above: set[bool] = set()
    for place in range(start, len(rows)):
        row = rows[place]
        distance = rows[place - 1][0].y - row[0].y if place > start else 0.0
        narrowed = _narrowed(gutter, row)
        if distance > MAX_ROW_GAP * row[0].size or narrowed is None:
            break
        middle = sum(narrowed) / 2
        sides = {line.x0 > middle for line in row}
        is_beside = place > start and distance < MAX_SIDE_GAP * row[0].size and sides != side_above
        if len(sides) == 1 and not is_beside and distance > MAX_SIDE_GAP * row[0].size:
            break
        gutter, end, side_above = narrowed, place + 1, sides
        n_divided += len(sides) == 2 or is_beside
    return end, gutter, n_divided


def _narrowed(gutter: Gutter, row: Row) -> Gutter | None:
    """What the row leaves free of the strip; None where too little is left."""
    left, right = gutter
    for line in row:
        if line.x0 < right and line.x1 > left:
            if line.x0 > left and line.x1 < right:
                return None
            if line.x0 <= left:
                left = max(left, line.x1)
            if line.x1 >= right:
                right = min(right, line.x0)
    return (left, right) if right - left >= MIN_GUTTER * row[0].size else None


def _are_flush(rows: Sequence[Row], edges: Edges) -> bool:
    """Whether all rows but the last fill the column from edge to edge, as justified text does."""
    filled = rows[:-1] if len(rows) > 2 else rows
    return all(row[0].x0 - edges.left < FLUSH_POINTS and edges.right - row[-1].x1 < FLUSH_POINTS for row in filled)


def _one_line(row: Row) -> Line:
    """The row as one line: what stands at tab stops belongs together."""
    if len(row) == 1:
        return row[0]
    is_rtl = sum(len(line.text) if line.is_rtl else -len(line.text) for line in row) > 0
    ordered = row[::-1] if is_rtl else row
    return Line(
        " ".join(line.text for line in ordered),
        row[0].x0,
        row[-1].x1,
        ordered[0].y,
        ordered[0].size,
        all(line.is_bold for line in row),
        all(line.is_italic for line in row),
        ordered[0].word_width,
    )
