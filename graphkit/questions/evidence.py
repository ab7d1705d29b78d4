"""The evidence behind facts: their statements with sources, and the edges that they make.

Reads the store by fact id or around an entity, and returns plain rows or a NetworkX graph. What
an edge looks like in a picture or a file is decided by those who draw or write it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

import networkx as nx

from graphkit.model import RELATIONS
from graphkit.questions.rereading import decided
from graphkit.stores.base import Store
from graphkit.stores.projection import DAYS, OPEN, Column, edge_columns
from graphkit.stores.upsert import ANY_KIND, lots
from graphkit.values import MAX_DATE

__all__ = ["STALE_MONTHS", "graph_around", "graph_of", "statements_of"]

STALE_MONTHS = 24  # without a word of it a fact is marked as stale

_STATEMENTS = """
UNWIND $facts AS fact
MATCH (s:Statement {fact: fact})-[:STATED_IN]->(d:Source)
WHERE s.known_earliest <= $known_on
RETURN s.fact AS fact, s.key AS statement, s.name AS sentence, s.subject AS subject,
  s.relation AS relation, s.object AS object, s.value AS value, s.polarity AS polarity,
  s.stage AS stage, s.confidence AS confidence, s.valid_from AS valid_from,
  s.valid_to AS valid_to, s.expected_to AS expected_to, d.key AS source, d.name AS title,
  d.publisher AS publisher, d.kind AS source_kind, d.url AS url, d.published AS published,
  s.quote AS quote, s.summary AS summary, coalesce(s.attribution, []) AS attribution,
  s.rule AS rule, CASE WHEN s.known_latest <= $known_on THEN 'yes' ELSE 'possible' END AS known,
  s.known_latest AS told
"""

_CERTAINTY = """
  CASE WHEN r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest THEN 'yes'
    WHEN r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest THEN 'possible'
    ELSE 'no' END"""

_NODES = f"""
UNWIND $keys AS key
MATCH (e:{ANY_KIND} {{key: key}})
RETURN e.key AS key, e.name AS name, e.kind AS kind, e.names AS names
"""

_AROUND = f"""
UNWIND $keys AS key
MATCH (a:{ANY_KIND} {{key: key}})-[r]-(b:Entity)
WHERE r.known_from <= $known_on AND $known_on < r.known_to
  AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
