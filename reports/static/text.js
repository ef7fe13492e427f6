// Words of every script: folding for search, shortening, reading a query, and marking what it found.

// What people leave out or write in two ways when they search: case, accents, Arabic and Hebrew vowel marks, tatweel,
// invisible characters. Vowel signs of Indic and Thai stay, and so does the breve that makes й a letter of its own.
const optionalMarks = /[\u0300-\u0305\u0307-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|(?<!\u0438)\u0306/g;
const sameLetters = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i", ς: "σ", // Latin and Greek
  ٱ: "ا", ى: "ي", ی: "ي", ې: "ي", ک: "ك", ة: "ه", ە: "ه", ہ: "ه", // Arabic
  "’": "'", "‘": "'", "ʼ": "'", "`": "'", "՚": "'",
};
for (let digit = 0; digit < 10; digit += 1) { // Arabic, Persian and Devanagari digits
  for (const zero of [0x660, 0x6f0, 0x966]) sameLetters[String.fromCodePoint(zero + digit)] = String(digit);
}
const otherLetters = new RegExp(`[${Object.keys(sameLetters).join("")}]`, "g");
// "co-creation" and "co creation" are one. A single space is left alone: to replace each of them would take half the time.
const gap = "[\\s\\u058a\\u05be\\u2010-\\u2015-]";
const gaps = new RegExp(`${gap}{2,}|(?! )${gap}`, "g");
const pieces = new RegExp(`${gap}+|\\P{M}\\p{M}*|\\p{M}+`, "gu");

function fold(text) {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase().replace(gaps, " ").replaceAll("`", "'");
  return text.toLowerCase().normalize("NFKD").replace(optionalMarks, "")
    .replace(otherLetters, (letter) => sameLetters[letter]).replace(gaps, " ");
}

// Cut between letters of any script, never inside a pair of surrogates.
function shortened(text, n) {
  const letters = [...text];
  return letters.length > n ? `${letters.slice(0, n - 1).join("")}…` : text;
}

// A query's terms, all of which must occur; every second part between quotation marks is one term.
function readQuery(query) {
  const parts = query.split(/["“”„«»「」]/);
  const found = parts.flatMap((part, at) => (at % 2 ? [part] : part.split(/\s+/)));
  return [...new Set(found.map((term) => fold(term).trim()).filter(Boolean))];
}

// The text as nodes, with <mark> around what the terms found. Letter by letter, because folding changes lengths.
function marked(text, terms) {
  if (terms.length === 0) return [text];
  const letters = text.match(pieces) ?? [];
  const letterAt = [];
  let folded = "";
  letters.forEach((letter, at) => {
    const part = fold(letter);
    for (let index = 0; index < part.length; index += 1) letterAt.push(at);
    folded += part;
  });
  const isFound = new Uint8Array(letters.length);
  for (const term of terms) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
      isFound.fill(1, letterAt[at], letterAt[at + term.length - 1] + 1);
    }
  }
  const nodes = [];
  for (let start = 0, end; start < letters.length; start = end) {
    for (end = start + 1; end < letters.length && isFound[end] === isFound[start];) end += 1;
    const run = letters.slice(start, end).join("");
    nodes.push(isFound[start] ? element("mark", run) : run);
  }
  return nodes;
}
