"""`make bench` leaves none out that can run here, and the page of results names those there are."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "benchmarks"
# Makes data for others, reads texts that the project does not hold, is the one that runs them,
# or works out what resolution then runs with.
NOT_RUN = {"synthetic.py", "inbox.py", "all.py", "resolution/build.py", "resolution/fit.py"}


def test_every_benchmark_is_run() -> None:
    every = runpy.run_path(str(BENCHMARKS / "all.py"))["benchmarks"](Path("made"), [])
    scripts = {
        path.relative_to(BENCHMARKS).as_posix()
        for path in BENCHMARKS.rglob("*.py")
        if '__name__ == "__main__"' in path.read_text(encoding="utf-8")
        and "others" not in path.parts
    }
    assert {each.script for each in every} == scripts - NOT_RUN


def test_the_page_of_results_names_scripts_that_exist() -> None:
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(?:benchmarks/)?([\w/]+\.py)`", page))
    assert named >= {"routes.py", "bolt/load.py", "explorer.py"}
    assert all((BENCHMARKS / each).is_file() for each in named)
