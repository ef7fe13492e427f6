"""A large invented consultation, as the models would hand it to the report: for the report's benchmark and tests.

Statements are words of twelve languages in random order, of the length that people write; a topic has its own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus.schemas import EVERYBODY, Group, Theme, Votes
from models.figure_schemas import Breakdowns, Representation, Silences, TopicVotes
from models.schemas import OUTLIER, Findings

VOCABULARY = {
    "en": "we need more work for young people in our village because nobody answers the questions about road and "
    "school after every meeting they promise water but nothing happens when will someone listen to women budget "
    "data report court trust council office tax land river market police health teacher commitment local open "
    "public deadline",
    "fr": "nous voulons des emplois pour les jeunes du village car personne ne répond à nos questions sur la route "
    "et après chaque réunion on promet mais rien ne change quand écoutera-t-on aussi les femmes budget données "
    "rapport tribunal confiance mairie impôt terre rivière marché police santé école engagement local ouvert "
    "public délai",
    "es": "queremos trabajo para jóvenes del pueblo porque nadie responde nuestras preguntas sobre el camino y "
    "escuela después de cada reunión prometen agua pero nada cambia cuándo escucharán también a mujeres "
    "presupuesto datos informe tribunal confianza alcaldía impuesto tierra río mercado policía salud compromiso "
    "local abierto plazo",
    "pt": "precisamos de trabalho para os jovens da aldeia porque ninguém responde às perguntas sobre estrada e "
    "escola depois de cada reunião prometem água mas nada acontece quando vão ouvir as mulheres orçamento dados "
    "relatório tribunal confiança prefeitura imposto terra rio mercado polícia saúde compromisso local aberto "
    "público prazo",
    "ru": "нам нужна работа для молодёжи в деревне потому что никто не отвечает на наши вопросы о дороге и школе "
    "после каждой встречи обещают воду но ничего не меняется когда же услышат женщин бюджет данные отчёт суд "
    "доверие совет налог земля река рынок полиция здоровье учитель обязательство открытый общий срок",
    "uk": "нам потрібна робота для молоді в селі бо ніхто не відповідає на наші питання про дорогу та школу після "
    "кожної зустрічі обіцяють воду але нічого не змінюється коли ж почують жінок бюджет дані звіт суд довіра рада "
    "податок земля річка ринок поліція здоров'я вчитель зобов'язання відкритий спільний строк",
    "ka": "ჩვენ გვჭირდება სამუშაო ახალგაზრდებისთვის სოფელში რადგან არავინ პასუხობს კითხვებს გზისა და სკოლის "
    "შესახებ ყოველი შეხვედრის შემდეგ გვპირდებიან წყალს მაგრამ არაფერი იცვლება როდის მოუსმენენ ქალებს ბიუჯეტი "
    "მონაცემები ანგარიში სასამართლო ნდობა საბჭო გადასახადი მიწა მდინარე ბაზარი პოლიცია ჯანდაცვა მასწავლებელი "
    "ვალდებულება ღია ვადა",
    "hy": "մեզ պետք է աշխատանք երիտասարդների համար գյուղում քանի որ ոչ ոք չի պատասխանում մեր հարցերին ճանապարհի և "
    "դպրոցի մասին ամեն հանդիպումից հետո ջուր են խոստանում բայց ոչինչ չի փոխվում երբ կլսեն կանանց բյուջե տվյալներ "
    "զեկույց դատարան վստահություն խորհուրդ հարկ հող գետ շուկա ոստիկանություն առողջություն ուսուցիչ պարտավորություն "
    "բաց ժամկետ",
    "am": "በመንደራችን ለወጣቶች ተጨማሪ ሥራ እንፈልጋለን ምክንያቱም ስለ መንገድ እና ትምህርት ቤት ጥያቄዎቻችንን ማንም አይመልስም ከእያንዳንዱ ስብሰባ በኋላ ውሃ ቃል "
    "ይገባሉ ግን ምንም አይቀየርም ሴቶችን መቼ ይሰማሉ በጀት መረጃ ሪፖርት ፍርድ እምነት ምክር ግብር መሬት ወንዝ ገበያ ፖሊስ ጤና መምህር ግልጽ ጊዜ",
    "ar": "نريد عملا للشباب في القرية لأن لا أحد يجيب على أسئلتنا عن الطريق والمدرسة بعد كل اجتماع يعدون بالماء "
    "لكن شيء يتغير متى سيسمع أحد النساء أيضا الميزانية البيانات التقرير المحكمة الثقة المجلس الضريبة الأرض النهر "
    "السوق الشرطة الصحة المعلم الالتزام المحلي المفتوح العام الموعد",
    "zh": "我们 村里 的 年轻人 需要 更多 工作 因为 没有人 回答 关于 道路 和 学校 的 问题 每次 会议 之后 他们 承诺 "
    "供水 但是 什么 都 没有 改变 什么时候 才能 听到 妇女 的 声音 预算 数据 报告 法院 信任 议会 税收 土地 河流 市场 "
    "警察 健康 教师 承诺 地方 公开 公共 期限",
    "sw": "tunahitaji kazi kwa vijana wa kijiji kwa sababu hakuna anayejibu maswali yetu kuhusu barabara na shule "
    "baada ya kila mkutano wanaahidi maji lakini hakuna kinachobadilika lini watasikiliza wanawake pia bajeti "
    "takwimu ripoti mahakama imani baraza kodi ardhi mto soko polisi afya mwalimu ahadi wazi umma muda",
}
"""Invented, by language; the first languages are the most frequent."""

REGIONS = ("Africa", "Americas", "Asia", "Eastern Partnership", "Europe", "Middle East")
SESSION_TYPES = ("Regional dialogue", "Focus group", "Partner event")
GROUPS = (
    Group("youth", "Young people", expected_share=0.3),
    Group("women", "Women's organisations", expected_share=0.4),
    Group("rural", "Rural communities", expected_share=0.3),
    Group("roma", "Roma communities", expected_share=0.05),
    Group("migrants", "Migrants", expected_share=0.1),
    Group("disability", "People with disabilities", expected_share=0.1),
    Group("defenders", "Human-rights defenders", expected_share=0.05, sensitive=True),
)
WORDS_OF_A_STATEMENT = (22, 0.6)
"""Median, and standard deviation of the logarithm: from a word or two to more than a hundred."""
TOPIC_WORDS = 4
"""Of a topic's own, in each language."""
MIN_GROUP_SIZE = 5


