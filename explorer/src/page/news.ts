/** What belongs to every answer: a load that was broken off, facts made by other rules, a graph that is another by now. */
import type { News } from "../contract.ts";
import type { Context } from "./context.ts";
import { button, el, replace } from "./dom.ts";

export interface NewsPane {
  element: HTMLElement;
  show(news: News): void;
}

/** It stays as long as it is so: nobody can put it away. `again` loads the page anew, where it can be. */
export function newsPane({ about, backend }: Context, again: (() => void) | null): NewsPane {
  const element = el("section", { class: "gk-news", role: "status", "aria-label": "About the whole graph" });
  const show = ({ mark, notice }: News) => replace(element,
    notice ? el("p", {}, el("strong", {}, backend.live ? "Take care: " : "When this page was saved: "), notice, ".") : null,
    mark === about.mark ? null : el("p", {}, el("strong", {}, "The graph has changed "), "since this page was opened: what is drawn may be as it was before. ",
      again ? button("Load it again", again, { class: "gk-link" }) : "Run the cell again to see all of it."));
  show(about);
  return { element, show };
}
