// The topic map: a canvas of points, with the list of topics as its equal for keyboard and screen reader.
function drawMap() {
  const canvas = document.getElementById("map");
  if (!canvas) return;
  const tip = document.getElementById("map-tip");
  const note = document.getElementById("map-note");
  const form = document.getElementById("map-filters");
  const context = canvas.getContext("2d");
  const margin = 28;
  let shown = [];
  let chosen = -1; // index of the topic that the arrow keys stand on
  let places = []; // x and y of every statement, in CSS pixels
  offerFilters(form);

  const range = (values) => {
    let low = Infinity, high = -Infinity;
    for (const value of values.filter((each) => each !== null)) { if (value < low) low = value; if (value > high) high = value; }
    return [low, high > low ? high : low + 1];
  };
  const [left, right] = range(rows.x);
  const [bottom, top] = range(rows.y);
  const toX = (x) => margin + ((x - left) / (right - left)) * (canvas.clientWidth - 2 * margin);
  const toY = (y) => canvas.clientHeight - margin - ((y - bottom) / (top - bottom)) * (canvas.clientHeight - 2 * margin);

  function paint() {
    const density = devicePixelRatio || 1;
    canvas.width = canvas.clientWidth * density;
    canvas.height = canvas.clientHeight * density;
    context.setTransform(density, 0, 0, density, 0, 0);
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const keep = filterOf(valuesOf(form));
    places = rows.x.map((x, row) => [toX(x), toY(rows.y[row])]);
    shown = [];
    for (let row = 0; row < count; row += 1) {
      if (rows.x[row] === null) continue; // its topic is not told
      const isShown = keep(row);
      if (isShown) shown.push(row);
      paintPoint(row, isShown, colour);
    }
    paintNames(colour);
    data.topics.forEach((topic, index) => paintNumber(topic, index === chosen, colour));
    note.textContent = fill(data.words.points, { n: number.format(shown.length) });
  }

  // Shape says the same as colour: filled square not covered, open triangle partly, dot covered, small dot no topic.
  function paintPoint(row, isShown, colour) {
    const [x, y] = places[row];
    const coverage = topicOf.get(rows.topic[row])?.coverage ?? "outlier";
    context.globalAlpha = isShown ? 0.75 : 0.1;
    context.fillStyle = context.strokeStyle = colour({ uncovered: "--attention", partly: "--attention", covered: "--accent", outlier: "--quiet" }[coverage]);
    context.lineWidth = 1.2;
    context.beginPath();
    if (coverage === "uncovered") context.rect(x - 3, y - 3, 6, 6);
    else if (coverage === "partly") { context.moveTo(x, y - 4); context.lineTo(x + 4, y + 3); context.lineTo(x - 4, y + 3); context.closePath(); }
    else context.arc(x, y, coverage === "covered" ? 3.2 : 1.6, 0, 2 * Math.PI);
    if (coverage === "partly") context.stroke();
    else context.fill();
    context.globalAlpha = 1;
  }

  // Names under the numbers, large topics first, where there is room; the list has them all.
  function paintNames(colour) {
    if (canvas.clientWidth < 560) return;
    const taken = data.topics.map((topic) => [toX(topic.x) - 14, toY(topic.y) - 11, toX(topic.x) + 14, toY(topic.y) + 11]);
    context.font = "13px system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4;
    for (const topic of data.topics) {
      const letters = [...topic.label];
      const text = letters.length > 34 ? `${letters.slice(0, 33).join("")}…` : topic.label;
      const half = context.measureText(text).width / 2;
      const x = Math.max(half + 6, Math.min(toX(topic.x), canvas.clientWidth - half - 6));
      const y = toY(topic.y) + 22;
      const box = [x - half, y - 9, x + half, y + 9];
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push(box);
      context.strokeStyle = colour("--raised");
      context.strokeText(text, x, y);
      context.fillStyle = colour("--ink");
      context.fillText(text, x, y);
    }
  }

  function paintNumber(topic, isChosen, colour) {
    const [x, y] = [toX(topic.x), toY(topic.y)];
    const text = String(topic.id);
    context.font = "600 13px system-ui, sans-serif";
    const width = context.measureText(text).width + 12;
    context.fillStyle = isChosen ? colour("--ink") : colour("--paper");
    context.strokeStyle = colour("--ink");
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(x - width / 2, y - 10, width, 20, 10);
    context.fill();
    context.setLineDash(topic.weak ? [3, 3] : []);
    context.stroke();
    context.setLineDash([]);
    context.fillStyle = isChosen ? colour("--paper") : colour("--ink");
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(text, x, y + 0.5);
  }

  function describe(topic) {
    if (!topic) return data.words.outlier;
    const told = fill(data.words.topic, { id: topic.id, label: topic.label, n: number.format(topic.size), coverage: topic.coverageText });
    return topic.weak ? `${told}. ${data.words.weak}` : told;
  }

  function showTip(x, y, lines, language) {
    tip.replaceChildren(...lines.map((line, at) => element("p", line, at ? { lang: language, dir: "auto" } : { dir: "auto" })));
    tip.hidden = false;
    tip.style.left = `${Math.max(4, Math.min(x + 14, canvas.clientWidth - tip.offsetWidth - 4))}px`;
    tip.style.top = `${y + 18 + tip.offsetHeight > canvas.clientHeight ? Math.max(4, y - tip.offsetHeight - 14) : y + 18}px`;
  }

  function nearest(x, y) {
    let best = -1, least = 144; // within 12 pixels
    for (const row of shown) {
      const distance = (places[row][0] - x) ** 2 + (places[row][1] - y) ** 2;
      if (distance < least) { least = distance; best = row; }
    }
    return best;
  }

  const shorten = (text) => (text.length > 180 ? `${[...text].slice(0, 180).join("")}…` : text);
  canvas.addEventListener("pointermove", (event) => {
    const row = nearest(event.offsetX, event.offsetY);
    if (row < 0) { tip.hidden = true; return; }
    showTip(event.offsetX, event.offsetY, [describe(topicOf.get(rows.topic[row])), shorten(rows.text[row])], data.languages[rows.language[row]][0]);
  });
  canvas.addEventListener("pointerleave", () => { tip.hidden = true; });
  canvas.addEventListener("click", (event) => {
    const row = nearest(event.offsetX, event.offsetY);
    if (row >= 0 && rows.topic[row] >= 0) location.hash = `topic-${rows.topic[row]}`;
  });
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && chosen >= 0) location.hash = `topic-${data.topics[chosen].id}`;
    if (event.key === "Escape") { tip.hidden = true; }
    if (!step || data.topics.length === 0) return;
    event.preventDefault();
    chosen = chosen < 0 && step < 0 ? data.topics.length - 1 : (chosen + step + data.topics.length) % data.topics.length;
    const topic = data.topics[chosen];
    paint();
    note.textContent = describe(topic);
    showTip(toX(topic.x), toY(topic.y), [describe(topic)]);
  });
  canvas.addEventListener("blur", () => { tip.hidden = true; if (chosen >= 0) { chosen = -1; paint(); } });
  form.addEventListener("input", paint);
  form.addEventListener("submit", (event) => event.preventDefault());
  new ResizeObserver(paint).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
}
drawMap();
