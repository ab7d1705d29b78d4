/** The page in a notebook cell: the same bodies as over HTTP, as messages of a widget. */
import type { Problem, Verb, Verbs } from "../contract.ts";
import { type Backend, Refused, patience } from "./backend.ts";

/** What anywidget gives a view; only what is used here. */
export interface WidgetModel {
  send(message: unknown): void;
  on(event: "msg:custom", hear: (message: Reply) => void): void;
  off(event: "msg:custom", hear: (message: Reply) => void): void;
}
export interface Reply extends Partial<Problem> {
  id: number;
  answer?: unknown;
}

export class WidgetBackend implements Backend {
  readonly live = true;
  // Several cells may show one widget, and each hears the answers to all: an id has to be of this cell alone.
  private last = Math.floor(Math.random() * 2 ** 50);
  private readonly waiting = new Map<number, (reply: Reply) => void>();
  private readonly hear = (reply: Reply): void => {
    this.waiting.get(reply.id)?.(reply);
    this.waiting.delete(reply.id);
  };

  constructor(private readonly model: WidgetModel) {
    model.on("msg:custom", this.hear);
  }

  ask<V extends Verb>(verb: V, request: Verbs[V][0]): Promise<Verbs[V][1]> {
    this.last += 1;
    const id = this.last;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(new Refused("The notebook's kernel does not answer.", "Run the cell again."));
      }, patience(verb));
      this.waiting.set(id, (reply) => {
        clearTimeout(timer);
        if (reply.error) reject(Refused.of(reply, ""));
        else resolve(reply.answer as Verbs[V][1]);
      });
      this.model.send({ id, verb, request });
    });
  }

  close(): void {
    this.model.off("msg:custom", this.hear);
  }
}
