"""Records put back as they were: what an undo brings, held against what is there. Writes nothing.

The counterpart of `intake`, of records as the store keeps them and not as packs bring them. It is
the only way in which a record goes. What is still needed by records that stay is never taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graphkit.errors import GraphkitError
from graphkit.judgements import groups_of, judged, stand_in
from graphkit.statement import Decision, Statement
from graphkit.stores.identity import around, named_by, naming, restate
from graphkit.stores.intake import compare_entities
from graphkit.stores.lookup import Reader
from graphkit.stores.revision import Records
from graphkit.stores.taken import LABELS, Intake, entities_of

__all__ = ["StillNeeded", "put_back"]

Place = tuple[str, str]  # label and key of a record


class StillNeeded(GraphkitError):
    """Records that stay name records that would go: `by` are the places of those that stay."""

    def __init__(self, by: Iterable[Place]) -> None:
        self.by = sorted(set(by))
        super().__init__(f"{len(self.by):,} records name what would be taken away")


def put_back(records: Records, reader: Reader, *, part: bool = False) -> Intake:
    """These records, by label and key, as they are to be again, None where none is to be left.

    What is so already is left alone. Raises `StillNeeded`. Of a `part` of an undo it is not asked
    what only all of it tells.
    """
    taken = Intake()
    _put_records(taken, records, reader)
    needed = [*_naming(taken, reader), *_unfounded(taken, reader)]
    if not part:
        needed += _otherwise_grouped(taken, reader)
    if needed:
        raise StillNeeded(needed)
    return taken


def _put_records(taken: Intake, records: Records, reader: Reader) -> None:
    def new(what: str, stored: Mapping[str, Any]) -> dict[str, Any]:
        """Note the records of a kind; gives those that are new or different."""
        wanted = records.get(LABELS[what], {})
        taken.count(what, wanted, stored)
        changed = taken.was[LABELS[what]]
        return {key: wanted[key] for key in changed if wanted[key] is not None}

    taken.datasets = new("datasets", reader.datasets(records.get("Dataset", {})))
    taken.former = reader.entities(records.get("Entity", {}))
    taken.entities = new("entities", taken.former)
    taken.changed_entities = {key: (each.entity,) for key, each in taken.entities.items()}
    compare_entities(taken)
    sources = reader.sources(records.get("Source", {}))
    taken.sources = new("sources", sources)
    taken.changed_sources = {key: each.source for key, each in taken.sources.items()}
    for key, each in taken.sources.items():
        if key in sources and sources[key].source != each.source:
            taken.redated.add(key)
    statements = reader.statements("key", records.get("Statement", {}))
    taken.said = new("statements", statements)
    changed = taken.was["Statement"]
    taken.before = {key: each for key, each in statements.items() if key in changed}
    judgements = reader.judgements("key", records.get("Judgement", {}))
    taken.judgements = new("judgements", judgements)
    _part(taken, reader)
    decisions = reader.decisions("key", records.get("Decision", {}))
    taken.decided = new("decisions", decisions)
    replaced = (each for each in taken.was["Decision"].values() if each is not None)
    _judge(taken, [*taken.decided.values(), *replaced], reader)


def _part(taken: Intake, reader: Reader) -> None:
    """Move what later runs stated of entities whose group is another again."""
    for key, each in taken.entities.items():
        was = taken.former.get(key)
        if was is not None and (was.same_as, was.others) != (each.same_as, each.others):
            taken.regrouped[key] = was.same_as or key
    if taken.regrouped:
        restate(taken, reader)


def _judge(taken: Intake, decisions: list[Decision], reader: Reader) -> None:
    """Note the statements that these decisions are about, directly or as withdrawals."""
    withdrawn = {each.withdraws for each in decisions} - {""}
    named = {each.statement for each in decisions}
    named.update(each.statement for each in reader.decisions("key", withdrawn).values())
    named.update(each.statement for each in decisions if each.key in withdrawn)
    stored = reader.statements("key", named - {""} - taken.said.keys())
    found = {**stored, **{key: taken.said[key] for key in named & taken.said.keys()}}
    taken.judged = {key: each for key, each in found.items() if key not in taken.gone["Statement"]}


def _naming(taken: Intake, reader: Reader) -> Iterator[Place]:
    """Records that stay as they are, and name one that goes."""
    gone = taken.gone
    handled = taken.was["Statement"].keys()
    found: dict[str, Statement] = {}
    for by, label in (("subject", "Entity"), ("object", "Entity"), ("source", "Source")):
        found |= reader.statements(by, gone[label])
    kinds = {taken.former[key].entity.kind for key in gone["Entity"]}
    for key, each in naming(kinds, reader).items():
        if not gone["Entity"].isdisjoint(entities_of(each)):
            found[key] = each
    for key, each in found.items():
        if key not in handled and not each.rule:
            yield "Statement", key
    for by in ("left", "right"):
        judged = reader.judgements(by, gone["Entity"])
        yield from (("Judgement", key) for key in judged if key not in taken.was["Judgement"])
    judging = reader.decisions("statement", gone["Statement"])
    judging |= reader.decisions("withdraws", gone["Decision"])
    yield from (("Decision", key) for key in judging if key not in taken.was["Decision"])


def _otherwise_grouped(taken: Intake, reader: Reader) -> Iterator[Place]:
    """Judgements that stay, and by which other entities would be one than those put back."""
    was = taken.was.get("Judgement", {})
    touched = [*taken.judgements.values(), *(each for each in was.values() if each is not None)]
    withdrawn = reader.judgements("key", {each.withdraws for each in touched} - {""})
    seeds = named_by([*touched, *withdrawn.values()])
    if not seeds:
        return
    keys, every = around(seeds, taken, reader)
    chief = {key: stand_in(group) for group in groups_of(judged(every)) for key in group}
    known = {**reader.entities(keys - taken.entities.keys()), **taken.entities}
    astray = {
        key
        for key in keys - taken.gone["Entity"]
        if key in known and (known[key].same_as or key) != chief.get(key, key)
    }
    about = {each.key: {*each.pair} for each in every if each.left}
    for each in every:
        named = about.get(each.withdraws or each.key, set())
        if not astray.isdisjoint(named) and each.key not in was:
            yield "Judgement", each.key


def _unfounded(taken: Intake, reader: Reader) -> Iterator[Place]:
    """Records that are put back and name one that is not there, or goes."""
    said, decided = taken.said.values(), taken.decided.values()
    ends = {end for each in said for end in (each.subject, each.object)}
    ends.update(end for each in taken.judgements.values() for end in (each.left, each.right))
    ends.discard("")
    lost = _lost("Entity", ends, taken.entities, reader.entities, taken)
    sources = {each.source for each in said}
    lost |= _lost("Source", sources, taken.sources, reader.sources, taken)
    judged = {each.statement for each in decided if each.statement}
    lost |= _lost(
        "Statement", judged, taken.said, lambda keys: reader.statements("key", keys), taken
    )
    for statement in said:
        named = (("Entity", statement.subject), ("Entity", statement.object))
        if not lost.isdisjoint((*named, ("Source", statement.source))):
            yield "Statement", statement.key
    for decision in decided:
        if ("Statement", decision.statement) in lost:
            yield "Decision", decision.key
    for judgement in taken.judgements.values():
        if not lost.isdisjoint((("Entity", judgement.left), ("Entity", judgement.right))):
            yield "Judgement", judgement.key


def _lost(
    label: str, keys: set[str], put: Mapping[str, Any], read: Any, taken: Intake
) -> set[Place]:
    """Those of these records that will not be there."""
    gone = keys & taken.gone[label]
    rest = keys - put.keys() - gone
    return {(label, key) for key in gone | (rest - read(rest).keys())}
