// Deciding on topics, marking quotes for themes, and the tray that holds it all until it is downloaded.
const phrase = (name, values = {}) => fill(before.words[name], values);
const themeLabels = new Map(before.themes);
const dayStyle = data.interface === "en" ? "en-GB" : data.interface; // day before month, as the report has it
const apart = (words) => `\u2068${words}\u2069`; // whichever way they are written

function openDialog(dialog) {
  dialog.showModal();
  dialog.querySelector("h2").focus();
}
for (const button of document.querySelectorAll("dialog [data-close]")) button.addEventListener("click", () => button.closest("dialog").close());

function whoDecided(decision) {
  if (!decision?.by) return "";
  const day = decision.date ? new Date(`${decision.date}T12:00`).toLocaleDateString(dayStyle, { dateStyle: "long" }) : "";
  return day ? phrase("signed", { by: decision.by, date: day }) : phrase("signedBy", { by: decision.by });
}

function decideOnTopics() {
  const dialog = document.getElementById("decide-dialog");
  const form = document.getElementById("decide-form");
  const { label, merge_into: target, note, hide } = form.elements;
  const hint = form.querySelector("[data-signed=merge_into]");
  const mergeHint = hint.textContent;
  const labels = new Map(before.topics.map((topic) => [topic.id, topic.label]));
  let topic = null;
  const value = (kind) => drafts.value({ topic, kind });

  // A merged topic has no name of its own and is in no list: what cannot show is not asked.
  function adjust() {
    const isMerged = target.value !== "";
    label.disabled = hide.disabled = isMerged;
    let at = target.value === "" ? null : Number(target.value);
    const seen = new Set();
    while (at !== null && at !== topic && !seen.has(at)) { seen.add(at); at = drafts.value({ topic: at, kind: "merge_into" }); }
    target.setCustomValidity(at === topic ? phrase("ring", { id: target.value }) : "");
  }
  function open(id) {
    topic = id;
    document.getElementById("decide-title").textContent = phrase("decideOn", { id, label: labels.get(id) ?? phrase("topic", { id }) });
    label.value = value("label") ?? "";
    label.placeholder = labels.get(id) ?? "";
    const others = before.topics.filter((other) => other.id !== id).map((other) => [String(other.id), `${other.id} · ${other.label}`]);
    const into = value("merge_into");
    if (into !== null && !labels.has(into)) others.push([String(into), phrase("topic", { id: into })]);
    target.replaceChildren();
    addOptions(target, [["", phrase("own")], ...others]);
    target.value = into === null ? "" : String(into);
    note.value = value("note") ?? "";
    hide.checked = value("hide");
    for (const line of form.querySelectorAll("[data-signed]")) {
      const told = whoDecided(drafts.decidedBefore({ topic, kind: line.dataset.signed }));
      line.textContent = [line === hint ? mergeHint : "", told].filter(Boolean).join(" ");
    }
    adjust();
    openDialog(dialog);
  }
  target.addEventListener("change", adjust);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    drafts.set({ topic, kind: "merge_into" }, target.value === "" ? null : Number(target.value));
    drafts.set({ topic, kind: "label" }, (!label.disabled && label.value.trim()) || null);
    drafts.set({ topic, kind: "hide" }, !hide.disabled && hide.checked);
    drafts.set({ topic, kind: "note" }, note.value.trim() || null);
    dialog.close();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-decide]");
    if (button) open(Number(button.dataset.decide));
  });
}

