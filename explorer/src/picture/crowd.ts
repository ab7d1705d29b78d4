/** Which of very many lines are drawn: those in sight, and of these as many as there is room for. Pure. */

/** What describes one line: x and y of both ends, bend, width (0 hides it), head, dashes, radii of the marks at both ends, ink. */
export const NUMBERS = 11;
export const [BEND, WIDTH, HEAD, DASHED, RADII, INK] = [4, 5, 6, 7, 8, 10];
const ROUND = 1.2; // how far from the middle of the view a line may run and still be seen, with its width and end

/** How the picture is drawn; `matrix` maps it to -1 to 1 both ways, a size `s` comes out `s / sizeRatio` large. */
export interface View {
  matrix: Float32Array;
  width: number;
  height: number;
  sizeRatio: number;
}

/** The places of lines that may cross the view, which the matrix maps to -1 to 1 both ways; a line without width is hidden. */
export function inSight(lines: Float32Array, matrix: Float32Array): number[] {
  const [ax, ay, , bx, by, , cx, cy] = matrix;
  const found: number[] = [];
  for (let at = 0; at < lines.length; at += NUMBERS) {
    if (lines[at + WIDTH] === 0) continue;
    const [x, y] = [lines[at] * ax + lines[at + 1] * bx + cx, lines[at] * ay + lines[at + 1] * by + cy];
    const [u, v] = [lines[at + 2] * ax + lines[at + 3] * bx + cx, lines[at + 2] * ay + lines[at + 3] * by + cy];
    const far = ROUND + Math.abs(lines[at + BEND]) * (Math.abs(u - x) + Math.abs(v - y));
    if ((x < -far && u < -far) || (x > far && u > far) || (y < -far && v < -far) || (y > far && v > far)) continue;
    found.push(at / NUMBERS);
  }
  return found;
}

/** The first `most` of them and whatever is loud, which comes last and so on top. */
export function chosenOf(places: readonly number[], loud: Uint8Array, most: number): number[] {
  return [...places.filter((place, order) => order < most && !loud[place]), ...places.filter((place) => loud[place])];
}

const CELL = 8; // pixels
const FULL = 3; // times that a cell is drawn over; of its ground a twentieth is left to be seen then

/**
 * Without the lines that run through nothing but full cells, which are under others that come before them.
 * Loops, and what is loud, are drawn all the same.
 */
export function withRoom(lines: Float32Array, places: readonly number[], loud: Uint8Array, { matrix, width, height, sizeRatio }: View): number[] {
  const [ax, ay, , bx, by, , cx, cy] = matrix;
  const [wide, high] = [width / 2 / CELL, height / 2 / CELL]; // cells from the middle to the edge
  const [columns, rows] = [Math.ceil(wide * 2), Math.ceil(high * 2)];
  const ink = new Float32Array(columns * rows);
  const path: number[] = []; // the cells of the line at hand
  return places.filter((place) => { // many thousands of times in each frame
    const at = place * NUMBERS;
    const x = (lines[at] * ax + lines[at + 1] * bx + cx + 1) * wide;
    const y = (lines[at] * ay + lines[at + 1] * by + cy + 1) * high;
    const dx = (lines[at + 2] * ax + lines[at + 3] * bx + cx + 1) * wide - x;
    const dy = (lines[at + 2] * ay + lines[at + 3] * by + cy + 1) * high - y;
    const far = Math.sqrt(dx * dx + dy * dy);
    if (loud[place] || far === 0) return true;
    const steps = Math.ceil(far * 1.5);
    const own = far / steps * Math.max(lines[at + WIDTH] / Math.sqrt(Math.max(sizeRatio, 1)), 0.8) / CELL;
    const [aside, up] = [-dy * lines[at + BEND] * 2, dx * lines[at + BEND] * 2];
    let [crossed, free] = [0, false];
    for (let step = 0; step < steps; step += 1) {
      const t = (step + 0.5) / steps;
      const bow = t * (1 - t);
      const [column, row] = [Math.floor(x + dx * t + aside * bow), Math.floor(y + dy * t + up * bow)];
      if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
      path[crossed] = row * columns + column;
      if (ink[path[crossed]] < FULL) free = true;
      crossed += 1;
    }
    for (let cell = 0; free && cell < crossed; cell += 1) ink[path[cell]] += own;
    return free || !crossed; // what only may be in sight is left to the graphics card
  });
}

/** Whether the line that begins at this number runs straight: it has no bend and is no loop. */
export function isStraight(lines: Float32Array, at: number): boolean {
  return lines[at + BEND] === 0 && (lines[at] !== lines[at + 2] || lines[at + 1] !== lines[at + 3]);
}

/** What describes one mark on the screen: x and y, the radius within which it covers all, and how far it reaches; 0 hides it. */
export const DISC = 4;
const FINELY = 6; // cells from the middle to the edge of the largest mark

/** The rows of the marks that something is to be seen of: in sight, and not wholly under later ones. */
export function openMarks(discs: Float32Array, { width, height }: Pick<View, "width" | "height">): number[] {
  let largest = 0;
  for (let at = 0; at < discs.length; at += DISC) largest = Math.max(largest, discs[at + 3]);
  const cell = Math.max(1, largest / FINELY);
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)];
  const covered = new Uint8Array(columns * rows);
  const found: number[] = [];
  for (let at = discs.length - DISC; at >= 0; at -= DISC) { // for each mark of each frame, the last and uppermost first
    const [x, y, core, reach] = [discs[at] / cell, discs[at + 1] / cell, discs[at + 2] / cell, discs[at + 3] / cell];
    const [left, right] = [Math.max(Math.floor(x - reach), 0), Math.min(Math.ceil(x + reach), columns)];
    const [top, bottom] = [Math.max(Math.floor(y - reach), 0), Math.min(Math.ceil(y + reach), rows)];
    const span = (off: number, radius: number) => Math.sqrt(Math.max(radius * radius - off * off, 0));
    let open = false;
    for (let row = top; reach && !open && row < bottom; row += 1) {
      const half = span(Math.max(row - y, y - row - 1, 0), reach); // at the nearer edge of the row
      const end = Math.min(Math.ceil(x + half), right);
      for (let column = Math.max(Math.floor(x - half), left); column < end && !open; column += 1) open = !covered[row * columns + column];
    }
    if (!open) continue;
    found.push(at / DISC);
    for (let row = top; row < bottom; row += 1) {
      const half = span(Math.max(row + 1 - y, y - row), core); // at the farther edge
      const [first, end] = [Math.max(Math.ceil(x - half), left), Math.min(Math.floor(x + half), right)];
      if (first < end) covered.fill(1, row * columns + first, row * columns + end);
    }
  }
  return found.reverse();
}
