"""How often the language is right, on sentences and on first words, and what languages that nobody knows become."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.keep import keep_results
from benchmarks.language_profiles import Sample, five_words, make_alphabets, make_profiles, read_samples
from benchmarks.machine import machine
from corpus.languages import alphabets
from corpus.languages.codes import EXPECTED_LANGUAGES
from corpus.languages.identify import identify
from corpus.languages.mixed import identify_mixed
from corpus.languages.profiles import MEASURED, Profiles
from corpus.languages.settle import LOW_CONFIDENCE
from corpus.schemas import UNKNOWN_LANGUAGE

RESULTS = Path(__file__).parent / "results"
LENGTHS = ("sentence", "five words")
SPEED_TEXTS = 50_000
MIXED = (
    ("rus_Cyrl", "ukr_Cyrl"),
    ("eng_Latn", "fra_Latn"),
    ("arb_Arab", "fra_Latn"),
    ("zho_Hans", "eng_Latn"),
    ("kat_Geor", "rus_Cyrl"),
    ("swh_Latn", "eng_Latn"),
    ("por_Latn", "spa_Latn"),
)


def measure(data: Path) -> dict[str, Any]:
    """All results as plain JSON values."""
    samples = read_samples(data, is_for_measuring=True)
    training = read_samples(data, is_for_measuring=False)
    known = [sample for sample in samples if sample.codes]
    unknown = [sample for sample in samples if not sample.codes]
    return {
        "expected": {sample.name: _known(sample) for sample in known if sample.codes & EXPECTED_LANGUAGES},
        "other": {sample.name: _known(sample) for sample in known if not sample.codes & EXPECTED_LANGUAGES},
        "unknown": {sample.name: _unknown(sample) for sample in unknown},
        "never_seen": _never_seen(training, unknown),
        "mixed": _mixed({sample.name: sample for sample in known}),
        "texts_a_second": speed(samples),
        "machine": machine(),
    }


def _texts(sample: Sample, length: str) -> list[str]:
    return list(sample.sentences) if length == "sentence" else [five_words(text) for text in sample.sentences]


def _known(sample: Sample) -> dict[str, dict[str, float]]:
    """Shares of the sentences that are right, undetermined, and wrong with confidence."""
    shares: dict[str, dict[str, float]] = {}
    for length in LENGTHS:
        languages, confidences = identify(_texts(sample, length))
        is_right = np.array([language in sample.codes for language in languages])
        is_none = np.array([language == UNKNOWN_LANGUAGE for language in languages])
        is_sure = confidences >= LOW_CONFIDENCE
        shares[length] = {
            "right": _share(is_right),
            "right_and_sure": _share(is_right & is_sure),
            "undetermined": _share(is_none),
            "wrong_and_sure": _share(~is_right & ~is_none & is_sure),
        }
    return shares


def _unknown(sample: Sample, profiles: Profiles | None = None) -> dict[str, dict[str, float]]:
    """Shares of the sentences that are undetermined, and that get a language with confidence, which must be wrong."""
    shares: dict[str, dict[str, float]] = {}
    for length in LENGTHS:
        languages, confidences = identify(_texts(sample, length), profiles)
        is_none = np.array([language == UNKNOWN_LANGUAGE for language in languages])
        is_sure = confidences >= LOW_CONFIDENCE
        shares[length] = {"undetermined": _share(is_none), "wrong_and_sure": _share(~is_none & is_sure)}
    return shares


def _never_seen(training: Sequence[Sample], unknown: Sequence[Sample]) -> dict[str, Any]:
    """As `_unknown`, each half of the languages with profiles made without it."""
    measured: dict[str, Any] = {}
    for half in (unknown[::2], unknown[1::2]):
        profiles = make_profiles(training, without=[sample.name for sample in half])
        measured |= {sample.name: _unknown(sample, profiles) for sample in half}
    return measured


def _mixed(known: dict[str, Sample]) -> dict[str, Any]:
    """Shares of statements of two sentences for which both languages are found, and where both are one language."""
    found: dict[str, float] = {}
    for one, other in MIXED:
        codes = known[one].codes, known[other].codes
        texts = [" ".join(pair) for pair in zip(known[one].sentences, known[other].sentences, strict=True)]
        pairs = identify_mixed(texts, [None] * len(texts))
        is_found = [
            (first in codes[0] and second in codes[1]) or (first in codes[1] and second in codes[0])
            for first, second in zip(pairs.first, pairs.second, strict=True)
        ]
        found[f"{one} and {other}"] = _share(np.array(is_found))
    alike = [sample for sample in known.values() if sample.codes & EXPECTED_LANGUAGES]
    texts = [" ".join(pair) for sample in alike for pair in zip(sample.sentences, sample.sentences[1:], strict=False)]
    mistaken = [second is not None for second in identify_mixed(texts, [None] * len(texts)).second]
    return {"found": found, "mistaken": _share(np.array(mistaken)), "pairs_in_one_language": len(texts)}


def _share(is_so: np.ndarray[Any, np.dtype[np.bool_]]) -> float:
    return round(float(is_so.mean()), 4)


def speed(samples: Sequence[Sample]) -> int:
    """Sentences of the expected languages identified in a second of processor time."""
    texts = [text for sample in samples if sample.codes & EXPECTED_LANGUAGES for text in sample.sentences]
    texts = (texts * (SPEED_TEXTS // len(texts) + 1))[:SPEED_TEXTS]
    identify(texts[:100])  # has loaded what it needs
    started = time.process_time()
    identify(texts)
    return round(len(texts) / (time.process_time() - started))


def as_tables(results: dict[str, Any]) -> str:
    """The results in Markdown."""
    lines = [
        "# Language",
        "",
        "Made by `underheard benchmark language`; do not edit by hand. Sentences of SIB-200: every third of each",
        "language's training part; the profiles in `corpus/languages/` were made from the others. *Sure* is a",
        f"confidence of {LOW_CONFIDENCE} or more. Shares of sentences, then of their first five words.",
        "",
        "| languages | right | right and sure | undetermined | wrong and sure |",
        "| --- | ---: | ---: | ---: | ---: |",
        _row("the twenty expected, and their varieties", results["expected"]),
        _row("others that the model knows", results["other"]),
        _row("unknown to the model, with a profile", results["unknown"]),
        _row("unknown to the model, left out of the profiles", results["never_seen"]),
        "",
        "The last row stands for languages that nobody thought of: each half of the unknown ones is measured with",
        "profiles made without it.",
        "",
        f"{results['texts_a_second']:,} sentences a second of processor time ({results['machine']}).",
    ]
    mixed = results["mixed"]
    lines += ["", "## Two languages in one statement", "", "| a sentence in each | both found |", "| --- | ---: |"]
    lines += [f"| {pair} | {100 * share:.1f}% |" for pair, share in mixed["found"].items()]
    lines += ["", f"Found in statements of one expected language by mistake: {100 * mixed['mistaken']:.2f}% of "]
    lines[-1] += f"{mixed['pairs_in_one_language']:,}."
    titles = {"expected": "Expected languages", "other": "Other known languages", "unknown": "Unknown languages"}
    for key, title in titles.items():
        lines += ["", f"## {title}", "", "| language | right | right and sure | undetermined | wrong and sure |"]
        lines += ["| --- | ---: | ---: | ---: | ---: |"]
        lines += [_row(name, {name: shares}) for name, shares in results[key].items()]
    return "\n".join(lines) + "\n"


def _row(title: str, languages: dict[str, Any]) -> str:
    cells: list[str] = []
    for share in ("right", "right_and_sure", "undetermined", "wrong_and_sure"):
        values = [[shares[length].get(share) for shares in languages.values()] for length in LENGTHS]
        shown = [f"{100 * sum(each) / len(each):.1f}" for each in values if None not in each]
        cells.append(" / ".join(shown) + "%" if shown else "–")
    return f"| {title} | {' | '.join(cells)} |"


def main(arguments: Sequence[str]) -> int:
    """Measure, show and keep the results; returns the exit code."""
    parser = argparse.ArgumentParser(prog="underheard benchmark language")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds sib200/")
    parser.add_argument("--save", type=Path, default=RESULTS / "language.json", help="where the results go")
    parser.add_argument("--make", action="store_true", help="make the profiles and alphabets that are shipped anew")
    chosen = parser.parse_args(list(arguments))
    if not (chosen.data / "sib200").is_dir():
        sys.stderr.write(f"{chosen.data} does not hold sib200/. Name the folder that does with --data.\n")
        return 1
    if chosen.make:
        training = read_samples(chosen.data, is_for_measuring=False)
        make_profiles(training).save(MEASURED)
        letters = make_alphabets(training)
        alphabets.MEASURED.write_text(json.dumps(letters, ensure_ascii=False, indent=0) + "\n", "utf-8")
    results = measure(chosen.data)
    keep_results(results, as_tables(results), chosen.save)
    sys.stdout.write(as_tables(results))
    return 0
