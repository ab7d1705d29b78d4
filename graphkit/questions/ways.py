"""In which ways a party builds on a licence: one for each tie to a holder and each right of it.

A way is one step of `world`, or none, and a right at its end. Whole chains are made in `routes`;
here each tie stands alone, with whom the sources name, also where it is not known whether that
holder has a right or passes on another's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphkit.questions.chains import Chains, rights_after
from graphkit.questions.link import CONTROL, LOANS, RIGHTS, Link, Party
from graphkit.questions.links import Links
from graphkit.questions.routes import DEEPEST
from graphkit.questions.scope import scope_of
from graphkit.questions.without import Right
from graphkit.questions.world import Step, World

__all__ = ["MODES", "Way", "ever", "ways"]

MODES = ("own", "borrowed", "contract-made", "bought", "controlled")
_STATED_BY = {"licence", "listing"}


class Way(NamedTuple):
    """How a party builds: by `mode`, on what `holder` has.

    `right` is None where nobody says that the holder has one; `sure`, whether it is certain that
    the party builds like that.
    """

    mode: str
    holder: Party
    tie: Link
    right: Right | None
    sure: bool

    @property
    def certainty(self) -> str:
        """Yes or possible."""
        return "yes" if self.sure else "possible"

    @property
    def links(self) -> tuple[Link, ...]:
        """The links that it rests on: the tie, and what shows the right."""
        if self.right is None or self.right.link == self.tie:
            return (self.tie,)
        return self.tie, self.right.link

    def held(self, links: Links) -> str | None:
        """What is held or licensed: the qualification or register; of a loan that names none, its
        product or the kind of licence."""
        loan = self.tie if self.right is None else self.right.link
        key = loan.qualification if self.right is None else self.right.key
        if key:
            return links.party(key).name
        return (loan.product or loan.licence_kind) if loan.relation in LOANS else None

    @property
    def bounds(self) -> tuple[str, str, str, str]:
        """Within which days the tie and the right have begun, and cease, to stand together."""
        bounds = [each.bounds for each in self.links]
        first, second, third, fourth = zip(*bounds, strict=True)
        return max(first), max(second), min(third), min(fourth)


def ways(world: World, party: Party) -> Iterator[Way]:
    """The ways of a party on the day of that world."""
    if party.kind == "Company":
        for right in world.rights(party.key):
            if right.shown_by in _STATED_BY:
                yield Way("own", party, right.link, right, right.sure)
    limited = scope_of(world, party)
    for step in world.steps(party.key):
        scope = limited.after(step)
        if step.rule in MODES and scope is not None:
            fitting = [each for each in rights_after(world, step) if scope.at(each) is not None]
            yield from _by(world, party, step, fitting)


def ever(world: World, party: Party) -> Iterator[Way]:
    """The ways that a party has or had up to the day, by the links alone; none is sure."""
    links = world.links
    mine = [link for link in links.of(party.key) if _was(world, link)]
    if party.kind == "Company":
        for right in _stated(world, party.key):
            yield Way("own", party, right.link, right, sure=False)
    shared = {link.other.key for link in mine if link.control}
    for link in mine:
        if not link.leads or link.route not in MODES:
            continue
        rights = _stated(world, link.other.key)
        if link.relation in CONTROL:
            if link.control or link.other.key not in shared:
                found = (Way(link.route, link.other, link, right, sure=False) for right in rights)
                yield from (way for way in found if way.bounds[0] < way.bounds[3])
        elif link.relation in LOANS or rights or links.regulated(link.other.key):
            yield Way(link.route, link.other, link, None, sure=False)


def _stated(world: World, key: str) -> list[Right]:
    """The rights that a party holds or held, or on the lists of which it is or was."""
    return [
        Right(key, link.other.key, link.other.name, "", False, link, link.shows)
        for link in world.links.of(key)
        if link.relation in RIGHTS and link.sense == "permits" and _was(world, link)
    ]


def _was(world: World, link: Link) -> bool:
    """Whether it may hold on the day, or ended before."""
    return link.on(world.day) == "ended" or world.stands(link)


def _by(world: World, party: Party, step: Step, rights: Sequence[Right]) -> Iterator[Way]:
    """The ways by one step."""
    holder, sure = step.link.other, step.sure and step.needed
    if step.rule in {"bought", "controlled"}:
        for right in rights:
            if right.granted:
                yield Way(step.rule, holder, step.link, right, sure and right.sure)
    elif world.ceased(holder.key) == "yes":
        return
    elif step.rule == "borrowed":
        # The loan itself says what is lent; how sure that is, the rights behind it.
        if sure and not any(right.sure for right in rights):
            world.links.fetch_around(party.key, DEEPEST)
            sure = Chains(world, party).surely_through(step, DEEPEST)
        yield Way("borrowed", holder, step.link, None, sure)
    elif rights:
        for right in rights:
            yield Way(step.rule, holder, step.link, right, sure and right.sure)
    elif world.links.regulated(holder.key) and not world.gone(holder.key):
        # It makes what needs a right, on its own or on another's.
        yield Way(step.rule, holder, step.link, None, False)
