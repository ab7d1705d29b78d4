"""A sentence whose names are masked, as the clauses that are read one by one. Pure.

    A, which owns B, builds cars for C    ->    A builds cars for C  |  A which owns B
    A, a unit of B, builds cars for C     ->    A builds cars for C  |  A, a unit of B
    A said it had not invested in B       ->    A had not invested in B
    A grew in Asia and was bought by B    ->    the same  |  A was bought by B
    A grew when it bought B               ->    A grew when A bought B
    A grew, making B its unit             ->    the same  |  A making B its unit
    A bought B's rival C                  ->    the same  |  A bought C
    After buying B, A grew                ->    the same  |  A buying B
    With its purchase of B, A grew        ->    the same  |  A's purchase of B
    Founded by B, A grew                  ->    the same  |  A, founded by B

So what is said of a name in passing is not taken to be said by it, and what is said across such an
aside is found.
"""

from __future__ import annotations

import re

from graphkit.inbox.masking import CLOSED, MENTION, OPEN, THE_COMPANY
from graphkit.inbox.triggers import OTHER

__all__ = ["clauses_of", "only_describes"]

_NAMED = re.compile(MENTION)
# The rest of a list that an aside ends with.
_LIST = rf"(?:, (?:{MENTION}|[A-Z][\w&'-]*)(?= and|,| or))*(?:,? (?:and|or) {MENTION})?"
# A name and what is said of it in passing, up to the next comma or the end: a relative clause, or
# what begins with a small letter and goes on behind a second comma.
_ASIDE = re.compile(
    rf"(?P<head>{MENTION},?|[A-Z][\w-]*,) (?P<aside>(?:which|who|whose)\b[^,;]*{_LIST}),?"
    rf"|(?P<named>{MENTION}), (?P<passing>"
    r"(?!and|or|but|with|including|such|said|says|as\b|to\b|\w+ing\b)"
    r"(?!(?:[\w-]+ )*(?:officer|executive|chairman|chairwoman|chair|president|director|founder|"
    rf"ceo), {OPEN})"
    rf"(?:[a-z]|{MENTION}'s [a-z])[^,;]*),(?! (?:and|or)\b)"
)
# A name that is known, in brackets behind its long form that is not.
_LONG = re.compile(rf"(?:[A-Z][\w&.-]*(?: of| and| for)? ){{1,8}}\((?P<head>{MENTION})\)")
# What is said in brackets that name nobody, and what is said there of one name with another.
_ASIDE_OF_NOBODY = re.compile(rf" ?\([^(){OPEN}]{{1,80}}\)")
_BRACKETS = re.compile(rf" ?(?:\((?=[a-z])|\[)(?P<inside>[^()\[\]]*{MENTION}[^()\[\]]*)[)\]]")
# Whoever says something of itself is named once.
_ITSELF = re.compile(
    r" (?:said|says|announced|added|noted|confirmed|claimed|stated|disclosed)"
    rf"(?: (?:on|in|at|to|via|during) [^,.{OPEN}]{{1,60}}?| today| yesterday)?,? (?:that )?"
    r"(?:it|he|she|they|the company|the firm|the group)\b(?! and\b)"
)

