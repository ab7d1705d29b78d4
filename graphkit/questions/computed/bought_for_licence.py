"""The question `bought-for-licence`: holders that were bought, and whether the licence is left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphkit.questions.answer import Found
from graphkit.questions.link_queries import BOUGHT_FOR
from graphkit.questions.links import Links
from graphkit.questions.world import World
from graphkit.stores.base import Store

__all__ = ["HEADER", "answer"]

HEADER = """
question: >-
  Which holders were bought for their qualification, at what price, and did the licence survive?
help: |
  Closed acquisitions whose stated purpose speaks of a licence, qualification or permit, or
  whose target is known to have held a right. `licence` says how that right stands on the day
  asked for; without a statement about it, it is not known, whatever the buyer hoped. The right
  of a company that ceased has ended.
parameters:
  company: {type: entity, optional: true, help: only what this company bought}
columns:
  buyer: who bought
  holder: the company bought
  bought: when the deal closed
  price: amount, where the sources give one
  currency: ISO 4217 code of the price
  purpose: what it was bought for, as the sources say
  qualification: what the company bought held
  licence: yes, possible, ended or not known
  sources: keys of the sources
example: ask bought-for-licence
"""
_COLUMNS = ("buyer", "holder", "bought", "price", "currency", "purpose", "qualification",
            "licence", "sources", "facts")  # fmt: skip
_DEALS = f"""
MATCH (c:Company {{key: $company}})-[a:ACQUIRED]->(t:Company)
WHERE a.known_from <= $known_on AND $known_on < a.known_to AND a.valid_from_earliest <= $as_of
OPTIONAL MATCH (t)-[h:HOLDS|LISTED_IN]->(q)
WHERE (q.confers_right = true OR q.sense = 'permits')
  AND h.known_from <= $known_on AND $known_on < h.known_to AND h.valid_from_earliest <= $as_of
WITH c, a, t, h, q
WHERE h IS NOT NULL OR {BOUGHT_FOR}
RETURN t.key, CASE WHEN h IS NULL THEN 'not known'
    WHEN h.valid_to_latest <= $as_of THEN 'ended'
    WHEN h.sure AND h.valid_from_latest <= $as_of AND $as_of < h.valid_to_earliest THEN 'yes'
    ELSE 'possible' END AS licence,
  c.name, t.name, a.valid_from, a.price, a.price_currency, a.purpose, q.name,
  a.sources + coalesce(h.sources, []) AS sources,
  CASE WHEN h IS NULL THEN [a.fact] ELSE [a.fact, h.fact] END AS facts
"""


def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """The deals of one company, or of all."""
    day = parameters["as_of"]
    asked = _DEALS if parameters.get("company") else _DEALS.replace(" {key: $company}", "")
    deals = store.query(asked, parameters).rows
    links = Links(store, parameters["known_on"], since=day, until=day)
    links.fetch_denials(key for key, *_ in deals)
    world = World(links, day)
    rows = [
        (*about, world.left(key, licence), sources, facts)
        for key, licence, *about, sources, facts in deals
    ]
    return Found(_COLUMNS, rows, ordered=False)
