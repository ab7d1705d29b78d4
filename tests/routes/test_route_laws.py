"""The laws of the two clocks, on the routes of small random worlds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_worlds import LISTING, PERMIT, TODAY, Claim, batch, opened

import graphkit
from graphkit.graph import Graph
from graphkit.questions.days import Days
from graphkit.questions.links import Links
from graphkit.questions.routes import listing
from graphkit.questions.world import World
from graphkit.statement import Batch

laws = settings(
    max_examples=12, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
WHO = ["a", "b", "c", "d"]
YEARS = [f"{year}-06-01" for year in range(2012, 2022)]
QUIET = [f"{year}-09-01" for year in range(2011, 2022)]  # nothing begins, ends or is told then
TIES = ("USES_LICENCE_OF", "MANUFACTURES_FOR", "OWNS", "ACQUIRED")
RIGHTS = (("HOLDS", PERMIT), ("LISTED_IN", LISTING))
QUESTIONS = (
    *("routes", "may-build", "timeline", "smallest-cut", "whose-licence", "licence-history"),
    *("chain-to-regulator", "checkpoints"),
)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Somebody's tie or right, told some day of what began by then, and may have ended."""
    who = draw(st.sampled_from(WHO))
    begun, over, told = sorted(draw(st.tuples(*[st.sampled_from(YEARS)] * 3)))
    fields: dict[str, Any] = {"told": told, "valid_from": begun}
    if over < told and over > begun and draw(st.booleans()):
        fields["valid_to"] = over
    fields["confidence"] = draw(st.sampled_from(["reported", "reported", "rumoured"]))
    if not draw(st.integers(0, 9)):
        return who, draw(st.sampled_from(["founded", "ceased"])), begun, {"told": told}
    if draw(st.booleans()):
        relation, thing = draw(st.sampled_from(RIGHTS))
        if not draw(st.integers(0, 4)):
            fields = {**fields, "polarity": "denied"}
            fields.pop("valid_to", None)
        return who, relation, thing, fields
    relation = draw(st.sampled_from(TIES))
    other = draw(st.sampled_from([each for each in WHO if each != who]))
    if relation == "OWNS":
        fields["share"] = draw(st.sampled_from([30.0, 60.0]))
    return who, relation, other, fields


WORLDS = st.lists(claims(), min_size=3, max_size=9)
KNOWN: list[Claim] = [(each, "founded", "2000", {"told": "2000-06-01"}) for each in WHO]


def answers(graph: Graph, as_of: str, known_on: str) -> list[Any]:
    found = [graph.ask(name, who, as_of=as_of, known_on=known_on)
             for name in QUESTIONS for who in WHO]  # fmt: skip
    found += [graph.ask("stress", fail=who, as_of=as_of, known_on=known_on) for who in WHO]
    return [(each.rows, each.row_facts) for each in found]


@laws
@given(world=WORLDS, as_of=st.sampled_from(QUIET), known_on=st.sampled_from(QUIET))
def test_no_route_rests_on_what_was_published_later(
    world: Sequence[Claim], as_of: str, known_on: str
) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder), *KNOWN, *world) as graph:
        for who in WHO:
            answer = graph.ask("routes", who, as_of=as_of, known_on=known_on)
            assert all(each["published"] <= known_on for each in answer.evidence)
            assert bool(answer.evidence) == bool(answer.rows)


@laws
@given(world=WORLDS, year=st.integers(2011, 2021), known_on=st.sampled_from(QUIET))
def test_between_two_events_the_day_makes_no_difference(
    world: Sequence[Claim], year: int, known_on: str
) -> None:
    days = [f"{year}-06-03", f"{year}-12-31", f"{year + 1}-05-30"]
    with TemporaryDirectory() as folder, opened(Path(folder), *KNOWN, *world) as graph:
        for one, other in pairwise(days):
            for who in WHO:
                for name in ("routes", "may-build", "smallest-cut"):
                    first, second = (
                        graph.ask(name, who, as_of=day, known_on=known_on) for day in (one, other)
                    )
                    assert first.rows == second.rows
                    assert first.row_facts == second.row_facts


@laws
@given(world=st.lists(claims(), min_size=6, max_size=14), known_on=st.sampled_from(QUIET[5:]))
def test_routes_taken_over_from_the_day_before_are_those_of_the_day(
    world: Sequence[Claim], known_on: str
) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder), *KNOWN, *world) as graph:
        for who in WHO:
            links = Links(graph.store, known_on)
            party = links.party(who)
            days = Days(links, party, TODAY)
            anew = [listing(World(links, day), party).routes for day in days.days]
            assert [each.routes for each in days.listings()] == anew


