"""The rules by which a chain of facts is a route, each on a world small enough to check by eye."""

from __future__ import annotations

from typing import Any

import pytest
from small_worlds import LISTING, NDRC, PERMIT, WARNING, Claim, Make

from graphkit.graph import Graph

SURE = {"valid_from": "2015"}
DAY = "2020-01-01"


def found(graph: Graph, company: str, as_of: str = DAY, **more: Any) -> set[tuple[str, ...]]:
    """Route, parties on the way, what it rests on, and certainty."""
    rows = graph.ask("routes", company, as_of=as_of, **more)
    return {(row["route"], ">".join(row["through"]), row["shown_by"], row["certainty"])
            for row in rows}  # fmt: skip


def verdict(graph: Graph, company: str, as_of: str = DAY, **more: Any) -> tuple[str, Any]:
    [row] = [each for each in graph.ask("may-build", company, as_of=as_of, **more)
             if each["tie"] == "itself"]  # fmt: skip
    return row["verdict"], row["against"]


def holds(company: str, **more: Any) -> Claim:
    return (company, "HOLDS", PERMIT, {**SURE, **more})


def test_own_right(make: Make) -> None:
    graph = make(holds("a"), ("b", "LISTED_IN", LISTING, SURE), ("c", "LISTED_IN", WARNING, SURE))
    assert found(graph, "a") == {("own", "A", "licence", "yes")}
    assert found(graph, "b") == {("own", "B", "listing", "yes")}
    assert found(graph, "c") == set()  # a list that warns permits nothing


def test_intervals_are_half_open(make: Make) -> None:
    graph = make(holds("a", valid_to="2024-04"))
    assert found(graph, "a", "2024-03-31") == {("own", "A", "licence", "yes")}
    assert found(graph, "a", "2024-04-15") == {("own", "A", "licence", "possible")}
    assert found(graph, "a", "2024-05-01") == set()


def test_who_lends_has_a_right(make: Make) -> None:
    graph = make(("a", "USES_LICENCE_OF", "b", SURE))
    assert found(graph, "a") == {("borrowed", "A>B", "loan", "yes")}
    assert found(graph, "b") == {("own", "B", "loan", "yes")}


def test_what_a_lender_borrows_need_not_be_what_it_lends(make: Make) -> None:
    def world(kind: str) -> Graph:
        loan = {**SURE, "licence_kind": kind}
        return make(("a", "USES_LICENCE_OF", "b", loan), ("b", "USES_LICENCE_OF", "c", loan))

    designs = world("chip_ip")  # B may lend its own
    assert found(designs, "a") == {
        ("borrowed", "A>B", "loan", "yes"), ("borrowed", "A>B>C", "loan", "possible"),
    }  # fmt: skip
    assert ("borrowed", "B>C", "loan", "yes") in found(designs, "b")
    granted = world("drug_right")  # nobody but C is known to have been granted any
    assert found(granted, "a") == {("borrowed", "A>B>C", "loan", "yes")}


def test_a_loan_does_not_speak_for_a_right_that_ended_or_is_denied(make: Make) -> None:
    ended = make(("a", "USES_LICENCE_OF", "b", SURE), holds("b", valid_to="2018"))
    assert found(ended, "a") == {("borrowed", "A>B", "loan", "possible")}
    denied = make(
        ("a", "USES_LICENCE_OF", "b", SURE),
        ("b", "HOLDS", PERMIT, {"valid_from": "2019", "polarity": "denied"}),
    )
    assert found(denied, "a") == {("borrowed", "A>B", "loan", "possible")}


def test_who_lends_on_what_it_borrows_speaks_for_nobody(make: Make) -> None:
    graph = make(("a", "USES_LICENCE_OF", "b", SURE), ("b", "USES_LICENCE_OF", "c", SURE))
    assert found(graph, "a") == {("borrowed", "A>B>C", "loan", "yes")}


@pytest.mark.parametrize("kind", ["brand", "technology"])
def test_a_licence_that_does_not_confer_the_right_to_make_is_no_route(
    make: Make, kind: str
) -> None:
    graph = make(("a", "USES_LICENCE_OF", "b", {**SURE, "licence_kind": kind}), holds("b"))
    assert found(graph, "a") == set()


