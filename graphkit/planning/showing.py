"""A plan as a person reads it: a screenful of each kind of difference. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.planning.differences import OPERATIONS, Difference
from graphkit.planning.guard import ALLOWED, Harm
from graphkit.planning.plan import Plan
from graphkit.values import clean_text

__all__ = ["lines"]

MOST = 15  # differences of one operation that are listed


def lines(plan: Plan, harm: Sequence[Harm] = (), *, most: int | None = MOST) -> Iterator[str]:
    """The plan, line by line, and what of it is `harm`; at most so many differences of each
    operation, all if None."""
    if not plan.any:
        yield "Nothing would change: all of it is in the store already."
    for what in ("datasets", "entities", "sources", "statements", "decisions", "judgements"):
        change = getattr(plan.report, what)
        counts = ((change.added, "new"), (change.changed, "different"))
        if told := ", ".join(f"{count:,} {word}" for count, word in counts if count):
            yield f"  {what:<11} {told}"
    for operation, meaning in OPERATIONS.items():
        found = [each for each in plan.differences if each.operation == operation]
        if found:
            yield ""
            yield f"{operation} ({len(found):,}): {meaning}"
            for each in found[:most]:
                yield from _told(each)
            if most is not None and len(found) > most:
                yield f"  … and {len(found) - most:,} more; --all shows them, the file has them"
    yield from _left_out(plan)
    for much in harm:
        if much.exceeds(ALLOWED):
            yield ""
            yield (
                f"Look twice: this changes {much} ({much.share:.0%}). Applying it needs "
                "--allow-share."
            )


def _left_out(plan: Plan) -> Iterator[str]:
    if plan.refused:
        rows = "row is" if plan.refused == 1 else "rows are"
        places = clean_text(", ".join(map(str, plan.quarantine)))
        yield ""
        yield f"{plan.refused:,} {rows} left out; they are in {places}, with reasons."


def _told(each: Difference) -> Iterator[str]:
    cause = f" [{each.cause}]" if each.cause else ""
    yield "  " + clean_text(f"{each.text} ({each.what} {each.key}){cause}")
    for sign, text in (("-", each.before), ("+", each.after)):
        if text:
            yield f"    {sign} {clean_text(text)}"
