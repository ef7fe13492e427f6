"""An export of a Pol.is conversation as a folder of tables, whatever it came as: folder, zip, workbook or address.

The service's own exports come in four forms. A zip holds the files in a folder of its own; a workbook holds them
as sheets with other headings; a report's address serves them one by one, `participant-votes.csv` without the s.

Source: compdemocracy/polis, math/src/polismath/darwin/export.clj (`csv-format`, `excel-format`, `save-to-csv-zip`)
and server/src/routes/export.ts.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from types import MappingProxyType

from corpus.errors import SourceError, UnreadableDocument
from corpus.files.packages import BROKEN_ZIP, check_package, is_zip
from corpus.messages import listed
from corpus.polis.address import origin_of
from corpus.sources import PolisSource, WebAddress
from corpus.tables.cells import cell_text
from corpus.tables.tabular import Record, Tabular, read_tabular

COMMENTS, VOTES, PARTICIPANTS = "comments.csv", "votes.csv", "participants-votes.csv"
FILES = (COMMENTS, VOTES, PARTICIPANTS)
OTHER_NAMES = MappingProxyType({"participant-votes.csv": PARTICIPANTS})
MAX_EXPORT_BYTES = 1_000_000_000
"""Unzipped. The largest of seven real exports has 5 MB."""
OTHER_COLUMNS = MappingProxyType({"author": "author-id", "aggrees": "agrees", "voter": "voter-id"})
"""How the workbook heads its columns, misspelling included, where that is more than upper case and spaces."""


@dataclass(frozen=True)
class Export:
    """The tables of one conversation; `place` is what people know it by, `files` where each table lies just now."""

    place: str
    files: Mapping[str, Path]
    warnings: tuple[str, ...] = ()
    stale_since: datetime | None = None
    """When it was fetched, where the service is down now."""

    def shown(self, name: str) -> str:
        """The table's place in messages."""
        return f"{self.place}/{name}"

    def table(self, name: str, *columns: str) -> Tabular | None:
        """The table `name` with its columns as the export has named them since 2014; None where there is none.

        Raises:
            SourceError: it cannot be read, or one of `columns` is missing; the message names the export.
        """
        path = self.files.get(name)
        if path is None:
            return None
        try:
            table = _folded(read_tabular(path))
            for column in columns:
                table.require(column, "this table", "Export the conversation again from its Pol.is report.")
        except SourceError as error:
            raise SourceError(*(problem.replace(str(path), self.shown(name)) for problem in error.problems)) from error
        warnings = tuple(warning.replace(str(path), self.shown(name)) for warning in table.warnings)
        return Tabular(path, table.columns, table.records, table.malformed, warnings)


@contextmanager
def opened_export(source: PolisSource, *, downloads: Path | None = None) -> Iterator[Export]:
    """The export that `source` names, for as long as the context lasts.

    What comes packed is unpacked into a temporary folder that nobody else can read, under names of our own.
    What comes from an address is kept in `downloads`, so that it is there when the service is not; without
    `downloads` it is kept for as long as the context lasts.

    Raises:
        SourceError: there is no export there, or it is damaged, not public or not to be had.
    """
    with TemporaryDirectory(prefix="underheard-polis-") as temporary:
        if isinstance(source.path, WebAddress):
            export = _fetched(source, source.path, downloads or Path(temporary))
        else:
            export = _local(source.path, Path(temporary))
        if COMMENTS not in export.files:
            kind = "in this folder" if isinstance(source.path, Path) and source.path.is_dir() else "in this export"
            raise SourceError(
                f"{export.place}: there is no comments.csv {kind}. Export the conversation from its report "
                "and take all its files."
            )
        yield export


def _fetched(source: PolisSource, address: WebAddress, downloads: Path) -> Export:
    from corpus.polis.download import fetch_export  # most exports are files, and need no client of HTTP

    fetched = fetch_export(origin_of(address), downloads, allow_hosts=source.allow_hosts)
    return Export(fetched.place, _known_files(fetched.folder), fetched.warnings, fetched.stale_since)


