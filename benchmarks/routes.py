"""How route questions scale: a route, its verdict, a timeline, and the cut points of everything.

    python benchmarks/routes.py FOLDER 10000 100000 300000 1000000

For each number of facts a synthetic pack is made and loaded into FOLDER, unless it is there
already. A route question is asked of 200 companies; what is printed is the time from `ask` to the
rows, by key, on a store that is open, and how many links it read of all.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from synthetic import write_pack

import graphkit
from graphkit.graph import Graph
from graphkit.questions.links import Links
from graphkit.questions.routes import DEEPEST

DAY, KNOWN = "2018-06-01", "2026-11-23"
ASKED = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("facts", type=int, nargs="+")
    given = parser.parse_args()
    for facts in given.facts:
        with _loaded(given.folder, facts) as graph:
            print(f"{facts:,} facts")
            _measure(graph, facts // 3)


def _loaded(folder: Path, facts: int) -> Graph:
    store, pack = folder / f"store-{facts}", folder / f"synthetic-{facts}"
    graph = graphkit.open(store)
    if not graph.store.counts()["facts"]:
        write_pack(pack, facts // 3, facts)
        seconds = _timed(lambda: graph.load(pack))
        print(f"loaded {facts:,} facts in {seconds:.0f} s", file=sys.stderr)
    return graph


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _measure(graph: Graph, companies: int) -> None:
    graph.ask("routes", "c0", as_of=DAY, known_on=KNOWN)  # opens the store
    chance = random.Random(7)
    asked = [f"c{chance.randrange(companies)}" for _ in range(ASKED)]
    _print("routes", [_ask(graph, "routes", key) for key in asked])
    _print("may-build", [_ask(graph, "may-build", key) for key in asked])
    _print("timeline", [_ask(graph, "timeline", key) for key in asked[:10]])
    read = sorted(_neighbourhood(graph, key) for key in asked)
    every = next(iter(graph.store.query("MATCH (a:Company)-[r]->(b) RETURN count(r)")))[0]
    print(f"  links read        p50 {read[ASKED // 2]:,}  p95 {read[int(ASKED * 0.95)]:,}"
          f"  of {every:,}")  # fmt: skip
    print(f"  cut-points        {_ask(graph, 'cut-points'):.1f} s")
    hub = graph.ask("cut-points", as_of=DAY, known_on=KNOWN, at_most=1).rows[0]["company"]
    print(f"  stress, gravest   {_timed(lambda: _stress(graph, hub)):.1f} s")
    print(f"  memory            {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB")


def _ask(graph: Graph, question: str, *arguments: str) -> float:
    return _timed(lambda: graph.ask(question, *arguments, as_of=DAY, known_on=KNOWN))


def _stress(graph: Graph, company: str) -> None:
    graph.ask("stress", suspend=company, as_of=DAY, known_on=KNOWN)


def _neighbourhood(graph: Graph, key: str) -> int:
    links = Links(graph.store, KNOWN, since=DAY, until=DAY)
    links.fetch_around(key, DEEPEST)
    return sum(len(links.of(each)) + len(links.borrowers(each)) for each in links.entities())


def _print(name: str, seconds: Sequence[float]) -> None:
    ordered = sorted(seconds)
    high = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(f"  {name:<17} p50 {statistics.median(ordered) * 1e3:.0f} ms  p95 {high * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
