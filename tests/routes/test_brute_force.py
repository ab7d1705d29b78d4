"""Cut points, smallest cuts and what-ifs against brute force, on small random graphs and worlds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_worlds import LISTING, PERMIT, Claim, opened

from graphkit.questions.cuts import dominators, smallest_cut
from graphkit.questions.exposure import SINK, Edge, Node, RestsOn

quick = settings(max_examples=300, derandomize=True)
slow = settings(
    max_examples=60, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
PARTIES = 6


@st.composite
def graphs(draw: st.DrawFn) -> RestsOn:
    """Six companies with random edges, some with rights; the sink is 0."""
    graph = RestsOn()
    numbers = [graph.number(Node("party", str(n))) for n in range(PARTIES)]
    pairs = st.tuples(st.sampled_from(numbers), st.sampled_from(numbers), st.booleans())
    for start, to, sure in draw(st.lists(pairs, max_size=16)):
        graph.edges[start].append(Edge(to, sure, None))
    for start, sure in draw(st.lists(st.tuples(st.sampled_from(numbers), st.booleans()),
                                     max_size=3)):  # fmt: skip
        rights = graph.number(Node("rights", graph.nodes[start].key))
        graph.edges[start].append(Edge(rights, True, None))
        graph.edges[rights].append(Edge(SINK, sure, None))
    return graph


def reaches(graph: RestsOn, start: int, without: frozenset[int], *, sure: bool) -> bool:
    seen, stack = {start}, [start]
    while stack:
        here = stack.pop()
        if here == SINK:
            return True
        for edge in graph.edges[here]:
            if edge.to not in seen | without and (edge.sure or not sure):
                seen.add(edge.to)
                stack.append(edge.to)
    return False


@quick
@given(graph=graphs(), sure=st.booleans())
def test_a_node_dominates_what_cannot_do_without_it(graph: RestsOn, sure: bool) -> None:
    above = dominators(graph, sure=sure)
    for number in range(1, len(graph.nodes)):
        had = reaches(graph, number, frozenset(), sure=sure)
        assert (above[number] >= 0) == had
        chain = set()
        here = above[number]
        while had and here != SINK:
            chain.add(here)
            here = above[here]
        needed = {
            other
            for other in range(1, len(graph.nodes))
            if other != number and had
            and not reaches(graph, number, frozenset({other}), sure=sure)
        }  # fmt: skip
        assert chain == needed


@quick
@given(graph=graphs(), sure=st.booleans())
def test_no_smaller_set_stops_a_company(graph: RestsOn, sure: bool) -> None:
    start = 1
    cut = smallest_cut(graph, start, lambda _: True, sure=sure)
    if not reaches(graph, start, frozenset(), sure=sure):
        assert cut == []
        return
    mine = graph.numbers.get(Node("rights", graph.nodes[start].key))
    every = [n for n, node in enumerate(graph.nodes)
             if n != start and (node.sort == "party" or n == mine)]  # fmt: skip
    lost = frozenset(graph.numbers[node] for node in cut)
    assert lost <= set(every)
    assert not reaches(graph, start, lost, sure=sure)
    for fewer in combinations(every, len(cut) - 1):
        assert reaches(graph, start, frozenset(fewer), sure=sure)


class Fact(NamedTuple):
    """Of `who` towards `whom`: holds, uses, made, owns (with a share) or bought."""

    sort: str
    who: str
    whom: str
    sure: bool
    share: float | None = None

    @property
    def claim(self) -> Claim:
        told: dict[str, Any] = {"valid_from": "2015"}
        if not self.sure:
            told["confidence"] = "rumoured"
        if self.share is not None:
            told["share"] = self.share
        relation = {"uses": "USES_LICENCE_OF", "owns": "OWNS", "bought": "ACQUIRED"}
        match self.sort:
            case "holds":
                kind = "HOLDS" if self.whom == PERMIT else "LISTED_IN"
                return self.who, kind, self.whom, told
            case "made":
                return self.whom, "MANUFACTURES_FOR", self.who, told
        return self.who, relation[self.sort], self.whom, told


NAMES = [f"c{n}" for n in range(PARTIES)]
WHO = st.sampled_from(NAMES)
SORTS = st.sampled_from(["uses", "made", "owns", "bought"])
THINGS = st.sampled_from([PERMIT, LISTING])
TIES = st.tuples(SORTS, WHO, WHO, st.booleans()).map(lambda given: Fact(*given))
RIGHTS = st.tuples(st.just("holds"), WHO, THINGS, st.booleans()).map(lambda given: Fact(*given))
SHARES = st.sampled_from([None, 30.0, 60.0])


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Fact, ...]:
    facts: dict[tuple[str, str, str], Fact] = {}
    for each in draw(st.lists(TIES | RIGHTS, min_size=3, max_size=14)):
        if each.who != each.whom:
            fact = each._replace(share=draw(SHARES)) if each.sort == "owns" else each
            sort = "control" if each.sort in {"owns", "bought"} else each.sort
            facts[sort, each.who, each.whom] = fact
    return tuple(facts.values())


class Naive:
    """The rules once more, as plain recursion over facts; `failed` and `suspended` are lost."""

    def __init__(
        self,
        facts: Sequence[Fact],
        failed: str = "",
        suspended: str = "",
        *,
        needed: bool = False,
    ) -> None:
        self.facts = facts
        self.failed, self.suspended = failed, suspended
        self.needed = needed  # whether a maker counts for sure only where it is needed

    def of(self, sort: str, who: str) -> list[Fact]:
        return [each for each in self.facts if each.sort == sort and each.who == who]

    def rights(self, who: str) -> list[tuple[str, bool]]:
        """Every right by name, and whether it is sure, before anything is lost."""
        loans = [each for each in self.facts if each.sort == "uses" and each.whom == who]
        if self.of("uses", who):
            loans = []
        stated = self.of("holds", who)
        if not stated:
            return [("", any(each.sure for each in loans))] if loans else []
        lifted = len(stated) == 1 and any(each.sure for each in loans)
        return [(each.whom, each.sure or lifted) for each in stated]

    def control(self, who: str) -> Iterator[tuple[str, bool]]:
        for each in self.of("bought", who):
            yield each.whom, each.sure
        for each in self.of("owns", who):
            if each.share != 30.0:
                yield each.whom, each.sure and each.share is not None

    def presumed(self, maker: str) -> bool:
        builds = [*self.of("uses", maker), *self.of("made", maker), *self.control(maker)]
        return not self.rights(maker) and not builds

    def routes(self, who: str, seen: frozenset[str]) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Every way to a right that passes nobody twice, and whether it is sure."""
        if who == self.failed:
            return
        if who != self.suspended:
            for name, sure in self.rights(who):
                yield (name,), sure
        onward = [("uses", each.whom, each.sure) for each in self.of("uses", who)]
        onward += [("control", whom, sure) for whom, sure in self.control(who)]
        for each in self.of("made", who):
            if not self.presumed(each.whom):
                mine = [who, *(whom for whom, _ in self.control(who))]
                spare = self.needed and any(map(self.rights, mine))
                onward.append(("made", each.whom, each.sure and not spare))
            elif each.whom not in {self.failed, self.suspended}:
                yield ("made", each.whom), False
        for sort, whom, sure in onward:
            if whom not in seen:
                for way, further in self.routes(whom, seen | {whom}):
                    yield (sort, whom, *way), sure and further

    def all_routes(self, who: str) -> dict[tuple[str, ...], bool]:
        found: dict[tuple[str, ...], bool] = {}
        for way, sure in self.routes(who, frozenset({who})):
            found[way] = found.get(way, False) or sure
        return found


