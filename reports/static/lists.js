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
  const body = table.tBodies[0];
  const sorted = [...body.rows].map((row) => [valueOf(row), row]).sort((a, b) => sign * compare(a, b));
  body.append(...sorted.map(([, row]) => row));
  table.tHead.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
  header.setAttribute("aria-sort", order);
}

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
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
