"""In which ways a party builds or built on a licence: one for each tie and each right, on worlds
small enough to check by eye."""

from __future__ import annotations

from typing import Any

import pytest
from small_worlds import LISTING, PERMIT, WARNING, Claim, Make

from graphkit.graph import Graph

SURE = {"valid_from": "2015"}
OVER = {"valid_from": "2015", "valid_to": "2018"}
DAY = "2020-01-01"


def ways(graph: Graph, company: str, as_of: str = DAY) -> set[tuple[Any, ...]]:
    """Mode, whose licence, what it is, and certainty."""
    rows = graph.ask("whose-licence", company, as_of=as_of)
    columns = ("mode", "licence_holder", "qualification", "certainty")
    return {tuple(row[each] for each in columns) for row in rows}


def history(graph: Graph, company: str, as_of: str = DAY) -> list[tuple[Any, ...]]:
    """Mode, through whom, until when, and certainty."""
    rows = graph.ask("licence-history", company, as_of=as_of)
    return [
        tuple(row[each] for each in ("mode", "through", "valid_to", "certainty")) for row in rows
    ]


def test_who_builds_as_its_owner_or_maker_does_has_no_way_of_its_own(make: Make) -> None:
    graph = make(
        ("x", "OWNS_BRAND", "brand-b", SURE), ("x", "HOLDS", PERMIT, SURE),
        ("x", "MAKES", "product-p", SURE), ("product-q", "LISTED_IN", LISTING, SURE),
    )  # fmt: skip
    for key in ("brand-b", "product-p", "product-q"):
        assert ways(graph, key) == set()
        assert history(graph, key) == []


def test_what_is_made_or_held_for_another_product_is_no_way(make: Make) -> None:
    graph = make(
        ("m", "MANUFACTURES_FOR", "product-p", {**SURE, "product": "a variant"}),
        ("m", "MANUFACTURES_FOR", "x", {**SURE, "product": "P"}),
        ("m", "HOLDS", PERMIT, {**SURE, "product": "Q"}),
    )
    assert ways(graph, "product-p") == set()
    assert ways(graph, "x") == {("contract-made", "M", None, "possible")}


@pytest.mark.parametrize(
    ("lent", "licence"),
    [
        ({"licence_kind": "drug_right"}, "drug_right"),
        ({"licence_kind": "drug_right", "product": "a pill"}, "a pill"),
        ({"licence_kind": "chip_ip"}, None),  # designs are no licence that anybody granted
    ],
)
def test_a_lender_is_bought_with_the_right_that_it_lends(
    make: Make, lent: dict[str, str], licence: str | None
) -> None:
    graph = make(("x", "ACQUIRED", "b", SURE), ("a", "USES_LICENCE_OF", "b", {**SURE, **lent}))
    assert ways(graph, "x") == ({("bought", "B", licence, "yes")} if licence else set())


@pytest.mark.parametrize(
    ("maker", "found"),
    [
        ([("m", "USES_LICENCE_OF", "h", SURE)], {("contract-made", "M", None, "possible")}),
        ([("m", "HOLDS", PERMIT, OVER)], set()),
    ],
)
def test_a_maker_without_a_right_of_its_own_may_build_on_anothers(
    make: Make, maker: list[Claim], found: set[tuple[Any, ...]]
) -> None:
    graph = make(("m", "MANUFACTURES_FOR", "x", {**SURE, "product": "P"}), *maker)
    assert ways(graph, "x") == found


def test_who_ceased_lends_nothing_whatever_end_a_loan_was_given(make: Make) -> None:
    graph = make(
        ("a", "USES_LICENCE_OF", "b", {**SURE, "valid_to": "2023"}), ("b", "ceased", "2018")
    )
    assert ways(graph, "a") == set()
    assert history(graph, "a") == [("borrowed", "B", "2023", "ended")]


def test_the_history_knows_ways_that_ended(make: Make) -> None:
    graph = make(
        ("x", "OWNS", "s", OVER), ("s", "HOLDS", PERMIT, SURE),  # by a share that nobody states
        ("m", "MANUFACTURES_FOR", "x", OVER),  # not known to hold a right, where there is one
        ("free-m", "MANUFACTURES_FOR", "x", OVER), ("free-m", "HOLDS", PERMIT, SURE),
        ("free-n", "MANUFACTURES_FOR", "x", OVER),  # makes what needs none
    )  # fmt: skip
    assert sorted(history(graph, "x")) == [
        ("contract-made", "FREE-M", "2018", "ended"),
        ("contract-made", "M", "2018", "ended"),
        ("controlled", "S", "2018", "ended"),
    ]


