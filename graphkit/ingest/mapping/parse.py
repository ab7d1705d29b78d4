"""A mapping file into what it says, or every problem in it as file:line:column.

The schema says which names there are; here is what must fit together: labels, kinds and
relations, fields, references, and constants, which are read as the cells of a pack are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from graphkit import values
from graphkit.errors import BadValue, InputError
from graphkit.ingest.about import DATASET_NEEDS, DATASET_TEXTS
from graphkit.ingest.claims import StatementReader
from graphkit.ingest.directory import Directory
from graphkit.ingest.documents import EntityReader, SourceReader, entity_plan
from graphkit.ingest.mapping.pages import Page, Path_, read_page
from graphkit.ingest.mapping.references import problem_of
from graphkit.ingest.mapping.schema import ENDS, OPTIONS
from graphkit.ingest.mapping.templates import BOUNDS, PRECISIONS, Value, parse_template
from graphkit.ingest.mapping.terms import Budget, Condition, End, Made, Part, Said, TableMapping
from graphkit.ingest.rows import Fault, Parse, Plan, did_you_mean
from graphkit.model import KINDS, RELATIONS, Relation
from graphkit.statement import Dataset, Entity, Source
from graphkit.values import shown

__all__ = ["DEFAULT_BUDGET", "read_budget", "read_mapping"]

DEFAULT_BUDGET = Budget(count=1_000)

_DATED = frozenset({"valid_from", "valid_to", "expected_to"})
_BUDGET = re.compile(r"(\d{1,12})(?:\.\d+)?(%?)", re.ASCII)


def read_budget(written: str) -> Budget:
    """`1000` or `5%`. Raises `BadValue`."""
    found = _BUDGET.fullmatch(clean := written.strip().replace(",", ""))
    if found is None or (not found[2] and "." in clean):
        raise BadValue(f"{shown(written)} is not a budget", "write a number of rows, or 5%")
    if found[2]:
        return Budget(share=values.share(clean))
    return Budget(count=int(clean))


def read_mapping(path: Path) -> TableMapping:
    """The mapping in a YAML file. Raises `InputError` with every problem, if there is any."""
    page = read_page(path)
    if page.problems:  # what is built otherwise need not be checked for what it says
        raise InputError(page.problems)
    made = _Builder(page).build()
    if page.problems:
        raise InputError(sorted(page.problems, key=lambda each: each.line))
    return made


class _Builder:
    """Makes the terms of a page that fits the schema, and blames what does not fit together."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._data: Mapping[str, Any] = page.data
        self._sources: dict[str, Source] = {}
        self._entities: dict[str, Entity] = {}

    def build(self) -> TableMapping:
        data, page = self._data, self._page
        dataset = self._dataset(data["dataset"])
        for key, given in data.get("entities", {}).items():
            self._constant(key, given)
        for key, given in data["sources"].items():
            self._source(key, given, dataset)
        parts = tuple(
            self._part(given, ("tables", at), at) for at, given in enumerate(data["tables"])
        )
        budget = DEFAULT_BUDGET
        if "budget" in data:
            budget = self._read(read_budget, data["budget"], ("budget",)) or budget
        return TableMapping(page.file, dataset, self._sources, self._entities, parts, budget)

    def _dataset(self, given: Mapping[str, str]) -> Dataset:
        known = {
            name: self._read(DATASET_TEXTS[name], each, ("dataset", name))
            for name, each in given.items()
            if each
        }
        for name in DATASET_NEEDS:
            if name not in known:
                self._page.blame(("dataset", name), "is empty", f"write {name}: …")
        return Dataset(**{name: known.get(name) or "" for name in {*DATASET_NEEDS, *known}})

    def _read(self, read: Parse, written: str, path: Path_) -> Any:
        try:
            return read(written)
        except BadValue as exc:
            self._page.blame(path, exc.message, exc.hint)
            return None

    def _faults(self, faults: Iterable[Fault], path: Path_) -> None:
        for each in faults:
            self._page.blame((*path, each.column), each.message, each.hint)

    def _constant(self, key: str, given: Mapping[str, Any]) -> None:
        faults: list[Fault] = []
        cells = {name: each for name, each in given.items() if name != "aliases" and each}
        entity = EntityReader().read({**cells, "key": key}, faults)
        others = given.get("aliases", {}).items()
        if entity is not None:
            self._entities[key] = replace(entity, aliases=tuple(sorted(others)))
        self._faults(faults, ("entities", key))

    def _source(self, key: str, given: Mapping[str, Any], dataset: Dataset) -> None:
        directory, faults = _Anyone(self._entities), list[Fault]()
        cells = {name: each for name, each in given.items() if each}
        source = SourceReader(directory, dataset).read({**cells, "key": key}, faults)
        if source is not None:
            self._sources[key] = source
        self._faults(faults, ("sources", key))

    def _part(self, given: Mapping[str, Any], path: Path_, number: int) -> Part:
        page, sql = self._page, given.get("sql", {})
        if ("file" in given) is bool(sql):
            page.blame(path, "names neither a file nor a query", "write file: name.csv")
        made = tuple(
            self._made(label, each, (*path, "entities", label))
            for label, each in given.get("entities", {}).items()
        )
        source = given.get("source") or next(iter(self._data["sources"]))
        self._check_source(source, (*path, "source"))
        if "source" not in given and len(self._data["sources"]) > 1:
            hint = f"write source: {' or '.join(self._data['sources'])}"
            page.blame((*path, "source"), "is missing where there are several sources", hint)
        kinds = {each.label: each.kind for each in made}
        said = tuple(
            self._said(each, (*path, "statements", at), kinds, source)
            for at, each in enumerate(given.get("statements", []))
        )
        if not made and not said:
            page.blame(path, "makes neither entities nor statements", "write either of them")
        options = {name: each for name, each in {**given, **sql}.items() if name in _OPTIONS}
        where = self._where(given, path)
        return Part(given.get("file", ""), number, page.line(path), where, made, said, options)

    def _check_source(self, key: str, path: Path_) -> None:
        known = self._data["sources"]
        if key not in known:
            hint = did_you_mean(key, known, f"write one of {', '.join(known)}")
            self._page.blame(path, f"no source is called {shown(key)}", hint)

    def _value(self, given: Any, path: Path_, *, dated: bool = False) -> Value:
        page = self._page
        whole = given if isinstance(given, dict) else {"from": given}
        template = self._read(parse_template, whole["from"], path) or parse_template("")
        for each in template.references:
            if problem := problem_of(each):
                page.blame(path, f"$({each}) cannot be read: {problem}", "write $(column)")
        for name in ("format", "precision", "as"):
            if name in whole and not dated:
                page.blame((*path, name), "is for dates alone", "delete it")
        formats = whole.get("format", [])
        return Value(
            template,
            str(path[-1]),
            page.line(path),
            whole.get("split", ""),
            whole.get("case", ""),
            whole.get("values", {}),
            whole.get("default"),
            tuple(formats) if isinstance(formats, list) else (formats,),
            PRECISIONS[whole.get("precision", "day")],
            BOUNDS[whole.get("as", "at")],
            dated,
        )

    def _cell(self, given: Any, path: Path_, plan: Plan, *, dated: bool = False) -> Value:
        """A value for a column; a constant is read at once, so that it is blamed only once."""
        value = self._value(given, path, dated=dated)
        read, constant = plan[str(path[-1])], value.template.constant
        if constant is not None and not value.table:
            if not constant and value.default is None:
                self._page.blame(path, "is empty", "write a constant, or $(column)")
            else:
                for each in value.texts(()):
                    self._read(read, each, path)
        return value

    def _where(self, given: Mapping[str, Any], path: Path_) -> tuple[Condition, ...]:
        def words(name: str, each: Mapping[str, Any]) -> frozenset[str]:
            found = each.get(name, [])
            return frozenset(found if isinstance(found, list) else [found])

        made = []
        for at, each in enumerate(given.get("where", [])):
            here = (*path, "where", at)
            if "is" not in each and "is_not" not in each:
                self._page.blame(
                    here, "has neither `is` nor `is_not`", "write which rows are meant"
                )
            value = self._value(each["value"], (*here, "value"))
            made.append(Condition(value, words("is", each), words("is_not", each)))
        return tuple(made)

    def _made(self, label: str, given: Mapping[str, Any], path: Path_) -> Made:
        plan = entity_plan(KINDS[given["kind"]])
        cells: dict[str, Value] = {}
        for column in given.keys() - {"kind", "aliases", "where"}:
            if column in plan:
                cells[column] = self._cell(given[column], (*path, column), plan)
            else:
                message = f"a {given['kind']} has no {column}"
                self._page.blame((*path, column), message, "delete it")
        aliases = tuple(
            (language, self._value(each, (*path, "aliases", language)))
            for language, each in given.get("aliases", {}).items()
        )
        name, key = cells.pop("name"), cells.pop("key", None)
        if name.split and (aliases or (key is not None and not key.split)):
            hint = "leave the key out, or split it as well"
            self._page.blame((*path, "name"), "is split, and its key or aliases are not", hint)
        return Made(label, given["kind"], name, key, aliases, cells, self._where(given, path))

    def _said(
        self, given: Mapping[str, Any], path: Path_, kinds: Mapping[str, str], source: str
    ) -> Said:
        relation = RELATIONS[given["relation"]]
        plan = StatementReader("", _Anyone({}), self._sources, None, None).plan_of(relation.name)
        target = "value" if relation.is_attribute else "object"
        ends = dict.fromkeys(ENDS, End())
        for name in ENDS[: 1 if relation.is_attribute else 2]:
            if name in given:
                ends[name] = self._end(given[name], (*path, name), relation, kinds)
        required = {each.name for each in relation.fields if each.required}
        for name in (target, *sorted(required)):
            if name not in given:
                message = f"is missing, and {relation.name} needs it"
                self._page.blame((*path, name), message, f"write {name}: …")
        cells: dict[str, Value] = {}
        for name, each in given.items():
            here = (*path, name)
            if name in {"relation", "where"} or (name in ENDS and name in plan):
                continue
            if name not in plan:
                self._page.blame(here, f"{relation.name} has no {name}", "delete it")
                continue
            if name == "source":
                self._check_source(each, here)
            cells[name] = self._cell(each, here, plan, dated=_is_date(name, relation))
        cells.setdefault("source", Value(parse_template(source), "source"))
        object_ = None if relation.is_attribute else ends["object"]
        where = self._where(given, path)
        return Said(relation.name, ends["subject"], object_, cells, where, self._page.line(path))

    def _end(self, given: Any, path: Path_, relation: Relation, kinds: Mapping[str, str]) -> End:
        if isinstance(given, dict):
            return End(key=self._value(given["key"], (*path, "key")))
        constant = self._entities.get(given)
        kind = kinds.get(given) or (constant.kind if constant else "")
        if not kind:
            known = [*kinds, *self._data.get("entities", {})]
            if given not in known:
                hint = did_you_mean(given, known, f"write one of {', '.join(known)}, or key: …")
                self._page.blame(path, f"no entity is called {shown(given)} here", hint)
            return End()
        allowed = relation.subjects if path[-1] == "subject" else relation.objects
        if kind not in allowed:
            hint = f"{' or '.join(allowed)} is needed here"
            self._page.blame(path, f"{given} is of kind {kind}", hint)
        return End(label=given) if given in kinds else End(constant=given)


_OPTIONS = (*OPTIONS, "url", "query")


class _Anyone(Directory):
    """Finds the constants of the mapping, or, where it has none, whoever is asked for."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        super().__init__()
        self.entities = dict(entities)

    def finder(self, kinds: tuple[str, ...]) -> Parse:
        return super().finder(kinds) if self.entities else values.key


def _is_date(name: str, relation: Relation) -> bool:
    field = relation.fields_by_name.get(name)
    return (
        name in _DATED
        or (name == "value" and relation.value == "date")
        or (field is not None and field.type == "date")
    )
