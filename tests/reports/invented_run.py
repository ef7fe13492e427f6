"""A small invented consultation as the models would hand it over, with a group that must be protected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from corpus.schemas import EVERYBODY, Group, Sessions, Theme, Votes
from models.figure_schemas import Breakdowns, DistinctiveTerms, Representation, Silences, TopicVotes
from models.schemas import Decisions, Findings, Review, StatementThemes, Themes, Topics, Voices
from reports.evidence import Evidence
from reports.run_folder import gather

JOBS, PURSUIT, ACTION, CLIMATE, OUTLIERS = 0, 1, 2, 3, -1

SAYINGS: dict[int, list[tuple[str, str]]] = {
    JOBS: [
        (
            "en",
            "Young people come, sign the list, and never hear what became of their ideas.",
        ),
        (
            "en",
            "Data bundles cost more than lunch; the online dialogue was for those with an office.",
        ),
        ("ar", "الشباب يريدون عملاً وردّاً على مقترحاتهم، لا ورشة أخرى."),
        ("fr", "On nous invite pour la photo, mais les emplois promis aux jeunes ne sont jamais venus."),
        ("fr", "La connexion coûte trop cher : comment participer à un gouvernement ouvert en ligne ?"),
        ("sw", "Vijana wanahitaji kazi, si warsha nyingine ya siku mbili hotelini."),
        ("sw", "Bando la intaneti ni ghali mno kwa wanafunzi wa kijijini."),
        ("am", "ወጣቶች ሥራ ይፈልጋሉ፤ ስብሰባ ብቻ አይበቃም።"),
        ("pt", "Fomos ouvidos três vezes e nunca recebemos resposta."),
        ("es", "Sin educación digital y sin datos móviles, la consulta en línea no es para nosotros."),
    ],
    PURSUIT: [
        ("ka", "უცხოეთშიც გვითვალთვალებენ და ოჯახებს გვიშინებენ."),
        ("ka", "ბანკმა ანგარიში დაგვიხურა და ახსნა არავინ მოგვცა."),
        ("hy", "Մեր հաշիվը փակեցին առանց բացատրության։"),
        ("hy", "Արտակարգ տեղափոխման համար վիզա չկա։"),
        ("ru", "Нас преследуют и за границей, а счета организации закрыты."),
        ("ru", "Экстренная визовая поддержка приходит, когда уже поздно."),
        ("uk", "Стеження через телефони стало буденністю для захисників."),
        ("en", "Emergency relocation takes months; threats take minutes."),
    ],
    ACTION: [
        ("en", "A fifth action plan looks like the first; reformers need other options and incentives."),
        ("en", "Commitments are written to be easy to complete."),
        ("fr", "Le cycle de deux ans est trop court pour une réforme sérieuse."),
        ("es", "Los planes de acción deberían premiar la ambición."),
        ("pt", "O plano de ação virou um relatório de atividades."),
        ("ro", "Planurile de acțiune nu ajung la nivel local."),
        ("uk", "Плани дій пишуть для звіту, а не для людей."),
        ("ar", "خطط العمل تُكتب من أجل التقارير."),
    ],
    CLIMATE: [
        ("en", "Publish climate spending as open data, line by line."),
        ("es", "Los datos del clima deben servir a las comunidades."),
        ("fr", "Le climat est absent des engagements."),
        ("zh", "气候支出应当公开，让社区能够监督。"),
        ("pt", "A emergência climática pede transparência no orçamento."),
    ],
    OUTLIERS: [
        ("en", "Coffee was late."),
        ("ru", "Спасибо организаторам за перевод."),
        ("ka", "ჩვენი შეხვედრა ღია ფანჯარასთან გაიმართა."),
        ("fr", "La salle était trop froide."),
        ("ar", "القاعة بعيدة عن المدينة."),
    ],
}
"""What was said, by topic: language and text, all invented."""

STABILITY = {JOBS: 0.91, PURSUIT: 0.34, ACTION: 0.62, CLIMATE: np.nan}
"""Of every statement in the topic: firm, weak, fair, and not measured."""

SESSIONS = {
    "africa-regional": ("Africa regional dialogue", "2022-05-17", "Africa", "Kenya", 46, ()),
    "youth-africa": ("First conversation: youth in Africa", "2022-06-02", "Africa", "Ghana", 21, ("youth",)),
    "europe-regional": ("Europe regional dialogue", "2022-06-09", "Europe", "Estonia", 38, ()),
    "defenders-tbilisi": (
        "Closed meeting, Rustaveli hotel",
        "2022-06-14",
        "Europe",
        "Georgia",
        9,
        ("defenders",),
    ),
    "defenders-online": ("Defenders, encrypted call", "2022-06-21", "Europe", "Armenia", 11, ("defenders",)),
}
"""Title, date, region, country, participants, groups."""

SECRETS = [
    "Rustaveli",
    "encrypted call",
    "defenders-tbilisi",
    "defenders-online",
    "Nino K.",
    "author-77",
    "2022-06-14",
    "2022-06-21",
    "ჩვენი შეხვედრა",
]
"""What the invented consultation knows of people at risk and no file may hold."""


@dataclass(frozen=True)
class Consultation:
    """All that `write_run` is given."""

    findings: Findings
    manifest: dict[str, Any]
    themes: tuple[Theme, ...]
    groups: tuple[Group, ...]

    def evidence(self, language: str = "en") -> Evidence:
        """What is published of it."""
        return gather(
            self.findings,
            self.manifest,
            themes=self.themes,
            groups=self.groups,
            language=language,
            min_group_size=5,
        )


def _statements() -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for topic, sayings in SAYINGS.items():
        for turn in range(2):
            for place, (language, text) in enumerate(sayings):
                rows.append(_statement(len(rows), topic, turn, place, language, text))
    frame = pd.DataFrame(rows)
    frame["date"] = pd.to_datetime(frame["date"], utc=True).astype("datetime64[us, UTC]")
    return frame.astype(dict.fromkeys(("n_agree", "n_disagree", "n_pass"), "Int64"))


def _statement(number: int, topic: int, turn: int, place: int, language: str, text: str) -> dict[str, Any]:
    is_polis = topic in (ACTION, CLIMATE) and turn == 1
    session = _session(topic, place)
    groups = {
        "youth-africa": ("youth",),
        "defenders-tbilisi": ("defenders",),
        "defenders-online": ("defenders",),
    }
    rng = np.random.default_rng(number)
    centre = {
        JOBS: (-3.0, 2.0),
        PURSUIT: (3.5, 2.5),
        ACTION: (0.5, -2.5),
        CLIMATE: (-3.5, -2.0),
        OUTLIERS: (0.5, 0.8),
    }[topic]
    x, y = rng.normal(centre, 0.7 if topic >= 0 else 2.2)
    return {
        "statement_id": f"s{number:04d}",
        "text": text if turn == 0 else f"{text} ({number})",
        "language": language,
        "language_confidence": 0.99,
        "second_language": "en" if topic == PURSUIT else None,
        "source": "first-conversation" if is_polis else "notes",
        "source_type": "polis" if is_polis else "notes",
        "session_id": None if is_polis else session,
        "author_id": f"author-{number}" if is_polis else ("author-77" if topic == PURSUIT else None),
        "date": "2022-06-20" if is_polis else SESSIONS[session][1],
        "source_ref": f"comment {number}" if is_polis else f"{session}.docx",
        "place": f"comment {number}" if is_polis else f"paragraph {place + 3}",
        "context": None if is_polis else "What should open government be for?",
        "speaker": "Nino K." if topic == PURSUIT else None,
        "groups": () if is_polis else groups.get(session, ()),
        "is_seed": False,
        "is_meta": False,
        "n_agree": 10 + number if is_polis else None,
        "n_disagree": 3 if is_polis else None,
        "n_pass": 2 if is_polis else None,
        "duplicate_of": None,
        "duplicate_kind": None,
        "is_counted": True,
        "topic_id": topic,
        "unmerged_topic_id": topic,
        "topic_probability": 0.0 if topic < 0 else 0.8,
        "is_clustered": topic >= 0 and place % 4 != 3,
        "stability": np.nan if topic < 0 else STABILITY[topic],
        "map_x": x,
        "map_y": y,
        "theme_id": {ACTION: "action-model", CLIMATE: "climate-emergency"}.get(topic, "public-demand"),
        "theme_score": 0.4,
        "any_theme_score": 0.5,
    }


def _session(topic: int, place: int) -> str:
    if topic == PURSUIT:
        return "defenders-tbilisi" if place % 2 else "defenders-online"
    if topic == JOBS:
        return "youth-africa" if place % 5 else "africa-regional"
    if topic == OUTLIERS and place == 2:
        return "defenders-tbilisi"
    return "europe-regional" if place % 2 else "africa-regional"


def _sessions() -> pd.DataFrame:
    rows = [
        (id_, f"{id_}.docx", date, title, region, country, "Dialogue", ("en", "fr"), participants, groups)
        for id_, (title, date, region, country, participants, groups) in SESSIONS.items()
    ]
    columns = [
        "session_id",
        "file",
        "date",
        "title",
        "region",
        "country",
        "type",
        "languages",
        "participants",
        "groups",
    ]
    frame = pd.DataFrame(rows, columns=columns).astype({"participants": "Int64"})
    frame["date"] = pd.to_datetime(frame["date"], utc=True).astype("datetime64[us, UTC]")
    return frame


def _topics(statements: pd.DataFrame) -> pd.DataFrame:
    labels = {
        JOBS: ("jobs · data bundles · feedback", "uncovered", 0.1, "new"),
        PURSUIT: ("surveillance · closed accounts · ანგარიში", "uncovered", 0.05, "grown"),
        ACTION: ("action plans · ambition", "covered", 0.85, "continued"),
        CLIMATE: ("climate · open data", "partly", 0.5, "split"),
    }
    rows = []
    for topic, (label, coverage, share, lineage) in labels.items():
        members = statements[statements["topic_id"] == topic]
        languages = members["language"].value_counts()
        row = {
            "topic_id": topic,
            "label": label,
            "label_source": {ACTION: "curation", CLIMATE: "llm"}.get(topic, "words"),
            "label_support": float("nan") if topic in (ACTION, CLIMATE) else 0.4,
            "keywords": label.split(" · "),
            "keywords_by_language": {
                code: [text.split()[0] for text in members.loc[members["language"] == code, "text"]][:3]
                for code in languages.index
            },
            "size": len(members),
            "n_clustered": int(members["is_clustered"].sum()),
            "n_sessions": members["session_id"].nunique(),
            "n_languages": len(languages),
            "main_language": languages.index[0],
            "main_language_share": 0.92 if topic == CLIMATE else float(languages.iloc[0] / len(members)),
            "main_language_expected": 0.25,
            "main_language_p": 0.001 if topic == CLIMATE else 0.4,
            "is_one_language": topic == CLIMATE,
            "theme_id": {ACTION: "action-model", CLIMATE: "climate-emergency"}.get(topic, "public-demand"),
            "theme_score": 0.4,
            "coverage": coverage,
            "covered_share": share,
            "covered_low": max(share - 0.1, 0.0),
            "covered_high": min(share + 0.1, 1.0),
            "is_coverage_sure": coverage != "partly",
            "theme_ids": {ACTION: ("action-model",), CLIMATE: ("climate-emergency", "action-model")}.get(topic, ()),
            "theme_shares": {ACTION: (0.85,), CLIMATE: (0.5, 0.25)}.get(topic, ()),
            "lineage": lineage,
            "parents": [ACTION] if lineage == "split" else [],
            "representative_ids": list(members["statement_id"].head(6)),
            "map_x": float(members["map_x"].mean()),
            "map_y": float(members["map_y"].mean()),
            "stability": STABILITY[topic],
            "firmness": {JOBS: "firm", PURSUIT: "weak", ACTION: "fair"}.get(topic),
            "broad_topic_id": JOBS if topic in (JOBS, PURSUIT) else topic,
            "broad_label": "participation · مشاركة" if topic in (JOBS, PURSUIT) else None,
            "note": "Discussed on 20 June; keep." if topic == ACTION else None,
            "is_hidden": False,
        }
        rows.append(row)
    frame = pd.DataFrame(rows).astype({"broad_topic_id": "Int64"})
    return frame.sort_values("size", ascending=False, ignore_index=True)


def _statement_themes(statements: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for row in statements.itertuples():
        for theme in ("action-model", "climate-emergency", "public-demand"):
            assigned = (row.topic_id, theme) in {(ACTION, "action-model"), (CLIMATE, "climate-emergency")}
            rows.append((row.statement_id, theme, 0.6 if assigned else 0.2, assigned, 0.7))
    return pd.DataFrame(rows, columns=["statement_id", "theme_id", "score", "assigned", "any_score"])


def _review(statements: pd.DataFrame) -> pd.DataFrame:
    """Every tenth statement, also some that may not be shown: what is published must leave them out."""
    asked = statements.iloc[4::10][["statement_id", "topic_id"]]
    return asked.assign(
        rank=range(1, len(asked) + 1),
        theme_id="public-demand",
        score=0.5,
        second_theme_id="action-model",
        second_score=0.25,
    ).reset_index(drop=True)


def _themes(statement_themes: pd.DataFrame) -> pd.DataFrame:
    n = statement_themes.loc[statement_themes["assigned"], "theme_id"].value_counts()
    rows = [
        ("action-model", "Rethink the action model", n["action-model"], 0.2, 2, 6, 2, [ACTION], "strong"),
        (
            "climate-emergency",
            "Do more about the climate emergency",
            n["climate-emergency"],
            0.1,
            2,
            5,
            1,
            [CLIMATE],
            "some",
        ),
        (
            "public-demand",
            "Connect with citizens and build demand for reform",
            0,
            0.0,
            0,
            0,
            0,
            [JOBS, PURSUIT],
            "none",
        ),
    ]
    columns = [
        "theme_id",
        "label",
        "n_statements",
        "share",
        "n_sessions",
        "n_languages",
        "n_regions",
        "topic_ids",
        "support",
    ]
    more = {
        "n_occasions": [2, 3, 0],
        "n_authors": [1, 4, 0],
        "languages": [("en", "fr"), ("ka", "ar"), ()],
        "groups": [("youth", "defenders"), ("roma",), ()],
    }
    return pd.DataFrame(rows, columns=columns).assign(**more)


def cell(
    unit: str, unit_id: str, group: str, n: int | None, lift: tuple[float, float, float, float] | None
) -> dict[str, Any]:
    """A row of the representation; `lift` is value, low, high and q; without `n` the row is suppressed."""
    known = lift or (np.nan, np.nan, np.nan, np.nan)
    is_hidden = n is None
    return {
        "unit": unit,
        "unit_id": unit_id,
        "group": group,
        "n_statements": n,
        "n_sessions": None if is_hidden else 2,
        "n_people": None if is_hidden else 20,
        "share": np.nan if is_hidden else 0.3,
        "share_low": np.nan if is_hidden else 0.2,
        "share_high": np.nan if is_hidden else 0.4,
        "expected_share": np.nan if is_hidden else 0.2,
        "lift": known[0],
        "ci_low": known[1],
        "ci_high": known[2],
        "p_value": known[3] / 2,
        "q_value": known[3],
        "suppressed": is_hidden,
        "is_estimated": not is_hidden,
    }


def _representation() -> pd.DataFrame:
    rows = [
        cell("topic", "0", "youth", 16, (3.1, 2.2, 4.0, 0.002)),
        cell("topic", "1", "defenders", 16, (4.4, 3.0, 6.1, 0.0004)),
        cell("topic", "2", "youth", 5, (0.6, 0.3, 1.2, 0.3)),
        cell("topic", "2", "defenders", None, None),
        cell("topic", "3", "youth", None, None),
        cell("theme", "action-model", "youth", 5, (0.6, 0.3, 1.2, 0.3)),
        cell("theme", "public-demand", "defenders", None, None),
        cell("corpus", "corpus", "youth", 16, (0.7, 0.45, 0.95, 0.03)),
        cell("corpus", "corpus", "defenders", 17, (1.2, 0.8, 1.7, 0.4)),
        cell("corpus", "corpus", "roma", None, None),
    ]
    frame = pd.DataFrame(rows)
    return frame.astype(dict.fromkeys(("n_statements", "n_sessions", "n_people"), "Int64"))


def _breakdowns() -> pd.DataFrame:
    """Regions and languages; a lift that is surely above parity, and a cell of few people."""
    rows = [
        part("topic", "0", "region", "Africa", 16, (3.1, 2.2, 4.0, 0.002)),
        part("topic", "0", "region", "Europe", None, None),
        part("topic", "2", "region", "Europe", 8, (1.4, 0.8, 1.9, 0.3)),
        part("corpus", "corpus", "region", "Africa", 30, None),
        part("corpus", "corpus", "region", "Europe", 20, None),
        part("participants", "participants", "region", "Africa", 30, (1.5, 1.1, 1.9, 0.01)),
        part("participants", "participants", "region", "Europe", 20, (0.7, 0.4, 1.2, 0.2)),
        part("topic", "1", "language", "ka", 12, (2.5, 1.6, 3.3, 0.004)),
        part("corpus", "corpus", "language", "ka", 12, None),
        part("corpus", "corpus", "language", "en", 40, None),
    ]
    return pd.DataFrame(rows).astype(dict.fromkeys(("n_statements", "n_sessions", "n_people"), "Int64"))


def part(
    unit: str,
    unit_id: str,
    dimension: str,
    value: str,
    n: int | None,
    lift: tuple[float, float, float, float] | None,
) -> dict[str, Any]:
    """A row of the breakdowns, as `cell` of the representation."""
    row = cell(unit, unit_id, value, n, lift)
    return {name: figure for name, figure in row.items() if name != "group"} | {"dimension": dimension, "value": value}


def _silences() -> pd.DataFrame:
    """The young surely not themed, defenders perhaps, and a group of few people."""
    rows = [
        silence("youth", 16, 16, (1.5, 1.2, 1.6, 0.004)),
        silence("defenders", 18, 12, (1.1, 0.7, 1.4, 0.4)),
        silence("roma", None, None, None),
    ]
    return pd.DataFrame(rows).astype(dict.fromkeys(("n_statements", "n_sessions", "n_people", "n_unthemed"), "Int64"))


def silence(
    group: str, n: int | None, n_unthemed: int | None, lift: tuple[float, float, float, float] | None
) -> dict[str, Any]:
    """A row of the silences, as `cell` of the representation."""
    row = cell("", "", group, n, lift)
    kept = {name: figure for name, figure in row.items() if not name.startswith(("unit", "share"))}
    share = np.nan if n is None or n_unthemed is None else n_unthemed / n
    ends = {"unthemed_low": share * 0.7, "unthemed_high": min(1.0, share * 1.2)}
    return kept | {"n_unthemed": n_unthemed, "unthemed_share": share, **ends}


def _topic_votes() -> pd.DataFrame:
    """One conversation on the action plans, in which groups differ, and one topic of few voters."""
    ends = {f"{figure}{end}": at for figure in ("consensus", "divisiveness") for end, at in _ENDS.items()}
    shown = {"n_comments": 8, "n_voters": 31, "agree_share": 0.6, "ci_low": 0.5, "ci_high": 0.7, **ends}
    counts = {"n_opinion_groups": 2, "n_compared": 8, "n_divided": 3}
    rows = [
        {"topic_id": ACTION, "source": "first-conversation", **shown, **counts, "suppressed": False},
        {"topic_id": CLIMATE, "source": "first-conversation", "suppressed": True},
    ]
    columns = list(TopicVotes.to_schema().columns)
    whole = dict.fromkeys((name for name in columns if name.startswith("n_")), "Int64")
    return pd.DataFrame(rows, columns=columns).astype(whole)


_ENDS = {"": 0.4, "_low": 0.3, "_high": 0.5}


def _votes(statements: pd.DataFrame) -> pd.DataFrame:
    """Two opinion groups on each Pol.is comment, the first of one mind."""
    voted = statements[statements["source_type"] == "polis"]
    figures = ("consensus", "divisiveness")
    rows = [
        {
            "statement_id": row.statement_id,
            "opinion_group": group,
            "n_agree": agree,
            "n_disagree": disagree,
            "n_pass": 1,
        }
        for row in voted.itertuples()
        for group, agree, disagree in [
            (EVERYBODY, row.n_agree, row.n_disagree),
            ("0", 8, 0),
            ("1", row.n_agree - 8, row.n_disagree),
        ]
    ]
    frame = pd.DataFrame(rows).astype(dict.fromkeys(("n_agree", "n_disagree", "n_pass"), "Int64"))
    frame["n_pass"] += frame["opinion_group"].eq(EVERYBODY).astype("Int64")
    n_voters = frame[["n_agree", "n_disagree", "n_pass"]].sum(axis=1)
    frame = frame.assign(
        is_computed=False,
        agree_share=(frame["n_agree"] / n_voters).astype(float),
        ci_low=0.1,
        ci_high=0.9,
        suppressed=False,
        **{f"{figure}{end}": 0.4 for figure in figures for end in ("", "_low", "_high")},
    )
    return Votes.validate(frame[list(Votes.to_schema().columns)])


def _voices(statements: pd.DataFrame) -> pd.DataFrame:
    def ids(topic: int) -> list[str]:
        said = statements[(statements["topic_id"] == topic) & (statements["groups"].map(len) > 0)]
        return list(said["statement_id"].head(8)) or list(
            statements.loc[statements["topic_id"] == topic, "statement_id"].head(8)
        )

    rows = [
        (1, PURSUIT, ["defenders"], 0.9, 0.95, 4.4, 3.0, 6.1, 0.0002, 0.0004, 16, 2, True, ids(PURSUIT)),
        (2, JOBS, ["youth"], 0.8, 0.9, 3.1, 2.2, 4.0, 0.001, 0.002, 20, 2, True, ids(JOBS)),
        (3, CLIMATE, ["roma"], 0.3, 0.5, 1.4, 0.8, 2.4, 0.1, 0.2, 10, 2, False, ids(CLIMATE)),
    ]
    columns = [
        "rank",
        "topic_id",
        "groups",
        "score",
        "novelty",
        "lift",
        "ci_low",
        "ci_high",
        "p_value",
        "q_value",
        "n_statements",
        "n_sessions",
        "is_certain",
        "statement_ids",
    ]
    return pd.DataFrame(rows, columns=columns).assign(
        subtopic=pd.array([None, None, 2], dtype="Int64"),
        label=["", "", "floods · insurance"],
        stability=[0.8, 0.7, 0.4],
    )


def _distinctive_terms() -> pd.DataFrame:
    """A certain word that is written from right to left, and a pair of words that is a hint."""
    rows = [
        ("action-model", "youth", "تقرير", "ar", 5, 3, 1.9, 0.9, 2.9, 0.01, True),
        ("action-model", "youth", "cycle court", "fr", 4, 2, 1.2, 0.1, 2.3, 0.6, False),
    ]
    return pd.DataFrame(rows, columns=list(DistinctiveTerms.to_schema().columns))


def _decisions(statements: pd.DataFrame) -> pd.DataFrame:
    """Two analysts, a decision that does not fit any more, and marks, one of them on words that are withheld."""
    by_topic = {topic: ids["statement_id"].tolist() for topic, ids in statements.groupby("topic_id")}
    nino, ana = ("Nino", "2022-06-20"), ("Ana", "2022-06-25")
    withheld = statements.loc[statements["text"].str.startswith("ჩვენი შეხვედრა"), "statement_id"].iloc[0]
    rows = [
        ("label", ACTION, None, None, "action plans · ambition", *nino, True, None),
        ("note", ACTION, None, None, "Discussed on 20 June; keep.", *nino, True, None),
        ("merge_into", 9, None, None, str(CLIMATE), *ana, False, "curation: topic 9 does not exist in this run."),
        ("example", None, "action-model", by_topic[ACTION][0], None, *ana, True, None),
        ("counterexample", None, "action-model", by_topic[CLIMATE][0], None, *ana, True, None),
        ("example", None, "public-demand", withheld, None, *ana, True, None),
    ]
    frame = pd.DataFrame(rows, columns=list(Decisions.to_schema().columns)).astype({"topic_id": "Int64"})
    frame = frame.astype(dict.fromkeys(("theme_id", "statement_id", "value", "doubt"), "str"))
    return frame.assign(date=pd.to_datetime(frame["date"], utc=True).astype("datetime64[us, UTC]"))


def _manifest(statements: pd.DataFrame) -> dict[str, Any]:
    n = len(statements)
    return {
        "run_id": "20220701T020000Z-a1b2",
        "name": "Open government strategy 2023–2028",
        "created_at": "2022-07-01T02:00:00+00:00",
        "configuration": {
            "name": "demo",
            "output": "/home/nobody/secret-place/output",
            "token": "hunter2",
            "topics": {"seed": 42},
        },
        "versions": {"underheard": "0.1.0", "python": "3.11"},
        "encoder": {"model": "bundled", "fingerprint": "ab12"},
        "offsets": {
            "sha256": "cd34",
            "languages": ["en", "fr"],
            "provenance": "SIB-200",
            "uncovered_languages": {"am": 0.027},
        },
        "seeds": {"topics": 42},
        "counts": {
            "statements": n,
            "sessions": 5,
            "topics": 4,
            "outliers": 10,
            "outlier_share": 0.14,
            "assigned_afterwards": 12,
            "languages": 12,
        },
        "ledger": [
            {"source": "notes", "fate": "statement", "n_rows": 59},
            {"source": "notes", "fate": "boilerplate", "n_rows": 12},
            {"source": "first-conversation", "fate": "statement", "n_rows": 13},
            {"source": "first-conversation", "fate": "moderated-out", "n_rows": 4},
        ],
        "redactions": {"email": 2, "phone": 1},
        "skipped": [
            {
                "path": "/home/nobody/notes/broken.docx",
                "reason": "It is not a Word file. Save it again as .docx.",
            }
        ],
        "stages": [{"stage": "read", "seconds": 0.4, "peak_memory_bytes": 1000000}],
        "warnings": [
            "defenders-tbilisi.docx: no language declared.",
            "/srv/data/votes.csv is missing, so there are no votes.",
        ],
    }


CHANGES: dict[str, Any] = {
    "previous_run_id": "20220630T020000Z-0f0f",
    "topics": {
        "new": [JOBS],
        "continued": [ACTION],
        "grown": [PURSUIT],
        "shrunk": [],
        "split": [{"topic_id": CLIMATE, "parents": [ACTION]}],
        "merged": [],
        "vanished": [{"topic_id": 9, "label": "parking"}],
    },
    "statements_added": 24,
    "statements_removed": 1,
}


def build_consultation() -> Consultation:
    """The invented consultation, checked against the schemas of the stages that it stands for."""
    statements = _statements()
    statement_themes = _statement_themes(statements)
    findings = Findings(
        statements=statements,
        sessions=Sessions.validate(_sessions()),
        topics=Topics.validate(_topics(statements)),
        statement_themes=StatementThemes.validate(statement_themes),
        themes=Themes.validate(_themes(statement_themes)),
        review=Review.validate(_review(statements)),
        representation=Representation.validate(_representation()),
        voices=Voices.validate(_voices(statements)),
        changes=CHANGES,
        votes=_votes(statements),
        breakdowns=Breakdowns.validate(_breakdowns()[list(Breakdowns.to_schema().columns)]),
        silences=Silences.validate(_silences()[list(Silences.to_schema().columns)]),
        topic_votes=TopicVotes.validate(_topic_votes()),
        distinctive_terms=DistinctiveTerms.validate(_distinctive_terms()),
        decisions=Decisions.validate(_decisions(statements)),
    )
    themes = (
        Theme(
            "action-model",
            {
                "en": "Rethink the action model",
                "fr": "Repenser le modèle d'action",
                "es": "Repensar el modelo de acción",
            },
            {"en": "Options, incentives, orientation."},
        ),
        Theme(
            "climate-emergency",
            {
                "en": "Do more about the climate emergency",
                "fr": "Agir davantage face à l'urgence climatique",
                "es": "Hacer más ante la emergencia climática",
            },
            {},
        ),
        Theme("public-demand", {"und": "Connect with citizens and build demand for reform"}, {}),
    )
    groups = (
        Group("youth", "Young people", expected_share=0.4),
        Group("defenders", "Human-rights defenders", expected_share=0.1, sensitive=True),
        Group("roma", "Roma communities"),
    )
    return Consultation(findings, _manifest(statements), themes, groups)


def poison(consultation: Consultation, texts: Sequence[str]) -> Consultation:
    """The consultation with every hostile text wherever people write: each is said and place, title, label and note.

    Groups and sessions are as many as the texts. Topics and themes are a third as many, lest the page grow too long:
    each text is the name of one, or its note, description or broader topic. What the consultation had comes first.
    """
    findings, n = consultation.findings, len(texts)
    third = -(-n // 3)

    def cycled(frame: pd.DataFrame, start: int = 0) -> list[str]:
        return [texts[(start + at) % n] for at in range(len(frame))]

    # More than twice as many as texts, so that each stands where words are shown.
    statements = _repeated(findings.statements, 2 * n + 1, "statement_id")
    sessions = _repeated(findings.sessions, n, "session_id")
    topics = _repeated(findings.topics, third, "topic_id")
    themes = _repeated(findings.themes, third, "theme_id")
    hostile = replace(
        findings,
        statements=statements.assign(
            text=cycled(statements),
            place=cycled(statements, 1),
            source=cycled(statements, 2),
            source_ref=cycled(statements, 3),
            speaker=cycled(statements, 4),
            context=cycled(statements, 5),
            author_id=cycled(statements, 6),
        ),
        sessions=sessions.assign(
            title=cycled(sessions, 1),
            country=cycled(sessions, 2),
            region=cycled(sessions, 3),
            type=cycled(sessions, 4),
            file=cycled(sessions, 5),
        ),
        topics=topics.assign(
            label=cycled(topics),
            note=cycled(topics, third),
            broad_label=cycled(topics, 2 * third),
            keywords=[list(texts)] * 4 + [[text] for text in cycled(topics)[4:]],
            keywords_by_language=[{"en": [text]} for text in cycled(topics, 5)],
        ),
        themes=themes.assign(label=cycled(themes, 2 * third)),
        representation=pd.concat(
            [
                findings.representation,
                _like(findings.representation, "corpus", "youth", group=[f"group-{at}" for at in range(n)]),
            ]
        ),
        breakdowns=pd.concat(
            [
                findings.breakdowns,
                *(
                    _like(findings.breakdowns, unit, value, column="value", value=list(texts))
                    for unit, value in (("topic", "Africa"), ("corpus", "Africa"), ("participants", "Africa"))
                ),
            ]
        ),
        decisions=_decided(findings.decisions, topics["topic_id"].tolist(), texts),
        distinctive_terms=pd.concat([findings.distinctive_terms.head(1)] * n).assign(term=list(texts)),
        changes=CHANGES | {"topics": {"vanished": [{"topic_id": 9, "label": text} for text in texts]}},
    )
    manifest = consultation.manifest | {
        "name": texts[1 % n],
        "ledger": [{"source": text, "fate": "statement", "n_rows": 1} for text in texts],
        "skipped": [{"path": text, "reason": text} for text in texts],
        "warnings": list(texts),
        "redactions": dict.fromkeys(texts, 1),
        "configuration": {text: text for text in texts},
    }
    return Consultation(
        hostile,
        manifest,
        tuple(
            Theme(id_, {"en": texts[at % n]}, {"und": texts[(at + third) % n]})
            for at, id_ in enumerate(themes["theme_id"])
        ),
        tuple(replace(group, label=texts[at]) for at, group in enumerate(consultation.groups))
        + tuple(Group(f"group-{at}", text) for at, text in enumerate(texts)),
    )


def _repeated(frame: pd.DataFrame, n: int, key: str) -> pd.DataFrame:
    """The frame and copies of its rows, at least `n` in all, whose ids are new."""
    n_copies = -(-n // len(frame))
    whole = pd.concat([frame] * n_copies, ignore_index=True)
    old, is_copy = whole[key], whole.index >= len(frame)
    new = old + 100 * (whole.index // len(frame)) if old.dtype.kind == "i" else old + [f"-{at}" for at in whole.index]
    return whole.assign(**{key: old.where(~is_copy, new)})


def _decided(decisions: pd.DataFrame, topic_ids: Sequence[int], texts: Sequence[str]) -> pd.DataFrame:
    """A name and a note for each text, by a person so named; the notes with a doubt."""
    n = len(texts)
    told = [decisions.iloc[[at] * n].assign(value=list(texts), by=[*texts[1:], texts[0]]) for at in (0, 1)]
    ids = pd.array([topic_ids[at % len(topic_ids)] for at in range(n)], dtype="Int64")
    return pd.concat([told[0].assign(topic_id=ids), told[1].assign(topic_id=ids, doubt=[*texts[2:], *texts[:2]])])


def _like(frame: pd.DataFrame, unit: str, name: str, *, column: str = "group", **columns: list[str]) -> pd.DataFrame:
    """A row of figures as often as there are new values, with those values."""
    row = frame[(frame["unit"] == unit) & (frame[column] == name)].head(1)
    n = len(next(iter(columns.values())))
    return row.loc[row.index.repeat(n)].assign(**columns)
