"""How fast notes become statements, format by format, on generated notes that say the same."""

from __future__ import annotations

import argparse
import html
import io
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import openpyxl

from benchmarks.keep import keep_results
from benchmarks.machine import machine
from corpus.documents.read import read_document
from corpus.errors import UnreadableDocument
from corpus.notes.folder import read_notes
from corpus.sources import NotesSource

RESULTS = Path(__file__).parent / "results"
N_NOTES, N_PARTS, N_STATEMENTS = 4, 10, 30
"""Notes of a format, their parts, and the bullets in each part: 300 statements a note, a long day's."""
N_WORDS = range(8, 19)
N_TIMES = 3
REFERENCE = "md"
SYLLABLES = ("ka", "lo", "mi", "ru", "te", "va", "во", "да", "ме", "ни", "ра", "сто")
"""Words are made of these, so that nobody said them; two scripts, as notes have."""

Part = tuple[str, list[str]]
"""A heading and what was said below it."""


def parts_of(seed: int) -> list[Part]:
    """An invented note."""
    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret with it
    return [
        (f"{_words(chance, 3)} {number}", [f"{_words(chance, chance.choice(N_WORDS))}." for _ in range(N_STATEMENTS)])
        for number in range(1, N_PARTS + 1)
    ]


def _words(chance: random.Random, n_words: int) -> str:
    script = chance.choice((SYLLABLES[:6], SYLLABLES[6:]))
    words = ["".join(chance.choices(script, k=chance.randint(1, 4))) for _ in range(n_words)]
    return " ".join(words).capitalize()


# --- the same note in each format ---------------------------------------------------------------------------


def as_markdown(parts: Sequence[Part]) -> bytes:
    """Headings and bullets of Markdown."""
    lines = ["# Talk", ""]
    for heading, said in parts:
        lines += [f"## {heading}", "", *(f"- {text}" for text in said), ""]
    return "\n".join(lines).encode()


def as_text(parts: Sequence[Part]) -> bytes:
    """Headings apart, and bullets."""
    return "\n".join(line for heading, said in parts for line in ("", heading, "", *(f"• {t}" for t in said))).encode()


def as_word(parts: Sequence[Part]) -> bytes:
    """Word's own styles."""
    document = docx.Document()
    for heading, said in parts:
        document.add_heading(heading, 2)
        for text in said:
            document.add_paragraph(text, style="List Bullet")
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def as_page(parts: Sequence[Part]) -> bytes:
    """Headings and lists of a web page."""
    body = "".join(
        f"<h2>{html.escape(heading)}</h2><ul>{''.join(f'<li>{html.escape(text)}</li>' for text in said)}</ul>"
        for heading, said in parts
    )
    return f"<!doctype html><html><meta charset=utf-8><body>{body}</body></html>".encode()


