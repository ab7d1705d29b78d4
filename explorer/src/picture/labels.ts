/** The arithmetic of names that do not touch, shared with the quick picture: `assets/labels.js`. */
import "../../../graphkit/views/assets/labels.js";

export interface Item {
  owner: number;
  x: number;
  y: number;
  radius: number;
  width: number;
  height: number;
  rays: { x: number; y: number; weight: number }[];
  eager: boolean;
  must: boolean;
}
export interface Mark {
  owner: number;
  x: number;
  y: number;
  radius: number;
  firm: boolean;
}
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
  owner: number | string;
}
export interface Taken {
  add(box: Box): void;
  free(box: Box, owner: number | string): boolean;
}
interface Labels {
  arrange(items: Item[], marks: Mark[], frame: Omit<Box, "owner">): { placed: { item: Item; box: Box }[]; taken: Taken; left: Item[] };
  slanted(x: number, y: number, angle: number, width: number, height: number, owner: number | string): Box[];
}

export const { arrange, slanted } = (globalThis as unknown as { graphkitLabels: Labels }).graphkitLabels;
