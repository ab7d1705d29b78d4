"""The licensing links around entities on one day, read once and reasoned over in Python.

A link is one fact that a route to market may use, as known on one day, with how certain it is on
the day asked for. `Links` reads what is around a frontier of entities in one query for each
direction, so that whole chains cost as many queries as they are deep.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphkit.model import LICENCE_KINDS
from graphkit.stores.base import Store

__all__ = ["Link", "Links", "Party"]

_LOT = 5_000

_FIELDS = """
  y.key AS other, y.name AS name, y.kind AS kind, y.confers_right AS confers_right,
  y.sense AS sense, r.fact AS fact, r.valid_from AS valid_from, r.valid_to AS valid_to,
  r.licence_kind AS licence_kind, r.product AS product, r.territory AS territory,
  r.share AS share, r.share_min AS share_min, r.share_max AS share_max,
  r.confidence AS confidence, r.sources AS sources,
  CASE WHEN r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest
    THEN true ELSE false END AS sure
"""
_WHEN = """
WHERE r.known_from <= $known_on AND $known_on < r.known_to
  AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
"""
# One query each way: what an entity stands on, and who makes for it or owns it as a brand.
_OUT = f"""
UNWIND $keys AS key
MATCH (x:Entity {{key: key}})
  -[r:HOLDS|LISTED_IN|USES_LICENCE_OF|ACQUIRED|OWNS|ACQUIRED_ASSETS_OF]->(y:Entity)
{_WHEN} RETURN x.key AS entity, type(r) AS relation, {_FIELDS}"""
_IN = f"""
UNWIND $keys AS key
MATCH (x:Entity {{key: key}})<-[r:MANUFACTURES_FOR|OWNS_BRAND|BRAND_OF|DECLARED_MAKER_OF]-(y:Entity)
{_WHEN} RETURN x.key AS entity, type(r) AS relation, {_FIELDS}"""
_NAMES = """
UNWIND $keys AS key
MATCH (x:Entity {key: key})
RETURN x.key AS key, x.name AS name, x.kind AS kind
"""


@dataclass(frozen=True, slots=True)
class Party:
    """An entity as an answer names it."""

    key: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Link:
    """One fact from `entity` towards `other`, whichever way its arrow points.

    `sure` says whether it is certain on the day; control of a company needs more than half of its
    shares, and `controls` is yes, possible (the share is not known) or no.
    """

    relation: str
    entity: str
    other: Party
    fact: str
    sure: bool
    valid_from: str
    valid_to: str
    confidence: str
    sources: tuple[str, ...]
    licence_kind: str
    product: str
    territory: str
    share: tuple[float | None, float | None, float | None]
    permits: bool

    @property
    def controls(self) -> str:
        """Whether a share of this size is control: yes, possible or no."""
        exact, least, most = self.share
        if exact is None and least is None and most is None:
            # A purchase of a company is of all of it unless a share is stated.
            return "yes" if self.relation == "ACQUIRED" else "possible"
        low = exact if exact is not None else least or 0.0
        high = exact if exact is not None else 100.0 if most is None else most
        if low > 50:
            return "yes"
        return "possible" if high > 50 else "no"

    @property
    def confers(self) -> bool:
        """Whether the licence used is of a kind that confers the right to make or sell."""
        return LICENCE_KINDS.get(self.licence_kind, True)


class Links:
    """The links that hold, surely or possibly, on one day as known on another; each read once."""

    def __init__(self, store: Store, as_of: str, known_on: str) -> None:
        self._store = store
        self._clocks = {"as_of": as_of, "known_on": known_on}
        self._read: dict[str, list[Link]] = {}
        self.queries = 0

    def of(self, key: str) -> list[Link]:
        """The links of one entity, in a fixed order."""
        if key not in self._read:
            self.fetch([key])
        return self._read[key]

    def fetch(self, keys: Iterable[str]) -> None:
        """Read the links of entities not read before, all in two queries."""
        wanted = sorted({key for key in keys if key not in self._read})
        for start in range(0, len(wanted), _LOT):
            lot = wanted[start : start + _LOT]
            self._read.update({key: [] for key in lot})
            for query in (_OUT, _IN):
                self.queries += 1
                for row in self._store.query(query, {"keys": lot, **self._clocks}).dicts():
                    link = _link(row)
                    self._read[link.entity].append(link)
        for key in wanted:
            self._read[key].sort(key=lambda link: (link.relation, link.other.key, link.fact))

    def party(self, key: str) -> Party:
        """The entity itself."""
        [row] = self._store.query(_NAMES, {"keys": [key]}).rows
        return Party(*row)


def _link(row: Mapping[str, Any]) -> Link:
    return Link(
        relation=row["relation"],
        entity=row["entity"],
        other=Party(row["other"], row["name"], row["kind"]),
        fact=row["fact"],
        sure=row["sure"],
        valid_from=row["valid_from"] or "",
        valid_to=row["valid_to"] or "",
        confidence=row["confidence"],
        sources=tuple(row["sources"]),
        licence_kind=row["licence_kind"] or "",
        product=row["product"] or "",
        territory=row["territory"] or "",
        share=(row["share"], row["share_min"], row["share_max"]),
        permits=row["confers_right"] is True or row["sense"] == "permits",
    )
