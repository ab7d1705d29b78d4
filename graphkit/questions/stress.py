"""What if: two worlds compared, the one that is known and the one without something.

For each party and line that a loss touches the verdict is

`stranded`           it surely had a route, and not even a possible one is left;
`possibly stranded`  it may be left without: what it had, or what is left, is not certain;
`second route`       it lost a route, and a certain one is left;
`gains a route`      where a source is left out, an end or a denial may go with it.

Whoever is not touched is not listed. A counterfactual works on a closed list: the parties and
holders that the store knows on that day; others may step in, and nobody here knows of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from graphkit.questions.cuts import Tree, smallest_cut
from graphkit.questions.exposure import (
    SINK,
    Edge,
    Exposure,
    Line,
    Node,
    Reach,
    RestsOn,
    route_along,
)
from graphkit.questions.link import Party
from graphkit.questions.routes import Route
from graphkit.questions.world import Step, World

__all__ = ["VERDICTS", "Outcome", "compare"]

_WAYS = 2_000  # steps in the search for a lost route that is hard to find
VERDICTS = ("stranded", "possibly stranded", "second route", "gains a route")


class Outcome(NamedTuple):
    """What a loss means to one party in one line, which `words` tell.

    A route that is lost and the best that is left, None where there is none; and a smallest set
    whose loss would then stop it.
    """

    party: Party
    line: Line
    words: tuple[str, ...]
    verdict: str
    lost: Route | None
    left: Route | None
    left_sure: bool
    next_cut: tuple[Node, ...]


class _Side(NamedTuple):
    """One of the two worlds, for one line."""

    exposure: Exposure
    graph: RestsOn
    possible: Reach
    certain: Reach

    @classmethod
    def of(cls, exposure: Exposure, line: Line, parties: set[str]) -> _Side:
        graph = exposure.graph(line, parties)
        return cls(exposure, graph, graph.reach(), graph.reach(sure=True))

    def certainty(self, key: str) -> str:
        """Whether a party has a route: yes, possible or no."""
        number = self.graph.numbers.get(Node("party", key))
        if number is None or number not in self.possible:
            return "no"
        return "yes" if number in self.certain else "possible"

    def best(self, key: str) -> Route | None:
        """The shortest certain route, else the shortest possible one."""
        number = self.graph.numbers.get(Node("party", key))
        if number is None or number not in self.possible:
            return None
        reach = self.certain if number in self.certain else self.possible
        way = self.graph.way(number, reach)
        return route_along(self.exposure.world, self.graph, number, way)


def compare(before: World, after: World, *, cuts: int = 200) -> Iterator[Outcome]:
    """What the difference of two worlds means to each party, in no particular order.

    A smallest cut of what is left is worked out for the first `cuts` outcomes, which bounds the
    time that a loss takes on which thousands depend.
    """
    exposures = Exposure(before), Exposure(after)
    lines = exposures[0].lines
    for line in sorted(lines):
        sides = [_Side.of(each, line, lines[line]) for each in exposures]
        graph = sides[1].graph
        for outcome in _outcomes(line, lines[line], *sides):
            if outcome.left is not None and cuts > 0:
                cuts -= 1
                start = graph.numbers[Node("party", outcome.party.key)]
                cut = smallest_cut(graph, start, after.links.is_company)
                yield outcome._replace(next_cut=tuple(cut))
            else:
                yield outcome
    for line in sorted(exposures[1].lines):
        new = exposures[1].lines[line] - lines.get(line, set())
        side = _Side.of(exposures[1], line, new)
        for key in sorted(new):
            party = after.links.party(key)
            sure = side.certainty(key) == "yes"
            words = tuple(exposures[1].words(line, key))
            yield Outcome(party, line, words, "gains a route", None, side.best(key), sure, ())


def _outcomes(line: Line, parties: set[str], before: _Side, after: _Side) -> Iterator[Outcome]:
    changed = _changed(before, after)
    world, graph = before.exposure.world, before.graph
    touched = graph.reach(changed)
    for key in sorted(parties):
        number = graph.numbers[Node("party", key)]
        had, has = before.certainty(key), after.certainty(key)
        lost = None
        if number in touched:
            lost = _lost(world, graph, number, touched, changed)
        if lost is not None or had != has:
            yield Outcome(
                world.links.party(key),
                line,
                tuple(before.exposure.words(line, key)),
                _verdict(had, has),
                lost,
                after.best(key),
                has == "yes",
                (),
            )


def _lost(
    world: World, graph: RestsOn, start: int, touched: Reach, changed: Mapping[int, int]
) -> Route | None:
    """A route of the party over an edge that changed, none of which passes anything twice.

    The nearest such edge is tried first; then all ways, of which `_WAYS` are followed.
    """
    way = list(graph.way(start, touched))
    here = way[-1].to if way else start
    over = graph.edges[here][changed[here]]
    onward = graph.search(over.to, avoiding={start, *(edge.to for edge in way)})
    if onward is not None:
        return route_along(world, graph, start, [*way, over, *onward])
    stack: list[tuple[int, tuple[Edge, ...], bool]] = [(start, (), False)]
    for _ in range(_WAYS):
        if not stack:
            break
        here, walked, changes = stack.pop()
        if here == SINK and changes:
            return route_along(world, graph, start, walked)
        passed = {start, *(edge.to for edge in walked)}
        for place, edge in enumerate(graph.edges[here]):
            if edge.to not in passed:
                crossed = changes or changed.get(here) == place
                stack.append((edge.to, (*walked, edge), crossed))
    return None


def _verdict(had: str, has: str) -> str:
    if has == "yes":
        return "second route" if had == "yes" else "gains a route"
    return "stranded" if (had, has) == ("yes", "no") else "possibly stranded"


def _changed(before: _Side, after: _Side) -> dict[int, int]:
    """The nodes from which an edge on the way to a right went or became doubtful, and its place.

    An edge back to what depends on its own start is on nobody's way.
    """
    found: dict[int, int] = {}
    tree: Tree | None = None
    for number, edges in enumerate(before.graph.edges):
        there = after.graph.numbers.get(before.graph.nodes[number])
        left = set()
        if there is not None:
            left = {(*_same(after.graph, edge), edge.sure) for edge in after.graph.edges[there]}
        for place, edge in enumerate(edges):
            same = _same(before.graph, edge)
            kept = (*same, True) in left or (not edge.sure and (*same, False) in left)
            if edge.to in before.possible and not kept:
                tree = tree or Tree(before.graph, sure=False)
                if number not in tree.over(edge.to):
                    found.setdefault(number, place)
    return found


def _same(graph: RestsOn, edge: Edge) -> tuple[Node, str]:
    """What makes an edge the same in two graphs: where it leads, and by which rule. By which of
    several facts does not matter, as long as one is left."""
    rule = edge.carrier.rule if isinstance(edge.carrier, Step) else ""
    return graph.nodes[edge.to], rule
