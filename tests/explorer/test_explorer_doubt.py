"""What stands beside the picture keeps its doubt, and tells nothing of what was told later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import graphkit
from graphkit.graph import Graph
from graphkit.statement import Batch, Dataset, Entity, Source, Statement
from graphkit.values import when
from graphkit.views.explorer.answers import Session, parse

Ask = Callable[..., Any]


def _said(row: str, subject: str, relation: str, told: str, **more: Any) -> Statement:
    return Statement("d", subject, relation, f"s{told}", row=row, quote="q", **more)


CLAIMS = (
    _said("born", "a", "founded", "2015", value="2009"),
    _said("not", "a", "founded", "2016", value="2009", polarity="denied"),
    _said("never", "a", "founded", "2016", value="2011", polarity="denied"),
    _said("later", "b", "first_delivery", "2016", value="2020", stage="planned"),
    _said("mark", "b", "tail_mark", "2016", value="JAC", valid_to=when("2015")),
    _said("talk", "b", "founded", "2016", value="2012", confidence="rumoured"),
    _said(
        "uses", "a", "USES_LICENCE_OF", "2023", object="b",
        details=(("licence_kind", "qualification"),), valid_from=when("2012"),
    ),
    _said(
        "uses-not", "a", "USES_LICENCE_OF", "2018", object="b", polarity="denied",
        details=(("licence_kind", "qualification"),),
    ),
    _said("over", "b", "ceased", "2019", value="2019"),
)  # fmt: skip


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    days = sorted({each.source for each in CLAIMS})
    with graphkit.open(tmp_path_factory.mktemp("doubt") / "store") as graph:
        graph.store.write(
            Batch(
                (Dataset("d", "D", "2026-01-01"),),
                tuple(Entity(key, "Company", key.upper()) for key in "ab"),
                tuple(
                    Source(day, day, "P", "press", "2026-01-01", published=when(f"{day[1:]}-06-01"))
                    for day in days
                ),
                CLAIMS,
            )
        )
        for on, verdict in (("2024-01-01", "set-aside"), ("2024-03-01", "upheld")):
            about = {"who": "A", "why": "a test", "decided_on": on}
            graph.decide("d:uses", verdict, **about)
        yield graph


@pytest.fixture(scope="module")
def ask(graph: Graph) -> Ask:
    session = Session(graph.store)
    return lambda verb, **fields: session.answer(parse(verb, fields))


def _values(ask: Ask, key: str, known_on: str) -> dict[str, bool]:
    """The values that are shown of an entity, each with whether it is sure."""
    told = ask("entity", key=key, known_on=known_on)["attributes"]
    return {each["value"]: each["versions"][-1][6] for each in told}


def test_what_nobody_asserts_is_no_value_of_a_company(ask: Ask) -> None:
    assert _values(ask, "a", "2015-12-31") == {"2009": True}
    assert _values(ask, "a", "2024-06-01") == {"2009": False}
    assert _values(ask, "b", "2016-12-31") == {"JAC": True, "2012": False}


def test_a_version_says_how_sure_the_value_is_and_until_when(ask: Ask) -> None:
    told = ask("entity", key="b", known_on="2024-06-01")["attributes"]
    [mark] = [each for each in told if each["relation"] == "tail_mark"]
    assert mark["versions"][-1][3] == "2016-01-01"


def test_an_end_is_inferred_of_nothing_that_was_told_later(graph: Graph, ask: Ask) -> None:
    [fact] = {each.fact for each in CLAIMS if each.relation == "USES_LICENCE_OF"}
    days = {"as_of": "2018-01-01", "known_on": "2020-01-01"}
    assert [each["key"] for each in ask("evidence", fact=fact, **days)["statements"]] == [
        "d:uses-not"
    ]
    since = ask("evidence", fact=fact, as_of="2018-01-01", known_on="2023-12-31")
    assert {each["rule"] for each in since["statements"]} == {"", "party-ceased"}
    denied = graph.ask("may-build", "a", **days)
    assert not [each for each in denied.evidence if each["rule"]]


def test_of_several_decisions_the_one_that_counts_is_shown(ask: Ask) -> None:
    [fact] = {each.fact for each in CLAIMS if each.relation == "USES_LICENCE_OF"}
    shown = {
        on: [
            each["verdict"]
            for each in ask("evidence", fact=fact, as_of=on, known_on=on)["decisions"]
        ]
        for on in ("2023-12-31", "2024-02-01", "2024-04-01")
    }
    assert shown == {"2023-12-31": [], "2024-02-01": ["set-aside"], "2024-04-01": ["upheld"]}
