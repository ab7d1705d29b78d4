/** What is asked for at the top of the page, and how the stage shows it. */
import type { Layout, Side } from "../core/state.ts";
import type { Context } from "./context.ts";
import { button, el, replace } from "./dom.ts";

const SIDES: [Side, string][] = [["picture", "Picture"], ["both", "Both"], ["table", "Table"], ["tree", "Tree"]];
const LAYOUTS: [Layout, string, string][] = [["force", "Map", "Related parties near one another"], ["layers", "Layers", "Chains from left to right, down to the rights and regulators"]];

export function asking(context: Context): HTMLElement[] {
  return [
    button("Questions", () => context.begin({ kind: "question", name: "", parameters: {} })),
    button("Path", () => context.begin({ kind: "path", from: "", to: "" })),
    button("Cypher", () => context.begin({ kind: "cypher", text: "" }), { disabled: !context.backend.live, title: context.backend.live ? null : "A saved page cannot run Cypher; open the graph with: graphkit explore" }),
  ];
}

export function showing(context: Context): HTMLElement {
  const { store } = context;
  const group = <Name extends string>(label: string, all: readonly (readonly [Name, string, string?])[], now: () => Name, set: (name: Name) => void) => {
    const buttons = all.map(([name, word, title]) => [name, button(word, () => set(name), { title, "data-set": name })] as const);
    context.onSeen(() => buttons.forEach(([name, each]) => each.setAttribute("aria-pressed", String(name === now()))));
    return el("div", { class: "gk-group", role: "group", "aria-label": label }, buttons.map(([, each]) => each));
  };
  const alone = el("p", { class: "gk-alone" });
  context.onSeen(() => {
    alone.hidden = !context.alone && !context.cut;
    replace(alone, context.alone ? [context.alone, " ", button("Show everything", () => context.whole(), { class: "gk-link" }), " "] : null, context.cut);
  });
  return el("div", { class: "gk-bar" },
    group("How it is shown", SIDES, () => store.state.side, (side) => { store.set({ side }); context.choose(store.state.chosen); }),
    group("Layout", LAYOUTS, () => store.state.layout, (layout) => { store.set({ layout }); context.picture?.view.fit(); }),
    alone);
}
