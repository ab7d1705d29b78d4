/** A fact read aloud, in the words of the vocabulary. */
import type { Model } from "../contract.ts";

/** The pattern with its two names in place; what the names say is never read as a pattern. */
export function fill(pattern: string, subject: string, object: string): string {
  return pattern.split(/(\{subject\}|\{object\})/)
    .map((part) => (part === "{subject}" ? subject : part === "{object}" ? object : part)).join("");
}

/** The sentence of a relation, with {subject} and {object}. */
export function patternOf(model: Model, relation: string): string {
  return Object.hasOwn(model.relations, relation) ? model.relations[relation].sentence : "{subject} – {object}";
}

export function sentenceOf(model: Model, relation: string, subject: string, object: string): string {
  return fill(patternOf(model, relation), subject, object);
}

/** Words for one kind, relation or other name of a table, or the name itself. */
export function wordOf(table: { [name: string]: { word: string } }, name: string): string {
  return Object.hasOwn(table, name) ? table[name].word : name.replaceAll("_", " ").toLowerCase();
}
