"""A store with every bundled pack, and one whose every text is hostile; both are only read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from export_worlds import HOSTILE_WORLD

import graphkit
from graphkit.graph import Graph


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """All bundled packs."""
    with graphkit.open(tmp_path_factory.mktemp("seeds") / "store") as graph:
        graph.load("seeds")
        yield graph


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Two small packs, for what a server takes long to read."""
    with graphkit.open(tmp_path_factory.mktemp("small") / "store") as graph:
        graph.load("rail", "spectrum")
        yield graph


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """A company for each payload, with dates of every sort."""
    with graphkit.open(tmp_path_factory.mktemp("hostile") / "store") as graph:
        graph.store.write(HOSTILE_WORLD)
        yield graph
