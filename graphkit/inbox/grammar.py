"""Whether the grammar around a phrase is understood well enough to propose what it states. Pure.

A phrase says what stands between two names. These rules look at what stands around and between:
whether the first name can be the subject of the verb, and whether the words are of making or only
of trade. What is refused here is not lost: its sentence is among those that were passed over.
"""

from __future__ import annotations

import re

from graphkit.inbox.masking import CLOSED, MENTION, OPEN
from graphkit.resolve.names import is_han

__all__ = ["is_unclear"]

# Behind these a name is what another verb or noun is about, and does nothing by itself. "By A" and
# "of A" also stand before whole clauses, and are left to the phrases.
_GOVERNED = re.compile(
    r"\b(?:with|from|against|between|via|than|into|among|including|like|at|about)"
    r" (?:(?:the|its|their|a|an|[a-z][\w-]*) ){0,3}$|\bto (?:the |its |their |an? )?$"
)
# "With A building cars for B", "from A, which builds": A is the subject of what follows.
_ABSOLUTE = re.compile(
    r",? (?:(?:also |now |later )?[a-z]+ing\b|which |who |that |company |become\b|"
    r"in the (?:race|battle|auction|contest|bidding)\b)"
)
# "A kept B's patents and licensed them to C": what is behind "and" is A's doing.
_AND_DID = re.compile(
    rf"{MENTION}[^,;{OPEN}]*,? and (?:has |have |had |then |later |also |now |\w+ly )*"
    r"(?:[a-z]+ed|sold|sells|bought|buys|made|makes|built|builds|gave|gives|took|takes|leased|became|"
    r"holds|held|owns|controls|runs|has|uses|leads|operates|supplies|produces|manufactures|assembles|"
    r"acquires|licenses|develops)\b"
)
_BEGINS = re.compile(
    r"(?:[,;:]|\b(?:that|and|but|while|when|after|because|if|whether|which|says?|said))(?: the)? $"
)
# "A's chips are made …", "A chips are covered": a name that stands before a noun describes it.
_NOUN = re.compile(
    r" (?!(?:also|now|still|later|then|currently|once|which|who|that|itself|and|or|but|has|had|"
    r"have|"
    r"is|was|were|are|will|would|has|in|on|at|by|of|to|for|from|with|under|as|not|never|[a-z]+ly|"
    r"[a-z]+ed)\b)(?:[a-z][\w-]*s) (?:are|were|have|will)\b"
)
# Who comes in between two names, and may be the one who does it.
_OTHERS = re.compile(
    r"\b(?:(?:help|let|allow|enabl|mak|ask|permit)\w* (?:them|him|her)|others|another|someone)\b"
)
# Who buys from a maker is a customer, and so is whom it makes things for.
_CUSTOMER = re.compile(r"\b(?:customers?|clients?)\b|客户", re.IGNORECASE)
_MAKING = re.compile(
    r"\b(?:found(?:ry|ries)|fabs?|contract (?:manufactur|mak|produc|assembl|brew)\w*|manufactur\w*|"
    r"assembl\w*|outsourc\w*|packag\w+|bottl\w+|CDMO|CMO|OEM|ODM|EMS)\b|代工|代加工|委托|制造|组装|贴牌|封测",
    re.IGNORECASE,
)


# "A works with B to make cars" tells not whose; "its cars" does.
_TOGETHER = re.compile(
    r"\b(?:work|partner|team|co-?operat|collaborat|join)\w*(?: up| forces)?(?: closely)? with\b"
)
_OWN = re.compile(r"(?: of)? (?:its|the|their|an?|some|all|most|up to|more|\d)")
_LICENSED = re.compile(rf"[^,;{OPEN}]{{0,40}}\bunder (?:a |the )?licen[cs]e\b(?! from| of)")
_TO_SELL = re.compile(r"\b(?:sell|divest|offload|dispose|exit)\b")
_ITS_SHARE = re.compile(rf"{MENTION}'s? (?:[\w.%-]+ ){{0,4}}?(?:stake|shares?|interest|holding)")
_TO_BUY = re.compile(
    r"\b(?:acquire|buy|buy ?out|purchase|take)(?: over| out)? (?:the |all |of |half |most |part )*$"
)


def is_unclear(relation: str, sentence: str, found: re.Match[str]) -> bool:
    """Whether a phrase fits words whose grammar does not bear what it states."""
    only_buys = _CUSTOMER.search(found[0]) and not _MAKING.search(sentence)
    if relation == "MANUFACTURES_FOR" and only_buys:
        return True
    if is_han(found.string):
        return False
    if relation == "MANUFACTURES_FOR" and (_makes_together(found) or _under_licence(found)):
        return True
    if relation == "OWNS" and _sells(found):
        return True
    if relation == "LEADS" and found.string.startswith(",", found.end("s")):
        return False
    return _is_no_subject(found) or _of_one_before(found) or _of_others(found)


def _of_others(found: re.Match[str]) -> bool:
    """Whether somebody else, who is not named, comes in between the two."""
    first, second = sorted((found.span("s"), found.span("o")))
    return _OTHERS.search(found.string, first[1], second[0]) is not None


def _makes_together(found: re.Match[str]) -> bool:
    """Whether two are to make something, and none says that it is the first one's."""
    last = found.end()
    return bool(_TOGETHER.search(found[0])) and not _OWN.match(found.string, last)


def _under_licence(found: re.Match[str]) -> bool:
    """Whether a thing is made on the licence of whom the phrase names, and not for it."""
    return _LICENSED.match(found.string, found.end()) is not None


def _sells(found: re.Match[str]) -> bool:
    """Whether a share is told of only as one that is to be sold or bought."""
    if _TO_SELL.search(found[0]):
        return True
    return bool(_ITS_SHARE.match(found[0])) and bool(_TO_BUY.search(found.string[: found.start()]))


def _of_one_before(found: re.Match[str]) -> bool:
    """Whether a verb behind "and" has the subject that stands before the name a phrase begins
    with."""
    before = found.string[: found.start()]
    return OPEN in before and not _BEGINS.search(before) and bool(_AND_DID.match(found[0]))


def _is_no_subject(found: re.Match[str]) -> bool:
    """Whether a phrase takes a name for the one who does something that cannot be so."""
    text, start = found.string, found.start()
    if found.start("s") != start:
        return False
    behind = text[found.end("s") :]
    if _NOUN.match(behind):
        return True
    if behind.startswith(("'s ", "' ")) or text[start - 1 : start] == CLOSED:
        return False
    return bool(_GOVERNED.search(text, 0, start)) and not _ABSOLUTE.match(behind)
