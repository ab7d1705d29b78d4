/** The page at work: what the reader sets leads to what is seen, and what is seen to what is painted. */
import { type Backend, Refused } from "./backend/backend.ts";
import type { About, Day, Key, Model, Scene } from "./contract.ts";
import { tieOf } from "./core/chain.ts";
import { eventDays } from "./core/clock.ts";
import { clamp } from "./core/days.ts";
import { type Seen, type Stage, derive } from "./core/derive.ts";
import { readLink, writeLink } from "./core/link.ts";
import { Stages } from "./core/stages.ts";
import { type Choice, NO_FILTERS, type State, Store, type Task, sameChoice } from "./core/state.ts";
import { World } from "./core/world.ts";
import { accentOf } from "./core/accent.ts";
import type { Context } from "./page/context.ts";
import type { Picture } from "./picture/picture.ts";
import { type Result, Tasks, sceneOf } from "./tasks.ts";

const STEPS = 9; // how far a chain is followed where it has to be asked for: six of routes, then down to who gives the right
const MOST = 60; // neighbours that one opening brings
const ALL = 5000; // neighbours at the most, where none may be missing
const BESIDE = 4000; // parties on the stage that the store is told of, to be joined to them
const EARLY: Day = "1990-01-01"; // what is older is shown at this end of the slider

export class App implements Context {
  readonly world = new World();
  readonly store: Store;
  readonly model: Model;
  picture: Picture | null = null;
  stage: Stage = { things: new Set(), links: new Set() };
  seen: Seen = { links: new Uint8Array(), versions: new Int16Array(), things: new Uint8Array() };
  range: Context["range"];
  /** Called when the picture was moved. */
  moved: () => void = () => undefined;
  /** Until there is a page to tell it on, it waits. */
  tell: Context["tell"] = (message) => { this.troubles.push(message); };
  hovered: { node?: number; edge?: number } | null = null;
  alone = "";
  private readonly cuts = new Map<Key, string>(); // what was left out around whom; "" is the picture to begin with
  private readonly stages: Stages;
  private readonly tasks: Tasks;
  private readonly hearers: (() => void)[] = [];
  private readonly plain: State;
  private readonly troubles: string[] = [];
  private turn = 0; // of steps that take another picture: an answer to an older one comes too late
  private staged = "";
  private shownResult: Result | null = null;

  constructor(readonly backend: Backend, readonly about: About, readonly root: HTMLElement, start: string, clocks: { asOf: Day; knownOn: Day }) {
    this.model = about.model;
    this.stages = new Stages(this.world, about.model);
    this.tasks = new Tasks(backend, about, () => this.answered());
    this.plain = {
      ...clocks, filters: NO_FILTERS, expanded: [], focus: [], chosen: null, chain: null, task: null, layout: "force", side: "picture",
    };
    const { sight: _, ...linked } = readLink(start);
    this.store = new Store({ ...this.plain, ...linked });
    this.range = { valid: [EARLY, about.today], known: [about.first_known || about.today, about.today] };
    this.store.listen((state, before) => this.changed(state, before));
  }

  get result(): Result | null {
    return this.tasks.result;
  }

  /** What was left out of what is on the stage; "" where nothing was. */
  get cut(): string {
    if (this.stages.isAlone) return "";
    const { expanded, chain } = this.store.state;
    return ["", ...expanded, ...(chain && !expanded.includes(chain) ? [chain] : [])].flatMap((key) => this.cuts.get(key) || []).join(" ");
  }

  /** Read what the state names. Raises `Refused` if not even the first view is to be had. */
  async load(): Promise<void> {
    const { focus } = this.store.state;
    const scene = await this.view(focus).catch((problem: unknown) => {
      if (!focus.length) throw problem;
      this.told(problem);
      this.store.correct({ focus: [], expanded: [] });
      return this.view([]);
    });
    this.start(scene);
    await this.gather(this.store.state, this.turn);
  }

  /** Show what was loaded, once there is a page to show it on; `face` turns the picture before it is drawn. */
  raise(face: () => void): void {
    const { task, asOf, knownOn } = this.store.state;
    this.tasks.hold(task);
    this.restage(true, face);
    this.tasks.follow(task, asOf, knownOn);
    if (this.troubles.length) this.tell(this.troubles.join(" "), true);
  }

