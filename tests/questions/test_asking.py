"""What is asked with, however wrong, and rows that differ only in what they rest on."""

from __future__ import annotations

from typing import Any

import pytest

from graphkit.errors import GraphkitError
from graphkit.graph import Graph
from graphkit.questions.ask import _rows as merged

COLUMNS = ("name", "certainty", "sources", "facts")


def test_thousands_of_rows_that_differ_only_in_what_they_rest_on_are_one() -> None:
    found: list[tuple[Any, ...]] = [("NIO", "possible", [f"s{n}"], [f"f{n}"]) for n in range(5000)]
    found[3000] = ("NIO", "yes", ["s"], ["f", ["f7", None]])
    found.append(("JAC", "possible", None, ["g"]))
    (jac, nio), facts, made_of = merged(COLUMNS, found, ordered=False)
    assert jac == {"name": "JAC", "certainty": "possible", "sources": []}
    assert (nio["certainty"], len(nio["sources"]), len(facts[1])) == ("yes", 5000, 5000)
    assert made_of == [[5000], list(range(5000))]


@pytest.mark.parametrize(
    ("given", "clock"), [(["NIO"], None), (7, None), ("NIO", 2023), ("NIO", ["2023"])]
)
def test_what_is_no_text_is_refused_and_is_no_fault_of_the_program(
    seeds: Graph, given: Any, clock: Any
) -> None:
    with pytest.raises(GraphkitError):
        seeds.ask("routes", given, as_of=clock)
