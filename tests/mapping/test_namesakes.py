"""Tables whose companies the graph has already: what a load says, and how the name gets clear."""

from __future__ import annotations

from pathlib import Path

import pytest

import graphkit
from graphkit import Graph
from graphkit.errors import UnknownName
from graphkit.ingest.mapping.propose import propose_mapping

ROWS = "licensee,licensor,since\nNIO,JAC Motors,2018-05\nNobody Motors,蔚来,2020\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(ROWS, "utf-8")
    propose_mapping(path, tmp_path / "m.yaml")
    return path


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    made = graphkit.open(tmp_path / "store")
    made.load("seed-article")
    return made


def test_a_load_says_which_names_it_made_unclear_and_what_to_do(graph: Graph, table: Path) -> None:
    said = str(graph.load(table, mapping=table.with_name("m.yaml")))
    assert "so that it is unclear: JAC Motors, NIO, 蔚来.\n" in said
    assert "graphkit resolve" in said
    assert "load with --resolve" in said
    with pytest.raises(UnknownName, match="no single entity is called 'NIO'") as caught:
        graph.ask("may-build", "NIO")
    assert caught.value.__notes__ == ["If two of them are one, say so: graphkit resolve"]
    ours = next(key for key in str(caught.value).split() if key.startswith("company-nio-"))
    graph.judge("nio", ours, "same", who="A. Analyst", why="the same firm")
    assert graph.ask("may-build", "NIO").rows


def test_what_is_clear_is_not_spoken_of(graph: Graph, table: Path) -> None:
    mapping = table.with_name("m.yaml")
    assert "unclear" not in str(graph.load(table, mapping=mapping, resolve=True))
    assert graph.ask("may-build", "NIO").rows
    with graphkit.open(table.with_name("another")) as alone:
        assert "unclear" not in str(alone.load(table, mapping=mapping))


def test_what_an_earlier_load_set_apart_is_told_of_by_one_that_resolves(
    graph: Graph, table: Path
) -> None:
    mapping = table.with_name("m.yaml")
    graph.load(table, mapping=mapping)
    said = str(graph.load(table, mapping=mapping, resolve=True))
    assert "so that it is unclear: JAC Motors, NIO, 蔚来.\n" in said
    assert "it leaves apart what stands in the graph already" in said
    graph.undo("run-2")
    assert "unclear" not in str(graph.load(table, mapping=mapping, resolve=True))
    assert "unclear" not in str(graph.load(table, mapping=mapping, resolve=True))
    assert graph.ask("may-build", "NIO").rows
