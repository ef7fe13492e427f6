"""What the nights speak with, on loopback: a webhook that keeps alerts, and a Pol.is server that can be down."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REPORT_ID = "r2inventednights"


class Loopback(ThreadingHTTPServer):
    """`received` holds the alerts so far; `tables` gives what Pol.is serves now, nothing where it is down."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.received: list[dict[str, str]] = []
        self.tables: Callable[[], Mapping[str, bytes]] = dict

    @property
    def webhook(self) -> str:
        """For apprise."""
        return f"json://127.0.0.1:{self.server_port}/"

    @property
    def report(self) -> str:
        """The Pol.is report's address."""
        return f"http://127.0.0.1:{self.server_port}/report/{REPORT_ID}"


class _Handler(BaseHTTPRequestHandler):
    server: Loopback

    def do_GET(self) -> None:
        body = self.server.tables().get(self.path.rpartition("/")[2])
        self.send_response(503 if body is None else 200)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def do_POST(self) -> None:
        self.server.received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


@contextmanager
def loopback() -> Iterator[Loopback]:
    """The server, while the context lasts."""
    with Loopback() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
