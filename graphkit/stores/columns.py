"""Whole tables out of a store as Arrow columns: the way for many rows. Knows no engine.

A row leaves the engine as one text, its values joined by separators, and is taken apart again in
compiled code: for hundreds of thousands of rows that is several times faster than a Python
object for each value. Where a value holds a separator itself, which no text that was read from a
pack can, the parts do not add up, and the same table is read value by value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from graphkit.stores.base import Store

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Read", "read_table"]

_BETWEEN_VALUES, _BETWEEN_ITEMS = "\x1f", "\x1e"  # the unit and record separators of ASCII


class Read(NamedTuple):
    """One column to read: its name, the Cypher expression that gives it, and its type.

    A type is text, list (of texts), number or flag. Empty text is no value.
    """

    name: str
    cypher: str
    type: str = "text"


def read_table(
    store: Store, match: str, columns: Sequence[Read], parameters: Mapping[str, Any]
) -> pa.Table:
    """The columns of what `match` finds, a clause or more of Cypher without a RETURN.

    Text becomes string, a list of texts list<string>, a number double, a flag bool; what is not
    there is null, but a list is empty. The order of the rows is the engine's.
    """
    import pyarrow as pa

    made = [
        _unpacked(texts, columns)
        for texts in store.texts(
            f"{match} RETURN {_packed(columns)} AS packed",
            {**parameters, "values": _BETWEEN_VALUES, "items": _BETWEEN_ITEMS},
        )
    ]
    if any(each is None for each in made):
        return _one_by_one(store, match, columns, parameters)
    return pa.concat_tables([_schema(columns).empty_table(), *made])


def _schema(columns: Iterable[Read]) -> pa.Schema:
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "list": pa.list_(pa.string()),
        "number": pa.float64(),
        "flag": pa.bool_(),
    }
    return pa.schema([(each.name, types[each.type]) for each in columns])


def _packed(columns: Iterable[Read]) -> str:
    return " + $values + ".join(map(_as_text, columns))


def _as_text(column: Read) -> str:
    match column.type:
        case "text":
            return f"coalesce({column.cypher}, '')"
        case "list":
            # Its length goes before its items, so that a separator within an item shows.
            items = f"coalesce({column.cypher}, [])"
            return f"reduce(said = toString(size({items})), item IN {items} | said + $items + item)"
    return f"coalesce(toString({column.cypher}), '')"


def _unpacked(texts: list[str], columns: Sequence[Read]) -> pa.Table | None:
    """The rows that these texts stand for, None where a value holds a separator."""
    import pyarrow as pa
    import pyarrow.compute as pc

    parts = pc.split_pattern(pa.array(texts, pa.string()), _BETWEEN_VALUES)
    if not pc.all(pc.equal(pc.list_value_length(parts), len(columns)), min_count=0).as_py():
        return None
    schema = _schema(columns)
    made = []
    for place, column in enumerate(columns):
        found = pc.list_element(parts, place)
        if column.type == "list":
            found = _items(found)
            if found is None:
                return None
        else:
            found = pc.if_else(pc.equal(found, ""), None, found).cast(schema.field(place).type)
        made.append(found)
    return pa.Table.from_arrays(made, schema=schema)


def _items(texts: pa.Array) -> pa.Array | None:
    """Lists from texts that begin with their length, None where one does not add up."""
    import pyarrow as pa
    import pyarrow.compute as pc

    parts = pc.split_pattern(texts, _BETWEEN_ITEMS)
    lengths = pc.subtract(pc.list_value_length(parts), 1)
    told = pc.list_element(parts, 0).cast(pa.int32())
    if not pc.all(pc.equal(lengths, told), min_count=0).as_py():
        return None
    return pc.list_slice(parts, 1).cast(pa.list_(pa.string()))


def _one_by_one(
    store: Store, match: str, columns: Sequence[Read], parameters: Mapping[str, Any]
) -> pa.Table:
    import pyarrow as pa

    found = ", ".join(f"{each.cypher} AS `{each.name}`" for each in columns)
    rows = store.query(f"{match} RETURN {found}", parameters)
    schema = _schema(columns)
    made = []
    for place, column in enumerate(columns):
        values = [row[place] for row in rows]
        if column.type == "list":
            values = [each or [] for each in values]
        elif column.type == "text":
            values = [each or None for each in values]
        made.append(pa.array(values, schema.field(place).type))
    return pa.Table.from_arrays(made, schema=schema)
