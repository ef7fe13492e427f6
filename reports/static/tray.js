// The tray that holds all decisions and marks until they are downloaded.
// Its beginning, as it stands in the page; empty where it does not.
function wordsOfStatement(id) {
  const row = rows.id?.indexOf(id) ?? -1;
  return row < 0 ? "" : shortened(rows.text[row], 60);
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
  // Another page of this report has the drafts, too.
  let staysHere = false;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    staysHere = Boolean(link) && link.protocol === location.protocol && link.host === location.host;
  });
  addEventListener("beforeunload", (event) => { if (drafts.waiting() && !(staysHere && drafts.isKept())) event.preventDefault(); });
  drafts.watch(show);
  show();
}

if (document.getElementById("tray")) showTray();
