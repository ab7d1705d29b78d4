/** Chains from left to right: who builds on whom, down to the right and the authority that gives it. Pure. */
import { type Tie, parts, stacked } from "./packing.ts";
import type { Place } from "./place.ts";

const ACROSS = 260;
const DOWN = 62;
const AIRY = 140; // at the most, where there is room: a name in two lines beside each mark
const WIDE = 1.7; // width to height of a screen
const ROUNDS = 6; // sweeps that bring lines out of one another's way
const TALL = 26; // marks in one column before it is split in two

/** A place for each thing. Ties point to the right wherever they do not run in a circle. */
export function layers(things: readonly number[], ties: readonly Tie[]): Map<number, Place> {
  const on = new Set(things);
  const inside = ties.filter(({ source, target }) => source !== target && on.has(source) && on.has(target));
  const all = parts(things, inside);
  const partOf = new Map(all.flatMap((part, number) => [...part].map((thing) => [thing, number] as const)));
  const tied: Tie[][] = all.map(() => []);
  for (const tie of inside) tied[partOf.get(tie.source) as number].push(tie);
  const blocks = all.map((part, number) => block(part, tied[number], all.length === 1));
  return stacked(blocks, ACROSS, 1.6 * DOWN);
}

/** One part in columns of its own; `alone` it takes the height that a screen has for its width. */
function block(part: ReadonlySet<number>, inside: readonly Tie[], alone: boolean): Map<number, Place> {
  const things = [...part];
  const rank = ranks(things, inside);
  const columns: number[][] = [];
  for (const thing of things) (columns[rank.get(thing) as number] ??= []).push(thing);
  const near = new Map<number, number[]>(things.map((thing) => [thing, []]));
  for (const { source, target } of inside) {
    near.get(source)?.push(target);
    near.get(target)?.push(source);
  }
  const order = ordered(columns, near);
  const tallest = Math.max(...order.map((column) => Math.min(column.length, TALL)));
  const down = alone ? Math.min(Math.max((ACROSS * order.length) / WIDE / tallest, DOWN), AIRY) : DOWN;
  const places = new Map<number, Place>();
  let x = 0;
  for (const column of order) {
    const lanes = Math.max(1, Math.ceil(column.length / TALL));
    column.forEach((thing, row) => {
      const lane = row % lanes;
      const rows = Math.ceil(column.length / lanes);
      places.set(thing, [x + lane * ACROSS * 0.6, ((rows - 1) / 2 - Math.floor(row / lanes)) * down]);
    });
    x += ACROSS + (lanes - 1) * ACROSS * 0.6;
  }
  return places;
}

/** The longest way to an end without one after it, so that what chains end in stands furthest right. */
function ranks(things: readonly number[], ties: readonly Tie[]): Map<number, number> {
  const after = new Map<number, number[]>(things.map((thing) => [thing, []]));
  for (const { source, target } of ties) after.get(source)?.push(target);
  const height = new Map<number, number>();
  const state = new Map<number, "open" | "done">();
  for (const root of things) {
    const stack = [root];
    while (stack.length) {
      const thing = stack[stack.length - 1];
      if (state.get(thing) === "done") { stack.pop(); continue; }
      const next = after.get(thing) as number[];
      const open = state.get(thing) === "open" ? [] : next.filter((each) => !state.has(each));
      state.set(thing, "open");
      if (open.length) { stack.push(...open); continue; }
      const done = next.filter((each) => state.get(each) === "done").map((each) => (height.get(each) as number) + 1);
      height.set(thing, Math.max(0, ...done));
      state.set(thing, "done");
      stack.pop();
    }
  }
  const most = [...height.values()].reduce((high, each) => Math.max(high, each), 0);
  return new Map(things.map((thing) => [thing, most - (height.get(thing) as number)]));
}

/** Each column in the order of the middle of what its members are tied to, swept to and fro. */
function ordered(columns: number[][], near: ReadonlyMap<number, readonly number[]>): number[][] {
  const found = columns.filter((column) => column?.length).map((column) => [...column]);
  const row = new Map<number, number>();
  const number = (column: number[]) => column.forEach((thing, place) => row.set(thing, place - column.length / 2));
  for (const column of found) number(column);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const column of round % 2 ? found : [...found].reverse()) {
      const middle = new Map(column.map((thing) => {
        const rows = (near.get(thing) as number[]).map((each) => row.get(each) as number);
        return [thing, rows.length ? rows.reduce((sum, each) => sum + each, 0) / rows.length : row.get(thing) as number];
      }));
      column.sort((one, other) => (middle.get(one) as number) - (middle.get(other) as number) || one - other);
      number(column);
    }
  }
  return found;
}
