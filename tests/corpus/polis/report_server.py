"""A Pol.is server on this machine that serves one report's tables, and goes wrong on request."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REPORT_ID = "r2invented7report"

COMMENTS = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1656590400000,x,0,7,3,1,1,"ჩვენ გვინდა სამუშაო"
1656590401000,x,1,8,2,0,1,"نريد عملًا"
"""
VOTES = "timestamp,datetime,comment-id,voter-id,vote\n1656590500000,x,0,1,1\n1656590500000,x,0,2,-1\n"
PEOPLE = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n1,0,0,1,1,0,1,\n2,1,0,1,0,1,-1,\n"


@dataclass(frozen=True)
class Answer:
    """What the server says once; `stated_bytes` is a Content-Length that need not be true."""

    body: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    stated_bytes: int | None = None
    before: Callable[[], object] | None = None


@dataclass
class ReportServer:
    """Answers by file name; of a list of answers each is given once, the last one from then on."""

    answers: dict[str, list[Answer]]
    asked: Counter[str] = field(default_factory=Counter)
    address: str = ""

    @property
    def report(self) -> str:
        return f"{self.address}/report/{REPORT_ID}"

    def answer(self, path: str) -> Answer:
        name = path.removeprefix(f"/api/v3/reportExport/{REPORT_ID}/")
        self.asked[name] += 1
        answers = self.answers.get(name, [Answer(status=404)])
        return answers.pop(0) if len(answers) > 1 else answers[0]


def tables() -> dict[str, list[Answer]]:
    """A conversation as the service has it."""
    return {"comments.csv": [Answer(COMMENTS)], "votes.csv": [Answer(VOTES)], "participant-votes.csv": [Answer(PEOPLE)]}


@contextmanager
def serving(answers: dict[str, list[Answer]]) -> Iterator[ReportServer]:
    """A server with these answers, on a free port of 127.0.0.1, for as long as the context lasts."""
    server = ReportServer(answers)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer = server.answer(self.path)
            if answer.before:
                answer.before()
            body = answer.body.encode()
            with suppress(OSError):  # the client may have had enough
                self.send_response(answer.status)
                self.send_header(
                    "Content-Length", str(len(body) if answer.stated_bytes is None else answer.stated_bytes)
                )
                self.send_header("Connection", "close")
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.address = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
