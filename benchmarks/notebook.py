"""The graph in the analyst's hands against the usual ways, side by side in one run.

    python benchmarks/notebook.py [--sizes 30000 300000] [--server]
    python benchmarks/notebook.py --filled STORE    # a store that is there, of whatever size

For each number of edges: `to_pandas` against records in a Python loop and against the engine's own
data frame (kglite's `to_df`, the driver's `Result.to_df`), `to_networkx` against records in a loop
with `add_edge`, against that data frame through NetworkX's `from_pandas_edgelist` and, on a server,
against the driver's `Result.graph`. All bring the same columns
of the same nodes and edges. Each step runs in a process of its own; the figures are CPU seconds,
wall clock and, above what the open store takes, the memory at its peak and that of the result
alone. With `--server`, a Neo4j is started for each size and filled with the same pack; its own
work is not in the CPU seconds, so there the wall clock counts. Memory is read as Linux tells it.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow
from bolt.servers import running
from synthetic import write_pack

import graphkit
from graphkit.export.tables import LEFT_OUT, select
from graphkit.stores.projection import Column, edge_columns, entity_columns

KNOWN = "2026-01-01"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[30_000, 300_000])
    parser.add_argument("--server", action="store_true", help="on a Neo4j of its own, too")
    parser.add_argument("--filled", default="", help="a store to measure as it is")
    parser.add_argument("--step", help=argparse.SUPPRESS)
    parser.add_argument("--store", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        print(json.dumps(measured(given.store, STEPS[given.step])))
        return
    heads = f"{'cpu s':>7} {'wall s':>7} {'peak MB':>8} {'kept MB':>8}"
    print(f"{'edges':>8} {'engine':<9} {'way':<32} {heads}")
    if given.filled:
        with graphkit.open(given.filled) as graph:
            size = graph.store.counts()["facts"]
        compare(size, "server" if "://" in given.filled else "embedded", given.filled)
        return
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            pack = write_pack(Path(folder, "pack"), size // 3, size)
            fill(pack, f"{folder}/store")
            compare(size, "embedded", f"{folder}/store")
            if given.server:
                with running() as server:
                    os.environ |= {"NEO4J_USER": server.user, "NEO4J_PASSWORD": server.password}
                    fill(pack, server.url)
                    compare(size, "server", server.url)


def fill(pack: Path, store: str) -> None:
    with graphkit.open(store) as graph:
        graph.load(pack)


def compare(size: int, engine: str, store: str) -> None:
    steps = [each for each in STEPS if engine == "server" or not each.endswith("(server)")]
    if engine == "server":  # which plans a query when it first hears it
        for step in steps:
            run(step, store)
    done = {step: run(step, store) for step in steps}
    clock = "wall" if engine == "server" else "cpu"
    for step, figures in done.items():
        ours = done["to_networkx" if "networkx" in step else "to_pandas"]
        ratio = f"{figures[clock] / ours[clock]:.1f} of ours"
        told = f"{figures['cpu']:>7.2f} {figures['wall']:>7.2f}"
        told += f" {figures['peak']:>8.0f} {figures['kept']:>8.0f}"
        print(f"{size:>8} {engine:<9} {step:<32} {told}  {ratio}", flush=True)


def run(step: str, store: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--step", step, "--store", store]
    shown = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    figures: dict[str, float] = json.loads(shown.splitlines()[-1])
    return figures


def measured(store: str, work: Callable[[graphkit.Graph], Any]) -> dict[str, float]:
    import networkx  # noqa: F401 - imports are not what is measured
    import pandas  # noqa: F401
    import pyarrow.compute
    import pyarrow.csv  # noqa: F401

    with graphkit.open(store) as graph:
        graph.store.counts()
        before = memory("VmRSS")
        Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
        wall, cpu = time.perf_counter(), time.process_time()
        result = work(graph)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        peak = memory("VmHWM") - before
        kept = memory("VmRSS") - before
        del result
    return {"wall": wall, "cpu": cpu, "peak": peak, "kept": kept}


def memory(what: str) -> float:
    """Megabytes of this process, without what its allocators keep for later."""
    gc.collect()
    pyarrow.default_memory_pool().release_unused()
    ctypes.CDLL(None).malloc_trim(0)
    told = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith(what))


def node_queries() -> dict[str, str]:
    """The columns of nodes that `to_pandas` reads, one query for each kind."""
    return {
        kind: f"MATCH (n:{kind}) RETURN {_columns('n', entity_columns(kind))}"
        for kind in select("", KNOWN).kinds
    }


def edge_queries() -> dict[str, str]:
    """Those of edges, one query for each relation."""
    return {
        relation: f"MATCH (a:Entity)-[r:{relation}]->(b:Entity) "
        "WHERE r.known_from <= $known_on AND $known_on < r.known_to "
        f"RETURN a.key AS subject, b.key AS object, {_columns('r', edge_columns(relation))}"
        for relation in select("", KNOWN).relations
    }


def _columns(of: str, columns: Iterable[Column]) -> str:
    names = [each.name for each in columns if each.name not in LEFT_OUT]
    return ", ".join(f"{of}.`{name}` AS `{name}`" for name in names)


def records(
    graph: graphkit.Graph, queries: Mapping[str, str], what: str
) -> Iterator[dict[str, Any]]:
    for name, query in queries.items():
        for row in native(graph, query, "records"):
            yield {**row, what: name}


def native(graph: graphkit.Graph, query: str, shape: str) -> Any:
    """The engine's own result, without graphkit between."""
    given = {"known_on": KNOWN}
    if hasattr(graph.store, "current"):
        view = graph.store.current()._graph.cypher(query, params=given, timeout_ms=0)
        return view.to_df() if shape == "frame" else view.to_list()
    with graph.store._connection._session(read=True) as session:
        result = session.run(query, given)
        if shape == "graph":
            return result.graph()
        return result.to_df() if shape == "frame" else result.data()


