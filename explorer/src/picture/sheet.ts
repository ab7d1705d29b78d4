/** The picture as it stands on the screen at one moment, for what is drawn by hand: names, words, SVG. */
import type { Ink, Model } from "../contract.ts";
import { kindLook, lineLook } from "../core/looks.ts";
import { wordOf } from "../core/sentence.ts";
import type { World } from "../core/world.ts";
import { drawnRadius } from "./hits.ts";
import type { Point } from "./lines.ts";
import { type Loud, RINGED } from "./look.ts";

/** How a point of the graph becomes a pixel. */
export interface Projection {
  scale: number;
  left: number;
  top: number;
}

export interface SheetSource {
  world: World;
  model: Model;
  dark: boolean;
  face: string;
  text: string;
  width: number;
  height: number;
  projection: Projection;
  places: ReadonlyMap<number, readonly [number, number]>;
  ranked: readonly number[];
  drawn: readonly number[];
  bends: ReadonlyMap<number, number>;
  things: Uint8Array;
  links: Uint8Array;
  loud: Loud | null;
  sizes: (place: number) => number;
  sizeRatio: number;
}

export class Sheet {
  readonly paper: string;
  constructor(private readonly source: SheetSource) {
    this.paper = source.dark ? source.model.paper.dark : source.model.paper.light;
  }

  get width(): number { return this.source.width; }
  get height(): number { return this.source.height; }
  get face(): string { return this.source.face; }
  get text(): string { return this.source.text; }
  get things(): Uint8Array { return this.source.things; }
  get links(): Uint8Array { return this.source.links; }
  get loud(): Loud | null { return this.source.loud; }
  get ranked(): readonly number[] { return this.source.ranked; }

  /** Where everything is, as one text. */
  get view(): string {
    const { width, height, projection: { scale, left, top }, sizeRatio } = this.source;
    return [width, height, scale, left, top, sizeRatio].join(" ");
  }

  at(place: number): Point {
    const [x, y] = this.source.places.get(place) as readonly [number, number];
    const { scale, left, top } = this.source.projection;
    return { x: left + x * scale, y: top - y * scale };
  }

  radius(place: number): number {
    return drawnRadius(this.source.sizes(place), this.source.sizeRatio);
  }

  name(place: number): string {
    return this.source.world.things[place].name;
  }

  kind(place: number): { path: string; ink: string } {
    const look = kindLook(this.source.model, this.source.world.things[place].kind);
    return { path: look.path, ink: this.ink(look) };
  }

  relation(place: number): { word: string; ink: string; head: string; width: number } {
    const { relation } = this.source.world.links[place];
    const look = lineLook(this.source.model, relation);
    return { word: wordOf(this.source.model.relations, relation), ink: this.ink(look), head: look.head, width: look.width };
  }

  course(place: number): { from: Point; to: Point; bend: number; source: number; target: number } {
    const { source, target } = this.source.world.links[place];
    return { from: this.at(source), to: this.at(target), bend: this.source.bends.get(place) ?? 0, source, target };
  }

  ringedLinks(): number[] {
    const found: number[] = [];
    this.links.forEach((code, place) => { if (code & RINGED) found.push(place); });
    return found;
  }

  /** The lines that begin or end in sight; none if there are more than `most`. */
  linksInView(most: number): number[] {
    const inside = ({ x, y }: Point) => x > 0 && y > 0 && x < this.width && y < this.height;
    const found: number[] = [];
    for (const place of this.source.drawn) {
      const { source, target } = this.source.world.links[place];
      if (!this.links[place] || !(inside(this.at(source)) || inside(this.at(target)))) continue;
      if (found.push(place) > most) return [];
    }
    return found;
  }

  /** The directions in which lines leave a mark; an arrow's head must stay in sight, so it weighs more. */
  rays(place: number): { x: number; y: number; weight: number }[] {
    const here = this.at(place);
    return this.source.world.things[place].links.filter((link) => this.links[link]).flatMap((link) => {
      const { source, target } = this.source.world.links[link];
      if (source === target) return [];
      const other = this.at(source === place ? target : source);
      const far = Math.hypot(other.x - here.x, other.y - here.y) || 1;
      return [{ x: (other.x - here.x) / far, y: (other.y - here.y) / far, weight: target === place ? 2 : 1 }];
    });
  }

  private ink(look: Ink): string {
    return this.source.dark ? look.dark : look.light;
  }
}