def test_maker_to_licence(make: Make) -> None:
    graph = make(("m", "MANUFACTURES_FOR", "x", SURE), holds("m"))
    assert found(graph, "x") == {("contract-made", "X>M", "licence", "yes")}


def test_a_maker_without_a_known_right_makes_a_route_possible(make: Make) -> None:
    graph = make(("m", "MANUFACTURES_FOR", "x", SURE))
    assert found(graph, "x") == {("contract-made", "X>M", "making", "possible")}
    assert verdict(graph, "m") == ("not known", None)  # making alone is no right of its own


def test_what_needs_no_right_lends_none(make: Make) -> None:
    graph = make(("free-m", "MANUFACTURES_FOR", "x", SURE), holds("other"))
    assert found(graph, "x") == set()


def test_who_controls_a_holder_need_not_build_on_its_makers(make: Make) -> None:
    graph = make(
        ("m", "MANUFACTURES_FOR", "x", SURE), holds("m"), holds("s"),
        ("x", "OWNS", "s", {**SURE, "share": 100.0}),
    )  # fmt: skip
    assert found(graph, "x") == {
        ("controlled", "X>S", "licence", "yes"), ("contract-made", "X>M", "licence", "possible"),
    }  # fmt: skip


def test_a_company_that_ceased_has_no_right_and_builds_on_nobody(make: Make) -> None:
    graph = make(
        holds("a"), ("a", "ceased", "2019-05-10"), ("p", "OWNS", "a", {**SURE, "share": 80.0})
    )
    assert found(graph, "p", "2019-05-10") == {("controlled", "P>A", "licence", "yes")}
    assert found(graph, "p", "2019-05-11") == set()
    assert verdict(graph, "a", "2019-05-11") == ("denied", ["ceased"])


def test_a_company_that_may_have_ceased_has_its_right_at_best(make: Make) -> None:
    graph = make(
        holds("a"),
        ("a", "ceased", "2019"),
        ("p", "OWNS", "a", {**SURE, "share": 80.0}),
        holds("b"),
        ("b", "ceased", "2018-05-10"),
        ("b", "ceased", "2020-05-10"),
    )
    days = ("2019-01-01", "2019-06-01", "2020-01-01")
    assert [verdict(graph, "a", day)[0] for day in days] == ["yes", "possible", "denied"]
    assert [verdict(graph, "p", day)[0] for day in days] == ["yes", "possible", "not known"]
    # The sources disagree: in between it may be there or not.
    assert [verdict(graph, "b", day)[0] for day in ("2018-05-10", "2019-01-01", "2021-01-01")] == [
        "yes",
        "possible",
        "denied",
    ]


def test_before_its_founding_a_company_has_nothing_that_is_only_possible(make: Make) -> None:
    graph = make(
        ("a", "USES_LICENCE_OF", "b"),
        ("b", "HOLDS", PERMIT),
        ("c", "USES_LICENCE_OF", "b", SURE),
        ("a", "founded", "2020", {"told": "2025-05-01"}),
        ("b", "founded", "1990"),
        ("b", "founded", "2005", {"confidence": "rumoured"}),
        ("c", "founded", "2020"),
    )
    days = ("1989-12-31", "1995-01-01", "2019-12-31", "2020-01-01", "2024-06-01")
    told = {company: [verdict(graph, company, day) for day in days] for company in ("a", "b", "c")}
    late, may, sure = ("denied", ["not-founded"]), ("possible", None), ("yes", None)
    assert told["a"] == [late, late, late, may, sure]
    assert told["b"] == [late, may, sure, sure, sure]
    assert told["c"][0] == late
    assert told["c"][2] == sure  # what surely stood speaks against the founding
    for question in ("whose-licence", "routes"):
        assert [len(graph.ask(question, "a", as_of=day)) for day in days] == [0, 0, 0, 1, 1]
        # Nobody could know of it yet.
        assert len(graph.ask(question, "a", as_of=days[2], known_on="2025-04-30")) == 1
    states = [{row["state"] for row in graph.ask("checkpoints", "b", as_of=day)} for day in days]
    assert states[0] == {"not known"}
    assert all("possible" in each for each in states[1:4])
    [first, *_] = graph.ask("timeline", "a", as_of="2024-06-01").rows
    assert (first["earliest"], first["sources"]) == ("2020-01-01", ["s0", "s1", "s3"])