def _has(routes: dict[tuple[str, ...], bool]) -> str:
    return "yes" if any(routes.values()) else "possible" if routes else "no"


def _expected(facts: Sequence[Fact], **lost: str) -> dict[str, str]:
    before, after = Naive(facts), Naive(facts, **lost)
    found: dict[Any, bool] = {}
    for who in NAMES:
        had, has = before.all_routes(who), after.all_routes(who)
        if any(way not in has or (sure and not has[way]) for way, sure in had.items()):
            match _has(had), _has(has):
                case "yes", "yes":
                    found[who.upper()] = "second route"
                case "yes", "no":
                    found[who.upper()] = "stranded"
                case _:
                    found[who.upper()] = "possibly stranded"
    return found


@slow
@given(facts=worlds(), victim=st.sampled_from(NAMES))
def test_what_ifs_say_what_plain_recursion_says(facts: tuple[Fact, ...], victim: str) -> None:
    known: Claim = (victim, "founded", "2000")  # so that it is there to be named
    with (
        TemporaryDirectory() as folder,
        opened(Path(folder), known, *(each.claim for each in facts)) as graph,
    ):
        for loss in ("failed", "suspended"):
            asked = {"failed": "fail", "suspended": "suspend"}[loss]
            rows = graph.ask("stress", as_of="2020-01-01", **{asked: victim})
            found = {row["party"]: row["verdict"] for row in rows}
            assert found == _expected(facts, **{loss: victim})


