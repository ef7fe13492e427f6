"""How well duplicates are told from statements that only look alike, and how long linking takes."""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from ruamel.yaml import YAML

from benchmarks.keep import keep_results
from benchmarks.machine import machine
from corpus.duplicates.links import link_duplicates

ROOT = Path(__file__).parents[1]
PAIRS = ROOT / "tests" / "corpus" / "duplicates" / "pairs.yaml"
RESULTS = Path(__file__).parent / "results"
SIZES = (10_000, 100_000, 200_000)

REPEATED_SHARE = 0.1
"""Of the made-up statements, that repeat another one: half in capitals, half with a letter left out."""

N_WORDS = 20_000
LETTERS = {
    "en": "abcdefghijklmnoprstuvy",
    "ru": "абвгдежзиклмнопрстуфхчшья",
    "ar": "ابتثجحخدرسشصطعفقكلمنهوي",
    "zh": "".join(map(chr, range(0x4E00, 0x4E00 + 2_500))),
}
WORD_LETTERS = {"zh": (1, 2)}
USUAL_WORD_LETTERS = (2, 10)
SENTENCE_WORDS = (6, 30)


@dataclass(frozen=True)
class Pair:
    """Two invented statements, and whether they are one sentence written twice."""

    language: str
    one: str
    other: str
    is_same: bool


def read_pairs() -> list[Pair]:
    """All pairs, by language."""
    content = YAML(typ="safe").load(PAIRS.read_text("utf-8"))
    return [
        Pair(language, one, other, kind == "same")
        for language, kinds in content.items()
        for kind in ("same", "different")
        for one, other in kinds[kind]
    ]


def is_linked(pair: Pair) -> bool:
    """Whether the two are linked where nothing else is said."""
    links = _links([pair.one, pair.other], [pair.language] * 2)
    return bool(links["duplicate_of"].notna().any())


def _links(texts: Sequence[str], languages: Sequence[str]) -> pd.DataFrame:
    statements = pd.DataFrame({"text": texts, "language": languages, "session_id": None})
    statements = statements.assign(statement_id=statements.index.astype(str), groups=[()] * len(texts))
    return link_duplicates(statements, pd.DataFrame({"session_id": [], "groups": []}), [])


def scores(pairs: Sequence[Pair], linked: Sequence[bool]) -> dict[str, dict[str, Any]]:
    """Recall and precision of the links for each language, and for `all`; None where nothing is linked."""
    table = pd.DataFrame(
        {"language": [p.language for p in pairs], "same": [p.is_same for p in pairs], "linked": linked}
    )
    parts = {"all": table, **{str(language): rows for language, rows in table.groupby("language", sort=False)}}
    return {name: _score(rows) for name, rows in parts.items()}


def _score(rows: pd.DataFrame) -> dict[str, Any]:
    n_same, n_linked = int(rows["same"].sum()), int(rows["linked"].sum())
    n_right = int((rows["same"] & rows["linked"]).sum())
    return {
        "same": n_same,
        "different": len(rows) - n_same,
        "linked": n_linked,
        "right": n_right,
        "recall": round(n_right / n_same, 4) if n_same else None,
        "precision": round(n_right / n_linked, 4) if n_linked else None,
    }


def made_up(n: int, *, seed: int) -> tuple[list[str], list[str]]:
    """`n` statements of made-up words in four scripts and their languages, some of them repeated."""
    rng = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
    words = {language: list(_made_up_words(language, rng)) for language in LETTERS}
    texts: list[str] = []
    languages: list[str] = []
    for _ in range(n):
        if texts and rng.random() < REPEATED_SHARE:
            at = rng.randrange(len(texts))
            texts.append(_repeated(texts[at], rng))
            languages.append(languages[at])
        else:
            language = rng.choice(list(LETTERS))
            chosen = rng.choices(words[language], k=rng.randint(*SENTENCE_WORDS))
            texts.append(("" if language == "zh" else " ").join(chosen))
            languages.append(language)
    return texts, languages


def _made_up_words(language: str, rng: random.Random) -> Iterator[str]:
    for _ in range(N_WORDS):
        n_letters = rng.randint(*WORD_LETTERS.get(language, USUAL_WORD_LETTERS))
        yield "".join(rng.choices(LETTERS[language], k=n_letters))


def _repeated(text: str, rng: random.Random) -> str:
    if rng.random() < 0.5:
        return f"{text.upper()}!"
    at = rng.randrange(len(text))
    return text[:at] + text[at + 1 :]


def speed(sizes: Sequence[int]) -> list[dict[str, Any]]:
    """Seconds that linking takes for each size, smallest first, with the links found and the memory held at most."""
    measured = []
    for n in sorted(sizes):
        texts, languages = made_up(n, seed=n)
        started = time.process_time()
        links = _links(texts, languages)
        seconds = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        kinds = {str(kind): int(k) for kind, k in links["duplicate_kind"].value_counts().sort_index().items()}
        measured.append({"statements": n, "seconds": round(seconds, 1), "peak_megabytes": peak, "links": kinds})
    return measured


def measure(sizes: Sequence[int]) -> dict[str, Any]:
    """All results as plain JSON values."""
    pairs = read_pairs()
    linked = [is_linked(pair) for pair in pairs]
    wrong = [
        f"{pair.language}: {pair.one}  |  {pair.other}"
        for pair, is_one in zip(pairs, linked, strict=True)
        if is_one != pair.is_same
    ]
    return {"scores": scores(pairs, linked), "wrong": wrong, "machine": machine(), "speed": speed(sizes)}


def as_tables(results: dict[str, Any]) -> str:
    """The results in Markdown."""
    lines = [
        "# Duplicates",
        "",
        "Made by `underheard benchmark duplicates`. Invented pairs: one sentence written twice (*same*), or two that",
        "differ by a negation, a number, a name, a group, a direction or a question mark (*different*). Recall is the",
        "share of same pairs that are linked, precision the share of links that are between same ones.",
        "",
        "| language | same | different | linked | recall | precision |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for language, score in results["scores"].items():
        counts = " | ".join(str(score[name]) for name in ("same", "different", "linked"))
        shares = " | ".join("–" if score[name] is None else f"{score[name]:.2f}" for name in ("recall", "precision"))
        lines.append(f"| {language} | {counts} | {shares} |")
    lines += ["", "## Pairs told wrongly", "", *(f"- {pair}" for pair in results["wrong"])]
    if results["speed"]:
        lines += [
            "",
            "## Time",
            "",
            "Statements of made-up words in four scripts, one in ten of them a repeated one. Seconds of one processor;",
            "memory is all that the process held at most, Python and its libraries included.",
            f"Machine: {results['machine']}.",
            "",
            "| statements | seconds | peak memory (MB) | linked |",
            "| ---: | ---: | ---: | ---: |",
        ]
        for row in results["speed"]:
            counts = f"{row['statements']:,} | {row['seconds']} | {row['peak_megabytes']:,}"
            lines.append(f"| {counts} | {sum(row['links'].values()):,} |")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Measure, show and keep the results; returns the exit code."""
    parser = argparse.ArgumentParser(prog="underheard benchmark duplicates")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="numbers of statements to take the time of")
    parser.add_argument("--save", type=Path, default=RESULTS / "duplicates.json", help="where the results go")
    chosen = parser.parse_args(list(arguments))
    results = measure(chosen.sizes)
    keep_results(results, as_tables(results), chosen.save)
    sys.stdout.write(as_tables(results))
    return 0
