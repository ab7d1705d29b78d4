"""Which records an undo puts back, and why it may not. Pure; what the history says is handed in.

A run may be undone while no later run builds on it: changed what it changed, or names what it
brought. Runs that were undone, and the runs that undid them, cancel out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from graphkit.errors import StoreError, UnknownName
from graphkit.stores.putting import Place, StillNeeded
from graphkit.stores.revision import Records, record_of
from graphkit.stores.runs import LISTED, Run, undone

__all__ = ["Reversal", "Step", "check_undo", "reversal"]

T = TypeVar("T")


class Step(NamedTuple):
    """A run, and what it takes to take it back: each record that it changed as it was, as JSON
    values (None where there was none).
    """

    run: Run
    was: Mapping[Place, Mapping[str, Any] | None]


class Reversal(NamedTuple):
    """The runs that are taken back, the newest last, the records as they are to be again, and
    those later runs that stay."""

    undone: tuple[Run, ...]
    records: Records
    later: tuple[Step, ...]


def reversal(steps: Sequence[Step], number: int, *, and_later: bool) -> Reversal:
    """What taking back a run needs; `steps` are that run and all after it, the oldest first.

    Raises `UnknownName` and `StoreError`.
    """
    if not steps or steps[0].run.number != number:
        raise UnknownName("run", f"run-{number}", hint=LISTED)
    if and_later:
        taken = steps
        later: list[Step] = []
    else:
        standing = list(_standing(steps))
        _refuse_undone(steps, standing)
        _refuse_part(steps[0].run)
        load = steps[0].run.load
        taken = [each for each in standing if each is steps[0] or (load and each.run.load == load)]
        numbers = {each.run.number for each in taken}
        later = [each for each in standing if each.run.number not in numbers]
        for step in taken:
            _refuse_built_on(step, [each for each in later if each.run.number > step.run.number])
    was: dict[Place, Mapping[str, Any] | None] = {}
    for step in taken:
        for place, form in step.was.items():
            was.setdefault(place, form)
    records: dict[str, dict[str, Any]] = {}
    for (label, key), form in was.items():
        records.setdefault(label, {})[key] = record_of(label, form)
    return Reversal(tuple(each.run for each in taken), records, tuple(later))


def check_undo(back: Reversal, put: Callable[[], T]) -> T:
    """What `put` makes of it; raises `StoreError` where records that stay need what goes."""
    try:
        return put()
    except StillNeeded as exc:
        needing = [step for step in back.later if not step.was.keys().isdisjoint(exc.by)]
        run = back.undone[0]
        if not needing:
            records = "record names" if len(exc.by) == 1 else "records name"
            raise StoreError(
                f"{run.key} cannot be undone: {len(exc.by):,} {records} what it brought"
            ) from exc
        named = "names" if len(needing) == 1 else "name"
        raise _built_on(run, needing, f"{named} what it brought") from exc


def _standing(steps: Sequence[Step]) -> Iterator[Step]:
    """The runs that still have an effect, of these and no earlier ones."""
    first = steps[0].run.number
    cancelled = undone([each.run for each in steps])
    for step in steps:
        undoes = step.run.undoes
        within = bool(undoes) and min(undoes) >= first
        if step.run.number not in cancelled and not (within and step is not steps[0]):
            yield step


def _refuse_undone(steps: Sequence[Step], standing: Sequence[Step]) -> None:
    run = steps[0].run
    if standing and standing[0].run is run:
        return
    by = undone([each.run for each in steps])[run.number]
    raise StoreError(
        f"{run.key} ({run.title}) is undone already, by {by.key}; to have it back, undo that"
    )


def _refuse_part(run: Run) -> None:
    if run.part > 1:
        raise StoreError(
            f"{run.key} ({run.title}) is a part of a load, which is undone as a whole: undo its "
            "part 1, which `graphkit history` lists"
        )


def _refuse_built_on(step: Step, later: Iterable[Step]) -> None:
    places = step.was.keys()
    if needing := [each for each in later if not places.isdisjoint(each.was.keys())]:
        raise _built_on(step.run, needing, "changed what it changed")


def _built_on(run: Run, needing: Sequence[Step], how: str) -> StoreError:
    named = [f"{each.run.key} ({each.run.title})" for each in needing[-3:]]
    more = f" and {len(needing) - 3:,} more" if len(needing) > 3 else ""
    return StoreError(
        f"{run.key} ({run.title}) cannot be undone by itself: {', '.join(named)}{more} {how}; "
        "undo what is later first, or all of it with --and-later"
    )