@pytest.mark.parametrize(
    ("told", "certainties"),
    [
        ("2019", ("yes", "possible", None)),
        ("2019-05-10", ("yes", "yes", None)),
        ("2019-03..2019-05", ("yes", "possible", None)),
        ("by 2019", ("possible", "possible", None)),
        ("after 2019", ("yes", "possible", "possible")),
        ("~2019", ("yes", "possible", "possible")),
    ],
)
def test_every_question_reads_a_ceasing_alike(
    make: Make, told: str, certainties: tuple[str | None, ...]
) -> None:
    graph = make(holds("a"), ("a", "ceased", told), ("a", "founded", told))
    for day, certainty in zip(("2017-06-01", "2019-04-15", "2020-06-01"), certainties, strict=True):
        assert [row["certainty"] for row in graph.ask("whose-licence", as_of=day)] == (
            [certainty] if certainty else []
        )
        [row] = graph.ask("licence-history", "a", as_of=day)
        assert row["certainty"] == (certainty or "ended")
        assert verdict(graph, "a", day)[0] == (certainty or "denied")
    # What is told of a day that may have come is shown.
    said = " ".join(row["statement"] for row in graph.ask("why", "a", as_of="2021-01-01"))
    assert "A was founded" in said
    assert "A ceased" in said


@pytest.mark.parametrize(
    ("ties", "certainty"),
    [
        ([("x", "ACQUIRED", "s", {**SURE, "share": 50.0})], None),
        ([("x", "ACQUIRED", "s", {**SURE, "share": 51.0})], "yes"),
        ([("x", "OWNS", "s", SURE)], "possible"),
        ([("x", "OWNS", "s", SURE), ("x", "OWNS", "s", {**SURE, "share": 30.0})], None),
        ([("x", "ACQUIRED", "s", SURE), ("x", "OWNS", "s", SURE)], "yes"),
        (
            [
                ("x", "OWNS", "s", {**SURE, "share": 80.0}),
                ("x", "OWNS", "s", {"valid_from": "2018", "share": 30.0}),
            ],
            None,
        ),
        (
            [
                ("x", "OWNS", "s", {**SURE, "share": 80.0}),
                ("x", "OWNS", "s", {"valid_from": "2018", "share_min": 30.0}),
            ],
            "possible",
        ),
        (
            [
                ("x", "OWNS", "s", {**SURE, "share": 80.0}),
                ("y", "ACQUIRED", "s", {"valid_from": "2018"}),
            ],
            "possible",
        ),
        (
            [
                ("x", "ACQUIRED", "s", SURE),
                ("y", "OWNS", "s", {"valid_from": "2018", "control": True}),
                ("x", "OWNS", "y", {**SURE, "share": 30.0}),
            ],
            "yes",
        ),
    ],
)
def test_every_question_reads_control_alike(
    make: Make, ties: list[Claim], certainty: str | None
) -> None:
    graph = make(holds("s"), *ties)
    through = {each for route, *_, each in found(graph, "x") if route in {"bought", "controlled"}}
    assert through == ({certainty} if certainty else set())
    assert {row["certainty"] for row in graph.ask("whose-licence", "x", as_of=DAY)} == through
    told = {row["certainty"] for row in graph.ask("licence-history", "x", as_of=DAY)}
    assert told - {"ended"} == through


@pytest.mark.parametrize(
    ("more", "certainty"),
    [
        ([], "possible"),
        ([holds("m")], "yes"),
        ([holds("m", confidence="rumoured")], "possible"),
        ([holds("m"), holds("x")], "possible"),
        ([holds("m"), ("x", "ACQUIRED", "s", SURE), holds("s")], "possible"),
    ],
)
def test_the_history_is_no_more_certain_of_a_makers_licence_than_the_day(
    make: Make, more: list[Claim], certainty: str
) -> None:
    graph = make(("m", "MANUFACTURES_FOR", "x", SURE), *more)
    for question in ("whose-licence", "licence-history"):
        rows = graph.ask(question, "x", as_of=DAY)
        assert {row["certainty"] for row in rows if row["mode"] == "contract-made"} == {certainty}


