// Tables that sort, and panels that open when something points to them.
for (const table of document.querySelectorAll("table.sortable")) {
  table.tHead.querySelectorAll("th").forEach((header, column) => {
    const button = element("button", header.textContent.trim(), { type: "button" });
    header.replaceChildren(button);
    button.addEventListener("click", () => sortBy(table, header, column));
  });
}

function sortBy(table, header, column) {
  const isNumber = header.dataset.kind === "number";
  const before = header.getAttribute("aria-sort");
  const order = before ? (before === "ascending" ? "descending" : "ascending") : isNumber ? "descending" : "ascending";
  const valueOf = (row) => {
    const cell = row.cells[column];
    return isNumber ? Number(cell.dataset.value ?? cell.textContent) : cell.textContent.trim();
  };
  const compare = (a, b) => (isNumber ? a[0] - b[0] : a[0].localeCompare(b[0], data.interface));
  const sign = order === "ascending" ? 1 : -1;
  const sorted = [...table.tBodies].map((body) => {
    const members = [...body.rows].filter((row) => !row.classList.contains("broad"));
    const ranked = members.map((row) => [valueOf(row), row]).sort((a, b) => sign * compare(a, b));
    body.append(...ranked.map(([, row]) => row));
    return [ranked[0]?.[0], body];
  });
  // Broader topics come in the order of their first topics; what stands alone comes last.
  const isAlone = (body) => Number(body.classList.contains("alone"));
  sorted.sort((a, b) => isAlone(a[1]) - isAlone(b[1]) || sign * compare(a, b));
  table.append(...sorted.map(([, body]) => body));
  table.tHead.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
  header.setAttribute("aria-sort", order);
}

// Broader topics in a table fold their rows away; without scripts all rows show.
for (const name of document.querySelectorAll("tr.broad .fold")) {
  const button = element("button", undefined, { type: "button", "aria-expanded": "true" });
  button.append(...name.childNodes);
  name.append(button);
  const heading = name.closest("tr");
  button.addEventListener("click", () => {
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    for (const row of heading.parentElement.rows) row.hidden = isOpen && row !== heading;
  });
}

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) {
    for (let panel = target; panel; panel = panel.parentElement.closest("details")) panel.open = true;
    target.scrollIntoView();
    target.querySelector("summary").focus({ preventScroll: true });
  }
}
addEventListener("hashchange", openTarget);

// Paper cannot be clicked: print with every panel open, then put them back.
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  closed.forEach((panel) => { panel.open = true; });
});
addEventListener("afterprint", () => closed.forEach((panel) => { panel.open = false; }));
