"""Many rows are what they would be one by one, however an engine puts them together."""

from __future__ import annotations

import csv
import io

import pytest
from worlds import WORLD

from graphkit.stores import neo4j
from graphkit.stores.base import Asked, Store

RELATED = "MATCH (a:Entity)-[r]->(b:Entity) WHERE r.known_from <= $day"
ENDS = ("a.key", "type(r)", "b.key", "r.sources", "r.share")
DAY = {"day": "2026-01-01"}


@pytest.fixture(params=[0, 1, 3, 1_000])
def world(request: pytest.FixtureRequest, store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store whose server puts so many rows together, and looks at as many nodes at a time."""
    store.write(WORLD)
    monkeypatch.setattr(neo4j, "_GATHERED", request.param)
    monkeypatch.setattr(neo4j, "_LOT", max(1, request.param))
    return store


@pytest.mark.parametrize("by", ["", "a:Entity", "b:Entity"])
def test_what_is_gathered_is_what_a_query_gives(world: Store, by: str) -> None:
    one_by_one = world.query(f"{RELATED} RETURN {', '.join(ENDS)}", DAY).rows
    gathered = list(map(tuple, world.gather(Asked(RELATED, ENDS, by), DAY)))
    assert len(gathered) > 3
    assert sorted(gathered, key=str) == sorted(one_by_one, key=str)


def test_nothing_is_gathered_of_nothing(world: Store) -> None:
    assert world.gather(Asked(RELATED, ENDS, "a:Entity"), {"day": "1800-01-01"}) == []


def test_a_table_has_every_row_once_and_the_names_of_its_columns(world: Store) -> None:
    returned = {"key": "n.key", "name": "n.name"}
    match = "MATCH (n:Entity) WHERE n.key IS NOT NULL"
    rows = [
        tuple(row.values())
        for text in world.csv(match, returned, {}, "n:Entity")
        for row in csv.DictReader(io.StringIO(text))
    ]
    assert sorted(rows) == sorted(world.query(f"{match} RETURN n.key, n.name").rows)
