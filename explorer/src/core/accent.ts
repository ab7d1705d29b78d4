/** What has a ring and what stands out, from what is chosen and what the pointer is on. Pure. */
import type { Model } from "../contract.ts";
import type { Accent, Loud } from "../picture/look.ts";
import { type Result, factsOf } from "../tasks.ts";
import { chainFrom } from "./chain.ts";
import type { Seen } from "./derive.ts";
import type { Store } from "./state.ts";
import type { World } from "./world.ts";

interface Shown {
  world: World;
  model: Model;
  seen: Seen;
  store: Store;
  result: Result | null;
  hovered: { node?: number; edge?: number } | null;
}

export function accentOf({ world, model, seen, store: { state }, result, hovered }: Shown): Accent {
  const things = new Set<number>();
  const links = new Set<number>();
  if (hovered?.node !== undefined) things.add(hovered.node);
  if (hovered?.edge !== undefined) links.add(hovered.edge);
  const { chosen } = state;
  if (!chosen) return { loud: null, things, links };
  if ("row" in chosen) {
    const found = factsOf(result, chosen.row).map((fact) => world.link(fact)).filter((each) => each !== undefined);
    return { loud: found.length ? around(world, found) : null, things, links };
  }
  if ("fact" in chosen) {
    const link = world.link(chosen.fact);
    if (link === undefined) return { loud: null, things, links };
    links.add(link);
    return { loud: around(world, [link]), things, links };
  }
  const thing = world.thing(chosen.node);
  if (thing === undefined) return { loud: null, things, links };
  things.add(thing);
  if (state.chain) return { loud: chainFrom(world, model, seen.links, thing, seen.versions), things, links };
  const near = world.things[thing].links.filter((each) => seen.links[each]);
  const loud = around(world, near);
  return { loud: { things: new Set([thing, ...loud.things]), links: loud.links }, things, links };
}

function around(world: World, links: readonly number[]): Loud {
  return { things: new Set(links.flatMap((link) => [world.links[link].source, world.links[link].target])), links: new Set(links) };
}
