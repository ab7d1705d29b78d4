"""Every question of the catalogue on a server: the same rows as embedded, and by the indexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from asked import answered, arguments
from neo4j_server.fixtures import NEO4J_VERSIONS, PackServer

from graphkit.loading import read
from graphkit.packs import bundled_packs
from graphkit.questions.catalogue import Question, catalogue
from graphkit.stores import open_store
from graphkit.stores.address import Address
from graphkit.stores.base import Rows, Store
from graphkit.stores.bolt import Connection
from graphkit.stores.neo4j import Neo4jStore

# What a question about one company may not go through from end to end.
MANY = ("Company", "Entity", "Statement", "Source")

# What other programs may keep in the same database, under the same labels and types.
FOREIGN = """
MATCH (ours:Entity) WITH ours ORDER BY ours.key LIMIT 60
CREATE (theirs:Entity:Company {name: ours.name, names: ours.names, confers_right: true, order: 1.0,
    sense: 'permits', control: true}),
  (theirs)-[:OWNS {share: 99.0}]->(ours), (ours)-[:HOLDS]->(theirs),
  (ours)-[:USES_LICENCE_OF {licence_kind: 'qualification'}]->(theirs),
  (theirs)-[:MANUFACTURES_FOR]->(ours), (theirs)-[:ISSUED_BY]->(ours),
  (said:Statement {subject: ours.key, object: ours.key, relation: 'OWNS', name: 'hearsay'}),
  (said)-[:STATED_IN]->(:Source {name: 'diary'})
"""


class Recorder(Neo4jStore):
    """A store that keeps the text and the parameters of every query it is asked."""

    def __init__(self, address: Address) -> None:
        super().__init__(address)
        self.asked: dict[str, Mapping[str, Any]] = {}
        self.checked: set[tuple[str, bool]] = set()  # plans

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
    ) -> Rows:
        self.asked[cypher] = dict(parameters or {})
        return super().query(cypher, parameters, timeout=timeout)


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("embedded")) as store:
        store.write(read(bundled_packs()))
        yield store


@pytest.fixture(scope="module", params=NEO4J_VERSIONS)
def served(request: pytest.FixtureRequest, neo4j_packs: PackServer) -> Iterator[Recorder]:
    """Every bundled pack on a server, among data of others."""
    server = neo4j_packs(request.param)
    server.run(FOREIGN)
    with Recorder(Address.of(server.url, **server.login)) as store:
        yield store
    server.clear()


def operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield plan["operatorType"].partition("@")[0], str(plan["args"].get("Details", ""))
    for child in plan.get("children", ()):
        yield from operators(child)


def test_the_same_content(embedded: Store, served: Recorder) -> None:
    assert served.content_hash() == embedded.content_hash()
    assert served.counts() == embedded.counts()


@pytest.mark.parametrize("question", catalogue().values(), ids=lambda each: each.name)
def test_the_same_answers_by_way_of_indexes(
    question: Question, embedded: Store, served: Recorder
) -> None:
    answers = 0
    for given, day in arguments(question):
        served.asked.clear()
        here, there = (answered(each, question, given, day) for each in (embedded, served))
        assert there == here, (given, day)
        answers += isinstance(here, dict) and bool(here["rows"])
        # What Cypher cannot say may be worked out from the whole graph.
        about_one = bool(question.cypher) and any(
            each.type in {"entity", "name"} and each.name in given for each in question.parameters
        )
        for text, parameters in served.asked.items():
            check_plan(served, text, parameters, about_one=about_one)
    assert answers, "neither the example nor any sample has an answer"


def check_plan(
    store: Recorder, text: str, parameters: Mapping[str, Any], *, about_one: bool
) -> None:
    if (text, about_one) in store.checked:
        return
    store.checked.add((text, about_one))
    connection: Connection = store._connection
    _, plan = connection.read(lambda transaction: transaction.plan(text, parameters))
    assert plan is not None
    for operator, details in operators(plan):
        assert operator != "AllNodesScan", text
        if about_one and operator == "NodeByLabelScan":
            label = details.partition(":")[2]
            # Says why there is no answer: whether anything is known at all.
            why = "min(" in text or text.endswith("LIMIT 1")
            assert why or label not in MANY, f"{details}\n{text}"
