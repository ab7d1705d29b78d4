"""A graph made of claims, for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_worlds import Claim, Make, opened

from graphkit.graph import Graph


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Make a graph of claims; it is closed at the end of the test."""
    graphs: list[Graph] = []

    def made(*claims: Claim) -> Graph:
        graphs.append(opened(tmp_path / str(len(graphs)), *claims))
        return graphs[-1]

    yield made
    for graph in graphs:
        graph.close()
