"""Every store that there is, for the contract that each of them has to keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from neo4j_server import Server
from neo4j_server.fixtures import NEO4J_VERSIONS, Servers

from graphkit.errors import StoreError
from graphkit.stores import open_store
from graphkit.stores.base import Store

NewStore = Callable[[], Store]


def _closed(store: Store) -> bool:
    try:
        store.counts()
    except StoreError:
        return True
    return False


class _NewStores:
    """Opens another empty store each time it is called.

    A server has one database, so while its store is open the others are embedded ones: what is
    the same in two stores is then the same on two engines.
    """

    def __init__(self, folder: Path, server: Server | None) -> None:
        self._folder = folder
        self._server = server
        self._served: Store | None = None
        self._numbers = count()
        self.opened: list[Store] = []

    def __call__(self) -> Store:
        if self._server and (self._served is None or _closed(self._served)):
            self._server.clear()
            self._served = open_store(self._server.url, **self._server.login)
            self.opened.append(self._served)
        else:
            self.opened.append(open_store(self._folder / f"store-{next(self._numbers)}"))
        return self.opened[-1]


@pytest.fixture(params=["embedded", *NEO4J_VERSIONS])
def new_store(
    request: pytest.FixtureRequest, tmp_path: Path, neo4j_servers: Servers
) -> Iterator[NewStore]:
    """Opens another empty store each time it is called; the first on the engine of the test."""
    server = None if request.param == "embedded" else neo4j_servers[request.param]
    new = _NewStores(tmp_path, server)
    yield new
    for store in new.opened:
        store.close()


@pytest.fixture
def store(new_store: NewStore) -> Store:
    return new_store()


@pytest.fixture
def login(request: pytest.FixtureRequest, neo4j_servers: Servers) -> dict[str, str]:
    """What `open_store` needs beside the address to open the store of this test again."""
    version = request.node.callspec.params["new_store"]
    return {} if version == "embedded" else neo4j_servers[version].login
