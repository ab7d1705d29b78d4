"""Routes through time, and what changed between two days, on worlds small enough to check."""

from __future__ import annotations

from typing import Any

import pytest
from small_worlds import LISTING, PERMIT, Make

from graphkit.errors import BadValue
from graphkit.graph import Graph

TODAY = "2024-12-31"


def events(graph: Graph, company: str, **more: Any) -> list[tuple[Any, ...]]:
    rows = graph.ask("timeline", company, **{"as_of": TODAY, **more})
    return [(row["change"], row["route"], row["earliest"], row["latest"], row["may_build"])
            for row in rows]  # fmt: skip


def test_a_route_begins_and_ends_within_bounds(make: Make) -> None:
    graph = make(("a", "HOLDS", PERMIT, {"valid_from": "2018", "valid_to": "2021-03"}))
    assert events(graph, "a") == [
        ("begins", "own", "2018-01-01", "2018-12-31", "yes"),
        ("ends", "own", "2021-03-01", "2021-04-01", "denied"),
    ]
    assert [row["when"] for row in graph.ask("timeline", "a", as_of=TODAY)] == ["2018", "2021-03"]


def test_a_start_that_nobody_gives_has_no_first_day(make: Make) -> None:
    graph = make(("a", "HOLDS", PERMIT, {"told": "2020-06-01"}))
    assert events(graph, "a") == [("begins", "own", None, "2020-06-01", "yes")]
    [row] = graph.ask("timeline", "a", as_of=TODAY).rows
    assert row["when"] == "by 2020-06-01"


def test_a_rumour_may_begin_and_is_over(make: Make) -> None:
    graph = make(
        ("a", "HOLDS", PERMIT,
         {"valid_from": "2018-05-01", "valid_to": "2019-05-01", "confidence": "rumoured"}),
    )  # fmt: skip
    assert events(graph, "a") == [
        ("may begin", "own", "2018-05-01", None, "possible"),
        ("is over", "own", None, "2019-05-02", "denied"),
    ]


def test_a_term_that_ran_out_leaves_doubt(make: Make) -> None:
    graph = make(
        ("a", "USES_LICENCE_OF", "b",
         {"valid_from": "2018-05-01", "expected_to": "2021-05-01", "told": "2018-06-01"}),
    )  # fmt: skip
    assert events(graph, "a") == [
        ("begins", "borrowed", "2018-05-01", "2018-05-01", "yes"),
        ("in doubt", "borrowed", "2021-05-01", None, "possible"),
    ]


def test_who_is_not_in_a_complete_copy_is_denied_once_its_route_is_over(make: Make) -> None:
    graph = make(
        ("a", "USES_LICENCE_OF", "b", {"valid_from": "2016-05-01", "valid_to": "2018-05-01"}),
        (
            "b",
            "LISTED_IN",
            LISTING,
            {"valid_from": "2015", "told": "2017-01-01", "copy_of": LISTING},
        ),
    )
    *_, last = events(graph, "a")
    assert last == ("ends", "borrowed", "2018-05-01", "2018-05-02", "denied")
    [row] = graph.ask("may-build", "a", as_of="2018-05-02")
    assert (row["verdict"], row["against"]) == ("denied", ["not-listed"])


def test_each_change_names_the_source_of_its_date(make: Make) -> None:
    graph = make(
        ("x", "ACQUIRED", "t", {"valid_from": "2019-03-01", "told": "2019-03-02"}),
        ("t", "HOLDS", PERMIT, {"valid_from": "2015", "valid_to": "2021-01-01"}),
    )
    rows = graph.ask("timeline", "x", as_of=TODAY)
    assert [(row["change"], row["route"], row["sources"]) for row in rows] == [
        ("begins", "bought", ["s0"]), ("ends", "bought", ["s1"]),
    ]  # fmt: skip


def test_a_right_of_its_own_makes_the_makers_doubtful(make: Make) -> None:
    graph = make(
        ("m", "MANUFACTURES_FOR", "x", {"valid_from": "2018-01-01"}),
        ("m", "HOLDS", PERMIT, {"valid_from": "2015"}),
        ("x", "LISTED_IN", LISTING, {"valid_from": "2020-02-01"}),
    )
    assert events(graph, "x") == [
        ("begins", "contract-made", "2018-01-01", "2018-01-01", "yes"),
        ("begins", "own", "2020-02-01", "2020-02-01", "yes"),
        ("in doubt", "contract-made", "2020-02-01", None, "yes"),
    ]


