"""The history of a store, and runs that are undone: on every engine, down to the last record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from run_worlds import (
    ASIDE,
    BACK,
    BATCHES,
    BRAND,
    CEASED,
    CORRECTED,
    DATED,
    LATER,
    MORE,
    ONE,
    RENAMED,
    TWIN,
)
from worlds import WORLD, licence

from graphkit.errors import BadValue, InputError, StoreError, StoreMoved, UnknownName
from graphkit.statement import Batch, Entity, Judgement
from graphkit.stores.base import Change, Store
from graphkit.stores.neo4j import Neo4jStore
from graphkit.stores.revision import moved, shift
from graphkit.stores.runs import Note


def state(store: Store) -> tuple[str, str, object]:
    return store.content_hash(), store.mark(), store.counts()


def test_an_empty_store_has_no_history(store: Store) -> None:
    assert store.history() == []
    with pytest.raises(UnknownName, match=r"no run is called 'run-1'.*graphkit history"):
        store.undo("run-1")


def test_every_write_that_changes_anything_is_a_run(store: Store) -> None:
    empty = store.mark()
    report = store.write(WORLD, note=Note("load", "autos"))
    store.write(WORLD, note=Note("load", "autos"))
    store.write(ASIDE, note=Note("decide", "autos:r1"))
    first, second = store.history()
    assert (first.key, first.title, first.report) == ("run-1", "load autos", report)
    assert (second.key, second.title) == ("run-2", "decide autos:r1")
    assert second.report.decisions == Change(added=1)
    assert (first.before, first.after) == (empty, second.before)
    assert second.after == store.mark()
    assert first.at.endswith("Z")
    assert first.whole


@pytest.mark.parametrize(
    "later",
    [
        [CEASED, RENAMED, CORRECTED, BRAND, ASIDE, DATED, BACK, MORE],
        [TWIN, ONE, LATER],
    ],
    ids=["corrections", "judgements"],
)
def test_runs_undone_one_by_one_leave_what_was_before_each(
    store: Store, later: list[Batch]
) -> None:
    states = [state(store)]
    for each in (WORLD, *later):
        store.write(each)
        states.append(state(store))
    assert len({each[1] for each in states}) == len(states)
    for number in range(len(later) + 1, 0, -1):
        made = store.undo(f"run-{number}")
        assert made.undoes == (number,)
        assert state(store) == states[number - 1]
    assert [each.command for each in store.history()].count("undo") == len(later) + 1


def test_an_undo_is_a_run_and_can_be_undone(store: Store) -> None:
    store.write(WORLD)
    store.write(CORRECTED)
    states = [state(store)]
    store.undo("run-2")
    states.append(state(store))
    assert store.undo("run-3").title == "undo run-3"
    assert state(store) == states[0]
    store.undo("run-4")
    assert state(store) == states[1]


def test_a_run_and_all_later_ones_are_undone_together(store: Store) -> None:
    store.write(WORLD)
    before = state(store)
    for each in (MORE, CORRECTED, ASIDE, RENAMED, CEASED):
        store.write(each)
    made = store.undo("run-2", and_later=True)
    assert state(store) == before
    assert made.undoes == (2, 3, 4, 5, 6)
    assert made.report.statements == Change(changed=1, removed=2)
    assert made.report.decisions == Change(removed=1)
    assert made.after == before[1]
    store.undo("run-1")
    assert store.counts() == {
        "datasets": 0, "entities": 0, "sources": 0, "statements": 0, "decisions": 0, "facts": 0,
    }  # fmt: skip


def test_what_was_undone_can_be_loaded_again(store: Store) -> None:
    store.write(WORLD)
    before = state(store)
    store.undo("run-1")
    assert store.write(WORLD).any
    assert state(store) == before


def test_a_run_that_others_do_not_build_on_is_undone_by_itself(
    store: Store, new_store: object
) -> None:
    store.write(WORLD)
    store.write(CORRECTED)
    store.write(MORE)
    store.undo("run-2")
    other = new_store()  # type: ignore[operator]
    for each in (WORLD, MORE):
        other.write(each)
    assert (store.content_hash(), store.mark()) == (other.content_hash(), other.mark())


@pytest.mark.parametrize(
    ("later", "says"),
    [
        (MORE, r"run-2 \(load more\) names what it brought"),
        (CORRECTED, r"run-2 \(load more\) changed what it changed"),
        (ASIDE, r"run-2 \(load more\) names what it brought"),
    ],
)
def test_a_run_that_a_later_one_builds_on_is_not_undone(
    store: Store, later: Batch, says: str
) -> None:
    store.write(WORLD, note=Note("load", "autos"))
    store.write(later, note=Note("load", "more"))
    before = state(store), store.history()
    with pytest.raises(StoreError, match=says) as failed:
        store.undo("run-1")
    assert "--and-later" in str(failed.value)
    assert (state(store), store.history()) == before
    store.undo("run-2")
    store.undo("run-1")


def test_what_is_undone_already_is_told(store: Store) -> None:
    store.write(WORLD)
    store.write(MORE)
    store.undo("run-2")
    with pytest.raises(StoreError, match=r"run-2 .* is undone already, by run-3"):
        store.undo("run-2")
    store.undo("run-3")
    store.undo("run-2")


@pytest.mark.parametrize("name", ["2", "run-", "run-0", "local:1a2b3c4d", "run-1x", ""])
def test_only_the_name_of_a_run_is_taken(store: Store, name: str) -> None:
    store.write(WORLD)
    with pytest.raises(BadValue, match="run-12"):
        store.undo(name)


def test_a_write_is_refused_where_the_store_has_moved_on(store: Store) -> None:
    store.write(WORLD)
    planned, mark = store.plan(MORE)
    assert planned.report.entities == Change(added=1)
    before = state(store)
    with pytest.raises(StoreMoved, match="graphkit plan"):
        store.write(MORE, expected=(mark, "f" * 64))
    assert state(store) == before
    with pytest.raises(StoreMoved, match="graphkit plan"):
        store.write(MORE, expected=("f" * 64, mark))
    assert state(store) == before
    assert len(store.history()) == 1


def test_a_plan_writes_nothing(store: Store) -> None:
    store.plan(WORLD)
    assert store.history() == []
    store.write(WORLD)
    before = state(store)
    store.plan(CORRECTED)
    assert state(store) == before


def test_the_mark_is_the_same_however_the_records_came(store: Store, new_store: object) -> None:
    for each in (WORLD, CORRECTED, CEASED):
        store.write(each)
    corrected = {each.key: each for each in (*CORRECTED.statements, *CEASED.statements)}
    said = {**{each.key: each for each in WORLD.statements}, **corrected}
    other = new_store()  # type: ignore[operator]
    other.write(replace(WORLD, statements=tuple(said.values())))
    assert (store.content_hash(), store.mark()) == (other.content_hash(), other.mark())


def test_a_judgement_undone_parts_also_what_was_stated_since(
    store: Store, new_store: object
) -> None:
    for each in (WORLD, TWIN, ONE, LATER):
        store.write(each)
    store.undo("run-3")
    other = new_store()  # type: ignore[operator]
    for each in (WORLD, TWIN, LATER):
        other.write(each)
    assert (store.content_hash(), store.mark()) == (other.content_hash(), other.mark())


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("same", "same"), ("unsure", "same"), ("different", "same")],
    ids=["judged again", "contested", "contested by a no"],
)
def test_a_judgement_is_not_undone_where_others_would_group_otherwise(
    store: Store, earlier: str, later: str
) -> None:
    """Two would be apart that a judgement which stays makes one."""
    for each in (WORLD, TWIN):
        store.write(each)
    for row, verdict in (("j1", earlier), ("j2", later)):
        given = Judgement("local", row, verdict, "A", "2024-01-01", "g", left="nio", right="nio-2")
        store.write(Batch(judgements=(given,)))
    before = state(store)
    with pytest.raises(StoreError, match=r"run-4 .*first, or all of it with --and-later"):
        store.undo("run-3")
    assert state(store) == before
    store.undo("run-4")
    store.undo("run-3")


def test_one_of_two_withdrawals_is_not_undone_by_itself(store: Store) -> None:
    for each in (WORLD, TWIN, ONE):
        store.write(each)
    apart = state(store)[0]
    for row in ("w1", "w2"):
        given = Judgement("local", row, "withdrawn", "A", "2024-02-01", "g", withdraws="local:j")
        store.write(Batch(judgements=(given,)))
    with pytest.raises(StoreError, match="run-5 "):
        store.undo("run-4")
    store.undo("run-4", and_later=True)
    assert state(store)[0] == apart


RANDOM = settings(
    max_examples=8,  # a server takes seconds for each
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["load", "load", "plan", "undo", "undo-later"]), st.integers(0, 99)),
    min_size=4,
    max_size=10,
)


@given(steps=STEPS)
@RANDOM
def test_random_loads_plans_and_undos_come_to_what_was(
    new_store: object, steps: list[tuple[str, int]]
) -> None:
    """The mark tells states apart: where it comes again, everything else does."""
    store = new_store()  # type: ignore[operator]
    seen = {store.mark(): (store.content_hash(), store.counts())}
    for act, number in steps:
        runs = store.history()
        try:
            if act == "load":
                store.write(BATCHES[number % len(BATCHES)])
            elif act == "plan":
                batch_ = BATCHES[number % len(BATCHES)]
                planned, mark = store.plan(batch_)
                after = moved(mark, shift(planned.taken.revision))
                store.write(batch_, expected=(mark, after))
                assert store.mark() == after
            elif runs:
                chosen = runs[number % len(runs)]
                made = store.undo(chosen.key, and_later=act == "undo-later")
                if chosen is runs[-1] or act == "undo-later":
                    assert store.mark() == chosen.before
                assert made == store.history()[-1]
        except (InputError, StoreError):
            assert store.history() == runs
        found = store.content_hash(), store.counts()
        assert seen.setdefault(store.mark(), found) == found
    runs = store.history()
    marks = [runs[0].before, *(each.after for each in runs)] if runs else []
    assert [each.before for each in runs] == marks[:-1]
    if isinstance(store, Neo4jStore):
        store.close()


def test_what_a_detail_of_a_later_run_names_is_not_taken_away(store: Store) -> None:
    store.write(WORLD)
    store.write(Batch(entities=(Entity("permit", "Qualification", "A permit"),)))
    details = (("licence_kind", "qualification"), ("qualification", "permit"))
    store.write(Batch(statements=(licence("p", "nio", "jac", "filing", details=details),)))
    before = state(store)
    with pytest.raises(StoreError, match=r"run-3 .*names what it brought"):
        store.undo("run-2")
    assert state(store) == before
    store.undo("run-2", and_later=True)
    assert store.query("MATCH (e:Entity {key: 'permit'}) RETURN e.key").rows == []
