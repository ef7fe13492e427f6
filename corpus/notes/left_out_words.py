"""The words of what is nobody's view in a note, by language: what organisers write around a talk.

Compared without case and accents. A language that is missing loses nothing but this help.
"""

from __future__ import annotations

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

LEGENDS = {
    "en": "legend, instructions, how to use, how to use this board, instructions for participants",
    "fr": "légende, consigne, consignes, mode d'emploi, mode d’emploi",
    "es": "leyenda, instrucciones, consigna, consignas, modo de uso",
    "pt": "legenda, instruções, como usar",
    "de": "legende, anleitung, zeichenerklärung",
    "ro": "legendă, legenda, instrucțiuni",
    "ru": "легенда, условные обозначения, обозначения, инструкция",
    "uk": "легенда, умовні позначення, позначення, інструкція",
    "be": "легенда, умоўныя абазначэнні, інструкцыя",
    "bg": "легенда, условни знаци, инструкции",
    "pl": "legenda, instrukcja, oznaczenia",
    "az": "şərti işarələr, təlimat",
    "ka": "პირობითი ნიშნები, ლეგენდა, ინსტრუქცია",
    "hy": "պայմանական նշաններ, հրահանգ, հրահանգներ",
    "ar": "مفتاح الرموز, دليل الرموز, وسيلة الإيضاح, تعليمات, التعليمات, إرشادات",
    "am": "መግለጫ ምልክቶች, መመሪያ",
    "sw": "maelekezo, ufunguo wa alama",
    "ha": "umarni",
    "yo": "ìtọ́nisọ́nà",
    "zh": "圖例, 图例, 說明, 说明, 使用說明, 使用说明",
}
"""Whole names of the sheet that says what a board's colours mean and how to write on it."""

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
    "lunch break, unedited notes, raw notes, end of recording, end of the recording, recording ends, "
    "end of transcript, end of the transcript, end of meeting, end of the meeting, end of document, "
    "tea break, short break, health break, prayer break, recording stopped, group photo, "
    "to be continued, "
    "end of minutes, end of the minutes, end of report",
    "fr": "confidentiel, brouillon, usage interne, à usage interne, ne pas diffuser, document interne, "
    "tous droits réservés, fin, fin de séance, fin de la séance, suite, pause, pause café, "
    "pause-café, pause déjeuner, notes brutes, fin de l'enregistrement, fin de l’enregistrement, "
    "fin de la transcription, fin de la réunion, fin du document, pause-déjeuner, pause thé, "
    "photo de groupe, à suivre, "
    "fin du procès-verbal, fin du compte rendu",
    "es": "confidencial, borrador, uso interno, no difundir, documento interno, "
    "todos los derechos reservados, fin, fin de la sesión, continúa, pausa, receso, almuerzo, "
    "fin de la grabación, fin de la transcripción, fin de la reunión, fin del documento, "
    "pausa para el café, pausa café, pausa para almorzar, foto de grupo, foto grupal, continuará, "
    "fin del acta, fin de acta",
    "pt": "confidencial, rascunho, uso interno, não divulgar, documento interno, "
    "todos os direitos reservados, fim, fim da sessão, continua, pausa, intervalo, almoço, "
    "fim da gravação, fim da transcrição, fim da reunião, fim do documento, intervalo para café, "
    "pausa para café, pausa para almoço, foto de grupo, "
    "fim da ata",
    "de": "vertraulich, streng vertraulich, entwurf, intern, nur für den internen gebrauch, "
    "nicht weitergeben, alle rechte vorbehalten, ende, pause, kaffeepause, mittagspause, "
    "ende der aufnahme, ende der aufzeichnung, ende des protokolls, ende der sitzung, teepause, "
    "gruppenfoto, fortsetzung folgt, "
    "ende der niederschrift",
    "ro": "confidențial, confidenţial, ciornă, uz intern, de uz intern, a nu se distribui, "
    "toate drepturile rezervate, sfârșit, pauză, sfârșitul înregistrării, sfârșitul ședinței, "
    "sfârșitul documentului, pauză de cafea, pauza de cafea, pauză de masă, fotografie de grup, "
    "sfârșitul procesului-verbal",
    "ru": "конфиденциально, черновик, для внутреннего пользования, для служебного пользования, "
    "не для распространения, не распространять, все права защищены, конец, конец встречи, перерыв, "
    "кофе-брейк, обед, конец записи, конец расшифровки, конец протокола, запись окончена, "
    "перерыв на чай, перерыв на кофе, перерыв на обед, чайная пауза, общее фото, общая фотография, "
    "конец заметок",
    "uk": "конфіденційно, чернетка, для внутрішнього користування, не для поширення, "
    "не для розповсюдження, усі права захищено, всі права захищені, кінець, перерва, кава-брейк, "
    "кінець запису, кінець розшифровки, кінець протоколу, кінець зустрічі, перерва на чай, "
    "перерва на каву, обідня перерва, спільне фото, "
    "кінець нотаток",
    "be": "канфідэнцыйна, чарнавік, для ўнутранага карыстання, не для распаўсюду, усе правы абаронены, "
    "канец, перапынак, канец запісу, канец сустрэчы, перапынак на чай, перапынак на каву, "
    "агульнае фота, "
    "канец пратакола",
    "bg": "поверително, чернова, за вътрешно ползване, всички права запазени, край, почивка, "
    "край на записа, край на срещата, кафе пауза, кафе-пауза, обедна почивка, обща снимка, "
    "край на протокола",
    "pl": "poufne, szkic, wersja robocza, do użytku wewnętrznego, nie rozpowszechniać, "
    "wszelkie prawa zastrzeżone, koniec, przerwa, koniec nagrania, koniec spotkania, "
    "koniec transkrypcji, przerwa kawowa, przerwa na kawę, przerwa obiadowa, wspólne zdjęcie, "
    "koniec protokołu",
    "az": "məxfi, qaralama, daxili istifadə üçün, bütün hüquqlar qorunur, son, fasilə, yazının sonu, "
    "görüşün sonu, çay fasiləsi, nahar fasiləsi, ümumi şəkil, "
    "protokolun sonu",
    "ka": "კონფიდენციალური, კონფიდენციალურია, სამუშაო ვერსია, შიდა მოხმარებისთვის, ყველა უფლება დაცულია, "
    "დასასრული, შესვენება, ჩანაწერის დასასრული, შეხვედრის დასასრული, ყავის შესვენება, "
    "ჩაის შესვენება, საერთო ფოტო, "
    "ოქმის დასასრული",
    "hy": "գաղտնի, սևագիր, ներքին օգտագործման համար, բոլոր իրավունքները պաշտպանված են, վերջ, ընդմիջում, "
    "ձայնագրության ավարտ, հանդիպման ավարտ, սուրճի ընդմիջում, թեյի ընդմիջում, ճաշի ընդմիջում, "
    "խմբային լուսանկար, "
    "արձանագրության ավարտ",
    "ar": "سري, سرية, مسودة, للاستخدام الداخلي, للاستعمال الداخلي, غير قابل للنشر, ليس للنشر, "
    "جميع الحقوق محفوظة, النهاية, انتهى, انتهت الجلسة, استراحة, استراحة قهوة, نهاية التسجيل, "
    "نهاية الجلسة, نهاية الاجتماع, انتهى التسجيل, استراحة شاي, استراحة غداء, استراحة الغداء, "
    "صورة جماعية, يتبع, "
    "انتهى المحضر, نهاية المحضر, انتهت الملاحظات",
    "am": "ሚስጥራዊ, ረቂቅ, ለውስጥ አገልግሎት ብቻ, መብቱ በሕግ የተጠበቀ ነው, ማብቂያ, እረፍት, የሻይ እረፍት, የቀረጻው መጨረሻ, የስብሰባው መጨረሻ, "
    "የቡና እረፍት, የምሳ እረፍት, የቡድን ፎቶ, "
    "የቃለ ጉባኤው መጨረሻ",
    "sw": "siri, rasimu, kwa matumizi ya ndani, haki zote zimehifadhiwa, mwisho, mapumziko, "
    "mwisho wa kurekodi, mwisho wa kikao, mapumziko ya chai, mapumziko ya chakula, picha ya pamoja, "
    "mwisho wa kumbukumbu, mwisho wa muhtasari",
    "ha": "sirri, daftari, don amfanin cikin gida, ƙarshe, karshe, hutu, ƙarshen taro, hutun shayi, "
    "hutun abinci, hoton rukuni",
    "yo": "àṣírí, àkọkọ́, òpin, ìsinmi, òpin ìpàdé",
    "zh": "機密, 机密, 保密, 草稿, 內部使用, 内部使用, 僅供內部使用, 仅供内部使用, 請勿外傳, 请勿外传, "
    "版權所有, 版权所有, 完, 休息, 茶歇, 錄音結束, 录音结束, 會議結束, 会议结束, 記錄完, 记录完, "
    "茶敘, 茶叙, 午餐, 午休, 休息十分鐘, 休息十分钟, 合照, 大合照, 待續, 待续, 散會, 散会, 閉會, "
    "闭会, 拍照, 大家合照, "
    "會議紀要完, 会议纪要完, 紀錄結束, 记录结束",
}
"""Whole lines that organisers stamp on a note, or put between its parts."""

