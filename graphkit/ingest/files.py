"""Bytes and text from a file that somebody names, and a clear problem where there are none.

Only regular files are read, so that a pipe, a device or a folder in place of one is a problem and
never a wait. Text is UTF-8, with or without a byte order mark; what else it may be is only
guessed for the message. What the text means is not known here.
"""

from __future__ import annotations

import errno
import io
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import BinaryIO, NoReturn, TextIO

from graphkit.errors import InputError, Problem

__all__ = ["open_bytes", "open_text", "read_bytes", "refuse", "within"]

_UTF8_HINT = "save the file as UTF-8; in Excel: Save As, CSV UTF-8"
# The longer marks first: that of UTF-32 begins like that of UTF-16.
_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_LEAD = 4096
_LARGEST = 1 << 31  # bytes that are read into memory at once; tables under a mapping are streamed
_HIGH = re.compile(rb"[\x80-\xff]")
_GBK_PAIR = re.compile(rb"[\x81-\xfe][\xa1-\xfe]")


def refuse(
    file: str | PathLike[str], message: str, hint: str = "", *, line: int = 0, column: str = ""
) -> NoReturn:
    """Give up on a whole file."""
    raise InputError([Problem(str(file), line, column, message, hint)])


def within(folder: Path, path: Path) -> None:
    """Refuse a file that leads out of a folder by a symbolic link: what a folder of others would
    have read, and copied into a quarantine, is not theirs. Raises `InputError`."""
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return  # a link that leads nowhere, which reading refuses
    if not inside and path.is_file():
        refuse(path, "leads out of the folder by a symbolic link", "put the file itself here")


def open_bytes(path: Path) -> BinaryIO:
    """A regular file, open for reading. Raises `InputError`."""
    with _own_errors(path):
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            refuse(path, "is a folder, not a file")
        if not stat.S_ISREG(mode):
            refuse(path, "is not a regular file", "put the file itself here")
        return path.open("rb")


def read_bytes(path: Path) -> bytes:
    """What is in a regular file of at most 2 GB. Raises `InputError`."""
    with open_bytes(path) as stream, _own_errors(path):
        size = path.stat().st_size
        if size > _LARGEST:
            message = f"is {size / (1 << 30):,.1f} GB large, and at most 2 GB are read at once"
            refuse(path, message, "divide it; CSV under a mapping may be of any size")
        return stream.read()


@contextmanager
def _own_errors(path: Path) -> Iterator[None]:
    """What the system says of a path, as an `InputError`."""
    try:
        yield
    except FileNotFoundError:
        refuse(path, "is missing")
    except (OSError, ValueError) as exc:
        if isinstance(exc, OSError) and exc.errno == errno.ELOOP:
            refuse(path, "is a symbolic link that leads back to itself")
        reason = exc.strerror if isinstance(exc, OSError) else str(exc)
        refuse(path, f"cannot be read: {reason or exc}")


def open_text(path: Path, column_of: Callable[[bytes, int], str] | None = None) -> TextIO:
    """A file's text, lines ended as written; a byte order mark is dropped. Raises `InputError`.

    `column_of` names the column that an offset in the bytes falls into.
    """
    raw = read_bytes(path)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as exc:
        line = raw.count(b"\n", 0, exc.start) + 1
        encoding = _guess(raw)
        if encoding.startswith("UTF-"):
            refuse(path, f"is written in {encoding}, not in UTF-8", _UTF8_HINT)
        column = column_of(raw, exc.start) if column_of else ""
        message = (
            f"is not UTF-8; it looks like {encoding}"
            if encoding
            else f"holds the byte 0x{raw[exc.start]:02X}, which is not UTF-8"
        )
        refuse(path, message, _UTF8_HINT, line=line, column=column)
    if _mostly_nul(raw):
        refuse(path, "is written in UTF-16, not in UTF-8", _UTF8_HINT)
    return io.TextIOWrapper(io.BytesIO(raw), "utf-8-sig", newline="")


def _mostly_nul(raw: bytes) -> bool:
    """Whether it is plain text in two or four bytes a character, without a mark."""
    lead = raw[:_LEAD]
    return lead.count(0) * 4 > len(lead)


def _guess(raw: bytes) -> str:
    """The encoding that bytes which are not UTF-8 are likely in, or "" where nothing is likely."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name
    if _mostly_nul(raw):
        return "UTF-16"
    text = raw.decode("utf-8", "surrogateescape")
    bad = sum("\udc80" <= char <= "\udcff" for char in text)
    if sum(not char.isascii() for char in text) > 2 * bad:
        return ""  # UTF-8 with a few strange bytes
    high = len(_HIGH.findall(raw))
    if 2 * len(_GBK_PAIR.findall(raw)) >= 0.9 * high:
        try:
            raw.decode("gb18030")
        except UnicodeDecodeError:
            return ""
        return "GBK"
    return "Latin-1 or Windows-1252"
