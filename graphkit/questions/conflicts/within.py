"""Conflicts among the statements of one fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from graphkit.bounds import Known, agree, bounds_of, end_of, is_disputed, start_of
from graphkit.model import RELATIONS
from graphkit.questions.conflicts.groups import SETTLED, Conflict, Group, Pair, Says, torn
from graphkit.values import Money, end_span, span

__all__ = ["within"]

_COMPARED = frozenset({"money", "share", "number", "flag", "entity"})


def within(group: Group) -> Iterator[Conflict]:
    """The conflicts of one fact."""
    for kind, says in (
        ("starts-differ", torn([(each, start_of(each)) for each in group.best], span)),
        ("ends-differ", torn(list(_ends(group.best)), end_span)),
        ("disputed", _dispute(group)),
        ("rumour-differs", _rumours(group)),
    ):
        if says:
            yield Conflict(kind, (group.fact,), says)
    yield from _details(group)


def _ends(claims: Iterable[Known]) -> Iterator[tuple[Known, Pair]]:
    """The stated ends; inferred ones only where nobody states one."""
    stated = [each for each in claims if each.statement.valid_to is not None]
    for each in [each for each in stated if not each.statement.rule] or stated:
        if each.statement.valid_to is not None:
            yield each, end_of(each, each.statement.valid_to)


def _dispute(group: Group) -> Says:
    """Each assertion and each denial that cannot be right beside one of the others."""
    denials = [each for each in group.statements if each.statement.polarity != "asserted"]
    pairs = [
        (asserted, denied)
        for asserted in group.best
        for denied in denials
        if not asserted.statement.rule and is_disputed(bounds_of([asserted])[0], [denied])
    ]
    sides = dict.fromkeys(each for pair in pairs for each in pair)
    return tuple((each, each.statement.polarity) for each in sides)


def _rumours(group: Group) -> Says:
    """Rumoured dates that better sources exclude, beside those sources."""
    said: dict[Known, str] = {}
    for rumour in group.statements:
        statement = rumour.statement
        if statement.confidence != "rumoured" or not statement.makes_fact or rumour in group.best:
            continue
        if statement.valid_from is not None:
            others = [(each, start_of(each)) for each in group.best]
            said |= _against(rumour, start_of(rumour), others, span)
        if statement.valid_to is not None:
            pair, others = end_of(rumour, statement.valid_to), list(_ends(group.best))
            said |= _against(rumour, pair, others, end_span)
            if not others:
                still = {each: "still held" for each in group.best if each.latest >= pair[0]}
                said |= {rumour: end_span(*pair), **still} if still else {}
    return tuple(said.items())


def _against(
    rumour: Known,
    pair: Pair,
    others: Iterable[tuple[Known, Pair]],
    shown: Callable[[str, str], str],
) -> dict[Known, str]:
    apart = {each: shown(*at) for each, at in others if not agree([pair, at])[1]}
    return {rumour: shown(*pair), **apart} if apart else {}


def _details(group: Group) -> Iterator[Conflict]:
    """Fields whose values can be compared, and differ."""
    for field in RELATIONS[group.relation].fields:
        given = [
            (each, value)
            for each in group.statements
            if each.statement.polarity == "asserted" and each.statement.stage in SETTLED
            for name, value in each.statement.details
            if name == field.name and field.type in _COMPARED
        ]
        if len({value for _, value in given}) > 1:
            says = tuple((each, f"{field.name} {_shown(value)}") for each, value in given)
            yield Conflict("details-differ", (group.fact, field.name), says)


def _shown(value: str | float | bool | Money) -> str:
    if isinstance(value, Money):
        return f"{value.currency} {value.amount:,.15g}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
