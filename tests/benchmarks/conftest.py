"""A tiny folder in the layout of SIB-200, with invented sentences in several scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

SENTENCES = {
    "eng_Latn": "Sentence {} says something about {}.",
    "fra_Latn": "La phrase {} parle de {}.",
    "arb_Arab": "الجملة {} تتحدث عن {}.",
    "kat_Geor": "წინადადება {} ლაპარაკობს {}.",
    "ukr_Cyrl": "Речення {} говорить про {}.",
    "amh_Ethi": "ዓረፍተ ነገር {} ስለ {} ይናገራል።",
}
CATEGORIES = ("health", "sports", "travel", "politics")
N_SENTENCES = 60


@pytest.fixture(scope="session")
def sib200(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty evaluation sentences in six languages, a quarter of them health; Hausa has a train split only."""
    folder = tmp_path_factory.mktemp("data") / "sib200"
    for language, form in SENTENCES.items():
        rows = [(number, CATEGORIES[number % 4], form.format(number, CATEGORIES[number % 4])) for number in range(100)]
        _write(folder / language / "dev.tsv", rows[:20])
        _write(folder / language / "test.tsv", rows[20:N_SENTENCES])
        _write(folder / language / "train.tsv", rows[N_SENTENCES:])
    _write(folder / "hau_Latn" / "train.tsv", [(number, "health", f"Magana {number}") for number in range(60, 100)])
    return folder


def _write(path: Path, rows: list[tuple[int, str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["index_id\tcategory\ttext", *("\t".join(map(str, row)) for row in rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
