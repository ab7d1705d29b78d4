/** The shortest chain of facts between two parties, the certain ones first; pure. */
import { Certainty } from "./clock.ts";

export interface Way {
  link: number;
  from: number;
  to: number;
}
export interface Net {
  /** Links at a thing that a chain may run through on the two days. */
  around(thing: number): Iterable<number>;
  across(link: number, thing: number): number;
  certainty(link: number): Certainty;
}

/** The fewest steps; among as many, those with the fewest that are only possible. [] where there is none. */
export function findPath(net: Net, from: number, to: number): Way[] {
  if (from === to) return [];
  const came = new Map<number, { way: Way | null; doubts: number }>([[from, { way: null, doubts: 0 }]]);
  let edge = [from];
  while (edge.length && !came.has(to)) {
    const next = new Map<number, { way: Way; doubts: number }>();
    for (const thing of edge) {
      const { doubts } = came.get(thing) as { doubts: number };
      for (const link of net.around(thing)) {
        const other = net.across(link, thing);
        if (came.has(other)) continue;
        const cost = doubts + (net.certainty(link) === Certainty.yes ? 0 : 1);
        const before = next.get(other);
        if (!before || cost < before.doubts) next.set(other, { way: { link, from: thing, to: other }, doubts: cost });
      }
    }
    for (const [thing, found] of next) came.set(thing, found);
    edge = [...next.keys()];
  }
  const ways: Way[] = [];
  for (let at = came.get(to)?.way; at; at = came.get(at.from)?.way) ways.unshift(at);
  return ways;
}
