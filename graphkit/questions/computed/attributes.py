"""The question `attributes`: what values sources give an entity, joined by the rules of facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graphkit.facts import FactVersion
from graphkit.model import RELATIONS
from graphkit.questions.answer import Found
from graphkit.questions.rereading import attributes_of
from graphkit.statement import Statement
from graphkit.stores.base import Store
from graphkit.values import when

__all__ = ["HEADER", "answer"]

HEADER = """
question: What is it called, marked and valued on a day, and when was it founded or first delivered?
help: |
  The attributes that sources give an entity and its brands and products: founding and end, first
  delivery, full name, tail mark, capacity, valuation; not the remarks. Statements of one value
  are joined by the rules that join all facts, so that a mark that some have seen changed earlier
  than others is possible in between.
parameters:
  item: {type: entity, help: "a company, brand, product, plant or qualification"}
columns:
  about: of what it is told
  attribute: which one
  value: what the sources say
  valid_from: since when; empty for dates, and where no source says
  valid_to: until when; empty if no end is known
  certainty: yes or possible
  sources: keys of the sources
example: ask attributes "NIO vehicles" --as-of 2024-02-15
"""

Told = tuple[Statement, FactVersion]

_COLUMNS = (
    "about",
    "attribute",
    "value",
    "valid_from",
    "valid_to",
    "certainty",
    "sources",
    "facts",
)
_NEAR = """
MATCH p = (x:Entity {key: $item})-[:OWNS_BRAND|BRAND_OF|MAKES*0..2]->(y:Entity)
WHERE all(r IN relationships(p) WHERE r.known_from <= $known_on AND $known_on < r.known_to
  AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest)
RETURN DISTINCT y.key, y.name
"""


def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """The attributes that may be so on the day."""
    day, known_on = parameters["as_of"], parameters["known_on"]
    names = dict(store.query(_NEAR, parameters).rows)
    told = [each for each in attributes_of(store, names, known_on) if each[0].relation != "remark"]
    rows = []
    for statement, version in told:
        dated = RELATIONS[statement.relation].value == "date"
        certainty = _since(day, statement, version, told) if dated else _on(day, version)
        if certainty:
            since, until = ("", "") if dated else (version.valid_from, version.valid_to)
            rows.append(
                (
                    names[statement.subject],
                    statement.relation,
                    statement.value,
                    since or None,
                    until or None,
                    certainty,
                    list(version.sources),
                    [version.fact],
                )
            )
    return Found(_COLUMNS, sorted(rows, key=lambda row: row[:3]))


def _since(day: str, statement: Statement, version: FactVersion, told: Iterable[Told]) -> str:
    """How a date stands on a day: it is so from itself on; possible where another is told that
    it cannot agree with."""
    date = when(statement.value)
    if day < date.earliest:
        return ""
    rivals = (
        when(each.value)
        for each, _ in told
        if (each.subject, each.relation) == (statement.subject, statement.relation)
    )
    agree = all(each.earliest <= date.latest and date.earliest <= each.latest for each in rivals)
    return "yes" if version.sure and agree and date.latest <= day else "possible"


def _on(day: str, version: FactVersion) -> str:
    """How it stands on a day: yes, possible, or empty."""
    if not version.valid_from_earliest <= day < version.valid_to_latest:
        return ""
    surely = version.sure and version.valid_from_latest <= day < version.valid_to_earliest
    return "yes" if surely else "possible"
