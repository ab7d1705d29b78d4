/** Who says so: one fact with its dates and every statement, conflict and decision known on the day. */
import type { Day, Evidence, Model, StatementView } from "../contract.ts";
import { CERTAINTY_NAMES, CONFIDENCE, FIELDS, POLARITY, RULES, certaintyAt, isYetToCome } from "../core/clock.ts";
import { readableOf } from "../core/csv.ts";
import { conflictsKnown, inForce } from "../core/known.ts";
import { patternOf, wordOf } from "../core/sentence.ts";
import type { Context } from "./context.ts";
import { type Content, button, el, outward } from "./dom.ts";
import { lineMark } from "./marks.ts";
import { timeBar } from "./time.ts";

const PLAIN = new Set(["asserted", "closed", ""]);

export function factHeading(context: Context, place: number): Content {
  const { world, model, seen, store: { state }, range } = context;
  const link = world.links[place];
  const [subject, object] = [world.things[link.source], world.things[link.target]];
  const version = seen.versions[place] >= 0 ? link.versions[seen.versions[place]] : undefined;
  const sentence = patternOf(model, link.relation).split(/(\{subject\}|\{object\})/).map((part) => {
    const end = part === "{subject}" ? subject : part === "{object}" ? object : null;
    return end ? button(end.name, () => context.choose({ node: end.key }), { class: "gk-link gk-strong" }) : part;
  });
  const certainty = version ? CERTAINTY_NAMES[certaintyAt(version, state.asOf)] : "not known";
  const hidden = certainty !== "no" && version && !seen.links[place] ? " A filter hides it in the picture." : "";
  const aside = !version && !isYetToCome(link.versions, state.knownOn);
  return [
    el("p", { class: "gk-kind" }, lineMark(model, link.relation), wordOf(model.relations, link.relation)),
    el("h2", { tabindex: -1 }, sentence),
    el("p", { class: `gk-certainty gk-is-${certainty.replace(" ", "-")}` }, standing(certainty, aside, state.asOf, state.knownOn), hidden),
    version ? [
      timeBar(version, state.asOf, range.valid, model),
      facts([
        ["Confidence", version[CONFIDENCE]],
        ["Standing", PLAIN.has(version[POLARITY]) ? "" : version[POLARITY]],
        ...Object.entries(version[FIELDS]).map(([name, value]) => [name.replaceAll("_", " "), readableOf(value)] as const),
      ]),
      version[RULES].length ? el("div", { class: "gk-rules" }, el("h3", {}, "Worked out by rule"), el("ul", {},
        version[RULES].map((rule) => el("li", {}, told(rule, model))))) : null,
    ] : null,
  ];
}

/** A rule in words, with the name under which it stands in the docs. */
const told = (rule: string, model: Model): Content => [model.rules[rule] ? `${model.rules[rule]} ` : "", el("code", {}, rule)];

function standing(certainty: string, aside: boolean, asOf: Day, knownOn: Day): string {
  const when = `on ${asOf}, as known on ${knownOn}`;
  if (certainty === "yes") return `Holds ${when}.`;
  if (certainty === "possible") return `Possible ${when}.`;
  if (certainty === "no") return `Does not hold ${when}.`;
  return aside ? `Nothing that counts says so any more, as known on ${knownOn}: it was set aside.` : `Nothing of it was known on ${knownOn}.`;
}

export function facts(pairs: readonly (readonly [string, Content])[]): Content {
  const told = pairs.filter(([, value]) => value !== "" && value !== null && value !== undefined);
  return told.length ? el("dl", {}, told.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])) : null;
}

/** What was said that could be known by then; what came later is only counted. */
export function evidenceParts(evidence: Evidence, knownOn: Day, model: Model): Content {
  const known = evidence.statements.filter((each) => each.known_earliest <= knownOn)
    .sort((one, other) => (one.known_latest < other.known_latest ? -1 : one.known_latest > other.known_latest ? 1 : 0));
  const later = evidence.statements.length - known.length;
  const keys = new Set(known.map((each) => each.key));
  const decisions = inForce(evidence.decisions, knownOn);
  const conflicts = conflictsKnown(evidence.conflicts, keys, knownOn);
  const setAside = new Map(decisions.filter((each) => each.verdict === "set-aside").map((each) => [each.statement, each]));
  return [
    conflicts.map(({ isOpen, sentence, ...each }) => el("section", { class: `gk-conflict gk-${isOpen ? "open" : "decided"}` },
      el("h3", {}, isOpen ? "Sources contradict each other" : "A contradiction, decided"),
      el("p", {}, sentence), el("p", { class: "gk-soft" }, each.kind, each.hint ? ` · ${each.hint}` : ""))),
    decisions.map((each) => el("section", { class: "gk-decision" }, el("h3", {}, `Decided: ${model.verdicts[each.verdict] ?? each.verdict}`),
      el("p", {}, each.why), el("p", { class: "gk-soft" }, `${each.who}, ${each.decided_on}`))),
    el("h3", { class: "gk-said" }, known.length === 1 ? "One statement" : `${known.length} statements`),
    el("ol", { class: "gk-statements" }, known.map((each) => statement(each, knownOn, model, setAside.has(each.key)))),
    later ? el("p", { class: "gk-soft" }, `${later} more ${later === 1 ? "statement was" : "statements were"} not known yet on ${knownOn}.`) : null,
  ];
}

function statement(said: StatementView, knownOn: Day, model: Model, aside: boolean): HTMLElement {
  const { source } = said;
  const stance = [PLAIN.has(said.polarity) ? "" : (model.polarities[said.polarity] ?? said.polarity),
    PLAIN.has(said.stage) ? "" : (model.stages[said.stage] ?? said.stage), aside ? "set aside by a decision" : ""].filter(Boolean);
  const dates = [said.valid_from && `began ${said.valid_from}`, said.valid_to && `ended ${said.valid_to}`, said.expected_to && `expected to end ${said.expected_to}`].filter(Boolean);
  return el("li", { class: aside ? "gk-aside" : "", lang: source.language || null },
    el("p", { class: "gk-source" }, outward(source.url, el("cite", {}, source.publisher || "source without a name")),
      source.published ? el("span", {}, `, ${source.published}`) : null,
      el("span", { class: `gk-tag gk-conf-${said.confidence}` }, said.confidence)),
    source.title ? el("p", { class: "gk-title" }, source.title) : null,
    stance.length ? el("p", { class: "gk-stance" }, stance.join("; ")) : null,
    said.quote ? el("q", {}, said.quote) : null,
    said.summary ? el("p", { class: "gk-summary" }, said.summary) : null,
    said.attribution.length ? el("p", { class: "gk-soft" }, ["According to ", said.attribution.join(" → ")]) : null,
    said.rule ? el("p", { class: "gk-soft" }, "Inferred by rule: ", told(said.rule, model)) : null,
    said.note ? el("p", { class: "gk-soft" }, said.note) : null,
    el("p", { class: "gk-soft" }, [dates.join(", "), source.kind.replaceAll("-", " "), said.known_latest > knownOn ? "perhaps known by this day" : "",
      [said.dataset, said.row].filter(Boolean).join(", ")].filter(Boolean).join(" · ")));
}
