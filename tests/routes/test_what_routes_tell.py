"""What the answer says of each route beside its parties: since when, by which rules, limited to
what, and in which order."""

from __future__ import annotations

from typing import Any

import pytest
from small_worlds import LISTING, PERMIT, Claim, Make

from graphkit.graph import Graph

SURE = {"valid_from": "2015"}
DAY = "2020-01-01"


def told(graph: Graph, company: str, *columns: str, as_of: str = DAY) -> list[tuple[Any, ...]]:
    rows = graph.ask("routes", company, as_of=as_of)
    return [tuple(row[each] for each in columns) for row in rows]


@pytest.mark.parametrize(
    ("deal", "held", "since", "until"),
    [
        ({"valid_from": "2018"}, {"valid_from": "2015", "valid_to": "2021"}, "2018", "2021"),
        ({"valid_from": "2015", "valid_to": "2021"}, {"valid_from": "2018"}, "2018", "2021"),
        (
            {"valid_from": "2016..2019-03", "valid_to": "2021..2024"},
            {"valid_from": "2017..2018", "valid_to": "2022..2023"},
            "2017-01-01..2019-03-31",
            "2021-01-01..2023-12-31",
        ),
    ],
)
def test_a_route_has_stood_since_its_last_part_began_until_its_first_part_ends(
    make: Make, deal: dict[str, str], held: dict[str, str], since: str, until: str
) -> None:
    graph = make(("x", "ACQUIRED", "t", deal), ("t", "HOLDS", PERMIT, held))
    assert told(graph, "x", "through", "valid_from", "valid_to") == [(["X", "T"], since, until)]


def test_a_loan_that_speaks_for_the_right_gives_the_route_its_dates(make: Make) -> None:
    """That the lender's right is only told of later, or that another's loan ends, takes nothing
    away from a loan that shows that it had one."""
    loan = ("a", "USES_LICENCE_OF", "b", {"valid_from": "2018-05-01"})
    better = {"valid_from": "2018-06-01", "valid_to": "2022-01-01"}
    shown: list[Claim] = [("c", "USES_LICENCE_OF", "b", better)] * 2
    by: Claim = ("b", "HOLDS", PERMIT, {"valid_from": "by 2023"})
    for more in (shown, [by]):
        graph = make(loan, *more)  # type: ignore[arg-type]
        assert told(graph, "a", "valid_from", "valid_to") == [("2018-05-01", None)]
    assert told(make(loan, *shown), "b", "valid_to") == [("2022-01-01",)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claims", "because"),
    [
        ([("x", "HOLDS", PERMIT, SURE)], [["own"]]),
        ([("y", "USES_LICENCE_OF", "x", SURE)], [["own", "lender-has"]]),
        ([("x", "USES_LICENCE_OF", "y", SURE)], [["borrowed", "lender-has"]]),
        (
            [("m", "MANUFACTURES_FOR", "x", SURE), ("m", "HOLDS", PERMIT, SURE)],
            [["contract-made", "maker-to-licence"]],
        ),
        (
            [
                ("x", "OWNS", "s", {**SURE, "share": 80.0}),
                ("s", "ceased", "2020"),
                ("m", "MANUFACTURES_FOR", "s", SURE),
                ("m", "HOLDS", PERMIT, SURE),
            ],
            [["controlled", "contract-made", "maker-to-licence", "party-ceased"]],
        ),
    ],
)
def test_a_route_names_the_rules_that_made_it(
    make: Make, claims: list[Claim], because: list[list[str]]
) -> None:
    assert [row for (row,) in told(make(*claims), "x", "because", as_of="2020-06-01")] == because


def test_a_route_says_what_its_parts_are_limited_to(make: Make) -> None:
    graph = make(
        ("x", "USES_LICENCE_OF", "y", {**SURE, "product": "P"}),
        ("y", "USES_LICENCE_OF", "z", {**SURE, "product": "P", "territory": "Japan"}),
        ("x", "HOLDS", PERMIT, SURE),
    )
    assert told(graph, "x", "through", "limited_to") == [
        (["X"], None),
        (["X", "Y", "Z"], ["P", "Japan"]),
    ]


def test_certain_routes_stand_first_then_short_ones(make: Make) -> None:
    rumour = {**SURE, "confidence": "rumoured"}
    graph = make(
        ("x", "OWNS", "y", {**SURE, "share": 80.0}), ("y", "ACQUIRED", "z", SURE),
        ("z", "HOLDS", PERMIT, SURE), ("z", "HOLDS", PERMIT, SURE),
        ("x", "USES_LICENCE_OF", "a", rumour), ("x", "ACQUIRED", "w", SURE),
        ("w", "LISTED_IN", LISTING, SURE),
    )  # fmt: skip
    assert told(graph, "x", "through", "certainty") == [
        (["X", "W"], "yes"),
        (["X", "Y", "Z"], "yes"),
        (["X", "A"], "possible"),
    ]


def test_of_routes_as_long_the_one_with_the_better_weakest_part_is_first(make: Make) -> None:
    """B is tied by three sources and holds by one; C by two, and by two."""
    tie, right = ("x", "ACQUIRED"), ("HOLDS", PERMIT, SURE)
    graph = make(
        *[(*tie, "b", SURE)] * 3, ("b", *right),
        *[(*tie, "c", SURE)] * 2, *[("c", *right)] * 2,
    )  # fmt: skip
    assert told(graph, "x", "through") == [(["X", "C"],), (["X", "B"],)]


def test_what_is_inferred_of_a_maker_stands_after_what_is_said(make: Make) -> None:
    graph = make(
        ("a", "MANUFACTURES_FOR", "x", SURE), ("a", "HOLDS", PERMIT, SURE),
        ("x", "USES_LICENCE_OF", "b", SURE), ("b", "HOLDS", PERMIT, SURE),
    )  # fmt: skip
    assert told(graph, "x", "route") == [("borrowed",), ("contract-made",)]


def test_routes_alike_are_in_order_of_whom_they_lead_through_then_of_what_they_rest_on(
    make: Make,
) -> None:
    graph = make(
        ("x", "OWNS", "y", {**SURE, "share": 80.0}), ("y", "ACQUIRED", "z", SURE),
        ("y", "OWNS", "a", {**SURE, "share": 80.0}), ("z", "HOLDS", PERMIT, SURE),
        ("a", "HOLDS", PERMIT, {**SURE, "product": "P"}), ("a", "LISTED_IN", LISTING, SURE),
    )  # fmt: skip
    assert told(graph, "x", "through", "rests_on") == [
        (["X", "Y", "A"], "the list"),
        (["X", "Y", "A"], "the permit"),
        (["X", "Y", "Z"], "the permit"),
    ]


def test_rights_alike_are_listed_in_one_order_for_every_company(make: Make) -> None:
    graph = make(
        *((each, "HOLDS", PERMIT, SURE) for each in "abcdef"),
        *((each, "LISTED_IN", LISTING, SURE) for each in "abcdef"),
    )
    for each in "abcdef":
        assert told(graph, each, "rests_on") == [("the list",), ("the permit",)]
