/** The page as served by `graphkit explore`. */
import type { Verb, Verbs } from "../contract.ts";
import { type Backend, Refused } from "./backend.ts";

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
      });
    } catch {
      throw new Refused("The server does not answer any more.", "Start it again with: graphkit explore");
    }
    const body: unknown = await answer.json().catch(() => null);
    if (!answer.ok) throw Refused.of(body as never, `The server refused this (${answer.status}).`);
    return body as Verbs[V][1];
  }
}
