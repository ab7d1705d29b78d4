"""A party's routes through time, as known on one day: when each began and ended, within bounds.

The routes are known on every day on which anything that they could rest on may begin or end
(`days`); between two such days nothing changes. What changes from one to the next is an event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphkit.questions.days import Days
from graphkit.questions.link import Denial, Link, Party
from graphkit.questions.links import Links
from graphkit.questions.routes import DEEPEST, Route, comparable
from graphkit.questions.verdict import verdict
from graphkit.questions.world import World
from graphkit.values import MAX_DATE, MIN_DATE, end_span, span

__all__ = ["Event", "Timeline", "timeline"]


class Event(NamedTuple):
    """A change of one route between `earliest` and `latest`, ISO days; empty where unbounded.

    `change` is begins, may begin, in doubt, certain again, ends, or is over (for a route that
    never was certain). `shown_by` are the links whose dates make the bounds, and foundings before
    which it cannot have begun; `verdict`, whether the party may build by any route from then on:
    yes, possible, denied or not known.
    """

    change: str
    earliest: str
    latest: str
    when: str
    route: Route
    shown_by: tuple[Link | Denial, ...]
    verdict: str


class _Moment(NamedTuple):
    """What a day brings: the state of one route from then on, up to the next moment."""

    day: str
    state: str
    route: Route | None


class Timeline(NamedTuple):
    """Events in order of time, of routes of up to so many steps."""

    events: list[Event]
    deepest: int


def timeline(links: Links, party: Party, until: str) -> Timeline:
    """The events of a party's routes up to a day."""
    by_day = Days(links, party, until)
    listed, deepest = comparable(by_day.listings)
    found: dict[tuple[object, ...], dict[str, Route]] = {}
    verdicts: dict[str, str] = {}
    had = False
    for day, routes in zip(by_day.days, listed, strict=True):
        if not routes and had:  # no other day without a route is one of an event
            against = World(links, day).gone(party.key) or links.absences(party.key, day)
            verdicts[day] = "denied" if against else "not known"
        had = bool(routes)
        for route in reversed(routes):
            found.setdefault(_signature(route), {})[day] = route
            verdicts[day] = route.certainty  # the last is the best one
    moments = [_moments(by_day.days, on) for on in found.values()]
    if deepest < DEEPEST:  # where no listed route is left, a longer one may carry
        days = {moment.day for each in moments for moment in each[1:]}
        verdicts = {day: verdict(World(links, day), party).verdict for day in days}
    events = [_with_founding(links, event) for each in moments for event in _events(each, verdicts)]
    return Timeline(sorted(events, key=_order), deepest)


def _with_founding(links: Links, event: Event) -> Event:
    """The event, shown also by the founding of a party that gives its first day."""
    if event.change not in {"begins", "may begin"}:
        return event
    told = (
        denial
        for party in event.route.through
        for denial in links.denials(party.key)
        if denial.no == "not-founded" and denial.earliest == event.earliest
    )
    return event._replace(shown_by=(*event.shown_by, *told))


def _order(event: Event) -> tuple[object, ...]:
    first, last = event.earliest or event.latest, event.latest or MAX_DATE
    return first, last, event.change, _signature(event.route)


def _signature(route: Route) -> tuple[object, ...]:
    through = tuple(party.key for party in route.through)
    return route.kind, through, route.holder.key, route.right.key


def _moments(days: Sequence[str], by_day: dict[str, Route]) -> list[_Moment]:
    """The days on which the state of a route changes."""
    moments = [_Moment(MIN_DATE, "no", None)]
    for day in days:
        route = by_day.get(day)
        state = "no" if route is None else route.certainty
        if state != moments[-1].state:
            moments.append(_Moment(day, state, route))
    return moments


def _events(moments: list[_Moment], verdicts: dict[str, str]) -> Iterator[Event]:
    """The events that a sequence of states makes."""
    spell: list[_Moment] = []
    for moment in moments[1:]:
        if moment.state == "no":
            yield from _spell(spell, moment.day, verdicts)
            spell = []
        else:
            spell.append(moment)
    yield from _spell(spell, "", verdicts)


def _spell(spell: list[_Moment], over: str, verdicts: dict[str, str]) -> Iterator[Event]:
    """The events of one spell, in which a route is never surely gone, up to the day that it is."""
    if not spell:
        return
    sure = [n for n, moment in enumerate(spell) if moment.state == "yes"]
    first = spell[0]
    if sure:
        yield _begins("begins", first, spell[sure[0]], verdicts)
    else:
        yield _begins("may begin", first, None, verdicts)
    for n in sure[1:]:
        yield _event("in doubt", spell[n - 1], spell[n - 1].day, "", verdicts)
        yield _event("certain again", spell[n], spell[n].day, "", verdicts)
    last = spell[-1]
    doubtful = last.day if sure and last.state == "possible" else ""
    if over:
        yield _ends(
            "ends" if sure else "is over", last, doubtful or (over if sure else ""), over, verdicts
        )
    elif doubtful:
        yield _event("in doubt", last, doubtful, "", verdicts)


def _begins(change: str, first: _Moment, sure: _Moment | None, verdicts: dict[str, str]) -> Event:
    route = (sure or first).route
    assert route is not None  # noqa: S101 - a state other than no has a route
    earliest = "" if first.day == MIN_DATE else first.day
    latest = "" if sure is None else sure.day
    shown = [
        link
        for link in route.links
        if link.from_earliest == first.day or link.from_latest == latest
    ]
    when = span(first.day, latest or MAX_DATE)
    return Event(
        change,
        earliest,
        latest,
        when,
        route,
        tuple(shown or route.links),
        verdicts[(sure or first).day],
    )


def _ends(change: str, last: _Moment, earliest: str, over: str, verdicts: dict[str, str]) -> Event:
    route = last.route
    assert route is not None  # noqa: S101 - as above
    shown = [link for link in route.links if link.to_earliest == earliest or link.to_latest == over]
    when = end_span(earliest or MIN_DATE, over)
    return Event(change, earliest, over, when, route, tuple(shown or route.links), verdicts[over])


def _event(
    change: str, moment: _Moment, earliest: str, latest: str, verdicts: dict[str, str]
) -> Event:
    route = moment.route
    assert route is not None  # noqa: S101 - as above
    shown = [link for link in route.links if earliest in link.bounds]
    when = span(earliest, latest or MAX_DATE)
    return Event(
        change, earliest, latest, when, route, tuple(shown or route.links), verdicts[moment.day]
    )
