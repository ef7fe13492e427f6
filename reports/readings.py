"""A sentence for every figure that says what it shows in this run, and not only how to read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from reports.breakdown_views import BreakdownView
from reports.figures import LiftFigure
from reports.group_views import GroupView
from reports.raised_views import RaisedView
from reports.summary_views import Overview, SessionView
from reports.theme_views import ThemeView
from reports.topic_views import GroupInTopic, TopicView
from reports.wording import Wording, as_a_doubt

MOST_NAMED = 4
"""Groups or topics in a sentence; a longer list is for the table."""

HALF = 0.5
"""Share of a theme's statements above which it leans on one region."""


def _some(items: Sequence[str], words: Wording) -> str:
    """The first few in words, and how many there are besides."""
    n_others = len(items) - MOST_NAMED
    others = [words.ngettext("%(n)s other", "%(n)s others", n_others, n=words.number(n_others))] if n_others > 0 else []
    return words.join([*items[:MOST_NAMED], *others])


def _quoted(labels: Sequence[str], words: Wording) -> str:
    return _some([words.gettext("“%(label)s”", label=label) for label in labels], words)


def in_room(groups: Sequence[GroupView], words: Wording) -> str:
    """Which groups were heard less or more than expected; empty where nothing was expected of any."""
    sides = {side: [g.label for g in groups if g.lift and _side(g.lift) == side] for side in _IN_ROOM}
    sentences = {
        "below": words.gettext("Heard less than expected: %(groups)s.", groups=words.join(sides["below"])),
        "above": words.gettext("Heard more than expected: %(groups)s.", groups=words.join(sides["above"])),
        "unclear": words.gettext(
            "Within what was expected, as far as the interval tells: %(groups)s.", groups=words.join(sides["unclear"])
        ),
    }
    return " ".join(sentences[side] for side in _IN_ROOM if sides[side])


def _side(lift: LiftFigure) -> str:
    return lift.reading if lift.is_sure(lift.reading) else "unclear"


_IN_ROOM = ("below", "above", "unclear")


def unthemed(groups: Sequence[GroupView], words: Wording) -> str:
    """Whose words the themes leave out most and least; empty where it is known of fewer than two groups."""
    known = sorted(((g.unthemed.value, g) for g in groups if g.unthemed), key=lambda pair: -pair[0])
    if len(known) < 2:
        return ""
    (_, most), (_, least) = known[0], known[-1]
    return words.gettext(
        "The themes leave out most of what %(most)s said (%(most_share)s), and least of what %(least)s said "
        "(%(least_share)s).",
        most=most.label,
        most_share=words.percent(known[0][0]),
        least=least.label,
        least_share=words.percent(known[-1][0]),
    )


def support(themes: Sequence[ThemeView], words: Wording) -> str:
    """The themes with most and least support."""
    if len(themes) < 2:
        return ""
    ordered = sorted(themes, key=lambda theme: -theme.n_statements)
    most, least = ordered[0], ordered[-1]
    told = words.gettext(
        "“%(most)s” has most support (%(most_n)s), “%(least)s” least (%(least_n)s).",
        most=most.label,
        most_n=words.statements(most.n_statements),
        least=least.label,
        least_n=words.statements(least.n_statements),
    )
    thin = [theme.label for theme in themes if theme.support in ("thin", "none")]
    if not thin:
        return told
    return told + " " + words.gettext("Support is thin or absent for %(themes)s.", themes=_quoted(thin, words))


def theme_regions(themes: Sequence[ThemeView], words: Wording) -> str:
    """Which themes rest on a single region, and which lean on one; empty where no region may be told."""
    told = [theme for theme in themes if theme.main_region]
    if not told:
        return ""
    single = [theme.label for theme in told if theme.is_single_region]
    first = (
        words.gettext("All that may be told of %(themes)s comes from a single region.", themes=_quoted(single, words))
        if single
        else words.gettext("No theme rests on a single region.")
    )
    leaning = [
        words.gettext(
            "“%(theme)s” (%(region)s, %(share)s)", theme=theme.label, region=part.region, share=part.share.text
        )
        for theme in told
        if (part := theme.main_region) and part.share and part.share.value > HALF and not theme.is_single_region
    ]
    if not leaning and single:
        return first
    if not leaning:
        return first + " " + words.gettext("None has more than half of its statements from one region.")
    return (
        first
        + " "
        + words.gettext("More than half comes from one region for %(themes)s.", themes=_some(leaning, words))
    )


def languages(read: Overview, words: Wording) -> str:
    """The most frequent language, and how many make half of what was said."""
    if not read.languages:
        return ""
    total = sum(n for _, n in read.languages)
    running, needed = 0, 0
    for _, n in read.languages:
        running, needed = running + n, needed + 1
        if running * 2 >= total:
            break
    (name, n) = read.languages[0]
    return words.gettext(
        "%(language)s leads with %(share)s of the statements; %(languages)s make half of them.",
        language=name[:1].upper() + name[1:],
        share=words.percent(n / total),
        languages=words.languages(needed),
    )


def months(read: Overview, words: Wording) -> str:
    """The month with most sessions."""
    if not read.months:
        return ""
    month, n = max(read.months, key=lambda pair: pair[1])
    return words.gettext(
        "The month with most sessions is %(month)s: %(n)s of %(all)s with a known date.",
        month=month,
        n=words.number(n),
        all=words.number(sum(each for _, each in read.months)),
    )


