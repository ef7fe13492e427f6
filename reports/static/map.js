// The topic map: a canvas of points that zooms, moves and tells; the list of topics is its equal for eyes and ears.
function startMap() {
  const canvas = document.getElementById("map");
  if (!canvas) return;
  const [tip, ring, note, choice] = ["map-tip", "map-ring", "map-status", "map-choice"].map((id) => document.getElementById(id));
  const context = canvas.getContext("2d");
  const margin = 28, reach = 12, mostZoom = 40;
  let grid = null;
  let zoom = 1, panX = 0, panY = 0; // of the picture as it fits, and in CSS pixels
  let at = -1; // index of the topic on which the arrow keys stand
  let isWaiting = false, isSeen = true;
  offerFilters(document.getElementById("map-filters"));

  const width = () => canvas.clientWidth, height = () => canvas.clientHeight;
  function frameOf() {
    const scaleX = ((width() - 2 * margin) / (grid.right - grid.left)) * zoom;
    const scaleY = ((height() - 2 * margin) / (grid.top - grid.bottom)) * zoom;
    const few = Math.sqrt(4000 / Math.max(4000, grid.told.length));
    return {
      width: width(), height: height(), scaleX, scaleY,
      toX: (x) => margin * zoom + (x - grid.left) * scaleX + panX,
      toY: (y) => (height() - margin) * zoom - (y - grid.bottom) * scaleY + panY,
      r: Math.min(4.5, Math.max(1.3, 3.2 * few) * Math.sqrt(zoom)),
    };
  }
  const selected = () => (filter.topic === undefined ? null : topicOf.get(Number(filter.topic)) ?? null);
  const standing = () => data.topics[at]?.id ?? selected()?.id;

  function paint(isLight = false) {
    if (grid && width() > 0) paintMap(context, frameOf(), grid, standing(), isLight);
  }
  function repaint() {
    if (isWaiting || !isSeen) return;
    isWaiting = true;
    requestAnimationFrame(() => { isWaiting = false; paint(); });
  }

  function describe(topic) {
    if (!topic) return data.words.outlier;
    const told = fill(data.words.topic, { id: topic.id, label: topic.label, n: number.format(topic.size), coverage: topic.coverageText });
    return topic.weak ? `${told} · ${data.words.weak}` : told;
  }

  function show() {
    if (grid?.n !== count) grid = gridOf();
    at = -1;
    hideTip();
    const topic = selected();
    tellCount();
    choice.hidden = !topic;
    if (topic) {
      choice.replaceChildren(
        element("strong", describe(topic), { dir: "auto" }),
        element("a", data.words.panel, { href: `#topic-${topic.id}` }),
        element("a", data.words.quotes, { href: fragmentOf("quotes", filter) }),
      );
    }
    repaint();
  }

  function tellCount() {
    note.textContent = fill(data.words.points, { n: number.format(grid.told.filter((row) => isMatch[row]).length) });
  }

  function hideTip() { tip.hidden = ring.hidden = true; }
  function showTip(x, y, lines, language) {
    tip.replaceChildren(...lines.map((line, index) => element("p", line, index ? { lang: language, dir: "auto" } : { dir: "auto" })));
    tip.hidden = false;
    tip.style.left = `${Math.max(4, Math.min(x + 14, width() - tip.offsetWidth - 4))}px`;
    tip.style.top = `${y + 18 + tip.offsetHeight > height() ? Math.max(4, y - tip.offsetHeight - 14) : y + 18}px`;
  }

  // What lies below the pointer: a topic's number, else the nearest statement that the filter shows.
  function below(x, y) {
    const frame = frameOf();
    const topic = data.topics.findLast((each) => Math.abs(frame.toX(each.x) - x) < 14 && Math.abs(frame.toY(each.y) - y) < 11);
    if (topic) return { topic, x: frame.toX(topic.x), y: frame.toY(topic.y) };
    const dataX = grid.left + (x - frame.toX(grid.left)) / frame.scaleX;
    const dataY = grid.bottom - (y - frame.toY(grid.bottom)) / frame.scaleY;
    let best = null, least = reach ** 2;
    for (const row of grid.near(dataX, dataY, reach / frame.scaleX, reach / frame.scaleY)) {
      if (!isMatch[row]) continue;
      const [placeX, placeY] = [frame.toX(rows.x[row]), frame.toY(rows.y[row])];
      const distance = (placeX - x) ** 2 + (placeY - y) ** 2;
      if (distance < least) { least = distance; best = { row, topic: topicOf.get(rows.topic[row]), x: placeX, y: placeY }; }
    }
    return best;
  }

  function pointAt(x, y) {
    const found = below(x, y);
    canvas.classList.toggle("on-topic", Boolean(found?.topic));
    hideTip();
    if (!found) return null;
    const text = found.row === undefined ? [] : [shortened(rows.text[found.row], 180)];
    showTip(x, y, [describe(found.topic), ...text], found.row === undefined ? "" : languageOf(found.row));
    ring.hidden = found.row === undefined;
    ring.style.left = `${found.x}px`;
    ring.style.top = `${found.y}px`;
    return found;
  }

  function select(topic) {
    const { topic: before, ...others } = filter;
    ask(topic ? { ...others, topic: String(topic.id) } : others, "map");
    if (topic) announce(describe(topic));
  }

  function move(x, y) {
    panX = Math.min(0, Math.max(width() * (1 - zoom), x));
    panY = Math.min(0, Math.max(height() * (1 - zoom), y));
    for (const name of ["out", "whole"]) buttons[name].disabled = zoom === 1;
    buttons.in.disabled = zoom === mostZoom;
    hideTip();
    repaint();
  }
  function zoomBy(factor, x, y) {
    const before = zoom;
    zoom = Math.min(mostZoom, Math.max(1, zoom * factor));
    move(x - ((x - panX) * zoom) / before, y - ((y - panY) * zoom) / before);
  }
  // Buttons and keys zoom on the topic that is chosen, else on the middle; it comes to the middle then.
  function zoomOn(factor) {
    const topic = topicOf.get(standing());
    if (!topic) return zoomBy(factor, width() / 2, height() / 2);
    zoomBy(factor, frameOf().toX(topic.x), frameOf().toY(topic.y));
    centre(topic);
  }
  const centre = (topic) => move(panX + width() / 2 - frameOf().toX(topic.x), panY + height() / 2 - frameOf().toY(topic.y));
  const buttons = Object.fromEntries(["in", "out", "whole"].map((name) => [name, document.getElementById(`map-${name}`)]));
  buttons.in.addEventListener("click", () => zoomOn(1.6));
  buttons.out.addEventListener("click", () => zoomOn(1 / 1.6));
  buttons.whole.addEventListener("click", () => zoomBy(0, 0, 0));

  // Pointers: hover tells, click chooses, a mouse drags, two fingers move and zoom; one finger scrolls the page.
  const fingers = new Map();
  let hasMoved = false;
  const middleOf = (points) => [points.reduce((sum, p) => sum + p.x, 0) / points.length, points.reduce((sum, p) => sum + p.y, 0) / points.length];
  const spread = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y);
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    fingers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    hasMoved = fingers.size > 1;
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!event.buttons) fingers.delete(event.pointerId); // let go outside the map
    const held = fingers.get(event.pointerId);
    if (!held) { pointAt(event.offsetX, event.offsetY); return; }
    const before = [...fingers.values()];
    const now = { x: event.offsetX, y: event.offsetY };
    if (before.length === 1 && event.pointerType === "touch") return;
    if (!hasMoved && Math.hypot(now.x - held.x, now.y - held.y) < 4) return;
    if (!hasMoved) canvas.setPointerCapture(event.pointerId);
    hasMoved = true;
    const wasAt = middleOf(before), wasWide = before.length > 1 && spread(before);
    fingers.set(event.pointerId, now);
    const after = [...fingers.values()], isAt = middleOf(after);
    move(panX + isAt[0] - wasAt[0], panY + isAt[1] - wasAt[1]);
    if (wasWide) zoomBy(spread(after) / wasWide, ...isAt);
  });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, (event) => fingers.delete(event.pointerId));
  canvas.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") hideTip(); });
  canvas.addEventListener("click", (event) => {
    if (hasMoved) return;
    const found = below(event.offsetX, event.offsetY);
    if (found?.topic && found.topic.id !== selected()?.id) select(found.topic);
    else if (!found && selected()) select(null);
    pointAt(event.offsetX, event.offsetY);
  });
  canvas.addEventListener("dblclick", (event) => zoomBy(event.shiftKey ? 0.5 : 2, event.offsetX, event.offsetY));
  // Only with Ctrl, as a touchpad's pinch sends it too: the wheel alone goes on scrolling the page.
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomBy(Math.exp(-event.deltaY * (Math.abs(event.deltaY) < 40 ? 0.01 : 0.002)), event.offsetX, event.offsetY);
  }, { passive: false });

  function stepTo(index) {
    at = (index + data.topics.length) % data.topics.length;
    const topic = data.topics[at];
    const frame = frameOf();
    if (zoom > 1) centre(topic);
    note.textContent = describe(topic);
    repaint();
    showTip(frameOf().toX(topic.x), frame.toY(topic.y), [describe(topic)]);
  }
  const steps = { ArrowRight: [1, 0], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowUp: [0, -1] };
  const keys = {
    Enter: () => { if (at >= 0) select(data.topics[at]); },
    " ": () => { if (at >= 0) select(data.topics[at]); },
    Escape: () => { hideTip(); if (selected()) select(null); },
    "+": () => zoomOn(1.6),
    "=": () => zoomOn(1.6),
    "-": () => zoomOn(1 / 1.6),
    0: () => zoomBy(0, 0, 0),
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    if (step && event.shiftKey) move(panX - 60 * step[0], panY - 60 * step[1]);
    else if (step && data.topics.length) {
      const from = at >= 0 ? at : data.topics.indexOf(selected());
      stepTo(from < 0 && step[0] + step[1] < 0 ? data.topics.length - 1 : from + step[0] + step[1]);
    } else if (keys[event.key]) keys[event.key]();
    else return;
    event.preventDefault();
  });
  canvas.addEventListener("blur", () => { hideTip(); if (at >= 0) { at = -1; tellCount(); repaint(); } });

  new ResizeObserver(() => { if (grid) move(panX, panY); }).observe(canvas);
  new IntersectionObserver(([entry]) => { isSeen = entry.isIntersecting; repaint(); }, { rootMargin: "200px" }).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  addEventListener("beforeprint", () => paint(true));
  addEventListener("afterprint", () => paint());
  viewers.push(show);

  const title = document.getElementById("map-title").textContent;
  const legend = [...document.querySelectorAll(".legend [class]")].filter((mark) => kinds.includes(mark.getAttribute("class")))
    .map((mark) => [mark.getAttribute("class"), mark.closest("li").textContent.trim()]);
  const draw = () => mapAsSvg(context, frameOf(), grid, selected()?.id, legend);
  document.getElementById("map-tools").append(linkTool("map"), ...pictureTools(draw, title));
}
startMap();
