/** "Builds on the licence of", followed from one party to the rights and authorities behind it, and back. Pure. */
import type { Model } from "../contract.ts";
import { FIELDS } from "./clock.ts";
import type { Tie } from "./packing.ts";
import type { World } from "./world.ts";

/**
 * What builds on what: from the builder to the other end. Null where the relation is no such tie: it has to be a route, or lead
 * from a right to what it needs or to who gives it, as from a list to the ministry that keeps it and not from a plant to its owner.
 */
export function tieOf(world: World, model: Model, link: number): Tie | null {
  const { source, target, relation } = world.links[link];
  const known = model.relations[relation];
  if (!known?.builder) return null;
  const tie = known.builder === "object" ? { source: target, target: source } : { source, target };
  return known.route || model.kinds[world.things[tie.target].kind]?.hub ? tie : null;
}

const HALF = 50; // percent: whoever owns no more does not control, unless a source says so

/** Whether a right can pass along the link: not where a source gives a share that is no control. `known` gives the
 * version of each link that is known; without it, any will do. */
function carries(world: World, model: Model, link: number, known?: ArrayLike<number>): boolean {
  const { relation, versions } = world.links[link];
  if (!["controlled", "bought"].includes(model.relations[relation]?.route)) return true;
  return (known ? [versions[known[link]]] : versions).some(({ [FIELDS]: fields }) => {
    const share = fields.share ?? fields.share_max;
    return fields.control === true || typeof share !== "number" || share > HALF;
  });
}

/** All that `start` builds on, step by step, and who builds on `start` directly, among the links that are drawn. */
export function chainFrom(world: World, model: Model, drawn: ArrayLike<number>, start: number, known?: ArrayLike<number>): { things: Set<number>; links: Set<number> } {
  const things = new Set([start]);
  const links = new Set<number>();
  const queue = [start];
  while (queue.length) {
    const thing = queue.pop() as number;
    for (const link of world.things[thing].links) {
      const tie = drawn[link] && carries(world, model, link, known) ? tieOf(world, model, link) : null;
      if (!tie || (tie.source !== thing && thing !== start)) continue;
      links.add(link);
      const next = tie.source === thing ? tie.target : tie.source;
      if (!things.has(next) && tie.source === thing) queue.push(next);
      things.add(next);
    }
  }
  return { things, links };
}
