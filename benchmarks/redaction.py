"""How much personal data is found: invented sentences with every place marked, and real ones that hold none."""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex as re
from ruamel.yaml import YAML

from benchmarks.keep import keep_results
from corpus.languages.identify import identify
from corpus.privacy.markers import KINDS
from corpus.privacy.redact import Redactor, likely_regions, needs_language
from corpus.privacy.spans import Span

ROOT = Path(__file__).parents[1]
SENTENCES = ROOT / "tests" / "corpus" / "privacy" / "sentences"
RESULTS = Path(__file__).parent / "results"
PARTS = ("tuned", "held-out", "unannounced")
"""`unannounced` holds names that nothing gives away: what stays."""

FALSE_ALARM_LANGUAGES = (
    *("eng_Latn", "fra_Latn", "spa_Latn", "por_Latn", "swh_Latn"),
    *("rus_Cyrl", "ukr_Cyrl", "kat_Geor", "arb_Arab", "zho_Hans"),
)
N_FALSE_ALARM_SENTENCES = 200
"""In each of the ten languages; every third, because neighbours may come from one article."""

_MARK = re.compile(r"\[\[(?P<kind>\w+) (?P<words>[^\]]+)\]\]")


@dataclass(frozen=True)
class Sentence:
    """An invented sentence, the places in it that must go, and the session it was said in."""

    language: str
    country: str
    text: str
    spans: tuple[Span, ...]


@dataclass
class Score:
    """What was to be found, what of it was found whole, and what was replaced without reason."""

    n_marked: int = 0
    n_found: int = 0
    n_replaced: int = 0
    n_right: int = 0

    @property
    def recall(self) -> float:
        """Share of the marked places that were replaced whole, by the right type; 1 where there are none."""
        return self.n_found / self.n_marked if self.n_marked else 1.0

    @property
    def precision(self) -> float:
        """Share of the replacements that touch a marked place of their type; 1 where there are none."""
        return self.n_right / self.n_replaced if self.n_replaced else 1.0

    def as_record(self) -> dict[str, Any]:
        """As plain JSON values."""
        shares = {"recall": round(self.recall, 4), "precision": round(self.precision, 4)}
        return {
            "marked": self.n_marked,
            "found": self.n_found,
            "replaced": self.n_replaced,
            "right": self.n_right,
        } | shares


def read_sentences(part: str) -> tuple[list[Sentence], dict[str, tuple[str, ...]]]:
    """The sentences of one part, and the attendance list of each language's session."""
    content = YAML(typ="safe").load((SENTENCES / f"{part}.yaml").read_text("utf-8"))
    sentences = [
        _sentence(language, session["country"], marked)
        for language, session in content.items()
        for marked in session["sentences"]
    ]
    return sentences, {language: tuple(session["names"]) for language, session in content.items()}


def _sentence(language: str, country: str, marked: str) -> Sentence:
    text, spans, end = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[end : match.start()]
        spans.append(Span(len(text), len(text) + len(match["words"]), match["kind"]))
        text += match["words"]
        end = match.end()
    return Sentence(language, country, text + marked[end:], tuple(spans))


def predictions(sentences: Sequence[Sentence], names: dict[str, tuple[str, ...]]) -> list[tuple[Span, ...]]:
    """What is replaced in each sentence; each language is one session, and all of them the corpus."""
    redactor = Redactor(by_session=names, texts=[(sentence.text, sentence.language) for sentence in sentences])
    found: list[tuple[Span, ...]] = []
    for sentence in sentences:
        language = identify([sentence.text])[0][0] if needs_language(sentence.text) else None
        regions = likely_regions(language, sentence.country)
        found.append(redactor.redact(sentence.text, regions=regions, session_id=sentence.language).spans)
    return found


def scores(sentences: Sequence[Sentence], found: Sequence[Sequence[Span]]) -> dict[str, Score]:
    """A score for each type, each language (as `language:en`), and for `all`."""
    by_name: dict[str, Score] = {"all": Score()}
    for sentence, spans in zip(sentences, found, strict=True):
        for marked in sentence.spans:
            is_found = _is_covered(sentence.text, marked, spans)
            for name in ("all", marked.kind, f"language:{sentence.language}"):
                score = by_name.setdefault(name, Score())
                score.n_marked += 1
                score.n_found += is_found
        for span in spans:
            is_right = any(_touch(span, marked) for marked in sentence.spans)
            for name in ("all", span.kind, f"language:{sentence.language}"):
                score = by_name.setdefault(name, Score())
                score.n_replaced += 1
                score.n_right += is_right
    return by_name


def _is_covered(text: str, marked: Span, spans: Iterable[Span]) -> bool:
    """Whether every letter and digit of the marked place lies in replacements of its type."""
    mine = [span for span in spans if span.kind == marked.kind]
    return all(
        any(span.start <= place < span.end for span in mine)
        for place in range(marked.start, marked.end)
        if text[place].isalnum()
    )


def _touch(span: Span, marked: Span) -> bool:
    return span.kind == marked.kind and span.start < marked.end and marked.start < span.end


def misses(sentences: Sequence[Sentence], found: Sequence[Sequence[Span]]) -> Iterator[str]:
    """Each sentence with a miss or a false alarm, as a line to read; the sentences are invented."""
    for sentence, spans in zip(sentences, found, strict=True):
        missed = [span for span in sentence.spans if not _is_covered(sentence.text, span, spans)]
        wrong = [span for span in spans if not any(_touch(span, marked) for marked in sentence.spans)]
        if missed or wrong:
            shown = [f"-{span.kind} {sentence.text[span.start : span.end]}" for span in missed]
            shown += [f"+{span.kind} {sentence.text[span.start : span.end]}" for span in wrong]
            yield f"{sentence.language}: {sentence.text}  =>  {'; '.join(shown)}"


