"""Several packs loaded at once are what each of them is by itself, loaded one after the other."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from worlds import batch, company, dataset, entities, source, statements

from graphkit.errors import InputError
from graphkit.ingest import join
from graphkit.statement import Batch, Statement
from graphkit.stores.base import Change, Store

RANDOM = settings(
    max_examples=8,  # a server takes seconds for each
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAMES = ("a", "b", "c")
ONE = batch(dataset("a"), company("x", "X", ("en", "wrong"), ("en", "both"), country="CN"))
TWO = batch(dataset("b"), company("x", "X", ("en", "other"), ("en", "both"), lei="L"))


@st.composite
def packs(draw: st.DrawFn) -> list[Batch]:
    """Two or three small packs on the same companies, of which each says something else."""
    made = []
    papers = tuple(source(f"s{number}") for number in range(3))
    for name in draw(st.permutations(NAMES))[: draw(st.integers(2, 3))]:
        said = tuple(
            _of(name, draw(statements(row=f"r{n}"))) for n in range(draw(st.integers(0, 3)))
        )
        known = {each.key: each for each in draw(entities())}
        named = {end for each in said for end in (each.subject, each.object)}
        named |= draw(st.sets(st.sampled_from(sorted(known))))
        brought = tuple(each for key, each in known.items() if key in named)
        made.append(Batch((dataset(name),), brought, papers, said))
    return made


def _of(name: str, statement: Statement) -> Statement:
    told = statement.as_record()
    return Statement.from_record({**told, "dataset": name})


def said(store: Store) -> list[tuple[object, ...]]:
    """What the store holds of each entity and source, and who says which part of it."""
    brought = "n.key, n.names, n.aliases, n.country, n.datasets"
    found: list[tuple[object, ...]] = []
    for label, more in (("Entity", ", n.declarations"), ("Source", "")):
        found += store.query(f"MATCH (n:{label}) RETURN {brought}{more} ORDER BY n.key").rows
    return found


def names(store: Store) -> list[str]:
    ((found,),) = store.query("MATCH (e:Entity {key: 'x'}) RETURN e.names")
    return list(found)


@RANDOM
@given(made=packs(), corrected=packs())
def test_packs_at_once_are_stored_as_one_by_one(
    new_store: object, made: list[Batch], corrected: list[Batch]
) -> None:
    with new_store() as once, new_store() as apart:  # type: ignore[operator]
        for delivery in (made, corrected):
            once.write(join(delivery))
            for each in delivery:
                apart.write(each)
            assert said(once) == said(apart)
            assert once.mark() == apart.mark()
            assert once.content_hash() == apart.content_hash()
        assert not once.write(join(corrected)).any
        for each in corrected:
            assert not once.write(each).any


def test_a_pack_takes_back_alone_what_it_said_with_others(store: Store) -> None:
    store.write(join([ONE, TWO]))
    assert names(store) == ["X", "both", "other", "wrong"]
    assert store.write(batch(dataset("a"), company("x", "X"))).entities == Change(changed=1)
    assert names(store) == ["X", "both", "other"]
    found = store.query("MATCH (e:Entity) RETURN e.country, e.lei, e.datasets").rows
    assert found == [(None, "L", ["a", "b"])]
    assert store.undo("run-2")
    assert names(store) == ["X", "both", "other", "wrong"]


def test_what_packs_said_together_is_replaced_when_all_say_it_again(store: Store) -> None:
    both = Batch(
        (dataset("a"), dataset("b")), (company("x", "X", ("en", "old")),)
    )  # as versions did that did not tell which pack says what
    store.write(both)
    store.write(join([ONE]))
    assert names(store) == ["X", "both", "old", "wrong"]
    store.write(join([ONE, TWO]))
    assert names(store) == ["X", "both", "other", "wrong"]


def test_what_one_of_the_packs_says_no_more_stays_unless_another_says_otherwise(
    store: Store,
) -> None:
    store.write(join([ONE, TWO]))
    silent = batch(dataset("b"), company("y", "Y"))
    store.write(join([ONE, silent]))
    assert names(store) == ["X", "both", "other", "wrong"]
    renamed = batch(dataset("a"), company("x", "Z"))
    with pytest.raises(InputError, match="the name of x is 'X' in b and 'Z' in a"):
        store.write(renamed)
    store.write(join([renamed, silent]))
    assert names(store) == ["Z"]
