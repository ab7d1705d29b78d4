"""Who the entities are that chains name, and what is known of their trades; each is read once.

What joins them is not read here (`links`).
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from graphkit.questions.link import Party
from graphkit.questions.link_queries import NAMES, PARTIES, PERMITS, PRODUCTS, TRADE
from graphkit.stores.base import Store
from graphkit.stores.upsert import lots

__all__ = ["Parties"]


class Parties:
    """The entities of a store as parties to rights."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._parties: dict[str, Party] = {}
        self._permits: set[tuple[Any, ...]] | None = None
        self._trades: dict[str, tuple[Any, ...]] = {}
        self._products: dict[str, tuple[str, ...]] | None = None

    def _near(self) -> Iterable[str]:
        """Entities that are read along with one that is asked for."""
        return ()

    def party(self, key: str) -> Party:
        """The entity itself; a key that no entity has stands for its name."""
        if key not in self._parties:
            self.meet(self._unread(self._parties, key))
        return self._parties.get(key) or Party(key, key, "")

    def meet(self, keys: Iterable[str]) -> None:
        """Read the entities not read before."""
        for lot in lots(sorted({key for key in keys if key not in self._parties})):
            found = self._store.gather(PARTIES, {"keys": lot})
            self._parties.update({row[0]: Party(*row) for row in found})

    def _unread(self, known: Container[str], key: str) -> list[str]:
        """An entity, and of those near the others that are not known: they are likely to be asked
        for next, and one query costs little more than the first of many."""
        return [key, *(each for each in self._near() if each != key and each not in known)]

    def is_company(self, key: str) -> bool:
        """Whether it is a company, which brands and products are not."""
        return self.party(key).kind == "Company"

    def names(self, key: str) -> tuple[str, ...]:
        """Every name that the entity goes by."""
        [[names]] = self._store.query(NAMES, {"keys": [key]}).rows
        return tuple(names)

    def regulated(self, key: str) -> bool:
        """Whether a right to make or sell is known for its industry in its country."""
        if self._permits is None:
            self._permits = set(self._store.query(PERMITS).rows)
        if key not in self._trades:
            found = self._store.gather(TRADE, {"keys": self._unread(self._trades, key)})
            self._trades.update({each: tuple(trade) for each, *trade in found})
        trade = self._trades[key]
        return None not in trade and trade in self._permits

    def product_names(self) -> dict[str, tuple[str, ...]]:
        """Every name of every product, by its key."""
        if self._products is None:
            found = self._store.gather(PRODUCTS, {})
            self._products = {key: tuple(names) for key, names in found}
        return self._products
