/** The picture as a tree, for the keyboard and for screen readers: parties, their facts, and on. */
import { CERTAINTY_NAMES } from "../core/clock.ts";
import { sentenceOf, wordOf } from "../core/sentence.ts";
import type { Context } from "./context.ts";
import { button, el, replace } from "./dom.ts";

const PORTION = 100;

interface Branch {
  thing: number;
  link?: number;
  level: number;
}

/** An ARIA tree: arrows move, open and close; Enter chooses. It is drawn only while it is seen. */
export function tree(context: Context, isSeen: () => boolean): HTMLElement {
  const { world, model } = context;
  const host = el("ul", { role: "tree", "aria-label": "The parties and their facts" });
  const note = el("p", { class: "gk-soft" });
  let shown = PORTION;

  const links = (thing: number): number[] => world.things[thing].links.filter((link) => context.seen.links[link]);
  const item = ({ thing, link, level }: Branch, place: number, of: number): HTMLElement => {
    const { name, kind } = world.things[thing];
    const leaf = !links(thing).some((each) => each !== link);
    const said = link === undefined ? `${name}, ${wordOf(model.kinds, kind)}` : sentence(link);
    const made = el("li", { role: "treeitem", tabindex: -1, "aria-level": level, "aria-setsize": of, "aria-posinset": place + 1,
      "aria-expanded": leaf ? null : "false", "aria-label": said, "data-thing": thing, "data-link": link }, el("span", { class: "gk-branch" }, said));
    return made;
  };
  const sentence = (link: number): string => {
    const { relation, source, target } = world.links[link];
    const certainty = CERTAINTY_NAMES[context.seen.links[link] as 0 | 1 | 2];
    return sentenceOf(model, relation, world.things[source].name, world.things[target].name) + (certainty === "yes" ? "" : ` (${certainty})`);
  };
  const open = (at: HTMLElement, wanted: boolean) => {
    if (!at.hasAttribute("aria-expanded") || at.getAttribute("aria-expanded") === String(wanted)) return;
    at.setAttribute("aria-expanded", String(wanted));
    at.querySelector(":scope > ul")?.remove();
    if (!wanted) return;
    const [thing, level] = [Number(at.dataset.thing), Number(at.getAttribute("aria-level")) + 1];
    const below = links(thing).filter((link) => String(link) !== at.dataset.link);
    at.append(el("ul", { role: "group" }, below.map((link, place) => item({ thing: world.across(link, thing), link, level }, place, below.length))));
  };
  const items = (): HTMLElement[] => [...host.querySelectorAll<HTMLElement>('[role="treeitem"]')];
  const go = (to: HTMLElement | null | undefined) => {
    if (!to) return;
    for (const each of items()) each.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  };
  const choose = (at: HTMLElement) => {
    const { thing, link } = at.dataset;
    context.choose(link === undefined ? { node: world.things[Number(thing)].key } : { fact: world.links[Number(link)].fact });
  };
  host.addEventListener("keydown", (event) => {
    const at = (event.target as HTMLElement).closest<HTMLElement>('[role="treeitem"]');
    if (!at) return;
    const all = items();
    const here = all.indexOf(at);
    const isOpen = at.getAttribute("aria-expanded") === "true";
    const acts: { [key: string]: () => void } = {
      ArrowDown: () => go(all[here + 1]), ArrowUp: () => go(all[here - 1]), Home: () => go(all[0]), End: () => go(all[all.length - 1]),
      ArrowRight: () => (isOpen ? go(all[here + 1]) : open(at, true)),
      ArrowLeft: () => (isOpen ? open(at, false) : go(at.parentElement?.closest<HTMLElement>('[role="treeitem"]'))),
      Enter: () => choose(at), " ": () => choose(at),
    };
    if (!Object.hasOwn(acts, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  });
  host.addEventListener("click", (event) => {
    const at = (event.target as HTMLElement).closest<HTMLElement>('[role="treeitem"]');
    if (!at) return;
    go(at);
    open(at, at.getAttribute("aria-expanded") !== "true");
    choose(at);
  });
  const draw = () => {
    if (!isSeen()) return;
    const opened = new Set(items().filter((each) => each.getAttribute("aria-expanded") === "true" && each.getAttribute("aria-level") === "1").map((each) => each.dataset.thing));
    const focused = document.activeElement instanceof HTMLElement && host.contains(document.activeElement) ? document.activeElement.dataset : null;
    const roots = [...context.stage.things].filter((thing) => context.seen.things[thing])
      .sort((one, other) => world.things[other].degree - world.things[one].degree || one - other);
    replace(host, roots.slice(0, shown).map((thing, place) => item({ thing, level: 1 }, place, roots.length)));
    for (const each of items()) if (opened.has(each.dataset.thing)) open(each, true);
    const all = items();
    const again = focused ? all.find((each) => each.dataset.thing === focused.thing && each.dataset.link === focused.link) : null;
    if (again) go(again);
    else if (all.length) all[0].tabIndex = 0;
    const left = roots.length - shown;
    replace(note, left > 0 ? [`${left.toLocaleString("en")} more. `, button("Show more", () => { shown += PORTION; draw(); }, { class: "gk-link" })] : roots.length ? null : "Nothing is shown on this day.");
  };
  context.onSeen(draw);
  return el("div", { class: "gk-tree", "data-draw": "tree" }, host, note);
}
