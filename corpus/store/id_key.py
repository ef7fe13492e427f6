"""The key of ids that nobody shall guess, kept in the store, so that ids stay the same from night to night."""

from __future__ import annotations

import secrets
from pathlib import Path

from corpus.errors import OutputError
from corpus.files.private import write_private_text

FILE = "id-key"
KEY_BYTES = 32


def read_id_key(folder: Path) -> bytes | None:
    """The key in `folder`; None where there is none yet.

    Raises:
        OutputError: it cannot be read, or is no key.
    """
    try:
        key = bytes.fromhex((folder / FILE).read_text("ascii"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise _unusable(folder) from error
    if len(key) != KEY_BYTES:
        raise _unusable(folder)
    return key


def keep_id_key(folder: Path, *, beside: Path) -> bytes:
    """The key in `folder`, which is made where there is none: a copy of the one in `beside`, a folder of the account.

    So two outputs of one account give the same ids, and an output that is moved keeps its own.

    Raises:
        OutputError: it cannot be read or written in `folder`.
    """
    key = read_id_key(folder)
    if key is None:
        key = _key_of_account(beside)
        try:
            write_private_text(folder / FILE, key.hex())
        except OSError as error:
            raise _unusable(folder) from error
    return key


def _key_of_account(folder: Path) -> bytes:
    """The account's key, made where there is none; a new one where the account can keep none."""
    new = secrets.token_bytes(KEY_BYTES)
    try:
        key = read_id_key(folder)
        if key is None:
            write_private_text(folder / FILE, new.hex())
    except (OSError, OutputError):
        return new
    return key or new


def _unusable(folder: Path) -> OutputError:
    return OutputError(
        f"The key in {folder / FILE} cannot be read or written. Correct the rights, or remove the file; "
        "statements of sensitive groups in tables and conversations then get new ids."
    )
