"""The packs that come with graphkit, and how a pack is named on the command line.

In a wheel they lie inside the package; in a checkout, in `seeds/` beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike, fspath
from pathlib import Path

__all__ = ["bundled_packs", "find_pack"]

_PACKAGE = Path(__file__).parent


def bundled_packs() -> Mapping[str, Path]:
    """Name and folder of every bundled pack, in order of name."""
    for folder in (_PACKAGE / "seeds", _PACKAGE.parent / "seeds"):
        if folder.is_dir():
            return {
                each.name: each
                for each in sorted(folder.iterdir())
                if (each / "dataset.yaml").is_file()
            }
    return {}


def find_pack(given: str | PathLike[str]) -> Path:
    """The folder that is meant: a path that is there, else a bundled pack, `seeds/NAME` or
    `seeds` (all of them) included. What is neither comes back as it is, for the reader to refuse.
    """
    path = Path(fspath(given))
    if path.exists():
        return path
    bundled = bundled_packs()
    parts = path.parts
    if parts == ("seeds",) and bundled:
        return next(iter(bundled.values())).parent
    if len(parts) == 1 or (len(parts) == 2 and parts[0] == "seeds"):
        return bundled.get(parts[-1], path)
    return path
