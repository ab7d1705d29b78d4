"""A company's name taken apart, so that names can be compared across scripts. Pure.

    安徽江淮汽车集团股份有限公司    place 安徽, core jianghuai, words auto and group, form public
    Jianghuai Automobile Co (Anhui)    place 安徽, core jianghuai, word auto, form company

Traditional Chinese is read as simplified, accents and case do not count. What is no word of the
tables (`words`) is the core: the name proper.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from graphkit.resolve.words import (
    COMMON,
    HAN_FORMS,
    LANDS,
    LATIN_FORMS,
    LEADING_FORMS,
    PLACES,
    PLACES_IN_ENGLISH,
    SETS_APART,
)

__all__ = [
    "Name",
    "asides",
    "is_han",
    "parse",
    "pinyin",
    "rough_sound",
    "simplified",
    "sound",
    "spelt",
]

_LONGEST = 300  # characters of a name that are looked at
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_WORD = re.compile(r"[^\W_]+")
# Words that say nothing of a name. Inside it, so do the commonest legal forms.
_SMALL = frozenset(
    {"and", "of", "for", "de", "china", "und", "et", "the", "corporation", "company"}
)
_NUMBERS = frozenset(
    {"ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "january", "february", "march"}
    | {"april", "may", "june", "july", "august", "september", "october", "november", "december"}
)
_MOST_WORDS = 4  # in one legal form or one word of the tables


class Name(NamedTuple):
    """What a name says. `core` are the words of the name proper, in Latin letters without
    accents, those of a Chinese name in pinyin as one word, or as they are in another script;
    `written` is the whole name in small letters without points.

    `common` and `apart` are the words of the trade and those that set companies of one family
    apart, by their ids; `places` the towns and provinces named beside the core; `form` the family
    of its legal form, or empty. `lands` are the countries that it names; `bare` is the whole name
    without its legal form; `joined` the core as one word or, where there is none, all that there
    is. `numbers` are the words of the core that number companies of one name: digits, single
    letters, Roman numerals, months. `hanzi` is the core of a Chinese name as it is written. `said`
    are the words that `common` and `apart` were read from, in the singular. `aside` says that it is
    only part of what was written, before a bracket or in it.
    """

    written: str
    core: tuple[str, ...]
    common: frozenset[str]
    apart: frozenset[str]
    places: frozenset[str]
    form: str
    han: bool
    bare: str
    lands: frozenset[str]
    joined: str
    numbers: frozenset[str]
    hanzi: str
    said: frozenset[str]
    aside: bool


def is_han(text: str) -> bool:
    """Whether it has Chinese characters."""
    return _HAN.search(text) is not None


@cache
def _converter() -> object:
    import opencc

    return opencc.OpenCC("t2s")


@lru_cache(maxsize=65_536)
def simplified(text: str) -> str:
    """Chinese text in simplified characters; other text as it is."""
    if not is_han(text):
        return text
    return str(_converter().convert(text))  # type: ignore[attr-defined]


@lru_cache(maxsize=65_536)
def pinyin(text: str) -> str:
    """Chinese text in Latin letters without tones, as one word."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text)).replace("ü", "u").replace(" ", "")


def spelt(text: str) -> str:
    """Text in small letters, without accents, in simplified characters and usual widths."""
    wide = unicodedata.normalize("NFKD", text[:_LONGEST].casefold())
    plain = "".join(each for each in wide if not unicodedata.combining(each))
    folded = plain.translate(_LETTERS)
    return simplified(folded) if is_han(folded) else folded


def sound(text: str) -> str:
    """How a name is read aloud, in small Latin letters without blanks: that of 小米 is xiaomi."""
    return "".join(_WORD.findall(pinyin(spelt(text))))


def rough_sound(text: str) -> str:
    """The same with each character read by itself, which is quick: 银行 is yinxing."""
    return "".join(_WORD.findall("".join(map(pinyin, text[:_LONGEST].casefold()))))


_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "&": " and ",
     "'": "", "’": "", ".": " "}
)  # fmt: skip


def _by_word(tables: Mapping[str, tuple[str, ...]], *, han: bool) -> dict[str, str]:
    return {word: id_ for id_, words in tables.items() for word in words if is_han(word) is han}


_COMMON_HAN, _APART_HAN = _by_word(COMMON, han=True), _by_word(SETS_APART, han=True)
_FORMS = {
    " ".join(form.replace("&", "and").split()): family
    for family, forms in LATIN_FORMS.items()
    for form in forms
}
_FORMS_HAN = {form: family for family, forms in HAN_FORMS.items() for form in forms}
# Longest first, so that 新能源汽车 is not read as 汽车.
_HAN_WORDS = sorted((*_COMMON_HAN, *_APART_HAN), key=len, reverse=True)
_HAN_ENDINGS = sorted(_FORMS_HAN, key=len, reverse=True)
_PLACE = re.compile(f"(中国)?({'|'.join(sorted(PLACES, key=len, reverse=True))})(省|市|自治区)?")


@cache
def _latin_words() -> Mapping[str, tuple[str, str]]:
    """The words of the tables in Latin letters: the part of a `Name` that each is of, its id."""
    found = {PLACES_IN_ENGLISH.get(each, pinyin(each)): ("places", each) for each in PLACES}
    for part, table in (("lands", LANDS), ("common", COMMON), ("apart", SETS_APART)):
        found.update((word, (part, id_)) for word, id_ in _by_word(table, han=False).items())
    return found


