"""The embedded store against its own engine used by hand, side by side in one run.

    python benchmarks/embedded.py [--sizes 10000 100000 300000]

For each number of facts (a third as many companies): `check`, `load` into an empty store, the
same load again, and the same nodes and edges put into the engine by its own bulk calls and saved;
then a question in Cypher and a three-hop chain through graphkit and straight to the engine. Each
step runs in a process of its own, so that its peak memory is its own. Prints figures and ratios;
last, the time of `graphkit --help` against `python -c pass`.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from synthetic import write_pack

CLOCKS = {"as_of": "2020-06-01", "known_on": "2026-01-01"}
CHAIN = """
MATCH (a:Company {key: $key})-[r:USES_LICENCE_OF|OWNS|ACQUIRED*1..3]->(b:Company)
RETURN count(*) AS n
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 300_000])
    parser.add_argument("--step", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        print(json.dumps(STEPS[given.step](given.folder)))
        return
    print(f"{'facts':>8} {'step':<26} {'seconds':>9} {'MB':>7}  ratio")
    for facts in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), facts)
    start_up()


def measure(folder: Path, facts: int) -> None:
    write_pack(folder / "pack", facts // 3, facts)
    done = {step: run(step, folder) for step in STEPS}
    raw = done["raw bulk load"]
    for step, figures in done.items():
        against = {"load": raw, "raw bulk load": raw}.get(step)
        ratio = f"{figures['seconds'] / against['seconds']:.2f} of raw" if against else ""
        print(f"{facts:>8} {step:<26} {figures['seconds']:>9.3f} {figures['mb']:>7.0f}  {ratio}")
        for name, (ours, engine) in figures.get("pairs", {}).items():
            print(f"{facts:>8}   {name:<24} {ours:>9.4f} {'':>7}  {ours / engine:.2f} of raw")
    sys.stdout.flush()


def run(step: str, folder: Path) -> dict[str, Any]:
    """One step in a new process: seconds (imports not counted) and peak memory."""
    command = [sys.executable, __file__, "--step", step, "--folder", str(folder)]
    shown = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return dict(json.loads(shown.splitlines()[-1]))


def timed(work: Callable[[], object]) -> dict[str, Any]:
    began = time.perf_counter()
    work()
    return figures(time.perf_counter() - began)


def figures(seconds: float) -> dict[str, Any]:
    return {"seconds": seconds, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def check(folder: Path) -> dict[str, Any]:
    from graphkit.loading import read

    return timed(lambda: read([folder / "pack"]))


def load(folder: Path) -> dict[str, Any]:
    """The load of the projection: the pack is read and checked before the clock starts."""
    import graphkit
    from graphkit.loading import read

    batch = read([folder / "pack"])
    with graphkit.open(folder / "store") as graph:
        return timed(lambda: graph.store.write(batch))


def load_again(folder: Path) -> dict[str, Any]:
    import graphkit
    from graphkit.loading import read

    batch = read([folder / "pack"])
    with graphkit.open(folder / "store") as graph:
        return timed(lambda: graph.store.write(batch))


def raw(folder: Path) -> dict[str, Any]:
    """Every node and edge of the store through the engine's add_nodes and add_relationships."""
    import kglite

    kglite.set_query_warning_policy("silent")
    nodes, edges = frames(kglite.load(str(folder / "store" / "graph.kgl")))

    def work() -> None:
        graph = kglite.KnowledgeGraph()
        for label, frame in nodes:
            labels = None if label in {"Statement", "Source", "Dataset"} else ["Entity"]
            graph.add_nodes(frame, label, "key", "name", labels=labels)
        for relation, start, end, frame in edges:
            graph.add_relationships(frame, relation, start, "_start", end, "_end")
        graph.save(str(folder / "raw.kgl"))

    return timed(work)


def frames(source: Any) -> tuple[list[Any], list[Any]]:
    """The contents of an engine's file as one DataFrame for each label and kind of edge."""
    import pandas as pd

    nodes, edges = [], []
    for label in source.node_types:
        if label != "StoreInfo":
            names = sorted({*source.properties(label), "key", "name"})
            hidden = {"id", "title", "type"}
            shown = ", ".join(f"n.{name} AS {name}" for name in names if name not in hidden)
            nodes.append((label, source.cypher(f"MATCH (n:{label}) RETURN {shown}").to_df()))
    for row in source.cypher(
        "MATCH (a)-[r]->(b) RETURN DISTINCT type(r) AS t, labels(a)[0] AS a, labels(b)[0] AS b"
    ).to_list():
        found = source.cypher(
            f"MATCH (a:{row['a']})-[r:{row['t']}]->(b:{row['b']}) "
            "RETURN a.key AS _start, b.key AS _end, properties(r) AS p"
        ).to_list()
        frame = pd.DataFrame([{**each.pop("p"), **each} for each in found])
        edges.append((row["t"], row["a"], row["b"], frame))
    return nodes, edges


def questions(folder: Path) -> dict[str, Any]:
    """A question in Cypher and a chain, in turn through graphkit and straight to the engine."""
    import kglite

    import graphkit
    from graphkit.questions.catalogue import catalogue

    kglite.set_query_warning_policy("silent")
    engine = kglite.load(str(folder / "store" / "graph.kgl"))
    text = catalogue()["routes-to-market"].text({})
    began = time.perf_counter()
    with graphkit.open(folder / "store") as graph:
        graph.store.counts()
        pairs = {
            "routes to market": paired(
                lambda: graph.ask("routes-to-market", **CLOCKS),
                lambda: engine.cypher(text, params=CLOCKS).to_list(),
            ),
            "three-hop chain": paired(
                lambda: [graph.cypher(CHAIN, {"key": f"c{n}"}) for n in range(50)],
                lambda: [
                    engine.cypher(CHAIN, params={"key": f"c{n}"}).to_list() for n in range(50)
                ],
            ),
        }
    return {**figures(time.perf_counter() - began), "pairs": pairs}


def paired(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """Median seconds of each, run in turn."""
    times: list[tuple[float, float]] = []
    for _ in range(5):
        pair = []
        for work in (ours, theirs):
            began = time.perf_counter()
            work()
            pair.append(time.perf_counter() - began)
        times.append((pair[0], pair[1]))
    return statistics.median(a for a, _ in times), statistics.median(b for _, b in times)


STEPS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "check": check,
    "load": load,
    "load again": load_again,
    "raw bulk load": raw,
    "questions": questions,
}


def start_up() -> None:
    graphkit = Path(sys.executable).with_name("graphkit")
    commands: list[list[str]] = [[str(graphkit), "--help"], [sys.executable, "-c", "pass"]]
    ours, bare = paired(*(_runner(command) for command in commands))
    print(f"graphkit --help {ours:.3f} s, python -c pass {bare:.3f} s: {ours / bare:.1f} times")


def _runner(command: list[str]) -> Callable[[], object]:
    return lambda: [subprocess.run(command, capture_output=True, check=True) for _ in range(5)]


if __name__ == "__main__":
    main()