NOTE_TAKERS = {
    "en": "notes by, notes taken by, note-taker, note taker, notetaker, minutes by, minutes taken by, "
    "prepared by, compiled by, recorded by, written up by, transcribed by, translated by, "
    "facilitated by, moderated by, organised by, organized by, supported by, funded by, photo by, "
    "source, version, last updated, notes were taken by, the notes were taken by, "
    "these notes were taken by, notes written by, minutes were taken by, drafted by, writing, "
    "rapporteur, scribe, secretary, minute-taker, notes compiled by, report by, report prepared by, "
    "reporting, notes and photos, "
    "hosted by, convened by, table host, table hosts",
    "fr": "notes prises par, prise de notes, notes de, compte rendu rédigé par, compte rendu de, "
    "rédigé par, préparé par, transcrit par, traduit par, animé par, organisé par, "
    "avec le soutien de, financé par, photo, version, mis à jour le, les notes ont été prises par, "
    "notes rédigées par, le compte rendu a été rédigé par, rédaction, procès-verbal établi, "
    "secrétaire de séance, secrétaire, rapporteur, rapporteuse, scribe, compte rendu établi par, "
    "compte rendu rédigé, prise de note, preneuse de notes, preneur de notes, "
    "accueilli par, rencontre accueillie par, hôte de table",
    "es": "notas de, notas tomadas por, apuntes de, acta redactada por, redactado por, elaborado por, "
    "preparado por, transcrito por, traducido por, facilitado por, moderado por, organizado por, "
    "con el apoyo de, versión, las notas fueron tomadas por, notas redactadas por, redacción, "
    "el acta fue redactada por, se levanta acta, secretaria, secretario, relatora, relator, "
    "acta levantada por, levantó el acta, tomó notas, toma de notas, "
    "convocado por, convocan, anfitrión de mesa, anfitriona de mesa, apunta, apuntó",
    "pt": "notas de, notas por, notas tomadas por, ata redigida por, elaborado por, preparado por, "
    "transcrito por, traduzido por, moderado por, organizado por, com o apoio de, versão, "
    "as notas foram tomadas por, notas redigidas por, redação, a ata foi redigida por, lavrou-se, "
    "secretária, secretário, relatora, relator, ata lavrada por, redigiu, notas tomadas pela, "
    "notas tomadas pelo, "
    "convocado por, acolhido por, anfitrião da mesa",
    "de": "protokoll, protokolliert von, notizen von, mitschrift von, erstellt von, zusammengestellt von, "
    "übersetzt von, moderiert von, moderation, organisiert von, mit unterstützung von, version, "
    "stand, das protokoll wurde, die notizen wurden, verfasst von, redaktion, protokollführung, "
    "schriftführung, protokollantin, protokollant, mitschrift, protokoll führte, "
    "gastgeber, gastgeberin, eingeladen von, ausgerichtet von",
    "ro": "note de, note luate de, notițe de, proces-verbal întocmit de, întocmit de, elaborat de, "
    "pregătit de, tradus de, moderat de, organizat de, cu sprijinul, versiunea, "
    "notele au fost luate de, redactat de, redactare, procesul-verbal a fost întocmit, a consemnat, "
    "consemnat de, secretar, secretară, raportor, raportoare, "
    "găzduit de, convocat de",
    "ru": "записал, записала, записали, протокол вёл, протокол вел, протокол вела, протокол составил, "
    "протокол составила, заметки, подготовил, подготовила, подготовлено, составил, составила, "
    "перевёл, перевела, организатор, при поддержке, версия, протокол составлен, записи вёл, "
    "записи вел, записи вела, запись вёл, запись вел, запись вела, записано, редакция, секретарь, "
    "протоколист, докладчик, записал(а), вёл протокол, вела протокол, вел протокол, "
    "принимающая сторона, созвано, хозяева стола, ведущие столов",
    "uk": "записав, записала, нотувала, нотував, протокол вів, протокол вела, підготував, підготувала, "
    "підготовлено, переклав, переклала, за підтримки, версія, протокол складено, протокол склав, "
    "протокол склала, записи вів, записи вела, записано, редакція, секретар, секретарка, "
    "протоколіст, записав(ла), вів протокол, вела протокол, "
    "приймаюча сторона, скликано, господарі столів",
    "be": "запісаў, запісала, пратакол вёў, пратакол вяла, падрыхтаваў, падрыхтавала, пры падтрымцы, "
    "пратакол складзены, запісы вёў, запісы вяла, запісана, сакратар, сакратарка",
    "bg": "записал, записала, протокол, водил протокола, изготвил, изготвила, подготвил, подготвила, "
    "превод, с подкрепата на, протоколът е съставен, протоколът беше воден, бележките са водени, "
    "записано, секретар, протоколчик, водил протокол, записки води",
    "pl": "notował, notowała, notatki, protokołował, protokołowała, protokół sporządził, "
    "protokół sporządziła, sporządził, sporządziła, opracował, opracowała, tłumaczenie, "
    "przy wsparciu, wersja, protokół sporządzono, notatki sporządził, notatki sporządziła, "
    "notatki sporządzono, spisał, spisała, sekretarz, sekretarka, protokolant, protokolantka, "
    "sporządzono przez, "
    "gospodarz, gospodyni, gospodarze stolików",
    "az": "qeydləri apardı, qeydlər, protokolu tərtib etdi, hazırladı, tərcümə etdi, dəstəyi ilə, "
    "protokol tərtib edildi, qeydlər aparıldı, qeyd etdi, yazdı, katib, qeydləri aparan, qeyd aparan, "
    "qeydləri götürən, qeyd götürən, protokolu aparan, ev sahibi",
    "ka": "ჩანაწერები, ჩანაწერი გააკეთა, ოქმი შეადგინა, მოამზადა, თარგმნა, მხარდაჭერით, ოქმი შედგენილია, "
    "ჩანაწერი მომზადდა, ჩაიწერა, ჩანიშნა, მდივანი, ოქმის შემდგენელი, "
    "მასპინძელი, ჩანაწერების ავტორი",
    "hy": "գրառումները, գրի առավ, արձանագրեց, արձանագրությունը, կազմեց, պատրաստեց, թարգմանեց, "
    "աջակցությամբ, արձանագրությունը կազմվեց, գրառումները կատարեց, գրառումները կատարվել են, "
    "քարտուղար, արձանագրող, գրառող, գրի առնող, "
    "հյուրընկալող, արձանագրությունը կազմող",
    "ar": "دوّن الملاحظات, دونت الملاحظات, تدوين, تدوين الملاحظات, كتب المحضر, كتبت المحضر, محضر من إعداد, "
    "إعداد, من إعداد, ترجمة, تحرير, بدعم من, تنظيم, تسيير, تم تدوين الملاحظات, "
    "دونت الملاحظات من طرف, تم تدوين المحضر, حرر المحضر, حررت المحضر, تم تحرير المحضر, "
    "كتبت الملاحظات, المقرر, المقررة, كاتب المحضر, كاتبة المحضر, حرره, حررته, مقرر الجلسة, "
    "مقررة الجلسة, "
    "أمين السر, أمينة السر, كاتب الجلسة, كاتبة الجلسة, باستضافة, بدعوة من",
    "am": "ማስታወሻ ያዥ, ማስታወሻ የያዘው, ማስታወሻ የያዘችው, ያዘጋጀው, ያዘጋጀችው, የተዘጋጀው, ማስታወሻው የተያዘው, ማስታወሻውን የያዘው, "
    "ማስታወሻውን የያዘችው, ቃለ ጉባኤ ያዥ, ጸሐፊ, ቃለ ጉባኤ የያዘው, "
    "አስተናጋጅ",
    "sw": "maelezo yaliandikwa na, kumbukumbu zimeandikwa na, muhtasari umeandikwa na, imeandaliwa na, "
    "imeandikwa na, imetafsiriwa na, maelezo yameandikwa na, kumbukumbu zimeandaliwa na, "
    "mwandishi wa kikao, imerekodiwa na, mwandishi, katibu, mnukuu, "
    "mwenyeji",
    "ha": "wanda ya rubuta, wadda ta rubuta, bayanan da, an rubuta ta hannun, rubutawa, an rubuta bayanan, "
    "mai rubutu, an ɗauki bayanan, sakatare, mai ɗaukar bayanai",
    "yo": "ẹni tó kọ ọ́, àkọsílẹ̀ láti ọwọ́, láti ọwọ́, a kọ àkọsílẹ̀, akọ̀wé, olùkọ̀wé",
    "zh": "記錄, 记录, 記錄人, 记录人, 紀錄, 整理, 整理人, 撰寫, 撰写, 翻譯, 翻译, 主辦, 主办, 版本, "
    "本記錄由, 本记录由, 會議記錄, 会议记录, 記錄者, 记录者, 紀錄人, 書記, 书记, 整理者, 纪录, "
    "以上由, 以上内容由, 以上內容由, "
    "承辦, 承办, 召集人",
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

THANKS = {
    "en": "thank you, thanks everyone, thanks all, thanks to all, thanks to everyone, thanks for, "
    "many thanks, with thanks, we thank, we would like to thank, we wish to thank, our thanks, "
    "special thanks, hope this, do not hesitate, let me know, please let me know, "
    "please let us know, see you, "
    "if you find errors, if there are errors, if you notice errors, please send corrections, "
    "corrections are welcome, any errors",
    "fr": "nous vous remercions, merci, nous remercions, un grand merci, remerciements, "
    "nous tenons à remercier, nous souhaitons remercier, avec nos remerciements, n'hésitez pas, "
    "n’hésitez pas, à bientôt, en espérant que ces, "
    "en cas d'erreur, en cas d’erreur, merci de signaler, si vous constatez une erreur",
    "es": "se agradece, gracias por, gracias a todos, gracias a todas, muchas gracias, agradecemos, "
    "agradecimiento, agradecimientos, damos las gracias, queremos agradecer, nuestro agradecimiento, "
    "quedamos atentos, quedo atenta, quedo atento, no duden, hasta pronto, "
    "si hay errores, en caso de error, avísenme si, si encuentran errores",
    "pt": "agradece-se, obrigado, obrigada, agradecemos, muito obrigado, agradecimentos, "
    "queremos agradecer, os nossos agradecimentos, gratos a, ficamos à disposição, "
    "fico à disposição, até breve, "
    "se houver erros, em caso de erro, avisem se, se encontrarem erros",
    "de": "danke, vielen dank, wir danken, herzlichen dank, wir möchten uns bedanken, wir bedanken uns, "
    "ein herzliches dankeschön, bis bald, bei fragen, "
    "bei fehlern, falls fehler, korrekturen bitte",
    "ro": "mulțumim, mulţumim, mulțumesc, vă mulțumim, mulțumiri, mulţumiri, dorim să mulțumim, "
    "le mulțumim, pe curând, vă stau la dispoziție, "
    "dacă găsiți erori, dacă există erori, în caz de erori",
    "ru": "спасибо, благодарим, большое спасибо, выражаем благодарность, мы благодарим, "
    "хотим поблагодарить, благодарность, до встречи, до свидания, если есть вопросы, "
    "если заметите ошибк, если есть ошибк, об ошибках, просьба сообщить об ошибк",
    "uk": "дякуємо, дякую, щиро дякуємо, подяка, ми дякуємо, хочемо подякувати, вдячні, до зустрічі, "
    "до побачення, якщо є питання, "
    "якщо помітите помилк, якщо є помилк, про помилки",
    "be": "дзякуем, дзякуй, шчыра дзякуем, мы дзякуем, калі ёсць памылк, пра памылкі",
    "bg": "благодарим, благодаря, благодарности, ние благодарим, искаме да благодарим, до скоро, довиждане, "
    "ако има грешки, ако забележите грешк",
    "pl": "dziękujemy, dziękuję, serdecznie dziękujemy, podziękowania, chcielibyśmy podziękować, dziękuje, "
    "do zobaczenia, w razie pytań, "
    "w razie błędów, jeśli są błędy, proszę zgłaszać błędy",
    "az": "təşəkkür, hamıya təşəkkür, hər kəsə təşəkkür, təşəkkürlər, görüşənədək, sağ olun, "
    "səhv olarsa, səhv görsəniz",
    "ka": "გმადლობთ, მადლობა, დიდი მადლობა, მადლობას ვუხდით, გვინდა მადლობა, ნახვამდის, "
    "შეცდომის შემთხვევაში, თუ შეცდომა",
    "hy": "շնորհակալություն, շնորհակալ, մեր շնորհակալությունը, շնորհակալություն ենք, ցտեսություն, մինչ նոր հանդիպում, "
    "սխալի դեպքում, եթե սխալ",
    "ar": "شكرا, نشكر, جزيل الشكر, كل الشكر, الشكر, نتقدم بالشكر, نود أن نشكر, كل الامتنان, نتوجه بالشكر, "
    "إلى اللقاء, في انتظار ردكم, لا تترددوا, "
    "إن وجد خطأ, في حال وجود خطأ, إذا وجدتم خطأ",
    "am": "እናመሰግናለን, አመሰግናለሁ, እናመሰግን, ምስጋና, ደህና ሁኑ, ስህተት ካለ, ስህተት ካገኙ",
    "sw": "asante, asanteni, tunashukuru, shukrani, tunawashukuru, tunapenda kuwashukuru, nawashukuru, "
    "karibuni tena, kwaherini, "
    "kama kuna makosa, mkiona makosa, ukiona makosa",
    "ha": "mun gode, na gode, muna godiya, muna gode",
    "yo": "a dúpẹ́, ẹ ṣé, ẹ ṣeun",
    "zh": "謝謝, 谢谢, 感謝, 感谢, 謹此致謝, 特別感謝, 特别感谢, 多謝, 多谢, 敬請, 期待您的, 如有疑問, 如有疑问, "
    "如有錯誤, 如有错误, 如有錯漏, 如有错漏, 如有疏漏, 如有遺漏, 如有遗漏",
}
"""What a line of thanks begins with, or one that asks for corrections."""

THANKS_LAST = {
    "az": "təşəkkür edirik, təşəkkür edirəm, təşəkkürlər",
    "hy": "շնորհակալ ենք, շնորհակալություն ենք հայտնում",
    "am": "እናመሰግናለን, አመሰግናለሁ, ምስጋና እናቀርባለን",
    "ka": "მადლობა ყველას, გმადლობთ",
    "zh": "致謝, 致谢",
}
"""What it ends with where the verb comes last."""

MEETINGS = {
    "en": "session, meeting, workshop, dialogue, lunch, coffee, minutes, recording, facilitator, "
    "moderator, list of participants, participant list, attendance list, attendance sheet, notes, "
    "tea, snack, refreshment, photo, agenda, introduction, participants, round table, circle, forum, "
    "consultation, interview, focus group, "
    "discussion, closing remarks, opening remarks, closing words, welcome remarks",
    "fr": "séance, réunion, atelier, rencontre, dialogue, déjeuner, pause, discussion, animat, modérat, "
    "facilitat, liste des, liste de, notes, goûter, collation, café, enregistrement, photo, "
    "ordre du jour, tour de table, participants, participantes, table ronde, cercle, forum, "
    "entretien, consultation, "
    "mot de clôture, mot de bienvenue, discours de clôture, procès-verbal",
    "es": "sesión, reunión, taller, encuentro, diálogo, almuerzo, receso, jornada, facilitad, moderad, "
    "lista de, notas, refrigerio, merienda, café, grabación, foto, orden del día, presentación, "
    "participantes, ronda, "
    "discusión, debate, acta, palabras de cierre, palabras de bienvenida",
    "pt": "sessão, reunião, oficina, encontro, diálogo, almoço, intervalo, roda, facilitad, moderad, "
    "lista de, notas, lanche, café, gravação, foto, ordem do dia, apresentação, participantes, "
    "discussão, debate, ata da, palavras de encerramento, palavras de boas-vindas",
    "de": "sitzung, treffen, workshop, gespräch, mittagessen, pause, veranstaltung, moderat, "
    "teilnehmerliste, anwesenheitsliste, notizen, kaffee, imbiss, aufnahme, foto, tagesordnung, "
    "vorstellungsrunde, teilnehmende, die sitzung, protokoll, "
    "diskussion, schlusswort, grußwort",
    "ro": "sesiunea, ședința, întâlnire, întîlnirea, atelierul, dialogul, prânzul, discuția, moderat, "
    "facilitat, lista, notele, gustare, cafea, înregistrarea, fotografi, ordinea de zi, prezentare, "
    "participanți, atelier, "
    "dezbatere, procesul-verbal, cuvântul de încheiere, cuvântul de deschidere",
    "ru": "встреча, заседание, собрание, семинар, диалог, обед, перерыв, обсуждение, сессия, модератор, "
    "фасилитатор, ведущ, список участников, лист регистрации, заметки, чай, кофе, запись, фото, "
    "повестка, знакомство, участники, протокол, мастерск, круглый стол, "
    "дискуссия, заключительное слово, вступительное слово",
    "uk": "зустріч, засідання, збори, семінар, діалог, обід, перерва, обговорення, сесія, модератор, "
    "фасилітатор, ведуч, список учасників, нотатки, чай, кава, запис, фото, порядок денний, "
    "знайомство, учасники, протокол, майстерн, круглий стіл, коло, "
    "дискусія, заключне слово, вступне слово",
    "be": "сустрэча, пасяджэнне, сход, семінар, дыялог, абед, перапынак, абмеркаванне, мадэратар, "
    "фасілітатар, вядуч, спіс удзельнікаў, нататкі, чай, кава, запіс, фота, парадак дня, удзельнікі, "
    "пратакол, "
    "дыскусія, заключнае слова",
    "bg": "срещата, заседанието, събранието, семинарът, диалогът, обядът, почивката, обсъждането, "
    "модератор, фасилитатор, водещ, списък, бележките, кафе, записът, снимка, дневният ред, "
    "представяне, участниците, среща, протокол, работилниц, семинар, кръг, "
    "дискусия, заключително слово, встъпително слово",
    "pl": "spotkanie, posiedzenie, zebranie, warsztat, dialog, obiad, przerwa, dyskusja, sesja, moderator, "
    "facylitator, prowadząc, lista, notatki, kawa, poczęstunek, nagranie, zdjęcie, porządek, "
    "przedstawieni, uczestnicy, protokół, "
    "słowo końcowe, słowo wstępne",
    "az": "görüş, iclas, seminar, dialoq, nahar, fasilə, müzakirə, sessiya, moderator, fasilitator, "
    "aparıcı, iştirakçıların siyahısı, qeydlər, çay, yazı, foto, gündəlik, tanışlıq, iştirakçılar, "
    "yekun söz, giriş sözü, protokol",
    "ka": "შეხვედრა, სხდომა, სემინარი, დიალოგი, სადილი, შესვენება, განხილვა, სესია, მოდერატორ, "
    "ფასილიტატორ, წამყვან, მონაწილეთა სია, ჩანაწერ, ჩაი, ყავა, ფოტო, დღის წესრიგ, მონაწილეები, ოქმი, "
    "დისკუსია, დასკვნითი სიტყვა, მისასალმებელი სიტყვა",
    "hy": "հանդիպումը, նիստը, սեմինարը, երկխոսությունը, ճաշը, ընդմիջումը, քննարկումը, մոդերատոր, "
    "ֆասիլիտատոր, վարող, հանդիպում, նիստ, սեմինար, ընդմիջ, մասնակիցների ցանկ, գրառում, թեյ, սուրճ, "
    "ձայնագր, լուսանկար, օրակարգ, մասնակիցներ, քննարկում, "
    "արձանագրություն, եզրափակիչ խոսք, բացման խոսք",
    "ar": "الجلسة, الاجتماع, اللقاء, الورشة, الحوار, الغداء, الاستراحة, النقاش, الميسر, الميسرة, المنشط, "
    "المنشطة, المسير, قائمة المشاركين, قائمة الحضور, الملاحظات, الشاي, القهوة, التسجيل, صورة, "
    "جدول الأعمال, التعارف, المشاركون, محضر, "
    "المحضر, المناقشة, الصور, الكلمة الختامية, كلمة الختام, كلمة الافتتاح",
    "am": "ስብሰባው, ውይይቱ, ምሳ, እረፍት, መድረኩ, ጉባኤው, አወያይ, አመቻች, ስብሰባ, ውይይት, የተሳታፊዎች ዝርዝር, ማስታወሻ, ሻይ, ቡና, ቀረጻ, "
    "ፎቶ, አጀንዳ, ተሳታፊዎች, "
    "ቃለ ጉባኤ, የመዝጊያ ንግግር, የመክፈቻ ንግግር",
    "sw": "kikao, mkutano, warsha, mjadala, chakula, baraza, mapumziko, mwezeshaji, msimamizi, orodha, "
    "maelezo, chai, vitafunio, kurekodi, picha, ajenda, utambulisho, washiriki, "
    "majadiliano, kumbukumbu, muhtasari, neno la kufunga, hotuba ya kufunga",
    "ha": "taron, zaman, taro, abincin, tattaunawar, mai gudanarwa, jerin mahalarta, bayanan, shayi, hoto, mahalarta",
    "yo": "ìpàdé, ìjíròrò, oúnjẹ, olùdarí, àkọsílẹ̀, tíì, àwòrán, olùkópa",
    "zh": "會議, 会议, 座談, 座谈, 午餐, 公聽會, 茶歇, 主持人, 引導人, 引导人, 名單, 名单, 簽到, 记录, "
    "記錄, 茶, 點心, 点心, 錄音, 录音, 合照, 議程, 议程, 自我介紹, 自我介绍, 與會, 与会, 參與者, "
    "座談會, "
    "討論, 讨论, 閉幕詞, 闭幕词, 開幕詞, 开幕词",
}
"""Stems for the event itself: with a word of `CLOSINGS` a short line reports its course."""

CLOSINGS = {
    "en": "served, closed, ended, adjourned, concluded, was served, resumed, opened, began, started, "
    "finished, lasted, next, welcomed, attached, annexed, enclosed, split, divided, introduced, "
    "stopped, compiled, reviewed, held, took place, take place, begins, begin, opens, closes, ends, "
    "wrapped up, recorded, transcribed, taken by, adjourn, reconvene, available, on request, shared, "
    "in the folder, uploaded, sent to, posted, end of, approved, adopted, read out, were made, "
    "was given, were given, circulated, will be sent, be sent, folder, shared drive",
    "fr": "levée, close, clôtur, terminé, servi, repris, ouverte, commencé, fini, prochain, souhait, "
    "bienvenue, joint, annexé, répart, divis, présent, arrêt, rédig, établi, relues, relu, tenue, "
    "aura lieu, a lieu, se tiendra, ouvre, clôt, termin, enregistr, transcri, lève, disponible, "
    "sur demande, en pièce jointe, ci-joint, envoyé, déposé, fin de, approuv, adopt, prononc, "
    "envoyé, partag, diffus, dossier partagé",
    "es": "cerró, terminó, concluyó, finalizó, clausur, sirvió, reanud, abrió, comenzó, próxim, siguiente, "
    "bienvenida, adjunta, anexa, dividi, reparti, present, detuvo, redact, elabor, revisad, "
    "realizará, tendrá lugar, será, abre, cierra, levant, sirvi, grab, transcri, disponible, "
    "a solicitud, enviada, enviadas, subid, fin de, fin del, terminada, aprob, leíd, pronunci, "
    "estuvieron a cargo, enviará, compartir, carpeta",
    "pt": "encerr, terminou, concluí, servido, retom, abriu, começou, finaliz, próxim, boas-vindas, anexo, "
    "anexa, dividi, reparti, apresent, parou, redig, elabor, revist, realizar, terá lugar, será, "
    "abre, lavr, servid, grav, transcri, tomadas por, tomadas pel, aberta, disponív, a pedido, "
    "enviad, fim da, fim do, aprovad, lida, proferid, ficaram a cargo, partilhad, compartilhad",
    "de": "geschlossen, endete, beendet, schloss, serviert, begann, eröffnet, nächst, begrüß, beigefügt, "
    "angehängt, aufgeteilt, teilten sich, stellten sich vor, gestoppt, erstellt, findet, statt, "
    "aufgezeichnet, transkribiert, unterbrochen, ende de, genehmigt, verlesen, hielt, gesprochen, "
    "verschickt, versendet, versandt, ordner",
    "ro": "încheiat, închis, terminat, servit, reluat, deschis, început, următoar, salut, bun venit, "
    "anexat, anexată, împărțit, prezentat, oprit, întocmit, redactat, va avea loc, are loc, "
    "înregistrat, transcris, încheie, sfârșitul, sfârșit de, aprobat, citit, rostit, trimis, "
    "distribuit, pasta partilhada, pasta compartilhada, dosarul",
    "ru": "завершил, закончил, закрыл, законч, подали, продолжил, открыл, начал, следующ, приветств, "
    "прилага, приложен, раздел, представ, останов, состав, состоится, пройдёт, пройдет, закрыт, "
    "открыт, подан, записан, расшифр, прошла, прошло, заверш, доступн, по запросу, выслан, "
    "отправлен, размещ, конец, утвержд, зачитан, произнёс, произнес, разослан, вышлем, разошл",
    "uk": "завершил, закінчил, закрил, подали, продовжил, відкрил, розпоча, почал, наступн, привіт, "
    "додається, додано, поділ, представ, зупинен, склад, відбудеться, закрит, відкрит, подано, "
    "записан, розшифр, відбулас, доступн, на запит, надісла, розміщ, кінець, затвердж, зачитан, "
    "виголос, розісла, надішл, папк, папц, теці",
    "be": "завяршыл, скончыл, закрыл, падалі, працягнул, адкрыл, пачал, наступн, прывіт, дадаецца, падзял, "
    "прадстав, адбудзецца, закрыт, адкрыт, запісан, адбыл, канец, зацвердж, зачытан, разасла, дашл",
    "bg": "приключи, завърши, закри, сервира, продължи, откри, започна, следващ, приветств, приложен, "
    "раздел, представ, спря, съставен, ще се проведе, ще се състои, закрит, открит, сервир, записан, "
    "поднес, край на, приет, прочет, произнес, изпратен, разпратен",
    "pl": "otworzy, zakończ, zamknię, podano, wznowi, otwar, rozpocz, zaczę, następn, powita, przywita, "
    "załącz, podzieli, przedstawi, zatrzyma, sporządz, odbędzie, zamknięt, otwart, nagran, spisan, "
    "odbył, koniec, przyjęt, zatwierdz, odczytan, wygłosi, wysłan, rozesłan",
    "az": "bağlandı, bitdi, başa çatdı, verildi, davam etdi, açıldı, başladı, növbəti, salamla, "
    "əlavə olunur, bölün, tanış, dayandır, keçiriləcək, bağlan, yazıldı, sonu, təsdiq, oxundu, "
    "söylədi, göndəril, paylaşıl, qovluq",
    "ka": "დასრულდა, დაიხურა, დამთავრდა, გაგრძელდა, გაიხსნა, დაიწყო, შემდეგი, მომდევნო, მიესალმა, "
    "თან ერთვის, დაიყო, წარადგინ, შეჩერდა, გაიმართება, დახურა, გახსნა, ჩაიწერა, შედგა, დასასრულ, "
    "დამტკიცდა, წაიკითხეს, წარმოთქვა, გაიგზავნება, გამოიგზავნება, საქაღალდე",
    "hy": "ավարտվեց, փակվեց, մատուցվեց, շարունակվեց, բացվեց, սկսվեց, հաջորդ, ողջունեց, կցվում, կցված, "
    "բաժանվ, ներկայաց, տեղի կունենա, փակվ, բացվ, ավարտվ, սկսվ, ձայնագրվ, ավարտ, հաստատվ, ընթերցվ, "
    "հանդես եկավ, կուղարկվ, կուղարկեն, թղթապանակ",
    "ar": "انته, اختتم, رفعت, أغلق, قدم, استؤنف, افتتح, بدأ, القادم, المقبل, رحب, رحبت, مرفق, مرفقة, "
    "انقسم, تقسيم, توقف, حرر, سيعقد, ينعقد, تنعقد, أقيم, فتح, انتهى, قدمت, سجل, القادمة, المقبلة, "
    "متاح, عند الطلب, أرسلت, نهاية, صودق, تلي, اعتمد, ألقى, ألقت, سترسل, سيرسل, سنرسل, المجلد",
    "am": "ተጠናቀቀ, አበቃ, ተዘጋ, ቀረበ, ቀጠለ, ተከፈተ, ተጀመረ, ቀጣይ, ተቀበሉ, ተያይዟል, ተከፋፈሉ, ይካሄዳል, ተካሄደ, አለቀ, ተቀረጸ, መጨረሻ, "
    "ጸደቀ, ተነበበ, ተደረገ, ይላካል, ይላካሉ",
    "sw": "kilifungwa, ulifungwa, kilimalizika, ulimalizika, kilianza, ulianza, kilifunguliwa, kijacho, "
    "ujao, kuwakaribisha, aliwakaribisha, imeambatishwa, waligawanyika, utafanyika, kitafanyika, "
    "alifungua, alifunga, ilirekodiwa, walijitambulisha, mwisho wa, ulisomwa, ziliidhinishwa, "
    "zilisomwa, alitoa, itatumwa, zitatumwa, yatatumwa, utatumwa, folder, folda",
    "ha": "ƙare, kare, rufe, fara, buɗe, bude, gaba, maraba, haɗe, raba, zai kasance, za a yi, aka rufe, "
    "an rufe, an buɗe, ƙarshen",
    "yo": "parí, tó kàn, bẹ̀rẹ̀, tó kàn, kí káàbọ̀, yóò wáyé, òpin",
    "zh": "結束, 结束, 散會, 散会, 開始, 开始, 供應, 供应, 下次, 歡迎, 欢迎, 附件, 附上, 分成, 分組, "
    "停止, 舉行, 举行, 開場, 开场, 閉幕, 闭幕, 提供, 錄製, 分鐘, 分钟, 完畢, 完毕, "
    "通過, 通过, 宣讀, 宣读, 寄出, 寄送, 發送, 发送, 傳到群組, 发到群, 文件夾, 文件夹, 資料夾",
}

FINALES = {
    "en": "closing, wrap-up, wrap up, close",
    "fr": "clôture, mot de la fin",
    "es": "cierre, clausura",
    "pt": "encerramento, fecho",
    "de": "abschluss, ausklang",
    "ro": "încheiere, închidere",
    "ru": "закрытие, завершение",
    "uk": "закриття, завершення",
    "be": "закрыццё, завяршэнне",
    "bg": "закриване, приключване",
    "pl": "zakończenie, zamknięcie",
    "az": "bağlanış, yekun",
    "ka": "დახურვა, დასრულება",
    "hy": "ավարտ, փակում",
    "ar": "الاختتام, الختام, اختتام",
    "am": "መዝጊያ",
    "sw": "kufunga, hitimisho",
    "ha": "rufewa, kammalawa",
    "yo": "ìparí",
    "zh": "閉幕, 闭幕, 結束, 结束",
}
"""Labels before what happened at the end: "Closing: group photo and tea"."""

NOTHING = {
    "en": "n/a, na, none, nothing, no comment, no comments, no answer, not applicable, nil, no, yes, "
    "don't know, don’t know, i don't know, i don’t know, no idea, dk, no opinion, ok, okay, agree, "
    "agreed, i agree, same, same here, exactly, me too, test, testing, test test",
    "fr": "aucun, aucune, néant, rien, sans objet, rien à signaler, pas de commentaire, sans réponse, s.o, "
    "non, oui, je ne sais pas, sais pas, nsp, sans avis, d'accord, d’accord, idem, pareil, "
    "exactement, moi aussi, essai",
    "es": "ninguno, ninguna, nada, no aplica, sin comentarios, sin respuesta, no corresponde, n/c, no, sí, "
    "no sé, no sabe, ns/nc, ns, nc, sin opinión, ok, de acuerdo, igual, lo mismo, exacto, prueba, probando",
    "pt": "nenhum, nenhuma, nada, não se aplica, sem comentários, sem resposta, nada a registar, não, sim, "
    "não sei, não sabe, ns/nr, sem opinião, ok, concordo, de acordo, igual, exato, teste",
    "de": "keine, keiner, nichts, entfällt, keine angabe, keine angaben, keine antwort, k. a, nein, ja, "
    "weiß nicht, weiss nicht, keine ahnung, keine meinung, ok, einverstanden, genau, stimmt, test",
    "ro": "nu e cazul, nu este cazul, niciuna, niciunul, nimic, fără, fără comentarii, fără răspuns, nu, "
    "da, nu știu, nș/nr, fără opinie, de acord, la fel, exact, test",
    "ru": "нет, ничего, не применимо, нет ответа, без ответа, без комментариев, нет замечаний, "
    "отсутствуют, да, не знаю, затрудняюсь ответить, нет мнения, ок, согласен, согласна, точно, тоже, тест, проверка",
    "uk": "немає, нема, нічого, не стосується, без відповіді, без коментарів, відсутні, ні, так, не знаю, "
    "важко відповісти, ок, згоден, згодна, точно, тест, перевірка",
    "be": "няма, нічога, без адказу, без каментарыяў, не, так, не ведаю, цяжка адказаць, згодзен, згодна, тэст",
    "bg": "няма, нищо, не е приложимо, без отговор, без коментар, не, да, не знам, без мнение, съгласен, "
    "съгласна, точно, тест",
    "pl": "brak, nie dotyczy, nic, bez odpowiedzi, bez uwag, brak uwag, nie, tak, nie wiem, "
    "trudno powiedzieć, ok, zgadzam się, zgoda, dokładnie, test",
    "az": "yoxdur, heç nə, cavab yoxdur, xeyr, bəli, bilmirəm, razıyam, test",
    "ka": "არ არის, არაფერი, პასუხი არ არის, არა, კი, არ ვიცი, ვეთანხმები, ტესტი",
    "hy": "չկա, ոչինչ, պատասխան չկա, ոչ, այո, չգիտեմ, համաձայն եմ, թեստ",
    "ar": "لا شيء, لا يوجد, لا توجد, بدون تعليق, لا جواب, بدون إجابة, لا ينطبق, لا, نعم, لا أعرف, لا أدري, "
    "بدون رأي, موافق, أوافق, صحيح, وأنا أيضا, تجربة, اختبار",
    "am": "የለም, ምንም, መልስ የለም, አይ, አዎ, አላውቅም, እስማማለሁ, ሙከራ",
    "sw": "hakuna, hamna, hakuna jibu, hapana, ndiyo, sijui, nakubali, sawa, jaribio",
    "ha": "babu, ba komai, babu amsa, a'a, eh, ban sani ba, na yarda, gwaji",
    "yo": "kò sí, rárá, bẹ́ẹ̀ni, n kò mọ̀, mo gbà, ìdánwò",
    "zh": "無, 无, 沒有, 没有, 不適用, 不适用, 未回答, 無意見, 无意见, 否, 是, 不知道, 不清楚, 沒意見, "
    "没意见, 同意, 好, 贊成, 赞成, 測試, 测试",
}
"""What is written in a form where there is nothing to write, or on a board to try it out."""

GREETINGS = {
    "en": "hello, hi, hi all, hi everyone, hello all, hello everyone, hello everybody, hey, good morning, "
    "good afternoon, good evening, good morning everyone, bye, bye bye, bye all, bye everyone, goodbye, "
    "thanks, thank you, can you hear me, can everyone hear me, i can't hear, i can’t hear, you are muted, "
    "you're muted, you’re muted",
    "fr": "bonjour, bonjour à tous, bonjour à toutes et à tous, bonjour tout le monde, bonsoir, salut, "
    "salut tout le monde, au revoir, merci, merci à tous, vous m'entendez, vous m’entendez",
    "es": "hola, hola a todos, hola a todas, buenos días, buenas tardes, buenas noches, adiós, chao, "
    "hasta luego, gracias, gracias a todos, me escuchan, se escucha, me oyen",
    "pt": "olá, olá a todos, oi, bom dia, boa tarde, boa noite, tchau, adeus, até logo, obrigado, obrigada, "
    "estão me ouvindo, ouvem-me",
    "de": "hallo, hallo zusammen, hallo alle, guten morgen, guten tag, guten abend, tschüss, danke, "
    "auf wiedersehen, hört ihr mich, hören sie mich",
    "ro": "bună, bună ziua, bună tuturor, bună seara, salut, la revedere, pa, mulțumesc, mă auziți",
    "ru": "привет, всем привет, здравствуйте, добрый день, добрый вечер, доброе утро, пока, всем пока, "
    "до свидания, спасибо, спасибо всем, меня слышно",
    "uk": "привіт, всім привіт, усім привіт, вітаю, добрий день, добрий вечір, доброго дня, бувайте, "
    "до побачення, дякую, мене чути",
    "be": "прывітанне, усім прывітанне, добры дзень, дзякуй, да пабачэння",
    "bg": "здравейте, здравейте на всички, добър ден, добро утро, довиждане, благодаря, чувате ли ме",
    "pl": "cześć, cześć wszystkim, dzień dobry, dobry wieczór, do widzenia, dziękuję, słychać mnie",
    "az": "salam, hamıya salam, sabahınız xeyir, sağ olun, təşəkkürlər, məni eşidirsiniz",
    "ka": "გამარჯობა, გამარჯობა ყველას, დილა მშვიდობისა, ნახვამდის, მადლობა, გესმით ჩემი",
    "hy": "բարև, բարև ձեզ, բարև բոլորին, բարի օր, ցտեսություն, շնորհակալություն, լսո՞ւմ եք ինձ",
    "ar": "مرحبا, مرحبا بالجميع, السلام عليكم, أهلا, أهلا وسهلا, صباح الخير, مساء الخير, مع السلامة, "
    "إلى اللقاء, شكرا, شكرا للجميع, هل تسمعونني",
    "am": "ሰላም, ሰላም ለሁላችሁም, እንደምን አደራችሁ, ደህና ሁኑ, አመሰግናለሁ",
    "sw": "habari, habari zenu, hujambo, hamjambo, habari za asubuhi, kwaheri, asante, mnanisikia",
    "ha": "sannu, sannunku, barka da safiya, sai an jima, na gode",
    "yo": "ẹ káàárọ̀, ẹ káàbọ̀, ó dàbọ̀, ẹ ṣé",
    "zh": "你好, 您好, 大家好, 各位好, 早安, 早上好, 下午好, 晚上好, 再見, 再见, 拜拜, 謝謝, 谢谢, "
    "謝謝大家, 谢谢大家, 聽得到嗎, 听得到吗",
}
"""Whole lines and turns in which nothing is said but a greeting, thanks, or whether the line works."""

REPLIES = {
    "en": "replying to, in reply to, reacted to",
    "fr": "en réponse à, répond à, a réagi à",
    "es": "respondiendo a, en respuesta a, reaccionó a",
    "pt": "respondendo a, em resposta a, reagiu a",
    "de": "antwort auf, als antwort auf, reagierte auf",
    "ro": "răspuns la, ca răspuns la, a reacționat la",
    "ru": "ответ на, в ответ на, отреагировал на, отреагировала на",
    "uk": "відповідь на, у відповідь на",
    "pl": "odpowiedź na, w odpowiedzi na",
    "ar": "رد على, ردا على, تفاعل مع",
    "zh": "回覆, 回复, 答覆",
}
"""What a chat puts before the words, in quotation marks, that somebody answers."""

VOTES = {
    "en": "votes, vote, voted, result of the vote, voting",
    "fr": "vote, votes, résultat du vote",
    "es": "votación, votos, resultado de la votación",
    "pt": "votação, votos, resultado da votação",
    "de": "abstimmung, stimmen, abstimmungsergebnis",
    "ro": "vot, voturi, rezultatul votului, au votat",
    "ru": "голосовали, голосование, результаты голосования, итоги голосования",
    "uk": "голосували, голосування, результати голосування",
    "be": "галасавалі, галасаванне",
    "bg": "гласували, гласуване, резултат от гласуването",
    "pl": "głosowanie, głosowano, wynik głosowania",
    "az": "səsvermə, səs verdilər",
    "ka": "კენჭისყრა, ხმა მისცეს",
    "hy": "քվեարկություն, քվեարկեցին",
    "ar": "التصويت, نتيجة التصويت",
    "am": "የድምፅ ውጤት",
    "sw": "kura, matokeo ya kura",
    "zh": "表決, 表决, 表決結果, 表决结果, 投票結果, 投票结果",
}
"""Labels before how many were for and against."""

PREAMBLES = {
    "en": "gathered, convened, met at, met in, was held, took place",
    "fr": "se sont réunis, se sont réunies, s'est tenu, s’est tenu, s'est réuni, s’est réuni, a eu lieu",
    "es": "se reúnen, se reunieron, se reunió, reunidos, reunidas, se celebró, tuvo lugar, siendo las",
    "pt": "reuniram-se, reuniu-se, reunidos, reunidas, realizou-se, teve lugar",
    "de": "trafen sich, versammelten sich, fand statt, kamen zusammen",
    "ro": "s-au întrunit, s-a întrunit, s-au reunit, a avut loc",
    "ru": "собрались, состоялось, состоялась, состоялся, прошло, прошла",
    "uk": "зібралися, відбулося, відбулася, відбувся, відбулись",
    "be": "сабраліся, адбылося, адбылася, адбыўся",
    "bg": "се събраха, се проведе, се състоя",
    "pl": "zebrali się, zebrały się, odbyło się, odbył się",
    "az": "toplaşdı, toplandı, keçirildi, keçirilib",
    "ka": "შეიკრიბა, შეიკრიბნენ, გაიმართა, ჩატარდა",
    "hy": "հավաքվեցին, հավաքվել են, կայացավ, տեղի ունեցավ",
    "ar": "عقدت, عقد, اجتمع, اجتمعت, انعقد, انعقدت, بحضور",
    "am": "ተሰበሰቡ, ተካሄደ, ተካሂዷል",
    "sw": "walikutana, kilifanyika, ulifanyika, yalifanyika",
    "ha": "sun taru, an gudanar",
    "yo": "péjọ, wáyé",
    "zh": "召開, 召开, 舉行, 举行, 集會, 集会",
}
"""Words with which minutes say that people met, in the sentence that holds the day."""

HOURS = {
    "en": "o'clock, o’clock, noon, midnight",
    "fr": "heures, midi, minuit",
    "es": "horas, mediodía, medianoche",
    "pt": "horas, meio-dia",
    "de": "uhr, mittag",
    "ro": "la ora, amiază",
    "ru": "часов, часа, полдень",
    "uk": "годині, годин, полудень",
    "be": "гадзін, гадзіне",
    "bg": "часа",
    "pl": "godzinie, południe",
    "az": "saat",
    "ka": "საათზე",
    "hy": "ժամը",
    "ar": "الساعة, ظهرا",
    "am": "ሰዓት",
    "sw": "saa",
    "ha": "ƙarfe",
    "yo": "aago",
    "zh": "上午, 下午, 晚上, 中午",
}
"""Words with which an hour is written out: "saa kumi na moja"."""

DISCLAIMERS = {
    "en": "this document, this report, these notes, the views expressed, views expressed, disclaimer, "
    "all opinions, for information only, please do not share, please do not copy, "
    "the above",
    "fr": "ce document, ce compte rendu, ces notes, les propos, les opinions exprimées, merci de ne pas diffuser, "
    "ce qui précède",
    "es": "este documento, este informe, estas notas, las opiniones expresadas, se ruega no difundir, lo anterior",
    "pt": "este documento, este relatório, estas notas, as opiniões expressas, pede-se que não",
    "de": "dieses dokument, dieser bericht, diese notizen, dieses protokoll, die geäußerten meinungen, bitte nicht",
    "ro": "acest document, acest raport, aceste note, opiniile exprimate, vă rugăm să nu distribuiți",
    "ru": "этот документ, настоящий документ, данный документ, эти заметки, мнения участников, просьба не, "
    "приведённые выше, изложенное выше",
    "uk": "цей документ, ці нотатки, цей звіт, висловлені думки, прохання не",
    "be": "гэты дакумент, гэтыя нататкі, выказаныя думкі, просьба не",
    "bg": "този документ, тези бележки, изразените мнения, моля не",
    "pl": "ten dokument, niniejszy dokument, te notatki, wyrażone opinie, prosimy nie",
    "az": "bu sənəd, bu qeydlər, ifadə olunan fikirlər",
    "ka": "ეს დოკუმენტი, წინამდებარე დოკუმენტი, ეს ჩანაწერები, გამოთქმული მოსაზრებები",
    "hy": "այս փաստաթուղթը, սույն փաստաթուղթը, այս գրառումները, արտահայտված կարծիքները",
    "ar": "هذه الوثيقة, هذا المستند, هذا التقرير, هذه الملاحظات, الآراء الواردة, يرجى عدم, ما ورد أعلاه",
    "am": "ይህ ሰነድ, ይህ ማስታወሻ, እዚህ የተገለጹት",
    "sw": "hati hii, waraka huu, maelezo haya, maoni yaliyotolewa, tafadhali usisambaze",
    "ha": "wannan takarda, waɗannan bayanan, ra'ayoyin da",
    "yo": "ìwé yìí, àwọn àkọsílẹ̀ yìí",
    "zh": "本文件, 本記錄, 本记录, 內容僅供參考, 内容仅供参考, 僅供參考, 仅供参考, 請勿, 请勿, "
    "以上內容, 以上内容, 以上記錄, 以上记录",
}
"""What a paragraph about the note itself begins with; `DENIALS` says that it is a disclaimer."""

DENIALS = {
    "en": "not represent, not reflect, not necessarily, not the official, do not share, do not copy, "
    "not verbatim, not been reviewed, not approved, information only, unofficial, summar, "
    "confidential",
    "fr": "ne représente, n'engage, n’engage, ne reflète, pas la position, pas un verbatim, ne pas diffuser, résum, "
    "n'a pas été relu, n’a pas été relu, n'ont pas été relu, n’ont pas été relu, pas été validé",
    "es": "no representa, no refleja, no necesariamente, no difundir, no es una transcripción, resum, "
    "no ha sido revisad, no han sido revisad, sin revisión",
    "pt": "não representa, não reflete, não necessariamente, não divulg, resum, "
    "não foi revist, não foram revist, sem revisão",
    "de": "nicht die meinung, nicht unbedingt, nicht die offizielle, gibt nicht, geben nicht, "
    "nicht weitergeben, zusammenf, "
    "nicht durchgesehen, nicht freigegeben",
    "ro": "nu reprezintă, nu reflectă, nu neapărat, nu distribui, rezum",
    "ru": "не отражает, не отражают, не является, не представляет, не распространять, не обязательно, "
    "не согласован, не проверен, не правлен, не вычитан",
    "uk": "не відображає, не відображають, не є офіційн, не представляє, не поширювати, не обов'язково, "
    "не погоджен, не перевірен",
    "be": "не адлюстроўвае, не з'яўляецца, не прадстаўляе, не распаўсюджваць",
    "bg": "не представлява, не отразява, не отразяват, не непременно, не разпространявайте",
    "pl": "nie reprezentuje, nie odzwierciedla, nie stanowi, nie rozpowszechniać, niekoniecznie",
    "az": "əks etdirmir, təmsil etmir, rəsmi mövqe",
    "ka": "არ წარმოადგენს, არ ასახავს, ოფიციალურ პოზიცია",
    "hy": "չի ներկայացնում, չի արտացոլում, չեն արտացոլում, պաշտոնական դիրքորոշ",
    "ar": "لا تمثل, لا يمثل, لا تعبر, لا يعبر, لا تعكس, عدم النشر, عدم التوزيع, عدم نشر, "
    "لم تراجع, لم يراجع, لم يراجعها, لم يراجعه",
    "am": "አይወክልም, አያንጸባርቅም, አያንፀባርቅም",
    "sw": "haiwakilishi, hauwakilishi, hayawakilishi, si msimamo",
    "ha": "ba ya wakiltar, ba ta wakiltar, ba sa wakiltar",
    "yo": "kò ṣojú",
    "zh": "不代表, 僅供參考, 仅供参考, 請勿轉載, 请勿转载, 請勿外傳, 请勿外传, 未經, 未经, 未審閱, 未审阅",
}

SIGN_OFFS = {
    "en": "best wishes, kind regards, best regards, warm regards, regards, best, yours sincerely, "
    "sincerely, yours faithfully, in solidarity, warmly, cheers, "
    "with best wishes, with kind regards, respectfully, yours",
    "fr": "cordialement, bien cordialement, bien à vous, amicalement, salutations, meilleures salutations, "
    "solidairement, "
    "respectueusement",
    "es": "saludos, un saludo, un abrazo, atentamente, cordialmente, saludos cordiales, cordiales saludos, "
    "respetuosamente, con respeto",
    "pt": "cumprimentos, atenciosamente, abraço, um abraço, saudações, cordialmente, com os melhores cumprimentos, "
    "respeitosamente",
    "de": "mit freundlichen grüßen, viele grüße, beste grüße, herzliche grüße, freundliche grüße, "
    "hochachtungsvoll, mit besten grüßen",
    "ro": "cu stimă, cu respect, toate cele bune, cu drag, salutări",
    "ru": "с уважением, всего доброго, с наилучшими пожеланиями, с приветом, "
    "с благодарностью, искренне ваши, искренне ваш",
    "uk": "з повагою, усього доброго, з найкращими побажаннями, зі вдячністю, щиро ваші",
    "be": "з павагай, усяго добрага",
    "bg": "с уважение, поздрави, всичко добро",
    "pl": "z poważaniem, pozdrawiam, serdecznie pozdrawiam, z pozdrowieniami, pozdrowienia",
    "az": "hörmətlə, ən xoş arzularla, dərin hörmətlə",
    "ka": "პატივისცემით, საუკეთესო სურვილებით, ღრმა პატივისცემით",
    "hy": "հարգանքով, լավագույն մաղթանքներով, հարգանքներով, ջերմորեն",
    "ar": "مع التحية, تحياتي, مع خالص التحية, مع أطيب التحيات, وتفضلوا بقبول, تحياتنا, مع فائق الاحترام, مع الاحترام",
    "am": "ከሰላምታ ጋር, ከአክብሮት ጋር, በአክብሮት",
    "sw": "wako mwaminifu, wasalaam, salamu, kwa heshima, kwa heshima kubwa",
    "ha": "naku, da gaisuwa, a huta lafiya",
    "yo": "tiyín ní tòótọ́, ẹ kú iṣẹ́",
    "zh": "此致, 敬上, 順頌, 祝好, 敬祝, 敬啟, 敬启, 謹啟, 谨启",
}
"""What the end of a letter begins with."""

CONTINUES = {
    "en": "and, but, so, or, because, that is",
    "fr": "et, mais, donc, ou, car, or",
    "es": "y, pero, o, porque, así que",
    "pt": "e, mas, ou, porque, por isso",
    "de": "und, aber, oder, denn",
    "ro": "și, dar, sau, iar, deci",
    "ru": "и, а, но, или, потому что",
    "uk": "і, й, та, а, але, або, бо",
    "be": "і, а, але, або, бо",
    "bg": "и, а, но, или, защото",
    "pl": "i, a, ale, lub, bo, więc",
    "az": "və, amma, lakin, çünki",
    "ka": "და, მაგრამ, ან, რადგან",
    "hy": "և, եւ, բայց, իսկ, կամ, քանի որ",
    "ar": "ولكن, لكن, أو, لأن, ثم",
    "am": "እና, ግን, ወይም, ምክንያቱም",
    "sw": "na, lakini, au, kwa sababu, ila",
    "ha": "da, amma, ko, saboda",
    "yo": "àti, ṣùgbọ́n, tàbí, nítorí",
    "zh": "而且, 但是, 但, 所以, 因為, 因为, 可是",
}
"""What a sentence begins with that goes on from a short one before it."""

NOTICES = {
    "en": "copyright, copyright notice, licence, license, disclaimer, legal notice, credits, "
    "photo credits, photos, privacy notice, data protection, acknowledgement, acknowledgements",
    "fr": "droits d'auteur, droits d’auteur, licence, avertissement, mentions légales, crédits, crédits photo, photos",
    "es": "derechos de autor, licencia, aviso legal, descargo de responsabilidad, créditos, fotos, fotografías",
    "pt": "direitos de autor, direitos autorais, licença, aviso legal, créditos, fotos, fotografias",
    "de": "urheberrecht, lizenz, haftungsausschluss, bildnachweis, fotos, datenschutz",
    "ro": "drepturi de autor, licență, notă legală, credite, fotografii",
    "ru": "авторские права, лицензия, отказ от ответственности, фото, фотографии",
    "uk": "авторські права, ліцензія, відмова від відповідальності, фото, світлини",
    "be": "аўтарскія правы, ліцэнзія, фота",
    "bg": "авторски права, лиценз, отказ от отговорност, снимки",
    "pl": "prawa autorskie, licencja, zastrzeżenie, zdjęcia, ochrona danych",
    "az": "müəllif hüquqları, lisenziya, fotolar",
    "ka": "საავტორო უფლებები, ლიცენზია, ფოტოები",
    "hy": "հեղինակային իրավունքներ, արտոնագիր, լուսանկարներ",
    "ar": "حقوق النشر, حقوق الطبع, رخصة, إخلاء مسؤولية, الصور, صور",
    "am": "የቅጂ መብት, ፈቃድ, ፎቶዎች",
    "sw": "haki miliki, leseni, kanusho, picha",
    "ha": "haƙƙin mallaka, lasisi, hotuna",
    "yo": "ẹ̀tọ́ àkọkọ, àwòrán",
    "zh": "版權聲明, 版权声明, 版權, 版权, 授權, 授权, 免責聲明, 免责声明, 照片, 攝影, 摄影",
}
"""Labels before what holds for the whole note."""

FORMULAS = {
    "en": "there being no further business, with no further business, the meeting was then closed, "
    "please fill in, please fill out, please complete every, please complete all, please answer all",
    "fr": "l'ordre du jour étant épuisé, l’ordre du jour étant épuisé, plus rien n'étant, plus rien n’étant, "
    "veuillez remplir, merci de remplir, prière de remplir, veuillez compléter",
    "es": "no habiendo más asuntos, sin más asuntos, no habiendo otro asunto, sin otro asunto, "
    "por favor complete, por favor rellene, favor de llenar, favor de completar, complete todos los campos",
    "pt": "nada mais havendo, não havendo mais, nada mais a tratar, e para constar, "
    "por favor preencha, preencha todos os campos, favor preencher",
    "ro": "nemaifiind alte, nefiind alte, drept pentru care, vă rugăm să completați, completați toate",
    "ru": "за отсутствием других вопросов, других вопросов не поступило, повестка исчерпана, "
    "заполните все поля, просьба заполнить, просим заполнить",
    "uk": "за відсутності інших питань, інших питань не надійшло, порядок денний вичерпано, "
    "заповніть усі поля, просимо заповнити, прохання заповнити",
    "bg": "поради изчерпване на дневния ред, попълнете всички полета",
    "pl": "na tym zakończono, na tym posiedzenie zakończono, wobec wyczerpania porządku, "
    "proszę wypełnić, prosimy wypełnić, prosimy o wypełnienie",
    "de": "da keine weiteren wortmeldungen, nachdem keine weiteren, bitte füllen sie, bitte alle felder",
    "az": "gündəlikdəki məsələlər, bütün xanaları doldurun, zəhmət olmasa doldurun",
    "ka": "დღის წესრიგის ამოწურვის, გთხოვთ შეავსოთ, შეავსეთ ყველა",
    "hy": "օրակարգի սպառման, խնդրում ենք լրացնել, լրացրեք բոլոր",
    "ar": "وبعد استنفاد جدول, وبانتهاء جدول, ولم يبق في جدول, وحرر هذا المحضر, "
    "يرجى ملء, يرجى تعبئة, الرجاء ملء, الرجاء تعبئة, نرجو تعبئة",
    "zh": "議程完畢, 议程完毕, 無其他事項, 无其他事项, 請填寫, 请填写, 請逐項填寫, 请逐项填写",
    "be": "запоўніце ўсе палі",
    "am": "እባክዎ ሁሉንም, እባክዎን ሁሉንም, እባክዎ ይሙሉ",
    "sw": "tafadhali jaza, tafadhali jazeni",
    "ha": "da fatan za a cika",
    "yo": "ẹ jọ̀wọ́ kọ ọ̀rọ̀ sí",
}
"""What the last sentence of minutes begins with, and what a form asks of those who fill it in."""

FIRST_PERSON = {
    "en": "we, us, our, ours, my, mine, nobody, never",
    "fr": "nous, notre, nos, je, personne, jamais",
    "es": "nosotros, nosotras, nos, nuestro, nuestra, nuestros, nuestras, mis, nadie, nunca, jamás",
    "pt": "nós, nosso, nossa, nossos, nossas, eu, meu, minha, ninguém, nunca, jamais",
    "de": "wir, uns, unser, unsere, ich, mein, meine, niemand, niemals",
    "ro": "noi, nostru, noastră, noștri, noastre, eu, mea, meu, nimeni, niciodată",
    "ru": "мы, нас, нам, нами, наш, наша, наши, наше, я, мне, меня, мой, моя, никто, никогда",
    "uk": "ми, нас, нам, наш, наша, наші, я, мені, мене, мій, моя, ніхто, ніколи",
    "be": "мы, нас, нам, наш, наша, нашы, я, мне, мой, мая, ніхто, ніколі",
    "bg": "ние, нас, наш, наша, нашите, аз, мен, никой, никога",
    "pl": "my, nas, nam, nasz, nasza, nasze, ja, mnie, nikt, nigdy",
    "az": "biz, bizi, bizə, bizim, mən, mənə, mənim, heç kim, heç vaxt, heç zaman",
    "ka": "ჩვენ, ჩვენი, მე, ჩემი, არავინ, არასდროს, არასოდეს",
    "hy": "մենք, մեզ, մեր, ես, ինձ, իմ, ոչ ոք, երբեք",
    "ar": "نحن, إلينا, لنا, منا, عندنا, أنا, لا أحد, لم يأت, أبدا",
    "am": "እኛ, እኛን, የእኛ, እኔ, ማንም, በጭራሽ",
    "sw": "sisi, yetu, wetu, zetu, mimi, yangu, hakuna, kamwe",
    "ha": "mana, namu, nawa, babu wanda, ba a taɓa",
    "yo": "àwa, èmi, rárá",
    "zh": "我們, 我们, 我, 沒有人, 没有人, 從不, 从不, 從來, 从来, 從未, 从未",
}
"""Words, "never" among them, that no report of a meeting's course holds, and complaints about meetings do."""

IN_SENTENCES = {
    "ka": "არ, ვერ, არის, არიან, უნდა, გვინდა, მინდა, რომ, და, ეს, თუ, მეტი, უფრო, ძალიან, გვჭირდება, საჭიროა, "
    "აქვს, გვაქვს, "
    "იყო, ყველა, როგორც, შესახებ",
    "ar": "في, على, إلى, لا, ما, لم, لن, ليس, ليست, هذا, هذه, التي, الذي, أن, إن, كل, يجب, نريد, نحتاج, أريد, غير, "
    "أكثر, جدا, هناك, كان, كانت, عن, مع, قبل, بعد, بدون, أين, متى, كيف, لماذا, هل",
    "am": "ነው, ናቸው, አይደለም, የለም, አለ, እና, ላይ, ውስጥ, ስለ, ያስፈልጋል, እንፈልጋለን, በጣም, ብዙ, ግን, ወይም, አለበት",
    "zh": "不, 沒, 没, 的, 是, 要, 很, 太, 我, 在",
}
"""Words of sentences that no name holds, in scripts whose names have no capitals."""

INTRODUCTIONS = {
    "en": "here is, here are, please find, these are, below is, below are, wrote down, transcri, invented, summar",
    "fr": "voici, vous trouverez, ci-dessous, ci-joint, noté, transcri, inventé, résum",
    "es": "aquí están, aquí está, a continuación, adjunto, les comparto, anot, transcri, inventad, resum",
    "pt": "seguem, segue, abaixo, anexo, partilho, anot, transcri, inventad, resum",
    "de": "hier ist, hier sind, anbei, nachfolgend, aufgeschrieben, notiert, erfunden",
    "ro": "iată, mai jos, găsiți, atașat, notat, transcri, inventat, rezum",
    "ru": "вот что, ниже, высыла, отправля, записал, расшифр, вымышл, кратк",
    "uk": "ось що, нижче, надсила, записал, розшифр, вигадан, стисл",
    "be": "вось што, ніжэй, дасыла, запісал, выдуман",
    "bg": "ето какво, по-долу, изпращам, записах, измислен",
    "pl": "oto, poniżej, przesyłam, załącz, zapisał, zmyślon",
    "az": "aşağıda, göndərirəm, qeyd etdi, uydurma",
    "ka": "ქვემოთ, გიგზავნით, ჩავიწერე, გამოგონილი",
    "hy": "ստորև, ուղարկում, գրի առ, հորինված",
    "ar": "فيما يلي, تجدون, أدناه, مرفق, دوّن, دونا, متخيل",
    "am": "ከዚህ በታች, እነሆ, ልከናል",
    "sw": "haya ndiyo, hapa chini, nimeambatisha, tuliandika, ya kubuni",
    "ha": "ga abin, a ƙasa, na rubuta",
    "yo": "èyí ni, nísàlẹ̀",
    "zh": "以下, 如下, 附上, 整理, 虛構, 虚构",
}
"""What a remark above a note speaks of: the note itself."""
