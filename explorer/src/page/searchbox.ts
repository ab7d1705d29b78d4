/** Find a party by any of its names; a combobox after the ARIA pattern. What is loaded answers at once. */
import type { Found } from "../contract.ts";
import { SearchIndex } from "../core/search.ts";
import { wordOf } from "../core/sentence.ts";
import type { Context } from "./context.ts";
import { el, fresh, replace } from "./dom.ts";
import { kindMark } from "./marks.ts";

const PAUSE = 140; // milliseconds without a key before the store is asked
const MOST = 10;

export interface Box {
  element: HTMLElement;
  input: HTMLInputElement;
}

export function searchBox(context: Context, chosen: (found: Found) => void, label = "Find a company, brand, product or right", placeholder = "Name, 名称 or pinyin"): Box {
  const { backend, model, world } = context;
  const index = new SearchIndex(world.things);
  const id = fresh("search");
  const list = el("ul", { id: `${id}-list`, role: "listbox", "aria-label": "Names found", hidden: true });
  const note = el("p", { class: "gk-hidden", role: "status" });
  const input = el("input", { type: "search", id, role: "combobox", placeholder, "aria-label": label, autocomplete: "off", spellcheck: "false",
    "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list", on: {
      focus: () => index.grow(),
      input: () => look(),
      keydown: (event: KeyboardEvent) => key(event),
      blur: () => window.setTimeout(() => show([], ""), 150),
    } });
  let found: Found[] = [];
  let at = -1;
  let timer = 0;
  let asking = ""; // what the store is being asked for
  let wanted = false; // whether the best is to be opened once it has answered

  const show = (items: Found[], said: string) => {
    const key = found[at]?.key;
    found = items;
    at = key === undefined ? -1 : items.findIndex((each) => each.key === key); // the same one, wherever it stands now
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(items.length > 0));
    note.textContent = said;
    replace(list, items.map((each, place) => el("li", { role: "option", id: `${id}-${place}`, "aria-selected": String(place === at), on: {
      mousedown: (event: Event) => { event.preventDefault(); pick(place); },
    } }, kindMark(model, each.kind), el("span", { class: "gk-name" }, each.name),
    el("span", { class: "gk-soft" }, [each.matched === each.name ? "" : each.matched, wordOf(model.kinds, each.kind), each.industry].filter(Boolean).join(" · ")))));
    if (at >= 0) input.setAttribute("aria-activedescendant", `${id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
  };
  const said = (items: Found[]) => (items.length ? `${items.length} found` : "No name contains that.");
  const look = () => {
    const text = input.value.trim();
    clearTimeout(timer);
    [at, wanted, asking] = [-1, false, ""];
    input.setCustomValidity("");
    if (!text) return show([], "");
    const local = index.find(text, MOST);
    show(local, backend.live && !local.length ? "Looking …" : said(local));
    if (!backend.live) return;
    asking = text;
    timer = window.setTimeout(() => void ask(text), PAUSE);
  };
  const ask = async (text: string) => {
    clearTimeout(timer);
    const answer = await backend.ask("search", { text, limit: MOST }).catch((problem: Error) => {
      if (asking === text) context.tell(problem.message, true);
      return null;
    });
    if (asking !== text) return;
    asking = "";
    if (!answer || document.activeElement !== input) return;
    const keys = new Set(answer.found.map((each) => each.key)); // the store knows all names, and which of them is best
    const all = [...answer.found, ...index.find(text, MOST).filter((each) => !keys.has(each.key))].slice(0, MOST);
    show(all, said(all));
    if (wanted) pick(Math.max(at, 0));
  };
  const pick = (place: number) => {
    const item = found[place];
    if (!item) {
      if (input.value.trim()) { input.setCustomValidity("No name here contains that."); input.reportValidity(); }
      return;
    }
    asking = "";
    input.value = item.name;
    show([], `${item.name} chosen`);
    chosen(item);
  };
  const key = (event: KeyboardEvent) => {
    const steps: { [name: string]: number } = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && found.length) {
      at = at < 0 && event.key === "ArrowUp" ? found.length - 1 : (at + steps[event.key] + found.length) % found.length;
      show(found, note.textContent ?? "");
      list.children[at]?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      if (asking && at < 0) {
        wanted = true;
        void ask(asking);
      } else pick(Math.max(at, 0));
    } else if (event.key === "Escape" && found.length) show([], "");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { element: el("div", { class: "gk-search" }, input, list, note), input };
}
