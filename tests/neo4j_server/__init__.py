"""A real Neo4j for the tests, of the test's own: given by NEO4J_URI, else by Docker, else by Java.

    NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD   a server to use; its database must be empty
    GRAPHKIT_NEO4J_VERSIONS                 versions to start, where none is given (see VERSIONS)
    CI=true                                 no server is a failure; elsewhere the tests are skipped

By Java means: the server's own jars, resolved by Maven from its registry, in one JVM that listens
on the loopback address, keeps its data in a folder of the test, and is ended by its pid.
"""

from __future__ import annotations

import os

from neo4j_server.docker import DockerServer, docker_runs
from neo4j_server.java import JavaServer, run_importer
from neo4j_server.server import GivenServer, Server, Unavailable

__all__ = [
    "VERSIONS",
    "GivenServer",
    "JavaServer",
    "Server",
    "Unavailable",
    "run_importer",
    "server_of",
    "versions",
]

VERSIONS = ("5.26.20", "2025.10.1")
_GIVEN = "given"


def versions() -> list[str]:
    """The versions to test against; the word "given" for the server of NEO4J_URI."""
    if os.environ.get("NEO4J_URI"):
        return [_GIVEN]
    return os.environ.get("GRAPHKIT_NEO4J_VERSIONS", " ".join(VERSIONS)).split()


def server_of(version: str, folder: os.PathLike[str]) -> Server:
    """A server of that version that is not started yet; raises `Unavailable`."""
    if version == _GIVEN:
        return GivenServer.from_environment()
    if docker_runs():
        return DockerServer(version)
    return JavaServer(version, folder)
