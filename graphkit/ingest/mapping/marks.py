"""What has been seen, in 16 bytes a thing: tens of millions of keys fit where objects would not."""

from __future__ import annotations

from array import array
from collections.abc import Hashable

__all__ = ["Marks", "mark"]

_BITS = (1 << 64) - 1
_FIRST = 1 << 10
_FREE = 0


def mark(thing: Hashable) -> int:
    """64 bits that stand for a thing within one run: two in a million million share theirs."""
    return hash(thing) & _BITS or 1


class Marks:
    """Notes of 64 bits by mark. Grows by doubling, to at most 24 bytes a mark."""

    def __init__(self) -> None:
        self._clear(_FIRST)

    def __len__(self) -> int:
        return self._count

    def _clear(self, size: int) -> None:
        self._marks, self._notes = array("Q", bytes(8 * size)), array("Q", bytes(8 * size))
        self._mask, self._count = size - 1, 0

    def get(self, key: int) -> int | None:
        """The note of a mark, None where there is none."""
        marks, mask = self._marks, self._mask
        at = key & mask
        while (found := marks[at]) != _FREE:
            if found == key:
                return self._notes[at]
            at = (at + 1) & mask
        return None

    def put(self, key: int, note: int) -> None:
        """Note something of a mark, in place of what was noted before."""
        marks, mask = self._marks, self._mask
        at = key & mask
        while (found := marks[at]) != _FREE and found != key:
            at = (at + 1) & mask
        marks[at], self._notes[at] = key, note & _BITS
        if found == _FREE:
            self._count += 1
            if 3 * self._count > 2 * (mask + 1):
                self._grow()

    def _grow(self) -> None:
        marks, notes = self._marks, self._notes
        self._clear(2 * len(marks))
        for key, note in zip(marks, notes, strict=True):
            if key != _FREE:
                self.put(key, note)
