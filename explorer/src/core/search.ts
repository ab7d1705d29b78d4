/** Names in English, Chinese and pinyin, found by any part of them. */
import type { Found } from "../contract.ts";

interface Entry {
  folded: string;
  /** Without spaces, as pinyin and Chinese names are typed. */
  tight: string;
  name: string;
  language: string;
  thing: number;
}
export interface Named {
  key: string;
  kind: string;
  name: string;
  names: readonly (readonly [string, string])[];
  country: string;
  industry: string;
  degree: number;
}

/** Small letters without accents, marks and doubled spaces. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s\p{P}]+/gu, " ").trim();
}

const GOOD = 1000;

/** An index that grows with what is loaded; a search looks at every name once. */
export class SearchIndex {
  private readonly entries: Entry[] = [];
  private seen = 0;
  constructor(private readonly things: readonly Named[]) {}

  find(text: string, limit = 12): Found[] {
    this.grow();
    const folded = fold(text);
    if (!folded) return [];
    const tight = folded.replaceAll(" ", "");
    const best = new Map<number, { entry: Entry; score: number }>();
    for (const entry of this.entries) {
      const score = rate(entry, folded, tight);
      if (score && (best.get(entry.thing)?.score ?? 0) < score) best.set(entry.thing, { entry, score });
    }
    return [...best.values()]
      .map(({ entry, score }) => this.found(entry, score))
      .sort((one, other) => other.score - one.score || (one.name < other.name ? -1 : 1))
      .slice(0, limit);
  }

  /** Read the names that are new; a search does so by itself, and then has to wait for it. */
  grow(): void {
    for (; this.seen < this.things.length; this.seen += 1) {
      const { name, names } = this.things[this.seen];
      for (const [language, each] of [["", name] as const, ...names]) {
        const folded = fold(each);
        this.entries.push({ folded, tight: folded.replaceAll(" ", ""), name: each, language, thing: this.seen });
      }
    }
  }

  private found(entry: Entry, score: number): Found {
    const { key, kind, name, country, industry, degree } = this.things[entry.thing];
    const known = Math.min(degree, 50) / 100; // of two as good, the better connected
    return { key, kind, name, matched: entry.name, language: entry.language, country, industry, score: score + known };
  }
}

/** 0 for no match; more for a whole name, a beginning, a word's beginning, and less the more is left over. */
function rate(entry: Entry, folded: string, tight: string): number {
  if (entry.folded === folded || entry.tight === tight) return GOOD;
  const left = Math.min(entry.folded.length, 99);
  if (entry.folded.startsWith(folded) || entry.tight.startsWith(tight)) return GOOD - 100 - left;
  if (entry.folded.includes(` ${folded}`)) return GOOD - 300 - left;
  if (entry.tight.includes(tight)) return GOOD - 500 - left;
  return 0;
}
