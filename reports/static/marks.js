// Marking statements for themes: at each quote, and in the list of those to mark.
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

if (document.getElementById("tray")) {
  markQuotes();
  markReview();
}
