"""What a batch's judgements make of entities and statements: which entity stands for which.

A judgement moves statements from one entity to another that stands for it, and its withdrawal
moves them back: each keeps the keys it was stated with. Writes nothing; what contradicts a
judgement is noted with the batch's other problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graphkit.judgements import Pair, groups_of, judged, stand_in
from graphkit.model import IDENTITY_VERDICTS, RELATIONS
from graphkit.statement import Batch, Judgement, Statement
from graphkit.stores.declared import Declared
from graphkit.stores.lookup import Reader
from graphkit.stores.rulings import Flaw, unsound
from graphkit.stores.taken import Intake, once

__all__ = ["around", "named_by", "naming", "restate", "take_judgements", "unite"]

# Relations with fields that name an entity beside their subject and object, and the kinds of that.
_NAMING = {
    relation.name: set(kinds)
    for relation in RELATIONS.values()
    for place, kinds in relation.named.items()
    if place in relation.fields_by_name
}


def named_by(judgements: Iterable[Judgement]) -> set[str]:
    """The keys of the entities that these judge."""
    return {key for each in judgements for key in each.pair} - {""}


def take_judgements(taken: Intake, batch: Batch, reader: Reader) -> None:
    """Note the judgements that are new or different, and the entities whose group they change."""
    brought = once(taken, ((each.key, each) for each in batch.judgements))
    stored = reader.judgements("key", {*brought, *(each.withdraws for each in brought.values())})
    taken.count("judgements", brought, stored)
    known = {**stored, **brought}
    for key, each in brought.items():
        for flaw in _flaws(each, taken.entities, known):
            taken.problem(key, *flaw)
        if stored.get(key) != each:
            taken.judgements[key] = each
    if not taken.judgements or taken.problems:
        return
    replaced = (stored[key] for key in taken.judgements.keys() & stored.keys())
    changed = [*taken.judgements.values(), *replaced]
    seeds = named_by(changed)
    seeds |= named_by(known[each.withdraws] for each in changed if each.withdraws)
    keys, every = around(seeds, taken, reader)
    _regroup(taken, keys, judged(every), reader)


def _flaws(
    judgement: Judgement, entities: Mapping[str, Declared], known: Mapping[str, Judgement]
) -> Iterator[Flaw]:
    """What is wrong with a judgement by itself."""
    yield from unsound(
        judgement, verdicts=IDENTITY_VERDICTS, dated="judged_on",
        about={"left": entities, "right": entities}, target="entity", known=known,
    )  # fmt: skip
    if judgement.left and judgement.left == judgement.right:
        yield Flaw("right", "is the same key as left")


def around(seeds: set[str], taken: Intake, reader: Reader) -> tuple[set[str], list[Judgement]]:
    """The entities that judgements tie to these, and all those judgements that there are once the
    batch is in the store."""
    every: dict[str, Judgement] = dict(taken.judgements)
    reached: set[str] = set()
    rest = seeds
    while rest:
        reached |= rest
        found = {**reader.judgements("left", rest), **reader.judgements("right", rest)}
        every = {**reader.judgements("withdraws", found), **found, **every}
        near = named_by(each for each in every.values() if not reached.isdisjoint(each.pair))
        rest = near - reached
    return reached, [each for key, each in every.items() if key not in taken.gone["Judgement"]]


def _regroup(
    taken: Intake, keys: set[str], judged: Mapping[Pair, Judgement], reader: Reader
) -> None:
    """Let one entity of each group stand for the others, as these judgements have them."""
    _look_up(taken, keys, reader)
    grouped: dict[str, frozenset[str]] = {}
    for group in groups_of(judged):
        grouped.update(dict.fromkeys(group, group))
        kinds = {taken.entities[key].entity.kind for key in group}
        if len(kinds) > 1:
            message = f"cannot be one: they are {' and '.join(sorted(kinds))}"
            taken.problem(", ".join(sorted(group)), "", message)
    for pair, each in judged.items():
        group = grouped.get(pair[0], frozenset())
        if each.verdict == "different" and pair[1] in group:
            taken.problem(
                each.key,
                "",
                f"{pair[0]} and {pair[1]} were judged different ({each.who}, {each.judged_on}), "
                "and others make them the same",
                "withdraw one of these judgements first",
            )
    for key in sorted(keys):
        group = grouped.get(key, frozenset())
        chief = stand_in(group) if group else key
        others = [taken.entities[each].own for each in group - {key}] if chief == key else []
        united = taken.entities[key].united("" if chief == key else chief, others)
        if united != taken.entities[key]:
            taken.regrouped[key] = taken.entities[key].same_as or key
            taken.entities[key] = united


def _look_up(taken: Intake, keys: set[str], reader: Reader) -> None:
    """Read those of these entities that were not read yet."""
    found = reader.entities(keys - taken.entities.keys())
    taken.entities |= found
    taken.former |= found


def unite(taken: Intake, reader: Reader) -> None:
    """Show what is declared anew of an entity also where another stands for it."""
    for key in taken.changed_entities:
        declared = taken.entities[key]
        if any(each.kind != declared.entity.kind for each in declared.others):
            message = "is another kind than those that were judged to be the same"
            taken.problem(key, "kind", message, "withdraw the judgement first")
        if not declared.same_as:
            continue
        _look_up(taken, {declared.same_as}, reader)
        chief = taken.entities[declared.same_as]
        others = {each.key: each for each in chief.others} | {key: declared.own}
        taken.entities[declared.same_as] = chief.united("", others.values())
        taken.regrouped.setdefault(declared.same_as, declared.same_as)
        if declared.entity.kind != chief.entity.kind:
            message = f"is another kind than {declared.same_as}, which it was judged to be"
            taken.problem(key, "kind", message, "withdraw the judgement first")


def naming(kinds: set[str], reader: Reader) -> dict[str, Statement]:
    """Every statement that may name an entity of these kinds beside its subject and object."""
    relations = [relation for relation, named in _NAMING.items() if named & kinds]
    return reader.statements("relation", relations) if relations else {}


def restate(taken: Intake, reader: Reader) -> None:
    """Move the statements of entities whose group has changed to those that stand for them now."""
    moved = {*taken.regrouped, *taken.regrouped.values()}
    kinds = {taken.entities[key].entity.kind for key in taken.regrouped}
    found: dict[str, Statement] = {}
    for by in ("subject", "object"):
        found |= reader.statements(by, moved)
    found |= naming(kinds, reader)
    for key, was in found.items():
        if key in taken.said or key in taken.gone["Statement"] or was.rule:
            continue
        now = taken.resolved(was)
        if now != was:
            taken.said[key], taken.before[key] = now, was
            taken.restated.add(key)
