"""The summary for Word: what the report's first screen says, and what stands behind it, for staff to edit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reports.answer_view import basis, lede
from reports.chart_images import chart_image
from reports.chart_views import static_charts
from reports.evidence import Evidence, Quote
from reports.group_views import GroupView, group_views, silences_in_words
from reports.method_view import caveats
from reports.summary_views import Overview, ThemeView, changes, overview, theme_views
from reports.topic_views import TopicView, VoiceView, topic_views, voice_views
from reports.word_document import WordDocument
from reports.wording import NO_FIGURE, Wording

N_ANSWERS = 3
"""Voices in the answer, as on the report's first screen."""
N_TOPICS = 15
"""Largest topics in the summary's table; the report and topics.csv have them all."""
N_HINTS, N_QUOTES_OF_HINT = 6, 2
"""Hints with quotes in the summary; the report and voices.csv have them all."""


def render_summary(evidence: Evidence) -> bytes:
    """The summary as a Word document in the report's language: real headings, tables and pictures to edit.

    It is made of the views of the report, so that it says nothing that the report does not say.
    """
    words = evidence.words
    topics, themes, groups, read = (
        topic_views(evidence),
        theme_views(evidence),
        group_views(evidence),
        overview(evidence),
    )
    voices = voice_views(evidence, topics)
    charts = static_charts(themes, groups, read, words)
    name, created_at = str(evidence.manifest.get("name", "Underheard")), evidence.manifest["created_at"]
    document = WordDocument(title=name, language=words.language, created_at=datetime.fromisoformat(created_at))
    document.heading(name, 0)
    document.paragraph(
        words.gettext(
            "Summary of the run of %(moment)s, to be edited. The report beside it has every quote and figure, and how "
            "they came about.",
            moment=words.minute(datetime.fromisoformat(created_at)),
        ),
        "Subtitle",
    )
    _write_answer(document, voices, topics, read, evidence)
    _write_voices(document, voices, words)
    _write_topics(document, topics, read, words)
    _write_themes(document, themes, charts["support"], read, words)
    _write_groups(document, groups, charts, evidence)
    _write_changes(document, evidence)
    document.heading(words.gettext("Read it with care"), 1)
    document.bullets(caveats(evidence))
    return document.to_bytes()


def _write_answer(
    document: WordDocument,
    voices: Sequence[VoiceView],
    topics: Sequence[TopicView],
    read: Overview,
    evidence: Evidence,
) -> None:
    words = evidence.words
    document.heading(words.gettext("The answer"), 1)
    document.paragraph(lede(voices, words), "Lede")
    for voice in ([v for v in voices if v.is_certain] or voices)[:N_ANSWERS]:
        document.named(f"{_who(voice, words)} – {voice.topic.label}", f" – {_in_short(voice, words)}")
    document.paragraph(basis(read, evidence))
    figures = {
        words.gettext("Statements"): words.number(read.n_statements),
        words.gettext("Topics"): words.number(len(topics)),
        words.gettext("Languages"): words.number(read.n_languages),
        words.gettext("In no topic"): words.percent(read.outlier_share),
    }
    document.table(list(figures), [list(figures.values())], title=words.gettext("What was read"))


def _who(voice: VoiceView, words: Wording) -> str:
    who = ", ".join(voice.groups)
    return who if voice.is_certain else f"{words.gettext('Hint')}, {who}"


def _in_short(voice: VoiceView, words: Wording) -> str:
    """How much beyond its share, how sure, how far themes cover it, and on what it rests."""
    share = words.gettext("its share of everything said")
    lift = voice.lift and f"{voice.lift.text} {share} ({voice.lift.interval}), {voice.lift.sure}"
    weak = voice.topic.is_weak and words.gettext("weak: falls apart when the corpus is resampled")
    counts = f"{words.statements(voice.n_statements)}, {words.sessions(voice.n_sessions)}"
    theme = voice.topic.theme and f"{words.gettext('nearest theme:')} {voice.topic.theme}"
    return " · ".join(part for part in (lift, voice.topic.coverage_text, weak, counts, theme) if part)


