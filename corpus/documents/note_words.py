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
    "en": "q, question, prompt, guiding question, opening question",
    "fr": "q, question, question de départ, question posée, consigne",
    "es": "pregunta, consigna, pregunta guía, pregunta generadora",
    "pt": "pergunta, pergunta orientadora, pergunta geradora",
    "de": "f, frage, leitfrage, impulsfrage",
    "ro": "întrebare, întrebarea, întrebare de pornire",
    "ru": "в, вопрос, вопрос для обсуждения, вопрос группе",
    "uk": "питання, питання для обговорення, запитання",
    "be": "пытанне",
    "bg": "въпрос, въпрос за обсъждане",
    "pl": "pytanie, pytanie przewodnie, pytanie do dyskusji",
    "az": "sual, müzakirə sualı",
    "ka": "კითხვა, სადისკუსიო კითხვა",
    "hy": "հարց, քննարկման հարց",
    "ar": "س, سؤال, السؤال, سؤال النقاش, سؤال للنقاش, السؤال المحوري",
    "am": "ጥያቄ, የመወያያ ጥያቄ",
    "sw": "swali, swali la mjadala",
    "ha": "tambaya",
    "yo": "ibeere",
    "zh": "問, 问, 問題, 问题, 提問, 討論問題, 讨论问题, 引導問題, 引导问题",
}

SECTIONS = {
    "en": "round, part, section, session, table, topic, theme, block, day",
    "fr": "partie, tour, atelier, thème, séance, bloc",
    "es": "ronda, parte, sección, sesión, mesa, tema, bloque",
    "pt": "rodada, ronda, seção, secção, sessão, bloco, parte, tema, mesa",
    "de": "teil, runde, thema, tisch, block, abschnitt",
    "ro": "runda, partea, parte, secțiunea, sesiunea, masa, tema, blocul, rundă",
    "ru": "раздел, часть, раунд, тема, секция, блок, стол, сессия",
    "uk": "розділ, частина, секція, сесія, стіл, тема, блок, коло, раунд",
    "be": "частка, раздзел, тэма, сесія, стол",
    "bg": "част, тема, раздел, сесия, маса, кръг",
    "pl": "część, sesja, stół, temat, runda, blok, stolik",
    "az": "bölmə, hissə, mövzu, sessiya, masa, blok",
    "ka": "ნაწილი, თემა, სესია, მაგიდა, რაუნდი, კითხვა",
    "hy": "մաս, մասը, թեմա, թեման, նիստ, սեղան, փուլ",
    "ar": "الجزء, المحور, القسم, الجلسة, الطاولة, الموضوع, أولا, ثانيا, ثالثا, رابعا, خامسا, سادسا, سابعا, ثامنا",
    "am": "ክፍል, ዙር, ርዕስ, ጭብጥ",
    "sw": "sehemu, mada, awamu, meza, kikao",
    "ha": "sashe, zagaye, batu",
    "yo": "apá, ìpín",
}

