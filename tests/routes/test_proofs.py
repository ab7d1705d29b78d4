"""The proof of a row: each claim in words, by which rule, how certain, down to the statements."""

from __future__ import annotations

from typing import Any

import pytest
from small_worlds import LISTING, PERMIT, Claim, Make

from graphkit.graph import Graph

SURE = {"valid_from": "2015"}
DAY = "2020-01-01"

Tree = tuple[Any, ...]


def tree(node: dict[str, Any]) -> Tree:
    """Claim, rule and certainty of a node and of what it rests on; of a statement, its key."""
    if "statement" in node:
        return (node["statement"],)
    because = tuple(map(tree, node["because"]))
    return (f"{node['claim']} ({node['rule']}, {node['certainty']})", *because)


def proof(graph: Graph, question: str, company: str) -> Tree:
    """The proof of the first row, but for its first node."""
    [node, *_] = graph.ask(question, company, as_of=DAY).proof(0)
    return tree(node)


def test_a_route_is_proven_step_by_step_down_to_the_statements(make: Make) -> None:
    graph = make(
        ("x", "ACQUIRED", "y", SURE), ("m", "MANUFACTURES_FOR", "y", SURE),
        ("m", "HOLDS", PERMIT, SURE), ("m", "HOLDS", PERMIT, SURE),
    )  # fmt: skip
    made = "Y is made by M, and builds on its licence"
    assert proof(graph, "routes", "x") == (
        "X may build (bought, yes)",
        (
            "X bought Y, and builds as it does (bought, yes)",
            ("X acquired Y (stated, yes)", ("small:r0",)),
            (
                f"{made} (contract-made, maker-to-licence, yes)",
                ("M manufactures for Y (stated, yes)", ("small:r1",)),
                (
                    "M holds the permit (own, yes)",
                    ("M holds the permit (stated, yes)", ("small:r2",), ("small:r3",)),
                ),
            ),
        ),
    )


@pytest.mark.parametrize("doubtful", ["the step", "the right", "whether it builds on it"])
def test_a_claim_is_as_certain_as_its_weakest_part(make: Make, doubtful: str) -> None:
    rumour = {**SURE, "confidence": "rumoured"}
    step = rumour if doubtful == "the step" else SURE
    claims: list[Claim] = [
        ("m", "MANUFACTURES_FOR", "y", step),
        ("m", "HOLDS", PERMIT, rumour if doubtful == "the right" else SURE),
    ]
    if doubtful == "whether it builds on it":  # for it has a right of its own
        claims += [("y", "OWNS", "s", {**SURE, "share": 80.0}), ("s", "HOLDS", PERMIT, SURE)]
    graph = make(*claims)
    answer = graph.ask("routes", "y", as_of=DAY)
    place = [row["route"] for row in answer].index("contract-made")
    [node] = answer.proof(place)
    assert node["certainty"] == "possible"
    [made] = node["because"]
    assert made["certainty"] == "possible"
    told, right = made["because"]
    assert told["certainty"] == ("possible" if doubtful == "the step" else "yes")
    sure = "possible" if doubtful == "the right" else "yes"
    assert (right["certainty"], right["because"][0]["certainty"]) == (sure, sure)


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        (("x", "LISTED_IN", LISTING, SURE), "X is listed in the list (own, yes)"),
        (
            ("a", "USES_LICENCE_OF", "x", {**SURE, "qualification": PERMIT}),
            "X has the permit, for it lends it (lender-has, yes)",
        ),
        (
            ("a", "USES_LICENCE_OF", "x", SURE),
            "X has the right, for it lends it (lender-has, yes)",
        ),
    ],
)
def test_what_shows_a_right_is_said(make: Make, claim: Claim, right: str) -> None:
    _, (said, *_) = proof(make(claim), "routes", "x")
    assert said == right


def test_that_a_maker_may_have_a_right_is_said(make: Make) -> None:
    graph = make(("m", "MANUFACTURES_FOR", "x", SURE))
    _, (_, _, (said, *_)) = proof(graph, "routes", "x")
    assert said == "M may have a right, for it makes what needs one (maker-to-licence, possible)"


@pytest.mark.parametrize(
    ("claim", "against"),
    [
        (
            ("a", "HOLDS", PERMIT, {"polarity": "denied", "told": "2019-01-01"}),
            "A holds the permit (stated, no)",
        ),
        (("a", "HOLDS", PERMIT, {"valid_to": "2018"}), "A holds the permit (stated, no)"),
        (("a", "ceased", "2018"), "A ceased on 2018 (stated, yes)"),
        (("a", "founded", "2022"), "A was founded in 2022 (stated, yes)"),
    ],
)
def test_who_may_not_build_is_told_what_speaks_against_it(
    make: Make, claim: Claim, against: str
) -> None:
    """A denial says that something is not so; that a company ceased is so."""
    assert proof(make(claim), "may-build", "a") == (
        "A may not build (denied, no)",
        (against, ("small:r0",)),
    )


def test_absence_from_a_complete_copy_is_so_and_no_statement_says_it(make: Make) -> None:
    copied = {"valid_from": "2015", "told": "2019-06-01", "copy_of": LISTING}
    graph = make(("b", "LISTED_IN", LISTING, copied), ("x", "OWNS", "a", {"share": 20.0}))
    absent = "A is not in a complete copy of the list (not-listed, yes)"
    assert proof(graph, "may-build", "a") == ("A may not build (denied, no)", (absent,))


def test_what_nobody_says_is_neither_yes_nor_no(make: Make) -> None:
    graph = make(("x", "OWNS", "a", {"share": 20.0}))
    assert proof(graph, "may-build", "a") == ("whether A may build (not known, not known)",)


def test_facts_and_statements_of_a_proof_carry_their_dates_and_words(make: Make) -> None:
    graph = make(
        ("x", "HOLDS", PERMIT, {"valid_from": "2015", "valid_to": "2023", "told": "2019-06"})
    )
    answer = graph.ask("routes", "x", as_of=DAY)
    assert answer.proofs[0][0]["because"][0]["because"][0]["because"] == []  # without statements
    [fact] = answer.proof(0)[0]["because"][0]["because"]
    assert (fact["valid_from"], fact["valid_to"]) == ("2015", "2023")
    assert fact["fact"] == answer.facts[0]
    assert fact["because"] == [
        {
            "claim": "X holds the permit",
            "words": "a phrase",
            "statement": "small:r0",
            "source": "s0",
            "publisher": "Press",
            "published": "2019-06",
            "url": None,
            "polarity": "asserted",
            "stage": "closed",
            "confidence": "reported",
            "valid_from": "2015",
            "valid_to": "2023",
            "rule": None,
        }
    ]
