"""How checking and mapping a foreign table scales, beside pandas by hand and two other loaders.

    python benchmarks/mapping.py FOLDER 100000 1000000 10000000 --others VENV/bin/python

For each number of rows a synthetic table of makers and makes is made, unless it is there already,
one row in a thousand with a bad date. Each way of reading it runs in a process of its own; what is
printed is CPU seconds, rows a second, peak memory, and the ratio to ours. `--others` is a Python
with nodestream and graflo, which are measured up to a million rows and write nowhere:

* ours: `Delivery.check`: every row read, mapped, checked, duplicates and clashes found;
* pandas: `read_csv` in portions, and the same checks as vector operations, written by hand;
* nodestream: its CSV extractor and interpreter on the same mapping (no checks, no duplicates);
* graflo: its cast of the same rows to vertices and edges (no checks, no duplicates).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HEADER = "maker_id,maker,make_id,make,since,note\n"
MAPPING = """\
dataset: {name: synthetic, title: Synthetic makers and makes, retrieved: 2026-11-23}
budget: 1%
sources:
  s: {title: Synthetic, publisher: nobody, kind: reference}
tables:
  - file: "makes-*.csv"
    entities:
      maker: {kind: Company, key: maker-$(maker_id), name: $(maker)}
      make: {kind: Brand, key: make-$(make_id), name: $(make)}
    statements:
      - {subject: maker, relation: OWNS_BRAND, object: make, valid_from: $(since)}
