"""To judge whether two entities in a store are one, and to take that back: each is a record.

What packs judge comes with them; these are the judgements of whoever works with the store.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graphkit.errors import BadValue, UnknownName
from graphkit.judgements import Pair, judged
from graphkit.model import IDENTITY_VERDICTS
from graphkit.questions.ask import clock
from graphkit.statement import LOCAL, Batch, Judgement, digest
from graphkit.stores.base import Store
from graphkit.stores.lookup import Reader, reader_of
from graphkit.stores.rulings import signed
from graphkit.stores.runs import Note
from graphkit.values import nearest

__all__ = ["is_judgement", "judge", "judgements_on", "withdraw"]


def judge(
    store: Store,
    left: str,
    right: str,
    verdict: str,
    *,
    who: str,
    why: str,
    judged_on: str | date | None = None,
    score: str = "",
    features: str = "",
) -> Judgement:
    """Judge two entities, by key, to be the same, different, or not to be told (`unsure`).

    It takes the place of the newest judgements of the two that say otherwise, which are withdrawn;
    to judge the same again changes nothing. Raises `UnknownName` for an entity that is not there,
    `BadValue` for another verdict and where nobody or no ground is named, `InputError` where it
    contradicts what else was judged or said: entities of different kinds, or with a relation
    between them, are never one.
    """
    if verdict not in IDENTITY_VERDICTS or verdict == "withdrawn":
        raise BadValue(f"there is no verdict {verdict!r}", "write same, different or unsure")
    reader = reader_of(store)
    there = reader.entities([left, right])
    for key in (left, right):
        if key not in there:
            keys = [each for (each,) in store.query("MATCH (e:Entity) RETURN e.key").rows if each]
            raise UnknownName("entity", key, nearest(key, keys))
    made = judgements_on(reader, [left, right])
    pair = (min(left, right), max(left, right))
    known = judged(made).get(pair)
    who, why = signed(who, why, "judgement")
    if known is not None and known.verdict == verdict:
        return known
    day = clock(judged_on)
    label = digest(*pair, verdict, who, day, why, str(len(made)))[:8]
    new = Judgement(LOCAL, label, verdict, who, day, why, left, right, score, features)
    former = (
        _withdrawal(each.key, who, day, why)
        for each in _newest(made, pair)
        if each.verdict != verdict
    )
    store.write(Batch(judgements=(*former, new)), note=Note("judge", f"{left}, {right}"))
    return new


def _newest(made: Iterable[Judgement], pair: Pair) -> list[Judgement]:
    """The judgements of the last day on which the two were judged; those not taken back."""
    every = list(made)
    withdrawn = {each.withdraws for each in every}
    left = [each for each in every if each.pair == pair and each.key not in withdrawn]
    last = max((each.judged_on for each in left), default="")
    return [each for each in left if each.judged_on == last]


def withdraw(
    store: Store, judgement: str, *, who: str, why: str, judged_on: str | date | None = None
) -> Judgement:
    """Take a judgement back, by its key; the entities answer as before it.

    To withdraw it again changes nothing. Raises `UnknownName` for one that is not there,
    `BadValue` where nobody or no ground is named.
    """
    reader = reader_of(store)
    if not reader.judgements("key", [judgement]):
        keys = [each for (each,) in store.query("MATCH (j:Judgement) RETURN j.key").rows]
        raise UnknownName("judgement", judgement, nearest(judgement, keys))
    who, why = signed(who, why, "judgement")
    for known in reader.judgements("withdraws", [judgement]).values():
        return known
    made = _withdrawal(judgement, who, clock(judged_on), why)
    store.write(Batch(judgements=(made,)), note=Note("withdraw", judgement))
    return made


def is_judgement(store: Store, key: str) -> bool:
    """Whether that is the key of a judgement."""
    return bool(reader_of(store).judgements("key", [key]))


def judgements_on(reader: Reader, keys: Iterable[str]) -> list[Judgement]:
    """Every judgement on any of these entities, and what withdraws them."""
    wanted = list(keys)
    made = {**reader.judgements("left", wanted), **reader.judgements("right", wanted)}
    return list({**made, **reader.judgements("withdraws", made)}.values())


def _withdrawal(judgement: str, who: str, day: str, why: str) -> Judgement:
    label = digest(judgement, who, day, why)[:8]
    return Judgement(LOCAL, label, "withdrawn", who, day, why, withdraws=judgement)
