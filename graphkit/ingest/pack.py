"""One pack: its folder read table by table, row by row, every problem found on the way.

A row is refused by itself; a file that cannot be read, a column that is not known and a broken
assertion are problems of the pack. What becomes of either is decided elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from graphkit.errors import InputError, Problem
from graphkit.garbage import uncollected
from graphkit.ingest.about import FILE, TABLES, About, read_about
from graphkit.ingest.claims import StatementReader, content
from graphkit.ingest.documents import EntityReader, SourceReader
from graphkit.ingest.files import refuse
from graphkit.ingest.opening import (
    Progress,
    column_problems,
    has_table,
    lacking_columns,
    open_table,
    rows_of,
)
from graphkit.ingest.reading import Reading, Refused
from graphkit.ingest.rows import Fault, Place
from graphkit.ingest.tables import Row, Torn
from graphkit.ingest.verdicts import DecisionReader, JudgementReader
from graphkit.statement import Dataset
from graphkit.values import MAX_DATE

__all__ = ["read_folder", "read_frame"]

DECISIONS = "decisions"  # tables that a pack may do without
JUDGEMENTS = "judgements"
Take = Callable[[Row, Path, list[Fault]], None]

# Stands in for a `dataset.yaml` that cannot be read, so that the tables are checked all the same.
_UNKNOWN = About(Dataset("unknown", "", MAX_DATE))


def read_folder(folder: Path, progress: Progress | None = None) -> Reading:
    """Everything in a pack's folder. Raises `InputError` only where there is no pack at all."""
    with uncollected():
        reading, withheld = _frame(folder, progress)
        whole = _statements(reading, withheld, progress)
        if has_table(folder, DECISIONS):
            _decisions(reading, progress, whole=whole)
        if has_table(folder, JUDGEMENTS):
            _judgements(reading, progress)
    if all(name in reading.counts for name in TABLES):
        reading.problems += reading.about.broken(folder / FILE, reading.counts)
    return reading


def read_frame(folder: Path, progress: Progress | None = None) -> Reading:
    """What the statements of a pack name: its entities and sources. Raises as `read_folder`."""
    with uncollected():
        return _frame(folder, progress)[0]


def _frame(folder: Path, progress: Progress | None) -> tuple[Reading, Mapping[str, Place] | None]:
    """Entities and sources, with the refused ones of these as `_sources` gives them."""
    if not os.path.lexists(folder):
        refuse(folder, "is missing")
    if not folder.is_dir():
        refuse(
            folder,
            "is not a folder",
            f"name the folder of {FILE}; other tables need --mapping, and `graphkit map` makes one",
        )
    if not os.path.lexists(folder / FILE):
        refuse(folder, f"is not a pack: it has no {FILE}")
    reading = Reading(folder, _UNKNOWN)
    try:
        reading.about = read_about(folder)
        reading.directory.shares_names = reading.about.shared_names
        if reading.about.quarantine_of:
            _adopt(reading)
    except InputError as exc:
        reading.problems += exc.problems
    _entities(reading, progress)
    return reading, _sources(reading, progress)


def _adopt(reading: Reading) -> None:
    """Let refused rows name what is good in the pack they came from. Raises `InputError`."""
    origin = reading.folder.absolute().parent / reading.about.quarantine_of
    if read_about(origin).quarantine_of:
        file, column = reading.folder / FILE, "quarantine_of"
        refuse(file, f"{origin} is a quarantine itself", "name the pack", column=column)
    found = read_folder(origin)
    if found.problems:
        raise InputError(found.problems)
    reading.directory.adopt(found.directory)
    reading.sources |= found.sources
    reading.source_places |= found.source_places
    reading.known |= {each.key for each in found.statements}


def _entities(reading: Reading, progress: Progress | None) -> None:
    reader, directory = EntityReader(), reading.directory

    def take(row: Row, file: Path, faults: list[Fault]) -> None:
        place = Place(file, row.line)
        entity = reader.read(row.given, faults)
        if entity is not None:
            faults += directory.add(entity, place)
        if faults:
            directory.withhold(reader.names(row.given), place)

    directory.complete &= _read_table(reading, "entities", take, progress)


def _sources(reading: Reading, progress: Progress | None) -> Mapping[str, Place] | None:
    """Read the sources; gives the refused ones, or None where the table was not read whole."""
    reader = SourceReader(reading.directory, reading.about.dataset)
    sources, places = reading.sources, reading.source_places
    withheld: dict[str, Place] = {}

    def take(row: Row, file: Path, faults: list[Fault]) -> None:
        source = reader.read(row.given, faults)
        if source is not None and source.key in sources:
            message = f"{source.key} stands in {places[source.key].seen_from(file)} already"
            faults.append(Fault("key", message, "give each document a key of its own"))
        elif source is not None:
            sources[source.key] = source
            places[source.key] = Place(file, row.line)
        elif "key" in row.given:
            withheld.setdefault(row.given["key"], Place(file, row.line))

    return withheld if _read_table(reading, "sources", take, progress) else None


