/** The side panel: the fact or the party that is chosen, else where to begin. */
import type { Context } from "./context.ts";
import { type Content, button, el, replace } from "./dom.ts";
import { rowParts } from "./answer.ts";
import { entityDetail, entityFacts, entityHeading } from "./entity.ts";
import { evidenceParts, factHeading } from "./evidence.ts";
import { kindMark } from "./marks.ts";
import { taskPane } from "./task.ts";

const BEGIN = 10; // names to begin with
const PAUSE = 350; // milliseconds that a clock must rest before what is told of the same is asked for anew

export function panel(context: Context): HTMLElement {
  const { store, world, backend } = context;
  const head = el("div", { class: "gk-head" });
  const body = el("div", { class: "gk-more", "aria-live": "polite" });
  const task = taskPane(context);
  const close = button("×", () => (store.state.chosen ? context.choose(null) : context.begin(null)), { class: "gk-close", "aria-label": "Close", title: "Close (Escape)" });
  const host = el("aside", { class: "gk-panel", "aria-label": "What is known", tabindex: -1 }, close, head, task.element, body);
  let shown = "";
  let asked = { about: "", days: "" };
  let timer = 0;
  let began: unknown = null; // the stage for which it was last said where to begin

  const ask = (about: string, days: string, read: () => Promise<Content>) => {
    if (asked.about === about && asked.days === days) return;
    const turned = asked.about === about;
    const now = { about, days };
    asked = now;
    clearTimeout(timer);
    if (!turned) replace(body, el("p", { class: "gk-soft" }, "Looking …"));
    timer = window.setTimeout(async () => {
      const content = await read().catch((problem: { message: string; hint?: string }) =>
        el("p", { class: "gk-soft", role: "alert" }, problem.message, problem.hint ? ` ${problem.hint}` : ""));
      if (asked === now) replace(body, content);
    }, turned && backend.live ? PAUSE : 0);
  };
  const forget = () => {
    clearTimeout(timer);
    asked = { about: "", days: "" };
  };
  const show = () => {
    const { chosen, asOf, knownOn, task: asking } = store.state;
    const name = JSON.stringify(chosen ?? asking);
    close.hidden = !chosen && !asking;
    const turned = name !== shown;
    const inside = turned && host.contains(document.activeElement);
    if (!turned && !chosen && !asking && began === context.stage) return;
    if (turned) host.scrollTop = 0;
    shown = name;
    began = context.stage;
    const place = !chosen || "row" in chosen ? undefined : "node" in chosen ? world.thing(chosen.node) : world.link(chosen.fact);
    host.dataset.shows = chosen ? Object.keys(chosen)[0] : asking ? "task" : "start";
    task.element.hidden = Boolean(chosen) || !asking;
    const back = asking ? el("p", {}, button("← Back to what was asked", () => context.choose(null), { class: "gk-link" })) : null;
    if (!chosen && asking) {
      forget();
      replace(head);
      replace(body);
      task.show(asking);
    } else if (chosen && "row" in chosen) {
      forget();
      replace(head, back, context.result ? rowParts(context, context.result, chosen.row) : null);
      replace(body);
    } else if (chosen && "node" in chosen && place !== undefined) {
      replace(head, back, entityHeading(context, place), entityFacts(context, place));
      ask(name, knownOn, async () => entityDetail(context, await backend.ask("entity", { key: chosen.node, known_on: knownOn }), knownOn));
    } else if (chosen && "fact" in chosen) {
      replace(head, back, place === undefined ? el("h2", { tabindex: -1 }, "A fact that is not in the picture") : factHeading(context, place));
      ask(name, `${asOf} ${knownOn}`, async () => {
        const evidence = await backend.ask("evidence", { fact: chosen.fact, as_of: asOf, known_on: knownOn });
        return [place === undefined ? el("p", {}, evidence.sentence) : null, evidenceParts(evidence, knownOn, context.model)];
      });
    } else {
      forget();
      replace(head, start(context));
      replace(body);
    }
    // What had the keyboard is gone; the reader goes on at the heading of what came.
    if (inside && !host.contains(document.activeElement)) host.querySelector<HTMLElement>(task.element.hidden ? ".gk-head h2" : ".gk-task h2")?.focus();
  };
  context.onSeen(show);
  return host;
}

function start(context: Context): Content {
  const { about, stage, world, model } = context;
  const most = [...stage.things].sort((one, other) => world.things[other].degree - world.things[one].degree).slice(0, BEGIN);
  const { entities, facts, statements, sources } = about.counts;
  const number = (count: number, one: string, many: string) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
  const first = !entities ? "There is nothing in this graph yet. Load something, as with: graphkit load autos-china"
    : stage.things.size ? "Choose a mark or a line to see what is known and who says so. Turn the clocks below to see facts begin and end."
      : "Nobody in this graph is known to build on the licence of another, so there is no picture to begin with. Look for a name above.";
  return [
    el("h2", { tabindex: -1 }, "Who builds on whose licence"),
    el("p", {}, first),
    el("p", { class: "gk-soft" }, `${number(entities, "party", "parties")}, ${number(facts, "fact", "facts")}, ${number(statements, "statement", "statements")} from ${number(sources, "source", "sources")}. `,
      about.complete || !stage.things.size ? "" : "The picture begins with the licence backbone; open a party for more."),
    most.length ? [el("h3", {}, "Begin with"), el("ul", { class: "gk-facts" }, most.map((place) => el("li", {}, kindMark(model, world.things[place].kind),
      button(world.things[place].name, () => context.choose({ node: world.things[place].key }), { class: "gk-link" }))))] : null,
    about.datasets.length ? el("details", {}, el("summary", {}, `${about.datasets.length} ${about.datasets.length === 1 ? "dataset" : "datasets"}`),
      el("ul", { class: "gk-plain" }, about.datasets.map((each) => el("li", {}, each.title || each.name,
        el("span", { class: "gk-soft" }, ` ${[each.publisher, each.licence, each.retrieved].filter(Boolean).join(", ")}`))))) : null,
  ];
}
