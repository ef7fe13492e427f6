"""Every file of a run stays what it is whatever people write, and none knows the machine that made it."""

from __future__ import annotations

import csv
import getpass
import json
import re
import socket
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.etree
import pandas as pd
import pytest

from reports.run_folder import write_run
from reports.safe_text import writable
from tests.reports.invented_run import Consultation
from tests.reports.payloads import FORMULA, HALF, PAYLOADS


def write(consultation: Consultation, output: Path) -> Path:
    """The run's folder."""
    return write_run(
        consultation.findings,
        consultation.manifest,
        output,
        themes=consultation.themes,
        groups=consultation.groups,
        language="en",
        min_group_size=5,
        site="pages",
    )


@pytest.fixture(scope="module")
def run(hostile: Consultation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(hostile, tmp_path_factory.mktemp("files"))


def parts_of(path: Path) -> Iterator[tuple[str, bytes]]:
    """The XML inside an Office file."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            assert "vba" not in name.lower()
            assert "external" not in name.lower()
            if name.endswith((".xml", ".rels")):
                yield name, archive.read(name)


@pytest.mark.parametrize("name", ["underheard.xlsx", "summary.docx"])
def test_office_files_are_well_formed_and_hold_no_formula_field_or_link(run: Path, name: str) -> None:
    for part, content in parts_of(run / "export" / name):
        root = lxml.etree.fromstring(content, lxml.etree.XMLParser(resolve_entities=False))
        assert root.getroottree().docinfo.doctype == ""
        tags = {lxml.etree.QName(element).localname for element in root.iter("{*}*")}
        assert not tags & {"f", "instrText", "object", "script", "altChunk", "attachedTemplate", "oleObject"}, part
        assert not root.xpath("//@TargetMode[. = 'External']"), part


def test_tables_as_text_hold_no_formula_and_every_payload(run: Path) -> None:
    cells: set[str] = set()
    for path in (run / "export").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            read = [cell for line in csv.reader(file) for cell in line]
        assert [cell for cell in read if FORMULA.search(cell) and not re.fullmatch(r"-[\d.e-]+", cell)] == [], path.name
        cells.update(cell.replace("'", "") for cell in read)
    assert [text for text in PAYLOADS if writable(text).replace("'", "") not in cells] == []


def test_json_is_strict_and_keeps_every_payload(run: Path) -> None:
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    paths = [*run.rglob("*.json")]
    read = {path.name: json.loads(path.read_text("utf-8"), parse_constant=refuse) for path in paths}
    assert set(PAYLOADS) <= {row["text"] for row in read["statements.json"]["rows"]}


def test_half_characters_in_the_record_break_no_file(consultation: Consultation, tmp_path: Path) -> None:
    manifest = consultation.manifest | {
        "name": HALF,
        "warnings": [HALF],
        "skipped": [{"path": HALF, "reason": HALF}],
        "configuration": {HALF: HALF},
        "ledger": [{"source": HALF, "fate": "statement", "n_rows": 1}],
    }
    run = write(replace(consultation, manifest=manifest), tmp_path)
    assert "half" in (run / "report" / "index.html").read_text("utf-8")


def readable(folder: Path) -> Iterator[tuple[str, str]]:
    """Everything that can be read in the files below a folder, by file."""
    for path in (path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".parquet":
            yield name, pd.read_parquet(path).to_csv()
            yield name, path.read_bytes().decode("latin-1")  # what describes the table is not compressed
        elif path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as archive:
                yield from ((f"{name} {part}", archive.read(part).decode("latin-1")) for part in archive.namelist())
        else:
            yield name, path.read_text("utf-8")


def test_no_file_knows_the_machine_or_a_secret(
    consultation: Consultation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "zofia-of-the-office")
    monkeypatch.setenv("HOME", "/home/zofia-of-the-office")
    monkeypatch.setattr(socket, "gethostname", lambda: "office-machine-17")
    warnings = [
        f"{tmp_path}/store/vectors.bin is damaged and was made again.",
        r"C:\Users\Zofia\notes\a.docx: no date.",
        r"\\server-9\share\b.docx: no date.",
        "https://zofia:hunter3@example.org/data?token=hunter4 was not reached.",
    ]
    manifest = consultation.manifest | {"warnings": [*consultation.manifest["warnings"], *warnings]}
    run = write(replace(consultation, manifest=manifest), tmp_path / "output")
    told = [
        *(getpass.getuser(), socket.gethostname(), str(Path.home()), str(tmp_path), str(Path.cwd())),
        *("hunter", "/home/", "/srv/", "/tmp/", "secret-place", "C:\\Users", "server-9"),  # noqa: S108 - not to be there
    ]
    found = [
        (name, word) for name, text in readable(tmp_path / "output") for word in told if word.lower() in text.lower()
    ]
    assert found == []
    assert "vectors.bin is damaged" in (run / "manifest.json").read_text("utf-8")
