"""Arrow tables as data frames of pandas and polars, and the rows of an answer as such a table.

Knows nothing of graphs: what a table holds is decided by those who make it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.errors import BadValue

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["pandas_frame", "polars_frame", "rows_table"]


def pandas_frame(table: pa.Table) -> pd.DataFrame:
    """A table as a DataFrame whose every column can hold "not there".

    Text is pandas' nullable string, words that repeat are categorical, numbers Float64, flags
    boolean, days datetime64[s] (which reaches beyond the years 1677 to 2262), lists Arrow lists.
    """
    import pandas as pd
    import pyarrow as pa

    plain = {
        pa.string(): pd.StringDtype("pyarrow"),
        pa.float64(): pd.Float64Dtype(),
        pa.int64(): pd.Int64Dtype(),
        pa.bool_(): pd.BooleanDtype(),
    }

    def dtype(kind: pa.DataType) -> Any:
        return pd.ArrowDtype(kind) if pa.types.is_list(kind) else plain.get(kind)

    frame: pd.DataFrame = table.to_pandas(types_mapper=dtype)
    return frame


def polars_frame(table: pa.Table) -> pl.DataFrame:
    """A table as a polars DataFrame. Raises `BadValue` where polars is not installed."""
    try:
        import polars as pl
    except ImportError as exc:
        raise BadValue("polars is not installed", "install it with: pip install polars") from exc
    frame = pl.from_arrow(table)
    if not isinstance(frame, pl.DataFrame):
        raise TypeError("a table became a series")
    return frame


def rows_table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows of an answer as a table; a column of mixed types, or of nothing at all, is text."""
    import pyarrow as pa

    untyped = {pa.null(): pa.string(), pa.list_(pa.null()): pa.list_(pa.string())}
    made = []
    for name in columns:
        values = [row[name] for row in rows]
        try:
            array = pa.array(values)
            made.append(array.cast(untyped.get(array.type, array.type)))
        except (pa.ArrowInvalid, pa.ArrowTypeError):
            made.append(pa.array([None if each is None else str(each) for each in values]))
    return pa.Table.from_arrays(made, names=list(columns))
