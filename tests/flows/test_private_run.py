"""What a whole run leaves behind of personal data: nothing but the review, whatever the door it came in by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.privacy.review import review_file
from tests.flows.conftest import Finished, underheard
from tests.flows.test_bad_input import FAKE_ENCODER

CONFIG = """
name: private
sources:
  - {type: notes, path: notes}
  - {type: table, path: words.csv, columns: {text: text, author: who, session: session}}
privacy: {review: true}
"""
SECRETS = (
    "ijeoma.balogun@example.org",
    "+34 612 345 678",
    "Balogun",
    "Harutyunyan",
    "Варлыгина",
    "الزعفراني",
    "გელოვანიშვილ",
    "PL61109010140000071219812874",
)
"""Invented people; each is an address, a number, or a name that a list, a title or a file's name declares."""
NOTE = """# Water and schools

Participants:

- Ijeoma Balogun
- Գոհար Harutyunyan

## What was said

- Harutyunyan: the river is dirty, write to ijeoma.balogun@example.org about it
- the school has no teacher, and Balogun knows it
- نادية الزعفراني قالت إن الماء قليل
- ქალბატონმა ნინო გელოვანიშვილმა თქვა, რომ წყალი ცოტაა
- Call me on +34 612 345 678 when the visa is there

"""
ROWS = "text,who,session\n" + "".join(
    f"{text},{who},school\n"
    for text, who in (
        ("Госпожа Варлыгина сказала что школа далеко", "Анна Варлыгина"),
        ("pay the fine to PL61109010140000071219812874 or lose the visa", "p-2"),
        *((f"вода в школе холодная {word}", f"p-{word}") for word in range(3, 30)),
    )
)
NAMES = "name\nНадежда Варлыгина\nنادية الزعفراني\nნინო გელოვანიშვილი\n"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Finished]:
    folder = tmp_path_factory.mktemp("private")
    (folder / "notes").mkdir()
    (folder / "state").mkdir()
    (folder / "notes" / "Ijeoma Balogun, school.md").write_text(NOTE, "utf-8")
    (folder / "words.csv").write_text(ROWS, "utf-8")
    (folder / "names.csv").write_text(NAMES, "utf-8")
    (folder / "config.yaml").write_text(CONFIG.replace("{review: true}", "{review: true, names: names.csv}"), "utf-8")
    command = ("run", folder / "config.yaml", "--output", folder / "output")
    return folder, underheard(*command, state=folder / "state", cwd=folder, before=FAKE_ENCODER)


@pytest.mark.slow
def test_personal_data_is_in_no_file_of_a_run_but_the_review(ran: tuple[Path, Finished]) -> None:
    folder, finished = ran
    assert finished.code == 0, finished.err
    review = review_file(folder / "output" / "store")
    assert [secret for secret in SECRETS if secret not in review.read_text("utf-8")] == []
    kept = [path for root in ("output", "state") for path in (folder / root).rglob("*") if path.is_file()]
    assert {"prefect.db", "underheard.log", "statements.parquet", "index.html"} <= {path.name for path in kept}
    leaks = {
        (path.name, secret)
        for path in kept
        if path != review
        for secret in SECRETS
        for form in (secret.encode(), json.dumps(secret)[1:-1].encode())
        if form in path.read_bytes() or secret in path.name
    }
    assert not leaks
    assert not [secret for secret in SECRETS if secret in finished.out + finished.err]


@pytest.mark.slow
def test_the_manifest_counts_what_was_replaced_by_type(ran: tuple[Path, Finished]) -> None:
    folder, _ = ran
    latest = json.loads((folder / "output" / "latest.json").read_text("utf-8"))
    manifest = json.loads((folder / "output" / latest["path"] / "manifest.json").read_text("utf-8"))
    counts = manifest["redactions"]
    assert counts["email"] == 1
    assert counts["phone"] == 1
    assert counts["account"] == 1
    assert counts["name"] >= 5
