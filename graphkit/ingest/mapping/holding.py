"""What the rows so far have made, and what the next one adds to it, contradicts or repeats.

`take` holds one row against those before it; `take_all` thousands at once, with the same result,
or none, where any of them contradicts another, so that they are taken one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from graphkit.ingest.claims import content
from graphkit.ingest.mapping.making import Yield
from graphkit.ingest.mapping.marks import Marks, Words, mark, words
from graphkit.ingest.mapping.spool import Spool
from graphkit.ingest.rows import Fault
from graphkit.model import KINDS
from graphkit.statement import Entity, Statement
from graphkit.values import shown

__all__ = ["GoodRow", "Held", "Known", "Outline", "Seen", "known", "says"]

T = TypeVar("T")
Flags = npt.NDArray[np.bool_]

_KINDS = tuple(KINDS)
_KIND = 0xFF  # the bits of a note that tell the kind
_HINT = "one key stands for one entity of one name"
_ID_HINT = "give each statement an id of its own, or none"


@dataclass(frozen=True, slots=True)
class GoodRow:
    """One good row: its place, and what it brings that no earlier row brought."""

    table: int
    line: int
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    repeated: bool


@dataclass(slots=True)
class Seen:
    """What one reading of all tables has met so far."""

    said: Marks = field(default_factory=Marks)
    labels: Marks = field(default_factory=Marks)


class Known(NamedTuple):
    """An entity with the marks of its key and of all that is said of it, and a note of its kind
    and name."""

    entity: Entity
    key: int
    whole: int
    note: int


def known(entity: Entity) -> Known:
    """An entity with its marks."""
    return Known(entity, mark(entity.key), mark((entity, "whole")), _note(entity))


def _note(entity: Entity) -> int:
    """Kind and name of an entity in 64 bits."""
    return mark(entity.name) & ~_KIND | _KINDS.index(entity.kind)


def says(subject: str, object_: str, summary: str, claim: int) -> int:
    """The mark of what a statement says, of the parts of its `content`, of the last its mark."""
    return mark((subject, object_, summary, claim))


@dataclass(slots=True)
class Outline:
    """What many rows of a table make, in marks. `who` are the entities of all rows, `whose` the
    rows they are of (by place in `lines`); so are `said`, `labels` (0 for none) and `by` for
    statements; `named` are ends given by key, with the kinds that may stand there."""

    lines: Sequence[int]
    who: list[Known] = field(default_factory=list)
    whose: list[int] = field(default_factory=list)
    said: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    by: list[int] = field(default_factory=list)
    named: dict[int, frozenset[str]] = field(default_factory=dict)


class Held:
    """All that good rows have made; with `enter`, what a row makes is added to it."""

    def __init__(self) -> None:
        self.marks = Marks()
        self.spool = Spool()

    def kind(self, key: str) -> str | None:
        """The kind of the entity with this key, None where no row has made one."""
        note = self.marks.get(mark(key))
        return None if note is None else _KINDS[note & _KIND]

    def take(
        self, at: int, line: int, made: Yield, seen: Seen, faults: list[Fault], *, enter: bool
    ) -> GoodRow | None:
        """Hold a row against those before it, and enter what it makes; None where it is bad."""
        who = list(map(known, made.entities))
        firsts = [self.marks.get(each.whole) for each in who]
        for each, first in zip(who, firsts, strict=True):
            if first is None:  # else the very same has been held against the others before
                self._hold(each, faults)
        faults += _within(made)
        said = [(each, _says(each)) for each in made.statements]
        fresh = [pair for pair in said if _is_new(*pair, seen, faults)]
        if faults:
            return None
        row = mark((at, line))
        brings = any(first in {None, row} for first in firsts)
        if enter and None in firsts:
            self._enter(who, row)
        for statement, says_ in fresh:
            seen.said.put(says_, line)
            if statement.row:
                seen.labels.put(mark(statement.row), says_)
        repeated = not fresh and (bool(made.statements) or not brings)
        return GoodRow(at, line, made.entities, tuple([each for each, _ in fresh]), repeated)

    def _hold(self, each: Known, faults: list[Fault]) -> None:
        note, entity = self.marks.get(each.key), each.entity
        if note is not None and note != each.note:
            first = self.spool.get(entity.key)
            was = f"{first.kind} {shown(first.name)}" if first else "another"
            message = f"{entity.key} is {entity.kind} {shown(entity.name)} here and {was} before"
            faults.append(Fault("", message, _HINT))

    def _enter(self, who: Sequence[Known], row: int) -> None:
        """Keep what no earlier row said of these entities; the row is the first to say it."""
        for each in who:
            if self.marks.get(each.whole) is None:
                self.spool.add(each.entity, known=self.marks.get(each.key) is not None)
                self.marks.put(each.key, each.note)
                self.marks.put(each.whole, row)

    def take_all(self, at: int, rows: Outline, seen: Seen, *, enter: bool) -> Flags | None:
        """Hold rows without a fault of their own against those before them and against each
        other, and enter what they make: of each whether it only repeats. None where any may be
        bad: then nothing has been entered."""
        whose, who = _by_row(rows.whose, rows.who)
        keys = words([each.key for each in who])
        notes = words([each.note for each in who])
        there, noted = self.marks.find(keys)
        first, of_key = _first(keys)
        if (noted != notes)[there].any() or (notes[first][of_key] != notes).any():
            return None
        if not self._are_there(rows.named, keys, notes, every=not enter):
            return None
        fresh = _fresh(rows, seen)
        if fresh is None:
            return None
        wholes = words([each.whole for each in who])
        told, by = self.marks.find(wholes)
        first_whole, of_whole = _first(wholes)
        marks = words([mark((at, line)) for line in rows.lines])
        brings, says_some = np.zeros((2, len(rows.lines)), np.bool_)
        # What is first said here, or was at the reading before, is brought by this row.
        here = ~told & (whose[first_whole][of_whole] == whose) | told & (by == marks[whose])
        brings[whose[here]] = True
        says_some[rows.by] = True
        if enter:
            new = _only(first_whole, len(who)) & ~told
            newest = _only(first, len(who)) & ~there
            self.spool.add_all([who[each].entity for each in np.flatnonzero(newest)])
            for each in np.flatnonzero(new & ~newest):
                self.spool.add(who[each].entity, known=True)
            self.marks.enter(keys[newest], notes[newest])
            self.marks.enter(wholes[new], marks[whose[new]])
        return ~fresh & (says_some | ~brings)

    def _are_there(
        self, named: Mapping[int, frozenset[str]], keys: Words, notes: Words, *, every: bool
    ) -> bool:
        """Whether entities that are named by their key are of the right kind, as far as rows have
        made them by now, or `every` one is."""
        made = dict(zip(keys.tolist(), notes.tolist(), strict=True)) if named else {}
        for key, kinds in named.items():
            note = made.get(key, self.marks.get(key))
            if every if note is None else _KINDS[note & _KIND] not in kinds:
                return False
        return True

    def meet(self, entities: Sequence[Entity]) -> None:
        """Know the kinds and names of entities that another reading has made."""
        for each in map(known, entities):
            self.marks.put(each.key, each.note)

    def close(self) -> None:
        """Remove what waits on disk."""
        self.spool.close()


def _says(statement: Statement) -> int:
    subject, object_, summary, claim = content(statement)
    return says(subject, object_, summary, mark(claim))


def _is_new(statement: Statement, says_: int, seen: Seen, faults: list[Fault]) -> bool:
    if statement.row:
        before = seen.labels.get(mark(statement.row))
        if before is not None and before != says_:
            message = f"the id {statement.row} was given to another statement before"
            faults.append(Fault("", message, _ID_HINT))
        return before is None
    return seen.said.get(says_) is None


def _fresh(rows: Outline, seen: Seen) -> Flags | None:
    """Which rows make a statement that no earlier one made; these are entered. None where one
    label may stand for two, and then nothing is entered."""
    by, pairs = _by_row(rows.by, list(zip(rows.said, rows.labels, strict=True)))
    said, labels = words([each for each, _ in pairs]), words([each for _, each in pairs])
    labelled = labels != 0
    met, meant = seen.labels.find(labels)
    first, of_label = _first(labels)
    again = (by[first][of_label] == by) & ~_only(first, len(by))
    if (labelled & (met & (meant != said) | (said[first][of_label] != said) | again)).any():
        return None
    fresh = _only(first, len(by)) & labelled & ~met
    # The others are new where neither an earlier row nor one here says the same.
    counted = np.flatnonzero(fresh | ~labelled)
    once = _only(counted[_first(said[counted])[0]], len(by))
    once &= ~seen.said.find(said)[0]
    seen.said.enter(said[once], words(list(rows.lines))[by[once]])
    seen.labels.enter(labels[fresh], said[fresh])
    found = np.zeros(len(rows.lines), np.bool_)
    found[by[fresh | once]] = True
    return found


def _by_row(rows: list[int], things: list[T]) -> tuple[npt.NDArray[np.int64], list[T]]:
    """Things of rows, in the order of these."""
    by = np.array(rows, np.int64)
    order = np.argsort(by, kind="stable")
    return by[order], [things[each] for each in order.tolist()]


def _first(marks: Words) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Where each mark stands first, and of each mark which of those is its own."""
    _, first, of = np.unique(marks, return_index=True, return_inverse=True)
    return first, of.reshape(-1)


def _only(places: npt.NDArray[np.int64], size: int) -> Flags:
    """Flags that are set at these places."""
    flags = np.zeros(size, np.bool_)
    flags[places] = True
    return flags


def _within(made: Yield) -> Iterator[Fault]:
    """What cannot both be right within one row."""
    if len(made.entities) > 1:
        named = {each.key: (each.kind, each.name) for each in made.entities}
        for each in made.entities:
            if named[each.key] != (each.kind, each.name):
                message = f"{each.key} is {shown(each.name)} and {shown(named[each.key][1])} here"
                yield Fault("", message, _HINT)
    if len(made.statements) > 1:
        labelled = {each.row: each for each in made.statements if each.row}
        for statement in made.statements:
            if statement.row and labelled[statement.row] != statement:
                message = f"the id {statement.row} is given to several statements here"
                yield Fault("", message, _ID_HINT)
                return
