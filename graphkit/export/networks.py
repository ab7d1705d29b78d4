"""The tables as a NetworkX graph, and their columns as Python values. No store, no files."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from graphkit.export.tables import Tables
from graphkit.garbage import uncollected

if TYPE_CHECKING:
    import networkx as nx
    import pyarrow as pa

__all__ = ["networkx_graph", "records", "values_of"]


def values_of(column: pa.ChunkedArray) -> list[Any]:
    """A column as Python values, equal ones one and the same object; days as `datetime.date`."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_list(column.type):
        whole = column.combine_chunks()
        flat = values_of(pa.chunked_array([whole.flatten()]))
        lengths = pc.fill_null(pc.list_value_length(whole), 0).to_numpy(zero_copy_only=False)
        ends = np.concatenate(([0], np.cumsum(lengths))).tolist()
        return [flat[start:end] for start, end in pairwise(ends)]
    if pa.types.is_boolean(column.type):
        return list(column.to_pylist())
    coded = column.combine_chunks()
    if not pa.types.is_dictionary(coded.type):
        coded = coded.dictionary_encode()
    different = coded.dictionary
    if pa.types.is_timestamp(different.type):
        different = different.cast(pa.date32())
    # One place more, for what is not there.
    objects = np.empty(len(different) + 1, dtype=object)
    objects[:-1] = different.to_pylist()
    codes = pc.fill_null(coded.indices, len(different)).to_numpy(zero_copy_only=False)
    return list(objects[codes].tolist())


def networkx_graph(tables: Tables) -> nx.MultiDiGraph[str]:
    """The tables as a graph: nodes by key, edges by the key of the fact's version.

    The attributes are the columns, with what is not there left out: text, float, bool, lists of
    texts, and `datetime.date` for the bounds.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    with uncollected():
        _fill(graph, tables)
    return graph


def _fill(graph: nx.MultiDiGraph[str], tables: Tables) -> None:
    keys, nodes = records(tables.nodes, "key")
    graph.add_nodes_from(zip(keys, nodes, strict=True))
    own = {key: key for key in keys}
    columns = [tables.edges[name] for name in ("subject", "object", "key")]
    subjects, objects, names = map(values_of, columns)
    _, edges = records(tables.edges, "subject", "object", "key")
    # `add_edges_from` looks an edge up anew for each step of adding it, and copies what it says:
    # the adjacency that networkx documents for its subclasses takes a third of the time.
    successors: Any = graph._adj  # type: ignore[attr-defined]
    predecessors: Any = graph._pred  # type: ignore[attr-defined]
    for subject, object_, name, edge in zip(subjects, objects, names, edges, strict=True):
        subject, object_ = own[subject], own[object_]  # noqa: PLW2901 - one text for each key
        parallel = successors[subject].get(object_)
        if parallel is None:
            parallel = successors[subject][object_] = predecessors[object_][subject] = {}
        parallel[name] = edge


def records(
    table: pa.Table, *apart: str, keep: bool = False
) -> tuple[list[Any], list[dict[str, Any]]]:
    """The first column of `apart`, and a dict for each row without what is not there.

    The columns of `apart` are in the dicts only with `keep`.
    """
    import pyarrow.compute as pc

    columns = {name: table[name] for name in table.column_names if keep or name not in apart}
    always = {name: values_of(each) for name, each in columns.items() if not each.null_count}
    rows = [dict(zip(always, row, strict=True)) for row in zip(*always.values(), strict=True)]
    for name, column in columns.items():
        if name not in always:
            places = pc.indices_nonzero(column.is_valid()).to_pylist()
            for place, value in zip(places, values_of(column.drop_null()), strict=True):
                rows[place][name] = value
    return values_of(table[apart[0]]), rows
