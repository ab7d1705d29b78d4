"""A script of plain Cypher that makes the graph in any Neo4j: nodes, edges, statements, sources.

All data stands in string literals, one statement a line. A backslash is a literal of its own that
is joined to what is around it: some versions read the escape of a character, `u` and four digits,
before they read the string that it stands in, and what data holds of that kind must not end it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from graphkit.export.part import Part, Row
from graphkit.export.report import Loss
from graphkit.export.written import Written
from graphkit.model import KINDS
from graphkit.stores.projection import OPEN
from graphkit.stores.upsert import STATED_IN

__all__ = ["write"]

_LOT = 100  # rows in one statement: a server reads larger ones more than proportionally slowly
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ESCAPES = str.maketrans({"'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def write(part: Part, place: Path) -> Written:
    """Write the script to one file."""
    with place.open("w", encoding="utf-8") as file:
        file.writelines(f"{each};\n" for each in _script(part))
    told = len(part.statements)
    return Written(
        {
            "nodes": len(part.nodes),
            "edges": len(part.edges),
            "statements": told,
            "sources": len(part.sources),
        },
        (
            *part.judged_lost(),
            Loss("texts", _unseen(part), "a script cannot hold characters that nobody can see"),
            Loss("data sets", len(part.datasets), "they are about packs, not about the graph"),
        ),
    )


def _unseen(part: Part) -> int:
    rows = chain(part.nodes, part.edges, part.statements, part.sources)
    texts = (each for row in rows for each in row.values() if isinstance(each, str))
    return sum(_UNWRITABLE.search(each) is not None for each in texts)


def _script(part: Part) -> Iterator[str]:
    for label in (*KINDS, "Statement", "Source"):
        yield (
            f"CREATE CONSTRAINT {label.lower()}_key IF NOT EXISTS "
            f"FOR (n:{label}) REQUIRE n.key IS UNIQUE"
        )
    kinds = {each["key"]: each["kind"] for each in part.nodes}
    for kind, nodes in _grouped((each["kind"], each) for each in part.nodes):
        yield from _nodes(f"{kind}", nodes, " SET n:Entity")
    yield from _nodes("Source", part.sources)
    yield from _nodes("Statement", part.statements)
    ends = (
        (each["relation"], kinds[each["subject"]], kinds[each["object"]]) for each in part.edges
    )
    for (relation, start, end), edges in _grouped(zip(ends, part.edges, strict=True)):
        for lot in _lots(edges, OPEN):  # as the store keeps it, so that bounds compare as text
            yield (
                f"UNWIND {lot} AS row MATCH (a:{start} {{key: row.subject}}) "
                f"MATCH (b:{end} {{key: row.object}}) "
                f"MERGE (a)-[r:{relation} {{key: row.key}}]->(b) SET r += row"
            )
    for lot in _lots([{"key": each["key"], "source": each["source"]} for each in part.statements]):
        yield (
            f"UNWIND {lot} AS row MATCH (a:Statement {{key: row.key}}) "
            f"MATCH (b:Source {{key: row.source}}) MERGE (a)-[:{STATED_IN}]->(b)"
        )


def _nodes(label: str, rows: Sequence[Row], more: str = "") -> Iterator[str]:
    for lot in _lots(rows):
        yield f"UNWIND {lot} AS row MERGE (n:{label} {{key: row.key}}){more} SET n += row"


def _grouped(pairs: Any) -> list[tuple[Any, list[Row]]]:
    groups: dict[Any, list[Row]] = defaultdict(list)
    for name, row in pairs:
        groups[name].append(row)
    return sorted(groups.items())


def _lots(rows: Sequence[Row], unless_said: Mapping[str, str] | None = None) -> Iterator[str]:
    for at in range(0, len(rows), _LOT):
        yield _literal([{**(unless_said or {}), **each} for each in rows[at : at + _LOT]])


def _literal(value: Any) -> str:
    """A value as Cypher writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case float() | int():
            return repr(value)
        case dict():
            said = ((name, each) for name, each in value.items() if each != [])
            return "{" + ", ".join(f"`{name}`: {_literal(each)}" for name, each in said) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_literal, value)) + "]"
        case date():
            return f"'{value.isoformat()}'"
    pieces = _UNWRITABLE.sub("", str(value)).split("\\")
    return " + '\\\\' + ".join(f"'{each.translate(_ESCAPES)}'" for each in pieces)
