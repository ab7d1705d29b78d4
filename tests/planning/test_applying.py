"""To carry out a plan: what is refused, what is told, and what the history keeps of it."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from planning_pack import ROWS, Delivery

import graphkit
from graphkit.errors import InputError, Problem, StoreMoved
from graphkit.planning.applying import Applied, apply
from graphkit.stores.base import WriteReport

OTHERWISE = "r1,a,MANUFACTURES_FOR,b,2016,,s,words,"


def test_a_plan_that_tells_other_than_it_does_is_named(
    graph: graphkit.Graph, deliver: Delivery, tmp_path: Path
) -> None:
    plan = graph.plan(deliver(OTHERWISE, *ROWS[2:]))
    forged = dataclasses.replace(plan, differences=())
    file = forged.write(tmp_path / "forged.json")
    for given, name in ((forged, "plan"), (file, str(file)), (str(file), str(file))):
        with pytest.raises(InputError) as refused:
            graph.apply(given)
        assert list(refused.value.problems) == [
            Problem(name, 0, "differences", "does not say what it would do", "make the plan again")
        ]


def test_the_history_keeps_which_plan_it_was(graph: graphkit.Graph, deliver: Delivery) -> None:
    first = graph.plan(deliver(OTHERWISE, *ROWS[2:]))
    one = graph.apply(first).run
    second = graph.plan(deliver(*ROWS[1:]))
    two = graph.apply(second).run
    assert one is not None
    assert two is not None
    runs = graph.history()
    assert runs[1:] == [one, two]
    assert [each.command for each in runs] == ["load", "apply", "apply"]
    assert [(each.what, each.plan) for each in runs[1:]] == [
        (first.what, first.id),
        (second.what, second.id),
    ]


def test_what_came_of_it_is_one_line(graph: graphkit.Graph, deliver: Delivery) -> None:
    nothing = graph.apply(graph.plan(deliver(*ROWS[1:])))
    assert nothing == Applied(None)
    assert str(nothing) == "Nothing to do: the plan changes nothing."
    plan = graph.plan(deliver(OTHERWISE, *ROWS[2:]))
    done = graph.apply(plan)
    assert str(done) == str(done.run)
    assert str(graph.apply(plan)) == (
        f"This plan was carried out already, by {graph.history()[-1].key}; nothing has changed."
    )


def test_that_another_took_it_back_at_once_is_told(
    graph: graphkit.Graph, deliver: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = graph.plan(deliver(OTHERWISE, *ROWS[2:]))
    before = graph.store.mark()
    write = graph.store.write

    def take_back(*given: Any, **named: Any) -> WriteReport:
        report = write(*given, **named)
        graph.undo(graph.history()[-1].key)
        return report

    monkeypatch.setattr(graph.store, "write", take_back)
    with pytest.raises(StoreMoved, match="another process has taken that back since"):
        graph.apply(plan)
    assert graph.store.mark() == before


def test_its_progress_is_told(graph: graphkit.Graph, deliver: Delivery) -> None:
    """That of looking whether the plan still says what it does, and that of writing."""
    told: list[str] = []
    plan = graph.plan(deliver(OTHERWISE, *ROWS[2:]))
    graph.store.plan(plan.batch, progress=lambda what, done, total: told.append(what))
    planning = len(told)
    apply(graph.store, plan, progress=lambda what, done, total: told.append(what))
    assert told[planning : 3 * planning] == 2 * told[:planning]
    assert len(told) > 3 * planning
    made: list[str] = []
    graph.plan(deliver(*ROWS[1:]), progress=lambda what, done, total: made.append(what))
    assert {*told[:planning]} <= {*made}


NAMES = {"a": "Alpha", "b": "Beta", "c": "Gamma"}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (None, ("c", "a", "rumoured", "asserted")),  # a new fact
        (("c", "b", "", "denied"), ("c", "a", "", "asserted")),  # what was said, of no fact
        (("b", "c", "", "denied"), ("a", "c", "", "asserted")),
        (("c", "a", "", "denied"), None),  # what is set aside, of no fact
    ],
)
def test_a_plan_tells_of_parties_by_names_that_only_the_store_has(
    graph: graphkit.Graph,
    deliver: Delivery,
    first: tuple[str, str, str, str] | None,
    then: tuple[str, str, str, str] | None,
) -> None:
    """It is carried out as the same plan, so it has the same sentences: an entity that does not
    change is not in it, and its name is the store's."""

    def pack(row: tuple[str, str, str, str] | None) -> str:
        more = []
        if row:
            subject, object_, confidence, polarity = row
            said = f"{subject},MANUFACTURES_FOR,{object_},2019,,t,words,{confidence},{polarity},why"
            more.append(f"n,{said}")
        return deliver(*ROWS[1:], *more, more="polarity,summary")

    graph.load(pack(first))
    accepted = {} if then else {"retract": ["cars:n"], "who": "Ada", "why": "a slip"}
    plan = graph.plan(pack(then), **accepted)  # type: ignore[arg-type]
    subject, object_, *_ = first or then or ()
    told = {each.text for each in plan.differences if each.operation != "dropped"}
    assert f"{NAMES[subject]} manufactures for {NAMES[object_]}" in told
    assert graph.apply(plan).run is not None
    assert not graph.plan(pack(then)).report.any


@pytest.mark.parametrize(
    ("party", "ended"),
    [
        ("a", {"Alpha manufactures for Beta", "Alpha manufactures for Gamma"}),
        ("c", {"Beta builds on the licence of Gamma", "Alpha manufactures for Gamma"}),
    ],
)
def test_a_plan_of_a_ceasing_tells_of_whom_it_ends_facts_by_names_that_only_the_store_has(
    graph: graphkit.Graph, deliver: Delivery, party: str, ended: set[str]
) -> None:
    """Nobody says anything new of the facts themselves, nor of who is at their other ends."""
    rows = (*ROWS[1:], "r5,b,USES_LICENCE_OF,c,2018,,s,words,,qualification,")
    more = "licence_kind,value"
    graph.load(deliver(*rows, more=more))
    plan = graph.plan(deliver(*rows, f"n,{party},ceased,,,,t,words,,,2020", more=more))
    assert {each.text for each in plan.differences if each.operation == "closed"} == ended
    assert graph.apply(plan).run is not None
