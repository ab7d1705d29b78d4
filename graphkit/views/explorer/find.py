"""Search: an entity by any of its names, in English, in Chinese, or as the Chinese sounds.

The names of the store are read once into an index and searched in memory. They are read again
after a minute, and once a page has seen that the store holds something else; of large stores that
takes no more than one part in fifty of the time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from graphkit.stores.base import Store
from graphkit.values import fold
from graphkit.views.explorer.pinyin import reading

__all__ = ["Index", "Names", "read_names"]

Names = list[tuple[Any, ...]]

_ALL = """
MATCH (e:Entity) WHERE e.key IS NOT NULL AND e.names IS NOT NULL AND e.same_as IS NULL
RETURN e.key, e.kind, e.name, e.names, e.aliases, e.country, e.industry
"""
_AGE = 60.0  # seconds after which names are read again
_SHARE = 50  # at the most one part in so many of the time goes into reading them
_SPELT = 50_000  # entities up to which names are spelt here; above, the data's own pinyin counts
_FUZZY = 50_000  # names up to which misspelt ones are looked for
_LONGEST = 200  # letters of what is looked for that count
_NEAR = 75  # of 100, from where a name may be meant by a misspelt one


class _Entry(NamedTuple):
    """One name of an entity, ready to be compared."""

    folded: str
    place: int  # of the entity in the index
    matched: str
    language: str


def read_names(store: Store) -> Names:
    """Every entity of a store: key, kind, name, all names, aliases, country, industry."""
    return store.query(_ALL).rows


class Index:
    """The names that `read` gives. Searched by one thread at a time."""

    def __init__(self, read: Callable[[], Names]) -> None:
        self._read = read
        self._entities: list[tuple[str, str, str, str, str]] = []
        self._entries: list[_Entry] = []
        self._keys: dict[str, int] = {}
        self._until = self._soonest = 0.0
        self._mark = ""

    def search(self, text: str, limit: int) -> list[dict[str, Any]]:
        """The entities that `text` may mean, best first: each with the name that matched, the
        language of that, and a score from 0 to 100."""
        self.refresh()
        wanted = fold(text[:_LONGEST])
        if not wanted:
            return []
        best: dict[int, tuple[float, _Entry]] = {}
        for entry in self._entries:
            if wanted in entry.folded:
                _keep(best, entry, _score(wanted, entry.folded))
        if text in self._keys:
            place = self._keys[text]
            _keep(best, _Entry(text, place, text, "key"), 100.0)
        if len(best) < limit and len(wanted) > 2 and len(self._entries) <= _FUZZY:
            self._misspelt(wanted, limit, best)
        ranked = sorted(
            best.items(),
            key=lambda item: (-item[1][0], len(item[1][1].folded), self._entities[item[0]][0]),
        )
        return [self._told(place, *found) for place, found in ranked[:limit]]

    def _told(self, place: int, score: float, entry: _Entry) -> dict[str, Any]:
        key, kind, name, country, industry = self._entities[place]
        return {
            "key": key,
            "kind": kind,
            "name": name,
            "matched": entry.matched,
            "language": entry.language,
            "country": country,
            "industry": industry,
            "score": round(score, 1),
        }

    def _misspelt(self, wanted: str, limit: int, best: dict[int, tuple[float, _Entry]]) -> None:
        from rapidfuzz import fuzz, process

        found = process.extract(
            wanted,
            [each.folded for each in self._entries],
            scorer=fuzz.WRatio,
            limit=limit,
            score_cutoff=_NEAR,
        )
        for _, score, at in found:
            _keep(best, self._entries[at], score / 2)

    def refresh(self) -> None:
        """Read the names, if that is due."""
        now = time.monotonic()
        if now < self._until:
            return
        rows = self._read()
        self._entities = [(*row[:3], row[5] or "", row[6] or "") for row in rows]
        self._keys = {row[0]: at for at, row in enumerate(rows)}
        spelt = len(rows) <= _SPELT
        self._entries = [
            each
            for at, (_, _, name, names, aliases, *_) in enumerate(rows)
            for each in _entries(at, dict.fromkeys((name, *names)), aliases or (), spelt=spelt)
        ]
        done = time.monotonic()
        self._soonest = done + _SHARE * (done - now)
        self._until = max(done + _AGE, self._soonest)

    def seen(self, mark: str) -> None:
        """Have the names read again where the store, by its mark, holds something else by now."""
        if mark != self._mark:
            self._mark = mark
            self._until = min(self._until, self._soonest)


def _entries(
    place: int, names: Iterable[str], aliases: Iterable[str], *, spelt: bool
) -> Iterable[_Entry]:
    languages = {each.partition(":")[2]: each.partition(":")[0] for each in aliases}
    for name in names:
        language = languages.get(name, "")
        yield _Entry(fold(name), place, name, language)
        read = fold(name) if language == "pinyin" else reading(name) if spelt else ""
        words = read.split(" ")
        if read:
            yield _Entry("".join(words), place, name, "pinyin")
        if len(words) > 1:
            yield _Entry("".join(word[0] for word in words), place, name, "pinyin")


def _keep(best: dict[int, tuple[float, _Entry]], entry: _Entry, score: float) -> None:
    known = best.get(entry.place)
    if known is None or (score, entry.matched) > (known[0], known[1].matched):
        best[entry.place] = score, entry


def _score(wanted: str, folded: str) -> float:
    """100 for the whole name, less for its beginning, the beginning of a word, and any part."""
    if wanted == folded:
        return 100.0
    covered = len(wanted) / len(folded)
    if folded.startswith(wanted):
        return 80.0 + 15.0 * covered
    if f" {wanted}" in folded:
        return 65.0 + 15.0 * covered
    return 50.0 + 15.0 * covered