def as_mail(parts: Sequence[Part]) -> bytes:
    """A mail with the note as its text."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Notes"
    message.set_content(as_text(parts).decode())
    return message.as_bytes()


def as_workbook(parts: Sequence[Part]) -> bytes:
    """A sheet with a column for the topic and one for what was said."""
    workbook = openpyxl.Workbook()
    workbook.active.append(("Topic", "What was said"))
    for heading, said in parts:
        for text in said:
            workbook.active.append((heading, text))
    packed = io.BytesIO()
    workbook.save(packed)
    return packed.getvalue()


def as_open_document(parts: Sequence[Part]) -> bytes:
    """Headings and lists of LibreOffice."""
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    body = "".join(
        f'<text:h text:outline-level="2">{heading}</text:h><text:list>'
        + "".join(f"<text:list-item><text:p>{text}</text:p></text:list-item>" for text in said)
        + "</text:list>"
        for heading, said in parts
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{names}office:1.0" xmlns:text="{names}text:1.0"><office:body>'
            f"<office:text>{body}</office:text></office:body></office:document-content>",
        )
    return packed.getvalue()


def as_rich_text(parts: Sequence[Part]) -> bytes:
    """Paragraphs with bullets."""
    lines = (f"\\pard {line}\\par\n" for heading, said in parts for line in (f"\\b {heading}\\b0", *said))
    escaped = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in "".join(lines))
    return f"{{\\rtf1\\ansi\\uc1 {escaped}}}".encode()


def as_pdf(parts: Sequence[Part]) -> bytes:
    """Lines of type on pages, in Latin letters as its built-in letters are."""
    lines = [line for heading, said in parts for line in (heading, *(f"- {text}" for text in said))]
    pages = [lines[start : start + 40] for start in range(0, len(lines), 40)]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    resources = "/Resources<</Font<</F1 3 0 R>>>>"
    for number, page in enumerate(pages):
        shown = "".join(f"({_latin(line)}) Tj T*\n" for line in page)
        content = f"BT /F1 9 Tf 18 TL 40 770 Td\n{shown}ET"
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 842]/Contents {5 + 2 * number} 0 R{resources}>>",
            f"<</Length {len(content)}>>stream\n{content}\nendstream",
        ]
    made, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF"
    return f"{made}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode()


def _latin(text: str) -> str:
    return "".join(c if c.isascii() else "aeiou"[ord(c) % 5] for c in text)


FORMATS: dict[str, Callable[[Sequence[Part]], bytes]] = {
    "md": as_markdown,
    "txt": as_text,
    "docx": as_word,
    "odt": as_open_document,
    "html": as_page,
    "eml": as_mail,
    "xlsx": as_workbook,
    "rtf": as_rich_text,
    "pdf": as_pdf,
}


# --- measuring ----------------------------------------------------------------------------------------------


def measure(formats: Sequence[str] = tuple(FORMATS)) -> dict[str, Any]:
    """For each format that is read, its statements, and the seconds to blocks and to statements, best of three."""
    results: dict[str, Any] = {"machine": machine(), "formats": {}}
    with tempfile.TemporaryDirectory() as folder:
        for name, paths in _written(Path(folder), formats):
            source = NotesSource(paths[0].parent)
            try:
                read_document(paths[0])  # starts the worker, loads what the reader needs
            except UnreadableDocument:
                continue
            n_statements = len(read_notes(source).rows)
            to_blocks = min(_seconds_to_blocks(paths) for _ in range(N_TIMES))
            to_statements = min(_seconds_to_statements(source) for _ in range(N_TIMES))
            results["formats"][name] = {
                "statements": n_statements,
                "kilobytes": round(sum(path.stat().st_size for path in paths) / 1000),
                "seconds_to_blocks": round(to_blocks, 4),
                "seconds_to_statements": round(to_statements, 4),
            }
    return results


def _written(folder: Path, formats: Sequence[str]) -> Iterator[tuple[str, list[Path]]]:
    for name in formats:
        (folder / name).mkdir()
        paths = [folder / name / f"{number}.{name}" for number in range(N_NOTES)]
        for number, path in enumerate(paths):
            path.write_bytes(FORMATS[name](parts_of(number)))
        yield name, paths


def _seconds_to_blocks(paths: Sequence[Path]) -> float:
    started = time.perf_counter()
    for path in paths:
        read_document(path)
    return time.perf_counter() - started


def _seconds_to_statements(source: NotesSource) -> float:
    started = time.perf_counter()
    read_notes(source)
    return time.perf_counter() - started


def as_table(results: dict[str, Any]) -> str:
    """The results in Markdown."""
    formats = results["formats"]
    reference = formats.get(REFERENCE) or next(iter(formats.values()))
    lines = [
        "# Reading",
        "",
        "Made by `underheard benchmark reading`; do not edit by hand. Generated notes that say the same in each",
        f"format, {N_NOTES} of {N_PARTS * N_STATEMENTS} statements each, with the worker that parses already started;",
        f"best of {N_TIMES}. *Parsing* is from the file to its blocks; the rest of *reading*, cutting and identifying",
        f"languages, is the same for all. *Beside {REFERENCE}*: how many times as long a statement takes.",
        "",
        f"| format | kB | statements | parsing, s | reading, s | statements a second | beside {REFERENCE} |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, row in formats.items():
        seconds = row["seconds_to_statements"]
        ratio = (seconds / row["statements"]) / (reference["seconds_to_statements"] / reference["statements"])
        lines.append(
            f"| {name} | {row['kilobytes']} | {row['statements']} | {row['seconds_to_blocks']:.3f} | {seconds:.2f} "
            f"| {row['statements'] / seconds:,.0f} | {ratio:.2f} |"
        )
    return "\n".join([*lines, "", f"Machine: {results['machine']}.", ""])


def main(arguments: Sequence[str]) -> int:
    """Measure, show and keep the results; returns the exit code."""
    parser = argparse.ArgumentParser(prog="underheard benchmark reading")
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=tuple(FORMATS), help="only these")
    parser.add_argument("--save", type=Path, default=RESULTS / "reading.json", help="where the results go")
    chosen = parser.parse_args(list(arguments))
    results = measure(chosen.formats)
    keep_results(results, as_table(results), chosen.save)
    sys.stdout.write(as_table(results))
    return 0
