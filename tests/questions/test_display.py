"""How answers and graphs show themselves in a notebook, a terminal and a log."""

from __future__ import annotations

import builtins
import logging
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

import graphkit
from graphkit.graph import Graph
from graphkit.questions.answer import Answer

HOSTILE = "<img src=x onerror=alert(1)>\x1b[31m & \"q\" 'p' [bold]"


class Cells(HTMLParser):
    """The texts of the cells, and every tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.cells: list[str] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert attrs == []
        self.tags.add(tag)
        self._open = tag in {"td", "th"}
        if self._open:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self._open:
            self.cells[-1] += data


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with graphkit.open(tmp_path_factory.mktemp("display") / "store") as opened:
        opened.load("seed-article")
        yield opened


def test_an_answer_is_a_table_in_a_notebook(graph: Graph) -> None:
    answer = graph.ask("who-builds-on-whose-licence", as_of="2023-12-10", known_on="2026-11-23")
    shown = Cells(answer._repr_html_())
    assert shown.tags <= {"table", "caption", "thead", "tbody", "tr", "th", "td", "p"}
    assert {row["company"] for row in answer.rows} <= set(shown.cells)
    assert "as of 2023-12-10, as known on 2026-11-23" in answer._repr_html_()


class ZMQInteractiveShell:
    """What a library looks for, by this name, to know that it runs in a notebook."""


def test_an_answer_is_text_in_a_notebook_too(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = graph.cypher("MATCH (c:Company) RETURN c.key AS key ORDER BY key")
    monkeypatch.setattr(builtins, "get_ipython", ZMQInteractiveShell, raising=False)
    assert all(row["key"] in str(answer) for row in answer.rows)


def test_an_answer_is_text_in_a_terminal_and_a_log(
    graph: Graph, caplog: pytest.LogCaptureFixture
) -> None:
    answer = graph.cypher("MATCH (c:Company) RETURN c.names[1] AS other, c.key AS key ORDER BY key")
    with caplog.at_level(logging.INFO):
        logging.getLogger("test").info("%s", answer)
    assert caplog.messages == [str(answer)] == [repr(answer)]
    lines = [line for line in str(answer).splitlines() if "nio" in line or "jac" in line]
    assert all(line.isprintable() for line in lines)
    places = {
        sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line[:at])
        for line in lines
        if (at := line.rfind(line.split()[-1]))
    }
    assert len(places) == 1, "the second column begins at one place"


def test_an_empty_answer_says_why(graph: Graph) -> None:
    answer = graph.ask("who-builds-on-whose-licence", known_on="1900-01-01")
    assert "could be known by 1900-01-01" in str(answer)
    assert "could be known by 1900-01-01" in answer._repr_html_()


@pytest.mark.parametrize("rows", [1, 1_000])
def test_hostile_text_is_shown_and_does_nothing(rows: int) -> None:
    answer = Answer("x", {}, (HOSTILE, "empty"), [{HOSTILE: HOSTILE, "empty": None}] * rows)
    shown = Cells(answer._repr_html_())
    assert "img" not in shown.tags
    assert "<img src=x onerror=alert(1)>[31m & \"q\" 'p' [bold]" in shown.cells
    assert "\x1b" not in answer._repr_html_()
    assert "\x1b" not in str(answer)
    assert ("more rows" in str(answer)) is (rows > 60)


def test_a_graph_tells_what_is_in_it(graph: Graph, tmp_path: Path) -> None:
    assert "entities" in Cells(graph._repr_html_()).cells
    assert "statements" in str(graph)
    assert "\n" not in str(graph), "one line of a log"
    [line] = [each.split() for each in repr(graph).splitlines() if "entities" in each]
    assert line == ["entities", str(graph.store.counts()["entities"])]
    with graphkit.open(tmp_path / "store") as closed:
        pass
    assert "is closed" in repr(closed)
