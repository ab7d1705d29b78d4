/** Rows as a table that can be sorted, chosen from with the keyboard, and grows in portions. */
import type { Cell } from "../contract.ts";
import { textOf } from "../core/csv.ts";
import { type Content, button, el, replace } from "./dom.ts";

const PORTION = 200;
const LONG = 60; // letters from where a cell is given more room

export interface Rows {
  /** Said to screen readers. */
  caption: string;
  columns: readonly string[];
  /** Shown as help for a column, by its name. */
  help?: { [column: string]: string };
  rows: readonly (readonly Cell[])[];
  /** What a row does when it is chosen; its first cell is then a button. */
  choose?: (row: number) => void;
  /** A cell that needs more than its text. */
  draw?: (column: number, cell: Cell, row: number) => Content | undefined;
  chosen?: number;
}

export function table(given: Rows): HTMLElement {
  const body = el("tbody");
  const more = el("p", { class: "gk-soft" });
  let order = given.rows.map((_, place) => place);
  let shown = PORTION;
  let sorted: { column: number; up: boolean } | null = null;

  const draw = () => {
    replace(body, order.slice(0, shown).map((place) => el("tr", { class: place === given.chosen ? "gk-chosen" : "", "data-row": place },
      given.rows[place].map((cell, column) => {
        const text = textOf(cell);
        const content = given.draw?.(column, cell, place) ?? text;
        return column ? el("td", { class: text.length > LONG ? "gk-long" : "", "data-column": words(given.columns[column]) }, content)
          : el("th", { scope: "row", "data-column": words(given.columns[0]) }, given.choose ? button(text || "–", () => given.choose?.(place), { class: "gk-link" }) : content);
      }))));
    const left = order.length - shown;
    replace(more, left > 0 ? [`${shown.toLocaleString("en")} of ${order.length.toLocaleString("en")} rows. `,
      button("Show more", () => { shown += PORTION; draw(); }, { class: "gk-link" })] : null);
  };
  const heads = given.columns.map((name, column) => {
    const head = el("th", { scope: "col", title: given.help?.[name] }, button(words(name), () => {
      sorted = { column, up: sorted?.column === column ? !sorted.up : true };
      order = sortedRows(given.rows, sorted.column, sorted.up);
      heads.forEach((each, place) => each.setAttribute("aria-sort", place === column ? (sorted?.up ? "ascending" : "descending") : "none"));
      draw();
    }, { class: "gk-link" }));
    return head;
  });
  draw();
  return el("div", { class: "gk-scroll", role: "region", tabindex: 0, "aria-label": given.caption },
    el("table", {}, el("caption", { class: "gk-hidden" }, given.caption), el("thead", {}, el("tr", {}, heads)), body), more);
}

const words = (name: string): string => name.replaceAll("_", " ");

/** Numbers as numbers, texts as people sort them, what is empty last. */
function sortedRows(rows: readonly (readonly Cell[])[], column: number, up: boolean): number[] {
  const way = up ? 1 : -1;
  return rows.map((_, place) => place).sort((one, other) => {
    const [a, b] = [rows[one][column], rows[other][column]];
    const [left, right] = [textOf(a), textOf(b)];
    if (!left || !right) return Number(!left) - Number(!right) || one - other;
    return (typeof a === "number" && typeof b === "number" ? a - b : left.localeCompare(right, "en")) * way || one - other;
  });
}
