"""What makes a decision or a judgement unsound by itself, whichever of the two it is. Pure."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping
from typing import NamedTuple, TypeVar

from graphkit.errors import BadValue
from graphkit.statement import Decision, Judgement
from graphkit.values import day, text

__all__ = ["Flaw", "signed", "unsound"]

Ruling = TypeVar("Ruling", Decision, Judgement)


class Flaw(NamedTuple):
    """A property of a record, what is wrong with it, and what to write instead."""

    what: str
    message: str
    hint: str = ""


def signed(who: str, why: str, noun: str) -> tuple[str, str]:
    """Who makes a ruling, which is a `noun`, and on what ground. Raises `BadValue` where either
    is empty."""
    for name, given in (("who", who), ("why", why)):
        if not given.strip():
            raise BadValue(f"{name} is empty", f"a {noun} names who made it, and on what ground")
    return text(who), text(why)


def unsound(
    ruling: Ruling,
    *,
    verdicts: Collection[str],
    dated: str,
    about: Mapping[str, Container[str]],
    target: str,
    known: Mapping[str, Ruling],
) -> Iterator[Flaw]:
    """What is wrong with a ruling.

    `dated` is its property with a day. `about` has the properties that name what it rules on,
    which is a `target`, each with the keys that are there; `known` are the rulings that it may
    withdraw.
    """
    noun = type(ruling).__name__.lower()
    if ruling.verdict not in verdicts:
        yield Flaw("verdict", f"there is no verdict {ruling.verdict!r}")
    for what in ("row", "who", "why"):
        if not getattr(ruling, what):
            yield Flaw(what, "is empty")
    try:
        day(getattr(ruling, dated))
    except BadValue as exc:
        yield Flaw(dated, exc.message, exc.hint)
    yield from _withdraws(ruling, noun, known.get(ruling.withdraws))
    for what, there in about.items():
        named = getattr(ruling, what)
        if ruling.verdict == "withdrawn":
            if named:
                message = f"a withdrawal names the {noun} that it takes back, and no {target}"
                yield Flaw(what, message)
        elif not named:
            yield Flaw(what, "is empty", f"name the {target}")
        elif named not in there:
            hint = f"write the key of one that is loaded, or is loaded with this {noun}"
            yield Flaw(what, f"no {target} has the key {named!r}", hint)


def _withdraws(ruling: Ruling, noun: str, former: Ruling | None) -> Iterator[Flaw]:
    if ruling.verdict != "withdrawn":
        if ruling.withdraws:
            yield Flaw("withdraws", f"only the verdict withdrawn withdraws, not {ruling.verdict}")
    elif former is None:
        yield Flaw("withdraws", f"no {noun} has the key {ruling.withdraws!r}")
    elif former.withdraws:
        yield Flaw("withdraws", f"{ruling.withdraws} withdraws another; make a new {noun} instead")
