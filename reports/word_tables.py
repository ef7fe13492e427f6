"""The sections of the summary that are tables and charts: topics, themes, groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reports.chart_images import chart_image
from reports.evidence import Evidence
from reports.group_views import GroupView, partly_named, silences_in_words
from reports.raised_views import RaisedView
from reports.readings import Readings
from reports.summary_views import Overview
from reports.theme_views import ThemeView
from reports.topic_views import TopicView
from reports.word_document import WordDocument
from reports.wording import NO_FIGURE, Wording

N_TOPICS = 15
"""Largest topics in the summary's table; the report and topics.csv have them all."""


def write_topics(document: WordDocument, topics: Sequence[TopicView], read: Overview, words: Wording) -> None:
    """The largest topics, with what covers them and how firm they are."""
    document.heading(words.gettext("Topics"), 1)
    if not topics:
        document.paragraph(words.gettext("No topic was found: there is too little to read, or it is too much alike."))
        return
    what = words.gettext(
        "A topic is a set of statements that speak of the same thing, found from the statements alone, across "
        "languages."
    )
    apart = words.gettext(
        "%(outliers)s belong to no topic and are counted apart.", outliers=words.statements(read.n_outliers)
    )
    document.paragraph(f"{what} {apart}")
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


def write_themes(
    document: WordDocument,
    themes: Sequence[ThemeView],
    charts: Mapping[str, str],
    readings: Readings,
    read: Overview,
    words: Wording,
) -> None:
    """The themes with their support, and which rest on a single region."""
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
        )
    )
    if read.n_withheld:
        document.paragraph(
            words.gettext(
                "Statements whose words are withheld are not among these: whether they carry one is not told."
            )
        )
    if readings.support:
        document.paragraph(readings.support)
    document.table(
        [
            words.gettext("Theme"),
            words.gettext("Support"),
            words.gettext("Main region"),
            words.gettext("Statements"),
            words.gettext("Share"),
            words.gettext("Sessions"),
        ],
        [
            [
                theme.label,
                theme.support_text,
                _main_region(theme, words),
                words.number(theme.n_statements),
                words.percent(theme.share),
                words.number(theme.n_sessions),
            ]
            for theme in themes
        ],
        title=words.gettext("Themes and their support"),
    )
    if readings.theme_regions:
        document.paragraph(readings.theme_regions)
    reading = words.gettext(
        "Statements that carry each theme, in the staff's order; the words on the right say how strong the support is."
    )
    add_chart(document, charts["support"], reading)


def _main_region(theme: ThemeView, words: Wording) -> str:
    main = theme.main_region
    if main is None or main.share is None:
        return NO_FIGURE
    return f"{main.region}, {words.gettext('single region') if theme.is_single_region else main.share.text}"


def write_groups(
    document: WordDocument,
    groups: Sequence[GroupView],
    raised: Sequence[RaisedView],
    charts: Mapping[str, str],
    readings: Readings,
    evidence: Evidence,
) -> None:
    """The two silences, each with its chart and table, and what each group raised."""
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
    _write_reading(document, readings.in_room)
    reading = words.gettext("The dashed line is parity; a bar wholly to its left is a group hardly in the room.")
    add_chart(document, charts["in_room"], reading)
    _write_room(document, groups, evidence)
    document.heading(words.gettext("In the room and not themed"), 2)
    document.paragraph(
        words.gettext(
            "The share of what a group said that carries no theme at all. Where it is high, the group spoke and the "
            "themes did not take it up: read it again."
        ),
        "Before Picture",
    )
    _write_reading(document, readings.unthemed)
    reading = words.gettext(
        "Longer bars are groups whose words the themes leave out most. In brackets, the 95%% interval."
    )
    add_chart(document, charts["unthemed"], reading)
    _write_unthemed(document, groups, evidence)
    told = [readings.raised(group) for group in raised if group.topics]
    if told:
        document.heading(words.gettext("What each group raised"), 2)
        document.bullets(told)


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
            [_label(group, words), words.fewer_than(evidence.min_group_size)]
            if group.is_suppressed
            else [
                _label(group, words),
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
    if named := partly_named(groups, evidence):
        document.paragraph(named)


def _label(group: GroupView, words: Wording) -> str:
    return f"{group.label} ({words.gettext('protected')})" if group.is_sensitive else group.label


def _write_unthemed(document: WordDocument, groups: Sequence[GroupView], evidence: Evidence) -> None:
    words = evidence.words
    document.table(
        [
            words.gettext("Group"),
            words.gettext("Carry no theme"),
            words.gettext("Against everything said"),
            words.gettext("How sure"),
        ],
        [_unthemed(group, evidence) for group in groups],
        title=words.gettext("Statements that carry no theme, by group"),
    )


def _unthemed(group: GroupView, evidence: Evidence) -> list[str]:
    """The row of a group: label, share and interval, lift and interval, how sure; or why there is no figure."""
    words = evidence.words
    if group.unthemed is None:
        why = words.fewer_than(evidence.min_group_size) if group.is_suppressed else words.gettext("not known")
        return [_label(group, words), why]
    lift = group.unthemed_lift
    return [
        _label(group, words),
        f"{group.unthemed.text} ({group.unthemed.interval})" if group.unthemed.interval else group.unthemed.text,
        f"{lift.text} ({lift.interval})" if lift else words.gettext("too little to estimate"),
        lift.sure if lift else NO_FIGURE,
    ]


def _write_reading(document: WordDocument, reading: str) -> None:
    if reading:
        document.paragraph(reading, "Before Picture")


def add_chart(document: WordDocument, svg: str, reading: str) -> None:
    """Add a chart as a picture with the sentence that reads it; nothing where there is no chart."""
    if svg:
        image = chart_image(svg)
        document.picture(image.png, title=image.title, description=image.description, caption=reading)