def test_a_claim_without_a_share_adds_nothing_to_the_history_of_one_with_it(make: Make) -> None:
    graph = make(
        ("x", "OWNS", "s", {**OVER, "share": 80.0}), ("x", "OWNS", "s", {"told": "2017-01-01"}),
        ("s", "HOLDS", PERMIT, SURE),
    )  # fmt: skip
    assert history(graph, "x") == [("controlled", "S", "2018", "ended")]


@pytest.mark.parametrize(
    ("bought", "told"),
    [("2018", False), ("2017-07-01", False), ("2017-06-30", True), ("2016..2018", True)],
)
def test_a_company_bought_after_its_right_was_gone_is_no_way_in_the_history(
    make: Make, bought: str, told: bool
) -> None:
    graph = make(
        ("x", "ACQUIRED", "t", {"valid_from": bought}),
        ("t", "HOLDS", PERMIT, {"valid_from": "2015", "valid_to": "2017-06"}),
    )
    assert history(graph, "x") == ([("bought", "T", "2017-06", "ended")] if told else [])


def test_before_its_founding_a_company_has_no_history(make: Make) -> None:
    graph = make(
        ("a", "USES_LICENCE_OF", "b"), ("a", "HOLDS", PERMIT), ("a", "founded", "2020"),
        ("x", "ACQUIRED", "a", SURE),
    )  # fmt: skip
    assert history(graph, "a", "2019-12-31") == []
    assert history(graph, "x", "2019-12-31") == []
    assert {mode for mode, *_ in history(graph, "a", "2024-06-01")} == {"own", "borrowed"}


@pytest.mark.parametrize(
    ("tie", "fields"),
    [
        ("ACQUIRED", {"share": 30.0}),
        ("OWNS", {"share": 30.0}),
        ("USES_LICENCE_OF", {"licence_kind": "brand"}),
    ],
)
def test_a_minority_or_a_licence_of_a_name_is_no_way_in_the_history_either(
    make: Make, tie: str, fields: dict[str, Any]
) -> None:
    graph = make(("x", tie, "s", {**OVER, **fields}), ("s", "HOLDS", PERMIT, SURE))
    assert history(graph, "x") == []


def test_all_parties_at_once_have_the_ways_that_each_has_alone(make: Make) -> None:
    """The whole graph is read by other queries than what is around one party."""
    denied = {"valid_from": "2016", "polarity": "denied"}
    graph = make(
        ("a", "USES_LICENCE_OF", "b", SURE), ("b", "HOLDS", PERMIT, SURE),
        ("b", "HOLDS", PERMIT, denied),  # disputed, so the loan does not speak for it
        ("c", "OWNS", "b", {**SURE, "control": True}), ("d", "OWNS", "b", {"share_min": 40.0}),
        ("e", "ACQUIRED", "f", {**SURE, "share": 60.0}), ("f", "LISTED_IN", LISTING, SURE),
        ("g", "ACQUIRED", "f", {"valid_from": "2018"}), ("e", "OWNS", "h", {"share_max": 50.0}),
        ("h", "HOLDS", PERMIT, {**SURE, "product": "P", "territory": "Japan"}),
        ("h", "MANUFACTURES_FOR", "i", {**SURE, "product": "P"}), ("i", "LISTED_IN", WARNING, SURE),
        ("h", "MANUFACTURES_FOR", "product-p", {**SURE, "product": "PRODUCT-P"}),
        ("h", "MANUFACTURES_FOR", "i", {**SURE, "product": "Q"}),
        ("j", "USES_LICENCE_OF", "h", {**SURE, "licence_kind": "drug_right", "product": "a pill"}),
        ("j", "USES_LICENCE_OF", "i", {**SURE, "qualification": PERMIT, "territory": "Japan"}),
        ("free-k", "MANUFACTURES_FOR", "j", SURE), ("l", "USES_LICENCE_OF", "l2", OVER),
        ("m", "MANUFACTURES_FOR", "j", {"confidence": "rumoured"}), ("n", "OWNS", "f", SURE),
        ("o", "USES_LICENCE_OF", "q", SURE), ("q", "HOLDS", PERMIT, SURE),
        ("q", "HOLDS", PERMIT, {"valid_from": "2016", "valid_to": "2018", "polarity": "denied"}),
        ("b", "ceased", "2019-05..2021-05"), ("n", "founded", "2018..2022"),
    )  # fmt: skip
    parties = [*"abcdefghijlmnoq", "free-k", "l2", "product-p"]
    alone = [row for key in parties for row in graph.ask("whose-licence", key, as_of=DAY)]
    at_once = graph.ask("whose-licence", as_of=DAY).rows
    assert len(at_once) > 12
    assert sorted(map(str, at_once)) == sorted(map(str, alone))