def loop_to_pandas(graph: graphkit.Graph) -> Any:
    import pandas as pd

    return (
        pd.DataFrame(list(records(graph, node_queries(), "kind"))),
        pd.DataFrame(list(records(graph, edge_queries(), "relation"))),
    )


def frames(graph: graphkit.Graph) -> Any:
    import pandas as pd

    return tuple(
        pd.concat([native(graph, query, "frame") for query in queries.values()])
        for queries in (node_queries(), edge_queries())
    )


def loop_to_networkx(graph: graphkit.Graph) -> Any:
    import networkx as nx

    made = nx.MultiDiGraph()
    for row in records(graph, node_queries(), "kind"):
        told = {name: value for name, value in row.items() if value is not None}
        made.add_node(told.pop("key"), **told)
    for row in records(graph, edge_queries(), "relation"):
        told = {name: value for name, value in row.items() if value is not None}
        made.add_edge(told.pop("subject"), told.pop("object"), told.pop("key"), **told)
    return made


def frames_to_networkx(graph: graphkit.Graph) -> Any:
    import networkx as nx

    nodes, edges = frames(graph)
    made = nx.from_pandas_edgelist(
        edges, "subject", "object", edge_attr=True, edge_key="key", create_using=nx.MultiDiGraph
    )
    keys = nodes.pop("key")
    made.add_nodes_from(zip(keys, nodes.to_dict("records"), strict=True))
    return made


def result_graph(graph: graphkit.Graph) -> Any:
    query = "MATCH (a:Entity)-[r]->(b:Entity) WHERE r.known_from <= $known_on RETURN a, r, b"
    return native(graph, query, "graph")


STEPS: dict[str, Callable[[graphkit.Graph], Any]] = {
    "to_pandas": lambda graph: graph.to_pandas(known_on=KNOWN),
    "records to pandas": loop_to_pandas,
    "engine's own to_df": frames,
    "to_networkx": lambda graph: graph.to_networkx(known_on=KNOWN),
    "records to networkx": loop_to_networkx,
    "engine's own to_df to networkx": frames_to_networkx,
    "networkx: Result.graph (server)": result_graph,
}

if __name__ == "__main__":
    main()
