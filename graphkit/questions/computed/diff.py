"""The question `diff`: what changed between two days, in the world or in what was known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from graphkit.errors import BadValue
from graphkit.model import RELATIONS
from graphkit.questions.answer import Found
from graphkit.questions.links import Links
from graphkit.questions.routes import Route, compared, left_out
from graphkit.questions.world import World
from graphkit.stores.base import Store
from graphkit.stores.projection import BOUNDS
from graphkit.values import MIN_DATE

__all__ = ["HEADER", "answer"]

HEADER = """
question: What changed between two days, and was it the world or our knowledge?
help: |
  world: how a fact stood on the first day and on the second, both as known on `known_on`.
  knowledge: how it was known to stand on the one day `as_of`, by what could be known on the first
  day and on the second, or on `known_on`, if that is earlier. yes, possible, no, or not told.
  With a company, its routes are compared, too.
parameters:
  from: {type: day, help: the first day}
  to: {type: day, help: the second day}
  company: {type: entity, optional: true, help: only what touches this entity}
columns:
  clock: world or knowledge
  kind: fact or route
  about: the fact in a sentence, or the route
  before: on the first day, yes, possible, no or not told
  after: on the second day
  change: >-
    begins, may begin, is certain, had begun (nobody says
    when), is in doubt, ends, is over; of knowledge learned, is certain, is in doubt, no longer
    (it is now known not to hold on that day) or taken back
  valid_from: since when the fact held, as known in the end
  valid_to: until when; empty if no end is known
  sources: keys of the sources
