"""Prefect's server as a child process that ends with its parent, however the parent ends.

The parent keeps the other end of this process's standard input; when the parent is gone, even by `kill -9`,
the system closes it. Run as `python -m flows.prefect_child FD`, with FD a listening socket.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
import time

import uvicorn

GRACE_SECONDS = 20
"""For migrations of a new database to come to their end; everything else ends at once."""


def main() -> None:
    """Serve until the parent closes our standard input."""
    listening = socket.socket(fileno=int(sys.argv[1]))
    config = uvicorn.Config(
        "prefect.server.api.server:create_app",
        factory=True,
        lifespan="on",
        log_level="error",
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    threading.Thread(target=_end_with_parent, args=(server,), daemon=True).start()
    server.run(sockets=[listening])


def _end_with_parent(server: uvicorn.Server) -> None:
    sys.stdin.buffer.read()
    server.should_exit = True
    time.sleep(GRACE_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    main()
