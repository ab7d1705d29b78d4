"""Whole tables out of a store as Arrow columns: the way for many rows. Knows no engine.

Rows leave the engine as CSV that compiled code writes, and compiled code reads it column by column:
for hundreds of thousands of rows that is many times faster than a Python object for each value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from graphkit.stores.base import Store

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Read", "read_table"]

_BEFORE_ITEM = "\x1e"  # the record separator of ASCII
_BLOCK = 1 << 25  # bytes that are parsed at once; no row is longer


class Read(NamedTuple):
    """One column to read: its name, the Cypher expression that gives it, and its type.

    A type is text, category (text of few different values), day (ISO text), list (of texts),
    number or flag. Empty text is no value.
    """

    name: str
    cypher: str
    type: str = "text"


def read_table(
    store: Store, match: str, columns: Sequence[Read], parameters: Mapping[str, object], by: str
) -> pa.Table:
    """The columns of what `match` finds, a clause or more of Cypher without a RETURN; `by` is a
    node of it, with its label, by whose keys it may be divided (`a:Entity`).

    Text becomes string, a category dictionary<string>, a day timestamp[s], a list of texts
    list<string>, a number double, a flag bool; what is not there is null, but a list is empty.
    The order of the rows is the engine's.
    """
    import pyarrow as pa

    returned = {
        each.name: _listed(each.cypher) if each.type == "list" else each.cypher for each in columns
    }
    given = {**parameters, "before": _BEFORE_ITEM}
    types = {"list": pa.string(), **_types()}
    schema = pa.schema([(each.name, types[each.type]) for each in columns])
    lots = [
        _parsed(each, schema)
        for each in store.csv(match, returned, given, by)
        if each.find("\n") + 1 < len(each)  # more than the names: most relations have no edge
    ]
    table = pa.concat_tables([schema.empty_table(), *lots])
    for place, column in enumerate(columns):
        if column.type == "list":
            table = table.set_column(place, column.name, _items(table.column(place)))
    return table


def _types() -> dict[str, pa.DataType]:
    import pyarrow as pa

    return {
        "text": pa.string(),
        "category": pa.dictionary(pa.int32(), pa.string()),
        "day": pa.timestamp("s"),
        "number": pa.float64(),
        "flag": pa.bool_(),
    }


def _listed(cypher: str) -> str:
    """A list of texts as one text: each item after a separator, which items hold escaped."""
    item = "replace(replace(item, '%', '%25'), $before, '%1E')"
    return f"reduce(said = '', item IN {cypher} | said + $before + {item})"


def _parsed(text: str, schema: pa.Schema) -> pa.Table:
    import pyarrow as pa
    from pyarrow import csv

    return csv.read_csv(
        pa.BufferReader(text.encode()),
        csv.ReadOptions(block_size=_BLOCK),
        csv.ParseOptions(newlines_in_values=True),
        csv.ConvertOptions(
            column_types=schema,
            null_values=[""],
            strings_can_be_null=True,
            true_values=["true"],
            false_values=["false"],
        ),
    )


def _items(texts: pa.ChunkedArray) -> pa.Array:
    """Lists from texts that `_listed` made."""
    import pyarrow as pa
    import pyarrow.compute as pc

    parts = pc.split_pattern(pc.fill_null(texts.combine_chunks(), ""), _BEFORE_ITEM)
    parts = pc.list_slice(parts, 1).cast(pa.list_(pa.string()))
    items = pc.replace_substring(parts.flatten(), "%1E", _BEFORE_ITEM)
    return pa.ListArray.from_arrays(parts.offsets, pc.replace_substring(items, "%25", "%"))
