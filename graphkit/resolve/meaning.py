"""What a Chinese name means: whether a name in Latin letters translates it, and which might. Pure.

    长城汽车    Great Wall Motor
    极石        Polestones

Word for word and in one order; what is half sound and half meaning (星巴克, Starbucks) is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice, product

from graphkit.resolve.lexicon import JOINING, MEANINGS
from graphkit.resolve.names import Name, is_han, pinyin
from graphkit.resolve.words import COMMON, PLACES, PLACES_IN_ENGLISH, SETS_APART

__all__ = ["heads", "renderings", "shortens", "translates"]

_LONGEST = 5  # characters of one word
_MOST = 12  # renderings of one name


@cache
def _meanings() -> Mapping[str, tuple[str, ...]]:
    """The words of all tables, with what they are in Latin letters, without blanks."""
    found: dict[str, tuple[str, ...]]
    found = {each: (PLACES_IN_ENGLISH.get(each, pinyin(each)),) for each in PLACES}
    for words in (*COMMON.values(), *SETS_APART.values()):
        latin = tuple(each for each in words if not is_han(each))
        for word in filter(is_han, words):
            found[word] = latin
    for word, latin in MEANINGS.items():
        found[word] = (*latin, *found.get(word, ()))
    return {word: tuple(each.replace(" ", "") for each in latin) for word, latin in found.items()}


@cache
def _ids() -> Mapping[str, str]:
    """The Chinese words of the tables that names leave out, by the ids that names keep of them."""
    tables = (*COMMON.items(), *SETS_APART.items())
    return {word: id_ for id_, words in tables for word in words if is_han(word)}


@lru_cache(maxsize=65_536)
def translates(han: Name, latin: Name) -> bool:
    """Whether the name proper in Latin letters is the Chinese one, word for word.

    A word of the tables inside the Chinese name proper may stand anywhere in the other.
    """
    text, letters, known = han.hanzi, latin.joined, _meanings()
    said = latin.common | latin.apart
    ends: dict[int, set[int]] = {0: {0}}
    for at in range(len(text)):
        for size in range(1, _LONGEST + 1) if at in ends else ():
            word = text[at : at + size]
            for start in ends[at]:
                for end in _read(word, letters, start, known):
                    ends.setdefault(at + size, set()).add(end)
            if word in JOINING or _ids().get(word) in said:
                ends.setdefault(at + size, set()).update(ends[at])
    return len(letters) in ends.get(len(text), ())


def _read(
    word: str, letters: str, start: int, known: Mapping[str, tuple[str, ...]]
) -> Iterator[int]:
    """Where the letters go on after a meaning of a word, in one number or in many."""
    for each in known.get(word, ()):
        if letters.startswith(each, start):
            end = start + len(each)
            yield end
            if letters.startswith("s", end):
                yield end + 1


@lru_cache(maxsize=65_536)
def _split(text: str) -> tuple[str, ...]:
    """Chinese text as the fewest words that are known; empty where others are in it."""
    known = _meanings()
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(text) + 1):
        ways = [
            (*before, text[start:end])
            for start in range(max(0, end - _LONGEST), end)
            if (before := best[start]) is not None
            and (text[start:end] in known or text[start:end] in JOINING)
        ]
        best.append(min(ways, key=len, default=None))
    return best[-1] or ()


def renderings(name: Name) -> list[str]:
    """What a Chinese name proper may be in English, as one word in small letters; not all. Words of
    the tables are left out, as they are of a name proper in English."""
    words = [each for each in _split(name.hanzi) if each not in JOINING and each not in _ids()]
    made = product(*(_meanings()[each] for each in words)) if words else ()
    whole = ["".join(each) for each in islice(made, _MOST)]
    return [*whole, *(f"{each}s" for each in whole)]


@lru_cache(maxsize=65_536)
def heads(name: Name) -> str:
    """The characters that a Chinese name is shortened to, as 上汽集 of 上海汽车集团: the first of
    each of its words, of 第一 the second. Empty where it has words that are not known."""
    words = [each for each in _split(name.bare) if each not in JOINING]
    if words[:1] in (["中国"], ["国家"]):
        words = words[1:]
    return "".join(each.removeprefix("第")[0] for each in words)


def shortens(short: Name, long: Name) -> bool:
    """Whether a Chinese name is the first characters of another's words: 上汽 of 上海汽车."""
    return (
        2 <= len(short.hanzi) <= 4
        and short.apart <= long.apart
        and not long.bare.startswith(short.hanzi)
        and heads(long).startswith(short.hanzi)
    )
