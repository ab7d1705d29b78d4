"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from graphkit.errors import BadValue
from graphkit.ingest.mapping.propose import propose_mapping
from graphkit.questions.receipts import write
from graphkit.writing import write_whole


def _mapping(target: Path) -> None:
    propose_mapping(target.with_name("makes.csv"), target, replace=True)


def _broken_off() -> Iterator[bytes]:
    yield b"half"
    raise KeyboardInterrupt


WRITERS: dict[str, Callable[[Path], object]] = {
    "receipt": lambda target: write({}, target),
    "mapping": _mapping,
    "any": lambda target: write_whole(target, [b"one", b"two"]),
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_full_disk_leaves_the_old_file_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "makes.csv").write_text("maker,make,since\nNIO,Onvo,2018\n", encoding="utf-8")
    target = tmp_path / "target"
    target.write_text("old")
    before = sorted(tmp_path.iterdir())

    def full(_: int) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(BadValue) as caught:
            WRITERS[name](target)
    assert str(caught.value) == f"cannot write {target}: No space left on device; name another file"
    assert (target.read_text(), sorted(tmp_path.iterdir())) == ("old", before)
    WRITERS[name](target)
    assert target.read_text(encoding="utf-8") != "old"
    assert sorted(tmp_path.iterdir()) == before


def test_what_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "target", _broken_off())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a\0b", "\ud800"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadValue, match=r"cannot write .*; name another file"):
        write_whole(tmp_path / name, [b"one"])
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_not_blamed_for_what_should_be_in_it(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "target", (each.encode() for each in ("one", "\ud800")))
    assert list(tmp_path.iterdir()) == []
