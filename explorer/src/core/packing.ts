/** What hangs together is laid out by itself, and the parts are packed. Pure. */
import type { Place } from "./place.ts";

export interface Tie {
  source: number;
  target: number;
}

/** Things that are tied to one another belong together, the largest part first. */
export function parts(things: readonly number[], ties: readonly Tie[]): Set<number>[] {
  const head = new Map(things.map((thing) => [thing, thing]));
  const root = (thing: number): number => {
    let at = thing;
    while (head.get(at) !== at) {
      head.set(at, head.get(head.get(at) as number) as number);
      at = head.get(at) as number;
    }
    return at;
  };
  for (const { source, target } of ties) head.set(root(source), root(target));
  const found = new Map<number, Set<number>>();
  for (const thing of things) {
    const part = found.get(root(thing)) ?? new Set();
    found.set(root(thing), part.add(thing));
  }
  return [...found.values()].sort((one, other) => other.size - one.size);
}

/** Blocks one below the other, `across` and `down` apart, in as many columns as make the whole about as wide as a screen. */
export function stacked(blocks: readonly Map<number, Place>[], across: number, down: number): Map<number, Place> {
  const sizes = blocks.map((each) => {
    const [x, y] = ([0, 1] as const).map((axis) => [...each.values()].map((place) => place[axis]));
    const range = (all: number[]) => all.reduce(([low, high], at) => [Math.min(low, at), Math.max(high, at)], [Infinity, -Infinity]);
    return { x: range(x), y: range(y) };
  });
  const area = sizes.reduce((sum, { x, y }) => sum + (x[1] - x[0] + across) * (y[1] - y[0] + down), 0);
  const tall = Math.max(Math.sqrt(area * 0.6), ...sizes.slice(0, 1).map(({ y }) => y[1] - y[0]));
  const places = new Map<number, Place>();
  let [left, top, width] = [0, 0, 0];
  blocks.forEach((each, number) => {
    const { x, y } = sizes[number];
    const height = y[1] - y[0] + down;
    if (top > 0 && top + height > tall + down) [left, top, width] = [left + width, 0, 0];
    for (const [thing, [a, b]] of each) places.set(thing, [left + a - x[0], -top + b - y[1]]);
    top += height;
    width = Math.max(width, x[1] - x[0] + across);
  });
  return places;
}
