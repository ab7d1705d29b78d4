"""Proposals from a sentence by rules that a person can read: names, a phrase, dates. Pure.

A proposal says what a sentence may state, with the sentence itself and its place in the text. It
is never a statement by itself: somebody says yes or no.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.inbox.clauses import clauses_of, only_describes
from graphkit.inbox.colours import colour_of
from graphkit.inbox.dates import dates_in
from graphkit.inbox.grammar import is_unclear
from graphkit.inbox.masking import CLOSED, MENTION, OPEN, mask
from graphkit.inbox.past import is_over
from graphkit.inbox.phrases import UNLESS
from graphkit.inbox.sentences import Mention, Names, Sentence
from graphkit.inbox.triggers import triggers_in
from graphkit.model import RELATIONS
from graphkit.resolve.names import is_han
from graphkit.statement import digest
from graphkit.values import clean_text, when

__all__ = ["Proposal", "of_sentence"]

_MOST = 12  # names in a sentence: what has more is a list, and says nothing of any two
_MASKED = re.compile(f"{OPEN}(\\d+){CLOSED}")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)[\s-]?(?:%|percent|per cent|pct)")
_MAJORITY = re.compile(
    r"\b(?:majority|controlling) (?:\w+ )?(?:stake|share|interest|holding)|控股权|控制权"
)
_BOUGHT = re.compile(
    r"\b(?:acquir|bought|buy|purchas|took\b|tak(?:es|ing)\b|gain|secur)|收购|并购|购买|受让",
    re.IGNORECASE,
)
_DID = "acquired|bought|purchased|took|makes|made|builds|built|produces|produced|owns|owned"
# What begins the clause of another: a phrase does not reach across it.
_BREAKS = re.compile(
    r"(?<!, )\b(?:after|before|when|while|because|whether|where|although|unless)\b|"
    r", (?:so|as)\b(?! a result)|"
    r"\b(?:said|says|told)\b|\b(?:thus|so|and|but) (?:it|they)\b| [-–—] |"
    # One who is not known by name, and does it.
    rf", (?:[A-Z][\w&-]+ (?:of |the )?)+(?<!Inc )(?:{_DID}) |"
    r", the (?:company|firm|group|plant|factory|business|brand|deal|carmaker)\b"
    r"(?! (?:that|which|behind))|"
    r"(?:说|表示|认为|指出|称|回应|澄清|介绍)[,，:：]?(?!公司|将|拟|已|其|该|双方|计划)"
)
# A name that is followed by another's "and was", and what may stand before one that is not.
_AND_WAS = re.compile(
    rf"{MENTION}(?:(?:, |,? and ){MENTION})*(?:'s?)?"
    r"(?: (?!(?:was|were|is|are|has|had|\w+ed)\b)[\w-]+){0,3},? and "
    r"(?:also |then |later |now )?(?:was|were|is|are|has|had|became|sold to)\b"
)
_AND_DOES = re.compile(rf"{MENTION} (?:to (?:sell|buy|acquire|transfer|divest)\b|and\b (?!{OPEN}))")
# "A bought B, making C a unit": it is A that made it one.
_DOING = re.compile(rf"{MENTION}, [a-z]+ing\b")
# "A, launched by B in 2017, was sold to C" says nothing of B; nor does "A, until its sale to B in
# 2016, a unit of C".
_IN_ASIDE = re.compile(r",[^,]* (?:by|to|from|with|of|for|in|at|under) (?:the )?$")
_ENDS_ASIDE = re.compile(
    rf"{MENTION}(?:'s?)?[^,{OPEN}]{{0,30}}, (?:was|were|is|are|has|had|will|would)\b"
)
_DATED_ASIDE = re.compile(
    rf"{MENTION}(?:'s?)? (?:in|on|since|until) [^,{OPEN}]{{3,25}}, (?:an?|the)\b"
)
_AND_ZH = re.compile(rf"{MENTION}[,，](?:并|还|也|随后|后来|之后|转而)")
_BEGINS = re.compile(
    rf"(?:(?:In|On|By|Since|After|During)(?: [\w.]+,?){{1,3}} )?(?:[Tt]he )?|[^{OPEN}]*[:;,] "
)
# What happens at another time begins with these, unless a day follows.
_OTHER_TIME = r"\b(?:after|before|when|while|because|although|though|whereas|once)\b"
_LAST = re.compile(_OTHER_TIME)
_FRONTED = re.compile(
    "(?:After|Before|When|While|Following|Once|Because|Although|Though|Despite|Since) "
    f"[^,]*{OPEN}[^,]*, "
)
_NEXT = re.compile(
    rf"{_OTHER_TIME}(?! (?:early |late |mid-|the end of )?(?:\d|(?-i:[A-Z])[a-z]+\.? \d))"
    r"(?! (?:returning|ending|terminating|selling|leaving|losing|handing|giving)\b)"
)
_CLAUSE_ZH = re.compile("[，,；;。]")
_BY_ZH = re.compile("(?:由(?!于)|被)[^和与]{0,8}$")  # before a name: whose deed it was
_JOINS_ZH = re.compile("[和与及、]")
_LISTED_ZH = re.compile(f"{MENTION}等")
# A Chinese phrase that goes on behind a comma, with no other name on the way.
_LEAVES_TOPIC = re.compile(rf"^{MENTION}[^{OPEN}]*[，,；;][^{OPEN}]*[\u4e00-\u9fff]")
_WITHOUT = re.compile(rf"[^,.;{OPEN}]{{0,40}}\bwithout\b")
_UNLESS = {relation: re.compile(words, re.IGNORECASE) for relation, words in UNLESS.items()}
# What is bought or owned is no company: "a ⟦0⟧ GMP production facility".
_WHOLE = frozenset({"ACQUIRED", "OWNS"})
_PART = re.compile(
    rf"\b(?:an?|the) {MENTION}(?: [\w-]+){{0,3}} "
    r"(?:facility|facilities|plants?|factory|factories|sites?|lines?)\b"
)
# What a proposal of one relation takes the place of, where both are found between the same two:
# a stake that of a whole company, but not "bought it, making it a unit".
_BECAME = re.compile(r"\b(?:subsidiar|unit|division|arm|affiliate)|子公司|附属")
_COMPETES = re.compile("compet(?!itor)|vying|rivall|竞争(?!对手)|抗衡|争夺|较量")
_OVER = {
    "ACQUIRED": {"COMPETES_WITH"},
    "OWNS": {"ACQUIRED"},
    "ACQUIRED_ASSETS_OF": {"ACQUIRED", "OWNS"},
    "USES_LICENCE_OF": {"ACQUIRED", "MANUFACTURES_FOR", "OWNS", "OWNS_BRAND"},
    "SUCCEEDED_BY": {"ACQUIRED"},
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a sentence may state: keys of two entities, the relation, and what else it tells.

    `quote` is the sentence, `start` and `end` its place in the text in characters; `by` says what
    found it: `rules`, or the name of a model. `share` is in percent, "" where none is told.
    """

    subject: str
    relation: str
    object: str
    quote: str
    start: int
    end: int
    valid_from: str = ""
    valid_to: str = ""
    polarity: str = "asserted"
    stage: str = "closed"
    share: str = ""
    by: str = "rules"

    @property
    def key(self) -> str:
        """An id that stays the same when the text is read again."""
        return digest(self.subject, self.relation, self.object, self.quote)[:10]


