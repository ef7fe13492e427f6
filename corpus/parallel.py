"""Reads a parallel reference: the same sentences in many languages."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from corpus.errors import SourceError


def read_parallel(folder: Path) -> dict[str, list[str]]:
    """The sentences that every language of `folder` has, by language and in the order of their ids.

    The layout is that of SIB-200: `<language>/train.tsv`, tab-separated without quoting, with a header and the columns
    `index_id` (names the same sentence in every language) and `text`.

    Raises:
        SourceError: No language found, a file without these columns, or no sentence that all of them share.
    """
    texts = {path.parent.name: _read_language(path) for path in sorted(folder.glob("*/train.tsv"))}
    if len(texts) < 2:
        raise SourceError(f"{folder}: a parallel reference needs at least two folders <language>/train.tsv.")
    shared = set.intersection(*(set(by_id.index) for by_id in texts.values()))
    if not shared:
        raise SourceError(f"{folder}: no index_id occurs in every language; give the same sentences in each.")
    chosen = sorted(shared)
    return {language: by_id.loc[chosen].tolist() for language, by_id in texts.items()}


def _read_language(path: Path) -> pd.Series[str]:
    try:
        table = pd.read_csv(path, sep="\t", quoting=csv.QUOTE_NONE, dtype=str, keep_default_na=False)
    except (ValueError, OSError) as error:  # pandas' own errors, and those of decoding, are ValueErrors
        raise SourceError(
            f"{path}: the file cannot be read as tab-separated UTF-8 text. Fetch the parallel reference again."
        ) from error
    missing = {"index_id", "text"} - set(table.columns)
    if missing:
        raise SourceError(
            f"{path}: column {', '.join(sorted(missing))} is missing; the header is index_id, category, text."
        )
    return table.drop_duplicates("index_id").set_index("index_id")["text"]