def false_alarms(data: Path) -> dict[str, Any]:
    """What is replaced in sentences of SIB-200, which were published and name no participant, by type and language.

    Names of public persons after a title count here: nobody allowed them.
    """
    by_language: dict[str, dict[str, int]] = {}
    n_sentences = 0
    for language in FALSE_ALARM_LANGUAGES:
        texts = _published(data / "sib200" / language)[::3][:N_FALSE_ALARM_SENTENCES]
        n_sentences += len(texts)
        redactor = Redactor()
        by_language[language] = dict(Counter(span.kind for text in texts for span in redactor.redact(text).spans))
    total = sum((Counter(counts) for counts in by_language.values()), Counter[str]())
    return {"sentences": n_sentences, "by_type": dict(total), "by_language": by_language}


def _published(folder: Path) -> list[str]:
    with (folder / "train.tsv").open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def speed(data: Path) -> dict[str, float]:
    """Statements a second of redaction with 100 names declared, and of language identification for comparison."""
    texts = [text for language in FALSE_ALARM_LANGUAGES for text in _published(data / "sib200" / language)[:100]]
    redactor = Redactor(f"Zq{number:02}ara Vx{number:02}oni" for number in range(100))
    redactor.redact(texts[0])
    identify(texts[:1])  # both have loaded what they need
    started = time.process_time()
    for text in texts:
        redactor.redact(text, regions=("KE", "GB"))
    redaction = time.process_time() - started
    started = time.process_time()
    identify(texts)
    identification = time.process_time() - started
    return {
        "statements_a_second": round(len(texts) / redaction),
        "identified_a_second": round(len(texts) / identification),
    }


def measure(data: Path | None) -> dict[str, Any]:
    """All results as plain JSON values; those on published sentences only with the folder that holds sib200/."""
    results: dict[str, Any] = {part: _measured(part) for part in PARTS}
    if data is not None:
        results["false_alarms"] = false_alarms(data)
        results["speed"] = speed(data)
    return results


def _measured(part: str) -> dict[str, Any]:
    sentences, names = read_sentences(part)
    found = predictions(sentences, names)
    return {
        "sentences": len(sentences),
        "without_personal_data": sum(not sentence.spans for sentence in sentences),
        "scores": {name: score.as_record() for name, score in sorted(scores(sentences, found).items())},
        # Of held-out sentences only the figures: whoever reads their misses begins to tune on them.
        "misses": list(misses(sentences, found)) if part == "tuned" else [],
    }


def as_tables(results: dict[str, Any]) -> str:
    """The results in Markdown."""
    lines = [
        "# Redaction",
        "",
        "Made by `underheard benchmark redaction`. Invented sentences, each place marked; the held-out ones were",
        "written before the patterns, and nothing was tuned on them. A place counts as found when all of it is",
        "replaced, by the right type. Precision is the share of replacements that touch a marked place of their type.",
        "Names there are declared, or announced by a title, an introduction or a tag; *unannounced* ones are apart.",
    ]
    for part in PARTS:
        lines += _table(part, results[part])
    if alarms := results.get("false_alarms"):
        by_type = ", ".join(f"{kind} {n}" for kind, n in sorted(alarms["by_type"].items())) or "nothing"
        where = f"{alarms['sentences']} published sentences (SIB-200, {len(alarms['by_language'])} languages)"
        lines += ["", "## Published sentences", "", f"Replaced in {where}: {by_type}."]
    if pace := results.get("speed"):
        ratio = pace["statements_a_second"] / pace["identified_a_second"]
        lines += ["", f"Redaction is {ratio:.1f} times as fast as language identification on the same sentences."]
    return "\n".join(lines) + "\n"


def _table(part: str, block: dict[str, Any]) -> list[str]:
    held = f"{block['sentences']} sentences, {block['without_personal_data']} of them without personal data"
    lines = ["", f"## {part.capitalize()}: {held}", ""]
    lines += ["| type or language | marked | recall | replaced | precision |", "| --- | ---: | ---: | ---: | ---: |"]
    for name in ("all", *KINDS, *(name for name in block["scores"] if name.startswith("language:"))):
        if score := block["scores"].get(name):
            title, recall = name.removeprefix("language:"), f"{score['recall']:.2f}"
            precision = f"{score['precision']:.2f}" if score["replaced"] else "–"
            lines.append(f"| {title} | {score['marked']} | {recall} | {score['replaced']} | {precision} |")
    return lines


def main(arguments: Sequence[str]) -> int:
    """Measure, show and keep the results; returns the exit code."""
    parser = argparse.ArgumentParser(prog="underheard benchmark redaction")
    parser.add_argument("--data", type=Path, help="folder that holds sib200/, for false alarms and speed")
    parser.add_argument("--save", type=Path, default=RESULTS / "redaction.json", help="where the results go")
    chosen = parser.parse_args(list(arguments))
    if chosen.data is not None and not (chosen.data / "sib200").is_dir():
        sys.stderr.write(f"{chosen.data} does not hold sib200/. Name the folder that does with --data.\n")
        return 1
    results = measure(chosen.data)
    keep_results(results, as_tables(results), chosen.save)
    sys.stdout.write(as_tables(results))
    return 0
