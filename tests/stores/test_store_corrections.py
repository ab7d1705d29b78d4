"""Loading a corrected pack again: what replaces what, and who has a say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from worlds import WORLD, batch, company, dataset, joined, licence, source

from graphkit.errors import InputError
from graphkit.ingest import join
from graphkit.statement import Batch, Entity, Statement
from graphkit.stores.base import Change, Store
from graphkit.values import when


def same(store: Store, new_store: object, *batches: Batch) -> bool:
    """Whether the store holds what these batches make of an empty one."""
    other = new_store()  # type: ignore[operator]
    for each in batches:
        other.write(each)
    return bool(other.content_hash() == store.content_hash())


def names(store: Store, key: str) -> list[str]:
    ((found,),) = store.query("MATCH (e:Entity {key: $key}) RETURN e.names", {"key": key})
    return list(found)


def without(world: Batch, key: str) -> Batch:
    """The world less one entity."""
    kept = tuple(each for each in world.entities if each.key != key)
    return Batch(world.datasets, kept, world.sources, world.statements)


def test_a_statement_corrected_under_its_label_replaces_itself(
    store: Store, new_store: object
) -> None:
    store.write(WORLD)
    corrected = licence("r2", "nio", "evil", "filing", valid_from=when("2020"))
    report = store.write(batch(dataset(), corrected))
    assert report.statements == Change(changed=1)
    rest = tuple(each for each in WORLD.statements if each.row != "r2")
    assert same(
        store,
        new_store,
        Batch(WORLD.datasets, WORLD.entities, WORLD.sources, (*rest, corrected)),
    )


def test_a_source_dated_anew_moves_all_its_facts(store: Store, new_store: object) -> None:
    store.write(WORLD)
    dated = source("undated", "2019-05-01")
    report = store.write(batch(dataset(), dated))
    assert report.sources == Change(changed=1)
    assert report.facts.any
    sources = (*(each for each in WORLD.sources if each.key != "undated"), dated)
    assert same(store, new_store, Batch(WORLD.datasets, WORLD.entities, sources, WORLD.statements))


def test_a_name_corrected_by_its_own_pack_is_taken(store: Store, new_store: object) -> None:
    store.write(WORLD)
    renamed = company("jac", "JAC Group", country="CN")
    store.write(batch(dataset(), renamed))
    assert names(store, "jac") == ["JAC Group"]
    sentences = store.query("MATCH (s:Statement {object: 'jac'}) RETURN DISTINCT s.name")
    assert ("NIO builds on the licence of JAC Group",) in sentences.rows
    assert same(store, new_store, joined([batch(renamed), without(WORLD, "jac")]))


def test_a_kind_corrected_by_its_own_pack_keeps_the_facts(store: Store, new_store: object) -> None:
    world = replace(
        WORLD, statements=tuple(each for each in WORLD.statements if each.relation != "HOLDS")
    )
    store.write(world)
    before = store.counts()["facts"]
    brand = Entity("jac", "Brand", "JAC Motors")
    store.write(batch(dataset(), brand))
    assert store.query("MATCH (e:Entity {key: 'jac'}) RETURN e.kind").rows == [("Brand",)]
    assert store.query("MATCH (e:Company {key: 'jac'}) RETURN e.key").rows == []
    assert store.counts()["facts"] == before
    assert same(store, new_store, joined([batch(brand), without(world, "jac")]))


def test_an_alias_and_a_detail_that_a_pack_takes_back_are_gone(store: Store) -> None:
    store.write(batch(dataset("a"), company("x", "X", ("en", "wrong"), country="DE")))
    store.write(batch(dataset("a"), company("x", "X", ("en", "right"))))
    found = store.query("MATCH (e:Company) RETURN e.names, e.country")
    assert found.rows == [(["X", "right"], None)]


def test_what_several_packs_say_of_an_entity_adds_up(store: Store, new_store: object) -> None:
    one = batch(dataset("a"), company("x", "X", ("en", "one"), country="CN"))
    two = batch(dataset("b"), company("x", "X", ("en", "two"), industry="cars"))
    store.write(one)
    assert store.write(two).entities == Change(changed=1)
    found = store.query("MATCH (e:Company) RETURN e.names, e.country, e.industry, e.datasets")
    assert found.rows == [(["X", "one", "two"], "CN", "cars", ["a", "b"])]
    assert same(store, new_store, two, one)
    assert same(store, new_store, joined([one, two]))
    assert not store.write(one).any
    assert not store.write(two).any


def test_a_pack_takes_back_only_what_it_said_itself(store: Store) -> None:
    store.write(batch(dataset("a"), company("x", "X", ("en", "one"), ("en", "both"))))
    store.write(batch(dataset("b"), company("x", "X", ("en", "two"), ("en", "both"))))
    store.write(batch(dataset("a"), company("x", "X")))
    assert names(store, "x") == ["X", "both", "two"]


def test_packs_that_were_loaded_one_by_one_are_corrected_together(store: Store) -> None:
    store.write(batch(dataset("a"), company("x", "X")))
    store.write(batch(dataset("b"), company("x", "X")))
    with pytest.raises(InputError, match="the name of x is 'X' in b and 'Y' in a"):
        store.write(batch(dataset("a"), company("x", "Y")))
    store.write(batch(dataset("a"), dataset("b"), company("x", "Y")))
    assert names(store, "x") == ["Y"]


def test_packs_that_were_loaded_together_are_corrected_one_by_one(store: Store) -> None:
    one = batch(dataset("a"), company("x", "X", ("en", "wrong")), source("s", "2020"))
    other = batch(dataset("b"), company("y", "Y"), source("t", "2020"))
    store.write(join([one, other]))
    store.write(batch(dataset("a"), company("x", "Z"), source("s", "2021")))
    found = store.query("MATCH (e:Company) RETURN e.names, e.datasets ORDER BY e.key").rows
    assert found == [(["Z"], ["a"]), (["Y"], ["b"])]
    found = store.query("MATCH (d:Source) RETURN d.published, d.datasets ORDER BY d.key").rows
    assert found == [("2021", ["a"]), ("2020", ["b"])]
    with pytest.raises(InputError, match="the name of y is 'Y' in b and 'W' in a"):
        store.write(batch(dataset("a"), company("y", "W")))


def test_nothing_is_brought_by_a_data_set_that_is_not_loaded(store: Store) -> None:
    for each in (company("x"), source("s")):
        with pytest.raises(InputError, match="datasets: names a data set that is not loaded"):
            store.write(batch(dataset("a"), replace(each, datasets=("b",))))


def test_a_source_that_another_pack_cites_is_not_changed_behind_its_back(store: Store) -> None:
    store.write(batch(dataset("a"), source("s", "2020")))
    store.write(batch(dataset("b"), source("s", "2020")))
    with pytest.raises(InputError, match="the source s is another document in a than in b;"):
        store.write(batch(dataset("b"), source("s", "2021")))
    store.write(batch(dataset("a"), dataset("b"), source("s", "2021")))
    assert store.query("MATCH (d:Source) RETURN d.published").rows == [("2021",)]


def test_two_names_for_one_entity_in_a_batch_are_refused(store: Store) -> None:
    with pytest.raises(InputError, match="the name of x is 'X' in one place and 'Y' in another"):
        store.write(batch(dataset("a"), company("x", "X"), company("x", "Y")))


def test_a_data_set_described_anew_is_described_anew(store: Store) -> None:
    store.write(WORLD)
    report = store.write(batch(dataset()))
    assert not report.any
    described = dataset().__class__("autos", "Cars", "2026-11-23", licence="CC-BY-4.0")
    assert store.write(batch(described)).datasets == Change(changed=1)
    found = store.query("MATCH (d:Dataset) RETURN d.key, d.name, d.licence, d.publisher")
    assert found.rows == [("autos", "Cars", "CC-BY-4.0", None)]


def test_a_rumour_withdrawn_takes_its_edges_along(store: Store) -> None:
    store.write(WORLD)
    denied = licence("r3", "evil", "jac", "undated", polarity="denied", summary="s")
    report = store.write(batch(dataset(), denied))
    assert report.facts == Change(removed=1)
    assert store.query("MATCH ({key: 'evil'})-[r:USES_LICENCE_OF]->() RETURN r.key").rows == []


def test_an_inferred_end_follows_its_source(store: Store, new_store: object) -> None:
    ceased = Statement("autos", "jac", "ceased", "pandaily", value="2023-06", quote="q", row="c")
    moved = Statement("autos", "jac", "ceased", "filing", value="2016-06", quote="q", row="c")
    store.write(WORLD)
    store.write(batch(dataset(), ceased))
    store.write(batch(dataset(), moved))
    store.write(batch(dataset(), source("filing", "2018-01")))
    sources = (
        *(each for each in WORLD.sources if each.key != "filing"),
        source("filing", "2018-01"),
    )
    final = Batch(WORLD.datasets, WORLD.entities, sources, (*WORLD.statements, moved))
    assert same(store, new_store, final)
