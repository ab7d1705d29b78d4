"""The bundled packs in one store, and the explorer served from it by the real command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from explorers import Explorer, serving

import graphkit
from graphkit.graph import Graph

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every bundled pack, loaded."""
    folder = tmp_path_factory.mktemp("explorer") / "graph"
    with graphkit.open(folder) as graph:
        graph.load(SEEDS)
    return folder


@pytest.fixture(scope="session")
def seeds(folder: Path) -> Iterator[Graph]:
    with graphkit.open(folder) as graph:
        yield graph


@pytest.fixture(scope="session")
def explorer(folder: Path) -> Iterator[Explorer]:
    with serving("--store", str(folder)) as running:
        yield running