Claims = dict[tuple[str, str], dict[str, re.Match[str]]]


def of_sentence(sentence: Sentence, mentions: list[Mention], names: Names) -> Iterator[Proposal]:
    """What a sentence with these names may state; nothing where they are many, as in a list."""
    if not 2 <= len(mentions) <= _MOST:
        return
    claimed = _claimed(sentence, mentions, names)
    for (subject, object_), claims in claimed.items():
        # The same two, the other way round, in one and the same relation: it cannot be told.
        back = claimed.get((object_, subject), {})
        for relation, found in claims.items():
            beaten = any(
                relation in _OVER.get(other, ())
                and not (other == "OWNS" and _BECAME.search(claims[other][0]))
                for other in claims
            )
            if beaten or (relation in back and not RELATIONS[relation].symmetric):
                continue
            yield _proposal(sentence, found, subject, relation, object_)


def _claimed(sentence: Sentence, mentions: list[Mention], names: Names) -> Claims:
    """What the phrases of a sentence say of each two, each relation with what says it first."""
    masked = mask(sentence.text, mentions)
    clauses = clauses_of(masked)
    kinds = {names.entities[key].kind for each in mentions for key in each.keys}
    claimed: Claims = defaultdict(dict)
    for trigger in triggers_in(masked):
        told = trigger.relation
        known = RELATIONS[told]
        if kinds.isdisjoint(known.subjects) or kinds.isdisjoint(known.objects):
            continue
        pattern = trigger.pattern
        for found in (found for each in clauses for found in _said(told, pattern, each, masked)):
            relation = "ACQUIRED" if told == "OWNS" and _bought_control(found[0]) else told
            for pair in _pairs(relation, found, mentions, names):
                claimed[pair].setdefault(relation, found)
    return dict(claimed)


def _said(
    relation: str, pattern: re.Pattern[str], clause: str, sentence: str
) -> Iterator[re.Match[str]]:
    """Where a clause fits a phrase; what is refused may hide another that begins behind it."""
    at = 0
    while found := pattern.search(clause, at):
        at = found.end()
        if (
            _says_otherwise(relation, found)
            or _of_another(found)
            or is_unclear(relation, sentence, found)
            or only_describes(clause, found.end())
            or (relation in _WHOLE and (_is_part(clause, found) or _in_aside(found)))
        ):
            at = found.start() + 1
        else:
            yield found


def _is_part(clause: str, found: re.Match[str]) -> bool:
    """Whether the name that a phrase ends with is part of that of a plant or the like."""
    return any(part.start() < found.end() < part.end() for part in _PART.finditer(clause))


