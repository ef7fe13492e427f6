// One filter for map and quotes, kept in the address so that a link shows what its sender saw.
//
// The scheme: #PLACE&NAME=VALUE&NAME=VALUE, where PLACE is `map` or `quotes`, NAME is one of `filterNames`, and values
// are written as in a query. Such a fragment sets the whole filter: what it does not name is not asked for. Any other
// fragment (#topic-3) leaves the filter as it is. Each entry of the history remembers its filter, so that Back undoes.
//
// In the filter, `topic=-1` and `theme=-1` ask for no topic and no theme; groups and themes go by id, languages by
// code, sessions and sources by name.
const places = ["map", "quotes"];
const filterNames = ["q", "topic", "theme", "group", "language", "session", "source"];
let filter = {};
let terms = []; // of the search, folded
let isMatch = new Uint8Array(0);
let matches = []; // rows that the filter lets through, in their order
const viewers = []; // called when the filter, or what it finds, has changed

// Folded texts are made while nobody waits; a search that comes earlier makes the rest.
const folded = [];
function foldUpTo(end) {
  for (let row = folded.length; row < Math.min(end, count); row += 1) folded.push(fold(rows.text[row]));
}
const whenIdle = window.requestIdleCallback ?? ((act) => setTimeout(() => act({ timeRemaining: () => 8 }), 20));
function foldWhenIdle(deadline) {
  do foldUpTo(folded.length + 500); while (deadline.timeRemaining() > 2 && folded.length < count);
  if (folded.length < count) whenIdle(foldWhenIdle, { timeout: 200 });
}

// A test of one row against the filter; a value that the data do not know matches nothing.
function testOf(asked) {
  const unknown = -2;
  const place = (list, value) => { const at = list.indexOf(value); return at < 0 ? unknown : at; };
  const ids = (pairs) => pairs.map((pair) => pair[0]);
  const tests = [];
  const same = (column, value) => tests.push((row) => column[row] === value);
  if (asked.topic !== undefined) same(rows.topic, Number(asked.topic));
  if (asked.language !== undefined) same(rows.language, place(ids(data.languages), asked.language));
  if (asked.session !== undefined) same(rows.session, place(data.sessions, asked.session));
  if (asked.source !== undefined) same(rows.source, place(data.sources, asked.source));
  if (asked.group !== undefined) {
    const group = place(ids(data.groups), asked.group);
    tests.push((row) => rows.groups[row].includes(group));
  }
  if (asked.theme === "-1") tests.push((row) => rows.themes[row].length === 0 && rows.withheld[row] !== 1); // nobody is told those
  else if (asked.theme !== undefined) {
    const theme = place(ids(data.themes), asked.theme);
    tests.push((row) => rows.themes[row].includes(theme));
  }
  if (terms.length) {
    foldUpTo(count);
    tests.push((row) => terms.every((term) => folded[row].includes(term)));
  }
  return (row) => tests.every((test) => test(row));
}

function find() {
  terms = readQuery(filter.q ?? "");
  const test = testOf(filter);
  isMatch = new Uint8Array(count);
  matches = [];
  for (let row = 0; row < isMatch.length; row += 1) if (test(row)) { isMatch[row] = 1; matches.push(row); }
  document.documentElement.classList.toggle("is-filtered", matches.length < count);
  viewers.forEach((show) => show());
}

// More rows have come: shown soon, and not for each file of them.
let isComing = false;
document.addEventListener("rows", () => {
  if (isComing) return;
  isComing = true;
  setTimeout(() => { isComing = false; find(); whenIdle(foldWhenIdle, { timeout: 200 }); }, 400);
});

const fragmentOf = (place, asked) => {
  const query = new URLSearchParams(asked).toString();
  return query ? `#${place}&${query}` : `#${place}`;
};

function readFragment() {
  const [place, ...query] = location.hash.slice(1).split("&");
  if (!places.includes(place)) return null;
  const values = new URLSearchParams(query.join("&"));
  return { place, filter: Object.fromEntries(filterNames.filter((name) => values.get(name)).map((name) => [name, values.get(name)])) };
}

// A new filter from the reader. While they type, one entry of the history holds it.
function ask(asked, place, isTyping = false) {
  if (fragmentOf(place, asked) === fragmentOf(place, filter)) return;
  filter = asked;
  const isGoingOn = isTyping && history.state?.isTyping;
  history[isGoingOn ? "replaceState" : "pushState"]({ filter, isTyping, isOurs: true }, "", fragmentOf(place, filter));
  find();
}

// The address has changed: by a link, which leads to its place, or by Back and Forward, which only restore.
function readAddress() {
  const asked = readFragment();
  filter = asked?.filter ?? history.state?.filter ?? filter;
  const isLink = !history.state;
  history.replaceState({ ...history.state, filter }, "");
  find();
  if (isLink && asked) goTo(asked.place);
}

function goTo(place) {
  const target = document.getElementById(place);
  if (!target) return;
  (target.closest(".map-box") ?? target).scrollIntoView();
  target.focus({ preventScroll: true });
}

// The same link twice changes no address, and should lead there all the same.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (!link || link.hash !== location.hash) return;
  const asked = readFragment();
  if (asked) goTo(asked.place);
  else openTarget();
});

// The two forms show the same filter.
function addOptions(select, options) {
  select.append(...options.map(([value, label]) => element("option", label, { value })));
  if (options.length === 0) select.closest("label").hidden = true;
}

function offerFilters(form) {
  const byLabel = (pairs) => [...pairs].sort((a, b) => a[1].localeCompare(b[1], data.interface));
  const named = (names) => names.map((name) => [name, name]);
  const topics = data.topics.map((topic) => [String(topic.id), `${topic.id} · ${topic.label}`]);
  addOptions(form.elements.topic, [...topics, ["-1", data.words.outlier]]);
  addOptions(form.elements.theme, data.themes.length ? [...data.themes, ["-1", data.words.unthemed]] : []);
  addOptions(form.elements.group, data.groups);
  addOptions(form.elements.language, byLabel(data.languages));
  addOptions(form.elements.session, named(data.sessions));
  addOptions(form.elements.source, data.sources.length > 1 ? named(data.sources) : []);
  const place = form.dataset.place;
  const read = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
  let waiting = 0;
  form.addEventListener("input", (event) => {
    const isTyping = event.target.name === "q";
    clearTimeout(waiting);
    waiting = setTimeout(() => { waiting = 0; ask(read(), place, isTyping); }, isTyping ? 40 : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => { event.preventDefault(); ask({}, place); });
  const asked = document.getElementById(`${place}-asked`);
  viewers.push(() => {
    const fields = filterNames.map((name) => form.elements[name]);
    if (!waiting) fields.forEach((field) => { field.value = filter[field.name] ?? ""; }); // else somebody is typing
    form.elements.clear.hidden = Object.keys(filter).length === 0;
    // For paper, which shows no form: what was asked for, in words.
    const told = (field) => `${wordsOf(field.labels[0].firstChild)}: ${field.selectedOptions?.[0].text ?? field.value}`;
    asked.textContent = fields.filter((field) => field.value !== "").map(told).join(" · ");
  });
}
