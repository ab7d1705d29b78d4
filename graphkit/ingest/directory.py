"""Who is called what in a pack: from a key, name or alias to an entity's key.

A key, written exactly, always means its own entity; names and aliases are compared folded. No
name may lead to two entities, unless the pack says that names are shared: then whoever means one of
these writes its key. A look-up never chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graphkit.errors import BadValue
from graphkit.ingest.rows import Fault, Parse, Place, Suggester, Withheld
from graphkit.statement import Entity
from graphkit.values import fold, shown

__all__ = ["TELL_APART", "Directory"]

TELL_APART = (
    "a name leads to one entity: add what tells the two apart; "
    "if both are called that, write shared_names: yes in dataset.yaml"
)
_SHOWN = 5  # keys of those that have one name


class Directory:
    """The entities of one pack by every name they have, and the places of their rows.

    `complete` is False once a part of the table could not be read: what is not found then may
    have stood there. `shares_names` is True where the pack says that entities may share names.
    """

    def __init__(self) -> None:
        self.entities: dict[str, Entity] = {}
        self.places: dict[str, Place] = {}
        self.owners: dict[str, str] = {}  # folded name -> key
        self.complete = True
        self.shares_names = False
        self._others: dict[str, list[str]] = {}  # folded name -> keys beside that of its owner
        self._withheld: dict[str, Place] = {}  # folded name -> the refused row
        self._near = Suggester(self._names, "add it to the entities")

    def adopt(self, other: Directory) -> None:
        """Know everybody that another pack's directory knows."""
        self.entities |= other.entities
        self.places |= other.places
        self.owners |= other.owners
        self._others |= other._others
        self.shares_names |= other.shares_names
        self.complete &= other.complete

    def add(self, entity: Entity, place: Place) -> list[Fault]:
        """Enter an entity under all its names; where any is taken and may not be shared, nothing
        is entered."""
        key, faults = entity.key, []
        if key in self.entities:
            message = f"{key} stands in {self.places[key].seen_from(place.file)} already"
            hint = "give each entity one row, with its aliases in it"
            faults.append(Fault("key", message, hint))
        folded = {fold(name): name for name in entity.names}
        if not self.shares_names:
            faults += self._taken_names(entity, folded, place)
        if not faults:
            self.entities[key] = entity
            self.places[key] = place
            for each in folded:
                if self.owners.setdefault(each, key) != key:
                    self._others.setdefault(each, []).append(key)
        return faults

    def _taken_names(
        self, entity: Entity, folded: Mapping[str, str], place: Place
    ) -> Iterator[Fault]:
        key = entity.key
        for each, name in folded.items():
            owner = name if name in self.entities else self.owners.get(each, key)
            if owner != key:
                column = "name" if name == entity.name else "aliases"
                yield self._taken(column, name, owner, place)
        owner = self.owners.get(fold(key), key)
        if owner != key and key in self.entities[owner].names:
            yield self._taken("key", key, owner, place)

    def _taken(self, column: str, name: str, owner: str, place: Place) -> Fault:
        message = f"{shown(name)} also names {owner}, in {self.places[owner].seen_from(place.file)}"
        return Fault(column, message, TELL_APART)

    def withhold(self, names: Iterable[str], place: Place) -> None:
        """Remember the names of a refused row, so that what uses them is not blamed for it."""
        for name in names:
            self._withheld.setdefault(fold(name), place)

    def finder(self, kinds: tuple[str, ...]) -> Parse:
        """A reader of cells that name an entity of one of these kinds; gives its key."""
        entities, owners = self.entities, self.owners
        allowed = frozenset(kinds)

        def find(cell: str) -> str:
            entity = entities.get(cell)
            if entity is None:
                name = fold(cell)
                owner = owners.get(name)
                if owner is None:
                    raise self._unknown(cell)
                if self.shares_names:
                    self._check_clear(cell, name)
                entity = entities[owner]
            if entity.kind not in allowed:
                raise BadValue(
                    f"{entity.name} is of kind {entity.kind}",
                    f"{' or '.join(kinds)} is needed here",
                )
            return entity.key

        return find

    def _check_clear(self, cell: str, name: str) -> None:
        """Raise where a name, as it is compared, may mean another entity than its owner."""
        if name in self._others:
            keys = [self.owners[name], *self._others[name]]
            few = " or ".join([*keys[:_SHOWN], *["…"] * (len(keys) > _SHOWN)])
            message = f"{len(keys)} entities of the pack are called {shown(cell)}"
            raise BadValue(message, f"write the key of the one that is meant: {few}")
        if name in self._withheld or not self.complete:
            message = f"{shown(cell)} may mean an entity that was refused or could not be read"
            raise Withheld(message, f"write the key if {self.owners[name]} is meant")

    def _unknown(self, cell: str) -> BadValue:
        refused = self._withheld.get(fold(cell))
        if refused is not None:
            return Withheld(f"{shown(cell)} was refused itself, in {refused.file}:{refused.line}")
        if not self.complete:
            return Withheld(f"{shown(cell)} is not among the entities that could be read")
        return BadValue(f"no entity of the pack is called {shown(cell)}", self._near.hint(cell))

    def _names(self) -> list[str]:
        return [name for entity in self.entities.values() for name in entity.names]
