"""Rows of entities and of sources: what their columns mean."""

from __future__ import annotations

from collections.abc import Mapping

from graphkit import values
from graphkit.errors import BadValue
from graphkit.ingest.directory import Directory
from graphkit.ingest.rows import (
    Fault,
    Parse,
    Plan,
    choice,
    did_you_mean,
    parse_cells,
    reader_of,
    require,
)
from graphkit.model import ALIAS_LANGUAGES, ENTITY_FIELDS, KINDS, SOURCE_KINDS, Kind
from graphkit.statement import Dataset, Entity, Source

__all__ = ["ENTITY_COLUMNS", "SOURCE_COLUMNS", "EntityReader", "SourceReader", "entity_plan"]

_ENTITY_NEEDS = ("key", "kind", "name")
_SOURCE_NEEDS = ("key", "title", "publisher", "kind")

# Each column, and whether every row needs it.
ENTITY_COLUMNS: Mapping[str, bool] = {
    **dict.fromkeys(_ENTITY_NEEDS, True),
    "aliases": False,
    **{field.name: False for field in ENTITY_FIELDS},
    **{field.name: False for kind in KINDS.values() for field in kind.fields},
}
SOURCE_COLUMNS: Mapping[str, bool] = {
    **dict.fromkeys(_SOURCE_NEEDS, True),
    **dict.fromkeys(("published", "retrieved", "url", "language", "note", "snapshot_of"), False),
}


def aliases(cell: str) -> tuple[tuple[str, str], ...]:
    """Pairs of language and name from `zh-Hans:江淮汽车 | ticker:SSE:600418`, sorted."""
    pairs = set()
    for part in cell.split("|"):
        language, colon, name = (each.strip() for each in part.partition(":"))
        if not colon or not name:
            raise BadValue(
                f"{values.shown(part.strip())} is not an alias",
                "write language:name, and | between two: zh-Hans:江淮汽车 | en:JAC",
            )
        if language not in ALIAS_LANGUAGES:
            hint = did_you_mean(language, ALIAS_LANGUAGES, f"write {', '.join(ALIAS_LANGUAGES)}")
            raise BadValue(f"{values.shown(language)} is not a language of aliases", hint)
        pairs.add((language, values.text(name)))
    return tuple(sorted(pairs))


class EntityReader:
    """Reads rows of the table of entities."""

    def __init__(self) -> None:
        self._plans = {label: entity_plan(kind) for label, kind in KINDS.items()}
        # For a row whose kind is not known, so that the rest of it is read all the same.
        self._any: Plan = {
            name: read for plan in self._plans.values() for name, read in plan.items()
        }

    def read(self, given: Mapping[str, str], faults: list[Fault]) -> Entity | None:
        """The entity in a row, or None where there are faults, which are added."""
        kind = given.get("kind", "")
        require(given, _ENTITY_NEEDS, faults)
        parsed = parse_cells(given, self._plans.get(kind, self._any), f"a {kind}", faults)
        if faults:
            return None
        key, kind, name = (parsed.pop(column) for column in _ENTITY_NEEDS)
        others = parsed.pop("aliases", ())
        return Entity(key, kind, name, others, tuple(sorted(parsed.items())))

    @staticmethod
    def names(given: Mapping[str, str]) -> list[str]:
        """What the entity in a refused row would have been called."""
        others = [part.partition(":")[2].strip() for part in given.get("aliases", "").split("|")]
        return [name for name in (given.get("key"), given.get("name"), *others) if name]


def entity_plan(kind: Kind) -> Plan:
    """What reads each column of an entity of this kind."""
    plan: dict[str, Parse] = {
        "key": values.key,
        "kind": choice(KINDS),
        "name": values.text,
        "aliases": aliases,
    }
    nobody = Directory()
    for field in (*ENTITY_FIELDS, *kind.fields):
        plan[field.name] = reader_of(field, nobody.finder)
    return plan


class SourceReader:
    """Reads rows of the table of sources."""

    def __init__(self, directory: Directory, dataset: Dataset) -> None:
        self._retrieved = dataset.retrieved
        self._plan: Plan = {
            "key": values.key,
            "title": values.text,
            "publisher": values.text,
            "kind": choice(SOURCE_KINDS),
            "published": values.when,
            "retrieved": values.day,
            "url": values.url,
            "language": values.text,
            "note": values.text,
            "snapshot_of": directory.finder(("Register",)),
        }

    def read(self, given: Mapping[str, str], faults: list[Fault]) -> Source | None:
        """The source in a row, or None where there are faults, which are added."""
        require(given, _SOURCE_NEEDS, faults)
        parsed = parse_cells(given, self._plan, "a source", faults)
        parsed.setdefault("retrieved", self._retrieved)
        published = parsed.get("published")
        if published is not None and published.earliest > parsed["retrieved"]:
            message = f"{published.text} is after the day it was read, {parsed['retrieved']}"
            faults.append(Fault("published", message, "mend the one or the other"))
        return None if faults else Source(**parsed)
