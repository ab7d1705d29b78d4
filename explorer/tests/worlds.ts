/** Scenes small enough to check by eye. */
import type { Model, Scene, Version } from "../src/contract.ts";
import { NO_FILTERS, type State } from "../src/core/state.ts";

const OPEN = "9999-12-31";

export function version(from: [string, string], to: [string, string] = [OPEN, OPEN], more: { known?: [string, string]; sure?: boolean; confidence?: string; sources?: number[] } = {}): Version {
  return [...from, ...to, ...(more.known ?? ["2020-01-01", OPEN] as const), more.sure ?? true, more.confidence ?? "reported", "asserted", {}, [], 1, more.sources ?? []];
}

/** Nodes as "key Kind"; edges as "source RELATION target", each with its versions. */
export function scene(nodes: string[], edges: [string, Version[]][]): Scene {
  const parts = nodes.map((node) => node.split(" "));
  const keys = parts.map(([key]) => key);
  const ends = edges.map(([edge]) => edge.split(" "));
  return {
    nodes: {
      key: keys, name: keys.map((key) => key.toUpperCase()), kind: parts.map(([, kind]) => kind ?? "Company"), names: keys.map(() => []),
      country: keys.map(() => "CN"), industry: keys.map(() => "autos"), x: keys.map((_, place) => place * 100), y: keys.map(() => 0),
      degree: keys.map((key) => ends.filter(([source, , target]) => source === key || target === key).length),
    },
    edges: {
      fact: ends.map((each) => each.join("-")), source: ends.map(([source]) => keys.indexOf(source)), target: ends.map(([, , target]) => keys.indexOf(target)),
      relation: ends.map(([, relation]) => relation), versions: edges.map(([, versions]) => versions),
    },
    sources: { key: ["s", "t"], title: ["S", "T"], publisher: ["Herald", "Post"], kind: ["press", "press"] },
    truncated: "",
  };
}

const relation = (builder: string, subjects: string[], objects: string[], route = builder && "some") => ({
  word: "", sentence: "{subject} → {object}", sentence_zh: "", doc: "", light: "#000000", dark: "#ffffff", head: "arrow", width: 2, symmetric: false,
  subjects, objects, route, builder, path: true,
});

export const MODEL = {
  min_date: "0001-01-01", max_date: OPEN,
  kinds: { Company: { hub: false }, Plant: { hub: false }, Qualification: { hub: true }, Register: { hub: true }, Authority: { hub: true } },
  relations: {
    USES_LICENCE_OF: relation("subject", ["Company"], ["Company"]), MANUFACTURES_FOR: relation("object", ["Company"], ["Company"]),
    HOLDS: relation("subject", ["Company"], ["Qualification"]), ISSUED_BY: relation("subject", ["Qualification"], ["Authority"], ""),
    REQUIRES: relation("subject", ["Qualification"], ["Qualification"], ""), OPERATES: relation("object", ["Company", "Authority"], ["Plant", "Register"], ""),
    COMPETES_WITH: relation("", ["Company"], ["Company"]),
  },
} as unknown as Model;

export function state(change: Partial<State> = {}): State {
  return {
    asOf: "2023-06-01", knownOn: "2024-01-01", filters: NO_FILTERS, expanded: [], focus: [], chosen: null, chain: null, task: null,
    layout: "force", side: "picture", ...change,
  };
}
