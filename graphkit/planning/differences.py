"""What a write changes, one difference at a time, and why it does. Pure.

A *correction* is of our error: a statement, source or entity that says another thing under the
same key. A *change* is the world's: a new statement that begins, dates or ends a fact. A *decision*
is somebody's judgement of what was said. What is merely added is counted, not listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from graphkit.facts import FactVersion
from graphkit.model import RELATIONS
from graphkit.statement import Entity, Source, Statement
from graphkit.stores.lookup import Edge
from graphkit.stores.plan import Plan as Work
from graphkit.stores.projection import BOUNDS
from graphkit.stores.taken import Intake
from graphkit.values import MAX_DATE, When

__all__ = ["OPERATIONS", "Difference", "differences", "sentence"]

# Every operation that a plan shows, in its order, with what it means.
OPERATIONS: Mapping[str, str] = {
    "corrected": "says another thing under the same key: our error",
    "retracted": "is not asserted any more, or a fact that nobody asserts any more",
    "re-dated": "a fact that begins or ends on other days than was known",
    "closed": "a fact that has an end now, and had none",
    "reopened": "a fact that had an end, and has none now",
    "merged": "what several data sets, or two names, say of one entity is put together",
    "doubtful": "a fact that is only possible: rumoured, or disputed between sources",
    "dropped": "was in an earlier delivery, not in this one; nothing becomes of it by itself",
}
_DOUBTS = {
    "rumour": "only rumoured",
    "disputed": "asserted and denied",
    "starts-differ": "sources give different starts",
    "ends-differ": "sources give different ends",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a plan changes, or that it draws attention to.

    `operation` is one of `OPERATIONS`; `what` the kind of record, or `fact`; `cause` correction,
    change, decision, several with "and", or "". `before` and `after` are short texts, `statements`
    the keys of the statements that it is about, where it is about some.
    """

    operation: str
    what: str
    key: str
    text: str
    cause: str = ""
    before: str = ""
    after: str = ""
    statements: tuple[str, ...] = ()


def sentence(statement: Statement, names: Mapping[str, str]) -> str:
    """A statement in words."""
    return RELATIONS[statement.relation].sentence.format(
        subject=names.get(statement.subject, statement.subject),
        object=names.get(statement.object, statement.object) or statement.value,
    )


def differences(work: Work, names: Mapping[str, str]) -> Iterator[Difference]:
    """Everything but what is merely added; `names` are those of entities, by key."""
    taken = work.taken
    yield from _corrected(taken, names)
    yield from _entities(taken)
    yield from _sources(taken)
    yield from _decided(taken, names)
    yield from _facts(work, names)


def _text(value: Any) -> str:
    if value in (None, "", ()):
        return "nothing"
    if isinstance(value, When):
        return value.text
    if isinstance(value, tuple):
        return ", ".join(
            " ".join(map(str, each)) if isinstance(each, tuple) else str(each) for each in value
        )
    return str(value)


def _changes(was: Any, now: Any, names: Iterable[str]) -> tuple[str, str]:
    """The fields in which two records differ, as they were and as they are."""
    differing = [each for each in names if getattr(was, each) != getattr(now, each)]
    told = [
        "; ".join(f"{each}: {_text(getattr(record, each))}" for each in differing)
        for record in (was, now)
    ]
    return told[0], told[1]


def _corrected(taken: Intake, names: Mapping[str, str]) -> Iterator[Difference]:
    columns = [each.name for each in fields(Statement) if each.name not in {"row", "stated_as"}]
    for key, was in taken.before.items():
        now = taken.said.get(key)
        if now is None or key in taken.restated:
            continue
        lost = was.makes_fact and not now.makes_fact
        before, after = _changes(was, now, columns)
        yield Difference(
            "retracted" if lost else "corrected",
            "statement",
            key,
            sentence(was, names),
            "correction",
            before,
            after,
            (key,),
        )


def _entities(taken: Intake) -> Iterator[Difference]:
    columns = [each.name for each in fields(Entity) if each.compare and each.name != "key"]
    for key in sorted(taken.changed_entities.keys() | taken.regrouped.keys()):
        was, now = taken.former.get(key), taken.entities[key]
        if was is None or was == now:
            continue
        before, after = _changes(was.entity, now.entity, columns)
        if was.same_as != now.same_as:
            after = f"answers as {now.same_as}" if now.same_as else "answers for itself"
            yield Difference(
                "merged" if now.same_as else "corrected",
                "entity", key, now.own.name, "decision", before, after,
            )  # fmt: skip
        elif before or after:
            joined = was.datasets != now.datasets or was.others != now.others
            operation = "merged" if joined else "corrected"
            cause = "" if joined else "correction"
            yield Difference(operation, "entity", key, now.entity.name, cause, before, after)


