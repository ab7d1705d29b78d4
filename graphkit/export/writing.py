"""Files and folders written whole or not at all, and the texts that they have in common."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from graphkit.errors import BadValue

__all__ = ["LIST", "as_items", "as_json", "as_text", "as_xml", "put_in_place", "workplace"]

LIST = " | "  # between the items of a list, as in packs

# What XML 1.0 has no way to write.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_text(value: Any) -> str:
    """A value as one text: days in ISO form, flags as yes or no, lists joined with `LIST`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, (list, tuple)):
        return LIST.join(map(as_text, value))
    return str(value)


def as_xml(value: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _NO_XML.sub("", value)


def as_json(path: Path, value: Any) -> None:
    """Write a value as readable JSON."""
    with path.open("w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=1)
        file.write("\n")


def as_items(values: Iterable[Any]) -> Iterator[str]:
    """The text of a JSON list, a line for each value, in pieces as the values come."""
    between = "[\n"
    for each in values:
        yield f"{between}{json.dumps(each, ensure_ascii=False)}"
        between = ",\n"
    yield "[]" if between.startswith("[") else "\n]"


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """A folder of its own within `folder`, which is made if it is not there; gone afterwards.

    Raises `BadValue` where it cannot be written to, and when the disk fails within the block.
    """
    work = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".graphkit-", dir=folder))
        yield work
    except OSError as exc:
        reason = exc.strerror or str(exc)
        raise BadValue(f"cannot write to {folder}: {reason}", "name another place") from exc
    finally:
        if work is not None:
            shutil.rmtree(work, ignore_errors=True)


def put_in_place(work: Path, folder: Path) -> None:
    """Move every file of `work` to the same place in `folder`: all of them or, where the file
    system refuses one, none. Folders that were made for them stay."""
    moved: list[tuple[Path, Path]] = []
    with workplace(folder) as kept:
        try:
            for each in sorted(work.rglob("*")):
                if each.is_file():
                    place = each.relative_to(work)
                    target, before = folder / place, kept / place
                    target.parent.mkdir(parents=True, exist_ok=True)
                    _keep(target, before)
                    each.replace(target)
                    moved.append((target, before))
        except BaseException:
            for target, before in moved:
                if os.path.lexists(before):
                    before.replace(target)
                else:
                    target.unlink()
            raise


def _keep(target: Path, before: Path) -> None:
    """Have what is there a second time, without it being gone for a moment."""
    if target.is_dir() or not os.path.lexists(target):
        return
    before.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(target, before, follow_symlinks=False)
    except OSError:  # a disk without hard links
        shutil.copy2(target, before, follow_symlinks=False)
