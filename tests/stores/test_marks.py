"""The mark of a store: what a write moves it by comes to what all of its records weigh."""

from __future__ import annotations

from pathlib import Path

import graphkit
from graphkit.statement import Dataset, Decision
from graphkit.stores.lookup import every_record
from graphkit.stores.revision import EMPTY, Revision, mark_of, moved, shift

CARS = Dataset("cars", "Cars", "2026-01-01")
ASIDE = Decision("local", "d1", "set-aside", "Ada", "2026-06-01", "a slip", statement="cars:r1")


def test_what_a_load_and_an_undo_move_comes_to_all_records(tmp_path: Path) -> None:
    with graphkit.open(tmp_path / "store") as graph:
        graph.load("phones")
        graph.load("rail")
        graph.undo("run-1")
        found = list(every_record(lambda cypher: graph.store.query(cypher).rows))
        assert {label for label, _, _ in found} >= {"Dataset", "Entity", "Source", "Statement"}
        assert mark_of(found) == graph.store.mark() != EMPTY


def test_a_later_version_weighs_records_as_this_one_does() -> None:
    """Else no plan that was made before could be applied, and each run of a history would seem to
    have been written by somebody else."""
    expected = "c7192a60056f7d1ca5c380c7a0c990d05d9feb0013b59412ed19f640e1676606"
    assert mark_of([("Dataset", "cars", CARS), ("Decision", ASIDE.key, ASIDE)]) == expected
    now = {"Dataset": {"cars": CARS}, "Decision": {ASIDE.key: ASIDE}}
    was = {label: dict.fromkeys(records) for label, records in now.items()}
    assert moved(EMPTY, shift(Revision(was, now))) == expected
    assert moved(expected, shift(Revision(now, was))) == EMPTY
