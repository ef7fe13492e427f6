// One picture of the map, on its canvas or as a file: marks, then names, then numbers.
const mapFont = "system-ui, sans-serif";
// Many points are fainter, so that it shows where they lie thick.
const opacityOf = (isShown) => (isShown ? Math.max(0.3, 0.75 * Math.min(1, Math.sqrt(4000 / matches.length))) : 0.12);

// Rows by kind, those that the filter leaves out first; [kind, whether shown, rows].
function layersOf(byKind) {
  const isFiltered = matches.length < count;
  const layers = isFiltered ? kinds.map((kind) => [kind, false, byKind[kind].filter((row) => !isMatch[row])]) : [];
  return [...layers, ...kinds.map((kind) => [kind, true, isFiltered ? byKind[kind].filter((row) => isMatch[row]) : byKind[kind]])];
}

// Numbers stand where their topics are; names below them, large topics first, where there is room. The list has all.
function layOut(frame, context) {
  context.font = `600 13px ${mapFont}`;
  const numbers = data.topics.map((topic) => ({
    topic, x: frame.toX(topic.x), y: frame.toY(topic.y), half: context.measureText(String(topic.id)).width / 2 + 6,
  })).filter(({ x, y }) => x > 0 && x < frame.width && y > 0 && y < frame.height);
  const taken = numbers.map(({ x, y }) => [x - 14, y - 11, x + 14, y + 11]);
  const names = [];
  context.font = `13px ${mapFont}`;
  for (const { topic, x, y } of frame.width < 560 ? [] : numbers) {
    const text = shortened(topic.label, 34);
    const half = context.measureText(text).width / 2 + 8; // with the mark before it
    const middle = Math.max(half + 6, Math.min(x, frame.width - half - 6));
    const box = [middle - half, y + 13, middle + half, y + 31];
    if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
    taken.push(box);
    names.push({ text, kind: topic.coverage, x: middle + 8, y: y + 22, markX: middle - half + 5 });
  }
  return { names, numbers };
}

function paintMap(context, frame, grid, chosen, isLight) {
  const { canvas } = context;
  const density = Math.max(devicePixelRatio || 1, isLight ? 2 : 1); // paper is finer than most screens
  canvas.width = Math.round(frame.width * density);
  canvas.height = Math.round(frame.height * density);
  const ofName = (name) => channels(context, colour(name, isLight));
  const image = picture(context, ofName("--raised"));
  const placing = {
    scaleX: frame.scaleX * density, shiftX: frame.toX(0) * density, scaleY: -frame.scaleY * density, shiftY: frame.toY(0) * density,
  };
  for (const [kind, isShown, members] of layersOf(grid.byKind)) {
    const mark = stampOf(kind, frame.r * density, opacityOf(isShown), canvas.width);
    image.stamp(mark, ofName(kindColours[kind]), members, grid, placing);
  }
  image.put();
  context.setTransform(density, 0, 0, density, 0, 0);
  const { names, numbers } = layOut(frame, context);
  const ink = colour("--ink", isLight), paper = colour("--paper", isLight);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = colour("--raised", isLight);
  context.fillStyle = ink;
  for (const { text, x, y } of names) { context.strokeText(text, x, y); context.fillText(text, x, y); }
  for (const { kind, markX, y } of names) {
    const path = new Path2D();
    path.addPath(new Path2D(shapes[kind](4)), new DOMMatrix([1, 0, 0, 1, markX, y]));
    context.strokeStyle = colour(isOpen(kind) ? kindColours[kind] : "--raised", isLight);
    context.fillStyle = colour(isOpen(kind) ? "--raised" : kindColours[kind], isLight);
    context.lineWidth = 1.5;
    context.stroke(path);
    context.fill(path);
  }
  context.font = `600 13px ${mapFont}`;
  context.lineWidth = 1;
  context.strokeStyle = ink;
  for (const { topic, x, y, half } of numbers) {
    const isChosen = topic.id === chosen;
    context.fillStyle = isChosen ? ink : paper;
    context.beginPath();
    context.roundRect(x - half, y - 10, 2 * half, 20, 10);
    context.fill();
    context.setLineDash(topic.weak ? [3, 3] : []);
    context.stroke();
    context.fillStyle = isChosen ? paper : ink;
    context.fillText(String(topic.id), x, y + 0.5);
  }
  context.setLineDash([]);
}

// The same as an SVG element in light colours, with the legend below it.
function mapAsSvg(context, frame, grid, chosen, legend) {
  const drawing = (name, attributes, text) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const short = (value) => Math.round(value * 10) / 10;
  const paint = (kind) => (isOpen(kind) ? { fill: "none", stroke: colour(kindColours[kind], true) } : { fill: colour(kindColours[kind], true) });
  const mark = (kind, r, x, y) => `M${short(x)} ${short(y)}${shapes[kind](short(r))}`;
  const [ink, paper] = [colour("--ink", true), colour("--paper", true)];
  const svg = drawing("svg", {
    viewBox: `0 0 ${frame.width} ${frame.height + 32}`, "font-family": mapFont, "font-size": 13, "text-anchor": "middle", fill: ink,
  });
  const clip = drawing("clipPath", { id: "frame" });
  clip.append(drawing("rect", { width: frame.width, height: frame.height }));
  const points = drawing("g", { "clip-path": "url(#frame)" });
  for (const [kind, isShown, members] of layersOf(grid.byKind)) {
    const d = Array.from(members, (row) => mark(kind, frame.r, frame.toX(rows.x[row]), frame.toY(rows.y[row]))).join("");
    points.append(drawing("path", { d, opacity: opacityOf(isShown), "stroke-width": edge(frame.r), ...paint(kind) }));
  }
  svg.append(clip, points);
  const { names, numbers } = layOut(frame, context);
  const halo = { stroke: paper, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" };
  for (const { text, kind, x, y, markX } of names) {
    svg.append(
      drawing("text", { x: short(x), y: short(y + 4.5), ...halo }, text),
      drawing("path", { d: mark(kind, 4, markX, y), "stroke-width": 1.5, stroke: paper, ...paint(kind), ...(isOpen(kind) && { fill: paper }) }),
    );
  }
  for (const { topic, x, y, half } of numbers) {
    const [inside, letters] = topic.id === chosen ? [ink, paper] : [paper, ink];
    svg.append(
      drawing("rect", { x: short(x - half), y: short(y - 10), width: short(2 * half), height: 20, rx: 10, fill: inside, stroke: ink, ...(topic.weak && { "stroke-dasharray": "3 3" }) }),
      drawing("text", { x: short(x), y: short(y + 4.5), "font-weight": 600, fill: letters }, topic.id),
    );
  }
  let x = 10;
  context.font = `13px ${mapFont}`;
  for (const [kind, text] of legend) {
    svg.append(drawing("path", { d: mark(kind, 4, x, frame.height + 20), "stroke-width": edge(4), ...paint(kind) }));
    svg.append(drawing("text", { x: x + 12, y: frame.height + 24.5, "text-anchor": "start" }, text));
    x += context.measureText(text).width + 40;
  }
  return svg;
}