ORDINALS = {
    "en": "first, second, third, fourth, fifth, sixth, 1st, 2nd, 3rd, 4th",
    "fr": "premier, première, deuxième, second, seconde, troisième, quatrième, cinquième, 1er, 1re, 2e, 3e",
    "es": "primer, primera, primero, segundo, segunda, tercer, tercera, tercero, cuarto, cuarta, quinto, quinta",
    "pt": "primeiro, primeira, segundo, segunda, terceiro, terceira, quarto, quarta, quinto, quinta",
    "de": "erste, erster, erstes, zweite, zweiter, zweites, dritte, dritter, drittes, vierte, vierter",
    "ro": "primul, prima, întâi, al, a doua, a treia, al doilea, al treilea",
    "ru": "первый, первая, первое, второй, вторая, второе, третий, третья, третье, четвёртый, четвёртая, пятая",
    "uk": "перший, перша, перше, другий, друга, друге, третій, третя, третє, четвертий, четверта, п'ята",
    "be": "першы, першая, першае, другі, другая, другое, трэці, трэцяя, трэцяе, чацвёртая",
    "bg": "първи, първа, първо, втори, втора, второ, трети, трета, трето, четвърта",
    "pl": "pierwszy, pierwsza, pierwsze, drugi, druga, drugie, trzeci, trzecia, trzecie, czwarta, czwarty",
    "az": "birinci, ikinci, üçüncü, dördüncü, beşinci",
    "ka": "პირველი, მეორე, მესამე, მეოთხე, მეხუთე",
    "hy": "առաջին, երկրորդ, երրորդ, չորրորդ, հինգերորդ",
    "ar": "اول, الاول, الاولى, الثاني, الثانية, الثالث, الثالثة, الرابع, الرابعة",
    "am": "የመጀመሪያ, የመጀመሪያው, ሁለተኛ, ሁለተኛው, ሦስተኛ, ሦስተኛው, አራተኛ",
    "sw": "kwanza, pili, tatu, nne",
    "ha": "na farko, na biyu, na uku",
    "yo": "kìíní, kejì, kẹta",
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
    "ru": "дата, место, время, длительность, продолжительность, участники, присутствовали, присутствуют, язык, языки",
    "uk": "місце, час, тривалість, учасники, учасники та учасниці, присутні, мова, мови",
    "be": "месца, час, удзельнікі, прысутнічалі",
    "bg": "място, час, продължителност, участници, присъстващи",
    "pl": "miejsce, czas, czas trwania, uczestnicy, obecni, język",
    "az": "tarix, yer, vaxt, müddət, iştirakçılar",
    "ka": "თარიღი, ადგილი, ხანგრძლივობა, დრო, მონაწილეები, ენა",
    "hy": "ամսաթիվ, ամսաթիվը, վայր, վայրը, ժամ, ժամը, մասնակիցներ, մասնակիցները, լեզու, լեզուն",
    "ar": "التاريخ, المكان, الوقت, المدة, المشاركون, المشاركات, المشاركون والمشاركات, الحضور, "
    "عدد المشاركين, اللغة, اللغات",
    "am": "ቀን, ቦታ, ሰዓት, ተሳታፊዎች",
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

FROM = {
    "en": "from, of, at",
    "fr": "de, du, des, d'un, d'une, d’un, d’une, venu, venue, issu, issue",
    "es": "de, del, desde",
    "pt": "de, do, da, dos, das, vindo, vinda",
    "de": "aus, von, vom, der, des",
    "ro": "din, de, dintr-un, dintr-o",
    "ru": "из, от, с, со",
    "uk": "з, із, зі, від",
    "be": "з, са, ад",
    "bg": "от",
    "pl": "z, ze, od",
    "ka": "სოფლიდან, ქალაქიდან",
    "hy": "գյուղից, քաղաքից",
    "ar": "من, عن",
    "am": "ከ",
    "sw": "kutoka, wa, toka",
    "ha": "daga",
    "yo": "láti",
    "zh": "來自, 来自",
}
"""Words between a word for whoever takes part and where they are from; elsewhere that stands before the word."""

SUMMARIES = {
    "en": "summary, conclusion, conclusions, in short, note, nb, n.b, remark, result, results, total, overall, outcome",
    "fr": "résumé, conclusion, conclusions, synthèse, en bref, remarque, nota, bilan, total",
    "es": "resumen, conclusión, conclusiones, síntesis, nota, observación, total, balance",
    "pt": "resumo, conclusão, conclusões, síntese, nota, observação, total",
    "de": "zusammenfassung, fazit, ergebnis, ergebnisse, anmerkung, hinweis",
    "ro": "rezumat, concluzie, concluzii, sinteză, notă, observație, total",
    "ru": "резюме, итог, итоги, итого, вывод, выводы, примечание, заметка",
    "uk": "резюме, підсумок, підсумки, висновок, висновки, примітка",
    "be": "рэзюмэ, вынік, вынікі, высновы, заўвага",
    "bg": "резюме, заключение, извод, изводи, бележка, обобщение",
    "pl": "podsumowanie, wniosek, wnioski, uwaga, streszczenie",
    "az": "xülasə, nəticə, nəticələr, qeyd",
    "ka": "შეჯამება, დასკვნა, შედეგი, შენიშვნა",
    "hy": "ամփոփում, եզրակացություն, նշում, արդյունք",
    "ar": "خلاصة, الخلاصة, ملخص, ملاحظة, استنتاج, النتيجة, النتائج",
    "am": "ማጠቃለያ, ማስታወሻ, ውጤት",
    "sw": "muhtasari, hitimisho, matokeo, maelezo",
    "ha": "taƙaitawa, kammalawa, lura, sakamako",
    "yo": "àkópọ̀, ìparí ọ̀rọ̀",
    "zh": "總結, 总结, 小結, 小结, 結論, 结论, 摘要, 備註, 备注, 註, 注",
}
"""Tags before what holds for the whole talk: nobody's name."""

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
    "zh": "參加人, 参加人, 出席人, 參與者, 参与者, 與會者, 与会者, 出席者, 出席人員, 出席人员, 參加者, 参加者, "
    "與會人員, 与会人员, 出席, 簽到表, 签到表, 出席名單, 出席名单",
}
"""Whole headings or labels of an attendance list."""

