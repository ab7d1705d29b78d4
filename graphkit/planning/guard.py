"""How much of a data set one run may change without being told to: the blast radius. Pure.

A typing error in a mapping, or a delivery of which a column has moved, corrects and re-dates
everything at once. What a run corrects, retracts, re-dates, closes or reopens is held against what
the data set has: its statements, and its facts. New records are never held back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from graphkit.errors import BadValue, TooMuchChanged
from graphkit.planning.differences import Difference
from graphkit.stores.base import Check, Store
from graphkit.stores.taken import Intake

__all__ = ["ALLOWED", "LEAST", "Harm", "check_share", "guarded", "harms", "refuse_harm", "totals"]

ALLOWED = 0.2  # of the statements or the facts of a data set
LEAST = 10  # changes of a kind that are always allowed: in a small pack a few are a large share

Totals = Mapping[str, tuple[int, int]]  # statements and facts of each data set

_HELD = frozenset({"corrected", "retracted", "re-dated", "closed", "reopened"})
_TOTALS = (
    "MATCH (s:Statement) WHERE s.key IS NOT NULL AND s.rule IS NULL "
    "RETURN s.dataset AS name, count(*) AS statements, count(DISTINCT s.fact) AS facts"
)


class Harm(NamedTuple):
    """How many of a data set's statements or facts a run changes."""

    dataset: str
    what: str  # statements or facts
    changed: int
    total: int

    @property
    def share(self) -> float:
        """What part of them that is, from 0 to 1."""
        return self.changed / self.total if self.total else 0.0

    def exceeds(self, allowed: float) -> bool:
        """Whether that is more than may be."""
        return self.changed >= LEAST and self.share > allowed

    def __str__(self) -> str:
        return f"{self.changed:,} of the {self.total:,} {self.what} of {self.dataset}"


def check_share(share: float) -> float:
    """The share, if it is one. Raises `BadValue`."""
    if not 0 <= share <= 1:
        raise BadValue(f"{share:g} is no share", "write a number from 0 to 1, such as 0.5")
    return share


def totals(store: Store) -> Totals:
    """What each data set has in the store."""
    return {name: (statements, facts) for name, statements, facts in store.query(_TOTALS)}


def harms(found: Iterable[Difference], has: Totals) -> list[Harm]:
    """What these differences do to each data set, by its name."""
    changed: Counter[tuple[str, int]] = Counter()
    for each in found:
        if each.operation not in _HELD or each.what not in {"statement", "fact"}:
            continue
        at = int(each.what == "fact")
        owners = {_owner(key, has) for key in each.statements} - {""}
        changed.update((name, at) for name in owners)
    return [
        Harm(name, ("statements", "facts")[at], count, has[name][at])
        for (name, at), count in sorted(changed.items())
    ]


def _owner(key: str, has: Totals) -> str:
    """The data set that a statement's key begins with; names may hold colons themselves."""
    parts = key.split(":")
    names = (":".join(parts[:count]) for count in range(len(parts) - 1, 0, -1))
    return next((name for name in names if name in has), "")


def refuse_harm(found: Iterable[Harm], allowed: float, hint: Callable[[float], str]) -> None:
    """Raises `TooMuchChanged` where any of these is more than is allowed; `hint` says what to
    do, given the share that would be needed."""
    worst = [each for each in found if each.exceeds(check_share(allowed))]
    if worst:
        told = ", ".join(f"{each} ({each.share:.0%})" for each in worst)
        needed = max(each.share for each in worst)
        raise TooMuchChanged(
            f"this would change {told}; {allowed:.0%} are allowed. {hint(_up(needed))}"
        )


def _up(share: float) -> float:
    """The share in whole hundredths, and no less than it is."""
    return min(1.0, -int(-share * 100 // 1) / 100)


def guarded(store: Store, allowed: float) -> Check:
    """The guard of a plain load, which corrects and never retracts: it looks at statements. What a
    load that is written in portions corrects is counted over all of them."""
    check_share(allowed)
    corrected: dict[str, set[str]] = {}

    def check(taken: Intake) -> None:
        for key, was in taken.before.items():
            if key not in taken.restated:
                corrected.setdefault(was.dataset, set()).add(key)
        if any(len(keys) >= LEAST for keys in corrected.values()):
            has = totals(store)
            found = [
                Harm(name, "statements", len(keys), has[name][0])
                for name, keys in corrected.items()
            ]
            refuse_harm(found, allowed, _of_load)

    return check


def _of_load(needed: float) -> str:
    return (
        "Look at it with `graphkit plan`, and apply the plan; or load with "
        f"--allow-share {needed:g}"
    )
