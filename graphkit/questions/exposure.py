"""Who rests on whom: the rights and steps of the whole graph on one day, to be reasoned over.

From each party its steps lead to other parties, from a holder to its rights, and from a right to
the one sink: a party may build exactly if it reaches the sink. With the certain edges alone that
is sure, with all of them possible. What a party builds comes in lines (`Line`); for each line
there is one such graph, for a second route counts only if it covers the same (rule `scope`).

Other than in the listing of routes, a chain may be of any length, and a maker with a right counts
whether or not the company has one of its own: it is asked what could carry, not what does.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import NamedTuple, TypeVar

from graphkit.model import GRANTED_KINDS
from graphkit.questions.link import Link
from graphkit.questions.routes import Route
from graphkit.questions.scope import ANYTHING
from graphkit.questions.without import Right
from graphkit.questions.world import Step, World
from graphkit.values import fold

__all__ = ["SINK", "Edge", "Exposure", "Line", "Node", "Reach", "RestsOn", "route_along"]

Part = TypeVar("Part", Right, Step)


class Line(NamedTuple):
    """What a party builds: by which kind of licence, for which product and territory, folded;
    empty where it is not limited."""

    kind: str
    product: str
    territory: str


class Node(NamedTuple):
    """A party, a maker whose right is presumed, all rights of a holder, or one right."""

    sort: str
    key: str
    right: str = ""


class Edge(NamedTuple):
    """From a node to `to`; `carrier` is the step or the right that it stands for."""

    to: int
    sure: bool
    carrier: Step | Right | None


SINK = 0


class RestsOn:
    """The graph of one line. Nodes are numbers, the sink is 0; edges are listed by where they
    start."""

    def __init__(self) -> None:
        self.nodes: list[Node] = [Node("sink", "")]
        self.numbers: dict[Node, int] = {self.nodes[0]: SINK}
        self.edges: list[list[Edge]] = [[]]

    def number(self, node: Node) -> int:
        """The number of a node, which is added where it is new."""
        found = self.numbers.get(node)
        if found is None:
            found = self.numbers[node] = len(self.nodes)
            self.nodes.append(node)
            self.edges.append([])
        return found

    @cached_property
    def back(self) -> list[list[tuple[int, int]]]:
        """For each node, the edges that end there, as pairs of start and place in its list."""
        back: list[list[tuple[int, int]]] = [[] for _ in self.nodes]
        for start, edges in enumerate(self.edges):
            for place, edge in enumerate(edges):
                back[edge.to].append((start, place))
        return back

    def reach(self, targets: Iterable[int] = (SINK,), *, sure: bool = False) -> Reach:
        """Which nodes reach the targets, and by which edge first; only by sure ones if asked."""
        first: list[int | None] = [None] * len(self.nodes)
        queue = deque(targets)
        for target in queue:
            first[target] = -1
        while queue:
            here = queue.popleft()
            for start, place in self.back[here]:
                if first[start] is None and (self.edges[start][place].sure or not sure):
                    first[start] = place
                    queue.append(start)
        return Reach(first)

    def way(self, start: int, reach: Reach) -> Iterator[Edge]:
        """The edges of a shortest way from a node that has one."""
        here = start
        while (place := reach.first[here]) is not None and place >= 0:
            edge = self.edges[here][place]
            yield edge
            here = edge.to

    def search(
        self, start: int, avoiding: Set[int] = frozenset(), *, sure: bool = False
    ) -> list[Edge] | None:
        """The edges of a shortest way to the sink that avoids these nodes, if there is one; by
        sure edges only if asked. It looks no farther than it must, for a few nodes of many."""
        if start in avoiding:
            return None
        came: dict[int, tuple[int, Edge] | None] = {start: None}
        queue = deque([start])
        while queue and SINK not in came:
            here = queue.popleft()
            for edge in self.edges[here]:
                if edge.to not in came and edge.to not in avoiding and (edge.sure or not sure):
                    came[edge.to] = here, edge
                    queue.append(edge.to)
        way: list[Edge] = []
        last = came.get(SINK)
        while last is not None:
            way.append(last[1])
            last = came[last[0]]
        return way[::-1] if SINK in came else None


class Reach:
    """For each node the place of the first edge of a shortest way: -1 at its end, None for none."""

    def __init__(self, first: list[int | None]) -> None:
        self.first = first

    def __contains__(self, number: int) -> bool:
        return self.first[number] is not None


class Exposure:
    """The lines of all parties of a world, and the graph of each line."""

    def __init__(self, world: World) -> None:
        self.world = world
        named = world.links.product_names()
        # Every folded name of a product, to the one that stands for it; and that one by key.
        self._products = {fold(name): fold(every[0]) for every in named.values() for name in every}
        self._own_name = {key: fold(every[0]) for key, every in named.items()}
        self._written = {fold(every[0]): every[0] for every in named.values()}

    @cached_property
    def lines(self) -> Mapping[Line, set[str]]:
        """Who has each line: those with a chain that is limited to just that."""
        found: dict[Line, set[str]] = defaultdict(set)
        for key, states in self._states().items():
            for kind, product, territory in states:
                found[Line(kind or "qualification", product, territory)].add(key)
        return found

    @cached_property
    def of_party(self) -> Mapping[str, int]:
        """How many lines each party has."""
        count: dict[str, int] = defaultdict(int)
        for parties in self.lines.values():
            for key in parties:
                count[key] += 1
        return count

    def _states(self) -> dict[str, set[tuple[str, str, str]]]:
        """What each party's chains are limited to, found backwards from the rights."""
        world = self.world
        back: dict[str, list[tuple[str, Step]]] = defaultdict(list)
        states: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
        queue: deque[tuple[str, tuple[str, str, str]]] = deque()

        def add(key: str, state: tuple[str, str, str]) -> None:
            if state not in states[key]:
                states[key].add(state)
                queue.append((key, state))

        for key in world.links.entities():
            for right in self._own(key, world.rights(key)):
                add(key, (right.kind, *self._limit(key, right.link)))
            for step in self._own(key, world.steps(key)):
                back[step.link.other.key].append((key, step))
                if step.rule == "contract-made" and world.presumed(step.link) is not None:
                    add(key, ("qualification", *self._limit(key, step.link)))
        while queue:
            there, state = queue.popleft()
            for key, step in back[there]:
                wider = self._joined(key, step, state)
                if wider is not None:
                    add(key, wider)
        return states

    def _joined(
        self, key: str, step: Step, state: tuple[str, str, str]
    ) -> tuple[str, str, str] | None:
        kind, product, territory = state
        if step.rule in {"borrowed", "contract-made"}:
            needed = step.link.licence_kind if step.rule == "borrowed" else "qualification"
            if kind not in {"", needed} or (not kind and needed not in GRANTED_KINDS):
                return None
            kind = needed
        mine, place = self._limit(key, step.link)
        if (mine and product and mine != product) or (place and territory and place != territory):
            return None
        return kind, mine or product, place or territory

    def _limit(self, key: str, link: Link) -> tuple[str, str]:
        """The product and territory that a link of a party is limited to; a product is limited to
        itself."""
        if not link.product and not link.territory and key not in self._own_name:
            return "", ""
        product, territory = link.limit
        self._written.setdefault(product, link.product)
        self._written.setdefault(territory, link.territory)
        return self._own_name.get(key) or self._products.get(product, product), territory

    def _own(self, key: str, parts: Sequence[Part]) -> Sequence[Part]:
        """The parts of a party; of a product those that are not limited to another product."""
        own = self._own_name.get(key)
        if own is None:
            return parts
        limits = [each.link.limit[0] for each in parts]
        return [
            part
            for part, product in zip(parts, limits, strict=True)
            if not product or self._products.get(product, product) == own
        ]

    def words(self, line: Line, key: str) -> list[str]:
        """A line of a party as people write it; a product is not said to build itself."""
        product = "" if self._own_name.get(key) == line.product else line.product
        parts = (line.kind, *(self._written.get(each, each) for each in (product, line.territory)))
        return [each for each in parts if each]

    def graph(self, line: Line, parties: Iterable[str]) -> RestsOn:
        """The graph of a line, as far as the parties' chains lead."""
        graph, world = RestsOn(), self.world
        queue = deque(sorted(parties))
        for key in queue:
            graph.number(Node("party", key))
        while queue:
            key = queue.popleft()
            here = graph.number(Node("party", key))
            onward = graph.edges[here]
            for step in self._own(key, world.steps(key)):
                if self._fits_step(line, key, step):
                    known = len(graph.nodes)
                    there = self._goal(step, line, graph)
                    if there == known and graph.nodes[there].sort == "party":
                        queue.append(step.link.other.key)
                    onward.append(Edge(there, step.sure, step))
            rights = self._own(key, world.rights(key))
            fitting = [each for each in rights if self._fits_right(line, key, each)]
            self._add_rights(graph, key, here, fitting)
        return graph

    def _goal(self, step: Step, line: Line, graph: RestsOn) -> int:
        """Where a step leads: to a party, or to a maker whose right is only presumed."""
        if step.rule == "contract-made" and line.kind == "qualification":
            presumed = self.world.presumed(step.link)
            if presumed is not None:
                known = len(graph.nodes)
                maker = graph.number(Node("maker", step.link.other.key))
                if maker == known:
                    self._add_rights(graph, step.link.other.key, maker, [presumed])
                return maker
        return graph.number(Node("party", step.link.other.key))

    @staticmethod
    def _add_rights(graph: RestsOn, key: str, here: int, rights: Sequence[Right]) -> None:
        if not rights:
            return
        all_rights = graph.number(Node("rights", key))
        graph.edges[here].append(Edge(all_rights, True, None))
        for right in rights:
            number = graph.number(Node("right", key, right.key))
            graph.edges[all_rights].append(Edge(number, right.sure, right))
            if not graph.edges[number]:
                graph.edges[number].append(Edge(SINK, True, None))

    def _fits_step(self, line: Line, key: str, step: Step) -> bool:
        if step.rule == "borrowed" and step.link.licence_kind != line.kind:
            return False
        if step.rule == "contract-made" and line.kind != "qualification":
            return False
        return self._covers(line, key, step.link)

    def _fits_right(self, line: Line, key: str, right: Right) -> bool:
        if right.kind != line.kind and (right.kind or line.kind not in GRANTED_KINDS):
            return False
        return self._covers(line, key, right.link)

    def _covers(self, line: Line, key: str, link: Link) -> bool:
        product, territory = self._limit(key, link)
        return product in {"", line.product} and territory in {"", line.territory}


def route_along(world: World, graph: RestsOn, start: int, way: Iterable[Edge]) -> Route:
    """The route of a party along the edges from it to the sink."""
    carriers = [edge.carrier for edge in way if edge.carrier is not None]
    steps = tuple(each for each in carriers if isinstance(each, Step))
    [right] = (each for each in carriers if isinstance(each, Right))
    return Route(world.links.party(graph.nodes[start].key), steps, right, ANYTHING)
