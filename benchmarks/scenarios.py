"""The corpora of the benchmark: SIB-200 as a consultation with a hidden voice, and seven Pol.is conversations.

SIB-200 has the same sentences in many languages, each with one of seven categories. A scenario deals them out to
languages, so that it is known which topics there are and who voices which; languages stand for groups of people.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np
import pandas as pd

from corpus.languages.codes import normalise
from corpus.read import read_sources
from corpus.sources import PolisSource

EVALUATION_SPLITS = ("dev", "test")
HELD_OUT_SPLIT = "train"
"""Split that the shipped language offsets were measured on: no scenario takes a statement from it."""

LANGUAGES_A_SENTENCE = 3
OTHER_STATEMENTS_SHARE = 60 / 2037
"""Other statements of the hidden languages in `partial`, as a share of `exclusive` (the construction of record)."""

ScenarioName = Literal["balanced", "exclusive", "partial", "full"]
SCENARIOS: tuple[ScenarioName, ...] = get_args(ScenarioName)


@dataclass(frozen=True)
class HiddenVoice:
    """Who voices what nobody else voices: `languages` are folders of SIB-200, `category` one of its seven."""

    category: str = "health"
    languages: tuple[str, ...] = ("ukr_Cyrl", "swh_Latn")


DEFAULT_VOICE = HiddenVoice()


def scenario(
    folder: Path,
    name: ScenarioName,
    seed: int,
    hidden_category: str = DEFAULT_VOICE.category,
    hidden_languages: tuple[str, ...] = DEFAULT_VOICE.languages,
) -> pd.DataFrame:
    """The statements of a scenario, ordered by sentence and language; `seed` decides who voices which sentence.

    - balanced: each sentence in three random languages; nothing is hidden.
    - exclusive: the hidden category in the hidden languages, each of its sentences in all of them, and nothing else
      in them; every other sentence in three random ones of the other languages.
    - partial: the same, plus a few other statements in the hidden languages (3% of `exclusive`).
    - full: the hidden category in the hidden languages only; every other sentence in three random ones of all
      languages, so that a language alone gives nothing away.

    Args:
        folder: SIB-200, one folder a language; those with all evaluation splits take part.
        name: Which scenario.
        seed: Of the draw.
        hidden_category: What only the hidden languages voice.
        hidden_languages: Who voices it, by folder name.

    Returns:
        Columns statement_id, text, language (code as in the corpus), label (the category), is_hidden, sentence_id (the
        same for translations), session_id, author_id (both None) and groups (empty: discovery gets no hint).

    Raises:
        ValueError: A hidden language takes no part, or no sentence has the hidden category.
    """
    sentences = evaluation_sentences(folder)
    if wrong := sorted(set(hidden_languages) - set(sentences["folder"])):
        raise ValueError(f"hidden languages {', '.join(wrong)} have no evaluation splits")
    is_category = sentences["label"] == hidden_category
    if not is_category.any():
        raise ValueError(f"no sentence has the category {hidden_category!r}")
    is_theirs = sentences["folder"].isin(hidden_languages)
    rng = np.random.default_rng(seed)
    if name == "balanced":
        chosen = _in_three_languages(sentences, rng)
        return _as_statements(chosen, is_hidden=pd.Series(data=False, index=chosen.index))
    hidden = sentences[is_category & is_theirs]
    rest = sentences[~is_category] if name == "full" else sentences[~is_category & ~is_theirs]
    chosen = pd.concat([hidden, _in_three_languages(rest, rng)])
    if name == "partial":
        n_other = round(OTHER_STATEMENTS_SHARE * len(chosen))
        chosen = pd.concat([chosen, sentences[~is_category & is_theirs].sample(n_other, random_state=rng)])
    return _as_statements(chosen, is_hidden=chosen["label"] == hidden_category)


def evaluation_sentences(folder: Path) -> pd.DataFrame:
    """Every evaluation sentence in every language that has all evaluation splits.

    Columns sentence_id, label, text, language and folder.

    Raises:
        ValueError: No language has them.
    """
    languages = [
        path.name
        for path in sorted(folder.iterdir())
        if all((path / f"{split}.tsv").is_file() for split in EVALUATION_SPLITS)
    ]
    return _read_splits(folder, languages, EVALUATION_SPLITS)


def held_out_documents(folder: Path) -> pd.DataFrame:
    """The held-out split of the languages that take part; columns as `evaluation_sentences`."""
    languages = evaluation_sentences(folder)["folder"].unique().tolist()
    return _read_splits(folder, languages, (HELD_OUT_SPLIT,))


def polis(folder: Path) -> pd.DataFrame:
    """The accepted comments of every conversation in `folder`, with the columns of a scenario and of the corpus.

    The label is the conversation.
    """
    statements = read_sources(_conversations(folder)).statements
    return statements.assign(label=statements["source"], is_hidden=False, sentence_id=statements["statement_id"])


def polis_held_out(folder: Path) -> pd.DataFrame:
    """The comments that moderation did not accept: of the same conversations, and in no scenario.

    Columns sentence_id, text and language.
    """
    everything = read_sources(_conversations(folder, moderation="all")).statements
    accepted = read_sources(_conversations(folder)).statements["statement_id"]
    others = everything[~everything["statement_id"].isin(accepted)]
    return others.assign(sentence_id=others["statement_id"])[["sentence_id", "text", "language"]]


def _conversations(folder: Path, *, moderation: Literal["accepted", "all"] = "accepted") -> list[PolisSource]:
    return [
        PolisSource(path, moderation=moderation)
        for path in sorted(folder.iterdir())
        if (path / "comments.csv").exists()
    ]


def _read_splits(folder: Path, languages: list[str], splits: tuple[str, ...]) -> pd.DataFrame:
    if not languages:
        raise ValueError(f"{folder.name} holds no language with {' and '.join(EVALUATION_SPLITS)}")
    tables = [
        pd.read_csv(
            folder / language / f"{split}.tsv", sep="\t", quoting=csv.QUOTE_NONE, dtype=str, keep_default_na=False
        ).assign(folder=language, language=normalise(language))
        for language in languages
        for split in splits
    ]
    sentences = pd.concat(tables, ignore_index=True).rename(columns={"index_id": "sentence_id", "category": "label"})
    return sentences.sort_values(["sentence_id", "folder"], ignore_index=True)


def _in_three_languages(sentences: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    return sentences.groupby("sentence_id").sample(LANGUAGES_A_SENTENCE, random_state=rng)


def _as_statements(chosen: pd.DataFrame, *, is_hidden: pd.Series[bool]) -> pd.DataFrame:
    statements = chosen.assign(
        statement_id=chosen["sentence_id"] + "-" + chosen["folder"],
        is_hidden=is_hidden,
        session_id=None,
        author_id=None,
        groups=[()] * len(chosen),
    )
    return statements.sort_values(["sentence_id", "folder"], ignore_index=True).drop(columns="folder")