PEOPLE = {
    "en": "participant, attendee, delegate, delegation, member, speaker, panellist, panelist, panel, guest, invitee, "
    "facilitator, moderator, organiser, organizer, rapporteur, presenter, representative, trainer, team, volunteer, "
    "staff, secretariat, people, persons, chair",
    "fr": "participant, délégué, délégation, membre, intervenant, orateur, oratrice, panéliste, panel, invité, "
    "animateur, animatrice, facilitateur, facilitatrice, modérateur, modératrice, organisateur, organisatrice, "
    "rapporteur, rapporteuse, représentant, équipe, bénévole, personnes, secrétariat",
    "es": "participante, asistente, delegad, miembro, ponente, panelista, panel, invitad, facilitador, moderador, "
    "organizador, relator, representante, equipo, voluntari, personas",
    "pt": "participante, delegad, membro, orador, palestrante, painel, painelista, convidad, facilitador, moderador, "
    "organizador, relator, representante, equipa, equipe, voluntári, pessoas",
    "de": "teilnehm, delegiert, mitglied, referent, redner, podium, gäste, gast, eingeladen, moderator, moderierend, "
    "veranstalter, organisator, berichterstatter, vertreter, team, ehrenamtlich, personen",
    "ro": "participan, delega, membr, vorbitor, panelist, invita, facilitator, moderator, organizator, raportor, "
    "reprezentan, echipa, voluntar, persoane",
    "ru": "участни, делегат, член, спикер, докладчик, выступающ, панел, гост, приглаш, фасилитатор, модератор, "
    "ведущ, организатор, представител, команд, волонт",
    "uk": "учасни, делегат, член, спікер, доповідач, промов, панел, гост, гість, запрошен, фасилітатор, модератор, "
    "ведуч, організатор, представни, команд, волонтер",
    "be": "удзельні, дэлегат, член, спікер, дакладчы, госц, запрош, фасілітатар, мадэратар, вядуч, арганізатар, "
    "прадстаўні, каманд, валанц",
    "bg": "участни, делегат, член, лектор, говорител, панел, гост, покан, фасилитатор, модератор, водещ, "
    "организатор, докладчи, представител, екип, доброволц",
    "pl": "uczestni, delegat, członk, prelegent, panel, gości, goście, zaproszen, facylitator, moderator, prowadząc, "
    "organizator, sprawozdawc, przedstawiciel, zespół, wolontariusz, osoby",
    "az": "iştirakçı, nümayəndə, üzv, çıxış edən, panel, qonaq, dəvət, fasilitator, moderator, aparıcı, təşkilatçı, "
    "məruzəçi, komanda, könüllü",
    "ka": "მონაწილე, დელეგატ, წევრ, სპიკერ, მომხსენებ, პანელ, სტუმ, მოწვეულ, ფასილიტატორ, მოდერატორ, წამყვან, "
    "ორგანიზატორ, წარმომადგენ, გუნდ, მოხალის",
    "hy": "մասնակից, պատվիրակ, անդամ, բանախոս, զեկուցող, պանել, հյուր, հրավիրված, ֆասիլիտատոր, մոդերատոր, "
    "վարող, կազմակերպիչ, ներկայացուցիչ, թիմ, կամավոր",
    "ar": "مشارك, مندوب, عضو, أعضاء, متحدث, متدخل, ضيوف, ضيف, مدعو, ميسر, منشط, منظم, مقرر, ممثل, فريق, متطوع",
    "am": "ተሳታፊ, ልዑካን, አባላት, አባል, ተናጋሪ, እንግዶች, ተጋባዥ, አወያይ, አመቻች, አዘጋጅ, ተወካይ, ቡድን, በጎ ፈቃደኞች",
    "sw": "washiriki, mshiriki, wajumbe, mjumbe, wanachama, wasemaji, wageni, waalikwa, wawezeshaji, waandaaji, "
    "wawakilishi, mwakilishi, timu, wanajopo, watu",
    "ha": "mahalarta, mahalarci, wakilai, mambobi, masu magana, baƙi, masu gudanarwa, masu shiryawa, tawaga",
    "yo": "olùkópa, aṣojú, ọmọ ẹgbẹ́, olùsọ̀rọ̀, àlejò, olùdarí, olùṣètò",
    "zh": "參與者, 参与者, 與會者, 与会者, 參加者, 参加者, 代表, 成員, 成员, 講者, 讲者, 嘉賓, 嘉宾, 來賓, "
    "来宾, 主持人, "
    "引導員, 引导员, 主辦者, 主办者, 記錄員, 记录员, 團隊, 团队, 工作人員, 工作人员, 發言人, 发言人, 志工, 志愿者",
}
"""Stems of words for those who take part, as they stand in headings above lists of names and in headers of tables."""

