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
    "fr": "q, question",
    "es": "pregunta",
    "pt": "pergunta",
    "de": "f, frage",
    "ro": "întrebare, întrebarea",
    "ru": "в, вопрос",
    "uk": "питання",
    "be": "пытанне",
    "bg": "въпрос",
    "pl": "pytanie",
    "az": "sual",
    "ka": "კითხვა",
    "hy": "հարց",
    "ar": "س, سؤال, السؤال",
    "am": "ጥያቄ",
    "sw": "swali",
    "ha": "tambaya",
    "yo": "ibeere",
    "zh": "問, 问, 問題, 问题, 提問",
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
    "hy": "ամսաթիվ, ամսաթիվը, վայր, վայրը, ժամ, ժամը, մասնակիցներ, մասնակիցները, լեզու, լեզուն",
    "ar": "التاريخ, المكان, الوقت, المشاركون, المشاركات, المشاركون والمشاركات, الحضور, عدد المشاركين, اللغة, اللغات",
    "am": "ቀን, ቦታ, ተሳታፊዎች",
    "sw": "tarehe, mahali, muda, washiriki, waliohudhuria, lugha",
    "ha": "kwanan wata, wuri, mahalarta",
    "yo": "ọjọ́, ibi",
    "zh": "日期, 地點, 地点, 時間, 时间, 參與者, 参与者, 與會者, 与会者",
}

ANSWERS = {
    "en": "a, answer",
    "fr": "r, réponse",
    "es": "respuesta",
    "pt": "resposta",
    "de": "antwort",
    "ro": "răspuns, răspunsul",
    "ru": "о, ответ",
    "uk": "відповідь",
    "be": "адказ",
    "bg": "отговор",
    "pl": "o, odpowiedź",
    "az": "cavab",
    "ka": "პასუხი",
    "hy": "պատասխան",
    "ar": "ج, جواب, الجواب, الإجابة",
    "am": "መልስ",
    "sw": "jibu",
    "ha": "amsa",
    "yo": "ìdáhùn",
    "zh": "答, 回答",
}
"""Whole tags before what somebody answered: they name nobody."""

SPEAKERS = {
    "en": "participant, speaker, respondent, interviewee, attendee, panellist, panelist, p, s",
    "fr": "participant, participante, intervenant, intervenante, répondant, répondante",
    "es": "participante, asistente, entrevistado, entrevistada",
    "pt": "participante, entrevistado, entrevistada",
    "de": "teilnehmer, teilnehmerin, teilnehmende, person",
    "ro": "participant, participantă, vorbitor, vorbitoare",
    "ru": "участник, участница, респондент, респондентка, спикер",
    "uk": "учасник, учасниця, респондент, респондентка",
    "be": "удзельнік, удзельніца",
    "bg": "участник, участничка",
    "pl": "uczestnik, uczestniczka, rozmówca, rozmówczyni",
    "az": "iştirakçı",
    "ka": "მონაწილე, გამომსვლელი",
    "hy": "մասնակից, մասնակցուհի, բանախոս, խոսնակ, զրուցակից",
    "ar": "مشارك, مشاركة, المشارك, المشاركة, متحدث, متحدثة, المتحدث, المتحدثة",
    "am": "ተሳታፊ, ተናጋሪ",
    "sw": "mshiriki, msemaji",
    "ha": "mahalarci, mai magana",
    "yo": "olùkópa",
    "zh": "參與者, 参与者, 與會者, 与会者, 發言人, 发言人, 講者",
}
"""Words for whoever takes part: with a number or alone they are a tag even on a line of their own."""

