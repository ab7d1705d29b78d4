"""A console over a small graph, and a secret that it must not find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from neo4j_server import Server

from graphkit.statement import Batch, Dataset, Entity, Source, Statement
from graphkit.stores import open_store
from graphkit.stores.console import ConsoleRows, run_guarded
from graphkit.values import when

__all__ = ["GRAPH", "Canary", "Console"]

NAMES = {"nio": "NIO", "jac": "JAC Motors", "evil": "'}) DETACH DELETE n //"}
GRAPH = Batch(
    (Dataset("autos", "Autos", "2026-11-23", publisher="Test", licence="CC0-1.0"),),
    tuple(Entity(key, "Company", name) for key, name in NAMES.items()),
    (Source("paper", "A paper", "Press", "press", "2026-11-23", published=when("2023-12-10")),),
    (
        Statement(
            "autos", "nio", "USES_LICENCE_OF", "paper", "jac", row="r1", quote="a phrase",
            details=(("licence_kind", "qualification"),), valid_from=when("2016-04"),
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Console:
    """Runs queries on a store that is open nowhere else."""

    url: str
    login: Mapping[str, str] = field(default_factory=dict)
    server: Server | None = None

    def __call__(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, **limits: Any
    ) -> ConsoleRows:
        return run_guarded(self.url, cypher, parameters, **self.login, **limits)

    def state(self) -> tuple[Any, ...]:
        """All that a query could have changed."""
        with open_store(self.url, **self.login) as store:
            found: tuple[Any, ...] = (store.content_hash(), dict(store.counts()))
        if self.server is None:
            files = sorted(Path(self.url).rglob("*"))
            return (*found, [(each.name, each.read_bytes()) for each in files if each.is_file()])
        asked = (
            "MATCH (n) RETURN count(n)",
            "MATCH ()-[r]->() RETURN count(r)",
            "SHOW INDEXES YIELD name RETURN name ORDER BY name",
            "SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name",
            "SHOW USERS YIELD user, passwordChangeRequired RETURN user, passwordChangeRequired",
            "SHOW DATABASES YIELD name, currentStatus RETURN name, currentStatus ORDER BY name",
        )
        return (*found, [self.server.run(each) for each in asked])


@dataclass(frozen=True)
class Canary:
    """A file with a secret in it, and an address that keeps count of who asks it."""

    file: Path
    url: str
    asked: list[str]
    secret = "the-canary-sings"
