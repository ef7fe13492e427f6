"""Every term of the report in plain words, gathered as a reader meets them."""

from __future__ import annotations

from dataclasses import dataclass

from reports.wording import N_, Wording

Entry = tuple[str, str]
"""A term and what it means."""

TERMS: dict[str, tuple[Entry, ...]] = {
    N_("What was said"): (
        (N_("Statement"), N_("One thing said, with its place in a source.")),
        (N_("Session"), N_("One consultation event.")),
        (
            N_("Place"),
            N_("Where in its source a statement stands: page, paragraph, line, row or the number of a comment."),
        ),
        (
            N_("Ledger"),
            N_("The account of every row that was read: what became a statement, and why the others did not."),
        ),
        (N_("Run"), N_("One refresh of the whole analysis, such as last night's.")),
    ),
    N_("What it is about"): (
        (N_("Topic"), N_("Found by the model: statements that speak of the same thing.")),
        (N_("In no topic"), N_("Statements that resemble too few others; they are counted apart and never forced in.")),
        (
            N_("Broader topic"),
            N_("Topics that lie near one another, gathered so that many are easier to survey; found by the model too."),
        ),
        (
            N_("Its words"),
            N_(
                "Words that are frequent in a topic and rare elsewhere, in each of its languages. A label is made of "
                "them."
            ),
        ),
        (
            N_("Stability"),
            N_(
                "How many of a statement's companions in its topic stay with it, on average, when the corpus is "
                "resampled and the topics are found anew: firm from three in four, weak below one in two."
            ),
        ),
        (
            N_("Resampling"),
            N_("Drawing another corpus from this one by chance, to see what would come out again."),
        ),
        (
            N_("New, grown, shrunk, split off, merged, returned, vanished"),
            N_("How a topic differs from the run before. It keeps its number as long as most of it stays together."),
        ),
    ),
    N_("Themes and what they miss"): (
        (N_("Theme"), N_("Written by staff, by hand.")),
        (
            N_("To carry a theme"),
            N_("To speak of it, in the model's judgement. A statement may carry several themes, or none."),
        ),
        (
            N_("Support"),
            N_(
                "Strong: said on five occasions or more, and in one statement of twenty or more. Thin: on one or two "
                "occasions, and by few people on their own. Some: in between."
            ),
        ),
        (N_("Covered"), N_("How many of a topic's statements carry a theme: most, some or few.")),
        (
            N_("Voice"),
            N_("A topic, or a part of one, that the themes hardly name and that a group raises beyond its share."),
        ),
        (
            N_("Finding"),
            N_("A voice that chance hardly explains, after all comparisons are taken into account."),
        ),
        (
            N_("Hint"),
            N_("A voice that chance may explain, or that too few people raise to tell. To be read, not quoted."),
        ),
        (
            N_("Single region"),
            N_("All that may be told of a theme's support comes from sessions of one region."),
        ),
        (
            N_("Words of a group"),
            N_("Words that a group uses inside a theme more than everybody else who carries it."),
        ),
    ),
    N_("Who said it, and how sure that is"): (
        (N_("Group"), N_("Who spoke, as declared.")),
        (N_("Protected"), N_("A group of people at risk: its sessions lose name, day and place in the report.")),
        (
            N_("People, at most"),
            N_(
                "Participants of the sessions and authors of comments; elsewhere each statement as another's. Who came "
                "twice counts twice."
            ),
        ),
        (
            N_("Expected share"),
            N_("The share of everything said that would be a group's if it were heard as it should be."),
        ),
        (
            N_("Times its share"),
            N_("A group's share of a topic divided by its share of everything said; 1 is parity."),
        ),
        (N_("Parity"), N_("Neither more nor less than the share: 1 times.")),
        (
            N_("People present"),
            N_("A group's share of the people counted in the sessions, against its share of what was said."),
        ),
        (N_("95%% interval"), N_("Where the true figure very likely lies. The wider it is, the less is known.")),
        (N_("q-value"), N_("The share of false alarms to expect among findings at least as strong as this one.")),
        (
            N_("Left out"),
            N_("A figure behind which too few people stand, or from which such a figure could be worked out."),
        ),
        (N_("Withheld"), N_("Words that are not shown, because they could tell who said them.")),
    ),
    N_("Votes"): (
        (N_("Agreement"), N_("The share of those who voted on a comment, passes among them, that agreed.")),
        (N_("Opinion group"), N_("People who voted alike on Pol.is; not a declared group.")),
        (N_("Consensus"), N_("High only where every opinion group agrees.")),
        (N_("Divided"), N_("The opinion groups surely vote differently.")),
    ),
}


@dataclass(frozen=True)
class Chapter:
    """Terms that belong together."""

    title: str
    entries: list[Entry]


def glossary(words: Wording) -> list[Chapter]:
    """The terms in the report's language."""
    return [
        Chapter(words.gettext(title), [(words.gettext(term), words.gettext(meaning)) for term, meaning in entries])
        for title, entries in TERMS.items()
    ]
