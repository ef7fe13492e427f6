"""The answer in sentences: what the themes miss, who says it, and on how much it rests."""

from __future__ import annotations

from collections.abc import Sequence

from reports.evidence import Evidence
from reports.summary_views import Overview
from reports.topic_views import VoiceView
from reports.wording import Wording


def lede(voices: Sequence[VoiceView], words: Wording) -> str:
    """What the themes miss, in one sentence; that nothing is certain, or that there is nothing, where it is so."""
    findings = [voice for voice in voices if voice.is_certain]
    if findings:
        return words.ngettext(
            "The themes miss, or nearly miss, %(n)s concern, raised above all by %(groups)s.",
            "The themes miss, or nearly miss, %(n)s concerns, raised above all by %(groups)s.",
            len(findings),
            n=words.number(len(findings)),
            groups=_headline_groups(findings, words),
        )
    if voices:
        return words.gettext("Nothing that the themes miss can yet be told from chance; a few hints are worth reading.")
    return words.gettext("No topic was found that a group raises beyond its share and the themes miss.")


def _headline_groups(findings: Sequence[VoiceView], words: Wording) -> str:
    """The groups behind the findings, in words, the first four at most."""
    strongest = [label for voice in findings for label in voice.groups[:1]]
    return words.join(list(dict.fromkeys(strongest))[:4])


def basis(read: Overview, evidence: Evidence) -> str:
    """On how many statements, sessions, languages and people the answer rests, in two sentences."""
    words = evidence.words
    counts = {
        "statements": words.statements(read.n_statements),
        "sessions": words.sessions(read.n_sessions),
        "languages": words.languages(read.n_languages),
    }
    if evidence.n_people:
        rests = words.gettext(
            "This rests on %(statements)s from %(sessions)s in %(languages)s, by at most %(people)s.",
            people=words.people(evidence.n_people),
            **counts,
        )
    else:
        rests = words.gettext(
            "This rests on %(statements)s from %(sessions)s in %(languages)s; no source says by how many people.",
            **counts,
        )
    return rests + " " + words.gettext("Read it against who was able to contribute so far.")
