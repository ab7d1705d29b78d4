/** The picture as it stands on the screen, as SVG: built of elements, so that no name is ever markup. */
import type { Model } from "../contract.ts";
import { control, courseAt } from "./lines.ts";
import { DASHED, FAINT, mixed } from "./look.ts";
import { drawNames } from "./names.ts";
import { CAPTION, captionRows } from "./text.ts";
import { loopRadius } from "./shaders.ts";
import type { Sheet } from "./sheet.ts";

const SPACE = "http://www.w3.org/2000/svg";

function make(name: string, attributes: { [name: string]: string | number | undefined }, ...content: (Node | string)[]): SVGElement {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, String(value));
  made.append(...content);
  return made;
}

const round = (number: number): number => Math.round(number * 10) / 10;

/** With a caption below it. */
export function svgOf(sheet: Sheet, model: Model, caption: string): SVGElement {
  const pen = new Pen();
  drawNames(pen as unknown as CanvasRenderingContext2D, sheet);
  const faint = (ink: string, code: number, share: number) => (code & FAINT ? mixed(ink, sheet.paper, share) : ink);
  const lines = sheet.linksInView(Infinity).map((place) => line(sheet, model, place, (ink, code) => faint(ink, code, 0.82)));
  const marks = [...sheet.ranked].reverse().filter((place) => sheet.things[place]).map((place) => {
    const { x, y } = sheet.at(place);
    const { path, ink } = sheet.kind(place);
    const transform = `translate(${round(x)} ${round(y)}) scale(${(sheet.radius(place) / 12).toFixed(3)})`;
    return make("path", { d: path, transform, fill: faint(ink, sheet.things[place], 0.66), "fill-rule": "evenodd", stroke: sheet.paper, "stroke-width": 3, "paint-order": "stroke" },
      make("title", {}, sheet.name(place)));
  });
  const rows = captionRows(caption, sheet.width);
  const height = sheet.height + rows.length * CAPTION.line + CAPTION.margin;
  return make("svg", { xmlns: SPACE, viewBox: `0 0 ${sheet.width} ${height}`, width: sheet.width, height, "font-family": sheet.face },
    make("title", {}, caption),
    make("rect", { width: sheet.width, height, fill: sheet.paper }),
    make("g", { fill: sheet.text, "font-size": CAPTION.size }, ...rows.map((row, place) => make("text", { x: CAPTION.margin, y: sheet.height + (place + 0.7) * CAPTION.line }, row))),
    make("g", { fill: "none" }, ...lines), make("g", {}, ...marks), make("g", { "text-anchor": "middle", "dominant-baseline": "central" }, ...pen.texts));
}

function line(sheet: Sheet, model: Model, place: number, tint: (ink: string, code: number) => string): SVGElement {
  const { from, to, bend, source, target } = sheet.course(place);
  const { ink, head, width } = sheet.relation(place);
  const colour = tint(ink, sheet.links[place]);
  const stroke = { stroke: colour, "stroke-width": width * 0.85, "stroke-dasharray": sheet.links[place] & DASHED ? "7 5" : undefined };
  if (source === target) {
    const radius = loopRadius(bend);
    return make("circle", { cx: round(from.x), cy: round(from.y - sheet.radius(source) - radius * 0.75), r: radius, ...stroke });
  }
  const far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const end = Math.max(1 - (sheet.radius(target) + 1.5) / far, 0.5);
  const [tip, before] = [courseAt(from, to, bend, end), courseAt(from, to, bend, Math.max(end - 8 / far, 0))];
  const over = control(from, to, bend);
  const angle = (Math.atan2(tip.y - before.y, tip.x - before.x) * 180) / Math.PI;
  const short = courseAt(from, to, bend, Math.max(end - (head ? 9 : 0) / far, 0.1));
  return make("g", {}, make("path", { d: `M${round(from.x)} ${round(from.y)}Q${round(over.x)} ${round(over.y)} ${round(short.x)} ${round(short.y)}`, ...stroke }),
    ...(head ? [make("path", { d: model.heads[head], fill: colour, transform: `translate(${round(tip.x)} ${round(tip.y)}) rotate(${round(angle)})` })] : []));
}

/** What `drawNames` asks of a canvas, noted down as elements. */
class Pen {
  readonly texts: SVGElement[] = [];
  font = "";
  fillStyle = "";
  strokeStyle = "";
  globalAlpha = 1;
  textAlign = "";
  textBaseline = "";
  lineJoin = "";
  lineWidth = 0;
  private turned = "";
  private readonly kept: string[] = [];

  save(): void { this.kept.push(this.turned); }
  restore(): void { this.turned = this.kept.pop() ?? ""; }
  translate(x: number, y: number): void { this.turned += `translate(${round(x)} ${round(y)})`; }
  rotate(angle: number): void { this.turned += `rotate(${round((angle * 180) / Math.PI)})`; }
  strokeText(): void { /* the rim is drawn with the text */ }

  fillText(text: string, x: number, y: number): void {
    const [, weight, size] = /^(\d+) (\d+)px/.exec(this.font) ?? ["", "500", "13"];
    this.texts.push(make("text", {
      x: round(x), y: round(y), transform: this.turned || undefined, fill: this.fillStyle, "font-weight": weight, "font-size": size, opacity: this.globalAlpha,
      stroke: this.strokeStyle, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke",
    }, text));
  }
}
