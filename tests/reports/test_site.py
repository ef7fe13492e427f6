"""The report in both forms, one file and pages: complete, safe, and every link in it leads somewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.html
import pandas as pd
import pytest
from docx import Document

from corpus.errors import OutputError
from reports import run_folder
from reports.run_folder import write_run
from reports.site import report_files
from reports.site_form import MOST_IN_ONE_FILE, Site, is_one_file
from tests.reports.invented_run import ACTION, CLIMATE, JOBS, PURSUIT, SECRETS, Consultation

Made = Callable[[Consultation, Site], Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The report's folder in a finished run."""

    def make(consultation: Consultation, site: Site) -> Path:
        run = write_run(
            consultation.findings,
            consultation.manifest,
            tmp_path_factory.mktemp("output"),
            themes=consultation.themes,
            groups=consultation.groups,
            language="en",
            min_group_size=5,
            site=site,
        )
        return run / "report"

    return make


@pytest.fixture(scope="module")
def pages(consultation: Consultation, made: Made) -> Path:
    return made(consultation, "pages")


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def tree(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(path.read_text("utf-8"))


def policy(path: Path) -> str:
    return str(tree(path).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0])


def record(path: Path) -> dict[str, object]:
    """What a page hands its scripts."""
    held: dict[str, object] = json.loads(tree(path).get_element_by_id("data").text)
    return held


def rows_beside(folder: Path) -> list[dict[str, list[object]]]:
    """The rows of each file of statements, in order, read as a script would hand them over."""
    parts = []
    for path in sorted((folder / "data").iterdir()):
        match = re.fullmatch(r"arrived\('(.*)'\);\n", path.read_text("utf-8"), re.DOTALL)
        assert match, path.name
        parts.append(json.loads(re.sub(r"\\(['\\])", r"\1", match[1])))
    return parts


@pytest.mark.parametrize(
    ("n_statements", "site", "is_one"),
    [
        (MOST_IN_ONE_FILE, "auto", True),
        (MOST_IN_ONE_FILE + 1, "auto", False),
        (1, "pages", False),
        (MOST_IN_ONE_FILE + 1, "one-file", True),
    ],
)
def test_a_large_corpus_makes_pages_unless_the_configuration_says_otherwise(
    n_statements: int, site: Site, is_one: bool
) -> None:
    assert is_one_file(n_statements, site) == is_one


def test_a_small_report_is_one_file(consultation: Consultation, made: Made) -> None:
    assert files(made(consultation, "auto")) == {"index.html"}


def test_pages_are_the_entry_a_page_a_topic_and_the_statements(pages: Path) -> None:
    topics = {f"topics/{topic}.html" for topic in (JOBS, PURSUIT, ACTION, CLIMATE)}
    assert files(pages) == {"index.html", "data/statements-000.js"} | topics


def test_the_entry_comes_last(consultation: Consultation) -> None:
    assert [path for path, _ in report_files(consultation.evidence(), site="pages")][-1] == "index.html"


def test_pages_that_cannot_all_be_written_leave_no_run(
    consultation: Consultation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object, **__: object) -> Iterator[tuple[str, str]]:
        yield "topics/1.html", "half a report"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run_folder, "report_files", full_disk)
    with pytest.raises(OutputError):
        write_run(
            consultation.findings,
            consultation.manifest,
            tmp_path,
            themes=consultation.themes,
            groups=consultation.groups,
            language="en",
            min_group_size=5,
            site="pages",
        )
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("site", ["one-file", "pages"])
def test_every_link_leads_to_a_file_and_a_place_in_it(consultation: Consultation, made: Made, site: Site) -> None:
    folder = made(consultation, site)
    ids = {path: set(tree(path).xpath("//@id")) for path in folder.rglob("*.html")}
    for path in ids:
        for href in tree(path).xpath("//a/@href"):
            assert not href.startswith(("/", "file:", "http")), href
            place, _, fragment = href.partition("#")
            target = (path.parent / place).resolve() if place else path
            assert target.exists(), f"{path.name}: {href}"
            if fragment:
                assert fragment.split("&")[0] in ids[target], f"{path.name}: {href}"


def test_a_link_to_a_topic_holds_in_both_forms(consultation: Consultation, made: Made, pages: Path) -> None:
    one = made(consultation, "one-file")
    topics = [f"topic-{topic}" for topic in (JOBS, PURSUIT, ACTION, CLIMATE)]
    assert all(
        tree(folder / "index.html").get_element_by_id(id_) is not None for id_ in topics for folder in (one, pages)
    )
    assert tree(pages / "index.html").get_element_by_id("topic-1").get("data-page") == "topics/1.html"


