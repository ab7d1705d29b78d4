/** The stage: the picture with its tools, a tip under the pointer, and the keys that move it. */
import type { App } from "../app.ts";
import { CERTAINTY_NAMES, boundsText } from "../core/clock.ts";
import { sentenceOf, wordOf } from "../core/sentence.ts";
import type { Drawn } from "../picture/courses.ts";
import { Picture } from "../picture/picture.ts";
import { button, el, replace } from "./dom.ts";

const PAN = 70;
const KEYS = "Arrow keys move, plus and minus zoom, 0 shows all, comma and full stop step through the parties, Enter opens one, Escape lets go.";

export function stage(app: App, isDark: () => boolean): HTMLElement {
  const canvas = el("div", { class: "gk-canvas" });
  const tip = el("div", { class: "gk-tip", role: "tooltip", hidden: true });
  const crowd = el("p", { class: "gk-crowd" });
  const tools = el("div", { class: "gk-tools", role: "group", "aria-label": "View" },
    button("+", () => app.picture?.view.zoom(1.4), { "aria-label": "Zoom in", title: "Zoom in (+)" }),
    button("−", () => app.picture?.view.zoom(1 / 1.4), { "aria-label": "Zoom out", title: "Zoom out (−)" }),
    button("Fit", () => app.picture?.view.fit(), { title: "Show all (0)" }));
  const host = el("div", { class: "gk-stage", tabindex: 0, role: "application", "aria-roledescription": "graph", "aria-label": `The picture. ${KEYS}` }, canvas, tip, crowd, tools);
  let hiding = 0;

  const hover = (what: typeof app.hovered, at: { x: number; y: number }) => {
    app.hovered = what;
    app.paint();
    clearTimeout(hiding);
    if (!what) { hiding = window.setTimeout(() => { tip.hidden = true; }, 60); return; }
    replace(tip, tipLines(app, what).map((line) => el("p", {}, line)));
    tip.hidden = false;
    const left = at.x + 16 + tip.offsetWidth > host.clientWidth ? at.x - tip.offsetWidth - 12 : at.x + 16;
    const top = at.y + 16 + tip.offsetHeight > host.clientHeight ? at.y - tip.offsetHeight - 12 : at.y + 16;
    tip.style.left = `${Math.max(left, 4)}px`;
    tip.style.top = `${Math.max(top, 4)}px`;
  };
  const draw = () => {
    try {
      app.picture = new Picture(app.world, app.model, canvas, isDark, {
        node: (place) => app.choose({ node: app.world.things[place].key }, false),
        edge: (place) => app.choose({ fact: app.world.links[place].fact }, false),
        ground: () => app.choose(null),
        open: (place) => app.attempt(app.expand(app.world.things[place].key)),
        hover,
        moved: () => {
          if (!app.hovered) tip.hidden = true;
          app.moved();
        },
        drawn: (names, lines) => { crowd.textContent = crowded(names, lines); },
      });
    } catch {
      replace(canvas, el("p", { class: "gk-wait", role: "alert" }, "This browser cannot draw the picture (it has no WebGL). The table and the tree say the same."));
    }
  };
  // The picture needs a size, which it has once it is on the page.
  host.addEventListener("gk-mounted", draw, { once: true });
  host.addEventListener("keydown", (event) => keys(app, event));
  host.addEventListener("mouseleave", () => { tip.hidden = true; });
  return host;
}

/** What zooming in would show. */
function crowded(names: number, { left, fine }: Drawn): string {
  const parts = [[names, "name"], [left, "line"]].filter(([count]) => Number(count) > 0)
    .map(([count, word]) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`);
  const have = names + left === 1 ? "has" : "have";
  return [parts.length ? `${parts.join(" and ")} ${have} no room yet: zoom in.` : "",
    fine ? "" : "So many lines are drawn without ends; nearer they have them, and can be chosen."].filter(Boolean).join(" ");
}

function tipLines(app: App, what: { node?: number; edge?: number }): string[] {
  const { world, model, seen } = app;
  if (what.node !== undefined) {
    const { name, kind, names, industry } = world.things[what.node];
    return [name, [wordOf(model.kinds, kind), industry, ...names.slice(0, 3).map(([, each]) => each)].filter(Boolean).join(" · ")];
  }
  const place = what.edge as number;
  const { source, target, relation, versions } = world.links[place];
  const version = versions[seen.versions[place]];
  return [sentenceOf(model, relation, world.things[source].name, world.things[target].name),
    version ? `${boundsText(version, model)} · ${CERTAINTY_NAMES[seen.links[place] as 0 | 1 | 2]}` : ""];
}

function keys(app: App, event: KeyboardEvent): void {
  const view = app.picture?.view;
  if (!view || event.ctrlKey || event.metaKey || event.altKey) return;
  const acts: { [key: string]: () => void } = {
    ArrowLeft: () => view.pan(-PAN, 0), ArrowRight: () => view.pan(PAN, 0), ArrowUp: () => view.pan(0, -PAN), ArrowDown: () => view.pan(0, PAN),
    "+": () => view.zoom(1.4), "=": () => view.zoom(1.4), "-": () => view.zoom(1 / 1.4), 0: () => view.fit(),
    ".": () => step(app, 1), ",": () => step(app, -1), Escape: () => app.choose(null),
    Enter: () => {
      const { chosen } = app.store.state;
      if (chosen && "node" in chosen) app.attempt(app.expand(chosen.node));
    },
  };
  if (!Object.hasOwn(acts, event.key)) return;
  event.preventDefault();
  acts[event.key]();
}

/** The next party of the picture, the best known first. */
function step(app: App, by: 1 | -1): void {
  const { stage: on, seen, world, store: { state: { chosen } } } = app;
  const order = [...on.things].filter((place) => seen.things[place]).sort((one, other) => world.things[other].degree - world.things[one].degree || one - other);
  if (!order.length) return;
  const here = chosen && "node" in chosen ? order.indexOf(world.thing(chosen.node) ?? -1) : -1;
  const next = here < 0 ? (by === 1 ? 0 : order.length - 1) : (here + by + order.length) % order.length;
  app.choose({ node: world.things[order[next]].key });
}
