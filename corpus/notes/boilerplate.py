"""Lines that say only when, where, who was there, or what was heard: no view of anybody."""

from __future__ import annotations

import re

from corpus.documents.marks import ends_a_sentence, is_date, is_label, turn
from corpus.language import n_words

URL = re.compile(r"<?(?:https?://|www\.)\S+>?")
STAGE_DIRECTION = re.compile(r"[(\[（][^()\[\]（）]{1,40}[)\]）]\.?")
STAGE_DIRECTION_WORDS = 4
FIELD_WORDS = 3


def is_boilerplate(text: str) -> bool:
    """Whether a line says only when, where, who was there, or what was heard: no view of anybody.

    A date (with a place before it), a bare link, a stage direction in brackets ("[laughter]"), or a field
    such as "Participants: 12" or "Присутствовали: ...", whose value is short, or a list or number and no
    sentence.
    """
    line = text.strip()
    if STAGE_DIRECTION.fullmatch(line):
        return n_words(line) <= STAGE_DIRECTION_WORDS
    field = turn(line)
    if field is None or not is_label(field.tag):
        return URL.fullmatch(line) is not None or is_date(line)
    is_listed = any(letter.isdigit() or letter in ",;،、" for letter in field.words)
    return n_words(field.words) <= FIELD_WORDS or (is_listed and not ends_a_sentence(field.words))
