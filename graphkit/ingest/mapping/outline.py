"""What thousands of rows make, worked out once for each combination of cells that they have.

Only the marks by which rows are held against each other are made, not the records. Whatever is
wrong with a row is not told here, only that something is: `Maker.make` then says what.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import product
from typing import Generic, NamedTuple, TypeVar

from graphkit import values
from graphkit.errors import BadValue
from graphkit.ingest.claims import content
from graphkit.ingest.mapping.binding import MOST_KEPT, Given
from graphkit.ingest.mapping.holding import Known, Outline, known, says
from graphkit.ingest.mapping.lots import Lot
from graphkit.ingest.mapping.making import (
    MOST_PAIRS,
    Maker,
    RowDirectory,
    StatementMaker,
)
from graphkit.ingest.mapping.marks import mark
from graphkit.ingest.mapping.templates import Value
from graphkit.ingest.mapping.terms import End, Made, Part, TableMapping
from graphkit.ingest.rows import Fault
from graphkit.ingest.tables import Torn
from graphkit.model import KINDS, RELATIONS

__all__ = ["Outliner"]

T = TypeVar("T")
Kinds = Mapping[str, str]
Ends = tuple[tuple[str, str], ...]  # keys and names

_ANY = frozenset(KINDS)
_SHORT = 3_000  # characters of a summary that is not too long for sure
_ADMITTED, _LEFT_OUT, _REFUSED = "admitted", "left out", "refused"


class Outlined(NamedTuple):
    """What the rows of a lot make, how many the filters leave out, and the places of bad ones;
    the good ones are as many as `good`."""

    rows: Outline
    good: list[int]
    left_out: int
    bad: list[int]


class _OneByOne(Exception):
    """What rows make cannot be told without those before them."""


class _Who(NamedTuple):
    """The entities that a row has under one label, or that stand at one end."""

    ends: Ends = ()
    known: tuple[Known, ...] = ()


class _Claim(NamedTuple):
    """A statement but for its ends: the mark of its claim, that of its label or 0, its value, and
    its summary where it is not made of the names."""

    claim: int
    label: int
    value: str
    summary: str | None


# Each is told from others by what it is, not by what it holds.
_BAD, _BAD_CLAIM, _NO_CLAIM = _Who(), _Claim(0, 0, "", None), _Claim(0, 0, "", None)


class _Kept(Generic[T]):
    """What rows with certain cells come to, worked out once for rows that are alike."""

    def __init__(self, values_: Iterable[Value], make: Callable[[Given], T], bad: T) -> None:
        names = (name for each in values_ for name in each.template.references)
        self._references, self._make, self._bad = tuple(dict.fromkeys(names)), make, bad
        self._kept: dict[Hashable, T] = {}

    def of(self, lot: Lot) -> list[T]:
        """What each row of a lot comes to."""
        cells, kept = lot.columns(self._references), self._kept
        if len(kept) > MOST_KEPT:
            kept.clear()
        found = list(map(kept.get, cells))
        for at in [at for at, each in enumerate(found) if each is None]:
            value = kept.get(cells[at])
            if value is None:
                row = lot.row(at)
                unread = cells[at] is None or isinstance(row, Torn)
                value = self._bad if unread else self._make(row.given)  # type: ignore[union-attr]
                kept[cells[at]] = value
            found[at] = value
        return found  # type: ignore[return-value]


class _End:
    """One end of the statements of an entry: who stands there in each row of a lot."""

    def __init__(
        self, name: str, end: End | None, maker: StatementMaker, mapping: TableMapping, kinds: Kinds
    ) -> None:
        relation = RELATIONS[maker.said.relation]
        self.allowed = relation.subjects if name == "subject" else relation.objects
        self._name, self._maker, self._constants = name, maker, mapping.entities
        self._label = end.label if end else ""
        self._always = _Who((("", ""),)) if end is None else None
        self.by_key: _Kept[_Who] | None = None
        # An end of the right kind by which the rest of a statement can be read.
        self.stand_in, self.kind = (f"graphkit:{name}", ""), self.allowed[0] if end else ""
        if end is None:
            self.stand_in = ("", "")
        elif end.constant:
            constant = self._constants[end.constant]
            self.stand_in, self.kind = (constant.key, constant.name), constant.kind
            self._always = _Who((self.stand_in,))
        elif end.label:
            self.kind = kinds[end.label]
        elif end.key is not None:
            self.by_key = _Kept((end.key,), self._named, _BAD)

    def _named(self, given: Given) -> _Who:
        faults: list[Fault] = []
        ends = self._maker.by_key(self._name, given, faults)
        for key, _ in ends:
            constant = self._constants.get(key)
            try:
                values.key(key)
            except BadValue:
                return _BAD
            if constant is not None and constant.kind not in self.allowed:
                return _BAD
        return _BAD if faults else _Who(tuple(ends))

    def of(self, lot: Lot, who: Mapping[str, list[_Who]]) -> list[_Who]:
        """Who stands there in each row."""
        if self._always is not None:
            return [self._always] * len(lot.lines)
        return who[self._label] if self.by_key is None else self.by_key.of(lot)

    def note(self, who: _Who, named: dict[int, frozenset[str]]) -> None:
        """Note whom rows name by their key, for other rows to make them."""
        if self.by_key is None:
            return
        for key, _ in who.ends:
            if key not in self._constants:
                at = mark(key)
                named[at] = named.get(at, _ANY) & frozenset(self.allowed)


class _Saying:
    """Outlines the statements of one entry."""

    def __init__(
        self, maker: StatementMaker, mapping: TableMapping, row: RowDirectory, kinds: Kinds
    ) -> None:
        said = maker.said
        self._maker, self._row = maker, row
        self._symmetric = RELATIONS[said.relation].symmetric
        self._subject = _End("subject", said.subject, maker, mapping, kinds)
        self._object = _End("object", said.object, maker, mapping, kinds)
        self._claims = _Kept(said.values(), self._claim, _BAD_CLAIM)

    def _claim(self, given: Given) -> _Claim:
        faults: list[Fault] = []
        cells = self._maker.cells(given, faults)
        if cells is None or faults:
            return _BAD_CLAIM if faults else _NO_CLAIM
        subject, object_ = self._subject, self._object
        self._row.kinds = {each.stand_in[0]: each.kind for each in (subject, object_)}
        statement = self._maker.one(cells, subject.stand_in, object_.stand_in, faults)
        if statement is None or faults:
            return _BAD_CLAIM
        summary = statement.summary if self._maker.summed else None
        label = mark(statement.row) if statement.row else 0
        return _Claim(mark(content(statement).claim), label, cells.get("value", ""), summary)

    def add(self, lot: Lot, who: Mapping[str, list[_Who]], out: Outline, wrong: set[int]) -> None:
        """Add the statements of good rows, and the places of bad ones. Raises `_OneByOne`."""
        claims = self._claims.of(lot)
        subjects, objects = self._subject.of(lot, who), self._object.of(lot, who)
        for at, (claim, subject, object_) in enumerate(zip(claims, subjects, objects, strict=True)):
            if claim is _NO_CLAIM or at in wrong:
                continue
            bad = claim is _BAD_CLAIM or subject is _BAD or object_ is _BAD
            if bad or not subject.ends or not object_.ends:
                if bad and not (subject.ends and object_.ends):
                    raise _OneByOne  # what is wrong may not matter where nobody is there
                if bad:
                    wrong.add(at)
                continue
            if len(subject.ends) > 1 or len(object_.ends) > 1:
                said = self._said(claim, subject.ends, object_.ends)
            else:
                one = self._one(claim, *subject.ends[0], *object_.ends[0])
                said = None if one is None else [one]
            if said is None:
                wrong.add(at)
                continue
            out.said += said
            out.labels += [claim.label] * len(said)
            out.by += [at] * len(said)
            self._subject.note(subject, out.named)
            self._object.note(object_, out.named)

    def _said(self, claim: _Claim, subjects: Ends, objects: Ends) -> list[int] | None:
        """The marks of what the statements say; None where any of them is bad."""
        if len(subjects) * len(objects) > MOST_PAIRS:
            return None
        found = []
        for subject, object_ in product(subjects, objects):
            one = self._one(claim, *subject, *object_)
            if one is None:
                return None
            found.append(one)
        return found

    def _one(
        self, claim: _Claim, subject: str, name: str, object_: str, its_name: str
    ) -> int | None:
        """The mark of what a statement says; None where it is bad."""
        mark_, _, value, summary = claim
        if summary is None:
            summary = self._maker.summary(name, its_name or value)
            if value or len(summary) > _SHORT:  # else its parts have been looked at
                try:
                    summary = values.text(summary)
                except BadValue:
                    return None
        if subject == object_:
            return None
        if self._symmetric and object_ < subject:
            subject, object_ = object_, subject
        return says(subject, object_, summary, mark_)


class Outliner:
    """Outlines what the rows of one table make. `can` tells whether it is able to: not where a
    row names an entity in a field of a statement, because then it depends on other rows."""

    def __init__(self, maker: Maker, mapping: TableMapping, part: Part) -> None:
        self._maker, self._constants = maker, mapping.entities
        conditions = [each.value for each in part.where]
        self._where = _Kept(conditions, self._admits, _REFUSED) if conditions else None
        self._who = {
            made.label: _Kept(made.values(), self._maker_of(made), _BAD) for made in part.made
        }
        kinds = {made.label: made.kind for made in part.made}
        self._sayings = [_Saying(each, mapping, maker.row, kinds) for each in maker.statements]
        self.can = not any(
            field.type == "entity" and field.name in said.cells
            for said in part.said
            for field in RELATIONS[said.relation].fields
        )

    def _admits(self, given: Given) -> str:
        faults: list[Fault] = []
        admitted = self._maker.where.admits(given, faults)
        return (_ADMITTED if admitted else _LEFT_OUT) if not faults else _REFUSED

    def _maker_of(self, entry: Made) -> Callable[[Given], _Who]:
        maker = self._maker.entities[entry.label]

        def who(given: Given) -> _Who:
            faults: list[Fault] = []
            made = maker.fresh(given, faults)
            if faults:
                return _BAD
            if any(each.kind != entry.kind or each.key in self._constants for each in made):
                raise _OneByOne
            return _Who(tuple((each.key, each.name) for each in made), tuple(map(known, made)))

        return who

    def outline(self, lot: Lot) -> Outlined | None:
        """What the rows of a lot make; None where they must be taken one by one."""
        try:
            return self._outline(lot)
        except _OneByOne:
            return None

    def _outline(self, lot: Lot) -> Outlined:
        places: Sequence[int] = range(len(lot.lines))
        bad: list[int] = []
        left_out = 0
        if self._where is not None:
            verdicts = self._where.of(lot)
            bad = [at for at in places if verdicts[at] == _REFUSED]
            left_out = verdicts.count(_LEFT_OUT)
            places = [at for at in places if verdicts[at] == _ADMITTED]
            lot = lot.picked(places)
        who = {label: each.of(lot) for label, each in self._who.items()}
        wrong = {at for each in who.values() for at, one in enumerate(each) if one is _BAD}
        out = Outline(lot.lines)
        for saying in self._sayings:
            saying.add(lot, who, out, wrong)
        for each in who.values():
            for at, one in enumerate(each):
                if at not in wrong:
                    out.who += one.known
                    out.whose += [at] * len(one.known)
        if wrong:
            keep = [place for place, at in enumerate(out.by) if at not in wrong]
            out.said = [out.said[each] for each in keep]
            out.labels = [out.labels[each] for each in keep]
            out.by = [out.by[each] for each in keep]
        good = [at for at in range(len(places)) if at not in wrong]
        return Outlined(out, good, left_out, sorted({*bad, *(places[at] for at in wrong)}))
