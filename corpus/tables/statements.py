"""A table with one statement a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime

from corpus.documents.columns import holds_names, parts_of_name
from corpus.errors import SourceError
from corpus.languages.codes import normalise
from corpus.messages import rows as row_list
from corpus.messages import shown_id
from corpus.notes.attendance import names_under_header
from corpus.rows import Harvest, Row, Session
from corpus.schemas import Fate
from corpus.sources import TableColumns, TableSource
from corpus.tables.cells import parse_date, split_values, why_no_date
from corpus.tables.tabular import Record, TableStream, open_table, require

PLACE = "row "


def read_table(source: TableSource, name: str) -> Harvest:
    """Every row of the table, under the source's `name`.

    Two rows with the same id and the same text are one statement. The same id with another text is an error:
    the configured column is then no id (but, say, the author's), and quotes could not be traced to a row.

    Raises:
        SourceError: the file cannot be read, has no rows, lacks a configured column, or uses an id for two
        texts.
    """
    configured = [getattr(source.columns, column.name) for column in fields(source.columns)]
    table = open_table(source.path, wanted={column for column in configured if column is not None})
    _check_columns(table, source.columns)
    harvest = Harvest()
    reader = _RowReader(table, source.columns, name, _name_columns(table, source.columns))
    first_with_id: dict[str, Row] = {}
    named: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for record in table.records():
        row = reader.row(record)
        named[row.session_id or ""].update(dict.fromkeys(reader.names(record)))
        if not row.text:
            harvest.fates["empty"] += 1
            continue
        if row.key is not None:
            first = first_with_id.setdefault(row.key, row)
            if first.text != row.text:
                raise SourceError(
                    f"{table.path}: rows {first.place.removeprefix(PLACE)} and {record.number} have the same id "
                    f"{shown_id(row.key)} and different texts. Give each row its own id, or remove "
                    "columns.id from the configuration."
                )
            if first is not row:
                harvest.fates["duplicate"] += 1
                continue
        harvest.mention_groups(row.groups, f"{table.path}, row {record.number}")
        harvest.rows.append(row)
    if not harvest.rows and not harvest.fates and not table.malformed:
        raise SourceError(f"{table.path}: the file has a header and no rows. Export it again, or remove the source.")
    harvest.sessions = [Session(session_id) for session_id in _in_order(row.session_id for row in harvest.rows)]
    harvest.names = {session_id: tuple(names) for session_id, names in named.items() if names}
    harvest.fates.update(_fates_outside_records(table))
    harvest.warnings += [*table.warnings(), *_malformed_warning(table), *reader.warnings()]
    return harvest


def _fates_outside_records(table: TableStream) -> dict[Fate, int]:
    fates: dict[Fate, int] = {"unreadable": len(table.malformed), "boilerplate": len(table.repeated)}
    return {fate: n_rows for fate, n_rows in fates.items() if n_rows}


def _malformed_warning(table: TableStream) -> list[str]:
    if not table.malformed:
        return []
    warning = (
        f"{table.path}: {row_list(table.malformed)} not read: more cells than the header, a quotation mark without "
        "its partner, or bytes that are no text. Mend the quoting there, or export the table again."
    )
    return [warning]


def _check_columns(table: TableStream, columns: TableColumns) -> None:
    problems: list[str] = []
    for column in fields(columns):
        wanted = getattr(columns, column.name)
        if wanted is None:
            continue
        try:
            remedy = f"Correct columns.{column.name} in the configuration."
            require(table.path, table.columns, wanted, f"the {column.name}", remedy)
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(*problems)


def _name_columns(table: TableStream, columns: TableColumns) -> list[list[str]]:
    """The columns whose header says that they hold names, whether the configuration uses them or not."""
    used = {getattr(columns, column.name) for column in fields(columns) if column.name not in ("author", "id")}
    named = [column for column in table.columns if holds_names(column) and column not in used]
    parts = parts_of_name(named)
    return [*([parts] if parts else []), *([column] for column in named if column not in parts)]


@dataclass
class _RowReader:
    """Turns records into rows and remembers which values it could not understand."""

    table: TableStream
    columns: TableColumns
    name: str
    name_columns: Sequence[Sequence[str]] = ()
    """Columns that hold a person's name by their header, those together that hold its parts."""
    bad_dates: dict[str, list[int]] = field(default_factory=dict)
    """Rows by what is wrong with their date."""
    bad_languages: list[int] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)

    def row(self, record: Record) -> Row:
        row_id = record.get(self.columns.id)
        author = record.get(self.columns.author)
        return Row(
            text=record.get(self.columns.text),
            source_ref=row_id or self.table.path.name,
            place=f"{PLACE}{record.number}",
            key=row_id or None,
            session_id=self._shared(record.get(self.columns.session)) or None,
            author_id=self._shared(f"{self.name}:{author}") if author else None,
            date=self._date(record),
            language=self._language(record),
            groups=split_values(record.get(self.columns.groups)),
        )

    def names(self, record: Record) -> list[str]:
        """The people named in the row's columns of names; a role in one of them is nobody's name."""
        written = (" ".join(map(record.get, columns)).strip() for columns in self.name_columns)
        return [name for cell in written if cell for name in names_under_header(cell)]

    def _shared(self, value: str) -> str:
        """The same string for equal values: a session has many rows."""
        return self.values.setdefault(value, value)

    def _date(self, record: Record) -> datetime | None:
        written = record.get(self.columns.date)
        try:
            return parse_date(written)
        except ValueError:
            self.bad_dates.setdefault(why_no_date(written), []).append(record.number)
            return None

    def _language(self, record: Record) -> str | None:
        declared = record.get(self.columns.language)
        language = normalise(declared)
        if declared and language is None:
            self.bad_languages.append(record.number)
        return language

    def warnings(self) -> list[str]:
        """One sentence a kind of value that was not understood."""
        warnings: list[str] = []
        if self.bad_languages:
            warnings.append(
                f"{self.table.path}: {row_list(self.bad_languages)}: the language is no code or name of one, "
                "so it is identified from the text instead."
            )
        warnings += [
            f"{self.table.path}: {row_list(rows)}: the date {why}, so these statements have none."
            for why, rows in self.bad_dates.items()
        ]
        return warnings


def _in_order(session_ids: Iterable[str | None]) -> list[str]:
    return [session_id for session_id in dict.fromkeys(session_ids) if session_id is not None]
