// The two files that the data team drops in. Every value is quoted JSON, which is YAML whatever stands in it.
const yaml = (() => {
  // JSON may leave raw what YAML refuses or takes for the end of a line; half a character fits no file at all.
  const unsafe = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
  const half = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
  const escaped = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const scalar = (value) =>
    typeof value === "string" ? JSON.stringify(value.replace(half, "\ufffd")).replace(unsafe, escaped) : JSON.stringify(value);
  const mapping = (entry) => `{${Object.entries(entry).map(([key, value]) => `${scalar(key)}: ${scalar(value)}`).join(", ")}}`;
  const remarks = (lines) => lines.map((line) => `# ${scalar(line).slice(1, -1)}\n`).join("");
  const signed = (entry, { by, date }) => ({ ...entry, ...(by ? { by } : {}), ...(date ? { date } : {}) });

  // `decisions`: {topic, kind, value, by, date}. One entry a topic and signature, so that each keeps who decided it.
  function curation(decisions, lines) {
    const topics = new Map();
    for (const { topic, kind, value, by, date } of decisions) {
      if (!topics.has(topic)) topics.set(topic, new Map());
      const entries = topics.get(topic);
      const signature = JSON.stringify([by ?? null, date ?? null]);
      if (!entries.has(signature)) entries.set(signature, { fields: {}, by, date });
      entries.get(signature).fields[kind] = value;
    }
    const written = [...topics].sort((a, b) => a[0] - b[0]).map(([topic, entries]) => {
      const items = [...entries.values()].map((entry) => `  - ${mapping(signed(entry.fields, entry))}\n`);
      return `${topic}:\n${items.join("")}`;
    });
    return remarks(lines) + (written.join("") || "{}\n");
  }

  // `marks`: {theme, statement, value, by, date}; one line a mark, so that files can be laid together and compared.
  function marks(each, lines) {
    const key = (mark) => `${mark.theme} ${mark.statement}`;
    const sorted = [...each].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    const written = sorted.map((mark) => `- ${mapping(signed({ statement: mark.statement, theme: mark.theme, belongs: mark.value }, mark))}\n`);
    return remarks(lines) + (written.join("") || "[]\n");
  }
  return { curation, marks };
})();
