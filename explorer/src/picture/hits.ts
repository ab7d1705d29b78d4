/** Which line is under the pointer: worked out, since reading it back from the graphics card waits for all that it has to draw. Pure. */
import { BEND, NUMBERS, RADII, type View, WIDTH, isStraight } from "./crowd.ts";
import { LEAST, PIECES, loopRadius } from "./shaders.ts";

const REACH = 5; // pixels beside a line that still are the line

/** The nearest of these lines within reach of a point in pixels from the top left, or -1. */
export function lineAt(lines: Float32Array, places: readonly number[], view: View, x: number, y: number): number {
  const [ax, ay, , bx, by, , cx, cy] = view.matrix;
  const [wide, high] = [view.width / 2, view.height / 2];
  let [found, nearest] = [-1, Infinity];
  for (const place of places) {
    const at = place * NUMBERS;
    const end = (of: number): [number, number] => [ // in pixels from the point, upwards
      (lines[of] * ax + lines[of + 1] * bx + cx) * wide - (x - wide), (lines[of] * ay + lines[of + 1] * by + cy) * high - (high - y)];
    const [from, to] = [end(at), end(at + 2)];
    const reach = Math.max(REACH, lines[at + WIDTH] / Math.sqrt(Math.max(view.sizeRatio, 1)) / 2 + 0.75);
    const [first, last] = [0, 1].map((side) => drawnRadius(lines[at + RADII + side], view.sizeRatio));
    const distance = distanceTo(from, to, { bend: lines[at + BEND], first, last, reach, straight: isStraight(lines, at) });
    if (distance <= reach && distance <= nearest) [found, nearest] = [place, distance];
  }
  return found;
}

/** How large a mark of this size is drawn, in pixels; as the shaders have it. */
export function drawnRadius(size: number, sizeRatio: number): number {
  return Math.max(size / sizeRatio, Math.min(size, LEAST));
}

interface Way {
  bend: number;
  /** Radii of the marks at both ends. */
  first: number;
  last: number;
  reach: number;
  straight: boolean;
}

/** From 0 0 to a line as the shaders draw it. */
function distanceTo([ax, ay]: [number, number], [bx, by]: [number, number], { bend, first, last, reach, straight }: Way): number {
  const [dx, dy] = [bx - ax, by - ay];
  const far = Math.hypot(dx, dy);
  const room = reach + Math.abs(bend) * far;
  if (far === 0) { // a loop above its mark
    const radius = loopRadius(bend);
    return Math.abs(Math.hypot(ax, ay + first + radius * 0.75) - radius);
  }
  if (Math.min(ax, bx) > room || Math.max(ax, bx) < -room || Math.min(ay, by) > room || Math.max(ay, by) < -room) return Infinity;
  const start = Math.min(first / far, 0.45);
  const stop = Math.max(1 - (last + 1.5) / far, start);
  const [ox, oy] = [(ax + bx) / 2 - dy * bend, (ay + by) / 2 + dx * bend];
  const at = (t: number): [number, number] => {
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    return [a * ax + b * ox + c * bx, a * ay + b * oy + c * by];
  };
  const steps = straight ? 1 : PIECES;
  let nearest = Infinity;
  for (let step = 0; step < steps; step += 1) {
    const t = (part: number) => start + (stop - start) * part / steps;
    nearest = Math.min(nearest, toPiece(at(t(step)), at(t(step + 1))));
  }
  return nearest;
}

/** From 0 0 to a straight piece. */
function toPiece([ax, ay]: [number, number], [bx, by]: [number, number]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(Math.max(-(ax * dx + ay * dy) / (dx * dx + dy * dy || 1), 0), 1);
  return Math.hypot(ax + along * dx, ay + along * dy);
}
