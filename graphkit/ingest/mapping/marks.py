"""What has been seen, in 16 bytes a thing: tens of millions of keys fit where objects would not.

One at a time, or thousands at once in arrays of numpy, which takes a tenth of the time.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Marks", "Words", "mark", "words"]

Words = npt.NDArray[np.uint64]

_BITS = (1 << 64) - 1
_FIRST = 1 << 10
_FREE = 0


def mark(thing: Hashable) -> int:
    """64 bits that stand for a thing within one run: two in a million million share theirs."""
    return hash(thing) & _BITS or 1


def words(marks: list[int]) -> Words:
    """Marks or notes as an array."""
    return np.array(marks, dtype=np.uint64)


class Marks:
    """Notes of 64 bits by mark. Grows by doubling, to at most 24 bytes a mark."""

    def __init__(self) -> None:
        self._clear(_FIRST)

    def __len__(self) -> int:
        return self._count

    def _clear(self, size: int) -> None:
        # An array gives numbers of Python several times faster than one of numpy, which looks at
        # the same memory.
        self._marks, self._notes = array("Q", bytes(8 * size)), array("Q", bytes(8 * size))
        self._all_marks: Words = np.frombuffer(self._marks, np.uint64)
        self._all_notes: Words = np.frombuffer(self._notes, np.uint64)
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
            self._fit()

    def find(self, keys: Words) -> tuple[npt.NDArray[np.bool_], Words]:
        """Of each mark whether it is there, and its note (0 where it is not)."""
        there = np.zeros(len(keys), np.bool_)
        notes = np.zeros(len(keys), np.uint64)
        for left, at in self._probed(keys):
            found = self._all_marks[at] == keys[left]
            there[left[found]] = True
            notes[left[found]] = self._all_notes[at[found]]
        return there, notes

    def enter(self, keys: Words, notes: Words) -> None:
        """Note something of marks that are not there yet, each once."""
        self._count += len(keys)
        self._fit()
        for left, at in self._probed(keys):
            free = self._all_marks[at] == _FREE
            self._all_marks[at[free]] = keys[left[free]]  # of two at one place the last one stays
            stays = self._all_marks[at] == keys[left]
            self._all_notes[at[stays]] = notes[left[stays]]

    def _probed(self, keys: Words) -> Any:
        """Which keys are still to be placed, and the place where each is looked for next: until it
        is there, or the place is free."""
        left = np.arange(len(keys))
        at = (keys & np.uint64(self._mask)).astype(np.int64)
        while len(left):
            yield left, at
            found = self._all_marks[at]
            on = (found != _FREE) & (found != keys[left])
            left, at = left[on], (at[on] + 1) & self._mask

    def _fit(self) -> None:
        """Grow, where more than two of three places would be taken."""
        size = self._mask + 1
        while 3 * self._count > 2 * size:
            size *= 2
        if size > self._mask + 1:
            taken = self._all_marks != _FREE
            marks, notes = self._all_marks[taken], self._all_notes[taken]
            count = self._count
            self._clear(size)
            self.enter(marks, notes)
            self._count = count
