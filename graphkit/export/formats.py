"""The one list of the formats that a graph can be exported to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.export.part import Part
    from graphkit.export.written import Written

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is for, how its file is called, and what writes it.

    `suffix` is empty where it is a folder. `write` takes the part and the place of the file, or
    the folder.
    """

    name: str
    doc: str
    suffix: str
    write: Callable[[Part, Path], Written]


def _by(module: str, part: Part, place: Path) -> Written:
    # Each format has libraries of its own, which are loaded when it is written.
    written: Written = import_module(f"graphkit.export.{module}").write(part, place)
    return written


def _pack(table: str, part: Part, place: Path) -> Written:
    written: Written = import_module("graphkit.export.packs").write(part, place, table)
    return written


FORMATS: Mapping[str, Format] = {
    name: Format(name, doc, suffix, write)
    for name, suffix, write, doc in (
        ("csv", "", partial(_pack, "csv"), "packs that `load` reads again, and a table of facts"),
        ("xlsx", "", partial(_pack, "xlsx"), "the same for Excel"),
        ("parquet", "", partial(_pack, "parquet"), "the same for pandas, polars, DuckDB, Spark"),
        ("graphml", ".graphml", partial(_by, "graphml"), "NetworkX, igraph, yEd, Cytoscape"),
        ("gexf", ".gexf", partial(_by, "gexf"), "Gephi, with its time line"),
        ("dot", ".dot", partial(_by, "dot"), "Graphviz"),
        ("jsonld", ".jsonld", partial(_by, "jsonld"), "linked data: schema.org, FIBO and PROV"),
        ("ftm", ".ftm.json", partial(_by, "ftm"), "FollowTheMoney entities, one a line"),
        ("bods", ".bods.json", partial(_by, "bods"), "Beneficial Ownership Data Standard 0.4"),
        ("cypher", ".cypher", partial(_by, "cypher"), "a script for any Neo4j"),
    )
}
