"""Plain text notes as blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.documents.blocks import (
    MAX_HEADING_WORDS,
    RULE,
    Block,
    Kind,
    front_matter,
    front_matter_end,
    is_headline,
    item,
    joined,
)
from corpus.documents.marks import BULLET, ends_a_sentence, is_facilitator, is_label, letters, turn

WRAPPED_WIDTHS = range(50, 101)
"""Where people and mail programs wrap lines; a text with longer lines, or only short ones, is not wrapped."""

MIN_BREAKS = 4
"""Sentences that go on in the next line before every full line of a text is taken to go on."""

MAX_BARE_WORDS = 4
"""A line of more words above a sentence may be one itself, its full stop forgotten."""

DECORATED = re.compile(
    r"\s*(?:(?:={2,}|~{2,})\s*|[=#]+\s+)(?P<words>[^\s=#~].*?)[\s=#~]*"
    r"|\s*(?P<frame>\*{2,}|-{2,})\s*(?P<framed>[^\s*-].*?)\s*(?P=frame)\s*"
)


def text_blocks(lines: Sequence[str]) -> list[Block]:
    """The blocks of a plain text note, one a line unless its lines were wrapped at a fixed width.

    A line is a heading if it is decorated ("== Part one =="), underlined, in capitals throughout, or if it is
    short, does not end as a sentence does and stands between blank lines above something that is no such line
    itself, or below a blank line and right above bullets or turns.
    """
    width = max((len(line.rstrip()) for line in lines), default=0)
    is_wrapped = width in WRAPPED_WIDTHS and _breaks_sentences(lines, width)
    blocks: list[Block] = []
    indents: list[int] = []
    first = front_matter_end(lines)
    blocks += front_matter(lines)
    for number, line in enumerate(lines[first:], first + 1):
        before = lines[number - 2] if number > 1 else ""
        decorated = DECORATED.fullmatch(line)
        bullet = BULLET.fullmatch(line)
        if not letters([line]) and not any(map(str.isdigit, line)):
            if RULE.fullmatch(line) and before.strip() and blocks and blocks[-1].kind == "paragraph":
                blocks[-1] = replace(blocks[-1], kind="heading")
            continue
        if decorated and not bullet:
            blocks.append(Block(number, "heading", decorated["words"] or decorated["framed"]))
        elif bullet and not (_is_numbered(bullet["mark"]) and _is_headline_here(lines, number)):
            blocks.append(item(number, bullet["indent"], bullet["words"].strip(), indents))
        elif blocks and _continues(blocks[-1], before, line, width, is_wrapped=is_wrapped):
            blocks[-1] = joined(blocks[-1], line.strip())
        else:
            kind: Kind = "heading" if _is_capitals(line) or _is_headline_here(lines, number) else "paragraph"
            blocks.append(Block(number, kind, line.strip()))
        if blocks[-1].kind != "item":
            indents.clear()
    return blocks


def _is_numbered(mark: str) -> bool:
    return any(map(str.isdigit, mark))


def _continues(block: Block, before: str, line: str, width: int, *, is_wrapped: bool) -> bool:
    """Whether `line` goes on where the line before it, in `block`, broke off.

    A bullet's text goes on in an indented line. Elsewhere a line was broken for want of room if the next word
    would not have fitted on it; at the end of a sentence only in a text that `is_wrapped` beyond doubt.
    """
    if block.kind not in ("paragraph", "item") or not before.strip() or turn(line) is not None:
        return False
    if block.kind == "item" and line[0].isspace():
        return True
    is_open = is_wrapped or not ends_a_sentence(before)
    return width in WRAPPED_WIDTHS and _is_full(before, line, width) and is_open


def _is_full(line: str, below: str, width: int) -> bool:
    """Whether the first word of the line below would not have fitted on the line."""
    return len(line.rstrip()) + 1 + len(below.split()[0]) > width


def _breaks_sentences(lines: Sequence[str], width: int) -> bool:
    """Whether lines break off in mid-sentence for want of room, several and more than end with a sentence there."""
    full = [
        ends_a_sentence(line)
        for line, below in pairwise(lines)
        if line.strip() and below.strip() and BULLET.fullmatch(below) is None and _is_full(line, below, width)
    ]
    return full.count(False) >= MIN_BREAKS and full.count(False) > full.count(True)


def _is_headline_here(lines: Sequence[str], number: int) -> bool:
    return _stands_alone(lines, number) or _opens_a_part(lines, number)


def _opens_a_part(lines: Sequence[str], number: int) -> bool:
    """Whether a short line below a blank one stands right above bullets of another kind, a turn or a sentence."""
    line = lines[number - 1].strip()
    above = lines[number - 2] if number > 1 else ""
    below = lines[number].strip() if number < len(lines) else ""
    if above.strip() or not below or line.endswith((":", "：")) or not is_headline(line):
        return False
    bullet, is_numbered = BULLET.fullmatch(below), BULLET.fullmatch(line) is not None
    if bullet is not None:
        return not (is_numbered and _is_numbered(bullet["mark"]))
    found = turn(below)
    if found is not None and found.words:
        return not is_label(found.tag)
    is_bare = len(line.split()) <= MAX_BARE_WORDS and not is_numbered
    return is_bare and ends_a_sentence(below) and len(below.split()) > MAX_BARE_WORDS


def _stands_alone(lines: Sequence[str], number: int) -> bool:
    """Whether the line is set apart as a heading is: short, no sentence, blank around it, text below."""
    line = lines[number - 1].strip()
    above = lines[number - 2] if number > 1 else ""
    below = lines[number] if number < len(lines) else ""
    if above.strip() or below.strip() or not is_headline(line):
        return False
    following = next((text.strip() for text in lines[number:] if text.strip()), "")
    return bool(following) and (not is_headline(following) or BULLET.fullmatch(following) is not None)


def _is_capitals(line: str) -> bool:
    """Whether the line is a heading in capitals: eight letters or more, and no turn or label."""
    found = turn(line)
    is_said = found is not None and (is_facilitator(found.tag) or is_label(found.tag) or not found.words.isupper())
    return line.isupper() and letters([line]) >= 8 and not is_said and len(line.split()) <= 2 * MAX_HEADING_WORDS
