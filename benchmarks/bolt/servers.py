"""A server of a benchmark's own, in a JVM with the settings of a real one, and what it cost."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

from neo4j_server.java import JavaServer  # noqa: E402 - found by the path above

VERSION = os.environ.get("GRAPHKIT_NEO4J_VERSION", "5.26.20")
OPTIONS = ("-Xms2g", "-Xmx2g", "-XX:+UseG1GC")
IMPORTER = ("-Xmx2g", "-XX:+UseParallelGC")  # as `neo4j-admin` starts it


@dataclass
class Cost:
    """What a step took: seconds by the clock, and of processor time here and in the server."""

    wall: float = 0.0
    client: float = 0.0
    server: float = 0.0

    def __str__(self) -> str:
        return f"{self.wall:8.1f} s  client {self.client:7.1f}  server {self.server:7.1f}"


@contextmanager
def running(folder: Path | None = None) -> Iterator[JavaServer]:
    """A server on an empty folder, or on one that the importer has filled."""
    with tempfile.TemporaryDirectory(prefix="graphkit-bench-") as made:
        server = JavaServer(VERSION, folder or made, OPTIONS)
        server.start()
        try:
            yield server
        finally:
            server.discard()


@contextmanager
def measured(server: JavaServer | None = None) -> Iterator[Cost]:
    """Fills in what the block costs."""
    cost = Cost()
    before = time.perf_counter(), _client(), _processor(server)
    yield cost
    after = time.perf_counter(), _client(), _processor(server)
    cost.wall, cost.client, cost.server = (b - a for a, b in zip(before, after, strict=True))


def _client() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _processor(server: JavaServer | None) -> float:
    if server is None:
        return 0.0
    stat = Path(f"/proc/{server.pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
