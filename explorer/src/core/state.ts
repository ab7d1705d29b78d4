/** What the reader has set: one immutable record, one way to change it, and who wants to hear of it. */
import type { Cell, Day, Key, Named } from "../contract.ts";

/** A row is one of the answer that is shown. */
export type Choice = { node: Key } | { fact: string } | { row: number } | null;
export type Layout = "force" | "layers";
export type Side = "picture" | "both" | "table" | "tree";
/** What the panel works on, beside what is chosen; one that lacks something is a form to be filled in. */
export type Task =
  | { kind: "question"; name: string; parameters: Named<Cell> }
  | { kind: "path"; from: Key; to: Key }
  | { kind: "cypher"; text: string };

/** What is *not* shown, by name; a source is named by its publisher. */
export interface Filters {
  kinds: readonly string[];
  relations: readonly string[];
  industries: readonly string[];
  confidences: readonly string[];
  sources: readonly string[];
}
export type FilterName = keyof Filters;
export const NO_FILTERS: Filters = { kinds: [], relations: [], industries: [], confidences: [], sources: [] };

export interface State {
  asOf: Day;
  knownOn: Day;
  filters: Filters;
  /** Whose neighbours were asked for, in order. */
  expanded: readonly Key[];
  /** What the picture was opened on; empty for the first view. */
  focus: readonly Key[];
  chosen: Choice;
  /** Only what leads along "builds on the licence of" from or to this one stands out; or null. */
  chain: Key | null;
  task: Task | null;
  layout: Layout;
  side: Side;
}

export type Listener = (state: State, before: State) => void;

export class Store {
  private readonly listeners: Listener[] = [];
  constructor(private current: State) {}

  get state(): State {
    return this.current;
  }

  /** Change some of it; listeners are told once, in the order in which they came. */
  set(change: Partial<State>): void {
    const before = this.current;
    this.current = { ...before, ...change };
    for (const each of this.listeners) each(this.current, before);
  }

  /** Change some of it before there is a page to tell. */
  correct(change: Partial<State>): void {
    this.current = { ...this.current, ...change };
  }

  toggle(filter: FilterName, name: string): void {
    const names = this.current.filters[filter];
    const without = names.filter((each) => each !== name);
    const changed = without.length < names.length ? without : [...names, name];
    this.set({ filters: { ...this.current.filters, [filter]: changed } });
  }

  listen(listener: Listener): void {
    this.listeners.push(listener);
  }
}

export function sameChoice(one: Choice, other: Choice): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