  /** Go to what a link says, from a page that is open. */
  async visit(fragment: string): Promise<void> {
    const { sight, ...linked } = readLink(fragment);
    const next: State = { ...this.plain, ...linked };
    const turn = this.next();
    if (JSON.stringify(next.focus) !== JSON.stringify(this.store.state.focus)) {
      const scene = await this.view(next.focus);
      if (turn !== this.turn) return;
      this.start(scene);
    }
    await this.gather(next, turn);
    if (turn !== this.turn) return;
    this.takeBack();
    this.staged = "";
    this.tasks.hold(next.task);
    this.store.set(next);
    if (sight) this.picture?.view.restore(sight);
    else this.picture?.view.fit();
  }

  onSeen(hear: () => void): void {
    this.hearers.push(hear);
  }

  choose(choice: Choice, show = true): void {
    this.store.set({ chosen: choice });
    if (choice && show && !("row" in choice)) this.picture?.view.show([...(accentOf(this).loud?.things ?? accentOf(this).things)]);
  }

  begin(task: Task | null): void {
    this.tasks.forget(); // who asks the same again wants to know it anew
    const fresh = task && JSON.stringify(task) !== JSON.stringify(this.store.state.task);
    this.store.set({ task, chosen: null, ...(fresh ? { layout: "force" } : {}) });
  }

  async open(key: Key): Promise<void> {
    const thing = this.world.thing(key);
    if (thing !== undefined && this.stage.things.has(thing)) return this.choose({ node: key });
    this.takeBack();
    if (thing !== undefined && this.stages.staged({ ...this.store.state, chain: null }).things.has(thing)) {
      this.store.set({ chain: null });
      return this.choose({ node: key });
    }
    await this.focus([key]);
  }

  async focus(keys: readonly Key[]): Promise<void> {
    const turn = this.next();
    const scene = await this.view(keys);
    if (turn !== this.turn) return;
    this.takeBack();
    this.start(scene);
    this.staged = "";
    this.store.set({ focus: keys, expanded: [], chain: null, task: null, layout: "force", chosen: keys.length === 1 ? { node: keys[0] } : null });
    this.picture?.view.fit();
  }

  async expand(key: Key): Promise<void> {
    const { turn } = this;
    await this.fetch(key, turn);
    if (turn !== this.turn) return;
    this.takeBack();
    const { expanded } = this.store.state;
    this.store.set({ chain: null, expanded: [...new Set([...expanded, key])] });
    this.choose({ node: key });
  }

  collapse(key: Key): void {
    this.store.set({ expanded: this.store.state.expanded.filter((each) => each !== key) });
  }

  async follow(key: Key): Promise<void> {
    const turn = this.next();
    await this.fetchChain(key, turn);
    if (turn !== this.turn) return;
    this.takeBack();
    this.store.set({ chain: key, layout: "layers", task: null, chosen: { node: key } });
    this.picture?.view.fit();
  }

  whole(): void {
    this.next();
    this.takeBack();
    this.staged = "";
    this.store.set({ chain: null, layout: "force" });
    this.picture?.view.fit();
  }

  async home(): Promise<void> {
    this.store.set({ filters: NO_FILTERS, side: "picture" });
    await this.focus([]);
  }

  async attempt(work: Promise<unknown>): Promise<void> {
    await work.catch((problem: unknown) => this.told(problem));
  }

  link(): string {
    return writeLink(this.store.state, this.picture?.view.sight() ?? null);
  }

  paint(): void {
    this.picture?.paint(this.seen, accentOf(this));
  }

  private told(problem: unknown): void {
    const { message, hint = "" } = problem as Partial<Refused> & { message: string };
    this.tell([message, hint].filter(Boolean).join(" "), true);
    if (!(problem instanceof Refused)) throw problem;
  }

  private next(): number {
    this.turn += 1;
    return this.turn;
  }

  private view(keys: readonly Key[]): Promise<Scene> {
    return this.backend.ask("view", keys.length ? { focus: [...keys], depth: 1 } : {});
  }

  private start(scene: Scene): void {
    this.stages.start(scene);
    this.cuts.clear();
    this.cuts.set("", said(scene.truncated));
    this.measure();
  }

