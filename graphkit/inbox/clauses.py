"""A sentence whose names are masked, as the clauses that are read one by one. Pure.

    A, which owns B, builds cars for C    ->    A builds cars for C  |  A which owns B
    A, a unit of B, builds cars for C     ->    A builds cars for C  |  A, a unit of B
    A said it had not invested in B       ->    A had not invested in B

So what is said of a name in passing is not taken to be said by it, and what is said across such an
aside is found.
"""

from __future__ import annotations

import re

from graphkit.inbox.triggers import CLOSED, OPEN

__all__ = ["clauses_of"]

_MENTION = f"{OPEN}\\d+{CLOSED}"
# A name and what is said of it in passing, up to the next comma or the end: a relative clause, or
# what begins with a small letter and goes on behind a second comma.
_ASIDE = re.compile(
    rf"(?P<head>{_MENTION},?|[A-Z][\w-]*,) (?P<aside>(?:which|who|whose)\b[^,;]*),?"
    rf"|(?P<named>{_MENTION}), (?P<passing>"
    r"(?!and|or|but|with|including|such|said|says|as\b|to\b|\w+ing\b)[a-z][^,;]*),"
)
# A name that is known, in brackets behind its long form that is not; and the other way round.
_LONG = re.compile(rf"(?:[A-Z][\w&.-]*(?: of| and| for)? ){{1,8}}\((?P<head>{_MENTION})\)")
_SHORT = re.compile(rf"(?P<head>{_MENTION}) ?\([^)⟦]{{1,60}}\)")
# Whoever says something of itself is named once.
_ITSELF = re.compile(
    r" (?:said|says|announced|added|noted|confirmed|claimed|stated|disclosed)"
    r"(?: on \w+| today| yesterday)?,? (?:that )?"
    r"(?:it|he|she|they|the company|the firm|the group)\b(?! and\b)"
)


def clauses_of(masked: str) -> list[str]:
    """The sentence without its asides, and each aside with the name that it is about."""
    text = _ITSELF.sub("", masked)
    for form in (_LONG, _SHORT):
        text = form.sub(_head, text)
    asides = [_aside(found) for found in _ASIDE.finditer(text)]
    return [_ASIDE.sub(_head, text), *asides]


def _head(found: re.Match[str]) -> str:
    named = found.groupdict()
    return (named["head"] or named["named"]).rstrip(",")


def _aside(found: re.Match[str]) -> str:
    if found["named"]:
        return f"{found['named']}, {found['passing']}"
    return f"{_head(found)} {found['aside']}"
