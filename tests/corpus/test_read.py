"""All sources together: frames, ledger, privacy."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import docx
import pandas as pd
import pytest

from corpus.documents.read import read_document
from corpus.errors import SourceError
from corpus.harvest import source_names
from corpus.identity import unguessable_id
from corpus.notes.segments import segment_note
from corpus.read import Redaction, read_sources
from corpus.schemas import Ballots, Group, Sessions, Statements, Votes
from corpus.sources import NotesSource, PolisSource, Source, TableColumns, TableSource
from corpus.store.withdrawals import Withdrawal
from corpus.tables.tabular import read_tabular

ROOT = Path(__file__).parents[2]
CONVERSATIONS = ROOT.parent / "shared" / "data" / "polis"
DEMO_NOTES = ROOT / "corpus" / "demo" / "notes"


@pytest.fixture
def sources(tmp_path: Path) -> list[Source]:
    """One source of each type, with a little of everything that can become of a row."""
    notes = tmp_path / "notes"
    notes.mkdir()
    note = "# Talk\n\n> Invented.\n\n## Part\n\n- نريد عملًا، اتصلوا بي ana@example.org\n- Jobs!\n- jobs\n- 42\n"
    (notes / "tunis.md").write_text(note, encoding="utf-8")
    (notes / "broken.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "sessions.csv").write_text(
        "session_id,file,date,region,country,groups\ntunis,tunis.md,2022-07-03,Africa,Tunisia,youth\n",
        encoding="utf-8",
    )
    polis = tmp_path / "conversation"
    polis.mkdir()
    (polis / "comments.csv").write_text(
        "timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
        "1656590400000,0,1,2,1,1,我們需要工作\n1656590400000,1,1,2,1,1,我們需要工作！\n1656590400000,2,2,2,1,-1,no\n"
        "1656590400000,3,2,2,1,1,\n",
        encoding="utf-8",
    )
    (tmp_path / "table.csv").write_text(
        "text,session,lang\nსამუშაო გვინდა,tunis,ka\n<script>x</script>,,\n=cmd(),,\n,tunis,\n,,\n",
        encoding="utf-8",
    )
    return [
        NotesSource(notes, tmp_path / "sessions.csv"),
        PolisSource(polis),
        TableSource(tmp_path / "table.csv", TableColumns("text", session="session", language="lang")),
    ]


def test_statements_of_all_sources_stand_in_one_frame_in_order(sources: list[Source]) -> None:
    reading = read_sources(
        sources, groups=[Group("youth", "Youth"), Group("mena", "", match={"country": ("tunisia",)})]
    )
    statements = reading.statements
    Statements.validate(statements)
    Sessions.validate(reading.sessions)
    assert statements["source"].tolist() == ["notes"] * 2 + ["conversation"] + ["table"] * 3
    assert statements["groups"].tolist() == [
        ("mena", "youth"),
        ("mena", "youth"),
        (),
        ("mena", "youth"),
        (),
        (),
    ]
    assert statements["language"].iloc[[0, 2, 3]].tolist() == ["ar", "zh", "ka"]
    assert statements["language_confidence"].iloc[3] == 1
    assert statements["text"].tolist()[4:] == ["<script>x</script>", "=cmd()"]
    assert statements["n_agree"].tolist()[2] == 2
    assert reading.sessions["session_id"].tolist() == ["tunis"]


def test_the_ledger_of_every_source_adds_up(sources: list[Source]) -> None:
    reading = read_sources(sources)
    assert reading.ledger.fates == {
        "notes": {
            "statement": 2,
            "duplicate": 1,
            "context": 2,
            "boilerplate": 1,
            "empty": 1,
            "unreadable": 1,
        },
        "conversation": {"statement": 1, "duplicate": 1, "moderated-out": 1, "empty": 1},
        "table": {"statement": 3, "empty": 1},
    }
    assert reading.ledger.n_rows("conversation") == 4
    assert [skipped.path.name for skipped in reading.skipped] == ["broken.docx"]


def test_a_wholly_blank_row_is_no_row(sources: list[Source]) -> None:
    assert read_sources(sources).ledger.n_rows("table") == 4


def test_redaction_comes_before_everything_and_can_be_switched_off(sources: list[Source]) -> None:
    redacted, plain = read_sources(sources), read_sources(sources, redaction=None)
    assert redacted.statements["text"].iloc[0] == "نريد عملًا، اتصلوا بي [email]"
    assert redacted.redactions == {"email": 1}
    assert "ana@example.org" in plain.statements["text"].iloc[0]
    assert not plain.redactions


def test_reading_twice_gives_the_same_and_a_new_row_changes_no_id(sources: list[Source], tmp_path: Path) -> None:
    before = read_sources(sources).statements
    pd.testing.assert_frame_equal(before, read_sources(sources).statements)
    table = tmp_path / "table.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace("text,session,lang\n", "text,session,lang\nnew,,\n"),
        "utf-8",
    )
    after = read_sources(sources).statements
    assert set(before["statement_id"]) < set(after["statement_id"])


def test_every_problem_of_every_source_is_told_at_once(sources: list[Source], tmp_path: Path) -> None:
    broken: list[Source] = [
        *sources,
        PolisSource(tmp_path / "nowhere"),
        TableSource(tmp_path / "table.csv", TableColumns("words")),
    ]
    with pytest.raises(SourceError) as error:
        read_sources(broken, groups=[Group("women", "Women")])
    assert len(error.value.problems) == 3
    assert "the group 'youth' is not declared" in error.value.problems[0]


def test_two_notes_of_one_name_in_two_sources_are_not_one_session(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "day.md").write_text("- words that differ\n", encoding="utf-8")
    with pytest.raises(SourceError, match="one and two both have a session 'day'"):
        read_sources([NotesSource(tmp_path / "one"), NotesSource(tmp_path / "two")])


def test_names_of_sources_are_made_unique(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\nx\n", encoding="utf-8")
    table = TableSource(tmp_path / "a.csv", TableColumns("text"))
    named = NotesSource(tmp_path / "notes" / "*.md", name=None)
    assert source_names([table, table, named, PolisSource(tmp_path / "a.b", name="a")]) == [
        "a",
        "a-2",
        "notes",
        "a-3",
    ]


def test_sixty_equal_rows_are_one_statement_and_no_statement_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "same.csv").write_text("text\n" + "the same\n" * 60, encoding="utf-8")
    (tmp_path / "none.csv").write_text("text,id\n,1\n", encoding="utf-8")
    same = read_sources([TableSource(tmp_path / "same.csv", TableColumns("text"))])
    assert same.ledger.fates == {"same": {"statement": 1, "duplicate": 59}}
    none = read_sources([TableSource(tmp_path / "none.csv", TableColumns("text"))])
    assert none.statements.empty
    assert none.ledger.fates == {"none": {"empty": 1, "statement": 0}}


def test_ten_thousand_words_stay_one_statement(tmp_path: Path) -> None:
    text = " ".join(f"слово{n}" for n in range(10_000))
    (tmp_path / "t.csv").write_text(f"text\n{text}\n", encoding="utf-8")
    statements = read_sources([TableSource(tmp_path / "t.csv", TableColumns("text"))]).statements
    assert statements["text"].tolist() == [text]


@pytest.mark.skipif(not CONVERSATIONS.is_dir(), reason="needs the real conversations in ../shared/data/polis")
@pytest.mark.parametrize("moderation", ["accepted", "not-rejected", "all"])
def test_every_comment_of_seven_real_conversations_is_accounted_for(moderation: str) -> None:
    folders = sorted(CONVERSATIONS.iterdir())
    reading = read_sources([PolisSource(folder, moderation=moderation) for folder in folders])  # type: ignore[arg-type]
    assert len(folders) == 7
    for folder in folders:
        fates = reading.ledger.fates[folder.name]
        of_source = reading.statements[reading.statements["source"] == folder.name]
        assert fates.total() == len(read_tabular(folder / "comments.csv").records)
        assert fates["statement"] == len(of_source)
        assert fates["unreadable"] == 0
    assert not reading.warnings
    Votes.validate(reading.votes)
    assert set(reading.votes["statement_id"]) <= set(reading.statements["statement_id"])
    Ballots.validate(reading.ballots)
    everybody = reading.votes[reading.votes["opinion_group"] == "all"].set_index("statement_id")
    n_voters = everybody[["n_agree", "n_disagree", "n_pass"]].sum(axis=1)
    n_ballots = reading.ballots.groupby("statement_id").size().reindex(n_voters.index, fill_value=0)
    assert n_ballots.tolist() == n_voters.tolist()
    sources = reading.ballots["statement_id"].map(reading.statements.set_index("statement_id")["source"])
    assert (
        reading.ballots.groupby("voter").agg({"statement_id": lambda ids: sources[ids.index].nunique()}).max().item()
        == 1
    )


@pytest.mark.skipif(not CONVERSATIONS.is_dir(), reason="needs the real conversations in ../shared/data/polis")
def test_one_is_agree_in_the_votes_of_every_real_conversation() -> None:
    for path in CONVERSATIONS.glob("*/votes.csv"):
        comments = pd.read_csv(path.parent / "comments.csv").set_index("comment-id")
        votes = pd.read_csv(path)
        for vote, column in ((1, "agrees"), (-1, "disagrees")):
            n_cast = votes[votes["vote"] == vote].groupby("comment-id").size()
            assert n_cast.reindex(comments.index, fill_value=0).tolist() == comments[column].tolist(), path


@pytest.mark.skipif(not any(DEMO_NOTES.glob("*")), reason="needs the notes of the demo")
@pytest.mark.parametrize("suffix", ["md", "txt", "docx"])
def test_no_letter_of_the_demo_notes_is_lost(suffix: str) -> None:
    for path in DEMO_NOTES.glob(f"*.{suffix}"):
        document = read_document(path)
        segments = segment_note(document.blocks, lambda _: "en")
        written = "".join(block.text for block in document.blocks)
        if document.blocks[0].unit == "line":
            written = path.read_text(encoding="utf-8")
        kept = ""
        for segment in segments:
            is_new_block = "sentence" not in segment.place or segment.place.endswith(", sentence 1")
            kept += (segment.speaker or "") * is_new_block + segment.text
        assert list(filter(str.isalpha, kept)) == list(filter(str.isalpha, written))


@pytest.mark.skipif(not any(DEMO_NOTES.glob("*")), reason="needs the notes of the demo")
def test_the_demo_notes_become_statements_without_titles_notices_and_questions() -> None:
    reading = read_sources([NotesSource(DEMO_NOTES)])
    statements = reading.statements
    assert not reading.skipped
    assert reading.ledger.fates["notes"]["statement"] == len(statements)
    assert statements.groupby("source_ref").size().between(20, 60).all()
    assert not statements["text"].str.contains("Underheard").any()
    assert not statements["speaker"].dropna().str.contains("(?i)facilit|moder|модер|الميسر").any()


def test_who_signs_is_replaced_as_speaker_as_author_and_where_others_speak_of_them(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "plain.md").write_text(
        "Maria Lopez: The park is dark after six.\n\nYouth Rep: And Lopez knows the caretaker.\n\n"
        "Maria Lopez: The lift has been broken for a year.\n\nYouth Rep: Nobody mends it.\n",
        encoding="utf-8",
    )
    (notes / "table.md").write_text(
        "| الاسم الكامل | ماذا قلت؟ |\n|---|---|\n| ليلى حداد | الماء مقطوع منذ شهر في الحي. |\n"
        "| سامي بن علي | قالت ليلى حداد إن الطريق مغلق كل شتاء. |\n",
        encoding="utf-8",
    )
    (tmp_path / "online.csv").write_text(
        "text,who\nLe four communal fume toute la nuit.,Jean Mbarga\nJean Mbarga m'a dit que le maire refuse.,x1\n",
        encoding="utf-8",
    )
    table = TableSource(tmp_path / "online.csv", TableColumns("text", author="who"), name="online")
    statements = read_sources([NotesSource(notes), table]).statements
    everything = statements.to_csv()
    assert not [name for name in ("Lopez", "ليلى", "سامي", "Mbarga") if name in everything]
    assert statements["speaker"].dropna().tolist() == [
        "[name]", "Youth Rep", "[name]", "Youth Rep", "[name]", "[name]-2"
    ]  # fmt: skip
    assert statements["author_id"].dropna().tolist() == ["online:[name]", "online:x1"]
    assert statements["text"].iloc[-1] == "[name] m'a dit que le maire refuse."


SECRETS = ("ana@example.org", "Novak", "0712345678", "254712345678")


@pytest.fixture
def private_sources(tmp_path: Path) -> list[Source]:
    """Personal data wherever a source can hold it."""
    notes = tmp_path / "notes"
    notes.mkdir()
    document = docx.Document()
    document.core_properties.title = "Ana Novak"
    document.add_heading("Talk with ana@example.org", 0)
    document.add_heading("Ask Mr Novak", 1)
    document.add_paragraph("We met Mr Novak, call 0712345678 about the water.", style="List Bullet")
    document.add_paragraph("قال السيد Novak إن الماء قليل هنا", style="List Bullet")
    document.save(str(notes / "ana@example.org.docx"))
    (notes / "Ana_Novak.xyz").write_bytes(b"?")
    (tmp_path / "sessions.csv").write_text(
        "session_id,file,title,country\nday,ana@example.org.docx,Day with ana@example.org,Kenya\n", encoding="utf-8"
    )
    polis = tmp_path / "conversation"
    polis.mkdir()
    (polis / "comments.csv").write_text(
        "timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
        "1656590400000,0,1,2,1,1,Write to ana@example.org or +254712345678 for bread\n",
        encoding="utf-8",
    )
    (tmp_path / "table.csv").write_text(
        "text,session,author\nსამუშაო გვინდა ყველას,ana@example.org,Ana Novak\nmore jobs,ana@example.org,p-1\n",
        encoding="utf-8",
    )
    (tmp_path / "names.txt").write_text("Ana Novak\n", encoding="utf-8")
    columns = TableColumns("text", session="session", author="author")
    return [
        NotesSource(notes, tmp_path / "sessions.csv"),
        PolisSource(polis, name="Polis of ana@example.org"),
        TableSource(tmp_path / "table.csv", columns),
    ]


def test_nothing_personal_is_left_in_anything_that_is_handed_on(private_sources: list[Source], tmp_path: Path) -> None:
    reading = read_sources(private_sources, redaction=Redaction(tmp_path / "names.txt"))
    everything = " ".join(
        [
            reading.statements.to_csv(),
            reading.sessions.to_csv(),
            repr(reading.ledger),
            repr(reading.warnings),
            repr([(skipped.path.name, skipped.reason) for skipped in reading.skipped]),
            repr(reading),
        ]
    )
    assert [secret for secret in SECRETS if secret in everything] == []
    assert reading.redactions["email"] >= 4
    assert reading.redactions["phone"] == 2
    assert reading.statements["source"].iloc[2] == "Polis of [email]"
    assert reading.statements["session_id"].tolist()[3:] == ["[email]", "[email]"]
    assert reading.statements["author_id"].tolist()[3:] == ["table:[name]", "table:p-1"]


def test_the_review_is_kept_only_where_it_is_asked_for(private_sources: list[Source], tmp_path: Path) -> None:
    reading = read_sources(private_sources, redaction=Redaction(tmp_path / "names.txt", keeps_replacements=True))
    words = {(noted.field, noted.words) for noted in reading.replacements}
    assert {("text", "0712345678"), ("title", "ana@example.org"), ("session", "ana@example.org")} <= words
    assert reading.without_replacements().replacements == ()
    assert read_sources(private_sources).replacements == ()


def test_groups_are_matched_by_what_was_written_not_by_its_marker(private_sources: list[Source]) -> None:
    group = Group("hosts", "Hosts", match={"session_id": ("ana@example.org",)})
    groups = read_sources(private_sources, groups=[group]).statements["groups"].tolist()
    assert groups == [(), (), (), ("hosts",), ("hosts",)]


@pytest.mark.parametrize(
    ("present", "said", "shown"),
    [
        ("Ana Novak, Water Union", "Novak said that water is far", "[name] said that water is far"),
        ("Вера Лесная (НКО)", "Вера Лесная сказала, что вода далеко", "[name] сказала, что вода далеко"),
        ("ليلى الجبلي، جمعية الحي", "قالت ليلى الجبلي إن الماء بعيد", "قالت [name] إن الماء بعيد"),
    ],
)
def test_the_attendance_list_of_a_session_is_replaced_in_it(
    sources: list[Source], tmp_path: Path, present: str, said: str, shown: str
) -> None:
    note = f"# Talk\n\n## Participants\n\n- {present}\n\n## Water\n\n- {said}\n"
    (tmp_path / "notes" / "tunis.md").write_text(note, encoding="utf-8")
    assert read_sources(sources).statements["text"].iloc[0] == shown


def test_ids_of_what_people_at_risk_said_under_a_number_cannot_be_guessed(sources: list[Source]) -> None:
    groups = [Group("youth", ""), Group("mena", "", sensitive=True, match={"country": ("tunisia",)})]
    plain, keyed, again, other = (
        read_sources(sources, groups=groups, id_key=key).statements["statement_id"].tolist()
        for key in (None, b"1", b"1", b"2")
    )
    assert keyed == again
    is_new = [old != new for old, new in zip(plain, keyed, strict=True)]
    assert is_new == [False, False, False, True, False, False]  # the row of the table from the session in Tunis
    assert other[3] != keyed[3]


def test_what_was_withdrawn_by_its_old_id_stays_away_under_the_new_one(sources: list[Source]) -> None:
    groups = [Group("youth", ""), Group("mena", "", sensitive=True, match={"country": ("tunisia",)})]
    old = read_sources(sources, groups=groups).statements["statement_id"][3]
    for named in (old, unguessable_id(old, b"1")):
        asked = [Withdrawal("statement_id", named, datetime(2022, 7, 1, tzinfo=UTC))]
        left = read_sources(sources, groups=groups, id_key=b"1", withdrawals=asked).statements
        assert "სამუშაო გვინდა" not in set(left["text"])
        assert len(left) == 5
