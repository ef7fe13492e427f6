from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import ConfigError
from corpus.schemas import Group
from corpus.sources import NotesSource, PolisSource, TableColumns, TableSource, WebAddress
from flows.llm_client import LlmLabelSettings
from flows.settings import Settings, load_settings
from models.curation import Decision, SplitOut

ROOT = Path(__file__).parents[2]

FULL = """\
name: test-consultation
sources:
  - type: notes
    path: notes/
    sessions: sessions.csv
  - type: polis
    path: conversation
    groups: {12: youth, "group-id:0": [government]}
  - type: table
    path: statements.csv
    columns: {text: words, language: lang}
themes: themes.yaml
groups: groups.yaml
encoder: {model: encoder}
neutralise: off
topics: {min_topic_size: 12, seed: 7}
privacy: {redact: false, min_group_size: 8}
curation: curation.yaml
report: {language: fr}
nightly: {cron: "30 3 * * *", timezone: Europe/Brussels, start: 2022-06-20, end: 2022-08-31}
output: ../underheard-output
"""

MATCH = "'region', 'country', 'session_id' or 'speaker'"
CORRECT = "Correct the path; it is relative to config.yaml."

THEMES = """\
- id: ambiente
  label: {en: Climate, ka: კლიმატი}
  description: {en: The climate emergency., ka: კლიმატის კრიზისი.}
  examples: [الماء قليل]
  counterexamples: [0123456789abcdef, Нема світла]
- id: trust
  label: Trust
  description: People trust institutions less.
"""

GROUPS = """\
- {id: youth, label: Young people, expected_share: 0.25, match: {region: Africa, speaker: [Rep, Kijana]}}
- {id: government, label: Government, expected_share: null, sensitive: false}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "consultation"
    for name in ("notes", "conversation", "encoder"):
        (folder / name).mkdir(parents=True)
    for name, text in {
        "sessions.csv": "",
        "statements.csv": "",
        "themes.yaml": THEMES,
        "groups.yaml": GROUPS,
        "curation.yaml": "12: {label: Jobs, note: seen}\n31: {merge_into: 12, hide: true}\n",
        "config.yaml": FULL,
    }.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def settings_of(folder: Path, text: str) -> Settings:
    (folder / "config.yaml").write_text(text, "utf-8")
    return load_settings(folder / "config.yaml")


def problems_of(folder: Path, text: str, **files: str) -> list[str]:
    """What the configuration `text` is told to have, without the folder that each sentence begins with."""
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content, "utf-8")
    with pytest.raises(ConfigError) as raised:
        settings_of(folder, text)
    return [problem.removeprefix(f"{folder}/") for problem in raised.value.problems]


def test_a_full_configuration_becomes_settings_with_absolute_paths(folder: Path) -> None:
    settings = load_settings(folder / "config.yaml")
    notes, polis, table = settings.sources
    assert notes == NotesSource(folder / "notes", sessions=folder / "sessions.csv")
    assert polis == PolisSource(folder / "conversation", groups={"12": ("youth",), "group-id:0": ("government",)})
    assert table == TableSource(folder / "statements.csv", TableColumns(text="words", language="lang"))
    assert [theme.labels for theme in settings.themes] == [
        {"en": "Climate", "ka": "კლიმატი"},
        {"und": "Trust"},
    ]
    assert settings.themes[0].examples == ("الماء قليل",)
    assert settings.themes[0].counterexamples == ("0123456789abcdef", "Нема світла")
    assert settings.groups[0] == Group(
        "youth", "Young people", 0.25, match={"region": ("Africa",), "speaker": ("Rep", "Kijana")}
    )
    assert settings.curation == {
        12: Decision(label="Jobs", note="seen"),
        31: Decision(merge_into=12, hide=True),
    }
    assert settings.encoder.model == str(folder / "encoder")
    assert settings.neutralise == "off"
    assert settings.nightly is not None
    assert settings.nightly.end == date(2022, 8, 31)
    assert settings.output == folder / "../underheard-output"


def test_what_is_left_out_has_the_documented_default(folder: Path) -> None:
    settings = settings_of(folder, "name: small\nsources: [{type: notes, path: notes}]\n")
    assert (settings.encoder.model, settings.neutralise, settings.privacy.redact) == ("bundled", "auto", True)
    assert (settings.privacy.min_group_size, settings.topics.seed, settings.report.language) == (5, 42, "en")
    assert (settings.themes, settings.groups, settings.curation, settings.nightly) == ((), (), {}, None)


def test_every_mistake_of_every_file_is_named_with_its_line(folder: Path) -> None:
    text = """\
