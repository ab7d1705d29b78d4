"""By which routes a company may build: whole chains to a right, each step a fact.

A route is a chain of steps from the company to a holder and the right that it holds. A step is
an inference by a named rule from one fact; the chain is as certain as its weakest step. Nothing
is read here but `Links`, and nothing decided but what the rules below say.

`own`          it holds a right, or is on a register that permits (listing, licence and first
               delivery are three facts; each is shown as what it is).
`borrowed`     it uses another's licence of a kind that confers the right to make or sell. Where
               the lender's own right is not known, the claim that it lends stands for it.
`contract`     another makes for it: it builds on the maker's licence (rule maker-to-licence);
               only possibly so where it has a right of its own or the maker is not known to.
`bought`       it bought a company that may build, and the deal closed; buying is not holding.
`controlled`   it owns more than half of a company that may build.
`brand-owner`  a brand builds as its owner does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.questions.links import Link, Links, Party

__all__ = ["DEEPEST", "Route", "Step", "own_rights", "routes"]

DEEPEST = 6  # steps from the company to the holder; a longer chain is no argument any more

_RULES = {
    "USES_LICENCE_OF": "borrowed",
    "MANUFACTURES_FOR": "contract",
    "ACQUIRED": "bought",
    "OWNS": "controlled",
    "OWNS_BRAND": "brand-owner",
}
_RIGHTS = frozenset({"HOLDS", "LISTED_IN"})
_STANDING = frozenset({"borrowed", "contract"})  # lending or making speaks for a right by itself


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain, the rule that lets the chain run through it, and whether it is sure."""

    rule: str
    link: Link
    sure: bool


@dataclass(frozen=True, slots=True)
class Route:
    """A chain from a company to a right.

    `steps` may be empty (its own right). `right` is the holder's holding or listing; None where
    a lender is only known to lend, or a maker to make.
    """

    company: Party
    steps: tuple[Step, ...]
    right: Link | None

    @property
    def kind(self) -> str:
        """The rule of the first step that is not a mere brand's: how the company builds."""
        return next((step.rule for step in self.steps if step.rule != "brand-owner"), "own")

    @property
    def holder(self) -> Party:
        """Whose right it rests on."""
        return self.steps[-1].link.other if self.steps else self.company

    @property
    def through(self) -> tuple[Party, ...]:
        """Every party on the way, the company first and the holder last."""
        return (self.company, *(step.link.other for step in self.steps))

    @property
    def certainty(self) -> str:
        """yes, or possible where any step or the right is not certain."""
        right = self.steps[-1].rule == "borrowed" if self.right is None else self.right.sure
        return "yes" if right and all(step.sure for step in self.steps) else "possible"

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that it rests on, the company's first."""
        right = () if self.right is None else (self.right.fact,)
        return (*(step.link.fact for step in self.steps), *right)

    def __lt__(self, other: Route) -> bool:
        return _order(self) < _order(other)


def _order(route: Route) -> tuple[bool, int, tuple[str, ...]]:
    """The certain first, then the shortest, then by name, so that the order is total."""
    names = tuple(party.key for party in route.through)
    return route.certainty != "yes", len(route.steps), (*names, *route.facts)


def own_rights(links: Links, key: str) -> list[Link]:
    """What an entity holds, or where it is listed, that permits."""
    return [link for link in links.of(key) if link.relation in _RIGHTS and link.permits]


def routes(links: Links, company: Party) -> list[Route]:
    """Every route of a company or brand, the certain and short ones first; empty if none is known.

    Chains never pass through a party twice, so cycles of ownership or mutual licences end.
    """
    return sorted(_walk(links, company, (), frozenset({company.key})))


def _walk(
    links: Links, company: Party, steps: tuple[Step, ...], seen: frozenset[str]
) -> Iterator[Route]:
    here = steps[-1].link.other.key if steps else company.key
    rights = own_rights(links, here)
    for right in rights:
        yield Route(company, steps, right)
    if not rights and steps and steps[-1].rule in _STANDING:
        yield Route(company, steps, None)
    if len(steps) == DEEPEST:
        return
    onward = [step for link in links.of(here) if (step := _step(link, has_own=bool(rights)))]
    links.fetch(step.link.other.key for step in onward)
    for step in onward:
        if step.link.other.key not in seen:
            after = seen | {step.link.other.key}
            yield from _walk(links, company, (*steps, step), after)


def _step(link: Link, *, has_own: bool) -> Step | None:
    """The step that a link allows, if any."""
    rule = _RULES.get(link.relation)
    if rule is None:
        return None
    if rule == "borrowed":
        return Step(rule, link, link.sure) if link.confers else None
    if rule == "contract":
        return Step(rule, link, link.sure and not has_own)
    if rule in {"bought", "controlled"}:
        control = link.controls
        return None if control == "no" else Step(rule, link, link.sure and control == "yes")
    return Step(rule, link, link.sure)
