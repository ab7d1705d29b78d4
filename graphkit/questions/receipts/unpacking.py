"""The records in a receipt or a plan, from JSON values that anybody may have written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from graphkit.model import CONFIDENCES, ENTITY_FIELDS, KINDS, POLARITIES, RELATIONS, STAGES, Field
from graphkit.questions.receipts.checking import Checker
from graphkit.statement import Batch, Dataset, Decision, Entity, Judgement, Source, Statement
from graphkit.stores.records import dataset_of, entity_of, source_of
from graphkit.values import day, shown, when

__all__ = ["KINDS_OF_RECORD", "Unpacker", "unpack"]

KINDS_OF_RECORD = ("datasets", "entities", "sources", "statements", "decisions")
_MOST = 50_000  # records of a kind
_MOST_OF_A_FACT = 1_000  # statements: what it looked like is worked out for every day of them
_CHOICES: Mapping[str, Iterable[str]] = {
    "polarity": POLARITIES,
    "stage": STAGES,
    "confidence": CONFIDENCES,
}

Made = dict[str, Any]
T = TypeVar("T")


def unpack(made: Mapping[str, Any], file: str) -> Batch:
    """The records of a receipt. Raises `InputError` for any that no pack could hold."""
    unpacker = Unpacker(file)
    batch = Batch(
        unpacker.each(made, "datasets", unpacker.dataset),
        unpacker.each(made, "entities", unpacker.entity),
        unpacker.each(made, "sources", unpacker.source),
        unpacker.each(made, "statements", unpacker.statement),
        unpacker.each(made, "decisions", unpacker.decision),
    )
    sources = {each.key for each in batch.sources}
    for statement in batch.statements:
        if statement.source not in sources:
            unpacker.refuse("statements", f"the source of {shown(statement.key)} is not there")
    facts = Counter(each.fact for each in batch.statements)
    if facts and max(facts.values()) > _MOST_OF_A_FACT:
        unpacker.refuse("statements", f"more than {_MOST_OF_A_FACT:,} are of one fact")
    return batch


class Unpacker(Checker):
    """Records of one file, each of which is one that a pack could hold; else an `InputError`."""

    def each(self, made: Mapping[str, Any], name: str, read: Callable[[Made, str], T]) -> Any:
        """Every record under a name."""
        if len(made[name]) > _MOST:
            self.refuse(name, f"holds more than {_MOST:,} records")
        found = []
        for number, each in enumerate(made[name]):
            self.is_(each, dict, f"{name}.{number}")
            found.append(read(each, f"{name}.{number}"))
        return tuple(found)

    def dataset(self, made: Made, place: str) -> Dataset:
        """A data set."""
        self._texts(made, Dataset, place)
        return self.read(dataset_of, made, place)

    def source(self, made: Made, place: str) -> Source:
        """A source."""
        self._texts(made, Source, place, apart={"datasets"})
        self.texts(made.get("datasets", []), f"{place}.datasets")
        found = self.read(source_of, made, place)
        self.read(day, found.retrieved, f"{place}.retrieved")
        return found

    def decision(self, made: Made, place: str) -> Decision:
        """A decision."""
        self._texts(made, Decision, place)
        return self.read(lambda each: Decision(**each), made, place)

    def judgement(self, made: Made, place: str) -> Judgement:
        """A judgement."""
        self._texts(made, Judgement, place)
        return self.read(lambda each: Judgement(**each), made, place)

    def statement(self, made: Made, place: str) -> Statement:
        """A statement that a source could make."""
        self._texts(made, Statement, place, apart={"attribution", "details", "stated_as"})
        self.is_(made.get("stated_as", []), list, f"{place}.stated_as")
        for pair in made.get("stated_as", []):
            self.texts(pair, f"{place}.stated_as")
            if len(pair) != 2:
                self.refuse(f"{place}.stated_as", "is not a field and a key")
        self.texts(made.get("attribution", []), f"{place}.attribution")
        relation = RELATIONS.get(made.get("relation", ""))
        if relation is None or "rule" in made:
            self.refuse(place, "is no statement that a source could make")
        for name, choices in _CHOICES.items():
            if name in made and made[name] not in choices:
                self.refuse(f"{place}.{name}", f"{shown(made[name])} is not one of the choices")
        if bool(made.get("value")) is not relation.is_attribute:
            self.refuse(place, f"{relation.name} does not go with its object or value")
        if bool(made.get("object")) is relation.is_attribute:
            self.refuse(place, f"{relation.name} does not go with its object or value")
        if relation.value == "date":
            self.read(when, made["value"], f"{place}.value")
        details = self._details(made, relation.fields_by_name, place)
        return self.read(Statement.from_record, {**made, **details}, place)

    def entity(self, made: Made, place: str) -> Entity:
        """An entity."""
        self._texts(made, Entity, place, apart={"aliases", "details", "datasets"})
        self.texts(made.get("datasets", []), f"{place}.datasets")
        aliases = made.get("aliases", [])
        self.is_(aliases, list, f"{place}.aliases")
        for pair in aliases:
            self.texts(pair, f"{place}.aliases")
            if len(pair) != 2:
                self.refuse(f"{place}.aliases", "is not a language and a name")
        kind = KINDS.get(made.get("kind", ""))
        if kind is None:
            self.refuse(f"{place}.kind", "is not a kind of the vocabulary")
        known = {each.name: each for each in (*ENTITY_FIELDS, *kind.fields)}
        return self.read(entity_of, {**made, **self._details(made, known, place)}, place)

    def _texts(
        self, made: Made, type_: type, place: str, apart: Iterable[str] = frozenset()
    ) -> None:
        """A record with the names of its type, all text but for those apart."""
        known = {each.name for each in fields(type_)}
        for name, value in made.items():
            if name not in known:
                self.refuse(f"{place}.{shown(name)}", "is not part of such a record")
            if name not in apart:
                self.is_(value, str, f"{place}.{name}")

    def _details(self, made: Made, known: Mapping[str, Field], place: str) -> Made:
        """The fields of a record as the vocabulary has them, under `details`, if there are any."""
        if "details" not in made:
            return {}
        self.is_(made["details"], dict, f"{place}.details")
        details = {}
        for name, value in made["details"].items():
            field = known.get(name)
            if field is None or not _fits(field.type, value):
                self.refuse(f"{place}.{shown(name)}", "is no such field, or not of its type")
            details[name] = _floats(value)
        return {"details": details}


def _fits(type_: str, value: Any) -> bool:
    match type_:
        case "flag":
            return isinstance(value, bool)
        case "number" | "share":
            return _is_number(value)
        case "money":
            money = isinstance(value, list) and len(value) == 2
            return money and _is_number(value[0]) and isinstance(value[1], str)
    return isinstance(value, str)


def _floats(value: Any) -> Any:
    """Numbers as the records have them, whichever way JSON wrote them."""
    if _is_number(value):
        return float(value)
    return [_floats(each) for each in value] if isinstance(value, list) else value


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e300
