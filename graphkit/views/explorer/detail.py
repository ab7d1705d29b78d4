"""Why one fact is believed, and who one entity is: what stands beside the picture.

Everything here is plain JSON values, as of what could be known by a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graphkit.decisions import Standing, in_force
from graphkit.errors import BadValue, UnknownName
from graphkit.facts import FactVersion, Known, versions
from graphkit.model import RELATIONS
from graphkit.questions.answer import Answer
from graphkit.questions.ask import ask, find_question
from graphkit.questions.rereading import known_by, said
from graphkit.statement import Detail, Entity, Source, Statement
from graphkit.stores.base import Store
from graphkit.stores.lookup import reader_of
from graphkit.values import Money, url
from graphkit.views.explorer.scene import degrees_of, version_columns

__all__ = ["entities", "evidence", "evidence_around", "link"]


_KNOWN = """
UNWIND $keys AS key
MATCH (s:Statement {key: key})
RETURN s.key, s.known_earliest
"""
_FEW = 12  # entities up to which conflicts are looked for around each, not in the whole graph


def evidence(store: Store, fact: str, as_of: str, known_on: str) -> dict[str, Any]:
    """All that could be known by then of a fact.

    `fact`, `relation`, `sentence`, `subject` and `object` (keys; "" for the object of an
    attribute), `statements`, `conflicts` with the days from which their claims could be known,
    and `decisions` with the days on which they count. Raises `UnknownName` for a fact of which
    nothing was known by then.
    """
    found = _evidence(store, said(store, "fact", [fact]), as_of, known_on)
    if not found:
        raise UnknownName(f"fact known on {known_on}", fact)
    return found[0]


def evidence_around(
    store: Store, keys: Sequence[str], as_of: str, known_on: str
) -> list[dict[str, Any]]:
    """The same of every fact that joins two of these entities, or gives one of them a value,
    denied ones included; with decisions that count no more, or not yet."""
    inside = {"", *keys}
    groups = said(store, "subject", keys)
    held = {fact: each for fact, each in groups.items() if each[0].statement.object in inside}
    return _evidence(store, held, as_of, known_on, every=True)


def _evidence(
    store: Store,
    groups: Mapping[str, list[Known]],
    as_of: str,
    known_on: str,
    *,
    every: bool = False,
) -> list[dict[str, Any]]:
    known = [heard for group in groups.values() if (heard := known_by(group, known_on))]
    statements = [each.statement for group in known for each in group]
    reader = reader_of(store)
    ends = {end for each in statements for end in (each.subject, each.object) if end}
    names = {key: each.entity.name for key, each in reader.entities(ends).items()}
    filed = reader.sources({each.source for each in statements})
    sources = {key: each.source for key, each in filed.items()}
    conflicts = _conflicts(store, _asked_of(store, statements), as_of, known_on)
    return [_fact(group, names, sources, conflicts, known_on, every=every) for group in known]


def _fact(
    group: Sequence[Known],
    names: Mapping[str, str],
    sources: Mapping[str, Source],
    conflicts: Sequence[dict[str, Any]],
    known_on: str,
    *,
    every: bool,
) -> dict[str, Any]:
    first = group[0].statement
    return {
        "fact": first.fact,
        "relation": first.relation,
        "sentence": _sentence(group[0], names),
        "subject": first.subject,
        "object": first.object,
        "statements": [_told(each, names, sources[each.statement.source]) for each in group],
        "conflicts": [
            {name: each[name] for name in each if name != "facts"}
            for each in conflicts
            if first.fact in each["facts"]
        ],
        "decisions": [
            _decision(span)
            for each in group
            for span in each.decisions
            if every or span.decision is in_force(each.decisions, known_on)
        ],
    }


def _sentence(known: Known, names: Mapping[str, str]) -> str:
    each = known.statement
    object_ = names[each.object] if each.object else each.value
    return RELATIONS[each.relation].sentence.format(subject=names[each.subject], object=object_)


def _told(known: Known, names: Mapping[str, str], source: Source) -> dict[str, Any]:
    each = known.statement
    return {
        "key": each.key,
        "sentence": _sentence(known, names),
        "quote": each.quote,
        "summary": each.summary,
        "note": each.note,
        "source": {
            "key": source.key,
            "title": source.title,
            "publisher": source.publisher,
            "kind": source.kind,
            "url": link(source.url),
            "published": source.published.text if source.published else "",
            "language": source.language,
        },
        "attribution": list(each.attribution),
        "confidence": each.confidence,
        "polarity": each.polarity,
        "stage": each.stage,
        "valid_from": each.valid_from.text if each.valid_from else "",
        "valid_to": each.valid_to.text if each.valid_to else "",
        "expected_to": each.expected_to.text if each.expected_to else "",
        "known_earliest": known.earliest,
        "known_latest": known.latest,
        "rule": each.rule,
        "dataset": each.dataset,
        "row": each.row,
    }


def _decision(span: Standing) -> dict[str, str]:
    decision = span.decision
    return {
        "key": decision.key,
        "statement": decision.statement,
        "verdict": decision.verdict,
        "who": decision.who,
        "why": decision.why,
        "decided_on": decision.decided_on,
        "counts_from": span.start,
        "counts_to": span.end,
    }


def link(written: str) -> str:
    """An address that may be opened: http or https; "" for anything else."""
    try:
        return url(written)
    except BadValue:
        return ""


def _asked_of(store: Store, statements: Sequence[Statement]) -> set[str]:
    """Of each fact the end that has fewer facts: what contradicts a fact touches both, and around
    a hub there may be thousands to compare."""
    ends = {(each.subject, each.object or each.subject) for each in statements}
    if len(ends) > _FEW:
        return {subject for subject, _ in ends}
    degrees = degrees_of(store, sorted({end for both in ends for end in both}))
    return {min(both, key=lambda end: (degrees.get(end, 0), end)) for both in ends}


def _conflicts(
    store: Store, parties: Iterable[str], as_of: str, known_on: str
) -> list[dict[str, Any]]:
    """The conflicts around these entities: each once, with its statements and their facts."""
    question = find_question("conflicts")
    found: dict[str, dict[str, Any]] = {}
    every = sorted(parties)
    asked: list[tuple[str, ...]] = [(each,) for each in every] if len(every) <= _FEW else [()]
    for about in asked:
        answer = ask(store, question, about, as_of=as_of, known_on=known_on)
        for number, rows in _by_number(answer).items():
            found.setdefault(number, _conflict(rows))
    claims = [claim for each in found.values() for claim in each["claims"]]
    days = dict(store.query(_KNOWN, {"keys": sorted({each["statement"] for each in claims})}).rows)
    for each in claims:
        each["known_from"] = days[each["statement"]]
    return list(found.values())


def _by_number(answer: Answer) -> dict[str, list[tuple[dict[str, Any], tuple[str, ...]]]]:
    groups: dict[str, list[tuple[dict[str, Any], tuple[str, ...]]]] = {}
    for row, facts in zip(answer.rows, answer.row_facts, strict=True):
        groups.setdefault(row["number"], []).append((row, facts))
    return groups


def _conflict(rows: Sequence[tuple[dict[str, Any], tuple[str, ...]]]) -> dict[str, Any]:
    first = rows[0][0]
    decided = [row for row, _ in rows if row["reversed_by"]]
    hint = f'graphkit decide {first["statement"]} set-aside --who NAME --why "the reason"'
    if decided:
        hint = f'graphkit withdraw {decided[0]["reversed_by"]} --who NAME --why "the reason"'
    return {
        "kind": first["conflict"],
        "claims": [
            {
                "statement": row["statement"],
                "sentence": f"{row['about']}: {row['says']}",
                "polarity": row["polarity"],
            }
            for row, _ in rows
        ],
        "decided_on": max((row["decided_on"] or "" for row in decided), default=""),
        "hint": hint,
        "facts": {fact for _, facts in rows for fact in facts},
    }


def entities(store: Store, keys: Sequence[str], known_on: str) -> list[dict[str, Any]]:
    """Who these entities are: names, identifiers, and the values that sources give them.

    In their order; one that the store does not have is left out. The values are facts with
    versions as in a scene, those of what could be known by that day; what nobody asserts, as what
    is only denied or planned, is no value.
    """
    found = reader_of(store).entities(keys)
    values: dict[str, list[dict[str, Any]]] = {}
    for group in said(store, "subject", found).values():
        first = group[0].statement
        known = versions(known_by(group, known_on)) if first.value else []
        if known:
            value = _value(first, known, found[first.subject].entity.name)
            values.setdefault(first.subject, []).append(value)
    return [
        {**_entity(found[key].entity), "attributes": values.get(key, [])}
        for key in keys
        if key in found
    ]


def _entity(entity: Entity) -> dict[str, Any]:
    details = dict(entity.details)
    languages = {name: language for language, name in entity.aliases}
    return {
        "key": entity.key,
        "name": entity.name,
        "kind": entity.kind,
        "names": [[languages.get(name, ""), name] for name in entity.names],
        **{each: str(details.pop(each, "")) for each in ("country", "industry", "note")},
        "identifiers": {name: _written(value) for name, value in details.items()},
    }


def _written(value: Detail) -> str:
    if isinstance(value, Money):
        return f"{value.currency} {value.amount:,.0f}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _value(first: Statement, known: Sequence[FactVersion], name: str) -> dict[str, Any]:
    return {
        "fact": first.fact,
        "relation": first.relation,
        "sentence": RELATIONS[first.relation].sentence.format(subject=name, object=first.value),
        "value": first.value,
        "versions": [version_columns(each) for each in known],
    }
