/** Silhouettes and lines as small drawings beside words. */
import type { Model } from "../contract.ts";
import { svg } from "./dom.ts";

const OTHER = { light: "#757b84", dark: "#949ba6" };
const RING = "M-11 0a11 11 0 1 0 22 0a11 11 0 1 0 -22 0ZM-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z";

/** Both inks, for the style sheet to choose from. */
function inked<T extends SVGElement>(made: T, look: { light: string; dark: string }): T {
  made.style.setProperty("--light", look.light);
  made.style.setProperty("--dark", look.dark);
  return made;
}

export function kindMark(model: Model, kind: string): SVGElement {
  const look = Object.hasOwn(model.kinds, kind) ? model.kinds[kind] : { ...OTHER, path: RING };
  return inked(svg("svg", { viewBox: "-13 -13 26 26", class: "gk-mark", "aria-hidden": "true" },
    svg("path", { d: look.path, "fill-rule": "evenodd" })), look);
}

export function lineMark(model: Model, relation: string, dash?: readonly [number, number] | null): SVGElement {
  const look = Object.hasOwn(model.relations, relation) ? model.relations[relation] : { ...OTHER, head: "", width: 2 };
  return inked(svg("svg", { viewBox: "0 0 40 14", class: "gk-line", "aria-hidden": "true" },
    svg("line", { x1: 2, y1: 7, x2: look.head ? 31 : 38, y2: 7, "stroke-width": look.width, "stroke-dasharray": dash?.join(" ") }),
    look.head ? svg("path", { d: model.heads[look.head], transform: "translate(38 7)" }) : null), look);
}
