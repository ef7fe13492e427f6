"""The page names what lies beside it, and every link leads to a file."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

from reports.downloads import downloads
from reports.tables import COLUMNS
from reports.wording import wording
from tests.reports.invented_run import Consultation
from tests.reports.test_run_folder import write


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run's folder with files of known sizes."""
    (tmp_path / "export").mkdir()
    for name in COLUMNS:
        (tmp_path / f"{name}.parquet").write_bytes(b"x")
        for kind in ("csv", "json"):
            (tmp_path / "export" / f"{name}.{kind}").write_bytes(b"x" * 12_345)
    (tmp_path / "export" / "summary.docx").write_bytes(b"x" * 120_000)
    (tmp_path / "export" / "underheard.xlsx").write_bytes(b"x" * 1_430_000)
    return tmp_path


@pytest.mark.parametrize(
    ("language", "sizes"),
    [
        ("en", ["120 kB", "1.4 MB", "12 kB", "1 kB"]),
        ("fr", ["120\xa0ko", "1,4\xa0Mo", "12\xa0ko", "1\xa0ko"]),
        ("es", ["120 kB", "1,4 MB", "12 kB", "1 kB"]),
    ],
)
def test_sizes_are_in_the_words_of_the_language(run: Path, language: str, sizes: list[str]) -> None:
    found = downloads(run, wording(language))
    table = found.tables[0]
    shown = [found.summary.size, found.workbook.size, table.files[0].size, table.files[2].size]
    assert [size.replace("\u202f", "\xa0") for size in shown] == sizes


def test_every_table_is_named_with_what_a_row_is(run: Path) -> None:
    found = downloads(run, wording("en"))
    assert [table.name for table in found.tables] == list(COLUMNS)
    assert all(table.meaning for table in found.tables)


def test_a_missing_file_is_an_error(run: Path) -> None:
    (run / "export" / "summary.docx").unlink()
    with pytest.raises(OSError, match=r"summary\.docx"):
        downloads(run, wording("en"))


def test_every_link_of_a_written_report_leads_to_a_file_of_the_run(consultation: Consultation, output: Path) -> None:
    run = write(consultation, output)
    page = lxml.html.parse(str(run / "report" / "index.html"))
    links = page.xpath("//section[@id='downloads']//a/@href")
    assert len(links) == 2 + 3 * len(COLUMNS)
    assert all((run / "report" / link).is_file() for link in links)
    assert page.xpath("//nav//a[@href='#downloads']")
