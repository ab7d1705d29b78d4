/** Three ways in, one page: served, saved, or in a notebook, where the default export is a widget. */
import { App } from "./app.ts";
import type { Backend } from "./backend/backend.ts";
import { HttpBackend } from "./backend/http.ts";
import { SavedBackend } from "./backend/saved.ts";
import { Watched } from "./backend/watched.ts";
import { WidgetBackend, type WidgetModel } from "./backend/widget.ts";
import type { Boot } from "./contract.ts";
import { el, replace } from "./page/dom.ts";
import { build } from "./page/shell.ts";
import { Theme } from "./page/theme.ts";

interface Opened {
  clocks?: { asOf: string; knownOn: string };
  ownsAddress?: boolean;
}

/** `ownsAddress` where the page may write its address: not in a cell or a frame of another page. */
async function start(root: HTMLElement, theme: Theme, asked: Backend, fragment: string, { clocks, ownsAddress = false }: Opened = {}): Promise<App | null> {
  const backend = new Watched(asked);
  root.classList.add("gk");
  replace(root, el("p", { class: "gk-wait", role: "status" }, "Loading the graph …"));
  try {
    const about = await backend.ask("about", {});
    const app = new App(backend, about, root, fragment, clocks ?? { asOf: about.today, knownOn: about.today });
    await app.load();
    await roomIn(root);
    build(app, fragment, theme, ownsAddress, backend);
    document.documentElement.dataset.ready = "true";
    return app;
  } catch (problem) {
    const { message, hint } = problem as { message: string; hint?: string };
    replace(root, el("div", { class: "gk-wait", role: "alert" }, el("p", {}, message), hint ? el("p", {}, hint) : null));
    document.documentElement.dataset.ready = "failed";
    if (!("hint" in (problem as object))) throw problem;
    return null;
  }
}

/** Once there is room: what is made where there is none yet, as in a hidden tab or in an output of VS Code that is out of sight, would stay fitted to nothing. */
function roomIn(root: HTMLElement): Promise<void> {
  return new Promise((there) => {
    const watch = new ResizeObserver(() => {
      if (!root.clientWidth) return;
      watch.disconnect();
      there();
    });
    watch.observe(root);
  });
}

function boot(data: HTMLElement): void {
  const said = JSON.parse(data.textContent ?? "") as Boot;
  const root = document.getElementById("graphkit") ?? document.body.appendChild(el("div", { id: "graphkit" }));
  const fragment = location.hash.length > 1 ? location.hash : (said.start ?? "");
  const theme = new Theme(root);
  const ownsAddress = window.parent === window;
  if (said.mode === "served") void start(root, theme, new HttpBackend(said.api, said.token), fragment, { ownsAddress });
  else void start(root, theme, new SavedBackend(said.saved), fragment, { clocks: { asOf: said.saved.as_of, knownOn: said.saved.known_on }, ownsAddress });
}

const data = document.getElementById("graphkit-data");
if (data) boot(data);

/** For anywidget: draws into the output of a cell; returns what lets go of it. */
export default {
  render({ model, el: host }: { model: WidgetModel & { get(name: "start" | "height"): unknown }; el: HTMLElement }): () => void {
    const root = host.appendChild(el("div", { class: "gk-in-cell" }));
    root.style.height = `${Number(model.get("height")) || 640}px`;
    const backend = new WidgetBackend(model);
    const theme = new Theme(root);
    const app = start(root, theme, backend, String(model.get("start") ?? ""));
    return () => {
      backend.close();
      theme.close();
      void app.then((each) => each?.picture?.close());
    };
  },
};
