"""Every store that there is, for the contract that each of them has to keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from graphkit.stores import open_store
from graphkit.stores.base import Store

# By name: from a new folder to the address of an empty store.
STORES: dict[str, Callable[[Path], str]] = {"embedded": str}

NewStore = Callable[[], Store]


@pytest.fixture(params=STORES)
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewStore]:
    """Opens another empty store each time it is called."""
    opened: list[Store] = []
    numbers = count()

    def new() -> Store:
        opened.append(open_store(STORES[request.param](tmp_path / f"store-{next(numbers)}")))
        return opened[-1]

    yield new
    for store in opened:
        store.close()


@pytest.fixture
def store(new_store: NewStore) -> Store:
    return new_store()
