"""The headers of tables in notes, by language. Compared without case and accents."""

from __future__ import annotations

COLUMNS = {
    "speaker": {
        "en": "name, author, speaker, said by, who said it, who said, who, who spoke, participant, person, "
        "respondent, voice, role, pseudonym, nickname, username, user name, user, created by, added by, "
        "written by, posted by, full name, full names, names, attendee, delegate, member, representative, "
        "guest, panellist, panelist",
        "fr": "nom, auteur, autrice, auteur·e, auteur·rice, qui l'a dit, qui parle, prénom, nom et prénom, "
        "intervenant, intervenante, intervenant·e, qui, participant, personne, pseudo, pseudonyme, surnom, "
        "utilisateur, utilisatrice, créé par, ajouté par, écrit par, nom complet, noms, noms et prénoms, "
        "nom et prénoms, délégué, déléguée, membre, représentant, représentante, invité, invitée",
        "es": "nombre, autor, autora, quién, quién lo dijo, quién habla, participante, persona, "
        "intervención de, nombre y apellido, apodo, seudónimo, usuario, usuaria, creado por, añadido por, "
        "escrito por, nombre completo, nombres y apellidos, nombre y apellidos, delegado, delegada, miembro, "
        "representante, asistente",
        "pt": "nome, quem, participante, pessoa, autor, autora, apelido, pseudônimo, pseudónimo, usuário, "
        "utilizador, criado por, escrito por, nome completo, nomes, delegado, delegada, membro, "
        "representante, participantes",
        "de": "name, wer, person, sprecher, sprecherin, teilnehmende, autor, autorin, pseudonym, spitzname, "
        "benutzer, benutzername, nutzername, erstellt von, vollständiger name, namen, vor- und nachname, "
        "vorname nachname, mitglied, vertreter, vertreterin, teilnehmer, teilnehmerin",
        "ro": "nume, nume și prenume, cine, participant, vorbitor, autor, autoare, pseudonim, poreclă, "
        "utilizator, creat de, adăugat de, nume complet, numele, numele complet, membru, delegat, "
        "reprezentant, participantul",
        "ru": "имя, автор, фио, ф. и. о, кто, кто сказал, кто говорил, участник, участница, говорящий, "
        "спикер, псевдоним, ник, никнейм, пользователь, кем создано, создал, автор заметки, полное имя, "
        "имена, фамилия имя отчество, фамилия имя, делегат, представитель, приглашённый",
        "uk": "ім'я, автор, авторка, ім’я, піб, хто, хто казав, хто сказав, учасник, учасниця, псевдонім, "
        "нік, нікнейм, користувач, ким створено, створив, повне ім'я, імена, прізвище ім'я по батькові, "
        "прізвище ім'я, делегат, делегатка, представник, представниця",
        "be": "імя, хто, удзельнік, аўтар, аўтарка, псеўданім, нік, карыстальнік, поўнае імя, "
        "прозвішча імя, удзельніца, дэлегат, прадстаўнік",
        "bg": "име, кой, участник, автор, авторка, псевдоним, прякор, потребител, създадено от, пълно име, "
        "имена, трите имена, участничка, делегат, представител, член",
        "pl": "imię, imię i nazwisko, nazwisko, kto, uczestnik, osoba, autor, autorka, pseudonim, nick, "
        "użytkownik, utworzone przez, dodane przez, pełne imię i nazwisko, nazwisko i imię, uczestniczka, "
        "delegat, członek, przedstawiciel",
        "az": "ad, ad soyad, kim, iştirakçı, müəllif, ləqəb, istifadəçi, istifadəçi adı, tam ad, "
        "adı soyadı, ad və soyad, soyad ad, üzv, nümayəndə",
        "ka": "სახელი, სახელი და გვარი, სახელი გვარი, ვინ, მონაწილე, ავტორი, ფსევდონიმი, მეტსახელი, "
        "მომხმარებელი, სრული სახელი, გვარი სახელი, გვარი და სახელი, წევრი, დელეგატი, წარმომადგენელი",
        "hy": "անուն, անուն ազգանուն, ով, մասնակից, հեղինակ, հեղինակը, կեղծանուն, մականուն, օգտատեր, "
        "լրիվ անուն, անուն և ազգանուն, ազգանուն անուն, անդամ, պատվիրակ, ներկայացուցիչ",
        "ar": "الاسم, الاسم واللقب, الاسم الكامل, من, المتحدث, المتحدثة, المشارك, المشاركة, الكاتب, "
        "الكاتبة, المؤلف, صاحب الفكرة, صاحبة الفكرة, الاسم المستعار, اللقب, المستخدم, اسم المستخدم, الإسم, "
        "اسم المشارك, اسم المشاركة, اسم الحاضر, الأسماء, الاسم والنسب, الإسم الكامل, العضو, المندوب, الممثل, "
        "الحاضر",
        "am": "ስም, ማን, ተሳታፊ, ተናጋሪ, ጸሐፊ, ደራሲ, ቅጽል ስም, ተጠቃሚ, ሙሉ ስም, ስሞች, ስም ከነአባት, የተሳታፊው ስም, አባል, ተወካይ",
        "sw": "jina, nani, mshiriki, msemaji, mwandishi, jina la utani, jina bandia, mtumiaji, jina kamili, "
        "majina, majina kamili, jina la mshiriki, mjumbe, mwakilishi, mwanachama",
        "ha": "suna, wane, mahalarci, marubuci, mawallafi, laƙabi, mai amfani, cikakken suna, sunaye, "
        "sunan mahalarci, wakili, mamba",
        "yo": "orúkọ, ta, olùkópa, òǹkọ̀wé, orúkọ ìnagijẹ, aṣàmúlò, orúkọ kíkún, orúkọ ní kíkún, "
        "àwọn orúkọ, orúkọ olùkópa, aṣojú, ọmọ ẹgbẹ́",
        "zh": "姓名, 名字, 誰, 谁, 發言人, 发言人, 參與者, 参与者, 作者, 昵稱, 昵称, 暱稱, 網名, 网名, 用戶, "
        "用户, 用戶名, 用户名, 使用者, 建立者, 创建者, "
        "全名, 姓名全稱, 參加者, 参加者, 參會人, 参会人, 與會者, 与会者, 出席人, 成員, 成员, 代表",
    },
    "organisation": {
        "en": "organisation, organization, affiliation, institution, position, title, function, signature, "
        "email, e-mail, phone, telephone, contact, gender, sex, age, tel, mobile, telephone number, "
        "phone number, contact details, nationality, responsible, person responsible, by whom, "
        "email address, occupation, profession",
        "fr": "organisation, structure, affiliation, institution, fonction, poste, signature, e-mail, "
        "courriel, mail, téléphone, tél, contact, genre, sexe, âge, tel, adresse e-mail, "
        "numéro de téléphone, portable, responsable, nationalité, profession, organisme, émargement",
        "es": "organización, institución, afiliación, cargo, firma, correo, correo electrónico, teléfono, "
        "género, edad, tel, móvil, celular, contacto, responsable, nacionalidad, profesión, sexo, entidad, "
        "correo-e",
        "pt": "organização, instituição, cargo, assinatura, e-mail, telefone, género, gênero, idade, tel, "
        "telemóvel, celular, contacto, contato, responsável, nacionalidade, profissão, sexo, entidade, email",
        "de": "organisation, einrichtung, institution, funktion, unterschrift, e-mail, telefon, geschlecht, "
        "alter, tel, handy, mobil, email, kontakt, verantwortlich, zuständig, beruf, nationalität",
        "ro": "organizație, organizația, instituție, instituția, funcție, funcția, semnătura, e-mail, "
        "telefon, vârsta, tel, email, contact, responsabil, profesia, gen, sex, nr. de telefon",
        "ru": "организация, учреждение, должность, подпись, почта, телефон, пол, возраст, тел, e-mail, "
        "email, эл. почта, электронная почта, контакт, контакты, номер телефона, ответственный, "
        "ответственные, профессия, гражданство, роспись",
        "uk": "організація, установа, посада, підпис, пошта, телефон, стать, вік, тел, e-mail, email, "
        "ел. пошта, електронна пошта, контакт, контакти, номер телефону, відповідальний, відповідальні, "
        "професія",
        "be": "арганізацыя, установа, пасада, подпіс, пошта, тэлефон, узрост, тэл, e-mail, "
        "электронная пошта, кантакт, кантакты, адказны, пол",
        "bg": "организация, институция, длъжност, подпис, имейл, телефон, възраст, тел, e-mail, email, "
        "контакт, контакти, отговорник, отговорен, пол, професия",
        "pl": "organizacja, instytucja, stanowisko, podpis, e-mail, telefon, płeć, wiek, tel, email, "
        "kontakt, kontakty, odpowiedzialny, osoba odpowiedzialna, zawód, numer telefonu",
        "az": "təşkilat, qurum, vəzifə, imza, e-poçt, telefon, yaş, tel, e-mail, əlaqə, məsul, məsul şəxs, "
        "cins, peşə, telefon nömrəsi",
        "ka": "ორგანიზაცია, დაწესებულება, თანამდებობა, ხელმოწერა, ელფოსტა, ტელეფონი, ასაკი, ტელ, ელ. ფოსტა, "
        "ტელეფონის ნომერი, კონტაქტი, პასუხისმგებელი, სქესი, პროფესია",
        "hy": "կազմակերպություն, հաստատություն, պաշտոն, ստորագրություն, էլ. փոստ, հեռախոս, տարիք, հեռ, "
        "էլ. հասցե, էլփոստ, հեռախոսահամար, կոնտակտ, կապ, պատասխանատու, սեռ, մասնագիտություն",
        "ar": "المؤسسة, المنظمة, الجهة, الجمعية, الصفة, المنصب, الوظيفة, التوقيع, الإمضاء, البريد, "
        "البريد الإلكتروني, الهاتف, الجنس, العمر, رقم الهاتف, الجوال, الهاتف المحمول, الإيميل, الإيمايل, "
        "العنوان الإلكتروني, جهة الاتصال, المسؤول, المسؤولون, الجنسية, المهنة, إمضاء, توقيع, هاتف",
        "am": "ድርጅት, ተቋም, የስራ ድርሻ, ኃላፊነት, ፊርማ, ኢሜይል, ስልክ, ጾታ, ዕድሜ, ስልክ ቁጥር, አድራሻ, ተጠሪ, ሙያ",
        "sw": "shirika, taasisi, cheo, wadhifa, saini, barua pepe, simu, jinsia, umri, namba ya simu, "
        "nambari ya simu, mawasiliano, mhusika, anayehusika",
        "ha": "ƙungiya, kungiya, ma'aikata, matsayi, sa hannu, imel, waya, shekaru, lambar waya, tuntuɓa, "
        "mai alhaki, jinsi",
        "yo": "àjọ, ilé-iṣẹ́, ipò, ìbuwọ́lù, ímeèlì, fóònù, ọjọ́ orí, nọ́ńbà fóònù, ìkànsí, akọ tàbí abo",
        "zh": "單位, 单位, 組織, 组织, 機構, 机构, 職務, 职务, 簽名, 签名, 電郵, 邮箱, 電話, 电话, 性別, 性别, "
        "年齡, 年龄, 手機, 手机, 聯絡電話, 联系电话, "
        "電子郵件, 电子邮件, 聯絡方式, 联系方式, 負責人, 负责人, 職位, 职位, 職業, 职业, 簽到, 签到",
    },
    "time": {
        "en": "time, hour, when, arrival, arrived, arrived at, departure, left at, created, created at, "
        "created on, timestamp, last edited, last modified, deadline, due, due date, by when",
        "fr": "heure, horaire, heures, arrivée, départ, heure d'arrivée, heure d’arrivée, créé le, "
        "créée le, date de création, modifié le, horodatage, échéance, délai, date limite",
        "es": "hora, horario, llegada, salida, hora de llegada, creado, creado el, fecha de creación, "
        "modificado el, marca temporal, plazo, fecha límite",
        "pt": "hora, horário, chegada, saída, hora de chegada, criado em, data de criação, modificado em, "
        "prazo, data limite",
        "de": "zeit, uhrzeit, ankunft, abfahrt, erstellt, erstellt am, geändert am, zeitstempel, frist, "
        "termin, bis wann",
        "ro": "ora, interval, sosire, plecare, ora sosirii, creat la, data creării, modificat la, termen, "
        "termen limită",
        "ru": "время, прибытие, время прихода, создано, дата создания, изменено, отметка времени, срок, сроки",
        "uk": "час, прибуття, час приходу, створено, дата створення, змінено, позначка часу, термін, терміни, строк",
        "be": "час, прыбыццё, створана, дата стварэння, зменена, тэрмін",
        "bg": "час, време, пристигане, създадено, създадено на, дата на създаване, променено, срок",
        "pl": "godzina, czas, przybycie, przyjście, utworzono, data utworzenia, zmodyfikowano, termin",
        "az": "vaxt, saat, gəliş, gəlmə vaxtı, yaradılıb, yaradılma tarixi, son tarix, müddət",
        "ka": "დრო, საათი, მოსვლა, მოსვლის დრო, შექმნილია, შექმნის თარიღი, ვადა",
        "hy": "ժամ, ժամանակ, ժամանում, գալու ժամ, ստեղծվել է, ստեղծման ամսաթիվ, ժամկետ",
        "ar": "الوقت, التوقيت, الساعة, الوصول, وقت الوصول, المغادرة, تاريخ الإنشاء, أنشئ في, تاريخ التعديل, "
        "الأجل, الموعد النهائي",
        "am": "ሰዓት, ጊዜ, የመጡበት ሰዓት, የተፈጠረበት, የጊዜ ገደብ",
        "sw": "muda, saa, wakati, kufika, muda wa kufika, imeundwa, tarehe ya kuundwa, tarehe ya mwisho",
        "ha": "lokaci, isowa, lokacin isowa, an ƙirƙira, wa'adi",
        "yo": "àkókò, aago, ìgbà dídé",
        "zh": "時間, 时间, 到達, 到达, 到達時間, 到达时间, 建立時間, 创建时间, 創建時間, 修改時間, 修改时间, "
        "期限, 截止日期",
    },
    "place": {
        "en": "city, town, village, municipality, district, community, from, where from, location, address, "
        "place of residence, residence, parish, county, province",
        "fr": "commune, ville, village, quartier, municipalité, localité, adresse, provenance, province, "
        "lieu de résidence",
        "es": "municipio, ciudad, pueblo, barrio, comuna, localidad, dirección, procedencia, provincia, lugar",
        "pt": "município, cidade, vila, bairro, freguesia, localidade, morada, endereço, província, procedência",
        "de": "gemeinde, stadt, ort, dorf, wohnort, adresse, herkunft, ortsteil",
        "ro": "comuna, comună, oraș, orașul, sat, localitate, localitatea, adresa, raion, județ",
        "ru": "город, село, посёлок, район, населённый пункт, населенный пункт, откуда, адрес, область",
        "uk": "місто, село, район, громада, населений пункт, звідки, адреса, область",
        "be": "горад, вёска, раён, адкуль, адрас, вобласць",
        "bg": "град, село, община, откъде, адрес, населено място",
        "pl": "miasto, wieś, gmina, miejscowość, skąd, adres, województwo, powiat",
        "az": "şəhər, kənd, rayon, bələdiyyə, haradan, ünvan, yaşayış yeri",
        "ka": "ქალაქი, სოფელი, მუნიციპალიტეტი, საიდან, მისამართი, რაიონი",
        "hy": "քաղաք, գյուղ, համայնք, որտեղից, հասցե, բնակավայր",
        "ar": "المدينة, البلدة, القرية, البلدية, الحي, العنوان, من أين, مكان الإقامة, الولاية, المحافظة, الإقامة",
        "am": "ከተማ, መንደር, ወረዳ, ከየት, መኖሪያ",
        "sw": "mji, kijiji, wilaya, kata, anatoka, anwani, makazi",
        "ha": "gari, ƙauye, ƙaramar hukuma, daga ina, mazauni",
        "yo": "ìlú, abúlé, láti ibo, àdírẹ́sì",
        "zh": "城市, 鄉鎮, 乡镇, 村, 社區, 社区, 區, 区, 地址, 來自, 来自, 居住地, 縣市, 省份",
    },
    "topic": {
        "en": "topic, theme, issue, question, subject, category, area, round, group, table, region, country, "
        "board, wall, frame, column, cluster, colour, color",
        "fr": "thème, sujet, question, catégorie, domaine, groupe, tour, région, pays, mur, tableau, colonne, "
        "cadre, couleur",
        "es": "tema, asunto, pregunta, categoría, ámbito, grupo, ronda, región, país, muro, tablero, columna, color",
        "pt": "tema, assunto, pergunta, questão, categoria, área, grupo, rodada, região, país, mural, quadro, "
        "coluna, cor",
        "de": "thema, frage, kategorie, bereich, gruppe, runde, region, land, wand, tafel, spalte, farbe",
        "ro": "temă, tema, subiect, întrebare, categorie, domeniu, grup, grupul, regiune, țară, panou, "
        "coloană, coloana, culoare",
        "ru": "тема, вопрос, категория, направление, группа, раунд, регион, страна, доска, колонка, столбец, цвет",
        "uk": "тема, питання, категорія, напрям, група, раунд, регіон, країна, дошка, колонка, стовпець, колір",
        "be": "тэма, пытанне, катэгорыя, група, рэгіён, краіна, дошка, слупок, колер",
        "bg": "тема, въпрос, категория, област, група, регион, държава, дъска, колона, цвят",
        "pl": "temat, pytanie, kategoria, obszar, grupa, runda, region, kraj, tablica, kolumna, kolor",
        "az": "mövzu, sual, kateqoriya, sahə, qrup, region, ölkə, lövhə, sütun, rəng",
        "ka": "თემა, კითხვა, კატეგორია, სფერო, ჯგუფი, რეგიონი, ქვეყანა, დაფა, სვეტი, ფერი",
        "hy": "թեմա, հարց, ոլորտ, խումբ, մարզ, երկիր, տախտակ, սյունակ, գույն",
        "ar": "الموضوع, المحور, السؤال, الفئة, المجال, المجموعة, المنطقة, البلد, اللوحة, الجدار, العمود, اللون",
        "am": "ርዕስ, ጥያቄ, ዘርፍ, ቡድን, ክልል, አገር, ሰሌዳ, ቀለም",
        "sw": "mada, swali, kategoria, eneo, kundi, mkoa, nchi, ubao, safu, rangi",
        "ha": "batu, jigo, tambaya, fanni, rukuni, yanki, ƙasa, allo, launi",
        "yo": "àkòrí, ìbéèrè, ẹ̀ka, ẹgbẹ́, agbègbè, orílẹ̀-èdè, pátákó, àwọ̀",
        "zh": "主題, 主题, 議題, 议题, 問題, 问题, 類別, 类别, 組別, 组别, 分組, 分组, 地區, 地区, 國家, 国家, "
        "白板, 看板, 欄, 栏, 顏色, 颜色",
    },
    "mark": {
        "en": "votes, vote, likes, dots, points, stickers, stars, reactions, score, shape, tags, status, link, url",
        "fr": "votes, voix, vote, points, gommettes, pastilles, étoiles, réactions, score, forme, étiquettes, "
        "statut, lien",
        "es": "votos, voto, me gusta, puntos, estrellas, reacciones, puntuación, forma, etiquetas, estado, enlace",
        "pt": "votos, voto, curtidas, pontos, estrelas, reações, pontuação, forma, etiquetas, ligação",
        "de": "stimmen, punkte, likes, sterne, form, status",
        "ro": "voturi, vot, puncte, stele, reacții, formă, etichete, legătură",
        "ru": "голоса, голосов, голосовали, за, баллы, лайки, реакции, форма, метки, статус, ссылка",
        "uk": "голоси, голосів, за, бали, вподобання, реакції, форма, мітки, посилання",
        "be": "галасы, за, балы, форма",
        "bg": "гласове, точки, харесвания, форма, етикети",
        "pl": "głosy, punkty, polubienia, reakcje, kształt, etykiety",
        "az": "səslər, səs, ballar, bəyənmələr, forma",
        "ka": "ხმები, ქულები, მოწონება, ფორმა",
        "hy": "ձայներ, միավորներ, հավանումներ, ձև",
        "ar": "الأصوات, عدد الأصوات, النقاط, الإعجابات, الشكل, الوسوم, الرابط",
        "am": "ድምፅ, ድምጾች, ነጥብ, ቅርጽ",
        "sw": "kura, alama, pointi, umbo",
        "ha": "ƙuri'u, maki",
        "yo": "ìbò",
        "zh": "票數, 票数, 得票, 讚, 赞, 分數, 分数, 形狀, 形状, 標籤, 标签, 狀態, 状态",
    },
}
"""Headers of a note's table, by what their cells hold, where that is nothing said."""

