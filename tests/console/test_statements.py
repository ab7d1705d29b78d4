"""What is refused and what is answered, statement by statement, on every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from console_statements import ANSWERED, PARAMETERS, REFUSED
from consoles import Canary, Console

from graphkit.errors import QueryError
from graphkit.stores import open_store
from graphkit.stores.base import Rows

Run = Callable[[str, dict[str, Any]], Rows]

SAMPLE = 12  # one statement of so many is run in a process of its own as well


def outcomes(run: Run, statements: Iterable[str], **parameters: Any) -> dict[str, Any]:
    """What became of each statement: its rows, or its error."""
    found: dict[str, Any] = {}
    for statement in statements:
        try:
            found[statement] = run(statement, parameters).rows
        except QueryError as exc:
            found[statement] = exc
    return found


def check_refused(run: Run, console: Console, canary: Canary, statements: Iterable[str]) -> None:
    before = console.state()
    written = [
        each.replace("{file}", str(canary.file)).replace("{url}", canary.url) for each in statements
    ]
    found = outcomes(run, written, file=canary.file.as_uri())
    assert {each: what for each, what in found.items() if not isinstance(what, QueryError)} == {}
    assert [each for each, what in found.items() if canary.secret in str(what)] == []
    assert canary.asked == []
    assert console.state() == before


def check_answered(run: Run, console: Console, statements: Iterable[str]) -> None:
    before = console.state()
    found = outcomes(run, statements, **PARAMETERS)
    assert {each: what for each, what in found.items() if what != ANSWERED[each]} == {}
    assert console.state() == before


def test_there_are_enough_statements_of_each_sort() -> None:
    assert sum(map(len, REFUSED.values())) >= 100
    assert len(ANSWERED) >= 100


@pytest.mark.parametrize("sort", REFUSED)
def test_refused_statements_are_refused_and_do_nothing(
    console: Console, canary: Canary, sort: str
) -> None:
    with open_store(console.url, **console.login) as store:
        check_refused(store.query, console, canary, REFUSED[sort])


def test_harmless_statements_are_answered(console: Console) -> None:
    with open_store(console.url, **console.login) as store:
        check_answered(store.query, console, ANSWERED)


def test_a_process_of_its_own_refuses_and_answers_the_same(
    console: Console, canary: Canary
) -> None:
    everything = [each for sort in REFUSED.values() for each in sort]
    check_refused(console, console, canary, everything[::SAMPLE])
    check_answered(console, console, list(ANSWERED)[::SAMPLE])