def _write_voices(document: WordDocument, voices: Sequence[VoiceView], words: Wording) -> None:
    findings, hints = [v for v in voices if v.is_certain], [v for v in voices if not v.is_certain]
    document.heading(words.gettext("Voices that the themes miss"), 1)
    document.paragraph(
        words.gettext(
            "A voice is a topic, or a part of one, that the themes hardly name and that a group raises beyond its "
            "share. Its quotes are what the group says there and others do not."
        )
    )
    document.heading(words.gettext("Findings"), 2)
    if findings:
        document.paragraph(
            words.gettext(
                "The whole interval lies above parity, and the finding holds after correcting for the number of "
                "comparisons."
            )
        )
    for voice in findings:
        _write_voice(document, voice, voice.quotes, words)
    if not findings:
        document.paragraph(words.gettext("There are none in this run."))
    document.heading(words.gettext("Hints to read, not findings"), 2)
    if hints:
        document.paragraph(
            words.gettext(
                "Chance may explain these, or too few people are behind them to tell. They say where to look next, not "
                "what is so."
            )
        )
    for voice in hints[:N_HINTS]:
        _write_voice(document, voice, voice.quotes[:N_QUOTES_OF_HINT], words)
    if not hints:
        document.paragraph(words.gettext("There are none in this run."))
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
    document.heading(f"{words.number(voice.rank)}. {', '.join(voice.groups)} – {voice.topic.label}", 3)
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


def _write_topics(document: WordDocument, topics: Sequence[TopicView], read: Overview, words: Wording) -> None:
    document.heading(words.gettext("Topics"), 1)
    if not topics:
        document.paragraph(words.gettext("No topic was found: there is too little to read, or it is too much alike."))
        return
    document.paragraph(
        words.gettext(
            "A topic is a set of statements that speak of the same thing, found from the statements alone, across "
            "languages."
        )
        + " "
        + words.gettext(
            "%(outliers)s belong to no topic and are counted apart.", outliers=words.statements(read.n_outliers)
        )
    )
    document.table(
        [
            words.gettext("Topic"),
            words.gettext("Carry a theme"),
            words.gettext("Stability"),
            words.gettext("Statements"),
            words.gettext("Sessions"),
            words.gettext("Languages"),
        ],
        [
            [
                topic.label,
                f"{topic.covered.text}, {topic.coverage_text}",
                topic.stability.firmness_text if topic.stability else NO_FIGURE,
                words.number(topic.size),
                words.number(topic.n_sessions),
                words.number(topic.n_languages),
            ]
            for topic in topics[:N_TOPICS]
        ],
        title=words.gettext("Topics by size"),
    )
    if n_left := len(topics[N_TOPICS:]):
        document.paragraph(
            words.ngettext(
                "%(n)s smaller topic is in the report and in topics.csv.",
                "%(n)s smaller topics are in the report and in topics.csv.",
                n_left,
                n=words.number(n_left),
            )
        )


def _write_themes(
    document: WordDocument, themes: Sequence[ThemeView], chart: str, read: Overview, words: Wording
) -> None:
    document.heading(words.gettext("Themes"), 1)
    if not themes:
        document.paragraph(words.gettext("No themes were given, so nothing can be said about what they miss."))
        return
    document.paragraph(
        words.gettext(
            "Themes were written by staff by hand. A statement may carry several themes, or none: %(n)s (%(share)s) "
            "carry none.",
            n=words.statements(read.n_unthemed),
            share=words.percent(read.unthemed_share),
        ),
        "Before Picture",
    )
    reading = words.gettext(
        "Statements that carry each theme, in the staff's order; the words on the right say how strong the support is."
    )
    _write_chart(document, chart, reading)
    document.table(
        [
            words.gettext("Theme"),
            words.gettext("Support"),
            words.gettext("Statements"),
            words.gettext("Share"),
            words.gettext("Sessions"),
            words.gettext("Regions"),
            words.gettext("Languages"),
        ],
        [
            [
                theme.label,
                theme.support_text,
                words.number(theme.n_statements),
                words.percent(theme.share),
                words.number(theme.n_sessions),
                words.number(theme.n_regions),
                words.number(theme.n_languages),
            ]
            for theme in themes
        ],
        title=words.gettext("Themes and their support"),
    )
    for theme in themes:
        if theme.n_regions == 1:
            document.named(theme.label, " – " + words.gettext("All of its support comes from a single region."))


