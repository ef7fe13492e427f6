"""A language model's endpoint on this machine, which answers as a test wants it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MAX_HANG_SECONDS = 20
"""A server that never answers must still let the tests end."""


@dataclass
class Reply:
    """What the endpoint does: an answer in pieces with pauses between, maybe late, maybe none."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False
    pause_seconds: float = 0.0
    """Between single bytes; 0 sends all at once."""
    claimed_length: int | None = None


@dataclass(frozen=True)
class Request:
    """What arrived."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def document(self) -> dict[str, Any]:
        """The body as JSON."""
        content: dict[str, Any] = json.loads(self.body)
        return content

    @property
    def topic(self) -> dict[str, Any]:
        """The keywords and statements in the message of the user."""
        data = self.document["messages"][1]["content"]
        content: dict[str, Any] = json.loads(data.removeprefix("<topic>\n").removesuffix("\n</topic>"))
        return content


class Endpoint:
    """Requests as they came, and what to reply: `behave` gets each request and its number, from 0."""

    def __init__(self, url: str, closing: threading.Event) -> None:
        self.url = url
        self.requests: list[Request] = []
        self.behave: Callable[[Request, int], Reply] = lambda _request, number: says(
            f"Name {'abcdefghij'[number % 10]}"
        )
        self.n_open = self.most_open = 0
        self.closing = closing
        self.lock = threading.Lock()

    def bodies(self) -> str:
        """All that arrived, as text."""
        return "\n".join(request.body.decode() for request in self.requests)


def says(label: str) -> Reply:
    """A model's proper answer."""
    return content(json.dumps({"label": label}, ensure_ascii=False))


def content(text: str) -> Reply:
    """A completion whose message is `text`."""
    completion = {"id": "1", "object": "chat.completion", "choices": [{"message": {"content": text}}]}
    return Reply(json.dumps(completion).encode(), headers={"Content-Type": "application/json"})


@contextmanager
def serving() -> Iterator[Endpoint]:
    """An endpoint on an unused port, until the context ends."""
    closing = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            request = Request(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            with endpoint.lock:
                endpoint.requests.append(request)
                number = len(endpoint.requests) - 1
                endpoint.n_open += 1
                endpoint.most_open = max(endpoint.most_open, endpoint.n_open)
            try:
                self._reply(endpoint.behave(request, number))
            except ConnectionError:
                self.close_connection = True  # the client gave up, as it should
            finally:
                with endpoint.lock:
                    endpoint.n_open -= 1

        def _reply(self, reply: Reply) -> None:
            if reply.hangs:
                closing.wait(MAX_HANG_SECONDS)
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(reply.claimed_length or len(reply.body)))
            self.end_headers()
            size = 1 if reply.pause_seconds else max(1, len(reply.body))
            for start in range(0, len(reply.body), size):
                self.wfile.write(reply.body[start : start + size])
                self.wfile.flush()
                if reply.pause_seconds and closing.wait(reply.pause_seconds):
                    break
            self.close_connection = self.close_connection or reply.claimed_length is not None

        def log_message(self, *_: object) -> None:
            """Keep the tests' output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    endpoint = Endpoint(f"http://127.0.0.1:{server.server_port}/v1", closing)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
