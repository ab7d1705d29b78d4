"""By which routes a party may build: whole chains to a right, each step a fact.

A route is a chain of steps from a company, brand or product to a holder and its right, as certain
as its weakest part. The steps are those of `world`, and `chains` puts them together; here they are
listed, or the best of them found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import NamedTuple

from graphkit.model import ROUTES
from graphkit.questions.chains import Chain, Chains
from graphkit.questions.link import Link, Party
from graphkit.questions.scope import ANYTHING, Scope
from graphkit.questions.without import Right
from graphkit.questions.world import Step, World, weakness
from graphkit.wording import counted

__all__ = [
    "DEEPEST",
    "MOST",
    "Listing",
    "Route",
    "best_route",
    "comparable",
    "compared",
    "left_out",
    "listing",
]

DEEPEST = 6  # steps from the company to the holder; a longer chain is no argument any more
MOST = 100  # chains listed of one line: of one kind of licence, product and territory

_ORDER = {name: number for number, name in enumerate(ROUTES)}


class Route(NamedTuple):
    """A chain from a party to a right. `steps` is empty for a right of its own."""

    company: Party
    steps: tuple[Step, ...]
    right: Right
    scope: Scope

    @property
    def kind(self) -> str:
        """How it builds: the rule of the first step that is not a mere brand's."""
        return next((each.rule for each in self.steps if not ROUTES[each.rule].mere), "own")

    @property
    def through(self) -> tuple[Party, ...]:
        """Every party on the way, the company first."""
        return (self.company, *(step.link.other for step in self.steps))

    @property
    def holder(self) -> Party:
        """Whose right it rests on."""
        return next(each for each in self.through if each.key == self.right.holder)

    @property
    def certainty(self) -> str:
        """yes, or possible where any part is not certain."""
        sure = self.right.sure and all(step.sure and step.needed for step in self.steps)
        return "yes" if sure else "possible"

    @property
    def links(self) -> tuple[Link, ...]:
        """The links that it rests on, the company's first, none twice."""
        return tuple(dict.fromkeys((*(step.link for step in self.steps), self.right.link)))

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that it rests on."""
        return tuple(link.fact for link in self.links)

    @property
    def bounds(self) -> tuple[str, str, str, str]:
        """When all that it rests on has held together: bounds of the start and of the end."""
        # Where a loan speaks for the right, the way has its dates.
        spoken = self.steps and "lender-has" in self.right.rules
        links = [step.link for step in self.steps] if spoken else self.links
        return (
            max(each.from_earliest for each in links),
            max(each.from_latest for each in links),
            min(each.to_earliest for each in links),
            min(each.to_latest for each in links),
        )

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that made it, in order, none twice."""
        named = [name for step in self.steps for name in (step.rule, *step.rules)]
        return tuple(dict.fromkeys((*(named or ["own"]), *self.right.rules)))

    @property
    def limits(self) -> tuple[str, ...]:
        """What it is limited to, as the sources write it."""
        texts = (text for link in self.links for text in (link.product, link.territory))
        return tuple(dict.fromkeys(text for text in texts if text))

    def order(self) -> tuple[object, ...]:
        """The certain first, then the shortest, then the best shown; the order is total."""
        return (
            self.certainty != "yes",
            len(self.steps),
            max(map(weakness, self.links)),
            _ORDER[self.kind],
            tuple(party.key for party in self.through),
            self.right.key,
            self.facts,
        )


class Listing(NamedTuple):
    """Routes in order, and whether there are `more`: of some line only the best are listed.

    `passed` are the parties that were looked at on the way.
    """

    routes: list[Route]
    more: bool
    passed: frozenset[str]


def listing(world: World, company: Party, deepest: int = DEEPEST) -> Listing:
    """The routes of a party, up to `MOST` of each line; none is left out of one step or less.

    Chains never pass through a party twice, so cycles of ownership or mutual licences end.
    """
    world.links.fetch_around(company.key, deepest)
    chains = Chains(world, company)
    found: list[Route] = []
    more = False
    for line in chains.lines(deepest):
        of_line = (
            _route(company, chain)
            for sure in (True, False)
            for steps in range(deepest + 1)
            for chain in chains.of_length(steps, line, sure=sure)
        )
        best = list(islice(of_line, MOST + 1 if deepest > 1 else None))
        if deepest > 1 and len(best) > MOST:
            more = True
            best.pop()
        found += best
    for deal, right, sure in world.assets(company.key):
        scope = ANYTHING.at(right)
        if scope is not None:
            found.append(Route(company, (Step("assets", deal, sure),), right, scope))
    return Listing(sorted(found, key=Route.order), more, chains.passed)


def comparable(listings: Callable[[int], Sequence[Listing]]) -> tuple[list[list[Route]], int]:
    """Lists of routes to be compared, and how many steps they have at most: `DEEPEST`, or fewer
    where of the longer ones not all could be listed everywhere. `listings` makes the lists, of
    up to so many steps."""
    for deepest in range(DEEPEST, 0, -1):
        found = listings(deepest)
        if not any(each.more for each in found):
            break
    return [each.routes for each in found], deepest


def compared(worlds: Sequence[World], company: Party) -> tuple[list[list[Route]], int]:
    """The routes of a party in several worlds, as `comparable` lists them."""
    return comparable(lambda deepest: [listing(world, company, deepest) for world in worlds])


def left_out(deepest: int) -> str:
    """A note on the chains that are not compared, if of any number of steps some are not."""
    if deepest == DEEPEST:
        return ""
    steps = counted(deepest, "steps")
    return f"There are too many chains to compare: those of more than {steps} are left out."


def best_route(world: World, company: Party) -> Route | None:
    """The first of the routes, found without listing the others."""
    chains = Chains(world, company)
    for sure in (True, False):
        for steps in range(DEEPEST + 1):
            world.links.fetch_around(company.key, steps)
            for chain in chains.of_length(steps, sure=sure):
                return _route(company, chain)
    return None


def _route(company: Party, chain: Chain) -> Route:
    return Route(company, chain.steps, chain.stop.right, chain.stop.scope)
