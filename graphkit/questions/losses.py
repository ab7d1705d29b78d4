"""From what a user asks to lose to the world without it; and what it is that would be lost.

Suspending a holder takes its own rights; its subsidiaries keep theirs unless the group is asked
for (rule `group`). A loan that names a suspended right becomes doubtful. A regulator that
freezes new entries takes the rights that began since, and those that require one of its own.
Undoing a purchase of assets makes the rights that came after it doubtful.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from graphkit.errors import BadValue, UnknownName
from graphkit.questions.entities import find_key
from graphkit.questions.freezing import resting_on
from graphkit.questions.link import RIGHTS, Link
from graphkit.questions.links import Links
from graphkit.questions.rereading import facts_without
from graphkit.questions.without import Without
from graphkit.questions.world import World
from graphkit.stores.base import Store
from graphkit.values import nearest

__all__ = ["Loss", "find_losses", "group"]

_BETWEEN = """
MATCH (a:Entity {key: $one})-[r]-(b:Entity {key: $other})
WHERE r.known_from <= $known_on AND $known_on < r.known_to
RETURN DISTINCT r.fact"""
_FACT = (
    "MATCH (s:Statement {fact: $fact}) WHERE s.known_earliest <= $known_on RETURN s.name LIMIT 1"
)
_SCHEME = """
MATCH (q)-[r:ISSUED_BY|OPERATES]-(a:Authority {key: $authority})
WHERE r.known_from <= $known_on AND $known_on < r.known_to
  AND r.valid_from_earliest <= $as_of AND $since < r.valid_to_latest
