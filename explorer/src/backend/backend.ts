/** Who answers the page: a server, a notebook, or the page's own data. One verb, one answer. */
import type { Problem, Verb, Verbs } from "../contract.ts";

/** Milliseconds that an answer may take: who is busy answers later, who died never. A page that is saved holds hundreds of answers, and is given more time by the server, too. */
export const patience = (verb: Verb): number => (verb === "save" ? 600_000 : 120_000);

export interface Backend {
  /** Whether new questions, Cypher and what is not loaded yet can be asked. */
  readonly live: boolean;
  /** Raises `Refused` with one or two sentences for the reader. */
  ask<V extends Verb>(verb: V, request: Verbs[V][0]): Promise<Verbs[V][1]>;
}

export class Refused extends Error {
  constructor(message: string, readonly hint = "") {
    super(message);
  }

  static of(problem: Partial<Problem> | null | undefined, otherwise: string): Refused {
    const { message, hint } = problem?.error ?? { message: otherwise };
    return new Refused(message, hint);
  }
}
