"""Statements of the last run that are nearest in meaning to a query, in whatever language."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

from corpus.errors import EncoderError, OutputError, QueryError
from corpus.languages.codes import normalise
from corpus.store.embeddings import EmbeddingStore, embedded_text, embedding_key
from flows.calibration import calibration_for
from flows.encoders import EncoderSettings, SentenceEncoder, load_encoder
from models.encoder import Encoder, Vectors, precision_of
from models.neutralise import Offsets, neutralise
from reports.protection import WITHHELD
from reports.run_folder import Run, list_runs

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Hit:
    """A statement with its place in a source; `similarity` is a cosine in the neutral space, at most 1."""

    statement_id: str
    similarity: float
    text: str
    language: str
    groups: tuple[str, ...]
    source: str
    source_ref: str
    place: str
    session_id: str | None
    date: str | None
    topic_id: int

    def as_document(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {**asdict(self), "groups": list(self.groups)}


def search_output(
    output: Path, query: str, *, limit: int, language: str | None = None, group: str | None = None
) -> list[Hit]:
    """The `limit` published statements of the last run nearest to `query`, nearest first.

    Raises:
        OutputError: there is no run, or its statements' vectors are not in the store any more.
        EncoderError: the run's encoder cannot be had.
        QueryError: there is nothing to look for, or no published statement has this language or group.
    """
    if not query.strip():
        raise QueryError("There is nothing to look for. Write a few words, in any language.")
    runs = list_runs(output)
    if not runs:
        raise OutputError(f"{output} holds no finished run. Run a refresh first.")
    statements = searchable(runs[0].table("statements"), language=language, group=group)
    encoder = _encoder_of(runs[0])
    store = EmbeddingStore(output / "store", encoder.fingerprint)
    return nearest(query, statements, encoder, store, _offsets_of(runs[0], encoder), limit=limit)


def searchable(statements: pd.DataFrame, *, language: str | None = None, group: str | None = None) -> pd.DataFrame:
    """The statements whose words are published, of one language and group where those are given.

    Raises:
        QueryError: no statement whose words are published has this language, or this group.
    """
    told = shown = statements[statements["text"] != WITHHELD]
    if language is not None:
        known = set(told["language"])
        if language not in known:
            raise _unknown("language", language, known, meant=normalise(language))
        shown = shown[shown["language"] == language]
    if group is not None:
        known = {each for groups in told["groups"] for each in groups}
        if group not in known:
            raise _unknown("group", group, known)
        shown = shown[[group in groups for groups in shown["groups"]]]
    return shown


def _unknown(what: str, word: str, known: Iterable[str], *, meant: str | None = None) -> QueryError:
    options = sorted(known)
    close = [meant] if meant in options else get_close_matches(word, options, n=1)
    hint = f"Did you mean {close[0]!r}?" if close else f"There are: {', '.join(options) or 'none'}."
    return QueryError(f"No statement that may be quoted has the {what} {word!r}. {hint}")


def nearest(
    query: str,
    statements: pd.DataFrame,
    encoder: Encoder,
    store: EmbeddingStore,
    offsets: Offsets | None,
    *,
    limit: int,
) -> list[Hit]:
    """The `limit` statements nearest to `query`, nearest first.

    Raises:
        OutputError: none of the statements has a vector in the store.
    """
    keys = [embedding_key(text, encoder.fingerprint) for text in statements["text"]]
    known = store.known(keys)
    has_vector = [key in known for key in keys]
    found = statements[has_vector]
    if not len(statements):
        return []
    if not len(found):
        raise OutputError("The store holds no vector of this run's statements. Run the refresh again to embed them.")
    vectors = store.vectors([key for key in keys if key in known])
    similarities = _neutral(vectors, offsets) @ _neutral(encoder.encode([embedded_text(query)]), offsets)[0]
    order = np.argsort(-similarities, kind="stable")[:limit]
    return [_hit(found.iloc[int(position)], float(similarities[position])) for position in order]


def _neutral(vectors: Vectors, offsets: Offsets | None) -> Vectors:
    return neutralise(vectors, offsets) if offsets else vectors


def _hit(statement: pd.Series[Any], similarity: float) -> Hit:
    date, session = statement["date"], statement["session_id"]
    return Hit(
        statement_id=statement["statement_id"],
        similarity=round(similarity, 4),
        text=statement["text"],
        language=statement["language"],
        groups=tuple(statement["groups"]),
        source=statement["source"],
        source_ref=statement["source_ref"],
        place=statement["place"],
        session_id=None if pd.isna(session) else str(session),
        date=None if pd.isna(date) else f"{date:%Y-%m-%d}",
        topic_id=int(statement["topic_id"]),
    )


def _encoder_of(run: Run) -> SentenceEncoder:
    """The encoder that the run used, in the precision that the run had.

    Raises:
        EncoderError: what its name stands for now gives other vectors, or this machine has not that precision.
    """
    configured: dict[str, Any] = run.manifest["configuration"]["encoder"]
    used: str = run.manifest["encoder"]["fingerprint"]
    encoder = load_encoder(EncoderSettings(**{**configured, "precision": precision_of(used)}))
    if encoder.fingerprint != used:
        raise EncoderError(
            f"The run {run.run_id} used the encoder {used}, and {encoder.fingerprint} is here now. "
            "Run the refresh again with this encoder."
        )
    return encoder


def _offsets_of(run: Run, encoder: SentenceEncoder) -> Offsets | None:
    """The run's offsets where they are the shipped ones, else None: those of a file are not kept."""
    used: dict[str, Any] | None = run.manifest.get("offsets")
    setting: Literal["auto", "off"] = "off" if used is None else "auto"
    calibration = calibration_for(encoder, setting)
    if used is None or calibration is None or calibration.offsets.sha256 != used["sha256"]:
        logger.warning("search without language offsets: near statements in other languages may rank lower")
        return None
    return calibration.offsets