@slow
@given(facts=worlds())
def test_cut_points_are_those_whose_failing_strands_others(facts: tuple[Fact, ...]) -> None:
    with (
        TemporaryDirectory() as folder,
        opened(Path(folder), *(each.claim for each in facts)) as graph,
    ):
        rows = graph.ask("cut-points", as_of="2020-01-01").rows
    found = {row["company"]: (row["stops"], row["stops_if_suspended"]) for row in rows}
    for victim in NAMES:
        wanted = tuple(
            sum(verdict == "stranded" for who, verdict in _expected(facts, **lost).items()
                if who != victim.upper())
            for lost in ({"failed": victim}, {"suspended": victim})
        )  # fmt: skip
        assert found.get(victim.upper(), (0, 0)) == wanted


@slow
@given(facts=worlds(), who=WHO)
def test_routes_are_all_chains_and_as_certain_as_their_weakest_part(
    facts: tuple[Fact, ...], who: str
) -> None:
    known: Claim = (who, "founded", "2000")
    with (
        TemporaryDirectory() as folder,
        opened(Path(folder), known, *(each.claim for each in facts)) as graph,
    ):
        rows = graph.ask("routes", who, as_of="2020-01-01").rows
        [verdict] = [row["verdict"] for row in graph.ask("may-build", who, as_of="2020-01-01")
                     if row["tie"] == "itself"]  # fmt: skip
    sorts = {"borrowed": "uses", "contract-made": "made", "bought": "control",
             "controlled": "control"}  # fmt: skip
    found: dict[Any, bool] = {}
    for row in rows:
        steps = [sorts[rule] for rule in row["because"] if rule in sorts]
        # A rule is told once, however often it is used; what is left tells chains apart.
        key = (frozenset(steps), tuple(row["through"]), row["rests_on"])
        found[key] = found.get(key, False) or row["certainty"] == "yes"
    wanted: dict[Any, bool] = {}
    for way, sure in Naive(facts, needed=True).all_routes(who).items():
        names = {PERMIT: "the permit", LISTING: "the list"}
        right = names.get(way[-1])
        ties = way[:-1] if len(way) % 2 else way
        key = (frozenset(ties[::2]), (who.upper(), *(n.upper() for n in ties[1::2])), right)
        wanted[key] = wanted.get(key, False) or sure
    assert set(found) == set(wanted)
    assert {key for key, sure in wanted.items() if sure} == {k for k, sure in found.items() if sure}
    certain = {True: "yes", False: "possible"}
    assert verdict == (certain[any(wanted.values())] if wanted else "not known")
