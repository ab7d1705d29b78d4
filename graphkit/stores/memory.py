"""What the portions of one load have seen and made, so that the next need not ask the server.

That holds as long as nobody else writes, which the lease sees to.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from graphkit.model import KINDS
from graphkit.statement import Batch, Statement
from graphkit.stores.declared import Declared, Filed
from graphkit.stores.lookup import Reader, Run
from graphkit.stores.upsert import Changes

__all__ = ["LoadReader", "Memory"]

T = TypeVar("T")


class Memory:
    """Entities, sources, and the ends of parties.

    `fresh` is whether there was nothing before the load: then what a portion brings cannot be
    there, because portions share no statement and no fact.
    """

    def __init__(self) -> None:
        self.fresh = False
        self.entities: dict[str, Declared] = {}
        self.sources: dict[str, Filed] = {}
        self.ceased: dict[str, Statement] = {}

    def keep(self, changes: Changes, portion: Batch) -> None:
        """Note what was made of a portion."""
        for group in changes.nodes:
            if group.label in KINDS:
                self.entities.update((each.entity.key, each) for each in group.items)
            elif group.label == "Source":
                self.sources.update((each.source.key, each) for each in group.items)
        ended = (each for each in portion.statements if each.relation == "ceased")
        self.ceased.update((each.key, each) for each in ended)


class LoadReader(Reader):
    """Reads what is not remembered; with `fresh` there is nothing else."""

    def __init__(self, run: Run, memory: Memory, *, fresh: bool) -> None:
        super().__init__(run, empty=fresh)
        self._memory = memory

    def entities(self, keys: Iterable[str]) -> dict[str, Declared]:
        """As `Reader.entities`."""
        found, rest = _known(self._memory.entities, keys)
        read = super().entities(rest)
        self._memory.entities |= read
        return found | read

    def sources(self, keys: Iterable[str]) -> dict[str, Filed]:
        """As `Reader.sources`."""
        found, rest = _known(self._memory.sources, keys)
        read = super().sources(rest)
        self._memory.sources |= read
        return found | read

    def statements(self, by: str, keys: Iterable[str], relation: str = "") -> dict[str, Statement]:
        """As `Reader.statements`."""
        if not self.empty:
            return super().statements(by, keys, relation)
        if (by, relation) != ("subject", "ceased"):
            return {}
        parties = set(keys)
        return {key: each for key, each in self._memory.ceased.items() if each.subject in parties}


def _known(memory: dict[str, T], keys: Iterable[str]) -> tuple[dict[str, T], list[str]]:
    """What is remembered of these keys, and the keys of the rest."""
    wanted = dict.fromkeys(keys)
    found = {key: memory[key] for key in wanted if key in memory}
    return found, [key for key in wanted if key not in found]
