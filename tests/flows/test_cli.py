from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest
import stamina

import flows.cli
from corpus.errors import OutputLocked, UnderheardError
from flows.log import log_file
from tests.corpus.polis.report_server import Answer, serving, tables

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("UNDERHEARD_DEBUG", raising=False)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "notes.csv").write_text("text,lang\nالماء قليل في قريتنا,ar\nრატომ არავინ გვეკითხება?,ka\n", "utf-8")
    source = "{type: table, path: notes.csv, columns: {text: text, language: lang}}"
    (tmp_path / "config.yaml").write_text(f"name: small\nsources:\n  - {source}\n", "utf-8")
    return tmp_path / "config.yaml"


def main(*arguments: object) -> int:
    return flows.cli.main([str(argument) for argument in arguments])


def failing(error: Exception) -> object:
    def fail(*_: object) -> NoReturn:
        raise error

    return fail


def test_help_answers_in_half_a_second_of_computing() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "flows.cli", "--help"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime) < 0.5
    for name in ("demo", "run", "check", "nightly", "runs", "diff", "search", "calibrate", "benchmark"):
        assert f"  {name} " in shown


def test_check_says_whether_the_address_of_a_report_can_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(tables()) as server, stamina.set_testing(True, attempts=2):
        source = f"{{type: polis, path: '{server.report}', name: talk, allow_hosts: [127.0.0.1]}}"
        (tmp_path / "config.yaml").write_text(f"name: small\nsources:\n  - {source}\n", "utf-8")
        assert main("check", tmp_path / "config.yaml") == 0
        assert "talk" in capsys.readouterr().out
        server.answers["comments.csv"] = [Answer(status=404)]
        assert main("check", tmp_path / "config.yaml") == 1
        assert "the service answers 404" in capsys.readouterr().err
        server.answers["comments.csv"] = [Answer(status=500)]
        assert main("check", tmp_path / "config.yaml") == 1
        told = capsys.readouterr()
    assert "the service answered 500, and there is no earlier copy. Try again later" in told.err
    assert "نريد" not in told.out + told.err


