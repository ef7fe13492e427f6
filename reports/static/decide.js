// Deciding on topics: names, merges, notes, and what is hidden.
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
if (document.getElementById("tray")) decideOnTopics();
