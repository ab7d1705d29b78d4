"""The explorer's one-file page against pyvis, neo4j-viz and a plain page on sigma: the same graphs,
one after the other, each in a Chromium started for it, without a network.

    python benchmarks/explorer.py --sizes 100 1000 5000 20000 50000

Each graph has three times as many edges as nodes. Printed for each page: seconds to make it, the
size of the file, seconds from opening to the first picture that does not change any more, and how
many times ours that is; the processor's seconds in all of Chromium until then, which other work on
the machine moves less; frames a second while the picture is dragged; the heap of JavaScript;
requests outside. "not within" is what took longer than `--patience` seconds. Of ours also what a
reader waits for: an answer of the search, and the picture after the slider was moved by a year
and by ten. neo4j-viz (GPL around NVL) is not a dependency: give the Python of an environment that
has it, with `--neo4j-viz`; the plain page needs `npm ci` in `explorer/`.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from graphkit.values import MAX_DATE, MIN_DATE
from graphkit.views import layout
from graphkit.views.explorer.about import model, questions
from graphkit.views.explorer.scene import EMPTY
from graphkit.views.explorer.shell import saved_page
from graphkit.views.offline import asset

FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--use-gl=angle", "--use-angle=swiftshader",
         "--enable-unsafe-swiftshader", "--enable-precise-memory-info"]  # fmt: skip
SEED = 7
DRAG = 2.0  # seconds
Edges = list[tuple[int, int]]

PLAIN = """
import Graph from "graphology";
import Sigma from "sigma";
import forceAtlas2 from "graphology-layout-forceatlas2";
const { nodes, edges } = JSON.parse(document.getElementById("data").textContent);
const graph = new Graph({ multi: true });
nodes.forEach((label, n) => graph.addNode(n, { label, size: 4, x: Math.cos(n), y: Math.sin(n) }));
edges.forEach(([a, b]) => graph.addEdge(a, b));
forceAtlas2.assign(graph, { iterations: 50, settings: forceAtlas2.inferSettings(graph) });
new Sigma(graph, document.getElementById("stage"));
"""
# Milliseconds from what a reader does to the frame that shows what comes of it; the middle one.
SEARCH = """async () => {
  const box = document.querySelector(".gk-search input"), took = [];
  for (const text of ["company 4", "ny 43", "mpany 7", "company 12", "99"]) {
    box.value = "";
    box.dispatchEvent(new Event("input"));
    await new Promise((done) => setTimeout(done, 300));
    const began = performance.now();
    box.value = text;
    box.dispatchEvent(new Event("input"));
    const all = document.querySelector(".gk-search ul");
    while (!all.querySelector("li")) await new Promise((done) => requestAnimationFrame(done));
    took.push(performance.now() - began);
  }
  return took.sort((a, b) => a - b)[2];
}"""
# The slider in the midst of the days, so that each step changes facts; a press of a key is a step.
SLIDER = """(days) => {
  const slider = document.querySelector("[data-clock=asOf] input[type=range]");
  slider.step = "1";
  slider.value = String((Number(slider.min) + Number(slider.max)) >> 1);
  slider.dispatchEvent(new Event("input"));
  slider.step = String(days);
  slider.focus();
  window.shown_ = [];
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) {
      if (name === "keydown") window.shown_.push(duration);
    }
  }).observe({ type: "event", durationThreshold: 16 });
}"""
VIZ = """
import json, sys
from neo4j_viz import Node, Relationship, VisualizationGraph
given = json.load(sys.stdin)
nodes = [Node(id=n, caption=name) for n, name in enumerate(given["nodes"])]
edges = [Relationship(source=a, target=b) for a, b in given["edges"]]
sys.stdout.write(VisualizationGraph(nodes, edges).render(max_allowed_nodes=10**6).data)
"""


def graph(count: int) -> tuple[list[str], Edges]:
    """Names, and edges that tie every node to an earlier one and then gather at hubs."""
    chance = random.Random(SEED)
    edges = [(n, int(n * chance.random() ** 1.5)) for n in range(1, count)]
    while len(edges) < 3 * count:
        a, b = chance.randrange(count), int(count * chance.random() ** 2)
        if a != b:
            edges.append((a, b))
    return [f"Company {n}" for n in range(count)], edges


def ours(names: list[str], edges: Edges) -> str:
    """The explorer's saved page, with a layout made ahead as for any scene."""
    count = len(names)
    points = layout.place(count, edges, [(26.0, 60.0)] * count)
    chance = random.Random(SEED)
    days = [f"{chance.randrange(2000, 2025)}-{chance.randrange(1, 13):02}-01" for _ in edges]
    rest = ["reported", "asserted", {}, [], 1, []]
    degree = [0] * count
    for end in (end for edge in edges for end in edge):
        degree[end] += 1
    columns = {
        "key": [f"c{n}" for n in range(count)],
        "name": names,
        "kind": ["Company"] * count,
        "names": [[["", name]] for name in names],
        "country": [""] * count,
        "industry": [""] * count,
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "degree": degree,
    }
    scene = {
        **EMPTY,
        "nodes": columns,
        "edges": {
            "fact": [f"f{n}" for n in range(len(edges))],
            "source": [a for a, _ in edges],
            "target": [b for _, b in edges],
            "relation": ["USES_LICENCE_OF"] * len(edges),
            "versions": [
                [[day, day, MAX_DATE, MAX_DATE, day, MAX_DATE, True, *rest]] for day in days
            ],
        },
    }
    counts = {"entities": count, "sources": 0, "statements": len(edges), "facts": len(edges)}
    about = {
        "title": "Benchmark", "url": "", "engine": "", "version": "", "counts": counts,
        "datasets": [], "today": "2026-01-01", "first_known": MIN_DATE, "model": model(),
        "questions": questions(), "complete": True,
    }  # fmt: skip
    first = {
        "nodes": list(range(count)), "edges": list(range(len(edges))),
        "x": columns["x"], "y": columns["y"],
    }  # fmt: skip
    saved = {
        "about": about, "scene": scene, "first": first, "entities": [], "evidence": [],
        "answers": [], "as_of": "2026-01-01", "known_on": "2026-01-01",
    }  # fmt: skip
    return saved_page("Benchmark", saved)


