"""What a decision does to a fact, and from when on."""

from __future__ import annotations

import itertools

import pytest
from conflict_worlds import decided, facts, said, withdrawn
from hypothesis import given
from hypothesis import strategies as st

from graphkit.decisions import in_force, standing
from graphkit.facts import FactVersion, versions
from graphkit.statement import Decision, Statement

NIO = [
    said("oct", "nio", "HOLDS", "access", valid_from="2023-10-04"),
    said("dec", "nio", "HOLDS", "access", valid_from="2023-12-04"),
    said("no", "nio", "HOLDS", "access", valid_from="2023-12-08", polarity="denied"),
]


def known(day: str, statements: list[Statement], decisions: list[Decision]) -> FactVersion | None:
    [group] = facts(statements, decisions)
    found = [each for each in versions(group) if each.known_from <= day < each.known_to]
    assert len(found) < 2
    return found[0] if found else None


def start(day: str, *decisions: Decision, of: list[Statement] | None = None) -> str:
    version = known(day, NIO[:2] if of is None else of, list(decisions))
    return "" if version is None else version.valid_from


def test_what_was_set_aside_does_not_count_from_the_day_of_the_decision_on() -> None:
    decision = decided("d", "oct", on="2025-01-01")
    assert start("2024-12-31", decision) == "2023-10-04..2023-12-04"
    assert start("2025-01-01", decision) == "2023-12-04"


def test_an_answer_says_that_it_was_decided() -> None:
    before, after = (
        known(day, NIO[:2], [decided("d", "oct")]) for day in ("2024-12-31", "2025-01-01")
    )
    assert before is not None
    assert after is not None
    assert ("decided" in before.rules, "starts-differ" in before.rules) == (False, True)
    assert ("decided" in after.rules, "starts-differ" in after.rules) == (True, False)
    assert after.statements == ("w:dec",)


def test_a_withdrawn_decision_lets_the_statement_count_again() -> None:
    decisions = [decided("d", "oct", on="2025-01-01"), withdrawn("w", "d", on="2025-06-01")]
    assert start("2025-05-31", *decisions) == "2023-12-04"
    assert start("2025-06-01", *decisions) == "2023-10-04..2023-12-04"
    last = known("2025-06-01", NIO[:2], decisions)
    assert last is not None
    assert "decided" not in last.rules


def test_a_decision_withdrawn_on_its_own_day_never_counts() -> None:
    decisions = [decided("d", "oct", on="2025-01-01"), withdrawn("w", "d", on="2025-01-01")]
    assert start("2025-01-01", *decisions) == "2023-10-04..2023-12-04"


def test_a_fact_of_which_every_claim_is_set_aside_is_none() -> None:
    decisions = [decided("d", "oct"), decided("e", "dec"), withdrawn("w", "e")]
    assert known("2025-01-01", NIO[:2], decisions) is None
    assert start("2024-12-31", *decisions)
    assert start("2025-06-01", *decisions) == "2023-12-04"


def test_upholding_sets_aside_what_cannot_be_right_beside_it() -> None:
    decision = decided("u", "dec", "upheld")
    assert start("2025-01-01", decision) == "2023-12-04"
    held_by = [*NIO[:2], said("by", "nio", "HOLDS", "access")]
    version = known("2025-01-01", held_by, [decision])
    assert version is not None
    assert version.statements == ("w:by", "w:dec")


def test_upholding_a_denial_sets_aside_what_it_denies() -> None:
    assert known("2025-01-01", NIO, [decided("u", "no", "upheld")]) is None


def test_upholding_a_claim_sets_aside_its_denial() -> None:
    disputed = known("2024-12-31", NIO[1:], [decided("u", "dec", "upheld")])
    upheld = known("2025-01-01", NIO[1:], [decided("u", "dec", "upheld")])
    assert disputed is not None
    assert upheld is not None
    assert (disputed.polarity, upheld.polarity, upheld.sure) == ("disputed", "asserted", True)


def test_upholding_both_sides_decides_nothing() -> None:
    decisions = [decided("u", "oct", "upheld"), decided("v", "dec", "upheld")]
    assert start("2025-01-01", *decisions) == "2023-10-04..2023-12-04"


