"""One foreign row into entities and statements, read as the rows of a pack are read.

A mapping says which cells of a pack a row would have filled; the readers of packs take it from
there, so that nothing is checked in two ways. A fault names the foreign column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import product
from typing import Any, NamedTuple

from graphkit import values
from graphkit.errors import BadValue
from graphkit.ingest.claims import StatementReader
from graphkit.ingest.directory import Directory
from graphkit.ingest.documents import entity_plan
from graphkit.ingest.mapping.keys import Resolve, name_key
from graphkit.ingest.mapping.templates import Cell, Value
from graphkit.ingest.mapping.terms import Condition, End, Made, Part, Said, TableMapping
from graphkit.ingest.rows import Fault, Parse
from graphkit.model import KINDS, RELATIONS
from graphkit.statement import Entity, Statement
from graphkit.values import shown

__all__ = ["KindOf", "Maker", "Yield"]

# The kind of the entity that some row makes under a key; None where none does, "" where it is
# not known yet.
KindOf = Callable[[str], "str | None"]
Given = Mapping[str, Any]

_MOST_KEPT = 50_000  # entities or texts that are kept so that a cell which repeats is read once
_MOST_PAIRS = 1_000  # statements that one row may make of lists at both ends


class Yield(NamedTuple):
    """What a row makes; None in place of it means that the filters leave the row out."""

    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]


class _Bound:
    """A value of the mapping with the cells of one table behind it."""

    def __init__(self, value: Value, reader: Callable[[str], Cell]) -> None:
        self.value = value
        self._cells = tuple(reader(each) for each in value.template.references)
        self._kept: dict[Any, tuple[str, ...]] = {}
        self.texts = self._simple() if value.is_simple else self._whole
        if not self._cells:
            constant = value.texts(())
            self.texts = lambda _: constant

    def _whole(self, given: Given) -> tuple[str, ...]:
        """The texts of a row, worked out once for cells that repeat. Raises `BadValue`."""
        cells = tuple([cell(given) for cell in self._cells])
        found = self._kept.get(cells)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            found = self._kept[cells] = self.value.texts(cells)
        return found

    def _simple(self) -> Callable[[Given], tuple[str, ...]]:
        """The same for one reference with which nothing is done, as most are; several times
        faster."""
        (cell,), (before, after) = self._cells, self.value.template.literals

        def texts(given: Given) -> tuple[str, ...]:
            return tuple([f"{before}{text}{after}" for text in cell(given) if text])

        return texts

    def read(self, given: Given, faults: list[Fault]) -> tuple[str, ...]:
        """As `texts`, with what is wrong added to the faults."""
        try:
            return self.texts(given)
        except BadValue as exc:
            faults.append(self.fault(exc.message, exc.hint))
            return ()

    def fault(self, message: str, hint: str = "", *, follows: bool = False) -> Fault:
        """What is wrong, at the foreign column; with the mapping's entry where that differs."""
        value = self.value
        said = message if value.column == value.name else f"{value.name}: {message}"
        return Fault(value.column, said, hint, follows)


class _Filter:
    def __init__(self, where: Iterable[Condition], reader: Callable[[str], Cell]) -> None:
        self._tests = [(_Bound(each.value, reader), each) for each in where]

    def admits(self, given: Given, faults: list[Fault]) -> bool:
        for bound, condition in self._tests:
            texts = bound.read(given, faults) or ("",)
            if condition.one_of and condition.one_of.isdisjoint(texts):
                return False
            if not condition.none_of.isdisjoint(texts):
                return False
        return True


