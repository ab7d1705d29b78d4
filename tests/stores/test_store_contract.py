"""What every store does, whatever its engine."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from worlds import (
    ENTITIES,
    HOSTILE,
    SOURCES,
    STATEMENTS,
    WORLD,
    batch,
    company,
    dataset,
    joined,
    licence,
    loads,
    source,
    worlds,
)

from graphkit.errors import InputError, QueryError, StoreError
from graphkit.statement import Batch, Entity, Statement
from graphkit.stores import open_store
from graphkit.stores.base import Change, Store
from graphkit.values import MAX_DATE, Money, when

RANDOM = settings(
    max_examples=15,  # a server takes a second for each
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_a_write_counts_what_it_adds(store: Store) -> None:
    report = store.write(WORLD)
    assert report.any
    assert report.datasets == Change(added=1)
    assert report.entities == Change(added=len(ENTITIES))
    assert report.sources == Change(added=len(SOURCES))
    assert report.statements == Change(added=len(STATEMENTS))
    versions = store.query("MATCH (:Entity)-[r]->(:Entity) RETURN count(r)").rows[0][0]
    assert report.facts == Change(added=versions)
    assert store.counts() == {
        "datasets": 1, "entities": 5, "sources": 3, "statements": 8, "decisions": 0,
        "facts": 5,
    }  # fmt: skip


def test_the_same_batch_again_changes_nothing_and_says_so(store: Store) -> None:
    store.write(WORLD)
    before = store.content_hash()
    report = store.write(WORLD)
    assert not report.any
    assert report.statements == Change(unchanged=len(STATEMENTS))
    assert report.entities == Change(unchanged=len(ENTITIES))
    assert store.content_hash() == before


def test_an_empty_store_answers_with_nothing(store: Store) -> None:
    assert store.query("MATCH (n:Company) RETURN n.key AS key").rows == []
    assert set(store.counts().values()) == {0}
    assert not store.write(Batch()).any


def test_nodes_carry_what_the_records_say(store: Store) -> None:
    store.write(WORLD)
    found = store.query(
        "MATCH (e:Company {key: 'nio'}) RETURN e.name AS name, e.kind AS kind, e.names AS names, "
        "e.aliases AS aliases, e.country AS country, e.lei AS lei"
    )
    assert found.columns == ("name", "kind", "names", "aliases", "country", "lei")
    assert found.rows == [("NIO", "Company", ["NIO", "蔚来"], ["zh-Hans:蔚来"], "CN", None)]
    found = store.query(
        "MATCH (q:Qualification) RETURN q.confers_right, q.`order`, labels(q)[0] = 'Entity' OR "
        "labels(q)[1] = 'Entity'"
    )
    assert found.rows == [(True, 2.0, True)]


def test_statements_are_tied_to_their_sources(store: Store) -> None:
    store.write(WORLD)
    found = store.query(
        "MATCH (s:Statement {key: 'autos:r1'})-[:STATED_IN]->(d:Source) RETURN s.name, s.fact, "
        "s.valid_from, s.valid_from_earliest, s.valid_from_latest, s.valid_to_earliest, "
        "s.valid_to_latest, s.known_earliest, s.details, d.name, d.published, d.published_latest"
    )
    assert found.rows == [
        (
            "NIO builds on the licence of JAC Motors",
            STATEMENTS[0].fact,
            *("2016-04", "2016-04-01", "2016-04-30", "2021-05-01", MAX_DATE, "2016-05-01"),
            '{"licence_kind":"qualification"}',
            *("Title of filing", "2016-05", "2016-05-31"),
        )
    ]


def test_a_fact_is_an_edge_for_each_way_it_was_known(store: Store) -> None:
    store.write(WORLD)
    found = store.query(
        "MATCH (:Company {key: 'nio'})-[r:USES_LICENCE_OF]->(b:Entity) RETURN r.known_from, "
        "r.known_to, r.valid_to_latest, r.sources, r.statements, b.key ORDER BY r.known_from"
    )
    assert found.rows == [
        ("2016-05-01", "2016-05-31", MAX_DATE, ["filing"], ["autos:r1"], "jac"),
        ("2016-05-31", "2023-12-10", MAX_DATE, ["filing"], ["autos:r1"], "jac"),
        (
            *("2023-12-10", MAX_DATE, "2023-12-06"),
            *(["filing", "pandaily"], ["autos:r1", "autos:r2"], "jac"),
        ),
    ]


def test_an_amount_of_money_is_a_number_and_a_currency(store: Store) -> None:
    store.write(WORLD)
    found = store.query("MATCH ()-[r:ACQUIRED]->() RETURN r.price, r.price_currency, r.share")
    assert set(found.rows) == {(3.16e9, "CNY", 51.0)}


def test_attributes_are_statements_and_no_edges(store: Store) -> None:
    store.write(WORLD)
    (row,) = store.query("MATCH (s:Statement {relation: 'founded'}) RETURN s.name, s.value")
    assert row == ("NIO was founded in 2014-11", "2014-11")


def test_a_denial_alone_makes_no_edge(store: Store) -> None:
    store.write(WORLD)
    assert store.query("MATCH (:Company {key: 'evil'})-[r:HOLDS]->() RETURN r.key").rows == []


def test_a_hostile_name_is_a_name(store: Store) -> None:
    store.write(WORLD)
    named = store.query("MATCH (e:Entity) WHERE $n IN e.names RETURN e.key", {"n": HOSTILE})
    assert named.rows == [("evil",)]
    assert store.counts()["entities"] == len(ENTITIES)


def test_a_party_that_ceased_ends_its_licences_by_inference(store: Store) -> None:
    store.write(WORLD)
    ceased = Statement("autos", "jac", "ceased", "pandaily", value="2023-06", quote="q", row="c1")
    store.write(batch(dataset(), ceased))
    found = store.query(
        "MATCH (s:Statement)-[:STATED_IN]->(d:Source) WHERE s.rule IS NOT NULL "
        "RETURN s.rule, s.confidence, s.subject, d.key ORDER BY s.subject"
    )
    assert found.rows == [
        ("party-ceased", "inferred", "evil", "pandaily"),
        ("party-ceased", "inferred", "nio", "pandaily"),
    ]
    ends = store.query(
        "MATCH (:Entity {key: 'evil'})-[r:USES_LICENCE_OF]->() WHERE r.known_to = $max "
        "RETURN r.valid_to_latest",
        {"max": MAX_DATE},
    )
    assert ends.rows == [("2023-07-01",)]
    assert store.counts()["statements"] == len(STATEMENTS) + 1


def test_an_end_that_was_inferred_goes_with_its_reason(store: Store, new_store: object) -> None:
    store.write(WORLD)
    ceased = Statement("autos", "jac", "ceased", "pandaily", value="2023-06", quote="q", row="c1")
    before = store.content_hash()
    store.write(batch(dataset(), ceased))
    assert store.content_hash() != before
    wrong = Statement("autos", "nio", "founded", "filing", value="2014-11", quote="q", row="c1")
    store.write(batch(dataset(), wrong))
    assert store.query("MATCH (s:Statement) WHERE s.rule IS NOT NULL RETURN s.key").rows == []
    edge = store.query(
        "MATCH (:Entity {key: 'evil'})-[r:USES_LICENCE_OF]->() RETURN r.valid_to_latest"
    )
    assert set(edge.rows) == {(MAX_DATE,)}


def test_which_claim_lends_an_inferred_end_does_not_depend_on_order(
    store: Store, new_store: object
) -> None:
    scoped = (("licence_kind", "qualification"), ("scope", "engines"))
    one = licence("r1", "nio", "jac", "filing")
    two = licence("r2", "nio", "jac", "undated", details=scoped)
    ceased = Statement("autos", "jac", "ceased", "pandaily", value="2023-06", quote="q", row="c")
    other = new_store()  # type: ignore[operator]
    for each, order in ((store, (one, two, ceased)), (other, (ceased, two, one))):
        each.write(Batch((dataset(),), ENTITIES, SOURCES))
        for statement in order:
            each.write(batch(dataset(), statement))
    assert store.content_hash() == other.content_hash()


@RANDOM
@given(data=st.data())
def test_order_and_split_of_loads_do_not_matter(new_store: object, data: st.DataObject) -> None:
    world = data.draw(worlds())
    with new_store() as parts, new_store() as whole:  # type: ignore[operator]
        whole.write(world)
        for each in data.draw(loads(world)):
            parts.write(each)
        assert parts.content_hash() == whole.content_hash()
        assert parts.counts() == whole.counts()
        assert not parts.write(world).any


@RANDOM
@given(data=st.data())
def test_a_correction_leaves_nothing_of_what_it_corrects(
    new_store: object, data: st.DataObject
) -> None:
    first, then = data.draw(worlds()), data.draw(worlds())
    rows = {each.key for each in then.statements}
    kept = tuple(each for each in first.statements if each.key not in rows)
    known = {each.key: each for each in joined([first, then]).sources}
    corrected, direct = new_store(), new_store()  # type: ignore[operator]
    corrected.write(Batch((), first.entities, first.sources, first.statements))
    corrected.write(Batch((), then.entities, tuple(known.values()), then.statements))
    direct.write(
        Batch(
            (), (*first.entities, *then.entities), tuple(known.values()), (*kept, *then.statements)
        )
    )
    assert corrected.content_hash() == direct.content_hash()


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (
            licence("x", "nobody", "jac", "filing"),
            "autos:x:subject: no entity has the key 'nobody'",
        ),
        (licence("x", "nio", "nobody", "filing"), "autos:x:object: no entity has the key 'nobody'"),
        (
            licence("x", "nio", "jac", "filing", details=(("qualification", "nothing"),)),
            "autos:x:qualification: no entity has the key 'nothing'",
        ),
        (
            licence("x", "nio", "jac", "filing", details=(("qualification", "miit"),)),
            "autos:x:qualification: 'miit' is of kind Authority; Qualification is needed here",
        ),
        (
            licence("x", "miit", "jac", "filing"),
            "autos:x:subject: 'miit' is of kind Authority; Company or Brand is needed here",
        ),
        (
            licence("x", "nio", "access", "filing"),
            "autos:x:object: 'access' is of kind Qualification; Company or Brand is needed here",
        ),
        (
            Statement("autos", "miit", "founded", "filing", value="1998", row="x"),
            "autos:x:subject: 'miit' is of kind Authority; Company or Brand is needed here",
        ),
        (licence("x", "nio", "jac", "nowhere"), "autos:x:source: no source has the key 'nowhere'"),
        (licence("x", "nio", "jac", "filing", rule="r"), "autos:x:rule: only rules infer"),
        (licence("x", "nio", "jac", "filing", details=(("no", "x"),)), "autos:x:no: USES_LICENCE"),
        (Statement("autos", "nio", "x", "filing", row="x"), "autos:x:relation: there is no"),
        (Statement("autos", "nio", "founded", "filing", row="x"), "autos:x:value: founded gives a"),
        (Entity("new", "Planet", "P"), "new:kind: there is no kind 'Planet'"),
        (Entity("new", "Company", "P", (), (("sense", "x"),)), "new:sense: a Company has no such"),
        (Entity("nio", "Brand", "NIO"), "the kind of nio is 'Company' in autos and 'Brand' in new"),
        (company("nio", "NIO Inc."), "the name of nio is 'NIO' in autos and 'NIO Inc.' in new"),
        (source("filing", "2017"), "the source filing is another document in autos than in new"),
    ],
    ids=lambda each: "" if isinstance(each, str) else type(each).__name__,
)
def test_what_contradicts_the_store_is_refused_whole(
    store: Store, wrong: Statement | Entity, place: str
) -> None:
    store.write(WORLD)
    before = store.content_hash()
    with pytest.raises(InputError) as refused:
        store.write(batch(dataset("new"), company("sound"), wrong))
    assert place in str(refused.value)
    assert store.content_hash() == before
    assert store.query("MATCH (e:Entity {key: 'sound'}) RETURN e.key").rows == []


def test_every_problem_of_a_batch_is_told(store: Store) -> None:
    wrong = [licence(f"x{number}", "a", "b", "s") for number in range(3)]
    with pytest.raises(InputError) as refused:
        store.write(batch(dataset(), *wrong))
    assert len(refused.value.problems) == 9


def test_one_key_for_two_things_in_a_batch_is_refused(store: Store) -> None:
    twice = [licence("r1", "nio", "jac", "filing"), licence("r1", "jac", "nio", "filing")]
    with pytest.raises(InputError, match="autos:r1: is given twice"):
        store.write(joined([Batch((), ENTITIES, SOURCES), batch(*twice)]))


def test_text_that_is_not_unicode_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="not text"):
        store.write(batch(dataset(), company("a", "\ud800")))
    assert store.counts()["entities"] == 0


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n:Company {key: 'x'})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) SET n.name = 'x' RETURN n.name",
        "MATCH (n:Company) RETURN n.key UNION MATCH (n) REMOVE n.name RETURN n.key",
        "MATCH (n) RETURN n.key; MATCH (n) DETACH DELETE n",
        "MERGE (n:Company {key: 'x'}) RETURN n.key",
        "DROP CONSTRAINT company_key",
        "LOAD CSV FROM 'file:///etc/hosts' AS line RETURN line",
        "RETURN ['x'] AS line UNION LOAD CSV FROM 'file:///etc/hosts' AS line RETURN line",
        "MATCH (n RETURN n",
        "RETURN $missing",
        "RETURN 1 / 0",
        "",
    ],
)
def test_a_query_that_does_more_than_read_is_refused(store: Store, query: str) -> None:
    store.write(WORLD)
    before = store.content_hash()
    with pytest.raises(QueryError) as refused:
        store.query(query)
    assert "\n" not in str(refused.value)
    assert store.content_hash() == before


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("RETURN 'CREATE (n) LOAD CSV FROM x' AS x", "CREATE (n) LOAD CSV FROM x"),
        ("MATCH (n:Company {key: 'nio'}) // DETACH DELETE n\nRETURN n.name", "NIO"),
        ("RETURN {a: 1, b: [1.5, true, null]} AS x", {"a": 1, "b": [1.5, True, None]}),
        ("RETURN date('2023-12-04') AS x", "2023-12-04"),
        ("RETURN $x AS x", "1"),
    ],
)
def test_values_are_plain(store: Store, query: str, value: object) -> None:
    store.write(WORLD)
    assert store.query(query, {"x": "1"} if "$x" in query else None).rows == [(value,)]


def test_whole_nodes_and_edges_are_their_own_properties(store: Store) -> None:
    store.write(WORLD)
    ((node, edge),) = store.query("MATCH (n:Register)-[r]->() RETURN n, r").rows or [({}, {})]
    assert (node, edge) == ({}, {})
    ((node, edge),) = store.query(
        "MATCH (n:Qualification)-[r:ISSUED_BY]->() RETURN n, r ORDER BY r.known_from LIMIT 1"
    )
    assert node == {
        "key": "access", "kind": "Qualification", "name": "MIIT access", "names": ["MIIT access"],
        "confers_right": True, "order": 2.0, "datasets": ["autos"], "folded": "\tmiit access\t",
    }  # fmt: skip
    assert edge["type"] == "ISSUED_BY"
    assert edge["statements"] == ["autos:r5"]


def test_a_list_that_is_empty_is_not_there_also_where_it_once_held_something(store: Store) -> None:
    store.write(WORLD)
    store.write(batch(dataset(), company("nio", "NIO"), licence("r2", "nio", "jac", "pandaily")))
    found = store.query(
        "MATCH (e:Company {key: 'nio'})-[r:OWNS|ACQUIRED]->() "
        "MATCH (s:Statement {key: 'autos:r2'}) "
        "RETURN e.names, e.aliases, s.attribution, s.stated_as, r.rules"
    )
    assert found.rows == [(["NIO"], None, None, None, None)]


def test_a_query_has_a_time_limit(store: Store) -> None:
    store.write(WORLD)
    with pytest.raises(QueryError):
        store.query(
            "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b "
            "WITH a, b WHERE a * b % 7 = 3 RETURN count(*)",
            timeout=0.2,
        )


def test_columns_keep_their_order(store: Store) -> None:
    found = store.query("RETURN 1 AS z, 2 AS a, 3 AS m")
    assert found.columns == ("z", "a", "m")
    assert found.dicts() == [{"z": 1, "a": 2, "m": 3}]
    assert list(found) == [(1, 2, 3)]
    assert len(found) == 1


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.query("RETURN 1")
    with pytest.raises(StoreError, match="closed"):
        store.write(WORLD)


def test_what_was_written_is_there_for_the_next_to_open(
    store: Store, login: dict[str, str]
) -> None:
    store.write(WORLD)
    with open_store(store.url, **login) as again:
        assert again.content_hash() == store.content_hash()
        assert not again.write(WORLD).any


def test_progress_reaches_its_end(store: Store) -> None:
    seen: list[tuple[str, int, int]] = []
    store.write(WORLD, progress=lambda *each: seen.append(each))
    for step in {name for name, _, _ in seen}:
        done = [each for name, each, _ in seen if name == step]
        (total,) = {total for name, _, total in seen if name == step}
        assert done == sorted(done)
        assert done[-1] == total


def test_a_claim_about_a_time_to_come_survives(store: Store) -> None:
    store.write(WORLD)
    later = licence("r9", "jac", "nio", "filing", valid_from=when("after 2030"), note="n")
    store.write(batch(dataset(), later))
    assert not store.write(batch(dataset(), later)).any


def test_all_money_comes_back(store: Store) -> None:
    store.write(WORLD)
    deal = Statement(
        "autos", "nio", "valuation", "filing", value="CNY 5", quote="q", row="v",
    )  # fmt: skip
    paid = licence("p", "nio", "evil", "filing", details=(
        ("licence_kind", "brand"), ("price", Money(0.1, "USD")), ("exclusive", False),
    ))  # fmt: skip
    store.write(batch(dataset(), deal, paid))
    assert not store.write(batch(dataset(), deal, paid)).any
    (row,) = set(
        store.query("MATCH ()-[r {exclusive: false}]->() RETURN r.price, r.price_currency")
    )
    assert row == (0.1, "USD")
