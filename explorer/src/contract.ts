/**
 * The seam between the page and Python: what is asked, and what comes back. Types only.
 *
 * Each verb is a POST of JSON to `<api><verb>` with the header `X-Graphkit-Token`; a notebook sends
 * the same bodies as messages; a saved page answers from what it holds. A refusal is a status of
 * 400 or more with a `Problem`. Days are ISO days, which compare as text; an open beginning or end
 * is `model.min_date` or `model.max_date`. Every text may be hostile: it is only ever shown as text.
 */

export type Day = string;
export type Key = string;
export type Cell = null | boolean | number | string | Cell[] | { [name: string]: Cell };
export type Named<T> = { [name: string]: T };

/**
 * The JSON in `<script type="application/json" id="graphkit-data">`: how the page was opened. The
 * page has `<div id="graphkit">`, and the bundle as a `<script type="module">`, which a notebook
 * imports as a widget. `start` is a fragment as of a link: `as_of=…&known_on=…&focus=key,key`.
 */
export type Boot =
  | { mode: "served"; api: string; token: string; start?: string }
  | { mode: "saved"; saved: Saved; start?: string };

/** What a verb needs to be told, and what it answers. `Verbs[verb] = [request, answer]`. */
export interface Verbs {
  about: [Record<string, never>, About];
  news: [Record<string, never>, News];
  /** The picture to begin with, never a hairball; with `focus`, what is around these. */
  view: [{ focus?: Key[]; depth?: number; limit?: number }, Scene];
  /** The neighbours of one node, to be merged into the picture, and what joins these to `beside`; with `builds`, those that it builds on. */
  expand: [{ key: Key; limit?: number; beside?: Key[]; builds?: boolean }, Scene];
  search: [{ text: string; limit?: number }, { found: Found[] }];
  entity: [{ key: Key; known_on: Day }, EntityDetail];
  /** Everything said of one fact that could be known by `known_on`, whatever the day in the world. */
  evidence: [{ fact: string; as_of: Day; known_on: Day }, Evidence];
  path: [{ from: Key; to: Key; as_of: Day; known_on: Day }, PathAnswer];
  ask: [{ question: string; parameters: Named<Cell>; as_of: Day; known_on: Day }, AnswerView];
  cypher: [{ text: string; parameters?: Named<Cell> }, CypherAnswer];
  /** One offline page of what is on the stage; `start` is the fragment that restores the view. */
  save: [{ keys: Key[]; as_of: Day; known_on: Day; start: string }, { filename: string; html: string }];
}
export type Verb = keyof Verbs;

/** Why there is no answer, and what to do about it: two sentences at most. */
export interface Problem {
  error: { message: string; hint?: string };
}

/** What the reader has to know of the store as it is now. */
export interface News {
  /** Another one than before, where the store holds something else by now. */
  mark: string;
  /** A sentence that belongs to every answer, as that a load was broken off; or "". */
  notice: string;
}

export interface About extends News {
  title: string;
  url: string;
  engine: string;
  version: string;
  counts: { entities: number; sources: number; statements: number; facts: number };
  datasets: { name: string; title: string; publisher: string; licence: string; retrieved: string }[];
  today: Day;
  first_known: Day;
  /** Whether all entities and facts of the store are in the first scene. */
  complete: boolean;
  model: Model;
  questions: QuestionView[];
}

/** The vocabulary with its looks, read from `graphkit.model` and `graphkit.views.style`. */
export interface Model {
  min_date: Day;
  max_date: Day;
  paper: Ink;
  kinds: Named<KindView>;
  relations: Named<RelationView>;
  /** How a kind and a relation are drawn that are not among these. */
  others: { kind: KindLook; relation: LineLook };
  /** Attributes by name: facts about one node, which no edge shows; `dated` where the value is the day itself. */
  attributes: Named<{ sentence: string; sentence_zh: string; doc: string; dated: boolean }>;
  /** SVG path of each line end, tip at 0 0, line coming from the left. */
  heads: Named<string>;
  /** yes, possible and no: the words, and the dash in pixels, on and off, or null. */
  certainties: Named<{ word: string; dash: [number, number] | null }>;
  confidences: string[];
  polarities: Named<string>;
  stages: Named<string>;
  verdicts: Named<string>;
  source_kinds: Named<string>;
  languages: Named<string>;
  /** One sentence for each rule, and for each route, by the name that facts and proofs cite. */
  rules: Named<string>;
  industries: string[];
  /** Property names for completion in Cypher, by label or relation name. */
  properties: Named<string[]>;
}
export interface Ink {
  light: string;
  dark: string;
}
export interface KindLook extends Ink {
  /** SVG path within -12 to 12, even-odd. */
  path: string;
}
export interface KindView extends KindLook {
  word: string;
  zh: string;
  doc: string;
  /** Whether chains end at it and never run through it, as through a ministry or a list. */
  hub: boolean;
}
export interface LineLook extends Ink {
  /** A name in `heads`, or "" where there is no direction. */
  head: string;
  width: number;
}
export interface RelationView extends LineLook {
  word: string;
  /** With {subject} and {object}. */
  sentence: string;
  sentence_zh: string;
  doc: string;
  symmetric: boolean;
  /** Labels of the kinds it may join. */
  subjects: string[];
  objects: string[];
  /** The route that it implies, or "". */
  route: string;
  /** Which end builds on the other: "subject", "object", or "" for neither. */
  builder: string;
  /** Whether chains may run through it. */
  path: boolean;
}

