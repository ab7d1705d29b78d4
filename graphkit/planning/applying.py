"""To carry a plan out: exactly what it says, once, on the store that it was made for."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike

from graphkit.errors import InputError, Problem, StoreMoved
from graphkit.planning.guard import ALLOWED, check_share, harms, refuse_harm, totals
from graphkit.planning.making import same_differences, work_of
from graphkit.planning.plan import Plan, read
from graphkit.stores.base import Progress, Store
from graphkit.stores.runs import Note, Run, check_mark, undone

__all__ = ["Applied", "apply"]


@dataclass(frozen=True, slots=True)
class Applied:
    """The run that carried a plan out, or None where there was nothing to do; `again` if it had
    been carried out before, so that nothing was written now."""

    run: Run | None
    again: bool = False

    def __str__(self) -> str:
        """A line for a person."""
        if self.run is None:
            return "Nothing to do: the plan changes nothing."
        if self.again:
            return f"This plan was carried out already, by {self.run.key}; nothing has changed."
        return str(self.run)

    __repr__ = __str__  # a notebook shows the last value of a cell


def apply(
    store: Store,
    plan: Plan | str | PathLike[str],
    *,
    allow_share: float = ALLOWED,
    progress: Progress | None = None,
) -> Applied:
    """Carry out a plan, given as it is or by its file: all of it, or nothing.

    `allow_share` is how much of a data set's statements or facts it may correct, retract or
    re-date. A second time changes nothing. Raises `InputError` for a file that was altered or
    tells other than it does, `StoreMoved` where the store has changed since it was made or what
    was done was taken back at once, and `TooMuchChanged`.
    """
    check_share(allow_share)
    made = plan if isinstance(plan, Plan) else read(plan)
    mine = _standing(store, made)
    if mine and mine[-1].whole:
        return Applied(mine[-1], again=True)
    if not made.any:
        return Applied(None)
    if not mine:
        check_mark(store.mark(), made.before)
        work = work_of(store, made, progress)
        if not same_differences(work, made, store):
            name = "plan" if isinstance(plan, Plan) else str(plan)
            message = "does not say what it would do"
            raise InputError([Problem(name, 0, "differences", message, "make the plan again")])
        refuse_harm(harms(made.differences, totals(store)), allow_share, _of_plan)
    note = Note("apply", made.what, made.id)
    store.write(made.batch, note=note, expected=(made.before, made.after), progress=progress)
    done = _standing(store, made)
    if not done:
        raise StoreMoved(
            "the plan was carried out, but another process has taken that back since; "
            "both are in the history: graphkit history"
        )
    return Applied(done[-1])  # by now another's run may have come after it


def _standing(store: Store, plan: Plan) -> list[Run]:
    """The runs that carried the plan out and were not taken back."""
    runs = store.history()
    taken_back = undone(runs)
    return [each for each in runs if each.plan == plan.id and each.number not in taken_back]


def _of_plan(needed: float) -> str:
    return f"If that is right, apply the plan with --allow-share {needed:g}"