"""
MOST_OF_OTHERS = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("rows", type=int, nargs="*")
    parser.add_argument("--others", help="a Python that has nodestream and graflo")
    parser.add_argument("--way", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.way:
        print(json.dumps(_measured(WAYS[given.way], given.folder)))
        return
    given.folder.mkdir(parents=True, exist_ok=True)
    (given.folder / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    for rows in given.rows:
        table = _table(given.folder, rows)
        ours = _run("ours", table, sys.executable)
        print(f"{rows:,} rows, {table.stat().st_size >> 20:,} MB")
        _print("ours", rows, ours, ours)
        _print("pandas", rows, _run("pandas", table, sys.executable), ours)
        if given.others and rows <= MOST_OF_OTHERS:
            for way in ("nodestream", "graflo"):
                _print(way, rows, _run(way, table, given.others), ours)


def _table(folder: Path, rows: int) -> Path:
    """A tenth as many makers as rows, half as many makes, one bad date in a thousand."""
    path = folder / f"makes-{rows}.csv"
    if path.exists():
        return path
    chance = random.Random(rows)
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for at in range(rows):
            maker, make = chance.randrange(rows // 10 + 1), chance.randrange(rows // 2 + 1)
            since = "soon" if at % 1_000 == 999 else f"{1990 + at % 35}-{at % 12 + 1:02}"
            file.write(f"{maker},汽车 Maker {maker} Ltd,{make},Make {make},{since},row {at}\n")
    return path


def _run(way: str, table: Path, python: str) -> dict[str, Any]:
    command = [python, __file__, str(table), "--way", way]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-2_000:], file=sys.stderr)
        return {}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _print(way: str, rows: int, found: dict[str, Any], ours: dict[str, Any]) -> None:
    if not found:
        print(f"  {way:<11} failed")
        return
    print(
        f"  {way:<11} {found['cpu']:8.1f} s CPU  {rows / found['cpu']:10,.0f} rows/s  "
        f"{found['mb']:6,} MB  {found['said']}  {found['cpu'] / ours['cpu']:.2f} times ours"
    )


def _measured(way: Callable[[Path], str], table: Path) -> dict[str, Any]:
    began = time.process_time()
    said = way(table)
    cpu = time.process_time() - began
    return {
        "said": said,
        "cpu": cpu,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
    }


def _ours(table: Path) -> str:
    from graphkit.errors import InputError
    from graphkit.ingest.mapping import Delivery, read_mapping

    mapping = read_mapping(table.with_name("mapping.yaml"))
    with Delivery([table], mapping) as delivery:
        with contextlib.suppress(InputError):  # which tells of the bad rows
            delivery.check()
        (report,) = delivery.reports
    return f"{report.rows:,} rows, {report.repeated:,} repeated, {report.refused:,} bad"


def _pandas(table: Path) -> str:
    import pandas as pd

    names: dict[str, dict[str, str]] = {"maker": {}, "make": {}}
    seen: set[int] = set()
    rows = bad = repeated = 0
    for portion in pd.read_csv(table, dtype="str", keep_default_na=False, chunksize=200_000):
        good = portion["since"].str.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?|")
        for column, known in names.items():
            key = column + "-" + portion[f"{column}_id"]
            good &= key.str.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._:\-]{0,127}")
            good &= portion[column].str.len().between(1, 4_000)
            good &= ~portion[column].str.contains("[\x00-\x1f\x7f-\x9f\u202a-\u202e\ufffd]")
            pairs = pd.Series(portion[column].to_numpy(), index=key)
            good &= (pairs.groupby(level=0).transform("first") == pairs).to_numpy()
            first = pairs[~pairs.index.duplicated()]
            before = first.index.map(known)
            clash = first[before.notna() & (before != first.to_numpy())]
            good &= ~key.isin(clash.index)
            known.update(first.to_dict())
        said = portion[["maker_id", "make_id", "since"]]
        marks = pd.util.hash_pandas_object(said, index=False)
        again = marks.duplicated() | marks.isin(seen)
        seen.update(marks)
        rows, bad = rows + len(portion), bad + int((~good).sum())
        repeated += int((again & good).sum())
    return f"{rows:,} rows, {repeated:,} repeated, {bad:,} bad"


def _nodestream(table: Path) -> str:
    import asyncio

    from nodestream.interpreting import Interpreter
    from nodestream.pipeline.extractors.files import FileExtractor, LocalFileSource
    from nodestream.pipeline.value_providers import JmespathValueProvider

    def cell(name: str) -> Any:
        return JmespathValueProvider.from_string_expression(name)

    interpreter = Interpreter.from_file_data(
        interpretations=[
            {
                "type": "source_node",
                "node_type": "Company",
                "key": {"key": cell("maker_id")},
                "properties": {"name": cell("maker")},
            },
            {
                "type": "relationship",
                "node_type": "Brand",
                "relationship_type": "OWNS_BRAND",
                "node_key": {"key": cell("make_id")},
                "node_properties": {"name": cell("make")},
                "relationship_properties": {"valid_from": cell("since")},
            },
        ]
    )

    async def run() -> int:
        made = 0
        async for record in FileExtractor([LocalFileSource([table])]).extract_records():
            async for _ in interpreter.transform_record(record):
                made += 1
        return made

    return f"{asyncio.run(run()):,} rows"


def _graflo(table: Path) -> str:
    import asyncio
    import csv
    from itertools import islice

    from graflo import GraphManifest
    from graflo.hq.caster import Caster

    manifest = GraphManifest.from_dict(
        {
            "schema": {
                "metadata": {"name": "makes"},
                "graph": {
                    "vertex_config": {
                        "vertices": [
                            {"name": "company", "properties": ["key", "name"], "identity": ["key"]},
                            {"name": "brand", "properties": ["key", "name"], "identity": ["key"]},
                        ]
                    },
                    "edge_config": {"edges": [{"source": "company", "target": "brand"}]},
                },
            },
            "ingestion_model": {
                "resources": [
                    {
                        "name": "makes",
                        "pipeline": [
                            {"vertex": "company", "from": {"key": "maker_id", "name": "maker"}},
                            {"vertex": "brand", "from": {"key": "make_id", "name": "make"}},
                        ],
                    }
                ]
            },
        }
    )
    manifest.finish_init()

    async def run() -> int:
        made = 0
        caster = Caster(manifest.graph_schema, manifest.ingestion_model)
        with caster, table.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            while lot := list(islice(rows, 5_000)):
                await caster.cast_normal_resource(lot, resource_name="makes")
                made += len(lot)
        return made

    return f"{asyncio.run(run()):,} rows"


WAYS: dict[str, Callable[[Path], str]] = {
    "ours": _ours,
    "pandas": _pandas,
    "nodestream": _nodestream,
    "graflo": _graflo,
}

if __name__ == "__main__":
    main()
