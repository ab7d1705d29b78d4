/** The legend, which filters: kinds and relations with their looks, industries, confidences, sources. */
import type { FilterName } from "../core/state.ts";
import { CONFIDENCE, SOURCES } from "../core/clock.ts";
import { wordOf } from "../core/sentence.ts";
import type { Context } from "./context.ts";
import { type Content, button, el, replace } from "./dom.ts";
import { kindMark, lineMark } from "./marks.ts";

const SHOWN = 12; // sources that are listed before "more"

interface Row {
  name: string;
  word: Content;
  count: number;
}
type Counts = Record<FilterName, Map<string, number>>;

export function filters(context: Context): HTMLElement {
  const { store, model } = context;
  const host = el("div", { class: "gk-filters" });
  let more = false;
  let drawn: unknown[] = [];

  const group = (filter: FilterName, title: string, rows: Row[], rest?: Content) => {
    const hidden = store.state.filters[filter];
    const list = rows.map(({ name, word, count }) => {
      const shown = !hidden.includes(name);
      return el("li", {}, el("label", { class: shown ? "" : "gk-off" },
        el("input", { type: "checkbox", checked: shown, "data-filter": filter, "data-name": name, on: { change: () => store.toggle(filter, name) } }),
        el("span", { class: "gk-word" }, word), el("span", { class: "gk-number" }, count.toLocaleString("en"))));
    });
    const all = hidden.length ? button("show all", () => store.set({ filters: { ...store.state.filters, [filter]: [] } }), { class: "gk-link", "aria-label": `show all: ${title}` })
      : rows.length > 2 ? button("none", () => store.set({ filters: { ...store.state.filters, [filter]: rows.map((row) => row.name) } }), { class: "gk-link", "aria-label": `none: ${title}` }) : null;
    return rows.length ? el("fieldset", { "data-group": filter }, el("legend", {}, title), all, el("ul", {}, list), rest) : null;
  };

  const draw = () => {
    const now = [store.state.filters, store.state.knownOn, context.stage, more];
    if (now.every((each, place) => each === drawn[place])) return;
    drawn = now;
    const counts = countAll(context);
    const at = document.activeElement instanceof HTMLInputElement && host.contains(document.activeElement) ? document.activeElement.dataset : null;
    const focused = at && { ...at };
    const rows = (filter: FilterName, word: (each: string) => Content, order?: readonly string[]): Row[] => {
      const found = [...counts[filter]].map(([each, count]) => ({ name: each, word: word(each), count }));
      return found.sort((one, other) => (order ? order.indexOf(one.name) - order.indexOf(other.name) : other.count - one.count));
    };
    const sources = rows("sources", (each) => each || "not named");
    replace(host,
      group("kinds", "Kinds", rows("kinds", (each) => [kindMark(model, each), wordOf(model.kinds, each)], Object.keys(model.kinds)),
        el("ul", { class: "gk-dashes" }, el("li", {}, el("span", { class: "gk-pale" }, kindMark(model, "Company")), "pale: no fact on the day"))),
      group("relations", "Relations", rows("relations", (each) => [lineMark(model, each), wordOf(model.relations, each)], Object.keys(model.relations)),
        el("ul", { class: "gk-dashes" }, el("li", {}, lineMark(model, "", model.certainties.possible.dash), "possible on the day"))),
      group("industries", "Industries", rows("industries", (each) => each || "not stated")),
      group("confidences", "Confidence", rows("confidences", (each) => each, model.confidences)),
      group("sources", "Sources", more ? sources : sources.slice(0, SHOWN), sources.length > SHOWN
        ? button(more ? "fewer" : `${sources.length - SHOWN} more`, () => { more = !more; draw(); }, { class: "gk-link" }) : null));
    if (focused) host.querySelector<HTMLElement>(`[data-filter="${focused.filter}"][data-name="${CSS.escape(focused.name ?? "")}"]`)?.focus();
  };
  context.onSeen(draw);
  return host;
}

/** How many of each are on the stage, whatever is filtered and whatever the day in the world: of facts, those known of, as they are known. */
function countAll({ world, stage, seen, store: { state: { filters } } }: Context): Counts {
  const counts: Counts = { kinds: new Map(), relations: new Map(), industries: new Map(), confidences: new Map(), sources: new Map() };
  const add = (filter: FilterName, name: string, by = 1) => counts[filter].set(name, (counts[filter].get(name) ?? 0) + by);
  for (const place of stage.things) {
    add("kinds", world.things[place].kind);
    add("industries", world.things[place].industry);
  }
  for (const place of stage.links) {
    const { relation, versions } = world.links[place];
    const known = versions[seen.versions[place]];
    add("relations", relation, known ? 1 : 0);
    if (!known) continue;
    add("confidences", known[CONFIDENCE]);
    for (const publisher of new Set(known[SOURCES].map((each) => world.sources[each].publisher))) add("sources", publisher);
  }
  for (const filter of Object.keys(counts) as FilterName[]) for (const name of filters[filter]) add(filter, name, 0); // to be taken back
  return counts;
}