def _statements(
    reading: Reading, withheld: Mapping[str, Place] | None, progress: Progress | None
) -> bool:
    """Read the statements; whether all could be read."""
    about, statements = reading.about, reading.statements
    reader = StatementReader(
        about.dataset.name, reading.directory, reading.sources, withheld, about.quote_words
    )
    labels: dict[str, int] = {}
    lines: list[int] = []
    said: dict[int, int] = {}  # hash of what is said -> place among the statements

    def take(row: Row, _: Path, faults: list[Fault]) -> None:
        statement = reader.read(row.given, faults)
        if statement is None:
            return
        label = statement.row
        if label and labels.setdefault(label, row.line) != row.line:
            message = f"{label} stands in line {labels[label]} already"
            faults.append(Fault("id", message, "give each statement an id of its own, or none"))
        says = content(statement)
        first = said.setdefault(hash(says), len(statements))
        if first < len(statements) and content(statements[first]) == says:
            message = f"says the same as line {lines[first]}, from the same source"
            faults.append(Fault("", message, "delete one of them"))
        if not faults:
            statements.append(statement)
            lines.append(row.line)

    return _read_table(reading, "statements", take, progress)


def _decisions(reading: Reading, progress: Progress | None, *, whole: bool) -> None:
    decisions, places = reading.decisions, reading.decision_places
    reading.known |= {each.key for each in reading.statements}
    refused = {each.given.get("id", "") for each in reading.refused if each.table == "statements"}
    reader = DecisionReader(reading.about.dataset.name, reading.known, refused if whole else None)

    def take(row: Row, file: Path, faults: list[Fault]) -> None:
        decision = reader.read(row.given, faults)
        if decision is None:
            return
        if decision.key in decisions:
            message = f"{decision.row} stands in line {places[decision.key].line} already"
            faults.append(Fault("id", message, "give each decision an id of its own"))
            return
        decisions[decision.key] = decision
        places[decision.key] = Place(file, row.line)

    _read_table(reading, DECISIONS, take, progress)


def _judgements(reading: Reading, progress: Progress | None) -> None:
    reader = JudgementReader(reading.about.dataset.name)
    places: dict[str, Place] = {}

    def take(row: Row, file: Path, faults: list[Fault]) -> None:
        judgement = reader.read(row.given, faults)
        if judgement is None:
            return
        first = places.setdefault(judgement.key, Place(file, row.line))
        if judgement.key in reading.judgements:
            message = f"{judgement.row} stands in line {first.line} already"
            faults.append(Fault("id", message, "give each judgement an id of its own"))
            return
        reading.judgements[judgement.key] = judgement

    _read_table(reading, JUDGEMENTS, take, progress)


def _read_table(reading: Reading, name: str, take: Take, progress: Progress | None) -> bool:
    """Pass each row of a table to `take`, and keep what is refused; whether all could be read."""
    quarantine = bool(reading.about.quarantine_of)
    count = 0
    try:
        table = open_table(reading.folder, name)
        reading.columns[name] = tuple(table.columns)
        reading.problems += column_problems(table, name, quarantine=quarantine)
        lacking = lacking_columns(table, name)
        whole = not lacking
        for row in rows_of(table, name, progress, quarantine=quarantine):
            count += 1
            faults: list[Fault] = []
            if isinstance(row, Torn):
                whole = False
                faults.append(Fault(row.column, row.message, row.hint))
            else:
                take(row, table.path, faults)
            if faults:
                kept = [fault for fault in faults if fault.column not in lacking]
                reading.refused.append(_refused(name, table.path, row, kept))
    except InputError as exc:
        reading.problems += exc.problems
        return False
    reading.counts[name] = count
    return whole


def _refused(name: str, path: Path, row: Row | Torn, faults: list[Fault]) -> Refused:
    def problems(*, follow: bool) -> tuple[Problem, ...]:
        return tuple(
            Problem(str(path), row.line, fault.column, fault.message, fault.hint)
            for fault in faults
            if fault.follows is follow
        )

    given = row.given if isinstance(row, Row) else {}
    cells = tuple(row.cells) if isinstance(row, Torn) else ()
    return Refused(name, row.line, given, cells, problems(follow=False), problems(follow=True))
