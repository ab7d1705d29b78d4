"""What-ifs on worlds small enough to check by eye: who is stranded, and who has a second route."""

from __future__ import annotations

from typing import Any

import pytest
from small_worlds import LISTING, NDRC, PERMIT, Claim, Make

from graphkit.errors import BadValue, UnknownName
from graphkit.graph import Graph

SURE = {"valid_from": "2015"}
DAY = "2020-01-01"


def holds(company: str, **more: Any) -> Claim:
    return (company, "HOLDS", PERMIT, {**SURE, **more})


def uses(company: str, lender: str, **more: Any) -> Claim:
    return (company, "USES_LICENCE_OF", lender, {**SURE, **more})


def verdicts(graph: Graph, as_of: str = DAY, **loss: Any) -> dict[str, str]:
    rows = graph.ask("stress", as_of=as_of, **loss)
    return {row["party"]: row["verdict"] for row in rows}


def test_who_has_one_route_is_stranded_and_who_has_two_is_not(make: Make) -> None:
    graph = make(holds("h"), holds("g"), uses("a", "h"), uses("b", "h"), uses("b", "g"))
    assert verdicts(graph, suspend="h") == {
        "H": "stranded", "A": "stranded", "B": "second route"
    }  # fmt: skip
    row = next(each for each in graph.ask("stress", as_of=DAY, suspend="h") if each["party"] == "B")
    assert (row["lost"], row["left"], row["left_certainty"], row["next_cut"]) == (
        "borrowed: B > H", "borrowed: B > G", "yes", ["G"],
    )  # fmt: skip


def test_what_is_not_certain_makes_possibly_stranded(make: Make) -> None:
    rumour = {"confidence": "rumoured"}
    graph = make(holds("h"), holds("g"), uses("a", "h"), uses("a", "g", **rumour),
                 uses("b", "h", **rumour))  # fmt: skip
    assert verdicts(graph, suspend="h") == {
        "H": "stranded", "A": "possibly stranded", "B": "possibly stranded"
    }  # fmt: skip


def test_a_second_route_must_cover_the_same_product(make: Make) -> None:
    graph = make(
        holds("h"), holds("g"), uses("a", "h", product="P"), uses("a", "g", product="Q"),
        uses("b", "h", product="P"), uses("b", "g"),
    )  # fmt: skip
    rows = graph.ask("stress", as_of=DAY, suspend="h")
    assert {(row["party"], tuple(row["builds"]), row["verdict"]) for row in rows} == {
        ("H", ("qualification",), "stranded"),
        ("A", ("qualification", "P"), "stranded"),
        ("B", ("qualification", "P"), "second route"),
    }


def test_a_licence_of_one_kind_does_not_stand_in_for_another(make: Make) -> None:
    graph = make(uses("a", "arm", licence_kind="chip_ip"), holds("a"))
    assert verdicts(graph, fail="arm") == {"ARM": "stranded", "A": "stranded"}
    assert verdicts(graph, suspend="a") == {"A": "stranded"}


def test_subsidiaries_are_touched_only_with_the_group(make: Make) -> None:
    claims: list[Claim] = [
        holds("p"), holds("s"), uses("a", "s"), ("p", "OWNS", "s", {**SURE, "share": 80.0})
    ]  # fmt: skip
    graph = make(*claims)
    assert verdicts(graph, suspend="p") == {"P": "second route"}
    assert verdicts(graph, suspend="p", group=True) == {
        "P": "stranded", "S": "stranded", "A": "stranded"
    }  # fmt: skip


def test_one_licence_of_a_holder_or_of_everyone(make: Make) -> None:
    graph = make(holds("h"), ("h", "LISTED_IN", LISTING, SURE), holds("g"))
    assert verdicts(graph, suspend="h", licence=PERMIT) == {"H": "second route"}
    assert verdicts(graph, licence=PERMIT) == {"H": "second route", "G": "stranded"}


def test_a_loan_that_names_the_suspended_right_becomes_doubtful(make: Make) -> None:
    graph = make(holds("h"), ("h", "LISTED_IN", LISTING, SURE),
                 uses("a", "h", qualification=PERMIT), uses("b", "h"))  # fmt: skip
    assert verdicts(graph, suspend="h", licence=PERMIT) == {
        "H": "second route", "A": "possibly stranded", "B": "second route"
    }  # fmt: skip


def test_undoing_a_deal_by_its_ends_or_by_its_fact(make: Make) -> None:
    graph = make(("x", "ACQUIRED", "t", SURE), holds("t"))
    assert verdicts(graph, undo="x", target="t") == {"X": "stranded"}
    [(fact,)] = graph.store.query("MATCH (a)-[r:ACQUIRED]->(b) RETURN r.fact").rows
    assert verdicts(graph, undo=fact) == {"X": "stranded"}


