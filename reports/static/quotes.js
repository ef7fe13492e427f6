// All quotes: search and filters, fifty at a time, the state in the address so that a link says what one sees.
const pageSize = 50;
const quoteForm = document.getElementById("quote-filters");
const quoteRows = document.getElementById("quote-rows");
const quoteStatus = document.getElementById("quote-status");
const [back, next] = [document.getElementById("quote-back"), document.getElementById("quote-next")];
let folded = null; // made on the first search, not while the page opens
let found = [];
let first = 0;
offerFilters(quoteForm);

function search() {
  const values = valuesOf(quoteForm);
  const words = fold(values.q ?? "").split(/\s+/).filter(Boolean);
  if (words.length && !folded) folded = rows.text.map(fold);
  const keep = filterOf(values);
  found = [];
  for (let row = 0; row < count; row += 1) {
    if (keep(row) && words.every((word) => folded[row].includes(word))) found.push(row);
  }
  first = 0;
  showPage();
}

function showPage() {
  const page = found.slice(first, first + pageSize);
  quoteRows.replaceChildren(...page.map(quoteRow));
  back.disabled = first === 0;
  next.disabled = first + pageSize >= found.length;
  const values = { from: number.format(first + 1), to: number.format(first + page.length), n: number.format(found.length) };
  quoteStatus.textContent = found.length ? fill(data.words.shown, values) : data.words.none;
}

function quoteRow(row) {
  const made = element("tr", undefined, { "data-row": row });
  const [code, language] = data.languages[rows.language[row]];
  const topic = topicOf.get(rows.topic[row]);
  const isWithheld = rows.withheld[row] === 1;
  made.append(element("td", rows.text[row], { lang: isWithheld ? data.interface : code, dir: "auto" }));
  const topicCell = element("td");
  if (topic) topicCell.append(element("a", topic.label, { href: `#topic-${topic.id}`, dir: "auto" }));
  else topicCell.textContent = data.words.outlier;
  const source = element("td");
  const session = rows.session[row] >= 0 ? data.sessions[rows.session[row]] : "";
  for (const part of [session, language, rows.origin[row]]) {
    if (part) source.append(element("span", part, { class: "quiet", dir: "auto" }));
  }
  made.append(topicCell, element("td", rows.groups[row].map((at) => data.groups[at][1]).join(", "), { dir: "auto" }), source);
  return made;
}

function keepState() {
  const state = new URLSearchParams(valuesOf(quoteForm)).toString();
  history.replaceState(null, "", state ? `#quotes&${state}` : "#quotes");
}

function readState() {
  if (!location.hash.startsWith("#quotes")) return false;
  const state = new URLSearchParams(location.hash.slice("#quotes".length));
  for (const name of ["q", "topic", "group", "language", "session"]) quoteForm.elements[name].value = state.get(name) ?? "";
  search();
  return true;
}

let waiting = 0;
quoteForm.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => { search(); keepState(); }, 120);
});
quoteForm.addEventListener("reset", () => setTimeout(() => { search(); keepState(); }));
quoteForm.addEventListener("submit", (event) => event.preventDefault());
back.addEventListener("click", () => { first = Math.max(0, first - pageSize); showPage(); });
next.addEventListener("click", () => { first += pageSize; showPage(); });
addEventListener("hashchange", () => {
  if (!readState()) return;
  const section = document.getElementById("quotes");
  section.scrollIntoView();
  section.focus({ preventScroll: true });
});
if (readState()) document.getElementById("quotes").scrollIntoView();
else search();
openTarget();
