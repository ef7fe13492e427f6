// The marks of the map. Shape says the same as colour: square not covered, open triangle partly, dot covered, small dot
// no topic. A hundred thousand of them are stamped into the picture by hand: ten times as fast as drawing each.
const kinds = ["outlier", "covered", "partly", "uncovered"]; // in the order of painting
const kindColours = { outlier: "--quiet", covered: "--accent", partly: "--attention", uncovered: "--attention" };
const shapes = { // path data of a mark of size r, all of it relative
  outlier: (r) => circle(r * 0.55),
  covered: (r) => circle(r),
  partly: (r) => `m0 ${-1.25 * r}l${1.25 * r} ${2.2 * r}h${-2.5 * r}z`,
  uncovered: (r) => `m${-0.95 * r} ${-0.95 * r}h${1.9 * r}v${1.9 * r}h${-1.9 * r}z`,
};
const circle = (r) => `m${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
const isOpen = (kind) => kind === "partly";
const kindOf = (row) => Math.max(0, kinds.indexOf(topicOf.get(rows.topic[row])?.coverage));
const edge = (r) => Math.max(1, r * 0.4);

// A mark as offsets of pixels in a picture of this width, with how far each is covered, 0 to 1.
function stampOf(kind, r, width) {
  const half = Math.ceil(1.25 * r + edge(r)), side = 2 * half + 1;
  const canvas = element("canvas", undefined, { width: side, height: side });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const path = new Path2D(shapes[kind](r));
  context.translate(half + 0.5, half + 0.5);
  context.lineWidth = edge(r);
  if (isOpen(kind)) context.stroke(path);
  else context.fill(path);
  const pixels = context.getImageData(0, 0, side, side).data;
  const offsets = [], shares = [];
  for (let at = 0; at < side * side; at += 1) {
    if (pixels[4 * at + 3] === 0) continue;
    offsets.push((Math.floor(at / side) - half) * width + (at % side) - half);
    shares.push(pixels[4 * at + 3] / 255);
  }
  return { half, offsets: Int32Array.from(offsets), shares: Float32Array.from(shares) };
}

// A plain picture on which marks are stamped; x, y and r in its pixels.
function picture(context, background) {
  const { width, height } = context.canvas;
  const image = context.createImageData(width, height);
  const pixels = image.data;
  new Uint32Array(pixels.buffer).fill(new Uint32Array(Uint8ClampedArray.of(...background, 255).buffer)[0]);
  function stamp(mark, [red, green, blue], opacity, x, y) {
    const left = Math.round(x), top = Math.round(y);
    if (left < mark.half || top < mark.half || left >= width - mark.half || top >= height - mark.half) return;
    const base = top * width + left;
    for (let at = 0; at < mark.offsets.length; at += 1) {
      const pixel = 4 * (base + mark.offsets[at]), share = mark.shares[at] * opacity;
      pixels[pixel] += (red - pixels[pixel]) * share;
      pixels[pixel + 1] += (green - pixels[pixel + 1]) * share;
      pixels[pixel + 2] += (blue - pixels[pixel + 2]) * share;
    }
  }
  return { stamp, put: () => context.putImageData(image, 0, 0) };
}

// A colour as three numbers, however the style sheet writes it.
function channels(context, written) {
  context.fillStyle = written;
  return [1, 3, 5].map((at) => parseInt(context.fillStyle.slice(at, at + 2), 16));
}

function rangeOf(told, values) {
  let low = Infinity, high = -Infinity;
  for (const row of told) { low = Math.min(low, values[row]); high = Math.max(high, values[row]); }
  return high > low ? [low, high] : told.length ? [low - 0.5, low + 0.5] : [0, 1];
}

// Points in cells, so that the one below the pointer is found among a few; null stands where a point is not told.
function gridOf(xs, ys, side = 128) {
  const told = [];
  xs.forEach((x, row) => { if (x !== null) told.push(row); });
  const [left, right] = rangeOf(told, xs);
  const [bottom, top] = rangeOf(told, ys);
  const cell = (value, low, high) => Math.max(0, Math.min(side - 1, Math.floor(((value - low) / (high - low)) * side)));
  const cells = new Map();
  for (const row of told) {
    const key = cell(ys[row], bottom, top) * side + cell(xs[row], left, right);
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(row);
  }
  function* near(x, y, reachX, reachY) {
    const [lastX, lastY] = [cell(x + reachX, left, right), cell(y + reachY, bottom, top)];
    for (let line = cell(y - reachY, bottom, top); line <= lastY; line += 1) {
      for (let column = cell(x - reachX, left, right); column <= lastX; column += 1) yield* cells.get(line * side + column) ?? [];
    }
  }
  return { left, right, bottom, top, near, told };
}
