/** A view as the fragment of a link, and back: opening the link restores what was seen. Pure. */
import type { Cell, Key, Named } from "../contract.ts";
import { isDay } from "./days.ts";
import { type FilterName, type Filters, NO_FILTERS, type State, type Task } from "./state.ts";

/** Where the camera stands: the middle in the graph's units, and pixels to a unit. */
export interface Sight {
  x: number;
  y: number;
  scale: number;
}
export type Linked = Partial<State> & { sight?: Sight };

const LAYOUTS = ["force", "layers"] as const;
const SIDES = ["picture", "both", "table", "tree"] as const;

// A key may hold anything, so what separates keys is escaped within them.
const join = (names: readonly string[]): string => names.map((each) => each.replace(/[\\,]/g, "\\$&")).join(",");
const split = (text: string): string[] => (text ? [...text.matchAll(/((?:\\.|[^\\,])*)(?:,|$)/g)]
  .map((each) => each[1].replace(/\\(.)/g, "$1")).filter((each) => each !== "") : []);

/** Both days are always in it: what is today for one reader is yesterday for the next. */
export function writeLink(state: State, sight: Sight | null): string {
  const said = new URLSearchParams();
  const put = (name: string, text: string | null | undefined) => { if (text) said.set(name, text); };
  put("as_of", state.asOf);
  put("known_on", state.knownOn);
  put("focus", join(state.focus));
  put("open", join(state.expanded));
  for (const [name, hidden] of Object.entries(state.filters)) put(`no-${name}`, join(hidden));
  for (const [name, chosen] of Object.entries(state.chosen ?? {})) put(name, String(chosen));
  put("chain", state.chain);
  put("layout", state.layout === "force" ? "" : state.layout);
  put("side", state.side === "picture" ? "" : state.side);
  if (state.task) put("task", JSON.stringify(state.task));
  if (sight) put("at", [Math.round(sight.x), Math.round(sight.y), Number(sight.scale.toPrecision(4))].join(" "));
  return said.toString();
}

/** What a fragment says; whatever makes no sense is left out. */
export function readLink(fragment: string): Linked {
  const said = new URLSearchParams(fragment.replace(/^#/, ""));
  const text = (name: string): string => said.get(name) ?? "";
  const found: Linked = {};
  if (isDay(text("as_of"))) found.asOf = text("as_of");
  if (isDay(text("known_on"))) found.knownOn = text("known_on");
  if (text("focus")) found.focus = split(text("focus"));
  if (text("open")) found.expanded = split(text("open"));
  const filters: { -readonly [Name in FilterName]: Filters[Name] } = { ...NO_FILTERS };
  for (const name of Object.keys(NO_FILTERS) as FilterName[]) filters[name] = split(text(`no-${name}`));
  found.filters = filters;
  if (text("node")) found.chosen = { node: text("node") };
  else if (text("fact")) found.chosen = { fact: text("fact") };
  else if (/^\d{1,6}$/.test(text("row"))) found.chosen = { row: Number(text("row")) };
  if (text("chain")) found.chain = text("chain");
  const layout = LAYOUTS.find((each) => each === text("layout"));
  if (layout) found.layout = layout;
  const side = SIDES.find((each) => each === text("side"));
  if (side) found.side = side;
  const task = readTask(text("task"));
  if (task) found.task = task;
  const [x, y, scale] = text("at").split(" ").map(Number);
  if ([x, y, scale].every(Number.isFinite) && scale > 0) found.sight = { x, y, scale };
  return found;
}

function readTask(text: string): Task | null {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return null;
  }
  const task = (said ?? {}) as Named<unknown>;
  const is = (...names: string[]): boolean => names.every((name) => typeof task[name] === "string");
  if (task.kind === "question" && is("name") && typeof task.parameters === "object" && task.parameters) {
    return { kind: "question", name: task.name as string, parameters: task.parameters as Named<Cell> };
  }
  if (task.kind === "path" && is("from", "to")) return { kind: "path", from: task.from as Key, to: task.to as Key };
  return task.kind === "cypher" && is("text") ? { kind: "cypher", text: task.text as string } : null;
}
