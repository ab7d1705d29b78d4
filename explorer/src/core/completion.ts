/** What may come next in a query: labels, relations, properties and words, from the vocabulary. Pure. */
import type { Model } from "../contract.ts";
import { fill } from "./sentence.ts";

export interface Offer {
  text: string;
  sort: "label" | "relation" | "property" | "word" | "query";
  doc: string;
}
export interface Completion {
  /** Where the text begins that an offer takes the place of. */
  from: number;
  offers: Offer[];
}

const WORDS = ["MATCH", "OPTIONAL MATCH", "WHERE", "RETURN", "RETURN DISTINCT", "ORDER BY", "LIMIT", "WITH", "UNWIND", "UNION", "AND", "OR", "NOT", "IN",
  "AS", "IS NULL", "IS NOT NULL", "CONTAINS", "STARTS WITH", "ENDS WITH", "EXISTS { }", "COUNT { }", "CASE WHEN THEN ELSE END", "count( )", "collect( )",
  "coalesce( )", "toLower( )", "size( )", "min( )", "max( )", "shortestPath( )"];
const MOST = 12;

export function complete(text: string, position: number, model: Model): Completion {
  const before = text.slice(0, position);
  if (inString(before)) return { from: position, offers: [] };
  const property = /([A-Za-z_]\w*)\.(\w*)$/.exec(before);
  if (property) return among(position, property[2], properties(text, property[1], model));
  const label = /[([][^()[\]{}]*[:|](\w*)$/.exec(before);
  if (label) {
    const isRelation = before.lastIndexOf("[") > before.lastIndexOf("(");
    return among(position, label[1], isRelation ? relations(model) : labels(model));
  }
  const word = /([A-Za-z]*)$/.exec(before)?.[1] ?? "";
  const offers = !before.trim() || before.trim() === word ? [...queries(model), ...words()] : words();
  return word || !before.trim() ? among(position, word, offers) : { from: position, offers: [] };
}

/** The text with an offer put in, and where the cursor then stands. */
export function accept(text: string, position: number, from: number, offer: Offer): { text: string; position: number } {
  const gap = offer.text.search(/[({] [)}]/);
  const at = gap < 0 ? from + offer.text.length : from + gap + 1;
  return { text: text.slice(0, from) + offer.text + text.slice(position), position: at };
}

function among(position: number, typed: string, offers: readonly Offer[]): Completion {
  const wanted = typed.toLowerCase();
  const begins = offers.filter((each) => each.text.toLowerCase().startsWith(wanted));
  const holds = wanted.length < 2 ? [] : offers.filter((each) => !begins.includes(each) && `${each.text} ${each.sort === "query" ? each.doc : ""}`.toLowerCase().includes(wanted));
  const found = [...begins, ...holds].filter((each) => each.text !== typed).slice(0, MOST);
  return { from: position - typed.length, offers: found };
}

/** Whether the cursor stands in a string, where nothing is to be completed. */
function inString(before: string): boolean {
  let quote = "";
  for (let at = 0; at < before.length; at += 1) {
    if (quote) {
      if (before[at] === "\\") at += 1;
      else if (before[at] === quote) quote = "";
    } else if (`'"`.includes(before[at])) quote = before[at];
  }
  return quote !== "";
}

const words = (): Offer[] => WORDS.map((text) => ({ text, sort: "word", doc: "" }));
const labels = (model: Model): Offer[] => ["Entity", ...Object.keys(model.properties).filter((name) => !Object.hasOwn(model.relations, name) && name !== "Entity")]
  .map((text) => ({ text, sort: "label", doc: model.kinds[text]?.doc ?? "" }));
const relations = (model: Model): Offer[] => Object.entries(model.relations).map(([text, each]) => ({ text, sort: "relation", doc: each.doc }));

/** Those of the label or relation that the name stands for in the query, else all. */
function properties(text: string, name: string, model: Model): Offer[] {
  const declared = [...text.matchAll(/[([]\s*([A-Za-z_]\w*)\s*:\s*([\w|:]+)/g)].filter((each) => each[1] === name)
    .flatMap((each) => each[2].split(/[|:]+/)).filter((each) => Object.hasOwn(model.properties, each));
  const from = declared.length ? declared : Object.keys(model.properties);
  const found = new Map<string, string>();
  for (const each of from) for (const property of model.properties[each]) found.set(property, declared.length ? each : "");
  return [...found].map(([each, doc]) => ({ text: each, sort: "property", doc }));
}

/** A query to begin with for each relation, under its sentence. */
function queries(model: Model): Offer[] {
  return Object.entries(model.relations).map(([name, each]) => ({
    text: `MATCH (a)-[r:${name}]->(b)\nWHERE r.known_to = '${model.max_date}'\nRETURN a, r, b\nLIMIT 50`,
    sort: "query", doc: fill(each.sentence, "who", "whom"),
  }));
}
