"""Disks that are full, folders that are none, and addresses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from worlds import WORLD

from graphkit.errors import StoreError, StoreUnavailable
from graphkit.stores import default_folder, open_store
from graphkit.stores.embedded import EmbeddedStore

HERE = Path(__file__).parent

FULL = """
import resource, sys
from hashlib import sha512
from pathlib import Path
from worlds import WORLD, batch, company, dataset
from graphkit.errors import StoreError
from graphkit.stores.embedded import EmbeddedStore

with EmbeddedStore(Path(sys.argv[1])) as store:
    before = store.content_hash()
    names = [sha512(b"%d" % number).hexdigest() for number in range(int(sys.argv[3]))]
    big = batch(dataset("big"), *(company(name[:9], name) for name in names))
    room = int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        store.write(big)
    except StoreError as error:
        print(error)
        assert store.content_hash() == before
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits are set through POSIX")
@pytest.mark.parametrize(
    ("count", "room"),
    # One more company makes the engine's file too large, two hundred the log.
    [(1, 6_000), (1, 12_000), (1, 30_000), *((200, room) for room in range(3_000, 50_000, 6_000))],
)
def test_a_disk_that_fills_up_leaves_what_was_there(tmp_path: Path, count: int, room: int) -> None:
    with EmbeddedStore(tmp_path) as store:
        store.write(WORLD)
        expected = store.content_hash()
    log = (tmp_path / "statements.log").read_bytes()
    found = subprocess.run(
        [sys.executable, "-c", FULL, tmp_path, str(room), str(count)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parents[1])])},
    )
    assert found.returncode == 0, found.stderr
    if not found.stdout:
        with EmbeddedStore(tmp_path) as store:
            assert store.counts()["entities"] == 5 + count
        return
    assert "cannot be written" in found.stdout
    assert found.stdout.count("\n") == 1
    assert (tmp_path / "statements.log").read_bytes() == log
    with EmbeddedStore(tmp_path) as store:
        assert store.content_hash() == expected


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(StoreError, match="is not a folder"):
        open_store(file)
    with open_store(file / "below") as store, pytest.raises(StoreError, match="cannot be written"):
        store.write(WORLD)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that nobody can write")
def test_a_folder_that_cannot_be_written_is_told() -> None:
    with open_store("/proc/self/graphkit") as store:
        assert store.counts()["entities"] == 0
        with pytest.raises(StoreError, match=r"the store /proc/.* cannot be written: \w"):
            store.write(WORLD)


def test_reading_makes_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "new" / "store") as store:
        assert store.query("MATCH (n) RETURN count(n)").rows == [(0,)]
    assert list(tmp_path.iterdir()) == []


def test_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_STORE", str(tmp_path / "named"))
    assert open_store().url == str(tmp_path / "named")
    monkeypatch.setenv("GRAPHKIT_STORE", "")
    assert open_store().url == str(default_folder())
    monkeypatch.delenv("GRAPHKIT_STORE")
    assert open_store().url == str(default_folder())
    monkeypatch.chdir(tmp_path)
    assert open_store("here").url == str(tmp_path / "here")
    assert open_store(tmp_path / "a b%20c").url == str(tmp_path / "a b%20c")
    assert open_store((tmp_path / "a b").as_uri()).url == str(tmp_path / "a b")


@pytest.mark.parametrize("url", ["http://example.com/", "mysql://x", "sqlite:///x"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(StoreError, match="is not an address of a store"):
        open_store(url)


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(StoreUnavailable):
        open_store("neo4j://localhost:1").counts()
