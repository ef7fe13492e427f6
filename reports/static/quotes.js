// All quotes that the filter lets through, fifty at a time.
function startQuotes() {
  const form = document.getElementById("quotes-filters");
  if (!form) return;
  const pageSize = 50;
  const table = document.getElementById("quote-table");
  const body = document.getElementById("quote-rows");
  const status = document.getElementById("quotes-status");
  const [back, next] = [document.getElementById("quote-back"), document.getElementById("quote-next")];
  let found = [];
  let first = 0;
  let shownFor = null;
  let column = 0, order = null;
  offerFilters(form);

  const topicLabel = (row) => topicOf.get(rows.topic[row])?.label ?? data.words.outlier;
  const groupsOf = (row) => rows.groups[row].map((at) => data.groups[at][1]).join(", ");
  const sessionOf = (row) => data.sessions[rows.session[row]] ?? "";
  const sourceOf = (row) => [sessionOf(row), data.languages[rows.language[row]][1], rows.origin[row]].filter(Boolean);

  // Texts by their folded form, everything else by its place among few names: a hundred thousand sort at once.
  function ranks(labels) {
    const sorted = [...new Set(labels)].sort(collator.compare);
    const places = new Map(sorted.map((label, at) => [label, at]));
    return labels.map((label) => places.get(label));
  }
  function sort() {
    found = matches;
    if (!order) return;
    if (column === 0) foldUpTo(count);
    const keys = column === 0 ? matches.map((row) => folded[row]) : ranks(matches.map([null, topicLabel, groupsOf, sessionOf][column]));
    const sign = order === "descending" ? -1 : 1;
    const places = [...keys.keys()].sort((a, b) => (keys[a] < keys[b] ? -sign : keys[a] > keys[b] ? sign : a - b));
    found = places.map((place) => matches[place]);
  }

  function show() {
    sort();
    if (shownFor !== filter) first = 0; // else more rows have come, and the reader stays where they are
    shownFor = filter;
    showPage();
  }
  function showPage() {
    const page = found.slice(first, first + pageSize);
    body.replaceChildren(...page.map(quoteRow));
    back.disabled = first === 0;
    next.disabled = first + pageSize >= found.length;
    const values = { from: number.format(first + 1), to: number.format(first + page.length), n: number.format(found.length) };
    status.textContent = found.length ? fill(data.words.shown, values) : data.words.none;
  }

  function quoteRow(row) {
    const made = element("tr", undefined, { "data-row": row });
    const text = element("td", undefined, { lang: languageOf(row), dir: "auto" });
    text.append(...marked(rows.text[row], terms));
    const topic = topicOf.get(rows.topic[row]);
    const topicCell = element("td");
    if (topic) topicCell.append(element("a", topic.label, { href: `#topic-${topic.id}`, dir: "auto" }));
    else topicCell.textContent = data.words.outlier;
    const source = element("td");
    source.append(...sourceOf(row).map((part) => element("span", part, { class: "quiet", dir: "auto" })));
    if (rows.withheld[row] !== 1) source.append(quoteTool(rows.text[row], sourceOf(row).join(" · ")));
    made.append(text, topicCell, element("td", groupsOf(row), { dir: "auto" }), source);
    return made;
  }

  [...table.tHead.rows[0].cells].forEach((header, at) => addSorter(header, false, (asked) => {
    [column, order] = [at, asked];
    first = 0;
    show();
  }));
  back.addEventListener("click", () => turn(-pageSize));
  next.addEventListener("click", () => turn(pageSize));
  function turn(by) {
    first = Math.max(0, first + by);
    showPage();
    document.getElementById("quotes").scrollIntoView();
  }
  viewers.push(show);

  const title = wordsOf(document.getElementById("quotes-title"));
  const heads = [...table.tHead.rows[0].cells].map(wordsOf);
  const lines = () => [
    [...heads.slice(0, 3), data.words.language, heads[3]],
    ...found.map((row) => [rows.text[row], topicLabel(row), groupsOf(row), data.languages[rows.language[row]][1], [sessionOf(row), rows.origin[row]].filter(Boolean).join(", ")]),
  ];
  document.getElementById("quotes-tools").append(linkTool("quotes"), csvTool(title, lines));
}
startQuotes();
