"""To make a plan: what a batch would change in a store, and what has dropped out of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from graphkit.planning.differences import differences
from graphkit.planning.dropped import accept, delivered_once, find_dropped, returned
from graphkit.planning.plan import Plan, sealed
from graphkit.statement import Batch
from graphkit.stores.base import Progress, Store
from graphkit.stores.lookup import Reader, reader_of
from graphkit.stores.plan import Plan as Work
from graphkit.stores.revision import moved, shift
from graphkit.stores.runs import now

__all__ = ["Acceptance", "make", "same_differences", "work_of"]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What a person accepts of what has dropped out: statements to close or to set aside, by
    their keys, or all that are proposed for closing; and who does, on what ground."""

    close: tuple[str, ...]
    close_dropped: bool
    retract: tuple[str, ...]
    who: str
    why: str


def make(
    store: Store,
    batch: Batch,
    what: str,
    *,
    partial: Iterable[str],
    accepted: Acceptance,
    progress: Progress | None,
) -> Plan:
    """The plan of a load of the batch; nothing is written.

    `what` names the delivery. `partial` are the data sets of which the batch has only a part, so
    that what is missing means nothing. Raises `InputError` as a load does, and `BadValue` for
    what is accepted and was not proposed.
    """
    reader = _reader(store)
    whole = [] if reader.empty else [each for each in batch.names if each not in {*partial}]
    dropped = find_dropped(store, reader, batch, whole)
    once = delivered_once(store) if dropped else frozenset()
    made = accept(
        dropped,
        batch.datasets,
        reader,
        once=once,
        close=accepted.close,
        close_all=accepted.close_dropped,
        retract=accepted.retract,
        who=accepted.who,
        why=accepted.why,
    )
    work, mark = store.plan(_with(batch, made), progress=progress)
    names = _names(work, reader)
    handled = {each.note.removeprefix("closes ") for each in made.statements}
    handled |= {each.statement for each in made.decisions}
    names |= {
        key: each.entity.name
        for key, each in reader.entities(
            end
            for each in dropped
            for end in (each.statement.subject, each.statement.object)
            if end and end not in names
        ).items()
    }
    left = (each for each in dropped if each.statement.key not in handled)
    back = () if reader.empty else returned(store, reader, batch, names)
    found = [*differences(work, names), *back, *(each.difference(names, once) for each in left)]
    plan = Plan(
        what,
        now(),
        mark,
        moved(mark, shift(work.taken.revision)),
        work.report,
        tuple(found),
        replace(work.taken.news, datasets=batch.datasets),
    )
    return replace(plan, id=sealed(plan))


def work_of(store: Store, plan: Plan, progress: Progress | None) -> Work:
    """What a plan would do to a store as it is now."""
    return store.plan(plan.batch, progress=progress)[0]


def same_differences(work: Work, plan: Plan, store: Store) -> bool:
    """Whether a plan tells truly what it would do; what it only points at is passed over."""
    told = {each for each in plan.differences if each.operation != "dropped"}
    found = set(differences(work, _names(work, _reader(store))))
    pointed_at = {each for each in told - found if each.operation == "doubtful"}
    return (
        found <= told
        and all(each.what == "statement" for each in pointed_at)
        and (told - found == pointed_at)
    )


def _reader(store: Store) -> Reader:
    return reader_of(store, empty=not any(store.counts().values()))


def _with(batch: Batch, more: Batch) -> Batch:
    """The batch with the records of another."""
    return Batch(
        *((*getattr(batch, each.name), *getattr(more, each.name)) for each in fields(Batch))
    )


def _names(work: Work, reader: Reader) -> dict[str, str]:
    """The names of the entities that a plan tells of, by key."""
    taken = work.taken
    names = {key: each.entity.name for key, each in taken.entities.items()}
    ends = {end for each in taken.before.values() for end in (each.subject, each.object)}
    ends.update(end for each in taken.judged.values() for end in (each.subject, each.object))
    ends.update(
        end
        for group in work.after.values()
        for each in group
        for end in (each.subject, each.object)
    )
    missing = ends - names.keys() - {""}
    return names | {key: each.entity.name for key, each in reader.entities(missing).items()}
