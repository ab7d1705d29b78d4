"""To decide on a statement in a store, and to take that back: each is one more record.

What packs decide comes with them; these are the decisions of whoever works with the store.
"""

from __future__ import annotations

from datetime import date

from graphkit.decisions import Standing, in_force, standing_since
from graphkit.errors import BadValue, UnknownName
from graphkit.model import VERDICTS
from graphkit.questions.ask import clock
from graphkit.statement import LOCAL, Batch, Decision, digest
from graphkit.stores.base import Store
from graphkit.stores.lookup import reader_of
from graphkit.stores.rulings import signed
from graphkit.stores.runs import Note
from graphkit.values import nearest

__all__ = ["decide", "overruled", "withdraw"]


def decide(
    store: Store,
    statement: str,
    verdict: str,
    *,
    who: str,
    why: str,
    decided_on: str | date | None = None,
) -> Decision:
    """Set a statement aside, or uphold it, from a day on (today if none is given).

    `statement` is its key, as the question `conflicts` and the exports have it. To decide the
    same again changes nothing; a decision of the same day that says otherwise is withdrawn. Raises
    `UnknownName` for a statement that is not there, `BadValue` for another verdict, and where
    nobody or no ground is named.
    """
    if verdict not in VERDICTS or verdict == "withdrawn":
        raise BadValue(f"there is no verdict {verdict!r}", "write set-aside or upheld")
    reader = reader_of(store)
    if not reader.statements("key", [statement]):
        raise _unknown(store, "statement", "Statement", statement)
    day = clock(decided_on)
    spans = reader.decided([statement]).get(statement, ())
    known = in_force(spans, day)
    who, why = signed(who, why, "decision")
    if known is not None and (known.verdict, known.who, known.why) == (verdict, who, why):
        return known
    label = digest(statement, verdict, who, day, why, str(len(spans)))[:8]
    new = Decision(LOCAL, label, verdict, who, day, why, statement=statement)
    # Of two of one day that disagree neither would count.
    former = (
        _withdrawal(each.decision.key, who, day, why)
        for each in spans
        if each.start == day < each.end and each.decision.verdict != verdict
    )
    store.write(Batch(decisions=(*former, new)), note=Note("decide", statement))
    return new


def overruled(store: Store, decision: Decision) -> Standing | None:
    """The first later decision on the same statement that says otherwise, with its days; one that
    was withdrawn says nothing any more."""
    day = decision.decided_on
    spans = reader_of(store).decided([decision.statement]).get(decision.statement, ())
    later = (each for each in standing_since(spans, day) if each.start > day)
    return next((each for each in later if each.decision.verdict != decision.verdict), None)


def withdraw(
    store: Store, decision: str, *, who: str, why: str, decided_on: str | date | None = None
) -> Decision:
    """Withdraw a decision from a day on; what it set aside counts again.

    `decision` is its key. To withdraw it again changes nothing. Raises `UnknownName` for one that
    is not there, `BadValue` where nobody or no ground is named.
    """
    reader = reader_of(store)
    if not reader.decisions("key", [decision]):
        raise _unknown(store, "decision", "Decision", decision)
    who, why = signed(who, why, "decision")
    day = clock(decided_on)
    for known in reader.decisions("withdraws", [decision]).values():
        if known.decided_on <= day:
            return known
    made = _withdrawal(decision, who, day, why)
    store.write(Batch(decisions=(made,)), note=Note("withdraw", decision))
    return made


def _withdrawal(decision: str, who: str, day: str, why: str) -> Decision:
    label = digest(decision, who, day, why)[:8]
    return Decision(LOCAL, label, "withdrawn", who, day, why, withdraws=decision)


def _unknown(store: Store, what: str, label: str, key: str) -> UnknownName:
    keys = [each for (each,) in store.query(f"MATCH (n:{label}) RETURN n.key").rows]
    return UnknownName(what, key, nearest(key, keys))