def test_a_good_configuration_passes_its_check(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main("check", config) == 0
    shown = capsys.readouterr()
    assert "2 statements" in shown.out
    assert "ar 1" in shown.out
    assert "الماء" not in shown.out + shown.err


def test_check_prints_one_json_document(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main("check", config, "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["ok"] is True
    assert document["sources"] == [{"source": "notes", "n_rows": 2, "fates": {"statement": 2}}]


def test_check_lists_every_problem_and_exits_with_1(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text("name: small\nsources: [{type: table, pth: notes.csv}]\ntopic: {}\n", "utf-8")
    assert main("check", config) == 1
    assert capsys.readouterr().err.count("config.yaml, line ") == 4
    assert main("check", config, "--json") == 1
    assert len(json.loads(capsys.readouterr().out)["problems"]) == 4


def test_a_note_that_cannot_be_read_is_a_problem(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notes = config.parent / "notes"
    notes.mkdir()
    (notes / "broken.docx").write_bytes(b"PK\x03\x04 no document")
    (notes / "good.md").write_text("- Trains must run at night.\n", "utf-8")
    config.write_text("name: small\nsources: [{type: notes, path: notes}]\n", "utf-8")
    assert main("check", config) == 1
    assert "broken.docx" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ("run",),
        ("run", "a.yaml", "--no-such"),
        ("no-such",),
        ("search", "out", "x", "--limit", "0"),
        ("diff", "o", "a"),
    ],
)
def test_wrong_usage_exits_with_2_and_a_sentence(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(*arguments) == 2
    assert capsys.readouterr().err.strip()


def test_a_configuration_that_is_not_there_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main("run", tmp_path / "absent.yaml") == 1
    assert "There is no configuration" in capsys.readouterr().err


def test_a_folder_in_the_place_of_a_configuration_is_called_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main("check", tmp_path) == 1
    assert f"{tmp_path} is a folder. Give the path of the YAML file in it." in capsys.readouterr().err


def test_a_mistyped_command_is_told_in_sentences_that_end_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("chek", "a.yaml") == 2
    assert "Did you mean 'check'? `underheard --help`" in capsys.readouterr().err


def test_check_counts_what_would_be_replaced_by_type(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main("check", config) == 0
    assert "Personal data replaced: none" in capsys.readouterr().out
    (config.parent / "notes.csv").write_text(
        "text,lang\nWrite to nino@example.org or ana@example.org today.,en\n", "utf-8"
    )
    assert main("check", config) == 0
    shown = capsys.readouterr().out
    assert "Personal data replaced: email 2" in shown
    assert "nino@" not in shown


def test_a_check_notes_where_language_will_stay_in_the_vectors(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = config.read_text("utf-8")
    assert main("check", config) == 0
    assert "Language" not in capsys.readouterr().err
    config.write_text(f"{written}neutralise: off\n", "utf-8")
    assert main("check", config) == 0
    assert "because the configuration says neutralise: off" in capsys.readouterr().err
    config.write_text(f"{written}encoder: {{model: someone/other}}\n", "utf-8")
    assert main("check", config, "--json") == 0
    (note,) = [each for each in json.loads(capsys.readouterr().out)["warnings"] if "underheard calibrate" in each]
    assert note.startswith("Language is not taken out of the vectors")


def test_a_check_names_a_language_that_the_offsets_lack(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with config.with_name("notes.csv").open("a", encoding="utf-8") as file:
        file.write("Dour a vank dimp,br\nLabour a vank ivez,br\n")
    assert main("check", config) == 0
    assert "Note: The language offsets were not measured on Breton [br] (50% of the" in capsys.readouterr().err


def test_a_check_refuses_a_file_without_offsets_beside_the_other_problems(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with config.open("a", encoding="utf-8") as file:
        file.write("neutralise: notes.csv\n")
    assert main("check", config) == 1
    shown = capsys.readouterr()
    assert "notes.csv holds no language offsets. Make them with `underheard calibrate`." in shown.err
    assert "2 statements" in shown.out


@pytest.mark.parametrize(
    ("error", "code"),
    [(OutputLocked("Another refresh holds out. Wait."), 4), (UnderheardError("It failed."), 3)],
)
def test_each_error_has_its_exit_code(
    config: Path,
    error: Exception,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(flows.cli, "_read", failing(error))
    assert main("check", config) == code
    assert capsys.readouterr().err == f"{error}\n"


def test_an_unforeseen_error_is_one_sentence_with_the_place_of_the_log(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(flows.cli, "_read", failing(RuntimeError("a participant's words")))
    assert main("check", config) == 3
    complaint = capsys.readouterr().err
    assert str(log_file()) in complaint
    assert complaint.count("\n") == 1
    assert "participant" not in complaint + log_file().read_text("utf-8")


def test_ctrl_c_exits_with_3_and_says_that_nothing_is_lost(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_: Path) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(flows.cli, "_read", interrupt)
    assert main("check", config) == 3
    assert "last good run is untouched" in capsys.readouterr().err


def test_an_output_without_runs_is_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main("runs", tmp_path) == 0
    assert "holds no finished run" in capsys.readouterr().out
    assert main("runs", tmp_path, "--json") == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main("diff", tmp_path) == 3
    assert main("search", tmp_path, "visa") == 3


def test_after_the_phase_nightly_says_so_and_ends(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with config.open("a", encoding="utf-8") as file:
        file.write("nightly: {start: 2022-06-20, end: 2022-08-31}\n")
    assert main("nightly", config) == 0
    assert "the phase ended on 2022-08-31" in capsys.readouterr().out


def test_nightly_without_its_settings_says_what_to_add(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main("nightly", config) == 1
    assert "has no key 'nightly'" in capsys.readouterr().err


def test_the_benchmark_says_where_it_is_when_it_is_not_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(flows.cli, "find_spec", lambda _: None)
    assert main("benchmark", "--quick") == 3
    assert "not part of this installation" in capsys.readouterr().err
