// Tables that sort, rows that fold, panels that open when something points to them.
const collator = new Intl.Collator(data.interface, { numeric: true });
// Without the quote that stands beside a topic's label.
const wordsOf = (node) => [...(node.childNodes.length ? node.childNodes : [node])]
  .filter((part) => !part.classList?.contains("example"))
  .map((part) => part.textContent).join("").replace(/\s+/g, " ").trim();

// The cell of each column; null where one cell spans several.
const cellsOf = (row) => [...row.cells].flatMap((cell) => [cell, ...Array(cell.colSpan - 1).fill(null)]);

// Figures as this report's language writes them: "1,025", "12 %", "0,95", "0.70 times", "< 1%", and "2.2 to 4.0", read by its first.
const signs = Object.fromEntries(number.formatToParts(12345.6).map(({ type, value }) => [type, value]));
const bare = (text) => text.replace(/\s/g, "").replaceAll(signs.group, "").replace(signs.decimal, ".").replace("−", "-");
const isPlainNumber = (text) => /^-?\d+(\.\d+)?$/.test(bare(text));
const isFigure = (text) => /^[<≤≥>~]?-?(\d+(\.\d+)?|∞)[%×]?(\p{L}*|[\p{L}–-]{1,2}(\d+([.,]\d+)?|∞)[%×]?)$/u.test(bare(text));
const readNumber = (text) => parseFloat(bare(text).replace(/^[<≤≥>~]/, "").replace("∞", "Infinity"));

const sortable = [...document.querySelectorAll("table:not(#quote-table)")]
  .filter((table) => table.tHead && table.querySelectorAll("tbody tr:not(.broad)").length > 1);
for (const table of sortable) {
  [...table.tBodies].forEach((body, at) => {
    body.dataset.order = at;
    [...body.rows].forEach((row, below) => { row.dataset.order = below; });
  });
  [...table.tHead.rows[0].cells].forEach((header, column) => {
    const isNumber = isNumberColumn(table, header, column);
    addSorter(header, isNumber, (order) => sortBy(table, column, isNumber, order));
  });
}

function isNumberColumn(table, header, column) {
  if (header.matches(".n, [data-kind=number]")) return true;
  const cells = [...table.tBodies].flatMap((body) => [...body.rows].map((row) => cellsOf(row)[column])).filter(Boolean);
  return cells.filter((cell) => isFigure(wordsOf(cell))).length * 2 > cells.length;
}

// A header's button: one way, the other way, and back to the report's own order; numbers begin with the largest.
function addSorter(header, isNumber, sort) {
  const button = element("button", undefined, { type: "button" });
  button.append(...header.childNodes);
  header.append(button);
  header.dataset.sort = header.getAttribute("aria-sort") ?? "";
  const [one, other] = isNumber ? ["descending", "ascending"] : ["ascending", "descending"];
  button.addEventListener("click", () => {
    const before = header.getAttribute("aria-sort");
    const order = before === one ? other : before === other ? null : one;
    for (const each of header.parentElement.cells) {
      const shown = each === header && order ? order : order ? "" : each.dataset.sort;
      if (shown) each.setAttribute("aria-sort", shown);
      else each.removeAttribute("aria-sort");
    }
    sort(order);
  });
}

// What is not told, as behind "fewer than 5 people" or a dash, comes last in either order.
function sortBy(table, column, isNumber, order) {
  const valueOf = (row) => {
    const cell = cellsOf(row)[column];
    const text = cell?.colSpan === 1 ? wordsOf(cell) : "";
    if (text === "–" || text === "") return null;
    if (!isNumber) return text;
    return cell.dataset.value ? Number(cell.dataset.value) : isFigure(text) ? readNumber(text) : null;
  };
  const sign = order === "descending" ? -1 : 1;
  const compare = ([a, first], [b, second]) => {
    const place = first.dataset.order - second.dataset.order;
    if (!order || a === b) return place;
    if (a === null || b === null) return (a === null) - (b === null);
    return sign * (isNumber ? a - b : collator.compare(a, b)) || place;
  };
  const sorted = [...table.tBodies].map((body) => {
    const ranked = [...body.rows].filter((row) => !row.classList.contains("broad")).map((row) => [valueOf(row), row]).sort(compare);
    body.append(...ranked.map(([, row]) => row));
    return [ranked[0]?.[0] ?? null, body];
  });
  // Broader topics come in the order of their first topics; what stands alone comes last.
  const isAlone = (body) => Number(body.classList.contains("alone"));
  sorted.sort((a, b) => isAlone(a[1]) - isAlone(b[1]) || compare(a, b));
  (table.tHead ?? table).after(...sorted.map(([, body]) => body));
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
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) {
    for (let panel = target; panel; panel = panel.parentElement.closest("details")) panel.open = true;
    target.scrollIntoView();
    target.querySelector("summary").focus({ preventScroll: true });
  }
}
addEventListener("hashchange", openTarget);
