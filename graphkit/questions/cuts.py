"""Cut points: whose loss stops whom. Exact, for the whole graph at once or for one party.

A company is a cut point for a party if no route of the party avoids it: it dominates the party in
the graph of what rests on what, seen from the sink. That the party stops is sure where it surely
has a route and not even a possible one avoids the company; else, where no certain one does, it is
possible. For one party, the smallest set that stops it is a minimum cut of nodes.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

import rustworkx as rx

from graphkit.questions.exposure import SINK, Exposure, Line, Node, RestsOn, route_along
from graphkit.questions.routes import Route

__all__ = ["CutPoint", "CutPoints", "Dependents", "Tree", "dominators", "smallest_cut"]

_Place = tuple[int, bool]
Label = tuple[str, str, str]  # fails, suspended or licence; a company; a right for the last


def dominators(graph: RestsOn, *, sure: bool) -> list[int]:
    """The immediate dominator of each node as seen from the sink; -1 for a node that does not
    reach it, by sure edges only if asked."""
    reversed_graph: rx.PyDiGraph[None, None] = rx.PyDiGraph()
    reversed_graph.add_nodes_from([None] * len(graph.nodes))
    reversed_graph.add_edges_from_no_data(
        [
            (edge.to, start)
            for start, edges in enumerate(graph.edges)
            for edge in edges
            if edge.sure or not sure
        ]
    )
    found = [-1] * len(graph.nodes)
    for node, above in rx.immediate_dominators(reversed_graph, SINK).items():
        found[node] = above
    return found


class Tree:
    """The nodes of a graph by who dominates whom."""

    def __init__(self, graph: RestsOn, *, sure: bool) -> None:
        self.above = dominators(graph, sure=sure)
        self.below: list[list[int]] = [[] for _ in self.above]
        for node, above in enumerate(self.above):
            if above >= 0 and node != SINK:
                self.below[above].append(node)

    def __contains__(self, node: int) -> bool:
        return self.above[node] >= 0

    def over(self, node: int) -> Iterator[int]:
        """What dominates a node, itself first, without the sink."""
        while node != SINK:
            yield node
            node = self.above[node]

    def under(self, node: int) -> Iterator[int]:
        """What a node dominates, itself first."""
        stack = [node]
        while stack:
            here = stack.pop()
            yield here
            stack.extend(self.below[here])

    @cached_property
    def _upwards(self) -> list[int]:
        """Every node that reaches the sink, each before the one above it."""
        return list(self.under(SINK))[:0:-1]

    def sums(self, weights: list[int]) -> list[int]:
        """The weights of all that each node dominates, itself included."""
        sums, above = list(weights), self.above
        for node in self._upwards:
            sums[above[node]] += sums[node]
        return sums


class Dependents(NamedTuple):
    """How many parties stop surely, and how many more possibly."""

    surely: int
    possibly: int


class CutPoint(NamedTuple):
    """A company, and who stops if it fails, if all its own rights are suspended, or if it loses
    the one right, by key, that most rest on. It is not among its own dependents."""

    key: str
    fails: Dependents
    suspended: Dependents
    licence: str
    lost: Dependents


class _Analysis(NamedTuple):
    line: Line
    parties: set[str]
    graph: RestsOn
    possible: Tree
    certain: Tree


class CutPoints:
    """All cut points of an exposure."""

    def __init__(self, exposure: Exposure) -> None:
        self._exposure = exposure
        self._lines = list(self._analyses(exposure))
        self._counts: dict[Label, list[int]] = defaultdict(lambda: [0, 0])
        several: dict[Label, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for each in self._lines:
            self._count_single(each)
            self._note_several(each, several)
        for label, (surely, possibly) in several.items():
            self._counts[label][0] += len(surely)
            self._counts[label][1] += len(possibly - surely)

    @staticmethod
    def _analyses(exposure: Exposure) -> Iterator[_Analysis]:
        for line, parties in sorted(exposure.lines.items()):
            graph = exposure.graph(line, parties)
            yield _Analysis(line, parties, graph, Tree(graph, sure=False), Tree(graph, sure=True))

    def ranked(self) -> list[CutPoint]:
        """Those that anybody depends on, the gravest first."""
        best: dict[str, tuple[Dependents, str]] = {}
        for (sort, key, right), counts in self._counts.items():
            if sort == "licence":
                found = Dependents(*counts), right
                if key not in best or (found[0], best[key][1]) > (best[key][0], right):
                    best[key] = found
        none = Dependents(0, 0)
        points = [
            CutPoint(
                key,
                Dependents(*counts),
                Dependents(*self._counts.get(("suspended", key, ""), (0, 0))),
                best.get(key, (none, ""))[1],
                best.get(key, (none, ""))[0],
            )
            for (sort, key, _), counts in list(self._counts.items())
            if sort == "fails"
        ]
        return sorted(points, key=lambda each: (-each.fails.surely, -each.fails.possibly, each.key))

    def best(self, line: Line, key: str) -> Route | None:
        """A shortest certain route of a party in a line, else a shortest possible one."""
        [graph] = (each.graph for each in self._lines if each.line == line)
        start = graph.numbers[Node("party", key)]
        for sure in (True, False):
            way = graph.search(start, sure=sure)
            if way is not None:
                return route_along(self._exposure.world, graph, start, way)
        return None

    def dependents(self, key: str) -> dict[tuple[str, Line], str]:
        """Who stops if a company fails, in which line, and whether surely: yes or possible."""
        found: dict[tuple[str, Line], str] = {}
        for each in self._lines:
            graph = each.graph
            for sort in ("party", "maker"):
                number = graph.numbers.get(Node(sort, key))
                if number is None:
                    continue
                for tree in (each.certain, each.possible):
                    for below in tree.under(number) if number in tree else ():
                        node = graph.nodes[below]
                        if node.sort == "party" and node.key != key and node.key in each.parties:
                            sure = tree is each.possible and below in each.certain
                            found[node.key, each.line] = "yes" if sure else "possible"
        return found

    def _count_single(self, each: _Analysis) -> None:
        """Count the parties that have this line alone, by subtree."""
        graph, count = each.graph, self._exposure.of_party
        sizes = len(graph.nodes)
        weights = {"sure": [0] * sizes, "doubtful": [0] * sizes}
        for key in each.parties:
            number = graph.numbers[Node("party", key)]
            if count[key] == 1:
                weights["sure" if number in each.certain else "doubtful"][number] = 1
        surely = each.possible.sums(weights["sure"])
        doubtful = each.possible.sums(weights["doubtful"])
        certain = each.certain.sums(weights["sure"])
        for number, node in enumerate(graph.nodes):
            if not (certain[number] or doubtful[number]):
                continue
            label = _label(node)
            if label is None:
                continue
            own = number if node.sort == "party" else graph.numbers.get(Node("party", node.key))
            mine = (weights["sure"][own], weights["doubtful"][own]) if own is not None else (0, 0)
            inside = own is not None and number in each.possible.over(own)
            inside_certain = (
                own is not None and own in each.certain and number in each.certain.over(own)
            )
            sure = surely[number] - mine[0] * inside
            also = certain[number] - mine[0] * inside_certain - sure
            doubt = also + doubtful[number] - mine[1] * inside
            if sure or doubt or label[0] == "licence":  # most parties carry only themselves
                counts = self._counts[label]
                counts[0] += sure
                counts[1] += doubt

    def _note_several(
        self, each: _Analysis, several: Mapping[Label, tuple[set[str], set[str]]]
    ) -> None:
        """Note the parties that have other lines, too, one by one: none is counted twice."""
        for key in each.parties:
            if self._exposure.of_party[key] == 1:
                continue
            number = each.graph.numbers[Node("party", key)]
            sure = number in each.certain
            for tree, place in ((each.possible, 0 if sure else 1), (each.certain, 1)):
                for above in tree.over(number) if number in tree else ():
                    label = _label(each.graph.nodes[above])
                    if label is not None and label[1] != key:
                        several[label][place].add(key)


def _label(node: Node) -> Label | None:
    match node.sort:
        case "party" | "maker":
            return "fails", node.key, ""
        case "rights":
            return "suspended", node.key, ""
        case "right":
            return "licence", node.key, node.right
    return None


def smallest_cut(
    graph: RestsOn, start: int, is_company: Callable[[str], bool], *, sure: bool = False
) -> list[Node]:
    """The fewest companies, and own rights of the party, whose loss leaves it no route; with
    `sure`, no certain one. Of several such sets the one that is nearest to the rights; empty if
    it has no route anyway.

    By Menger's theorem it is as large as there are ways that share none of them, so that it takes
    one search of the graph more than its size.
    """
    own = graph.nodes[start].key

    def cuts(number: int) -> bool:
        node = graph.nodes[number]
        if node.sort == "rights":  # of a party that cannot be lost itself, its rights
            return node.key == own or not is_company(node.key)
        return node.sort == "maker" or (
            node.sort == "party" and number != start and is_company(node.key)
        )

    flow = _Flow(graph, start, cuts, sure=sure)
    while flow.widen():
        pass
    return sorted(graph.nodes[number] for number in flow.bottleneck())


class _Flow:
    """Ways from a node to the sink of which no two share a node that `cuts`.

    Such a node has two sides, of which each way crosses from the near to the far one. A place is
    a node and whether it is the far side; `_used` counts for each pair of places how many ways
    lead from the first to the second, less those that lead back.
    """

    def __init__(
        self, graph: RestsOn, start: int, cuts: Callable[[int], bool], *, sure: bool
    ) -> None:
        self._graph, self._start, self._sure = graph, start, sure
        self._cuts = cache(cuts)
        self._used: dict[_Place, dict[_Place, int]] = defaultdict(lambda: defaultdict(int))

    def widen(self) -> bool:
        """One way more, if there is one; ways found before are led around it where they must."""
        way = self._way((self._start, False))
        for here, there in pairwise(way):
            self._used[here][there] += 1
            self._used[there][here] -= 1
        return bool(way)

    def bottleneck(self) -> list[int]:
        """The nodes that cut, the nearest to the sink, once there are no more ways."""
        crossed = {number for number, far in self._used if not far and self._full(number)}
        return [
            each
            for each in crossed
            if self._cuts(each) and self._way((each, True)) and not self._way((each, False))
        ]

    def _way(self, first: _Place) -> list[_Place]:
        """The places of a shortest way from one to the sink; empty if there is none."""
        came: dict[_Place, _Place | None] = {first: None}
        queue = deque([first])
        while queue and (SINK, True) not in came:
            here = queue.popleft()
            for there in self._onward(here):
                if there not in came:
                    came[there] = here
                    queue.append(there)
        way: list[_Place] = []
        last = (SINK, True) if (SINK, True) in came else None
        while last is not None:
            way.append(last)
            last = came[last]
        return way[::-1]

    def _onward(self, place: _Place) -> Iterator[_Place]:
        """Where one more way may lead from a place: on, or back along one that came from there."""
        number, far = place
        if far:
            for edge in self._graph.edges[number]:
                if edge.sure or not self._sure:
                    yield edge.to, edge.to == SINK
        elif not (self._full(number) and self._cuts(number)):
            yield number, True
        for there, used in self._used.get(place, {}).items():
            if used < 0:
                yield there

    def _full(self, number: int) -> bool:
        """Whether a way crosses the node."""
        used = self._used.get((number, False))
        return used is not None and used.get((number, True), 0) > 0
