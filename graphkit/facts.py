"""From statements to facts: the rules by which several claims become one answer with bounds.

A fact is what one or more statements say, under one id. What it looks like depends on what was
known, so a fact is a list of versions, each for a span of knowledge time. A store keeps each
version as one edge. Pure functions: the same statements in any order give the same versions.

Rules, by the names that answers cite:

`half-open`      intervals are [from, to): "until April 2024" ends in [2024-04-01, 2024-05-01].
`held-by`        where no start is stated, it held by the time it was published.
`stated-end`     a stated end overrules an agreed term.
`still-held`     what ended "by" a day had not ended when a source told of it without an end.
`expected-end`   after an agreed term, without word of renewal, it is possible, neither yes nor no.
`party-ceased`   a party that ceased ends what it uses and lends; inferred, never stated.
`known-bounds`   a claim counts from the day it could be known; between the bounds it may count.
`rumour`         rumours never move the bounds of what a better source supports, and alone are
                 at most possible.
`disputed`       a denial that meets the fact's time makes it possible, whichever came later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from graphkit.model import CONFIDENCES
from graphkit.statement import Detail, Source, Statement, knowledge_bounds
from graphkit.values import MAX_DATE, MIN_DATE, When, end_span, span, when

__all__ = [
    "CEASED_ENDS",
    "FactVersion",
    "Known",
    "inferred_ends",
    "statement_bounds",
    "versions",
]

# Relations that a party's ceasing ends, for whichever side it stood on.
CEASED_ENDS = frozenset({"MANUFACTURES_FOR", "USES_LICENCE_OF"})


class Known(NamedTuple):
    """A statement with the bounds of when it could be known."""

    statement: Statement
    earliest: str
    latest: str

    @classmethod
    def of(cls, statement: Statement, source: Source) -> Known:
        """The statement as its source's date lets it be known."""
        return cls(statement, *knowledge_bounds(statement, source))


@dataclass(frozen=True, slots=True)
class FactVersion:
    """A fact as it was known from `known_from` up to, not including, `known_to`.

    The four bounds are ISO days; the fact surely holds in [valid_from_latest, valid_to_earliest)
    and possibly in [valid_from_earliest, valid_to_latest). `sure` False caps every answer at
    "possible"; `rules` says which rules shaped it. `statements` and `sources` are sorted keys.
    """

    fact: str
    relation: str
    subject: str
    object: str
    known_from: str
    known_to: str
    valid_from_earliest: str
    valid_from_latest: str
    valid_to_earliest: str
    valid_to_latest: str
    confidence: str
    polarity: str
    sure: bool
    sources: tuple[str, ...]
    statements: tuple[str, ...]
    rules: tuple[str, ...]
    details: tuple[tuple[str, Detail], ...]

    @property
    def key(self) -> str:
        """The id of the edge: the fact's, and the day since when it is known like this."""
        return f"{self.fact}@{self.known_from}"

    @property
    def valid_from(self) -> str:
        """When it began, as people write it; "" if nothing is known of it."""
        return span(self.valid_from_earliest, self.valid_from_latest)

    @property
    def valid_to(self) -> str:
        """When it ended, as people write it; "" if no end is known."""
        return end_span(self.valid_to_earliest, self.valid_to_latest)


class _Bounds(NamedTuple):
    """What a set of statements says about when a fact held."""

    from_earliest: str
    from_latest: str
    to_earliest: str
    to_latest: str

    def hull(self, other: _Bounds) -> _Bounds:
        return _Bounds(
            min(self.from_earliest, other.from_earliest),
            max(self.from_latest, other.from_latest),
            min(self.to_earliest, other.to_earliest),
            max(self.to_latest, other.to_latest),
        )


def _not_after(earliest: str, latest: str, known: Known) -> str:
    """The later bound of something that is told as past: no later than it was told, unless it is
    told of a time to come altogether."""
    return latest if earliest > known.latest else min(latest, known.latest)


