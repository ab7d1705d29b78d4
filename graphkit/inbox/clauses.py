"""A sentence whose names are masked, as the clauses that are read one by one. Pure.

    A, which owns B, builds cars for C    ->    A builds cars for C  |  A which owns B
    A said it had not invested in B       ->    A had not invested in B

So what is said of a name in passing is not taken to be said by it, and what is said across such an
aside is found.
"""

from __future__ import annotations

import re

from graphkit.inbox.triggers import CLOSED, OPEN

__all__ = ["clauses_of"]

_MENTION = f"{OPEN}\\d+{CLOSED}"
# A name and what is said of it in passing, up to the next comma or the end.
_ASIDE = re.compile(
    rf"(?P<head>{_MENTION},?|[A-Z][\w-]*,) (?P<aside>(?:which|who|whose)\b[^,;]*),?"
)
# A name that is not known, in brackets behind one that is.
_SHORT = re.compile(rf"(?P<head>{_MENTION}) ?\([A-Z][\w&.-]{{1,9}}\)")
# Whoever says something of itself is named once.
_ITSELF = re.compile(
    rf"(?P<head>{_MENTION}) (?:said|says|announced|added|noted|confirmed|claimed|stated)"
    r"(?: on \w+)?,? (?:that )?(?:it|he|she|they|the company|the firm)\b"
)


def clauses_of(masked: str) -> list[str]:
    """The sentence without its asides, and each aside with the name that it is about."""
    text = masked
    for form in (_SHORT, _ITSELF):
        text = form.sub(_head, text)
    asides = [f"{_head(found)} {found['aside']}" for found in _ASIDE.finditer(text)]
    return [_ASIDE.sub(_head, text), *asides]


def _head(found: re.Match[str]) -> str:
    return found["head"].rstrip(",")
