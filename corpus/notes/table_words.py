"""The headers of tables in notes, by language. Compared without case and accents."""

from __future__ import annotations

COLUMNS = {
    "speaker": {
        "en": "name, author, speaker, said by, who said it, who said, who, who spoke, participant, person, "
        "respondent, voice, role, pseudonym, nickname, username, user name, user, created by, added by, "
        "written by, posted by",
        "fr": "nom, auteur, autrice, auteur·e, auteur·rice, qui l'a dit, qui parle, prénom, nom et prénom, "
        "intervenant, intervenante, intervenant·e, qui, participant, personne, pseudo, pseudonyme, "
        "surnom, utilisateur, utilisatrice, créé par, ajouté par, écrit par",
        "es": "nombre, autor, autora, quién, quién lo dijo, quién habla, participante, persona, "
        "intervención de, nombre y apellido, apodo, seudónimo, usuario, usuaria, creado por, "
        "añadido por, escrito por",
        "pt": "nome, quem, participante, pessoa, autor, autora, apelido, pseudônimo, pseudónimo, usuário, "
        "utilizador, criado por, escrito por",
        "de": "name, wer, person, sprecher, sprecherin, teilnehmende, autor, autorin, pseudonym, spitzname, "
        "benutzer, benutzername, nutzername, erstellt von",
        "ro": "nume, nume și prenume, cine, participant, vorbitor, autor, autoare, pseudonim, poreclă, "
        "utilizator, creat de, adăugat de",
        "ru": "имя, автор, фио, ф. и. о, кто, кто сказал, кто говорил, участник, участница, говорящий, спикер, "
        "псевдоним, ник, никнейм, пользователь, кем создано, создал, автор заметки",
        "uk": "ім'я, автор, авторка, ім’я, піб, хто, хто казав, хто сказав, учасник, учасниця, псевдонім, нік, "
        "нікнейм, користувач, ким створено, створив",
        "be": "імя, хто, удзельнік, аўтар, аўтарка, псеўданім, нік, карыстальнік",
        "bg": "име, кой, участник, автор, авторка, псевдоним, прякор, потребител, създадено от",
        "pl": "imię, imię i nazwisko, nazwisko, kto, uczestnik, osoba, autor, autorka, pseudonim, nick, "
        "użytkownik, utworzone przez, dodane przez",
        "az": "ad, ad soyad, kim, iştirakçı, müəllif, ləqəb, istifadəçi, istifadəçi adı",
        "ka": "სახელი, სახელი და გვარი, სახელი გვარი, ვინ, მონაწილე, ავტორი, ფსევდონიმი, მეტსახელი, მომხმარებელი",
        "hy": "անուն, անուն ազգանուն, ով, մասնակից, հեղինակ, հեղինակը, կեղծանուն, մականուն, օգտատեր",
        "ar": "الاسم, الاسم واللقب, الاسم الكامل, من, المتحدث, المتحدثة, المشارك, المشاركة, الكاتب, الكاتبة, "
        "المؤلف, صاحب الفكرة, صاحبة الفكرة, الاسم المستعار, اللقب, المستخدم, اسم المستخدم",
        "am": "ስም, ማን, ተሳታፊ, ተናጋሪ, ጸሐፊ, ደራሲ, ቅጽል ስም, ተጠቃሚ",
        "sw": "jina, nani, mshiriki, msemaji, mwandishi, jina la utani, jina bandia, mtumiaji",
        "ha": "suna, wane, mahalarci, marubuci, mawallafi, laƙabi, mai amfani",
        "yo": "orúkọ, ta, olùkópa, òǹkọ̀wé, orúkọ ìnagijẹ, aṣàmúlò",
        "zh": "姓名, 名字, 誰, 谁, 發言人, 发言人, 參與者, 参与者, 作者, 昵稱, 昵称, 暱稱, 網名, 网名, 用戶, "
        "用户, 用戶名, 用户名, 使用者, 建立者, 创建者",
    },
    "organisation": {
        "en": "organisation, organization, affiliation, institution, position, title, function, signature, "
        "email, e-mail, phone, telephone, contact, gender, sex, age",
        "fr": "organisation, structure, affiliation, institution, fonction, poste, signature, e-mail, "
        "courriel, mail, téléphone, tél, contact, genre, sexe, âge",
        "es": "organización, institución, afiliación, cargo, firma, correo, correo electrónico, teléfono, género, edad",
        "pt": "organização, instituição, cargo, assinatura, e-mail, telefone, género, gênero, idade",
        "de": "organisation, einrichtung, institution, funktion, unterschrift, e-mail, telefon, geschlecht, alter",
        "ro": "organizație, organizația, instituție, instituția, funcție, funcția, semnătura, e-mail, telefon, vârsta",
        "ru": "организация, учреждение, должность, подпись, почта, телефон, пол, возраст",
        "uk": "організація, установа, посада, підпис, пошта, телефон, стать, вік",
        "be": "арганізацыя, установа, пасада, подпіс, пошта, тэлефон, узрост",
        "bg": "организация, институция, длъжност, подпис, имейл, телефон, възраст",
        "pl": "organizacja, instytucja, stanowisko, podpis, e-mail, telefon, płeć, wiek",
        "az": "təşkilat, qurum, vəzifə, imza, e-poçt, telefon, yaş",
        "ka": "ორგანიზაცია, დაწესებულება, თანამდებობა, ხელმოწერა, ელფოსტა, ტელეფონი, ასაკი",
        "hy": "կազմակերպություն, հաստատություն, պաշտոն, ստորագրություն, էլ. փոստ, հեռախոս, տարիք",
        "ar": "المؤسسة, المنظمة, الجهة, الجمعية, الصفة, المنصب, الوظيفة, التوقيع, الإمضاء, البريد, "
        "البريد الإلكتروني, الهاتف, الجنس, العمر",
        "am": "ድርጅት, ተቋም, የስራ ድርሻ, ኃላፊነት, ፊርማ, ኢሜይል, ስልክ, ጾታ, ዕድሜ",
        "sw": "shirika, taasisi, cheo, wadhifa, saini, barua pepe, simu, jinsia, umri",
        "ha": "ƙungiya, kungiya, ma'aikata, matsayi, sa hannu, imel, waya, shekaru",
        "yo": "àjọ, ilé-iṣẹ́, ipò, ìbuwọ́lù, ímeèlì, fóònù, ọjọ́ orí",
        "zh": "單位, 单位, 組織, 组织, 機構, 机构, 職務, 职务, 簽名, 签名, 電郵, 邮箱, 電話, 电话, 性別, 性别, "
        "年齡, 年龄",
    },
    "time": {
        "en": "time, hour, when, arrival, arrived, arrived at, departure, left at, created, created at, "
        "created on, timestamp, last edited, last modified",
        "fr": "heure, horaire, heures, arrivée, départ, heure d'arrivée, heure d’arrivée, créé le, créée le, "
        "date de création, modifié le, horodatage",
        "es": "hora, horario, llegada, salida, hora de llegada, creado, creado el, fecha de creación, "
        "modificado el, marca temporal",
        "pt": "hora, horário, chegada, saída, hora de chegada, criado em, data de criação, modificado em",
        "de": "zeit, uhrzeit, ankunft, abfahrt, erstellt, erstellt am, geändert am, zeitstempel",
        "ro": "ora, interval, sosire, plecare, ora sosirii, creat la, data creării, modificat la",
        "ru": "время, прибытие, время прихода, создано, дата создания, изменено, отметка времени",
        "uk": "час, прибуття, час приходу, створено, дата створення, змінено, позначка часу",
        "be": "час, прыбыццё, створана, дата стварэння, зменена",
        "bg": "час, време, пристигане, създадено, създадено на, дата на създаване, променено",
        "pl": "godzina, czas, przybycie, przyjście, utworzono, data utworzenia, zmodyfikowano",
        "az": "vaxt, saat, gəliş, gəlmə vaxtı, yaradılıb, yaradılma tarixi",
        "ka": "დრო, საათი, მოსვლა, მოსვლის დრო, შექმნილია, შექმნის თარიღი",
        "hy": "ժամ, ժամանակ, ժամանում, գալու ժամ, ստեղծվել է, ստեղծման ամսաթիվ",
        "ar": "الوقت, التوقيت, الساعة, الوصول, وقت الوصول, المغادرة, تاريخ الإنشاء, أنشئ في, تاريخ التعديل",
        "am": "ሰዓት, ጊዜ, የመጡበት ሰዓት, የተፈጠረበት",
        "sw": "muda, saa, wakati, kufika, muda wa kufika, imeundwa, tarehe ya kuundwa",
        "ha": "lokaci, isowa, lokacin isowa, an ƙirƙira",
        "yo": "àkókò, aago, ìgbà dídé",
        "zh": "時間, 时间, 到達, 到达, 到達時間, 到达时间, 建立時間, 创建时间, 創建時間, 修改時間, 修改时间",
    },
    "place": {
        "en": "city, town, village, municipality, district, community",
        "fr": "commune, ville, village, quartier, municipalité",
        "es": "municipio, ciudad, pueblo, barrio, comuna",
        "pt": "município, cidade, vila, bairro, freguesia",
        "de": "gemeinde, stadt, ort, dorf",
        "ro": "comuna, comună, oraș, orașul, sat, localitate, localitatea",
        "ru": "город, село, посёлок, район, населённый пункт, населенный пункт",
        "uk": "місто, село, район, громада, населений пункт",
        "be": "горад, вёска, раён",
        "bg": "град, село, община",
        "pl": "miasto, wieś, gmina, miejscowość",
        "az": "şəhər, kənd, rayon, bələdiyyə",
        "ka": "ქალაქი, სოფელი, მუნიციპალიტეტი",
        "hy": "քաղաք, գյուղ, համայնք",
        "ar": "المدينة, البلدة, القرية, البلدية, الحي",
        "am": "ከተማ, መንደር, ወረዳ",
        "sw": "mji, kijiji, wilaya, kata",
        "ha": "gari, ƙauye, ƙaramar hukuma",
        "yo": "ìlú, abúlé",
        "zh": "城市, 鄉鎮, 乡镇, 村, 社區, 社区, 區, 区",
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
