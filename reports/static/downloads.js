// Every table as CSV, every chart as SVG and PNG. Files are made here and go nowhere but to the reader's disk.

// As `safe_text` in reports/exports.py: an apostrophe before what a spreadsheet would take for a formula.
const unseen = "\\s\\u0085\\u200b-\\u200f\\u2060\\ufeff";
const formulaStart = new RegExp(`^[${unseen}]*[=+\\-@＝＋－＠]|^[\\t\\r\\n]`, "u");
const formulaAfterSeparator = new RegExp(`([;,|\\t\\r\\n][${unseen}"']*)(?=[=@＝＠]|[+\\-＋－][^\\s\\p{Nd}])`, "gu");
const unwritable = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|\p{Cs}/gu;
function safeText(text) {
  const guarded = text.replace(unwritable, "\ufffd").replace(formulaAfterSeparator, "$1'");
  return formulaStart.test(guarded) ? `'${guarded}` : guarded;
}

// With the mark by which Excel knows UTF-8; numbers bare, every text guarded and in quotation marks.
function csvOf(lines) {
  const cell = (value) => (typeof value === "number" ? String(value) : `"${safeText(value).replaceAll('"', '""')}"`);
  return `\ufeff${lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("")}`;
}

// "Open government 2023", "Who was in the room" -> open-government-2023_who-was-in-the-room_2022-07-01.csv
function fileName(what, ending) {
  const word = (text) => [...text.toLowerCase().normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")].slice(0, 60).join("").replace(/^-|-$/g, "");
  return `${[data.run.name, what, data.run.date].map(word).filter(Boolean).join("_")}.${ending}`;
}

function download(blob, name) {
  const link = element("a", undefined, { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  announce(fill(data.words.downloaded, { name }));
}

function tableLines(table) {
  const rowsOf = [...table.rows].filter((row) => !row.classList.contains("broad"));
  return rowsOf.map((row) => cellsOf(row).map((cell) => {
    if (!cell) return "";
    const text = wordsOf(cell);
    return cell.matches("td") && cell.colSpan === 1 && isPlainNumber(text) ? readNumber(text) : text;
  }));
}

function saveTool(format, what, save) {
  const made = tool(format, what, save);
  made.classList.add("save");
  return made;
}

function csvTool(what, lines) {
  return saveTool("CSV", what, () => download(new Blob([csvOf(lines())], { type: "text/csv;charset=utf-8" }), fileName(what, "csv")));
}

const drawn = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight", "text-anchor"];

// A copy that stands alone: its style sheet's colours and fonts written on it, light, on paper.
function standalone(svg) {
  const copy = svg.cloneNode(true);
  const stage = element("div", undefined, { class: "stage", "aria-hidden": "true" });
  for (const name of lightColours) if (name.startsWith("--")) stage.style.setProperty(name, lightColours.getPropertyValue(name));
  stage.append(copy);
  document.body.append(stage);
  const styles = [copy, ...copy.querySelectorAll("*")].map((part) => [part, getComputedStyle(part)]);
  for (const [part, style] of styles) for (const name of drawn) part.setAttribute(name, style.getPropertyValue(name));
  stage.remove();
  const [x, y, width, height] = copy.getAttribute("viewBox").split(/[\s,]+/);
  for (const [name, value] of Object.entries({ width, height })) copy.setAttribute(name, value);
  for (const name of ["class", "role", "tabindex"]) copy.removeAttribute(name);
  const paper = document.createElementNS(copy.namespaceURI, "rect");
  for (const [name, value] of Object.entries({ x, y, width, height, fill: colour("--paper", true) })) paper.setAttribute(name, value);
  copy.prepend(...copy.querySelectorAll(":scope > title, :scope > desc"), paper);
  return new XMLSerializer().serializeToString(copy);
}

// The PNG has twice the pixels, for print.
async function pngOf(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg))}`;
  await image.decode();
  const canvas = element("canvas", undefined, { width: image.width * 2, height: image.height * 2 });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
}

function pictureTools(draw, what) {
  return [
    saveTool("SVG", what, () => download(new Blob([standalone(draw())], { type: "image/svg+xml" }), fileName(what, "svg"))),
    saveTool("PNG", what, async () => download(await pngOf(draw()), fileName(what, "png"))),
  ];
}

for (const table of document.querySelectorAll("table:not(#quote-table)")) {
  const what = wordsOf(table.caption ?? table);
  table.after(tools(csvTool(what, () => tableLines(table))));
}
for (const chart of document.querySelectorAll("svg.chart")) {
  (chart.closest("figure") ?? chart.parentElement).append(tools(...pictureTools(() => chart, wordsOf(chart.querySelector("title")))));
}
