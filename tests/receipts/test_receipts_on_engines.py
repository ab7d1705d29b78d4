"""A receipt is the same on every engine, and one engine's holds against another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from neo4j_server.fixtures import NEO4J_VERSIONS, PackServer

import graphkit
from graphkit.questions.receipts import verify

CLOCKS = {"as_of": "2023-12-10", "known_on": "2026-11-23"}
ASKED = (
    ("who-builds-on-whose-licence", "NIO"),
    ("conflicts", "Akeso"),
    ("routes", "Xiaomi"),
    ("checkpoints", "Xiaomi"),
)


@pytest.fixture(scope="module", params=NEO4J_VERSIONS)
def served(request: pytest.FixtureRequest, neo4j_packs: PackServer) -> Iterator[graphkit.Graph]:
    server = neo4j_packs(request.param)
    with graphkit.open(server.url, **server.login) as graph:
        yield graph


@pytest.mark.parametrize("asked", ASKED, ids=lambda each: each[0])
def test_it_is_the_same_and_holds_on_either(
    asked: tuple[str, str], seeds: graphkit.Graph, served: graphkit.Graph
) -> None:
    one, two = (each.ask(*asked, **CLOCKS).receipt() for each in (seeds, served))
    assert one["engine"] != two["engine"]
    assert {**one, "engine": "", "sha256": ""} == {**two, "engine": "", "sha256": ""}
    for outcome in (verify(one, served.store), verify(two, seeds.store), verify(two)):
        assert outcome.holds, str(outcome)


def test_a_decision_is_made_and_withdrawn_on_a_server_as_in_a_folder(
    served: graphkit.Graph,
) -> None:
    before = served.store.mark()
    receipt = served.ask("conflicts", "SF Motors", **CLOCKS).receipt()
    made = served.decide(
        "autos-china:r241b", "set-aside", who="Ada", why="g", decided_on="2026-01-01"
    )
    states = {row["state"] for row in served.ask("conflicts", "SF Motors", **CLOCKS)}
    assert states == {"decided"}
    assert not verify(receipt, served.store).holds
    served.withdraw(made.key, who="Ada", why="g", withdrawn_on="2026-01-01")
    states = {row["state"] for row in served.ask("conflicts", "SF Motors", **CLOCKS)}
    assert states == {"open"}
    decided, _ = served.history()[-2:]
    served.undo(decided, and_later=True)
    assert served.store.mark() == before
