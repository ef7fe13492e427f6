// Words of every script: folding for search, reading a query, and marking what it found.

// What people leave out or write in two ways when they search: case, accents, Arabic and Hebrew vowel marks, tatweel,
// invisible characters. Vowel signs of Indic and Thai stay, and so does the breve that makes й a letter of its own.
const optionalMarks = /[\u0300-\u0305\u0307-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]|(?<!\u0438)\u0306|\p{Cf}/gu;
const sameLetters = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i", ς: "σ", // Latin and Greek
  ٱ: "ا", ى: "ي", ی: "ي", ې: "ي", ک: "ك", ة: "ه", ە: "ه", ہ: "ه", // Arabic
  "’": "'", "‘": "'", "ʼ": "'", "`": "'", "՚": "'",
};
for (let digit = 0; digit < 10; digit += 1) { // Arabic, Persian and Devanagari digits
  for (const zero of [0x660, 0x6f0, 0x966]) sameLetters[String.fromCodePoint(zero + digit)] = String(digit);
}
const otherLetters = new RegExp(`[${Object.keys(sameLetters).join("")}]`, "gu");
const gaps = /[\s\p{Pd}\u05be]+/gu; // "co-creation" and "co creation" are one

function fold(text) {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase().replace(/[\s-]+/g, " ").replace(/`/g, "'");
  return text.toLowerCase().normalize("NFKD").replace(optionalMarks, "")
    .replace(otherLetters, (letter) => sameLetters[letter]).replace(gaps, " ");
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
  const pieces = text.match(/[\s\p{Pd}\u05be]+|\P{M}\p{M}*|\p{M}+/gu) ?? [];
  const pieceAt = [];
  let folded = "";
  pieces.forEach((piece, at) => {
    const part = fold(piece);
    for (let letter = 0; letter < part.length; letter += 1) pieceAt.push(at);
    folded += part;
  });
  const isFound = new Uint8Array(pieces.length);
  for (const term of terms) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
      isFound.fill(1, pieceAt[at], pieceAt[at + term.length - 1] + 1);
    }
  }
  const nodes = [];
  for (let start = 0, end; start < pieces.length; start = end) {
    for (end = start + 1; end < pieces.length && isFound[end] === isFound[start];) end += 1;
    const run = pieces.slice(start, end).join("");
    nodes.push(isFound[start] ? element("mark", run) : run);
  }
  return nodes;
}
