"""Which decisions count on which days of knowledge. Pure; what follows from them is in `facts`.

A decision counts from its day on until the day on which it is withdrawn. Of several on one
statement the newest counts; where two of one day disagree, neither does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graphkit.statement import Decision
from graphkit.values import MAX_DATE

__all__ = ["Standing", "in_force", "standing", "standing_since"]


class Standing(NamedTuple):
    """A decision and the days of knowledge, [`start`, `end`), on which it counts."""

    start: str
    end: str
    decision: Decision


def standing(decisions: Iterable[Decision]) -> Mapping[str, tuple[Standing, ...]]:
    """The decisions on each statement, by its key, with their days and in their order.

    Withdrawn ones are included. The statements that nobody decided on are not.
    """
    every = {each.key: each for each in decisions}
    withdrawn: dict[str, str] = {}
    for each in every.values():
        if each.withdraws:
            known = withdrawn.get(each.withdraws, MAX_DATE)
            withdrawn[each.withdraws] = min(known, each.decided_on)
    made: dict[str, list[Standing]] = defaultdict(list)
    for key, each in sorted(every.items()):
        if each.statement:
            span = Standing(each.decided_on, withdrawn.get(key, MAX_DATE), each)
            made[each.statement].append(span)
    return {key: tuple(sorted(each, key=_order)) for key, each in made.items()}


def _order(each: Standing) -> tuple[str, str]:
    return each.start, each.decision.key


def standing_since(spans: Iterable[Standing], day: str) -> list[Standing]:
    """Those of the decisions on one statement that were made on a day or later and never withdrawn,
    in their order: what an earlier decision meets."""
    return [each for each in spans if day <= each.start and each.end == MAX_DATE]


def in_force(spans: Iterable[Standing], day: str) -> Decision | None:
    """The decision that counts on this day of knowledge, if any."""
    now = [each for each in spans if each.start <= day < each.end]
    newest = [each.decision for each in now if each.start == now[-1].start]
    return newest[-1] if len({each.verdict for each in newest}) == 1 else None
