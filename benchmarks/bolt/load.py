"""`load` over Bolt against the plain driver, for the same nodes and edges, side by side.

    python benchmarks/bolt/load.py [--companies 100000] [--facts 300000] [--sizes 5000 10000 20000]

Every contender gets a server of its own, started anew. The pack is read before the clock starts;
rows of the plain driver are ready before it starts, too. Records are entities, sources and
statements; each statement makes a node, what ties it to its source, and an edge.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import raw
from servers import Cost, measured, running
from synthetic import write_pack

from graphkit.loading import read
from graphkit.statement import Batch
from graphkit.stores.address import Address
from graphkit.stores.neo4j import PORTION, Neo4jStore
from graphkit.stores.portions import size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--companies", type=int, default=100_000)
    parser.add_argument("--facts", type=int, default=300_000)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000])
    parser.add_argument("--portions", type=int, nargs="+", default=[PORTION])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        batch = read([write_pack(Path(folder) / "pack", given.companies, given.facts)])
    rows = raw.rows_of(batch)
    print(f"{given.companies:,} companies, {given.facts:,} facts, {size(batch):,} records")
    base = min((plain(rows, each) for each in given.sizes), key=lambda cost: cost.wall)
    for each in given.portions:
        cost = ours(batch, each)
        print(
            f"load is {cost.wall / base.wall:.2f} of the plain driver by the clock, "
            f"{_processor(cost) / _processor(base):.2f} in processor time; "
            f"{size(batch) / cost.wall:,.0f} records/s"
        )


def plain(rows: raw.Rows, lot: int) -> Cost:
    with running() as server:
        with measured(server) as cost:
            raw.load(server.url, (server.user, server.password), rows, lot)
        print(f"plain driver, {lot:>6} rows    {cost}", flush=True)
    return cost


def ours(batch: Batch, portion: int) -> Cost:
    with running() as server:
        address = Address.of(server.url, **server.login)
        with Neo4jStore(address, portion=portion) as store, measured(server) as cost:
            store.write(batch)
        print(f"load, {portion:>6} records       {cost}", flush=True)
    return cost


def _processor(cost: Cost) -> float:
    return cost.client + cost.server


if __name__ == "__main__":
    main()
