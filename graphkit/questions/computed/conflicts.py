"""The question `conflicts`: what each source says where they cannot all be right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphkit.bounds import statement_bounds
from graphkit.decisions import Standing, in_force
from graphkit.facts import heard
from graphkit.garbage import uncollected
from graphkit.questions.answer import Found
from graphkit.questions.conflicts import Conflict, find_conflicts
from graphkit.questions.conflicts.reading import read
from graphkit.stores.base import Store

__all__ = ["HEADER", "answer"]

HEADER = """
question: Where do sources contradict each other, what was decided, and what would reverse it?
help: |
  A row for each statement of each conflict, side by side. The conflicts: starts-differ,
  ends-differ, disputed (asserted and denied), rumour-differs, details-differ (prices and other
  values of one deal), values-differ (founding, names, capacities), shares-differ, over-100,
  exclusive (what one alone can have is told of two), both-ways. The machine decides nothing:
  until somebody does, the days in dispute are answered with possible. A conflict is decided
  where it is gone once the statements that were set aside are left out; the decision names
  who, when and why, and its key, by which it can be withdrawn.
parameters:
  company: {type: entity, optional: true, help: only conflicts that touch this entity}
columns:
  number: eight characters that stand for this conflict, in every store
  conflict: what kind of contradiction it is
  state: open or decided
  about: the statement in a sentence
  says: what it gives on the matter
  polarity: asserted, denied, refused or rumour-denied
  confidence: confirmed, reported, rumoured or inferred
  statement: key of the statement, by which it can be decided on
  decision: set-aside or upheld; empty where nothing was decided on this statement
  decided_by: who decided
  decided_on: when
  why: on what ground
  reversed_by: key of the decision, by which it can be withdrawn
  sources: key of the source
example: conflicts NIO
"""

_COLUMNS = (
    "number", "conflict", "state", "about", "says", "polarity", "confidence", "statement",
    "decision", "decided_by", "decided_on", "why", "reversed_by", "sources", "facts",
)  # fmt: skip
_NAMES = "UNWIND $keys AS key MATCH (s:Statement {key: key}) RETURN s.key, s.name"


@uncollected()
def answer(store: Store, parameters: Mapping[str, Any]) -> Found:
    """The conflicts of the graph, or of one entity: the open ones first."""
    known_on, company = parameters["known_on"], parameters.get("company")
    facts, decisions = read(store, known_on, company)
    every, counting = find_conflicts(facts), [heard(each, known_on) for each in facts]
    # Where nothing was set aside all of them remain.
    still = every if counting == facts else find_conflicts(counting)
    remaining = {each.key for each in still}
    found = [
        (each.key not in remaining, each)
        for each in every
        if _concerns(each, company, parameters["as_of"])
    ]
    names = _names(store, [conflict for _, conflict in found])
    rows = [
        (
            conflict.key,
            conflict.kind,
            "decided" if decided else "open",
            names[known.statement.key],
            said,
            known.statement.polarity,
            known.statement.confidence,
            known.statement.key,
            *_ground(decisions.get(known.statement.key, ()), known_on),
            [known.statement.source],
            [known.statement.fact],
        )
        for decided, conflict in sorted(found, key=lambda each: each[0])
        for known, said in sorted(conflict.says, key=lambda each: each[0].statement.key)
    ]
    return Found(_COLUMNS, rows)


def _concerns(conflict: Conflict, company: str | None, as_of: str) -> bool:
    """Whether it touches the company, and tells of anything that may have begun by that day."""
    claims = [known for known, _ in conflict.says]
    touched = {end for each in claims for end in (each.statement.subject, each.statement.object)}
    begun = any(statement_bounds(each)[0] <= as_of for each in claims)
    return begun and (company is None or company in touched)


def _names(store: Store, conflicts: list[Conflict]) -> Mapping[str, str]:
    keys = sorted({known.statement.key for each in conflicts for known, _ in each.says})
    return dict(store.query(_NAMES, {"keys": keys}).rows) if keys else {}


def _ground(decisions: tuple[Standing, ...], known_on: str) -> tuple[str | None, ...]:
    """What counts of the decisions on a statement: verdict, who, when, why, and its key."""
    decision = in_force(decisions, known_on)
    if decision is None:
        return (None,) * 5
    return (
        decision.verdict,
        decision.who,
        decision.decided_on,
        decision.why,
        decision.key,
    )
