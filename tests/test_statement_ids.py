"""What follows from a statement's fields: worked out once, and never handed to another."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from graphkit.model import RELATIONS
from graphkit.statement import Statement, fact_id

MADE = Statement("cars", "a", "MANUFACTURES_FOR", "s", "b", row="r1")
FACT = fact_id(MADE.relation, "a", "b", ["" for _ in RELATIONS[MADE.relation].distinct] + [""])


def test_a_changed_copy_has_ids_of_its_own() -> None:
    assert (MADE.key, MADE.fact) == ("cars:r1", FACT)
    other = replace(MADE, object="c", row="r2")
    assert other.key == "cars:r2"
    assert other.fact not in {MADE.fact, ""}
    assert replace(other, object="b").fact == MADE.fact
    assert MADE.resolved(lambda key: f"{key}2").fact != MADE.fact


def test_a_row_without_a_label_is_known_by_what_it_says() -> None:
    bare = replace(MADE, row="")
    assert bare.key == replace(MADE, row="").key
    assert bare.key.startswith("cars:")
    assert bare.key != replace(bare, quote="words").key
    assert bare.resolved(lambda key: f"{key}2").key == bare.key  # as its pack has it


def test_an_id_that_is_known_is_not_worked_out_and_makes_no_difference() -> None:
    told = replace(MADE).about("0" * 24)
    assert told.fact == "0" * 24
    assert told == MADE
    assert hash(told) == hash(MADE)


def test_a_statement_goes_to_another_process_and_takes_little_room() -> None:
    """A dictionary for each would take four times the memory of what it says."""
    assert MADE.fact
    back = pickle.loads(pickle.dumps(MADE))
    assert back == MADE
    assert back.fact == MADE.fact
    assert not hasattr(MADE, "__dict__")
    with pytest.raises(AttributeError):
        MADE.quote = "other words"  # type: ignore[misc]