def _write_groups(
    document: WordDocument, groups: Sequence[GroupView], charts: dict[str, str], evidence: Evidence
) -> None:
    words = evidence.words
    document.heading(words.gettext("Groups"), 1)
    if not groups:
        document.paragraph(words.gettext("No groups were declared, so nothing can be said about who is missing."))
        return
    document.paragraph(
        words.gettext(
            "There are two silences, and they call for different answers. Groups are as declared by those who ran the "
            "consultation, never guessed."
        )
    )
    document.bullets(_silences(groups, words))
    document.heading(words.gettext("Hardly in the room"), 2)
    document.paragraph(
        words.gettext(
            "A group's share of all statements against the share it would have if everybody were heard alike. Below 1, "
            "invite it."
        ),
        "Before Picture",
    )
    reading = words.gettext("The dashed line is parity; a bar wholly to its left is a group hardly in the room.")
    _write_chart(document, charts["in_room"], reading)
    _write_room(document, groups, evidence)
    document.heading(words.gettext("In the room and not themed"), 2)
    document.paragraph(
        words.gettext(
            "The share of what a group said that carries no theme at all. Where it is high, the group spoke and the "
            "themes did not take it up: read it again."
        ),
        "Before Picture",
    )
    reading = words.gettext(
        "Longer bars are groups whose words the themes leave out most. In brackets, the 95%% interval."
    )
    _write_chart(document, charts["unthemed"], reading)
    _write_unthemed(document, groups, evidence)


def _silences(groups: Sequence[GroupView], words: Wording) -> list[str]:
    silences = silences_in_words(groups)
    found = []
    if silences.hardly_in_the_room:
        labels = words.join(silences.hardly_in_the_room)
        found.append(words.gettext("Surely heard less than expected: %(groups)s.", groups=labels))
    if silences.there_and_quiet:
        labels = words.join(silences.there_and_quiet)
        found.append(
            words.gettext("There, but surely said less than others who were there: %(groups)s.", groups=labels)
        )
    if silences.not_themed:
        labels = words.join(silences.not_themed)
        found.append(
            words.gettext(
                "Spoke, and the themes surely took up less of it than of what others said: %(groups)s.", groups=labels
            )
        )
    return found or [words.gettext("Neither silence can be told from chance for any group.")]


def _write_room(document: WordDocument, groups: Sequence[GroupView], evidence: Evidence) -> None:
    words = evidence.words
    document.table(
        [
            words.gettext("Group"),
            words.gettext("Against expected"),
            words.gettext("Share"),
            words.gettext("Expected"),
            words.gettext("Statements"),
            words.gettext("Sessions"),
            words.gettext("People, at most"),
        ],
        [
            [_group(group, words), words.fewer_than(evidence.min_group_size)]
            if group.is_suppressed
            else [
                _group(group, words),
                f"{group.lift.text} ({group.lift.interval})" if group.lift else words.gettext("not known"),
                words.percent(group.share),
                words.percent(group.expected_share),
                words.number(group.n_statements),
                words.number(group.n_sessions),
                words.number(group.n_people),
            ]
            for group in groups
        ],
        title=words.gettext("Who was in the room"),
    )


def _group(group: GroupView, words: Wording) -> str:
    return f"{group.label} ({words.gettext('protected')})" if group.is_sensitive else group.label


def _write_unthemed(document: WordDocument, groups: Sequence[GroupView], evidence: Evidence) -> None:
    words = evidence.words
    rows = []
    for group in groups:
        if group.unthemed is None:
            why = words.fewer_than(evidence.min_group_size) if group.is_suppressed else words.gettext("not known")
            rows.append([_group(group, words), why])
            continue
        interval = f" ({group.unthemed.interval})" if group.unthemed.interval else ""
        lift = group.unthemed_lift
        rows.append(
            [
                _group(group, words),
                group.unthemed.text + interval,
                f"{lift.text} ({lift.interval})" if lift else words.gettext("too little to estimate"),
                lift.sure if lift else NO_FIGURE,
            ]
        )
    document.table(
        [
            words.gettext("Group"),
            words.gettext("Carry no theme"),
            words.gettext("Against everything said"),
            words.gettext("How sure"),
        ],
        rows,
        title=words.gettext("Statements that carry no theme, by group"),
    )


def _write_chart(document: WordDocument, svg: str, reading: str) -> None:
    if svg:
        image = chart_image(svg)
        document.picture(image.png, title=image.title, description=image.description, caption=reading)


def _write_changes(document: WordDocument, evidence: Evidence) -> None:
    words, found = evidence.words, changes(evidence)
    document.heading(words.gettext("Changes since the last run"), 1)
    if not found.previous:
        document.paragraph(words.gettext("This is the first run: there is nothing to compare it with."))
        return
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
        document.named(f"{kind} ({words.number(len(topics))})", f" – {words.join(topics)}")
    if not found.kinds:
        document.paragraph(words.gettext("No topic appeared, split, merged or vanished."))