def pyvis(names: list[str], edges: Edges) -> str:
    """pyvis as its manual has it, with its scripts in the page."""
    from pyvis.network import Network

    network = Network(height="800px", cdn_resources="in_line", directed=True)
    network.add_nodes(list(range(len(names))), label=names)
    network.add_edges(edges)
    return str(network.generate_html())


def plain(names: list[str], edges: Edges) -> str:
    """A page on sigma with the layout that its manual recommends, run once."""
    front_end = Path(__file__).parents[1] / "explorer"
    done = subprocess.run(
        [front_end / "node_modules" / ".bin" / "esbuild", "--bundle", "--minify"],
        input=PLAIN, cwd=front_end, capture_output=True, text=True, check=True,
    )  # fmt: skip
    data = json.dumps({"nodes": names, "edges": edges})
    return (
        '<!DOCTYPE html><meta charset="utf-8"><div id="stage" style="height: 800px"></div>'
        f'<script type="application/json" id="data">{data}</script><script>{done.stdout}</script>'
    )


def neo4j_viz(python: str, names: list[str], edges: Edges) -> str:
    given = json.dumps({"nodes": names, "edges": edges})
    done = subprocess.run(
        [python, "-c", VIZ], input=given, capture_output=True, text=True, check=True
    )
    return done.stdout


def measured(launch: Callable[[], Browser], path: Path, patience: float) -> dict[str, Any]:
    """One page in a browser of its own: one that is too much for it would spoil the next."""
    browser = launch()
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda each: outside.append(each.url) if "://" in each.url
            and not each.url.startswith("file:") else None)  # fmt: skip
    context.route("http*://**", lambda route: route.abort())
    page.set_default_timeout(patience * 1000)
    found: dict[str, Any] = {"outside": outside}
    spent, began = _spent(browser), time.perf_counter()
    try:
        page.goto(path.as_uri(), wait_until="commit")
        found["seconds"] = _still(page, began, patience)
        if found["seconds"] is not None:
            found["cpu"] = _spent(browser) - spent
            found["frames"] = _frames(page)
            found["heap"] = page.evaluate("performance.memory.usedJSHeapSize") / 2**20
            if page.locator(".gk-search").count():
                page.wait_for_timeout(1000)
                found["search"] = page.evaluate(SEARCH)
                found["year"] = _step(page, 365, 8)
                found["decade"] = _step(page, 3650, 8)
    except PlaywrightError as exc:  # a page that is too much for Chromium is a result, too
        print(f"  {path.stem}: {str(exc).splitlines()[0]}", file=sys.stderr)
    found.setdefault("cpu", _spent(browser) - spent)
    browser.close()
    return found


def _spent(browser: Browser) -> float:
    """Seconds of the processor that Chromium's processes have used."""
    session = browser.new_browser_cdp_session()
    told = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return sum(float(each["cpuTime"]) for each in told)


