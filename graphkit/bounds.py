"""What statements say about when a fact held: starts, ends, and where they agree. Pure.

Bounds are ISO days; what they mean stands with the rules in `facts`, which joins them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graphkit.decisions import Standing, in_force
from graphkit.model import CONFIDENCES
from graphkit.statement import Source, Statement, knowledge_bounds
from graphkit.values import MAX_DATE, MIN_DATE, When, next_day

__all__ = [
    "Bounds",
    "Known",
    "agree",
    "best_of",
    "bounds_of",
    "end_of",
    "is_disputed",
    "not_before",
    "said_again",
    "start_of",
    "statement_bounds",
]


class Known(NamedTuple):
    """A statement with the bounds of when it could be known, and what was decided of it."""

    statement: Statement
    earliest: str
    latest: str
    decisions: tuple[Standing, ...] = ()

    @classmethod
    def of(
        cls, statement: Statement, source: Source, decisions: tuple[Standing, ...] = ()
    ) -> Known:
        """The statement as its source's date lets it be known."""
        return cls(statement, *knowledge_bounds(statement, source), decisions)

    def verdict(self, day: str) -> str:
        """What counts of the decisions on this day of knowledge; "" for none."""
        decision = in_force(self.decisions, day) if self.decisions else None
        return "" if decision is None else decision.verdict


class Bounds(NamedTuple):
    """What a set of statements says about when a fact held."""

    from_earliest: str
    from_latest: str
    to_earliest: str
    to_latest: str

    def hull(self, other: Bounds) -> Bounds:
        """The bounds that leave room for both."""
        return Bounds(
            min(self.from_earliest, other.from_earliest),
            max(self.from_latest, other.from_latest),
            min(self.to_earliest, other.to_earliest),
            max(self.to_latest, other.to_latest),
        )


def _not_after(earliest: str, latest: str, known: Known) -> str:
    """The later bound of something that is told as past.

    It is no later than it was told, unless it is told of a time to come altogether.
    """
    return latest if earliest > known.latest else min(latest, known.latest)


def end_of(known: Known, stated: When) -> tuple[str, str]:
    """The bounds of the exclusive end that one statement gives."""
    last = _not_after(stated.earliest, stated.latest, known)
    return When("", stated.earliest, last).end


def start_of(known: Known) -> tuple[str, str]:
    """The bounds of the start that one statement gives (`held-by` where it gives none)."""
    stated = known.statement.valid_from
    if stated is not None:
        return stated.earliest, _not_after(stated.earliest, stated.latest, known)
    limit = known.latest
    ended = known.statement.valid_to
    return MIN_DATE, limit if ended is None else min(limit, ended.latest)


def statement_bounds(known: Known) -> tuple[str, str, str, str]:
    """The four valid-time bounds that one statement gives by itself, as of a `FactVersion`."""
    start = start_of(known)
    statement = known.statement
    if statement.valid_to is not None:
        return (*start, *end_of(known, statement.valid_to))
    if statement.expected_to is not None:
        return (*start, statement.expected_to.end[0], MAX_DATE)
    return (*start, MAX_DATE, MAX_DATE)


def agree(bounds: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], bool]:
    """One pair of bounds for an event that several statements date, and whether they agree.

    Where all can be right, what they leave in common; else from the earliest to the latest of
    those that cannot both be right, so that the days in dispute come out as possible.
    """
    if len(bounds) == 1:
        return bounds[0], True
    earliest = max(low for low, _ in bounds)
    latest = min(high for _, high in bounds)
    if earliest <= latest:
        return (earliest, latest), True
    torn = [pair for pair in bounds if pair[0] > latest or pair[1] < earliest]
    return (min(low for low, _ in torn), max(high for _, high in torn)), False


def bounds_of(group: Sequence[Known]) -> tuple[Bounds, set[str]]:
    """What a set of asserting statements, all taken as known, says about when the fact held."""
    rules: set[str] = set()
    if all(each.statement.valid_from is None for each in group):
        rules.add("held-by")
    start, agreed = agree([start_of(each) for each in group])
    if not agreed:
        rules.add("starts-differ")
    # An inferred end counts only where nobody states one.
    stated = [each for each in group if each.statement.valid_to is not None]
    ends = [each for each in stated if not each.statement.rule] or stated
    if ends:
        rules.update(each.statement.rule for each in ends if each.statement.rule)
        end, agreed = agree(
            [end_of(each, each.statement.valid_to) for each in ends if each.statement.valid_to]
        )
        rules.add("stated-end" if agreed else "ends-differ")
        if end[0] == MIN_DATE:
            rules.add("still-held")
            end = _still_held(group, end[1]), end[1]
        return Bounds(*start, *end), rules
    term = _term(group)
    if term:
        rules.add("expected-end")
    return Bounds(*start, term or MAX_DATE, MAX_DATE), rules


