/** Save what is seen: the picture as PNG or SVG, the rows as CSV, the page as HTML. */
import type { Boot, Day } from "../contract.ts";
import { toCsv } from "../core/csv.ts";
import { svgOf } from "../picture/svg.ts";
import { type Result, moreOf, rowsOf } from "../tasks.ts";
import type { Context } from "./context.ts";
import { button, el } from "./dom.ts";
import { factRows } from "./twin.ts";

export function saveMenu(context: Context): HTMLElement {
  const attempt = (work: () => Promise<void> | void) => async () => {
    menu.open = false;
    try {
      await work();
    } catch (problem) {
      const { message, hint = "" } = problem as { message: string; hint?: string };
      context.tell(`${message} ${hint}`.trim(), true);
    }
  };
  const drawn = [button("Picture (PNG)", attempt(() => png(context))), button("Picture (SVG)", attempt(() => vector(context)))];
  const menu = el("details", { class: "gk-save" }, el("summary", { role: "button" }, "Save"), el("div", { class: "gk-drop" },
    drawn, button("Rows (CSV)", attempt(() => csv(context))), button("Page (HTML)", attempt(() => page(context)))));
  menu.addEventListener("toggle", () => { for (const each of drawn) each.disabled = !context.picture; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
    event.stopPropagation();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => { if (!menu.contains(relatedTarget as Node | null)) menu.open = false; });
  return menu;
}

interface Days {
  asOf: Day;
  knownOn: Day;
}

function nameOf(context: Context, ending: string, { asOf, knownOn }: Days = context.store.state): string {
  const { chosen, task } = context.store.state;
  const known = knownOn === context.about.today ? "" : `-known-${knownOn}`;
  const place = chosen && "node" in chosen ? context.world.thing(chosen.node) : undefined;
  const stem = place !== undefined ? context.world.things[place].name : task?.kind === "question" && task.name ? task.name : "licences";
  return `${stem.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "licences"}-${asOf}${known}.${ending}`;
}

function give(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** What a picture that is sent on has to say: of which days it is, how it is to be read, what is not in it. */
function captionOf({ store: { state }, seen, stage, about, alone, cut }: Context): string {
  const filtered = Object.values(state.filters).some((each) => each.length);
  return [`As of ${state.asOf}, as known on ${state.knownOn}.`,
    [...stage.links].some((link) => seen.links[link] === 1) ? "Dashed: only possible." : "", alone, cut,
    filtered ? "Some kinds, relations or sources are filtered out." : "", about.notice && `Take care: ${about.notice}.`].filter(Boolean).join(" ");
}

async function png(context: Context): Promise<void> {
  const canvas = context.picture?.canvas(captionOf(context));
  const blob = await new Promise<Blob | null>((done) => { if (canvas) canvas.toBlob(done, "image/png"); else done(null); });
  if (!blob) throw new Error("This browser could not make a picture of it.");
  give(blob, nameOf(context, "png"));
}

function vector(context: Context): void {
  if (!context.picture) return;
  const text = new XMLSerializer().serializeToString(svgOf(context.picture.sheet(), context.model, captionOf(context)));
  give(new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${text}`], { type: "image/svg+xml" }), nameOf(context, "svg"));
}

function csv(context: Context): void {
  const { result } = context;
  const answer = result && rowsOf(result);
  const { columns, rows } = answer ?? factRows(context);
  give(new Blob(["\ufeff", toCsv(columns, rows)], { type: "text/csv;charset=utf-8" }), nameOf(context, "csv", answer ? daysOf(result) : undefined));
  if (answer && moreOf(result)) context.tell(`Only these ${rows.length.toLocaleString("en")} rows are in the file. For all of them: graphkit ask or graphkit cypher, with --format csv`, true);
}

/** The days of an answer, which a saved page may have of other days than those that are set. */
function daysOf(result: Result): Days {
  return result.status === "done" && result.kind === "question" ? { asOf: result.answer.as_of, knownOn: result.answer.known_on } : result;
}

async function page(context: Context): Promise<void> {
  const { asOf, knownOn } = context.store.state;
  if (!context.backend.live) return give(new Blob([itself(context)], { type: "text/html" }), nameOf(context, "html"));
  const keys = [...context.stage.things].map((place) => context.world.things[place].key);
  const { filename, html } = await context.backend.ask("save", { keys, as_of: asOf, known_on: knownOn, start: context.link() });
  give(new Blob([html], { type: "text/html" }), filename);
}

/** This saved page again, beginning with what is seen now. Its scripts stay letter for letter, so their hashes hold. */
function itself(context: Context): string {
  const copy = document.documentElement.cloneNode(true) as HTMLElement;
  copy.removeAttribute("data-ready");
  const [root, data] = [copy.querySelector("#graphkit"), copy.querySelector("#graphkit-data")];
  if (!root || !data) throw new Error("This page was changed and cannot save itself.");
  root.replaceChildren();
  for (const name of ["class", "data-theme"]) root.removeAttribute(name);
  const boot = { ...(JSON.parse(data.textContent ?? "") as Boot), start: context.link() };
  data.textContent = JSON.stringify(boot).replace(/[<>&\u2028\u2029]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `<!DOCTYPE html>\n${copy.outerHTML}\n`;
}
