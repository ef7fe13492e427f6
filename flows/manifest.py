"""The record of a run: what went in, with what it was computed, and what came out."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from importlib.metadata import version
from typing import Any

import pandas as pd

from corpus.schemas import Reading
from flows.calibration import Calibration
from flows.llm_labels import LabelCounts
from flows.settings import Settings
from models.curation import n_shown
from models.encoder import Encoder, precision_of
from models.language_cover import uncovered_languages
from models.refit import RefitDecision
from models.schemas import OUTLIER, Findings
from models.theme_marks import STATEMENT_ID

PACKAGES = (
    "underheard",
    "bertopic",
    "hdbscan",
    "numpy",
    "pandas",
    "prefect",
    "sentence-transformers",
    "torch",
    "umap-learn",
)


def inputs_digest(settings: Settings, reading: Reading) -> str:
    """SHA-256 over everything that a run's tables depend on: the configuration, what was read, and this version."""
    digest = hashlib.sha256(json.dumps(settings.as_document(), sort_keys=True, default=str).encode())
    digest.update(version("underheard").encode())
    # A file that changes nothing may still contradict another one, which a new report has to say.
    digest.update("\n".join(each.sentence for each in settings.contradictions).encode())
    for frame in (reading.statements, reading.sessions, reading.votes):
        plain = frame.astype(dict.fromkeys(frame.columns, str))
        digest.update(pd.util.hash_pandas_object(plain, index=False).to_numpy().tobytes())
    return digest.hexdigest()


def fingerprints(settings: Settings, encoder: Encoder, calibration: Calibration | None) -> dict[str, str]:
    """What topics depend on besides the statements, by name: a fit made with anything else is not continued."""
    return {
        "encoder": encoder.fingerprint,
        "neutralise": calibration.offsets.sha256 if calibration else "off",
        "topics": json.dumps(asdict(settings.topics), sort_keys=True),
        "version": version("underheard"),
    }


def make_manifest(
    settings: Settings,
    reading: Reading,
    findings: Findings,
    *,
    run_id: str,
    created_at: datetime,
    encoder: Encoder,
    calibration: Calibration | None,
    label_counts: LabelCounts | None,
    stages: list[dict[str, Any]],
    warnings: Sequence[str],
    refit: RefitDecision,
    next_topic_id: int,
    is_final: bool,
) -> dict[str, Any]:
    """The content of `manifest.json`."""
    return {
        "run_id": run_id,
        "name": settings.name,
        "created_at": created_at.isoformat(timespec="seconds"),
        "final": is_final,
        "inputs_sha256": inputs_digest(settings, reading),
        "configuration": _without_sentences(settings.as_document()),
        "versions": {
            "python": platform.python_version(),
            **{package: version(package) for package in PACKAGES},
        },
        "encoder": {
            "model": settings.as_document()["encoder"]["model"],
            "fingerprint": encoder.fingerprint,
            "precision": precision_of(encoder.fingerprint),
        },
        "offsets": _offsets(calibration, reading),
        "llm_labels": label_counts.as_record() if label_counts else None,
        "seeds": {"topics": settings.topics.seed},
        "refit": refit.as_record(),
        "next_topic_id": next_topic_id,
        "counts": _counts(findings),
        "ledger": reading.ledger.as_records(),
        "redactions": dict(reading.redactions),
        "skipped": [{"path": file.path.name, "reason": file.reason} for file in reading.skipped],
        "stale": [{"source": each.source, "since": each.since.isoformat(timespec="seconds")} for each in reading.stale],
        "stages": stages,
        "warnings": list(warnings),
    }


def _without_sentences(document: dict[str, Any]) -> dict[str, Any]:
    """The configuration without marked sentences, which may be participants' words; ids of statements stay."""
    themes = [
        {**theme, **{key: [_shown(each) for each in theme[key]] for key in ("examples", "counterexamples")}}
        for theme in document["themes"]
    ]
    return {**document, "themes": themes}


def _shown(sentence: str) -> str:
    return sentence if STATEMENT_ID.fullmatch(sentence) else "[sentence]"


def _offsets(calibration: Calibration | None, reading: Reading) -> dict[str, Any] | None:
    if calibration is None:
        return None
    offsets = calibration.offsets
    return {
        "sha256": offsets.sha256,
        "languages": list(offsets.languages),
        "provenance": offsets.provenance,
        "uncovered_languages": uncovered_languages(reading.statements["language"], offsets.languages),
    }


def _counts(findings: Findings) -> dict[str, Any]:
    statements = findings.statements
    counted = statements[statements["is_counted"]]
    is_outlier = counted["topic_id"] == OUTLIER
    return {
        "statements": len(statements),
        "duplicates": statements["duplicate_kind"].value_counts().sort_index().to_dict(),
        "not_counted": len(statements) - len(counted),
        "sessions": int(statements["session_id"].nunique()),
        "topics": n_shown(findings.topics),
        "outliers": int(is_outlier.sum()),
        "outlier_share": float(is_outlier.mean()),
        "assigned_afterwards": int((~is_outlier & ~counted["is_clustered"]).sum()),
        "languages": statements["language"].value_counts().to_dict(),
    }
