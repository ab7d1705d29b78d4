"""What a format's writer says of what it wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graphkit.export.report import Loss

__all__ = ["Written"]


@dataclass(frozen=True, slots=True)
class Written:
    """What is in the files, by name, what is not, and how they can be read again."""

    carried: Mapping[str, int]
    lost: Sequence[Loss] = field(default=())
    comes_back: str = ""
