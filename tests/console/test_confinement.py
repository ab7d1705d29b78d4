"""What a process can still do once it has given up the rest, whatever runs in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from consoles import Canary, Console

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to these limits")

# Each line of `tried` is run after the process has confined itself.
SCRIPT = """
import socket, sys, kglite
from graphkit.stores.confine import confine
graph = kglite.load(sys.argv[1])
out = open(sys.argv[2], "a")
confine(64, 60, files={files})
try:
    {tried}
except BaseException as exc:
    print(type(exc).__name__, exc)
else:
    print("done")
"""


def run(store: Console, canary: Canary, tried: str, *, files: bool = False) -> str:
    script = SCRIPT.format(files=files, tried=tried)
    done = subprocess.run(
        [sys.executable, "-c", script, f"{store.url}/graph.kgl", str(canary.file), canary.url],
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    "tried",
    [
        "print(open(sys.argv[2]).read())",
        "print(graph.cypher(f\"LOAD CSV FROM '{sys.argv[2]}' AS r RETURN r\").to_list())",
        "socket.create_connection(sys.argv[3][7:-1].split(':'))",
        "socket.socket()",
        "open(sys.argv[2] + '.new', 'w')",
    ],
)
def test_nothing_can_be_opened(embedded: Console, canary: Canary, tried: str) -> None:
    said = run(embedded, canary, tried)
    assert "Too many open files" in said
    assert canary.secret not in said
    assert canary.asked == []
    assert not canary.file.with_name("canary.csv.new").exists()


def test_no_file_can_grow(embedded: Console, canary: Canary) -> None:
    before = canary.file.read_bytes()
    said = run(embedded, canary, "print('x' * 100, file=out, flush=True)", files=True)
    assert "File too large" in said
    assert canary.file.read_bytes() == before


def test_memory_is_bounded(embedded: Console, canary: Canary) -> None:
    assert "MemoryError" in run(embedded, canary, "bytearray(100_000_000)")
    assert "done" in run(embedded, canary, "bytearray(10_000_000)")


def test_the_graph_can_still_be_read(embedded: Console, canary: Canary) -> None:
    tried = "print(graph.cypher('MATCH (n:Company) RETURN count(n) AS a').to_list())"
    assert "[{'a': 3}]" in run(embedded, canary, tried)


def test_a_query_runs_in_a_process_that_has_given_up_the_rest(
    embedded: Console, tmp_path: Path
) -> None:
    """An engine that opens a file in the middle of a query is refused it by the system."""
    said = subprocess.run(
        [sys.executable, "-c", BYPASS, embedded.url, str(tmp_path)],
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Too many open files" in said.stdout + said.stderr


# The worker itself, without the check that would refuse the query before it is run.
BYPASS = """
import json, os, sys
from pathlib import Path
from graphkit.stores import engine, console_worker
engine.check_reading = lambda cypher: cypher
secret = Path(sys.argv[2], "secret.csv")
secret.write_text("the-canary-sings")
request = {"url": sys.argv[1], "server": {}, "write": False, "parameters": {}, "row_limit": 10,
           "cypher": f"LOAD CSV FROM '{secret}' AS r RETURN r", "seconds": 60, "memory_mb": 256,
           "bytes": 1000}
read, write = os.pipe()
os.write(write, json.dumps(request).encode() + b"\\n")
os.dup2(read, 0)
console_worker.main()
"""
