"""Rows per second of `load`, neomodel and cartography's loader, side by side.

    python benchmarks/bolt/others/run.py --neomodel PY --cartography PY

Each PY is the Python of an environment with that tool, for instance
`python -m venv nm && nm/bin/pip install neomodel`. All get the same companies and the licences
between them from the same synthetic pack, each on a server of its own; each of them writes a node
for a company and an edge for a licence. `load` also writes sources, statements and what ties
these together, and checks them; only the rows that all have are counted. nodestream is not here: it
writes through APOC, which the server of the tests does not have.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from servers import measured, running  # noqa: E402 - found by the path above
from synthetic import write_pack  # noqa: E402

from graphkit.loading import read  # noqa: E402
from graphkit.stores import open_store  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--companies", type=int, default=5_000)
    for name in ("neomodel", "cartography"):
        parser.add_argument(f"--{name}")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_pack(folder / "pack", given.companies, given.companies * 3)
        companies, licences = cut(folder)
        speeds = {"load": ours(folder / "pack")}
        for name in ("neomodel", "cartography"):
            python = getattr(given, name)
            if python:
                speeds[name] = theirs(name, python, companies, licences)
    best = max((speed for name, speed in speeds.items() if name != "load"), default=0.0)
    for name, speed in speeds.items():
        print(f"{name:<12} {speed:>9,.0f} rows/s   load is {speeds['load'] / speed:.1f} times that")
    if best:
        print(f"load is {speeds['load'] / best:.1f} times the fastest of the others")


def cut(folder: Path) -> tuple[Path, Path]:
    """The companies and the licences of the pack as plain tables, and nothing else left in it."""
    pack = folder / "pack"
    with (pack / "statements.csv").open(encoding="utf-8", newline="") as file:
        rows = [each for each in csv.DictReader(file) if each["relation"] == "USES_LICENCE_OF"]
    write(pack / "statements.csv", rows)
    write(folder / "licences.csv", rows)
    with (pack / "entities.csv").open(encoding="utf-8", newline="") as file:
        known = [each for each in csv.DictReader(file) if each["kind"] == "Company"]
    names = ("key", "name", "country")
    write(folder / "companies.csv", [{name: each[name] for name in names} for each in known])
    return folder / "companies.csv", folder / "licences.csv"


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def ours(pack: Path) -> float:
    batch = read([pack])
    companies = sum(each.kind == "Company" for each in batch.entities)
    with running() as server, open_store(server.url, **server.login) as store:
        store.counts()
        with measured(server) as cost:
            store.write(batch)
    print(f"{'load':<12} {cost}", flush=True)
    return (companies + len(batch.statements)) / cost.wall


def theirs(name: str, python: str, companies: Path, licences: Path) -> float:
    with running() as server:
        where = [server.url, server.user, server.password]
        if name == "neomodel":
            address = server.url.removeprefix("bolt://")
            where = [f"bolt://{server.user}:{server.password}@{address}"]
        command = [python, str(HERE / f"with_{name}.py"), *where, str(companies), str(licences)]
        with measured(server) as cost:
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        print(f"{name:<12} {cost}", flush=True)
        (found,) = server.run("MATCH ()-[r:USES_LICENCE_OF]->() RETURN count(r)")
    wanted = sum(1 for _ in licences.open(encoding="utf-8")) - 1
    if found != [wanted]:
        sys.exit(f"{name} wrote {found[0]} of {wanted} licences")
    rows, seconds = done.stdout.split()[-2:]
    return float(rows) / float(seconds)


if __name__ == "__main__":
    main()
