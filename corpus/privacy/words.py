"""Words of a text as names are compared by: folded, and in the forms that a name takes in a sentence."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import regex as re

WORD = re.compile(r"[\p{L}\p{M}\p{N}]+")
UNSPACED = re.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
"""Scripts that set no space between words."""

_MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670\u0640]")
_LETTERS = str.maketrans({"ı": "i", "ى": "ي", "ة": "ه"})

MIN_INFLECTED_LETTERS = {"LATIN": 4, "CYRILLIC": 3, "GEORGIAN": 3, "ARMENIAN": 3, "ARABIC": 3, "ETHIOPIC": 2}
"""By script. Shorter names take no endings here: with them they would meet half of the dictionary."""


class Word(NamedTuple):
    """One word of a text, with its place and as it is compared."""

    start: int
    end: int
    folded: str


@functools.lru_cache(maxsize=1)  # what is redacted is looked through for what is only suspected right after
def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text` in order; what stands between hyphens, apostrophes or underscores counts apart."""
    return tuple(Word(match.start(), match.end(), fold(match.group())) for match in WORD.finditer(text))


@functools.lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """`word` without case, accents and vowel marks: only compared with, never shown."""
    bare: str = _MARKS.sub("", unicodedata.normalize("NFKD", word.casefold()))
    return bare.translate(_LETTERS)


@functools.lru_cache(maxsize=1 << 16)
def has_case(word: str) -> bool:
    """Whether the script of `word` begins names with a capital; Georgian has capitals, but no word begins with one."""
    return word[:1].lower() != word[:1].upper() and not "\u10a0" <= word[:1] <= "\u10ff"


def forms(word: str) -> frozenset[str]:
    """The folded `word` in itself and with the endings or prefixes that names take in its script."""
    script = unicodedata.name(word[0], "").split()[0]
    if len(word) < MIN_INFLECTED_LETTERS.get(script, len(word) + 1):
        return frozenset((word,))
    return frozenset((word, *_INFLECTIONS[script](word)))


def _endings(*listed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(ending) for line in listed for ending in line.split()))


_CYRILLIC_ENDINGS = _endings(
    "а у ом ем єм е є і и ы ю я ой ою ей ею єю ові еві єві ого ому им ым их ых ими ыми ів ов ам ями ами ах ях",
    "ии ій ию ією ии ия ию ии ї ь о",
)
_LATIN_ENDINGS = _endings(
    "s a e i u y o em iem owi ie ego emu im iego iemu ej iej ich om ami ul ului ei lui",  # German, Polish, Romanian
    "ın in un ün nın nin nun nün ə nə yə ya ye ı i u ü nı ni nu nü da də dan dən la lə ların lərin",  # Azerbaijani
)
_GEORGIAN_ENDINGS = _endings("ი მა მ ს ის ისა ით ად ო სთან ისთვის სთვის ისგან სგან ზე ში მაც საც ც")
_ARMENIAN_ENDINGS = _endings("ը ն ի ին ից ով ում նը նի նին նից նով յի յին յից յով ս իս")
_ARABIC_PREFIXES = ("و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "ول", "وب", "فال")
_ETHIOPIC_PREFIXES = ("የ", "ለ", "በ", "ከ", "እነ", "ስለ", "ወደ", "እንደ")
_ETHIOPIC_ENDINGS = ("ን", "ም", "ንም", "ና", "ስ")


def _cyrillic(word: str) -> Iterator[str]:
    stem = re.sub("[аяоеиіьыую]$", "", word)
    for base in {word, stem, re.sub("(?<=.)[ео](?=[лкцрн]$)", "", stem)}:
        yield from (base + ending for ending in _CYRILLIC_ENDINGS)
    for hard, soft in (("к", "ц"), ("г", "з"), ("х", "с")):
        if stem.endswith(hard):
            yield from (stem[:-1] + soft + ending for ending in ("і", "е"))


def _latin(word: str) -> Iterator[str]:
    for base in {word, re.sub("[aeiouyə]$", "", word)}:
        yield from (base + ending for ending in _LATIN_ENDINGS)


def _georgian(word: str) -> Iterator[str]:
    for base in {word, re.sub("[იაეოუ]$", "", word)}:
        yield from (base + ending for ending in _GEORGIAN_ENDINGS)


def _armenian(word: str) -> Iterator[str]:
    yield from (word + ending for ending in _ARMENIAN_ENDINGS)


def _arabic(word: str) -> Iterator[str]:
    yield from (prefix + word for prefix in _ARABIC_PREFIXES)
    if word.startswith("ال"):
        yield from (word[2:], "لل" + word[2:], "ولل" + word[2:])


def _ethiopic(word: str) -> Iterator[str]:
    yield from (prefix + word + ending for prefix in ("", *_ETHIOPIC_PREFIXES) for ending in ("", *_ETHIOPIC_ENDINGS))


_INFLECTIONS = {
    "CYRILLIC": _cyrillic,
    "LATIN": _latin,
    "GEORGIAN": _georgian,
    "ARMENIAN": _armenian,
    "ARABIC": _arabic,
    "ETHIOPIC": _ethiopic,
}