@laws
@given(world=WORLDS, as_of=st.sampled_from(QUIET), known_on=st.sampled_from(QUIET))
def test_who_builds_on_whose_licence_is_the_routes_of_one_step(
    world: Sequence[Claim], as_of: str, known_on: str
) -> None:
    clocks = {"as_of": as_of, "known_on": known_on}
    with TemporaryDirectory() as folder, opened(Path(folder), *KNOWN, *world) as graph:
        for who in WHO:
            routes = graph.ask("routes", who, **clocks).rows
            ways = _ways(graph.ask("whose-licence", who, **clocks).rows, "licence_holder")
            sure = {(row["route"], *row["through"][1:2]) for row in routes if _is_sure(row)}
            assert {(mode, *holder) for mode, holder, certain in ways if certain} <= sure
            # That a lender has what it lends makes a route of it, but no row of its own.
            direct = {
                (row["route"], tuple(row["through"][1:]), _is_sure(row))
                for row in routes
                if len(row["through"]) == 2 or (row["route"], row["shown_by"]) == ("own", "licence")
            }
            assert direct <= ways
            history = graph.ask("licence-history", who, **clocks).rows
            assert ways == _ways([row for row in history if row["certainty"] != "ended"], "through")


def _is_sure(row: Mapping[str, Any]) -> bool:
    return bool(row["certainty"] == "yes")


def _ways(rows: Sequence[Mapping[str, Any]], column: str) -> set[tuple[str, Any, bool]]:
    """Mode, holder if it is another, and whether it is certain."""
    return {
        (row["mode"], () if row["mode"] == "own" else (row[column],), _is_sure(row)) for row in rows
    }


@laws
@given(world=WORLDS, less=st.lists(st.booleans(), min_size=9),
       as_of=st.sampled_from(QUIET), known_on=st.sampled_from(QUIET))  # fmt: skip
def test_the_hosts_of_one_right_are_those_of_every_right_that_have_it(
    world: Sequence[Claim], less: Sequence[bool], as_of: str, known_on: str
) -> None:
    clocks = {"as_of": as_of, "known_on": known_on}
    with (
        TemporaryDirectory() as folder,
        opened(Path(folder), *KNOWN, *map(_less_told, world, less)) as graph,
    ):
        everyone = graph.ask("hosts", **clocks).rows
        for right, name in ((PERMIT, "the permit"), (LISTING, "the list")):
            found = graph.ask("hosts", right=right, **clocks).rows
            assert {_host(row) for row in found} == {
                _host(row) for row in everyone if name in (row["rests_on"] or ())
            }
            assert all(row["rests_on"] == [name] and row["sources"] for row in found)


def _less_told(claim: Claim, is_less: bool) -> Claim:
    """A loan of the permit, or a majority since nobody knows when."""
    who, relation, other, *rest = claim
    fields: dict[str, Any] = dict(rest[0]) if rest else {}
    if relation == "USES_LICENCE_OF":
        fields["qualification"] = PERMIT
    elif relation == "OWNS" and is_less:
        fields = {**fields, "share": 60.0}
        fields.pop("valid_from", None)
    return who, relation, other, fields


def _host(row: Mapping[str, Any]) -> tuple[Any, ...]:
    lists = (row[each] for each in ("hosts", "hosted", "warned_by", "controlled_by"))
    return row["holder"], *(tuple(each or ()) for each in lists)


@laws
@given(world=WORLDS, later=st.lists(claims(), min_size=1, max_size=4),
       as_of=st.sampled_from(QUIET), known_on=st.sampled_from(QUIET))  # fmt: skip
def test_what_is_published_later_changes_no_earlier_answer(
    world: Sequence[Claim], later: Sequence[Claim], as_of: str, known_on: str
) -> None:
    after = [each for each in later if each[3]["told"] > known_on]
    with TemporaryDirectory() as folder, opened(Path(folder) / "then", *KNOWN, *world) as graph:
        before = answers(graph, as_of, known_on)
        with opened(Path(folder) / "now", *KNOWN, *world, *after) as now:
            assert answers(now, as_of, known_on) == before


@laws
@given(world=WORLDS, data=st.data(), as_of=st.sampled_from(QUIET))
def test_loads_in_any_order_give_the_same_routes(
    world: Sequence[Claim], data: st.DataObject, as_of: str
) -> None:
    whole = batch([*KNOWN, *world])
    order = data.draw(st.permutations(whole.statements))
    cut = data.draw(st.integers(0, len(order)))
    with (
        TemporaryDirectory() as folder,
        opened(Path(folder) / "once", *KNOWN, *world) as once,
        graphkit.open(Path(folder) / "parts") as parts,
    ):
        for part in (order[:cut], order[cut:], order):
            parts.store.write(Batch(whole.datasets, whole.entities, whole.sources, tuple(part)))
        assert parts.store.content_hash() == once.store.content_hash()
        assert answers(parts, as_of, TODAY) == answers(once, as_of, TODAY)
