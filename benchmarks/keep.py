"""Results of record: a JSON file, and beside it the same as a page to read."""

from __future__ import annotations

import json
from pathlib import Path


def keep_results(results: object, page: str, path: Path) -> None:
    """Write `results` to `path` as JSON and `page` beside it as Markdown; what was there is replaced."""
    path.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
    path.with_suffix(".md").write_text(page, "utf-8")
