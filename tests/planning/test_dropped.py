"""What a newer delivery has not: what is proposed, and the records that a person's yes makes."""

from __future__ import annotations

import pytest
from planning_pack import ROWS, Delivery

import graphkit
from graphkit.errors import BadValue
from graphkit.planning.differences import Difference
from graphkit.statement import Source
from graphkit.values import when

ADA = {"who": "Ada", "why": "the page lists it no more"}


def dropped(graph: graphkit.Graph, pack: str) -> dict[str, str]:
    found = graph.plan(pack).differences
    return {each.key: each.after for each in found if each.operation == "dropped"}


def test_what_is_proposed_is_told_word_for_word(graph: graphkit.Graph, deliver: Delivery) -> None:
    plan = graph.plan(deliver(*ROWS[1:3], ROWS[4], day="2026-06-01"))
    assert [each for each in plan.differences if each.operation == "dropped"] == [
        Difference(
            "dropped",
            "statement",
            "cars:r3",
            "Beta owns a share of Gamma",
            "",
            "in the last delivery",
            "closing is proposed: --close",
            ("cars:r3",),
        )
    ]


def test_a_closing_is_a_statement_of_the_delivery_itself(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    plan = graph.plan(deliver(*ROWS[1:3], ROWS[4], day="2026-06-01"), close=["cars:r3"], **ADA)
    [closing] = [each for each in plan.batch.statements if each.dataset == "local"]
    assert (closing.subject, closing.relation, closing.object) == ("b", "OWNS", "c")
    assert (closing.valid_from, closing.valid_to) == (None, when("2026-01-01..2026-06-01"))
    assert (closing.confidence, closing.quote, closing.attribution) == ("reported", "", ())
    assert closing.note == "closes cars:r3"
    assert len(closing.row) == len("closed-") + 12
    assert [each for each in plan.batch.sources if each.key == closing.source] == [
        Source(
            "delivery-cars-2026-06-01",
            "Cars, as delivered on 2026-06-01",
            "cars",
            "aggregator",
            "2026-06-01",
        )
    ]


def test_a_closing_keeps_what_sets_the_fact_apart_and_its_doubt(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    """Of one delivery made twice on a day it is only known by when the fact had ended."""
    head = f"{ROWS[0]},product,plant"
    pack = deliver(*(f"{each},," for each in ROWS[1:]), "p,a,MANUFACTURES_FOR,b,,,s,w,rumoured,X,P")
    table = deliver.folder / "statements.csv"
    table.write_text(table.read_text().replace(ROWS[0], head, 1))
    graph.load(pack)
    plan = graph.plan(deliver(*ROWS[1:]), close=["cars:p"], **ADA)
    [closing] = [each for each in plan.batch.statements if each.dataset == "local"]
    assert closing.confidence == "rumoured"
    assert dict(closing.details) == {"product": "X"}
    assert closing.valid_to == when("by 2026-01-01")
    assert closing.summary == (
        "not in the delivery of 2026-01-01; closed by Ada: the page lists it no more"
    )


def test_what_is_taken_back_is_a_decision_of_the_day_of_the_delivery(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    plan = graph.plan(deliver(*ROWS[1:3], day="2026-06-01"), retract=["cars:r3", "cars:r4"], **ADA)
    made = plan.batch.decisions
    assert {each.statement for each in made} == {"cars:r3", "cars:r4"}
    assert {(each.verdict, each.who, each.why, each.decided_on) for each in made} == {
        ("set-aside", "Ada", ADA["why"], "2026-06-01")
    }
    rows = {each.row for each in made}
    assert len(rows) == 2
    assert {len(each) for each in rows} == {8}
    graph.apply(plan)
    assert dropped(graph, deliver(*ROWS[1:3], day="2026-06-01")) == {}
    again = graph.plan(deliver(*ROWS[1:3], day="2026-07-01"))
    assert not again.count("dropped")  # what was set aside is settled


@pytest.mark.parametrize(
    ("more", "proposed"),
    [
        ("n1,b,OWNS,c,2019,,t,other words,", "stays as it was told"),  # somebody still says so
        ("n1,b,OWNS,c,,2023,t,other words,", None),  # it has ended: that is settled
        ("n1,a,OWNS,c,,2023,t,other words,", "closing is proposed: --close"),
    ],
)
def test_a_fact_that_is_told_otherwise(
    graph: graphkit.Graph, deliver: Delivery, more: str, proposed: str | None
) -> None:
    pack = deliver(*ROWS[1:3], ROWS[4], more, day="2026-06-01")
    assert dropped(graph, pack).get("cars:r3") == proposed


def test_what_is_not_proposed_is_refused_with_a_near_key(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    pack = deliver(*ROWS[1:3], ROWS[4], day="2026-06-01")
    with pytest.raises(BadValue) as near:
        graph.plan(pack, close=["cars:r33"], **ADA)
    assert (near.value.message, near.value.hint) == (
        "cars:r33 is not proposed for closing",
        "did you mean cars:r3?",
    )
    with pytest.raises(BadValue) as far:
        graph.plan(pack, retract=["zzzz"], **ADA)
    assert (far.value.message, far.value.hint) == (
        "zzzz is not proposed as dropped",
        "the plan lists what is",
    )
    with pytest.raises(BadValue) as nobody:
        graph.plan(pack, close=["cars:r3"])
    assert nobody.value.hint == "name who accepts this, and on what ground"


def test_what_was_closed_and_is_there_again_is_told(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    graph.apply(
        graph.plan(deliver(*ROWS[1:3], ROWS[4], day="2026-06-01"), close=["cars:r3"], **ADA)
    )
    again = graph.plan(deliver(*ROWS[1:], day="2026-09-01")).differences
    [told] = [each for each in again if each.operation == "doubtful" and each.what == "statement"]
    assert (told.key, told.cause, told.statements) == ("cars:r3", "", ("cars:r3",))
    assert told.before.startswith("closed as dropped (local:closed-")
    assert told.after == (
        "is in this delivery again; take the closing back with `graphkit decide` or `undo`"
    )


def test_what_was_missing_before_is_not_told_of_the_delivery_before(
    graph: graphkit.Graph, deliver: Delivery
) -> None:
    """Nobody accepted that it dropped out of the second delivery; the third must not say that the
    second had it."""
    graph.load(deliver(*ROWS[1:3], ROWS[4], day="2026-02-01"))
    pack = deliver(*ROWS[1:3], ROWS[4], day="2026-03-01")
    [found] = [each for each in graph.plan(pack).differences if each.operation == "dropped"]
    assert found.before == "in an earlier delivery"
    plan = graph.plan(pack, close=["cars:r3"], **ADA)
    [closing] = [each for each in plan.batch.statements if each.dataset == "local"]
    assert closing.valid_to == when("by 2026-03-01")
    assert closing.summary.startswith("not in the delivery of 2026-03-01; closed by Ada")
    graph.undo("run-2")  # so the first delivery is the only one again
    plan = graph.plan(pack, close=["cars:r3"], **ADA)
    [closing] = [each for each in plan.batch.statements if each.dataset == "local"]
    assert closing.valid_to == when("2026-01-01..2026-03-01")