@pytest.mark.parametrize(
    ("more", "certainty"),
    [
        ([], "yes"),
        ([holds("b", valid_to="2018")], "possible"),
        ([holds("b", valid_to="2018"), ("b", "LISTED_IN", LISTING, SURE)], "yes"),
        ([("b", "HOLDS", PERMIT, {"polarity": "denied", "valid_from": "2019"})], "possible"),
        ([("b", "HOLDS", PERMIT, {"polarity": "denied", "valid_from": "2021"})], "yes"),
        ([("b", "CLEARED", NDRC, {"polarity": "refused", "valid_from": "2019"})], "possible"),
        ([("b", "ceased", "2018", {"confidence": "rumoured"})], "yes"),
        ([("b", "ceased", "2018"), ("b", "ceased", "2021")], "possible"),
        ([("b", "ceased", "2018")], None),
        ([("b", "USES_LICENCE_OF", "c", SURE)], "yes"),
        ([("b", "USES_LICENCE_OF", "c", {**SURE, "confidence": "rumoured"})], "possible"),
    ],
)
def test_a_loan_is_as_certain_as_the_right_of_its_lender_on_that_day(
    make: Make, more: list[Claim], certainty: str | None
) -> None:
    graph = make(("a", "USES_LICENCE_OF", "b", SURE), *more)
    told = {certainty} if certainty else set()
    assert {each for *_, each in found(graph, "a")} == told
    assert {row["certainty"] for row in graph.ask("whose-licence", "a", as_of=DAY)} == told
    [row] = graph.ask("licence-history", "a", as_of=DAY)
    assert row["certainty"] == (certainty or "ended")


@pytest.mark.parametrize(
    ("ceased", "chain", "licence"),
    [
        ([], "yes", "yes"),
        ([("s", "ceased", "2019-05..2022-05")], "possible", "possible"),
        ([("s", "ceased", "2018")], None, "ended"),
        ([("s", "ceased", "2018", {"confidence": "rumoured"})], "yes", "yes"),
    ],
)
def test_what_a_company_held_ended_with_it(
    make: Make, ceased: list[Claim], chain: str | None, licence: str
) -> None:
    graph = make(
        holds("s"),
        ("x", "ACQUIRED", "s", {**SURE, "purpose": "its licence"}),
        ("permit", "ISSUED_BY", "ministry", SURE),
        *ceased,
    )
    rows = graph.ask("chain-to-regulator", "x", as_of=DAY)
    assert [row["certainty"] for row in rows] == ([chain] if chain else [])
    assert all(row["through"] == ["X", "S"] and row["depth"] == 3 for row in rows)
    [row] = graph.ask("bought-for-licence", "x", as_of=DAY)
    assert row["licence"] == licence
    for company in ("x", "s"):
        about = {
            row["entity"]: row["state"] for row in graph.ask("checkpoints", company, as_of=DAY)
        }
        assert about["S"] == licence


def test_a_minority_that_was_bought_is_no_route_to_market(make: Make) -> None:
    for share, certainties in (
        ({"share": 50.0}, []),
        ({"share": 51.0}, ["yes"]),
        ({}, ["yes"]),
    ):
        graph = make(holds("s"), ("x", "ACQUIRED", "s", {**SURE, **share}))
        rows = graph.ask("routes-to-market", "x", as_of=DAY)
        assert [row["certainty"] for row in rows] == certainties


@pytest.mark.parametrize(
    ("more", "overlaps"),
    [
        ({}, [("yes", "yes")]),
        ({"confidence": "rumoured"}, [("possible", "possible")]),
        ({"valid_to": "2017"}, [("no", "yes")]),
    ],
)
def test_routes_surely_overlap_where_both_are_certain(
    make: Make, more: dict[str, Any], overlaps: list[tuple[str, str]]
) -> None:
    graph = make(
        ("x", "USES_LICENCE_OF", "b", {"valid_from": "2015", **more}),
        ("m", "MANUFACTURES_FOR", "x", {"valid_from": "2018"}),
    )
    rows = graph.ask("route-switches", "x", as_of=DAY)
    assert [(row["overlap"], row["certainty"]) for row in rows] == overlaps


