"""What the scripts say with which analysts decide; `{n}` and the like are filled there."""

from __future__ import annotations

from reports.wording import Wording


def decide_words(words: Wording) -> dict[str, str]:
    """Messages by the names that the scripts know."""
    return {
        "decide": words.gettext("Rename, merge, hide or annotate"),
        "decideOn": words.gettext("Decide on topic {id}: {label}"),
        "topic": words.gettext("topic {id}"),
        "own": words.gettext("stays a topic of its own"),
        "ring": words.gettext("Topic {id} is itself part of this one. Choose another."),
        "signed": words.gettext("Decided by {by} on {date}."),
        "signedBy": words.gettext("Decided by {by}."),
        "mark": words.gettext("Theme…"),
        "marked": words.gettext("Theme… ({n})"),
        "markTitle": words.gettext("Does this belong to a theme?"),
        "belongs": words.gettext("belongs to “{theme}”"),
        "belongsNot": words.gettext("does not belong to “{theme}”"),
        "label": words.gettext("Topic {id}: called “{value}”"),
        "labelBack": words.gettext("Topic {id}: the analyst's name is taken back"),
        "merge_into": words.gettext("Topic {id}: part of topic {value}"),
        "merge_intoBack": words.gettext("Topic {id}: a topic of its own again"),
        "note": words.gettext("Topic {id}: note “{value}”"),
        "noteBack": words.gettext("Topic {id}: the note is taken back"),
        "hide": words.gettext("Topic {id}: left out of lists"),
        "hideBack": words.gettext("Topic {id}: in lists again"),
        "markBack": words.gettext("the mark for “{theme}” is taken back"),
        "statement": words.gettext("Statement {id}"),
        "quoted": words.gettext("“{words}”: {what}"),
        "got": words.gettext("Downloaded: {file}"),
        "undo": words.gettext("Undo"),
        "undoOf": words.gettext("Undo: {what}"),
        "waiting": words.gettext("To download: {n}"),
        "downloaded": words.gettext("Downloaded: {n}"),
        "kept": words.gettext("Kept. It is in your list of decisions."),
        "reviewed": words.gettext("{n} of {all} marked"),
        "unkept": words.gettext("This browser does not keep your decisions: download them before you leave."),
        "files": words.gettext("Decisions of analysts on {name}, made in the report of run {run}."),
        "replace": words.gettext(
            "This file may lie beside the ones in use, or take their place, but for splits (split_out), which it does "
            "not repeat."
        ),
        "marksFile": words.gettext("This file may lie beside the ones in use, or take their place."),
    }
