"""From a name to the entity that is meant: exact key, exact name, then the same in any case.

Nothing is guessed: a name that fits several entities, or none, is an error that lists them. Where
people judged entities to be one, the one that stands for the others is meant; it has their names.
"""

from __future__ import annotations

from collections.abc import Collection

from graphkit.errors import StoreError, UnknownName
from graphkit.stores.base import Store
from graphkit.stores.folding import TOO_LONG, folded
from graphkit.stores.upsert import ANY_KIND
from graphkit.values import clean_text, fold

__all__ = ["find_key", "namesakes"]

_BY_KEY = f"MATCH (e:{ANY_KIND} {{key: $name}}) RETURN coalesce(e.same_as, e.key)"
# On a server, what is without a key is somebody else's.
_NAMED = (
    "MATCH (e:Entity) WHERE (e.folded CONTAINS $folded "
    f"OR (e.folded = '{TOO_LONG}' AND e.folded_long CONTAINS $folded)) AND e.key IS NOT NULL "
)
_BY_NAME = f"{_NAMED} AND e.same_as IS NULL RETURN e.key, e.name, e.kind, $name IN e.names"
_WRITTEN = f"{_NAMED} RETURN e.names"
_NAMES_OF = "MATCH (e:Entity) WHERE e.key IN $keys AND e.same_as IS NULL RETURN e.names"
# Maps, in which an engine finds a name at once: through lists it would go for each entity.
_NAMESAKES = (
    "MATCH (e:Entity) WHERE e.key IS NOT NULL AND e.same_as IS NULL AND $keys[e.key] IS NULL "
    "AND any(n IN e.names WHERE $names[n] IS NOT NULL) RETURN e.names"
)
_SHOWN = 5
_SHORTEST = 3  # characters of a name in which one of them may be a slip
_LEAST_ALIKE = 60  # of 100
_MOST = 3  # names that are suggested
_READ_ALOUD = 100  # names that sound most alike, character by character
_ANY = "MATCH (e:Entity) WHERE e.key IS NOT NULL RETURN e.key LIMIT 1"
# In one list, which is sent in a tenth of the time of as many rows.
_ALL = "MATCH (e:Entity) WHERE e.key IS NOT NULL RETURN collect(coalesce(e.folded_long, e.folded))"


def find_key(store: Store, name: str) -> str:
    """The key of the entity called `name`; `UnknownName` with suggestions, or with the choices;
    `StoreError` where nothing is loaded at all."""
    name = name.strip()
    for (key,) in store.query(_BY_KEY, {"name": name}):
        return str(key)
    found = sorted(store.query(_BY_NAME, {"name": name, "folded": folded((name,))}).rows)
    meant = [each for each in found if each[-1]] or found
    if len(meant) == 1:
        return str(meant[0][0])
    if meant:
        choices = [f"{key} ({kind} {label})" for key, label, kind, _ in meant]
        unclear = UnknownName("single entity", name, choices)
        if len({kind for *_, kind, _ in meant}) < len(meant):
            unclear.add_note("If two of them are one, say so: graphkit resolve")
        raise unclear
    if not store.query(_ANY):
        raise StoreError(
            f"the store {store.url} is empty; load a pack first: graphkit load autos-china"
        )
    raise UnknownName("company, brand or other entity", name, _near_names(store, name))


def namesakes(store: Store, keys: Collection[str]) -> tuple[str, ...]:
    """Lines on the names of these entities that others in the store have as well, unless they were
    judged to be one; none where each is clear."""
    if not keys:
        return ()
    own = {name for (names,) in store.query(_NAMES_OF, {"keys": list(keys)}) for name in names}
    wanted = {"keys": dict.fromkeys(keys, True), "names": dict.fromkeys(own, True)}
    others = store.query(_NAMESAKES, wanted)
    shared = sorted(own.intersection(name for (names,) in others for name in names))
    if not shared:
        return ()
    few = ", ".join(shared[:_SHOWN]) + ", …" * (len(shared) > _SHOWN)
    return (
        clean_text(f"Others in the graph have the same name, so that it is unclear: {few}."),
        "If they are one, judge them: graphkit resolve. Or undo what brought the second of them,",
        "and load with --resolve: it leaves apart what stands in the graph already.",
    )


def _near_names(store: Store, name: str) -> list[str]:
    """The names in the store that are most like this one, best first: one slip away (NOI and NIO),
    in spelling or, where one of the two is Chinese, in sound (小咪 and 小米; Weilai and 蔚来). To a
    Chinese name, Chinese ones come first."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    from graphkit.resolve.names import is_han, rough_sound, sound

    [[texts]] = store.query(_ALL)
    names = sorted({each for text in texts for each in text.split("\t") if each})
    alike: list[tuple[str, float]] = [
        (each, score)
        for each, score, _ in process.extract(
            fold(name), names, scorer=fuzz.WRatio, limit=_MOST, score_cutoff=_LEAST_ALIKE
        )
    ]
    # Only a few are read in full: of a phrase, that takes a hundred times as long.
    rough = {each: rough_sound(each) for each in names if is_han(name) or is_han(each)}
    close = process.extract(rough_sound(name), rough, scorer=fuzz.ratio, limit=_READ_ALOUD)
    spoken = {each: sound(each) for *_, each in close}
    alike += [
        (each, score)
        for _, score, each in process.extract(
            sound(name), spoken, scorer=fuzz.ratio, limit=_MOST, score_cutoff=_LEAST_ALIKE
        )
    ]
    if len(name) >= _SHORTEST:
        one_off = process.extract(
            fold(name), names, scorer=OSA.distance, limit=_MOST, score_cutoff=1
        )
        alike += [(each, 100) for each, *_ in one_off]
    found: dict[str, float] = {}
    for each, score in alike:
        found[each] = max(score, found.get(each, 0))
    best = sorted(found, key=lambda each: (is_han(name) > is_han(each), -found[each]))[:_MOST]
    return [_written(store, each) for each in best]


def _written(store: Store, name: str) -> str:
    """A name as it is compared, as somebody wrote it."""
    rows = store.query(_WRITTEN, {"folded": folded((name,))})
    written = (str(each) for (names,) in rows for each in names if fold(each) == name)
    return min(written, default=name)  # should another process have renamed it meanwhile
