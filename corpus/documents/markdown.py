"""Markdown notes as blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

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
from corpus.documents.marks import BULLET, MAX_NAME_WORDS, is_question, loose_turn, names_speaker, turn

ATX_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*")
UNDERLINE = re.compile(r"\s{0,3}(=+|-{2,})\s*")
FENCE = re.compile(r"\s*(```|~~~)")
QUOTE = re.compile(r"\s{0,3}>\s?(.*)")
TABLE_ROW = re.compile(r"\s*\|(.*)\|\s*")
FOOTNOTE = re.compile(r"\s{0,3}\[\^[^\]\s]{1,30}\]:\s*(?P<words>\S.*)")
FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]{1,30}\]")
TABLE_RULE = re.compile(r"[\s|:-]+")
BOLD_LEVEL = 7
"""Of a heading that is a line in bold."""
BOLD_LEAD = re.compile(r"(\*\*|__)(?P<words>[^*_\s][^*_]*)\1(?=\W*\w)")
WHOLLY_BOLD = re.compile(r"(\*\*|__)(?P<words>[^*_].*?)\1:?")
DASH = re.compile(r"\s+[–—]\s")
WHOLLY_ITALIC = re.compile(r"(?P<mark>[*_])(?P<words>[^*_].*?)(?P=mark)")


def markdown_blocks(lines: Sequence[str]) -> list[Block]:
    """The blocks of a Markdown note; a paragraph's lines are one text, as Markdown has it.

    A bullet, a heading, a quote or a speaker's tag begins a block even without a blank line above it. HTML
    tags are text: a comment may quote them.
    """
    blocks: list[Block] = []
    indents: list[int] = []
    columns: list[str] | None = None
    is_open = False  # whether the next line may continue the last block
    is_dashed = False  # whether its paragraph has a turn with its tag before a dash
    first = front_matter_end(lines)
    blocks += front_matter(lines)
    for number, line in enumerate(lines[first:], first + 1):
        row, quote, heading = TABLE_ROW.fullmatch(line), QUOTE.fullmatch(line), ATX_HEADING.fullmatch(line)
        columns = columns if row else None
        is_dashed = is_open and (is_dashed or _has_dash_tag(blocks[-1].text))
        if is_open and UNDERLINE.fullmatch(line) and blocks[-1].kind == "paragraph":
            blocks[-1] = replace(blocks[-1], kind="heading", level=1 if "=" in line else 2)
            is_open = False
        elif not line.strip() or RULE.fullmatch(line) or FENCE.match(line):
            is_open = False
        elif (note := FOOTNOTE.fullmatch(line)) is not None:
            blocks.append(Block(number, "meta", plain(note["words"])))
            is_open = False
        elif heading:
            blocks.append(Block(number, "heading", plain(heading[2]), len(heading[1])))
            is_open = False
        elif row:
            if TABLE_RULE.fullmatch(line):
                continue
            cells = [plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", row[1])]
            blocks += _table_row(number, cells, columns)
            columns, is_open = columns or cells, False
        elif quote:
            if is_open and blocks[-1].kind == "quote" and quote[1].strip():
                blocks[-1] = joined(blocks[-1], plain(quote[1]))
            elif quote[1].strip():
                blocks.append(Block(number, "quote", plain(quote[1])))
            is_open = bool(quote[1].strip())
        elif (bullet := BULLET.fullmatch(line)) is not None:
            words = bullet["words"]
            blocks.append(replace(item(number, bullet["indent"], plain(words), indents), lead=_lead(words)))
            is_open = True
        elif is_open and blocks[-1].kind == "paragraph" and names_speaker(blocks[-1].text):
            blocks[-1] = replace(blocks[-1], kind="heading", level=BOLD_LEVEL)
            blocks.append(_markdown_paragraph(number, line.strip()))
        elif is_open and blocks[-1].kind in ("paragraph", "item") and not _takes_turn(plain(line), is_dashed=is_dashed):
            blocks[-1] = joined(blocks[-1], plain(line))
        else:
            blocks.append(_markdown_paragraph(number, line.strip()))
            is_open = blocks[-1].kind == "paragraph"
        if not blocks or blocks[-1].kind != "item":
            indents.clear()
    return blocks


def _takes_turn(line: str, *, is_dashed: bool) -> bool:
    """Whether a line begins with a speaker's tag and is no continuation of the line above.

    In a paragraph with a turn whose tag is certain before its dash ("M.K. (NGO) – ..."), other names before dashes
    are tags as well.
    """
    if turn(line) is not None:
        return True
    found = loose_turn(line) if is_dashed else None
    return found is not None and len(found.tag.split()) <= MAX_NAME_WORDS


def _has_dash_tag(text: str) -> bool:
    found = turn(text)
    return found is not None and DASH.match(text, len(found.tag)) is not None


def _markdown_paragraph(number: int, line: str) -> Block:
    bold, italic = WHOLLY_BOLD.fullmatch(line), WHOLLY_ITALIC.fullmatch(line)
    words = plain(line).rstrip(":")
    if bold and (is_headline(words) or (is_question(words) and len(words.split()) <= MAX_HEADING_WORDS)):
        return Block(number, "heading", plain(line), BOLD_LEVEL)
    kind: Kind = "quote" if italic and not turn(plain(line)) else "paragraph"
    return Block(number, kind, plain(line), lead=_lead(line))


def _lead(line: str) -> str | None:
    bold = BOLD_LEAD.match(line)
    return plain(bold["words"]) if bold else None


def _table_row(number: int, cells: Sequence[str], columns: Sequence[str] | None) -> list[Block]:
    if columns is None:
        return [Block(number, "header", cell) for cell in cells if cell]
    above = [*columns, *[""] * len(cells)]
    return [Block(number, "cell", cell, column=name or None) for cell, name in zip(cells, above, strict=False) if cell]


MAX_MARKED_LETTERS = 10_000
EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*])|(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\3(?!\w)")
LINK = re.compile(r"!?\[([^\]]+)\]\((\S+?)(?:\s+\"[^\"]*\")?\)")
COMMENT = re.compile(r"<!--.*?-->")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def plain(text: str) -> str:
    """Markdown without its marks for emphasis, links and escapes; all else stays, HTML included.

    A line longer than paragraphs are keeps its marks, as the patterns would need minutes for a hostile one.
    """
    if len(text) > MAX_MARKED_LETTERS:
        return text.strip()
    text = LINK.sub(r"\1", FOOTNOTE_MARK.sub("", COMMENT.sub("", text)))
    for _ in range(2):  # bold inside italic
        text = EMPHASIS.sub(lambda match: match[2] or match[4], text)
    return ESCAPED.sub(r"\1", text).replace("`", "").strip()