def test_pages_hold_the_same_statements_in_the_same_order_as_one_file(
    consultation: Consultation, made: Made, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = record(made(consultation, "one-file") / "index.html")["rows"]
    assert rows_beside(pages) == [whole]
    monkeypatch.setattr("reports.site.ROWS_IN_FILE", 30)
    parts = rows_beside(made(consultation, "pages"))
    assert [len(part["text"]) for part in parts] == [30, 30, 12]
    assert {name: [value for part in parts for value in part[name]] for name in parts[0]} == whole


def test_the_entry_knows_how_many_statements_come_and_from_where(pages: Path) -> None:
    held = record(pages / "index.html")
    assert held["total"] == 72
    assert held["files"] == ["data/statements-000.js"]
    assert set(map(len, held["rows"].values())) == {0}  # type: ignore[attr-defined]


def test_only_the_entry_may_load_and_only_through_its_own_script(pages: Path) -> None:
    assert re.search(r"script-src 'sha256-[\w+/=]+' 'strict-dynamic';", policy(pages / "index.html"))
    assert re.search(r"script-src 'sha256-[\w+/=]+';", policy(pages / "topics" / "0.html"))
    for path in pages.rglob("*.html"):
        assert "default-src 'none'" in policy(path)
        assert not re.search(r"unsafe|'self'|file:|https?:|\*", policy(path))
        assert tree(path).xpath("//*[@src or @srcset or @style] | //link[not(@href='data:,')]") == []


def test_a_hostile_text_stays_text_in_every_file(hostile: Consultation, made: Made) -> None:
    folder = made(hostile, "pages")
    [rows] = rows_beside(folder)
    assert any(text.startswith("<script>") for text in rows["text"] if isinstance(text, str))
    for path in (folder / "data").iterdir():
        content = path.read_text("utf-8")
        assert content.count("\n") == 1  # one call, and nothing that ends its string
        assert not re.search(r"</|<!--|<script|[\u2028\u2029]", content)
    for path in (folder / "topics").iterdir():
        assert tree(path).xpath("//main//script | //main//style | //iframe | //img | //base | //main//link") == []
        names = {name for element in tree(path).iter() if isinstance(element.tag, str) for name in element.attrib}
        assert not [name for name in names if name.startswith("on")]


def test_what_is_withheld_is_in_no_file(pages: Path) -> None:
    for path in pages.rglob("*"):
        if path.is_file():
            content = path.read_text("utf-8")
            assert not [secret for secret in SECRETS if secret in content], path.name


def test_a_topic_has_neighbours_and_a_way_back(pages: Path) -> None:
    links = {
        path.stem: [(link.get("rel"), link.get("href")) for link in tree(path).xpath("//nav//a")]
        for path in (pages / "topics").iterdir()
    }
    first = links[str(JOBS)]  # the largest
    assert first[0] == (None, "../index.html#topics")
    assert [rel for rel, _ in first[1:]] == ["next"]
    assert sum(len(shown) for shown in links.values()) == len(links) + 2 * (len(links) - 1)


def test_a_report_of_more_statements_than_a_browser_bears_holds_a_choice_and_says_so_wherever_it_matters(
    consultation: Consultation, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.evidence.MOST_ON_PAGES", 20)
    folder = made(consultation, "pages")
    held = {id_ for part in rows_beside(folder) for id_ in part["id"]}
    page = tree(folder / "index.html")
    quoted = {figure.get("data-statement") for figure in page.xpath("//figure[@data-statement]")}
    n_all = len(consultation.findings.statements)
    assert quoted <= held
    assert len(held) < n_all
    told = f"of {n_all} statements, as a browser bears no more"
    for section in ("topics", "quotes", "method"):
        assert told in page.get_element_by_id(section).text_content(), section
    assert "All its quotes" not in (folder / "topics" / f"{CLIMATE}.html").read_text("utf-8")
    summary = Document(str(folder.parent / "export" / "summary.docx"))
    words = " ".join(paragraph.text for paragraph in summary.paragraphs)
    assert told in words
    assert "every quote" not in words
    assert len(pd.read_parquet(folder.parent / "statements.parquet")) == n_all
