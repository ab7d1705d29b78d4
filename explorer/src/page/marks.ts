/** Silhouettes and lines as small drawings beside words. */
import type { Ink, Model } from "../contract.ts";
import { kindLook, lineLook } from "../core/looks.ts";
import { svg } from "./dom.ts";

/** Both inks, for the style sheet to choose from. */
function inked<T extends SVGElement>(made: T, look: Ink): T {
  made.style.setProperty("--light", look.light);
  made.style.setProperty("--dark", look.dark);
  return made;
}

export function kindMark(model: Model, kind: string): SVGElement {
  const look = kindLook(model, kind);
  return inked(svg("svg", { viewBox: "-13 -13 26 26", class: "gk-mark", "aria-hidden": "true" },
    svg("path", { d: look.path, "fill-rule": "evenodd" })), look);
}

export function lineMark(model: Model, relation: string, dash?: readonly [number, number] | null): SVGElement {
  const look = lineLook(model, relation);
  return inked(svg("svg", { viewBox: "0 0 40 14", class: "gk-line", "aria-hidden": "true" },
    svg("line", { x1: 2, y1: 7, x2: look.head ? 31 : 38, y2: 7, "stroke-width": look.width, "stroke-dasharray": dash?.join(" ") }),
    look.head ? svg("path", { d: model.heads[look.head], transform: "translate(38 7)" }) : null), look);
}