def test_nothing_is_told_beyond_either_clock(make: Make) -> None:
    graph = make(
        ("a", "HOLDS", PERMIT, {"valid_from": "2018-05-01", "told": "2019-01-01"}),
        ("a", "LISTED_IN", LISTING, {"valid_from": "2020-05-01", "told": "2020-06-01"}),
    )
    assert len(events(graph, "a", as_of="2019-06-01")) == 1
    assert len(events(graph, "a", known_on="2019-06-01")) == 1
    assert events(graph, "a", known_on="2018-12-31") == []


def changes(graph: Graph, *arguments: str, **more: Any) -> set[tuple[str, ...]]:
    rows = graph.ask("diff", *arguments, **{"as_of": TODAY, **more})
    return {tuple(row[name] for name in ("clock", "about", "before", "after", "change"))
            for row in rows}  # fmt: skip


HOLDING = "A holds the permit"


def test_the_world_and_what_is_known_of_it_are_told_apart(make: Make) -> None:
    graph = make(("a", "HOLDS", PERMIT, {"valid_from": "2018-05-01", "told": "2020-06-01"}))
    assert changes(graph, "2018-01-01", "2019-01-01") == {
        ("world", HOLDING, "no", "yes", "begins")
    }  # fmt: skip
    assert changes(graph, "2020-01-01", "2021-01-01") == {
        ("knowledge", HOLDING, "not told", "yes", "learned")
    }  # fmt: skip
    assert changes(graph, "2021-01-01", "2022-01-01") == set()


def test_a_later_source_changes_what_is_known_and_is_named(make: Make) -> None:
    graph = make(
        ("a", "HOLDS", PERMIT, {"valid_from": "2018-05-01", "told": "2019-01-01"}),
        ("a", "HOLDS", PERMIT, {"valid_to": "2020-02-01", "told": "2020-06-01"}),
    )
    asked = graph.ask("diff", "2020-01-01", "2021-01-01", as_of=TODAY)
    told = {row["clock"]: (row["before"], row["after"], row["change"], row["sources"])
            for row in asked}  # fmt: skip
    assert told["knowledge"] == ("yes", "no", "no longer", ["s1"])
    assert told["world"][:3] == ("yes", "no", "ends")


@pytest.mark.parametrize(("valid_from", "change"), [("2018-05", "is certain"), (None, "had begun")])
def test_to_become_certain_is_not_to_begin(make: Make, valid_from: str | None, change: str) -> None:
    dates = {"valid_from": valid_from} if valid_from else {}
    graph = make(("a", "HOLDS", PERMIT, {**dates, "told": "2018-06-01"}))
    first = "2018-05-10"
    assert ("world", HOLDING, "possible", "yes", change) in changes(graph, first, "2018-07-01")


def test_the_routes_of_a_company_are_compared_too(make: Make) -> None:
    graph = make(
        ("a", "USES_LICENCE_OF", "b", {"valid_from": "2015", "valid_to": "2019-06-30"}),
        ("a", "HOLDS", PERMIT, {"valid_from": "2019-06-01"}),
    )
    routes = {row for row in changes(graph, "2019-01-01", "2020-01-01", "a")
              if ": " in row[1]}  # fmt: skip
    assert routes == {
        ("world", "borrowed: A > B", "yes", "no", "ends"),
        ("world", "own: A (the permit)", "no", "yes", "begins"),
    }


def test_days_in_the_wrong_order_are_refused(make: Make) -> None:
    with pytest.raises(BadValue, match="give the earlier day first"):
        make(("a", "HOLDS", PERMIT)).ask("diff", "2020-01-02", "2020-01-01")


@pytest.mark.parametrize("company", [None, "buyer"])
def test_what_became_known_after_the_day_of_knowledge_is_no_change(
    make: Make, company: str | None
) -> None:
    listed = ("buyer", "LISTED_IN", "listing", {"valid_from": "2019", "told": "2021-06-01"})
    graph = make(listed)
    days = {"from": "2020-01-01", "to": "2022-01-01", "as_of": "2020-06-01"}
    given = days | ({"company": company} if company else {})
    late = graph.ask("diff", known_on="2022-01-01", **given)
    assert {row["change"] for row in late.rows if row["clock"] == "knowledge"} == {"learned"}
    early = graph.ask("diff", known_on="2021-01-01", **given)
    assert early.rows == []
    assert "2022-01-01 is after 2021-01-01, up to which sources are read" in early.note
