"""A text read sentence by sentence: what it may state, and what names companies and is passed over.

What the rules do not understand well enough is not proposed. So that nobody takes their silence for
that of the text, each sentence that names two parties and gave nothing is told with its place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graphkit.inbox.masking import THE_COMPANY
from graphkit.inbox.rules import Proposal, of_sentence
from graphkit.inbox.sentences import Mention, Names, Sentence, sentences
from graphkit.resolve.words import LANDS
from graphkit.values import clean_text

__all__ = ["LONGEST_TEXT", "Passed", "passed_over", "propose"]

LONGEST_TEXT = 5_000_000  # characters of a text that are read
_DESCRIBES = re.compile(r"[-‑](?:backed|funded|led|invested|inspired|powered)\b", re.IGNORECASE)
_COUNTRIES = {each for names in LANDS.values() for each in names} | {"china", "britain"}
# A company that was named before; "It is …" and the like name nobody.
_IT = re.compile(
    r"(?:[A-Z][^,]{1,60}, |\d[^,，。]{1,20}[,，] ?|But |"
    r"(?:Nevertheless|However|Today|Later) )?(?P<it>"
    rf"(?:[Ii]t is |[Ii]t was )?{THE_COMPANY}(?!')(?: that\b)?|"
    r"[Ii]t\b(?! (?:will be|would be|seems|appears|takes|took)\b)"
    r"(?!(?: is| was| has been) (?!(?:\w+ )?(?:an?|the|part|owned|acquired|bought|sold|renamed|"
    r"founded|established|formed|led|headed|run|now|wholly|majority|licensed|controlled)\b))|该公司)"
)


class Passed(NamedTuple):
    """A sentence that names two parties and more, one of them a company, and of which nothing is
    proposed: its line, counted from 1, its place in the text in characters, and the names."""

    quote: str
    line: int
    start: int
    end: int
    names: tuple[str, ...]


def propose(text: str, names: Names) -> list[Proposal]:
    """What a text may state, in its order, nothing twice.

    At most 5 million characters are read. A name that several entities of a kind have is left
    out: which one is meant is not guessed.
    """
    found: dict[str, Proposal] = {}
    for sentence, mentions in _named(text, names):
        for each in of_sentence(sentence, mentions, names):
            found.setdefault(each.key, each)
    return list(found.values())


def passed_over(text: str, names: Names, proposals: Iterable[Proposal]) -> list[Passed]:
    """The sentences that name two parties and of which none of the proposals is, in order."""
    begun = {each.start for each in proposals}
    found = []
    line, at = 1, 0
    for sentence, mentions in _named(text, names):
        kinds = {key: names.entities[key].kind for each in mentions for key in each.keys}
        parties = {each.keys for each in mentions}
        if sentence.start in begun or len(parties) < 2 or "Company" not in kinds.values():
            continue
        line += text.count("\n", at, sentence.start)
        at = sentence.start
        called = dict.fromkeys(
            clean_text(sentence.text[each.start : each.end]) for each in mentions
        )
        end = sentence.start + len(sentence.text)
        found.append(Passed(clean_text(sentence.text), line, at, end, tuple(called)))
    return found


def _named(text: str, names: Names) -> Iterator[tuple[Sentence, list[Mention]]]:
    """The sentences of a text, each with the names in it, and whom it calls by another word."""
    before: Mention | None = None  # the one company that the sentence before names
    short: dict[str, set[str]] = defaultdict(set)
    at = 0
    for sentence in sentences(text[:LONGEST_TEXT]):
        if "\n" in text[at : sentence.start]:
            before = None
        at = sentence.start + len(sentence.text)
        mentions = [
            each for each in names.find(sentence.text, short) if not _only_describes(sentence, each)
        ]
        for key in {key for each in mentions for key in each.keys}:
            if word := names.short_of(key):
                short[word].add(key)
        if before and (pronoun := _IT.match(sentence.text)):
            mentions = _with_pronoun(mentions, pronoun, before)
        yield sentence, mentions
        before = _about(mentions, names)


def _with_pronoun(
    mentions: list[Mention], pronoun: re.Match[str], before: Mention
) -> list[Mention]:
    """The names of a sentence and its first pronoun, if that stands before all of them."""
    start, end = pronoun.span("it")
    it = pronoun["it"].lower() == "it"
    if (it and before.start > 0) or (mentions and mentions[0].start < end):
        return mentions
    return [Mention(start, end, before.keys), *mentions]


def _about(mentions: list[Mention], names: Names) -> Mention | None:
    """The one company that a sentence names: the only one that "the company" at the beginning of
    the next can mean, or "it" if the sentence begins with that company."""
    named = [
        each for each in mentions if any(names.entities[key].kind == "Company" for key in each.keys)
    ]
    return named[0] if len(named) == 1 else None


def _only_describes(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name is part of a word about another, as in "the Xiaomi-backed start-up", or the
    country of another."""
    if _DESCRIBES.match(sentence.text, mention.end):
        return True
    name, behind = sentence.text[mention.start : mention.end], sentence.text[mention.end :]
    return name.lower() in _COUNTRIES and behind.startswith(("'s ", "’s "))
