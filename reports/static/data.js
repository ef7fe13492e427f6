// The statements, by columns: in the page itself, or in files beside it that come one after another.
// Whoever shows rows listens to the event "rows" on document: `count` has grown, and so has every column of `rows`.
const data = JSON.parse(document.getElementById("data").textContent);
const rows = data.rows;
let count = rows.text.length; // rows that are here
const total = data.total ?? count; // rows that there will be
const topicOf = new Map(data.topics.map((topic) => [topic.id, topic]));

// Each file calls this with its rows as JSON: a page that was opened from disk may run a file beside it, not read it.
globalThis.arrived = (json) => {
  for (const [name, values] of Object.entries(JSON.parse(json))) for (const value of values) rows[name].push(value);
  count = rows.text.length;
  document.dispatchEvent(new Event("rows"));
};

// One file at a time and only while nothing else is to do, so that the page answers meanwhile.
function fetchRows(files) {
  const note = document.getElementById("arriving");
  const whenIdle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 1));
  note.hidden = false;
  function fetchNext(at) {
    note.querySelector("progress").value = count / total;
    if (at === files.length) { note.hidden = true; return; }
    const script = document.createElement("script");
    const goOn = () => { script.remove(); whenIdle(() => fetchNext(at + 1)); };
    script.src = files[at];
    script.addEventListener("load", goOn);
    script.addEventListener("error", () => { document.getElementById("missing").hidden = false; goOn(); });
    document.head.append(script);
  }
  whenIdle(() => fetchNext(0));
}
if (data.files) addEventListener("load", () => fetchRows(data.files));