NAME_PARTS = {
    "en": "first name, firstname, given name, given names, forename, middle name, last name, lastname, surname, "
    "family name, other names",
    "fr": "prénom, prénoms, nom de famille, nom de naissance",
    "es": "nombres, apellido, apellidos, primer nombre, primer apellido, segundo apellido",
    "pt": "primeiro nome, nome próprio, sobrenome, apelido, último nome",
    "de": "vorname, vornamen, nachname, familienname, zuname",
    "ro": "prenume, prenumele, nume de familie, numele de familie",
    "ru": "фамилия, отчество",
    "uk": "прізвище, по батькові, по-батькові",
    "be": "прозвішча, імя па бацьку",
    "bg": "фамилия, презиме, фамилно име, собствено име",
    "pl": "imię, imiona, nazwisko",
    "az": "soyad, soyadı, ata adı, atasının adı",
    "ka": "გვარი, მამის სახელი",
    "hy": "ազգանուն, ազգանունը, հայրանուն",
    "ar": "اللقب, النسب, الكنية, الاسم العائلي, الاسم الشخصي, اسم العائلة, الاسم الأول, الاسم الأخير, اسم الأب",
    "am": "የአባት ስም, የአያት ስም, የቤተሰብ ስም",
    "sw": "jina la kwanza, jina la mwisho, jina la ukoo, jina la pili, jina la baba",
    "ha": "sunan farko, sunan mahaifi, sunan iyali",
    "yo": "orúkọ àkọ́kọ́, orúkọ ìdílé, orúkọ ìkẹyìn, orúkọ bàbá",
    "zh": "姓, 名, 姓氏, 名字",
}
"""Headers above a part of a person's name: beside one another, or beside a word of `NAMES`, they make one name."""

