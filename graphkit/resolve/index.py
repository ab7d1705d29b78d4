"""Which entities may be one at all, found without comparing each with each. Pure.

Entities meet in blocks: under the name proper, its words, its beginning and its end, its initials,
its sound, and every identifier. A block of more than `CROWD` entities says nothing ("auto",
"shanghai") and is left out, so the pairs to compare grow in step with the entities and not with
their square.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz

from graphkit.resolve.compare import Comparison, Profile, compare, profile_of
from graphkit.resolve.meaning import heads, renderings, shortens, translates
from graphkit.resolve.names import Name, pinyin
from graphkit.resolve.sounds import skeleton, syllables
from graphkit.resolve.weights import AUTOMATIC, DOUBTFUL
from graphkit.statement import Entity

__all__ = ["CROWD", "Index", "Match", "is_automatic"]

CROWD = 40  # entities in one block
_ALIKE = 55  # of 100: two names proper less alike than this need no closer look

# Where any of these speaks against it, a person looks, whatever the score. That one name leaves out
# a word or a place of the other is how a parent differs from its subsidiary; many Chinese names
# are one in pinyin.
_DOUBTS = (
    *("other_script", "hanzi_differ", "aside", "numbers_differ"),
    *("words_differ", "trades_left_over", "family_left_over", "unit_left_over"),
    *("place_differs", "place_missing", "lands_left_over", "country_differs"),
    *("form_differs", "core_short", "registered_apart"),
)
# The names proper leave it out, as no feature of the score.
_CHINA = re.compile(r"中国|\bchina\b|\bchinese\b", re.IGNORECASE)


class Match(NamedTuple):
    """Two entities that may be one, by their keys, and how alike they are."""

    left: str
    right: str
    comparison: Comparison


def is_automatic(comparison: Comparison) -> bool:
    """Whether a machine may judge the two to be the same: one identifier, or a high score for
    the same name proper, in one script, with nothing that speaks against it."""
    features = comparison.features
    if comparison.score >= 1:
        return True
    same = features.get("core_same")
    doubts = any(features.get(each) for each in _DOUBTS)
    one, other = (_CHINA.search(name) is not None for name in comparison.names)
    return bool(same) and not doubts and one == other and comparison.score >= AUTOMATIC


def _keys(name: Name) -> Iterator[str]:
    whole = name.joined
    yield f"= {whole}"
    if len(whole) >= 5:
        yield f"^ {whole[:5]}"
        yield f"$ {whole[-5:]}"
    for word in name.core:
        if len(word) >= 3:
            yield f"w {word}"
    words = [word for word in name.written.split() if word not in {"and", "of", "the"}]
    if len(words) >= 3:
        yield f"= {''.join(word[0] for word in words)[:6]}"
    pieces = [piece for word in name.core for piece in syllables(word)]
    if 2 <= len(pieces) <= 6 and len(name.core) == 1:
        yield f"= {''.join(piece[0] for piece in pieces)}"
    heard = skeleton(whole)
    if len(heard) >= 2 and len(name.core) == 1:
        yield f"~ {heard}"
    if name.han:
        yield from (f"= {each}" for each in renderings(name))
        cut = heads(name)
        yield from (f"= {pinyin(cut[:size])}" for size in range(2, min(4, len(cut)) + 1))


def _blocks_of(profile: Profile) -> set[str]:
    """The blocks that an entity is in."""
    found = {f"{profile.kind} {key}" for name in profile.names for key in _keys(name)}
    found.update(f"{scheme}: {each}" for scheme, ids in profile.ids.items() for each in ids)
    return found


class Index:
    """Entities in their blocks. `entities` have keys of their own, none twice."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.profiles: dict[str, Profile] = {}
        self._blocks: dict[str, list[str]] = defaultdict(list)
        for each in entities:
            self.add(each)

    def add(self, entity: Entity) -> None:
        """Take in one more entity."""
        profile = profile_of(entity)
        self.profiles[profile.key] = profile
        for block in _blocks_of(profile):
            self._blocks[block].append(profile.key)

    def near(self, entity: Entity, most: int = 5) -> list[Match]:
        """The entities that this one, which need not be in the index, may be; best first."""
        profile = profile_of(entity)
        met = {
            key
            for block in _blocks_of(profile)
            for key in self._blocks.get(block, ())[: CROWD * 5]
            if key != profile.key
        }
        found = [
            Match(profile.key, key, compare(profile, self.profiles[key])) for key in sorted(met)
        ]
        likely = [each for each in found if each.comparison.score >= DOUBTFUL]
        return sorted(likely, key=_best)[:most]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The pairs that meet in any block, the smaller key first, none twice."""
        seen = set[tuple[str, str]]()
        for block in self._blocks.values():
            if len(block) > CROWD:
                continue
            for pair in combinations(sorted(block), 2):
                if pair not in seen:
                    seen.add(pair)
                    yield pair

    def duplicates(self, least: float = DOUBTFUL) -> list[Match]:
        """The pairs that may be one with at least this score, best first."""
        found = []
        for left, right in self.pairs():
            one, other = self.profiles[left], self.profiles[right]
            if _worth_it(one, other):
                made = compare(one, other)
                if made.score >= least:
                    found.append(Match(left, right, made))
        return sorted(found, key=_best)


def _worth_it(one: Profile, other: Profile) -> bool:
    """Whether any names are alike enough for a closer look, or an identifier decides."""
    if one.ids.keys() & other.ids.keys():
        return True
    return any(
        fuzz.ratio(a.joined, b.joined, score_cutoff=_ALIKE)
        or min(len(a.joined), len(b.joined)) < 7
        or _means(a, b)
        for a in one.names
        for b in other.names
    )


def _means(one: Name, other: Name) -> bool:
    """Whether a Chinese name translates the other, or is short for it, or the other way round."""
    if one.han and other.han:
        return shortens(one, other) or shortens(other, one)
    return (one.han and translates(one, other)) or (other.han and translates(other, one))


def _best(match: Match) -> tuple[float, str, str]:
    return -match.comparison.score, match.left, match.right
