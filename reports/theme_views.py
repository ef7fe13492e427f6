"""Hand-written themes as the page shows them: their support, whose it is, and what is missing inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from reports.evidence import Evidence, Quote, Row, quotes, session_title
from reports.figures import ShareFigure, share_figure
from reports.topic_views import GroupInTopic, VoiceView, counted_names, groups_in, topic_label
from reports.wording import N_

N_THEME_QUOTES = 3

SUPPORT = {
    "strong": N_("strong support"),
    "some": N_("some support"),
    "thin": N_("thin support"),
    "none": N_("no support"),
}


@dataclass(frozen=True)
class DistinctiveWord:
    """A term of a group inside a theme."""

    term: str
    language: str
    language_name: str
    n_statements: int
    is_certain: bool


@dataclass(frozen=True)
class GroupWords:
    """What a group says inside a theme more than others who carry it, the surest first."""

    label: str
    words: list[DistinctiveWord]


@dataclass(frozen=True)
class RegionPart:
    """A region's part in a theme, among its statements from sessions that may tell their region."""

    region: str
    n_statements: int | None
    share: ShareFigure | None
    """None where too few people stand behind it."""


@dataclass(frozen=True)
class ThemeView:
    """A hand-written theme with its support."""

    number: int
    """Its place in the staff's list, from 1; names its panel."""
    theme_id: str
    label: str
    description: str
    n_statements: int
    share: float
    n_sessions: int
    n_languages: int
    support: str
    support_text: str
    topics: list[tuple[int, str]]
    groups: list[GroupInTopic]
    words: list[GroupWords]
    regions: list[RegionPart]
    """In the order of the regions' names; empty where no region may be told."""
    sessions: list[tuple[str, int]]
    languages: list[tuple[str, int]]
    quotes: list[Quote]
    missed: list[VoiceView]
    """Voices whose topic lies nearest to this theme."""

    @property
    def told_regions(self) -> list[RegionPart]:
        """Regions that say something of it, or may, the largest part first."""
        said = [part for part in self.regions if part.n_statements != 0]
        return sorted(said, key=lambda part: -(part.share.value if part.share else 0.0))

    @property
    def main_region(self) -> RegionPart | None:
        """The region with the largest part; None where none may be told."""
        return next((part for part in self.told_regions if part.share), None)

    @property
    def is_single_region(self) -> bool:
        """Whether all that may be told of its support comes from one region."""
        return len(self.told_regions) == 1


def theme_views(evidence: Evidence, voices: Sequence[VoiceView] = ()) -> list[ThemeView]:
    """Themes in the order of the staff's list."""
    regions, carriers = _regions(evidence), evidence.carriers
    return [
        _theme_view(number, row, regions.get(row.theme_id, []), carriers.get(row.theme_id, []), voices, evidence)
        for number, row in enumerate(evidence.findings.themes.itertuples(), start=1)
    ]


def _theme_view(
    number: int,
    row: Row,
    regions: list[RegionPart],
    carriers: list[str],
    voices: Sequence[VoiceView],
    evidence: Evidence,
) -> ThemeView:
    words = evidence.words
    said = evidence.statements_of(carriers)
    counted = said[said["is_counted"].astype(bool)]
    return ThemeView(
        number=number,
        theme_id=row.theme_id,
        label=evidence.theme_labels[row.theme_id],
        description=_description(row.theme_id, evidence),
        n_statements=int(row.n_statements),
        share=float(row.share),
        n_sessions=int(row.n_sessions),
        n_languages=int(row.n_languages),
        support=row.support,
        support_text=words.gettext(SUPPORT[row.support]),
        topics=[(int(id_), topic_label(int(id_), evidence)) for id_ in row.topic_ids if _is_shown(int(id_), evidence)],
        groups=groups_in("theme", row.theme_id, evidence),
        words=_words_inside(row.theme_id, evidence),
        regions=regions,
        sessions=counted_names(counted["session_id"], partial(session_title, evidence=evidence)),
        languages=counted_names(counted["language"], words.language_name),
        quotes=quotes(counted["statement_id"].tolist(), evidence, limit=N_THEME_QUOTES),
        missed=[voice for voice in voices if voice.topic.theme_id == row.theme_id],
    )


def _description(theme_id: str, evidence: Evidence) -> str:
    declared = next((theme.descriptions for theme in evidence.themes if theme.id == theme_id), {})
    return declared.get(evidence.words.language) or declared.get("und") or declared.get("en", "")


def _regions(evidence: Evidence) -> dict[str, list[RegionPart]]:
    """By theme. Sessions of people at risk have no region in the table of breakdowns, so none here."""
    table = evidence.findings.breakdowns
    rows = table[(table["dimension"] == "region") & (table["unit"] == "theme")]
    found: dict[str, list[RegionPart]] = {}
    for row in rows.sort_values("value").itertuples():
        is_known = not row.suppressed and not pd.isna(row.share)
        ends = (float("nan"), float("nan"))
        part = RegionPart(
            region=str(row.value),
            n_statements=None if row.suppressed or pd.isna(row.n_statements) else int(row.n_statements),
            share=share_figure(float(row.share), *ends, evidence.words) if is_known else None,
        )
        found.setdefault(row.unit_id, []).append(part)
    return found


def _words_inside(theme_id: str, evidence: Evidence) -> list[GroupWords]:
    terms = evidence.findings.distinctive_terms
    return [
        GroupWords(
            label=evidence.group_labels[group],
            words=[
                DistinctiveWord(
                    term=row.term,
                    language=row.language,
                    language_name=evidence.words.language_name(row.language),
                    n_statements=int(row.n_statements),
                    is_certain=bool(row.is_certain),
                )
                for row in rows.itertuples()
            ],
        )
        for group, rows in terms[terms["theme_id"] == theme_id].groupby("group", sort=False)
    ]


def _is_shown(topic_id: int, evidence: Evidence) -> bool:
    topic = evidence.topics_by_id.get(topic_id)
    return topic is not None and not topic.is_hidden
