/** A live backend that looks, whenever the reader asks for something, whether the graph is another by now. */
import type { News, Verb, Verbs } from "../contract.ts";
import type { Backend } from "./backend.ts";

const PAUSE = 5000; // milliseconds between two looks

export class Watched implements Backend {
  hear: (news: News) => void = () => undefined;
  private next = 0;

  constructor(private readonly inner: Backend) {}

  get live(): boolean {
    return this.inner.live;
  }

  async ask<V extends Verb>(verb: V, request: Verbs[V][0]): Promise<Verbs[V][1]> {
    const answer = await this.inner.ask(verb, request);
    void this.look();
    return answer;
  }

  async look(): Promise<void> {
    if (!this.live || Date.now() < this.next) return;
    this.next = Date.now() + PAUSE;
    // Where nobody answers, what the reader asks for says so.
    const news = await this.inner.ask("news", {}).catch(() => null);
    if (news) this.hear(news);
  }
}
