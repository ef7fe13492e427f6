"""One idea each: where a turn, a bullet or a paragraph is cut, and which short pieces stay together."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sentencex

from corpus.documents.marks import fold, folded_words, is_question, letters
from corpus.languages.scripts import WITHOUT_SPACES, n_words
from corpus.notes import left_out_words

ONE_IDEA_WORDS = 40
"""A bullet, a turn or a short paragraph up to this length is one idea, even in two sentences."""
PAIR_WORDS = 25
"""In a longer one, neighbouring sentences that stay under this together belong to each other."""
SHORT_QUESTION_WORDS = 10
SHORT_SENTENCE_WORDS = 5
FRAGMENT_WORDS = 3
FRAGMENT_LETTERS = 12
JOINED = re.compile(r"(?<=\S)\s[/|／]{1,2}\s(?=\S)")
MIN_JOINED = 3
MIN_JOINED_WORDS = 3
ETHIOPIC_STOP = "።"
TYPED_STOP = "፡፡"

_CONTINUES = re.compile(
    "|".join(
        re.escape(word) if WITHOUT_SPACES.search(word) else rf"{re.escape(word)}(?!\w)"
        for word in sorted(folded_words(left_out_words.CONTINUES))
    )
)


def ideas(text: str, language: str, *, is_prose: bool) -> list[list[str]]:
    """The sentences of `text`, grouped so that each group is one idea.

    A bullet or turn of up to 40 words is one idea; a longer one is cut between sentences, short neighbours
    kept together up to 25 words. Running prose is cut at every sentence, unless it is a paragraph of one or
    two sentences within 40 words; there only a short question stays with its answer, and a very short
    sentence with the one before.
    """
    cut = with_fragments_joined(_with_continuations(sentences(text, language)))
    if n_words(text) <= ONE_IDEA_WORDS and (not is_prose or len(cut) <= 2):
        return [cut]
    groups: list[list[str]] = []
    for sentence in cut:
        is_short = n_words(sentence) < SHORT_SENTENCE_WORDS or (len(groups) == 1 and _is_short(groups[0]))
        belongs = not is_prose or (groups and (_is_asked(groups[-1]) or is_short))
        if groups and belongs and n_words(" ".join((*groups[-1], sentence))) <= PAIR_WORDS:
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    return groups


def joined_notes(text: str) -> list[str]:
    """The notes that somebody copied onto one line, with slashes or bars between them; none if it is no such line.

    Three or more, of three words or more each: "and / or" and "he / she / they" are no notes.
    """
    pieces = [piece.strip() for piece in JOINED.split(text)]
    are_notes = len(pieces) >= MIN_JOINED and all(n_words(piece) >= MIN_JOINED_WORDS for piece in pieces)
    return pieces if are_notes else []


def _with_continuations(cut: Sequence[str]) -> list[str]:
    """The sentences, a very short one joined to the next where that goes on from it: "We cope. And it is sad."."""
    joined: list[str] = []
    for sentence in cut:
        if joined and n_words(joined[-1]) < SHORT_SENTENCE_WORDS and _CONTINUES.match(fold(sentence)):
            joined[-1] = f"{joined[-1]} {sentence}"
        else:
            joined.append(sentence)
    return joined


def _is_short(group: Sequence[str]) -> bool:
    return n_words(" ".join(group)) < SHORT_SENTENCE_WORDS


def _is_asked(group: Sequence[str]) -> bool:
    """Whether the group is a short question: asked and answered by the same person in running prose."""
    return len(group) == 1 and is_question(group[0]) and n_words(group[0]) <= SHORT_QUESTION_WORDS


def sentences(text: str, language: str) -> list[str]:
    """The sentences of one line of text; Amharic's full stop may be typed as two of its word marks."""
    pieces = sentencex.segment(language, text.replace(TYPED_STOP, ETHIOPIC_STOP * 2))
    return [piece.strip().replace(ETHIOPIC_STOP * 2, TYPED_STOP) for piece in pieces if piece.strip()]


def with_fragments_joined(cut: Sequence[str]) -> list[str]:
    """The sentences, each fragment joined to the one before it (the first to the one after).

    "M." of "M. Dupont", "Yes." and "Декорация." make no statement alone. A fragment has under three words and
    under twelve letters; n_words counts letters where words are not spaced.
    """
    joined: list[str] = []
    for sentence in cut:
        if joined and (is_fragment(sentence) or (len(joined) == 1 and is_fragment(joined[0]))):
            joined[-1] = f"{joined[-1]} {sentence}"
        else:
            joined.append(sentence)
    return joined


def is_fragment(sentence: str) -> bool:
    """Whether a sentence is too short to be a statement of its own."""
    return n_words(sentence) < FRAGMENT_WORDS and letters([sentence]) < FRAGMENT_LETTERS
