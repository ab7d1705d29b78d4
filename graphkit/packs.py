"""The packs that come with graphkit, and how a pack is named on the command line.

In a wheel they lie inside the package; in a checkout, in `seeds/` beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import NoReturn

from graphkit.errors import InputError, Problem
from graphkit.values import nearest

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
    `seeds` (all of them) included. A name that is neither is refused with the nearest pack, or
    all of them; a longer path that is not there comes back, for the reader to refuse.

    Raises `InputError`.
    """
    path = Path(fspath(given))
    if path.exists():
        return path
    bundled = bundled_packs()
    parts = path.parts
    if parts == ("seeds",) and bundled:
        return next(iter(bundled.values())).parent
    if len(parts) == 1 or (len(parts) == 2 and parts[0] == "seeds"):
        return bundled[parts[-1]] if parts[-1] in bundled else _refuse(path, bundled)
    return path


def _refuse(path: Path, bundled: Mapping[str, Path]) -> NoReturn:
    near = nearest(path.name, bundled)
    meant = f"did you mean {' or '.join(near)}?" if near else ""
    there = f"name a folder, or a bundled pack: {', '.join(bundled)}" if bundled else ""
    raise InputError([Problem(str(path), 0, "", "is missing", meant or there)])