def _end(known: Known, stated: When) -> tuple[str, str]:
    """The bounds of the exclusive end that one statement gives."""
    last = _not_after(stated.earliest, stated.latest, known)
    return When("", stated.earliest, last).end


def _start(known: Known) -> tuple[str, str]:
    """The bounds of the start that one statement gives (`held-by` where it gives none)."""
    stated = known.statement.valid_from
    if stated is not None:
        return stated.earliest, _not_after(stated.earliest, stated.latest, known)
    limit = known.latest
    ended = known.statement.valid_to
    return MIN_DATE, limit if ended is None else min(limit, ended.latest)


def statement_bounds(known: Known) -> tuple[str, str, str, str]:
    """The four valid-time bounds that one statement gives by itself, as of a `FactVersion`."""
    start = _start(known)
    statement = known.statement
    if statement.valid_to is not None:
        return (*start, *_end(known, statement.valid_to))
    if statement.expected_to is not None:
        return (*start, statement.expected_to.end[0], MAX_DATE)
    return (*start, MAX_DATE, MAX_DATE)


def _agree(bounds: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], bool]:
    """One pair of bounds for an event that several statements date, and whether they agree.

    Where all can be right, what they leave in common; else from the earliest to the latest of
    those that cannot both be right, so that the days in dispute come out as possible.
    """
    earliest = max(low for low, _ in bounds)
    latest = min(high for _, high in bounds)
    if earliest <= latest:
        return (earliest, latest), True
    torn = [pair for pair in bounds if pair[0] > latest or pair[1] < earliest]
    return (min(low for low, _ in torn), max(high for _, high in torn)), False


def _bounds(group: Sequence[Known]) -> tuple[_Bounds, set[str]]:
    """What a set of asserting statements, all taken as known, says about when the fact held."""
    rules: set[str] = set()
    if all(each.statement.valid_from is None for each in group):
        rules.add("held-by")
    start, agreed = _agree([_start(each) for each in group])
    if not agreed:
        rules.add("starts-differ")
    # An inferred end counts only where nobody states one.
    stated = [each for each in group if each.statement.valid_to is not None]
    ends = [each for each in stated if not each.statement.rule] or stated
    if ends:
        rules.update(each.statement.rule for each in ends if each.statement.rule)
        end, agreed = _agree(
            [_end(each, each.statement.valid_to) for each in ends if each.statement.valid_to]
        )
        rules.add("stated-end" if agreed else "ends-differ")
        if end[0] == MIN_DATE:
            rules.add("still-held")
            end = _still_held(group, end[1]), end[1]
        return _Bounds(*start, *end), rules
    terms = [
        (each.earliest, each.statement.expected_to.end[0])
        for each in group
        if each.statement.expected_to
    ]
    if terms:
        _, term = max(terms)  # the newest word of a term: a prolongation, or an announced stop
        # A claim without a term, made after the term ran out, is word of renewal.
        renewed = any(
            each.statement.expected_to is None and each.earliest >= term for each in group
        )
        if not renewed:
            rules.add("expected-end")
            return _Bounds(*start, term, MAX_DATE), rules
    return _Bounds(*start, MAX_DATE, MAX_DATE), rules


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


def _best(group: Iterable[Known]) -> list[Known]:
    """The statements that may set bounds: all but rumours, or rumours where there is no other."""
    ranked = sorted(group, key=_rank)
    sound = [each for each in ranked if each.statement.confidence != "rumoured"]
    return sound if any(not each.statement.rule for each in sound) else ranked


def _moment(known: Known) -> str:
    """The day of which a denial speaks: the one it states, else that of its publication."""
    stated = known.statement.valid_from
    return known.latest if stated is None or stated.latest == MAX_DATE else stated.latest


def _disputed(bounds: _Bounds, denials: Iterable[Known]) -> bool:
    return any(
        bounds.from_latest <= _moment(each) < bounds.to_earliest
        and each.statement.confidence != "rumoured"
        for each in denials
    )


