/** Questions, paths and Cypher: asked once all is given, and asked again when a clock is turned. */
import type { Backend } from "./backend/backend.ts";
import type { About, AnswerView, Cell, CypherAnswer, Day, PathAnswer, QuestionView, Scene } from "./contract.ts";
import type { Task } from "./core/state.ts";

const PAUSE = 350; // milliseconds that a clock must rest before it is asked again
const DRAWN = 3000; // facts of an answer up to which its picture is of use

type Answered = { kind: "question"; answer: AnswerView } | { kind: "path"; answer: PathAnswer } | { kind: "cypher"; answer: CypherAnswer };
/** `asOf` and `knownOn` are the days for which it was asked. */
export type Result = { task: Task; asOf: Day; knownOn: Day } & ({ status: "busy" } | { status: "failed"; message: string; hint: string } | ({ status: "done" } & Answered));

export function questionOf(about: About, name: string): QuestionView | undefined {
  return about.questions.find((each) => each.name === name);
}

/** What makes it the same request; a query has clocks of its own, if any. */
function nameOf(task: Task | null, asOf: Day, knownOn: Day): string {
  return JSON.stringify(task?.kind === "cypher" ? [task] : [task, asOf, knownOn]);
}

/** Whether there is enough to ask. */
function isWhole(task: Task, about: About): boolean {
  if (task.kind === "path") return Boolean(task.from && task.to);
  if (task.kind === "cypher") return Boolean(task.text.trim());
  const question = questionOf(about, task.name);
  const given = (cell: Cell | undefined) => cell !== undefined && cell !== null && cell !== "";
  return Boolean(question?.parameters.every((each) => each.optional || given(each.default) || given(task.parameters[each.name])));
}

export class Tasks {
  result: Result | null = null;
  private timer = 0;
  private asked = "";
  private anew = false;

  constructor(private readonly backend: Backend, private readonly about: About, private readonly changed: () => void) {}

  /** Let the next `follow` ask whatever it is given, as if it were new. */
  forget(): void {
    this.asked = "";
    this.anew = true;
  }

  /** A query that came with a link is not run until its reader says so: nobody runs what somebody else wrote. */
  hold(task: Task | null): void {
    this.forget();
    this.result = null;
    if (task?.kind === "cypher") this.asked = nameOf(task, "", "");
  }

  /** Ask what the task asks for on these days, unless it is asked already. */
  follow(task: Task | null, asOf: Day, knownOn: Day): void {
    const name = nameOf(task, asOf, knownOn);
    if (name === this.asked) return;
    const same = !this.anew && Boolean(task) && JSON.stringify(this.result?.task) === JSON.stringify(task);
    this.anew = false;
    this.asked = name;
    clearTimeout(this.timer);
    if (!task || !isWhole(task, this.about)) {
      if (this.result) this.set(null);
      return;
    }
    if (!same) this.set({ task, asOf, knownOn, status: "busy" });
    this.timer = window.setTimeout(() => void this.ask(task, asOf, knownOn, name), same ? PAUSE : 0);
  }

  private async ask(task: Task, asOf: Day, knownOn: Day, name: string): Promise<void> {
    const asked = { task, asOf, knownOn };
    const result = await this.answer(task, asOf, knownOn)
      .then((answered): Result => ({ ...asked, status: "done", ...answered }))
      .catch(({ message, hint = "" }: { message: string; hint?: string }): Result => ({ ...asked, status: "failed", message, hint }));
    if (this.asked === name) this.set(result);
  }

  private async answer(task: Task, as_of: Day, known_on: Day): Promise<Answered> {
    if (task.kind === "path") return { kind: "path", answer: await this.backend.ask("path", { from: task.from, to: task.to, as_of, known_on }) };
    if (task.kind === "cypher") return { kind: "cypher", answer: await this.backend.ask("cypher", { text: task.text }) };
    const { name: question, parameters } = task;
    return { kind: "question", answer: await this.backend.ask("ask", { question, parameters, as_of, known_on }) };
  }

  private set(result: Result | null): void {
    this.result = result;
    this.changed();
  }
}

/** What an answer draws, if it draws anything and is not too large for it. */
export function sceneOf(result: Result | null): Scene | null {
  if (result?.status !== "done") return null;
  const scene = result.kind === "path" ? result.answer.scene : result.answer.graph;
  return scene?.nodes.key.length && scene.edges.fact.length <= DRAWN ? scene : null;
}

/** An answer's rows in one shape, whatever was asked. */
export function rowsOf(result: Result): { columns: string[]; rows: Cell[][] } | null {
  if (result.status !== "done") return null;
  if (result.kind === "cypher") return result.answer;
  if (result.kind === "path") {
    return { columns: ["step", "certainty"], rows: result.answer.steps.map((each) => [each.sentence, each.certainty]) };
  }
  const { columns, rows } = result.answer;
  return { columns, rows: rows.map((row) => columns.map((name) => row[name] ?? null)) };
}

/** Whether there are more rows than came; "" or null where these are all. */
export function moreOf(result: Result): number | string | null {
  return result.status === "done" && result.kind !== "path" ? result.answer.more : null;
}

/** The facts behind one row. */
export function factsOf(result: Result | null, row: number): string[] {
  if (result?.status !== "done") return [];
  if (result.kind === "path") return result.answer.steps[row] ? [result.answer.steps[row].fact] : [];
  if (result.kind === "question") return result.answer.row_facts[row] ?? [];
  return [];
}