@pytest.mark.parametrize(
    ("first", "second", "day", "verdict"),
    [
        (("set-aside", "2025-01-01"), ("upheld", "2025-02-01"), "2025-01-31", "set-aside"),
        (("set-aside", "2025-01-01"), ("upheld", "2025-02-01"), "2025-02-01", "upheld"),
        (("set-aside", "2025-01-01"), ("upheld", "2025-01-01"), "2025-01-01", ""),
        (("set-aside", "2025-01-01"), ("set-aside", "2025-01-01"), "2025-01-01", "set-aside"),
    ],
    ids=["before the newer", "the newer", "two that disagree", "two that agree"],
)
def test_the_newest_decision_counts(
    first: tuple[str, str], second: tuple[str, str], day: str, verdict: str
) -> None:
    made = [decided(row, "a", v, on) for row, (v, on) in (("1", first), ("2", second))]
    for order in itertools.permutations(made):
        decision = in_force(standing(order)["w:a"], day)
        assert (decision.verdict if decision else "") == verdict


def test_an_older_decision_counts_again_when_the_newer_is_withdrawn() -> None:
    made = [
        decided("1", "a", "set-aside", "2025-01-01"),
        decided("2", "a", "upheld", "2025-02-01"),
        withdrawn("3", "2", "2025-03-01"),
    ]
    decision = in_force(standing(made)["w:a"], "2025-03-01")
    assert decision is not None
    assert decision.row == "1"


DAYS = st.sampled_from([f"2024-{month:02}-01" for month in range(1, 13)])
CLAIMS = st.lists(
    st.builds(
        lambda row, start, polarity: said(
            str(row), "nio", "HOLDS", "access", valid_from=start, polarity=polarity
        ),
        st.integers(0, 3),
        st.sampled_from(["2019", "2020-05", "2023-10-04", "by 2022"]),
        st.sampled_from(["asserted", "asserted", "denied"]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda each: each.row,
)
DECISIONS = st.lists(
    st.builds(
        lambda row, statement, verdict, on: decided(str(row), str(statement), verdict, on),
        st.integers(0, 5),
        st.integers(0, 3),
        st.sampled_from(["set-aside", "upheld"]),
        DAYS,
    ),
    max_size=4,
    unique_by=lambda each: each.row,
)
WITHDRAWALS = st.lists(
    st.builds(
        lambda row, decision, on: withdrawn(f"w{row}", str(decision), on),
        st.integers(0, 5),
        st.integers(0, 5),
        DAYS,
    ),
    max_size=3,
    unique_by=lambda each: each.row,
)


@given(CLAIMS, DECISIONS, WITHDRAWALS, DAYS)
def test_a_later_decision_never_changes_what_was_known_before(
    statements: list[Statement], decisions: list[Decision], undone: list[Decision], day: str
) -> None:
    every = [*decisions, *undone]
    earlier = [each for each in every if each.decided_on <= day]
    one, other = known(day, statements, every), known(day, statements, earlier)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one.known_from == other.known_from
        names = ("valid_from", "valid_to", "sure", "polarity", "rules", "statements")
        assert [getattr(one, name) for name in names] == [getattr(other, name) for name in names]


@given(CLAIMS, DECISIONS)
def test_with_every_decision_withdrawn_all_is_as_it_was(
    statements: list[Statement], decisions: list[Decision]
) -> None:
    undone = [withdrawn(f"w{each.row}", each.row, "2025-01-01") for each in decisions]
    after = known("2025-01-01", statements, [*decisions, *undone])
    plain = known("2025-01-01", statements, [])
    if after is not None and plain is not None:
        # A decision in between begins a version of its own.
        plain = plain._replace(known_from=after.known_from)
    assert after == plain


@given(CLAIMS, DECISIONS, WITHDRAWALS)
def test_the_order_of_decisions_never_matters(
    statements: list[Statement], decisions: list[Decision], undone: list[Decision]
) -> None:
    [group] = facts(statements, [*decisions, *undone])
    [other] = facts(statements, [*undone, *reversed(decisions)])
    assert versions(group) == versions(other)
