"""Columns that name their values by number, such as the ids in the table of scores."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pandas as pd

Made = TypeVar("Made")


def is_categorical(column: pd.Series[Any]) -> bool:
    """Whether the column names its values by number."""
    return isinstance(column.dtype, pd.CategoricalDtype)


def of_each(column: pd.Series[Any], make: Callable[[str], Made]) -> list[Made]:
    """What `make` makes of every value of a categorical column without missing ones, called once a category."""
    used = column.cat.remove_unused_categories().cat
    made = [make(value) for value in used.categories]
    return [made[code] for code in used.codes]