def _sources(taken: Intake) -> Iterator[Difference]:
    columns = [each.name for each in fields(Source) if each.compare and each.name != "key"]
    for key in sorted(taken.redated):
        was, now = taken.was["Source"][key].source, taken.changed_sources[key]
        if was.published and replace(was, retrieved=now.retrieved) == now:
            continue  # read again later: of a dated document that changes nothing
        before, after = _changes(was, now, columns)
        yield Difference("corrected", "source", key, was.title, "correction", before, after)


def _decided(taken: Intake, names: Mapping[str, str]) -> Iterator[Difference]:
    for key, each in taken.decided.items():
        if each.verdict == "set-aside" and each.statement in taken.judged:
            statement = taken.judged[each.statement]
            why = f"set aside by {each.who}: {each.why}"
            yield Difference(
                "retracted",
                "statement",
                each.statement,
                sentence(statement, names),
                "decision",
                "counts",
                f"{why} ({key})",
                (each.statement,),
            )


def _facts(work: Work, names: Mapping[str, str]) -> Iterator[Difference]:
    causes = _causes(work.taken)
    before = {
        edge.properties["fact"]: edge
        for edge in work.before.values()
        if edge.properties["known_to"] == MAX_DATE
    }
    for group in work.after.values():
        for version in group:
            if version.known_to == MAX_DATE:
                was = before.pop(version.fact, None)
                yield from _of_fact(version, was, names, causes.get(version.fact, set()))
    moved = {work.taken.before[key].fact for key in work.taken.restated if key in work.taken.before}
    for fact, edge in before.items():
        if fact not in moved:
            cause = " and ".join(sorted(causes.get(fact, set())))
            text = _edge_sentence(edge, names)
            yield Difference("retracted", "fact", fact, text, cause, _span(edge), "", _of(edge))


def _of_fact(
    now: FactVersion, was: Edge | None, names: Mapping[str, str], causes: set[str]
) -> Iterator[Difference]:
    text = RELATIONS[now.relation].sentence.format(
        subject=names.get(now.subject, now.subject), object=names.get(now.object, now.object)
    )
    cause = " and ".join(sorted(causes))
    after = _told(now.valid_from, now.valid_to)
    if was is not None:
        found = was.properties
        operation = _redated(now, found)
        if operation:
            yield Difference(operation, "fact", now.fact, text, cause, _span(was), after, _of(was))
        doubted = found["polarity"] == "disputed" or not found["sure"]
        if doubted and {*(found["rules"] or ())} >= {*now.rules} & _DOUBTS.keys():
            return
    doubts = [_DOUBTS[each] for each in now.rules if each in _DOUBTS]
    if doubts:
        yield Difference("doubtful", "fact", now.fact, text, cause, "", "; ".join(doubts))


def _redated(now: FactVersion, was: Mapping[str, Any]) -> str:
    """What becomes of the dates of a fact; "" where they stay."""
    if all(getattr(now, each) == was[each] for each in BOUNDS):
        return ""
    if (was["valid_to_earliest"], was["valid_to_latest"]) == (MAX_DATE, MAX_DATE):
        return "re-dated" if now.valid_to_earliest == MAX_DATE else "closed"
    return "reopened" if now.valid_to_earliest == MAX_DATE else "re-dated"


def _causes(taken: Intake) -> dict[str, set[str]]:
    """Why facts change: the facts of what is corrected, new, or decided."""
    causes: dict[str, set[str]] = {}
    for key, now in taken.said.items():
        was = taken.before.get(key)
        if was is None:
            causes.setdefault(now.fact, set()).add("change")
        elif key not in taken.restated:
            causes.setdefault(now.fact, set()).add("correction")
            causes.setdefault(was.fact, set()).add("correction")
    for each in taken.judged.values():
        causes.setdefault(each.fact, set()).add("decision")
    return causes


def _told(valid_from: str | None, valid_to: str | None) -> str:
    parts = (f"from {valid_from}" if valid_from else "", f"to {valid_to}" if valid_to else "")
    return " ".join(filter(None, parts)) or "no dates"


def _span(edge: Edge) -> str:
    return _told(edge.properties["valid_from"], edge.properties["valid_to"])


def _edge_sentence(edge: Edge, names: Mapping[str, str]) -> str:
    return RELATIONS[edge.relation].sentence.format(
        subject=names.get(edge.start, edge.start), object=names.get(edge.end, edge.end)
    )


def _of(edge: Edge) -> tuple[str, ...]:
    """The keys of the statements behind an edge."""
    return tuple(edge.properties["statements"])
