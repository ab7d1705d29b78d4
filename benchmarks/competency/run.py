"""Scores a system on the 25 questions: the answers, and the evidence for them.

    python benchmarks/competency/run.py                        # graphkit, on a store of its own
    python benchmarks/competency/run.py --store neo4j://host   # graphkit, on a store with the seeds
    python benchmarks/competency/run.py --questions > q.json   # what another system is to answer
    python benchmarks/competency/run.py --answers a.json       # score what it answered
    python benchmarks/competency/run.py --system mine.py:Mine  # or let it answer, case by case

Exit code 0 only for a full score.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from gold import parts
from scores import Names, Score, score
from systems import Answers, Graphkit, loaded

import graphkit
from graphkit.loading import read


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--store", help="a store that holds the seeds")
    parser.add_argument("--answers", type=Path, help="a JSON file of another system's answers")
    parser.add_argument("--system", help="FILE.py:NAME of another system, as systems.System")
    parser.add_argument("--questions", action="store_true", help="print the questions as JSON")
    given = parser.parse_args()
    every = parts()
    if given.questions:
        asked = [case.asked() for part in every for case in part.cases]
        json.dump(asked, sys.stdout, ensure_ascii=False, indent=1)
        return
    names = Names(read(["seeds"]))
    if given.answers:
        scores = score(every, Answers(given.answers), names)
    elif given.system:
        scores = score(every, loaded(given.system), names)
    elif given.store:
        with graphkit.open(given.store) as graph:
            scores = score(every, Graphkit(graph), names)
    else:
        with tempfile.TemporaryDirectory() as folder, graphkit.open(folder) as graph:
            graph.load("seeds")
            scores = score(every, Graphkit(graph), names)
    raise SystemExit(0 if report(scores) else 1)


def report(scores: Sequence[Score]) -> bool:
    """Print the score; whether it is full."""
    for each in scores:
        told = f"answer {_share(each.answer)}, evidence {_share(each.evidence)}"
        print(f"{each.case.key:6} {told}  {each.case.asked()['question']}")
        for reason in each.wrong:
            print(f"         {reason}")
    for what in ("answer", "evidence"):
        right = sum(getattr(each, what)[0] for each in scores)
        wanted = sum(getattr(each, what)[1] for each in scores)
        print(f"{what}: {right} of {wanted} rows, {100 * right / wanted:.1f} percent")
    print(f"{sum(each.full for each in scores)} of {len(scores)} cases in full")
    return all(each.full for each in scores)


def _share(score: tuple[int, int]) -> str:
    return f"{score[0]}/{score[1]}"


if __name__ == "__main__":
    main()