def test_undoing_a_purchase_of_assets_makes_the_right_that_came_after_doubtful(make: Make) -> None:
    deal: Claim = ("x", "ACQUIRED_ASSETS_OF", "s", {"valid_from": "2018"})
    after = make(deal, holds("x", valid_from="2019"))
    assert verdicts(after, undo="x", target="s") == {"X": "possibly stranded"}
    before = make(deal, holds("x", valid_from="2017"))
    assert verdicts(before, undo="x", target="s") == {}


def test_a_party_that_fails_takes_all_links_through_it(make: Make) -> None:
    graph = make(holds("h"), uses("y", "h"), ("x", "OWNS", "y", {**SURE, "share": 70.0}),
                 ("y", "MANUFACTURES_FOR", "z", SURE))  # fmt: skip
    assert verdicts(graph, fail="y") == {"Y": "stranded", "X": "stranded", "Z": "stranded"}


def test_a_borrower_that_fails_does_not_take_its_lenders_right(make: Make) -> None:
    graph = make(uses("a", "h"), ("h", "MANUFACTURES_FOR", "b", SURE))
    assert verdicts(graph, fail="a") == {"A": "stranded"}


def test_freezing_takes_the_rights_that_began_since_and_lists_who_is_on_the_way(
    make: Make,
) -> None:
    graph = make(
        (PERMIT, "ISSUED_BY", "ministry"), holds("old"), holds("new", valid_from="2019-06-01"),
        holds("maybe", valid_from="2019"), ("later", "APPLIED_FOR", PERMIT, SURE),
        ("guest", "USES_LICENCE_OF", "old", SURE),
    )  # fmt: skip
    asked = {"freeze": "ministry", "since": "2019-06-01"}
    rows = graph.ask("stress", as_of=DAY, **asked).rows
    assert {(row["party"], row["verdict"], row["left"]) for row in rows} == {
        ("NEW", "stranded", None),
        ("MAYBE", "possibly stranded", "own: MAYBE"),
        ("LATER", "stuck", None),
        ("GUEST", "stuck", "borrowed: GUEST > OLD"),
    }
    assert all(row["stuck_at"] == ["the permit"] for row in rows)


def test_freezing_a_checkpoint_takes_what_requires_it(make: Make) -> None:
    graph = make((NDRC, "ISSUED_BY", "ministry"), (PERMIT, "REQUIRES", NDRC),
                 holds("new", valid_from="2019-06-01"))  # fmt: skip
    rows = graph.ask("stress", as_of=DAY, freeze="ministry", since="2019-01-01").rows
    assert ("NEW", "stranded") in {(row["party"], row["verdict"]) for row in rows}


def test_leaving_out_a_source_makes_the_facts_anew(make: Make) -> None:
    graph = make(
        holds("a"),  # s0
        ("b", "HOLDS", PERMIT, SURE),  # s1
        ("b", "HOLDS", PERMIT, SURE),  # s2, the same
        holds("c", valid_to="2018"),  # s3
        ("c", "HOLDS", PERMIT, SURE),  # s4
        ("d", "HOLDS", PERMIT, {"valid_from": "2019", "polarity": "denied"}),  # s5
        holds("d"),  # s6
    )
    assert verdicts(graph, drop="s0") == {"A": "stranded"}
    assert verdicts(graph, drop="s1") == {}
    assert verdicts(graph, drop="s3") == {"C": "gains a route"}
    assert verdicts(graph, drop="s5") == {"D": "gains a route"}
    assert verdicts(graph, drop="Press") == {
        "A": "stranded", "B": "stranded", "D": "possibly stranded"
    }  # fmt: skip


def test_losses_add_up(make: Make) -> None:
    graph = make(holds("h"), holds("g"), uses("a", "h"), uses("a", "g"))
    assert verdicts(graph, suspend="h", fail="g")["A"] == "stranded"


def test_an_empty_answer_says_why_and_on_what_list_it_was_worked_out(make: Make) -> None:
    graph = make(holds("h"), ("x", "OWNS", "y", {**SURE, "share": 80.0}))
    answer = graph.ask("stress", as_of=DAY, suspend="x")
    assert not answer.rows
    assert "X is not known to hold any right" in answer.note
    assert "2 parties and 1 holder" in answer.note
    assert DAY in answer.note


@pytest.mark.parametrize(
    ("lost", "says"),
    [
        ({"licence": LISTING}, "nobody is known to hold the list on that day"),
        ({"licence": LISTING, "suspend": "h"}, "H is not known to hold the list on that day"),
        ({"fail": "free-x"}, "no fact that a route may use is known of FREE-X on that day"),
        ({"freeze": "h"}, "nothing is frozen, for H is not known to grant or keep anything"),
    ],
)
def test_a_loss_of_what_is_not_there_says_so(make: Make, lost: dict[str, str], says: str) -> None:
    graph = make(holds("h"), uses("a", "h"), ("free-x", "founded", "2000"))
    answer = graph.ask("stress", as_of=DAY, **lost)
    assert not answer.rows
    assert says in answer.note
    early = graph.ask("stress", as_of=DAY, known_on="1999-01-01", **lost)
    assert "Nothing in the store could be known by 1999-01-01" in early.note


