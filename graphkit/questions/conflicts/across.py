"""Conflicts between facts: values, shares, what one alone can have, directions.

Where one of two facts surely begins later it is the newer word, and contradicts nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from graphkit.bounds import Bounds, Known
from graphkit.model import RELATIONS
from graphkit.questions.conflicts.groups import SETTLED, Conflict, Group, Says, torn
from graphkit.values import span, when

__all__ = ["RELATED", "across"]

# A fact of these relations between two buyers makes one purchase of theirs.
RELATED = frozenset({"OWNS", "ACQUIRED", "SUCCEEDED_BY"})
_ROUNDING = 0.5  # percent by which shares may exceed 100, each being rounded
_SCOPE = ("licence_kind", "product", "territory", "scope", "plant")

Clash = Callable[[Group, Group], bool]


def across(groups: Sequence[Group]) -> Iterator[Conflict]:
    """The conflicts between these facts."""
    held = [each for each in groups if each.bounds is not None]
    for rule in (_values, _shares, _over_100, _exclusive, _both_ways):
        yield from rule(held)
    yield from _sole(groups)


def _by(groups: Iterable[Group], *names: str) -> Iterator[tuple[tuple[str, ...], list[Group]]]:
    """Groups that have these properties in common, where there are several."""
    found: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for each in groups:
        found[tuple(getattr(each, name) for name in names)].append(each)
    return ((key, each) for key, each in sorted(found.items()) if len(each) > 1)


def _times(clash: Callable[[Bounds, Bounds], bool]) -> Clash:
    """A comparison of two facts by when they held."""

    def compare(one: Group, other: Group) -> bool:
        both = one.bounds is not None and other.bounds is not None
        return both and clash(one.bounds, other.bounds)  # type: ignore[arg-type]

    return compare


# There may be a day on which both hold.
_may_overlap = _times(
    lambda a, b: max(a.from_earliest, b.from_earliest) < min(a.to_latest, b.to_latest)
)
# There is a day on which both surely hold.
_overlap = _times(
    lambda a, b: max(a.from_latest, b.from_latest) < min(a.to_earliest, b.to_earliest)
)
# Neither surely begins after the other, and neither can have ended before the other began.
_rival = _times(
    lambda a, b: (
        a.from_earliest <= b.from_latest
        and b.from_earliest <= a.from_latest
        and max(a.from_latest, b.from_latest) < min(a.to_earliest, b.to_earliest)
    )
)


def _clashing(groups: Sequence[Group], clash: Clash) -> list[Group]:
    """Those of the groups that clash with another, in their order."""
    pairs = [pair for pair in combinations(groups, 2) if clash(*pair)]
    facts = {each.fact for pair in pairs for each in pair}
    return [each for each in groups if each.fact in facts]


def _said(groups: Iterable[Group], say: Callable[[Known], str]) -> Says:
    """The statements that speak for these facts, each with its text."""
    found = {each.statement.key: each for group in groups for each in group.best}
    return tuple((each, say(each)) for _, each in sorted(found.items()) if not each.statement.rule)


def _values(groups: Sequence[Group]) -> Iterator[Conflict]:
    attributes = [each for each in groups if RELATIONS[each.relation].single]
    for matter, rivals in _by(attributes, "subject", "relation"):
        if RELATIONS[matter[1]].single == "ever":
            dated = [(each, when(each.statement.value)[1:]) for one in rivals for each in one.best]
            says = torn(dated, span)
        else:
            says = _said(_clashing(rivals, _rival), lambda each: each.statement.value)
        if says:
            yield Conflict("values-differ", matter, says)


def _share(group: Group) -> tuple[float, float] | None:
    """The least and the most share that a fact gives, in percent, if it gives any."""
    share, low, high = (group.detail(each) for each in ("share", "share_min", "share_max"))
    if share:
        return float(share), float(share)
    return (float(low or 0), float(high or 100)) if low or high else None


def _percent(known: Known) -> str:
    details = dict(known.statement.details)
    if "share" in details:
        return f"{details['share']:g} %"
    return f"{details.get('share_min', 0.0):g} to {details.get('share_max', 100.0):g} %"


def _owned(groups: Iterable[Group]) -> list[Group]:
    """Facts of ownership with a share, held directly."""
    return [
        each
        for each in groups
        if each.relation == "OWNS" and _share(each) is not None and not each.detail("via")
    ]


def _shares(groups: Sequence[Group]) -> Iterator[Conflict]:
    def clash(one: Group, other: Group) -> bool:
        (low, high), (least, most) = _share(one) or (0.0, 0.0), _share(other) or (0.0, 0.0)
        return (high < least or most < low) and _rival(one, other)

    for matter, rivals in _by(_owned(groups), "subject", "object"):
        if apart := _clashing(rivals, clash):
            yield Conflict("shares-differ", matter, _said(apart, _percent))


def _least(group: Group) -> float:
    return (_share(group) or (0.0, 0.0))[0]


def _over_100(groups: Sequence[Group]) -> Iterator[Conflict]:
    for matter, rivals in _by(_owned(groups), "object"):
        for day in sorted({each.bounds.from_latest for each in rivals if each.bounds}):
            held = _held(rivals, day)
            if sum(map(_least, held)) > 100 + _ROUNDING:
                yield Conflict("over-100", matter, _said(held, _percent))
                break


def _held(groups: Iterable[Group], day: str) -> list[Group]:
    """For each owner the newest share that it surely held on a day; of rivals the smallest."""
    newest: dict[str, Group] = {}
    for each in groups:
        bounds = each.bounds
        if bounds is None or not bounds.from_latest <= day < bounds.to_earliest:
            continue
        known = newest.get(each.subject)
        if known is None or _replaces(each, known):
            newest[each.subject] = each
    return [newest[owner] for owner in sorted(newest)]


def _replaces(new: Group, old: Group) -> bool:
    if _rival(new, old):
        return _least(new) < _least(old)
    return _times(lambda a, b: a.from_latest > b.from_latest)(new, old)


def _exclusive(groups: Sequence[Group]) -> Iterator[Conflict]:
    """An exclusive licence or order, and another in its scope at the same time."""
    may_be = [each for each in groups if "exclusive" in RELATIONS[each.relation].fields_by_name]
    for matter, rivals in _by(may_be, "relation", "object"):
        for sole in (each for each in rivals if each.detail("exclusive") == "true"):
            others = [
                each
                for each in rivals
                if each.subject != sole.subject
                and all(sole.detail(name) in {"", each.detail(name)} for name in _SCOPE)
                and _overlap(sole, each)
            ]
            if others:
                says = _said([sole, *others], _exclusively)
                yield Conflict("exclusive", (*matter, sole.subject), says)


def _exclusively(known: Known) -> str:
    return "exclusive" if dict(known.statement.details).get("exclusive") is True else "another"


def _sole(groups: Sequence[Group]) -> Iterator[Conflict]:
    """Two that are not related and have each bought, or own, what one alone can have."""
    related = {
        frozenset((each.subject, each.object)) for each in groups if each.relation in RELATED
    }
    sole = [Group.of(each.statements, SETTLED) for each in groups if RELATIONS[each.relation].sole]

    def clash(one: Group, other: Group) -> bool:
        pair = frozenset((one.subject, other.subject))
        shares = [float(each.detail("share") or 100) for each in (one, other)]
        apart = len(pair) == 2 and pair not in related and sum(shares) > 100 + _ROUNDING
        return apart and _rival(one, other)

    for matter, rivals in _by(sole, "relation", "object"):
        if apart := _clashing(rivals, clash):
            yield Conflict("exclusive", matter, _said(apart, lambda each: each.statement.stage))


def _both_ways(groups: Sequence[Group]) -> Iterator[Conflict]:
    found: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for each in groups:
        relation, product = RELATIONS[each.relation], each.detail("product")
        # Two that make or license for each other, no product named, may do so for two products.
        if relation.one_way and (product or "product" not in relation.distinct):
            ends = sorted((each.subject, each.object))
            found[each.relation, *ends, product].append(each)
    for matter, rivals in sorted(found.items()):
        apart = _clashing(
            rivals, lambda one, other: one.subject == other.object and _may_overlap(one, other)
        )
        if apart:
            yield Conflict("both-ways", matter, _said(apart, _direction))


def _direction(known: Known) -> str:
    return f"{known.statement.subject} to {known.statement.object}"
