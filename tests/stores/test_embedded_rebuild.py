"""The embedded store makes its engine's file anew from the log, and never loses a load."""

from __future__ import annotations

import logging
import tracemalloc
from dataclasses import replace
from pathlib import Path

import kglite
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from worlds import WORLD, batch, company, dataset, joined, licence, loads, source, worlds

from graphkit.errors import StoreDamaged, StoreError
from graphkit.ingest import join
from graphkit.statement import Batch, Entity, Statement
from graphkit.stores import embedded
from graphkit.stores import engine as engine_module
from graphkit.stores.embedded import EmbeddedStore
from graphkit.stores.makers import _DECIDING, _PACKAGE, makers

LATER = (
    batch(dataset("more"), company("byd", "BYD"), licence("m1", "byd", "jac", "filing")),
    batch(dataset(), company("nio", "NIO Inc.")),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of three loads."""
    with EmbeddedStore(tmp_path) as store:
        for each in (WORLD, *LATER):
            store.write(each)
    return tmp_path


def hash_of(folder: Path) -> str:
    with EmbeddedStore(folder) as store:
        return store.content_hash()


@pytest.fixture
def states(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The content hash after none, one, two and three loads."""
    made = []
    for count in range(4):
        with EmbeddedStore(tmp_path_factory.mktemp("state")) as store:
            for each in (WORLD, *LATER)[:count]:
                store.write(each)
            made.append(store.content_hash())
    assert len(set(made)) == 4
    return made


def test_which_pack_of_a_load_brought_what_is_in_the_log(tmp_path: Path) -> None:
    asked = "MATCH (n) WHERE n.key IN ['x', 'y', 's'] RETURN n.key, n.datasets ORDER BY n.key"
    with EmbeddedStore(tmp_path) as store:
        one = batch(dataset("a"), company("x"), source("s"))
        store.write(join([one, batch(dataset("b"), company("y"), source("s"))]))
        before = store.query(asked).rows
    assert before == [("s", ["a", "b"]), ("x", ["a"]), ("y", ["b"])]
    (tmp_path / "graph.kgl").unlink()
    with EmbeddedStore(tmp_path) as store:
        assert store.query(asked).rows == before


def test_the_history_of_large_loads_takes_no_memory(tmp_path: Path) -> None:
    large = 2_000_000  # bytes of its records
    note = Batch((dataset(),), sources=(replace(source("s"), note="x" * large),))
    with EmbeddedStore(tmp_path) as store:
        store.write(note)
        store.history()  # whatever is loaded for the first
        tracemalloc.start()
        try:
            (run,) = store.history()
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert run.report.sources.added == 1
    assert most < large / 10


def test_a_missing_file_is_made_anew(folder: Path, states: list[str]) -> None:
    (folder / "graph.kgl").unlink()
    assert hash_of(folder) == states[3]
    assert (folder / "graph.kgl").exists()


def test_a_damaged_file_is_made_anew_wherever_the_damage(folder: Path, states: list[str]) -> None:
    file = folder / "graph.kgl"
    whole = file.read_bytes()
    for place in range(0, len(whole), 397):
        changed = bytearray(whole)
        changed[place] ^= 8
        file.write_bytes(changed)
        assert hash_of(folder) == states[3]
    for cut in (0, 1, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:cut])
        assert hash_of(folder) == states[3]
    file.write_bytes(b"not a graph\n" * 50)
    assert hash_of(folder) == states[3]


def test_a_file_of_any_earlier_load_is_brought_up_to_date(
    tmp_path: Path, states: list[str]
) -> None:
    earlier = []
    with EmbeddedStore(tmp_path) as store:
        for each in (WORLD, *LATER):
            store.write(each)
            earlier.append((tmp_path / "graph.kgl").read_bytes())
    for file in earlier:
        (tmp_path / "graph.kgl").write_bytes(file)
        assert hash_of(tmp_path) == states[3]