def _details(group: Sequence[Known]) -> tuple[tuple[str, Detail], ...]:
    """Each field from the best statement that gives it."""
    merged: dict[str, Detail] = {}
    for each in group:
        for name, value in each.statement.details:
            merged.setdefault(name, value)
    return tuple(sorted(merged.items()))


def _version(on: str, until: str, group: Sequence[Known]) -> FactVersion | None:
    """The fact as known on one day, from the statements that could be known by then."""
    asserted = [each for each in group if each.statement.makes_fact]
    if not any(not each.statement.rule for each in asserted):
        return None
    denials = [each for each in group if each.statement.polarity != "asserted"]
    best = _best(asserted)
    bounds, rules = _bounds(best)
    certain = _best(each for each in asserted if each.latest <= on)
    sure = bool(certain) and best[0].statement.confidence != "rumoured"
    if certain and len(certain) < len(best):
        surely, _ = _bounds(certain)
        bounds = bounds.hull(surely)
        rules.add("known-bounds")
    elif not certain:
        rules.add("known-bounds")
    disputed = _disputed(bounds, denials)
    if disputed:
        rules.add("disputed")
    if best[0].statement.confidence == "rumoured":
        rules.add("rumour")
    first = best[0].statement
    shown = [*asserted, *denials] if disputed else asserted
    return FactVersion(
        fact=first.fact,
        relation=first.relation,
        subject=first.subject,
        object=first.object,
        known_from=on,
        known_to=until,
        valid_from_earliest=bounds.from_earliest,
        valid_from_latest=bounds.from_latest,
        valid_to_earliest=bounds.to_earliest,
        valid_to_latest=bounds.to_latest,
        confidence=first.confidence,
        polarity="disputed" if disputed else "asserted",
        sure=sure and not disputed,
        sources=tuple(sorted({each.statement.source for each in shown})),
        statements=tuple(sorted({each.statement.key for each in shown})),
        rules=tuple(sorted(rules)),
        details=_details(best),
    )


def versions(group: Sequence[Known]) -> list[FactVersion]:
    """Every version of one fact, in order of knowledge time; empty if nobody asserts it.

    `group` holds all statements of one fact, of every polarity and stage.
    """
    days = sorted({day for each in group for day in (each.earliest, each.latest)})
    made: list[FactVersion] = []
    for on, until in pairwise([*days, MAX_DATE]):
        version = _version(on, until, [each for each in group if each.earliest <= on])
        if version is None:
            continue
        if made and replace(made[-1], known_from=on, known_to=until) == version:
            made[-1] = replace(made[-1], known_to=until)
        else:
            made.append(version)
    return made


def inferred_ends(
    touching: Iterable[Statement], ceased: Mapping[str, Sequence[Statement]]
) -> list[Statement]:
    """The ends that follow where a party ceased, one per fact and party (`party-ceased`).

    `touching` are asserted statements of relations in `CEASED_ENDS`; `ceased` gives, by entity,
    the statements that it ceased. The inferred end carries the source of the ceasing.
    """
    made: dict[tuple[str, str], Statement] = {}
    for statement in touching:
        if statement.relation not in CEASED_ENDS or not statement.makes_fact or statement.rule:
            continue
        for party in (statement.subject, statement.object):
            for end in ceased.get(party, ()):
                if not end.makes_fact:
                    continue
                inferred = replace(
                    statement,
                    dataset="inferred",
                    row=f"{statement.fact}:{end.key}",
                    source=end.source,
                    valid_from=None,
                    valid_to=when(end.value),
                    expected_to=None,
                    confidence="rumoured" if end.confidence == "rumoured" else "inferred",
                    quote="",
                    summary="",
                    attribution=(),
                    note="",
                    rule="party-ceased",
                )
                made[inferred.key, statement.fact] = inferred
    return [made[each] for each in sorted(made)]