# "A said its unit B" names A's unit.
_OF_ITSELF = re.compile(r" (?:said|says|announced|added|confirmed)(?: on \w+)?,? (?:that )?its\b")
# The one that a sentence begins with.
_SUBJECT = re.compile(
    rf"(?:(?:In|On|By|Since|After|During|Back in|Last|Earlier)(?: [\w.]+){{1,3}},? |\d{{4}}: )?"
    rf"(?:[^{OPEN}A-Za-z]{{0,30}}[,，:：】年月日] ?)?"
    rf"(?:[Tt]he )?(?:[A-Z][\w'-]*(?: (?!(?:{OTHER})\b)[a-z][\w-]*(?<!ed)){{1,4}} )?"
    rf"(?P<head>{MENTION})(?! (?:and|or)\b|[,、和与])"
)
# What it goes on to do, behind "and".
_GOES_ON = re.compile(
    r" (?:and|but) (?=(?:(?:was|were|is|are|has|had|later|then|now|also|subsequently|already|"
    r"eventually)\b|"
    r"(?:it |they )|[a-z]+ed |sold to ))(?:it |they )?|"
    r", (?=(?!includ|accord|follow|depend|rang|start|beginn|us)[a-z]+ing )|"
    r"[,，](?=之后|随后|后来|并|还|也|更是|现|已|曾|正式|成为|为)"
)
_PASSIVE = re.compile(r"sold to ")
_UNDER = re.compile(
    r"\b(?:that|which|who|whose|where|said|says|told|when|after|before|because|while|if|whether)\b"
)
_TRADES = "company|firm|group|parent|rival|(?:car|auto|chip|drug)?maker|brewer|giant|start-?up"
# What stands before whom a sentence is about, and is said of it.
_FRONTED = re.compile(
    rf"(?:[^,{OPEN}]{{0,30}}, )?"
    r"(?:(?:After|Before|By|Since|Upon|On|While|When|In|Following|Having|Despite|Besides|With|"
    r"Through|Via|Thanks to|Under|As part of)(?: [a-z]+){0,3}? )?"
    r"(?P<said>(?:(?P<own>[Ii]ts|[Tt]heir) |[A-Za-z-]+(?:ing|ed)\b|[Bb]ought|[Bb]uilt|[Mm]ade|"
    rf"[Ll]ed|(?:Once |Now )?(?:[Aa]n?|The) (?=[a-z])|Part )[^,;]*{MENTION}[^,;{OPEN}]*), "
    rf"(?:(?:[Tt]he|its|[A-Z][\w-]*|{_TRADES}) ){{0,4}}(?P<head>{MENTION})"
)
# A name that only says whose rival or supplier another is, in one word or two.
_KIN = re.compile(
    rf"{MENTION}(?:'s?)?(?: [\w-]+){{0,2}}? (?:rival|competitor|supplier|subsidiary|unit|arm|"
    rf"affiliate|parent|owner|licensee|licensor|bottler|franchisee|customer|partner|distributor|dealer|"
    rf"manufacturer|assembler|maker),? (?={MENTION})"
)
# How it is called again.
_AGAIN = re.compile(
    r"\bthe brand(?= (?:is|was|has been)\b)|"
    rf"{THE_COMPANY}(?! (?:that|which|called|named|behind|of)\b)|"
    r"(?:(?<=when )|(?<=after )|(?<=before )|(?<=because )|(?<=since )|(?<=while )|(?<=though )|"
    r"(?<=until )|(?<=once ))it\b|"
    r"(?<=[布告,;；])公司(?=[^司旗之]{0,4}(?:CEO|董事|总裁|首席|正式|已|将|拟|与))|"
    r"(?<=,)其?公司(?=之|附属|子公司|全资|旗下)|"
    r"(?<=[,，])其(?=(?:全资|控股|间接|下属|附属|旗下)*(?:子公司|附属公司|附属企业|孙公司))"
)
# As the object of another's doing: "when B bought 5% of the company".
_OBJECT = re.compile(
    rf"(?P<other>{MENTION}) [^{OPEN},]*\b(?:in|of|by|for|from|with|bought|acquired) $"
)


def clauses_of(masked: str) -> list[str]:
    """The sentence without its asides, each aside with the name that it is about, and what is said
    of names that another describes."""
    parts = _parts_of(masked)
    return [*parts, *(_KIN.sub("", each) for each in parts if _KIN.search(each))]


def only_describes(text: str, end: int) -> bool:
    """Whether the name that ends there says no more than what another is to it."""
    start = text.rfind(OPEN, 0, end)
    return text[end - 1 : end] == CLOSED and start >= 0 and _KIN.match(text, start) is not None


def _parts_of(masked: str) -> list[str]:
    text = _OF_ITSELF.sub("'s", _ITSELF.sub("", masked))
    text = _BRACKETS.sub(r", \g<inside>,", _ASIDE_OF_NOBODY.sub("", text))
    text = _LONG.sub(_head, text)
    asides = [_aside(found) for found in _ASIDE.finditer(text)]
    if fronted := _FRONTED.match(text):
        asides.append(_said_before(fronted))
    main = _ASIDE.sub(_head, text)
    subject = _SUBJECT.match(main)
    if subject is None:
        return [main, *asides]
    main = _named_again(main, subject["head"])
    return [main, *_going_on(main, subject), *asides]


def _named_again(text: str, head: str) -> str:
    """A sentence in which "the company" and the like, where they mean whom it begins with, are
    that name; they do not if another was named since."""

    def name(found: re.Match[str]) -> str:
        before = text[: found.start()]
        named = set(_NAMED.findall(before)) - {head}
        by = _OBJECT.search(before) if named else None
        return head if not named or (by and named == {by["other"]}) else found[0]

    return _AGAIN.sub(name, text)


def _going_on(text: str, subject: re.Match[str]) -> list[str]:
    """What is said behind "and" of whom a sentence begins with, each with that name."""
    parts: list[str] = []
    if text.startswith("'", subject.end()):
        return parts  # what is A's goes on, not A
    for found in _GOES_ON.finditer(text, subject.end()):
        if found[0].startswith(" and") and _UNDER.search(text, subject.end(), found.start()):
            break
        if found[0] in ",，" and set(_NAMED.findall(text, 0, found.start())) != {subject["head"]}:
            break
        if OPEN in text[found.end() :]:
            was = "was " if _PASSIVE.match(text[found.end() :]) else ""
            parts.append(f"{subject['head']} {was}{text[found.end() :]}")
    return parts[:3]


def _said_before(found: re.Match[str]) -> str:
    """What is said before a name, behind it."""
    said = found["said"]
    if found["own"]:
        return f"{found['head']}'s {said[len(found['own']) + 1 :]}"
    comma = "" if re.match(r"\w+ing\b", said) else ","
    return f"{found['head']}{comma} {said[0].lower()}{said[1:]}"


def _head(found: re.Match[str]) -> str:
    named = found.groupdict()
    return (named["head"] or named["named"]).rstrip(",")


def _aside(found: re.Match[str]) -> str:
    if found["named"]:
        return f"{found['named']}, {found['passing']}"
    return f"{_head(found)} {found['aside']}"