name: mistakes
sources:
  - type: table
    path: statements.csv
    colums: {text: words}
  - type: table
    path: absent.csv
    columns: {text: words, langauge: lang}
  - type: note
    path: notes
  - path: notes
topics: {min_topic_size: small, seed: 1.5}
privacy: {redact: maybe, min_group_size: 1}
report: {language: de}
groups: groups.yaml
themes: themes.yaml
curation: nowhere.yaml
outptu: elsewhere
"""
    themes = "- {id: a, label: A, description: 3.5}\n- {id: a, lable: A, description: [x]}\n"
    groups = "- {id: youth, label: Y, expected_share: 25}\n- {id: g, label: G, match: {regoin: Africa}}\n- youth\n"
    assert problems_of(folder, text, themes=themes, groups=groups) == [
        "config.yaml, line 3: key 'columns' is missing under sources[0]. Add it.",
        "config.yaml, line 5: unknown key 'colums' under sources[0]; did you mean 'columns'?",
        f"config.yaml, line 7: sources[1].path: there is no {folder}/absent.csv. {CORRECT}",
        "config.yaml, line 8: unknown key 'langauge' under sources[1].columns; did you mean 'language'?",
        "config.yaml, line 9: sources[2].type is 'note'. Write type: notes, type: polis or type: table.",
        "config.yaml, line 11: sources[3] has no type. Write type: notes, type: polis or type: table.",
        "config.yaml, line 12: topics.min_topic_size is 'small', expected a whole number or 'auto'.",
        "config.yaml, line 12: topics.seed is 1.5, expected a whole number.",
        "config.yaml, line 13: privacy.min_group_size is 1, expected a number of at least 2.",
        "config.yaml, line 13: privacy.redact is 'maybe', expected true or false.",
        "config.yaml, line 14: report.language is 'de', expected 'en', 'fr' or 'es'.",
        f"config.yaml, line 17: curation: there is no {folder}/nowhere.yaml. {CORRECT}",
        "config.yaml, line 18: unknown key 'outptu'; did you mean 'output'?",
        "groups.yaml, line 1: entry 1.expected_share is 25, expected a number of at most 1.",
        f"groups.yaml, line 2: unknown key 'regoin' under entry 2.match; expected {MATCH}.",
        "groups.yaml, line 3: entry 3 is 'youth', expected keys with values.",
        "themes.yaml, line 2: entry 2.description is a list, expected text or keys with values.",
        "themes.yaml, line 2: id 'a' is used before, in line 1. Give each entry an id of its own.",
        "themes.yaml, line 2: key 'label' is missing under entry 2. Add it.",
        "themes.yaml, line 2: unknown key 'lable' under entry 2; did you mean 'label'?",
    ]


def test_a_precision_that_does_not_exist_is_told_with_those_that_do(folder: Path) -> None:
    text = "name: n\nsources: [{type: notes, path: notes}]\nencoder: {precision: int4}\n"
    assert problems_of(folder, text) == [
        "config.yaml, line 3: encoder.precision is 'int4', expected 'auto', 'float32', 'int8' or 'bfloat16'."
    ]


@pytest.mark.parametrize(
    ("nightly", "sentence"),
    [
        (
            '{cron: "0 2 * *", start: 2022-06-20, end: 2022-08-31}',
            "nightly.cron: a cron line has five fields",
        ),
        (
            '{cron: "0 25 * * *", start: 2022-06-20, end: 2022-08-31}',
            "the hour '25' is not *, or from 0 to 23",
        ),
        ('{cron: "0 2 * * MOB", start: 2022-06-20, end: 2022-08-31}', "the weekday 'MOB' is not"),
        ("{timezone: Europe/Brussel, start: 2022-06-20, end: 2022-08-31}", "Did you mean 'Europe/Brussels'?"),
        ("{start: 2022-08-31, end: 2022-06-20}", "nightly: end 2022-06-20 lies before start 2022-08-31"),
        ("{start: 2022-06-31, end: 2022-08-31}", "nightly.start is '2022-06-31', expected a date such as"),
        ("{end: 2022-08-31}", "key 'start' is missing under nightly"),
    ],
)
def test_a_nightly_run_that_could_never_be_right_is_refused(folder: Path, nightly: str, sentence: str) -> None:
    (problem,) = problems_of(folder, f"name: n\nsources: [{{type: notes, path: notes}}]\nnightly: {nightly}\n")
    assert problem.startswith("config.yaml, line 3: ")
    assert sentence in problem


@pytest.mark.parametrize("cron", ["0 2 * * *", "*/15 0-6,22 1,15 jan-mar MON-FRI", "59 23 31 12 7", "5/10 * * * *"])
def test_usual_cron_lines_are_accepted(folder: Path, cron: str) -> None:
    night = f'nightly: {{cron: "{cron}", start: 2022-06-20, end: 2022-06-20}}'
    assert settings_of(folder, f"name: n\nsources: [{{type: notes, path: notes}}]\n{night}\n").nightly


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name: a: b\n", "config.yaml, line 1, column 8: this is not valid YAML"),
        ("name: x\nsources: [\n", "config.yaml, line 3, column 1: this is not valid YAML"),
        ("name: x\n\tsources: []\n", "config.yaml, line 2, column 1: this is not valid YAML"),
        ("name: " + 3000 * "[" + 3000 * "]", "config.yaml, line 1: it is nested too deeply"),
        ("", "config.yaml, line 1: it is empty, or has no keys"),
        ("- 1\n", "config.yaml, line 1: it is empty, or has no keys"),
    ],
)
def test_yaml_that_does_not_parse_is_told_with_line_and_column(folder: Path, text: str, sentence: str) -> None:
    (problem,) = problems_of(folder, text)
    assert problem.startswith(sentence)


def test_a_key_that_is_there_twice_is_told_beside_the_other_mistakes(folder: Path) -> None:
    text = "name: a\nsources:\n  - {type: notes, path: notes}\nname: b\nsorces: 1\n"
    assert problems_of(folder, text) == [
        "config.yaml, line 4: key 'name' is there twice. Keep one of the two.",
        "config.yaml, line 5: unknown key 'sorces'; did you mean 'sources'?",
    ]


def test_a_broken_file_of_themes_is_told_once_and_hides_nothing_else(folder: Path) -> None:
    text = "name: a\nsources: []\nthemes: themes.yaml\n"
    first, second = problems_of(folder, text, themes="- id: a: b\n")
    assert first == "config.yaml, line 2: sources is an empty list, expected at least 1 of them."
    assert second.startswith("themes.yaml, line 1, column 8: this is not valid YAML")


def test_the_address_of_a_polis_report_stays_one(folder: Path) -> None:
    address = "https://pol.is/report/r2invented7report"
    source = f"{{type: polis, path: '{address}', allow_hosts: [polis.example], groups: groups.csv}}"
    (folder / "groups.csv").write_text("participant,groups\n", "utf-8")
    settings = settings_of(folder, f"name: a\nsources:\n  - {source}\n")
    (read,) = settings.sources
    assert read == PolisSource(WebAddress(address), groups=folder / "groups.csv", allow_hosts=("polis.example",))
    assert settings.as_document()["sources"][0]["path"] == address


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("{type: polis, path: https://pol.is/about}", "this address names no Pol.is report. Open"),
        ("{type: polis, path: ftp://pol.is/report/r2abcdef}", "an address that begins with ftp: is not read"),
        ("{type: polis, path: 'https://me:geheim@pol.is/report/r2abcdef'}", "a name or a password in it is not read"),
        ("{type: notes, path: https://notes.example/a.docx}", "only a Pol.is report has an address here. Give a file."),
    ],
)
def test_an_address_that_cannot_be_read_is_told_once_without_its_login(folder: Path, source: str, problem: str) -> None:
    (told,) = problems_of(folder, f"name: a\nsources:\n  - {source}\n")
    assert told.startswith("config.yaml, line 3: sources[0].path: ")
    assert problem in told
    assert "geheim" not in told


def test_topics_that_are_merged_in_a_ring_are_refused(folder: Path) -> None:
    text = "name: a\nsources: [{type: notes, path: notes}]\ncuration: curation.yaml\n"
    curation = "1: {merge_into: 2}\n2: {merge_into: 1}\n3: {merge_into: 1}\nfour: {hide: true}\n"
    assert problems_of(folder, text, curation=curation) == [
        "curation.yaml, line 1: topic 1 is merged into itself. Leave out one merge_into of the ring.",
        "curation.yaml, line 2: topic 2 is merged into itself. Leave out one merge_into of the ring.",
        "curation.yaml, line 4: unknown key 'four'; expected a whole number.",
    ]


CURATED = "name: a\nsources: [{type: notes, path: notes}]\ncuration: curation.yaml\n"


@pytest.mark.parametrize(
    ("split_out", "expected"),
    [
        ("[ab, 'cd']", (SplitOut(("ab", "cd")),)),
        ("{statements: [ab], label: ჭები}", (SplitOut(("ab",), "ჭები"),)),
        ("[{statements: [ab]}, {statements: ['01'], label: آبار}]", (SplitOut(("ab",)), SplitOut(("01",), "آبار"))),
    ],
)
def test_statements_to_split_out_are_a_list_or_a_list_of_lists_with_labels(
    folder: Path, split_out: str, expected: tuple[SplitOut, ...]
) -> None:
    (folder / "curation.yaml").write_text(f"40: {{split_out: {split_out}, by: Nino, date: 2022-07-04}}\n", "utf-8")
    decision = settings_of(folder, CURATED).curation[40]
    assert decision == Decision(split_out=expected, by="Nino", date=date(2022, 7, 4))


def test_mistakes_in_marked_sentences_are_told_with_their_lines(folder: Path) -> None:
    (folder / "themes.yaml").write_text(
        """- id: water
  label: Water
  description: Wells and pipes.
  examples: [0123456789012345, لا ماء]
  counterexamples:
    - 12e3
    - لا ماء
    - ""
