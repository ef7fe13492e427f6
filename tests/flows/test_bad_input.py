"""Bad input, each tried through the real command: a clear result or a clear sentence, never a traceback."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import flows.cli
from tests.flows.conftest import Finished, underheard

NOTES = "{type: notes, path: notes}"
POLIS = "{type: polis, path: conversation}"
TABLE = "{type: table, path: words.csv, columns: {text: text}}"
SESSIONS = "{type: table, path: words.csv, columns: {text: text, session: session}}"

WORDS = {
    "water": "წყალი მდინარე ჭა მილი წყარო ტბა წვიმა სარწყავი",
    "school": "სკოლა მასწავლებელი გაკვეთილი მოსწავლე რვეული კლასი სახელმძღვანელო დავალება",
    "road": "გზა ავტობუსი მატარებელი ხიდი ბილეთი გაჩერება მძღოლი რკინიგზა",
}
ATTACKS = (
    "<script>alert(document.domain)</script> წყალი მდინარე",
    "=cmd|' /C calc'!A0 გზა ხიდი",
    '=HYPERLINK("http://127.0.0.1/x","სკოლა")',
    "</script><img src=x onerror=alert(1)> გზა",
)
N_LONG_WORDS = 10_000

FAKE_ENCODER = (
    "import flows.space; from tests.flows.conftest import HashEncoder; "
    "flows.space.load_encoder = lambda settings: HashEncoder(); "
)


@dataclass(frozen=True)
class Case:
    """Files, a source (or a whole configuration) over them, and what the command has to say of them."""

    files: Mapping[str, bytes]
    source: str = TABLE
    says: str = ""
    extra: str = ""
    config: str | None = None

    def write(self, folder: Path) -> Path:
        """Write the files; returns the configuration's path."""
        for name, content in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        written = self.config or f"name: small\nsources:\n  - {self.source}\n{self.extra}"
        (folder / "config.yaml").write_text(written, "utf-8")
        return folder / "config.yaml"


