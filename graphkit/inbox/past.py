"""Whether what a sentence states is over, though no day of its end is told. Pure.

    A built cars for B before.                      A made it for B at the time.
    Before moving to C, A had its chips made by B.  A, which built cars for B, now makes batteries.

Only what lasts can be over: to have bought something is no state that ends.
"""

from __future__ import annotations

import re

from graphkit.inbox.masking import CLOSED, MENTION, OPEN
from graphkit.resolve.names import is_han

__all__ = ["is_over"]

_LASTING = frozenset(
    {"MANUFACTURES_FOR", "USES_LICENCE_OF", "OWNS", "OWNS_BRAND", "LEADS", "COMPETES_WITH", "HOLDS"}
)
_DOES = (
    "built|made|produced|assembled|manufactured|supplied|used|relied|owned|held|controlled|led|ran|"
    "headed|chaired|had|was|were|brewed|bottled|fabricated|licensed|sold|marketed|belonged|competed"
)
# A verb of the past, and none of what has lasted since or lasts.
_PAST = re.compile(rf"\b(?:{_DOES})\b")
_LASTS = re.compile(
    r"\b(?:has|have|is|are|still|since|will|would|may|can|now|makes?|builds?|produces?|owns?|uses?|holds?)\b"
)
_LONG_AGO = (
    r"in the past|at the time|back then|in those days|at one time|in (?:its|the) early days|"
    r"for a (?:time|while)|for some (?:time|years)|during the war"
)
_BEFORE = re.compile(
    rf"\b(?:originally|initially|previously|formerly|earlier|{_LONG_AGO})\b", re.IGNORECASE
)
# What comes behind: "before" at the end of a clause, or before what was done next.
_BEHIND = re.compile(
    rf"[^.;{OPEN}]*?,? ?\b(?:(?:before|earlier|previously|until then|{_LONG_AGO})(?=[.,;)]|$)|"
    r"before (?:it |they )?(?:being |later |eventually )?(?:switch|mov|turn|go|went|shift|"
    r"bring|brought|tak|took|"
    r"start|open|build|built|set|launch|end|sell|sold|leav|left|los|hand|buil|join|part|fall|fell|drop|cut|"
    r"develop|design|replac|clos|collaps|g[io]v)\w*|"
    r"but (?:no longer|not any ?more|now|has since|have since|since))"
)
_FRONTED = re.compile(
    r"^(?:Before (?!the\b|its\b|\d)[a-z]+ing\b|(?:In the past|Back then|At the time|"
    r"Until then|Originally|Initially|Previously|Formerly|Once|At first)\b)"
)
# "A was a unit of B", and nobody says it who speaks of his own day.
_WAS = re.compile(
    r"\b(?:was|were) (?:(?:also|then|still|once|wholly|partly|majority|jointly) )*"
    rf"(?:an? |the |its |{MENTION}'s |part of |owned |controlled |led by |headed by |run by )"
)
_SAID = re.compile(
    r"\b(?:said|says|told|added|announced|confirmed|according|reported|stated|noted)\b"
)
# "A bought B's stake in C": B has it no more.
_SHARE_OF = re.compile(rf"{MENTION}'s? (?:[\w.%-]+ ){{0,4}}?(?:stake|shares?|interest|holding)\b")
_BOUGHT = re.compile(
    r"\b(?:acquired|bought|purchased|took)(?: over| out)? (?:the |all |of |half |most |part )*$"
)
# What is told of another time behind an aside: "A, which built cars for B, now …".
_NOW = re.compile(r"\b(?:now|today|these days|nowadays)\b")
_ZH = re.compile("早期|早年|过去|最初|起初|当初|原先|一度|先前|以往|昔日|当年|曾经?|此前|之前")
# Behind the phrase, in the same sentence: that it ended, or who does it instead.
_ENDED_ZH = re.compile(
    f"[^。;；{OPEN}]{{0,30}}[,，](?:但|不过|后来|之后|随后|其后|而后|目前|如今|现在|现已)?[^。;；{OPEN}]{{0,16}}"
    "(?:终止|结束|解除|中止|不再|转为|转向|转由|改由|改为|改用|自产|自主生产|自建|独立生产)"
)


def is_over(relation: str, sentence: str, found: re.Match[str]) -> bool:
    """Whether a phrase, found in a clause of a sentence, tells of what is over."""
    if relation not in _LASTING:
        return False
    text, (start, end) = found.string, found.span()
    if is_han(text):
        return _over_zh(text, start, end)
    said = found[0]
    if _SHARE_OF.match(said) and _BOUGHT.search(text, 0, start):
        return True
    if not _PAST.search(said) or _LASTS.search(said):
        return False
    if _BEFORE.search(text[max(0, start - 20) : end]) or _FRONTED.match(text):
        return True
    if _BEHIND.match(text, end) or (_WAS.search(said) and not _SAID.search(sentence)):
        return True
    # Said in passing: what the sentence itself goes on to say is of another time.
    return _NOW.search(text) is None and _NOW.search(sentence) is not None


def _over_zh(text: str, start: int, end: int) -> bool:
    first = text.find(CLOSED, start, end) + 1
    before = _ZH.search(text, max(0, start - 6), start) or _ZH.search(text, first, end)
    return bool(before and _ENDED_ZH.match(text, end)) or bool(
        before and before[0] in ("早期", "最初", "起初", "当初", "原先", "一度", "早年")
    )
