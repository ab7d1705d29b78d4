"""How Chinese names are read in Latin letters, so that they are found by who cannot type them."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["reading"]

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ebef]+")
_LONGEST = 40  # characters of a name that are read


@lru_cache(maxsize=65_536)
def reading(name: str) -> str:
    """The pinyin of the Chinese in a name, one word for each character, without tones:
    "jiang huai qi che"; "" where there is no Chinese in it."""
    if name.isascii():
        return ""
    from pypinyin import lazy_pinyin

    found = _HAN.findall(name[:_LONGEST])
    words = (word for run in found for word in lazy_pinyin(run, errors="ignore"))
    return " ".join(words)
