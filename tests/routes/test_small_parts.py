"""The small decisions under the rules, each on the records that it is made of."""

from __future__ import annotations

from typing import Any

import pytest
from small_worlds import LISTING, PERMIT, Claim, Make

from graphkit.facts import FactVersion
from graphkit.model import CONFIDENCES
from graphkit.questions.link import CONTROL, IN, LOANS, OUT, RIGHTS, Denial, Link, Party
from graphkit.questions.without import Right, Without
from graphkit.questions.world import weakness
from graphkit.values import MAX_DATE

SURE = {"valid_from": "2015"}
DAY = "2020-01-01"


def link(**given: Any) -> Link:
    """A loan of a to b, from 2015 on."""
    about: dict[str, Any] = {
        "relation": "USES_LICENCE_OF", "entity": "a", "other": Party("b", "B", "Company"),
        "fact": "f", "from_earliest": "2015-01-01", "from_latest": "2015-12-31",
        "to_earliest": MAX_DATE, "to_latest": MAX_DATE, "firm": True, "confidence": "reported",
        "disputed": False, "sources": ("s",), "licence_kind": "qualification",
        "qualification": "", "product": "", "territory": "", "share": None, "share_min": None,
        "share_max": None, "sense": "",
    }  # fmt: skip
    return Link(**about | given)


def right(**given: Any) -> Right:
    about: dict[str, Any] = {
        "holder": "b", "key": "", "name": "", "kind": "qualification", "sure": True,
        "link": link(), "shown_by": "loan", "rules": (),
    }  # fmt: skip
    return Right(**about | given)


def test_relations_by_who_builds_on_whom() -> None:
    assert set(RIGHTS) == {"HOLDS", "LISTED_IN"}
    assert set(CONTROL) == {"ACQUIRED", "OWNS"}
    assert set(LOANS) == {"USES_LICENCE_OF"}
    assert "MANUFACTURES_FOR" in IN
    assert {*RIGHTS, *CONTROL, *LOANS} <= set(OUT)
    assert not set(IN) & set(OUT)


def test_evidence_is_weaker_the_less_sure_its_source_and_the_fewer_they_are() -> None:
    by_strength = [
        *(link(confidence=each) for each in CONFIDENCES),
        link(confidence="of a later version"),
    ]
    strengths = [weakness(each) for each in by_strength]
    assert strengths == sorted(set(strengths))
    assert weakness(link(sources=("s", "t"))) < weakness(link(sources=("s",)))
    assert weakness(link(confidence=CONFIDENCES[0])) < weakness(
        link(confidence=CONFIDENCES[1], sources=("s", "t"))
    )


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2014-12-31", "ahead"),
        ("2015-01-01", "possible"),
        ("2015-12-31", "yes"),
        ("2018-01-01", "possible"),
        ("2018-12-31", "ended"),
    ],
)
def test_how_a_link_stands_on_a_day(day: str, state: str) -> None:
    assert link(to_earliest="2018-01-01", to_latest="2018-12-31").on(day) == state


@pytest.mark.parametrize(
    ("given", "covered", "not_covered"),
    [
        ({"no": "denied", "until": MAX_DATE}, ("2020-01-01", "2021-01-01"), ("2019-12-31",)),
        ({"no": "denied", "until": "2020-06-01"}, ("2019-01-01", "2020-05-31"), ("2020-06-01",)),
        ({"no": "ceased", "until": MAX_DATE}, ("2020-01-02",), ("2020-01-01", "2019-01-01")),
        (
            {"no": "not-founded", "until": MAX_DATE, "earliest": "2019-06-01"},
            ("2019-05-31",),
            ("2019-06-01", "2020-01-01"),
        ),
    ],
)
def test_of_which_days_a_denial_speaks(
    given: dict[str, str], covered: tuple[str, ...], not_covered: tuple[str, ...]
) -> None:
    denial = Denial(
        entity="a", relation="HOLDS", right="", sentence="", moment="2020-01-01", fact="f",
        statement="r", source="s", **given,
    )  # fmt: skip
    assert all(map(denial.covers, covered))
    assert not any(map(denial.covers, not_covered))


@pytest.mark.parametrize(
    ("rights", "left"),
    [
        ({("b", "permit")}, "doubtful"),  # of that holder: it may be this very one
        ({("", "permit")}, "doubtful"),  # of everyone: a qualification may be this one
        ({("c", "permit")}, "kept"),
        ({("b", "")}, "lost"),
    ],
)
def test_a_right_known_from_a_loan_may_be_the_one_that_is_lost(
    rights: set[tuple[str, str]], left: str
) -> None:
    without = Without(rights=frozenset(rights))
    found = without.right(right())
    assert ("lost" if found is None else "kept" if found.sure else "doubtful") == left
    named = right(key="other")
    assert without.right(named) is named  # it is another right
    technology = right(kind="technology")
    if left != "lost":
        assert without.right(technology) is technology  # no authority grants it


def test_a_qualification_that_everyone_loses_is_not_the_spectrum_that_one_lends() -> None:
    everyone = Without(rights=frozenset({("", "permit")}))
    lent = right(kind="spectrum")
    assert everyone.right(lent) is lent


def test_what_is_taken_from_a_link() -> None:
    assert Without(facts=frozenset({"f"})).shown(link()) is None
    assert Without(doubtful=frozenset({"f"})).shown(link()) == link(firm=False)
    assert Without(changed={"f": None}).shown(link()) is None
    assert Without(changed={"f": link(product="X")}).shown(link()) == link(product="X")
    assert Without(changed={"g": None}).shown(link()) == link()
    for party in ("a", "b"):
        assert Without(parties=frozenset({party})).link(link()) is None
    assert Without(parties=frozenset({"c"})).link(link()) == link()


