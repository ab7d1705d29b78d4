"""A batch that is being taken in: what of it is new or different, and what that touches.

A plain record that `intake` and `identity` fill in; what is wrong is gathered on the way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar

from graphkit.errors import Problem
from graphkit.model import RELATIONS
from graphkit.statement import Batch, Dataset, Decision, Entity, Judgement, Source, Statement
from graphkit.stores.base import Change
from graphkit.stores.declared import Declared, Filed
from graphkit.stores.revision import Revision

__all__ = ["LABELS", "Intake", "entities_of", "once"]

T = TypeVar("T")

LABELS: Mapping[str, str] = {
    "datasets": "Dataset",
    "entities": "Entity",
    "sources": "Source",
    "statements": "Statement",
    "decisions": "Decision",
    "judgements": "Judgement",
}


@dataclass
class Intake:
    """A sound batch: what of it is new or different, and what that touches.

    `entities` and `sources` are those that the batch brings or names, as they will be;
    `changed_entities` is what it says of those that are new or different by that; `moved`
    are known entities under another name or kind, `relabelled` those of another kind with the
    kind they had; `redated` are known sources that say another thing. `said` are new and
    different statements, `before` what the different ones said. `decided` are new and different
    decisions, `judged` the statements that these, and what they replace, are about.

    `judgements` are new and different ones; `regrouped` the entities whose group these change, or
    whose group changes otherwise, with the key of what stood for each. Statements are of the
    entities that stand for those they were stated of; `restated` are the keys of those in `said`
    that say what they said before, of another entity.

    `former` are the entities as they are in the store, `gone` the keys of the records that are
    taken away, by label, `was` and `now` the counted records that are new, different or gone.
    """

    datasets: dict[str, Dataset] = field(default_factory=dict)
    entities: dict[str, Declared] = field(default_factory=dict)
    changed_entities: dict[str, tuple[Entity, ...]] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    relabelled: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Filed] = field(default_factory=dict)
    changed_sources: dict[str, Source] = field(default_factory=dict)
    redated: set[str] = field(default_factory=set)
    said: dict[str, Statement] = field(default_factory=dict)
    before: dict[str, Statement] = field(default_factory=dict)
    decided: dict[str, Decision] = field(default_factory=dict)
    judged: dict[str, Statement] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    regrouped: dict[str, str] = field(default_factory=dict)
    restated: set[str] = field(default_factory=set)
    former: dict[str, Declared] = field(default_factory=dict)
    gone: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    was: dict[str, dict[str, Any]] = field(default_factory=dict)
    now: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    report: dict[str, Change] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def news(self) -> Batch:
        """The part of the batch that is new or different, as it was given."""
        return Batch(
            tuple(self.datasets.values()),
            tuple(chain.from_iterable(self.changed_entities.values())),
            tuple(self.changed_sources.values()),
            tuple(each.as_stated for key, each in self.said.items() if key not in self.restated),
            tuple(self.decided.values()),
            tuple(self.judgements.values()),
        )

    def problem(self, where: str, what: str, message: str, hint: str = "") -> None:
        """Note something that makes the batch unsound."""
        self.problems.append(Problem(where, 0, what, message, hint))

    def count(self, what: str, brought: Mapping[str, T], stored: Mapping[str, T]) -> None:
        """Count the records of one kind, each as it will be, None if it goes, and as it was."""
        added = gone = 0
        was: dict[str, T | None] = {}
        for key, each in brought.items():
            old = stored.get(key)
            if old != each:
                was[key] = old
                added += old is None
                gone += each is None
        self.report[what] = Change(added, len(was) - added - gone, gone, len(brought) - len(was))
        label = LABELS[what]
        self.was[label], self.now[label] = was, brought
        if gone:
            self.gone[label] = {key for key in was if brought[key] is None}

    @cached_property
    def revision(self) -> Revision:
        """All records that are new, different or gone; complete once everything was taken in.

        Judgements change entities and statements that no batch brings.
        """
        entities = self.changed_entities.keys() | self.regrouped.keys() | self.gone["Entity"]
        statements = [*self.said, *self.gone["Statement"]]
        was = {
            **self.was,
            "Entity": {key: self.former.get(key) for key in sorted(entities)},
            "Statement": {key: self.before.get(key) for key in statements},
        }
        now = {
            **self.now,
            "Entity": {key: self.entities.get(key) for key in entities},
            "Statement": {key: self.said.get(key) for key in statements},
        }
        return Revision(was, now)

    def resolved(self, statement: Statement) -> Statement:
        """The statement of the entities that stand for those it is stated of.

        It is a problem if both its ends are one.
        """
        stated = statement.as_stated
        now = dict(zip(entities_of(stated), entities_of(statement), strict=True))

        def stand_in(key: str) -> str:
            known = self.entities.get(key)
            return now[key] if known is None else known.same_as or key

        made = statement.resolved(stand_in)
        if made.subject == made.object:
            said = f"{stated.subject} {stated.relation} {stated.object}"
            message = f"says {said}, but the two were judged to be one"
            hint = "withdraw that judgement first: what stands in a relation to another is another"
            self.problem(made.key, "object", message, hint)
        return made


def once(taken: Intake, items: Iterable[tuple[str, T]]) -> dict[str, T]:
    """Records by key; a key that stands for two different ones is a problem."""
    found: dict[str, T] = {}
    for key, each in items:
        if found.setdefault(key, each) != each:
            taken.problem(key, "", "is given twice, with different content")
    return found


def entities_of(statement: Statement) -> list[str]:
    """The keys of the entities that a statement names, always in the same order."""
    named = RELATIONS[statement.relation].fields_by_name
    details = (str(value) for name, value in statement.details if named[name].type == "entity")
    return [statement.subject, statement.object, *details]
