/** Which of very many lines are drawn: those in sight, and of these as many as there is room for. Pure. */

export const NUMBERS = 12; // that describe one line: x and y of both ends, bend, width, …
const BEND = 4;
const WIDTH = 5;
const ROUND = 1.2; // how far from the middle of the view a line may run and still be seen, with its width and end

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
