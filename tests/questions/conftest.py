"""The packs that come with graphkit, loaded once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import graphkit
from graphkit.graph import Graph
from graphkit.loading import read
from graphkit.statement import Batch

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Every bundled pack in one embedded store; for reading only."""
    with graphkit.open(tmp_path_factory.mktemp("seeds")) as graph:
        graph.load(SEEDS)
        yield graph


@pytest.fixture(scope="session")
def records() -> Batch:
    """The same packs as records, to check answers against what the files say."""
    return read([SEEDS])