@dataclass(frozen=True)
class LargeConsultation:
    """All that `write_run` is given."""

    findings: Findings
    manifest: dict[str, Any]
    themes: tuple[Theme, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Size:
    """How much of everything there is."""

    statements: int = 100_000
    topics: int = 300
    sessions: int = 400
    themes: int = 15


def large_consultation(size: Size, *, seed: int = 0) -> LargeConsultation:
    """An invented consultation of this size: a tenth of it Pol.is comments with votes, a tenth outliers."""
    rng = np.random.default_rng(seed)
    sessions = _sessions(size, rng)
    statements = _statements(size, sessions, rng)
    statement_themes = _statement_themes(statements["statement_id"], size, rng)
    topics = _topics(statements, size, rng)
    cells = _cells(statements, size)
    findings = Findings(
        statements=statements,
        sessions=sessions,
        topics=topics,
        statement_themes=statement_themes,
        themes=_themes(statement_themes, size),
        representation=_representation(cells, rng),
        voices=_voices(cells, statements, rng),
        changes=_changes(topics),
        votes=_votes(statements, rng),
        breakdowns=_breakdowns(statements, rng),
        silences=_silences(cells, rng),
        topic_votes=TopicVotes.empty(),
    )
    themes = tuple(Theme(f"theme-{at}", {"en": f"Theme {at}"}, {"en": "Invented."}) for at in range(size.themes))
    return LargeConsultation(findings, _manifest(statements, sessions, topics), themes, GROUPS)


def _sessions(size: Size, rng: np.random.Generator) -> pd.DataFrame:
    n = size.sessions
    held_for = [(GROUPS[at % len(GROUPS)].id,) if at % 3 == 0 else () for at in range(n)]
    frame = pd.DataFrame(
        {
            "session_id": [f"session-{at:04d}" for at in range(n)],
            "file": [f"session-{at:04d}.docx" for at in range(n)],
            "date": pd.Timestamp("2022-05-01", tz="UTC") + pd.to_timedelta(rng.integers(0, 120, n), unit="D"),
            "title": [f"{SESSION_TYPES[at % 3]} {at}, {REGIONS[at % 6]}" for at in range(n)],
            "region": [REGIONS[at % 6] for at in range(n)],
            "country": None,
            "type": [SESSION_TYPES[at % 3] for at in range(n)],
            "languages": [tuple(VOCABULARY)[at % 12 : at % 12 + 2] for at in range(n)],
            "participants": rng.integers(8, 60, n),
            "groups": held_for,
        }
    )
    return frame.astype({"participants": "Int64", "date": "datetime64[us, UTC]"})


def _statements(size: Size, sessions: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    n = size.statements
    codes = list(VOCABULARY)
    frequent = 1 / np.arange(1, len(codes) + 1)
    language = rng.choice(len(codes), n, p=frequent / frequent.sum())
    topic = np.minimum(rng.zipf(1.3, n) % size.topics, size.topics - 1)
    topic[rng.random(n) < 0.1] = OUTLIER
    is_polis = rng.random(n) < 0.1
    at = rng.integers(0, size.sessions, n)
    centres = rng.normal(0, 6, (size.topics + 1, 2))  # the last one is that of the outliers
    places = centres[topic] + rng.normal(0, np.where(topic == OUTLIER, 4, 0.5)[:, None], (n, 2))
    held = sessions["groups"].to_numpy()[at]
    own = rng.integers(0, len(GROUPS) * 3, n)  # a third of them belong to a group of their own
    theme = rng.integers(0, size.themes, n)
    frame = pd.DataFrame(
        {
            "statement_id": [f"s{number:06d}" for number in range(n)],
            "text": _texts(language, topic, rng),
            "language": np.array(codes, dtype=object)[language],
            "language_confidence": 0.99,
            "second_language": None,
            "source": np.where(is_polis, "first-conversation", "notes"),
            "source_type": np.where(is_polis, "polis", "notes"),
            "session_id": sessions["session_id"].where(~sessions["session_id"].isna()).to_numpy()[at],
            "author_id": [f"author-{number % 3000}" if polis else None for number, polis in enumerate(is_polis)],
            "date": sessions["date"].to_numpy()[at],
            "source_ref": [
                f"comment {number}" if polis else f"session-{where:04d}.docx"
                for number, (polis, where) in enumerate(zip(is_polis, at, strict=True))
            ],
            "place": [
                f"comment {number}" if polis else f"paragraph {number % 250}" for number, polis in enumerate(is_polis)
            ],
            "context": None,
            "speaker": None,
            "groups": [
                groups or ((GROUPS[mine].id,) if mine < len(GROUPS) else ())
                for groups, mine in zip(held, own, strict=True)
            ],
            "is_seed": False,
            "is_meta": False,
            "n_agree": np.where(is_polis, rng.integers(5, 200, n), -1),
            "n_disagree": np.where(is_polis, rng.integers(5, 100, n), -1),
            "n_pass": np.where(is_polis, rng.integers(1, 60, n), -1),
            "duplicate_of": None,
            "duplicate_kind": None,
            "is_counted": True,
            "topic_id": topic.astype(np.int64),
            "unmerged_topic_id": topic.astype(np.int64),
            "topic_probability": np.where(topic == OUTLIER, 0.0, 0.8),
            "is_clustered": (topic != OUTLIER) & (rng.random(n) < 0.8),
            "stability": np.where(topic == OUTLIER, np.nan, 0.6),
            "map_x": places[:, 0],
            "map_y": places[:, 1],
            "theme_id": [f"theme-{number}" for number in theme],
            "theme_score": rng.random(n).round(3),
            "any_theme_score": rng.random(n).round(3),
        }
    )
    counts = {name: frame[name].astype("Int64").mask(frame[name] < 0) for name in ("n_agree", "n_disagree", "n_pass")}
    frame = frame.assign(
        session_id=frame["session_id"].mask(is_polis, None),
        date=pd.to_datetime(frame["date"], utc=True).astype("datetime64[us, UTC]"),
        **counts,
    )
    nobody = pd.Series([()] * n, index=frame.index, dtype=object)
    return frame.assign(groups=frame["groups"].where(~is_polis, nobody))


def _texts(language: NDArray[np.int64], topic: NDArray[np.int64], rng: np.random.Generator) -> list[str]:
    median, spread = WORDS_OF_A_STATEMENT
    lengths = np.clip(rng.lognormal(np.log(median), spread, len(language)), 2, 200).astype(int)
    words = [text.split() for text in VOCABULARY.values()]
    codes = list(VOCABULARY)
    texts = []
    for code, about, length in zip(language, topic, lengths, strict=True):
        known = words[code]
        said = [known[at] for at in rng.integers(0, len(known), length)]
        if about != OUTLIER:
            said[: TOPIC_WORDS // 2] = rng.choice(topic_words(int(about), codes[code]), TOPIC_WORDS // 2)
        texts.append(("" if codes[code] == "zh" else " ").join(said).capitalize() + ("。" if code == 10 else "."))
    return texts


def topic_words(topic: int, language: str) -> list[str]:
    """The words of a topic in a language, `TOPIC_WORDS` of them: no other topic has the same ones together."""
    known = VOCABULARY[language].split()
    return [known[(topic * step + topic // len(known)) % len(known)] for step in range(1, TOPIC_WORDS + 1)]


def _topics(statements: pd.DataFrame, size: Size, rng: np.random.Generator) -> pd.DataFrame:
    placed = statements[statements["topic_id"] != OUTLIER]
    rows = []
    for topic, members in placed.groupby("topic_id"):
        number = int(topic)
        languages = members["language"].value_counts(normalize=True)
        covered = float(rng.random())
        coverage = "covered" if covered > 0.6 else "partly" if covered > 0.3 else "uncovered"
        stability = float(rng.random())
        rows.append(
            {
                "topic_id": number,
                "label": " · ".join(dict.fromkeys(topic_words(number, "en"))),
                "label_source": "words",
                "label_support": 0.4,
                "keywords": topic_words(number, "en"),
                "keywords_by_language": {code: topic_words(number, code) for code in languages.index},
                "size": len(members),
                "n_clustered": int(members["is_clustered"].sum()),
                "n_sessions": int(members["session_id"].nunique()),
                "n_languages": len(languages),
                "main_language": languages.index[0],
                "main_language_share": float(languages.iloc[0]),
                "main_language_expected": 0.3,
                "main_language_p": 0.4,
                "is_one_language": False,
                "theme_id": f"theme-{number % size.themes}",
                "theme_score": 0.4,
                "coverage": coverage,
                "covered_share": covered,
                "covered_low": max(covered - 0.05, 0.0),
                "covered_high": min(covered + 0.05, 1.0),
                "is_coverage_sure": coverage != "partly",
                "theme_ids": (f"theme-{number % size.themes}",) if coverage != "uncovered" else (),
                "theme_shares": (covered,) if coverage != "uncovered" else (),
                "lineage": "new" if number % 50 == 7 else "continued",
                "parents": [],
                "representative_ids": list(members["statement_id"].head(8)),
                "map_x": float(members["map_x"].mean()),
                "map_y": float(members["map_y"].mean()),
                "stability": stability,
                "firmness": "firm" if stability > 0.7 else "fair" if stability > 0.4 else "weak",
                "broad_topic_id": number // 8 * 8,
                "broad_label": " · ".join(topic_words(number // 8 * 8, "en")[:2]),
                "note": None,
                "is_hidden": False,
            }
        )
    frame = pd.DataFrame(rows).astype({"broad_topic_id": "Int64"})
    return frame.sort_values(["size", "topic_id"], ascending=[False, True], ignore_index=True)


def _statement_themes(ids: pd.Series[str], size: Size, rng: np.random.Generator) -> pd.DataFrame:
    n = len(ids) * size.themes
    score = rng.beta(0.5, 4, n).round(4)
    return pd.DataFrame(
        {
            "statement_id": np.repeat(ids.to_numpy(), size.themes),
            "theme_id": np.tile([f"theme-{at}" for at in range(size.themes)], len(ids)),
            "score": score,
            "assigned": score > 0.5,
            "any_score": np.repeat(rng.random(len(ids)).round(4), size.themes),
        }
    )


def _themes(statement_themes: pd.DataFrame, size: Size) -> pd.DataFrame:
    counts = statement_themes.groupby("theme_id")["assigned"].sum()
    n = len(statement_themes) // size.themes
    return pd.DataFrame(
        [
            {
                "theme_id": f"theme-{at}",
                "label": f"Theme {at}",
                "n_statements": int(counts[f"theme-{at}"]),
                "share": float(counts[f"theme-{at}"]) / n,
                "n_sessions": size.sessions // 2,
                "n_languages": len(VOCABULARY),
                "n_regions": len(REGIONS),
                "topic_ids": list(range(at, size.topics, size.themes)),
                "support": "strong",
                "n_occasions": size.sessions // 2,
                "n_authors": 100,
                "languages": tuple(VOCABULARY),
                "groups": ("youth", "women"),
            }
            for at in range(size.themes)
        ]
    )


def _cells(statements: pd.DataFrame, size: Size) -> pd.DataFrame:
    """Statements of each group: in each topic, in each theme (those nearest to it) and in all."""
    said = statements[["topic_id", "theme_id", "groups", "session_id"]].explode("groups").dropna(subset=["groups"])
    units = {
        "topic": said.loc[said["topic_id"] != OUTLIER].assign(unit_id=lambda rows: rows["topic_id"].astype(str)),
        "theme": said.assign(unit_id=said["theme_id"]),
        "corpus": said.assign(unit_id="corpus"),
        "participants": said.assign(unit_id="participants"),
    }
    counted = [
        rows.groupby(["unit_id", "groups"])
        .agg(n_statements=("groups", "size"), n_sessions=("session_id", "nunique"))
        .reset_index()
        .assign(unit=unit)
        for unit, rows in units.items()
    ]
    return pd.concat(counted, ignore_index=True).rename(columns={"groups": "group"})


def _representation(cells: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    return Representation.validate(_figures(cells, rng)[list(Representation.to_schema().columns)])


def _figures(counts: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Counts with invented estimates; what too few people are behind has none."""
    few = counts["n_statements"] < MIN_GROUP_SIZE
    lift = pd.Series(rng.lognormal(0, 0.5, len(counts)), index=counts.index)
    q_value = pd.Series(rng.random(len(counts)) ** 3, index=counts.index)
    made = counts.assign(
        n_people=counts["n_statements"],
        share=0.2,
        share_low=0.1,
        share_high=0.3,
        expected_share=0.2,
        lift=lift,
        ci_low=lift * 0.8,
        ci_high=lift * 1.25,
        p_value=q_value / 2,
        q_value=q_value,
    )
    figures = [name for name in made if name not in counts or name.startswith("n_")]
    whole = dict.fromkeys((name for name in figures if name.startswith("n_")), "Int64")
    made = made.astype(whole)
    return made.assign(**{name: made[name].mask(few) for name in figures}, suppressed=few, is_estimated=~few)


def _breakdowns(statements: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    placed = statements[statements["topic_id"] != OUTLIER].assign(unit="topic")
    by_topic = placed.assign(unit_id=placed["topic_id"].astype(str), value=placed["language"])
    everything = statements.assign(unit="corpus", unit_id="corpus", value=statements["language"])
    counts = pd.concat(
        [
            rows.groupby(["unit", "unit_id", "value"])
            .agg(n_statements=("value", "size"), n_sessions=("session_id", "nunique"))
            .reset_index()
            for rows in (by_topic, everything)
        ],
        ignore_index=True,
    ).assign(dimension="language")
    return Breakdowns.validate(_figures(counts, rng)[list(Breakdowns.to_schema().columns)])


def _silences(cells: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    corpus = cells[cells["unit"] == "corpus"].reset_index(drop=True)
    made = _figures(corpus, rng)
    made = made.assign(n_unthemed=made["n_statements"] // 2, unthemed_share=0.5, unthemed_low=0.4, unthemed_high=0.6)
    return Silences.validate(made[list(Silences.to_schema().columns)])


def _voices(cells: pd.DataFrame, statements: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """One voice in ten topics, of a group that is told there."""
    told = cells[(cells["unit"] == "topic") & (cells["n_statements"] >= MIN_GROUP_SIZE)]
    first = told.groupby("unit_id", sort=False).head(1).iloc[::10].reset_index(drop=True)
    by_topic = dict(iter(statements.groupby("topic_id")))
    rows = []
    for at, cell in enumerate(first.itertuples()):
        members = by_topic[int(cell.unit_id)]
        said = members[[cell.group in groups for groups in members["groups"]]]
        rows.append(
            {
                "rank": at + 1,
                "topic_id": int(cell.unit_id),
                "groups": [cell.group],
                "score": 0.9,
                "novelty": 0.9,
                "lift": 2.0 + float(rng.random()),
                "ci_low": 1.2 if at % 2 == 0 else 0.8,
                "ci_high": 4.0,
                "p_value": 0.01,
                "q_value": 0.02 if at % 2 == 0 else 0.3,
                "n_statements": int(cell.n_statements),
                "n_sessions": int(cell.n_sessions),
                "is_certain": at % 2 == 0,
                "statement_ids": list(said["statement_id"].head(8)),
                "subtopic": None,
                "stability": 0.7,
            }
        )
    return pd.DataFrame(rows).astype({"subtopic": "Int64"})


def _votes(statements: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Everybody and three opinion groups on each Pol.is comment."""
    voted = statements[statements["source_type"] == "polis"]
    counts = ["n_agree", "n_disagree", "n_pass"]
    total = voted[counts].to_numpy(dtype=np.int64)
    third = total // 3
    parts = {EVERYBODY: total, "0": third, "1": third, "2": total - 2 * third}
    frame = pd.concat(
        [
            pd.DataFrame(part, columns=counts).assign(statement_id=voted["statement_id"].to_numpy(), opinion_group=name)
            for name, part in parts.items()
        ]
    ).sort_values(["statement_id", "opinion_group"], ignore_index=True)
    share = rng.random(len(frame)).round(3)
    figures = {f"{figure}{end}": 0.4 for figure in ("consensus", "divisiveness") for end in ("", "_low", "_high")}
    frame = frame.astype(dict.fromkeys(counts, "Int64"))
    told = frame.assign(
        agree_share=share, ci_low=share * 0.9, ci_high=share, is_computed=False, suppressed=False, **figures
    )
    return Votes.validate(told[list(Votes.to_schema().columns)])


def _changes(topics: pd.DataFrame) -> dict[str, Any]:
    by_lineage = topics.groupby("lineage")["topic_id"].agg(list)
    kinds = ("new", "continued", "grown", "shrunk", "split", "merged", "vanished")
    return {
        "previous_run_id": "20220630T020000Z-0f0f",
        "topics": {kind: [int(id_) for id_ in by_lineage.get(kind, [])] for kind in kinds},
        "statements_added": 1_200,
        "statements_removed": 3,
    }


def _manifest(statements: pd.DataFrame, sessions: pd.DataFrame, topics: pd.DataFrame) -> dict[str, Any]:
    n = len(statements)
    return {
        "run_id": "20220701T020000Z-a1b2",
        "name": "A large consultation",
        "created_at": "2022-07-01T02:00:00+00:00",
        "configuration": {"name": "large", "report": {"language": "en"}},
        "versions": {"underheard": "0.1.0", "python": "3.11"},
        "encoder": {"model": "bundled", "fingerprint": "ab12"},
        "offsets": {"sha256": "cd34", "languages": ["en", "fr"], "provenance": "SIB-200", "uncovered_languages": {}},
        "seeds": {"topics": 42},
        "counts": {"statements": n, "sessions": len(sessions), "topics": len(topics)},
        "ledger": [{"source": "notes", "fate": "statement", "n_rows": n}],
        "redactions": {},
        "skipped": [],
        "stages": [],
        "warnings": [],
    }