RETURN q.key, r.sure ORDER BY r.sure"""
_SOURCES = "MATCH (d:Source) RETURN d.key, d.name, d.publisher"


class Loss(NamedTuple):
    """What is taken away, the words for it, the holders that are named, the frozen rights, each
    with whether they surely are the authority's, and an authority to be frozen that grants
    nothing."""

    without: Without
    words: tuple[str, ...]
    holders: frozenset[str] = frozenset()
    frozen: Mapping[str, bool] = MappingProxyType({})
    idle: str = ""


def find_losses(store: Store, links: Links, world: World, given: Mapping[str, Any]) -> Loss:
    """What these parameters of a question take away.

    They are suspend, licence, freeze with since, undo with target, fail, drop, and group.
    Raises `BadValue` where nothing is to be taken away, `UnknownName` for an unknown source.
    """
    losses = [
        make(store, links, world, given)
        for name, make in _MAKERS.items()
        if given.get(name) is not None
    ]
    if not losses:
        raise BadValue(
            "nothing is taken away",
            "say what: suspend=HOLDER, licence=QUALIFICATION, freeze=AUTHORITY, undo=FACT or "
            "undo=BUYER with target=COMPANY, fail=COMPANY or drop=SOURCE",
        )
    return _joined(losses)


def _joined(losses: Iterable[Loss]) -> Loss:
    every = list(losses)
    alone = [each.without for each in every]
    changed = {fact: link for each in alone for fact, link in each.changed.items()}
    sets = {
        name: frozenset().union(*(getattr(each, name) for each in alone))
        for name in ("parties", "holders", "rights", "facts", "doubtful", "sources")
    }
    return Loss(
        Without(changed=changed, **sets),
        tuple(word for each in every for word in each.words),
        frozenset().union(*(each.holders for each in every)),
        {key: sure for each in every for key, sure in each.frozen.items()},
        next((each.idle for each in every if each.idle), ""),
    )


def group(world: World, key: str, *, whole: bool) -> frozenset[str]:
    """The entity, and if asked for all that it controls, surely or possibly."""
    found = {key}
    queue = [key] if whole else []
    while queue:
        here = queue.pop()
        for step in world.steps(here):
            if step.rule in {"bought", "controlled"} and step.link.other.key not in found:
                found.add(step.link.other.key)
                queue.append(step.link.other.key)
    return frozenset(found)


def _suspend(store: Store, links: Links, world: World, given: Mapping[str, Any]) -> Loss:
    if given.get("licence") is not None:
        return Loss(Without(), ())  # one licence of that holder: see there
    key = given["suspend"]
    if links.party(key).kind in {"Qualification", "Register"}:
        return _licence(store, links, world, {"licence": key})
    holders = group(world, key, whole=bool(given.get("group")))
    words = f"the rights of {_names(links, holders)} are suspended"
    return Loss(Without(holders=holders), (words,), holders)


def _licence(_: Store, links: Links, world: World, given: Mapping[str, Any]) -> Loss:
    right, holder = given["licence"], given.get("suspend")
    holders = group(world, holder, whole=bool(given.get("group"))) if holder else frozenset({""})
    loans = (links.borrowers(key) for key in holders) if holder else map(links.of, links.entities())
    named = frozenset(
        link.fact
        for each in loans
        for link in each
        if link.route == "borrowed" and link.qualification == right
    )
    whose = f" of {_names(links, holders)}" if holder else ""
    return Loss(
        Without(rights=frozenset((each, right) for each in holders), doubtful=named),
        (f"{links.party(right).name}{whose} is suspended",),
        holders if holder else frozenset(),
    )


def _freeze(store: Store, links: Links, world: World, given: Mapping[str, Any]) -> Loss:
    since = given.get("since") or world.day
    clocks = {"known_on": links.known_on, "as_of": world.day}
    name = links.party(given["freeze"]).name
    asked = {"authority": given["freeze"], "since": min(since, world.day), **clocks}
    frozen = dict(store.query(_SCHEME, asked).rows)  # the sure ones come last
    surely = frozenset(key for key, sure in frozen.items() if sure)
    out = resting_on(store, clocks, frozenset(frozen))
    gone = resting_on(store, clocks, surely, sure=True)
    found = [
        link
        for key in links.entities()
        for link in links.of(key)
        if link.relation in RIGHTS and link.other.key in out and link.from_latest >= since
    ]
    return Loss(
        Without(
            facts=frozenset(
                link.fact
                for link in found
                if link.from_earliest >= since and link.other.key in gone
            ),
            doubtful=frozenset(link.fact for link in found),
        ),
        (f"{name} admits nobody from {since} on",),
        frozen=frozen,
        idle="" if frozen else name,
    )


def _undo(store: Store, links: Links, world: World, given: Mapping[str, Any]) -> Loss:
    if given.get("target") is None:
        fact = str(given["undo"])
        names = store.query(_FACT, {"fact": fact, "known_on": links.known_on}).rows
        if not names:
            raise BadValue(
                f"{fact!r} is not a fact that is known on {links.known_on}",
                "give the id of a fact, or undo=BUYER with target=COMPANY",
            )
        facts, words = frozenset({fact}), f"it is not so that {names[0][0]}"
    else:
        ends = {"one": find_key(store, str(given["undo"])), "other": given["target"]}
        clocks = {"known_on": links.known_on}
        facts = frozenset(fact for (fact,) in store.query(_BETWEEN, ends | clocks))
        one, other = (links.party(each).name for each in ends.values())
        words = f"what joins {one} and {other} is undone"
    after = frozenset(
        right.link.fact
        for key in {link.entity for link in _with_facts(links, facts) if link.route == "assets"}
        for deal, right, _ in world.assets(key)
        if deal.fact in facts
    )
    return Loss(Without(facts=facts, doubtful=after), (words,))


def _with_facts(links: Links, facts: frozenset[str]) -> list[Link]:
    return [link for key in links.entities() for link in links.of(key) if link.fact in facts]


def _fail(_: Store, links: Links, world: World, given: Mapping[str, Any]) -> Loss:
    parties = group(world, given["fail"], whole=bool(given.get("group")))
    fails = "fails" if len(parties) == 1 else "fail"
    return Loss(Without(parties=parties), (f"{_names(links, parties)} {fails}",), parties)


def _drop(store: Store, links: Links, _: World, given: Mapping[str, Any]) -> Loss:
    wanted = str(given["drop"])
    sources = store.query(_SOURCES).rows
    found = sorted(key for key, name, publisher in sources if wanted in {key, name, publisher})
    if not found:
        known = {each for row in sources for each in row if each}
        raise UnknownName("source", wanted, nearest(wanted, sorted(known)))
    by_fact = {link.fact: link for key in links.entities() for link in links.of(key)}
    versions = facts_without(store, found, links.known_on)
    changed = {
        fact: None if version is None else by_fact[fact].revised(version)
        for fact, version in versions.items()
        if fact in by_fact
    }
    noun = f"the source {found[0]}" if len(found) == 1 else f"{len(found)} sources of {wanted}"
    return Loss(Without(changed=changed, sources=frozenset(found)), (f"{noun} is left out",))


def _names(links: Links, keys: Iterable[str]) -> str:
    return ", ".join(sorted(links.party(key).name for key in keys if key))


_MAKERS = {
    "suspend": _suspend,
    "licence": _licence,
    "freeze": _freeze,
    "undo": _undo,
    "fail": _fail,
    "drop": _drop,
}
