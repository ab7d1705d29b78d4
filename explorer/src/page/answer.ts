/** What a task came to: in words and rows in the panel, with the way from a row to its facts and proofs. */
import type { ProofView } from "../contract.ts";
import { textOf } from "../core/csv.ts";
import { sentenceOf } from "../core/sentence.ts";
import { type Result, factsOf, rowsOf, sceneOf } from "../tasks.ts";
import type { Context } from "./context.ts";
import { type Content, button, el } from "./dom.ts";
import { lineMark } from "./marks.ts";
import { table } from "./table.ts";

const FEW = 60; // rows that the panel lists; the table has all

export function answerParts(context: Context, result: Result): Content {
  if (result.status === "busy") return el("p", { class: "gk-soft", role: "status" }, "Asking …");
  if (result.status === "failed") return el("div", { class: "gk-conflict", role: "alert" }, el("p", {}, result.message), result.hint ? el("p", { class: "gk-soft" }, result.hint) : null);
  if (result.kind === "path") return [late(context, result), pathParts(context, result)];
  const found = rowsOf(result) as NonNullable<ReturnType<typeof rowsOf>>;
  const scene = sceneOf(result);
  return [
    late(context, result),
    el("p", { class: "gk-answered", role: "status" }, count(found.rows.length), result.kind === "question" ? onDays(context, result) : ""),
    result.kind === "question" && result.answer.note ? el("p", {}, result.answer.note) : null,
    more(result),
    scene || !found.rows.length ? null : el("p", { class: "gk-soft" }, "This answer draws no picture, or is too large for one: see the table."),
    rowsIn(context, result, found.rows.length),
  ];
}

/** The rows, once: where the table beside the picture is open, they are there. */
function rowsIn(context: Context, result: Result, rows: number): Content {
  if (["both", "table"].includes(context.store.state.side)) return rows ? el("p", { class: "gk-soft" }, "The rows are in the table.") : null;
  return rows > FEW ? el("p", {}, button("Open the table", () => context.store.set({ side: "table" }))) : answerTable(context, result);
}

const count = (rows: number): string => (rows ? `${rows.toLocaleString("en")} ${rows === 1 ? "row" : "rows"}` : "No rows");

/** What is still shown of other days than those that are set, while it is asked again. */
function late({ store: { state }, backend }: Context, { kind, asOf, knownOn }: Result & { kind: string }): Content {
  const now = kind === "cypher" || !backend.live || (asOf === state.asOf && knownOn === state.knownOn);
  return now ? null : el("p", { class: "gk-stance" }, `This is of ${asOf}, known on ${knownOn}; asking again …`);
}

/** A saved page has answers for its own days only, and says so. */
function onDays({ store: { state }, backend }: Context, { answer }: Extract<Result, { kind: "question" }>): Content {
  const same = backend.live || (answer.as_of === state.asOf && answer.known_on === state.knownOn);
  const days = ` as of ${answer.as_of}, known on ${answer.known_on}`;
  return same ? days : [days, el("strong", { class: "gk-stance" }, " – worked out when this page was saved, not for the days set now")];
}

function more(result: Extract<Result, { status: "done" }>): Content {
  if (result.kind === "cypher") return result.answer.more ? el("p", { class: "gk-stance" }, result.answer.more) : null;
  if (result.kind !== "question" || result.answer.more === null) return null;
  return el("p", { class: "gk-stance" }, `There are ${result.answer.more.toLocaleString("en")} rows in all; these are the first.`);
}

