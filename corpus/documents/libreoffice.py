"""Formats that only LibreOffice reads well, by way of OpenDocument; it is optional, and nothing else needs it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from corpus.documents.blocks import Document
from corpus.documents.odt import read_odt
from corpus.errors import UnreadableDocument

PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
FILTERS = {".doc": "MS Word 97", ".rtf": "Rich Text Format"}
"""LibreOffice would guess, and take a damaged file for a text full of strange letters."""
TIMEOUT_SECONDS = 90
"""Less than the guard of `corpus.documents.guard` allows, so that LibreOffice is ended with its helpers."""
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value>
</prop></item></oor:items>
"""
"""No macro runs, and nothing that a file links to is fetched."""


def libreoffice() -> str | None:
    """The path of LibreOffice's program; None where it is not installed."""
    return next((found for found in map(shutil.which, PROGRAMS) if found is not None), None)


def read_doc(path: Path) -> Document:
    """The blocks of the Word 97 file at `path`.

    Raises:
        UnreadableDocument: LibreOffice is not installed, or cannot read the file.
    """
    return read_with_libreoffice(path, suffix=".doc")


def read_with_libreoffice(path: Path, *, suffix: str) -> Document:
    """The blocks of a file that LibreOffice converts; `suffix` says what it is, whatever its name.

    Raises:
        UnreadableDocument: LibreOffice is not installed, or cannot read the file.
    """
    program = libreoffice()
    if program is None:
        raise UnreadableDocument(
            f"it is a {suffix} file, which is read with LibreOffice, and that is not installed here. Save it as .docx, "
            "or install LibreOffice."
        )
    with tempfile.TemporaryDirectory() as folder:
        # A name of our own: the file's might look like an option.
        original = Path(folder, f"note{suffix}")
        shutil.copyfile(path, original)
        _convert(program, original)
        converted = original.with_suffix(".odt")
        if not converted.is_file():
            raise UnreadableDocument(
                "LibreOffice cannot read it: it is damaged or protected by a password. Open it, save it as .docx and "
                "replace it."
            )
        return read_odt(converted)


def _convert(program: str, original: Path) -> None:
    """Leave an .odt beside the file, with a profile of its own, so that no open LibreOffice is disturbed."""
    profile = original.parent / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    process = subprocess.Popen(  # noqa: S603 - no shell, and every argument is ours
        [
            *command,
            f"--infilter={FILTERS[original.suffix]}",
            "--convert-to",
            "odt:writer8",
            "--outdir",
            str(original.parent),
            str(original),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(
            f"LibreOffice does not finish it in {TIMEOUT_SECONDS} seconds. Open it, save it as .docx and replace it."
        ) from error
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with its helpers: the program that was started only waits for another."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