function markQuotes() {
  if (!before.themes.length) return;
  const dialog = document.getElementById("mark-dialog");
  const form = document.getElementById("mark-form");
  const quote = document.getElementById("mark-quote");
  const list = document.getElementById("mark-list");
  const status = document.getElementById("mark-status");
  let statement = null;
  addOptions(form.elements.theme, before.themes);

  function show() {
    list.replaceChildren(...drafts.marks().filter((mark) => mark.statement === statement).map((mark) => {
      const item = element("li");
      const what = phrase(mark.value ? "belongs" : "belongsNot", { theme: apart(themeLabels.get(mark.theme) ?? mark.theme) });
      const undo = element("button", phrase("undo"), { type: "button", class: "small", "aria-label": phrase("undoOf", { what }) });
      const about = { kind: "mark", statement, theme: mark.theme };
      undo.addEventListener("click", () => {
        if (drafts.isDraft(about)) drafts.undo(about);
        else drafts.set(about, null);
        document.getElementById("mark-title").focus();
      });
      item.append(element("span", what, { dir: "auto" }), element("span", whoDecided(mark), { class: "quiet", dir: "auto" }), undo);
      return item;
    }));
  }
  form.addEventListener("click", (event) => {
    const verdict = { yes: true, no: false }[event.target.value];
    if (verdict === undefined) return;
    drafts.set({ kind: "mark", statement, theme: form.elements.theme.value }, verdict);
    status.textContent = phrase("kept");
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  drafts.watch(() => { if (dialog.open) show(); });

  // A quote says how often it was marked on its button; quotes of the long list come and go.
  let counts = new Map();
  function countMarks() {
    counts = new Map();
    for (const mark of drafts.marks()) counts.set(mark.statement, (counts.get(mark.statement) ?? 0) + 1);
  }
  const buttonText = (id) => (counts.has(id) ? phrase("marked", { n: number.format(counts.get(id)) }) : phrase("mark"));
  function addButton(place, id, words) {
    const button = element("button", buttonText(id), { type: "button", class: "tool mark-button", "data-mark": id });
    button.addEventListener("click", () => {
      statement = id;
      quote.textContent = words.textContent;
      quote.lang = words.lang;
      status.textContent = "";
      show();
      openDialog(dialog);
    });
    // Beside the button that copies, on the same line.
    const pair = element("span", undefined, { class: "quote-tools" });
    pair.append(...place.querySelectorAll("button.tool"), button);
    place.append(" ", pair);
  }
  countMarks();
  for (const figure of document.querySelectorAll("figure.quote[data-statement]")) {
    addButton(figure.querySelector("figcaption"), figure.dataset.statement, figure.querySelector("blockquote"));
  }
  const body = document.getElementById("quote-rows");
  function addToRows() {
    for (const made of body.querySelectorAll("tr[data-row]:not([data-markable])")) {
      const id = rows.id?.[Number(made.dataset.row)];
      made.dataset.markable = "";
      if (id) addButton(made.cells[made.cells.length - 1], id, made.cells[0]);
    }
  }
  if (body) {
    new MutationObserver(addToRows).observe(body, { childList: true });
    addToRows();
  }
  drafts.watch(() => {
    countMarks();
    for (const button of document.querySelectorAll("[data-mark]")) button.textContent = buttonText(button.dataset.mark);
  });
}

// The list of statements to mark: two buttons a theme, pressed again they take the verdict back.
function markReview() {
  const review = document.getElementById("review");
  if (!review) return;
  const items = [...review.querySelectorAll("li[data-statement]")];
  const aboutOf = (button) => ({
    kind: "mark",
    statement: button.closest("[data-statement]").dataset.statement,
    theme: button.closest("[data-theme]").dataset.theme,
  });
  function show() {
    for (const button of review.querySelectorAll("[data-verdict]")) {
      const held = drafts.value(aboutOf(button));
      button.setAttribute("aria-pressed", String(held === (button.dataset.verdict === "yes")));
    }
    const n = items.filter((item) => item.querySelector("[aria-pressed=true]")).length;
    document.getElementById("review-status").textContent = phrase("reviewed", { n: number.format(n), all: number.format(items.length) });
  }
  review.addEventListener("click", (event) => {
    const button = event.target.closest("[data-verdict]");
    if (!button) return;
    const isPressed = button.getAttribute("aria-pressed") === "true";
    drafts.set(aboutOf(button), isPressed ? null : button.dataset.verdict === "yes");
  });
  drafts.watch(show);
  show();
}

// Its beginning, as it stands in the page; empty where it does not.
function wordsOfStatement(id) {
  const row = rows.id?.indexOf(id) ?? -1;
  const letters = row < 0 ? [] : [...rows.text[row]];
  return letters.length > 60 ? `${letters.slice(0, 59).join("")}…` : letters.join("");
}

function tellDraft({ kind, topic, theme, statement, value }) {
  if (kind !== "mark") return phrase(value === null || value === false ? `${kind}Back` : kind, { id: topic, value: apart(value) });
  const name = themeLabels.get(theme) ?? theme;
  const verdict = value === null ? "markBack" : value ? "belongs" : "belongsNot";
  const words = wordsOfStatement(statement);
  const what = phrase(verdict, { theme: apart(name) });
  return words ? phrase("quoted", { words: apart(words), what }) : `${phrase("statement", { id: statement })}: ${what}`;
}

function showTray() {
  const tray = document.getElementById("tray");
  const dialog = document.getElementById("tray-dialog");
  const form = document.getElementById("tray-form");
  const list = document.getElementById("tray-list");
  const note = document.getElementById("tray-note");
  const name = "underheard analyst";
  try { form.elements.by.value = localStorage.getItem(name) ?? ""; } catch { /* asked again each time */ }

  function show() {
    const all = drafts.list();
    const waiting = drafts.waiting();
    tray.hidden = all.length === 0;
    document.documentElement.classList.toggle("has-tray", all.length > 0);
    document.getElementById("tray-count").textContent = waiting ? phrase("waiting", { n: number.format(waiting) }) : phrase("downloaded", { n: number.format(all.length) });
    document.getElementById("tray-empty").hidden = all.length > 0;
    for (const button of form.querySelectorAll("[type=submit]")) button.hidden = !drafts.hasFile(button.value);
    list.replaceChildren(...all.map((draft) => {
      const item = element("li");
      const what = tellDraft(draft);
      const undo = element("button", phrase("undo"), { type: "button", class: "small", "aria-label": phrase("undoOf", { what }) });
      undo.addEventListener("click", () => { drafts.undo(draft); document.getElementById("tray-title").focus(); });
      item.append(element("span", what, { dir: "auto" }), undo);
      return item;
    }));
    note.textContent = drafts.isKept() ? "" : phrase("unkept");
  }
  document.getElementById("tray-open").addEventListener("click", () => { show(); openDialog(dialog); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const by = form.elements.by.value.trim();
    // The key Enter submits by the first button, which may be hidden.
    const file = [event.submitter, ...form.querySelectorAll("[type=submit]")].find((button) => button && !button.hidden)?.value;
    if (!by || !file) return;
    try { localStorage.setItem(name, by); } catch { /* asked again each time */ }
    const address = URL.createObjectURL(new Blob([drafts.file(file, by)], { type: "application/yaml" }));
    element("a", undefined, { href: address, download: `${file}.yaml` }).click();
    note.textContent = phrase("got", { file: `${file}.yaml` });
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  });
  addEventListener("beforeunload", (event) => { if (drafts.waiting()) event.preventDefault(); });
  drafts.watch(show);
  show();
}

if (document.getElementById("tray")) {
  decideOnTopics();
  markQuotes();
  markReview();
  showTray();
}
