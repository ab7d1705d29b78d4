"""Which entities of a store may be one, and what people and rules judge of them.

Where `resolve`, which compares, and the store meet. Pairs that are tied by a relation (a parent
and its subsidiary) or were judged already are not proposed. An automatic judgement is a record as
any other, with its score and features, and is withdrawn as any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graphkit.errors import InputError
from graphkit.ingest.judgement_file import read_judgements
from graphkit.judgements import Pair, judged
from graphkit.judging import judgements_on
from graphkit.questions.ask import clock
from graphkit.resolve import DOUBTFUL, Comparison, Finder, Index, is_automatic
from graphkit.statement import LOCAL, Batch, Entity, Judgement, digest
from graphkit.stores.base import Change, Store
from graphkit.stores.lookup import Reader, reader_of
from graphkit.stores.runs import Note
from graphkit.stores.upsert import lots

__all__ = [
    "RULE",
    "Candidate",
    "candidates",
    "entities_of",
    "finder",
    "judge_automatically",
    "judge_from",
]

RULE = "graphkit: names"  # who judged, where it was no person
_FOUND = (
    "MATCH (e:Entity) WHERE e.key IS NOT NULL AND e.same_as IS NULL "
    "RETURN e.key, e.kind, e.name, e.names, e.aliases, e.country, e.lei, e.wikidata, e.uscc"
)
_TIED = (
    "UNWIND $pairs AS pair MATCH (s:Statement {subject: pair[0]}) WHERE s.object = pair[1] "
    "RETURN DISTINCT s.subject, s.object"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities of one kind that may be one, each with its names, and how alike they are."""

    left: Entity
    right: Entity
    comparison: Comparison

    @property
    def pair(self) -> Pair:
        """Their keys, the smaller first."""
        return min(self.left.key, self.right.key), max(self.left.key, self.right.key)


def entities_of(store: Store) -> list[Entity]:
    """The entities of a store, with what is compared of them; of those judged to be one, the one
    that stands for the others, with the names of all."""
    found = []
    for key, kind, name, names, aliases, *details in store.query(_FOUND):
        given = zip(("country", "lei", "wikidata", "uscc"), details, strict=True)
        said = {tuple(each.split(":", 1)) for each in aliases or ()}
        said |= {("en", each) for each in names if each not in {other for _, other in said}}
        found.append(
            Entity(
                key,
                kind,
                name,
                tuple(sorted((language, other) for language, other in said)),
                tuple((field, value) for field, value in given if value),
            )
        )
    return found


def finder(store: Store) -> Finder:
    """Finds the entities of a store by identifier and name, for tables that are mapped in."""
    return Finder(entities_of(store))


def candidates(store: Store, least: float = DOUBTFUL) -> list[Candidate]:
    """The pairs of entities that may be one and that nobody judged yet, best first.

    `least` is the lowest score that is of interest. What it takes grows in step with the number of
    entities: they are compared where they share a block, not each with each.
    """
    entities = {each.key: each for each in entities_of(store)}
    found = Index(entities.values()).duplicates(least)
    pairs = [(each.left, each.right) for each in found]
    ruled_out = _tied(store, pairs) | _judged(store, pairs)
    return [
        Candidate(entities[each.left], entities[each.right], each.comparison)
        for each in found
        if (each.left, each.right) not in ruled_out
    ]


def _tied(store: Store, pairs: list[Pair]) -> set[Pair]:
    """Those of the pairs that any statement, of whatever polarity, names as two."""
    both = [end for left, right in pairs for end in ([left, right], [right, left])]
    found = set()
    for lot in lots(both):
        for one, other in store.query(_TIED, {"pairs": lot}):
            found.add((min(one, other), max(one, other)))
    return found


def _judged(store: Store, pairs: list[Pair]) -> set[Pair]:
    """The pairs among the entities of these that were judged, or whose names were: what is said
    of one that another stands for is said of both."""
    reader = reader_of(store)
    chief = _chiefs(reader, {key for pair in pairs for key in pair})
    return {_pair(chief, each.pair) for each in judged(judgements_on(reader, chief)).values()}


def _chiefs(reader: Reader, keys: Iterable[str]) -> dict[str, str]:
    """These entities and all that they stand for, each with the key of what stands for it."""
    return {
        each: key
        for key, found in sorted(reader.entities(keys).items())
        for each in (key, *(other.key for other in found.others))
    }


def _pair(chief: Mapping[str, str], keys: Pair) -> Pair:
    """The keys of what stands for two entities, the smaller first."""
    left, right = (chief.get(key, key) for key in keys)
    return min(left, right), max(left, right)


def judge_automatically(
    store: Store, found: Iterable[Candidate], *, judged_on: str | date | None = None
) -> list[Judgement]:
    """Judge those of the candidates to be the same of which a machine may be sure (`is_automatic`).

    What somebody judged before is left to a person, also where that was taken back, and where
    the same as the same would be tied or judged different, the less alike are. Writes all of them
    at once.
    """
    sure = [each for each in found if is_automatic(each.comparison)]
    before = judgements_on(reader_of(store), sorted({key for each in sure for key in each.pair}))
    settled = {each.pair for each in before if each.left}
    sure = [each for each in sure if each.pair not in settled]
    day = clock(judged_on)
    made = [_automatic(each, day) for each in _consistent(store, sure)]
    if made:
        store.write(Batch(judgements=tuple(made)), note=Note("resolve", "automatically"))
    return made


def _automatic(candidate: Candidate, day: str) -> Judgement:
    left, right = candidate.pair
    comparison = candidate.comparison
    return Judgement(
        LOCAL,
        digest(left, right, "same", RULE, day)[:12],
        "same",
        RULE,
        day,
        f"the same by {'identifier' if comparison.score >= 1 else 'name'}: {comparison.reasons}",
        left,
        right,
        f"{comparison.score:.4f}",
        comparison.reasons,
    )


def _consistent(store: Store, sure: list[Candidate]) -> list[Candidate]:
    """The candidates, best first, that leave no two in one group that cannot be one."""
    groups: dict[str, set[str]] = {}
    keys = sorted({key for each in sure for key in each.pair})
    apart = _apart(store, keys)
    kept = []
    for each in sure:
        left, right = (groups.setdefault(key, {key}) for key in each.pair)
        if left is not right and any(
            (min(one, other), max(one, other)) in apart for one in left for other in right
        ):
            continue
        joined = left | right
        groups.update(dict.fromkeys(joined, joined))
        kept.append(each)
    return kept


def _apart(store: Store, keys: list[str]) -> set[Pair]:
    """The pairs among these entities that are tied, or judged to be other than the same."""
    reader = reader_of(store)
    wanted = set(keys)
    found = {
        (min(each.subject, each.object), max(each.subject, each.object))
        for each in reader.statements("subject", keys).values()
        if each.object in wanted
    }
    chief = _chiefs(reader, keys)
    known = judged(judgements_on(reader, chief))
    return found | {_pair(chief, pair) for pair, each in known.items() if each.verdict != "same"}


def judge_from(store: Store, path: Path, *, who: str = "", day: str | date | None = None) -> Change:
    """Write the judgements of a file: a table with the columns of `judgements.csv`, of which `id`,
    `who` and `judged_on` may be left out where they are given here.

    All of it or nothing. Raises `InputError` with every problem of the file.
    """
    judgements = read_judgements(path, LOCAL, who=who, judged_on=clock(day))
    note = Note("resolve", path.name)
    try:
        return store.write(Batch(judgements=tuple(judgements)), note=note).judgements
    except InputError as exc:
        raise exc.at({each.key: place for each, place in judgements.items()}) from exc
