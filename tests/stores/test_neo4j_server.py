"""What only a store on a server has to keep: logins, versions, schema, and data of others."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from itertools import count
from types import SimpleNamespace

import pytest
from neo4j.exceptions import Neo4jError
from neo4j_server import Server
from neo4j_server.server import free_port
from worlds import ENTITIES, SOURCES, STATEMENTS, WORLD, batch, company, dataset, licence

from graphkit import __version__
from graphkit.errors import QueryError, StoreError, StoreUnavailable, UnknownName
from graphkit.questions.entities import find_key
from graphkit.statement import Batch, Entity, Statement
from graphkit.stores import bolt, neo4j, open_store
from graphkit.stores.address import Address
from graphkit.stores.base import Asked, Store
from graphkit.stores.neo4j import Neo4jStore
from graphkit.stores.neo4j_schema import schema
from graphkit.stores.upsert import SCHEMA_VERSION


@pytest.fixture
def store(neo4j_server: Server) -> Iterator[Store]:
    with open_store(neo4j_server.url, **neo4j_server.login) as opened:
        yield opened


def refusal(store: Store) -> str:
    """The one line with which a store refuses to be used."""
    with store, pytest.raises(StoreUnavailable) as refused:
        store.counts()
    assert "\n" not in str(refused.value)
    return str(refused.value)


# Connecting


def test_a_server_that_is_not_there_is_told_with_its_address() -> None:
    url = f"bolt://127.0.0.1:{free_port()}"
    said = refusal(open_store(url))
    assert said.startswith(f"{url} cannot be reached: ")
    assert "is the server running" in said


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_name_that_nobody_knows_is_told(scheme: str) -> None:
    assert "no-such-host.invalid" in refusal(open_store(f"{scheme}://no-such-host.invalid"))


def test_a_wrong_password_is_told_and_not_repeated(neo4j_server: Server) -> None:
    said = refusal(open_store(neo4j_server.url, user=neo4j_server.user, password="mellon"))
    assert "the user or the password is wrong; set NEO4J_USER and NEO4J_PASSWORD" in said
    assert "mellon" not in said


def test_that_there_is_no_login_at_all_is_told(
    neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    said = refusal(open_store(neo4j_server.url))
    assert "it wants a login; set NEO4J_USER and NEO4J_PASSWORD" in said


def test_a_database_that_is_not_there_is_told(neo4j_server: Server) -> None:
    said = refusal(open_store(neo4j_server.url, **neo4j_server.login, database="nowhere"))
    assert f"{neo4j_server.url}?database=nowhere: " in said
    assert "there is no such database" in said


def test_a_server_without_encryption_is_told(neo4j_server: Server) -> None:
    url = neo4j_server.url.replace("bolt:", "bolt+s:")
    said = refusal(open_store(url, **neo4j_server.login))
    assert "+s wants a certificate" in said


def test_an_older_server_is_refused(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bolt, "OLDEST", (9999, 1))
    said = refusal(open_store(neo4j_server.url, **neo4j_server.login))
    assert "graphkit needs 9999.1 or later" in said


def test_without_the_driver_the_command_that_installs_it_is_told() -> None:
    code = (
        "import sys; sys.modules['neo4j'] = None; import graphkit.stores as s; "
        "store = s.open_store('neo4j://localhost')\n"
        "try: store.counts()\n"
        "except Exception as exc: print(type(exc).__name__, exc)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("StoreUnavailable ")
    assert "pip install 'graphkit-licensing[neo4j]'" in done.stdout


def test_a_routed_address_names_the_database_and_the_program(neo4j_server: Server) -> None:
    url = neo4j_server.url.replace("bolt:", "neo4j:") + "?database=neo4j"
    with open_store(url, **neo4j_server.login) as store:
        assert store.url == url
        store.write(WORLD)
        assert store.counts()["entities"] == len(ENTITIES)
        agents = {agent for (agent,) in neo4j_server.run(
            "CALL dbms.listConnections() YIELD userAgent RETURN userAgent"
        )}  # fmt: skip
    assert f"graphkit/{__version__}" in agents


@pytest.mark.parametrize("by", ["", "a:Entity"])
def test_all_lots_together_have_the_time_that_is_given(
    store: Store, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    store.write(WORLD)
    monkeypatch.setattr(neo4j, "_GATHERED", 0)
    clock = SimpleNamespace(monotonic=count(0, 10).__next__)  # each query takes ten seconds
    monkeypatch.setattr(neo4j, "time", clock)
    asked = Asked("MATCH (a:Entity)-[r]->(b:Entity)", ("a.key", "b.key"), by)
    with pytest.raises(QueryError, match="longer than 15 seconds"):
        store.gather(asked, {}, timeout=15)
    assert store.gather(asked, {}, timeout=600)


# Schema


def test_everything_that_is_made_bears_our_name_and_is_made_once(
    neo4j_server: Server, store: Store
) -> None:
    neo4j_server.empty()
    store.write(WORLD)
    names = {name for (name,) in neo4j_server.run(
        "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"
    )}  # fmt: skip
    assert names == set(schema())
    assert all(name.startswith("graphkit_") for name in names)
    with open_store(neo4j_server.url, **neo4j_server.login) as again:
        again.write(WORLD)


@pytest.mark.parametrize(("text", "key"), [("nio", "nio"), ("蔚来", "nio"), ("jianghuai", "jac")])
def test_names_are_found_in_both_scripts(store: Store, text: str, key: str) -> None:
    store.write(WORLD)
    found = store.query(
        "CALL db.index.fulltext.queryNodes('graphkit_names', $text) YIELD node RETURN node.key",
        {"text": text},
    )
    assert found.rows == [(key,)]


@pytest.mark.parametrize(("version", "says"), [
    (SCHEMA_VERSION + 1, "by a newer version of graphkit .* upgrade graphkit"),
    (SCHEMA_VERSION - 1, "by an older version of graphkit .* into an empty database"),
])  # fmt: skip
def test_a_store_of_another_version_is_refused(
    neo4j_server: Server, store: Store, version: int, says: str
) -> None:
    store.write(WORLD)
    neo4j_server.run("MATCH (i:StoreInfo) SET i.schema_version = $version", version=version)
    with open_store(neo4j_server.url, **neo4j_server.login) as again:
        for use in (again.counts, again.content_hash, lambda: again.write(WORLD)):
            with pytest.raises(StoreUnavailable, match=says):
                use()


def test_names_that_an_earlier_version_wrote_are_folded_by_the_next_write(
    neo4j_server: Server, store: Store
) -> None:
    store.write(batch(dataset(), company("a", "Große Werke"), company("b", "比亚迪（深圳）")))
    neo4j_server.run("MATCH (e:Entity) SET e.folded = CASE e.key WHEN 'b' THEN '\tx\t' END")
    neo4j_server.run("MATCH (i:StoreInfo) SET i.rules = 'of another'")
    with pytest.raises(UnknownName):
        find_key(store, "GROSSE WERKE")
    with Neo4jStore(Address.of(neo4j_server.url, **neo4j_server.login), portion=1) as again:
        again.write(Batch())
        assert find_key(again, "GROSSE WERKE") == "a"
        assert find_key(again, "比亚迪(深圳)") == "b"
        assert again.query("MATCH (e:Entity {folded: '\tx\t'}) RETURN e.key").rows == []


OTHER_RULES = (
    "MATCH (:Entity)-[r]->(:Entity) SET r.sure = false, r.valid_from_latest = '1999-01-01'",
    "MATCH (:Entity)-[r]->(:Entity) WITH r ORDER BY r.key LIMIT 1 DELETE r",
    "MATCH (s:Statement {rule: 'party-ceased'}) SET s.valid_to = '1999'",
    "MATCH (i:StoreInfo) SET i.rules = 'of another'",
)
OF_ANOTHER = "another version of graphkit has worked out what is here"


def test_facts_that_other_rules_made_are_worked_out_again_by_the_next_write(
    neo4j_server: Server, store: Store
) -> None:
    ceased = Statement("autos", "jac", "ceased", "pandaily", value="2023-06", quote="q", row="c")
    world = replace(WORLD, statements=(*WORLD.statements, ceased))
    store.write(world)
    assert store.notice() == ""
    before = store.content_hash(), store.mark(), store.history()
    for each in OTHER_RULES:
        neo4j_server.run(each)
    assert store.content_hash() != before[0]
    told: list[tuple[int, int]] = []

    def hear(step: str, done: int, total: int) -> None:
        if step == "facts again":
            told.append((done, total))

    with Neo4jStore(Address.of(neo4j_server.url, **neo4j_server.login), portion=2) as again:
        assert again.notice().startswith(OF_ANOTHER)
        assert not again.write(Batch(), progress=hear).any
        assert (again.content_hash(), again.mark(), again.history()) == before
        assert again.notice() == ""
        facts = len(again.query("MATCH (s:Statement) RETURN DISTINCT s.fact").rows)
    assert told[0] == (0, facts)
    assert told[-1] == (facts, facts)
    assert len(told) > facts // 2


def test_who_takes_over_ends_what_a_load_that_sleeps_was_at(
    neo4j_server: Server, store: Store
) -> None:
    """Else it would wait for the locks of that transaction, for good."""
    store.write(WORLD)
    renamed = replace(ENTITIES[0], name="NIO Inc.")
    with neo4j_server.driver() as driver, driver.session() as session:
        asleep = session.begin_transaction(metadata={"loader": "sleeper"})
        asleep.run("MATCH (e:Entity) SET e.locked = true").consume()
        neo4j_server.run("MATCH (i:StoreInfo) SET i.loader = 'sleeper', i.loader_until = 0")
        with ThreadPoolExecutor(1) as beside:
            written = beside.submit(store.write, replace(WORLD, entities=(renamed, *ENTITIES[1:])))
            try:
                assert written.result(timeout=60).entities.changed == 1
            finally:
                with suppress(Neo4jError):
                    asleep.rollback()
    assert neo4j_server.run("MATCH (e:Entity) RETURN count(e.locked)") == [[0]]


# Data of others

FOREIGN = """
MATCH (nio:Company {key: 'nio'}), (jac:Company {key: 'jac'}), (paper:Source {key: 'filing'})
CREATE (c:Company {name: 'NIO', names: ['NIO'], id: 7}), (e:Entity {names: ['NIO'], name: 'NIO'}),
  (q:Qualification {name: 'Driving licence', order: 1, confers_right: true, sense: 'permits'}),
  (r:Register:Entity {name: 'Phone book', names: [], sense: 'permits'}),
  (s:Statement {subject: 'nio', object: 'jac', relation: 'OWNS', name: 'hearsay', value: '1'}),
  (d:Source {name: 'diary', kind: 'filing'}), (i:Invoice {total: 5}), (x:Dataset {name: 'x'}),
  (c)-[:USES_LICENCE_OF {since: 1999}]->(jac), (nio)-[:OWNS {share: 99.0}]->(jac),
  (c)-[:HOLDS]->(q), (nio)-[:HOLDS]->(q), (nio)-[:LISTED_IN]->(r), (s)-[:STATED_IN]->(d),
  (s)-[:STATED_IN]->(paper), (i)-[:BILLED_TO]->(nio), (e)-[:USES_LICENCE_OF]->(nio)
