"""Where statements contradict each other: one named rule for each way. Pure but for `reading`.

`starts-differ`    sources give starts of one fact that cannot all be right.
`ends-differ`      the same of its ends.
`disputed`         one source asserts what another denies for the same time.
`rumour-differs`   a rumour dates a fact as the better sources exclude.
`details-differ`   sources give one deal or contract different prices, shares or numbers.
`values-differ`    sources give one attribute different values: ever (founding, end, first
                   delivery), or at one time (full name, tail mark, capacity, valuation).
`shares-differ`    sources give one owner different shares of one company at one time.
`over-100`         the shares of one company add up to more than 100 percent at one time.
`exclusive`        what one alone can have is told of two: an exclusive licence or order, a
                   brand, a company bought by two that are not related.
`both-ways`        a relation that has one direction is told in both, of one product.

Words are never compared, only dates, numbers and parties: what a source says in another way, or
leaves unsaid, contradicts nothing here. Nothing is decided; `decisions` are people's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphkit.bounds import Known
from graphkit.questions.conflicts.across import across
from graphkit.questions.conflicts.groups import Conflict, Group
from graphkit.questions.conflicts.within import within

__all__ = ["KINDS", "Conflict", "find_conflicts"]

KINDS = (
    "starts-differ",
    "ends-differ",
    "disputed",
    "rumour-differs",
    "details-differ",
    "values-differ",
    "shares-differ",
    "over-100",
    "exclusive",
    "both-ways",
)


def find_conflicts(facts: Iterable[Sequence[Known]]) -> list[Conflict]:
    """Every conflict among these statements, which come fact by fact; in a fixed order.

    All of them count: what is not known yet, or set aside, is left out by whoever calls.
    """
    groups = [Group.of(each) for each in facts if each]
    found = [conflict for group in groups for conflict in within(group)]
    found += across(groups)
    return sorted(found, key=lambda each: (KINDS.index(each.kind), each.matter))
