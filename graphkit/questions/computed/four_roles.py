"""The question `four-roles`: who stands in which role behind a brand, a product or a company."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphkit.questions.answer import Found
from graphkit.questions.links import Links
from graphkit.questions.world import Step, World
from graphkit.stores.base import Store

__all__ = ["HEADER", "answer"]

HEADER = """
question: >-
  Who are the brand owner, the maker, the declared maker, the plant operator and the licence holder
  behind a brand or product?
help: |
  The roles differ more often than not: the brand's owner, who makes it in fact, who stands in
  the filing, who runs the plant, and on whose licence it is built. For a product its brand,
  the brand's owner and its makers are looked at too, and a company with those it controls, owned
  or bought. Through one that it may control, or may have sold on, a role is possible.
parameters:
  item: {type: entity, help: "a brand, product or company"}
columns:
  role: brand owner, brand, maker, declared maker, contract maker, plant operator or licence holder
  who: the company or brand in that role
  of: the brand, product, plant or company it has the role for
  plant: where, if the source says
  valid_from: since when
  valid_to: until when; empty if no end is known
  certainty: yes or possible
  sources: keys of the sources
example: ask four-roles "Xiaomi SU7" --as-of 2023-12-10
"""
_COLUMNS = ("role", "who", "of", "plant", "valid_from", "valid_to", "certainty", "sources",
            "facts")  # fmt: skip
_ROLES = {
    "OWNS_BRAND": "brand owner", "BRAND_OF": "brand", "MAKES": "maker",
    "DECLARED_MAKER_OF": "declared maker", "OPERATES": "plant operator",
    "MANUFACTURES_FOR": "contract maker", "USES_LICENCE_OF": "licence holder",
}  # fmt: skip
_OWN = {"USES_LICENCE_OF", "OPERATES"}  # what a party is told of as the subject, near or far
_NEAR = """
MATCH (x:Entity {key: $item})<-[b:BRAND_OF|OWNS_BRAND|MAKES]-(near:Entity)
WHERE b.known_from <= $known_on AND $known_on < b.known_to
  AND b.valid_from_earliest <= $as_of AND $as_of < b.valid_to_latest
OPTIONAL MATCH (near)<-[w:OWNS_BRAND]-(owner:Company)
WHERE w.known_from <= $known_on AND $known_on < w.known_to
  AND w.valid_from_earliest <= $as_of AND $as_of < w.valid_to_latest
RETURN near.key, owner.key
"""
_TOLD = f"""
UNWIND $keys AS key
MATCH (it:Entity {{key: key}})-[r:{"|".join(_ROLES)}]-(o:Entity)
WHERE r.known_from <= $known_on AND $known_on < r.known_to
  AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
WITH key, r, startNode(r) AS s, endNode(r) AS e
RETURN key, type(r), s.key, s.name, e.key, e.name, r.plant, r.valid_from, r.valid_to,
  r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest, r.sources, r.fact
"""


def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """The roles around the item, and around those that stand near it."""
    item = parameters["item"]
    near = {item, *(key for row in store.query(_NEAR, parameters) for key in row if key)}
    units = _units(store, parameters)
    clocks = {name: parameters[name] for name in ("as_of", "known_on")}
    rows = []
    for key, relation, start, subject, end, object_, *when, sure, sources, fact in store.query(
        _TOLD, {"keys": sorted({*near, *units}), **clocks}
    ):
        if item not in {start, end} and key != (start if relation in _OWN else end):
            continue
        through = [] if key in near or item in {start, end} else units[key]
        certain = sure and (not through or any(step.sure for step in through))
        links = [step.link for step in through]
        rows.append(
            (
                _ROLES[relation],
                *((object_, subject) if relation == "USES_LICENCE_OF" else (subject, object_)),
                *when,
                "yes" if certain else "possible",
                [*sources, *(source for link in links for source in link.sources)],
                [fact, *(link.fact for link in links)],
            )
        )
    return Found(_COLUMNS, rows, ordered=False)


def _units(store: Store, parameters: Mapping[str, Any]) -> dict[str, list[Step]]:
    """The companies that the item controls or may control on the day, and what says so."""
    day = parameters["as_of"]
    links = Links(store, parameters["known_on"], since=day, until=day)
    links.fetch([parameters["item"]])
    found: dict[str, list[Step]] = {}
    for step in World(links, day).controlled(parameters["item"]):
        found.setdefault(step.link.other.key, []).append(step)
    return found