PRESENCE = {
    "en": "present, attended, attending, attendance, registered, signed, invited, absent, absentees, apologies, "
    "excused, came, in the room, who was in the room, who was there",
    "fr": "présent, présents, présente, présentes, participé, inscrits, inscrites, invités, absent, absents, absente, "
    "absentes, excusés, excusées, venus, présence",
    "es": "presentes, asistieron, participaron, inscritos, inscritas, ausentes, ausente, invitados, asistencia",
    "pt": "presentes, participaram, inscritos, inscritas, ausentes, ausente, convidados, presença, presenças",
    "de": "anwesend, anwesende, abwesend, abwesende, angemeldet, angemeldete, entschuldigt, eingetragen, dabei",
    "ro": "prezenți, prezenţi, prezente, absenți, absente, înscriși, înregistrați, au participat, invitați",
    "ru": "присутствовали, присутствующие, присутствуют, отсутствовали, отсутствующие, отсутствуют, "
    "зарегистрированные, зарегистрировались, приглашены, пришли",
    "uk": "присутні, відсутні, зареєстровані, зареєструвалися, запрошені, прийшли, були присутні",
    "be": "прысутнічалі, прысутныя, адсутнічалі, адсутныя, зарэгістраваныя, запрошаныя, прыйшлі",
    "bg": "присъстващи, присъстваха, отсъстващи, отсъстваха, регистрирани, поканени, дойдоха",
    "pl": "obecni, obecne, nieobecni, nieobecne, zarejestrowani, zaproszeni, przybyli, obecności",
    "az": "iştirak edənlər, iştirak etdilər, qeydiyyatdan keçənlər, dəvət olunanlar, iştirak etməyənlər, gələnlər",
    "ka": "ესწრებოდნენ, დამსწრეები, დამსწრე, არ ესწრებოდნენ, რეგისტრირებული, მოწვეულები, დარეგისტრირდნენ",
    "hy": "ներկա, ներկաներ, ներկա էին, բացակա, բացականեր, բացակա էին, գրանցված, գրանցվածներ, հրավիրվածներ",
    "ar": "الحاضرون, الحاضرات, الحضور, حضر, حضرت, حضروا, الغائبون, الغائبات, غائبون, المسجلون, المسجلات, المعتذرون, "
    "المتغيبون",
    "am": "የተገኙ, የተመዘገቡ, የተጋበዙ, ያልተገኙ, የቀሩ",
    "sw": "waliohudhuria, waliojiandikisha, wasiohudhuria, waliokosekana, walioalikwa, mahudhurio",
    "ha": "waɗanda suka halarta, wadanda suka halarta, waɗanda ba su zo ba",
    "yo": "àwọn tó wá, àwọn tí kò wá",
    "zh": "出席, 列席, 缺席, 請假, 请假, 簽到, 签到, 已報名, 已报名, 到場, 到场",
}
"""Words for being there, or not, in such headings."""

