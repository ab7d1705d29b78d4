"""The question `conflicts` on a store: it finds all that the rules find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conflict_examples import FOUND, SOUND
from conflict_worlds import batch, decided, facts, withdrawn

import graphkit
from graphkit.questions.conflicts import find_conflicts
from graphkit.statement import Statement

DAY = "2026-11-23"
NOW = {"as_of": DAY, "known_on": DAY}
EXAMPLES = [each[1] for each in FOUND.values()] + list(SOUND.values())


def _apart(number: int, statement: Statement) -> Statement:
    """A statement of one example, told of parties that no other example has."""
    return replace(
        statement,
        subject=f"{statement.subject}-{number}",
        object=f"{statement.object}-{number}" if statement.object else "",
        row=f"{statement.row}{number}",
    )


WORLD = [_apart(number, each) for number, group in enumerate(EXAMPLES) for each in group]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[graphkit.Graph]:
    """Every example of the rules in one store."""
    with graphkit.open(tmp_path_factory.mktemp("conflicts") / "store") as opened:
        opened.store.write(batch(WORLD))
        yield opened


def _asked(graph: graphkit.Graph, *arguments: str, **clocks: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in graph.ask("conflicts", *arguments, **{**NOW, **clocks}):
        found.setdefault(row["number"], set()).add(row["statement"])
    return found


def _expected(statements: list[Statement]) -> dict[str, set[str]]:
    return {
        each.key: {known.statement.key for known, _ in each.says}
        for each in find_conflicts(facts(statements))
    }


def test_the_whole_graph_has_the_conflicts_that_the_rules_find(graph: graphkit.Graph) -> None:
    assert _asked(graph) == _expected(WORLD)
    assert len(_expected(WORLD)) >= len(FOUND)


def test_one_entity_has_those_that_touch_it(graph: graphkit.Graph) -> None:
    parties = {end for each in WORLD for end in (each.subject, each.object) if end}
    ends = {each.key: {each.subject, each.object} for each in WORLD}
    every = _expected(WORLD)
    for party in sorted(parties):
        touched = {
            number: keys for number, keys in every.items() if any(party in ends[k] for k in keys)
        }
        assert _asked(graph, party) == touched, party


def test_a_conflict_is_not_known_before_its_second_source(graph: graphkit.Graph) -> None:
    number = list(FOUND).index("a rumoured end and word that it still holds")
    rows = graph.ask("conflicts", f"zotye-{number}", as_of=DAY, known_on="2023-06-18")
    assert rows.rows == []
    rows = graph.ask("conflicts", f"zotye-{number}", as_of=DAY, known_on="2024-01-01")
    assert {row["conflict"] for row in rows} == {"rumour-differs"}
    assert {row["says"] for row in rows} == {"2023-06", "still held"}


def test_a_conflict_about_later_is_none_of_an_earlier_day(graph: graphkit.Graph) -> None:
    number = list(FOUND).index("asserted and denied")
    assert _asked(graph, f"nio-{number}", as_of="2023-09-30", known_on="2026-11-23") == {}
    assert _asked(graph, f"nio-{number}", as_of="2023-12-04", known_on="2026-11-23")


def test_each_statement_stands_beside_the_others_with_its_source(graph: graphkit.Graph) -> None:
    number = list(FOUND).index("prices of one deal")
    answer = graph.ask("conflicts", f"aiways-{number}", **NOW)
    assert [(row["says"], row["state"], row["sources"]) for row in answer] == [
        ("price CNY 1,750,000,000", "open", ["s2024-01-01"]),
        ("price CNY 1,747,000,000", "open", ["s2024-01-01"]),
    ]
    assert len({row["number"] for row in answer}) == 1
    assert {row["about"] for row in answer} == {f"AIWAYS-{number} acquired JMH-{number}"}


def test_a_decided_conflict_is_shown_with_its_ground_and_what_reverses_it(tmp_path: Path) -> None:
    _, statements, _ = FOUND["two owners of a brand"]
    with graphkit.open(tmp_path / "store") as graph:
        graph.store.write(batch(statements, [decided("d1", "b")]))
        [kept, gone] = graph.ask("conflicts", as_of=DAY, known_on="2025-01-01")
        assert {kept["state"], gone["state"]} == {"decided"}
        assert (kept["decision"], kept["reversed_by"]) == (None, None)
        assert [gone[name] for name in ("statement", "decision", "decided_by", "decided_on")] == [
            "w:b", "set-aside", "Ada", "2025-01-01"
        ]  # fmt: skip
        assert (gone["why"], gone["reversed_by"]) == ("a ground", "w:d1")

        before = graph.ask("conflicts", as_of=DAY, known_on="2024-12-31")
        assert {(row["state"], row["decision"]) for row in before} == {("open", None)}

        graph.store.write(batch([], [withdrawn("d2", "d1")]))
        after = graph.ask("conflicts", as_of=DAY, known_on="2025-06-01")
        assert {(row["state"], row["decision"]) for row in after} == {("open", None)}


def test_a_conflict_stays_open_while_some_of_it_is_left(tmp_path: Path) -> None:
    _, statements, _ = FOUND["more than all of a company"]
    shares = [*statements, replace(statements[2], subject="d", row="d")]
    with graphkit.open(tmp_path / "store") as graph:
        graph.store.write(batch(shares, [decided("d1", "d")]))
        assert {row["state"] for row in graph.ask("conflicts", **NOW)} == {"open"}
        assert sum(row["decision"] == "set-aside" for row in graph.ask("conflicts", **NOW)) == 1