UNREADABLE = {
    "a missing file": Case({}, says=r"config\.yaml, line 3: .*words\.csv\. Correct the path"),
    "a missing configuration of themes": Case(
        {"words.csv": b"text\nwater\n"},
        extra="themes: absent.yaml\n",
        says=r"line 4: themes: there is no .*absent\.yaml",
    ),
    "an unknown key": Case(
        {"words.csv": b"text\nwater\n"},
        extra="privcy: {redact: true}\n",
        says=r"config\.yaml, line 4: unknown key 'privcy'; did you mean 'privacy'\?",
    ),
    "an unknown key of a source": Case(
        {"words.csv": b"text\nwater\n"},
        "{type: table, pth: words.csv, path: words.csv, columns: {text: text}}",
        says=r"config\.yaml, line 3: unknown key 'pth' under sources\[0\]; did you mean 'path'\?",
    ),
    "a wrong type": Case(
        {"words.csv": b"text\nwater\n"},
        extra="privacy: {min_group_size: many}\n",
        says=r"line 4: .*min_group_size is 'many'",
    ),
    "an empty CSV": Case({"words.csv": b""}, says=r"words\.csv: the file is empty\. Export it again"),
    "a CSV of blank lines": Case({"words.csv": b"\n \n\n"}, says=r"words\.csv: the file has no header\. Export it"),
    "a CSV with a header only": Case(
        {"words.csv": b"text,lang\n"}, says=r"words\.csv: the file has a header and no rows\. Export it again"
    ),
    "a CSV without the text column": Case(
        {"words.csv": "txt,lang\nالماء قليل,ar\n".encode()},
        says=r"words\.csv: there is no column 'text' for the text; there are 'txt', 'lang'\. Correct columns\.text",
    ),
    "a CSV without a header": Case(
        {"words.csv": "წყალი ცოტაა ჩვენს სოფელში და ზაფხულში საერთოდ აღარ არის,ka\n".encode()},
        says=r"words\.csv: there is no column 'text' for the text; there are 'ka', 1 more\.",
    ),
    "a table that is a picture": Case(
        {"words.csv": b"\x89PNG\r\n\x1a\n\0\0\0"}, says=r"words\.csv: the file cannot be read: .*Save it as UTF-8 text"
    ),
    "a workbook that is not one": Case(
        {"words.csv": b"PK\x03\x04 no workbook"}, says=r"words\.csv: the file cannot be read: .*Open it, save it again"
    ),
    "a Parquet file that is not one": Case(
        {"words.csv": b"PAR1 no table"}, says=r"words\.csv: the file cannot be read: it is a damaged Parquet file"
    ),
    "an id for two texts": Case(
        {"words.csv": b"id,text\n1,water\n1,fire\n"},
        "{type: table, path: words.csv, columns: {text: text, id: id}}",
        says=r"words\.csv: rows 2 and 3 have the same id '1' and different texts\. Give each row its own id",
    ),
    "a folder without notes": Case(
        {"notes/.keep": b""}, NOTES, says=r"notes: there are no notes here\. Correct the path"
    ),
    "a Pol.is folder without comments.csv": Case(
        {"conversation/votes.csv": b"timestamp\n"},
        POLIS,
        says=r"conversation: there is no comments\.csv in this folder\. Export",
    ),
    "a Pol.is folder that is a file": Case(
        {"conversation": b"comments"}, POLIS, says=r"conversation: this is no zip and no workbook\. Give the export"
    ),
    "a Pol.is export without bodies": Case(
        {"conversation/comments.csv": b"comment-id,moderated\n1,1\n"},
        POLIS,
        says=r"comments\.csv: there is no column 'comment-body' .*Export the conversation again",
    ),
    "broken YAML": Case(
        {}, config="name: [small\nsources: {\n", says=r"config\.yaml, line 2, column \d+: .*not valid YAML"
    ),
    "an empty configuration": Case({}, config="\n", says=r"config\.yaml, line 1: it is empty, or has no keys"),
}
"""What stops `check` and `run` alike: the file, the place, and what to do."""

TOO_SMALL = {
    "three statements": (
        Case({"words.csv": "text\nWater is scarce\nالماء قليل\nწყალი ცოტაა\n".encode()}),
        "3 different",
    ),
    "sixty identical statements": (Case({"words.csv": b"text\n" + b"We want water\n" * 60}), "1 different statement,"),
    "sixty identical statements of sixty sessions": (
        Case({"words.csv": b"text,session\n" + b"".join(b"We want water,%d\n" % n for n in range(60))}, SESSIONS),
        "1 different statement,",
    ),
    "empty cells only": (Case({"words.csv": b"text,lang\n,en\n,en\n"}), "0 different"),
    "an empty note": (Case({"notes/a.md": b""}, NOTES), "0 different"),
    "a conversation without comments": (
        Case({"conversation/comments.csv": b"timestamp,comment-id,moderated,comment-body\n"}, POLIS),
        "0 different",
    ),
}
"""What can be read and is too little for topics: `check` notes it, `run` refuses."""


@pytest.fixture(autouse=True)
def _own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("UNDERHEARD_DEBUG", raising=False)