""",
        "utf-8",
    )
    with pytest.raises(ConfigError) as raised:
        load_settings(folder / "config.yaml")
    told = [problem.removeprefix(f"{folder}/") for problem in raised.value.problems]
    assert told[:3] == [
        "themes.yaml, line 4: entry 1.examples[0] is a number. Put a statement's id in quotes.",
        "themes.yaml, line 6: entry 1.counterexamples[0] is a number. Put a statement's id in quotes.",
        "themes.yaml, line 7: this is an example of the same theme, in line 4. Leave out one of the two.",
    ]
    assert "line 8" in told[3]


def test_mistakes_in_splits_are_told_with_their_lines(folder: Path) -> None:
    curation = """\
40:
  split_out: [ab, 0123456789012345, 12e3]
41:
  split_out:
    - {statement: [cd]}
    - {statements: []}
42: {split_out: [ab, ef], date: 2022-06-31}
43: {split_out: ef}
"""
    assert problems_of(folder, CURATED, curation=curation) == [
        "curation.yaml, line 2: topic 40.split_out[1] is a number. Put the statement's id in quotes.",
        "curation.yaml, line 2: topic 40.split_out[2] is a number. Put the statement's id in quotes.",
        "curation.yaml, line 5: key 'statements' is missing under topic 41.split_out[0]. Add it.",
        "curation.yaml, line 5: unknown key 'statement' under topic 41.split_out[0]; did you mean 'statements'?",
        (
            "curation.yaml, line 6: topic 41.split_out[1]: there is no statement to split out. "
            "List the statements' ids, or remove split_out."
        ),
        "curation.yaml, line 7: statement 'ab' is split out before, in line 2. Name it once.",
        "curation.yaml, line 7: topic 42.date is '2022-06-31', expected a date such as 2022-06-20.",
        "curation.yaml, line 8: topic 43.split_out is 'ef', expected a list.",
    ]


def test_a_file_that_is_not_utf8_is_told_with_its_line(folder: Path) -> None:
    (folder / "config.yaml").write_bytes("name: x\ntitle: caf\xe9\n".encode("latin-1"))
    with pytest.raises(ConfigError, match="line 2: it is not UTF-8"):
        load_settings(folder / "config.yaml")


def test_a_configuration_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"There is no configuration .*absent\.yaml"):
        load_settings(tmp_path / "absent.yaml")


def test_a_glob_of_notes_is_a_path_where_a_file_fits_it(folder: Path) -> None:
    (folder / "notes" / "one.md").write_text("", "utf-8")
    assert settings_of(folder, "name: a\nsources: [{type: notes, path: notes/*.md}]\n")
    assert problems_of(folder, "name: a\nsources: [{type: notes, path: notes/*.odt}]\n")


def test_the_document_for_the_manifest_is_json_and_names_no_folder_of_the_machine(folder: Path) -> None:
    elsewhere = folder.parent.parent / "somewhere"
    elsewhere.mkdir(exist_ok=True)
    settings = settings_of(folder, FULL.replace("path: notes/", f"path: {elsewhere}"))
    document = settings.as_document()
    assert json.loads(json.dumps(document)) == document
    assert str(folder.parent) not in json.dumps(document)
    assert document["sources"][0]["path"] == "somewhere"
    assert document["sources"][0]["sessions"] == "sessions.csv"
    assert document["encoder"]["model"] == "encoder"
    assert document["output"] == "../underheard-output"
    assert document["nightly"]["start"] == "2022-06-20"
    assert document["curation"]["31"]["merge_into"] == 12


def test_the_bundled_demo_has_a_valid_configuration() -> None:
    settings = load_settings(ROOT / "corpus" / "demo" / "consultation.yaml")
    assert len(settings.themes) == 15
    assert [group.id for group in settings.groups if group.sensitive] == ["eap-defenders"]


def test_the_example_configuration_lacks_only_the_sources_that_it_asks_for() -> None:
    with pytest.raises(ConfigError) as raised:
        load_settings(ROOT / "configs" / "ogp-2022.yaml")
    assert all("there is no" in problem and "/data/" in problem for problem in raised.value.problems)


# --- a language model for labels ------------------------------------------------------------------------------

MINIMAL = "name: n\nsources: [{type: notes, path: notes}]\n"


def test_an_endpoint_for_labels_is_read_and_none_is_the_default(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABELS_KEY", "geheim-4711")
    written = "llm_labels: {base_url: http://localhost:8000/v1, model: small, api_key_env: LABELS_KEY, max_topics: 5}\n"
    settings = settings_of(folder, MINIMAL + written)
    assert settings.llm_labels == LlmLabelSettings("http://localhost:8000/v1", "small", "LABELS_KEY", max_topics=5)
    assert "geheim-4711" not in json.dumps(settings.as_document())
    assert settings_of(folder, MINIMAL).llm_labels is None


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("{model: m}", "line 3: key 'base_url' is missing under llm_labels. Add it."),
        ("{base_url: 'http://h', modle: m}", "line 3: unknown key 'modle' under llm_labels; did you mean 'model'?"),
        (
            "{base_url: 'http://h', model: m, timeout_seconds: 0}",
            "line 3: llm_labels.timeout_seconds is 0, expected a number above 0.",
        ),
        (
            "{base_url: 'http://h', model: m, max_topics: many}",
            "line 3: llm_labels.max_topics is 'many', expected a whole number.",
        ),
        ("{base_url: 'http://me:geheim@h', model: m}", "line 3: llm_labels.base_url: this is no usable address."),
        (
            "{base_url: 'http://h', model: m, api_key_env: sk-geheim}",
            "line 3: llm_labels.api_key_env: this is no name of an environment variable.",
        ),
        (
            "{base_url: 'http://h', model: m, api_key_env: ABSENT_geheim}",
            "line 3: llm_labels.api_key_env: this environment variable is empty.",
        ),
        ("on", "line 3: llm_labels is 'on', expected keys with values."),
    ],
)
def test_a_mistake_about_the_endpoint_is_told_with_its_line_and_without_a_key(
    written: str, sentence: str, folder: Path
) -> None:
    problems = problems_of(folder, f"{MINIMAL}llm_labels: {written}\n")
    assert any(problem.startswith(f"config.yaml, {sentence}") for problem in problems), problems
    assert "geheim" not in " ".join(problems)


@pytest.mark.parametrize("redact", ["false", "off", "no", "0"])
def test_an_endpoint_gets_redacted_text_only(redact: str, folder: Path) -> None:
    text = f"{MINIMAL}llm_labels: {{base_url: 'http://h', model: m}}\nprivacy: {{redact: {redact}}}\n"
    (problem,) = problems_of(folder, text)
    assert problem == (
        "config.yaml, line 3: llm_labels: only redacted text may be sent. "
        "Set privacy.redact: true, or remove llm_labels."
    )


def test_a_missing_package_is_told_with_the_command_that_installs_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.config_files.has_client", lambda: False)
    assert problems_of(folder, f"{MINIMAL}llm_labels: {{base_url: 'http://h', model: m}}\n") == [
        "config.yaml, line 3: llm_labels needs an optional package. Install it with `pip install 'underheard[llm]'`."
    ]


@pytest.mark.parametrize("written", ["off", "false", "no"])
def test_lists_of_names_are_relative_to_the_configuration_and_the_review_can_be_off(written: str, folder: Path) -> None:
    (folder / "names.txt").write_text("Ana Novak\n", "utf-8")
    (folder / "public.yaml").write_text("- ليلى حداد\n", "utf-8")
    settings = settings_of(folder, f"{MINIMAL}privacy: {{names: names.txt, allow: public.yaml, review: {written}}}\n")
    assert (settings.privacy.names, settings.privacy.allow) == (folder / "names.txt", folder / "public.yaml")
    assert not settings.privacy.review
    assert settings.as_document()["privacy"]["names"] == "names.txt"
    assert settings_of(folder, MINIMAL).privacy.review


def test_a_line_that_is_no_name_is_told_with_its_file_and_line(folder: Path) -> None:
    (folder / "names.csv").write_text("name\nAna Novak\n12 of them\n", "utf-8")
    assert problems_of(folder, f"{MINIMAL}privacy: {{names: names.csv, allow: absent.txt}}\n") == [
        f"config.yaml, line 3: privacy.allow: there is no {folder}/absent.txt. {CORRECT}",
        (
            "names.csv, line 3: this is no name: it has digits, an address, no letters, or more than 10 words. "
            "Write one name a line, without titles."
        ),
    ]