"""
EVERYTHING = """
MATCH (n) WHERE n.key IS NULL OPTIONAL MATCH (n)-[r]-(m)
RETURN labels(n), properties(n), type(r), properties(r), coalesce(m.key, m.name)
ORDER BY elementId(n), elementId(r)
"""


def test_what_others_keep_there_is_left_alone_and_out_of_every_answer(
    neo4j_server: Server, store: Store
) -> None:
    store.write(WORLD)
    before = (store.content_hash(), store.counts())
    neo4j_server.run(FOREIGN)
    foreign = neo4j_server.run(EVERYTHING)
    assert (store.content_hash(), store.counts()) == before
    # A name, a kind, a source and an inferred end are corrected: nodes change, edges come and go.
    ceased = Statement("autos", "jac", "ceased", "pandaily", value="2023-06", quote="q", row="c")
    store.write(batch(dataset(), ceased, Entity("jac", "Brand", "JAC"), company("evil", "E")))
    moved = licence("r2", "nio", "jac", "undated")
    store.write(batch(dataset(), moved, Entity("jac", "Company", "JAC Motors")))
    assert neo4j_server.run(EVERYTHING) == foreign


def test_a_node_of_anothers_under_our_label_and_key_is_never_written_to(
    neo4j_server: Server, store: Store
) -> None:
    neo4j_server.run("CREATE (:Company {key: 'nio', name: 'Nio the cat'})")
    with pytest.raises(StoreError, match="data of another's"):
        store.write(WORLD)
    neo4j_server.run("MATCH (n) DETACH DELETE n")
    for label in ("Entity", "Source", "Statement"):
        key = {"Entity": "nio", "Source": "filing", "Statement": "autos:r1"}[label]
        neo4j_server.run(f"CREATE (:{label} {{key: $key, name: 'mine'}})", key=key)
        with pytest.raises(StoreError, match="data of another's"):
            store.write(WORLD)
        found = neo4j_server.run(f"MATCH (n:{label}) RETURN n.key, n.name")
        assert found == [[key, "mine"]]
        assert neo4j_server.run("MATCH (n) WHERE NOT n:StoreInfo RETURN count(n)") == [[1]]
        neo4j_server.clear()


def test_a_mark_that_no_run_has_kept_is_worked_out_once(
    neo4j_server: Server, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write(WORLD)
    kept = store.mark()
    neo4j_server.run("MATCH (i:StoreInfo) SET i.records = null")
    assert store.mark() == kept
    monkeypatch.setattr("graphkit.stores.neo4j.mark_of", lambda _records: "worked out again")
    assert store.mark() == kept
    neo4j_server.run("MATCH (i:StoreInfo) SET i.records = 'another'")
    assert store.mark() == "another"


def test_an_index_of_anothers_in_our_place_is_told_and_left(
    neo4j_server: Server, store: Store
) -> None:
    neo4j_server.empty()
    neo4j_server.run("CREATE INDEX theirs FOR (n:Company) ON (n.key)")
    with pytest.raises(StoreError, match=r"\?database=NAME"):
        store.write(WORLD)
    assert ["theirs"] in neo4j_server.run("SHOW INDEXES YIELD name")
    neo4j_server.empty()


def test_a_constraint_of_anothers_by_our_name_is_told(neo4j_server: Server, store: Store) -> None:
    neo4j_server.empty()
    neo4j_server.run("CREATE CONSTRAINT graphkit_company_key FOR (n:Firm) REQUIRE n.id IS UNIQUE")
    with pytest.raises(StoreError, match="rename those for Company"):
        store.write(WORLD)
    neo4j_server.empty()


# Portions


def test_a_large_batch_that_is_unsound_is_refused_before_anything_is_written(
    neo4j_server: Server,
) -> None:
    with Neo4jStore(Address.of(neo4j_server.url, **neo4j_server.login), portion=2) as store:
        wrong = licence("z", "nio", "nobody", "filing")
        with pytest.raises(Exception, match="no entity has the key 'nobody'"):
            store.write(Batch((dataset(),), ENTITIES, SOURCES, (*STATEMENTS, wrong)))
        assert set(store.counts().values()) == {0}
        assert store.notice() == ""


def test_a_query_cannot_write_even_past_our_own_checks(neo4j_server: Server) -> None:
    connection = bolt.Connection(Address.of(neo4j_server.url, **neo4j_server.login))
    with connection, pytest.raises(QueryError, match="only reading is allowed"):
        connection.read(lambda transaction: transaction.do("CREATE (n:Company)", {}))
