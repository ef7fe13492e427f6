"""Measures the profiles that tell known languages from unknown ones, on the parallel sentences of SIB-200."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans

from corpus.languages.codes import normalise
from corpus.languages.model import scorer
from corpus.languages.profiles import MAX_FEATURES, POSSIBLE_QUANTILE, SURE_QUANTILE, Profiles
from corpus.languages.scripts import only_letters

SEED = 0
PROFILES_A_LANGUAGE = 2
"""Many people write Yoruba without its marks, and some languages have two orthographies."""
RIDGE = 1e-3
MAX_ALPHABET = 400
MIN_LETTER_USES = 5

NAMES = {
    **dict.fromkeys(["acm", "acq", "aeb", "ajp", "apc", "arb", "ars", "ary", "arz"], "ar"),
    "als": "sq",
    "azj": "az",
    "ckb": "sdh",
    "gaz": "om",
    "grn": "gn",
    "khk": "mn",
    "kmr": "ku",
    "lvs": "lv",
    "nob": "no",
    "npi": "ne",
    "ory": "or",
    "pbt": "ps",
    "pes": "fa",
    "plt": "mg",
    "prs": "fa",
    "quy": "qu",
    "swh": "sw",
    "uzn": "uz",
    "zsm": "ms",
}
"""SIB-200's names of languages, and ours where they differ by more than the length of the code."""
ALIKE = (
    *({"ar", "ary", "arz"}, {"bs", "hr", "sr"}, {"no", "nn"}, {"zh", "yue", "wuu"}, {"sdh", "ku"}),
    *({"uz", "uzs"}, {"fuv", "ff"}),
)
"""Codes that are counted as right for each other: one language under several, or varieties that share a standard."""
NOT_IN_THIS_SCRIPT = frozenset(
    ["ace_Arab", "arb_Latn", "azb_Arab", "bjn_Arab", "kas_Arab", "knc_Arab", "min_Arab", "taq_Tfng", "uzs_Latn"]
)
"""Written as the model has never seen the language."""


@dataclass(frozen=True)
class Sample:
    """Sentences in one language; `codes` are the right answers, none where the model does not know the language."""

    name: str
    codes: frozenset[str]
    sentences: tuple[str, ...]


def read_samples(data: Path, *, is_for_measuring: bool) -> list[Sample]:
    """The sentences of every language: every third one is for measuring, the others for the profiles."""
    folders = sorted(path for path in (data / "sib200").iterdir() if path.is_dir())
    return [
        Sample(folder.name, codes_of(folder.name), tuple(_sentences(folder / "train.tsv", is_for_measuring)))
        for folder in folders
    ]


def codes_of(name: str) -> frozenset[str]:
    """The right answers for a language of SIB-200, such as `eng_Latn`."""
    language = name.partition("_")[0]
    code = NAMES.get(language) or normalise(language) or language
    if name in NOT_IN_THIS_SCRIPT or code not in scorer().languages:
        return frozenset()
    return frozenset({code}.union(*(alike for alike in ALIKE if code in alike)))


def _sentences(path: Path, is_for_measuring: bool) -> Iterable[str]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            # By the sentence's number: its translations fall on the same side.
            if (int(row["index_id"]) % 3 == 0) == is_for_measuring:
                yield row["text"]


def five_words(sentence: str) -> str:
    """The first five words of a sentence; of one without spaces, ten letters."""
    words = sentence.split()
    return " ".join(words[:5]) if len(words) > 5 else sentence[:10]


@dataclass(frozen=True)
class _Scored:
    """A language's sentences and their first words: scores without their mean, and how much each says."""

    name: str
    code: str | None
    scores: NDArray[np.float32]
    weights: NDArray[np.float32]


