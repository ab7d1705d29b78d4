"""The values and filters of a mapping, with the cells of one table behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from graphkit.errors import BadValue
from graphkit.ingest.mapping.templates import Cell, Value
from graphkit.ingest.mapping.terms import Condition
from graphkit.ingest.rows import Fault

__all__ = ["MOST_KEPT", "Bound", "Filter", "Given"]

Given = Mapping[str, Any]

MOST_KEPT = 50_000  # entities or texts that are kept so that a cell which repeats is read once


class Bound:
    """A value of the mapping with the cells of one table behind it."""

    def __init__(self, value: Value, reader: Callable[[str], Cell]) -> None:
        self.value = value
        self._cells = tuple(reader(each) for each in value.template.references)
        self._kept: dict[Any, tuple[str, ...]] = {}
        self.texts = self._simple() if value.is_simple else self._whole
        if not self._cells:
            constant = value.texts(())
            self.texts = lambda _: constant

    def _whole(self, given: Given) -> tuple[str, ...]:
        """The texts of a row, worked out once for cells that repeat. Raises `BadValue`."""
        cells = tuple([cell(given) for cell in self._cells])
        found = self._kept.get(cells)
        if found is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            found = self._kept[cells] = self.value.texts(cells)
        return found

    def _simple(self) -> Callable[[Given], tuple[str, ...]]:
        """The same for one reference with which nothing is done, as most are; several times
        faster."""
        (cell,), (before, after) = self._cells, self.value.template.literals

        def texts(given: Given) -> tuple[str, ...]:
            return tuple([f"{before}{text}{after}" for text in cell(given) if text])

        return texts

    def read(self, given: Given, faults: list[Fault]) -> tuple[str, ...]:
        """As `texts`, with what is wrong added to the faults."""
        try:
            return self.texts(given)
        except BadValue as exc:
            faults.append(self.fault(exc.message, exc.hint))
            return ()

    def fault(self, message: str, hint: str = "", *, follows: bool = False) -> Fault:
        """What is wrong, at the foreign column; with the mapping's entry where that differs."""
        value = self.value
        said = message if value.column == value.name else f"{value.name}: {message}"
        return Fault(value.column, said, hint, follows)


class Filter:
    """Conditions that a row must meet, all of them."""

    def __init__(self, where: Iterable[Condition], reader: Callable[[str], Cell]) -> None:
        self._tests = [(Bound(each.value, reader), each) for each in where]

    def __bool__(self) -> bool:
        return bool(self._tests)

    def admits(self, given: Given, faults: list[Fault]) -> bool:
        """Whether a row meets them; what cannot be read is added to the faults."""
        for bound, condition in self._tests:
            texts = bound.read(given, faults) or ("",)
            if condition.one_of and condition.one_of.isdisjoint(texts):
                return False
            if not condition.none_of.isdisjoint(texts):
                return False
        return True
