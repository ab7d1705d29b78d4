"""The servers as fixtures; `conftest` hands them on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import NoReturn

import pytest

import graphkit
from neo4j_server import Server, Unavailable, server_of, versions

__all__ = [
    "NEO4J_VERSIONS",
    "PackServer",
    "Servers",
    "neo4j_packs",
    "neo4j_server",
    "neo4j_servers",
    "refused",
]

PackServer = Callable[[str], Server]  # the fixture `neo4j_packs`

# The tests with one server run one after the other, in one process.
NEO4J_VERSIONS = [
    pytest.param(each, marks=pytest.mark.xdist_group(f"neo4j-{each}"), id=f"neo4j-{each}")
    for each in versions()
]


def refused(exc: Unavailable) -> NoReturn:
    """Without a server the test is skipped here, and fails in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(str(exc))
    pytest.skip(str(exc))


class Servers:
    """The servers of one test process, each started when it is first asked for."""

    def __init__(self, folders: pytest.TempPathFactory) -> None:
        self._folders = folders
        self._running: dict[str, Server] = {}

    def __getitem__(self, version: str) -> Server:
        """The server of that version; without it the test is skipped here, and fails in CI."""
        if version not in self._running:
            try:
                server = server_of(version, self._folders.mktemp("neo4j"))
                server.start()
            except Unavailable as exc:
                refused(exc)
            self._running[version] = server
        return self._running[version]

    def stop(self) -> None:
        for server in self._running.values():
            server.discard()


@pytest.fixture(scope="session")
def neo4j_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The servers by version."""
    servers = Servers(tmp_path_factory)
    yield servers
    servers.stop()


@pytest.fixture(scope="session")
def neo4j_packs(neo4j_servers: Servers) -> PackServer:
    """Gives the server of a version with the bundled packs in it, and nothing else. They are for
    reading: who changes them puts them back, or clears the server.

    They are loaded when another test has cleared the server. Tests that ask for this come first
    (see `conftest`), so that is once; but they do not rely on it.
    """

    def given(version: str) -> Server:
        server = neo4j_servers[version]
        if server.packs:
            with graphkit.open(server.url, **server.login) as graph:
                if graph.store.mark() == server.packs:
                    return server
        server.clear()
        with graphkit.open(server.url, **server.login) as graph:
            graph.load("seeds")
            server.packs = graph.store.mark()
        return server

    return given


@pytest.fixture(params=NEO4J_VERSIONS)
def neo4j_server(request: pytest.FixtureRequest, neo4j_servers: Servers) -> Server:
    """A running Neo4j without a node in it; the test is run for each version."""
    server = neo4j_servers[request.param]
    server.clear()
    return server
