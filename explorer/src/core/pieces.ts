/** A part of a scene, cut out with what it refers to. */
import type { Scene } from "../contract.ts";

export const EMPTY_SCENE: Scene = {
  nodes: { key: [], name: [], kind: [], names: [], country: [], industry: [], x: [], y: [], degree: [] },
  edges: { fact: [], source: [], target: [], relation: [], versions: [] },
  sources: { key: [], title: [], publisher: [], kind: [] },
  truncated: "",
};

/** These nodes and edges of a scene, by place; the ends of every edge must be among the nodes. */
export function cut(scene: Scene, nodes: readonly number[], edges: readonly number[], at?: { x: number[]; y: number[] }): Scene {
  const moved = new Map(nodes.map((place, row) => [place, row]));
  const pick = <T>(column: readonly T[], places: readonly number[]): T[] => places.map((place) => column[place]);
  return {
    nodes: {
      key: pick(scene.nodes.key, nodes), name: pick(scene.nodes.name, nodes), kind: pick(scene.nodes.kind, nodes),
      names: pick(scene.nodes.names, nodes), country: pick(scene.nodes.country, nodes),
      industry: pick(scene.nodes.industry, nodes), degree: pick(scene.nodes.degree, nodes),
      x: at?.x ?? pick(scene.nodes.x, nodes), y: at?.y ?? pick(scene.nodes.y, nodes),
    },
    edges: {
      fact: pick(scene.edges.fact, edges), relation: pick(scene.edges.relation, edges),
      versions: pick(scene.edges.versions, edges),
      source: edges.map((place) => moved.get(scene.edges.source[place]) as number),
      target: edges.map((place) => moved.get(scene.edges.target[place]) as number),
    },
    sources: scene.sources,
    truncated: "",
  };
}
