"""The words that mail programs and mail writers put around what they say, by language; compared without accents.

A language that is missing loses nothing but this help: a mail in it is still read, its quotations marked by ">"
and a date above them are still known.
"""

from __future__ import annotations

WROTE = {
    "en": "wrote",
    "fr": "a écrit, a ecrit",
    "es": "escribió",
    "pt": "escreveu",
    "it": "ha scritto",
    "de": "schrieb",
    "nl": "schreef",
    "sv": "skrev",
    "fi": "kirjoitti",
    "pl": "napisał, napisała, napisał(a), pisze",
    "cs": "napsal, napsala, napsal(a)",
    "ro": "a scris",
    "hu": "írta",
    "tr": "yazdı, şunu yazdı",
    "az": "yazdı",
    "ru": "пишет, написал, написала, написал(а)",
    "uk": "пише, написав, написала",
    "be": "піша, напісаў, напісала",
    "bg": "написа",
    "el": "έγραψε",
    "ka": "წერს, დაწერა",
    "hy": "գրել է, գրեց",
    "he": "כתב, כתבה, מאת",
    "ar": "كتب, كتبت",
    "fa": "نوشت",
    "am": "ጽፏል, ጻፈ",
    "sw": "aliandika",
    "zh": "写道, 寫道",
    "ja": "のメール, 書きました",
    "ko": "작성",
    "vi": "đã viết",
    "id": "menulis",
}
"""The end of the line above a quotation: "On Monday, 3 May 2026, Anna wrote:"."""

ORIGINAL = {
    "en": "original message, original appointment",
    "fr": "message d'origine, message original",
    "es": "mensaje original",
    "pt": "mensagem original",
    "it": "messaggio originale",
    "de": "ursprüngliche nachricht, originalnachricht",
    "nl": "oorspronkelijk bericht",
    "sv": "ursprungligt meddelande",
    "pl": "wiadomość oryginalna, oryginalna wiadomość",
    "ro": "mesaj original, mesajul original",
    "tr": "özgün ileti, orijinal mesaj",
    "ru": "исходное сообщение, оригинальное сообщение, пересылаемое сообщение",
    "uk": "оригінальне повідомлення, вихідне повідомлення",
    "bg": "оригинално съобщение",
    "ar": "الرسالة الأصلية, رسالة أصلية",
    "he": "ההודעה המקורית, הודעה מקורית",
    "zh": "原始邮件, 原始郵件, 邮件原件",
    "ja": "元のメッセージ",
}
"""Between dashes above the mail that is answered."""

FORWARDED = {
    "en": "forwarded message, begin forwarded message",
    "fr": "message transféré, début du message transféré, message transmis",
    "es": "mensaje reenviado, inicio del mensaje reenviado",
    "pt": "mensagem encaminhada, mensagem reencaminhada",
    "it": "messaggio inoltrato",
    "de": "weitergeleitete nachricht, anfang der weitergeleiteten nachricht",
    "nl": "doorgestuurd bericht",
    "pl": "przekazana wiadomość, wiadomość przekazana",
    "ro": "mesaj redirecționat, mesaj redirecţionat",
    "tr": "iletilen mesaj, iletilmiş mesaj",
    "ru": "пересланное сообщение, перенаправленное сообщение, пересылаемое сообщение",
    "uk": "переслане повідомлення, переадресоване повідомлення",
    "bg": "препратено съобщение",
    "ka": "გადაგზავნილი შეტყობინება",
    "ar": "رسالة معاد توجيهها, رسالة محولة",
    "he": "הודעה שהועברה",
    "zh": "转发的邮件, 轉寄的郵件, 转发邮件",
    "ja": "転送されたメッセージ",
}
"""Above a mail that is passed on: what follows is the note."""

FROM = {
    "en": "from",
    "fr": "de",
    "it": "da",
    "de": "von",
    "nl": "van",
    "sv": "från",
    "fi": "lähettäjä",
    "pl": "od",
    "ro": "de la",
    "tr": "kimden, gönderen",
    "ru": "от, от кого",
    "uk": "від",
    "bg": "от",
    "el": "από",
    "ka": "გამგზავნი",
    "hy": "ումից",
    "ar": "من",
    "he": "מאת",
    "am": "ከ",
    "zh": "发件人, 寄件者, 寄件人",
    "ja": "差出人",
}
"""The first field of the block that Outlook puts above the mail that is answered."""

