// What an analyst decides here, beside what was decided before. Numbers, ids and the analyst's own words, nobody else's.
// A page without the tray has nothing to decide on.
const nothing = '{"decided":[],"marks":[],"topics":[],"themes":[],"words":{}}';
const before = JSON.parse(document.getElementById("decide-data")?.textContent ?? nothing);
const drafts = (() => {
  const shelf = `underheard decisions of ${before.name}`;
  const keyOf = (about) => (about.kind === "mark" ? `mark ${about.theme} ${about.statement}` : `${about.kind} ${about.topic}`);
  const known = new Map([...before.decided, ...before.marks.map((mark) => ({ ...mark, kind: "mark" }))].map((each) => [keyOf(each), each]));
  const watchers = [];
  let isKept = true;
  let made = new Map();
  let isShown = new Set(); // keys of those that were downloaded

  // A browser may forbid keeping anything, above all for files; decisions then live as long as the page.
  function load() {
    try {
      const kept = JSON.parse(localStorage.getItem(shelf) ?? "{}");
      const handedOver = new Set(kept.downloaded);
      const isDone = (each) => isLikeBefore(each) || (handedOver.has(keyOf(each)) && isOvertaken(each));
      made = new Map((kept.made ?? []).filter((each) => !isDone(each)).map((each) => [keyOf(each), each]));
      isShown = new Set([...handedOver].filter((key) => made.has(key)));
    } catch { isKept = false; }
  }
  function save() {
    try {
      localStorage.setItem(shelf, JSON.stringify({ made: [...made.values()], downloaded: [...isShown] }));
    } catch { isKept = false; }
  }
  const emptyOf = (kind) => (kind === "hide" ? false : null);
  const valueBefore = (about) => known.get(keyOf(about))?.value ?? emptyOf(about.kind);
  const isOvertaken = (each) => known.get(keyOf(each))?.date > each.date; // somebody decided later, and a run knows it
  const isLikeBefore = (each) => each.value === valueBefore(each);
  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  }
  function changed() {
    save();
    for (const watch of watchers) watch();
  }
  // Everything that holds: what was decided before, and the drafts in its place, signed by `by`.
  function joined(by, isWanted) {
    const all = new Map([...known].filter(([, each]) => isWanted(each)));
    for (const [key, each] of made) if (isWanted(each)) all.set(key, { ...each, by, date: isOvertaken(each) ? today() : each.date });
    return [...all.values()];
  }

  load();
  addEventListener("storage", (event) => { // another window decides too
    if (event.key !== shelf) return;
    load();
    for (const watch of watchers) watch();
  });
  return {
    // The value that holds for what `about` names: as drafted here, else as decided before; empty where there is none.
    value: (about) => (made.get(keyOf(about)) ?? { value: valueBefore(about) }).value,
    decidedBefore: (about) => known.get(keyOf(about)),
    isDraft: (about) => made.has(keyOf(about)),
    set(about, value) {
      const draft = { ...about, value, date: today() };
      if (drafts.value(about) === value) return;
      if (isLikeBefore(draft)) made.delete(keyOf(about));
      else made.set(keyOf(about), draft);
      isShown.delete(keyOf(about));
      changed();
    },
    undo(about) {
      made.delete(keyOf(about));
      isShown.delete(keyOf(about));
      changed();
    },
    list: () => [...made.values()],
    waiting: () => [...made.keys()].filter((key) => !isShown.has(key)).length,
    isKept: () => isKept,
    watch: (watch) => watchers.push(watch),
    marks: () => joined(null, (each) => each.kind === "mark" && each.value !== null),
    hasFile: (file) => [...made.values()].some((each) => (each.kind === "mark") === (file === "marks")),
    // Marks in the list of themes stay there, unless they are changed here.
    file(file, by) {
      const isMark = (each) => each.kind === "mark";
      const head = [fill(before.words.files, { name: before.name, run: before.run })];
      const text = file === "marks"
        ? yaml.marks(joined(by, (each) => isMark(each) && !each.listed), [...head, before.words.marksFile])
        : yaml.curation(joined(by, (each) => !isMark(each)), [...head, before.words.replace]);
      for (const [key, each] of made) if (isMark(each) === (file === "marks")) isShown.add(key);
      changed();
      return text;
    },
  };
})();
