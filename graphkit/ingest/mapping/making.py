"""One foreign row into entities and statements, read as the rows of a pack are read.

A mapping says which cells of a pack a row would have filled; the readers of packs take it from
there, so that nothing is checked in two ways. A fault names the foreign column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import product
from typing import Any, NamedTuple

from graphkit import values
from graphkit.errors import BadValue
from graphkit.ingest.claims import StatementReader
from graphkit.ingest.directory import Directory
from graphkit.ingest.documents import entity_plan
from graphkit.ingest.mapping.binding import MOST_KEPT, Bound, Filter, Given
from graphkit.ingest.mapping.keys import Resolve, name_key
from graphkit.ingest.mapping.templates import Cell
from graphkit.ingest.mapping.terms import End, Made, Part, Said, TableMapping
from graphkit.ingest.rows import Fault, Parse
from graphkit.model import KINDS, RELATIONS
from graphkit.statement import Entity, Statement
from graphkit.values import shown
from graphkit.wording import counted

__all__ = [
    "MOST_PAIRS",
    "EntityMaker",
    "KindOf",
    "Maker",
    "RowDirectory",
    "StatementMaker",
    "Yield",
]

# The kind of the entity that some row makes under a key; None where none does, "" where it is
# not known yet.
KindOf = Callable[[str], "str | None"]

MOST_PAIRS = 1_000  # statements that one row may make of lists at both ends


class Yield(NamedTuple):
    """What a row makes; None in place of it means that the filters leave the row out."""

    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]


class EntityMaker:
    """Makes the entities of one entry; those of rows with equal cells are made once."""

    def __init__(self, made: Made, reader: Callable[[str], Cell], resolve: Resolve | None) -> None:
        self._made, self._resolve = made, resolve
        self._where = Filter(made.where, reader)
        self._name = Bound(made.name, reader)
        self._key = Bound(made.key, reader) if made.key else None
        self._details = {name: Bound(each, reader) for name, each in made.details.items()}
        self._aliases = [(language, Bound(each, reader)) for language, each in made.aliases]
        self._plan = entity_plan(KINDS[made.kind])
        self._is_plain = not self._where and not made.aliases
        self._cells = tuple(map(reader, dict.fromkeys(made.references())))
        self._kept: dict[Any, tuple[tuple[Entity, ...], list[Fault]]] = {}

    def make(self, given: Given, faults: list[Fault]) -> tuple[Entity, ...]:
        """The entities of a row; what is wrong with it is added to the faults."""
        try:
            cells = tuple([cell(given) for cell in self._cells])
        except BadValue as exc:
            faults.append(Fault("", exc.message, exc.hint))
            return ()
        kept = self._kept.get(cells)
        if kept is None:
            found: list[Fault] = []
            kept = (tuple(self.fresh(given, found)), found)
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[cells] = kept
        faults += kept[1]
        return kept[0]

    def fresh(self, given: Given, faults: list[Fault]) -> list[Entity]:
        """As `make`, made anew."""
        entities = self._plainly(given) if self._is_plain else None
        if entities is None:
            entities = self._with_care(given, faults)
        if self._key is None and self._resolve is not None:
            entities = list(map(self._resolve, entities))
        return entities

    def _plainly(self, given: Given) -> list[Entity] | None:
        """The one entity that most rows make, in a third of the time; None where it is not so."""
        try:
            names = self._name.texts(given)
            if len(names) != 1:
                return None
            keys = self._keys(names, given, [])
            if len(keys) != 1:
                return None
            details = []
            for column, bound in self._details.items():
                texts = bound.texts(given)
                if len(texts) > 1:
                    return None
                if texts:
                    details.append((column, self._plan[column](texts[0])))
            key, name = values.key(keys[0]), values.text(names[0])
        except BadValue:
            return None
        return [Entity(key, self._made.kind, name, (), tuple(sorted(details)))]

    def _with_care(self, given: Given, faults: list[Fault]) -> list[Entity]:
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
        return [
            replace(each, aliases=others) if others else each for each in made if each is not None
        ]

    def _keys(self, names: tuple[str, ...], given: Given, faults: list[Fault]) -> tuple[str, ...]:
        if self._key is None:
            return tuple(name_key(self._made.kind, name) for name in names)
        keys = self._key.read(given, faults)
        if len(keys) != len(names) and not faults:
            message = f"gives {counted(len(keys), 'keys')} for {counted(len(names), 'names')}"
            message = message if keys else "is empty"
            faults.append(self._key.fault(message, "each entity needs a key of its own"))
        return keys

    def _single(self, bound: Bound, given: Given, faults: list[Fault]) -> str:
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


class RowDirectory(Directory):
    """Who is in a row and among the constants, and, by `kind_of`, in the other rows."""

    def __init__(self, constants: Mapping[str, Entity], kind_of: KindOf) -> None:
        super().__init__()
        self._constants = {key: each.kind for key, each in constants.items()}
        self._kind_of = kind_of
        self.kinds: dict[str, str] = {}

    def finder(self, kinds: tuple[str, ...]) -> Parse:
        """A reader of keys of entities of one of these kinds."""
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


class StatementMaker:
    """Makes the statements of one entry."""

    def __init__(
        self,
        said: Said,
        reader: Callable[[str], Cell],
        claims: StatementReader,
        names: Mapping[str, str],
    ) -> None:
        self.said, self._claims, self._names = said, claims, names
        self._where = Filter(said.where, reader)
        self._cells = {name: Bound(each, reader) for name, each in said.cells.items()}
        constant = {
            name: bound.texts({})
            for name, bound in self._cells.items()
            if not bound.value.template.references
        }
        self._fixed = {name: texts[0] for name, texts in constant.items() if len(texts) == 1}
        self._changing = [each for each in self._cells.items() if each[0] not in self._fixed]
        self._fixed["relation"] = said.relation
        self._keys = {
            name: Bound(end.key, reader)
            for name, end in (("subject", said.subject), ("object", said.object))
            if end is not None and end.key is not None
        }
        self.summed = bool({"quote", "summary"} & said.cells.keys())
        self._sentence = RELATIONS[said.relation].sentence

    def cells(self, given: Given, faults: list[Fault]) -> dict[str, str] | None:
        """The cells of a statement but for its ends; None where the filters leave it out."""
        if not self._where.admits(given, faults):
            return None
        cells = self._fixed.copy()
        for name, bound in self._changing:
            texts = bound.read(given, faults)
            if len(texts) > 1:
                faults.append(bound.fault(f"has {len(texts)} values", "one is needed here"))
            elif texts:
                cells[name] = texts[0]
        return cells

    def make(
        self, given: Given, entities: Mapping[str, tuple[Entity, ...]], faults: list[Fault]
    ) -> list[Statement]:
        """The statements of a row, of the entities that it has; faults are added."""
        cells = self.cells(given, faults)
        if cells is None:
            return []
        said = self.said
        subjects = self._ends("subject", said.subject, given, entities, faults)
        objects = [("", "")]
        if said.object is not None:
            objects = self._ends("object", said.object, given, entities, faults)
        if len(subjects) * len(objects) > MOST_PAIRS:
            message = f"makes {len(subjects) * len(objects):,} statements of one row"
            faults.append(Fault("", message, f"at most {MOST_PAIRS:,}: split fewer cells"))
            return []
        found: list[Statement] = []
        for subject, object_ in product(subjects, objects):
            statement = self.one(cells, subject, object_, faults)
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
        return self.by_key(name, given, faults)

    def by_key(self, name: str, given: Given, faults: list[Fault]) -> list[tuple[str, str]]:
        """The key of each entity at one end that is named by its key, twice."""
        bound = self._keys[name]
        keys = bound.read(given, faults)
        if not keys and not faults:
            faults.append(bound.fault("is empty", "a row without it needs a filter: where"))
        return [(key, key) for key in keys]

    def summary(self, subject: str, object_: str) -> str:
        """The sentence that says so, of two names, or of a name and a value."""
        return self._sentence.format(subject=subject, object=object_)

    def one(
        self,
        cells: Mapping[str, str],
        subject: tuple[str, str],
        object_: tuple[str, str],
        faults: list[Fault],
    ) -> Statement | None:
        """The statement with these cells, of two ends by key and name; faults are added."""
        whole = {**cells, "subject": subject[0]}
        if object_[0]:
            whole["object"] = object_[0]
        if not self.summed:
            whole["summary"] = self.summary(subject[1], object_[1] or cells.get("value", ""))
        found: list[Fault] = []
        told = {each.column for each in faults}
        statement = self._claims.read(whole, found)
        for each in found:
            bound = self._cells.get(each.column) or self._keys.get(each.column)
            if bound and each.column not in whole and bound.value.column in told:
                continue  # it is not empty: what it holds was refused
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
        self.row = RowDirectory(mapping.entities, kind_of)
        claims = StatementReader(mapping.dataset.name, self.row, mapping.sources, {}, None)
        names = {key: each.name for key, each in mapping.entities.items()}
        self.where = Filter(part.where, reader)
        self.entities = {each.label: EntityMaker(each, reader, resolve) for each in part.made}
        self.statements = [StatementMaker(each, reader, claims, names) for each in part.said]

    def make(self, given: Given, faults: list[Fault]) -> Yield | None:
        """What a row makes; what is wrong with it is added to the faults."""
        if not self.where.admits(given, faults):
            return None
        found = {label: each.make(given, faults) for label, each in self.entities.items()}
        entities = tuple(entity for each in found.values() for entity in each)
        self.row.kinds = {each.key: each.kind for each in entities}
        if faults:  # what a statement would say of them would only repeat it
            return Yield((), ())
        statements = tuple(
            statement for each in self.statements for statement in each.make(given, found, faults)
        )
        return Yield(entities, statements)
