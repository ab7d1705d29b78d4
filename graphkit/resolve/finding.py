"""Names of somebody else's table that the store knows already. Pure.

An identifier decides, then the exact name. Whatever is only alike keeps a key of its own and comes
back as a candidate (`index`): there a judgement says that the two are one, with its score and
features, and can be withdrawn, which a key that was replaced on the way in could not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from graphkit.resolve.compare import profile_of
from graphkit.resolve.index import Index, Match
from graphkit.resolve.names import is_han, simplified
from graphkit.statement import Entity
from graphkit.values import fold

__all__ = ["Finder"]


class Finder:
    """Finds entities among those that are known."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._known = {each.key: each for each in entities}
        self._index = Index(self._known.values())
        self._named: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._identified: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for key, each in self._known.items():
            for name in each.names:
                self._named[each.kind, fold(name)].add(key)
            for scheme, ids in self._index.profiles[key].ids.items():
                for id_ in ids:
                    self._identified[each.kind, scheme, id_].add(key)

    def find(self, entity: Entity) -> Entity | None:
        """The one known entity of its kind with an identifier or, where neither an identifier nor
        the country says otherwise, a name of this one; None where there is none, or more than
        one."""
        profile = profile_of(entity)
        same = {
            key
            for scheme, ids in profile.ids.items()
            for id_ in ids
            for key in self._identified.get((entity.kind, scheme, id_), ())
        }
        if not same:
            same = set(self._named.get((entity.kind, fold(entity.name)), ()))
            known = self._index.profiles
            for scheme in profile.ids.keys() - {"ticker"}:
                same = {key for key in same if scheme not in known[key].ids}
            if profile.country:
                same = {key for key in same if known[key].country in {"", profile.country}}
        return self._known[same.pop()] if len(same) == 1 else None

    def resolved(self, entity: Entity) -> Entity:
        """The entity under the key and name of the one that is known, its own name an alias; as
        it is where none is known."""
        known = self.find(entity)
        if known is None:
            return entity
        aliases = set(entity.aliases)
        if entity.name not in known.names:
            aliases.add((_language(entity.name), entity.name))
        return replace(entity, key=known.key, name=known.name, aliases=tuple(sorted(aliases)))

    def near(self, entity: Entity, most: int = 5) -> list[Match]:
        """The known entities that this one may be, best first, with their scores and features."""
        return self._index.near(entity, most)


def _language(name: str) -> str:
    if not is_han(name):
        return "en"
    return "zh-Hans" if simplified(name) == name else "zh-Hant"
