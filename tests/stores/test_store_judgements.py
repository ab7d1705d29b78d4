"""Judgements in every store: what people judge to be one answers as one, and can be parted."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from worlds import company, dataset, licence, source

from graphkit.errors import InputError
from graphkit.judging import judge, withdraw
from graphkit.questions.ask import ask, find_question
from graphkit.questions.entities import find_key
from graphkit.questions.rereading import absences
from graphkit.resolving import candidates, judge_automatically
from graphkit.statement import Batch, Decision, Entity, Judgement, Statement
from graphkit.stores import open_store
from graphkit.stores.base import Store
from graphkit.values import when

NewStore = Callable[[], Store]

# jac and jac-motors-of-hefei are one company under two keys; jac-group is its parent.
ENTITIES = (
    company("nio", "NIO"),
    company("seres", "Seres"),
    company("jac", "JAC Motors", ("zh-Hans", "江淮汽车")),
    company("jac-motors-of-hefei", "Anhui Jianghuai", ("ticker", "SSE:600418"), country="CN"),
    company("jac-group", "JAC Group"),
    Entity("jac-brand", "Brand", "JAC"),
)
SOURCES = (source("filing", "2016-05"), source("pandaily"))
STATEMENTS = (
    licence("r1", "nio", "jac", "filing", valid_from=when("2016-04")),
    licence("r2", "nio", "jac-motors-of-hefei", "pandaily", valid_to=when("2023-12-05")),
    replace(licence("r3", "seres", "jac-motors-of-hefei", "pandaily"), row=""),
    Statement("autos", "jac-motors-of-hefei", "founded", "filing", value="1999", quote="q"),
    Statement("autos", "jac-group", "OWNS", "filing", "jac", quote="q", row="r5"),
)
SAME = Judgement(
    "people", "j1", "same", "Ada", "2026-11-01", "one stock", "jac-motors-of-hefei", "jac"
)
PARTED = Judgement("people", "j2", "withdrawn", "Bo", "2026-11-02", "a slip", withdraws="people:j1")
WORLD = Batch((dataset(),), ENTITIES, SOURCES, STATEMENTS)

FACTS = (
    "MATCH (a:Entity)-[r]->(b:Entity) RETURN a.key, type(r), b.key, r.valid_from, r.valid_to, "
    "r.known_from, r.known_to, r.statements, r.rules ORDER BY a.key, b.key, r.known_from"
)
STATED = "MATCH (s:Statement) RETURN s.key, s.subject, s.object, s.fact, s.stated_as ORDER BY s.key"


def _world(store: Store) -> tuple[object, object]:
    return store.query(FACTS).rows, store.query(STATED).rows


def _ends(store: Store) -> set[tuple[str, str, str]]:
    return {(row[0], row[1], row[2]) for row in store.query(FACTS)}


def test_what_is_said_of_two_that_are_one_is_said_of_one(new_store: NewStore) -> None:
    store = new_store()
    store.write(WORLD)
    report = store.write(Batch(judgements=(SAME,)))

    assert (report.judgements.added, report.statements.any) == (1, False)
    assert _ends(store) == {
        ("nio", "USES_LICENCE_OF", "jac"),
        ("seres", "USES_LICENCE_OF", "jac"),
        ("jac-group", "OWNS", "jac"),
    }
    last = [row for row in store.query(FACTS) if row[0] == "nio"][-1]
    assert last[3:5] == ("2016-04", "2023-12-05")
    assert last[7] == ["autos:r1", "autos:r2"]
    assert "judged-same" in last[8]
    assert not store.write(Batch(judgements=(SAME,))).any


def test_both_clocks_go_on_as_before(new_store: NewStore) -> None:
    store = new_store()
    store.write(WORLD)
    store.write(Batch(judgements=(SAME,)))
    of_nio = [row[3:7] for row in store.query(FACTS) if row[0] == "nio"]
    # What the filing said was known in 2016, and the end only with the later article, whatever
    # the day of the judgement.
    assert [(row[1], row[2]) for row in of_nio] == [
        (None, "2016-05-01"),
        (None, "2016-05-31"),
        ("2023-12-05", "2023-12-10"),
    ]


def test_names_of_either_lead_to_the_one_that_stands_for_both(new_store: NewStore) -> None:
    store = new_store()
    store.write(WORLD)
    store.write(Batch(judgements=(SAME,)))
    for name in ("jac", "jac-motors-of-hefei", "JAC Motors", "anhui jianghuai", "SSE:600418"):
        assert find_key(store, name) == "jac"
    ((name, country, names),) = store.query(
        "MATCH (e:Company {key: 'jac'}) RETURN e.name, e.country, e.names"
    )
    assert (name, country) == ("JAC Motors", "CN")
    assert names == ["JAC Motors", "江淮汽车", "Anhui Jianghuai", "SSE:600418"]


def test_parted_again_everything_is_as_it_was(new_store: NewStore) -> None:
    store = new_store()
    store.write(WORLD)
    before = _world(store)
    store.write(Batch(judgements=(SAME,)))
    assert _world(store) != before
    store.write(Batch(judgements=(PARTED,)))
    assert _world(store) == before
    (shown,) = store.query("MATCH (e:Company {key: 'jac'}) RETURN e.names, e.country").rows
    assert shown == (["JAC Motors", "江淮汽车"], None)
    assert find_key(store, "Anhui Jianghuai") == "jac-motors-of-hefei"


def test_the_order_and_the_lots_do_not_matter(new_store: NewStore) -> None:
    parts = [
        Batch(WORLD.datasets, ENTITIES, SOURCES),
        Batch((dataset(),), statements=STATEMENTS[:2]),
        Batch((dataset(),), statements=STATEMENTS[2:]),
        Batch(judgements=(SAME,)),
    ]
    whole = new_store()
    whole.write(replace(WORLD, judgements=(SAME,)))
    expected = whole.content_hash()
    for order in itertools.permutations(parts[1:]):
        store = new_store()
        store.write(parts[0])
        for each in order:
            store.write(each)
        assert store.content_hash() == expected


def test_a_pack_that_is_loaded_again_changes_nothing(new_store: NewStore) -> None:
    store = new_store()
    store.write(replace(WORLD, judgements=(SAME,)))
    report = store.write(WORLD)
    assert not report.any
    assert report.statements.unchanged == len(STATEMENTS)


def test_what_comes_with_its_pack_again_is_decided_for_both(new_store: NewStore) -> None:
    """The pack has the statement as it was stated; the fact is of the one that stands for both."""
    wrong = Decision("autos", "d1", "set-aside", "Ada", "2026-11-03", "a slip", "autos:r2")
    store, other = new_store(), new_store()
    store.write(replace(WORLD, judgements=(SAME,)))
    store.write(replace(WORLD, decisions=(wrong,)))
    other.write(replace(WORLD, judgements=(SAME,), decisions=(wrong,)))
    assert [row[7] for row in store.query(FACTS) if row[0] == "nio"][-1] == ["autos:r1"]
    assert store.content_hash() == other.content_hash()


def test_what_is_corrected_of_one_shows_in_the_other(new_store: NewStore) -> None:
    store = new_store()
    store.write(replace(WORLD, judgements=(SAME,)))
    renamed = company("jac-motors-of-hefei", "Anhui Jianghuai Automobile", country="CN")
    corrected = tuple(renamed if each.key == renamed.key else each for each in ENTITIES)
    store.write(replace(WORLD, entities=corrected))
    assert find_key(store, "Anhui Jianghuai Automobile") == "jac"
    store.write(Batch(judgements=(PARTED,)))
    other = new_store()
    other.write(replace(WORLD, entities=corrected, judgements=(SAME, PARTED)))
    assert store.content_hash() == other.content_hash()


def test_the_log_gives_the_same_graph_again(new_store: NewStore) -> None:
    store = new_store()
    for each in (WORLD, Batch(judgements=(SAME,)), Batch(judgements=(PARTED,))):
        store.write(each)
        if hasattr(store, "folder"):
            (store.folder / "graph.kgl").unlink()
            assert open_store(store.folder).content_hash() == store.content_hash()


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("jac", "jac-brand", "they are Brand and Company"),
        ("jac", "jac-group", "jac-group OWNS jac, but the two were judged to be one"),
        ("jac", "nobody", "no entity has the key 'nobody'"),
        ("jac", "jac", "is the same key as left"),
    ],
)
def test_what_cannot_be_one_is_refused(
    new_store: NewStore, left: str, right: str, reason: str
) -> None:
    store = new_store()
    store.write(WORLD)
    before = store.content_hash()
    wrong = replace(SAME, left=left, right=right)
    with pytest.raises(InputError, match=reason):
        store.write(Batch(judgements=(wrong,)))
    assert store.content_hash() == before


def test_a_statement_that_ties_what_is_one_is_refused(new_store: NewStore) -> None:
    store = new_store()
    store.write(replace(WORLD, judgements=(SAME,)))
    tie = Statement("autos", "jac", "OWNS", "filing", "jac-motors-of-hefei", quote="q", row="r9")
    with pytest.raises(InputError, match="withdraw that judgement first"):
        store.write(Batch(statements=(tie,)))


def test_the_same_as_the_same_may_not_be_different(new_store: NewStore) -> None:
    store = new_store()
    store.write(WORLD)
    judge(store, "nio", "seres", "different", who="Ada", why="two firms")
    third = company("seres-auto", "Seres Auto")
    store.write(Batch(entities=(third,)))
    judge(store, "seres-auto", "nio", "same", who="Bo", why="a guess")
    with pytest.raises(InputError, match="were judged different"):
        judge(store, "seres-auto", "seres", "same", who="Bo", why="another guess")


def test_a_later_judgement_takes_the_place_of_an_earlier_one(new_store: NewStore) -> None:
    store = new_store()
    store.write(WORLD)
    before = _world(store)
    first = judge(store, "jac", "jac-motors-of-hefei", "same", who="Ada", why="one stock")
    again = judge(store, "jac-motors-of-hefei", "jac", "same", who="Bo", why="so it is")
    assert again == first
    judge(store, "jac", "jac-motors-of-hefei", "unsure", who="Bo", why="two registers")
    assert _world(store) == before
    taken_back = withdraw(store, first.key, who="Bo", why="again")
    assert taken_back.withdraws == first.key


def test_who_judges_last_is_heard_where_two_of_the_day_disagree(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        other = replace(SAME, row="other", verdict="different")
        store.write(replace(WORLD, judgements=(SAME, other)))
        pair = SAME.left, SAME.right
        assert find_key(store, pair[0]) == pair[0]
        made = judge(store, *pair, "same", who="Cy", why="one", judged_on=SAME.judged_on)
        assert (made.who, find_key(store, pair[0])) == ("Cy", pair[1])
        made = judge(store, *pair, "different", who="Cy", why="two", judged_on=SAME.judged_on)
        assert (made.verdict, find_key(store, pair[0])) == ("different", pair[0])


def test_duplicates_are_found_and_judged_on_every_engine(new_store: NewStore) -> None:
    store = new_store()
    twins = (
        company("jac", "JAC Motors", ("zh-Hans", "江淮汽车"), country="CN"),
        company("jianghuai-qiche", "江淮汽車", country="CN"),
        company("jac-group", "JAC Motors Group", country="CN"),
    )
    store.write(replace(WORLD, entities=(*ENTITIES[:2], *ENTITIES[3:4], *twins, ENTITIES[5])))
    found = candidates(store)
    assert ("jac", "jianghuai-qiche") in {each.pair for each in found}
    assert ("jac", "jac-group") not in {each.pair for each in found}  # a source ties the two
    (made,) = judge_automatically(store, found)
    assert (made.pair, made.who) == (("jac", "jianghuai-qiche"), "graphkit: names")
    assert float(made.score) > 0.9
    assert find_key(store, "江淮汽車") == "jac"
    assert made.pair not in {each.pair for each in candidates(store)}


def test_a_copy_of_a_register_is_one_of_the_register_that_it_was_judged_to_be(
    new_store: NewStore,
) -> None:
    cars = {"country": "CN", "industry": "autos"}
    sense = (*cars.items(), ("sense", "permits"))
    store = new_store()
    copy = source("copy", "2020-01-01", snapshot_of="second-list")
    listed = Statement("autos", "in", "LISTED_IN", "copy", "second-list", quote="q", row="r1")
    lists = [Entity(key, "Register", key, (), sense) for key in ("list", "second-list")]
    parties = company("in", **cars), company("out", **cars)
    store.write(Batch((dataset(),), (*lists, *parties), (copy,), (listed,)))
    missing = {key: absences(store, key, "2024-01-01", "2024-01-01") for key in ("in", "out")}
    assert missing == {"in": [], "out": [("second-list", "second-list", "2020-01-01", "copy")]}
    checkpoints = find_question("checkpoints")
    assert [row["checkpoint"] for row in ask(store, checkpoints, ["out"])] == [
        "list",
        "second-list",
    ]

    judge(store, "list", "second-list", "same", who="Ada", why="one list")
    missing = {key: absences(store, key, "2024-01-01", "2024-01-01") for key in ("in", "out")}
    assert missing == {"in": [], "out": [("list", "list", "2020-01-01", "copy")]}
    assert [row["checkpoint"] for row in ask(store, checkpoints, ["out"])] == ["list"]
