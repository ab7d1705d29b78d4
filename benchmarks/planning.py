"""A plan against the load that it stands for, side by side in one run.

    python benchmarks/planning.py [--sizes 30000 100000 300000]

For each number of facts (a third as many companies): `load` into an empty store; `plan` of the
same for an empty store, written to a file; `plan` of a second delivery, in which one row of ten
begins in another year and one of fifty is missing, for the loaded store; `apply` of that; `undo`
of it. Each step runs in a process of its own, so that its peak memory is its own. Seconds are of
the processor, because other work on the machine does not count in them. Prints figures, and their
ratios to the load.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from synthetic import write_pack

STEPS = ("load", "plan-first", "plan-second", "apply", "undo")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[30_000, 100_000, 300_000])
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        print(json.dumps(measured(given.step, given.folder)))
        return
    print(f"{'facts':>8} {'step':<12} {'cpu s':>8} {'MB':>7} {'ratio s':>8} {'ratio MB':>8}")
    for facts in given.sizes:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            write_pack(folder / "pack", facts // 3, facts)
            again(folder)
            load = None
            for step in STEPS:
                seconds, megabytes = in_a_process(step, folder)
                load = load or (seconds, megabytes)
                ratios = f"{seconds / load[0]:>8.2f} {megabytes / load[1]:>8.2f}"
                print(
                    f"{facts:>8} {step:<12} {seconds:>8.1f} {megabytes:>7.0f} {ratios}", flush=True
                )


def again(folder: Path) -> None:
    """The second delivery of the pack, under the same name."""
    target = folder / "second" / "pack"
    target.mkdir(parents=True)
    for each in (folder / "pack").iterdir():
        (target / each.name).write_bytes(each.read_bytes())
    with (target / "statements.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    begins = head.index("valid_from")
    for number, row in enumerate(rows):
        if number % 10 == 0:
            row[begins] = "1990"
    with (target / "statements.csv").open("w", encoding="utf-8", newline="") as file:
        kept = (row for number, row in enumerate(rows) if number % 50 != 1)
        csv.writer(file, lineterminator="\n").writerows([head, *kept])


def in_a_process(step: str, folder: Path) -> tuple[float, float]:
    command = [sys.executable, __file__, "--step", step, "--folder", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, megabytes = json.loads(done.stdout.splitlines()[-1])
    return float(seconds), float(megabytes)


def measured(step: str, folder: Path) -> tuple[float, float]:
    """Processor seconds and peak megabytes of one step."""
    import graphkit

    second, file = folder / "second" / "pack", folder / "plan.json"
    acts: dict[str, Callable[[graphkit.Graph], object]] = {
        "load": lambda graph: graph.load(folder / "pack"),
        "plan-first": lambda graph: graph.plan(folder / "pack").write(folder / "first.json"),
        "plan-second": lambda graph: graph.plan(second).write(file),
        "apply": lambda graph: graph.apply(file, allow_share=1),
        "undo": lambda graph: graph.undo("run-2"),
    }
    with graphkit.open(folder / ("empty" if step == "plan-first" else "store")) as graph:
        began = time.process_time()
        acts[step](graph)
        seconds = time.process_time() - began
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
