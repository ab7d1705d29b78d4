"""Positions: the same each time, boxes apart, neighbours near, and no graph too odd."""

from __future__ import annotations

import itertools
import math
import os
import subprocess
import sys

import networkx as nx
import pytest

from graphkit.views.layout import place

BOX = (110.0, 60.0)


def placed(graph: nx.Graph) -> list[tuple[float, float]]:
    return place(len(graph), list(graph.edges), [BOX] * len(graph))


def overlaps(points: list[tuple[float, float]]) -> list[tuple[int, int]]:
    return [
        (one, other)
        for (one, (x, y)), (other, (u, v)) in itertools.combinations(enumerate(points), 2)
        if abs(x - u) < BOX[0] - 3 and abs(y - v) < BOX[1] - 3
    ]


@pytest.mark.parametrize(
    "graph",
    [
        nx.path_graph(2),
        nx.path_graph(12),
        nx.star_graph(29),
        nx.complete_graph(9),
        nx.cycle_graph(24),
        nx.balanced_tree(2, 4),
        nx.empty_graph(30),
        nx.disjoint_union(
            nx.star_graph(6), nx.disjoint_union(nx.cycle_graph(5), nx.empty_graph(7))
        ),
        nx.barabasi_albert_graph(30, 1, seed=3),
        nx.gnm_random_graph(100, 120, seed=5),
    ],
    ids=["pair", "path", "star", "complete", "cycle", "tree", "alone", "parts", "hubs", "hundred"],
)
def test_boxes_do_not_overlap(graph: nx.Graph) -> None:
    assert overlaps(placed(graph)) == []


def test_neighbours_stand_nearer_than_strangers() -> None:
    graph = nx.balanced_tree(3, 3)
    points = placed(graph)
    near = [math.dist(points[one], points[other]) for one, other in graph.edges]
    far = [math.dist(points[one], points[other]) for one, other in nx.non_edges(graph)]
    assert sum(near) / len(near) < 0.5 * sum(far) / len(far)


def test_a_large_graph_is_spread_out() -> None:
    graph = nx.barabasi_albert_graph(1500, 1, seed=1)
    points = placed(graph)
    assert len(set(points)) > 1490
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in points)


def test_loops_and_parallel_edges_change_nothing_about_who_is_where() -> None:
    box = [BOX] * 3
    plain = place(3, [(0, 1), (1, 2)], box)
    assert place(3, [(0, 1), (1, 2), (2, 1), (0, 0), (0, 1)], box) == plain


def test_nothing_gives_nothing() -> None:
    assert place(0, [], []) == []


def test_another_process_puts_everything_at_the_same_place() -> None:
    code = (
        "import networkx as nx; from graphkit.views.layout import place;"
        "g = nx.barabasi_albert_graph(60, 2, seed=4);"
        "print(place(60, list(g.edges), [(110.0, 60.0)] * 60))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
