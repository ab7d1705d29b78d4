"""The Cypher that `links` reads with, made from the vocabulary. No data ever stands in the text.

`n` is whoever builds, `f` what it builds on, `r` the fact; a key is given as `$keys`. The rows
are in the order of `Link`. What may have many rows is an `Asked`, for `Store.gather`.
"""

from __future__ import annotations

from typing import NamedTuple

from graphkit.model import KINDS, RELATIONS, ROUTES
from graphkit.questions.link import CONTROL, IN, LIFE, LOANS, MAKING, OUT, RIGHTS
from graphkit.stores.base import Asked
from graphkit.values import MAX_DATE, MIN_DATE

__all__ = [
    "ALL_DENIALS",
    "AROUND",
    "BORROWERS",
    "BOUGHT_FOR",
    "BRANDS",
    "BUILDERS",
    "DENIALS",
    "HOLDERS",
    "MADE_FOR",
    "NAMES",
    "OWNERS",
    "PARENTS",
    "PARTIES",
    "PERMITS",
    "PRODUCTS",
    "TRADE",
    "Whole",
    "every",
    "whole",
]

# Kinds that build. A key is found at once among labels that have a unique key each, not by the
# shared label.
BUILDERS = sorted(
    {kind for name in OUT for kind in RELATIONS[name].subjects} - {"Person", "Authority"}
    | {kind for name in IN for kind in RELATIONS[name].objects}
)
_MERE = tuple(name for name in IN if ROUTES[RELATIONS[name].route].mere)
_DENIED = (*RIGHTS, "CLEARED", "APPLIED_FOR")

_FACT = (
    *("r.fact", "r.valid_from_earliest", "r.valid_from_latest", "r.valid_to_earliest"),
    *("r.valid_to_latest", "r.sure", "r.confidence", "r.polarity"),
)
_OWN = {
    "licence_kind": "r.licence_kind",
    "qualification": "r.qualification",
    "product": "r.product",
    "territory": "r.territory",
    "share": "r.share",
    # What a source calls controlled, without a share, is more than half.
    "share_min": "CASE WHEN r.control AND r.share IS NULL THEN coalesce(r.share_min, 51.0) "
    "ELSE r.share_min END",
    "share_max": "r.share_max",
    "sense": "CASE WHEN f.confers_right THEN 'permits' ELSE f.sense END",
}
_SHARES = ("share", "share_min", "share_max")
# A row costs as much as it has columns, and a hub has thousands of loans.
_LOAN = (
    *("type(r)", "n.key", "f.key", *_FACT, "r.sources"),
    *(text for name, text in _OWN.items() if name not in {*_SHARES, "sense"}),
)
_COLUMNS = (*_LOAN, *(_OWN[name] for name in (*_SHARES, "sense")), "f.name", "f.kind")
# What ended is of use only where it shows that a right, or a share, is gone.
_WHEN = f"""
WHERE r.known_from <= $known_on AND $known_on < r.known_to AND r.valid_from_earliest <= $until
  AND ($since < r.valid_to_latest OR type(r) IN {[*RIGHTS, *CONTROL]})"""


def _anchored(
    anchor: str, pattern: str, returned: tuple[str, ...] = _COLUMNS, also: str = ""
) -> Asked:
    labels = "|".join(BUILDERS)
    pattern = pattern.replace(f"({anchor})", f"({anchor}:{labels} {{key: key}})")
    return Asked(f"UNWIND $keys AS key MATCH {pattern} {_WHEN}{also}", returned)


AROUND = (
    _anchored("n", f"(n)-[r:{'|'.join(OUT)}]->(f)"),
    _anchored("n", f"(n)<-[r:{'|'.join(IN)}]-(f)"),
)
# Of the owners, those who surely got control on a day that is told: what later deals are.
OWNERS = _anchored(
    "f",
    f"(f)<-[r:{'|'.join(CONTROL)}]-(n)",
    also=f"""
  AND r.sure AND r.valid_from_earliest > '{MIN_DATE}'
  AND (r.control
    OR coalesce(r.share, r.share_min,
      CASE type(r) WHEN 'ACQUIRED' THEN 100.0 ELSE 0.0 END) > 50)""",
)
BORROWERS = _anchored("f", f"(f)<-[r:{'|'.join(LOANS)}]-(n)", _LOAN)
MADE_FOR = _anchored("f", f"(f)-[r:{'|'.join(MAKING)}]->(n)", _LOAN)
PARENTS = _anchored("f", f"(f)<-[r:{'|'.join(CONTROL)}]-(n)")
BRANDS = _anchored("f", f"(f)-[r:{'|'.join(_MERE)}]->(n)")

