"""Which statements are the same: within a source, and from one night to the next."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from corpus.rows import Row

ID_LETTERS = 16
"""64 bits: among a million statements two share an id with a chance of 1 in 37 million."""

KEY_BYTES = 16
"""Among a million rows, two differing ones share a key with a chance of 1 in 10^26."""


def statement_ids(source: str, rows: Sequence[Row]) -> list[str]:
    """An id for each (redacted) row of `source`, in order, stable when other rows come or go.

    Where the source has an id of its own it decides; else the file, the words and, among equal ones, the
    order.
    """
    n_seen: Counter[str] = Counter()
    ids: list[str] = []
    for row in rows:
        identity = ("id", row.key) if row.key is not None else ("words", row.source_ref, row.text)
        first = _digest(source, *identity, "0")
        n_before = n_seen[first]
        ids.append(first if n_before == 0 else _digest(source, *identity, str(n_before)))
        n_seen[first] += 1
    return ids


def _digest(*parts: str) -> str:
    # Lengths in front: ("ab", "c") and ("a", "bc") must not meet.
    message = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(message.encode()).hexdigest()[:ID_LETTERS]


def unguessable_id(statement_id: str, key: bytes) -> str:
    """An id in the place of one that could be guessed: of a source's name and a public number. Stable for a `key`."""
    return hmac.new(key, statement_id.encode(), hashlib.sha256).hexdigest()[:ID_LETTERS]


def without_duplicates(rows: Sequence[Row]) -> list[Row]:
    """The rows of one source, each said once: the first where session, author, groups and words are the same.

    Nobody named equals nobody named; where a note names a speaker's role, two roles are two voices. Without an author
    the source's own ids tell people apart: two answers to a survey are two answers.
    """
    said: set[bytes] = set()
    first: list[Row] = []
    for row in rows:
        # Not the words themselves: folded, they would take as much memory again.
        answer = row.key if row.author_id is None else None
        who = (row.session_id, row.author_id, row.speaker, answer, *row.groups)
        named = "".join("-" if part is None else f"{len(part)}:{part}" for part in who)
        words = f"{named}|{folded(row.text)}".encode("utf-8", "surrogatepass")
        key = hashlib.blake2b(words, digest_size=KEY_BYTES).digest()
        if key not in said:
            said.add(key)
            first.append(row)
    return first


def folded(text: str) -> str:
    """`text` as it is compared: NFKC, without case, runs of space as one, no punctuation at either end."""
    words = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()
    start, end = 0, len(words)
    while start < end and not _is_told_apart(words[start]):
        start += 1
    while end > start and not _is_told_apart(words[end - 1]):
        end -= 1
    return words[start:end] or words


def _is_told_apart(letter: str) -> bool:
    return not unicodedata.category(letter).startswith(("P", "Z"))
