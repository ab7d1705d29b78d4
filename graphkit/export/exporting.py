"""One export: a format's writer at work, its files put in place, and the report beside them."""

from __future__ import annotations

import json
from pathlib import Path

from graphkit.errors import BadValue, UnknownName
from graphkit.export.formats import FORMATS
from graphkit.export.part import Part
from graphkit.export.report import Report
from graphkit.export.tables import Selection
from graphkit.export.writing import as_json, put_in_place, workplace
from graphkit.stores.base import Store
from graphkit.values import nearest

__all__ = ["export"]

_LOSSES = "losses.json"


def export(store: Store, output: Path, format: str, selection: Selection) -> Report:  # noqa: A002
    """Write the selection to `output`, a folder or a file as the format has it, or a folder to
    put the file into; a report of what it cannot carry lies beside it, as `losses.json`.

    All files are written elsewhere first and then moved, so that a failure, even of one of the
    moves, leaves what was there before. Raises `UnknownName` for a format that there is not,
    `BadValue` for a place that cannot be written.
    """
    if format not in FORMATS:
        raise UnknownName(
            "format", format, nearest(format, FORMATS), f"there are {', '.join(FORMATS)}"
        )
    chosen = FORMATS[format]
    if not chosen.suffix:
        folder, name, report = output, "", _LOSSES
        if output.exists() and not output.is_dir():
            raise BadValue(f"{output} is a file", f"{format} needs a folder: name another")
    else:
        file = output / f"graph{chosen.suffix}" if output.is_dir() else output
        folder, name, report = file.parent, file.name, f"{file.name}.{_LOSSES}"
    with workplace(folder) as work:
        written = chosen.write(Part(store, selection), work / name)
        told = Report(
            format,
            {"as_of": selection.as_of, "known_on": selection.known_on},
            written.carried,
            tuple(each for each in written.lost if each.count),
            written.comes_back,
            folder,
            (*_files(work), report),
        )
        as_json(work / report, told.as_record())
        earlier = _earlier(folder / report)
        put_in_place(work, folder)
        for each in earlier - set(told.files):
            (folder / each).unlink(missing_ok=True)
    return told


def _files(work: Path) -> list[str]:
    found = (each for each in work.rglob("*") if each.is_file())
    return sorted(each.relative_to(work).as_posix() for each in found)


def _earlier(report: Path) -> set[str]:
    """The files that an earlier export wrote to the same place, as its report tells."""
    try:
        told = json.loads(report.read_text(encoding="utf-8"))["files"]
        folder = report.parent.resolve()
        return {each for each in told if (folder / each).resolve().parent.is_relative_to(folder)}
    except (OSError, ValueError, TypeError, KeyError):
        return set()
