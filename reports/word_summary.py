"""The summary for Word: what the report's first screen says, and what stands behind it, for staff to edit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reports.answer_view import AnswerView, answer_view, basis, lede
from reports.changes_view import Changes, changes
from reports.chart_views import history_chart, static_charts
from reports.evidence import Evidence, Quote
from reports.glossary import glossary
from reports.group_views import group_views
from reports.history_view import history_view
from reports.method_view import caveats
from reports.raised_views import raised_views
from reports.readings import readings
from reports.summary_views import overview, session_views
from reports.theme_views import theme_views
from reports.topic_views import VoiceView, topic_views, voice_views
from reports.word_document import WordDocument
from reports.word_tables import add_chart, write_groups, write_themes, write_topics
from reports.wording import Wording

N_HINTS, N_QUOTES_OF_HINT = 6, 2
"""Hints with quotes in the summary; the report and voices.csv have them all."""


def render_summary(evidence: Evidence) -> bytes:
    """The summary as a Word document in the report's language: real headings, tables and pictures to edit.

    It is made of the views of the report, so that it says nothing that the report does not say.
    """
    words = evidence.words
    topics = topic_views(evidence)
    voices = voice_views(evidence, topics)
    themes, groups, read = theme_views(evidence, voices), group_views(evidence), overview(evidence)
    charts = static_charts(themes, groups, read, words)
    read_so = readings(topics, themes, groups, session_views(evidence), read, words)
    name, created_at = str(evidence.manifest.get("name", "Underheard")), evidence.manifest["created_at"]
    document = WordDocument(title=name, language=words.language, created_at=datetime.fromisoformat(created_at))
    document.heading(name, 0)
    document.paragraph(_beside(evidence, words.minute(datetime.fromisoformat(created_at))), "Subtitle")
    since = changes(evidence)
    document.heading(words.gettext("The answer"), 1)
    document.paragraph(lede(voices, words), "Lede")
    document.paragraph(basis(read, evidence))
    _write_answer(document, answer_view(voices, themes, topics, groups, read, words), since, words)
    _write_voices(document, voices, words)
    write_topics(document, topics, read, words)
    write_themes(document, themes, charts, read_so, read, words)
    write_groups(document, groups, raised_views(evidence, topics), charts, read_so, evidence)
    _write_changes(document, since, evidence)
    document.heading(words.gettext("Read it with care"), 1)
    document.bullets(caveats(evidence))
    _write_glossary(document, words)
    return document.to_bytes()


def _beside(evidence: Evidence, moment: str) -> str:
    """What this is, and where the rest of it is."""
    if evidence.selection.is_part:
        return evidence.words.gettext(
            "Summary of the run of %(moment)s, to be edited. The report beside it has every figure and how they came "
            "about; the table of statements beside it has every statement.",
            moment=moment,
        )
    return evidence.words.gettext(
        "Summary of the run of %(moment)s, to be edited. The report beside it has every quote and figure, and how "
        "they came about.",
        moment=moment,
    )


def _write_answer(document: WordDocument, answer: AnswerView, since: Changes, words: Wording) -> None:
    """The first screen's blocks, each as a few bullets."""
    document.heading(words.gettext("What the themes miss"), 2)
    for voice in answer.voices:
        document.named(_name(voice, words), f" – {_in_short(voice, words)}")
        if quote := answer.quotes[voice.rank]:
            document.quote(quote.text, language=quote.language, source=" · ".join(quote.provenance))
    if not answer.voices:
        document.paragraph(words.gettext("There are none in this run."))
    document.heading(words.gettext("What we hear"), 2)
    _write_counts(
        document,
        words.gettext("Themes with most support"),
        [(theme.label, theme.n_statements) for theme in answer.themes],
        words,
    )
    _write_counts(
        document,
        words.gettext("Largest topics, found without the themes"),
        [(topic.label, topic.size) for topic in answer.topics],
        words,
    )
    document.heading(words.gettext("Who says it"), 2)
    shares = [
        f"{group.label} {words.percent(group.share)}"
        + ("" if group.expected_share is None else f" / {words.percent(group.expected_share)}")
        for group in answer.groups
    ]
    if shares:
        document.named(
            words.gettext("Share of everything said, against the share expected"), f" – {words.join(shares)}"
        )
    else:
        document.paragraph(words.gettext("No groups were declared, so nothing can be said about who is missing."))
    document.named(words.gettext("How sure"), " – " + " · ".join(answer.how_sure))
    first_run = words.gettext("This is the first run.")
    document.named(words.gettext("Since the last run"), " – " + (" · ".join(since.summary) or first_run))


def _write_counts(document: WordDocument, name: str, counts: Sequence[tuple[str, int]], words: Wording) -> None:
    if counts:
        document.named(name, " – " + words.join([f"{label} ({words.number(n)})" for label, n in counts]))


def _name(voice: VoiceView, words: Wording) -> str:
    said = f"{', '.join(voice.groups)} – {voice.label}"
    return said if voice.is_certain else f"{words.gettext('Hint')} – {said}"


