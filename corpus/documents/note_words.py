"""The words that note-takers structure their notes with, by language.

Compared without case and accents. A language that is missing loses nothing but this help: its notes are still
read.
"""

from __future__ import annotations

FACILITATORS = {
    "en": "facilitat, moderat",
    "es": "facilitad, moderad",
    "pt": "facilitad, moderad",
    "ru": "модерат, фасилит",
    "uk": "фасиліт",
    "be": "мадэрат, фасілітат",
    "pl": "facylit",
    "az": "fasilit",
    "ka": "მოდერატ, ფასილიტ",
    "hy": "մոդերատ, ֆասիլիտ",
    "ar": "الميسر, ميسر",
    "am": "አወያይ, አመቻች",
    "sw": "mwezeshaji",
    "ha": "mai gudanarwa",
    "zh": "主持, 引導, 引导",
}
"""Stems: a tag that begins so names whoever leads the talk, whatever follows ("Facilitator, table 2")."""

LEADERS = {
    "en": "chair, chairperson, host, interviewer",
    "fr": "animateur, animatrice, médiateur, médiatrice",
    "es": "mediador, mediadora, entrevistador, entrevistadora, relator, relatora",
    "ru": "ведущий, ведущая",
    "uk": "ведучий, ведуча",
    "be": "вядучы, вядучая",
    "bg": "водещ, водеща",
    "pl": "prowadzący, prowadząca",
    "az": "aparıcı",
    "ka": "წამყვანი",
    "hy": "վարող, վարողը, համակարգող",
    "ar": "المنشط, المنشطة, المنسق, المنسقة, المحاور, المحاورة, مدير الحوار, مديرة الحوار",
    "sw": "msimamizi, mwendeshaji",
    "yo": "olùdarí",
}
"""Whole tags: "Ведущий" leads the talk, "Ведущий специалист" is a participant."""

QUESTIONS = {
    "en": "q, question",
    "es": "pregunta",
    "pt": "pergunta",
    "de": "frage",
    "ro": "întrebare, întrebarea",
    "ru": "вопрос",
    "uk": "питання",
    "be": "пытанне",
    "bg": "въпрос",
    "pl": "pytanie",
    "az": "sual",
    "ka": "კითხვა",
    "hy": "հարց",
    "ar": "سؤال, السؤال",
    "am": "ጥያቄ",
    "sw": "swali",
    "ha": "tambaya",
    "yo": "ibeere",
    "zh": "問題, 问题, 提問",
}

SECTIONS = {
    "en": "round, part, section, session, table, topic, theme, block, day",
    "fr": "partie, tour, atelier, thème, séance, bloc",
    "es": "ronda, parte, sección, sesión, mesa, tema, bloque",
    "pt": "rodada, seção, secção, sessão, bloco",
    "de": "teil, runde, thema, tisch",
    "ro": "runda, partea, secțiunea, sesiunea, masa",
    "ru": "раздел, часть, раунд, тема, секция, блок, стол, сессия",
    "uk": "розділ, частина, секція, сесія, стіл",
    "be": "частка, раздзел",
    "bg": "част",
    "pl": "część, sesja, stół, temat",
    "az": "bölmə, hissə, mövzu",
    "ka": "ნაწილი, თემა, სესია, მაგიდა",
    "hy": "մաս, թեմա, նիստ, սեղան",
    "ar": "الجزء, المحور, القسم, الجلسة, الطاولة, الموضوع, أولا, ثانيا, ثالثا, رابعا, خامسا, سادسا, سابعا, ثامنا",
    "am": "ክፍል",
    "sw": "sehemu, mada, awamu, meza, kikao",
    "ha": "sashe",
    "yo": "apá",
}

LABELS = {
    "en": "date, place, location, venue, time, duration, participants, attendees, attendance, present, "
    "apologies, language, languages, notes, notes by, note-taker, rapporteur, organiser, organizer",
    "fr": "lieu, durée, participants et participantes, participant·e·s, participant(e)s, présents, "
    "présent·e·s, langue, langues, rapporteuse",
    "es": "fecha, lugar, hora, duración, participantes, asistentes, presentes, idioma, idiomas, relatoría",
    "pt": "data, local, duração, relatoria, língua, línguas",
    "de": "datum, ort, zeit, dauer, teilnehmende, teilnehmer, anwesend, sprache",
    "ro": "locul, ora, durata, participanți, participanţi, prezenți, limba",
    "ru": "дата, место, время, участники, присутствовали, присутствуют, язык, языки",
    "uk": "місце, час, учасники, учасники та учасниці, присутні, мова, мови",
    "be": "месца, удзельнікі, прысутнічалі",
    "bg": "място, участници, присъстващи",
    "pl": "miejsce, czas, uczestnicy, obecni, język",
    "az": "tarix, yer, iştirakçılar",
    "ka": "თარიღი, ადგილი, დრო, მონაწილეები, ენა",
    "hy": "ամսաթիվ, վայր, ժամ, մասնակիցներ, լեզու",
    "ar": "التاريخ, المكان, الوقت, المشاركون, المشاركات, المشاركون والمشاركات, الحضور, عدد المشاركين, اللغة, اللغات",
    "am": "ቀን, ቦታ, ተሳታፊዎች",
    "sw": "tarehe, mahali, muda, washiriki, waliohudhuria, lugha",
    "ha": "kwanan wata, wuri, mahalarta",
    "yo": "ọjọ́, ibi",
    "zh": "日期, 地點, 地点, 時間, 时间, 參與者, 参与者, 與會者, 与会者",
}
