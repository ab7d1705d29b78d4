"""Bytes from foreign files, as a stream: plain, gzip or zip, and never more than memory takes.

What unpacks to far more than it should (a zip bomb) is refused on the way, whatever its headers
say. Only one piece at a time is in memory: `Measured.allow` is called at every row, and a row
without an end is refused.
"""

from __future__ import annotations

import fnmatch
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePath
from typing import BinaryIO

from graphkit.ingest.files import open_bytes, refuse
from graphkit.values import clean_text, shown

__all__ = ["PACKED", "Measured", "open_input"]

PACKED = frozenset({".gz", ".zip"})
_RATIO = 200  # times its size that a file may unpack to …
_HARMLESS = 1 << 26  # … once it has unpacked to more than this many bytes
_LONGEST = 1 << 25  # bytes that one row may take
_HIDDEN = ("__MACOSX/", ".")


class Measured(io.RawIOBase):
    """A stream of bytes that counts them, and refuses a row or an archive without an end.

    `share` is how much of the file has been read, from 0 to 1.
    """

    def __init__(self, path: Path, stream: BinaryIO, file: BinaryIO, size: int) -> None:
        self._path, self._stream, self._file, self._size = path, stream, file, size
        self._read = self._row = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """As `io.RawIOBase.readinto`. Raises `InputError`."""
        try:
            found = self._stream.read(len(buffer))
        except (EOFError, OSError, zlib.error, zipfile.BadZipFile) as exc:
            refuse(self._path, f"is damaged: {clean_text(str(exc))}", "get it again")
        except RuntimeError:
            refuse(self._path, "is an archive with a password", "unpack it first")
        buffer[: len(found)] = found
        self._read += len(found)
        self._row += len(found)
        if self._row > _LONGEST:
            size = f"{_LONGEST >> 20} MB"
            refuse(self._path, f"has {size} without the end of a row", "is it a table?")
        _check_ratio(self._path, self._read, self._size)
        return len(found)

    def allow(self) -> None:
        """A row has ended; another may begin."""
        self._row = 0

    @property
    def share(self) -> float:
        """How much of the file has been read."""
        return min(self._file.tell() / self._size, 1.0) if self._size else 1.0


def _check_ratio(path: Path, unpacked: int, size: int) -> None:
    if unpacked > _HARMLESS and unpacked > _RATIO * size:
        message = f"unpacks to more than {_RATIO} times its size"
        refuse(path, message, "if that is right, unpack it yourself")


def _bare_name(name: str) -> str:
    """The name of what is packed in a gzip file: `makes.csv.gz` holds `makes.csv`."""
    return name[:-3] if name.lower().endswith(".gz") else name


@contextmanager
def open_input(path: Path, member: str = "") -> Iterator[tuple[Measured, str]]:
    """The unpacked bytes of a file, and the name that tells their format. Raises `InputError`."""
    with ExitStack() as stack:
        file = stack.enter_context(open_bytes(path))
        size, name = path.stat().st_size, _bare_name(path.name)
        stream: BinaryIO = file
        if path.suffix.lower() == ".gz":
            stream = stack.enter_context(gzip.open(file))  # type: ignore[assignment]
        elif path.suffix.lower() == ".zip":
            try:
                archive = stack.enter_context(zipfile.ZipFile(file))
                name = _member(path, archive, member)
                _check_ratio(path, archive.getinfo(name).file_size, size)
                stream = stack.enter_context(archive.open(name))  # type: ignore[assignment]
            except (zipfile.BadZipFile, NotImplementedError, OSError) as exc:
                refuse(path, f"is not a readable zip file: {clean_text(str(exc))}", "get it again")
            except RuntimeError:
                refuse(path, "is an archive with a password", "unpack it first")
        yield Measured(path, stream, file, size), PurePath(name).name


def _member(path: Path, archive: zipfile.ZipFile, wanted: str) -> str:
    """The one file of an archive that is meant."""
    files = [
        each.filename
        for each in archive.infolist()
        if not each.is_dir() and not each.filename.startswith(_HIDDEN)
    ]
    found = [name for name in files if fnmatch.fnmatch(name, wanted)] if wanted else files
    if len(found) != 1:
        names = ", ".join(map(shown, files[:10])) or "nothing"
        message = f"holds {names}" if not wanted else f"has {len(found)} files like {shown(wanted)}"
        refuse(
            path,
            message,
            "say which: member: name.csv in the mapping, or --member",
        )
    return found[0]
