"""A query that takes too much ends, and nothing else does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from consoles import Console

from graphkit.errors import QueryError

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to these limits")

PATIENCE = 60  # seconds, on a machine that is busy with other tests
SLOW = (
    "RETURN reduce(a = 0, x IN range(1, 1000000) | "
    "a + reduce(b = 0, y IN range(1, 1000000) | b + y)) AS a"
)
MEMORY_BOMBS = {
    "a list doubled on and on": "RETURN size(reduce(a = [1], x IN range(1, 40) | a + a)) AS a",
    "a text doubled on and on": "RETURN size(reduce(a = 'x', x IN range(1, 40) | a + a)) AS a",
    "rows of everything by everything": (
        "UNWIND range(1, 5000) AS a UNWIND range(1, 5000) AS b UNWIND range(1, 5000) AS c "
        "RETURN a, b, c"
    ),
    "one row of many values": "UNWIND range(1, 5000000) AS a RETURN collect([a, a, a]) AS a",
}
SERVER_BOMBS = {
    "a range without end": "UNWIND range(0, 1000000000000) AS x RETURN count(x) AS a",
    # A server notices that it should end between rows, never within a value: one that would take
    # an hour would keep its processor busy under all tests that follow.
    "a slow one": SLOW.replace("1000000", "30000"),
    "everything by everything": (
        "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(*) AS a"
    ),
}


def children(of: int) -> list[int]:
    """The processes that a process has started and that have not ended."""
    found = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = each.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        if int(fields[1]) == of and fields[0] != "Z":
            found.append(int(each.parent.name))
    return found


def is_confined(pid: int) -> bool:
    try:
        limits = Path(f"/proc/{pid}/limits").read_text()
    except OSError:
        return False  # it ended while we looked
    return any(line.split()[:4] == ["Max", "open", "files", "0"] for line in limits.splitlines())


def wait_for_worker(of: int) -> int:
    """The process of the query, once it has given up what it does not need."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for pid in filter(is_confined, children(of)):
            return pid
        time.sleep(0.02)
    raise TimeoutError("no query was run")


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def wait_until_gone(pid: int) -> None:
    end = time.monotonic() + PATIENCE
    while not is_gone(pid) and time.monotonic() < end:
        time.sleep(0.02)


@linux
@pytest.mark.parametrize("bomb", MEMORY_BOMBS.values(), ids=MEMORY_BOMBS)
def test_a_query_out_of_memory_says_so_and_ends_alone(embedded: Console, bomb: str) -> None:
    with pytest.raises(
        QueryError, match=r"(?s)needed more than 256 MB of memory.*--memory`.*`memory_mb`"
    ):
        embedded(bomb, memory_mb=256, seconds=120)
    assert embedded("RETURN 1 AS a").rows == [(1,)]


def test_a_query_out_of_time_says_so_and_ends_alone(embedded: Console) -> None:
    with pytest.raises(QueryError, match=r"(?s)ended after 0\.5 seconds.*`seconds`"):
        embedded(SLOW, seconds=0.5)
    assert embedded("RETURN 1 AS a").rows == [(1,)]


@pytest.mark.parametrize("bomb", SERVER_BOMBS.values(), ids=SERVER_BOMBS)
def test_a_bomb_ends_on_every_engine(console: Console, bomb: str) -> None:
    with pytest.raises(QueryError):
        console(bomb, seconds=1)
    assert console("RETURN 1 AS a").rows == [(1,)]


def test_more_memory_and_time_help(embedded: Console) -> None:
    query = "UNWIND range(1, 300000) AS a RETURN size(collect([a, a, a])) AS a"
    with pytest.raises(QueryError, match="16 MB of memory"):
        embedded(query, memory_mb=16)
    assert embedded(query, memory_mb=2048).rows == [(300_000,)]


def test_rows_are_capped_and_say_so(console: Console) -> None:
    query = "UNWIND range(1, 50) AS a RETURN a ORDER BY a"
    found = console(query, row_limit=10)
    assert (found.rows, found.more) == ([(each,) for each in range(1, 11)], True)
    assert not console(query, row_limit=50).more
    assert console("UNWIND range(1, 20000) AS a RETURN a").more


def test_bytes_are_capped_and_say_so(console: Console) -> None:
    text = "reduce(a = 'x', x IN range(1, 20) | a + a)"  # 1 MB
    found = console(f"UNWIND range(1, 40) AS n RETURN n, {text} AS a")
    assert found.more
    assert [each[0] for each in found] == list(range(1, len(found) + 1))
    with pytest.raises(QueryError, match="a single row is larger than 16,777,216 bytes"):
        console(f"RETURN [n IN range(1, 40) | {text}] AS a")


def test_a_value_nested_too_deeply_is_refused(embedded: Console) -> None:
    with pytest.raises(QueryError, match="nested too deeply"):
        embedded("RETURN reduce(a = [], x IN range(1, 5000) | [a]) AS a")


@linux
def test_an_engine_that_breaks_down_ends_alone(embedded: Console) -> None:
    def break_it() -> None:
        os.kill(wait_for_worker(os.getpid()), signal.SIGSEGV)

    breaker = threading.Thread(target=break_it)
    breaker.start()
    with pytest.raises(QueryError, match="broke down"):
        embedded(SLOW, seconds=120)
    breaker.join()
    assert embedded("RETURN 1 AS a").rows == [(1,)]


@pytest.fixture
def caller(embedded: Console) -> Iterator[subprocess.Popen[bytes]]:
    """A program that has asked a question that takes long."""
    script = (
        "import sys; from graphkit.stores.console import run_guarded\n"
        "run_guarded(sys.argv[1], sys.argv[2], seconds=float(sys.argv[3]))"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", script, embedded.url, SLOW, "5"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stderr=subprocess.PIPE,
    )
    with program:
        yield program
        program.kill()


@linux
def test_ctrl_c_ends_the_query_too(caller: subprocess.Popen[bytes]) -> None:
    worker = wait_for_worker(caller.pid)
    caller.send_signal(signal.SIGINT)
    _, said = caller.communicate()
    assert b"KeyboardInterrupt" in said
    assert is_gone(worker)


@linux
def test_the_query_does_not_outlive_a_program_that_was_killed(
    caller: subprocess.Popen[bytes],
) -> None:
    worker = wait_for_worker(caller.pid)
    caller.kill()
    caller.wait()
    wait_until_gone(worker)
    assert is_gone(worker)
