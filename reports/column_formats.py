"""How the columns of a sheet look, by what they mean: counts, shares, scores, chances, days, texts."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from reports.tables import COLUMNS

COUNT, ID, SHARE, FIGURE, CHANCE, DAY = "#,##0", "0", "0.0%", "0.00", "0.00000", "yyyy-mm-dd"

_SHARES = ("share", "covered_", "language_expected", "unthemed_", "consensus", "divisiveness")
_OF_AGREEMENT = ("votes", "topic_votes")
"""Tables whose interval is that of a share, not of a lift."""
_CHANCES = ("p_value", "q_value", "main_language_p")

_WIDE, _MIDDLE, _NARROW = 70, 28, 13
_WIDTHS: Mapping[str, float] = {
    **dict.fromkeys(("text", "reason", "keywords_by_language"), _WIDE),
    **dict.fromkeys(("label", "keywords", "note", "context", "statement_ids", "representative_ids"), 44),
    **dict.fromkeys(("language", "main_language", "second_language", "unit"), 11),
}


def number_format(table: str, column: str) -> str | None:
    """The format of a column's numbers or days; None for texts, lists and truth values.

    Raises:
        KeyError: there is no such table or column.
    """
    kind = COLUMNS[table][column]
    if pa.types.is_timestamp(kind):
        return DAY
    if pa.types.is_integer(kind):
        return COUNT if column.startswith("n_") or column == "size" else ID
    if not pa.types.is_floating(kind):
        return None
    if column in _CHANCES:
        return CHANCE
    is_share = any(part in column for part in _SHARES) or (table in _OF_AGREEMENT and column.startswith("ci_"))
    return SHARE if is_share else FIGURE


def width(table: str, column: str) -> float:
    """How wide the column is, in characters: its name and the button that filters fit in."""
    is_text = number_format(table, column) is None and not pa.types.is_boolean(COLUMNS[table][column])
    return max(_WIDTHS.get(column, _MIDDLE if is_text else _NARROW), len(column) * 1.1 + 4)