# Nearly all statements are left out by the first, cheap condition.
_DENIES = f"""
WHERE s.polarity <> 'asserted' OR s.relation IN {list(LIFE)} WITH s
WHERE s.known_earliest <= $known_on
  AND (s.polarity <> 'asserted' AND s.relation IN {list(_DENIED)}
    OR s.relation IN {list(LIFE)} AND s.polarity = 'asserted' AND s.stage = 'closed'
      AND s.confidence <> 'rumoured' AND s.known_latest <= $known_on)"""
_DENIAL = (
    *("s.subject", "s.relation", "coalesce(s.object, '')"),
    """CASE s.relation WHEN 'founded' THEN 'not-founded' WHEN 'ceased' THEN 'ceased'
      ELSE s.polarity END""",
    "s.name",
    f"""CASE WHEN s.relation IN {list(LIFE)} THEN s.value
      WHEN s.valid_from_latest < '{MAX_DATE}' THEN s.valid_from_latest ELSE s.known_latest END""",
    *("s.valid_to_latest", "s.fact", "s.key", "s.source"),
)
DENIALS = Asked(f"UNWIND $keys AS key MATCH (s:Statement {{subject: key}}){_DENIES}", _DENIAL)
ALL_DENIALS = Asked(f"MATCH (s:Statement){_DENIES}", _DENIAL, "s:Statement")

_ANY = f"UNWIND $keys AS key MATCH (e:{'|'.join(KINDS)} {{key: key}})"
PARTIES = Asked(_ANY, ("e.key", "e.name", "e.kind"))
# Of a purchase `a`: that it was for a right, as the sources say.
BOUGHT_FOR = "toLower(a.purpose) =~ '.*(licen[cs]e|qualification|permit).*'"
NAMES = f"{_ANY} RETURN e.names"
# Whoever may have a right: who says so, or who lends it. No index finds a loan by what it lends.
HOLDERS = (
    f"{_ANY} MATCH (e)<-[:{'|'.join(RIGHTS)}]-(n) RETURN DISTINCT n.key",
    f"MATCH (f)<-[r:{'|'.join(LOANS)}]-() WHERE r.qualification IN $keys RETURN DISTINCT f.key",
)
TRADE = Asked(_ANY, ("e.key", "e.industry", "e.country"))
PERMITS = "MATCH (q:Qualification) WHERE q.confers_right = true RETURN q.industry, q.country"
PRODUCTS = Asked("MATCH (p:Product)", ("p.key", "p.names"))


def every(kind: str) -> Asked:
    """Every entity of a kind, with its industry and its country."""
    told = ("e.key", "e.name", "e.kind", "e.industry", "e.country")
    return Asked(f"MATCH (e:{kind})", told, f"e:{kind}")


class Whole(NamedTuple):
    """Queries for every fact of one relation, and for each of the fields of `Link` from
    `licence_kind` on its place in a row; one beyond the row where the relation has no such."""

    queries: tuple[Asked, ...]
    places: tuple[int, ...]


def whole(relation: str) -> Whole:
    """How to read a relation altogether: only the columns that it can have, and no sources."""
    about = RELATIONS[relation]
    own = [name for name in _OWN if name in about.fields_by_name]
    if about.route == "own":
        own.append("sense")
    columns = ("n.key", "f.key", *_FACT, *(_OWN[name] for name in own))
    forward = ROUTES[about.route].builder == "subject"
    arrow = f"-[r:{relation}]->" if forward else f"<-[r:{relation}]-"
    places = {name: place for place, name in enumerate(own, len(columns) - len(own))}
    return Whole(
        tuple(
            Asked(f"MATCH (n:{kind}){arrow}(f) {_WHEN}", columns, f"n:{kind}")
            for kind in (about.subjects if forward else about.objects)
        ),
        tuple(places.get(name, len(columns)) for name in _OWN),
    )
