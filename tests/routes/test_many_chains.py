"""Worlds in which everything is tied to everything: answers that do not go through every chain."""

from __future__ import annotations

from itertools import permutations

import pytest
from small_worlds import PERMIT, Claim, Make

from graphkit.questions.links import Links
from graphkit.questions.routes import MOST, listing
from graphkit.questions.world import World

DAY = "2025-01-01"
MANY = [f"c{n}" for n in range(14)]
OWNERS: list[Claim] = [
    (one, "OWNS", other, {"share": 60.0, "valid_from": "2015"})
    for one, other in permutations(MANY, 2)
]


def test_of_mutual_owners_the_shortest_routes_are_listed_and_the_rest_is_told(make: Make) -> None:
    graph = make(*OWNERS, ("c13", "HOLDS", PERMIT, {"valid_from": "2015"}))
    answer = graph.ask("routes", "c0", as_of=DAY)
    through = [row["through"] for row in answer]
    assert len(through) == MOST
    assert through[0] == ["C0", "C13"]
    assert sorted(through[1:13]) == sorted(["C0", f"C{n}", "C13"] for n in range(1, 13))
    assert {len(each) for each in through[13:]} == {4}
    assert f"There are more routes: of each line the first {MOST} are listed." in answer.note


def test_what_leads_nowhere_is_not_followed(make: Make) -> None:
    graph = make(*OWNERS, ("c0", "HOLDS", PERMIT, {"valid_from": "2015"}))
    [row] = graph.ask("routes", "c0", as_of=DAY)
    assert (row["route"], row["through"]) == ("own", ["C0"])
    none = make(*OWNERS)
    [row, *_] = none.ask("may-build", "c0", as_of=DAY)
    assert (row["entity"], row["verdict"]) == ("C0", "not known")


def test_a_certain_route_is_found_behind_many_that_are_not(make: Make) -> None:
    doubtful = [
        (one, relation, other, {**fields, "confidence": "rumoured"})
        for one, relation, other, fields in OWNERS
    ]
    graph = make(
        *doubtful,
        *((f"c{n}", "HOLDS", PERMIT, {"valid_from": "2015"}) for n in range(1, 14)),
        *((f"d{n}", "OWNS", f"d{n + 1}", {"share": 60.0}) for n in range(5)),
        ("c0", "OWNS", "d0", {"share": 60.0}),
        ("d5", "HOLDS", PERMIT, {"valid_from": "2015"}),
    )
    [row, *_] = graph.ask("may-build", "c0", as_of=DAY)
    assert row["verdict"] == "yes"
    assert row["through"] == ["C0", *(f"D{n}" for n in range(6))]


def test_each_line_has_a_list_of_its_own(make: Make) -> None:
    graph = make(
        *OWNERS,
        ("c13", "HOLDS", PERMIT, {"valid_from": "2015"}),
        (
            "c12",
            "USES_LICENCE_OF",
            "free-lab",
            {"licence_kind": "drug_right", "valid_from": "2015"},
        ),
    )
    links = Links(graph.store, "2026-11-23", since=DAY, until=DAY)
    found, more, _ = listing(World(links, DAY), links.party("c0"))
    by_holder = [route.holder.key for route in found]
    assert more
    assert {key: by_holder.count(key) for key in by_holder} == {"c13": MOST, "free-lab": MOST}


@pytest.mark.parametrize(("steps", "listed"), [(6, True), (7, False)])
def test_a_chain_of_more_than_six_steps_is_no_route(make: Make, steps: int, listed: bool) -> None:
    owners = [(f"c{n}", "OWNS", f"c{n + 1}", OWNERS[0][3]) for n in range(steps)]
    graph = make(*owners, (f"c{steps}", "HOLDS", PERMIT, {"valid_from": "2015"}))
    assert len(graph.ask("routes", "c0", as_of=DAY)) == listed
    [row, *_] = graph.ask("may-build", "c0", as_of=DAY)
    assert (row["entity"], row["verdict"]) == ("C0", "yes" if listed else "not known")


@pytest.mark.parametrize(("lenders", "more"), [(MOST, False), (MOST + 1, True)])
def test_as_many_routes_as_are_listed_of_a_line_are_all(
    make: Make, lenders: int, more: bool
) -> None:
    loans = [("c0", "USES_LICENCE_OF", f"d{n}", {"valid_from": "2015"}) for n in range(lenders)]
    answer = make(*loans).ask("routes", "c0", as_of=DAY)
    assert len(answer) == MOST
    assert ("There are more routes" in answer.note) is more


@pytest.mark.parametrize(("owners", "steps", "routes"), [(10, 3, 65), (14, 2, 13)])
def test_what_is_compared_is_listed_in_full(
    make: Make, owners: int, steps: int, routes: int
) -> None:
    """One route of one step; one of two steps over each of the others; of three, over two."""
    among = [each for each in OWNERS if {each[0], each[2]} <= {*MANY[:owners]}]
    graph = make(*among, (MANY[owners - 1], "HOLDS", PERMIT, {"valid_from": "2015"}))
    events = graph.ask("timeline", "c0", as_of=DAY)
    assert len(events) == routes
    note = f"There are too many chains to compare: those of more than {steps} steps are left out."
    assert events.note == note
    changes = graph.ask("diff", "2010-01-01", "2020-01-01", company="c0", as_of=DAY)
    assert sum(row["kind"] == "route" and row["clock"] == "world" for row in changes) == routes
    assert changes.note == note
    missing = graph.ask("missing-route", "c0", as_of=DAY, without="c1")
    over_c1 = sum("C1" in row["through"] for row in missing)
    assert over_c1 == sum(row["without_it"] == "gone" for row in missing) > 0
    assert missing.note.endswith(note)


def test_of_what_is_compared_no_route_of_one_step_is_left_out(make: Make) -> None:
    """There are more than a hundred of two steps, and more than a hundred of one."""
    among = range(MOST + 2)
    graph = make(
        *(("c0", "OWNS", f"d{n}", {"share": 60.0, "valid_from": "2015"}) for n in among),
        *((f"d{n}", "OWNS", "e", {"share": 60.0, "valid_from": "2015"}) for n in among),
        *(("c0", "USES_LICENCE_OF", f"f{n}", {"valid_from": "2015"}) for n in among),
        ("e", "HOLDS", PERMIT, {"valid_from": "2015"}),
    )
    events = graph.ask("timeline", "c0", as_of=DAY)
    assert {row["route"] for row in events} == {"borrowed"}
    assert len(events) == len(among)
    note = "There are too many chains to compare: those of more than 1 step are left out."
    assert events.note == note


def test_that_a_route_of_few_steps_ends_does_not_end_what_longer_ones_allow(make: Make) -> None:
    """The timeline lists the route of one step alone, yet says what all of them allow."""
    among = range(MOST + 2)
    graph = make(
        *(("c0", "OWNS", f"d{n}", {"share": 60.0, "valid_from": "2015"}) for n in among),
        *((f"d{n}", "OWNS", "e", {"share": 60.0, "valid_from": "2015"}) for n in among),
        ("e", "HOLDS", PERMIT, {"valid_from": "2015"}),
        ("c0", "HOLDS", PERMIT, {"valid_from": "2016-05-01", "valid_to": "2020-05-01"}),
    )
    events = graph.ask("timeline", "c0", as_of=DAY)
    assert [(row["change"], row["may_build"]) for row in events] == [
        ("begins", "yes"),
        ("ends", "yes"),
    ]
    [row, *_] = graph.ask("may-build", "c0", as_of=DAY)
    assert row["verdict"] == "yes"
