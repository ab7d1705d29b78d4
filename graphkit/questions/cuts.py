"""Cut points: whose loss stops whom. Exact, for the whole graph at once or for one party.

A company is a cut point for a party if no route of the party avoids it: it dominates the party in
the graph of what rests on what, seen from the sink. That the party stops is sure where it surely
has a route and not even a possible one avoids the company; else, where no certain one does, it is
possible. For one party, the smallest set that stops it is a minimum cut of nodes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import networkx as nx
import rustworkx as rx

from graphkit.questions.exposure import SINK, Exposure, Line, Node, RestsOn

__all__ = ["CutPoint", "CutPoints", "Dependents", "Tree", "dominators", "smallest_cut"]

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

    def sums(self, weights: list[int]) -> list[int]:
        """The weights of all that each node dominates, itself included."""
        sums = list(weights)
        for node in reversed(list(self.under(SINK))):
            if node != SINK:
                sums[self.above[node]] += sums[node]
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
            if sort == "fails" and any(counts)
        ]
        return sorted(points, key=lambda each: (-each.fails.surely, -each.fails.possibly, each.key))

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
            label = _label(node)
            if label is None or not (certain[number] or doubtful[number]):
                continue
            own = graph.numbers.get(Node("party", node.key))
            mine = (weights["sure"][own], weights["doubtful"][own]) if own is not None else (0, 0)
            inside = own is not None and number in set(each.possible.over(own))
            inside_certain = (
                own is not None and own in each.certain and number in set(each.certain.over(own))
            )
            sure = surely[number] - mine[0] * inside
            also = certain[number] - mine[0] * inside_certain - sure
            counts = self._counts[label]
            counts[0] += sure
            counts[1] += also + doubtful[number] - mine[1] * inside

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
    `sure`, no certain one. Empty if it has none anyway."""
    reach = graph.reach(sure=sure)
    if start not in reach:
        return []
    flow: nx.DiGraph[tuple[int, int]] = nx.DiGraph()
    seen, stack = {start}, [start]
    while stack:
        here = stack.pop()
        node = graph.nodes[here]
        cut = (
            (node.sort == "rights" and node.key == graph.nodes[start].key)
            or node.sort == "maker"
            or (node.sort == "party" and here != start and is_company(node.key))
        )
        flow.add_edge((here, 0), (here, 1), **({"capacity": 1} if cut else {}))
        for edge in graph.edges[here]:
            if edge.to in reach and (edge.sure or not sure):
                flow.add_edge((here, 1), (edge.to, 0))
                if edge.to not in seen:
                    seen.add(edge.to)
                    stack.append(edge.to)
    _, (near, far) = nx.minimum_cut(flow, (start, 0), (SINK, 0))
    found = [here for here, side in near if side == 0 and (here, 1) in far]
    return sorted(graph.nodes[here] for here in found)