example: diff 2023-11-01 2024-06-01
"""
_COLUMNS = ("clock", "kind", "about", "before", "after", "change", "valid_from", "valid_to",
            "sources", "facts")  # fmt: skip
_CHANGES = {
    ("no", "yes"): "begins", ("no", "possible"): "may begin", ("possible", "yes"): "is certain",
    ("yes", "possible"): "is in doubt", ("yes", "no"): "ends", ("possible", "no"): "is over",
}  # fmt: skip
_LEARNED = {
    ("not told", "yes"): "learned", ("not told", "possible"): "learned", ("no", "yes"): "learned",
    ("no", "possible"): "learned", ("possible", "yes"): "is certain",
    ("yes", "possible"): "is in doubt", ("yes", "no"): "no longer", ("possible", "no"): "no longer",
}  # fmt: skip
_RETURN = """
RETURN r.fact, type(r), a.name, b.name, r.known_from, r.known_to, r.valid_from_earliest,
  r.valid_from_latest, r.valid_to_earliest, r.valid_to_latest, r.sure, r.sources"""
_WORLD = f"""
WHERE r.known_from <= $known_on AND $known_on < r.known_to
  AND ({" OR ".join(f"($from < r.{each} AND r.{each} <= $to)" for each in BOUNDS)}) {_RETURN}"""
_KNOWLEDGE = f"""
WHERE (($from < r.known_from AND r.known_from <= $to)
  OR ($from < r.known_to AND r.known_to <= $to)) {_RETURN}"""


class _Version(NamedTuple):
    fact: str
    relation: str
    subject: str
    object: str
    known_from: str
    known_to: str
    from_earliest: str
    from_latest: str
    to_earliest: str
    to_latest: str
    firm: bool
    sources: list[str]

    def on(self, day: str) -> str:
        if not self.from_earliest <= day < self.to_latest:
            return "no"
        return "yes" if self.firm and self.from_latest <= day < self.to_earliest else "possible"

    @property
    def sentence(self) -> str:
        sentence = RELATIONS[self.relation].sentence
        return sentence.format(subject=self.subject, object=self.object)

    @property
    def cells(self) -> tuple[Any, ...]:
        return (
            [self.from_earliest, self.from_latest],
            [self.to_earliest, self.to_latest],
            self.sources,
            [self.fact],
        )


def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """The changes: first in the world, then in what was known; facts before routes."""
    if parameters["to"] < parameters["from"]:
        raise BadValue(
            f"{parameters['to']} is before {parameters['from']}", "give the earlier day first"
        )
    rows = sorted(_world(store, parameters), key=_order)
    routes, notes = {}, [_ahead(parameters)]
    if parameters.get("company"):
        routes = {clock: _route_rows(store, parameters, clock) for clock in ("world", "knowledge")}
        notes += dict.fromkeys(note for _, note in routes.values())
        rows += routes["world"][0]
    rows += sorted(_knowledge(store, parameters), key=_order)
    if routes:
        rows += routes["knowledge"][0]
    return Found(_COLUMNS, rows, note=" ".join(filter(None, notes)))


def _ahead(parameters: Mapping[str, Any]) -> str:
    """That the second day was not known of yet, where it was not."""
    to, known_on = parameters["to"], parameters["known_on"]
    if to <= known_on:
        return ""
    return (
        f"{to} is after {known_on}, up to which sources are read: what is known is compared up to "
        "that day, and the world as it is expected to go on."
    )


def _days_of_knowledge(parameters: Mapping[str, Any]) -> dict[str, str]:
    """The two days on which it is compared what is known: nothing is used that came later than the
    day of knowledge."""
    return {name: min(parameters[name], parameters["known_on"]) for name in ("from", "to")}


def _order(row: tuple[Any, ...]) -> tuple[str, ...]:
    return row[2], row[5], *row[-1]


def _versions(store: Store, where: str, parameters: Mapping[str, Any]) -> Iterator[_Version]:
    """The edges, of the entity on either side if one is given, each once."""
    patterns = ["(a:Entity)-[r]->(b:Entity)"]
    if parameters.get("company"):
        patterns = [
            "(a:Entity {key: $company})-[r]->(b:Entity)",
            "(b:Entity {key: $company})<-[r]-(a:Entity)",
        ]
    used = [
        each
        for each in ("from", "to", "company", "known_on")
        if f"${each}" in where or each == "company"
    ]
    given = {each: parameters[each] for each in used if parameters.get(each)}
    seen = set()
    for pattern in patterns:
        for row in store.query(f"MATCH {pattern} {where}", given):
            version = _Version(*row)
            if (version.fact, version.known_from) not in seen:
                seen.add((version.fact, version.known_from))
                yield version


def _world(store: Store, parameters: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    for version in _versions(store, _WORLD, parameters):
        before, after = version.on(parameters["from"]), version.on(parameters["to"])
        if before != after:
            change = _CHANGES[before, after]
            if change == "is certain" and version.from_earliest == MIN_DATE:
                change = "had begun"
            yield "world", "fact", version.sentence, before, after, change, *version.cells


def _knowledge(store: Store, parameters: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    by_fact: dict[str, list[_Version]] = {}
    days = _days_of_knowledge(parameters)
    for version in _versions(store, _KNOWLEDGE, {**parameters, **days}):
        by_fact.setdefault(version.fact, []).append(version)
    day = parameters["as_of"]
    for versions in by_fact.values():
        old, new = (_known(versions, each) for each in days.values())
        before = "not told" if old is None else old.on(day)
        after = "not told" if new is None else new.on(day)
        if before == after or (before, after) == ("not told", "no"):
            continue
        shown = new or old
        if shown is not None:
            change = _LEARNED.get((before, after), "taken back")
            told = shown.sources
            if old is not None and new is not None:
                told = [each for each in new.sources if each not in old.sources] or told
            yield (
                "knowledge",
                "fact",
                shown.sentence,
                before,
                after,
                change,
                *shown._replace(sources=told).cells,
            )


def _known(versions: Iterable[_Version], day: str) -> _Version | None:
    return next((each for each in versions if each.known_from <= day < each.known_to), None)


def _route_rows(
    store: Store, parameters: Mapping[str, Any], clock: str
) -> tuple[list[tuple[Any, ...]], str]:
    """How the routes of the entity compare, and a note on those left out."""
    as_of, known = parameters["as_of"], parameters["known_on"]
    worlds = []
    for name, told in _days_of_knowledge(parameters).items():
        day, known_on = (parameters[name], known) if clock == "world" else (as_of, told)
        worlds.append(World(Links(store, known_on, since=day, until=day), day))
    party = worlds[0].links.party(parameters["company"])
    found, deepest = compared(worlds, party)
    sides = [_by_words(world.links, each) for world, each in zip(worlds, found, strict=True)]
    rows = []
    for about in sorted({*sides[0], *sides[1]}):
        old, new = (side.get(about) for side in sides)
        before = "no" if old is None else old.certainty
        after = "no" if new is None else new.certainty
        shown = new or old
        if before != after and shown is not None:
            sources = [source for link in shown.links for source in link.sources]
            bounds = list(shown.bounds)
            change = (_CHANGES if clock == "world" else _LEARNED)[before, after]
            rows.append(
                (
                    clock,
                    "route",
                    about,
                    before,
                    after,
                    change,
                    bounds[:2],
                    bounds[2:],
                    sources,
                    list(shown.facts),
                )
            )
    return rows, left_out(deepest)


def _by_words(links: Links, routes: Iterable[Route]) -> dict[str, Route]:
    found: dict[str, Route] = {}
    for route in routes:
        right = f" ({links.party(route.right.key).name})" if route.right.key else ""
        through = " > ".join(party.name for party in route.through)
        found.setdefault(f"{route.kind}: {through}{right}", route)
    return found
