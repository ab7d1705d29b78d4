/** A form for what a question needs to be told: one field for each parameter, by its type. */
import type { Cell, Named, ParameterView, QuestionView } from "../contract.ts";
import type { Context } from "./context.ts";
import { button, el, fresh } from "./dom.ts";
import { searchBox } from "./searchbox.ts";

interface Field {
  element: HTMLElement;
  read(): Cell;
}

export function questionForm(context: Context, question: QuestionView, given: Named<Cell>, ask: (parameters: Named<Cell>) => void): HTMLElement {
  const fields = new Map(question.parameters.map((each) => [each, field(context, each, given[each.name] ?? each.default)]));
  const isShown = (each: ParameterView) => !each.optional || given[each.name] !== undefined;
  const needed = [...fields].filter(([each]) => isShown(each));
  const rest = [...fields].filter(([each]) => !isShown(each));
  return el("form", { class: "gk-form", on: {
    submit: (event: Event) => {
      event.preventDefault();
      const told: Named<Cell> = {};
      for (const [each, { read }] of fields) {
        const value = read();
        if (value !== null && value !== "" && value !== each.default) told[each.name] = value;
      }
      ask(told);
    },
  } },
  needed.map(([, each]) => each.element),
  rest.length > 3 ? el("details", {}, el("summary", {}, "More to tell it"), rest.map(([, each]) => each.element)) : rest.map(([, each]) => each.element),
  el("div", { class: "gk-actions" }, el("button", { type: "submit", class: "gk-main" }, "Ask")));
}

function field(context: Context, { name, type, optional, choices, help }: ParameterView, value: Cell): Field {
  const id = fresh("field");
  const label = name.replaceAll("_", " ");
  const hint = el("p", { id: `${id}-help`, class: "gk-soft" }, help);
  const dress = (input: HTMLElement) => el("div", { class: "gk-field" }, el("label", { for: id }, label), input, hint);
  if (type === "entity") {
    let key = typeof value === "string" ? value : "";
    const box = searchBox(context, (found) => { key = found.key; box.input.dataset.name = found.name; }, label, "Name, 名称 or pinyin");
    box.input.id = id;
    box.input.required = !optional;
    const thing = context.world.thing(key);
    box.input.value = box.input.dataset.name = thing === undefined ? key : context.world.things[thing].name;
    // What was typed and not chosen is sent as it is; the store knows more names than are loaded.
    return { element: dress(box.element), read: () => (box.input.value.trim() === box.input.dataset.name ? key : box.input.value.trim()) };
  }
  if (type === "flag") {
    const input = el("input", { type: "checkbox", id, checked: value === true || value === "true" || value === "yes", "aria-describedby": `${id}-help` });
    return { element: el("div", { class: "gk-field gk-flag" }, input, el("label", { for: id }, label), hint), read: () => (input.checked ? true : null) };
  }
  if (choices.length) {
    const input = el("select", { id, "aria-describedby": `${id}-help` }, optional ? el("option", { value: "" }, "any") : null,
      choices.map((each) => el("option", { value: each, selected: each === value }, each)));
    return { element: dress(input), read: () => input.value };
  }
  const number = type === "count" || type === "share";
  const input = el("input", {
    id, type: number ? "number" : "text", required: !optional, value: value ?? "", "aria-describedby": `${id}-help`,
    min: number ? 0 : null, max: type === "share" ? 100 : null, step: type === "count" ? 1 : number ? "any" : null,
    placeholder: type === "day" ? "2023-12-31" : null, pattern: type === "day" ? "\\d{4}-\\d\\d-\\d\\d" : null,
  });
  return { element: dress(input), read: () => (number && input.value !== "" ? Number(input.value) : input.value.trim()) };
}

/** The menu of questions, by group. */
export function questionMenu(context: Context, chosen: (name: string) => void): HTMLElement {
  const groups = new Map<string, QuestionView[]>();
  for (const each of context.about.questions) groups.set(each.group, [...(groups.get(each.group) ?? []), each]);
  return el("nav", { class: "gk-menu", "aria-label": "Questions" }, [...groups].map(([group, questions]) => [
    el("h3", {}, group), el("ul", {}, questions.map((each) => el("li", {}, button(each.title, () => chosen(each.name), { class: "gk-link" })))),
  ]));
}
