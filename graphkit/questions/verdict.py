"""Whether a party may build at all: yes, possible, denied or not known; and whom it is tied to.

`three-noes`  a source says that it has no right; an authority refused, revoked or suspended one;
              a rumour was denied. They are told apart and dated. They make a verdict only where
              no route is known: the newest does not simply win.
`not-listed`  absence from a register means something only where a source is a complete copy of it:
              then a company of its industry and country that is not in the copy is not permitted,
              as far as nobody says otherwise.
`whose`       brand, parent and subsidiary have verdicts of their own, each under its own name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graphkit.questions.link import Denial, Link, Party
from graphkit.questions.routes import Route, best_route
from graphkit.questions.world import World
from graphkit.values import span

__all__ = ["Verdict", "ties", "verdict"]


class Verdict(NamedTuple):
    """What is known of a party's right to build: the best route, or what stands against one.

    `verdict` is yes, possible, denied or not known.
    """

    party: Party
    verdict: str
    route: Route | None
    against: tuple[Link | Denial, ...]

    @property
    def noes(self) -> tuple[str, ...]:
        """The kinds of no: denied, refused, rumour-denied, not-founded, ceased,
        ended or not-listed."""
        kinds = ("ended" if isinstance(each, Link) else each.no for each in self.against)
        return tuple(dict.fromkeys(kinds))

    @property
    def sentence(self) -> str:
        """The verdict, for a person."""
        name = self.party.name
        if self.route is not None:
            through = " > ".join(party.name for party in self.route.through)
            may = "may build" if self.verdict == "yes" else "possibly may build"
            return f"{name} {may}: {self.route.kind} ({through})."
        if self.verdict == "denied":
            said = "; ".join(_said(each) for each in self.against)
            return f"{name} may not build, by all that is known: {said}."
        return f"No route of {name} is known, and nobody denies one: not known, which is not no."


def _said(each: Link | Denial) -> str:
    if isinstance(each, Link):
        return f"its right ({each.other.name}) ended {each.valid_to}"
    if each.no == "not-founded":
        return f"it was founded {span(each.earliest, each.moment)}"
    if each.no == "ceased":
        return f"it ceased on {each.moment}"
    if each.no == "not-listed":
        return f"{each.sentence} of {each.moment}"
    return f"{each.no} as of {each.moment}"


def verdict(world: World, party: Party) -> Verdict:
    """Whether a party may build on the day, and why."""
    route = best_route(world, party)
    if route is not None:
        return Verdict(party, route.certainty, route, ())
    against = tuple(world.gone(party.key) or world.links.absences(party.key, world.day))
    return Verdict(party, "denied" if against else "not known", None, against)


def ties(world: World, party: Party) -> Iterator[tuple[str, Party, Link | None]]:
    """The party itself, and those whose verdicts are easily taken for its own: each with what it
    is to the party, and the link that says so."""
    yield "itself", party, None
    links, day = world.links, world.day
    for link in links.brands(party.key):
        if link.on(day) in {"yes", "possible"}:
            word = "product" if party.kind == "Brand" else "brand"
            yield word, links.party(link.entity), link
    names = {
        "bought": "subsidiary",
        "controlled": "subsidiary",
        "brand-owner": "brand owner",
        "sold-under": "brand",
        "made-by": "maker",
    }
    found = [
        (names[step.rule], step.link.other, step.link, step.sure)
        for step in world.steps(party.key)
        if step.rule in names
    ]
    for link in links.parents(party.key):
        on, control = link.on(day), link.control
        if on in {"yes", "possible"} and control in {"yes", "possible"}:
            parent = links.party(link.entity)
            found.append(("parent", parent, link, on == "yes" and control == "yes"))
    certain = {(tie, other.key) for tie, other, _, sure in found if sure}
    for tie, other, link, _ in found:
        yield tie if (tie, other.key) in certain else f"possible {tie}", other, link
