"""Who stands in which role behind a company through those that it controls."""

from __future__ import annotations

from typing import Any

from small_worlds import TODAY, Make

BORROWED = ("unit", "USES_LICENCE_OF", "lender", {"valid_from": "2014"})
BOUGHT = ("buyer", "ACQUIRED", "unit", {"valid_from": "2016", "share": 100.0})
OWNED = ("owner", "OWNS", "unit", {"valid_from": "2015", "share": 100.0})


def roles(make: Make, item: str, *claims: Any, as_of: str = "2020-01-01") -> list[tuple[str, ...]]:
    graph = make(BORROWED, *claims)
    answer = graph.ask("four-roles", item, as_of=as_of, known_on=TODAY)
    return [(row["role"], row["who"], row["of"], row["certainty"]) for row in answer.rows]


def told(certainty: str) -> list[tuple[str, ...]]:
    return [("licence holder", "LENDER", "UNIT", certainty)]


def test_a_company_that_was_bought_counts_as_one_that_is_owned(make: Make) -> None:
    assert roles(make, "buyer", BOUGHT) == told("yes")
    assert roles(make, "owner", OWNED) == told("yes")
    assert roles(make, "buyer", BOUGHT, as_of="2015-12-31") == []


def test_what_a_unit_has_rests_on_the_control_of_it_too(make: Make) -> None:
    graph = make(BORROWED, BOUGHT)
    answer = graph.ask("four-roles", "buyer", as_of="2020-01-01", known_on=TODAY)
    assert {each["sentence"] for each in answer.evidence} == {
        "UNIT builds on the licence of LENDER",
        "BUYER acquired UNIT",
    }


def test_a_unit_that_was_sold_on_is_only_possible(make: Make) -> None:
    sold = ("other", "ACQUIRED", "unit", {"valid_from": "2018", "share": 100.0})
    assert roles(make, "owner", OWNED, sold) == told("possible")
    assert roles(make, "other", OWNED, sold) == told("yes")


def test_a_share_that_was_replaced_by_a_small_one_makes_no_unit(make: Make) -> None:
    left = ("owner", "OWNS", "unit", {"valid_from": "2018", "share": 30.0})
    assert roles(make, "owner", OWNED, left) == []
    assert roles(make, "owner", OWNED, left, as_of="2017-06-01") == told("yes")


def test_a_share_that_nobody_states_makes_a_unit_possible(make: Make) -> None:
    assert roles(make, "owner", ("owner", "OWNS", "unit", {"valid_from": "2015"})) == told(
        "possible"
    )