def _local(path: Path, temporary: Path) -> Export:
    if path.is_dir():
        return Export(str(path), _known_files(path))
    if not path.is_file():
        raise SourceError(
            f"{path}: this Pol.is export does not exist. Point `path` at the folder with comments.csv, at the "
            "export's zip or workbook, or at the address of its report."
        )
    try:
        if not is_zip(path):
            raise SourceError(f"{path}: this is no zip and no workbook. Give the export as it was downloaded.")
        names = check_package(path, max_bytes=MAX_EXPORT_BYTES)
        unpack = _unpack_workbook if "xl/workbook.xml" in names else _unpack_zip
        unpack(path, temporary)
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or 'the file cannot be read'}. Check its permissions.") from error
    except UnreadableDocument as error:
        raise SourceError(f"{path}: the export cannot be unpacked: {error}") from error
    return Export(str(path), _known_files(temporary))


def _known_files(folder: Path) -> dict[str, Path]:
    """The tables in `folder` by the name that they have in an export."""
    found = {name: folder / other for other, name in OTHER_NAMES.items() if (folder / other).is_file()}
    return found | {name: folder / name for name in FILES if (folder / name).is_file()}


# --- zip ----------------------------------------------------------------------------------------------------


def _unpack_zip(path: Path, into: Path) -> None:
    """Write the tables of the zip into a folder. Only names that we know are written, so none can lead elsewhere.

    Raises:
        UnreadableDocument: a table is damaged or encrypted.
        SourceError: the zip holds more than one conversation.
    """
    try:
        with zipfile.ZipFile(path) as package:
            for name, members in _members(package).items():
                if len(members) > 1:
                    raise SourceError(
                        f"{path}: the zip holds {len(members)} files {name}, of several conversations. "
                        "Make each conversation a source of its own."
                    )
                with package.open(members[0]) as packed, (into / name).open("wb") as file:
                    while chunk := packed.read(1 << 20):
                        file.write(chunk)
    except BROKEN_ZIP as error:
        raise UnreadableDocument("a file in it is damaged or encrypted. Download the export again.") from error


def _members(package: zipfile.ZipFile) -> dict[str, list[zipfile.ZipInfo]]:
    """The entries of each table. What a Mac adds beside them (`__MACOSX/._comments.csv`) is none."""
    members: dict[str, list[zipfile.ZipInfo]] = {}
    for entry in package.infolist():
        name = PurePosixPath(entry.filename.replace("\\", "/")).name.lower()
        name = OTHER_NAMES.get(name, name)
        if name in FILES and not entry.is_dir():
            members.setdefault(name, []).append(entry)
    return members


# --- workbook -----------------------------------------------------------------------------------------------


def _unpack_workbook(path: Path, into: Path) -> None:
    """Write the sheets that are named like tables of an export as CSV into a folder.

    A cell that begins with "=" gives its own text: the service writes comments as they were typed.

    Raises:
        UnreadableDocument: a damaged workbook.
        SourceError: no sheet is named like one of the tables.
    """
    import openpyxl  # seldom, and not at once

    try:
        with path.open("rb") as file:  # a path would be refused unless it ends in .xlsx
            workbook = openpyxl.load_workbook(file, read_only=True, data_only=False)
            for sheet in workbook.worksheets:
                name = _sheet_file(sheet.title)
                if name not in FILES:
                    continue
                sheet.reset_dimensions()
                with (into / name).open("w", encoding="utf-8", newline="") as table:
                    csv.writer(table).writerows([cell_text(cell) for cell in row] for row in sheet.values)
            titles = workbook.sheetnames
    except (*BROKEN_ZIP, KeyError, ValueError, TypeError, AttributeError, SyntaxError) as error:
        # openpyxl lets the errors of its XML parser (SyntaxError) and of half-read parts through.
        raise UnreadableDocument("it is a damaged workbook. Download the export again.") from error
    if not (into / COMMENTS).exists():
        raise SourceError(
            f"{path}: no sheet of the workbook is called Comments; there are {listed(titles)}. "
            "Give the export as it was downloaded."
        )


def _sheet_file(title: str) -> str:
    name = f"{_hyphenated(title).removesuffix('.csv')}.csv"
    return OTHER_NAMES.get(name, name)


# --- columns ------------------------------------------------------------------------------------------------


def _folded(table: Tabular) -> Tabular:
    names = {column: _column(column) for column in table.columns}
    records = [
        Record(record.number, {names[column]: value for column, value in record.cells.items()})
        for record in table.records
    ]
    return Tabular(table.path, tuple(names.values()), records, table.malformed, table.warnings)


def _column(heading: str) -> str:
    name = _hyphenated(heading)
    return OTHER_COLUMNS.get(name, name)


def _hyphenated(heading: str) -> str:
    return "-".join(heading.lower().replace("_", " ").split())
