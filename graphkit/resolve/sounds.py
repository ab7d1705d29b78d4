"""How names sound: the syllables of pinyin, and the consonants as an ear would have them. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["skeleton", "syllables"]

_SYLLABLE = re.compile(
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ian|iao|ing|ong|uai|uan|ai|an|"
    "ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u)"
)
_LONGEST = 6  # letters of a syllable

# Consonants that one language writes for those of another: Geely and 吉利, Seres and 赛力斯.
_ALIKE = (
    ("sch", "s"), ("sh", "s"), ("ch", "j"), ("zh", "j"), ("ph", "f"), ("th", "t"), ("ck", "j"),
    ("x", "s"), ("z", "s"), ("c", "j"), ("q", "j"), ("k", "j"), ("g", "j"), ("r", "l"),
    ("v", "f"), ("b", "p"), ("d", "t"),
)  # fmt: skip


@lru_cache(maxsize=65_536)
def syllables(word: str) -> tuple[str, ...]:
    """A word as the syllables of pinyin that it is made of, the longest first; itself if it is
    not made of such."""
    return _split(word) or (word,)


@lru_cache(maxsize=65_536)  # else a word of many ambiguous letters takes for ever
def _split(word: str) -> tuple[str, ...]:
    for end in range(min(_LONGEST, len(word)), 0, -1):
        if _SYLLABLE.fullmatch(word, 0, end):
            if end == len(word):
                return (word,)
            if rest := _split(word[end:]):
                return (word[:end], *rest)
    return ()


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """The consonants of a word in small Latin letters: `jl` of jili and of geely."""
    for written, heard in _ALIKE:
        word = word.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", word[:1] + re.sub("[aeiouyhw]", "", word[1:]))