def test_nobody_builds_through_a_company_that_ceased(make: Make) -> None:
    graph = make(
        holds("s"), ("x", "ACQUIRED", "s", SURE), ("s", "ceased", "2018", {"told": "2019-02-01"})
    )
    for question, told in (("whose-licence", []), ("licence-history", ["ended"])):
        rows = graph.ask(question, "x", as_of=DAY)
        assert [row["certainty"] for row in rows] == told
        [row] = graph.ask(question, "x", as_of="2018-05-01")
        assert row["certainty"] == "possible"
    graph.decide("small:r2", "set-aside", who="Ada", why="a slip", decided_on="2025-01-01")
    [row] = graph.ask("whose-licence", "x", as_of=DAY)
    assert row["certainty"] == "yes"


def test_a_denial_of_a_checkpoint_speaks_of_its_day_and_later_ones(make: Make) -> None:
    graph = make(
        ("a", "HOLDS", PERMIT, {"polarity": "denied", "told": "2018-07-23"}),
        ("a", "CLEARED", NDRC, {"polarity": "refused", "valid_from": "2017"}),
        ("b", "HOLDS", PERMIT, {"polarity": "denied", "valid_from": "2017", "valid_to": "2019"}),
        ("c", "APPLIED_FOR", PERMIT, {"status": "refused", "told": "2018-07-23"}),
    )

    def states(company: str, day: str, **more: Any) -> set[str]:
        rows = graph.ask("checkpoints", company, as_of=day, **more)
        return {row["state"] for row in rows} - {"not known"}

    assert states("a", "2017-12-30") == set()
    assert states("a", "2018-07-22") == {"refused"}
    assert states("a", "2018-07-23") == {"refused", "denied"}
    assert states("b", "2019-12-31") == {"denied"}
    assert states("b", "2020-01-01") == set()
    assert states("c", "2018-07-22") == {"applied"}
    assert states("c", "2018-07-23") == {"refused"}
    made = graph.decide("small:r0", "set-aside", who="Ada", why="a slip", decided_on="2025-01-01")
    assert states("a", DAY, known_on="2024-12-31") == {"refused", "denied"}
    assert states("a", DAY, known_on="2025-01-01") == {"refused"}
    graph.withdraw(made.key, who="Ada", why="no slip", withdrawn_on="2025-02-01")
    assert states("a", DAY, known_on="2025-02-01") == {"refused", "denied"}


def test_a_founding_that_was_planned_or_rumoured_is_no_founding(make: Make) -> None:
    graph = make(
        holds("a"),
        ("a", "founded", "2009", {"stage": "planned"}),
        ("a", "founded", "2010", {"confidence": "rumoured"}),
        ("a", "founded", "2012"),
    )
    [row] = graph.ask("routes-to-market", as_of=DAY)
    assert (row["founded"], row["years"], row["certainty"]) == ("2012", 3, "yes")


def test_years_from_a_founding_of_which_the_year_is_in_doubt_are_not_counted(make: Make) -> None:
    for told in (("2010", "2012"), ("2010..2012",), ("by 2010",)):
        graph = make(holds("a"), *(("a", "founded", each) for each in told))
        [row] = graph.ask("routes-to-market", as_of=DAY)
        assert (row["founded"], row["years"]) == (told[0], None)
        # What was set aside counts for nothing.
        graph.decide("small:r1", "set-aside", who="Ada", why="a slip", decided_on="2025-01-01")
        [row] = graph.ask("routes-to-market", as_of=DAY)
        assert (row["founded"], row["years"]) == (("2012", 3) if told[1:] else (None, None))


def test_who_has_a_right_need_not_build_on_its_makers(make: Make) -> None:
    graph = make(("m", "MANUFACTURES_FOR", "x", SURE), holds("m"), holds("x"))
    assert found(graph, "x") == {
        ("own", "X", "licence", "yes"), ("contract-made", "X>M", "licence", "possible"),
    }  # fmt: skip


def test_a_stake_in_a_company_without_a_right_says_nothing_of_a_makers_own(make: Make) -> None:
    claims = (("m", "MANUFACTURES_FOR", "x", SURE), ("m", "OWNS", "d", SURE))
    assert found(make(*claims), "x") == {("contract-made", "X>M", "making", "possible")}
    assert found(make(*claims, holds("d")), "x") == {
        ("contract-made", "X>M>D", "licence", "possible")
    }


def test_what_is_said_stands_before_what_is_inferred(make: Make) -> None:
    graph = make(
        ("m", "MANUFACTURES_FOR", "x", SURE), ("x", "USES_LICENCE_OF", "m", SURE), holds("m")
    )
    rows = graph.ask("routes", "x", as_of=DAY).rows
    assert [row["route"] for row in rows] == ["borrowed", "contract-made"]


