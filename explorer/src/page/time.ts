/** When a fact held, on a small bar: certain in full, possible in stripes, the day asked about as a line. */
import type { Day, Model, Version } from "../contract.ts";
import { FROM_EARLIEST, FROM_LATEST, SURE, TO_EARLIEST, TO_LATEST, boundsText } from "../core/clock.ts";
import { clamp, dayNumber } from "../core/days.ts";
import { el, fresh, svg } from "./dom.ts";

const WIDTH = 300;
const HEIGHT = 34;


export function timeBar(version: Version, asOf: Day, range: readonly [Day, Day], model: Model): HTMLElement {
  const [first, last] = range.map(dayNumber);
  const x = (day: Day) => ((dayNumber(clamp(day, ...range)) - first) / Math.max(last - first, 1)) * WIDTH;
  const bar = (from: Day, to: Day, look: string, fill?: string) => (from < to && x(to) > x(from)
    ? svg("rect", { x: x(from).toFixed(1), width: Math.max(x(to) - x(from), 1).toFixed(1), y: 9, height: 10, class: look, fill })
    : null);
  const stripes = fresh("stripes");
  const [a, b, c, d] = [version[FROM_EARLIEST], version[FROM_LATEST], version[TO_EARLIEST], version[TO_LATEST]];
  const certain = version[SURE] && b < c;
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "gk-timebar", role: "img", "aria-label": `${boundsText(version, model)}; as of ${asOf}` },
    svg("defs", {}, svg("pattern", { id: stripes, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { width: 2.4, height: 5, class: "gk-stripe" }))),
    svg("rect", { x: 0, y: 13, width: WIDTH, height: 2, class: "gk-track" }),
    certain ? [bar(a, b, "gk-maybe", `url(#${stripes})`), bar(b, c, "gk-surely"), bar(c, d, "gk-maybe", `url(#${stripes})`)]
      : bar(a, d, "gk-maybe", `url(#${stripes})`),
    svg("path", { d: `M${x(asOf).toFixed(1)} 4V24`, class: "gk-now" }),
    svg("text", { x: 0, y: 32 }, range[0].slice(0, 4)),
    svg("text", { x: WIDTH, y: 32, "text-anchor": "end" }, range[1].slice(0, 4)));
  return el("figure", { class: "gk-time" }, picture, el("figcaption", {}, boundsText(version, model)));
}
