"""The seeds in a store, for receipts of real answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import graphkit


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[graphkit.Graph]:
    with graphkit.open(tmp_path_factory.mktemp("seeds") / "store") as graph:
        graph.load("seeds")
        yield graph
