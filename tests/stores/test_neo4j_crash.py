"""Loads into a server that are killed, meet, or fall asleep: nothing is lost or doubled."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from neo4j_server import Server
from neo4j_server.fixtures import NEO4J_VERSIONS, Servers

from graphkit.errors import StoreBusy
from graphkit.loading import read
from graphkit.statement import Batch
from graphkit.stores import open_store
from graphkit.stores.address import Address
from graphkit.stores.base import Store
from graphkit.stores.bolt import Connection, Transaction
from graphkit.stores.lease import Lease
from graphkit.stores.portions import size

HERE = Path(__file__).parent
# Small packs with decisions and with parties that ceased, in as many portions as a large load.
PACKS = ("autos-world", "pharma", "phones", "payments")
PORTION = 50  # of some 700 records
KILLS = int(os.environ.get("GRAPHKIT_KILLS", "5"))

Start = Callable[..., "subprocess.Popen[str]"]

pytestmark = [pytest.mark.slow]
# One version, on whichever worker has time: the other tests of that version are longer than all
# others, and one after the other.
VERSION = pytest.param(*NEO4J_VERSIONS[0].values, marks=pytest.mark.xdist_group("neo4j-crash"))


@pytest.fixture(params=[VERSION])
def server(request: pytest.FixtureRequest, neo4j_servers: Servers) -> Server:
    """One server, emptied: these tests are long, and about our side of the connection."""
    found = neo4j_servers[request.param]
    found.clear()
    return found


@pytest.fixture(scope="module")
def everything() -> Batch:
    return read(PACKS)


@pytest.fixture
def start(server: Server) -> Iterator[Start]:
    """Start a load, or an undo, as a process of its own."""
    started: list[subprocess.Popen[str]] = []

    def begin(*what: str, portion: int = PORTION) -> subprocess.Popen[str]:
        doing = what or PACKS
        command = [sys.executable, HERE / "neo4j_loader.py", server.url, str(portion), *doing]
        login = {"NEO4J_USER": server.user, "NEO4J_PASSWORD": server.password}
        started.append(
            subprocess.Popen(
                command,
                env={**os.environ, **login, "PYTHONPATH": str(HERE.parents[1])},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return started[-1]

    yield begin
    for each in started:
        each.kill()
        each.communicate()


def wait_for(process: subprocess.Popen[str], done: int) -> bool:
    """Wait until so many records are written; False where the process ended before."""
    assert process.stdout is not None
    return any(int(line) >= done for line in process.stdout)


def ended_well(process: subprocess.Popen[str]) -> None:
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors


def lapse(server: Server) -> None:
    """The lease of who was killed, ended at once; by itself it ends ten seconds later, as it
    does where a load slept."""
    server.run("MATCH (i:StoreInfo) SET i.loader_until = 0")


def open_on(server: Server) -> Store:
    return open_store(server.url, **server.login)


def embedded_hash(batch: Batch, folder: Path) -> str:
    with open_store(folder) as store:
        store.write(batch)
        return store.content_hash()


def part_of(batch: Batch, store: Store) -> Batch:
    """The records of the batch that the store has."""

    def there(label: str) -> set[str]:
        return {key for (key,) in store.query(f"MATCH (n:{label}) RETURN n.key")}

    entities, sources, statements = there("Entity"), there("Source"), there("Statement")
    decisions = there("Decision")
    return Batch(
        batch.datasets,
        tuple(each for each in batch.entities if each.key in entities),
        tuple(each for each in batch.sources if each.key in sources),
        tuple(each for each in batch.statements if each.key in statements),
        tuple(each for each in batch.decisions if each.key in decisions),
    )


def test_killed_anywhere_the_same_load_does_the_rest(
    server: Server, start: Start, everything: Batch, tmp_path: Path
) -> None:
    """Client and server are killed by turns, each at a random moment of what is still to do.

    After each kill readers find the whole graph of the statements that are there.
    """
    seed = os.environ.get("GRAPHKIT_SEED") or str(time.time())
    sys.stdout.write(f"GRAPHKIT_SEED={seed}\n")
    chance = random.Random(seed)
    whole, total = embedded_hash(everything, tmp_path / "whole"), size(everything)
    done = kills = broken = 0
    while kills < KILLS:
        process = start()
        at = chance.randint(done, total)
        wait_for(process, at)
        time.sleep(chance.uniform(0, 0.3))
        if server.can_be_killed and kills % 2:
            server.kill()
            server.start()
            process.communicate(timeout=120)
        else:
            process.kill()
            process.communicate(timeout=60)
        lapse(server)
        kills += 1
        with open_on(server) as store:
            part = part_of(everything, store)
            assert store.content_hash() == embedded_hash(part, tmp_path / f"part-{kills}")
            done = size(part)
            if done < total:
                broken += 1
                assert done == 0 or "parts of it are missing" in store.notice()
                continue
        ended_well(start())
        server.clear()
        done = 0
    ended_well(start())
    assert broken, "every kill came too late"
    with open_on(server) as store:
        assert store.content_hash() == whole
        assert store.notice() == ""
        assert not store.write(everything).any


def test_a_run_that_was_broken_off_is_carried_on_or_undone(
    server: Server, start: Start, everything: Batch
) -> None:
    """Load and undo, each killed after some portions: as far as it came it is in the history."""

    def broken_off(*what: str) -> None:
        process = start(*what)
        assert wait_for(process, 3 * PORTION)
        process.kill()
        process.communicate(timeout=60)
        lapse(server)

    with open_on(server) as store:
        empty = store.content_hash()
    broken_off()
    with open_on(server) as store:
        (run,) = store.history()
        assert (run.key, run.whole) == ("run-1", False)
        assert "parts of it are missing" in store.notice()
        assert store.undo("run-1").whole
        assert store.content_hash() == empty
        assert store.notice() == ""
    broken_off()
    ended_well(start())
    with open_on(server) as store:
        assert [(each.command, each.whole) for each in store.history()] == [
            ("write", False),
            ("undo", True),
            ("write", True),
        ]
        whole = store.content_hash(), store.mark()
        assert not store.write(everything).any
    broken_off("undo", "run-3")
    with open_on(server) as store:
        assert store.content_hash() not in (empty, whole[0])
        assert not store.history()[-1].whole
    ended_well(start("undo", "run-3"))
    with open_on(server) as store:
        assert store.content_hash() == empty
        assert [each.key for each in store.history()] == ["run-1", "run-2", "run-3", "run-4"]
        assert store.notice() == ""
        store.undo("run-4")
        assert (store.content_hash(), store.mark()) == whole


def test_two_loads_at_once_come_to_the_same(
    server: Server, start: Start, everything: Batch, tmp_path: Path
) -> None:
    server.empty()  # they make the constraints and indexes at once, too
    both = [start(), start(portion=PORTION + 100)]
    for each in both:
        ended_well(each)
    with open_on(server) as store:
        assert store.content_hash() == embedded_hash(everything, tmp_path / "whole")
        assert store.notice() == ""


def test_a_load_that_slept_too_long_gives_way(
    server: Server, start: Start, everything: Batch, tmp_path: Path
) -> None:
    sleeper = start()
    assert wait_for(sleeper, PORTION)
    sleeper.send_signal(signal.SIGSTOP)
    with open_on(server) as store:
        assert "until that is done, parts of it are missing" in store.notice()
    ended_well(start())
    sleeper.send_signal(signal.SIGCONT)
    _, errors = sleeper.communicate(timeout=60)
    assert "StoreBusy: this load was cut off for too long" in errors
    with open_on(server) as store:
        assert store.content_hash() == embedded_hash(everything, tmp_path / "whole")
        assert store.notice() == ""


def test_who_slept_within_a_transaction_is_told_the_same(server: Server) -> None:
    address = Address.of(server.url, **server.login)
    with Connection(address) as mine, Connection(address) as theirs:

        def sleep(transaction: Transaction) -> None:
            transaction.do("RETURN 1", {})
            lapse(server)
            with Lease(theirs, wait=1).held():
                pass
            transaction.do("RETURN 1", {})

        with (
            pytest.raises(StoreBusy, match="this load was cut off for too long"),
            Lease(mine, wait=0).held(),
        ):
            mine.write(sleep)