def test_buying_is_not_holding(make: Make) -> None:
    graph = make(("x", "ACQUIRED", "t", {"valid_from": "2018"}))
    assert found(graph, "x") == set()


def test_bought_holder_through_others_and_still_held(make: Make) -> None:
    graph = make(
        ("x", "ACQUIRED", "y", {"valid_from": "2018"}), ("y", "ACQUIRED", "t", SURE),
        holds("t", valid_to="2021-06-30"),
    )  # fmt: skip
    assert found(graph, "x") == {("bought", "X>Y>T", "licence", "yes")}
    assert found(graph, "x", "2017-01-01") == set()  # not bought yet
    assert found(graph, "x", "2022-01-01") == set()  # not held any more


@pytest.mark.parametrize("stage", ["agreed", "planned", "rumoured", "called-off"])
def test_a_deal_that_did_not_close_is_no_route(make: Make, stage: str) -> None:
    graph = make(("x", "ACQUIRED", "t", {**SURE, "stage": stage}), holds("t"))
    assert found(graph, "x") == set()


@pytest.mark.parametrize(
    ("share", "certainty"),
    [
        ({"share": 50.0}, None),
        ({"share": 50.5}, "yes"),
        ({"share_min": 40.0}, "possible"),
        ({"share_min": 51.0}, "yes"),
        ({"share_max": 50.0}, None),
        ({}, "possible"),
    ],
)
def test_control_is_more_than_half(
    make: Make, share: dict[str, float], certainty: str | None
) -> None:
    graph = make(("x", "OWNS", "t", {**SURE, **share}), holds("t"))
    wanted = {("controlled", "X>T", "licence", certainty)} if certainty else set()
    assert found(graph, "x") == wanted


def test_a_newer_share_replaces_the_older_one_from_its_date(make: Make) -> None:
    graph = make(
        ("x", "OWNS", "t", {"valid_from": "2016", "share": 60.0}),
        ("x", "OWNS", "t", {"valid_from": "2019-03-01", "share": 30.0}),
        holds("t"),
    )
    assert found(graph, "x", "2019-02-28") == {("controlled", "X>T", "licence", "yes")}
    assert found(graph, "x", "2019-03-01") == set()


def test_a_claim_without_a_share_adds_nothing_to_one_with_it(make: Make) -> None:
    graph = make(
        ("x", "OWNS", "t", {"valid_from": "2016", "valid_to": "2018", "share": 60.0}),
        ("x", "OWNS", "t", {"told": "2017-01-01"}),
        holds("t"),
    )
    assert found(graph, "x", "2017-06-01") == {("controlled", "X>T", "licence", "yes")}
    assert found(graph, "x", "2019-06-01") == set()


def test_control_that_somebody_else_got_later_is_doubtful(make: Make) -> None:
    claims: list[Claim] = [
        ("x", "ACQUIRED", "t", {"valid_from": "2016"}),
        ("z", "ACQUIRED", "t", {"valid_from": "2019"}),
        holds("t"),
    ]
    assert found(make(*claims), "x") == {("bought", "X>T", "licence", "possible")}
    group: Claim = ("x", "OWNS", "z", {**SURE, "share": 100.0})
    of_the_group = found(make(*claims, group), "x")
    assert ("bought", "X>T", "licence", "yes") in of_the_group


def test_assets_and_a_right_that_came_after_them(make: Make) -> None:
    deal: Claim = ("x", "ACQUIRED_ASSETS_OF", "s", {"valid_from": "2018-06"})
    own = ("own", "X", "licence", "yes")
    for since, certainty in (("2019", "yes"), ("2018", "possible"), ("2017", None)):
        graph = make(deal, holds("x", valid_from=since))
        wanted = {("assets", "X>S", "licence", certainty)} if certainty else set()
        assert found(graph, "x") == {own, *wanted}
    assert found(make(deal, holds("s")), "x") == set()  # assets carry no licence with them


