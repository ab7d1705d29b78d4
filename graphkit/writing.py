"""A file written whole or not at all: no reader meets half of it, and no crash leaves that."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from os import PathLike
from pathlib import Path
from uuid import uuid4

from graphkit.errors import BadValue

__all__ = ["write_whole"]


def write_whole(path: str | PathLike[str], pieces: Iterable[bytes]) -> Path:
    """Write a file, in the place of one that is there; returns its path.

    Raises `BadValue`, which says why it cannot be written; what is there stays as it was.
    """
    target = Path(path)
    try:
        with suppress(OSError):  # which is told below, if it is still so then
            target.lstat()
    except ValueError as exc:  # no disk has files of such a name
        raise _refused(target, str(exc)) from exc
    try:
        _replace(target, pieces)
    except OSError as exc:
        raise _refused(target, exc.strerror or str(exc)) from exc
    return target


def _refused(target: Path, reason: str) -> BadValue:
    return BadValue(f"cannot write {target}: {reason}", "name another file")


def _replace(target: Path, pieces: Iterable[bytes]) -> None:
    """Put the pieces at `target` by way of a file beside it."""
    if target.exists() and not target.is_file():
        with target.open("wb") as device:  # or pipe: to replace it would break the machine
            device.writelines(pieces)
        return
    home = target.resolve()  # a link stays a link
    draft = home.with_name(f".graphkit-{uuid4().hex}.part")
    try:
        with draft.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if home.exists():
            shutil.copymode(home, draft)
        draft.replace(home)
    finally:
        draft.unlink(missing_ok=True)
