"""Addresses of reports as people copy them."""

from __future__ import annotations

import pytest

from corpus.errors import SourceError
from corpus.polis.address import Conversation, Report, origin_of
from corpus.sources import WebAddress

REPORT = Report("https://pol.is", "r2invented7report")


@pytest.mark.parametrize(
    "address",
    [
        "https://pol.is/report/r2invented7report",
        "https://pol.is/report/r2invented7report/",
        "https://pol.is/report/r2invented7report?lang=ka#votes",
        "https://pol.is/api/v3/reportExport/r2invented7report/comments.csv",
        "https://pol.is/r2invented7report",
    ],
)
def test_a_report_is_recognised_in_every_form(address: str) -> None:
    assert origin_of(WebAddress(address)) == REPORT
    assert REPORT.file("votes.csv") == "https://pol.is/api/v3/reportExport/r2invented7report/votes.csv"


def test_another_server_keeps_its_port_and_what_stands_before_the_report() -> None:
    report = origin_of(WebAddress("http://polis.example:8080/talks/report/r2invented7report"))
    assert isinstance(report, Report)
    assert report.base == "http://polis.example:8080/talks"


@pytest.mark.parametrize("address", ["https://pol.is/5invented", "https://pol.is/5invented/share"])
def test_a_conversation_is_recognised_and_is_no_report(address: str) -> None:
    assert origin_of(WebAddress(address)) == Conversation("https://pol.is", "5invented")


@pytest.mark.parametrize("address", ["https://pol.is", "https://pol.is/home", "https://pol.is/report/../../etc/passwd"])
def test_what_names_no_report_says_so(address: str) -> None:
    with pytest.raises(SourceError, match=r"names no Pol\.is report"):
        origin_of(WebAddress(address))


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("file:///etc/passwd", "no whole web address"),
        ("ftp://pol.is/report/r2invented7report", "begins with ftp:"),
        ("https://", "no whole web address"),
        ("https://pol.is:port/", "no whole web address"),
        ("https://пол.example/report/r2invented7report", "no whole web address"),
        ("https://me:geheim@pol.is/report/r2invented7report", "a name or a password"),
    ],
)
def test_only_a_whole_web_address_without_a_login_is_one(address: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as refused:
        WebAddress(address)
    assert "geheim" not in str(refused.value)


def test_two_reports_have_two_places_for_what_is_fetched() -> None:
    other = Report("https://polis.example", "r2invented7report")
    assert REPORT.key != other.key
    assert REPORT.key.isalnum()