def test_who_is_asked_about_and_not_touched_is_said_to_be(make: Make) -> None:
    graph = make(holds("h"), holds("g"), uses("a", "h"))
    [row] = graph.ask("stress", as_of=DAY, suspend="g", company="a")
    assert (row["verdict"], row["left"]) == ("untouched", "borrowed: A > H")


def test_every_row_has_its_proof_down_to_the_statements(make: Make) -> None:
    graph = make(holds("h"), holds("g"), uses("a", "h"), uses("a", "g"))
    answer = graph.ask("stress", as_of=DAY, suspend="h", company="a")
    [proof] = answer.proof(0)
    lost, left = proof["because"]
    leaves = [leaf["statement"] for part in (lost, left) for leaf in _leaves(part)]
    assert leaves == ["small:r2", "small:r0", "small:r3", "small:r1"]
    assert {each["statement"] for each in answer.evidence_of(0)} == set(leaves)


def _leaves(proof: dict[str, Any]) -> list[dict[str, Any]]:
    if "statement" in proof:
        return [proof]
    return [leaf for each in proof["because"] for leaf in _leaves(each)]


def test_what_to_take_away_must_be_said_and_must_be_there(make: Make) -> None:
    graph = make(holds("h"))
    with pytest.raises(BadValue, match="say what: suspend=HOLDER"):
        graph.ask("stress", as_of=DAY)
    with pytest.raises(UnknownName, match="did you mean"):
        graph.ask("stress", as_of=DAY, drop="Presss")
    with pytest.raises(BadValue, match="not a fact that is known"):
        graph.ask("stress", as_of=DAY, undo="nothing")


@pytest.mark.parametrize(("asked", "wanted"), [
    ({}, {("gone", "own"), ("certain", "contract-made")}),
    ({"since": "2017-01-01"}, {("stays", "own"), ("stays", "contract-made")}),
    ({"without": "m"}, {("stays", "own"), ("gone", "contract-made")}),
    ({"without": PERMIT}, {("gone", "own"), ("certain", "contract-made")}),
])  # fmt: skip
def test_the_routes_that_a_company_would_have_had(
    make: Make, asked: dict[str, str], wanted: set[tuple[str, str]]
) -> None:
    graph = make(
        holds("x"), ("m", "MANUFACTURES_FOR", "x", SURE), ("m", "LISTED_IN", LISTING, SURE)
    )
    rows = graph.ask("missing-route", "x", as_of=DAY, **asked)
    assert {(row["without_it"], row["route"]) for row in rows} == wanted


def test_a_freeze_is_no_surer_than_what_the_authority_grants_and_who_is_on_the_way(
    make: Make,
) -> None:
    asked = {"freeze": "ministry", "since": "2019-01-01"}
    told = {
        "rumour": {"confidence": "rumoured"},
        "no longer": {"valid_from": "2010", "valid_to": "2015"},
        "sure": {},
    }
    found = {
        name: verdicts(
            make(
                (PERMIT, "ISSUED_BY", "ministry", fields), holds("new", valid_from="2019-06-01"),
                ("later", "APPLIED_FOR", PERMIT, SURE),
            ),
            **asked,
        )
        for name, fields in told.items()
    }  # fmt: skip
    assert found == {
        "rumour": {"NEW": "possibly stranded", "LATER": "possibly stuck"},
        "no longer": {},
        "sure": {"NEW": "stranded", "LATER": "stuck"},
    }
    talk = {"confidence": "rumoured", "valid_from": "2018"}
    graph = make(
        (PERMIT, "ISSUED_BY", "ministry"), holds("h"), ("hoping", "APPLIED_FOR", PERMIT, talk),
        ("guest", "USES_LICENCE_OF", "h", talk),
    )  # fmt: skip
    assert verdicts(graph, **asked) == {"HOPING": "possibly stuck", "GUEST": "possibly stuck"}


def test_a_product_loses_no_route_of_another_product(make: Make) -> None:
    made = {**SURE, "product": "a variant"}
    graph = make(
        holds("a"), ("a", "MANUFACTURES_FOR", "product-p", made),
        ("a", "MANUFACTURES_FOR", "product-q", {**SURE, "product": "PRODUCT-Q"}),
    )  # fmt: skip
    routes = {key: len(graph.ask("routes", key, as_of=DAY)) for key in ("product-p", "product-q")}
    assert routes == {"product-p": 0, "product-q": 1}
    assert verdicts(graph, suspend="a") == {"A": "stranded", "PRODUCT-Q": "stranded"}
