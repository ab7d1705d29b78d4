"""Every benchmark, one after the other, with the machine and the versions that they ran on.

    python benchmarks/all.py FOLDER [--full] [--only routes mapping] [--others VENV/bin/python]

What each prints goes to the screen and to FOLDER/NAME.txt; FOLDER/machine.txt says where. The
sizes are those of a coffee break; with `--full` they are those of docs/benchmarks.md, which take
hours. A benchmark that fails does not stop the others; the exit code is then 1. Those that read
texts or registers which the project does not hold (inbox, and the scale of resolution) are left
out: they say themselves what they need.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PACKAGES = (
    "graphkit-licensing", "kglite", "neo4j", "pandas", "pyarrow", "polars", "networkx", "rustworkx",
)  # fmt: skip


class Benchmark(NamedTuple):
    """A script under `benchmarks/`, and its arguments for a coffee break and in full."""

    script: str
    short: Sequence[str] = ()
    full: Sequence[str] = ()

    @property
    def name(self) -> str:
        """By which it is chosen, and its results are kept."""
        return self.script.removesuffix(".py").replace("/", "-")


def benchmarks(folder: Path, others: Sequence[str]) -> list[Benchmark]:
    """All of them; what is made for them is kept in a folder, and used again."""
    return [
        Benchmark(
            "embedded.py",
            ["--sizes", "10000", "30000"],
            ["--sizes", "10000", "100000", "300000"],
        ),
        Benchmark(
            "routes.py",
            [str(folder / "routes"), "10000", "100000"],
            [str(folder / "routes"), "10000", "100000", "1000000"],
        ),
        Benchmark("competency/run.py"),
        Benchmark(
            "bolt/load.py",
            ["--companies", "10000", "--facts", "30000"],
            ["--companies", "100000", "--facts", "300000"],
        ),
        Benchmark(
            "bolt/bulk.py",
            ["--facts", "30000", "--grow", "10000", "30000"],
            ["--facts", "1000000"],
        ),
        Benchmark(
            "bolt/questions.py",
            ["--companies", "10000", "--facts", "30000"],
            ["--companies", "1000000", "--facts", "3000000"],
        ),
        Benchmark(
            "explorer.py",
            ["--sizes", "100", "1000"],
            ["--sizes", "100", "1000", "5000", "20000", "50000"],
        ),
        Benchmark(
            "mapping.py",
            [str(folder / "mapping"), "100000", *others],
            [str(folder / "mapping"), "100000", "1000000", "10000000", *others],
        ),
        Benchmark("planning.py", ["--sizes", "10000"], ["--sizes", "30000", "100000", "300000"]),
        Benchmark("resolution/run.py"),
        Benchmark(
            "notebook.py",
            ["--sizes", "30000", "--server"],
            ["--sizes", "30000", "300000", "3000000", "--server"],
        ),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", nargs="+", default=[])
    parser.add_argument("--others", help="a Python that has nodestream and graflo")
    given = parser.parse_args()
    every = benchmarks(given.folder, ["--others", given.others] if given.others else [])
    unknown = set(given.only) - {each.name for each in every}
    if unknown:
        parser.error(f"there is no {unknown.pop()}; there are {', '.join(e.name for e in every)}")
    given.folder.mkdir(parents=True, exist_ok=True)
    machine = "\n".join(_machine())
    print(machine, flush=True)
    (given.folder / "machine.txt").write_text(f"{machine}\n", encoding="utf-8")
    chosen = [each for each in every if not given.only or each.name in given.only]
    failed = [each.name for each in chosen if not _run(each, given.folder, full=given.full)]
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


def _machine() -> Iterator[str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    yield f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.machine()}, {platform.system()}"
    yield f"Python {platform.python_version()}"
    yield ", ".join(f"{name} {version(name)}" for name in PACKAGES)


def _run(benchmark: Benchmark, folder: Path, *, full: bool) -> bool:
    """Whether it ran to its end."""
    arguments = benchmark.full if full else benchmark.short
    print(f"\n== {benchmark.script} {' '.join(arguments)}", flush=True)
    command = [sys.executable, "-u", str(HERE / benchmark.script), *arguments]
    with (
        (folder / f"{benchmark.name}.txt").open("w", encoding="utf-8") as kept,
        subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            kept.write(line)
    return process.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
