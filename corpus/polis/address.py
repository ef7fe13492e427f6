"""From the address of a Pol.is report or conversation, as people copy it, to where its tables are served."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from corpus.errors import SourceError
from corpus.sources import WebAddress

REPORT_ID = re.compile(r"r[0-9a-z]{5,64}", re.ASCII)
"""`r` and twenty letters and digits: createReport in server/src/routes/reports.ts of compdemocracy/polis."""
CONVERSATION_ID = re.compile(r"[0-9][0-9a-z]{4,64}", re.ASCII)
BEFORE_REPORT_ID = {"report", "reportExport", "narrativeReport"}

COMMENTS = "comments.csv"
REPORT_TABLES = MappingProxyType(
    {
        COMMENTS: ("comment-id", "comment-body"),
        "votes.csv": ("comment-id", "voter-id", "vote"),
        "participant-votes.csv": ("participant",),
    }
)
"""The tables of a report, and the columns by which each is known. `summary.csv` and `comment-groups.csv` hold nothing
that these do not."""


@dataclass(frozen=True)
class Report:
    """A report on a Pol.is server; `base` is the server's own address, without a slash at its end."""

    base: str
    report_id: str

    @property
    def place(self) -> str:
        """The address as people know it."""
        return f"{self.base}/report/{self.report_id}"

    def file(self, name: str) -> str:
        """The address of one of its tables.

        Source: handle_GET_reportExport in server/src/routes/export.ts of compdemocracy/polis.
        """
        return f"{self.base}/api/v3/reportExport/{self.report_id}/{name}"

    @property
    def tables(self) -> Mapping[str, tuple[str, ...]]:
        """What is fetched."""
        return REPORT_TABLES

    @property
    def key(self) -> str:
        """A folder's name for what is fetched from it."""
        return _key(self.place)


@dataclass(frozen=True)
class Conversation:
    """A conversation on a Pol.is server, where its comments are to be had with sums of votes, and nothing else."""

    base: str
    conversation_id: str

    @property
    def place(self) -> str:
        """The address as people know it."""
        return f"{self.base}/{self.conversation_id}"

    def file(self, _: str) -> str:
        """The address of its comments, with their moderation and the latest votes summed up; JSON.

        Source: getComments in server/src/comment.ts of compdemocracy/polis.
        """
        asked = "moderation=true&include_voting_patterns=true"
        return f"{self.base}/api/v3/comments?conversation_id={self.conversation_id}&{asked}"

    @property
    def tables(self) -> Mapping[str, tuple[str, ...]]:
        """What is fetched."""
        return {COMMENTS: REPORT_TABLES[COMMENTS]}

    @property
    def key(self) -> str:
        """A folder's name for what is fetched from it."""
        return _key(self.place)


Origin = Report | Conversation


def _key(place: str) -> str:
    return hashlib.sha256(place.encode()).hexdigest()[:16]


def origin_of(address: WebAddress) -> Origin:
    """The report that `address` names (its page, or one of its tables), else the conversation.

    The service tells a conversation's reports to its owner only (handle_GET_reports in server/src/routes/reports.ts),
    so that a conversation's address leads to no report.

    Raises:
        SourceError: it names neither.
    """
    parts = urlsplit(address.address)
    segments = [segment for segment in parts.path.split("/") if segment]
    server = f"{parts.scheme}://{parts.netloc}"
    for before, segment in zip(["", *segments], segments, strict=False):
        if before in BEFORE_REPORT_ID and REPORT_ID.fullmatch(segment):
            start = segments.index(before)
            above = segments[: start - 2] if segments[max(start - 2, 0) : start] == ["api", "v3"] else segments[:start]
            return Report("/".join([server, *above]), segment)
    if segments and REPORT_ID.fullmatch(segments[-1]) and len(segments[-1]) > len("r") + 15:
        return Report(server, segments[-1])
    if segments and CONVERSATION_ID.fullmatch(segments[0]):
        return Conversation(server, segments[0])
    raise SourceError(
        f"{server}: this address names no Pol.is report. Open the conversation's report and give its address, "
        "such as https://pol.is/report/r2abc..., or an export."
    )
