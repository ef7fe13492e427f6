"""The results of record: a JSON file that keeps every row until it is measured again, and a page of tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.corpora import TITLES
from benchmarks.keep import keep_results
from benchmarks.methods import METHODS
from benchmarks.quality import Row

HEADINGS = {
    "nmi_topic": "NMI topic",
    "nmi_language": "NMI language",
    "nmi_language_chance": "by chance",
    "homogeneity": "homogeneity",
    "outlier_share": "outliers",
    "n_topics": "topics",
    "hidden_precision": "hidden P",
    "hidden_recall": "hidden R",
    "hidden_f1": "hidden F1",
    "coherence": "NPMI",
    "diversity": "diversity",
    "seconds": "seconds",
    "cpu_seconds": "CPU s",
    "peak_mib": "peak MiB",
}
WHOLE = {"n_topics", "peak_mib"}
TENTHS = {"seconds", "cpu_seconds"}

EXPLAINED = """\
Made by `underheard benchmark quality`; do not edit by hand. How to run it and what the scenarios are:
[docs/method.md](../../docs/method.md#measuring-it-again).

- All methods get the same vectors (bundled encoder). *Neutral*: the language part is damped with the shipped offsets.
  Peers have their packages' defaults, a seed, and 30 topics where a number must be given. LDA and FASTopic get words of
  every script; KeyNMF and Top2Vec embed their vocabulary with the same encoder, within their time.
- *NMI topic*: labels and topics over all statements, the outliers as one more cluster. *NMI language*: over assigned
  statements; lower is better. *By chance*: the same topics with languages dealt out at random, which is above 0 as
  topics are many and statements few. Where only two languages voice a category, even the labels follow languages.
- *Hidden P, R, F1*: statements of the hidden category in topics that are mostly hidden. A method that clusters
  languages finds a one-language voice by accident: read it together with NMI language, and in *full*.
- *NPMI*: of each topic's ten first words, in documents that no method saw; a document is a sentence with its
  translations (Pol.is: a comment that was not accepted). A pair that never occurs together counts -1; as these
  documents are few and short, all values are low. Stop words raise it.
- *Seconds* and *CPU s* are of the fit alone, vectors given; *peak MiB* is the whole process.
  The machine did other work too: compare CPU time. A dash: not applicable.
"""

Rows = Sequence[Row]


def load_rows(path: Path) -> list[Row]:
    """The rows of record; none where there is no file yet."""
    if not path.exists():
        return []
    return [Row(**row) for row in json.loads(path.read_text("utf-8"))["rows"]]


def updated(rows: Iterable[Row], measured: Iterable[Row]) -> list[Row]:
    """Rows of record with those measured anew in the place of their predecessors."""
    kept = {(row.corpus, row.method): row for row in rows}
    return list((kept | {(row.corpus, row.method): row for row in measured}).values())


def save_rows(rows: Rows, path: Path) -> None:
    """Write `path` as JSON, and the tables beside it as a page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ordered = sorted(rows, key=lambda row: (_place(row.corpus, TITLES), _place(row.method, METHODS)))
    content = {"rows": [asdict(row) for row in ordered]}
    keep_results(content, as_page(ordered), path)


def _place(name: str, known: Iterable[str]) -> int:
    names = list(known)
    return names.index(name) if name in names else len(names)


def as_page(rows: Rows) -> str:
    """All tables as a Markdown page, with machine, dates and versions."""
    machines = " · ".join(dict.fromkeys(row.machine for row in rows))
    versions = {name: found for row in rows for name, found in row.versions.items()}
    days = sorted({row.date for row in rows})
    about = [
        f"Machine: {machines}.",
        f"Measured {days[0]} to {days[-1]}." if days else "",
        "Versions: " + ", ".join(f"{name} {versions[name]}" for name in sorted(versions)) + ".",
    ]
    return "\n".join(["# Quality", "", EXPLAINED, as_tables(rows), "## Measured with", "", *about, ""])


def as_tables(rows: Rows) -> str:
    """One Markdown table a corpus, a row a method."""
    sections = []
    for corpus in dict.fromkeys(row.corpus for row in rows):
        of_corpus = [row for row in rows if row.corpus == corpus]
        columns = [name for name in HEADINGS if any(row.figures.get(name) is not None for row in of_corpus)]
        summary = next((row.summary for row in of_corpus if row.runs), of_corpus[0].summary)
        sections += [
            f"## {TITLES.get(corpus, corpus)}",
            "",
            f"{of_corpus[0].n_statements} statements; {summary}.",
            "",
            _line(["method", *(HEADINGS[name] for name in columns)]),
            _line(["---"] * (len(columns) + 1)),
            *(_line([_method(row, summary), *(_cell(row, name) for name in columns)]) for row in of_corpus),
            "",
        ]
    return "\n".join(sections)


def _method(row: Row, summary: str) -> str:
    """The method's name, with what went wrong, and with the number of runs where it differs from the others'."""
    notes = [row.failure] if row.failure else []
    if row.runs and row.summary != summary:
        notes.append(row.summary)
    return f"{row.label} ({'; '.join(notes)})" if notes else row.label


def _cell(row: Row, name: str) -> str:
    value = row.figures.get(name)
    if value is None:
        return "–"
    return f"{value:.0f}" if name in WHOLE else f"{value:.1f}" if name in TENTHS else f"{value:.3f}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