@pytest.mark.parametrize("name", ["SCHEMA_VERSION", "ENGINE"])
def test_a_file_of_another_version_is_made_anew(
    folder: Path, states: list[str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / "graph.kgl").read_bytes()
    with monkeypatch.context() as other:
        other.setattr(engine_module, name, "another")
        assert hash_of(folder) == states[3]
    assert (folder / "graph.kgl").read_bytes() != before
    assert hash_of(folder) == states[3]


def test_a_file_of_another_store_is_not_taken(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, states: list[str]
) -> None:
    other = tmp_path_factory.mktemp("other")
    with EmbeddedStore(other) as store:
        store.write(batch(dataset("x"), company("x")))
    (folder / "graph.kgl").write_bytes((other / "graph.kgl").read_bytes())
    assert hash_of(folder) == states[3]


def test_a_graph_that_somebody_else_made_is_not_taken(folder: Path, states: list[str]) -> None:
    stray = kglite.KnowledgeGraph()
    stray.cypher("CREATE (n:Company {key: 'x'})")
    stray.save(str(folder / "graph.kgl"))
    assert hash_of(folder) == states[3]


@pytest.mark.parametrize("file", ["kept", "deleted"])
def test_a_log_cut_at_any_byte_opens_to_its_last_whole_load(
    tmp_path: Path, file: str, caplog: pytest.LogCaptureFixture
) -> None:
    log, graph = tmp_path / "statements.log", tmp_path / "graph.kgl"
    hashes, ends = [], []
    with EmbeddedStore(tmp_path) as store:
        hashes.append(store.content_hash())
        for each in (batch(company("a", "A")), batch(company("b", "B"), company("c", "C"))):
            store.write(each)
            hashes.append(store.content_hash())
            ends.append(log.stat().st_size)
    whole, projected = log.read_bytes(), graph.read_bytes()
    for cut in range(len(whole)):
        log.write_bytes(whole[:cut])
        if file == "deleted":
            graph.unlink(missing_ok=True)
        else:
            graph.write_bytes(projected)
        caplog.clear()
        assert hash_of(tmp_path) == hashes[sum(end <= cut for end in ends)], cut
        if file == "kept":
            assert "cut short" in caplog.text
            assert (tmp_path / "graph.ahead.kgl").read_bytes() == projected
    log.write_bytes(whole)
    assert hash_of(tmp_path) == hashes[2]


def test_after_a_cut_loads_go_on(folder: Path, states: list[str]) -> None:
    log = folder / "statements.log"
    log.write_bytes(log.read_bytes()[:-30])
    with EmbeddedStore(folder) as store:
        assert store.write(LATER[1]).any
        assert store.content_hash() == states[3]
    (folder / "graph.kgl").unlink()
    assert hash_of(folder) == states[3]


def test_a_changed_byte_in_the_log_is_told_when_it_matters(folder: Path) -> None:
    log = folder / "statements.log"
    whole = log.read_bytes()
    (folder / "graph.kgl").unlink()
    for place in range(0, len(whole), 11):
        changed = bytearray(whole)
        changed[place] ^= 4
        log.write_bytes(changed)
        with pytest.raises(StoreError, match=r"statements\.log"):
            hash_of(folder)
        assert log.read_bytes() == changed


def test_a_damaged_log_is_not_written_to(folder: Path) -> None:
    log = folder / "statements.log"
    changed = bytearray(log.read_bytes())
    changed[700] ^= 4
    log.write_bytes(changed)
    (folder / "graph.kgl").unlink()
    with EmbeddedStore(folder) as store, pytest.raises(StoreDamaged):
        store.write(batch(dataset(), company("new")))
    assert log.read_bytes() == changed


def test_a_missing_log_is_told(folder: Path) -> None:
    (folder / "statements.log").unlink()
    with EmbeddedStore(folder) as store, pytest.raises(StoreDamaged, match="is missing"):
        store.counts()
    with EmbeddedStore(folder) as store, pytest.raises(StoreDamaged, match="is missing"):
        store.write(WORLD)


def test_opening_does_not_read_the_whole_log(folder: Path, states: list[str]) -> None:
    log = folder / "statements.log"
    changed = bytearray(log.read_bytes())
    changed[700] ^= 4  # far from its end: only a reader of it all would see this
    log.write_bytes(changed)
    assert hash_of(folder) == states[3]


def test_a_load_that_this_version_cannot_read_is_told(folder: Path) -> None:
    with EmbeddedStore(folder) as store:
        *_, last = store._log.loads()
        with store._log.appending(last.mark) as load:
            load.add([b'{"load":[]}', b'{"entity":{"key":"x","kind":"Planet","name":"X"}}'])
            load.finish()
            load.commit()
    with EmbeddedStore(folder) as store, pytest.raises(StoreDamaged, match=r"load 4 of .*'Planet'"):
        store.counts()


@settings(
    max_examples=15,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), bulk=st.booleans(), portion=st.sampled_from([1, 5, 500_000]))
def test_rebuilding_any_loads_comes_to_the_same(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, *, bulk: bool, portion: int
) -> None:
    folder = tmp_path_factory.mktemp("random")
    with EmbeddedStore(folder) as store:
        for each in data.draw(loads(data.draw(worlds()))):
            store.write(each)
        expected = store.content_hash()
    (folder / "graph.kgl").unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_module, "BULK_FROM", 1 if bulk else 10**9)
        patch.setattr(embedded, "_PORTION", portion)
        assert hash_of(folder) == expected


def parallel() -> Batch:
    """Facts between the same two, of one relation, to ends of two kinds."""
    made = [
        Statement("autos", "jac", "MANUFACTURES_FOR", "filing", end, quote="q",
                  details=(("product", f"P {number}"),), row=f"p{end}{number}")
        for end in ("nio", "onvo")
        for number in range(3)
    ]  # fmt: skip
    return joined([WORLD, batch(Entity("onvo", "Brand", "ONVO"), *made)])


def test_bulk_and_cypher_come_to_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with EmbeddedStore(tmp_path / "cypher") as store:
        store.write(parallel())
        assert len(store.query("MATCH ()-[r:MANUFACTURES_FOR]->(:Brand) RETURN r.key")) == 6
        expected = store.content_hash()
        indexes = store.query("SHOW INDEXES").rows
    monkeypatch.setattr(engine_module, "BULK_FROM", 1)
    with EmbeddedStore(tmp_path / "bulk") as store:
        store.write(parallel())
        assert store.content_hash() == expected
        assert store.query("SHOW INDEXES").rows == indexes
        for each in LATER:
            store.write(each)
        later = store.content_hash()
    with EmbeddedStore(tmp_path / "cypher") as store:
        for each in LATER:
            store.write(each)
        assert store.content_hash() == later
    assert hash_of(tmp_path / "bulk") == later


def test_a_long_rebuild_is_told_of(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    expected = hash_of(folder)
    monkeypatch.setattr(embedded, "_LONG", 10)
    assert hash_of(folder) == expected
    assert caplog.text == ""
    (folder / "graph.kgl").unlink()
    assert hash_of(folder) == expected
    assert "working out the facts" in caplog.text


def test_nothing_is_logged_where_nothing_is_wrong(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        hash_of(folder)
    assert caplog.text == ""


def test_what_other_rules_made_is_told_apart() -> None:
    deciding = {path.name for pattern in _DECIDING for path in _PACKAGE.glob(pattern)}
    assert {"facts.py", "bounds.py", "relations.py", "projection.py"} <= deciding
    assert makers() in engine_module.ENGINE
