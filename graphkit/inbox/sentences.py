"""A text as sentences with their places in it, and the names in a sentence. Pure.

Whatever a text says, it is data: control characters are taken out before anything is shown, and
a sentence that asks for something is a sentence like any other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from graphkit.resolve.names import parse, spelt
from graphkit.statement import Entity

__all__ = ["ABBREVIATED", "LONGEST", "Mention", "Names", "Sentence", "sentences"]

LONGEST = 1_000  # characters of a sentence that are looked at; what is longer is no sentence
_MOST_PIECES = 24  # words, or Chinese characters, of a name
_END = re.compile(
    r"(?<=[.!?])[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9\u4e00-\u9fff])|(?<=[。！？；])[”’）]*|\n\s*"
)
# A full stop after these ends no sentence.
ABBREVIATED = (
    "Co|Corp|Cos|Inc|Ltd|Bros|Pvt|Pte|Pty|Sdn|Mfg|Intl|Pharm|Mr|Mrs|Ms|Dr|Prof|St|No|vs|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
)
_SHORT = re.compile(rf"\b(?:{ABBREVIATED}|U\.S|U\.K|N\.J|[A-Z])\.$")
# A legal form behind a name that is known without it.
_FORM = re.compile(
    r"(?:,? (?:Co|Corp|Inc|Ltd|LLC|PLC|plc|AG|SE|GmbH|Company|Corporation|Limited|Holdings?|"
    r"Group(?! [A-Z])|NV|N\.V|AB|SA|S\.A|S\.p\.A|SpA|BV|B\.V|KK|K\.K|Oyj?|A/S|ASA|Pty|Pte|Pvt|"
    r"Private(?= Limited)|Sdn|Bhd|Srl|Kft|SAS)\b"
    r"(?:\.,|\.)?)+|\.(?=[,)']| [a-z(])|"
    r"\(集[团團]\)|(?:股份|集[团團]|有限|[总總]|[责責]任)*公司|集[团團]"
)
# Titles before and behind the name of a person.
_BEFORE = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sir)\.? )$")
_BEHIND = re.compile(r"女士|先生|博士|教授|院士")
# A word by which a text goes on to call a company has so many letters, and is no ordinary word.
_SHORTEST = 4
_ORDINARY = frozenset(
    {"general", "standard", "national", "united", "first", "global", "royal", "central", "great",
     "premier", "universal", "advanced", "applied", "american", "european", "british", "china",
     "bank", "pacific", "western", "eastern", "northern", "southern", "city", "international",
     "federal", "public", "state", "power", "energy", "home", "best", "good", "smart", "open",
     "digital"}
)  # fmt: skip
_CAPITAL = re.compile(r"[ -][A-Z]")
# What stands between a name and the same name in brackets, and behind that.
_INSIDE = re.compile(r"\s?[(（][\"“”']?")
_CLOSED = re.compile(r"[\"“”']?[)）]")
# A word of letters and digits, or one Chinese character.
_PIECE = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")


class Sentence(NamedTuple):
    """A sentence of a text and where it begins there, in characters."""

    text: str
    start: int


class Mention(NamedTuple):
    """A name in a sentence, from `start` up to `end`, and the keys of the entities it may mean."""

    start: int
    end: int
    keys: tuple[str, ...]


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order; those of more than 1,000 characters are left out."""
    start = 0
    for found in [*_END.finditer(text), None]:
        end = len(text) if found is None else found.end()
        if found is not None and _SHORT.search(text[max(start, end - 12) : found.start()]):
            continue
        piece = text[start:end]
        stripped = piece.strip()
        if stripped and len(stripped) <= LONGEST:
            yield Sentence(stripped, start + piece.index(stripped))
        start = end


class Names:
    """The names of entities, to be found in sentences: in any case and either Chinese script."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.entities: dict[str, Entity] = {}
        self._named: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for each in entities:
            self.entities[each.key] = each
            tickers = {name for language, name in each.aliases if language == "ticker"}
            for name in each.names:
                pieces = tuple(_spelt(piece) for piece in _PIECE.findall(name))
                if name not in tickers and len(pieces) <= _MOST_PIECES and len("".join(pieces)) > 1:
                    self._named[pieces].add(each.key)

    def find(
        self, sentence: str, short: Mapping[str, Collection[str]] = MappingProxyType({})
    ) -> list[Mention]:
        """The names in a sentence, the longest at each place, none inside another.

        `short` has single words by which a text goes on to call entities that it named before,
        with their keys.
        """
        pieces = [(each.start(), each.end(), _spelt(each[0])) for each in _PIECE.finditer(sentence)]
        found: list[Mention] = []
        at = 0
        while at < len(pieces):
            mention, taken = self._at(sentence, pieces, at)
            keys = short.get(pieces[at][2]) if mention is None else None
            if keys and _stands_alone(sentence, *pieces[at][:2]):
                mention = Mention(*pieces[at][:2], tuple(sorted(keys)))
            if mention is not None:
                found.append(mention)
            at += taken
        return _joined(sentence, found)

    def short_of(self, key: str) -> str:
        """The one word by which a text may go on to call a company, or "": what is left of its
        name without its trade and form, as Foxconn of Foxconn Technology Group."""
        entity = self.entities[key]
        name = parse(entity.name)
        word = name.core[0] if len(name.core) == 1 else ""
        proper = len(word) >= _SHORTEST and word.isascii() and word not in _ORDINARY
        if not proper or entity.kind != "Company" or not name.bare.startswith(f"{word} "):
            return ""
        return "" if (word,) in self._named else word

    def _at(
        self, sentence: str, pieces: list[tuple[int, int, str]], at: int
    ) -> tuple[Mention | None, int]:
        """The name that begins at a piece, if any, and how many pieces it takes."""
        for length in range(min(_MOST_PIECES, len(pieces) - at), 0, -1):
            lot = pieces[at : at + length]
            keys = self._named.get(tuple(piece for _, _, piece in lot))
            written = sentence[lot[0][0] : lot[-1][1]]
            # In small letters one word is a word, as `magna` or `arm` can be, and no name.
            if keys and not (length == 1 and written.isascii() and written.islower()):
                end = lot[-1][1]
                form = _FORM.match(sentence, end) or _BEHIND.match(sentence, end)
                title = _BEFORE.search(sentence, 0, lot[0][0])
                start = title.start() if title else lot[0][0]
                return Mention(start, form.end() if form else end, tuple(sorted(keys))), length
        return None, 1


def _stands_alone(sentence: str, start: int, end: int) -> bool:
    """Whether a word is written as a name, and no part of a longer one."""
    before, behind = sentence[:start].rstrip(" "), sentence[end:]
    last = before.rsplit(" ", 1)[-1]
    longer = _CAPITAL.match(behind) or (_CAPITAL.match(f" {last}") and last.isalpha())
    return sentence[start].isupper() and not longer


def _joined(sentence: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions, those of one entity joined where the second stands in brackets behind the
    first: `Hindustan Aeronautics (HAL)`."""
    found: list[Mention] = []
    for each in mentions:
        last = found[-1] if found else each
        both = tuple(key for key in last.keys if key in each.keys)
        inside = _INSIDE.match(sentence, last.end, each.start) if both else None
        closed = (
            _CLOSED.match(sentence, each.end) if inside and inside.end() == each.start else None
        )
        if closed:
            found[-1] = Mention(last.start, closed.end(), both)
        else:
            found.append(each)
    return found


@lru_cache(maxsize=65_536)
def _spelt(piece: str) -> str:
    return spelt(piece).strip()