AGENDA = {
    "en": "agenda, programme, program, schedule, timetable, running order, agenda of the day",
    "fr": "ordre du jour, programme, déroulé, déroulement, horaire",
    "es": "agenda, orden del día, programa, horario",
    "pt": "agenda, ordem do dia, ordem de trabalhos, programa, pauta, programação",
    "de": "tagesordnung, ablauf, programm, zeitplan",
    "ro": "ordinea de zi, agenda, program, programul",
    "ru": "повестка, повестка дня, программа, программа встречи, план встречи, расписание, регламент",
    "uk": "порядок денний, програма, програма зустрічі, розклад, план зустрічі",
    "be": "парадак дня, праграма, расклад",
    "bg": "дневен ред, програма",
    "pl": "porządek obrad, porządek dnia, program, agenda, plan spotkania, harmonogram",
    "az": "gündəlik, proqram, günün gündəliyi",
    "ka": "დღის წესრიგი, პროგრამა, განრიგი",
    "hy": "օրակարգ, ծրագիր, օրակարգը",
    "ar": "جدول الأعمال, البرنامج, برنامج اللقاء, برنامج الجلسة, برنامج اليوم, أجندة",
    "am": "አጀንዳ, መርሃ ግብር, ፕሮግራም",
    "sw": "ajenda, ratiba, programu",
    "ha": "ajanda, jadawali, tsarin taro",
    "yo": "ètò ìpàdé, àkọsílẹ̀ ètò, ètò",
    "zh": "議程, 议程, 日程, 會議議程, 会议议程",
}
"""Whole headings or labels of a programme."""

ATTENDANCE = {
    "en": "participants, attendees, attendance, attendance list, list of participants, present, "
    "in attendance, apologies, who was there, people present, list of attendees, sign-in sheet",
    "fr": "participants, participantes, participants et participantes, participant·e·s, participant(e)s, "
    "présents, présentes, présent·e·s, personnes présentes, liste de présence, "
    "liste des participants, excusés, étaient présents, étaient présentes, feuille de présence, "
    "liste des présents, liste des participants et participantes",
    "es": "participantes, asistentes, asistencia, presentes, lista de asistencia, lista de participantes, "
    "lista de asistentes, personas asistentes, personas participantes",
    "pt": "participantes, presentes, presenças, lista de presença, lista de presenças, lista de participantes",
    "de": "teilnehmende, teilnehmer, teilnehmerliste, teilnehmerinnen und teilnehmer, anwesend, anwesende, "
    "anwesenheitsliste, anwesenheit, liste der teilnehmenden",
    "ro": "participanți, participanţi, participante, prezenți, prezenţi, lista de prezență, lista participanților",
    "ru": "участники, участницы, участники и участницы, присутствовали, присутствуют, присутствующие, "
    "список участников, список присутствующих, лист регистрации, участники встречи",
    "uk": "учасники, учасниці, учасники та учасниці, присутні, список учасників, список присутніх, були присутні",
    "be": "удзельнікі, удзельнікі і ўдзельніцы, прысутнічалі, прысутныя, спіс удзельнікаў",
    "bg": "участници, присъстващи, присъстваха, списък на участниците, списък на присъстващите, присъствен списък",
    "pl": "uczestnicy, uczestnicy i uczestniczki, obecni, lista obecności, lista uczestników, obecne i obecni",
    "az": "iştirakçılar, iştirak edənlər, iştirakçıların siyahısı",
    "ka": "მონაწილეები, დამსწრეები, ესწრებოდნენ, დამსწრეთა სია, მონაწილეთა სია",
    "hy": "մասնակիցներ, մասնակիցները, ներկա էին, ներկաներ, մասնակիցների ցանկ, ներկայացած",
    "ar": "المشاركون, المشاركات, المشاركون والمشاركات, الحضور, الحاضرون, قائمة الحضور, قائمة المشاركين, "
    "لائحة الحضور, كشف الحضور, أسماء المشاركين, أسماء الحاضرين, أسماء المشاركين والمشاركات",
    "am": "ተሳታፊዎች, የተሳታፊዎች ዝርዝር, የተገኙ, የተገኙ ሰዎች",
    "sw": "washiriki, waliohudhuria, orodha ya washiriki, orodha ya waliohudhuria, mahudhurio",
    "ha": "mahalarta, jerin mahalarta, waɗanda suka halarta, wadanda suka halarta",
    "yo": "àwọn olùkópa, àwọn tó wá, orúkọ àwọn olùkópa",
    "zh": "參與者, 参与者, 與會者, 与会者, 出席者, 出席人員, 出席人员, 參加者, 参加者, 與會人員, 与会人员, "
    "出席, 簽到表, 签到表, 出席名單, 出席名单",
}
"""Whole headings or labels of an attendance list."""
