"""Word files of hand-written parts, for what no library writes."""

from __future__ import annotations

import zipfile
from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def word_file(
    path: Path, body: str, *, prologue: str = "", extra: dict[str, bytes] | None = None, is_strict: bool = False
) -> Path:
    """A Word file with the body and other parts; its namespace is that of the strict form if so asked."""
    xml = f'<?xml version="1.0"?>{prologue}<w:document {W} {MC}><w:body>{body}</w:body></w:document>'
    if is_strict:
        xml = xml.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006", "http://purl.oclc.org/ooxml/wordprocessingml"
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", xml)
        for name, content in (extra or {}).items():
            package.writestr(name, content)
    return path


def paragraph(text: str) -> str:
    """A paragraph of one run."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
