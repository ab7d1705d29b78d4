"""From statements to facts: the rules by which several claims become one answer with bounds.

A fact is what one or more statements say, under one id. What it looks like depends on what was
known, so a fact is a list of versions, each for a span of knowledge time. A store keeps each
version as one edge. Pure functions: the same statements in any order give the same versions.

Each rule has a name, which `rules` cites and `model.RULES` puts in a sentence; docs/rules.md tells
them at length.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from graphkit.bounds import (
    Known,
    agree,
    best_of,
    bounds_of,
    end_of,
    is_disputed,
    not_before,
    said_again,
    start_of,
    statement_bounds,
)
from graphkit.model import RELATIONS
from graphkit.statement import INFERRED, Detail, Statement
from graphkit.values import MAX_DATE, end_span, span, when

__all__ = [
    "CEASED_ENDS",
    "FactVersion",
    "Known",
    "heard",
    "inferred_ends",
    "stated_key",
    "statement_bounds",
    "version_at",
    "versions",
]

# Relations that a party's ceasing ends, for whichever side it stood on.
CEASED_ENDS = frozenset({"MANUFACTURES_FOR", "USES_LICENCE_OF"})


class FactVersion(NamedTuple):
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
    best = best_of(asserted)
    bounds, rules = bounds_of(best)
    certain = best_of(each for each in asserted if each.latest <= on)
    sure = any(
        not each.statement.rule and each.statement.confidence != "rumoured" for each in certain
    )
    if certain != best:
        rules.add("known-bounds")
        bounds = bounds.hull(bounds_of(certain)[0]) if certain else bounds
    disputed = is_disputed(bounds, denials)
    if disputed:
        rules.add("disputed")
        again = said_again(bounds, denials, certain)
        sure = sure and again is not None
        bounds = bounds._replace(from_latest=again or bounds.from_latest)
    not_yet = not_before(bounds, [each for each in denials if each.latest <= on], best)
    if not_yet:
        rules.add("not-yet")
        bounds = bounds._replace(from_earliest=not_yet)
    if best[0].statement.confidence == "rumoured":
        rules.add("rumour")
    if any(each.statement.stated_as for each in group):
        rules.add("judged-same")
    first = best[0].statement
    shown = [*asserted, *denials] if disputed or not_yet else asserted
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
        sure=sure,
        sources=tuple(sorted({each.statement.source for each in shown})),
        statements=tuple(sorted({each.statement.key for each in shown})),
        rules=tuple(sorted(rules)),
        details=_details(best),
    )


def _opposed(one: Known, other: Known) -> bool:
    """Whether two statements of one fact cannot both be right."""
    asserted = [each for each in (one, other) if each.statement.makes_fact]
    denials = [each for each in (one, other) if each.statement.polarity != "asserted"]
    if len(asserted) == len(denials) == 1:
        return is_disputed(bounds_of(asserted)[0], denials)
    if len(asserted) < 2:
        return False
    ends = [end_of(each, each.statement.valid_to) for each in asserted if each.statement.valid_to]
    starts = agree([start_of(each) for each in asserted])
    return not starts[1] or (len(ends) == 2 and not agree(ends)[1])


def heard(group: Sequence[Known], on: str) -> list[Known]:
    """The statements of one fact that count on a day of knowledge (`decided`)."""
    known = [each for each in group if each.earliest <= on]
    if not any(each.decisions for each in known):
        return known
    verdicts = [each.verdict(on) for each in known]
    upheld = [each for each, verdict in zip(known, verdicts, strict=True) if verdict == "upheld"]
    return [
        each
        for each, verdict in zip(known, verdicts, strict=True)
        if verdict == "upheld"
        or (not verdict and not any(_opposed(each, other) for other in upheld))
    ]


def version_at(group: Sequence[Known], on: str, until: str = MAX_DATE) -> FactVersion | None:
    """One fact as known on one day, up to `until`; None if by then nobody asserts it."""
    counting = heard(group, on)
    version = _version(on, until, counting)
    if version is None or len(counting) == sum(each.earliest <= on for each in group):
        return version
    return version._replace(rules=tuple(sorted({*version.rules, "decided"})))


def _days(group: Iterable[Known]) -> list[str]:
    """The days of knowledge on which a fact may come to look different, in order."""
    days = {day for each in group for day in (each.earliest, each.latest)}
    days.update(day for each in group for span in each.decisions for day in (span.start, span.end))
    return sorted(days - {MAX_DATE})


def _alone(claim: Known) -> FactVersion | None:
    """The one version of a fact that a single claim asserts, known from one day on; None where
    more than that plays a part. The same as the long way round, in a third of the time."""
    statement = claim.statement
    if claim.decisions or claim.earliest != claim.latest or not statement.makes_fact:
        return None
    if statement.rule or claim.earliest == MAX_DATE:
        return None
    bounds, rules = bounds_of((claim,))
    rumour = statement.confidence == "rumoured"
    if rumour:
        rules.add("rumour")
    if statement.stated_as:
        rules.add("judged-same")
    return FactVersion(
        fact=statement.fact,
        relation=statement.relation,
        subject=statement.subject,
        object=statement.object,
        known_from=claim.earliest,
        known_to=MAX_DATE,
        valid_from_earliest=bounds.from_earliest,
        valid_from_latest=bounds.from_latest,
        valid_to_earliest=bounds.to_earliest,
        valid_to_latest=bounds.to_latest,
        confidence=statement.confidence,
        polarity="asserted",
        sure=not rumour,
        sources=(statement.source,),
        statements=(statement.key,),
        rules=tuple(sorted(rules)),
        details=tuple(sorted(statement.details)),
    )


def versions(group: Sequence[Known]) -> list[FactVersion]:
    """Every version of one fact, in order of knowledge time; empty if nobody asserts it.

    `group` holds all statements of one fact, of every polarity and stage.
    """
    if len(group) == 1 and (alone := _alone(group[0])) is not None:
        return [alone]
    return _versions(group)


def _versions(group: Sequence[Known]) -> list[FactVersion]:
    made: list[FactVersion] = []
    for on, until in pairwise([*_days(group), MAX_DATE]):
        version = version_at(group, on, until)
        if version is None:
            continue
        last = made[-1] if made else None
        if (
            last is not None
            and last.known_to == on
            and last._replace(known_from=on, known_to=until) == version
        ):
            made[-1] = last._replace(known_to=until)
        else:
            made.append(version)
    return made


def stated_key(statement: Statement) -> str:
    """The key of what somebody stated: this statement, or the ceasing it was inferred from."""
    return statement.row.partition(":")[2] if statement.rule else statement.key


def inferred_ends(
    touching: Iterable[Statement], ceased: Mapping[str, Sequence[Statement]]
) -> list[Statement]:
    """The ends that follow where a party ceased, one per fact and party (`party-ceased`).

    `touching` are asserted statements of relations in `CEASED_ENDS`; `ceased` gives, by entity,
    the statements that it ceased. The inferred end carries the source of the ceasing, and of the
    fields only those that tell which fact it is of: the others may have been told later.
    """
    made: dict[tuple[str, str], Statement] = {}
    for statement in touching:
        if statement.relation not in CEASED_ENDS or not statement.makes_fact or statement.rule:
            continue
        distinct = RELATIONS[statement.relation].distinct
        for party in (statement.subject, statement.object):
            for end in ceased.get(party, ()):
                if not end.makes_fact:
                    continue
                inferred = replace(
                    statement,
                    dataset=INFERRED,
                    row=f"{statement.fact}:{end.key}",
                    source=end.source,
                    valid_from=None,
                    valid_to=when(end.value),
                    expected_to=None,
                    confidence="rumoured" if end.confidence == "rumoured" else "inferred",
                    quote="",
                    summary="",
                    attribution=(),
                    details=tuple(each for each in statement.details if each[0] in distinct),
                    note="",
                    rule="party-ceased",
                )
                made[inferred.key, statement.fact] = inferred
    return [made[each] for each in sorted(made)]
