"""The process that parses for `guard`: paths come in as lines of JSON, documents go out as such."""

from __future__ import annotations

import contextlib
import json
import math
import os
import signal
import sys
from pathlib import Path
from typing import Any, BinaryIO

from corpus.documents.guard import BROKEN, TOO_LARGE, as_json
from corpus.documents.readers import read_here
from corpus.errors import UnreadableDocument

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]


def limit_memory(n_bytes: int) -> None:
    """Let this process have no more address space, where the system knows such a limit."""
    if resource is None:
        return
    with contextlib.suppress(ValueError, OSError, AttributeError):  # macOS knows the name and refuses the value
        resource.setrlimit(resource.RLIMIT_AS, (n_bytes, n_bytes))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold participants' words


def answer_to(path: Path) -> dict[str, Any]:
    """What is sent back: the document, the reader's refusal, or that the reader failed, never its own words."""
    try:
        return {"document": as_json(read_here(path))}
    except UnreadableDocument as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"failed": TOO_LARGE}
    except OSError as error:
        return {"refused": f"it cannot be opened: {error.strerror}. Check its permissions."}
    except Exception:  # whatever a parser lets through costs this file and no other
        return {"failed": BROKEN}


def end_after(seconds: int) -> None:
    """Let this process end itself then, as nobody may be left who would end it; 0 lets it live."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer each request until there are none, or until a file has left the process in doubt."""
    for line in requests:
        path, timeout_seconds = json.loads(line)
        end_after(math.ceil(timeout_seconds) + 10)
        answer = answer_to(Path(path))
        try:
            encoded = json.dumps(answer).encode()
        except MemoryError:
            answer, encoded = {"failed": TOO_LARGE}, json.dumps({"failed": TOO_LARGE}).encode()
        answers.write(encoded + b"\n")
        answers.flush()
        end_after(0)
        if "failed" in answer:
            return


def main() -> None:
    """Serve on standard input and output; what parsers print goes nowhere."""
    limit_memory(int(sys.argv[1]))
    with os.fdopen(os.dup(1), "wb") as answers, Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
