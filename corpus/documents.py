"""Notes as blocks: the headings, bullets, paragraphs, cells and quotes of a note, with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from corpus.decode import decode
from corpus.errors import UnreadableDocument
from corpus.marks import (
    BULLET,
    ends_a_sentence,
    ends_with_date,
    is_facilitator,
    is_label,
    is_section,
    letters,
    turn,
)
from corpus.packages import is_zip

MAX_BYTES = 100_000_000
MARKDOWN_SUFFIXES = frozenset((".md", ".markdown"))
SUFFIXES = frozenset((".md", ".markdown", ".txt", ".docx"))
TAB_WIDTH = 4
WRAPPED_WIDTHS = range(50, 101)
"""Where people and mail programs wrap lines; a text with longer lines, or only short ones, is not wrapped."""
MAX_HEADING_WORDS = 12

Kind = Literal["title", "heading", "caption", "item", "paragraph", "quote", "cell", "header", "meta"]
"""`caption` stands above a table or list, `header` above a column; `meta` is front matter or contents."""


@dataclass(frozen=True)
class Block:
    """One block of a note; `number` is its line or paragraph, from 1, and `level` its depth, from 0."""

    number: int
    kind: Kind
    text: str
    level: int = 0
    column: str | None = None
    """The header above a cell."""


@dataclass(frozen=True)
class Document:
    """The blocks of a note, the unit that numbers them, and the encoding where it had to be guessed."""

    blocks: tuple[Block, ...]
    unit: Literal["line", "paragraph"]
    guessed_encoding: str | None = None


def read_document(path: Path) -> Document:
    """The note at `path`; a Word file is recognised by its content, whatever its name.

    Raises:
        UnreadableDocument: too large, empty, damaged, or no text.
    """
    try:
        n_bytes = path.stat().st_size
        if n_bytes > MAX_BYTES:
            raise UnreadableDocument(
                f"it has {n_bytes / 1e6:,.0f} MB; at most {MAX_BYTES / 1e6:.0f} are read. Split it."
            )
        if is_zip(path):
            from corpus.docx import read_docx

            return Document(tuple(read_docx(path)), "paragraph")
        if path.suffix.lower() == ".docx":
            raise UnreadableDocument("it is named .docx and is no Word file. Open it, save it as .docx and replace it.")
        decoded = decode(path.read_bytes())
    except OSError as error:
        raise UnreadableDocument(f"it cannot be opened: {error.strerror}. Check its permissions.") from error
    lines = re.split(r"\r\n|\r|\n", decoded.text)
    blocks = markdown_blocks(lines) if path.suffix.lower() in MARKDOWN_SUFFIXES else text_blocks(lines)
    return Document(tuple(blocks), "line", decoded.encoding if decoded.is_guess else None)


# --- Markdown -----------------------------------------------------------------------------------------------

ATX_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*")
UNDERLINE = re.compile(r"\s{0,3}(=+|-{2,})\s*")
RULE = re.compile(r"\s*([-*_=~])(\s*\1){2,}\s*")
FENCE = re.compile(r"\s*(```|~~~)")
QUOTE = re.compile(r"\s{0,3}>\s?(.*)")
TABLE_ROW = re.compile(r"\s*\|(.*)\|\s*")
TABLE_RULE = re.compile(r"[\s|:-]+")
WHOLLY_BOLD = re.compile(r"(\*\*|__)(?P<words>[^*_].*?)\1:?")
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
    first = _front_matter_end(lines)
    blocks += [Block(number, "meta", line) for number, line in enumerate(lines[:first], 1) if letters([line])]
    for number, line in enumerate(lines[first:], first + 1):
        row, quote, heading = TABLE_ROW.fullmatch(line), QUOTE.fullmatch(line), ATX_HEADING.fullmatch(line)
        columns = columns if row else None
        if is_open and UNDERLINE.fullmatch(line) and blocks[-1].kind == "paragraph":
            blocks[-1] = replace(blocks[-1], kind="heading", level=1 if "=" in line else 2)
            is_open = False
        elif not line.strip() or RULE.fullmatch(line) or FENCE.match(line):
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
                blocks[-1] = _joined(blocks[-1], plain(quote[1]))
            elif quote[1].strip():
                blocks.append(Block(number, "quote", plain(quote[1])))
            is_open = bool(quote[1].strip())
        elif (bullet := BULLET.fullmatch(line)) is not None:
            blocks.append(_item(number, bullet["indent"], plain(bullet["words"]), indents))
            is_open = True
        elif is_open and blocks[-1].kind in ("paragraph", "item") and turn(plain(line)) is None:
            blocks[-1] = _joined(blocks[-1], plain(line))
        else:
            blocks.append(_markdown_paragraph(number, line.strip()))
            is_open = blocks[-1].kind == "paragraph"
        if not blocks or blocks[-1].kind != "item":
            indents.clear()
    return blocks


def _front_matter_end(lines: Sequence[str]) -> int:
    """The number of lines that a YAML head between two `---` takes at the top; 0 where there is none."""
    if not lines or lines[0].strip() != "---":
        return 0
    return next((number + 1 for number, line in enumerate(lines[1:], 1) if line.strip() in ("---", "...")), 0)


def _markdown_paragraph(number: int, line: str) -> Block:
    bold, italic = WHOLLY_BOLD.fullmatch(line), WHOLLY_ITALIC.fullmatch(line)
    if bold and _is_headline(plain(line).rstrip(":")):
        return Block(number, "heading", plain(line), 7)
    return Block(number, "quote" if italic and not turn(plain(line)) else "paragraph", plain(line))


def _table_row(number: int, cells: Sequence[str], columns: Sequence[str] | None) -> list[Block]:
    if columns is None:
        return [Block(number, "header", cell) for cell in cells if cell]
    above = [*columns, *[""] * len(cells)]
    return [Block(number, "cell", cell, column=name or None) for cell, name in zip(cells, above, strict=False) if cell]


EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*])|(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\3(?!\w)")
LINK = re.compile(r"!?\[([^\]]+)\]\((\S+?)(?:\s+\"[^\"]*\")?\)")
COMMENT = re.compile(r"<!--.*?-->")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def plain(text: str) -> str:
    """Markdown without its marks for emphasis, links and escapes; all else stays, HTML included."""
    text = LINK.sub(r"\1", COMMENT.sub("", text))
    for _ in range(2):  # bold inside italic
        text = EMPHASIS.sub(lambda match: match[2] or match[4], text)
    return ESCAPED.sub(r"\1", text).replace("`", "").strip()


# --- plain text ---------------------------------------------------------------------------------------------

DECORATED = re.compile(
    r"\s*(?:(?:={2,}|~{2,})\s*|[=#]+\s+)(?P<words>[^\s=#~].*?)[\s=#~]*"
    r"|\s*(?P<frame>\*{2,}|-{2,})\s*(?P<framed>[^\s*-].*?)\s*(?P=frame)\s*"
)


def text_blocks(lines: Sequence[str]) -> list[Block]:
    """The blocks of a plain text note, one a line unless its lines were wrapped at a fixed width.

    A line is a heading if it is decorated ("== Part one =="), underlined, in capitals throughout, or if it is
    short, does not end as a sentence does and stands between blank lines above something that is no such line
    itself.
    """
    width = max((len(line.rstrip()) for line in lines), default=0)
    blocks: list[Block] = []
    indents: list[int] = []
    for number, line in enumerate(lines, 1):
        before = lines[number - 2] if number > 1 else ""
        decorated = DECORATED.fullmatch(line)
        bullet = BULLET.fullmatch(line)
        if not letters([line]) and not any(map(str.isdigit, line)):
            if RULE.fullmatch(line) and before.strip() and blocks and blocks[-1].kind == "paragraph":
                blocks[-1] = replace(blocks[-1], kind="heading")
            continue
        if decorated and not bullet:
            blocks.append(Block(number, "heading", decorated["words"] or decorated["framed"]))
        elif bullet and not (_is_numbered(bullet["mark"]) and _stands_alone(lines, number)):
            blocks.append(_item(number, bullet["indent"], bullet["words"].strip(), indents))
        elif blocks and _continues(blocks[-1], before, line, width):
            blocks[-1] = _joined(blocks[-1], line.strip())
        else:
            kind: Kind = "heading" if _is_capitals(line) or _stands_alone(lines, number) else "paragraph"
            blocks.append(Block(number, kind, line.strip()))
        if blocks[-1].kind != "item":
            indents.clear()
    return blocks


def _is_numbered(mark: str) -> bool:
    return any(map(str.isdigit, mark))


def _continues(block: Block, before: str, line: str, width: int) -> bool:
    """Whether `line` goes on where the line before it, in `block`, broke off.

    A bullet's text goes on in an indented line. Elsewhere a line was broken for want of room if the next word
    would not have fitted on it; at the end of a sentence nothing is lost by a new block.
    """
    if block.kind not in ("paragraph", "item") or not before.strip() or turn(line) is not None:
        return False
    if block.kind == "item" and line[0].isspace():
        return True
    is_full = len(before.rstrip()) + 1 + len(line.split()[0]) > width
    return width in WRAPPED_WIDTHS and is_full and not ends_a_sentence(before)


def _stands_alone(lines: Sequence[str], number: int) -> bool:
    """Whether the line is set apart as a heading is: short, no sentence, blank around it, text below."""
    line = lines[number - 1].strip()
    above = lines[number - 2] if number > 1 else ""
    below = lines[number] if number < len(lines) else ""
    if above.strip() or below.strip() or not _is_headline(line):
        return False
    following = next((text.strip() for text in lines[number:] if text.strip()), "")
    return bool(following) and (not _is_headline(following) or BULLET.fullmatch(following) is not None)


def _is_headline(line: str) -> bool:
    """Whether the line could be a heading: short, and neither a sentence nor somebody's turn.

    A numbered section may ask a question; a label such as "Date: ..." is no heading.
    """
    words = line.strip().rstrip(":：")
    if not words or ends_with_date(words) or len(words.split()) > MAX_HEADING_WORDS or not letters([words]):
        return False
    found = turn(words)
    if found is not None:
        return is_section(found.tag)
    return not ends_a_sentence(words)


def _is_capitals(line: str) -> bool:
    """Whether the line is a heading in capitals: eight letters or more, and no turn or label."""
    found = turn(line)
    is_said = found is not None and (is_facilitator(found.tag) or is_label(found.tag) or not found.words.isupper())
    return line.isupper() and letters([line]) >= 8 and not is_said and len(line.split()) <= 2 * MAX_HEADING_WORDS


# --- both ---------------------------------------------------------------------------------------------------


def _item(number: int, indent: str, words: str, indents: list[int]) -> Block:
    """A bullet; `indents` holds the columns of the bullets that enclose it and is brought up to date."""
    column = len(indent.expandtabs(TAB_WIDTH))
    while indents and indents[-1] >= column:
        indents.pop()
    indents.append(column)
    return Block(number, "item", words, len(indents) - 1)


def _joined(block: Block, line: str) -> Block:
    return replace(block, text=f"{block.text} {line}".strip())
