"""Several processes on one embedded store."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from worlds import WORLD, batch, company, dataset

from graphkit.errors import StoreBusy
from graphkit.stores.embedded import EmbeddedStore

HERE = Path(__file__).parent

Start = Callable[[str], "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Runs a program, with the folder of the store as its argument, in a process of its own."""
    running = []

    def run(program: str) -> subprocess.Popen[str]:
        paths = os.pathsep.join([str(HERE), str(HERE.parents[1])])
        running.append(
            subprocess.Popen(
                [sys.executable, "-c", program, tmp_path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, "PYTHONPATH": paths},
            )
        )
        return running[-1]

    yield run
    for each in running:
        each.kill()
        each.communicate()


HOLD = """
import sys
from pathlib import Path
from graphkit.stores.lock import WriterLock
with WriterLock(Path(sys.argv[1])).held(0):
    print("held", flush=True)
    sys.stdin.read()
"""

WRITE = """
import sys
from pathlib import Path
from worlds import batch, company, dataset
from graphkit.stores.embedded import EmbeddedStore
with EmbeddedStore(Path(sys.argv[1]), wait=60) as store:
    for number in range({first}, {first} + 10):
        store.write(batch(dataset(f"d{{number}}"), company(f"c{{number}}"), company("shared")))
"""


def test_a_second_writer_is_told_who_is_writing(tmp_path: Path, start: Start) -> None:
    holder = start(HOLD)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with EmbeddedStore(tmp_path, wait=0.1) as store:
        with pytest.raises(StoreBusy, match=f"is being written by process {holder.pid};"):
            store.write(WORLD)
        holder.communicate("")
        assert store.write(WORLD).any


def test_a_writer_that_was_killed_holds_nothing(tmp_path: Path, start: Start) -> None:
    holder = start(HOLD)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    holder.wait()
    with EmbeddedStore(tmp_path, wait=0) as store:
        assert store.write(WORLD).any


def test_two_stores_of_one_process_take_turns(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path) as one, EmbeddedStore(tmp_path) as two:
        one.write(batch(dataset("a"), company("a")))
        assert two.counts()["entities"] == 1
        two.write(batch(dataset("b"), company("b")))
        assert one.counts()["entities"] == 2
        one.write(batch(dataset("c"), company("c")))
        assert one.content_hash() == two.content_hash()


def test_writers_at_once_lose_nothing(tmp_path: Path, start: Start) -> None:
    writers = [start(WRITE.format(first=first)) for first in (0, 10, 20)]
    assert [each.wait() for each in writers] == [0, 0, 0]
    with EmbeddedStore(tmp_path) as store:
        assert store.counts()["entities"] == 31
        expected = store.content_hash()
    (tmp_path / "graph.kgl").unlink()
    with EmbeddedStore(tmp_path) as store:
        assert store.content_hash() == expected


def test_readers_never_wait_and_see_whole_loads(tmp_path: Path, start: Start) -> None:
    with EmbeddedStore(tmp_path) as store:
        store.write(batch(dataset("d"), company("first")))
        writer = start(WRITE.format(first=0))
        seen = []
        while writer.poll() is None:
            seen.append(store.counts()["entities"])
            with EmbeddedStore(tmp_path) as other:
                seen.append(other.counts()["entities"])
        assert writer.returncode == 0
        assert seen == sorted(seen)
        # A load brings two entities, the first time, and one after that: one alone is half a load.
        assert 2 not in seen
        assert store.counts()["entities"] == 12


@pytest.mark.parametrize("file", ["as it was", "missing", "damaged", "behind"])
def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path, start: Start, file: str) -> None:
    graph = tmp_path / "graph.kgl"
    with EmbeddedStore(tmp_path) as store:
        store.write(batch(dataset("a"), company("a")))
        earlier = graph.read_bytes()
        store.write(batch(dataset("b"), company("b")))
    if file == "missing":
        graph.unlink()
    elif file == "damaged":
        graph.write_bytes(b"x" * 100)
    elif file == "behind":
        graph.write_bytes(earlier)
    before = sorted(each.name for each in tmp_path.iterdir())
    holder = start(HOLD)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with EmbeddedStore(tmp_path) as store:
        # While another process is at it, what was last put in place is what there is.
        assert store.counts()["entities"] == (1 if file == "behind" else 2)
        holder.communicate("")
    assert sorted(each.name for each in tmp_path.iterdir()) == before
    with EmbeddedStore(tmp_path) as store:
        assert store.counts()["entities"] == 2
