"""Pol.is exports: layouts, moderation, votes, groups, broken rows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.errors import SourceError
from corpus.polis.comments import read_polis
from corpus.rows import Row
from corpus.schemas import Moderation
from corpus.sources import PolisSource

OLD = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1656590400000,Thu Jun 30 12:00:00 UTC 2022,0,7,3,1,1,"We need jobs
and the bus fare to look for them"
1656590401000,Thu Jun 30 12:00:01 UTC 2022,1,7,2,0,0,نريد عملًا
1656590402000,Thu Jun 30 12:00:02 UTC 2022,2,,0,5,-1,ჩვენ გვინდა სამუშაო
1656590403000,Thu Jun 30 12:00:03 UTC 2022,3,8,0,0,1,
"""
NEW_HEADER = (
    "timestamp,comment-id,author-id,agrees,disagrees,moderated,is-meta,is-seed,group-informed-consensus,comment-body\n"
)
NEW = (
    NEW_HEADER
    + """\
1656590400000,0,0,1,1,1,false,true,0.5,We need jobs
1656590401000,1,4,1,0,1,true,false,0.1,This survey is too long
1656590402000,2,5,1,0,1,false,false,0.2,我們需要工作
"""
)
VOTES = """timestamp,datetime,comment-id,voter-id,vote
1656590500000,x,0,1,-1
1656590400000,x,0,1,1
1656590500000,x,0,2,1
1656590500001,x,0,3,0
1656590500002,x,2,3,-1
"""
PEOPLE = "participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,0\n7,anna,0,2,3,3,0,1\n8,,1,1,1,0,1,-1\n"


def export(folder: Path, comments: str, votes: str | None = VOTES, people: str | None = None) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in (("comments.csv", comments), ("votes.csv", votes), ("participants-votes.csv", people)):
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def texts(rows: list[Row]) -> list[str]:
    return [row.text for row in rows]


@pytest.mark.parametrize(
    ("moderation", "ids", "n_out"),
    [("accepted", ["0"], 2), ("not-rejected", ["0", "1"], 1), ("all", ["0", "1", "2"], 0)],
)
def test_moderation_decides_and_the_rest_is_counted(
    tmp_path: Path, moderation: Moderation, ids: list[str], n_out: int
) -> None:
    harvest = read_polis(PolisSource(export(tmp_path, OLD), moderation=moderation), "talk")
    assert [row.source_ref for row in harvest.rows] == ids
    assert harvest.fates["moderated-out"] == n_out
    assert harvest.fates["empty"] == 1
    assert harvest.fates.total() + len(harvest.rows) == 4


def test_a_comment_keeps_its_lines_place_author_and_utc_moment(tmp_path: Path) -> None:
    row = read_polis(PolisSource(export(tmp_path, OLD)), "talk").rows[0]
    assert row.text == "We need jobs\nand the bus fare to look for them"
    assert (row.place, row.source_ref, row.author_id) == ("comment 0", "0", "talk:7")
    assert row.date == datetime(2022, 6, 30, 12, tzinfo=UTC)
    assert not row.is_seed


def test_the_newer_layout_marks_seeds_and_sets_meta_comments_aside(tmp_path: Path) -> None:
    harvest = read_polis(PolisSource(export(tmp_path, NEW), moderation="all"), "talk")
    assert texts(harvest.rows) == ["We need jobs", "我們需要工作"]
    assert [row.is_seed for row in harvest.rows] == [True, False]
    assert harvest.fates["meta"] == 1


def test_the_latest_vote_of_each_participant_counts_once(tmp_path: Path) -> None:
    rows = read_polis(PolisSource(export(tmp_path, NEW)), "talk").rows
    assert [(row.n_agree, row.n_disagree, row.n_pass) for row in rows] == [(1, 1, 1), (0, 1, 0)]


def test_without_votes_the_participants_matrix_tells_them(tmp_path: Path) -> None:
    harvest = read_polis(PolisSource(export(tmp_path, OLD, votes=None, people=PEOPLE)), "talk")
    assert [(row.n_agree, row.n_disagree, row.n_pass) for row in harvest.rows] == [(1, 1, 0)]
    assert not harvest.warnings