RETURN DISTINCT r.fact AS fact, type(r) AS relation, b.key AS near
"""


def statements_of(
    store: Store, facts: Sequence[str], known_on: str, as_of: str = MAX_DATE
) -> list[dict[str, Any]]:
    """Every statement about these facts that could be known by then, in order of the facts.

    Denials, plans and rumours are among them: they are evidence, too; an inferred end is only
    where somebody asserted by then what it ends. `known` is "possible"
    where the day is within the bounds of the source's publication. `last_said` is the month of
    the newest document that asserts the fact, and it is `stale` if no end of it is stated and
    `STALE_MONTHS` passed from then to the day `as_of`. `decision` tells what was decided on the
    statement by then.
    """
    rows: list[dict[str, Any]] = []
    for lot in lots(facts):
        found = store.query(_STATEMENTS, {"facts": list(lot), "known_on": known_on})
        rows.extend(found.dicts())
    asserted = {each["fact"] for each in rows if _asserts(each) and not each["rule"]}
    rows = [each for each in rows if not each["rule"] or each["fact"] in asserted]
    place = {fact: number for number, fact in enumerate(facts)}
    rows.sort(key=lambda row: (place[row["fact"]], row["statement"]))
    made = decided(store, [row["statement"] for row in rows], known_on)
    aside = {key for key, decision in made.items() if decision.verdict == "set-aside"}
    for _, said in groupby(rows, key=itemgetter("fact")):
        _mark(list(said), aside, known_on, min(as_of, known_on))
    for row in rows:
        decision = made.get(row["statement"])
        row["decision"] = (
            f"{decision.verdict} on {decision.decided_on} by {decision.who}: {decision.why}"
            if decision
            else None
        )
    return rows


def _mark(said: Sequence[dict[str, Any]], aside: set[str], known_on: str, day: str) -> None:
    """Mark the statements of one fact with when it was said last, but for what was set aside, and
    whether on the day that was long ago."""
    asserted = [each for each in said if _asserts(each) and each["statement"] not in aside]
    told = [min(each["told"], known_on) for each in asserted if not each["rule"]]
    last = max(told, default=None)
    ended = any(each["valid_to"] for each in asserted)
    lasting = any(each["object"] for each in asserted) and not ended
    for each in said:
        del each["told"]
        each["last_said"] = last and last[:7]
        each["stale"] = bool(lasting and last and _months(last, day) >= STALE_MONTHS)


def _asserts(row: dict[str, Any]) -> bool:
    return (row["polarity"], row["stage"]) == ("asserted", "closed")


def _months(since: str, day: str) -> int:
    """Calendar months from one ISO day to a later one."""
    return (int(day[:4]) - int(since[:4])) * 12 + int(day[5:7]) - int(since[5:7])


def graph_of(store: Store, facts: Sequence[str], as_of: str, known_on: str) -> nx.MultiDiGraph[str]:
    """The facts as known on one day, as edges by version key between entities by key.

    Nodes carry name, kind and names; edges what `export.networks` gives them: relation, fact, the
    dates as people write them, the bounds and the days of knowledge as `datetime.date`, the
    fields of the relation, …, and `certainty` on the day `as_of` (yes, possible or no). What is
    not known, an open bound above all, is left out. A fact that nobody asserts, or that gives a
    value rather than joining two entities, has no edge.
    """
    ends: dict[str, list[dict[str, str]]] = {}
    for statement in statements_of(store, facts, known_on):
        if statement["object"] and statement["polarity"] == "asserted":
            ends.setdefault(statement["relation"], []).append(
                {"subject": statement["subject"], "fact": statement["fact"]}
            )
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for relation in sorted(ends):
        for subject, object_, key, edge in _edges(store, relation, ends[relation], as_of, known_on):
            graph.add_edge(subject, object_, key, **edge)
    for lot in lots(sorted(graph)):
        for node in store.query(_NODES, {"keys": list(lot)}).dicts():
            graph.add_node(node.pop("key"), **node)
    return graph


def _edges(
    store: Store, relation: str, ends: Iterable[dict[str, str]], as_of: str, known_on: str
) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    # A relation's name comes from the vocabulary, never from data: it may stand in the text.
    columns = ", ".join(f"{_read(each)} AS `{each.name}`" for each in edge_columns(relation))
    query = f"""
    UNWIND $rows AS row
    MATCH (a:{ANY_KIND} {{key: row.subject}})-[r:{RELATIONS[relation].name}]->(:Entity)
    WHERE r.fact = row.fact AND r.known_from <= $known_on AND $known_on < r.known_to
    RETURN startNode(r).key AS subject, endNode(r).key AS object, {columns},
    {_CERTAINTY} AS certainty"""
    rows = list({row["fact"]: row for row in ends}.values())
    for lot in lots(rows):
        parameters = {"rows": list(lot), "as_of": as_of, "known_on": known_on}
        for edge in store.query(query, parameters).dicts():
            subject, object_, key = edge.pop("subject"), edge.pop("object"), edge.pop("key")
            yield subject, object_, key, {"relation": relation, **_attributes(edge)}


def _read(column: Column) -> str:
    found = f"r.`{column.name}`"
    return f"coalesce({found}, [])" if column.type == "list" else found


def _attributes(edge: dict[str, Any]) -> dict[str, Any]:
    """The properties of an edge that are there, days as days; an open side, which the store keeps
    as a day out of reach, is not, nor is until when it was known like this: it was told later."""
    edge["known_to"] = OPEN["known_to"]
    for name in DAYS:
        edge[name] = None if edge[name] == OPEN[name] else date.fromisoformat(edge[name])
    return {name: value for name, value in edge.items() if value is not None}


def _facts_around(store: Store, key: str, as_of: str, known_on: str, depth: int = 2) -> list[str]:
    """The facts within `depth` steps of an entity that may hold on that day.

    From the entity itself every relation counts; further on only those that paths may run
    through, so that a ministry does not draw in every company that it ever listed.
    """
    facts: dict[str, None] = {}
    seen, frontier = {key}, [key]
    for step in range(depth):
        reached: dict[str, None] = {}
        for lot in lots(frontier):
            clocks = {"keys": list(lot), "as_of": as_of, "known_on": known_on}
            for fact, relation, near in sorted(store.query(_AROUND, clocks).rows):
                if step and not RELATIONS[relation].path:
                    continue
                facts[fact] = None
                if RELATIONS[relation].path:
                    reached[near] = None
        frontier = [each for each in reached if each not in seen]
        seen.update(frontier)
    return list(facts)


def graph_around(
    store: Store, key: str, as_of: str, known_on: str, depth: int = 2
) -> nx.MultiDiGraph[str]:
    """The graph of what may hold within `depth` steps of an entity on that day; each edge has its
    `evidence`, the statements of its fact, and its `sentence`; the entity itself is the `focus`."""
    facts = _facts_around(store, key, as_of, known_on, depth)
    graph = graph_of(store, facts, as_of, known_on)
    said: dict[str, list[dict[str, Any]]] = {}
    for statement in statements_of(store, facts, known_on, as_of):
        said.setdefault(statement["fact"], []).append(statement)
    names = graph.nodes(data="name")
    for subject, object_, edge in graph.edges(data=True):
        edge["evidence"] = said[edge["fact"]]
        edge["sentence"] = RELATIONS[edge["relation"]].sentence.format(
            subject=names[subject], object=names[object_]
        )
    if key in graph:
        graph.nodes[key]["focus"] = True
    return graph
