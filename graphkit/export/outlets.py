"""The ways out of a graph: tables, NetworkX and files, as methods of whoever has a store.

`Graph` inherits them. Each is a line or two; what it does stands in the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from graphkit.questions.ask import clock
from graphkit.stores.base import Store

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from graphkit.export.report import Report
    from graphkit.export.tables import Selection, Tables

__all__ = ["Outlets", "Part"]


class Part(TypedDict, total=False):
    """Which part of the graph leaves it; what is not given is all of it.

    `as_of` is a day in the world: only what holds or may hold on it, with its `certainty`; without
    it facts of all times. `known_on` is a day of knowledge, else today. `relations` and `kinds`
    are names of the vocabulary. With `isolated=False`, only nodes that an edge touches.
    """

    as_of: str | date | None
    known_on: str | date | None
    relations: Iterable[str] | None
    kinds: Iterable[str] | None
    isolated: bool


class Outlets:
    """Something with a store, that its graph can leave."""

    store: Store

    def to_networkx(self, **part: Unpack[Part]) -> nx.MultiDiGraph[str]:
        """The graph, or a part of it, in NetworkX: nodes by key, an edge for each fact.

        Attributes are as `export.tables.Tables` says, with days as `datetime.date`; what is not
        known is left out. Raises `UnknownName` for a relation or kind that there is not.
        """
        from graphkit.export.networks import networkx_graph

        return networkx_graph(self._tables(part))

    def to_pandas(self, **part: Unpack[Part]) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The graph, or a part of it, as DataFrames of nodes and of edges; see `to_arrow`."""
        from graphkit.questions.frames import pandas_frame

        tables = self._tables(part)
        return pandas_frame(tables.nodes), pandas_frame(tables.edges)

    def to_polars(self, **part: Unpack[Part]) -> tuple[pl.DataFrame, pl.DataFrame]:
        """As `to_pandas`, in polars, which has to be installed."""
        from graphkit.questions.frames import polars_frame

        tables = self._tables(part)
        return polars_frame(tables.nodes), polars_frame(tables.edges)

    def to_arrow(self, **part: Unpack[Part]) -> tuple[pa.Table, pa.Table]:
        """The graph, or a part of it, as Arrow tables of nodes and of edges.

        Their columns are those of `export.tables.Tables`. Bounds that are open are null.
        """
        tables = self._tables(part)
        return tables.nodes, tables.edges

    def _tables(self, part: Part) -> Tables:
        from graphkit.export.tables import read_tables

        return read_tables(self.store, _selection(part))

    def export(
        self,
        output: str | PathLike[str],
        format: str = "csv",  # noqa: A002 - the word that the command line uses
        **part: Unpack[Part],
    ) -> Report:
        """Write the graph, or a part of it, to a file or folder of one of `export.FORMATS`.

        Beside it lies a report of what the format cannot carry, which is returned, too.
        """
        from graphkit.export.exporting import export

        return export(self.store, Path(output), format, _selection(part))


def _selection(part: Part) -> Selection:
    from graphkit.export.tables import select

    as_of = part.get("as_of")
    return select(
        clock(as_of) if as_of else "",
        clock(part.get("known_on")),
        part.get("relations"),
        part.get("kinds"),
        isolated=part.get("isolated", True),
    )
