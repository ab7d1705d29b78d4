"""DOT, the language of Graphviz.

The format: https://graphviz.org/doc/info/lang.html

For a picture: names on nodes, the relation and its dates on edges, doubtful edges dashed.
"""

from __future__ import annotations

from pathlib import Path

from graphkit.export.dates import is_so
from graphkit.export.part import Part, Row
from graphkit.export.report import Loss
from graphkit.export.written import Written
from graphkit.values import clean_text

__all__ = ["write"]


def write(part: Part, place: Path) -> Written:
    """Write the nodes and edges to one file."""
    with place.open("w", encoding="utf-8") as file:
        file.write("digraph graphkit {\n  charset=utf8;\n  node [shape=box, fontname=sans];\n")
        for node in part.answering:
            label = _quoted(f"{node['name']}\n{node['kind']}")
            file.write(f"  {_quoted(node['key'])} [label={label}];\n")
        for edge in part.edges:
            style = "solid" if is_so(edge) else "dashed"
            file.write(
                f"  {_quoted(edge['subject'])} -> {_quoted(edge['object'])} "
                f"[label={_quoted(_label(edge))}, style={style}];\n"
            )
        file.write("}\n")
    beside = len(part.edges)
    return Written(
        {"nodes": len(part.answering), "edges": len(part.edges)},
        (
            part.merged_lost(),
            *part.evidence_lost(),
            Loss(
                "other names and fields of nodes", len(part.answering), "a picture shows one name"
            ),
            Loss("fields, bounds and sources of edges", beside, "a picture shows when and what"),
        ),
    )


def _label(edge: Row) -> str:
    said = edge["relation"].lower().replace("_", " ")
    when = " – ".join(edge.get(name, "") for name in ("valid_from", "valid_to"))
    return f"{said}\n{when}" if when.strip(" –") else said


def _quoted(text: str) -> str:
    """A quoted string; each line of it is cleaned of what a viewer might obey."""
    lines = (clean_text(each) for each in text.split("\n"))
    return '"' + "\\n".join(each.replace("\\", "\\\\").replace('"', '\\"') for each in lines) + '"'