FORWARD_PREFIXES = (
    "fw, fwd, wg, tr, rv, enc, i, doorst, vb, pd, ynt, ilt, пер, пересл, переслано, fs, vl, إعادة توجيه, הועבר, "
    "转发, 轉寄, 転送"
)
"""In front of a subject: the mail is passed on."""
REPLY_PREFIXES = "re, aw, sv, antw, odp, ynt, res, rif, ref, отв, ответ, відп, رد, השב, תגובה, 回复, 回覆, 答复, 返信"

SENT_FROM = {
    "en": "sent from my, sent from outlook, get outlook for",
    "fr": "envoyé de mon, envoyé depuis, télécharger outlook",
    "es": "enviado desde mi, enviado desde, obtener outlook",
    "pt": "enviado do meu, enviado a partir, obter o outlook",
    "it": "inviato da",
    "de": "von meinem, gesendet von",
    "nl": "verzonden vanaf",
    "pl": "wysłane z",
    "tr": "iphone'umdan gönderildi",
    "ru": "отправлено с, отправлено из",
    "uk": "надіслано з",
    "ar": "أرسلت من, تم الإرسال من",
    "he": "נשלח מה",
    "zh": "发自我的, 從我的",
}
"""Beginnings of the line that telephones add."""

GREETINGS = {
    "en": "dear, hi, hello, good morning, good afternoon",
    "fr": "bonjour, cher, chère, chers, chères, bonsoir",
    "es": "hola, estimado, estimada, estimados, estimadas, querido, querida, buenos días, buenas tardes",
    "pt": "olá, caro, cara, caros, caras, prezado, prezada, prezados, bom dia, boa tarde",
    "it": "ciao, gentile, gentili, buongiorno, cari, care",
    "de": "liebe, lieber, hallo, guten tag, sehr geehrte, sehr geehrter",
    "pl": "dzień dobry, szanowni, drodzy, cześć",
    "ro": "bună, bună ziua, dragă, stimate, stimată, stimați",
    "tr": "merhaba, sayın",
    "az": "salam, hörmətli",
    "ru": "здравствуйте, добрый день, уважаемый, уважаемая, уважаемые, дорогие, привет, коллеги",
    "uk": "добрий день, доброго дня, вітаю, шановний, шановна, шановні",
    "be": "добры дзень, паважаныя",
    "bg": "здравейте, уважаеми",
    "ka": "გამარჯობა, ძვირფასო, მოგესალმებით",
    "hy": "բարեւ, բարև, հարգելի",
    "ar": "السلام عليكم, مرحبا, عزيزي, عزيزتي, تحية طيبة, السادة",
    "fa": "سلام, با سلام",
    "he": "שלום, היי, לכל המעוניין",
    "am": "ሰላም, ውድ",
    "sw": "habari, hujambo, ndugu, mpendwa",
    "zh": "您好, 你好, 大家好, 各位",
}
"""Beginnings of a first line such as "Dear all,"."""

CLOSINGS = {
    "en": "best, best regards, best wishes, regards, kind regards, warm regards, sincerely, yours sincerely, thanks, "
    "many thanks, thank you, cheers, all the best",
    "fr": "cordialement, bien cordialement, bien à vous, merci, salutations, amicalement, bonne journée",
    "es": "saludos, saludos cordiales, un saludo, atentamente, gracias, muchas gracias, un abrazo",
    "pt": "atenciosamente, cumprimentos, melhores cumprimentos, abraços, obrigado, obrigada, cordialmente",
    "it": "cordiali saluti, saluti, grazie, distinti saluti",
    "de": "mit freundlichen grüßen, viele grüße, beste grüße, liebe grüße, herzliche grüße, freundliche grüße, danke",
    "pl": "pozdrawiam, z poważaniem, dziękuję",
    "ro": "cu stimă, cu respect, mulțumesc, toate cele bune",
    "tr": "saygılarımla, iyi çalışmalar, teşekkürler",
    "az": "hörmətlə, təşəkkürlər",
    "ru": "с уважением, спасибо, всего доброго, с наилучшими пожеланиями, заранее спасибо",
    "uk": "з повагою, дякую, щиро, на все добре",
    "be": "з павагай, дзякуй",
    "bg": "с уважение, поздрави, благодаря",
    "ka": "პატივისცემით, მადლობა",
    "hy": "հարգանքով, շնորհակալություն",
    "ar": "مع التحية, تحياتي, مع أطيب التحيات, مع خالص التحية, شكرا, وتفضلوا بقبول فائق الاحترام",
    "fa": "با احترام, با تشکر",
    "he": "בברכה, תודה, תודה רבה",
    "am": "ከሰላምታ ጋር, አመሰግናለሁ",
    "sw": "asante, wako, kwa heshima",
    "zh": "此致, 祝好, 谢谢, 謝謝, 敬上",
}
"""Whole lines above the writer's name at the end."""