def make_profiles(samples: Sequence[Sample], *, without: Collection[str] = ()) -> Profiles:
    """Profiles of all languages in `samples` but those named in `without`."""
    scored = [_scored(sample) for sample in samples if sample.name not in without]
    whitening = _whitening(scored)
    known: dict[str, list[NDArray[np.float32]]] = {}
    own: dict[str, list[_Scored]] = {}
    unknown: list[NDArray[np.float32]] = []
    for language in scored:
        centres = _centres(language, whitening)
        if language.code is None:
            unknown.append(centres)
        else:
            known.setdefault(language.code, []).append(centres)
            own.setdefault(language.code, []).append(language)
    languages = tuple(sorted(known))
    centres_of = {language: np.vstack(known[language]) for language in languages}
    sizes = [len(centres_of[language]) for language in languages]
    return Profiles(
        whitening=whitening,
        known=np.vstack([centres_of[language] for language in languages]),
        languages=languages,
        starts=np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp),
        usual=np.array([_usual(own[language], centres_of[language], whitening) for language in languages]),
        unknown=np.vstack(unknown),
    )


def _scored(sample: Sample) -> _Scored:
    scores = scorer().score([*sample.sentences, *map(five_words, sample.sentences)])
    code = min(sample.codes, key=lambda code: (len(code), code)) if sample.codes else None
    centred = scores.fits - scores.fits.mean(axis=1, keepdims=True)
    return _Scored(sample.name, code, centred, np.minimum(scores.n_features, MAX_FEATURES))


def _whitening(scored: Sequence[_Scored]) -> NDArray[np.float32]:
    """Coordinates in which a sentence's scores scatter around its language's mean alike in all directions."""
    scatter = np.zeros((len(scorer().languages),) * 2)
    n_texts = 0
    for language in scored:
        residuals = language.scores - _mean(language.scores, language.weights)
        weighted = (residuals * np.sqrt(language.weights)[:, None]).astype(np.float64)
        scatter += weighted.T @ weighted
        n_texts += len(residuals)
    scatter /= n_texts
    values, vectors = np.linalg.eigh(scatter + np.eye(len(scatter)) * np.trace(scatter) / len(scatter) * RIDGE)
    whitening: NDArray[np.float32] = (vectors / np.sqrt(values)).astype(np.float32)
    return whitening


def _mean(scores: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    mean: NDArray[np.float32] = (scores * weights[:, None]).sum(axis=0) / max(float(weights.sum()), 1e-9)
    return mean


def _centres(language: _Scored, whitening: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean profiles of a language's sentences, one a way of writing it."""
    places = language.scores @ whitening
    weights = np.maximum(language.weights, 1e-3)
    clusters = KMeans(PROFILES_A_LANGUAGE, n_init=1, random_state=SEED).fit_predict(places, sample_weight=weights)
    return np.array([_mean(places[clusters == each], weights[clusters == each]) for each in range(clusters.max() + 1)])


def _usual(own: Sequence[_Scored], centres: NDArray[np.float32], whitening: NDArray[np.float32]) -> NDArray[np.float32]:
    distances: list[NDArray[np.float32]] = []
    for language in own:
        places = language.scores @ whitening
        squares = ((places[:, None] - centres[None]) ** 2).sum(axis=2).min(axis=1)
        distances.append(squares * language.weights)
    return np.quantile(np.concatenate(distances), [SURE_QUANTILE, POSSIBLE_QUANTILE]).astype(np.float32)


def make_alphabets(samples: Sequence[Sample]) -> dict[str, str]:
    """The letters of each language that the model knows, as used more than by chance; none for those of thousands."""
    uses: dict[str, Counter[str]] = {}
    for sample in samples:
        for code in sample.codes:
            uses.setdefault(code, Counter()).update(only_letters("".join(sample.sentences)).casefold())
    alphabets = {
        code: "".join(sorted(letter for letter, n in counted.items() if n >= MIN_LETTER_USES))
        for code, counted in sorted(uses.items())
    }
    return {code: letters for code, letters in alphabets.items() if len(letters) <= MAX_ALPHABET}
