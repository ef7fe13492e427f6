"""Templates of ours made into pages: everything escaped, style and script inside, allowed by their hashes alone."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports.wording import Wording

_HERE = Path(__file__).parent


def render(template: str, words: Wording, *, scripts: Sequence[str] = (), **values: object) -> str:
    """A template of ours with style and script inside, allowed by their hashes alone."""
    style, script = _asset("report.css"), _script(tuple(scripts))
    return (
        _environment(words)
        .get_template(template)
        .render(
            w=words,
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own files
            style_hash=_hash(style),
            script_hash=_hash(script),
            **values,
        )
    )


@lru_cache
def _environment(words: Wording) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.filters["settings"] = _settings
    install: Any = environment
    install.install_gettext_callables(words.translations.gettext, words.translations.ngettext, newstyle=True)
    return environment


def _settings(manifest: dict[str, Any]) -> str:
    """What of the manifest tells how the run was made, for reading; the template escapes it."""
    kept = ("run_id", "configuration", "encoder", "offsets", "refit", "seeds", "versions", "stages")
    return json.dumps({key: manifest.get(key) for key in kept}, ensure_ascii=False, indent=2, default=str)


@lru_cache
def _script(names: tuple[str, ...]) -> str:
    """Our scripts as one, closed to the outside; empty where there are none."""
    return "\n".join(['"use strict";', "(() => {", *map(_asset, names), "})();"]) if names else ""


@lru_cache
def _asset(name: str) -> str:
    return (_HERE / "static" / name).read_text("utf-8")


@lru_cache
def _hash(content: str) -> str:
    """The source expression by which a content security policy allows exactly this content."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
