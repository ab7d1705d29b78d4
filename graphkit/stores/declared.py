"""Who declared which entity and source, and what follows when they declare it again. Pure.

A load speaks for each of its data sets: several at once say what they would say one by one. What a
data set says again replaces what it said before, so a corrected pack corrects the store; what
others say adds up (`Entity.merged`) and must agree on name and kind, but for what data sets of the
same load said and say no more, which gives way. What several data sets said together is replaced
once all of them say it again. A load without a data set cannot be corrected: it only adds.

Where people judged several entities to be one, each keeps what was declared of it; one of them
stands for the others, and shows their names, and what it does not say itself.

The outcome does not depend on the order in which data sets come, as long as each declares an
entity once. Contradictions are `Contradiction`, which the write gathers into one `InputError`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce
from typing import NamedTuple

from graphkit.errors import GraphkitError
from graphkit.statement import Entity, Source

__all__ = ["Contradiction", "Datasets", "Declared", "Filed", "agree", "declare", "file_source"]

Datasets = tuple[str, ...]  # sorted names of the data sets of one load


class Contradiction(GraphkitError):
    """Two data sets that cannot both be right about one key."""


class Declared(NamedTuple):
    """An entity as the store shows it, and what each data set said of it.

    `same_as` is the key of the entity that stands for it, else empty; `others` are those that it
    stands for itself, as they were declared.
    """

    entity: Entity
    by: tuple[tuple[Datasets, Entity], ...]
    same_as: str = ""
    others: tuple[Entity, ...] = ()

    @property
    def own(self) -> Entity:
        """The entity as it was declared."""
        return reduce(Entity.merged, (each for _, each in self.by)) if self.others else self.entity

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that leads to it, its own first."""
        if not self.others:
            return self.entity.names
        others = (name for each in self.others for name in each.names)
        return tuple(dict.fromkeys((*self.own.names, *others)))

    def united(self, same_as: str, others: Iterable[Entity]) -> Declared:
        """The same entity with another one that stands for it, and others that it stands for."""
        own, rest = self.own, tuple(sorted(others, key=lambda each: each.key))
        aliases = sorted({*own.aliases, *(pair for each in rest for pair in each.aliases)})
        details = dict(own.details)
        for name, value in (pair for each in rest for pair in each.details):
            details.setdefault(name, value)
        shown = replace(own, aliases=tuple(aliases), details=tuple(sorted(details.items())))
        return Declared(shown if rest else own, self.by, same_as, rest)

    @property
    def datasets(self) -> Datasets:
        """Every data set that declares it."""
        if len(self.by) == 1:
            return self.by[0][0]
        return tuple(sorted({name for names, _ in self.by for name in names}))


class Filed(NamedTuple):
    """A source, and every data set that brings it."""

    source: Source
    datasets: Datasets


def _named(datasets: Datasets) -> str:
    return " and ".join(datasets) or "an earlier load"


def agree(old: Entity, new: Entity, before: str, now: str) -> Entity:
    """One entity of what two loads, or two places in one, say of it; `before` and `now` name them.

    Raises `Contradiction` where name or kind differ.
    """
    for what in ("kind", "name"):
        was, is_ = getattr(old, what), getattr(new, what)
        if was != is_:
            raise Contradiction(
                f"the {what} of {new.key} is {was!r} in {before} and {is_!r} in {now}; write it "
                "the same in both and load them together, or give one of them another key"
            )
    return old.merged(new)


def declare(stored: Declared | None, said: Iterable[Entity], datasets: Datasets) -> Declared:
    """The entity after a load of these data sets, `stored` being what was there, and `said` what
    the load says of it: each of the records is of the data sets that it names, else of all.

    The records agree with each other. Raises `Contradiction` where what others said, and still
    say, is of another name or kind.
    """
    now: dict[Datasets, Entity] = {}
    for each in said:
        own = each.datasets or datasets
        now[own] = now.get(own, each).merged(each)
    if stored is None:
        return _joined(now)
    anew, loaded = {name for own in now for name in own}, {*datasets}
    own, new = next(iter(now.items()))
    for names, each in stored.by:
        if names and anew.issuperset(names):
            continue
        if names and loaded.issuperset(names) and (each.kind, each.name) != (new.kind, new.name):
            continue
        agreed = agree(each, new, _named(names), _named(own))
        now[names] = agreed if names == own else each
    return _joined(now).united(stored.same_as, stored.others)


def _joined(said: Mapping[Datasets, Entity]) -> Declared:
    by = tuple(sorted(said.items()))
    return Declared(reduce(Entity.merged, (each for _, each in by)), by)


def file_source(stored: Filed | None, source: Source, datasets: Datasets) -> Filed:
    """The source after a load of these data sets, of which its own bring it.

    Raises `Contradiction` where it is another document under the key of one that others bring.
    """
    own = source.datasets or datasets
    source = replace(source, datasets=()) if source.datasets else source
    if stored is None:
        return Filed(source, own)
    others = {*stored.datasets} - {*datasets}
    if stored.source != source and others:
        raise Contradiction(
            f"the source {source.key} is another document in {_named(tuple(sorted(others)))} than "
            f"in {_named(own)}; write it the same in both and load them together, "
            "or give one of them another key"
        )
    return Filed(source, tuple(sorted({*stored.datasets, *own})))