@lru_cache(maxsize=262_144)
def parse(name: str) -> Name:
    """A name of any length, taken apart; the first 300 characters count."""
    text = spelt(name)
    return _han(text) if is_han(text) else _latin(text)


@lru_cache(maxsize=65_536)
def asides(name: str) -> tuple[Name, ...]:
    """The name before a bracket and that in it, as Haiguang and Hygon of `Haiguang Co., Ltd
    (Hygon)`; none where no legal form stands before it or what is in it is no word of its own."""
    head, _, rest = spelt(name).partition("(")
    inner, closed, after = rest.partition(")")
    words = _WORD.findall(inner)
    if not closed or after.strip() or len(words) != 1 or is_han(name):
        return ()
    word = words[0]
    known = word in _latin_words() or word in _FORMS or word in _NUMBERS
    before = parse(head)
    if known or len(word) < 3 or not word.isalpha() or not before.form:
        return ()
    return before._replace(aside=True), parse(inner)._replace(aside=True)


def _phrases(words: Sequence[str], at: int) -> Iterator[tuple[str, int]]:
    """The phrases that begin at a word, longest first, with their lengths."""
    for length in range(min(_MOST_WORDS, len(words) - at), 0, -1):
        yield " ".join(words[at : at + length]), length


def _without_form(words: list[str]) -> tuple[list[str], str]:
    """The words between legal forms before and behind them, and the family of that behind, or of
    that before; a name is never all form."""
    led = ""
    for length in (2, 1):
        before = LEADING_FORMS.get(" ".join(words[:length]), "")
        if before and len(words) > length:
            words, led = words[length:], before
    family = ""
    while len(words) > 1:
        for length in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
            found = _FORMS.get(" ".join(words[-length:]))
            if found:
                words, family = words[:-length], family if found == "company" else found
                family = family or found
                break
        else:
            break
    return words, family or led


def _latin(text: str) -> Name:
    inside = _BRACKETS.findall(text)
    every = _WORD.findall(text)
    words, form = _without_form(_WORD.findall(_BRACKETS.sub(" ", text)) or every)
    words = [*words, *(word for part in inside for word in _WORD.findall(part))]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    said: dict[str, set[str]] = {"common": set(), "apart": set(), "places": set(), "lands": set()}
    core: list[str] = []
    phrases = set[str]()
    at = 0
    while at < len(words):
        for phrase, length in _phrases(words, at):
            part, id_ = _latin_words().get(phrase, ("", ""))
            if not part and length > 1:
                continue
            if part:
                said[part].add(id_)
                if part in {"common", "apart"}:
                    phrases.add(_singular(phrase))
            elif phrase not in _SMALL:
                core.append(phrase)
            at += length
            break
    if not core:
        core = sorted(map(pinyin, said["places"])) or [each for each in words if each not in _SMALL]
        said["places"].clear()
    return _named(" ".join(every), " ".join(words), core, said, form, phrases, han=False)


def _singular(phrase: str) -> str:
    return f"{phrase[:-3]}y" if phrase.endswith("ies") else phrase.removesuffix("s")


def _named(
    written: str, bare: str, core: Sequence[str], said: Mapping[str, set[str]], form: str,
    phrases: set[str], *, han: bool, hanzi: str = "",
) -> Name:  # fmt: skip
    numbers = frozenset(
        word
        for word in core
        if len(word) == 1 or word in _NUMBERS or any(letter.isdigit() for letter in word)
    )
    joined = "".join(core) or written.replace(" ", "")
    parts = {part: frozenset(ids) for part, ids in said.items()}
    return Name(
        written, tuple(core), form=form, han=han, bare=bare, joined=joined, numbers=numbers,
        hanzi=hanzi, said=frozenset(phrases), aside=False, **parts,
    )  # fmt: skip


def _han(text: str) -> Name:
    written = "".join(_WORD.findall(text))
    inside = "".join(_BRACKETS.findall(text))
    rest = "".join(_WORD.findall(_BRACKETS.sub("", text))) or written
    form = ""
    for ending in _HAN_ENDINGS:
        if rest.endswith(ending) and rest != ending:
            rest, form = rest.removesuffix(ending), _FORMS_HAN[ending]
            break
    places = {found[1] for found in _PLACE.findall(inside)}
    bare = rest
    rest, words = _take_words(rest)
    if (start := _PLACE.match(rest)) and start.end() < len(rest):
        places.add(start[2])
        rest = rest[start.end() :]
    elif start and start.end() == len(rest):
        rest = start[2]
    common = {_COMMON_HAN[each] for each in words if each in _COMMON_HAN}
    apart = {_APART_HAN[each] for each in words if each in _APART_HAN}
    hanzi = rest.removeprefix("中国")
    parts = [part for part in re.split(f"({_HAN.pattern}+)", hanzi) if part]
    core = tuple(pinyin(part) if is_han(part) else part for part in parts)
    said = {"common": common, "apart": apart, "places": places, "lands": set[str]()}
    return _named(written, bare, core, said, form, set(words), han=True, hanzi=hanzi)


def _take_words(text: str) -> tuple[str, list[str]]:
    """A name without the words of the tables, which are taken from its end, as long as anything
    is left in front of them."""
    taken: list[str] = []
    while True:
        for word in _HAN_WORDS:
            if text.endswith(word) and len(text) > len(word):
                text = text.removesuffix(word)
                taken.append(word)
                break
        else:
            return text, taken
