"""Measures, saves and finds the figures of an encoder: language offsets and the spread of unrelated text."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Literal
from zipfile import BadZipFile

import numpy as np

from corpus.errors import ConfigError, OutputError, SourceError
from corpus.parallel import read_parallel
from flows.encoders import BUNDLED
from models.background import Background, measure_background
from models.encoder import Encoder, Vectors, exact_fingerprint, unit
from models.neutralise import Offsets, measure_offsets, neutralise

N_SENTENCES = 40
"""Sentences a language for the offsets; 30 are practically enough, 100 equal 300 (docs/decisions/0004)."""

BACKGROUND_LANGUAGES_SHARE = 0.5
N_BACKGROUND = 40
"""Sentences a language for the spread of unrelated text, in the half of the languages that the encoder knows best: text
that it hardly understands lies apart from everything and would make every statement look like every theme."""

SHIPPED = "multilingual-e5-small.npz"


@dataclass(frozen=True)
class Calibration:
    """An encoder's figures: its language offsets, and the spread of unrelated text once they are taken out."""

    offsets: Offsets
    background: Background


def calibrate(
    parallel: Path,
    encoder: Encoder,
    *,
    progress: Callable[[list[tuple[str, list[str]]]], Iterable[tuple[str, list[str]]]] = iter,
) -> Calibration:
    """The figures of `encoder` on the parallel reference in `parallel`; `progress` wraps the loop over languages.

    Raises:
        SourceError: The folder holds no parallel reference.
    """
    sentences = read_parallel(parallel)
    same = {language: encoder.encode(texts[:N_SENTENCES]) for language, texts in progress(list(sentences.items()))}
    offsets = measure_offsets(same, encoder=encoder.fingerprint)
    known = best_known(same, offsets)[: math.ceil(BACKGROUND_LANGUAGES_SHARE * len(same))]
    unrelated = _spread_over(
        len(known), [sentences[language][N_SENTENCES:] or sentences[language] for language in known]
    )
    provenance = {
        "reference": parallel.name,
        "languages": str(len(same)),
        "sentences_per_language": str(min(N_SENTENCES, len(sentences[known[0]]))),
        "background_languages": " ".join(known),
        "background_sentences": str(len(unrelated)),
    }
    background = measure_background(neutralise(encoder.encode(unrelated), offsets))
    return Calibration(replace(offsets, provenance=provenance), background)


def best_known(vectors_by_language: Mapping[str, Vectors], offsets: Offsets) -> list[str]:
    """The reference's languages, first those whose sentences are nearest to their translations and not to others.

    The measure is the mean margin between a sentence's cosine with the centre of its translations and the highest
    cosine with the centre of another sentence's.
    """
    neutral = {language: neutralise(vectors, offsets) for language, vectors in vectors_by_language.items()}
    total = np.sum(list(neutral.values()), axis=0)
    margins = {}
    for language, vectors in neutral.items():
        similarity = vectors @ unit(total - vectors).T
        own = np.diag(similarity).copy()
        np.fill_diagonal(similarity, -1)
        margins[language] = float((own - similarity.max(axis=1)).mean())
    return sorted(margins, key=lambda language: (-margins[language], language))


def _spread_over(n_languages: int, texts_by_language: Sequence[Sequence[str]]) -> list[str]:
    """`N_BACKGROUND` sentences of every language, others in each as far as they go, so that many subjects are met."""
    return [
        texts[(position + step * n_languages) % len(texts)]
        for position, texts in enumerate(texts_by_language)
        for step in range(min(N_BACKGROUND, len(texts)))
    ]


def save_calibration(calibration: Calibration, path: Path) -> None:
    """Write the figures as one .npz file."""
    offsets, background = calibration.offsets, calibration.background
    about = {"encoder": offsets.encoder, "languages": offsets.languages, "provenance": offsets.provenance}
    try:
        with path.open("wb") as stream:
            np.savez_compressed(
                stream,
                offsets_mean=offsets.mean,
                offsets_directions=offsets.directions,
                background_mean=background.mean,
                background_covariance=background.covariance.astype(np.float16),
                about=np.array(json.dumps(about)),
            )
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror}). Choose another place with --save.") from error


def load_calibration(path: Path) -> Calibration:
    """The figures that `save_calibration` wrote.

    Raises:
        SourceError: The file is missing or is not one of ours.
    """
    try:
        with np.load(path, allow_pickle=False) as saved:
            about = json.loads(str(saved["about"]))
            offsets = Offsets(
                mean=saved["offsets_mean"],
                directions=saved["offsets_directions"],
                encoder=about["encoder"],
                languages=tuple(about["languages"]),
                provenance=about["provenance"],
            )
            background = Background(saved["background_mean"], saved["background_covariance"].astype(np.float32))
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise SourceError(f"{path} holds no language offsets. Make them with `underheard calibrate`.") from error
    return Calibration(offsets, background)


def expected_calibration(model: str, setting: Literal["auto", "off"] | Path) -> Calibration | None:
    """The figures that a run with the encoder `model` will use, as far as can be told without loading it.

    Raises:
        SourceError: The file named holds no figures.
    """
    if setting == "auto":
        return _shipped() if model == BUNDLED else None
    return None if setting == "off" else load_calibration(setting)


def calibration_for(encoder: Encoder, setting: Literal["auto", "off"] | Path) -> Calibration | None:
    """The figures to use with `encoder`: those of the file named, the shipped ones where they fit, or None.

    Raises:
        ConfigError: The file was measured on another encoder.
    """
    if setting == "off":
        return None
    if setting == "auto":
        shipped = _shipped()
        return shipped if _is_of(shipped, encoder) else None
    calibration = load_calibration(setting)
    if not _is_of(calibration, encoder):
        raise ConfigError(
            f"neutralise: {setting.name} was measured on encoder {calibration.offsets.encoder}, but this run uses "
            f"{encoder.fingerprint}. Run `underheard calibrate` for this encoder, or set neutralise: off."
        )
    return calibration


def _is_of(calibration: Calibration, encoder: Encoder) -> bool:
    """Whether the figures are of this encoder, in whatever precision: means over many texts hardly differ by it."""
    return exact_fingerprint(calibration.offsets.encoder) == exact_fingerprint(encoder.fingerprint)


def _shipped() -> Calibration:
    return load_calibration(Path(str(files("models") / "calibration" / SHIPPED)))
