"""The first screen: what the themes miss, what is heard, who says it, how sure it is and on how much it rests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.evidence import Evidence, Quote, short_quote
from reports.group_views import GroupView
from reports.summary_views import Overview
from reports.theme_views import ThemeView
from reports.topic_views import TopicView, VoiceView
from reports.wording import Wording

N_VOICES, N_THEMES, N_TOPICS, N_GROUPS = 3, 5, 4, 7
"""What the first screen has room for."""


@dataclass(frozen=True)
class AnswerView:
    """What the first screen shows beside its sentences."""

    voices: list[VoiceView]
    n_more_voices: int
    quotes: Mapping[int, Quote | None]
    """One short quote of each voice by its rank, in the reader's language if there is one."""
    themes: list[ThemeView]
    topics: list[TopicView]
    groups: list[GroupView]
    how_sure: list[str]


def answer_view(
    voices: Sequence[VoiceView],
    themes: Sequence[ThemeView],
    topics: Sequence[TopicView],
    groups: Sequence[GroupView],
    read: Overview,
    words: Wording,
) -> AnswerView:
    """The first of each list; themes by their support, groups with an expected share first."""
    first = sorted(voices, key=lambda voice: not voice.is_certain)[:N_VOICES]
    told = [group for group in groups if not group.is_suppressed]
    return AnswerView(
        voices=first,
        n_more_voices=len(voices) - len(first),
        quotes={voice.rank: short_quote(voice.quotes, words.language) for voice in first},
        themes=sorted(themes, key=lambda theme: -theme.n_statements)[:N_THEMES],
        topics=list(topics[:N_TOPICS]),
        groups=sorted(told, key=lambda group: group.expected_share is None)[:N_GROUPS],
        how_sure=_how_sure(voices, topics, read, words),
    )


def _how_sure(voices: Sequence[VoiceView], topics: Sequence[TopicView], read: Overview, words: Wording) -> list[str]:
    n_findings = sum(voice.is_certain for voice in voices)
    lines = [
        words.gettext(
            "%(findings)s that chance hardly explains; %(hints)s to read",
            findings=words.findings(n_findings),
            hints=words.hints(len(voices) - n_findings),
        )
    ]
    firmness = Counter(topic.stability.firmness for topic in topics if topic.stability)
    if firmness:
        lines.append(
            words.gettext(
                "Topics: %(firm)s firm, %(fair)s fair, %(weak)s weak",
                **{name: words.number(firmness[name]) for name in ("firm", "fair", "weak")},
            )
        )
    lines.append(words.gettext("%(share)s of the statements are in no topic", share=words.percent(read.outlier_share)))
    return lines


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
