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
const kindOf = (row) => topicOf.get(rows.topic[row])?.coverage ?? "outlier";
const edge = (r) => Math.max(1, r * 0.4);

// A mark as offsets of pixels in a picture of this width, with how far each is covered, 0 to 255.
function stampOf(kind, r, opacity, width) {
  const half = Math.ceil(1.25 * r + edge(r)), side = 2 * half + 1;
  const canvas = element("canvas", undefined, { width: side, height: side });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const path = new Path2D(shapes[kind](r));
  context.translate(half + 0.5, half + 0.5);
  context.lineWidth = edge(r);
  if (isOpen(kind)) context.stroke(path);
  else context.fill(path);
  const pixels = context.getImageData(0, 0, side, side).data;
  const inside = [...Array(side * side).keys()].filter((at) => pixels[4 * at + 3] > 0);
  return {
    half,
    offsets: Int32Array.from(inside, (at) => (Math.floor(at / side) - half) * width + (at % side) - half),
    covers: Uint8Array.from(inside, (at) => pixels[4 * at + 3] * opacity),
  };
}

// A plain picture on which whole layers of marks are stamped.
function picture(context, background) {
  const { width, height } = context.canvas;
  const image = context.createImageData(width, height);
  const pixels = image.data;
  new Uint32Array(pixels.buffer).fill(new Uint32Array(Uint8ClampedArray.of(...background, 255).buffer)[0]);
  const cover = new Uint8Array(width * height);
  // Marks of one kind at places x * scale + shift, in pixels of the picture.
  function stamp({ half, offsets, covers }, [red, green, blue], members, grid, { scaleX, shiftX, scaleY, shiftY }) {
    cover.fill(0);
    for (const row of members) {
      const left = (grid.xs[row] * scaleX + shiftX + 0.5) | 0, top = (grid.ys[row] * scaleY + shiftY + 0.5) | 0;
      if (left < half || top < half || left >= width - half || top >= height - half) continue;
      const base = top * width + left;
      for (let at = 0; at < offsets.length; at += 1) {
        const pixel = base + offsets[at];
        cover[pixel] += ((256 - cover[pixel]) * covers[at]) >> 8;
      }
    }
    for (let at = 0; at < cover.length; at += 1) {
      const share = cover[at];
      if (share === 0) continue;
      const pixel = 4 * at;
      pixels[pixel] += ((red - pixels[pixel]) * share) / 255;
      pixels[pixel + 1] += ((green - pixels[pixel + 1]) * share) / 255;
      pixels[pixel + 2] += ((blue - pixels[pixel + 2]) * share) / 255;
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

// Points in cells, so that the one below the pointer is found among a few. `told` are the rows that have a place.
function gridOf(side = 256) {
  const xs = Float32Array.from(rows.x, (x) => x ?? NaN), ys = Float32Array.from(rows.y, (y) => y ?? NaN);
  const told = Int32Array.from(xs.keys()).filter((row) => !Number.isNaN(xs[row]));
  const [left, right] = rangeOf(told, xs);
  const [bottom, top] = rangeOf(told, ys);
  const cell = (value, low, high) => Math.max(0, Math.min(side - 1, Math.floor(((value - low) / (high - low)) * side)));
  const cells = Array.from({ length: side * side }, () => null);
  for (const row of told) (cells[cell(ys[row], bottom, top) * side + cell(xs[row], left, right)] ??= []).push(row);
  function near(x, y, reachX, reachY) {
    const found = [];
    const [lastX, lastY] = [cell(x + reachX, left, right), cell(y + reachY, bottom, top)];
    for (let line = cell(y - reachY, bottom, top); line <= lastY; line += 1) {
      for (let column = cell(x - reachX, left, right); column <= lastX; column += 1) found.push(cells[line * side + column] ?? []);
    }
    return found.flat();
  }
  const byKind = Object.fromEntries(kinds.map((kind) => [kind, told.filter((row) => kindOf(row) === kind)]));
  return { n: count, left, right, bottom, top, xs, ys, near, told, byKind };
}