def _in_aside(found: re.Match[str]) -> bool:
    """Whether a name stands in what is said in passing of another, and its phrase goes on with
    that one."""
    ends = _ENDS_ASIDE.match(found[0]) or _DATED_ASIDE.match(found[0])
    return bool(ends and _IN_ASIDE.search(found.string[: found.start()]))


def _of_another(found: re.Match[str]) -> bool:
    """Whether what is said behind a name is said of another, as in "the plant left A and was
    bought by B" or "it agreed with A to sell the brand to B"."""
    before = found.string[: found.start()]
    if before.endswith(("with ", "against ", "beat ", "over ")) and _AND_DOES.match(found[0]):
        return True
    if _DOING.match(found[0]) and OPEN in before and before[-1:] == " " and before[-2:] != ", ":
        return True
    if before.endswith(("从", "成为")):
        return True
    if before and _AND_ZH.match(found[0]):
        return OPEN in before
    return _AND_WAS.match(found[0]) is not None and not _BEGINS.fullmatch(before)


def _says_otherwise(relation: str, found: re.Match[str]) -> bool:
    """Whether a phrase reaches into another clause, or has words that make it another thing."""
    unless = _UNLESS.get(relation)
    if _BREAKS.search(found[0]) or (_LEAVES_TOPIC.search(found[0]) and _in_passing(found)):
        return True
    if unless is None:
        return False
    without = _WITHOUT.match(found.string, found.end())
    return bool(unless.search(found[0]) or (without and unless.search(found.string, found.end())))


def _in_passing(found: re.Match[str]) -> bool:
    """Whether a Chinese clause names another before the name that a phrase begins with: what it
    goes on to say behind the next comma is said of that one, unless the two are a list."""
    clause = _CLAUSE_ZH.split(found.string[: found.start()])[-1]
    another, _, gap = clause.rpartition(CLOSED)
    if not another:
        return False
    if _BY_ZH.search(gap):
        return True
    listed = _JOINS_ZH.search(gap) or _LISTED_ZH.match(found[0])
    return found.start("s") == found.start() and not listed


def _bought_control(phrase: str) -> bool:
    """Whether a phrase tells that more than half of a company was bought."""
    share = _SHARE.search(phrase)
    most = float(share[1]) > 50 if share else _MAJORITY.search(phrase) is not None
    return most and _BOUGHT.search(phrase) is not None


def _pairs(
    relation: str, found: re.Match[str], mentions: list[Mention], names: Names
) -> Iterator[tuple[str, str]]:
    known = RELATIONS[relation]
    for one in _keys(found["s"], mentions, names, known.subjects):
        for other in _keys(found["o"], mentions, names, known.objects):
            if one != other:
                yield one, other


def _keys(
    text: str, mentions: list[Mention], names: Names, kinds: tuple[str, ...]
) -> Iterator[str]:
    """The entities that a list of marks means, each the one of the first kind that fits."""
    for mark in _MASKED.finditer(text):
        keys = mentions[int(mark[1])].keys
        for kind in kinds:
            fit = [key for key in keys if names.entities[key].kind == kind]
            if fit:
                if len(fit) == 1:
                    yield fit[0]
                break


def _own(found: re.Match[str]) -> str:
    """The part of a clause whose days are those of a phrase: not what happened before or after it,
    nor what Chinese goes on to say behind the next comma."""
    text, (start, end) = found.string, found.span()
    stop = (_CLAUSE_ZH if is_han(text) else _NEXT).search(text, end)
    begins = [
        each.end()
        for each in _LAST.finditer(text, 0, start)
        if OPEN not in text[each.end() : start]
    ]
    first = begins[-1] if begins and OPEN in text[: begins[-1]] else 0
    fronted = _FRONTED.match(text)
    if fronted and first < fronted.end() <= start:
        first = fronted.end()
    return text[first : stop.start() if stop else len(text)]


def _proposal(
    sentence: Sentence, found: re.Match[str], subject: str, relation: str, object_: str
) -> Proposal:
    """The proposal of a phrase, with the days of its clause: others are of what is said beside."""
    polarity, stage = colour_of(found.string, *found.span())
    begins = ends = ""
    for day, is_end in dates_in(_own(found)):
        if is_end:
            ends = ends or day
        else:
            begins = begins or day
    if begins and ends and when(ends).latest < when(begins).earliest:
        begins = ends = ""  # they are not of one thing
    if relation == "COMPETES_WITH" and stage == "planned" and not _COMPETES.search(found[0]):
        stage = "closed"  # the plan is another's, of whom a rival is only named
    if not ends and stage == "closed" and is_over(relation, sentence.text, found):
        polarity = "denied"
    share = _SHARE.search(found[0]) if "share" in RELATIONS[relation].fields_by_name else None
    return Proposal(
        subject,
        relation,
        object_,
        clean_text(sentence.text),
        sentence.start,
        sentence.start + len(sentence.text),
        begins,
        ends,
        polarity,
        stage,
        f"{share[1]}%" if share and float(share[1]) <= 100 else "",
    )