NAMES = {
    "en": "name, names, full name, full names, name of participant, participant name, attendee name",
    "fr": "nom, noms, nom complet, nom et prénom, noms et prénoms, nom du participant, nom de la participante",
    "es": "nombre, nombre completo, nombre y apellido, nombre y apellidos, nombres y apellidos",
    "pt": "nome, nomes, nome completo",
    "de": "name, namen, vor- und nachname, vollständiger name",
    "ro": "nume, numele, nume complet, nume și prenume",
    "ru": "имя, имена, фио, ф. и. о, полное имя",
    "uk": "ім'я, ім’я, імена, піб, п. і. б, повне ім'я",
    "be": "імя, поўнае імя",
    "bg": "име, имена, пълно име, трите имена",
    "pl": "imię i nazwisko, nazwisko i imię",
    "az": "ad, adı, ad soyad, adı soyadı, tam ad",
    "ka": "სახელი, სახელი და გვარი, სახელი გვარი, სრული სახელი",
    "hy": "անուն, անունը, անուն ազգանուն, լրիվ անուն",
    "ar": "الاسم, الإسم, الأسماء, الاسم الكامل, الإسم الكامل, الاسم واللقب, اسم المشارك, اسم المشاركة",
    "am": "ስም, ሙሉ ስም, ስሞች",
    "sw": "jina, majina, jina kamili, majina kamili",
    "ha": "suna, sunaye, cikakken suna",
    "yo": "orúkọ, orúkọ kíkún, àwọn orúkọ",
    "zh": "姓名, 名字, 全名",
}
"""Headers above the names of people, and of nothing else."""
