"""What every test server can do, and the one that somebody else started."""

from __future__ import annotations

import os
import socket
import time
from abc import ABC, abstractmethod
from typing import Any

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

__all__ = ["GivenServer", "Server", "Unavailable", "free_port"]

PATIENCE = 180.0  # seconds for a server to answer on a machine that is busy with other tests


class Unavailable(Exception):
    """There is no way to have this server here."""


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Server(ABC):
    """A Neo4j that can be started, emptied, killed and started again on the same data."""

    url: str
    user = "neo4j"
    password = "licence-to-test"
    can_be_killed = True
    packs = ""  # the mark of a store with the bundled packs, once it was given them

    @abstractmethod
    def start(self) -> None:
        """Start it, for the first time or again on the same data, and wait until it answers."""

    @abstractmethod
    def stop(self) -> None:
        """End it in good order."""

    def discard(self) -> None:
        """End it; its data is of no more use."""
        self.stop()

    @abstractmethod
    def kill(self) -> None:
        """End it at once, as a loss of power would."""

    def __str__(self) -> str:
        return f"{type(self).__name__} at {self.url}"

    @property
    def login(self) -> dict[str, str]:
        """User and password, by the names that `open_store` gives them."""
        return {"user": self.user, "password": self.password}

    def driver(self, password: str = "") -> neo4j.Driver:
        """A bare driver on it, for looking behind the store's back."""
        return neo4j.GraphDatabase.driver(self.url, auth=(self.user, password or self.password))

    def run(self, cypher: str, **parameters: Any) -> list[list[Any]]:
        """Run one statement on the default database, past the store."""
        with self.driver() as driver, driver.session() as session:
            return session.run(cypher, parameters).values()

    def wait(self) -> None:
        """Until it answers; raises `TimeoutError`."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self.run("RETURN 1")
            except (DriverError, Neo4jError) as exc:
                if time.monotonic() > end:
                    raise TimeoutError(f"{self} does not answer") from exc
                time.sleep(0.2)
            else:
                return

    def clear(self) -> None:
        """Remove every node and relationship."""
        self.packs = ""
        self.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")

    def empty(self) -> None:
        """Remove every node, relationship, index and constraint."""
        self.clear()
        for (name,) in self.run("SHOW CONSTRAINTS YIELD name"):
            self.run(f"DROP CONSTRAINT `{name}`")
        for (name,) in self.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
            self.run(f"DROP INDEX `{name}`")


class GivenServer(Server):
    """The server of NEO4J_URI. Tests delete what they find, so it must be empty to begin with."""

    can_be_killed = False

    def __init__(self, url: str, user: str, password: str) -> None:
        self.url, self.user, self.password = url, user, password

    @classmethod
    def from_environment(cls) -> GivenServer:
        """The server that the environment names."""
        return cls(
            os.environ["NEO4J_URI"],
            os.environ.get("NEO4J_USER", "neo4j"),
            os.environ.get("NEO4J_PASSWORD", ""),
        )

    def start(self) -> None:
        self.wait()
        (found,) = self.run("MATCH (n) RETURN count(n)")[0]
        if found:
            raise Unavailable(
                f"the database at NEO4J_URI holds {found} nodes, which the tests would delete; "
                "give them an empty one"
            )

    def stop(self) -> None:
        """It goes on running: whoever started it ends it."""

    def kill(self) -> None:
        raise NotImplementedError("a server of somebody else's is not killed")
