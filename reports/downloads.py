"""What lies beside the report to take away, as the page names it: where, what it is, how large."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from babel.units import format_unit

from reports.codebook import row_meaning
from reports.tables import COLUMNS
from reports.wording import Wording

SUMMARY, WORKBOOK = "summary.docx", "underheard.xlsx"


@dataclass(frozen=True)
class Download:
    """A file beside the report."""

    name: str
    href: str
    """Relative to the report's folder."""
    size: str
    """In words."""

    @property
    def kind(self) -> str:
        """The format as people name it: CSV, JSON, Parquet."""
        ending = self.name.rpartition(".")[2]
        return ending.title() if ending == "parquet" else ending.upper()


@dataclass(frozen=True)
class TableFiles:
    """A table in its formats."""

    name: str
    meaning: str
    """What a row is."""
    files: list[Download]


@dataclass(frozen=True)
class Downloads:
    """All that can be taken away."""

    summary: Download
    workbook: Download
    tables: list[TableFiles]


def downloads(run: Path, words: Wording) -> Downloads:
    """What lies in a run's folder once its tables and `export/` are written.

    Raises:
        OSError: a file is missing.
    """
    return Downloads(
        summary=_download(run, f"export/{SUMMARY}", words),
        workbook=_download(run, f"export/{WORKBOOK}", words),
        tables=[
            TableFiles(
                name,
                row_meaning(name, words),
                [
                    _download(run, path, words)
                    for path in (f"export/{name}.csv", f"export/{name}.json", f"{name}.parquet")
                ],
            )
            for name in COLUMNS
        ],
    )


def _download(run: Path, path: str, words: Wording) -> Download:
    return Download(Path(path).name, f"../{path}", _size((run / path).stat().st_size, words))


def _size(n_bytes: int, words: Wording) -> str:
    """Bytes as people say them: 12 kB, 1.4 MB; never 0."""
    unit, value = ("megabyte", n_bytes / 1e6) if n_bytes >= 1e6 else ("kilobyte", max(n_bytes / 1e3, 1))
    decimals = "0.0" if unit == "megabyte" and value < 10 else "0"
    return str(format_unit(value, f"digital-{unit}", length="short", format=f"#,##{decimals}", locale=words.locale))
