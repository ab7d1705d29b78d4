/** One party: its names and numbers, what it can be asked to show, and the facts at it. */
import type { Day, EntityDetail } from "../contract.ts";
import { CERTAINTY_NAMES, FIELDS, SURE, boundsText, versionAt } from "../core/clock.ts";
import { readableOf } from "../core/csv.ts";
import { sentenceOf, wordOf } from "../core/sentence.ts";
import type { Context } from "./context.ts";
import { type Content, button, el } from "./dom.ts";
import { facts } from "./evidence.ts";
import { kindMark, lineMark } from "./marks.ts";

const STRESS = "stress"; // the question, and its parameter for a holder
const HOLDER = "suspend";

export function entityHeading(context: Context, place: number): Content {
  const { world, model, store: { state } } = context;
  const thing = world.things[place];
  const opened = state.expanded.includes(thing.key);
  const about = [wordOf(model.kinds, thing.kind), model.kinds[thing.kind]?.zh, thing.country, thing.industry].filter(Boolean);
  return [
    el("p", { class: "gk-kind" }, kindMark(model, thing.kind), about.join(" · ")),
    el("h2", { tabindex: -1 }, thing.name),
    el("div", { class: "gk-actions" },
      opened ? button("Collapse", () => context.collapse(thing.key)) : button("Expand", () => context.attempt(context.expand(thing.key))),
      button("Only this", () => context.attempt(context.focus([thing.key])), { title: "Show nothing but this and its neighbours" }),
      button("Follow the licence", () => context.attempt(context.follow(thing.key)), { title: "What it builds on, step by step, down to the regulator" }),
      button("Path to …", () => context.begin({ kind: "path", from: thing.key, to: "" })),
      canStress(context, thing.kind) ? button("Stress test", () => context.begin({ kind: "question", name: STRESS, parameters: { [HOLDER]: thing.key } }), { title: "Who is stranded if it loses its rights" }) : null),
  ];
}

function canStress({ about, model }: Context, kind: string): boolean {
  const holds = Object.values(model.relations).some((each) => each.route === "own" && each.subjects.includes(kind));
  return holds && about.questions.some((each) => each.name === STRESS);
}

export function entityDetail({ model }: Context, detail: EntityDetail, knownOn: Day): Content {
  const said = detail.attributes.flatMap((each) => {
    const version = each.versions[versionAt(each.versions, knownOn)];
    const when = version && !model.attributes[each.relation]?.dated ? boundsText(version, model) : "";
    return version ? [{ ...each, more: [version[SURE] ? "" : "possible", when].filter(Boolean).join(" · ") }] : [];
  });
  return [
    detail.names.some(([, name]) => name !== detail.name) ? [el("h3", {}, "Names"), facts(grouped(detail.names.filter(([, name]) => name !== detail.name), model.languages))] : null,
    facts(Object.entries(detail.identifiers)),
    detail.note ? el("p", { class: "gk-soft" }, detail.note) : null,
    said.length ? [el("h3", {}, "Also said of it"), el("ul", { class: "gk-plain" },
      said.map(({ sentence, more }) => el("li", {}, sentence, more ? el("span", { class: "gk-soft" }, ` ${more}`) : null)))] : null,
  ];
}

function grouped(names: readonly [string, string][], languages: { [name: string]: string }): [string, string][] {
  const by = new Map<string, string[]>();
  for (const [language, name] of names) by.set(language, [...(by.get(language) ?? []), name]);
  return [...by].map(([language, each]) => [languages[language] ?? "Also", each.join(", ")]);
}

/** The facts at it on these days, then those of other days. */
export function entityFacts(context: Context, place: number): Content {
  const { world, model, seen, stage } = context;
  const thing = world.things[place];
  const here = thing.links.filter((link) => stage.links.has(link));
  const [now, other] = [here.filter((link) => seen.links[link]), here.filter((link) => !seen.links[link])];
  const row = (link: number) => {
    const { fact, relation, source, target } = world.links[link];
    const certainty = CERTAINTY_NAMES[seen.links[link] as 0 | 1 | 2];
    const more = [certainty === "possible" ? "possible" : "", ...telling(context, link)].filter(Boolean).join(" · ");
    return el("li", {}, lineMark(model, relation, certainty === "possible" ? model.certainties.possible.dash : null), el("div", {},
      button(sentenceOf(model, relation, world.things[source].name, world.things[target].name), () => context.choose({ fact }), { class: "gk-link" }),
      more ? el("span", { class: "gk-soft" }, ` ${more}`) : null));
  };
  const away = thing.degree - here.length;
  return [
    el("h3", {}, now.length ? `${now.length === 1 ? "One fact" : `${now.length} facts`} on this day` : "No fact in the picture on this day"),
    el("ul", { class: "gk-facts" }, now.map(row)),
    other.length ? el("details", {}, el("summary", {}, `${other.length} of other days, or filtered out`), el("ul", { class: "gk-facts" }, other.map(row))) : null,
    away > 0 ? el("p", { class: "gk-soft" }, `${away.toLocaleString("en")} more ${away === 1 ? "fact is" : "facts are"} not in the picture: `,
      button("expand it", () => context.attempt(context.expand(thing.key)), { class: "gk-link" })) : null,
  ];
}

const SHORT = 28; // letters of a value that still reads as part of a line

/** What tells one fact from another of the same two parties: share, role, product. */
function telling({ world, seen }: Context, link: number): string[] {
  const version = world.links[link].versions[seen.versions[link]];
  const values = Object.entries(version?.[FIELDS] ?? {}).map(([name, value]) => [name.replaceAll("_", " "), readableOf(value)]);
  return values.filter(([, text]) => text && text.length <= SHORT).slice(0, 2).map(([name, text]) => `${name} ${text}`);
}