def test_a_link_as_another_version_of_its_fact_has_it() -> None:
    version = FactVersion(
        fact="f", relation="USES_LICENCE_OF", subject="a", object="b", known_from="2020-01-01",
        known_to=MAX_DATE, valid_from_earliest="2016-01-01", valid_from_latest="2016-02-01",
        valid_to_earliest="2019-01-01", valid_to_latest="2019-02-01", confidence="rumoured",
        polarity="disputed", sure=False, sources=("t",), statements=("r",), rules=(), details=(),
    )  # fmt: skip
    as_known = link(
        from_earliest="2016-01-01", from_latest="2016-02-01", to_earliest="2019-01-01",
        to_latest="2019-02-01", firm=False, confidence="rumoured", disputed=True, sources=("t",),
    )  # fmt: skip
    assert link().revised(version) == as_known
    assert not link().revised(version._replace(polarity="asserted")).disputed


def best(graph: Any, company: str) -> list[dict[str, Any]]:
    return list(graph.ask("routes", company, as_of=DAY))


def test_of_equal_routes_the_best_shown_is_first(make: Make) -> None:
    """Both ways lend the same; the second is told by two sources."""
    way: Claim = ("a", "USES_LICENCE_OF", "z", SURE)
    graph = make(("a", "USES_LICENCE_OF", "b", SURE), way, way)
    assert [row["through"] for row in best(graph, "a")] == [["A", "Z"], ["A", "B"]]


def test_a_sure_step_is_taken_before_a_doubtful_one(make: Make) -> None:
    rumour = {**SURE, "confidence": "rumoured"}
    graph = make(("a", "USES_LICENCE_OF", "b", rumour), ("a", "USES_LICENCE_OF", "c", SURE))
    assert [row["through"] for row in best(graph, "a")] == [["A", "C"], ["A", "B"]]


@pytest.mark.parametrize(
    ("borrowed", "lends_on"),
    [
        ({"product": "X1"}, False),  # it borrows for another product: the loan is of its own
        ({"product": "X2"}, True),
        ({}, True),  # or for all of them
        ({"product": "X2", "territory": "Japan"}, False),
        ({"licence_kind": "technology"}, False),
    ],
)
def test_who_lends_on_lends_what_it_borrows(
    make: Make, borrowed: dict[str, str], lends_on: bool
) -> None:
    lent = {**SURE, "product": "X2", "territory": "China"}
    graph = make(("a", "USES_LICENCE_OF", "b", lent), ("b", "USES_LICENCE_OF", "c",
                 {**SURE, **borrowed}))  # fmt: skip
    own = [row for row in best(graph, "b") if row["route"] == "own"]
    assert bool(own) is not lends_on


def test_a_listing_after_assets_is_a_right_of_its_own_too(make: Make) -> None:
    deal: Claim = ("x", "ACQUIRED_ASSETS_OF", "s", {"valid_from": "2018"})
    graph = make(("y", "OWNS", "x", {**SURE, "share": 70.0}), deal,
                 ("x", "LISTED_IN", LISTING, {"valid_from": "2019"}))  # fmt: skip
    assert ("assets", "listing") in {(r["route"], r["shown_by"]) for r in best(graph, "x")}


def test_assets_and_a_right_of_the_same_day(make: Make) -> None:
    same = {"valid_from": "2018-03-01"}
    graph = make(
        ("x", "USES_LICENCE_OF", "l", SURE), ("x", "ACQUIRED_ASSETS_OF", "s", same),
        ("x", "HOLDS", PERMIT, same),
    )  # fmt: skip
    [row] = [each for each in best(graph, "x") if each["route"] == "assets"]
    assert row["certainty"] == "yes"


def test_one_doubtful_right_does_not_hide_another(make: Make) -> None:
    graph = make(("a", "HOLDS", PERMIT, SURE), ("a", "LISTED_IN", LISTING, SURE),
                 ("b", "HOLDS", PERMIT, SURE))  # fmt: skip
    stress = graph.ask("stress", undo="a", target=PERMIT, as_of=DAY)
    assert {row["party"]: row["verdict"] for row in stress} == {"A": "second route"}


@pytest.mark.parametrize(
    ("later", "certainty"),
    [("2018-01-01", "possible"), ("2017-12-31", "yes")],
)
def test_who_gets_control_on_the_day_or_after_makes_the_first_doubtful(
    make: Make, later: str, certainty: str
) -> None:
    graph = make(
        ("x", "ACQUIRED", "t", {"valid_from": "2018-01-01"}),
        ("y", "ACQUIRED", "t", {"valid_from": later}), ("t", "HOLDS", PERMIT, SURE),
    )  # fmt: skip
    [row] = best(graph, "x")
    assert row["certainty"] == certainty


def test_control_that_one_of_the_group_and_a_stranger_got_later_is_doubtful(make: Make) -> None:
    deals: tuple[Claim, ...] = (
        ("x", "ACQUIRED", "t", {"valid_from": "2016"}), ("x", "OWNS", "d", {**SURE, "share": 80.0}),
        ("d", "ACQUIRED", "t", {"valid_from": "2018"}), ("t", "HOLDS", PERMIT, SURE),
    )  # fmt: skip
    within = {tuple(row["through"]): row["certainty"] for row in best(make(*deals), "x")}
    assert within["X", "T"] == "yes"
    stranger: Claim = ("z", "ACQUIRED", "t", {"valid_from": "2019"})
    after = {tuple(row["through"]): row["certainty"] for row in best(make(*deals, stranger), "x")}
    assert after["X", "T"] == "possible"