class _Entities:
    """Makes the entities of one entry; those of rows with equal cells are made once."""

    def __init__(self, made: Made, reader: Callable[[str], Cell], resolve: Resolve | None) -> None:
        self._made, self._resolve = made, resolve
        self._where = _Filter(made.where, reader)
        self._name = _Bound(made.name, reader)
        self._key = _Bound(made.key, reader) if made.key else None
        self._details = {name: _Bound(each, reader) for name, each in made.details.items()}
        self._aliases = [(language, _Bound(each, reader)) for language, each in made.aliases]
        self._plan = entity_plan(KINDS[made.kind])
        values_ = [made.name, *([made.key] if made.key else []), *made.details.values()]
        values_ += [each for _, each in made.aliases] + [each.value for each in made.where]
        names = dict.fromkeys(ref for each in values_ for ref in each.template.references)
        self._cells = tuple(reader(each) for each in names)
        self._kept: dict[Any, tuple[tuple[Entity, ...], list[Fault]]] = {}

    def make(self, given: Given, faults: list[Fault]) -> tuple[Entity, ...]:
        try:
            cells = tuple([cell(given) for cell in self._cells])
        except BadValue as exc:
            faults.append(Fault("", exc.message, exc.hint))
            return ()
        kept = self._kept.get(cells)
        if kept is None:
            found: list[Fault] = []
            kept = (tuple(self._fresh(given, found)), found)
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[cells] = kept
        faults += kept[1]
        return kept[0]

    def _fresh(self, given: Given, faults: list[Fault]) -> list[Entity]:
        if not self._where.admits(given, faults):
            return []
        names = self._name.read(given, faults)
        if not names and not faults:
            faults.append(self._name.fault("is empty", "a row without it needs a filter: where"))
        keys = self._keys(names, given, faults)
        details = {name: self._single(each, given, faults) for name, each in self._details.items()}
        others = self._others(given, faults)
        if faults:
            return []
        known = {name: text for name, text in details.items() if text}
        made = (
            self._entity(key, name, known, faults) for key, name in zip(keys, names, strict=True)
        )
        entities = [
            replace(each, aliases=others) if others else each for each in made if each is not None
        ]
        if self._key is None and self._resolve is not None:
            entities = list(map(self._resolve, entities))
        return entities

    def _keys(self, names: tuple[str, ...], given: Given, faults: list[Fault]) -> tuple[str, ...]:
        if self._key is None:
            return tuple(name_key(self._made.kind, name) for name in names)
        keys = self._key.read(given, faults)
        if len(keys) != len(names) and not faults:
            message = f"gives {len(keys)} keys for {len(names)} names" if keys else "is empty"
            faults.append(self._key.fault(message, "each entity needs a key of its own"))
        return keys

    def _single(self, bound: _Bound, given: Given, faults: list[Fault]) -> str:
        texts = bound.read(given, faults)
        if len(texts) > 1:
            faults.append(bound.fault(f"has {len(texts)} values", "one is needed here"))
        return texts[0] if texts else ""

    def _others(self, given: Given, faults: list[Fault]) -> tuple[tuple[str, str], ...]:
        found = set()
        for language, bound in self._aliases:
            for each in bound.read(given, faults):
                try:
                    found.add((language, values.text(each)))
                except BadValue as exc:
                    faults.append(bound.fault(exc.message, exc.hint))
        return tuple(sorted(found))

    def _entity(
        self, key: str, name: str, details: Mapping[str, str], faults: list[Fault]
    ) -> Entity | None:
        cells = {"key": key, "name": name, **details}
        bounds = {"name": self._name, "key": self._key or self._name, **self._details}
        parsed: dict[str, Any] = {}
        for column, cell in cells.items():
            try:
                parsed[column] = self._plan[column](cell)
            except BadValue as exc:
                faults.append(bounds[column].fault(exc.message, exc.hint))
        if len(parsed) < len(cells):
            return None
        key, name = parsed.pop("key"), parsed.pop("name")
        return Entity(key, self._made.kind, name, (), tuple(sorted(parsed.items())))


class _Row(Directory):
    """Who is in a row and among the constants, and, by `kind_of`, in the other rows."""

    def __init__(self, constants: Mapping[str, Entity], kind_of: KindOf) -> None:
        super().__init__()
        self._constants = {key: each.kind for key, each in constants.items()}
        self._kind_of = kind_of
        self.kinds: dict[str, str] = {}

    def finder(self, kinds: tuple[str, ...]) -> Parse:
        allowed = frozenset(kinds)

        def find(cell: str) -> str:
            kind = self.kinds.get(cell) or self._constants.get(cell) or self._kind_of(cell)
            if kind is None:
                raise BadValue(f"no row makes an entity with the key {shown(cell)}")
            if kind and kind not in allowed:
                message = f"{shown(cell)} is of kind {kind}"
                raise BadValue(message, f"{' or '.join(kinds)} is needed here")
            return values.key(cell)

        return find