export interface QuestionView {
  name: string;
  title: string;
  help: string;
  group: string;
  parameters: ParameterView[];
  columns: Named<string>;
}
export interface ParameterView {
  name: string;
  type: "entity" | "name" | "text" | "count" | "share" | "day" | "flag";
  optional: boolean;
  default: Cell;
  /** Empty unless only these are allowed. */
  choices: string[];
  help: string;
}

/** Part of the graph, in columns. Lists under one name have one place for each node or edge. */
export interface Scene {
  nodes: {
    key: Key[];
    name: string[];
    kind: string[];
    /** [language, name] pairs: a language is a name in `model.languages`, or "". */
    names: [string, string][][];
    country: string[];
    industry: string[];
    /** Anything; only distances count, y upwards. The page may turn, move and scale all of them. */
    x: number[];
    y: number[];
    /** How many facts join it to others in the store, whenever they hold. */
    degree: number[];
  };
  edges: {
    /** One edge is one fact. */
    fact: string[];
    /** Places in `nodes`. */
    source: number[];
    target: number[];
    relation: string[];
    versions: Version[][];
  };
  /** The sources that the versions name. */
  sources: { key: string[]; title: string[]; publisher: string[]; kind: string[] };
  /** A sentence where there was more than is given: how much, and what to do; else "". */
  truncated: string;
}

/**
 * How one fact looked from `known_from` up to `known_to` in what was known. It is `yes` on a day
 * from `from_latest` up to `to_earliest` where `sure`, else `possible` from `from_earliest` up to
 * `to_latest`, else not drawn. Fields are the fact's own, such as share or product.
 */
export type Version = [
  from_earliest: Day,
  from_latest: Day,
  to_earliest: Day,
  to_latest: Day,
  known_from: Day,
  known_to: Day,
  sure: boolean,
  confidence: string,
  polarity: string,
  fields: Named<Cell>,
  rules: string[],
  statements: number,
  /** Places in `Scene.sources`. */
  sources: number[],
];

export interface Found {
  key: Key;
  kind: string;
  name: string;
  /** The name that matched, and its language. */
  matched: string;
  language: string;
  country: string;
  industry: string;
  score: number;
}

export interface EntityDetail {
  key: Key;
  name: string;
  kind: string;
  names: [string, string][];
  country: string;
  industry: string;
  note: string;
  /** Label -> value: LEI, Wikidata, USCC, and the kind's own fields. */
  identifiers: Named<string>;
  attributes: { fact: string; sentence: string; relation: string; value: string; versions: Version[] }[];
}

export interface Evidence {
  fact: string;
  sentence: string;
  relation: string;
  subject: Key;
  /** "" for an attribute. */
  object: Key;
  statements: StatementView[];
  conflicts: ConflictView[];
  decisions: DecisionView[];
}
export interface StatementView {
  key: string;
  sentence: string;
  quote: string;
  summary: string;
  note: string;
  source: { key: string; title: string; publisher: string; kind: string; url: string; published: string; language: string };
  /** Through whom the source has it, nearest first. */
  attribution: string[];
  confidence: string;
  polarity: string;
  stage: string;
  /** As the source gives them: "by 2023-12", "", … */
  valid_from: string;
  valid_to: string;
  expected_to: string;
  /** It could be known no earlier than the first, and surely from the second on. */
  known_earliest: Day;
  known_latest: Day;
  /** The rule that inferred it, or "". */
  rule: string;
  dataset: string;
  /** Where it stands: `statements.csv:12`, or "". */
  row: string;
}
export interface ConflictView {
  kind: string;
  /** The statements that contradict one another, some perhaps of other facts, and from when each could be known. */
  claims: { statement: string; sentence: string; polarity: string; known_from: Day }[];
  /** When it was decided; "" where it is open. */
  decided_on: string;
  /** What would settle or reverse it; may be "". */
  hint: string;
}
export interface DecisionView {
  key: string;
  statement: string;
  verdict: string;
  who: string;
  why: string;
  decided_on: Day;
  /** The days of knowledge on which it counts, the second not included. */
  counts_from: Day;
  counts_to: Day;
}

export interface PathAnswer {
  steps: { fact: string; from: Key; to: Key; relation: string; sentence: string; certainty: string }[];
  scene: Scene;
  /** Why there is none, or what it leaves out. */
  note: string;
}

export interface AnswerView {
  question: string;
  parameters: Named<Cell>;
  as_of: Day;
  known_on: Day;
  columns: string[];
  rows: Named<Cell>[];
  /** The facts that each row rests on. */
  row_facts: string[][];
  /** Proof trees of each row, or nothing at all. */
  proofs: ProofView[][];
  note: string;
  /** How many rows there are in all, where not all are given; else null. */
  more: number | null;
  /** The facts of the rows as a picture; without nodes where it would be too large. */
  graph: Scene;
}
export interface ProofView {
  claim: string;
  rule: string;
  certainty: string;
  fact?: string;
  because?: ProofView[];
}

export interface CypherAnswer {
  columns: string[];
  rows: Cell[][];
  /** A sentence where rows were left out; else "". */
  more: string;
  graph: Scene | null;
}

/** A page with its data inside. Its clocks can be turned; what it does not hold, it says. */
export interface Saved {
  about: About;
  /** All that the page holds. */
  scene: Scene;
  /** The picture to begin with: places in `scene`, and where its nodes stand. */
  first: { nodes: number[]; edges: number[]; x: number[]; y: number[] };
  entities: EntityDetail[];
  evidence: Evidence[];
  /** Answers worked out beforehand, each for its own clocks. */
  answers: AnswerView[];
  as_of: Day;
  known_on: Day;
}