def sessions(held: Sequence[SessionView], words: Wording) -> str:
    """The session that said most, and its share; empty with fewer than two."""
    total = sum(session.n_statements for session in held)
    if len(held) < 2 or not total:
        return ""
    most = max(held, key=lambda session: session.n_statements)
    return words.gettext(
        "“%(session)s” gave most statements, %(n)s: %(share)s of those from sessions.",
        session=most.title,
        n=words.number(most.n_statements),
        share=words.percent(most.n_statements / total),
    )


def who_raises(groups: Sequence[GroupInTopic], words: Wording) -> str:
    """Which groups surely raise a topic or theme beyond, or below, their share; else who is farthest from it."""
    lifts = [(group.label, group.lift) for group in groups if group.lift and group.lift.is_tested]
    sentences = []
    if beyond := [_times(label, lift, words) for label, lift in lifts if lift.is_sure("above")]:
        sentences.append(words.gettext("Raised beyond their share: %(groups)s.", groups=words.join(beyond)))
    if below := [_times(label, lift, words) for label, lift in lifts if lift.is_sure("below")]:
        sentences.append(words.gettext("Raised below their share: %(groups)s.", groups=words.join(below)))
    if sentences:
        return " ".join(sentences)
    if not lifts:
        return words.gettext("Too little was said to tell who raises it beyond their share.")
    label, lift = max(lifts, key=lambda pair: pair[1].distance)
    return words.gettext(
        "No group raises it surely more or less than its share. Farthest from it: %(group)s; this %(sure)s.",
        group=_times(label, lift, words),
        sure=as_a_doubt(lift.q_value, words),
    )


def _times(label: str, lift: LiftFigure, words: Wording) -> str:
    return words.gettext("%(group)s (%(times)s times)", group=label, times=words.times(lift.value))


def raised(group: RaisedView, words: Wording) -> str:
    """What a group raises most beyond its share, and what of it no theme covers."""
    sure = [each for each in group.topics if each.lift and each.lift.is_sure("above")]
    if not sure:
        first = words.gettext("%(group)s: no topic is surely raised beyond its share.", group=group.label)
    else:
        named = [
            words.gettext(
                "“%(topic)s” (%(times)s times)",
                topic=each.topic.label,
                times=words.times(each.lift.value if each.lift else 0),
            )
            for each in sure
        ]
        first = words.gettext(
            "%(group)s: raised beyond its share are above all %(topics)s.",
            group=group.label,
            topics=_some(named, words),
        )
    if not group.missed:
        return first
    return (
        first
        + " "
        + words.gettext(
            "Of what it raises beyond its share, surely or perhaps, no theme covers %(topics)s.",
            topics=_quoted([each.topic.label for each in group.missed], words),
        )
    )


def standing_out(part: BreakdownView, words: Wording) -> str:
    """What a region, language or type of session raises farthest from its share; empty where nothing stands out."""
    if not part.standing_out:
        return ""
    first = part.standing_out[0]
    return words.gettext(
        "Farthest from parity: %(value)s raises “%(topic)s” %(times)s times its share of everything said.",
        value=first.value,
        topic=first.topic,
        times=words.times(first.lift.value),
    )


def topics(found: Sequence[TopicView], read: Overview, words: Wording) -> str:
    """How many topics no theme covers, and how much of everything said they hold; empty without topics."""
    if not found:
        return ""
    missed = [topic for topic in found if topic.coverage == "uncovered"]
    if not missed:
        return words.gettext("A theme covers every topic, at least in part.")
    return words.gettext(
        "No theme covers %(missed)s of %(all)s; together they hold %(share)s of everything said. The largest: "
        "%(topics)s.",
        missed=words.number(len(missed)),
        all=words.topics(len(found)),
        share=words.percent(sum(topic.size for topic in missed) / max(read.n_statements, 1)),
        topics=_quoted([topic.label for topic in sorted(missed, key=lambda topic: -topic.size)], words),
    )


@dataclass(frozen=True)
class Readings:
    """The sentences of a page; empty where a figure has nothing to say."""

    topics: str
    in_room: str
    unthemed: str
    support: str
    theme_regions: str
    languages: str
    months: str
    sessions: str
    groups: Callable[[Sequence[GroupInTopic]], str]
    raised: Callable[[RaisedView], str]
    standing_out: Callable[[BreakdownView], str]


def readings(
    found: Sequence[TopicView],
    themes: Sequence[ThemeView],
    groups: Sequence[GroupView],
    held: Sequence[SessionView],
    read: Overview,
    words: Wording,
) -> Readings:
    """The sentences of the page's figures; those of each topic, group and dimension on demand."""
    return Readings(
        topics=topics(found, read, words),
        in_room=in_room(groups, words),
        unthemed=unthemed(groups, words),
        support=support(themes, words),
        theme_regions=theme_regions(themes, words),
        languages=languages(read, words),
        months=months(read, words),
        sessions=sessions(held, words),
        groups=partial(who_raises, words=words),
        raised=partial(raised, words=words),
        standing_out=partial(standing_out, words=words),
    )
