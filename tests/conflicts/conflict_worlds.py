"""Claims and small stores for the tests of conflicts and decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graphkit.bounds import Known
from graphkit.decisions import standing
from graphkit.facts import stated_key
from graphkit.model import RELATIONS
from graphkit.statement import Batch, Decision, Entity, Source, Statement
from graphkit.values import when

READ = "2026-11-23"


def source(published: str) -> Source:
    """A source called after the day on which it was published."""
    key = f"s{published}"
    return Source(key, key, "Press", "press", READ, published=when(published))


def said(
    row: str,
    subject: str,
    relation: str,
    target: str = "",
    *,
    published: str = "2024-01-01",
    details: dict[str, object] | None = None,
    **fields: object,
) -> Statement:
    """A statement; `target` is an object or a value, dates are as people write them."""
    known = {
        name: when(str(value)) if name in {"valid_from", "valid_to", "expected_to"} else value
        for name, value in fields.items()
    }
    place = "value" if RELATIONS[relation].is_attribute else "object"
    return Statement(
        "w",
        subject,
        relation,
        f"s{published}",
        row=row,
        quote="q",
        details=tuple(sorted((details or {}).items())),
        **{place: target, **known},  # type: ignore[arg-type]
    )


def decided(
    row: str, statement: str, verdict: str = "set-aside", on: str = "2025-01-01"
) -> Decision:
    return Decision("w", row, verdict, "Ada", on, "a ground", statement=f"w:{statement}")


def withdrawn(row: str, decision: str, on: str = "2025-06-01") -> Decision:
    return Decision("w", row, "withdrawn", "Ada", on, "a mistake", withdraws=f"w:{decision}")


def facts(statements: Iterable[Statement], decisions: Iterable[Decision] = ()) -> list[list[Known]]:
    """The statements by fact, as the rules take them."""
    judged = standing(decisions)
    groups: dict[str, list[Known]] = defaultdict(list)
    for each in statements:
        published = source(each.source[1:])
        groups[each.fact].append(Known.of(each, published, judged.get(stated_key(each), ())))
    return list(groups.values())


def batch(statements: Iterable[Statement], decisions: Iterable[Decision] = ()) -> Batch:
    """A load of these statements with the entities and sources that they need."""
    every = list(statements)
    kinds: dict[str, str] = {}
    for each in every:
        relation = RELATIONS[each.relation]
        kinds.setdefault(each.subject, relation.subjects[0])
        if each.object:
            kinds.setdefault(each.object, relation.objects[0])
    return Batch(
        entities=tuple(Entity(key, kind, key.upper()) for key, kind in sorted(kinds.items())),
        sources=tuple(source(each[1:]) for each in sorted({each.source for each in every})),
        statements=tuple(every),
        decisions=tuple(decisions),
    )
