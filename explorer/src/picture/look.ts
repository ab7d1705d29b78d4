/** What stands out and how loudly: codes for each thing and link, to be compared and then painted. */
import type { Seen } from "../core/derive.ts";
import type { World } from "../core/world.ts";

/** What stands out; null means that everything does. */
export interface Loud {
  things: ReadonlySet<number>;
  links: ReadonlySet<number>;
}
export interface Accent {
  loud: Loud | null;
  /** With a ring: what is chosen or under the pointer or the keyboard. */
  things: ReadonlySet<number>;
  links: ReadonlySet<number>;
}

export const HIDDEN = 0;
export const PRESENT = 1; // drawn, without a fact on this day
export const BUSY = 2;
export const FAINT = 4;
export const RINGED = 8;
export const DASHED = 16;
export const LOUD = 32;

export function thingCodes(seen: Seen, accent: Accent): Uint8Array {
  return seen.things.map((shown, place) => {
    if (!shown) return HIDDEN;
    const ringed = accent.things.has(place);
    const loud = ringed || (shown === 2 && accent.loud?.things.has(place));
    const faint = !ringed && (shown === 1 || (accent.loud && !loud));
    return (shown === 1 ? PRESENT : BUSY) | (loud ? LOUD : 0) | (faint ? FAINT : 0) | (ringed ? RINGED : 0);
  });
}

export function linkCodes(seen: Seen, accent: Accent): Uint8Array {
  return seen.links.map((certainty, place) => {
    if (!certainty) return HIDDEN;
    const ringed = accent.links.has(place);
    const loud = ringed || accent.loud?.links.has(place);
    return BUSY | (loud ? LOUD : accent.loud ? FAINT : 0) | (ringed ? RINGED : 0) | (certainty === 1 ? DASHED : 0);
  });
}

/** Larger marks for what more is built on: by the square root of the facts in the store. */
export function sizeOf(world: World, place: number, count: number): number {
  const base = count > 5000 ? 1.2 : count > 600 ? 4 : 6;
  return base + Math.min(Math.sqrt(world.things[place].degree), 6) * (base / 5);
}

/** A colour part of the way to another, both as #rrggbb. */
export function mixed(colour: string, other: string, share: number): string {
  const part = (text: string, at: number) => Number.parseInt(text.slice(at, at + 2), 16);
  const channel = (at: number) => Math.round(part(colour, at) * (1 - share) + part(other, at) * share);
  return `#${[1, 3, 5].map((at) => channel(at).toString(16).padStart(2, "0")).join("")}`;
}