LINKS = {
    "en": "the, of, and, in, at, who, was, were, there, room, list, all, our, other, others, also, those, with, full, "
    "name, names, table, workshop, session, meeting, sheet",
    "fr": "le, la, les, de, des, du, et, en, ont, ont été, étaient, liste, salle, tous, toutes, autres, ceux, celles, "
    "qui, nom, noms, complet, prénom, réunion, séance, atelier",
    "es": "el, la, los, las, de, del, y, e, en, lista, sala, todos, todas, otros, otras, que, nombre, nombres, "
    "reunión, "
    "sesión, taller",
    "pt": "o, a, os, as, de, do, da, dos, das, e, na, no, lista, sala, todos, todas, outros, outras, que, nome, "
    "nomes, "
    "reunião, sessão",
    "de": "der, die, das, des, und, im, in, wer, war, waren, liste, weitere, alle, von, name, namen",
    "ro": "lista, și, şi, în, sală, de, la, au, fost, alți, alte, numele, nume",
    "ru": "и, в, на, из, список, все, также, были, было, кто, был, зале, имя, имена, встречи, другие, наши",
    "uk": "і, й, та, в, у, на, із, список, усі, також, були, хто, був, залі, ім'я, імена, зустрічі, інші, наші",
    "be": "і, ў, у, на, спіс, усе, таксама, былі, хто, быў, зале, імя, сустрэчы, іншыя",
    "bg": "и, в, на, от, списък, всички, също, бяха, кой, беше, име, имена, срещата, други, нашият",
    "pl": "i, oraz, w, na, z, lista, wszyscy, także, byli, były, kto, był, imię, nazwisko, spotkania, inni, nasz",
    "az": "və, siyahısı, siyahı, bütün, digər, ad, adı",
    "ka": "და, სია, ყველა, სხვა, ჩვენი, სახელი, გვარი, შეხვედრის",
    "hy": "և, եւ, ցանկ, ցանկը, բոլոր, այլ, մեր, անուն, ազգանուն, են, էին, հանդիպման",
    "ar": "و, في, من, قائمة, لائحة, كشف, جميع, كل, اسم, أسماء, اللقاء, الجلسة, الورشة, غير, عن",
    "am": "እና, ዝርዝር, ሁሉም, ሌሎች, ስም",
    "sw": "na, wa, ya, orodha, wote, wengine, jina, majina, waliokuwepo",
    "ha": "da, na, jerin, duka, sauran, suna, sunan",
    "yo": "àti, àwọn, orúkọ, gbogbo, ti",
    "zh": "和, 與, 与, 及, 名單, 名单, 人員, 人员, 姓名, 者, 人, 其他, 表",
}
"""What joins such words in a heading or header and adds nothing."""

