"""Each way in which statements can contradict each other, beside what looks like it and is none."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest
from conflict_examples import FOUND, SOUND
from conflict_worlds import facts
from hypothesis import given
from hypothesis import strategies as st

from graphkit.questions.conflicts import KINDS, find_conflicts
from graphkit.statement import Statement


@pytest.mark.parametrize(("kind", "statements", "rows"), FOUND.values(), ids=FOUND.keys())
def test_what_cannot_all_be_right_is_found(
    kind: str, statements: list[Statement], rows: set[str]
) -> None:
    found = [each for each in find_conflicts(facts(statements)) if each.kind == kind]
    assert [{known.statement.row for known, _ in each.says} for each in found] == [rows]
    assert all(text for _, text in found[0].says)


@pytest.mark.parametrize("statements", SOUND.values(), ids=SOUND.keys())
def test_what_can_be_right_together_is_no_conflict(statements: list[Statement]) -> None:
    assert find_conflicts(facts(statements)) == []


def test_every_kind_has_an_example() -> None:
    assert {kind for kind, _, _ in FOUND.values()} == set(KINDS)


@pytest.mark.parametrize(("kind", "statements", "rows"), FOUND.values(), ids=FOUND.keys())
def test_what_is_side_by_side_is_needed_for_the_conflict(
    kind: str, statements: list[Statement], rows: set[str]
) -> None:
    """Without all but one of the statements of a conflict nothing is left of it."""
    for kept in rows:
        rest = [each for each in statements if each.row == kept or each.row not in rows]
        assert kind not in {each.kind for each in find_conflicts(facts(rest))}


GROUPS = [*(statements for _, statements, _ in FOUND.values()), *SOUND.values()]
# Labels of their own: two statements of one key are one statement.
EVERY = [
    replace(each, row=f"{each.row}{number}")
    for number, statements in enumerate(GROUPS)
    for each in statements
]


@given(st.lists(st.sampled_from(EVERY), max_size=6, unique_by=lambda each: each.row))
def test_the_order_of_statements_never_matters(statements: list[Statement]) -> None:
    def told(order: Sequence[Statement]) -> list[tuple[str, str, frozenset[tuple[str, str]]]]:
        return [
            (
                each.kind,
                each.key,
                frozenset((known.statement.key, said) for known, said in each.says),
            )
            for each in find_conflicts(facts(order))
        ]

    first = told(statements)
    for order in itertools.islice(itertools.permutations(statements), 24):
        assert told(order) == first
