/** The page as a whole: what stands where, and the few things that every part of it needs. */
import type { App } from "../app.ts";
import type { Watched } from "../backend/watched.ts";
import { readLink } from "../core/link.ts";
import { Address } from "./address.ts";
import { clocks } from "./clocks.ts";
import { button, el, replace } from "./dom.ts";
import { filters } from "./filters.ts";
import { newsPane } from "./news.ts";
import { panel } from "./panel.ts";
import { saveMenu } from "./save.ts";
import { searchBox } from "./searchbox.ts";
import { stage } from "./stage.ts";
import type { Theme } from "./theme.ts";
import { asking, showing } from "./toolbar.ts";
import { twin } from "./twin.ts";

const READ = 6000; // milliseconds that a message stays

export function build(app: App, fragment: string, theme: Theme, ownsAddress: boolean, watched: Watched): void {
  const address = ownsAddress ? new Address(app) : null;
  const news = newsPane(app, address && (() => address.again()));
  watched.hear = news.show;
  const toast = el("p", { class: "gk-toast", role: "status", hidden: true });
  let fading = 0;
  app.tell = (message, problem = false) => {
    toast.textContent = message;
    toast.hidden = false;
    toast.classList.toggle("gk-problem", problem);
    clearTimeout(fading);
    fading = window.setTimeout(() => { toast.hidden = true; }, READ);
  };
  const search = searchBox(app, (found) => app.attempt(app.open(found.key)));
  const drawn = stage(app, () => theme.isDark);
  const halves = el("div", { class: "gk-halves" }, drawn, twin(app));
  app.onSeen(() => { halves.dataset.side = app.store.state.side; });
  replace(app.root,
    el("header", { class: "gk-top" }, el("h1", {}, app.about.title), search.element,
      el("nav", { "aria-label": "Ask and save" }, button("Start view", () => app.attempt(app.home())), asking(app),
        address ? button("Copy link", () => void copyLink(app, address)) : null, saveMenu(app))),
    news.element,
    el("main", { class: "gk-body" },
      el("details", { class: "gk-left", open: app.root.clientWidth >= 1000 }, el("summary", {}, "Legend and filters"), filters(app)),
      el("div", { class: "gk-centre" }, showing(app), halves, clocks(app)),
      panel(app)),
    toast);
  drawn.dispatchEvent(new Event("gk-mounted"));
  theme.turned = () => app.picture?.repaint();
  const { sight } = readLink(fragment);
  app.raise(() => (sight ? app.picture?.view.restore(sight) : app.picture?.view.fit(undefined, false)));
  app.root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && app.store.state.chosen) app.choose(null);
  });
}

async function copyLink(app: App, address: Address): Promise<void> {
  address.write();
  try {
    await navigator.clipboard.writeText(address.link);
    app.tell("The link is copied; it opens exactly this view.");
  } catch {
    app.tell("The address of this page now opens exactly this view.");
  }
}
