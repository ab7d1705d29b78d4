/** A small force layout for a few hundred marks: the same places on every run, done before it is shown. Pure. */
import { type Tie, parts, stacked } from "./packing.ts";
import type { Place } from "./place.ts";

const WIDE = 128; // room for a mark with its name
const HIGH = 66;
const LENGTH = 150; // of a line at rest
const ROUNDS = 220;
const MOST = 500; // marks; the work grows with the square of their number

/** New places for these things, part by part; where there are too many, the given ones. */
export function relax(things: readonly number[], ties: readonly Tie[], given: ReadonlyMap<number, Place>): Map<number, Place> {
  if (things.length > MOST || things.length < 2) return new Map(things.map((thing) => [thing, given.get(thing) ?? [0, 0]]));
  return stacked(parts(things, ties).map((part) => eased([...part], ties)), WIDE * 1.2, HIGH * 1.3);
}

function eased(things: readonly number[], ties: readonly Tie[]): Map<number, Place> {
  const row = new Map(things.map((thing, place) => [thing, place]));
  const lines = ties.filter(({ source, target }) => source !== target && row.has(source) && row.has(target))
    .map(({ source, target }) => [row.get(source) as number, row.get(target) as number]);
  const x = things.map((_, place) => Math.cos(place * 2.4) * LENGTH * Math.sqrt(place + 1) * 0.5);
  const y = things.map((_, place) => Math.sin(place * 2.4) * LENGTH * Math.sqrt(place + 1) * 0.4);
  for (let round = 0; round < ROUNDS; round += 1) {
    const heat = LENGTH * 0.5 * (1 - round / ROUNDS) ** 1.5 + 0.5;
    const [dx, dy] = [new Float64Array(things.length), new Float64Array(things.length)];
    for (let one = 0; one < things.length; one += 1) {
      dx[one] -= x[one] * 0.012; // what hangs on nothing does not drift away
      dy[one] -= y[one] * 0.02;
      for (let other = one + 1; other < things.length; other += 1) {
        const [a, b] = [x[one] - x[other] || 0.01 * (one - other), y[one] - y[other] || 0.01];
        const force = LENGTH * LENGTH * 0.6 / (a * a + b * b);
        dx[one] += a * force; dx[other] -= a * force;
        dy[one] += b * force * 0.8; dy[other] -= b * force * 0.8;
      }
    }
    for (const [one, other] of lines) {
      const [a, b] = [x[one] - x[other], y[one] - y[other]];
      const pull = Math.hypot(a, b) / LENGTH * 0.35;
      dx[one] -= a * pull; dx[other] += a * pull;
      dy[one] -= b * pull; dy[other] += b * pull;
    }
    for (let thing = 0; thing < things.length; thing += 1) {
      const far = Math.hypot(dx[thing], dy[thing]) || 1;
      x[thing] += dx[thing] / far * Math.min(far, heat);
      y[thing] += dy[thing] / far * Math.min(far, heat);
    }
  }
  part(x, y);
  return new Map(things.map((thing, place) => [thing, [Math.round(x[place]), Math.round(y[place])]]));
}

/** Push apart whatever is so near that names would cover one another. */
function part(x: number[], y: number[]): void {
  for (let round = 0; round < 60; round += 1) {
    let moved = false;
    for (let one = 0; one < x.length; one += 1) {
      for (let other = one + 1; other < x.length; other += 1) {
        const [across, down] = [WIDE - Math.abs(x[one] - x[other]), HIGH - Math.abs(y[one] - y[other])];
        if (across <= 0 || down <= 0) continue;
        moved = true;
        if (across * HIGH < down * WIDE) {
          const way = (x[one] < x[other] ? -1 : 1) * across * 0.52;
          x[one] += way; x[other] -= way;
        } else {
          const way = (y[one] < y[other] ? -1 : 1) * down * 0.52;
          y[one] += way; y[other] -= way;
        }
      }
    }
    if (!moved) return;
  }
}
