"""By which routes a party may build: whole chains to a right, each step a fact.

A route is a chain of steps from a company, brand or product to a holder and its right, as certain
as its weakest part. The steps are those of `world`; here they are put together, kept apart by
what they are limited to, and put in order.

`scope`  a chain is limited to what its parts are limited to; parts limited to different products
         or territories, or licences of different kinds, make no chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graphkit.model import GRANTED_KINDS, ROUTES
from graphkit.questions.link import Link, Party
from graphkit.questions.without import Right
from graphkit.questions.world import Step, World, weakness
from graphkit.values import fold

__all__ = ["ANYTHING", "DEEPEST", "Route", "Scope", "best_route", "routes", "scope_of"]

DEEPEST = 6  # steps from the company to the holder; a longer chain is no argument any more

_ORDER = {name: number for number, name in enumerate(ROUTES)}


class Scope(NamedTuple):
    """What a chain is limited to, folded; empty where nothing limits it.

    `kind` is the kind of licence that the chain runs on, once a step of it decides that.
    `products` are names of one product.
    """

    kind: str = ""
    products: frozenset[str] = frozenset()
    territory: str = ""

    def after(self, step: Step) -> Scope | None:
        """The scope of the chain with one more step; None where the step does not fit."""
        kind = self.kind
        if step.rule in {"borrowed", "contract-made"}:
            needed = step.link.licence_kind if step.rule == "borrowed" else "qualification"
            if kind not in {"", needed}:
                return None
            kind = needed
        return self._within(kind, step.link)

    def at(self, right: Right) -> Scope | None:
        """The scope of the chain that ends with this right; None where it does not fit."""
        kind = right.kind or (self.kind if self.kind in GRANTED_KINDS else "")
        if self.kind not in {"", kind}:
            return None
        return self._within(kind or "qualification", right.link)

    def _within(self, kind: str, link: Link) -> Scope | None:
        if not link.product and not link.territory:
            return self._replace(kind=kind)
        product, territory = link.limit
        if product and self.products and product not in self.products:
            return None
        if territory and self.territory and territory != self.territory:
            return None
        products = self.products or (frozenset({product}) if product else frozenset())
        return Scope(kind, products, self.territory or territory)


ANYTHING = Scope()


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


def scope_of(world: World, party: Party) -> Scope:
    """The scope of what is asked: a product is limited to itself."""
    if party.kind != "Product":
        return ANYTHING
    return Scope(products=frozenset(map(fold, world.links.names(party.key))))


def routes(world: World, company: Party, deepest: int = DEEPEST) -> list[Route]:
    """Every route of a party, in order; empty if none is known.

    Chains never pass through a party twice, so cycles of ownership or mutual licences end.
    """
    world.links.fetch_around(company.key, deepest)
    found = list(_walk(world, company, (), scope_of(world, company), {company.key}, deepest))
    for deal, right, sure in world.assets(company.key):
        steps = (Step("assets", deal, sure),)
        scope = ANYTHING.at(right)
        if scope is not None:
            found.append(Route(company, steps, right, scope))
    return sorted(found, key=Route.order)


def best_route(world: World, company: Party) -> Route | None:
    """The first of the routes, found without looking at longer ones where a certain one is
    short."""
    for deepest in range(DEEPEST + 1):
        found = routes(world, company, deepest)
        if found and (found[0].certainty == "yes" or deepest == DEEPEST):
            return found[0]
    return None


def _walk(
    world: World,
    company: Party,
    steps: tuple[Step, ...],
    scope: Scope,
    seen: set[str],
    deepest: int,
) -> Iterator[Route]:
    here = steps[-1].link.other.key if steps else company.key
    for right in _ends(world, here, steps):
        limited = scope.at(right)
        if limited is not None:
            yield Route(company, steps, right, limited)
    if len(steps) == deepest:
        return
    for step in world.steps(here):
        there, limited = step.link.other.key, scope.after(step)
        if limited is not None and there not in seen:
            yield from _walk(world, company, (*steps, step), limited, {*seen, there}, deepest)


def _ends(world: World, here: str, steps: tuple[Step, ...]) -> list[Right]:
    """The rights that a chain may end at: the one that a loan names, if there is one of them."""
    rights = world.rights(here)
    if not steps:
        return rights
    rule, link, *_ = steps[-1]
    if rule == "borrowed" and link.qualification:
        return [each for each in rights if each.key == link.qualification] or rights
    if rule == "contract-made" and (presumed := world.presumed(link)) is not None:
        return [presumed]
    return rights
