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
# The rest of a list that an aside ends with.
_LIST = rf"(?:, (?:{_MENTION}|[A-Z][\w&'-]*)(?= and|,| or))*(?:,? (?:and|or) {_MENTION})?"
# A name and what is said of it in passing, up to the next comma or the end: a relative clause, or
# what begins with a small letter and goes on behind a second comma.
_ASIDE = re.compile(
    rf"(?P<head>{_MENTION},?|[A-Z][\w-]*,) (?P<aside>(?:which|who|whose)\b[^,;]*{_LIST}),?"
    rf"|(?P<named>{_MENTION}), (?P<passing>"
    r"(?!and|or|but|with|including|such|said|says|as\b|to\b|\w+ing\b)[a-z][^,;]*),(?! (?:and|or)\b)"
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

# "A said its unit B" names A's unit.
_OF_ITSELF = re.compile(r" (?:said|says|announced|added|confirmed)(?: on \w+)?,? (?:that )?its\b")
# What is said in brackets of one name with another is said in passing.
_BRACKETS = re.compile(rf" ?(?:\((?=[a-z])|\[)(?P<inside>[^()\[\]]*{_MENTION}[^()\[\]]*)[)\]]")


def clauses_of(masked: str) -> list[str]:
    """The sentence without its asides, and each aside with the name that it is about."""
    text = _OF_ITSELF.sub("'s", _ITSELF.sub("", masked))
    text = _BRACKETS.sub(r", \g<inside>,", text)
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
