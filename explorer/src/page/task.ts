/** The panel while something is asked: the menu, the form, and what came of it. */
import type { Task } from "../core/state.ts";
import { questionOf } from "../tasks.ts";
import { answerParts } from "./answer.ts";
import type { Context } from "./context.ts";
import { cypherForm } from "./cypher.ts";
import { type Content, button, el, fresh, replace } from "./dom.ts";
import { questionForm, questionMenu } from "./form.ts";
import { type Box, searchBox } from "./searchbox.ts";

export interface TaskPane {
  element: HTMLElement;
  show(task: Task): void;
}

/** The form is made once for each kind of task, so that what is being typed stays. */
export function taskPane(context: Context): TaskPane {
  const form = el("div");
  const answer = el("div", { class: "gk-answer" });
  let made = "";
  const nameOf = (task: Task): string => JSON.stringify(task.kind === "question" ? [task.kind, task.name, task.parameters] : task);
  // What the form itself says needs no new form: the reader goes on typing where he is.
  const begin = (task: Task) => {
    made = nameOf(task);
    context.begin(task);
  };
  return {
    element: el("div", { class: "gk-task" }, form, answer),
    show(task) {
      const name = nameOf(task);
      if (name !== made) replace(form, formOf(context, task, begin));
      made = name;
      const { result } = context;
      replace(answer, result && JSON.stringify(result.task) === JSON.stringify(task) ? answerParts(context, result) : null);
    },
  };
}

function formOf(context: Context, task: Task, begin: (task: Task) => void): Content {
  if (task.kind === "path") return pathForm(context, task, begin);
  if (task.kind === "cypher") return [el("h2", { tabindex: -1 }, "Cypher, reading only"), cypherForm(context, task.text, begin)];
  const question = questionOf(context.about, task.name);
  if (!question) return [el("h2", { tabindex: -1 }, "Questions"), questionMenu(context, (name) => context.begin({ kind: "question", name, parameters: {} }))];
  return [
    el("p", { class: "gk-kind" }, button("All questions", () => context.begin({ kind: "question", name: "", parameters: {} }), { class: "gk-link" })),
    el("h2", { tabindex: -1 }, question.title),
    question.help ? el("details", {}, el("summary", {}, "What the answer means"), el("p", { class: "gk-help" }, question.help)) : null,
    questionForm(context, question, task.parameters, (parameters) => begin({ kind: "question", name: question.name, parameters })),
  ];
}

function pathForm(context: Context, task: Extract<Task, { kind: "path" }>, begin: (task: Task) => void): Content {
  let { from, to } = task;
  const name = (key: string): string => { const at = context.world.thing(key); return at === undefined ? key : context.world.things[at].name; };
  const end = (label: string, key: string, set: (key: string) => void): HTMLElement => {
    const id = fresh("end");
    const box: Box = searchBox(context, (found) => { set(found.key); find(); }, label);
    box.input.id = id;
    box.input.value = name(key);
    return el("div", { class: "gk-field" }, el("label", { for: id }, label), box.element);
  };
  const find = () => begin({ kind: "path", from, to });
  return [
    el("h2", { tabindex: -1 }, "How are two parties connected?"),
    el("p", { class: "gk-soft" }, "The shortest chain of facts that holds on these days, never through a regulator or a source."),
    end("From", from, (key) => { from = key; }), end("To", to, (key) => { to = key; }),
    el("div", { class: "gk-actions" }, button("Turn round", () => context.begin({ kind: "path", from: to, to: from }))),
  ];
}
