/** The page at work: what the reader sets leads to what is seen, and what is seen to what is painted. */
import { type Backend, Refused } from "./backend/backend.ts";
import type { About, Day, Key, Model, Scene } from "./contract.ts";
import { chainFrom, tieOf } from "./core/chain.ts";
import { eventDays } from "./core/clock.ts";
import { clamp } from "./core/days.ts";
import { type Seen, type Stage, derive } from "./core/derive.ts";
import { readLink, writeLink } from "./core/link.ts";
import { Stages } from "./core/stages.ts";
import { type Choice, NO_FILTERS, type State, Store, sameChoice } from "./core/state.ts";
import { World } from "./core/world.ts";
import type { Context } from "./page/context.ts";
import type { Accent } from "./picture/look.ts";
import type { Picture } from "./picture/picture.ts";

const STEPS = 6; // how far a chain is followed where it has to be asked for
const MOST = 60; // neighbours that one opening brings
const EARLY: Day = "1990-01-01"; // what is older is shown at this end of the slider

export class App implements Context {
  readonly world = new World();
  readonly store: Store;
  readonly model: Model;
  readonly stages: Stages;
  picture: Picture | null = null;
  stage: Stage = { things: new Set(), links: new Set() };
  seen: Seen = { links: new Uint8Array(), versions: new Int16Array(), things: new Uint8Array() };
  range: Context["range"];
  tell: Context["tell"] = () => undefined;
  hovered: { node?: number; edge?: number } | null = null;
  private readonly hearers: (() => void)[] = [];
  private readonly begun: Pick<State, "asOf" | "knownOn">;
  private staged = "";

  constructor(readonly backend: Backend, readonly about: About, readonly root: HTMLElement, start: string, clocks: { asOf: Day; knownOn: Day }) {
    this.model = about.model;
    this.stages = new Stages(this.world, about.model);
    this.begun = clocks;
    const { sight: _, ...linked } = readLink(start);
    this.store = new Store({
      ...clocks, filters: NO_FILTERS, expanded: [], focus: [], chosen: null, chain: null, task: null,
      layout: "force", side: "picture", ...linked,
    });
    this.range = { valid: [EARLY, about.today], known: [about.first_known || about.today, about.today] };
    this.store.listen((state, before) => this.changed(state, before));
  }

  /** Read what the state names. Raises `Refused` if not even the first view is to be had. */
  async load(): Promise<void> {
    const { focus, expanded, chain } = this.store.state;
    this.stages.start(await this.backend.ask("view", focus.length ? { focus: [...focus], depth: 2 } : {}));
    for (const key of expanded) await this.fetch(key).catch((problem: Error) => this.tell(problem.message, true));
    if (chain) await this.fetchChain(chain);
    this.measure();
  }

  /** Show what was loaded, once there is a page to show it on. */
  begin(): void {
    this.staged = "";
    this.restage();
  }

  onSeen(hear: () => void): void {
    this.hearers.push(hear);
  }

  choose(choice: Choice, show = true): void {
    this.store.set({ chosen: choice });
    if (!choice || !show || !this.picture) return;
    const link = "fact" in choice ? this.world.link(choice.fact) : undefined;
    const things = "node" in choice ? [this.world.thing(choice.node)] : link === undefined ? [] : [this.world.links[link].source, this.world.links[link].target];
    this.picture.view.show(things.filter((each) => each !== undefined));
  }

  async open(key: Key, expand = false): Promise<void> {
    this.stages.showAlone(null);
    const thing = this.world.thing(key);
    const { expanded } = this.store.state;
    const on = thing !== undefined && this.stages.staged({ ...this.store.state, chain: null }).things.has(thing);
    if (expand || !on) await this.fetch(key);
    const opened = this.stages.has(key) && !expanded.includes(key) ? [...expanded, key] : expanded;
    this.staged = "";
    this.store.set({ chain: null, task: null, expanded: opened, chosen: { node: key } });
    this.choose({ node: key });
  }

  async expand(key: Key): Promise<void> {
    await this.open(key, true);
  }

  collapse(key: Key): void {
    this.store.set({ expanded: this.store.state.expanded.filter((each) => each !== key) });
  }