def test_brand_and_product_build_as_others_do(make: Make) -> None:
    graph = make(
        ("x", "OWNS_BRAND", "brand-b", SURE), ("brand-b", "BRAND_OF", "product-p", SURE),
        ("m", "MAKES", "product-p", SURE), holds("x"), holds("m"),
    )  # fmt: skip
    assert found(graph, "brand-b") == {
        ("own", "BRAND-B>X", "licence", "yes"),
        ("made-by", "PRODUCT-P>M", "licence", "yes"),  # its product's, under the product's name
    }
    assert found(graph, "product-p") == {
        ("made-by", "PRODUCT-P>M", "licence", "yes"),
        ("own", "PRODUCT-P>BRAND-B>X", "licence", "yes"),
    }


def test_brand_parent_and_subsidiary_are_told_apart_and_linked(make: Make) -> None:
    graph = make(
        ("p", "OWNS", "x", {**SURE, "share": 80.0}), ("x", "OWNS", "s", {**SURE, "share": 100.0}),
        ("x", "OWNS_BRAND", "brand-b", SURE), ("m", "MANUFACTURES_FOR", "brand-b", SURE),
        holds("m"), holds("s"),
    )  # fmt: skip
    rows = graph.ask("may-build", "x", as_of=DAY)
    assert {(row["tie"], row["entity"], row["route"]) for row in rows} == {
        ("itself", "X", "controlled"), ("brand", "BRAND-B", "contract-made"),
        ("subsidiary", "S", "own"), ("parent", "P", "controlled"),
    }  # fmt: skip
    whose = {(row["whose"], row["route"]) for row in graph.ask("routes", "x", as_of=DAY)}
    assert whose == {("itself", "controlled"), ("BRAND-B", "contract-made")}
    assert graph.ask("routes", "s", as_of=DAY).rows[0]["through"] == ["S"]


def test_a_share_that_nobody_states_makes_a_possible_subsidiary(make: Make) -> None:
    graph = make(
        ("x", "OWNS", "venture", SURE), ("x", "OWNS", "s", {**SURE, "share": 100.0}), holds("s"),
        ("x", "OWNS", "s", {"valid_from": "by 2030", "share": 90.0}),
    )  # fmt: skip
    rows = graph.ask("may-build", "x", as_of=DAY)
    assert {(row["tie"], row["entity"]) for row in rows} == {
        ("itself", "X"), ("possible subsidiary", "VENTURE"), ("subsidiary", "S"),
    }  # fmt: skip
    rows = graph.ask("may-build", "s", as_of=DAY)
    assert {(row["tie"], row["entity"]) for row in rows} == {("itself", "S"), ("parent", "X")}


def test_parts_limited_to_different_products_make_no_chain(make: Make) -> None:
    def chain(one: str, other: str) -> Graph:
        return make(
            ("x", "USES_LICENCE_OF", "y", {**SURE, "product": one}),
            ("y", "USES_LICENCE_OF", "z", {**SURE, "product": other}),
        )

    assert ("borrowed", "X>Y>Z", "loan", "yes") in found(chain("P", "p"), "x")
    assert found(chain("P", "Q"), "x") == {("borrowed", "X>Y", "loan", "yes")}


def test_licences_of_different_kinds_make_no_chain(make: Make) -> None:
    graph = make(
        ("x", "USES_LICENCE_OF", "y", {**SURE, "licence_kind": "chip_ip"}), holds("y"),
        ("y", "USES_LICENCE_OF", "z", {**SURE, "licence_kind": "drug_right"}),
    )  # fmt: skip
    assert found(graph, "x") == {("borrowed", "X>Y", "loan", "yes")}
    assert ("own", "Y", "licence", "yes") in found(graph, "y")


def test_cycles_end(make: Make) -> None:
    graph = make(
        ("a", "USES_LICENCE_OF", "b", SURE), ("b", "USES_LICENCE_OF", "a", SURE),
        ("a", "OWNS", "b", {**SURE, "share": 60.0}), ("b", "OWNS", "a", {**SURE, "share": 60.0}),
    )  # fmt: skip
    assert found(graph, "a") == set()
    assert verdict(graph, "a") == ("not known", None)


def test_a_rumour_alone_makes_a_route_possible(make: Make) -> None:
    graph = make(holds("a", confidence="rumoured"))
    assert found(graph, "a") == {("own", "A", "licence", "possible")}