def _in_short(voice: VoiceView, words: Wording) -> str:
    """How much beyond its share, how sure, how far themes cover it, whether it is weak, and on what it rests."""
    share = words.gettext("its share of everything said")
    lift = voice.lift and f"{voice.lift.text} {share} ({voice.lift.interval}), {voice.lift.sure}"
    weak = voice.topic.is_weak and words.gettext("weak: falls apart when the corpus is resampled")
    counts = f"{words.statements(voice.n_statements)}, {words.sessions(voice.n_sessions)}"
    withheld = not voice.quotes and words.gettext("Its words are withheld to protect the people who said them.")
    return " · ".join(part for part in (lift, voice.topic.coverage_text, weak, counts, withheld) if part)


def _write_voices(document: WordDocument, voices: Sequence[VoiceView], words: Wording) -> None:
    findings, hints = [v for v in voices if v.is_certain], [v for v in voices if not v.is_certain]
    document.heading(words.gettext("Voices that the themes miss"), 1)
    document.paragraph(
        words.gettext(
            "A voice is a topic, or a part of one, that the themes hardly name and that a group raises beyond its "
            "share. Its quotes are what the group says there and others do not."
        )
    )
    none = words.gettext("There are none in this run.")
    of_findings = words.gettext(
        "The whole interval lies above parity, and the finding holds after correcting for the number of comparisons."
    )
    document.heading(words.gettext("Findings"), 2)
    document.paragraph(of_findings if findings else none)
    for voice in findings:
        _write_voice(document, voice, voice.quotes, words)
    of_hints = words.gettext(
        "Chance may explain these, or too few people are behind them to tell. They say where to look next, not what is "
        "so."
    )
    document.heading(words.gettext("Hints to read, not findings"), 2)
    document.paragraph(of_hints if hints else none)
    for voice in hints[:N_HINTS]:
        _write_voice(document, voice, voice.quotes[:N_QUOTES_OF_HINT], words)
    if n_left := len(hints[N_HINTS:]):
        document.paragraph(
            words.ngettext(
                "%(n)s more hint is in the report and in voices.csv.",
                "%(n)s more hints are in the report and in voices.csv.",
                n_left,
                n=words.number(n_left),
            )
        )


def _write_voice(document: WordDocument, voice: VoiceView, quotes: Sequence[Quote], words: Wording) -> None:
    document.heading(f"{words.number(voice.rank)}. {', '.join(voice.groups)} – {voice.label}", 3)
    document.paragraph(" ".join(part for part in (voice.reason, voice.topic.label_source) if part))
    for quote in quotes:
        document.quote(quote.text, language=quote.language, source=" · ".join(quote.provenance))
    if not quotes:
        document.paragraph(words.gettext("Its words are withheld to protect the people who said them."))
    elif voice.n_withheld:
        document.paragraph(
            words.ngettext(
                "%(n)s more statement is withheld to protect the people who made it.",
                "%(n)s more statements are withheld to protect the people who made them.",
                voice.n_withheld,
                n=words.number(voice.n_withheld),
            )
        )


def _write_changes(document: WordDocument, found: Changes, evidence: Evidence) -> None:
    words = evidence.words
    document.heading(words.gettext("Changes"), 1)
    if found.previous:
        document.paragraph(
            words.gettext(
                "Compared with the run of %(moment)s: %(added)s added, %(removed)s removed, %(continued)s topics "
                "unchanged.",
                moment=found.previous,
                added=words.statements(found.n_added),
                removed=words.statements(found.n_removed),
                continued=words.number(found.n_continued),
            )
        )
        for kind, topics in found.kinds:
            told = words.join([f"{topic.text} ({topic.sizes})" if topic.sizes else topic.text for topic in topics])
            document.named(f"{kind} ({words.number(len(topics))})", f" – {told}")
        if not found.kinds:
            document.paragraph(words.gettext("No topic appeared, split, merged or vanished."))
    else:
        document.paragraph(words.gettext("This is the first run: there is nothing to compare it with."))
    history = history_view(evidence)
    if len(history.runs) > 1:
        document.heading(words.gettext("Over the phase"), 2)
        document.paragraph(history.reading, "Before Picture")
        reading = words.gettext(
            "Each line has its own scale, from nought to its highest value; on the right, its first and its last value."
        )
        add_chart(document, history_chart(history, words), reading)


def _write_glossary(document: WordDocument, words: Wording) -> None:
    """The report's glossary, without what the summary does not speak of."""
    document.heading(words.gettext("Words used here"), 1)
    terms = {words.gettext(term) for term in _TERMS}
    entries = [[term, meaning] for chapter in glossary(words) for term, meaning in chapter.entries if term in terms]
    header = [words.gettext("Term"), words.gettext("Meaning")]
    document.table(header, entries, title=words.gettext("Words used here"), is_titled=False)


_TERMS = (
    "Statement",
    "Session",
    "Topic",
    "In no topic",
    "Stability",
    "Theme",
    "To carry a theme",
    "Support",
    "Covered",
    "Voice",
    "Finding",
    "Hint",
    "Group",
    "Protected",
    "People, at most",
    "Expected share",
    "Times its share",
    "Parity",
    "95%% interval",
    "q-value",
    "Left out",
    "Withheld",
)
"""Terms of `reports.glossary` that the summary uses; a test says if one is not there any more."""
