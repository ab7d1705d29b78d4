"""Nodes and edges as the tables that Neo4j's importer reads: their names, headers and rows. Pure.

The format: https://neo4j.com/docs/operations-manual/5/import/. A file for each label of nodes and
each type of edges; entities share one space of ids, as they share a label. A cell that is empty
is no property. Cells are quoted where they must be, so text may hold anything; the elements of
a list are parted by a control character that none of them may hold.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import orjson

from graphkit.errors import InputError, Problem
from graphkit.model import KINDS, RELATIONS
from graphkit.statement import Judgement
from graphkit.stores.makers import makers
from graphkit.stores.projection import (
    DATASET,
    DECISION,
    SOURCE,
    STATEMENT,
    Column,
    edge_columns,
    node_columns,
)
from graphkit.stores.records import record
from graphkit.stores.upsert import SCHEMA_VERSION, STATED_IN, Changes, EdgeGroup, NodeGroup

__all__ = ["NODES", "Page", "info_page", "pages", "pending_page", "table"]

BETWEEN = "\x1f"  # the unit separator, between the elements of a list
INFO = "StoreInfo"
PENDING = "PendingJudgement"  # what is done about them: `neo4j_imported`
_END_OF_ROW = "\r\n"  # so that a cell with either of the two in it is quoted
_TYPES = {"text": "string", "date": "string", "list": "string[]", "number": "double"}
_RECORDS = {"Dataset": DATASET, "Source": SOURCE, "Statement": STATEMENT, "Decision": DECISION}
_LOT = 5_000  # nodes that are shown at a time

# Every label and its spec for `--nodes`; all other tables are of edges.
NODES = {kind: f"{kind}:Entity" for kind in KINDS} | {
    each: each for each in (*_RECORDS, INFO, PENDING)
}


class Page(NamedTuple):
    """Rows of one table, and whether a cell of them goes over several lines."""

    table: str
    text: str
    many_lines: bool


def _type(column: Column) -> str:
    return _TYPES.get(column.type, "boolean")


def table(name: str) -> str:
    """The header of a table, with its end of line."""
    if name == INFO:
        cells = ["key:ID(StoreInfo)", "name:string", "schema_version:long"]
        cells += ["rules:string", "imported:boolean"]
    elif name == PENDING:
        cells = [f"key:ID({PENDING})", "record:string"]
    elif name in NODES:
        columns = node_columns(name) if name in KINDS else _RECORDS[name]
        space = "Entity" if name in KINDS else name
        cells = [f"key:ID({space})", *(f"{each.name}:{_type(each)}" for each in columns[1:])]
    elif name == STATED_IN:
        cells = [":START_ID(Statement)", ":END_ID(Source)"]
    else:
        columns = edge_columns(RELATIONS[name].name)
        cells = [":START_ID(Entity)", ":END_ID(Entity)"]
        cells += [f"{each.name}:{_type(each)}" for each in columns]
    return _written([cells])


def info_page() -> Page:
    """What tells a store of which version and rules this is, and that an importer made it."""
    row = ["store", "store", SCHEMA_VERSION, makers(), "true"]
    return Page(INFO, _written([row]), many_lines=False)


def pending_page(judgements: Iterable[Judgement]) -> Page:
    """Judgements, for the first to open the store."""
    rows = sorted((each.key, orjson.dumps(record(each)).decode()) for each in judgements)
    return Page(PENDING, _written(rows), many_lines=False)


def pages(changes: Changes) -> Iterator[Page]:
    """The new nodes and edges; raises `InputError` for a list that no cell can hold."""
    for nodes in changes.nodes:
        for items in nodes.lots(_LOT):
            yield _page(nodes.label, len(items), _node_cells(nodes, items))
    for edges in changes.edges:
        yield _page(edges.type, len(edges.ends), _edge_cells(edges))


def _page(name: str, count: int, cells: Iterable[Iterable[Any]]) -> Page:
    text = _written(zip(*cells, strict=False))
    many_lines = text.count("\n") != count or text.count("\r") != count
    return Page(name, text, many_lines)


def _node_cells(group: NodeGroup, items: Sequence[Any]) -> Iterator[Iterable[Any]]:
    for column in group.columns:
        yield _cells(column, items)


def _edge_cells(group: EdgeGroup) -> Iterator[Iterable[Any]]:
    yield [start for start, _ in group.ends]
    yield [end for _, end in group.ends]
    given = {each.name: each for each in group.columns}
    for column in edge_columns(RELATIONS[group.type].name) if given else ():
        yield _cells(column, group.items) if column.name in given else repeat("")


def _cells(column: Column, items: Sequence[Any]) -> Iterable[Any]:
    found = map(column.get, items)
    match column.type:
        case "list":
            return [_joined(column, each) if each else "" for each in found]
        case "date":
            return ["" if each is None else each.text for each in found]
        case "flag":
            return ["" if each is None else "true" if each else "false" for each in found]
    return found  # None and empty text are the same cell


def _joined(column: Column, elements: Sequence[str]) -> str:
    cell = elements[0] if len(elements) == 1 else BETWEEN.join(elements)
    if not cell or cell.count(BETWEEN) != len(elements) - 1:
        message = f"{list(elements)!r} holds an empty text alone, or the character U+001F"
        raise InputError([Problem("batch", 0, column.name, message, "Neo4j's importer refuses it")])
    return cell


def _written(rows: Iterable[Iterable[Any]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator=_END_OF_ROW).writerows(rows)
    return file.getvalue()
