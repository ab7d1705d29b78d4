"""`bulk` and Neo4j's offline importer, end to end, and the memory of `bulk` as the input grows.

    python benchmarks/bolt/bulk.py [--facts 1000000] [--grow 100000 1000000]

End to end: a synthetic pack with a third as many companies is checked and written, imported by
the real importer, opened by a server, completed and counted. Growth: the same kind of records come
from a generator, so that what is measured is `bulk` and not the list of them; memory is the peak
of the process, and of the largest of its workers.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from servers import IMPORTER, VERSION, measured, running

from graphkit.statement import Batch, Dataset, Entity, Source, Statement
from graphkit.stores import open_store
from graphkit.stores.bulk import bulk
from graphkit.values import when

LOT = 10_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--grow", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--step", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        print(json.dumps(streamed(given.step)))
        return
    for facts in given.grow:
        command = [sys.executable, __file__, "--step", str(facts)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        figures = json.loads(done.splitlines()[-1])
        print(f"{facts:>9,} facts streamed  {figures}", flush=True)
    if given.facts:
        whole(given.facts)


def streamed(facts: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder, measured() as cost:
        bulk(batches(facts), Path(folder) / "import")
    own, workers = (
        resource.getrusage(which).ru_maxrss // 1024
        for which in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {
        "seconds": round(cost.wall, 1),
        "processor": round(cost.client, 1),
        "MB": own,
        "MB of a worker": workers,
    }


def batches(facts: int) -> Iterator[Batch]:
    """As many statements as facts, a third as many companies, a source for thirty of them."""
    chance = random.Random(1)
    companies = max(2, facts // 3)
    yield Batch(datasets=(Dataset("made", "Made", "2026-01-01"),))
    for at in range(0, companies, LOT):
        yield Batch(entities=tuple(map(company, range(at, min(companies, at + LOT)))))
    for at in range(0, facts, LOT):
        numbers = range(at, min(facts, at + LOT))
        sources = tuple(map(source, {n // 30 for n in numbers}))
        yield Batch(
            sources=sources,
            statements=tuple(statement(n, companies, chance) for n in numbers),
        )


def company(n: int) -> Entity:
    return Entity(f"c{n}", "Company", f"Company {n}", (("zh-Hans", f"公司{n}号"),))


def source(n: int) -> Source:
    day = f"20{10 + n % 15}-0{1 + n % 9}-11"
    return Source(f"s{n}", f"Title {n}", "Press", "press", "2026-01-01", published=when(day))


def statement(n: int, companies: int, chance: random.Random) -> Statement:
    subject = chance.randrange(companies)
    object_ = (subject + 1 + int((companies - 1) * chance.random() ** 2.5)) % companies
    return Statement(
        "made",
        f"c{subject}",
        "USES_LICENCE_OF",
        f"s{n // 30}",
        f"c{object_}",
        valid_from=when(str(2000 + n % 9)),
        quote="a phrase by which the passage is found",
        details=(("licence_kind", "qualification"),),
        episode=str(n),
        row=f"r{n}",
    )


def whole(facts: int) -> None:
    from neo4j_server.java import run_importer
    from synthetic import write_pack

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        pack = write_pack(folder / "pack", facts // 3, facts)
        with measured() as written:
            command = [str(Path(sys.executable).with_name("graphkit")), "bulk", str(pack), "-q"]
            done = subprocess.run(
                [*command, "-o", str(folder / "import")],
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            )
        print(f"bulk      {written}", flush=True)
        arguments = [
            line.strip().removesuffix(" \\") for line in done.stdout.splitlines() if "--" in line
        ]
        with measured() as imported:
            run_importer(VERSION, folder / "home", folder / "import", arguments, IMPORTER)
        print(f"importer  {imported}", flush=True)
        with running(folder / "home") as server:
            with (
                measured(server) as opened,
                open_store(server.url, **server.login) as store,
            ):
                found = store.counts()
            print(f"first use {opened}", flush=True)
        size = sum(each.stat().st_size for each in (folder / "home" / "data").rglob("*"))
        assert found["statements"] == facts, found
    wall = written.wall + imported.wall
    print(f"{facts:,} facts, {size / facts:,.0f} bytes each in the store")
    print(
        f"{facts / wall * 60:,.0f} facts a minute by the clock (first use not counted), "
        f"{facts / (written.client + imported.client) * 120:,.0f} on two processors to itself"
    )


if __name__ == "__main__":
    main()
