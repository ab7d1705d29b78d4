"""GraphML, by NetworkX's own writer.

The format: http://graphml.graphdrawing.org/specification.html

GraphML's values are text, numbers and flags: lists are joined and days written in ISO form.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx

from graphkit.export.part import Part, Row
from graphkit.export.writing import as_text, as_xml
from graphkit.export.written import Written

__all__ = ["write"]


def write(part: Part, place: Path) -> Written:
    """Write the nodes and edges to one file."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in part.nodes:
        graph.add_node(node["key"], **_plain(node, "key"))
    for edge in part.edges:
        own = _plain(edge, "subject", "object", "key")
        own["sentence"] = as_xml(part.sentence(edge))
        graph.add_edge(edge["subject"], edge["object"], edge["key"], **own)
    nx.write_graphml(graph, place, encoding="utf-8", named_key_ids=True)
    return Written(
        {"nodes": len(part.nodes), "edges": len(part.edges)},
        (*part.evidence_lost(), part.lists_lost()),
        "networkx.read_graphml, with the same nodes, edges, numbers, flags and texts",
    )


def _plain(row: Row, *apart: str) -> dict[str, Any]:
    return {
        name: value if isinstance(value, (bool, float)) else as_xml(as_text(value))
        for name, value in row.items()
        if name not in apart
    }