@pytest.mark.parametrize(("claim", "no"), [
    (("a", "HOLDS", PERMIT, {"valid_from": "2019", "polarity": "denied"}), "denied"),
    (("a", "APPLIED_FOR", PERMIT, {"valid_from": "2019", "polarity": "refused"}), "refused"),
    (("a", "HOLDS", PERMIT, {"valid_from": "2019", "polarity": "rumour-denied"}), "rumour-denied"),
    (("a", "HOLDS", PERMIT, {**SURE, "valid_to": "2018", "status": "revoked"}), "ended"),
    (("a", "ceased", "2019-05"), "ceased"),
])  # fmt: skip
def test_kinds_of_no(make: Make, claim: Claim, no: str) -> None:
    graph = make(claim, holds("other"))
    assert verdict(graph, "a") == ("denied", [no])
    assert verdict(graph, "a", "2014-01-01") == ("not known", None)
    assert "may not build" in graph.ask("routes", "a", as_of=DAY).note


def test_absence_means_something_only_from_a_complete_copy(make: Make) -> None:
    listed: Claim = ("b", "LISTED_IN", LISTING, {"valid_from": "2015", "told": "2019-06-01"})
    others: list[Claim] = [("x", "OWNS", "a", {"share": 20.0}),
                           ("x", "OWNS", "free-a", {"share": 20.0})]  # fmt: skip
    assert verdict(make(listed, *others), "a") == ("not known", None)
    copy: Claim = (*listed[:3], {**listed[-1], "copy_of": LISTING})  # type: ignore[dict-item]
    graph = make(copy, *others)
    assert verdict(graph, "a") == ("denied", ["not-listed"])
    assert verdict(graph, "a", "2019-05-31") == ("not known", None)  # older than the copy
    assert verdict(graph, "free-a") == ("not known", None)  # not of that industry
    assert verdict(graph, "b") == ("yes", None)


def test_a_denial_speaks_of_its_day_and_after_or_up_to_its_end(make: Make) -> None:
    graph = make(
        ("a", "HOLDS", PERMIT, {"valid_to": "by 2019-12-03", "polarity": "denied"}), holds("z")
    )
    assert verdict(graph, "a", "2018-01-01") == ("denied", ["denied"])
    assert verdict(graph, "a", "2020-01-01") == ("not known", None)


def test_a_denial_does_not_outweigh_a_route(make: Make) -> None:
    graph = make(
        ("a", "HOLDS", PERMIT, {"valid_from": "2019", "polarity": "denied"}),
        ("a", "USES_LICENCE_OF", "b", SURE),
    )
    assert verdict(graph, "a") == ("yes", None)


def test_not_known_is_not_no(make: Make) -> None:
    graph = make(holds("a"), ("b", "OWNS", "c", {**SURE, "share": 20.0}))
    assert verdict(graph, "c") == ("not known", None)
    assert "not the same as no" in graph.ask("routes", "c", as_of=DAY).note


def test_what_was_not_known_yet_makes_no_route(make: Make) -> None:
    graph = make(holds("a", told="2019-06-01"))
    assert found(graph, "a", known_on="2019-05-31") == set()
    assert found(graph, "a", known_on="2019-06-01") == {("own", "A", "licence", "yes")}


def test_days_of_a_loan_say_whether_there_surely_was_one(make: Make) -> None:
    graph = make(
        ("a", "USES_LICENCE_OF", "sure", {**SURE, "valid_to": "by 2018"}),
        ("a", "USES_LICENCE_OF", "talk", {**SURE, "confidence": "rumoured"}),
        ("denied", "MANUFACTURES_FOR", "a", SURE),
        ("denied", "MANUFACTURES_FOR", "a", {"valid_from": "2024-05", "polarity": "denied"}),
    )
    told = {
        row["holder"]: (row["certainty"], row["ended_earliest"], row["ended_latest"])
        for row in graph.ask("licence-dates", "a", as_of=DAY)
    }
    assert told == {
        "SURE": ("yes", None, "2019-01-01"),
        "TALK": ("possible", None, None),
        "DENIED": ("possible", None, None),
    }


def test_a_model_in_a_catalogue_hosts_nobody(make: Make) -> None:
    graph = make(holds("a"), ("product-x", "LISTED_IN", LISTING, SURE))
    assert [row["holder"] for row in graph.ask("hosts", as_of=DAY)] == ["A"]