  async follow(key: Key): Promise<void> {
    await this.fetchChain(key);
    this.stages.showAlone(null);
    this.store.set({ chain: key, layout: "layers", task: null, chosen: { node: key } });
    this.picture?.view.fit();
  }

  showAlone(scene: Scene | null): void {
    this.stages.showAlone(scene);
    this.staged = "";
    this.restage();
    this.picture?.view.fit();
  }

  home(): void {
    this.stages.showAlone(null);
    this.staged = "";
    this.store.set({ chain: null, chosen: null, task: null, expanded: [], filters: NO_FILTERS, layout: "force" });
    this.picture?.view.fit();
  }

  link(): string {
    return writeLink(this.store.state, this.picture?.view.sight() ?? null, this.begun);
  }

  /** What has a ring and what stands out, from what is chosen and what the pointer is on. */
  accent(): Accent {
    const { chosen } = this.store.state;
    const things = new Set<number>();
    const links = new Set<number>();
    if (this.hovered?.node !== undefined) things.add(this.hovered.node);
    if (this.hovered?.edge !== undefined) links.add(this.hovered.edge);
    const node = chosen && "node" in chosen ? this.world.thing(chosen.node) : undefined;
    const link = chosen && "fact" in chosen ? this.world.link(chosen.fact) : undefined;
    let loud: Accent["loud"] = null;
    if (node !== undefined) {
      things.add(node);
      const near = this.world.things[node].links.filter((each) => this.seen.links[each]);
      loud = { things: new Set([node, ...near.map((each) => this.world.across(each, node))]), links: new Set(near) };
      if (!this.store.state.chain) loud = near.length ? loud : null;
      else loud = chainFrom(this.world, this.model, this.seen.links, node);
    } else if (link !== undefined) {
      links.add(link);
      const { source, target } = this.world.links[link];
      loud = { things: new Set([source, target]), links: new Set([link]) };
    }
    return { loud, things, links };
  }

  paint(): void {
    this.picture?.paint(this.seen, this.accent());
  }

  /** Work out again what is on the stage, and where. */
  restage(): void {
    const { state } = this.store;
    const name = JSON.stringify([state.expanded, state.chain, state.layout, this.world.links.length]);
    if (name !== this.staged) {
      this.staged = name;
      const staged = this.stages.staged(state);
      this.stage = staged;
      this.picture?.arrange(staged, staged.places);
    }
    this.seen = derive(this.world, this.stage, state);
    this.paint();
    for (const hear of this.hearers) hear();
  }

  private changed(state: State, before: State): void {
    const only = Object.keys(state).every((name) => name === "chosen" || state[name as keyof State] === before[name as keyof State]);
    if (only && sameChoice(state.chosen, before.chosen)) return;
    this.restage();
  }

  private async fetch(key: Key): Promise<void> {
    if (this.stages.has(key)) return;
    this.stages.open(key, await this.backend.ask("expand", { key, limit: MOST }));
    this.measure();
  }

  /** Bring in what a party builds on, and what that builds on, until nothing new comes. */
  private async fetchChain(key: Key): Promise<void> {
    const done = new Set<Key>();
    let edge = [key];
    for (let step = 0; step < STEPS && edge.length; step += 1) {
      for (const each of edge) {
        done.add(each);
        await this.fetch(each).catch((problem: unknown) => { if (!(problem instanceof Refused)) throw problem; });
      }
      edge = edge.flatMap((each) => {
        const thing = this.world.thing(each);
        return thing === undefined ? [] : this.world.things[thing].links.flatMap((link) => {
          const tie = tieOf(this.world, this.model, link);
          return tie?.source === thing ? [this.world.things[tie.target].key] : [];
        });
      }).filter((each) => !done.has(each));
    }
  }

  /** How far the sliders reach: from the first day on which anything changes. */
  private measure(): void {
    const { valid, known } = eventDays(this.world.links.map((each) => each.versions), this.model);
    const today = this.about.today;
    this.range = {
      valid: [clamp(valid[0] ?? EARLY, EARLY, today), [valid.at(-1) ?? today, today].sort().at(-1) as Day],
      known: [known[0] ?? today, today],
    };
  }
}
