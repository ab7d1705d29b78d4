/** The page as served by `graphkit explore`. */
import type { Problem, Verb, Verbs } from "../contract.ts";
import { type Backend, Refused, patience } from "./backend.ts";

const AGAIN = "Start it again with: graphkit explore";

export class HttpBackend implements Backend {
  readonly live = true;
  constructor(private readonly api: string, private readonly token: string) {}

  async ask<V extends Verb>(verb: V, request: Verbs[V][0]): Promise<Verbs[V][1]> {
    let answer: Response;
    try {
      answer = await fetch(`${this.api}${verb}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Graphkit-Token": this.token },
        body: JSON.stringify(request),
        credentials: "omit",
        signal: AbortSignal.timeout(patience(verb)),
      });
    } catch {
      throw new Refused("The server does not answer any more.", AGAIN);
    }
    const body: unknown = await answer.json().catch(() => null);
    if (!answer.ok) throw Refused.of(body as Partial<Problem> | null, `The server refused this (${answer.status}).`);
    if (body === null) throw new Refused("The answer broke off: the server may have been stopped.", AGAIN);
    return body as Verbs[V][1];
  }
}
