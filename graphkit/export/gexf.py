"""Dynamic GEXF 1.3 for Gephi.

The format: https://gexf.net

An edge is there while its fact may hold, and its `certainty` says, in the same time, when that is
sure. GEXF counts both ends of an interval as within it, so an end is the last day on which the
fact may hold; a side that is open is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import XMLGenerator

from graphkit.export.part import Part, Row
from graphkit.export.writing import as_text, as_xml
from graphkit.export.written import Written
from graphkit.stores.projection import BOUNDS

__all__ = ["write"]

_NODE_APART = ("key", "name")
_EDGE_APART = ("subject", "object", "key", "relation", "certainty", *BOUNDS)
_CERTAINTY = "certainty"
_ONE_DAY = timedelta(days=1)

Span = tuple[date | None, date | None]  # the first and the last day, None where that side is open


def write(part: Part, place: Path) -> Written:
    """Write the nodes and edges to one file."""
    with place.open("w", encoding="utf-8") as file:
        xml = XMLGenerator(file, "utf-8", short_empty_elements=True)
        xml.startDocument()
        with _in(xml, "gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"}):
            about = {"lastmodifieddate": part.selection.known_on}
            with _in(xml, "meta", about), _in(xml, "creator"):
                xml.characters("graphkit")
            _graph(xml, part)
        xml.endDocument()
    return Written(
        {"nodes": len(part.nodes), "edges": len(part.edges)},
        (
            *part.evidence_lost(),
            part.lists_lost(),
        ),
        "networkx.read_gexf, with the same nodes and edges; days and lists as texts",
    )


def _graph(xml: XMLGenerator, part: Part) -> None:
    told = (edge.get(name) for edge in part.edges for name in BOUNDS)
    days = [day for day in told if day and day > date.min]
    scale = {"start": as_text(min(days)), "end": as_text(max(days))} if days else {}
    about = {
        "mode": "dynamic",
        "timeformat": "date",
        "timerepresentation": "interval",
        "defaultedgetype": "directed",
        "idtype": "string",
        **scale,
    }
    nodes, edges = _columns(part.nodes, _NODE_APART), _columns(part.edges, _EDGE_APART)
    with _in(xml, "graph", about):
        _declare(xml, "node", nodes)
        _declare(xml, "edge", {"sentence": "string", **edges})
        with _in(xml, "attributes", {"class": "edge", "mode": "dynamic"}):
            _one(xml, "attribute", {"id": _CERTAINTY, "title": _CERTAINTY, "type": "string"})
        with _in(xml, "nodes", {"count": str(len(part.nodes))}):
            for node in part.nodes:
                with _in(xml, "node", {"id": node["key"], "label": node["name"]}):
                    _values(xml, _said(node, nodes))
        with _in(xml, "edges", {"count": str(len(part.edges))}):
            for edge in part.edges:
                _edge(xml, part, edge, edges)


def _edge(xml: XMLGenerator, part: Part, edge: Row, columns: Mapping[str, str]) -> None:
    about = {
        "id": edge["key"],
        "source": edge["subject"],
        "target": edge["object"],
        "label": edge["relation"],
        "kind": edge["relation"],
        **_ends(_possible(edge)),
    }
    said = [{"for": "sentence", "value": part.sentence(edge)}, *_said(edge, columns)]
    said += [
        {"for": _CERTAINTY, "value": value, **_ends(span)} for value, span in _certainties(edge)
    ]
    with _in(xml, "edge", about):
        _values(xml, said)


def _possible(edge: Row) -> Span:
    start, end = edge.get("valid_from_earliest"), edge.get("valid_to_latest")
    return start, _last(start, end)


def _last(start: date | None, end: date | None) -> date | None:
    """The last day before an end, but not before the start."""
    if end is None:
        return None
    return end - _ONE_DAY if start is None else max(start, end - _ONE_DAY)


def _certainties(edge: Row) -> Iterator[tuple[str, Span]]:
    """When the fact surely holds, and when it only may, in order of time."""
    first, last = _possible(edge)
    begun, ended = edge.get("valid_from_latest"), edge.get("valid_to_earliest")
    if not edge["sure"] or begun is None or (ended is not None and ended <= begun):
        yield "possible", (first, last)
        return
    if first is None or first < begun:
        yield "possible", (first, begun - _ONE_DAY)
    yield "yes", (begun, _last(begun, ended))
    if ended is not None and (last is None or ended <= last):
        yield "possible", (ended, last)


def _ends(span: Span) -> dict[str, str]:
    return {name: as_text(day) for name, day in zip(("start", "end"), span, strict=True) if day}


def _columns(rows: Sequence[Row], apart: Iterable[str]) -> dict[str, str]:
    """The columns that hold anything, with their types in GEXF."""
    found: dict[str, str] = {}
    for row in rows:
        for name, value in row.items():
            if name not in found and name not in apart:
                found[name] = {bool: "boolean", float: "double"}.get(type(value), "string")
    return dict(sorted(found.items()))


def _said(row: Row, columns: Iterable[str]) -> list[dict[str, str]]:
    return [{"for": name, "value": _value(row[name])} for name in columns if name in row]


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else as_text(value)


def _declare(xml: XMLGenerator, of: str, columns: Mapping[str, str]) -> None:
    with _in(xml, "attributes", {"class": of, "mode": "static"}):
        for name, kind in columns.items():
            _one(xml, "attribute", {"id": name, "title": name, "type": kind})


def _values(xml: XMLGenerator, said: Iterable[Mapping[str, str]]) -> None:
    with _in(xml, "attvalues"):
        for each in said:
            _one(xml, "attvalue", each)


def _one(xml: XMLGenerator, name: str, attributes: Mapping[str, str]) -> None:
    with _in(xml, name, attributes):
        pass


@contextmanager
def _in(
    xml: XMLGenerator, name: str, attributes: Mapping[str, str] | None = None
) -> Iterator[None]:
    given = {key: as_xml(value) for key, value in (attributes or {}).items()}
    xml.startElement(name, given)  # type: ignore[arg-type]  # any mapping will do
    yield
    xml.endElement(name)
    xml.ignorableWhitespace("\n")
