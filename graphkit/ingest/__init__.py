"""From files that people write to records: read, check, refuse, and say where and why.

`read_pack` and `read_packs` take all or nothing. `sift_packs` takes the good rows and puts the
others into quarantine. `join` makes one batch of several. Nothing here knows a store, and the
libraries of the file formats are loaded only for a file of that format.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from graphkit.errors import InputError, Problem
from graphkit.ingest.about import TABLES
from graphkit.ingest.opening import Progress
from graphkit.ingest.pack import read_folder
from graphkit.ingest.quarantine import Drafts, draft_quarantine
from graphkit.ingest.reading import Reading, Refused
from graphkit.ingest.together import disagreements, join, pack_folders
from graphkit.statement import Batch

__all__ = ["Progress", "Refused", "Sifted", "join", "read_pack", "read_packs", "sift_packs"]


@dataclass(frozen=True, slots=True)
class Sifted:
    """The good rows of a pack and the refused ones; `quarantine` is the folder where those are
    now, or None where there are none. `read` counts the rows of each table: good and refused.
    """

    batch: Batch
    refused: tuple[Refused, ...]
    quarantine: Path | None
    read: Mapping[str, int]


def read_pack(path: str | PathLike[str], *, progress: Progress | None = None) -> Batch:
    """One pack. Raises `InputError` with every problem, if there is any."""
    reading = read_folder(Path(path), progress)
    _stop([reading], strict=True)
    return reading.batch()


def read_packs(
    paths: Iterable[str | PathLike[str]], *, progress: Progress | None = None
) -> list[Batch]:
    """Packs, and the packs in folders of packs. Raises `InputError` with every problem of all,
    also where two packs disagree about an entity, a name or a source.
    """
    readings = _readings(paths, progress)
    _stop(readings, strict=True)
    return [reading.batch() for reading in readings]


def sift_packs(
    paths: Iterable[str | PathLike[str]],
    *,
    drafts: Drafts | None = None,
    progress: Progress | None = None,
) -> list[Sifted]:
    """The good rows of packs; bad rows go to a quarantine folder beside each pack: with `drafts`,
    only once these are settled, and `quarantine` is None.

    Raises `InputError`, and writes nothing, where it is not about rows: a file that cannot be
    read, an unknown column, a broken assertion, packs that disagree.
    """
    readings = _readings(paths, progress)
    _stop(readings, strict=False)
    with Drafts() as own:
        for reading in readings:
            if reading.refused:
                draft_quarantine(reading, drafts or own)
        places = iter(own.settle())
        return [
            Sifted(
                reading.batch(),
                tuple(reading.refused),
                next(places, None) if reading.refused else None,
                {name: reading.counts[name] for name in TABLES},
            )
            for reading in readings
        ]


def _readings(paths: Iterable[str | PathLike[str]], progress: Progress | None) -> list[Reading]:
    found = [folder for path in paths for folder in pack_folders(Path(path))]
    folders = {folder.absolute(): folder for folder in found}
    problems: list[Problem] = []
    readings: list[Reading] = []
    for folder in folders.values():
        try:
            readings.append(read_folder(folder, progress))
        except InputError as exc:
            problems += exc.problems
    if problems:
        others = [each for reading in readings for each in reading.all_problems()]
        raise InputError([*problems, *others])
    return readings


def _stop(readings: list[Reading], *, strict: bool) -> None:
    """Raise what stands in the way: every problem, or only those that are not of single rows."""
    problems = [
        each
        for reading in readings
        for each in (reading.all_problems() if strict else reading.problems)
    ]
    problems += disagreements(readings)
    if problems:
        raise InputError(problems)