def _still(page: Page, began: float, patience: float) -> float | None:
    """Seconds until the picture is there and the same in two looks a quarter second apart."""
    last, since = b"", 0.0
    while time.perf_counter() - began < patience:
        look = _look(page)
        now = time.perf_counter() - began
        if look == last and len(look) > 12_000:  # an empty picture is a tenth of that
            return since
        if look != last:
            last, since = look, now
        page.wait_for_timeout(250)
    return None


def _look(page: Page) -> bytes:
    """The picture as it is; nothing while Chromium has none to take, as before its first frame."""
    try:
        return page.screenshot(clip={"x": 240, "y": 60, "width": 660, "height": 620})
    except PlaywrightError as exc:
        if "Unable to capture screenshot" not in str(exc):
            raise
        return b""


def _step(page: Page, days: int, steps: int) -> float:
    """Milliseconds from a press on the slider until what comes of it is on the screen, as Chromium
    itself tells it (in steps of 8, and none under 16); the middle one."""
    page.evaluate(SLIDER, days)
    page.wait_for_timeout(1000)
    for step in range(steps):
        page.keyboard.press("ArrowRight" if step % 2 else "ArrowLeft")
        page.wait_for_timeout(800)
    took: list[float] = page.evaluate("window.shown_")
    return sorted(took + [16.0] * (steps - len(took)))[steps // 2]


def _frames(page: Page) -> float:
    page.evaluate(
        "() => { window.frames_ = 0; const tick = () => { window.frames_ += 1;"
        " requestAnimationFrame(tick); }; requestAnimationFrame(tick); }"
    )
    page.mouse.move(560, 380)
    page.mouse.down()
    began = time.perf_counter()
    step = 0
    while time.perf_counter() - began < DRAG:
        step += 1
        page.mouse.move(560 + 60 * (step % 2), 380 + 3 * (step % 20))
    seconds = time.perf_counter() - began
    page.mouse.up()
    return float(page.evaluate("window.frames_")) / seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 5_000])
    parser.add_argument("--patience", type=float, default=60.0)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--neo4j-viz", metavar="PYTHON")
    given = parser.parse_args()
    makers: dict[str, Callable[[list[str], Edges], str]] = {
        "graphkit": ours, "sigma": plain, "pyvis": pyvis,
    }  # fmt: skip
    if given.neo4j_viz:
        makers["neo4j-viz"] = lambda names, edges: neo4j_viz(given.neo4j_viz, names, edges)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:

        def launch() -> Browser:
            return playwright.chromium.launch(executable_path=given.chromium, args=FLAGS)

        for line in _lines(launch, makers, given.sizes, Path(folder), given.patience):
            print(line, flush=True)


def _lines(
    launch: Callable[[], Browser],
    makers: dict[str, Callable[[list[str], Edges], str]],
    sizes: list[int],
    folder: Path,
    patience: float,
) -> Iterator[str]:
    yield "nodes   page        made s   file MB         stable s   times ours    CPU s   frames/s   heap MB   outside"  # fmt: skip # noqa: E501
    for count in sizes:
        names, edges = graph(count)
        ours_took = None
        for maker, make in makers.items():
            began = time.process_time()
            path = folder / f"{maker}-{count}.html"
            path.write_text(make(names, edges), encoding="utf-8")
            made = time.process_time() - began
            size = path.stat().st_size / 1e6
            found = measured(launch, path, patience)
            took = found.get("seconds")
            ours_took = ours_took or took
            told = f"not within {patience:.0f}" if took is None else f"{took:.1f}"
            times = f"{(took or patience) / ours_took:.1f}" if ours_took else "–"
            yield (
                f"{count:<7} {maker:<11} {made:6.1f}   {size:7.2f}   {told:>14}   "
                f"{('' if took else '> ') + times:>10}   "
                f"{_told(found, 'cpu', '.1f'):>6}   {_told(found, 'frames', '.1f'):>8}   "
                f"{_told(found, 'heap', '.0f'):>7}   {len(found['outside']):7}"
            )
            if "search" in found:
                waits = ((name, _told(found, name, ".0f")) for name in ("search", "year", "decade"))
                yield "        " + ", ".join(f"{name} {value} ms" for name, value in waits)
    parts = ("explorer.js", "explorer.css", "explorer-notices.txt")
    yield f"graphkit's script, style and notices: {sum(len(asset(each)) for each in parts) / 1e6:.2f} MB"  # noqa: E501


def _told(found: dict[str, Any], name: str, pattern: str) -> str:
    return format(found[name], pattern) if found.get(name) is not None else "–"


if __name__ == "__main__":
    main()
