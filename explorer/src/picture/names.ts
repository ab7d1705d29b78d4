/** Names beside marks and words on lines, at a size that stays readable and where they do not touch. */
import type { Sheet } from "./sheet.ts";
import { type Item, type Mark, type Taken, arrange, slanted } from "./labels.ts";
import { courseAt } from "./lines.ts";
import { BUSY, FAINT, PRESENT, RINGED } from "./look.ts";
import { Gauge, wrap } from "./text.ts";

const SIZE = 13;
const SMALL = 11;
const CANDIDATES = 220; // names that are tried in one frame
const OBSTACLES = 1500; // marks that names keep clear of
const FEW = 40; // names up to which none should be left out, and lines up to which all have words
const RAYS = 400; // marks in sight up to which names heed where lines leave them
const LEADERS = 8; // among many, those that may cover marks

const gauge = new Gauge();
const wrapped = new Map<string, string[]>();
const rowsOf = (name: string): string[] => {
  let rows = wrapped.get(name);
  if (!rows) wrapped.set(name, rows = wrap(name));
  return rows;
};

/** The layer of names. Among many it is drawn again only when what is written there changes: a layer that stays costs nothing. */
export class Names {
  private written = "";
  private placed = 0;

  constructor(private readonly context: CanvasRenderingContext2D) {}

  /** The layer was emptied, or marks stand elsewhere. */
  forget(): void {
    this.written = "";
  }

  clear(): void {
    const { width, height } = this.context.canvas;
    this.context.clearRect(0, 0, width, height);
    this.forget();
  }

  /** Draw what fits; returns how many names of marks with a fact found no room. */
  draw(sheet: Sheet): number {
    const plan = planned(sheet);
    const now = plan.inView.length > RAYS ? textOf(sheet, plan) : "";
    if (!now || now !== this.written) {
      this.clear();
      this.placed = drawNames(this.context, sheet, plan);
      this.written = now;
    }
    return plan.inView.filter((place) => sheet.things[place] & BUSY).length - this.placed;
  }
}

interface Plan {
  /** Marks in sight, the best known first. */
  inView: readonly number[];
  wanted: readonly number[];
  /** Lines that have words. */
  worded: readonly number[];
}

function planned(sheet: Sheet): Plan {
  const inView = sheet.ranked.filter((place) => {
    if (!sheet.things[place]) return false;
    const { x, y } = sheet.at(place);
    return x > -60 && y > -40 && x < sheet.width + 60 && y < sheet.height + 40;
  });
  const first = inView.filter((place) => isHot(sheet, place) || (sheet.loud && isClear(sheet, place)));
  const seen = new Set(first);
  const others = sheet.loud && inView.length > FEW ? [] : inView.filter((place) => !seen.has(place));
  const rest = others.filter((place) => sheet.things[place] & BUSY);
  if (inView.length <= FEW) rest.push(...others.filter((place) => sheet.things[place] & PRESENT)); // last, where there is room
  const loud = sheet.loud && (sheet.loud.links.size <= FEW ? [...sheet.loud.links] : []);
  const worded = [...new Set([...sheet.ringedLinks(), ...(loud ?? sheet.linksInView(FEW))])].filter((place) => sheet.links[place]);
  return { inView, wanted: [...first, ...rest].slice(0, CANDIDATES), worded };
}

/** All that the layer depends on where names heed no lines. */
function textOf(sheet: Sheet, { inView, wanted, worded }: Plan): string {
  return [sheet.view, sheet.face, sheet.text, sheet.paper, wanted.map((place) => `${place} ${sheet.things[place]}`), worded,
    inView.slice(0, OBSTACLES).map((place) => (isFirm(sheet, place) ? -1 - place : place))].join("\n");
}

const isHot = (sheet: Sheet, place: number): boolean => Boolean(sheet.things[place] & RINGED);
const isClear = (sheet: Sheet, place: number): boolean => !(sheet.things[place] & FAINT);
const isFirm = (sheet: Sheet, place: number): boolean => Boolean(sheet.loud) && isClear(sheet, place);

/** Draw what fits; returns how many names of marks with a fact found room. */
export function drawNames(context: CanvasRenderingContext2D, sheet: Sheet, { inView, wanted, worded }: Plan = planned(sheet)): number {
  const leaders = new Set(wanted.slice(0, inView.length <= FEW ? FEW : LEADERS));
  const items = wanted.map((place): Item => {
    const rows = rowsOf(sheet.name(place));
    return {
      owner: place, ...sheet.at(place), radius: sheet.radius(place) + (isHot(sheet, place) ? 6 : 0),
      width: Math.max(...rows.map((row) => gauge.width(row, fontOf(sheet, place)))) + 4,
      height: rows.length * SIZE * 1.25, rays: inView.length > RAYS ? [] : sheet.rays(place),
      eager: leaders.has(place), must: isHot(sheet, place),
    };
  });
  const marks = inView.slice(0, OBSTACLES).map((place): Mark =>
    ({ owner: place, ...sheet.at(place), radius: sheet.radius(place), firm: isFirm(sheet, place) }));
  const { placed, taken } = arrange(items, marks, { left: 2, top: 2, right: sheet.width - 2, bottom: sheet.height - 2 });
  for (const { item, box } of placed) {
    const faint = sheet.things[item.owner] & FAINT;
    context.globalAlpha = faint ? 0.55 : 1;
    rowsOf(sheet.name(item.owner)).forEach((row, line) => {
      write(context, sheet, row, (box.left + box.right) / 2, box.top + (line + 0.5) * SIZE * 1.25, fontOf(sheet, item.owner), sheet.text);
    });
  }
  context.globalAlpha = 1;
  drawWords(context, sheet, worded, taken);
  return placed.filter(({ item }) => sheet.things[item.owner] & BUSY).length;
}

const fontOf = (sheet: Sheet, place: number): string => `${sheet.things[place] & RINGED ? 650 : 500} ${SIZE}px ${sheet.face}`;

/** The relation's words along a line, where they fit between the names. */
function drawWords(context: CanvasRenderingContext2D, sheet: Sheet, worded: readonly number[], taken: Taken): void {
  const font = `500 ${SMALL}px ${sheet.face}`;
  for (const place of worded) {
    const { from, to, bend } = sheet.course(place);
    if (from.x === to.x && from.y === to.y) continue;
    const { word, ink } = sheet.relation(place);
    const long = gauge.width(word, font) + 6;
    if (Math.hypot(to.x - from.x, to.y - from.y) < long + 34) continue;
    for (const part of [0.5, 0.42, 0.58, 0.34, 0.66]) {
      const [before, middle, after] = [part - 0.05, part, part + 0.05].map((t) => courseAt(from, to, bend, t));
      let angle = Math.atan2(after.y - before.y, after.x - before.x);
      if (Math.abs(angle) > Math.PI / 2) angle += Math.PI;
      const boxes = slanted(middle.x, middle.y, angle, long, SMALL + 3, `line ${place}`);
      if (!boxes.every((box) => taken.free(box, `line ${place}`))) continue;
      for (const box of boxes) taken.add(box);
      context.save();
      context.translate(middle.x, middle.y);
      context.rotate(angle);
      write(context, sheet, word, 0, 0, font, ink);
      context.restore();
      break;
    }
  }
}

function write(context: CanvasRenderingContext2D, sheet: Sheet, text: string, x: number, y: number, font: string, colour: string): void {
  context.font = font;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = sheet.paper;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
