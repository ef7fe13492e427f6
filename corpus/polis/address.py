"""From the address of a Pol.is report, as people copy it from a browser, to where its tables are served."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.errors import SourceError
from corpus.sources import WebAddress

REPORT_ID = re.compile(r"r[0-9a-z]{5,64}", re.ASCII)
"""`r` and twenty letters and digits: createReport in server/src/routes/reports.ts of compdemocracy/polis."""
CONVERSATION_ID = re.compile(r"[0-9][0-9a-z]{4,64}", re.ASCII)
BEFORE_REPORT_ID = {"report", "reportExport", "narrativeReport"}


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
    def key(self) -> str:
        """A folder's name for what is fetched from it."""
        return hashlib.sha256(self.place.encode()).hexdigest()[:16]


def report_of(address: WebAddress) -> Report:
    """The report that `address` names: the report's page, or one of its tables.

    Raises:
        SourceError: it names no report. A conversation's own address does not lead to one: the service tells a
            conversation's reports to its owner only (handle_GET_reports in server/src/routes/reports.ts).
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
    remedy = (
        "Open the conversation's report and give its address, such as https://pol.is/report/r2abc..., or an export."
    )
    if segments and CONVERSATION_ID.fullmatch(segments[0]):
        raise SourceError(
            f"{server}/{segments[0]}: this is a conversation, and Pol.is gives its data out only through a report. "
            f"{remedy}"
        )
    raise SourceError(f"{server}: this address names no Pol.is report. {remedy}")