FIELDS = {
    "session_id": {"en": "session_id, session id, session-id"},
    "date": {
        "en": "date, date of meeting, meeting date, date of the session",
        "fr": "date, date de la réunion, date de la séance",
        "es": "fecha, fecha de la reunión, fecha de la sesión",
        "pt": "data, data da reunião, data da sessão",
        "de": "datum",
        "ro": "data, data întâlnirii",
        "ru": "дата, дата встречи, дата проведения",
        "uk": "дата, дата зустрічі, дата проведення",
        "be": "дата, дата сустрэчы",
        "bg": "дата, дата на срещата",
        "pl": "data, data spotkania",
        "az": "tarix",
        "ka": "თარიღი",
        "hy": "ամսաթիվ, ամսաթիվը",
        "ar": "التاريخ, تاريخ, تاريخ الجلسة, تاريخ اللقاء",
        "am": "ቀን",
        "sw": "tarehe",
        "ha": "kwanan wata",
        "yo": "ọjọ́",
        "zh": "日期, 會議日期, 会议日期",
    },
    "title": {
        "en": "title, name of the session, event, "
        "title of the session, session title, title of the event, name of the event",
        "fr": "titre, intitulé, titre de la séance, titre de la session, titre de la rencontre",
        "es": "título, título de la sesión, título del encuentro",
        "pt": "título, título da sessão, título do encontro",
        "de": "titel, titel der sitzung, titel der veranstaltung",
        "ro": "titlu, titlul, titlul sesiunii, titlul întâlnirii",
        "ru": "название, заголовок, название встречи, название мероприятия",
        "uk": "назва, заголовок, назва зустрічі, назва заходу",
        "be": "назва, загаловак",
        "bg": "заглавие",
        "pl": "tytuł, tytuł spotkania",
        "az": "başlıq, görüşün adı",
        "ka": "სათაური, შეხვედრის სახელი",
        "hy": "վերնագիր, վերնագիրը, հանդիպման անվանումը",
        "ar": "العنوان, عنوان الجلسة, عنوان اللقاء, عنوان الورشة, اسم الجلسة",
        "am": "ርዕስ, የስብሰባው ርዕስ",
        "sw": "kichwa, kichwa cha kikao, jina la kikao",
        "ha": "take",
        "yo": "àkọlé",
        "zh": "標題, 标题, 會議名稱, 会议名称, 會議名稱, 会议名称",
    },
    "region": {
        "en": "region",
        "fr": "région",
        "es": "región",
        "pt": "região",
        "ro": "regiune, regiunea",
        "ru": "регион",
        "uk": "регіон",
        "be": "рэгіён",
        "bg": "регион",
        "az": "bölgə",
        "ka": "რეგიონი",
        "hy": "մարզ, մարզը, տարածաշրջան",
        "ar": "المنطقة, الجهة, الإقليم",
        "am": "ክልል",
        "sw": "mkoa, kanda",
        "ha": "yanki",
        "yo": "agbègbè",
        "zh": "地區, 地区, 區域, 区域",
    },
    "country": {
        "en": "country",
        "fr": "pays",
        "es": "país",
        "pt": "país",
        "de": "land",
        "ro": "țara, ţara, țară",
        "ru": "страна",
        "uk": "країна",
        "be": "краіна",
        "bg": "държава, страна",
        "pl": "kraj, państwo",
        "az": "ölkə",
        "ka": "ქვეყანა",
        "hy": "երկիր, երկիրը",
        "ar": "البلد, الدولة",
        "am": "አገር, ሀገር",
        "sw": "nchi",
        "ha": "ƙasa",
        "yo": "orílẹ̀-èdè",
        "zh": "國家, 国家",
    },
    "languages": {
        "en": "language, languages, language(s), "
        "language used, languages used, languages spoken, working language, working languages",
        "fr": "langue, langues, langue(s), "
        "langues utilisées, langue utilisée, langues parlées, langue de travail, langues de travail",
        "es": "idioma, idiomas, lengua, lenguas, idioma usado, idiomas usados, idiomas utilizados",
        "pt": "língua, línguas, idioma, idiomas, língua usada, línguas usadas, línguas utilizadas",
        "de": "sprache, sprachen, verwendete sprache, verwendete sprachen",
        "ro": "limba, limbi, limbă, limba folosită, limbile folosite",
        "ru": "язык, языки, используемый язык, используемые языки, рабочий язык, язык встречи",
        "uk": "мова, мови, робоча мова, мова зустрічі",
        "be": "мова, мовы",
        "bg": "език, езици",
        "pl": "język, języki, język spotkania, języki spotkania",
        "az": "dil, dillər, istifadə olunan dil",
        "ka": "ენა, ენები, გამოყენებული ენა",
        "hy": "լեզու, լեզուն, լեզուներ, օգտագործված լեզուն",
        "ar": "اللغة, اللغات, اللغة المستخدمة, اللغات المستخدمة",
        "am": "ቋንቋ, ቋንቋዎች, የተጠቀሙበት ቋንቋ",
        "sw": "lugha, lugha iliyotumika, lugha zilizotumika",
        "ha": "harshe",
        "yo": "èdè",
        "zh": "語言, 语言, 使用語言, 使用语言",
    },
    "participants": {
        "en": "participants, number of participants, number of people, people present, attendance, attendees, present",
        "fr": "participants, participantes, nombre de participants, nombre de personnes, "
        "nombre de participantes, présents, participant·e·s",
        "es": "participantes, número de participantes, asistentes, asistencia",
        "pt": "participantes, número de participantes, presentes",
        "de": "teilnehmende, teilnehmer, anzahl der teilnehmenden, anwesend",
        "ro": "participanți, participanţi, număr de participanți, numărul de participanți, prezenți",
        "ru": "участники, число участников, количество участников, участников, присутствовали",
        "uk": "учасники, кількість учасників, учасників, присутні",
        "be": "удзельнікі, колькасць удзельнікаў, прысутнічалі",
        "bg": "участници, брой участници, присъстващи",
        "pl": "uczestnicy, liczba uczestników, obecni",
        "az": "iştirakçılar, iştirakçıların sayı",
        "ka": "მონაწილეები, მონაწილეთა რაოდენობა, დამსწრეები",
        "hy": "մասնակիցներ, մասնակիցները, մասնակիցների թիվը, մասնակիցների քանակը",
        "ar": "المشاركون, المشاركات, عدد المشاركين, عدد الحضور, الحضور",
        "am": "ተሳታፊዎች, የተሳታፊዎች ብዛት",
        "sw": "washiriki, idadi ya washiriki, waliohudhuria",
        "ha": "mahalarta, adadin mahalarta",
        "yo": "iye àwọn olùkópa",
        "zh": "參與者, 参与者, 參加人數, 参加人数, 參與人數, 参与人数, 與會者, 与会者, 出席人數, 出席人数, 人數, 人数",
    },
    "groups": {
        "en": "groups",
        "fr": "groupes",
        "es": "grupos",
        "pt": "grupos",
        "de": "gruppen",
        "ro": "grupuri",
        "ru": "группы",
        "uk": "групи",
        "be": "групы",
        "bg": "групи",
        "pl": "grupy",
        "az": "qruplar",
        "ka": "ჯგუფები",
        "hy": "խմբեր",
        "ar": "المجموعات, الفئات",
        "am": "ቡድኖች",
        "sw": "makundi",
        "ha": "ƙungiyoyi",
        "yo": "àwọn ẹgbẹ́",
        "zh": "群體, 群体, 組別, 组别",
    },
}
"""Labels of what a note says about its session, by the column of the table of sessions that holds the same."""