  /** Bring what a state shows beside what it is opened on; what is not to be had is told. */
  private async gather({ expanded, chain }: State, turn: number): Promise<void> {
    for (const key of expanded) if (!this.stages.has(key)) await this.fetch(key, turn).catch((problem: unknown) => this.told(problem));
    if (chain) await this.fetchChain(chain, turn).catch((problem: unknown) => this.told(problem));
  }

  private takeBack(): void {
    this.stages.showAlone(null);
    this.alone = "";
  }

  /** Work out again what is on the stage, and what of it is seen. */
  private restage(afresh = false, face?: () => void): void {
    const { state } = this.store;
    const name = JSON.stringify([state.focus, state.expanded, state.chain, state.layout, this.world.links.length, this.alone]);
    if (afresh || name !== this.staged) {
      this.staged = name;
      const staged = this.stages.staged(state);
      this.stage = staged;
      if (state.chain !== null && !this.stages.isAlone) this.alone = "Only what this one builds on, and who builds on it, is shown.";
      this.picture?.arrange(staged, staged.places);
    }
    this.seen = derive(this.world, this.stage, state);
    for (const hear of this.hearers) hear(); // which settles how much room the picture has
    face?.();
    this.paint();
  }

  private changed(state: State, before: State): void {
    const only = Object.keys(state).every((name) => name === "chosen" || state[name as keyof State] === before[name as keyof State]);
    if (only && sameChoice(state.chosen, before.chosen)) return;
    if (before.chain !== null && state.chain === null && !this.stages.isAlone) this.alone = "";
    this.tasks.follow(state.task, state.asOf, state.knownOn);
    if (!state.task && before.task && this.stages.isAlone) this.takeBack();
    this.restage();
  }

  /** An answer that draws a picture takes the stage, and gives it back with its task. */
  private answered(): void {
    const scene = sceneOf(this.result);
    const fresh = this.result?.status === "done" && this.result !== this.shownResult;
    if (fresh && scene) {
      const same = JSON.stringify(this.shownResult?.task) === JSON.stringify(this.result?.task);
      this.shownResult = this.result;
      this.stages.showAlone(scene);
      this.alone = "Only the facts of the answer are shown.";
      this.measure();
      this.restage(true);
      if (!same) this.picture?.view.fit();
    } else {
      // An answer without a picture, and none at all, leave nothing of the one before on the stage.
      if ((fresh || this.result?.status !== "busy") && this.stages.isAlone && this.result !== this.shownResult) this.takeBack();
      this.restage();
    }
  }

  /** The neighbours of a party, or as many more of them as there is room for. */
  private async fetch(key: Key, turn: number): Promise<void> {
    const beside = [...this.stages.present(this.store.state)].slice(0, BESIDE).map((thing) => this.world.things[thing].key);
    const scene = await this.backend.ask("expand", { key, limit: MOST, beside });
    if (turn !== this.turn) return;
    this.stages.open(key, scene);
    this.cuts.set(key, scene.truncated && said(`${this.world.things[this.world.thing(key) as number].name}: ${scene.truncated}`));
    this.measure();
  }

  /** Bring in who builds on a party, and what it builds on, and what that builds on, until nothing new comes. */
  private async fetchChain(key: Key, turn: number): Promise<void> {
    await this.fetch(key, turn);
    const done = new Set<Key>();
    let edge = [key];
    for (let step = 0; step < STEPS && edge.length; step += 1) {
      for (const each of edge) {
        done.add(each);
        this.world.add(await this.backend.ask("expand", { key: each, limit: ALL, builds: true }));
      }
      edge = edge.flatMap((each) => {
        const thing = this.world.thing(each);
        return thing === undefined ? [] : this.world.things[thing].links.flatMap((link) => {
          const tie = tieOf(this.world, this.model, link);
          return tie?.source === thing ? [this.world.things[tie.target].key] : [];
        });
      }).filter((each) => !done.has(each));
    }
    this.measure();
  }

  /** How far the sliders reach: from the first day on which anything changes. */
  private measure(): void {
    const { valid, known } = eventDays(this.world.links.map((each) => each.versions), this.model);
    const { today } = this.about;
    const last = valid.at(-1) ?? today;
    this.range = { valid: [clamp(valid[0] ?? EARLY, EARLY, today), last > today ? last : today], known: [known[0] ?? today, today] };
  }
}

/** What a scene says of itself, as a sentence. */
function said(text: string): string {
  return text && `${text[0].toUpperCase()}${text.slice(1)}.`;
}
