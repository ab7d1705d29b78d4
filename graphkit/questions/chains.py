"""Chains of steps from a party to a right, best first, however many there are.

What a chain may still do depends on where it is and on what it is limited to so far, not on how it
came there; such *places* are worked out once. From each, the best that n more steps can come to
is known, so that only chains that lead to a right are followed, the best one next. No chain passes
a party twice; where the best way on leads back over the chain, whether there is another is looked
up before it is followed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from graphkit.model import GRANTED_KINDS, ROUTES
from graphkit.questions.link import Party
from graphkit.questions.scope import Scope, scope_of
from graphkit.questions.without import Right
from graphkit.questions.world import Step, World, weakness

__all__ = ["ANY_LINE", "Chain", "Chains", "Stop", "rights_after"]

ANY_LINE = -1

_Weak = tuple[int, int]
_STRONGEST: _Weak = (-1, 0)
_KINDS = {name: number for number, name in enumerate(ROUTES)}
_MERE = -1  # the kind of a chain that is no more than a brand's or product's so far


class Stop(NamedTuple):
    """A right at which a chain may end, what the chain is then limited to, and the number of that
    line."""

    right: Right
    scope: Scope
    line: int
    weak: _Weak


class Chain(NamedTuple):
    """The steps to a right."""

    steps: tuple[Step, ...]
    stop: Stop


class _Move(NamedTuple):
    """A step from one place to another, and the rights at which a chain may end there."""

    step: Step
    to: int
    key: str
    sure: bool
    weak: _Weak
    stops: tuple[Stop, ...]


class _Ahead(NamedTuple):
    """How weak the best way on is, and the parties on one such way."""

    weak: _Weak
    parties: tuple[str, ...]


class _Open(NamedTuple):
    """A chain that is not at its end; `sure` if every step of it is."""

    place: int
    steps: tuple[Step, ...]
    parties: tuple[str, ...]
    kind: int
    sure: bool
    weak: _Weak


class _Aim(NamedTuple):
    """What chains are looked for: of one line or of any, certain ones or those that are not."""

    line: int
    sure: bool

    def meets(self, stop: Stop, *, sure: bool) -> bool:
        """Whether a chain, with steps that are all sure or not, may end here."""
        return (sure and stop.right.sure) == self.sure and self.line in {ANY_LINE, stop.line}


class Chains:
    """The chains of one party in one world."""

    def __init__(self, world: World, party: Party) -> None:
        self._world = world
        self._party = party.key
        start = party.key, scope_of(world, party)
        self._places = [start]
        self._numbers = {start: 0}
        self._moves: list[tuple[_Move, ...] | None] = [None]
        self._lines: dict[Scope, int] = {}
        self._known: dict[tuple[int, int, _Aim], _Ahead | None] = {}
        self._own = self._stops(world.rights(party.key), start[1])

    @property
    def passed(self) -> frozenset[str]:
        """Every party that was looked at so far."""
        return frozenset(key for key, _ in self._places)

    def lines(self, deepest: int) -> list[int]:
        """The numbers of the lines in which chains of up to so many steps end."""
        seen, frontier = {0}, [0]
        for _ in range(deepest):
            onward = []
            for place in frontier:
                for move in self._moves_from(place):
                    if move.to not in seen:
                        seen.add(move.to)
                        onward.append(move.to)
            frontier = onward
        return list(self._lines.values())

    def of_length(self, steps: int, line: int = ANY_LINE, *, sure: bool) -> Iterator[Chain]:
        """The chains of exactly so many steps in a line, the best shown first: those that are
        certain, or those that are not."""
        aim = _Aim(line, sure)
        if not steps:
            ordered = sorted(self._own, key=_stop_order)
            yield from (Chain((), stop) for stop in ordered if aim.meets(stop, sure=True))
        elif self._best(0, steps, aim) is not None:
            yield from self._in_order(steps, aim)

    def surely_through(self, step: Step, deepest: int) -> bool:
        """Whether a chain of up to so many steps, this one first, leads to a right and is
        certain."""
        aim = _Aim(ANY_LINE, sure=True)
        for move in self._moves_from(0):
            if move.step.link != step.link or not move.sure:
                continue
            if any(aim.meets(stop, sure=True) for stop in move.stops):
                return True
            parties = self._party, move.key
            chain = _Open(move.to, (step,), parties, _MERE, True, move.weak)
            return any(self._ahead(chain, left, aim) is not None for left in range(1, deepest))
        return False

    def _in_order(self, steps: int, aim: _Aim) -> Iterator[Chain]:
        start = _Open(0, (), (self._party,), _MERE, True, _STRONGEST)
        queue: list[tuple[tuple[object, ...], int, _Open | Chain]] = [((), 0, start)]
        number = 0  # so that what stands equal is never compared
        while queue:
            *_, best = heappop(queue)
            if isinstance(best, Chain):
                yield best
                continue
            for order, longer in self._longer(best, steps - len(best.steps) - 1, aim):
                number += 1
                heappush(queue, (order, number, longer))

    def _longer(
        self, chain: _Open, left: int, aim: _Aim
    ) -> Iterator[tuple[tuple[object, ...], _Open | Chain]]:
        """A chain with one more step, so many before its end, and its place in the order: no later
        than that of any chain that it may become."""
        for move in self._moves_from(chain.place):
            if move.key in chain.parties or (aim.sure and not move.sure):
                continue
            steps, parties = (*chain.steps, move.step), (*chain.parties, move.key)
            rule = move.step.rule
            kind = _KINDS[rule] if chain.kind == _MERE and not ROUTES[rule].mere else chain.kind
            sure, weak = chain.sure and move.sure, max(chain.weak, move.weak)
            if left:
                longer = _Open(move.to, steps, parties, kind, sure, weak)
                ahead = self._ahead(longer, left, aim)
                if ahead is not None:
                    yield (max(weak, ahead), kind, parties, False), longer
                continue
            facts = tuple(step.link.fact for step in steps)
            for stop in move.stops:
                if aim.meets(stop, sure=sure):
                    last = (stop.right.key, tuple(dict.fromkeys((*facts, stop.right.link.fact))))
                    ended = _KINDS["own"] if kind == _MERE else kind
                    yield (max(weak, stop.weak), ended, parties, True, *last), Chain(steps, stop)

    def _ahead(self, chain: _Open, left: int, aim: _Aim) -> _Weak | None:
        """How weak a chain is at best after so many more steps; None if it leads nowhere."""
        aims = (aim,) if aim.sure or chain.sure else (aim, aim._replace(sure=True))
        found = [self._best(chain.place, left, each) for each in aims]
        best = min((each for each in found if each is not None), default=None)
        if best is None or set(chain.parties).isdisjoint(best.parties):
            return best and best.weak
        return best.weak if self._leads_on(chain, left, aim) else None

    def _leads_on(self, chain: _Open, left: int, aim: _Aim) -> bool:
        """Whether so many more steps lead to a right, not over the chain's own parties."""
        frontier = {(chain.place, chain.sure)}
        for more in range(left - 1, -1, -1):
            onward = set()
            for place, sure in frontier:
                for move in self._moves_from(place):
                    if move.key in chain.parties:
                        continue
                    still = sure and move.sure
                    if more:
                        onward.add((move.to, still))
                    elif any(aim.meets(stop, sure=still) for stop in move.stops):
                        return True
            frontier = onward
        return False

    def _best(self, place: int, left: int, aim: _Aim) -> _Ahead | None:
        """The best way on from a place in exactly so many steps, whether or not it passes a party
        twice."""
        known = place, left, aim
        if known not in self._known:
            self._known[known] = min(self._ways(place, left, aim), default=None)
        return self._known[known]

    def _ways(self, place: int, left: int, aim: _Aim) -> Iterator[_Ahead]:
        for move in self._moves_from(place):
            if aim.sure and not move.sure:
                continue
            if left == 1:
                for stop in move.stops:
                    if aim.meets(stop, sure=move.sure):
                        yield _Ahead(max(move.weak, stop.weak), (move.key,))
                continue
            # After a doubtful step the rest may be certain or not.
            aims = (aim,) if aim.sure or move.sure else (aim, aim._replace(sure=True))
            for each in aims:
                ahead = self._best(move.to, left - 1, each)
                if ahead is not None:
                    yield _Ahead(max(move.weak, ahead.weak), (move.key, *ahead.parties))

    def _moves_from(self, place: int) -> tuple[_Move, ...]:
        found = self._moves[place]
        if found is None:
            found = self._moves[place] = tuple(self._all_moves(*self._places[place]))
        return found

    def _all_moves(self, here: str, scope: Scope) -> Iterator[_Move]:
        gives = self._gives_its_own(here, scope)
        for each in self._world.steps(here):
            step = each._replace(needed=False) if gives else each
            there, limited = step.link.other.key, scope.after(step)
            if limited is not None and there != self._party:
                stops = self._stops(rights_after(self._world, step), limited)
                sure = step.sure and step.needed
                place = self._number(there, limited)
                yield _Move(step, place, there, sure, weakness(step.link), stops)

    def _gives_its_own(self, here: str, scope: Scope) -> bool:
        """Whether what a chain borrows here is the lender's own to give, so that nobody need
        build on what the lender borrows itself (`scope`)."""
        return (
            here != self._party
            and scope.kind not in {"", *GRANTED_KINDS}
            and any(scope.at(right) is not None for right in self._world.rights(here))
        )

    def _stops(self, rights: Sequence[Right], scope: Scope) -> tuple[Stop, ...]:
        found = ((right, scope.at(right)) for right in rights)
        lines = self._lines
        return tuple(
            Stop(right, limited, lines.setdefault(limited, len(lines)), weakness(right.link))
            for right, limited in found
            if limited is not None
        )

    def _number(self, key: str, scope: Scope) -> int:
        place = key, scope
        number = self._numbers.get(place)
        if number is None:
            number = self._numbers[place] = len(self._places)
            self._places.append(place)
            self._moves.append(None)
        return number


def _stop_order(stop: Stop) -> tuple[object, ...]:
    return stop.weak, stop.right.key, stop.right.link.fact


def rights_after(world: World, step: Step) -> Sequence[Right]:
    """The rights at which a chain may end after a step: the one that a loan names, if there is
    one of them."""
    rights = world.rights(step.link.other.key)
    if step.rule == "borrowed" and step.link.qualification:
        return [each for each in rights if each.key == step.link.qualification] or rights
    if step.rule == "contract-made" and (presumed := world.presumed(step.link)) is not None:
        return [presumed]
    return rights
