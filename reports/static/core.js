// What the other scripts share: folding for search, the state in the address, filters.
const number = new Intl.NumberFormat(data.interface);
document.documentElement.classList.add("has-script");

// Marks go and case goes, so that "educacion" finds "educación"; letters of every script stay.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function addOptions(select, options) {
  for (const [value, label] of options) {
    const option = element("option", label, { value });
    select.append(option);
  }
}

function offerFilters(form) {
  const topics = data.topics.map((topic) => [String(topic.id), `${topic.id} · ${topic.label}`]);
  addOptions(form.elements.topic, [...topics, ["-1", data.words.outlier]]);
  addOptions(form.elements.group, data.groups);
  addOptions(form.elements.language, [...data.languages].sort((a, b) => a[1].localeCompare(b[1], data.interface)));
  if (form.elements.session) addOptions(form.elements.session, data.sessions.map((title) => [title, title]));
}

// A test of one row against what a form asks; -2 stands for a value that the data do not know, which matches nothing.
function filterOf(values) {
  const place = (list, value) => { const at = list.indexOf(value); return at < 0 ? -2 : at; };
  const topic = values.topic ? Number(values.topic) : null;
  const group = values.group ? place(data.groups.map((pair) => pair[0]), values.group) : null;
  const language = values.language ? place(data.languages.map((pair) => pair[0]), values.language) : null;
  const session = values.session ? place(data.sessions, values.session) : null;
  return (row) =>
    (topic === null || rows.topic[row] === topic) &&
    (group === null || rows.groups[row].includes(group)) &&
    (language === null || rows.language[row] === language) &&
    (session === null || rows.session[row] === session);
}

const valuesOf = (form) => Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
