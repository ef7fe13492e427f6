"""What the views choose from."""

from __future__ import annotations

from reports.evidence import LONGEST_SHORT_QUOTE, Quote, short_quote
from reports.topic_views import topic_views
from tests.reports.invented_run import Consultation


def said(text: str, language: str, *, is_withheld: bool = False) -> Quote:
    return Quote("id", text, language, (), is_withheld, is_clustered=True)


def test_the_short_quote_is_in_the_reader_s_language_where_one_is_short_enough() -> None:
    long, arabic, french = said("a" * (LONGEST_SHORT_QUOTE + 1), "fr"), said("لا ماء", "ar"), said("Pas d'eau.", "fr")
    assert short_quote([long, arabic, french], "fr") == french
    assert short_quote([long, arabic, french], "en") == arabic
    assert short_quote([long, said("words withheld", "en", is_withheld=True)], "en") is None


def test_a_topic_is_told_by_a_short_quote_beside_its_label(consultation: Consultation) -> None:
    examples = {topic.topic_id: topic.example for topic in topic_views(consultation.evidence())}
    assert all(example is None or not example.is_withheld for example in examples.values())
    assert sum(example is not None and example.language == "en" for example in examples.values()) >= 2
