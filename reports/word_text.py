"""Words in a Word document: runs of one direction each, with the language for fonts and dictionaries."""

from __future__ import annotations

from typing import Any

import regex
from babel.core import get_global
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports.safe_text import is_right_to_left, writable

Paragraph = Any
"""python-docx's paragraph, whose XML it does not type."""

_TO_LEFT, _TO_RIGHT = r"[\p{Bidi_Class:R}\p{Bidi_Class:AL}]", r"\p{Bidi_Class:L}"
_INSIDE_OURS = regex.compile(rf"({_TO_LEFT}+(?:[^{_TO_RIGHT}\p{{N}}(),;/–]*{_TO_LEFT}+)*)")
"""What runs from right to left in a sentence of ours; figures and signs between labels belong to the sentence."""
_INSIDE_THEIRS = regex.compile(rf"({_TO_RIGHT}+(?:(?:(?!{_TO_LEFT}).)*{_TO_RIGHT}+)*)", regex.DOTALL)
"""What runs from left to right in words that run from right to left."""
_MARK = "\u200e"
"""Left-to-right mark: without it, figures behind an Arabic label would jump before it."""


_TAGS = {"en": "en-GB", "und": "x-none"}


def add_their_words(paragraph: Paragraph, text: str, *, language: str | None = None) -> None:
    """Add what people wrote, untouched, in the direction of its first letter and, if given, its language."""
    written = writable(text)
    if not is_right_to_left(text):
        for number, piece in enumerate(_INSIDE_OURS.split(written)):
            _add_run(paragraph, piece, runs_left=number % 2 == 1, language=language)
        return
    paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr")
    for number, piece in enumerate(_INSIDE_THEIRS.split(written)):
        _add_run(paragraph, piece, runs_left=number % 2 == 0, language=language)


def add_text(paragraph: Paragraph, text: str, *, is_bold: bool = False) -> None:
    """Add words of ours, whose labels may run from right to left."""
    for number, piece in enumerate(_INSIDE_OURS.split(writable(text))):
        mark = _MARK if number % 2 == 0 and number > 0 else ""
        _add_run(paragraph, mark + piece, runs_left=number % 2 == 1, is_bold=is_bold)


def _add_run(
    paragraph: Paragraph, text: str, *, runs_left: bool, language: str | None = None, is_bold: bool = False
) -> None:
    """Add text of one direction: Word takes font, order and dictionary of a run from its mark."""
    if not text:
        return
    run = paragraph.add_run(text)
    properties = run._r.get_or_add_rPr()
    if is_bold:
        run.bold = True
        properties.append(OxmlElement("w:bCs"))
    if runs_left:
        properties.append(OxmlElement("w:rtl"))
    if language:
        spoken = OxmlElement("w:lang")
        for name in ("val", "eastAsia", "bidi"):
            spoken.set(qn(f"w:{name}"), language_tag(language))
        properties.append(spoken)


def language_tag(code: str) -> str:
    """An ISO 639 code as Word knows languages, with the country where most speak it; none where it is not known."""
    if code in _TAGS:
        return _TAGS[code]
    likely: str = get_global("likely_subtags").get(code.replace("-", "_"), "")
    territory = likely.rpartition("_")[2]
    return f"{code.partition('-')[0]}-{territory}" if len(territory) == 2 else code
