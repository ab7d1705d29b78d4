/** From the world and the state to what is seen: pure, and quick enough for each step of a slider. */
import { CONFIDENCE, Certainty, SOURCES, certaintyAt, versionAt } from "./clock.ts";
import type { State } from "./state.ts";
import type { World } from "./world.ts";

/** For each thing and each link of the world, by place. */
export interface Seen {
  /** Certainty of each link; 0 is not drawn. */
  links: Uint8Array;
  /** The version of each link that was known, or -1. */
  versions: Int16Array;
  /** 0 is not drawn, 1 without a fact on this day, 2 with one. */
  things: Uint8Array;
}

/** Which things and links are on the stage at all; both clocks and all filters work within it. */
export interface Stage {
  things: ReadonlySet<number>;
  links: ReadonlySet<number>;
}

export function derive(world: World, stage: Stage, state: State): Seen {
  const { filters, asOf, knownOn } = state;
  const [kinds, relations, industries, confidences, publishers] = [filters.kinds, filters.relations,
    filters.industries, filters.confidences, filters.sources].map((each) => new Set(each));
  const links = new Uint8Array(world.links.length);
  const versions = new Int16Array(world.links.length).fill(-1);
  const things = new Uint8Array(world.things.length);
  for (const place of stage.things) {
    const thing = world.things[place];
    if (!kinds.has(thing.kind) && !industries.has(thing.industry)) things[place] = 1;
  }
  for (const place of stage.links) {
    const link = world.links[place];
    const at = versionAt(link.versions, knownOn);
    versions[place] = at;
    if (at < 0 || relations.has(link.relation) || !things[link.source] || !things[link.target]) continue;
    const version = link.versions[at];
    if (confidences.has(version[CONFIDENCE])) continue;
    const said = version[SOURCES];
    if (publishers.size && said.length && said.every((each) => publishers.has(world.sources[each].publisher))) continue;
    const certainty = certaintyAt(version, asOf);
    if (certainty === Certainty.none) continue;
    links[place] = certainty;
    things[link.source] = things[link.target] = 2;
  }
  return { links, versions, things };
}

/** Places at which two lists of the same length differ; a longer list differs where it is longer. */
export function changes(before: ArrayLike<number> | undefined, after: ArrayLike<number>): number[] {
  const found: number[] = [];
  for (let place = 0; place < after.length; place += 1) {
    if (!before || place >= before.length || before[place] !== after[place]) found.push(place);
  }
  return found;
}