def test_without_votes_the_columns_of_the_comments_stand_in_with_one_warning(tmp_path: Path) -> None:
    harvest = read_polis(PolisSource(export(tmp_path, OLD, votes=None)), "talk")
    assert [(row.n_agree, row.n_disagree, row.n_pass) for row in harvest.rows] == [(3, 1, None)]
    assert len(harvest.warnings) == 1
    assert "no votes.csv" in harvest.warnings[0]
    assert harvest.votes is None


@pytest.mark.parametrize("key", ["7", "anna", "group-id:0"])
def test_groups_name_a_participant_an_xid_or_an_opinion_group(tmp_path: Path, key: str) -> None:
    folder = export(tmp_path, OLD, people=PEOPLE)
    harvest = read_polis(PolisSource(folder, groups={key: ("youth", "defenders")}), "talk")
    assert harvest.rows[0].groups == ("defenders", "youth")
    assert set(harvest.group_mentions) == {"youth", "defenders"}
    assert not harvest.warnings


def test_two_conversations_with_the_same_participants_ids_and_xids_share_nobody(tmp_path: Path) -> None:
    first = export(tmp_path / "first", OLD, people=PEOPLE)
    second = export(tmp_path / "second", OLD, people=PEOPLE.replace("7,anna", "7,ana").replace("8,,", "8,anna,"))
    sources = [PolisSource(folder, groups={"anna": ("youth",)}, moderation="all") for folder in (first, second)]
    harvests = [read_polis(source, source.path.name) for source in sources if isinstance(source.path, Path)]
    authors = [{row.author_id for row in harvest.rows if row.author_id} for harvest in harvests]
    assert authors == [{"first:7"}, {"second:7"}]
    assert [row.groups for row in harvests[0].rows] == [("youth",), ("youth",), ()]  # author 7 is anna here
    assert [row.groups for row in harvests[1].rows] == [(), (), ()]  # and not there


def test_groups_come_from_a_file_too_and_unused_keys_are_counted(tmp_path: Path) -> None:
    folder = export(tmp_path, OLD, people=PEOPLE)
    declared = tmp_path / "groups.csv"
    declared.write_text("participant,groups\n7,youth;women\nnobody,youth\n", encoding="utf-8")
    harvest = read_polis(PolisSource(folder, groups=declared), "talk")
    assert harvest.rows[0].groups == ("women", "youth")
    assert "1 of 2 keys" in harvest.warnings[0]


def test_a_corrupt_row_is_counted_and_costs_no_other(tmp_path: Path) -> None:
    broken = OLD.replace("2,,0,5,-1,", '2,,0,5,-1,1,1,"') + OLD.splitlines(keepends=True)[1].replace(",0,7,", ",,7,")
    broken += 'and the bus fare to look for them"\n1656590404000,x,5,9,1,0,1,სიტყვა\n'
    harvest = read_polis(PolisSource(export(tmp_path, broken), moderation="all"), "talk")
    assert [row.source_ref for row in harvest.rows] == ["0", "1", "5"]
    assert harvest.fates["unreadable"] == 2
    assert any("not read" in warning for warning in harvest.warnings)


def test_a_comment_id_with_two_texts_keeps_the_first_and_reports_the_other(tmp_path: Path) -> None:
    again = NEW + NEW.splitlines(keepends=True)[1] + "1656590409000,2,5,1,0,1,false,false,0.2,other\n"
    harvest = read_polis(PolisSource(export(tmp_path, again)), "talk")
    assert texts(harvest.rows) == ["We need jobs", "我們需要工作"]
    assert harvest.fates == {"meta": 1, "duplicate": 1, "unreadable": 1}


def test_a_folder_without_comments_names_itself_and_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no comments\.csv in this folder\. Export"):
        read_polis(PolisSource(tmp_path), "talk")
    with pytest.raises(SourceError, match="does not exist"):
        read_polis(PolisSource(tmp_path / "none"), "talk")


def test_votes_that_are_no_numbers_are_left_out_with_a_warning(tmp_path: Path) -> None:
    harvest = read_polis(PolisSource(export(tmp_path, NEW, votes=VOTES + "x,x,0,9,agree\n")), "talk")
    assert harvest.rows[0].n_agree == 1
    assert "row 7" in harvest.warnings[0]


