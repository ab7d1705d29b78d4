"""The phrases as patterns over a sentence whose names are masked.

A phrase is written as it would be read. {s} and {o} are the subject and the object, or a list of
such, {one} is the object and no list, {any} is some other name; `<word>` is any form of a word
that `phrases` lists, (a|b) is a choice and (a )? may be left out. `...` is some words of no other
party, and `~` some words that only describe what follows: "the Dutch carmaker". Blanks around
`...` are part of it. In Chinese `{8}` is up to eight characters of no other party and of one
clause, `{8。}` the same across commas, `{8!股}` the same without 股. Where a phrase has words in
`<…>`, one of those of the first stands in every sentence that it fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from graphkit.inbox.masking import MENTION, OPEN
from graphkit.inbox.phrases import PHRASES, PHRASES_ZH, WORDS, WORDS_ZH
from graphkit.model import RELATIONS
from graphkit.resolve.names import is_han

__all__ = ["OTHER", "Trigger", "triggers", "triggers_in"]

# A full stop ends it unless it stands in a number.
_GAP = rf"(?:[^{OPEN}.;:。；：!?！？]|\.(?=\d)){{0,90}}?"
_GAP_ZH = rf"(?:[^{OPEN}.;:。；：!?！？]|\.(?=\d)){{0,36}}?"
# Words that say what the name behind them is; none of these begins something else.
OTHER = (
    "for|with|at|in|under|from|to|by|on|of|and|or|that|which|who|whose|as|than|but|because|after|before|while|"
    "when|where|whilst|although|though|against|into|over|via|through|between|among|about|"
    "during|since|using|following|despite|until|upon|amid|unlike|without|said|says|is|are|was|were|be|been|has|have|had|will|would|it|them|him|her"
)
_DESCRIBED = (
    r"(?:(?:more than|up to|at least|over|about|around|some of|all of|most of|one of(?: the)?) )?"
    rf"(?:(?!(?:{OTHER})\b|(?-i:[A-Z])[\w'&./-]*, (?!\w+-based))[\w$%'&./-]+(?:,\d+)*,? "
    r"|(?-i:(?<=[a-z] )and (?=[a-z]))){0,8}?"
)
_OTHER_ZH = (
    "与|和|跟|就|向|被|将|后|计划|协议|交易|方案|完成|战|传闻|对手|案|以及|并|而|[,，。；;：:、]"
)
_DESCRIBED_ZH = rf"(?:(?!{_OTHER_ZH})[^{OPEN}]){{0,14}}?"
# "A and B" or "A, B and C"; in "A, and B" the comma ends what is said of A. Other names may stand
# among them, and "France's" or "the" before each.
_PLAIN = r"(?:the |(?-i:[A-Z][a-z]+)(?:'s|-based) )?"
_OTHER_NAME = r"(?-i:[A-Z][\w&'-]*)(?: (?-i:[A-Z][\w&'-]*)){0,3}"
_BEFORE = rf"(?:the |both |(?:(?-i:[A-Z][a-z]+)|{MENTION})(?:'s|-based) )?"
_TRADE = (
    r"(?:(?-i:[a-z][\w-]* ){0,3}(?:firm|company|group|giant|partner|investor|conglomerate|carmaker|"
    r"automaker|manufacturer|producer|start-?up|retailer) )?"
)
_ITEM = f"(?:{_PLAIN}{_TRADE}{MENTION}|{_OTHER_NAME})"
_LIST = (
    f"{MENTION}(?:(?:, {_ITEM})+,? (?:and|or) (?:{_ITEM}|(?:many )?others?)"
    rf"| (?:and|or|as well as) {_ITEM}(?! the (?:rest|remain|other|balance))"
    f"|(?:(?:、|和|及|以及|与){MENTION}(?!签|达成|订立|就|收购|入股|宣布|表示|将|则|也|之|旗下|全资|子公司|附属))+)?"
)


# A comma alone makes no list: "by X, A having left".
_COMMA = f", (?=(?:{MENTION}|{_OTHER_NAME})(?:,| and | or ))"
_LED_LIST = f"(?:{_OTHER_NAME}(?:{_COMMA}| and ))*{_LIST}"


class Trigger(NamedTuple):
    """A relation and what states it; what `word` says has to stand in a sentence that it fits."""

    relation: str
    word: str
    written: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """What it looks like in a sentence; compiled when first asked for, since all together take
        seconds, and an article needs few."""
        return _compiled(self.written)


@cache
def _compiled(written: str) -> re.Pattern[str]:
    return re.compile(written, re.IGNORECASE)


def triggers_in(masked: str) -> Iterator[Trigger]:
    """The triggers that a sentence may fit, those of the vocabulary first."""
    stands = {"": True}
    for each in triggers():
        if each.word not in stands:
            stands[each.word] = re.search(each.word, masked, re.IGNORECASE) is not None
        if stands[each.word]:
            yield each


# A phrase does not end within a word, unless its end is what may or may not follow.
_WORD_ENDS = r"(?:(?!\w)|(?<!\w))"
_LOOKS_ON = re.compile(r"\(\?[!=](?:[^()]|\([^()]*\))*\)$")

# What is written otherwise in a phrase than in its pattern.
_SIGN = re.compile(
    r" ?(?P<gap>\.\.\.) ?|(?P<described>~)|<(?P<word>\w+)>|\{(?P<party>s|o|one|any)\}|"
    r"\{(?P<most>\d+)(?P<far>。)?(?:!(?P<without>[^}]+))?\}"
)


def _trigger(relation: str, phrase: str, *, han: bool) -> Trigger:
    words = WORDS_ZH if han else WORDS

    def written(sign: re.Match[str]) -> str:
        if sign["gap"]:
            return _gap(phrase[: sign.start()], phrase[sign.end() :], han=han)
        if sign["described"]:
            return _DESCRIBED_ZH if han else _DESCRIBED
        if sign["word"]:
            return f"(?:{words[sign['word']]})"
        if sign["most"]:
            end = "。" if sign["far"] else "，。,;；"
            return f"[^{OPEN}{end}{sign['without'] or ''}]{{0,{sign['most']}}}"
        return _party(sign["party"], begins=sign.start() == 0, han=han)

    first = re.search(r"<(\w+)>", phrase)
    word = f"(?:{words[first[1]]})" if first else ""
    if han:
        word = word or "[\u4e00-\u9fff]"
    elif word:
        word = rf"\b{word}"
    last = "" if han or _LOOKS_ON.search(phrase) else _WORD_ENDS
    return Trigger(relation, word, _SIGN.sub(written, phrase) + last)


def _gap(before: str, behind: str, *, han: bool) -> str:
    """Some words between two parts of a phrase, whose own words are whole words; Chinese has no
    blanks to tell them by."""
    if han:
        return _GAP_ZH
    ends = r"(?!\w)" if re.search(r"[)>\w?]$", before) else ""
    begins = r"(?:(?<!\w)|(?=\W))" if re.match(r"[(<\w]", behind) else ""
    return f"{ends}{_GAP}{begins}"


def _party(party: str, *, begins: bool, han: bool) -> str:
    if party == "any":
        return MENTION
    if party == "one":
        return f"(?P<o>{MENTION})"
    if begins or han:
        return f"(?P<{party}>{_LIST})"
    return f"{_BEFORE}(?P<{party}>{_LED_LIST})"


def _of_vocabulary(name: str) -> Iterator[str]:
    relation = RELATIONS[name]
    for sentence in (relation.sentence, relation.sentence_zh):
        phrase = re.escape(sentence).replace(r"\{subject\}", "{s}").replace(r"\{object\}", "{o}")
        # In "A acquired B's rival C" it is not B that was acquired.
        yield f"{phrase}(?!')" if phrase.endswith("{o}") else phrase


@cache
def triggers() -> tuple[Trigger, ...]:
    """Every trigger, those of the vocabulary first."""
    own = [
        _trigger(name, phrase, han=is_han(phrase))
        for name, relation in RELATIONS.items()
        if not relation.is_attribute
        for phrase in _of_vocabulary(name)
    ]
    more = [
        _trigger(name, phrase, han=table is PHRASES_ZH)
        for table in (PHRASES, PHRASES_ZH)
        for name, phrases in table.items()
        for phrase in phrases
    ]
    return (*own, *more)
