"""What a notebook shows of a value: a few lines for a person, never all records of a pack."""

from __future__ import annotations

from pathlib import Path

import pytest

import graphkit
from graphkit.errors import BadValue, UnknownName


def test_what_a_load_a_plan_and_a_run_did_is_shown_in_few_lines(tmp_path: Path) -> None:
    with graphkit.open(tmp_path / "store") as graph:
        plan = graph.plan("seed-article")
        shown = [plan, graph.load("seed-article"), graph.history()[0]]
        shown += [graph.export(tmp_path / "out.gexf", "gexf"), graph.undo("run-1")]
    for value in shown:
        assert repr(value) == str(value)
        assert len(repr(value)) < 5_000
    assert repr(shown[1]).startswith("1 pack:\n")


def test_a_run_of_the_history_can_be_taken_back_as_it_is(tmp_path: Path) -> None:
    with graphkit.open(tmp_path / "store") as graph:
        graph.load("seed-article")
        assert graph.undo(graph.history()[-1]).undoes == (1,)
        with pytest.raises(UnknownName, match="`graphkit history` lists the runs"):
            graph.undo("run-99")
        with pytest.raises(BadValue, match="run-12"):
            graph.undo(99)  # type: ignore[arg-type]