class _Statements:
    """Makes the statements of one entry."""

    def __init__(
        self,
        said: Said,
        reader: Callable[[str], Cell],
        claims: StatementReader,
        names: Mapping[str, str],
    ) -> None:
        self._said, self._claims, self._names = said, claims, names
        self._where = _Filter(said.where, reader)
        self._cells = {name: _Bound(each, reader) for name, each in said.cells.items()}
        constant = {
            name: "".join(each.texts(()))
            for name, each in said.cells.items()
            if not each.template.references and not each.table
        }
        self._fixed = {"relation": said.relation, **constant}
        self._changing = [each for each in self._cells.items() if each[0] not in constant]
        self._keys = {
            name: _Bound(end.key, reader)
            for name, end in (("subject", said.subject), ("object", said.object))
            if end is not None and end.key is not None
        }
        self._summed = bool({"quote", "summary"} & said.cells.keys())
        self._sentence = RELATIONS[said.relation].sentence

    def make(
        self, given: Given, entities: Mapping[str, tuple[Entity, ...]], faults: list[Fault]
    ) -> list[Statement]:
        if not self._where.admits(given, faults):
            return []
        said, cells = self._said, self._fixed.copy()
        for name, bound in self._changing:
            texts = bound.read(given, faults)
            if len(texts) > 1:
                faults.append(bound.fault(f"has {len(texts)} values", "one is needed here"))
            elif texts:
                cells[name] = texts[0]
        subjects = self._ends("subject", said.subject, given, entities, faults)
        objects = [("", "")]
        if said.object is not None:
            objects = self._ends("object", said.object, given, entities, faults)
        if len(subjects) * len(objects) > _MOST_PAIRS:
            message = f"makes {len(subjects) * len(objects):,} statements of one row"
            faults.append(Fault("", message, f"at most {_MOST_PAIRS:,}: split fewer cells"))
            return []
        found: list[Statement] = []
        for subject, object_ in product(subjects, objects):
            statement = self._one(cells, subject, object_, faults)
            if statement is not None:
                found.append(statement)
        return found

    def _ends(
        self,
        name: str,
        end: End,
        given: Given,
        entities: Mapping[str, tuple[Entity, ...]],
        faults: list[Fault],
    ) -> list[tuple[str, str]]:
        """Key and name of each entity at one end; nobody where the filters leave them out."""
        if end.label:
            return [(each.key, each.name) for each in entities[end.label]]
        if end.constant:
            return [(end.constant, self._names[end.constant])]
        bound = self._keys[name]
        keys = bound.read(given, faults)
        if not keys and not faults:
            faults.append(bound.fault("is empty", "a row without it needs a filter: where"))
        return [(key, key) for key in keys]

    def _one(
        self,
        cells: Mapping[str, str],
        subject: tuple[str, str],
        object_: tuple[str, str],
        faults: list[Fault],
    ) -> Statement | None:
        whole = {**cells, "subject": subject[0]}
        if object_[0]:
            whole["object"] = object_[0]
        if not self._summed:
            other = object_[1] or cells.get("value", "")
            whole["summary"] = self._sentence.format(subject=subject[1], object=other)
        found: list[Fault] = []
        statement = self._claims.read(whole, found)
        for each in found:
            bound = self._cells.get(each.column) or self._keys.get(each.column)
            faults.append(bound.fault(each.message, each.hint) if bound else each)
        return statement


class Maker:
    """Makes what the rows of one table make. `kind_of` tells of what other rows make."""

    def __init__(
        self,
        mapping: TableMapping,
        part: Part,
        reader: Callable[[str], Cell],
        kind_of: KindOf,
        resolve: Resolve | None = None,
    ) -> None:
        self._row = _Row(mapping.entities, kind_of)
        claims = StatementReader(mapping.dataset.name, self._row, mapping.sources, {}, None)
        names = {key: each.name for key, each in mapping.entities.items()}
        self._where = _Filter(part.where, reader)
        self._entities = {each.label: _Entities(each, reader, resolve) for each in part.made}
        self._statements = [_Statements(each, reader, claims, names) for each in part.said]

    def make(self, given: Given, faults: list[Fault]) -> Yield | None:
        """What a row makes; what is wrong with it is added to the faults."""
        if not self._where.admits(given, faults):
            return None
        found = {label: each.make(given, faults) for label, each in self._entities.items()}
        entities = tuple(entity for each in found.values() for entity in each)
        self._row.kinds = {each.key: each.kind for each in entities}
        if faults:  # what a statement would say of them would only repeat it
            return Yield((), ())
        statements = tuple(
            statement for each in self._statements for statement in each.make(given, found, faults)
        )
        return Yield(entities, statements)
