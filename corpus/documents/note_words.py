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

ANSWERS = {
    "en": "a, answer",
    "fr": "r, réponse",
    "es": "respuesta",
    "pt": "resposta",
    "de": "antwort",
    "ro": "răspuns, răspunsul",
    "ru": "о, ответ",
    "uk": "в, відповідь",
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
    "hy": "մասնակից, բանախոս, խոսնակ",
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

CLOSING = {
    "en": "next steps, next step, follow-up, action points, acknowledgements, acknowledgments, thanks, "
    "contact, contacts, contact us, references, links, further reading, photos, photo credits, "
    "disclaimer, housekeeping, logistics, about this document, about these notes",
    "fr": "prochaines étapes, suites, remerciements, contact, contacts, références, liens, photos, "
    "crédits, mentions légales, logistique, suite à donner",
    "es": "próximos pasos, siguientes pasos, agradecimientos, contacto, contactos, referencias, enlaces, "
    "fotos, créditos, logística",
    "pt": "próximos passos, agradecimentos, contacto, contato, contactos, contatos, referências, ligações, "
    "fotos, créditos, logística",
    "de": "nächste schritte, danksagung, dank, kontakt, kontakte, quellen, links, fotos, impressum, organisatorisches",
    "ro": "pașii următori, paşii următori, următorii pași, mulțumiri, contact, contacte, referințe, "
    "linkuri, fotografii",
    "ru": "следующие шаги, дальнейшие шаги, благодарности, контакты, контакт, ссылки, фотографии, "
    "организационные вопросы, оргвопросы",
    "uk": "наступні кроки, подальші кроки, подяки, контакти, контакт, посилання, світлини, організаційні питання",
    "be": "наступныя крокі, далейшыя крокі, падзякі, кантакты, спасылкі",
    "bg": "следващи стъпки, благодарности, контакти, контакт, връзки, снимки",
    "pl": "następne kroki, kolejne kroki, dalsze kroki, podziękowania, kontakt, kontakty, linki, zdjęcia, "
    "sprawy organizacyjne",
    "az": "növbəti addımlar, təşəkkürlər, təşəkkür, əlaqə, keçidlər",
    "ka": "შემდეგი ნაბიჯები, მადლობა, კონტაქტი, საკონტაქტო ინფორმაცია, ბმულები",
    "hy": "հաջորդ քայլերը, հաջորդ քայլեր, հետագա քայլեր, շնորհակալություն, կապ, կոնտակտներ, հղումներ",
    "ar": "الخطوات القادمة, الخطوات التالية, الخطوات المقبلة, شكر وتقدير, شكر, للتواصل, جهات الاتصال, "
    "للاتصال, روابط, المراجع, صور",
    "am": "ቀጣይ እርምጃዎች, ምስጋና, አድራሻ, ማጣቀሻ",
    "sw": "hatua zinazofuata, hatua za mbele, shukrani, mawasiliano, viungo, picha",
    "ha": "matakai na gaba, godiya, tuntuɓa, tuntuba, adireshi",
    "yo": "ìgbésẹ̀ tó kàn, ìdúpẹ́, ìkànsí",
    "zh": "下一步, 後續步驟, 后续步骤, 後續工作, 后续工作, 致謝, 致谢, 聯絡方式, 联系方式, 聯絡, 联系, "
    "參考資料, 参考资料, 連結, 链接",
}
"""Whole headings of what organisers write below the talk."""

PAGES = {
    "en": "page",
    "fr": "page",
    "es": "página, pág",
    "pt": "página, pág",
    "de": "seite",
    "ro": "pagina, pag",
    "ru": "страница, стр",
    "uk": "сторінка, стор",
    "be": "старонка, стар",
    "bg": "страница, стр",
    "pl": "strona, str",
    "az": "səhifə",
    "ka": "გვერდი, გვ",
    "hy": "էջ",
    "ar": "صفحة, الصفحة, ص",
    "am": "ገጽ",
    "sw": "ukurasa",
    "ha": "shafi",
    "yo": "ojú ìwé, ojú-ìwé",
    "zh": "第",
}

CONFIDENTIAL = {
    "en": "confidential, strictly confidential, draft, draft notes, internal, internal use only, "
    "for internal use only, do not circulate, do not distribute, not for circulation, "
    "not for distribution, chatham house rule, chatham house rules, all rights reserved, end, "
    "end of notes, end of session, end of the session, continued, break, coffee break, lunch, "
    "lunch break, unedited notes, raw notes",
    "fr": "confidentiel, brouillon, usage interne, à usage interne, ne pas diffuser, document interne, "
    "tous droits réservés, fin, fin de séance, fin de la séance, suite, pause, pause café, "
    "pause-café, pause déjeuner, notes brutes",
    "es": "confidencial, borrador, uso interno, no difundir, documento interno, "
    "todos los derechos reservados, fin, fin de la sesión, continúa, pausa, receso, almuerzo",
    "pt": "confidencial, rascunho, uso interno, não divulgar, documento interno, "
    "todos os direitos reservados, fim, fim da sessão, continua, pausa, intervalo, almoço",
    "de": "vertraulich, streng vertraulich, entwurf, intern, nur für den internen gebrauch, "
    "nicht weitergeben, alle rechte vorbehalten, ende, pause, kaffeepause, mittagspause",
    "ro": "confidențial, confidenţial, ciornă, uz intern, de uz intern, a nu se distribui, "
    "toate drepturile rezervate, sfârșit, pauză",
    "ru": "конфиденциально, черновик, для внутреннего пользования, для служебного пользования, "
    "не для распространения, не распространять, все права защищены, конец, конец встречи, перерыв, "
    "кофе-брейк, обед",
    "uk": "конфіденційно, чернетка, для внутрішнього користування, не для поширення, "
    "не для розповсюдження, усі права захищено, всі права захищені, кінець, перерва, кава-брейк",
    "be": "канфідэнцыйна, чарнавік, для ўнутранага карыстання, не для распаўсюду, усе правы абаронены, "
    "канец, перапынак",
    "bg": "поверително, чернова, за вътрешно ползване, всички права запазени, край, почивка",
    "pl": "poufne, szkic, wersja robocza, do użytku wewnętrznego, nie rozpowszechniać, "
    "wszelkie prawa zastrzeżone, koniec, przerwa",
    "az": "məxfi, qaralama, daxili istifadə üçün, bütün hüquqlar qorunur, son, fasilə",
    "ka": "კონფიდენციალური, კონფიდენციალურია, სამუშაო ვერსია, შიდა მოხმარებისთვის, ყველა უფლება დაცულია, "
    "დასასრული, შესვენება",
    "hy": "գաղտնի, սևագիր, ներքին օգտագործման համար, բոլոր իրավունքները պաշտպանված են, վերջ, ընդմիջում",
    "ar": "سري, سرية, مسودة, للاستخدام الداخلي, للاستعمال الداخلي, غير قابل للنشر, ليس للنشر, "
    "جميع الحقوق محفوظة, النهاية, انتهى, انتهت الجلسة, استراحة, استراحة قهوة",
    "am": "ሚስጥራዊ, ረቂቅ, ለውስጥ አገልግሎት ብቻ, መብቱ በሕግ የተጠበቀ ነው, ማብቂያ, እረፍት, የሻይ እረፍት",
    "sw": "siri, rasimu, kwa matumizi ya ndani, haki zote zimehifadhiwa, mwisho, mapumziko",
    "ha": "sirri, daftari, don amfanin cikin gida, ƙarshe, karshe, hutu",
    "yo": "àṣírí, àkọkọ́, òpin, ìsinmi",
    "zh": "機密, 机密, 保密, 草稿, 內部使用, 内部使用, 僅供內部使用, 仅供内部使用, 請勿外傳, 请勿外传, "
    "版權所有, 版权所有, 完, 休息, 茶歇",
}
"""Whole lines that organisers stamp on a note, or put between its parts."""

NOTE_TAKERS = {
    "en": "notes by, notes taken by, note-taker, note taker, notetaker, minutes by, minutes taken by, "
    "prepared by, compiled by, recorded by, written up by, transcribed by, translated by, "
    "facilitated by, moderated by, organised by, organized by, supported by, funded by, photo by, "
    "source, version, last updated",
    "fr": "notes prises par, prise de notes, notes de, compte rendu rédigé par, compte rendu de, "
    "rédigé par, préparé par, transcrit par, traduit par, animé par, organisé par, "
    "avec le soutien de, financé par, photo, version, mis à jour le",
    "es": "notas de, notas tomadas por, apuntes de, acta redactada por, redactado por, elaborado por, "
    "preparado por, transcrito por, traducido por, facilitado por, moderado por, organizado por, "
    "con el apoyo de, versión",
    "pt": "notas de, notas por, notas tomadas por, ata redigida por, elaborado por, preparado por, "
    "transcrito por, traduzido por, moderado por, organizado por, com o apoio de, versão",
    "de": "protokoll, protokolliert von, notizen von, mitschrift von, erstellt von, zusammengestellt von, "
    "übersetzt von, moderiert von, moderation, organisiert von, mit unterstützung von, version, stand",
    "ro": "note de, note luate de, notițe de, proces-verbal întocmit de, întocmit de, elaborat de, "
    "pregătit de, tradus de, moderat de, organizat de, cu sprijinul, versiunea",
    "ru": "записал, записала, записали, протокол вёл, протокол вел, протокол вела, протокол составил, "
    "протокол составила, заметки, подготовил, подготовила, подготовлено, составил, составила, "
    "перевёл, перевела, организатор, при поддержке, версия",
    "uk": "записав, записала, нотувала, нотував, протокол вів, протокол вела, підготував, підготувала, "
    "підготовлено, переклав, переклала, за підтримки, версія",
    "be": "запісаў, запісала, пратакол вёў, пратакол вяла, падрыхтаваў, падрыхтавала, пры падтрымцы",
    "bg": "записал, записала, протокол, водил протокола, изготвил, изготвила, подготвил, подготвила, "
    "превод, с подкрепата на",
    "pl": "notował, notowała, notatki, protokołował, protokołowała, protokół sporządził, "
    "protokół sporządziła, sporządził, sporządziła, opracował, opracowała, tłumaczenie, "
    "przy wsparciu, wersja",
    "az": "qeydləri apardı, qeydlər, protokolu tərtib etdi, hazırladı, tərcümə etdi, dəstəyi ilə",
    "ka": "ჩანაწერები, ჩანაწერი გააკეთა, ოქმი შეადგინა, მოამზადა, თარგმნა, მხარდაჭერით",
    "hy": "գրառումները, գրի առավ, արձանագրեց, արձանագրությունը, կազմեց, պատրաստեց, թարգմանեց, աջակցությամբ",
    "ar": "دوّن الملاحظات, دونت الملاحظات, تدوين, تدوين الملاحظات, كتب المحضر, كتبت المحضر, محضر من إعداد, "
    "إعداد, من إعداد, ترجمة, تحرير, بدعم من, تنظيم, تسيير",
    "am": "ማስታወሻ ያዥ, ማስታወሻ የያዘው, ማስታወሻ የያዘችው, ያዘጋጀው, ያዘጋጀችው, የተዘጋጀው",
    "sw": "maelezo yaliandikwa na, kumbukumbu zimeandikwa na, muhtasari umeandikwa na, imeandaliwa na, "
    "imeandikwa na, imetafsiriwa na",
    "ha": "wanda ya rubuta, wadda ta rubuta, bayanan da, an rubuta ta hannun, rubutawa",
    "yo": "ẹni tó kọ ọ́, àkọsílẹ̀ láti ọwọ́, láti ọwọ́",
    "zh": "記錄, 记录, 記錄人, 记录人, 紀錄, 整理, 整理人, 撰寫, 撰写, 翻譯, 翻译, 主辦, 主办, 版本",
}
"""What a line begins with that says who wrote, translated or paid for the note."""

NO_NAMES = {
    "en": "minist, government, council, union, associat, coalition, network, universit, school, institut, "
    "committee, department, office, agency, foundation, cent, organi, society, group, forum, youth, "
    "women, men, student, teacher, farmer, rep, representative, delegat, member, community, media, "
    "journalist, ngo, cso, official, resident, citizen, elder, trader, worker, volunteer, observer, "
    "facilitat, moderat, bank, company, project, court, police, municipal, people, person, "
    "participant, civil, public, national, regional, local, international",
    "fr": "gouvernement, conseil, syndicat, réseau, école, comité, départ, bureau, agence, fondation, "
    "société, groupe, jeun, femme, homme, étudiant, enseignant, agricult, représent, délégu, membre, "
    "communaut, média, ong, habitant, citoyen, mairie, commune, élu, bénévol, personne",
    "es": "gobierno, consejo, sindicato, asocia, red, escuela, comité, oficina, agencia, fundación, "
    "sociedad, grupo, jóven, joven, mujer, hombre, estudiant, docent, profesor, agricult, miembro, "
    "comunid, medios, periodist, vecin, ciudadan, alcald, municip, trabajad",
    "pt": "governo, conselho, rede, escola, comitê, comité, fundação, jovem, juventude, mulher, homem, "
    "estudant, professor, membro, comunid, jornalist, morador, cidad, câmara, prefeitura, trabalhad",
    "de": "regierung, rat, gewerkschaft, verein, verband, netzwerk, schule, ausschuss, amt, stiftung, "
    "gesellschaft, gruppe, jugend, frau, männer, studier, lehr, mitglied, bürger, stadt, gemeinde, "
    "vertret",
    "ro": "guvern, consili, sindicat, asocia, rețea, școal, comitet, birou, agenți, fundați, societate, "
    "grup, tineri, femei, bărbați, elev, profesor, membr, comunit, jurnalist, locuit, cetățe, "
    "primări, reprezent, ong",
    "ru": "министерств, правительств, совет, союз, профсоюз, ассоциац, сеть, университет, школ, институт, "
    "комитет, отдел, управлени, агентств, фонд, центр, организац, обществ, групп, форум, молод, "
    "женщин, мужчин, студент, учител, фермер, представител, делегат, член, житель, жител, граждан, "
    "чиновни, журналист, нко, участни, человек, волонт",
    "uk": "міністерств, уряд, рад, спілк, профспілк, асоціац, мереж, університет, школ, інститут, комітет, "
    "відділ, управлін, агентств, фонд, центр, організац, товариств, груп, молод, жінк, жінок, "
    "чоловік, студент, вчител, фермер, представни, делегат, член, мешкан, громад, журналіст, учасни, "
    "осіб, волонт",
    "be": "міністэрств, урад, рад, саюз, прафсаюз, асацыяц, сетк, універсітэт, школ, інстытут, камітэт, "
    "фонд, цэнтр, арганізац, груп, моладз, жанчын, мужчын, студэнт, настаўні, прадстаўні, жыхар, "
    "грамад, журналіст, удзельні, чалавек",
    "bg": "министерств, правителств, съвет, съюз, синдикат, асоциац, мреж, университет, училищ, институт, "
    "комитет, отдел, агенци, фондац, център, организац, общест, общин, груп, младеж, жен, мъже, "
    "студент, учител, представител, член, жител, граждан, журналист, участни, души",
    "pl": "ministerstw, rząd, rad, związek, związk, stowarzysz, sieć, uniwersytet, szkoł, instytut, "
    "komitet, urząd, agencj, fundacj, centrum, organizacj, grup, młodzież, kobiet, mężczyzn, "
    "student, nauczyciel, rolni, przedstawiciel, członk, mieszkan, obywatel, dziennikarz, uczestni, "
    "osób, gmin",
    "az": "nazirli, hökumət, şura, birli, assosiasiya, şəbəkə, universitet, məktəb, institut, komitə, "
    "fond, mərkəz, təşkilat, qrup, gənc, qadın, kişi, tələbə, müəllim, nümayəndə, üzv, sakin, "
    "vətəndaş, jurnalist, nəfər",
    "ka": "სამინისტრო, მთავრობ, საბჭო, კავშირ, ასოციაცი, ქსელი, უნივერსიტეტ, სკოლ, ინსტიტუტ, კომიტეტ, "
    "სააგენტო, ფონდ, ცენტრ, ორგანიზაცი, ჯგუფ, ახალგაზრდ, ქალ, კაც, სტუდენტ, მასწავლებ, წარმომადგენ, "
    "წევრ, მოქალაქ, ჟურნალისტ, მონაწილე, მერია, ადამიან",
    "hy": "նախարար, կառավար, խորհուրդ, միություն, ասոցիացիա, ցանց, համալսարան, դպրոց, ինստիտուտ, կոմիտե, "
    "գործակալ, հիմնադրամ, կենտրոն, կազմակերպ, խումբ, երիտասարդ, կանայք, կին, տղամարդ, ուսանող, "
    "ուսուցիչ, ներկայացուցիչ, անդամ, բնակիչ, քաղաքացի, լրագրող, մասնակից, մարդ, համայնք",
    "ar": "وزار, حكوم, مجلس, نقاب, اتحاد, جمعي, شبك, جامع, مدرس, معهد, لجن, مكتب, وكال, مؤسس, مركز, منظم, "
    "مجموع, منتدى, شباب, شاب, نساء, امرأة, رجال, طالب, طلب, معلم, أستاذ, فلاح, ممثل, عضو, أعضاء, "
    "مواطن, سكان, صحفي, صحافي, مشارك, شخص, بلدي, الوزار, الحكوم, الشباب, النساء, المجتمع, مجتمع, "
    "هيئ, رابط, تنسيقي, ائتلاف",
    "am": "ሚኒስቴር, መንግሥት, መንግስት, ምክር, ማህበር, ማኅበር, ዩኒቨርሲቲ, ትምህርት, ኢንስቲትዩት, ኮሚቴ, ቢሮ, ድርጅት, ማዕከል, ቡድን, ወጣት, "
    "ሴት, ወንድ, ተማሪ, መምህር, ተወካይ, አባል, ነዋሪ, ጋዜጠኛ, ተሳታፊ, ሰዎች",
    "sw": "wizara, serikali, baraza, chama, umoja, mtandao, chuo, shule, taasisi, kamati, ofisi, wakala, "
    "kituo, shirika, kikundi, kundi, vijana, kijana, wanawake, mwanamke, wanaume, mwanafunzi, "
    "wanafunzi, mwalimu, walimu, mkulima, wakulima, mwakilishi, wawakilishi, mjumbe, mwananchi, "
    "wananchi, mwandishi, mshiriki, washiriki, watu",
    "ha": "ma'aikat, gwamnat, majalis, ƙungiy, kungiy, jami'a, makarant, kwamiti, ofis, cibiy, matas, "
    "mata, maza, ɗalib, dalib, malam, manom, wakil, mamba, ɗan jarid, mahalart, mutan",
    "yo": "ilé-iṣẹ́, ìjọba, ìgbìmọ̀, ẹgbẹ́, àjọ, yunifásítì, ilé-ìwé, ọ́fíìsì, ọ̀dọ́, obìnrin, ọkùnrin, "
    "akẹ́kọ̀ọ́, olùkọ́, àgbẹ̀, aṣojú, ọmọ ẹgbẹ́, akọ̀ròyìn, olùkópa, ènìyàn",
    "zh": "部, 局, 會, 会, 協會, 协会, 大學, 大学, 學校, 学校, 中心, 組織, 组织, 委員, 委员, 代表, 青年, "
    "婦女, 妇女, 學生, 学生, 教師, 教师, 居民, 記者, 记者, 公司, 基金, 名, 人",
}
"""Stems of words for organisations and roles: an entry of an attendance list with one of them is nobody's name."""
