"""A graph with the first delivery of a small pack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from planning_pack import ROWS, Delivery

import graphkit


@pytest.fixture
def deliver(tmp_path: Path) -> Delivery:
    return Delivery(tmp_path / "cars")


@pytest.fixture
def graph(tmp_path: Path, deliver: Delivery) -> Iterator[graphkit.Graph]:
    """A graph with the first delivery of the pack."""
    with graphkit.open(tmp_path / "store") as opened:
        opened.load(deliver(*ROWS[1:]))
        yield opened
