/** A field for Cypher with completion from the vocabulary: Ctrl-Enter runs, Ctrl-Space offers. */
import { type Completion, accept, complete } from "../core/completion.ts";
import type { Task } from "../core/state.ts";
import type { Context } from "./context.ts";
import { button, el, fresh, replace } from "./dom.ts";

const BEGIN = "MATCH (a:Company)-[r:USES_LICENCE_OF]->(b)\nWHERE r.known_to = '9999-12-31'\nRETURN a, r, b\nLIMIT 50";

export function cypherForm(context: Context, text: string, begin: (task: Task) => void): HTMLElement {
  const id = fresh("cypher");
  const list = el("ul", { id: `${id}-list`, role: "listbox", "aria-label": "What may come next", class: "gk-offers", hidden: true });
  const field = el("textarea", { id, rows: 9, spellcheck: "false", autocapitalize: "off", "aria-describedby": `${id}-help`, "aria-controls": `${id}-list`,
    "aria-autocomplete": "list", on: { input: () => offer(), keydown: (event: KeyboardEvent) => key(event), blur: () => window.setTimeout(() => show({ from: 0, offers: [] }), 150) } });
  field.value = text || BEGIN;
  let found: Completion = { from: 0, offers: [] };
  let at = 0;

  const show = (completion: Completion) => {
    found = completion;
    at = Math.min(at, Math.max(completion.offers.length - 1, 0));
    list.hidden = !completion.offers.length;
    replace(list, completion.offers.map((each, place) => el("li", { role: "option", id: `${id}-${place}`, "aria-selected": String(place === at), on: {
      mousedown: (event: Event) => { event.preventDefault(); take(place); },
    } }, el("code", {}, each.sort === "query" ? each.doc : each.text), el("span", { class: "gk-soft" }, each.sort === "query" ? "a query to begin with" : each.doc || each.sort))));
    if (completion.offers.length) field.setAttribute("aria-activedescendant", `${id}-${at}`);
    else field.removeAttribute("aria-activedescendant");
  };
  const offer = () => { at = 0; show(complete(field.value, field.selectionStart, context.model)); };
  const take = (place: number) => {
    const made = accept(field.value, field.selectionStart, found.from, found.offers[place]);
    field.value = made.text;
    field.setSelectionRange(made.position, made.position);
    show({ from: 0, offers: [] });
  };
  const run = () => begin({ kind: "cypher", text: field.value });
  const key = (event: KeyboardEvent) => {
    const open = !list.hidden;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
    else if (event.key === " " && event.ctrlKey) offer();
    else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.offers.length) % found.offers.length;
      show(found);
      list.children[at]?.scrollIntoView({ block: "nearest" });
    } else if (open && (event.key === "Enter" || event.key === "Tab")) take(at);
    else if (open && event.key === "Escape") { show({ from: 0, offers: [] }); event.stopPropagation(); }
    else return;
    event.preventDefault();
  };
  return el("div", { class: "gk-cypher" }, el("label", { for: id }, "Query"), el("div", { class: "gk-editor" }, field, list),
    el("p", { id: `${id}-help`, class: "gk-soft" }, "Completion comes as you type, or with Ctrl-Space. Whole nodes and edges that it returns are drawn; an edge is one version of a fact."),
    el("div", { class: "gk-actions" }, button("Run (Ctrl-Enter)", run, { class: "gk-main" })));
}
