"""How this run was made, where it differs from other runs, in sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reports.evidence import Evidence
from reports.wording import N_, Wording

WHY_ANEW = {
    "no-fit": N_("The topics were found in this run; there was no earlier finding to go by."),
    "asked": N_("The topics were found anew in this run, because somebody asked for it."),
    "settings": N_("The topics were found anew in this run, because settings that they depend on have changed."),
    "changed": N_(
        "The topics were found anew in this run, because %(changed)s of the statements came or went since they were "
        "last found."
    ),
    "topic-lost": N_("The topics were found anew in this run, because little is left of some of them."),
    "outliers": N_("The topics were found anew in this run, because %(outliers)s of the statements were in no topic."),
    "new-outliers": N_(
        "The topics were found anew in this run, because %(new_outliers)s of the new statements fitted no topic."
    ),
    "drift": N_("The topics were found anew in this run, because new statements lay far from those that there were."),
    "new-concern": N_(
        "The topics were found anew in this run, because new statements lay together apart from the topics: there may "
        "be a new concern."
    ),
}
"""By the reason in the manifest, which `models.refit` writes."""


def refit_text(evidence: Evidence) -> str | None:
    """Whether and why topics were found anew in this run; None where its record does not say."""
    record: dict[str, Any] = evidence.manifest.get("refit") or {}
    words = evidence.words
    if not record:
        return None
    if not record["refit"]:
        return _joined_text(int(record["n_new"]), words)
    shares = {
        "changed": words.percent(record["changed_share"]),
        "outliers": words.percent(record["outlier_share"]),
        "new_outliers": words.percent(record["new_outlier_share"]),
    }
    why = WHY_ANEW.get(record["reason"], N_("The topics were found anew in this run."))
    return words.gettext(why, **shares)


def _joined_text(n_new: int, words: Wording) -> str:
    if n_new == 0:
        return words.gettext("The topics are those of an earlier run; no statement is new since they were found.")
    return words.ngettext(
        "The topics are those of an earlier run; %(n)s statement is new since they were found and was added to the "
        "nearest topic, or to none.",
        "The topics are those of an earlier run; %(n)s statements are new since they were found and were added to the "
        "nearest topics, or to none.",
        n_new,
        n=words.number(n_new),
    )


def uncovered_text(evidence: Evidence) -> str | None:
    """Which languages the language figures do not cover, and what to expect of them; None where there is none."""
    words = evidence.words
    missing = evidence.uncovered_languages
    if not missing:
        return None
    named = [
        words.gettext("%(language)s (%(share)s)", language=words.language_name(code), share=words.percent(share))
        for code, share in missing.items()
    ]
    return words.gettext(
        "The figures that take language out of the meaning do not cover %(languages)s of everything said: topics in "
        "these languages may follow the language.",
        languages=words.join(named),
    )


def stale_texts(evidence: Evidence) -> list[str]:
    """A sentence for each source that could not be read, so that what it held before stands for it."""
    words = evidence.words
    return [
        words.gettext(
            "The source %(source)s could not be read for this run. What it held on %(moment)s stands for it.",
            source=each["source"],
            moment=words.minute(datetime.fromisoformat(each["since"])),
        )
        for each in evidence.manifest.get("stale") or ()
    ]


def duplicates_text(evidence: Evidence) -> str | None:
    """How many statements say the same as an earlier one, and whether they count; None where there is none."""
    words, statements = evidence.words, evidence.findings.statements
    kinds = statements["duplicate_kind"].value_counts()
    if kinds.empty:
        return None
    n_linked, n_left_out = int(kinds.sum()), int((~statements["is_counted"].astype(bool)).sum())
    linked = words.ngettext(
        "%(n)s statement says the same as an earlier one, and the table of statements links it: %(exact)s word for "
        "word, %(normalised)s but for case and punctuation, %(near)s but for articles, accents or a slip of the pen.",
        "%(n)s statements say the same as an earlier one, and the table of statements links them: %(exact)s word for "
        "word, %(normalised)s but for case and punctuation, %(near)s but for articles, accents or a slip of the pen.",
        n_linked,
        n=words.number(n_linked),
        **{kind: words.number(int(kinds.get(kind, 0))) for kind in ("exact", "normalised", "near")},
    )
    if not n_left_out:
        all_count = words.gettext("All of them count.")
        return f"{linked} {all_count}"
    left_out = words.ngettext(
        "%(n)s of them is not counted in any figure, because the sources do not tell it apart from the one it repeats.",
        "%(n)s of them are not counted in any figure, because the sources do not tell them apart from those they "
        "repeat.",
        n_left_out,
        n=words.number(n_left_out),
    )
    return f"{linked} {left_out}"


def part_text(evidence: Evidence) -> str:
    """Which statements the pages hold, where they hold not all; else empty."""
    selection, words = evidence.selection, evidence.words
    if not selection.is_part:
        return ""
    return words.gettext(
        "The report holds %(shown)s of %(all)s, as a browser bears no more: of each topic all or an even choice of "
        "%(most)s, and whatever is quoted. Its map, its search and its lists of quotes know these only; every figure "
        "is of all. The tables beside the report have all of them: statements.parquet and export/statements.csv.",
        shown=words.number(len(selection.positions)),
        all=words.statements(selection.n_statements),
        most=words.number(selection.most_of_topic),
    )


def caveats(evidence: Evidence) -> list[str]:
    """What to bear in mind, a sentence or two each: of every run, then of this one."""
    words = evidence.words
    always = [
        words.gettext("It shows who contributed so far, not what a population thinks."),
        words.gettext(
            "Statements are counted, and one talkative session makes many; the number of sessions stands beside every "
            "count."
        ),
        words.gettext(
            "Intervals and tests count sessions, authors and speakers, not lines. Where too little was said, or in one "
            "session only, there are counts and no estimate."
        ),
        words.gettext(
            "Whether a statement carries a theme is the model's judgement, and it is wrong for some: read the quotes "
            "before you rely on it."
        ),
        words.gettext("Names that people wrote into free text may have been missed. Read before you publish further."),
        words.gettext(
            "Figures behind which stand %(few)s are left out, and quotes of people at risk are kept coarse or "
            "withheld.",
            few=words.fewer_than(evidence.min_group_size),
        ),
        words.gettext(
            "A topic's stability says how far it would return in another sample. A weak topic is marked as such, and "
            "so is a voice that rests on one."
        ),
    ]
    no_offsets = words.gettext(
        "No language offsets were used in this run: topics may follow languages more than they should."
    )
    of_this_run = [
        part_text(evidence),
        *stale_texts(evidence),
        uncovered_text(evidence),
        None if evidence.manifest.get("offsets") else no_offsets,
    ]
    return always + [caveat for caveat in of_this_run if caveat]