def _term(group: Sequence[Known]) -> str | None:
    """The day from which on a fact may have ended because its term ran out; None without a term,
    or with word of renewal.

    The newest word of a term counts: a prolongation, or an announced stop. A claim without a term
    is word of renewal if it was made after the term had surely run out; before that it shows no
    more than that the fact held when it was made.
    """
    told = [(each.earliest, each.statement.expected_to) for each in group]
    newest = max((day for day, term in told if term), default=None)
    if newest is None:
        return None
    ends = [term.end for day, term in told if term and day == newest]
    since = [day for day, term in told if not term]
    if since and max(since) >= max(last for _, last in ends):
        return None
    return max([min(first for first, _ in ends), *since])


def _still_held(group: Sequence[Known], until: str) -> str:
    """The day up to which a fact that ended "by" some day is shown to have held.

    A claim that gives no end holds when it is published; one that is younger than the end itself
    tells of the past, and shows no more than its start.
    """
    shown = [MIN_DATE]
    for each in group:
        if each.statement.valid_to is None:
            stated = each.statement.valid_from
            start = stated.earliest if stated is not None else MIN_DATE
            shown.append(each.earliest if each.earliest < until else min(start, until))
    return max(shown)


def _rank(known: Known) -> tuple[int, str, str]:
    confidence = known.statement.confidence
    order = CONFIDENCES.index(confidence) if confidence in CONFIDENCES else len(CONFIDENCES)
    return order, known.latest, known.statement.key


def best_of(group: Iterable[Known]) -> list[Known]:
    """The statements that may set bounds: all but rumours, or rumours where there is no other."""
    ranked = sorted(group, key=_rank)
    sound = [each for each in ranked if each.statement.confidence != "rumoured"]
    return sound if any(not each.statement.rule for each in sound) else ranked


def _moment(denial: Known) -> tuple[str, str]:
    """The first and the last day of which a denial may speak: it is a day of the time that it
    states, "by D" being D, else that of its publication, and no later than it was told."""
    stated = denial.statement.valid_from
    if stated is None:
        return denial.earliest, denial.latest
    last = denial.latest
    if stated.latest != MAX_DATE:
        last = _not_after(stated.earliest, stated.latest, denial)
    return (last if stated.earliest == MIN_DATE else stated.earliest), last


def _meets(bounds: Bounds, denial: Known) -> bool:
    return (
        bounds.from_latest <= _moment(denial)[1] < bounds.to_earliest
        and denial.statement.confidence != "rumoured"
    )


def is_disputed(bounds: Bounds, denials: Iterable[Known]) -> bool:
    """Whether a denial speaks of a day on which the fact surely holds; rumours do not count."""
    return any(_meets(bounds, each) for each in denials)


def not_before(bounds: Bounds, denials: Iterable[Known], group: Iterable[Known]) -> str | None:
    """The first day left for the start by who says that it did not hold yet, or None.

    A denial of a day before the fact surely held puts the start after that day, unless somebody
    says that it held by then, or it may have ended by then. Rumours do not count.
    """
    claimed = min(start_of(each)[1] for each in group)
    surely = min(claimed, bounds.from_latest, bounds.to_earliest)
    moments = [_moment(each) for each in denials if each.statement.confidence != "rumoured"]
    days = [next_day(first) for first, last in moments if last < surely and first != MIN_DATE]
    return max((day for day in days if day > bounds.from_earliest), default=None)


def said_again(bounds: Bounds, denials: Iterable[Known], group: Iterable[Known]) -> str | None:
    """The day by which a disputed fact holds even if those who deny it are right, or None.

    A denial speaks of one day. Who says that the fact held by a later one, and is no less
    reliable, is not contradicted by it.
    """
    met = [each for each in denials if _meets(bounds, each)]
    last, reliable = max(_moment(each)[1] for each in met), min(_rank(each)[0] for each in met)
    days = [start_of(each)[1] for each in group if _rank(each)[0] <= reliable]
    return min((day for day in days if last < day < bounds.to_earliest), default=None)