/** The rows; one is chosen to see what it rests on. */
export function answerTable(context: Context, result: Result): HTMLElement {
  const { columns, rows } = rowsOf(result) ?? { columns: [], rows: [] };
  const { chosen } = context.store.state;
  const help = result.task.kind === "question" ? context.about.questions.find((each) => each.name === (result.task as { name: string }).name)?.columns : undefined;
  return table({
    caption: "The answer", columns, rows, help, chosen: chosen && "row" in chosen ? chosen.row : undefined,
    choose: result.status === "done" && result.kind !== "cypher" ? (row) => context.choose({ row }) : undefined,
    draw: (column, cell) => (columns[column] === "certainty" && typeof cell === "string" ? el("span", { class: `gk-certainty gk-is-${cell}` }, cell) : undefined),
  });
}

function pathParts(context: Context, { answer }: Extract<Result, { kind: "path" }>): Content {
  const { world, model } = context;
  const name = (key: string): string => { const at = world.thing(key); return at === undefined ? key : world.things[at].name; };
  return [
    answer.note ? el("p", { role: "status" }, answer.note) : null,
    answer.steps.length ? el("p", { class: "gk-answered", role: "status" }, `${answer.steps.length === 1 ? "One step" : `${answer.steps.length} steps`} from ${name(answer.steps[0].from)} to ${name(answer.steps[answer.steps.length - 1].to)}`) : null,
    el("ol", { class: "gk-steps" }, answer.steps.map((step) => el("li", {}, lineMark(model, step.relation, step.certainty === "possible" ? model.certainties.possible.dash : null),
      el("div", {}, button(step.sentence, () => context.choose({ fact: step.fact }), { class: "gk-link" }),
        el("p", { class: "gk-soft" }, model.relations[step.relation]?.doc ?? "", step.certainty === "possible" ? " Only possible on this day." : ""))))),
  ];
}

/** One row: its cells, its proofs, and the facts it rests on. */
export function rowParts(context: Context, result: Result, row: number): Content {
  const { columns, rows } = rowsOf(result) ?? { columns: [], rows: [] };
  if (!rows[row]) return el("p", {}, "The answer has no such row any more.");
  const cells = columns.map((name, place) => [name, textOf(rows[row][place])] as const).filter(([name, text]) => text && name !== "sources");
  const proofs = result.status === "done" && result.kind === "question" ? (result.answer.proofs[row] ?? []) : [];
  return [
    el("p", { class: "gk-kind" }, `Row ${row + 1}`), el("h2", { tabindex: -1 }, cells[0]?.[1] ?? ""),
    el("dl", {}, cells.slice(1).map(([name, text]) => [el("dt", {}, name.replaceAll("_", " ")), el("dd", {}, text)])),
    proofs.length ? [el("h3", {}, proofs.length === 1 ? "Proof" : "Proofs"), el("ul", { class: "gk-proof" }, proofs.map((each) => proof(context, each)))] : null,
    el("h3", {}, "It rests on"), factList(context, factsOf(result, row)),
  ];
}

function proof(context: Context, { claim, rule, certainty, fact, because }: ProofView): HTMLElement {
  const head = [fact ? button(claim, () => context.choose({ fact }), { class: "gk-link" }) : claim,
    el("span", { class: "gk-soft", title: rule.split(", ").map((each) => context.model.rules[each] ?? "").join(" ").trim() || null },
      ` ${[certainty === "yes" ? "" : certainty, rule === "stated" ? "" : rule].filter(Boolean).join(" · ")}`)];
  return el("li", {}, because?.length ? el("details", { open: true }, el("summary", {}, head), el("ul", {}, because.map((each) => proof(context, each)))) : head);
}

function factList(context: Context, facts: readonly string[]): Content {
  const { world, model } = context;
  return facts.length ? el("ul", { class: "gk-facts" }, facts.map((fact) => {
    const place = world.link(fact);
    const link = place === undefined ? null : world.links[place];
    return el("li", {}, link ? lineMark(model, link.relation) : null, button(link
      ? sentenceOf(model, link.relation, world.things[link.source].name, world.things[link.target].name) : "A fact about one party", () => context.choose({ fact }), { class: "gk-link" }));
  })) : el("p", { class: "gk-soft" }, "No fact of the graph.");
}
