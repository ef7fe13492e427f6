"""Words around names in the twenty languages, from cue_words.yaml, which says what each list is for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

_LISTS: dict[str, Any] = YAML(typ="safe").load((Path(__file__).with_suffix(".yaml")).read_text("utf-8"))


def _by_language(name: str) -> Mapping[str, tuple[str, ...]]:
    return {language: tuple(words) for language, words in _LISTS[name].items()}


def _flat(name: str) -> tuple[str, ...]:
    listed = _LISTS[name]
    return tuple(word for words in listed.values() for word in words) if isinstance(listed, dict) else tuple(listed)


TITLES = _by_language("titles")
TITLES_AFTER = _flat("titles_after")
DOTTED_TITLES = _flat("dotted_titles")
CAPITAL_TITLES = _flat("capital_titles")
HOMOGRAPHS = _by_language("homographs")
INTRODUCTIONS = _flat("introductions")
LOOSE_INTRODUCTIONS = _flat("loose_introductions")
INTRODUCTIONS_AFTER = _flat("introductions_after")
ROLES = _flat("roles")
WORDS_AFTER_NAMES = _flat("words_after_names")
ORDINARY_NAMES = _flat("ordinary_names")
NAME_PARTICLES = _flat("name_particles")
JOINING = _flat("joining")
PEOPLES_END = _flat("peoples_end")
NOT_SOMEBODY = _flat("not_somebody")
PLACES_BEFORE = _flat("places_before")
PLACES_AFTER = _flat("places_after")
ABBREVIATIONS = _flat("abbreviations")
SAYING = _flat("saying")
TAG_WORDS = _flat("tag_words")
HAN_SURNAMES: str = _LISTS["han_surnames"]
HAN_DOUBLE_SURNAMES = _flat("han_double_surnames")
HAN_TITLES = _flat("han_titles")
HAN_ORDINARY = _flat("han_ordinary")
