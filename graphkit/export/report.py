"""What an export carries, and what it cannot: a record beside the files, and a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit import __version__
from graphkit.wording import counted

__all__ = ["Loss", "Report"]


@dataclass(frozen=True, slots=True)
class Loss:
    """How many of something a format leaves out or changes, and why."""

    what: str
    count: int
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one export wrote.

    `carried` counts what is in it, by name; `lost` what is not. `comes_back` says how it can be
    read again, empty where it cannot. `files` were written, as they are called in `folder`, the
    report itself last.
    """

    format: str
    clocks: Mapping[str, str]
    carried: Mapping[str, int]
    lost: tuple[Loss, ...]
    comes_back: str
    folder: Path
    files: tuple[str, ...]

    @property
    def paths(self) -> list[Path]:
        """Where each file is."""
        return [self.folder / each for each in self.files]

    def as_record(self) -> dict[str, Any]:
        """The report as plain JSON values, without places on this machine."""
        return {
            "format": self.format,
            "graphkit": __version__,
            **self.clocks,
            "files": list(self.files[:-1]),
            "carried": dict(self.carried),
            "lost": [
                {"what": each.what, "count": each.count, "why": each.why} for each in self.lost
            ],
            "comes_back": self.comes_back,
        }

    def __str__(self) -> str:
        """Two sentences for a person: what is in it, and what is not."""
        has = ", ".join(counted(count, what) for what, count in self.carried.items())
        if not self.lost:
            return f"Wrote {has}; nothing was left out."
        lacks = "; ".join(f"{each.count:,} {each.what}" for each in self.lost)
        return f"Wrote {has}. Left out or changed: {lacks}. Why stands in {self.paths[-1]}."

    __repr__ = __str__  # a notebook shows the last value of a cell