def test_a_conversation_without_comments_yet_is_a_warning(tmp_path: Path) -> None:
    harvest = read_polis(PolisSource(export(tmp_path, OLD.splitlines(keepends=True)[0])), "talk")
    assert not harvest.rows
    assert "no comments yet" in harvest.warnings[0]


def test_opinion_groups_of_the_export_are_counted_apart_with_all_first(tmp_path: Path) -> None:
    harvest = read_polis(
        PolisSource(export(tmp_path, NEW, people=PEOPLE.replace("7,anna", "1,anna").replace("8,,", "2,,"))), "talk"
    )
    assert harvest.votes is not None
    of_first = harvest.votes[harvest.votes["comment_id"] == "0"].set_index("opinion_group")
    assert of_first.index.tolist() == ["all", "0", "1"]
    assert of_first["n_disagree"].tolist() == [1, 1, 0]  # participant 1 of group 0 changed to disagree
    assert set(harvest.votes["comment_id"]) == {"0", "2"}  # none on the comment that is left out
    assert not harvest.votes["is_computed"].any()


def test_opinion_groups_that_the_export_does_not_name_are_computed_and_it_is_said(tmp_path: Path) -> None:
    votes = "timestamp,comment-id,voter-id,vote\n" + "".join(
        f"16565905000{voter:02},{comment},{voter},{1 if (voter < 12) == (comment % 2 == 0) else -1}\n"
        for voter in range(20)
        for comment in range(10)
    )
    harvest = read_polis(PolisSource(export(tmp_path, NEW, votes=votes)), "talk")
    assert harvest.votes is not None
    assert harvest.votes["is_computed"].all()
    of_first = harvest.votes[harvest.votes["comment_id"] == "0"].set_index("opinion_group")
    assert sorted(of_first["n_agree"].drop("all")) == [0, 12]
    assert any("2 were computed" in warning for warning in harvest.warnings)


def test_people_below_seven_votes_count_for_everybody_and_for_no_group(tmp_path: Path) -> None:
    votes = "timestamp,comment-id,voter-id,vote\n" + "".join(
        f"1656590500000,{comment},{voter},1\n" for voter in range(20) for comment in range(8 if voter < 16 else 2)
    )
    people = "participant,group-id\n" + "".join(f"{voter},{voter % 2}\n" for voter in range(20))
    harvest = read_polis(PolisSource(export(tmp_path, NEW, votes=votes, people=people)), "talk")
    assert harvest.votes is not None
    of_first = harvest.votes[harvest.votes["comment_id"] == "0"].set_index("opinion_group")
    assert of_first["n_agree"].to_dict() == {"all": 20, "0": 8, "1": 8}


def test_ballots_say_the_same_as_the_votes_and_name_nobody(tmp_path: Path) -> None:
    votes = "timestamp,comment-id,voter-id,vote\n" + "".join(
        f"1656590500000,{comment},{voter + 700},{(voter + comment) % 3 - 1}\n"
        for voter in range(20)
        for comment in range(8 if voter < 16 else 2)
    )
    people = "participant,group-id\n" + "".join(f"{voter + 700},{voter % 2}\n" for voter in range(20))
    harvest = read_polis(PolisSource(export(tmp_path, NEW, votes=votes, people=people)), "talk")
    assert harvest.votes is not None
    assert harvest.ballots is not None
    cast = harvest.ballots[harvest.ballots["comment_id"] == "0"]
    counted = harvest.votes[harvest.votes["comment_id"] == "0"].set_index("opinion_group")
    for group, rows in {"all": cast, **dict(list(cast.groupby("opinion_group")))}.items():
        assert [(rows["vote"] == vote).sum() for vote in (1, -1, 0)] == counted.loc[
            group, ["n_agree", "n_disagree", "n_pass"]
        ].tolist()
    assert sorted(cast["voter"]) == list(range(20))  # not the numbers of the export
    assert cast["opinion_group"].isna().sum() == 4  # who voted too little to be placed


def test_a_meta_comment_is_no_statement_and_no_statement_claims_to_be_one(tmp_path: Path) -> None:
    harvest = read_polis(PolisSource(export(tmp_path, NEW), moderation="all"), "talk")
    assert harvest.fates["meta"] == 1
    assert not any(row.is_meta for row in harvest.rows)
