"""Rows of statements: what their columns mean, and what must fit together within one row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from graphkit import values
from graphkit.errors import BadValue
from graphkit.ingest.directory import Directory
from graphkit.ingest.rows import (
    Fault,
    Parse,
    Place,
    Plan,
    Suggester,
    Withheld,
    canonical,
    choice,
    parse_cells,
    reader_of,
    require,
)
from graphkit.model import (
    CONFIDENCES,
    KINDS,
    POLARITIES,
    RELATIONS,
    STAGES,
    Relation,
    confidences_allowed,
)
from graphkit.statement import Source, Statement
from graphkit.values import shown

__all__ = ["STATEMENT_COLUMNS", "Content", "StatementReader", "content", "words"]

_NEEDS = ("subject", "relation", "source")

# Each column, and whether every row needs it.
STATEMENT_COLUMNS: Mapping[str, bool] = {
    "id": False,
    "subject": True,
    "relation": True,
    "object": False,
    "value": False,
    "valid_from": False,
    "valid_to": False,
    "expected_to": False,
    "polarity": False,
    "stage": False,
    "confidence": False,
    "source": True,
    "quote": False,
    "summary": False,
    "attribution": False,
    "episode": False,
    "note": False,
    **{field.name: False for relation in RELATIONS.values() for field in relation.fields},
}

_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

# What two statements have in common that say the same of whomever: all but both ends, the sentence
# that names them, their labels and notes.
_CLAIM = attrgetter(
    "relation", "value", "valid_from", "valid_to", "expected_to", "polarity", "stage",
    "confidence", "source", "quote", "attribution", "episode", "details",
)  # fmt: skip


class Content(NamedTuple):
    """What a statement says, without its label and its note; equal for `A - B` and `B - A` where
    the relation is symmetric. `claim` is what is said of the two ends."""

    subject: str
    object: str
    summary: str
    claim: tuple[Any, ...]


def content(statement: Statement) -> Content:
    """What a statement says."""
    ends = statement.subject, statement.object
    if RELATIONS[statement.relation].symmetric and statement.object < statement.subject:
        ends = statement.object, statement.subject
    return Content(*ends, statement.summary, _CLAIM(statement))


def words(text: str) -> int:
    """The length of a quote: words, where two Chinese or Japanese characters count as one."""
    if text.isascii():
        return len(text.split())
    signs = len(_CJK.findall(text))
    return len(_CJK.sub(" ", text).split()) + (signs + 1) // 2


class _Reading(NamedTuple):
    """How statements of one relation are read; `details` are its own fields, sorted."""

    relation: Relation
    plan: Plan
    details: tuple[str, ...]
    needs: tuple[str, ...]


class StatementReader:
    """Reads rows of the table of statements.

    `sources` are the good sources by key; `withheld` the keys of refused ones, with their rows,
    or None where the table of sources could not be read whole.
    """

    def __init__(
        self,
        dataset: str,
        directory: Directory,
        sources: Mapping[str, Source],
        withheld: Mapping[str, Place] | None,
        quote_words: int | None,
    ) -> None:
        self._dataset = dataset
        self._sources = sources
        self._withheld = withheld
        self._quote_words = quote_words
        self._near = Suggester(lambda: sources, "add it to the sources")
        common = self._common_plan()
        self._readings = {
            name: _reading(relation, common, directory) for name, relation in RELATIONS.items()
        }
        anyone = directory.finder(tuple(KINDS))
        # For a row whose relation is not known, so that the rest of it is read all the same.
        self._any: Plan = {
            **dict.fromkeys(STATEMENT_COLUMNS, str),
            **common,
            "subject": anyone,
            "object": anyone,
        }

    def read(self, given: Mapping[str, str], faults: list[Fault]) -> Statement | None:
        """The statement in a row, or None where there are faults, which are added."""
        name = given.get("relation", "")
        reading = self._readings.get(name)
        if reading is None:
            require(given, _NEEDS, faults)
            parse_cells(given, self._any, name, faults)
            return None
        parsed = parse_cells(given, reading.plan, name, faults)
        faults += [_lacking(each, reading.relation) for each in reading.needs if each not in given]
        self._check(parsed, faults)
        if faults:
            return None
        details = tuple([(each, parsed.pop(each)) for each in reading.details if each in parsed])
        row = parsed.pop("id", "")
        return Statement(dataset=self._dataset, details=details, row=row, **parsed)

    def plan_of(self, relation: str) -> Plan:
        """What reads each column of a statement of this relation."""
        return self._readings[relation].plan

    def _common_plan(self) -> dict[str, Parse]:
        return {
            "id": values.key,
            "relation": choice(RELATIONS),
            "valid_from": values.when,
            "valid_to": values.when,
            "expected_to": values.when,
            "polarity": choice(POLARITIES),
            "stage": choice(STAGES),
            "confidence": choice(CONFIDENCES),
            "source": self._source,
            "quote": self._quote,
            "summary": values.text,
            "attribution": attribution,
            "episode": values.text,
            "note": values.text,
        }

    def _source(self, cell: str) -> str:
        source = self._sources.get(cell)
        if source is not None:
            return source.key
        if self._withheld is None:
            raise Withheld(f"{shown(cell)} is not among the sources that could be read")
        if cell in self._withheld:
            refused = self._withheld[cell]
            raise Withheld(f"{shown(cell)} was refused itself, in {refused.file}:{refused.line}")
        raise BadValue(f"no source of the pack has the key {shown(cell)}", self._near.hint(cell))

    def _quote(self, cell: str) -> str:
        quote = values.text(cell)
        if self._quote_words is not None and words(quote) > self._quote_words:
            raise BadValue(
                f"is {words(quote)} words long, where the pack allows {self._quote_words}",
                "shorten it to the words that find the passage, and say the rest in `summary`",
            )
        return quote

    def _check(self, parsed: Mapping[str, Any], faults: list[Fault]) -> None:
        """What must fit together within one row."""
        if "quote" not in parsed and "summary" not in parsed:
            unread = {fault.column for fault in faults}
            if not unread & {"quote", "summary"}:
                hint = "give a phrase that finds the passage, or say it in your own words"
                faults.append(Fault("quote", "has neither a quote nor a summary", hint))
        subject = parsed.get("subject")
        if subject is not None and subject == parsed.get("object"):
            faults.append(Fault("object", "is the subject itself", "name the other party"))
        source = self._sources.get(parsed.get("source", ""))
        if source is not None:
            _check_confidence(parsed.get("confidence"), source, faults)
        if "valid_to" in parsed or "expected_to" in parsed:
            _check_ends(parsed, source, faults)
        low, high = parsed.get("share_min"), parsed.get("share_max")
        if low is not None and high is not None and low > high:
            faults.append(Fault("share_max", "is less than share_min", "swap them"))


@lru_cache(maxsize=4_096)
def attribution(cell: str) -> tuple[str, ...]:
    """The chain of who says so, nearest first, from `Pandaily > Tencent News`."""
    chain = tuple(map(values.text, cell.split(">")))
    if not all(chain):
        raise BadValue("has a link without a name", "write Pandaily > Tencent News")
    return chain


def _reading(relation: Relation, common: Plan, directory: Directory) -> _Reading:
    plan: dict[str, Parse] = {**common, "subject": directory.finder(relation.subjects)}
    if relation.is_attribute:
        plan["value"] = canonical(relation.value)
    else:
        plan["object"] = directory.finder(relation.objects)
    for field in relation.fields:
        plan[field.name] = reader_of(field, directory.finder)
    target = "value" if relation.is_attribute else "object"
    own = tuple(field.name for field in relation.fields if field.required)
    return _Reading(
        relation, plan, tuple(sorted(relation.fields_by_name)), ("subject", "source", target, *own)
    )


def _lacking(column: str, relation: Relation) -> Fault:
    field = relation.fields_by_name.get(column)
    if field is not None:
        choices = f": {', '.join(field.choices)}" if field.choices else ""
        return Fault(column, f"{relation.name} needs it", f"{field.doc}{choices}")
    return Fault(column, "is empty", f"{relation.name} needs it")


def _check_confidence(confidence: str | None, source: Source, faults: list[Fault]) -> None:
    if confidence is not None and confidence not in confidences_allowed(source.kind):
        allowed = " or ".join(confidences_allowed(source.kind))
        message = f"{confidence} is more than a source of kind {source.kind} can lend"
        faults.append(Fault("confidence", message, f"write {allowed}"))


def _check_ends(parsed: Mapping[str, Any], source: Source | None, faults: list[Fault]) -> None:
    start, end = parsed.get("valid_from"), parsed.get("valid_to")
    for column in ("valid_to", "expected_to"):
        date = parsed.get(column)
        if start is not None and date is not None and date.latest < start.earliest:
            message = f"{date.text} is before valid_from, {start.text}"
            faults.append(Fault(column, message, "swap or mend them"))
    if end is not None and source is not None and end.earliest > source.known[1]:
        message = f"{end.text} is after the source was published, {source.known[1]}"
        faults.append(Fault("valid_to", message, "a term that still runs is expected_to"))
