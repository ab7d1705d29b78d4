"""Questions of the catalogue, and Cypher of the reader's own, with the scene that each draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from graphkit.model import RELATIONS
from graphkit.questions.answer import Answer
from graphkit.questions.ask import ask, find_question
from graphkit.questions.catalogue import CLOCKS
from graphkit.stores.base import Rows, Store
from graphkit.views.explorer.scene import EMPTY, Scene, scene_among, scene_of_facts

__all__ = ["ROWS", "answer_to", "scene_of_rows", "told"]

ROWS = 2_000  # rows of an answer that are sent
_DRAWN = 2_000  # facts, or nodes, of an answer that are drawn


def answer_to(
    store: Store,
    question: str,
    parameters: Mapping[str, Any],
    as_of: str,
    known_on: str,
    limit: int = ROWS,
) -> dict[str, Any]:
    """The answer to a question, as `told`, with what it draws."""
    asked = find_question(question)
    whole = ask(store, asked, as_of=as_of, known_on=known_on, named=parameters)
    shown = _cut(whole, limit)
    return {**told(shown, len(whole)), "graph": _drawn(store, shown)}


def told(answer: Answer, of: int) -> dict[str, Any]:
    """An answer as plain values, without its evidence; `more` is the number of all its rows,
    where that is more than it has, else None."""
    given = answer.parameters
    return {
        "question": answer.question,
        "parameters": {name: given[name] for name in given if name not in CLOCKS},
        **{name: given[name] for name in CLOCKS},
        "columns": list(answer.columns),
        "rows": answer.rows,
        "row_facts": [list(facts) for facts in answer.row_facts],
        "proofs": answer.proofs,
        "note": answer.note,
        "more": of if of > len(answer) else None,
    }


def _cut(answer: Answer, limit: int) -> Answer:
    """The answer with its first rows only, and only their evidence."""
    if len(answer) <= limit:
        return answer
    return replace(
        answer,
        rows=answer.rows[:limit],
        row_facts=answer.row_facts[:limit],
        proofs=answer.proofs[:limit],
    )


def _drawn(store: Store, answer: Answer) -> Scene:
    """The facts behind the rows as a scene; none, with the reason, where they are too many."""
    facts = {
        each["fact"]: (each["relation"], each["subject"], each["object"])
        for each in answer.evidence
        if not RELATIONS[each["relation"]].is_attribute
    }
    if len(facts) > _DRAWN:
        why = f"{len(facts):,} facts are too many to draw at once; the table has them all"
        return {**EMPTY, "truncated": why}
    return scene_of_facts(store, facts)


def scene_of_rows(store: Store, rows: Rows) -> Scene | None:
    """What a query of the reader's own returned of the graph: whole nodes and edges, by their
    keys and facts; None where it returned neither.
    """
    keys: dict[str, None] = {}
    facts: set[str] = set()
    for value in _values([list(row) for row in rows]):
        if isinstance(value.get("fact"), str) and isinstance(value.get("known_from"), str):
            facts.add(value["fact"])
        elif isinstance(value.get("key"), str) and isinstance(value.get("names"), list):
            keys[value["key"]] = None
    if facts:
        found = _ends(store, facts)
        if found:
            return scene_of_facts(store, dict(list(found.items())[:_DRAWN]))
    return scene_among(store, list(keys)[:_DRAWN]) if keys else None


def _ends(store: Store, facts: set[str]) -> dict[str, tuple[str, str, str]]:
    rows = store.query(
        "UNWIND $facts AS fact MATCH (s:Statement {fact: fact}) "
        "RETURN DISTINCT s.fact, s.relation, s.subject, s.object",
        {"facts": sorted(facts)[:_DRAWN]},
    )
    return {fact: (relation, *ends) for fact, relation, *ends in rows if ends[1]}


def _values(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _values(each)
