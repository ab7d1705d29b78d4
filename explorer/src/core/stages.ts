/** What is on the stage, and where: the first view with what was opened, one chain, or one answer alone. */
import type { Key, Model, Scene } from "../contract.ts";
import { chainFrom, tieOf } from "./chain.ts";
import type { Stage } from "./derive.ts";
import { layers } from "./layers.ts";
import { type Place, placeNew } from "./place.ts";
import type { State } from "./state.ts";
import type { Part, World } from "./world.ts";

export interface Staged extends Stage {
  places: ReadonlyMap<number, Place>;
}

export class Stages {
  /** Where each thing stands in the open picture; once given, a place is kept. */
  private readonly home = new Map<number, Place>();
  private base: Part = { things: [], links: [], at: new Map() };
  private readonly opened = new Map<Key, Part>();
  private alone: Part | null = null;

  constructor(private readonly world: World, private readonly model: Model) {}

  /** The picture to begin with. */
  start(scene: Scene): void {
    this.base = this.world.add(scene);
    this.home.clear();
    this.opened.clear();
    for (const [thing, place] of this.base.at) this.home.set(thing, place);
  }

  /** The neighbours of a party, new ones beside it; places are only given to what has none. */
  open(key: Key, scene: Scene): void {
    const part = this.world.add(scene);
    const before = this.opened.get(key);
    this.opened.set(key, before ? { ...part, things: [...new Set([...before.things, ...part.things])] } : part);
    const fresh = part.things.filter((thing) => !this.home.has(thing));
    const on = new Set(part.things);
    const hangs = (thing: number) => this.world.things[thing].links.map((link) => this.world.across(link, thing))
      .filter((other) => other !== thing && (on.has(other) || this.home.has(other)));
    const middle = this.world.thing(key);
    fresh.sort((one, other) => Number(other === middle) - Number(one === middle));
    for (const [thing, place] of placeNew(fresh, this.home, hangs)) this.home.set(thing, place);
  }

  has(key: Key): boolean {
    return this.opened.has(key);
  }

  get isAlone(): boolean {
    return this.alone !== null;
  }

  /** The things of the open picture: those it began with, and those of what was opened. */
  present(state: State): Set<number> {
    const things = new Set(this.base.things);
    for (const key of state.expanded) for (const thing of this.opened.get(key)?.things ?? []) things.add(thing);
    return things;
  }

  showAlone(scene: Scene | null): void {
    this.alone = scene && this.world.add(scene);
  }

  staged(state: State): Staged {
    if (this.alone) {
      const { things, links, at } = this.alone;
      return this.laid(new Set(things), new Set(links), at, state);
    }
    const start = state.chain === null ? undefined : this.world.thing(state.chain);
    if (start !== undefined) {
      const { things, links } = chainFrom(this.world, this.model, new Uint8Array(this.world.links.length).fill(1), start);
      return this.laid(things, links, this.homes(things), state);
    }
    const things = this.present(state);
    const links = new Set<number>();
    this.world.links.forEach(({ source, target }, place) => { if (things.has(source) && things.has(target)) links.add(place); });
    return this.laid(things, links, this.home, state);
  }

  private homes(things: ReadonlySet<number>): ReadonlyMap<number, Place> {
    const fresh = [...things].filter((thing) => !this.home.has(thing));
    for (const [thing, place] of placeNew(fresh, this.home, () => [])) this.home.set(thing, place);
    return this.home;
  }

  private laid(things: ReadonlySet<number>, links: ReadonlySet<number>, at: ReadonlyMap<number, Place>, state: State): Staged {
    if (state.layout === "force") {
      return { things, links, places: new Map([...things].map((thing) => [thing, at.get(thing) as Place])) };
    }
    const ties = [...links].flatMap((link) => tieOf(this.world, this.model, link) ?? []);
    return { things, links, places: layers([...things], ties) };
  }
}
