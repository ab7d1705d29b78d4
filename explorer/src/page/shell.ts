/** The page as a whole: what stands where, and the few things that every part of it needs. */
import type { App } from "../app.ts";
import { readLink } from "../core/link.ts";
import { clocks } from "./clocks.ts";
import { button, el, replace } from "./dom.ts";
import { filters } from "./filters.ts";
import { panel } from "./panel.ts";
import { searchBox } from "./searchbox.ts";
import { stage } from "./stage.ts";

export function build(app: App, fragment: string): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const toast = el("p", { class: "gk-toast", role: "status", hidden: true });
  let fading = 0;
  app.tell = (message, problem = false) => {
    toast.textContent = message;
    toast.hidden = false;
    toast.classList.toggle("gk-problem", problem);
    clearTimeout(fading);
    fading = window.setTimeout(() => { toast.hidden = true; }, 6000);
  };
  const search = searchBox(app, (found) => void attempt(app, app.open(found.key)));
  const drawn = stage(app, () => dark.matches);
  const actions = { pathFrom: () => undefined, stress: () => undefined };
  replace(app.root,
    el("header", { class: "gk-top" }, el("h1", {}, app.about.title), search.element,
      el("nav", { "aria-label": "Tools" },
        button("Start view", () => app.home()), button("Copy link", () => void copyLink(app)))),
    el("main", { class: "gk-body" },
      el("details", { class: "gk-left", open: matchMedia("(min-width: 900px)").matches }, el("summary", {}, "Legend and filters"), filters(app)),
      el("div", { class: "gk-centre" }, drawn, clocks(app)),
      panel(app, actions)),
    toast);
  drawn.dispatchEvent(new Event("gk-mounted"));
  dark.addEventListener("change", () => app.picture?.repaint());
  app.begin();
  const { sight } = readLink(fragment);
  if (sight) app.picture?.view.go(sight, false);
  else app.picture?.view.fit(undefined, false);
  follow(app, app.root);
}

/** Do it, or say why not. */
export async function attempt(app: App, work: Promise<unknown>): Promise<void> {
  await work.catch((problem: { message: string; hint?: string }) => app.tell([problem.message, problem.hint].filter(Boolean).join(" "), true));
}

async function copyLink(app: App): Promise<void> {
  const link = `${location.href.split("#")[0]}#${app.link()}`;
  history.replaceState(null, "", link);
  try {
    await navigator.clipboard.writeText(link);
    app.tell("The link is copied; it opens exactly this view.");
  } catch {
    app.tell("The address of this page now opens exactly this view.");
  }
}

/** Escape lets go of what is chosen, wherever the keyboard is. */
function follow(app: App, root: HTMLElement): void {
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && app.store.state.chosen) app.choose(null);
  });
}
