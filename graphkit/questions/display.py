"""How an answer shows itself: a table of HTML in a notebook, of text in a terminal or a log.

Text from the graph is data: it is cleaned of what a terminal obeys, and escaped in HTML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from io import StringIO
from typing import Any

from graphkit.values import clean_text

__all__ = ["cell_text", "html_table", "text_table"]

_MOST_ROWS = 60  # that a table shows; all are in the answer
_WIDTH = 120  # characters of a line of text


def cell_text(value: Any) -> str:
    """A value as a reader sees it: nothing for None, yes or no, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return f"{value:,.0f}"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(cell_text, value))
    return clean_text(str(value))


def _shown(
    columns: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> tuple[list[str], list[list[str]], str]:
    """The columns that are not empty, their cells, and what is not shown, in words."""
    cells = [{name: cell_text(row[name]) for name in columns} for row in rows[:_MOST_ROWS]]
    kept = [name for name in columns if any(row[name] for row in cells)]
    more = len(rows) - len(cells)
    left = f"… and {more:,} more rows" if more else ""
    return kept, [[row[name] for name in kept] for row in cells], left


def _head(name: str) -> str:
    return clean_text(name).replace("_", " ")


def html_table(
    title: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]], note: str = ""
) -> str:
    """A table of HTML with a caption and, below it, what there is to say of the whole."""
    kept, cells, left = _shown(columns, rows)
    heads = "".join(f"<th>{escape(_head(name))}</th>" for name in kept)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in cells
    )
    notes = "".join(f"<p>{escape(clean_text(each))}</p>" for each in (left, note) if each)
    caption = f"<caption>{escape(clean_text(title))}</caption>"
    return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{notes}"


def text_table(
    title: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]], note: str = ""
) -> str:
    """The same as lines of text, without colours; Chinese stays aligned."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    kept, cells, left = _shown(columns, rows)
    written = StringIO()
    console = Console(
        file=written,
        width=_WIDTH,
        color_system=None,
        highlight=False,
        force_jupyter=False,  # else it draws the table in the cell, and writes nothing here
    )
    if kept:
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for name in kept:
            table.add_column(Text(_head(name)), overflow="fold")
        for row in cells:
            table.add_row(*map(Text, row))
        console.print(table)
    lines = (clean_text(title), written.getvalue().strip("\n"), left, clean_text(note))
    return "\n".join(line for line in lines if line)