Command = Callable[..., Finished]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """The command in this process: its exit code and what it shows."""

    def run(*arguments: object) -> Finished:
        code = flows.cli.main([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        return Finished(code, shown.out, shown.err, 0)

    return run


def assert_a_plain_sentence(complaint: str) -> None:
    assert "Traceback" not in complaint
    assert "failed unexpectedly" not in complaint
    assert complaint.strip().endswith((".", "?"))
    assert not re.search(r"\b\w+Error\b", complaint)


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_told_with_file_place_and_remedy(name: str, tmp_path: Path, command: Command) -> None:
    case = UNREADABLE[name]
    config = case.write(tmp_path)
    for arguments in (("check", config), ("run", config, "--dry-run")):
        finished = command(*arguments)
        assert finished.code == 1
        assert re.search(case.says, finished.err), finished.err
        assert_a_plain_sentence(finished.err)
        assert finished.err.count("\n") == 1
    checked = command("check", config, "--json")
    assert checked.code == 1
    document = json.loads(checked.out)
    assert document["ok"] is False
    assert re.search(case.says, document["problems"][0])


@pytest.mark.parametrize("name", TOO_SMALL)
def test_a_corpus_too_small_for_topics_is_noted_by_check_and_refused_by_run(
    name: str, tmp_path: Path, command: Command
) -> None:
    case, counted = TOO_SMALL[name]
    config = case.write(tmp_path)
    checked = command("check", config)
    assert checked.code == 0
    assert counted in checked.err
    refused = command("run", config, "--dry-run")
    assert refused.code == 1
    assert counted in refused.err
    assert "too few for topics (at least 20)" in refused.err
    assert_a_plain_sentence(refused.err)


@pytest.mark.parametrize("content", [b"\0 no Word file", b"PK\x03\x04 no archive", b"\xd0\xcf\x11\xe0 an old .doc"])
def test_a_docx_that_is_not_one_is_skipped_named_and_counted(content: bytes, tmp_path: Path, command: Command) -> None:
    good = "\n".join(f"- წყალი {number} სოფელში აღარ მოდის." for number in range(30))
    config = Case({"notes/broken.docx": content, "notes/good.md": good.encode()}, NOTES).write(tmp_path)
    checked = command("check", config)
    assert checked.code == 1
    assert re.search(r"broken\.docx: it is .*(replace it|Save)", checked.err)
    assert_a_plain_sentence(checked.err)
    ready = command("run", config, "--dry-run", "--json")
    assert ready.code == 0
    outcome = json.loads(ready.out)
    assert outcome["n_statements"] == 30
    assert any("broken.docx: not read" in warning for warning in outcome["warnings"])


@pytest.mark.parametrize(
    ("name", "source", "content"),
    [
        ("words.csv", TABLE, "text\nL'eau est très rare été comme hiver\n".encode("latin-1")),
        ("notes/a.txt", NOTES, "- L'eau est très rare, été comme hiver.\n".encode("latin-1")),
    ],
)
def test_invalid_utf_8_is_read_as_what_it_is_and_told(
    name: str, source: str, content: bytes, tmp_path: Path, command: Command
) -> None:
    checked = command("check", Case({name: content}, source).write(tmp_path))
    assert checked.code == 0
    assert re.search(rf"{Path(name).name}: read as \S+; save it as UTF-8 to be sure of every letter\.", checked.err)
    assert "1 statement" in checked.out


def test_a_configuration_in_another_encoding_is_told(tmp_path: Path, command: Command) -> None:
    (tmp_path / "config.yaml").write_bytes("name: été\n".encode("latin-1"))
    refused = command("check", tmp_path / "config.yaml")
    assert refused.code == 1
    assert refused.err.endswith("config.yaml, line 1: it is not UTF-8. Save the file again as UTF-8.\n")


# --- what needs topics --------------------------------------------------------------------------------------


def hard_statements() -> list[str]:
    """Ninety statements in one language."""
    words = {topic: text.split() for topic, text in WORDS.items()}
    return [
        f"{own[number % 8]} {own[number * 3 % 8]} {own[(number + 2) % 8]} {number}"
        for own in words.values()
        for number in range(30)
    ]


class Elements(HTMLParser):
    """What a browser makes of a page: its tags, the names of their attributes, and its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.scripts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] == "script":
            self.scripts.append(data.strip())


@pytest.fixture(scope="module")
def hard_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Finished]:
    """One language, statements of 10,000 words, attacks, and a broken note, run through the real command."""
    folder = tmp_path_factory.mktemp("hard")
    long = [" ".join(text.split()[number % 8] for number in range(N_LONG_WORDS)) for text in WORDS.values()]
    with (folder / "words.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("text",), *((text,) for text in (*hard_statements(), *long, *ATTACKS))])
    config = Case(
        {
            "notes/broken.docx": b"\0 no Word file",
            "notes/a.txt": "- L'été, l'eau est très rare ici.\n".encode("latin-1"),
        },
        config=f"name: hard\nsources:\n  - {TABLE}\n  - {NOTES}\n",
    ).write(folder)
    finished = underheard(
        "run", config, "--output", folder / "output", state=folder / "state", cwd=folder, before=FAKE_ENCODER
    )
    return folder / "output", finished


@pytest.fixture(scope="module")
def hard_folder(hard_run: tuple[Path, Finished]) -> Path:
    output, finished = hard_run
    assert finished.code == 0, finished.err
    return output / str(json.loads((output / "latest.json").read_text("utf-8"))["path"])


@pytest.mark.slow
def test_a_hard_corpus_in_one_language_gives_topics_and_says_what_was_wrong(
    hard_run: tuple[Path, Finished], hard_folder: Path
) -> None:
    _, finished = hard_run
    assert "Traceback" not in finished.err
    assert "broken.docx: not read" in finished.err
    assert "a.txt: read as" in finished.err
    topics = pd.read_parquet(hard_folder / "topics.parquet")
    assert len(topics) >= 2
    skipped = json.loads((hard_folder / "manifest.json").read_text("utf-8"))["skipped"]
    assert [file["path"] for file in skipped] == ["broken.docx"]


@pytest.mark.slow
def test_a_statement_of_ten_thousand_words_is_kept_whole(hard_folder: Path) -> None:
    statements = pd.read_parquet(hard_folder / "statements.parquet")
    n_words = statements["text"].str.split().str.len()
    assert (n_words == N_LONG_WORDS).sum() == len(WORDS)
    workbook = openpyxl.load_workbook(next((hard_folder / "export").glob("*.xlsx")))
    assert workbook["statements"].max_row == len(statements) + 1


@pytest.mark.slow
def test_an_attack_is_text_in_the_tables_and_nothing_else_anywhere(hard_folder: Path) -> None:
    statements = pd.read_parquet(hard_folder / "statements.parquet")
    assert set(ATTACKS) <= set(statements["text"])
    page = Elements((hard_folder / "report" / "index.html").read_text("utf-8"))
    assert "img" not in page.tags
    assert not [name for name in page.attributes if name.startswith("on")]
    assert not [script for script in page.scripts if script.startswith("alert")]
    for path in (hard_folder / "export").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith("=")]
    workbook = openpyxl.load_workbook(next((hard_folder / "export").glob("*.xlsx")))
    formulas = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert not formulas


@pytest.mark.slow
def test_a_run_that_is_refused_leaves_no_run_and_no_traceback(tmp_path: Path) -> None:
    config = TOO_SMALL["three statements"][0].write(tmp_path)
    refused = underheard("run", config, "--output", tmp_path / "output", state=tmp_path / "state", cwd=tmp_path)
    assert refused.code == 1
    assert refused.out == ""
    assert refused.err.startswith("The sources hold 3 different statements, too few for topics")
    assert refused.err.count("\n") == 1
    assert not (tmp_path / "output" / "runs").exists()
    assert not (tmp_path / "output" / "latest.json").exists()


@pytest.mark.slow
def test_an_encoder_that_is_no_model_is_told_and_leaves_no_run(tmp_path: Path) -> None:
    rows = "\n".join(hard_statements()).encode()
    case = Case({"words.csv": b"text\n" + rows, "model/config.json": b"{}"}, extra="encoder: {model: model}\n")
    config = case.write(tmp_path)
    refused = underheard("run", config, "--output", tmp_path / "output", state=tmp_path / "state", cwd=tmp_path)
    assert refused.code == 1
    assert "Check that the folder holds a complete sentence-transformers model." in refused.err
    assert refused.err.count("\n") == 1
    assert_a_plain_sentence(refused.err.replace("huggingface", ""))
    assert not (tmp_path / "output" / "runs").exists()
