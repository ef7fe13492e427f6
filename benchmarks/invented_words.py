"""Words of twelve languages, and statements made of them in random order, of the length that people write."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.schemas import OUTLIER

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

WORDS_OF_A_STATEMENT = (22, 0.6)
"""Median, and standard deviation of the logarithm: from a word or two to more than a hundred."""
TOPIC_WORDS = 4
"""Of a topic's own, in each language."""


def texts_of(
    language: NDArray[np.int64],
    topic: NDArray[np.int64],
    rng: np.random.Generator,
    *,
    words_of_a_statement: tuple[float, float] = WORDS_OF_A_STATEMENT,
) -> list[str]:
    """A text for each statement, from its language (place in `VOCABULARY`) and its topic."""
    median, spread = words_of_a_statement
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
