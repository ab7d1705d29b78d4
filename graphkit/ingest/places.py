"""Where the rows of packs stand, for what only a store can find wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graphkit.errors import InputError
from graphkit.ingest.about import read_about
from graphkit.ingest.opening import has_table, open_table
from graphkit.ingest.tables import Row
from graphkit.ingest.together import pack_folders

__all__ = ["placed"]

_TABLES = ("statements", "decisions", "judgements")


@contextmanager
def placed(packs: Iterable[Path]) -> Iterator[None]:
    """What a store finds wrong with rows of packs, which could be read, is told with their files
    and lines: the tables are read once more, which only a refusal is worth."""
    try:
        yield
    except InputError as exc:
        raise exc.at(_places(packs, {each.file for each in exc.problems})) from exc


def _places(paths: Iterable[Path], wanted: set[str]) -> dict[str, tuple[str, int]]:
    """File and line of the rows of these packs with the wanted keys (`pack:id`)."""
    found: dict[str, tuple[str, int]] = {}
    for folder in (folder for path in paths for folder in pack_folders(path)):
        name = read_about(folder).dataset.name
        for table in (open_table(folder, each) for each in _TABLES if has_table(folder, each)):
            for row in table.rows:
                key = f"{name}:{row.given.get('id')}" if isinstance(row, Row) else ""
                if key in wanted:
                    found[key] = str(table.path), row.line
    return found
