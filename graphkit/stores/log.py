"""The append-only log of loads: the data of record, as lines of JSON in frames.

A load is a frame: a begin line of fixed width that says how many bytes follow, the lines, and a
commit line of fixed width with a running sha256 over everything up to it. The lines are on disk
before the commit line is written, so a frame that is not whole is one that was cut short: it was
never acknowledged, and is passed over, and cut off before the next load. A frame that is whole
but does not verify is damage, and is told. What the lines say is not decided here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from io import FileIO
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from graphkit.errors import StoreDamaged, StoreError

__all__ = ["START", "Appending", "Load", "Mark", "StatementLog", "sync_folder"]

_HEADER = b'{"log":"graphkit statements","format":1}\n'
_BEGIN = b'{"begin":"%012d","bytes":"%015d","check":"%s"}\n'
_COMMIT = b'{"commit":"%012d","lines":"%012d","sha256":"%s"}\n'
_BEGIN_WIDTH = len(_BEGIN % (0, 0, b"0" * 16))
_LOT = 2_000  # lines in one write
_COMMIT_WIDTH = len(_COMMIT % (0, 0, b"0" * 64))
_COMMITTED = re.compile(rb'\{"commit":"(\d{12})","lines":"\d{12}","sha256":"([0-9a-f]{64})"\}\n')


class Mark(NamedTuple):
    """The end of a whole load: its place in the file, its number, and the sha256 up to it."""

    position: int
    number: int
    sha256: str


START = Mark(len(_HEADER), 0, "0" * 64)


class Load(NamedTuple):
    """A whole load: the mark at its end, and its lines without line ends."""

    mark: Mark
    lines: list[bytes]


class _Begun(NamedTuple):
    """A begin line: the number of the load, how many bytes its lines take, the place where it ends,
    and the mark that it stands behind."""

    line: bytes
    number: int
    size: int
    place: int
    after: Mark


def _begin(number: int, size: int) -> bytes:
    # The begin line vouches for itself: a false size must not make a whole frame look cut short.
    check = sha256(b"%d %d" % (number, size)).hexdigest()[:16].encode()
    return _BEGIN % (number, size, check)


def _damaged(path: Path, place: int) -> StoreDamaged:
    return StoreDamaged(
        f"{path} is damaged after byte {place:,}: it is the data of record, so nothing was "
        "changed; restore it from a backup, or load the packs into another folder"
    )


def _size(file: BinaryIO | FileIO) -> int:
    return os.fstat(file.fileno()).st_size


class StatementLog:
    """The log at `path`. Reading needs no lock; only one process may append at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def size(self) -> int:
        """Its size in bytes, 0 where there is none."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def holds(self, mark: Mark) -> bool:
        """Whether a load ends at this mark; reads one line."""
        if mark == START:
            return True
        start = mark.position - _COMMIT_WIDTH
        if start < START.position:
            return False
        try:
            with self.path.open("rb") as file:
                file.seek(start)
                line = file.read(_COMMIT_WIDTH)
        except FileNotFoundError:
            return False
        return line.startswith(b'{"commit":"%012d",' % mark.number) and line.endswith(
            b'"sha256":"%s"}\n' % mark.sha256.encode()
        )

    def loads(self, after: Mark = START) -> Iterator[Load]:
        """The whole loads after a mark, in order; a last one that was cut short is passed over.

        Raises `StoreDamaged` with the place where a byte is not what was written, `StoreError`
        for a log of another format.
        """
        return self._frames(after, self._load)

    def heads(self, count: int) -> Iterator[Load]:
        """As `loads`, each with its first lines alone, up to `count`. The others are not read, so
        that it takes no longer for large loads; damage in them is not found."""
        return self._frames(START, partial(self._head, count=count))

    def _frames(
        self, after: Mark, read: Callable[[BinaryIO, _Begun], Load | None]
    ) -> Iterator[Load]:
        try:
            file = self.path.open("rb")
        except FileNotFoundError:
            return
        with file:
            header = file.read(len(_HEADER))
            if header != _HEADER:
                self._refuse_header(header)
                return
            file.seek(after.position)
            while begun := self._begun(file, after):
                load = read(file, begun)
                if load is None:
                    return
                after = load.mark
                yield load

    def _refuse_header(self, header: bytes) -> None:
        if _HEADER.startswith(header) or not header.strip(b"\0"):
            return
        if header.startswith(_HEADER[: _HEADER.index(b"1}")]):
            raise StoreError(f"{self.path} was written by a newer version; upgrade graphkit")
        raise _damaged(self.path, 0)

    def _begun(self, file: BinaryIO, after: Mark) -> _Begun | None:
        """The begin line where the file stands; None where what follows is not whole."""
        begin = file.read(_BEGIN_WIDTH)
        if len(begin) < _BEGIN_WIDTH or not begin.strip(b"\0"):
            return None
        number = after.number + 1
        try:
            size = int(begin[begin.index(b'"bytes":"') + 9 :][:15])
        except ValueError:
            size = -1
        if size < 0 or begin != _begin(number, size):
            raise _damaged(self.path, after.position)
        place = after.position + _BEGIN_WIDTH + size + _COMMIT_WIDTH
        return None if _size(file) < place else _Begun(begin, number, size, place, after)

    def _load(self, file: BinaryIO, begun: _Begun) -> Load | None:
        """The load behind a begin line; None where it was not committed."""
        body, commit = file.read(begun.size), file.read(_COMMIT_WIDTH)
        # A file that grew before its blocks reached the disk reads as zeros.
        if not commit.strip(b"\0"):
            return None
        lines = body.split(b"\n")[:-1]
        digest = sha256(begun.after.sha256.encode() + body)
        digest.update(begun.line)
        mark = Mark(begun.place, begun.number, digest.hexdigest())
        if commit != _COMMIT % (begun.number, len(lines), mark.sha256.encode()):
            raise _damaged(self.path, begun.after.position)
        return Load(mark, lines)

    def _head(self, file: BinaryIO, begun: _Begun, count: int) -> Load | None:
        """As `_load`, with the first lines alone."""
        end = begun.place - _COMMIT_WIDTH
        lines: list[bytes] = []
        while len(lines) < count and (left := end - file.tell()):
            lines.append(file.readline(left).removesuffix(b"\n"))
        file.seek(end)
        commit = file.read(_COMMIT_WIDTH)
        if not commit.strip(b"\0"):
            return None
        said = _COMMITTED.fullmatch(commit)
        if said is None or int(said[1]) != begun.number:
            raise _damaged(self.path, begun.after.position)
        return Load(Mark(begun.place, begun.number, said[2].decode()), lines)

    @contextmanager
    def appending(self, mark: Mark) -> Iterator[Appending]:
        """A load to be put at the mark, in place of anything that was cut short there.

        Unless it is committed when the block ends, it is cut off again. Raises `OSError`.
        """
        new = not self.path.exists()
        # Unbuffered: what a failed write leaves in a buffer would be written when it is closed.
        with self.path.open("xb" if new else "r+b", buffering=0) as file:
            if mark == START:
                _write(file, _HEADER)
            file.truncate(mark.position)
            file.seek(mark.position)
            load = Appending(file, mark)
            try:
                yield load
            finally:
                if not load.committed:
                    file.truncate(mark.position)
        if new:
            sync_folder(self.path.parent)


class Appending:
    """A load that is being written behind a mark; it counts from `commit` on."""

    def __init__(self, file: FileIO, mark: Mark) -> None:
        self._file = file
        self._mark = mark
        self._digest = sha256(mark.sha256.encode())
        self._size = self._lines = 0
        self.committed = False
        # Until its true begin line stands there, zeros say that the load is not whole.
        _write(file, bytes(_BEGIN_WIDTH))

    def add(self, lines: Iterable[bytes]) -> None:
        """Write lines, given without line ends."""
        rest = iter(lines)
        while lot := list(islice(rest, _LOT)):
            data = b"\n".join(lot) + b"\n"
            self._digest.update(data)
            self._size += len(data)
            self._lines += len(lot)
            _write(self._file, data)

    def finish(self) -> Mark:
        """Bring the lines to disk; returns the mark that the commit will set."""
        number = self._mark.number + 1
        begin = _begin(number, self._size)
        self._digest.update(begin)
        self._file.seek(self._mark.position)
        _write(self._file, begin)
        self._file.seek(0, os.SEEK_END)
        os.fsync(self._file.fileno())
        place = self._mark.position + _BEGIN_WIDTH + self._size + _COMMIT_WIDTH
        self._mark = Mark(place, number, self._digest.hexdigest())
        return self._mark

    def commit(self) -> None:
        """Make the load count; it is on disk when this returns."""
        digest = self._mark.sha256.encode()
        _write(self._file, _COMMIT % (self._mark.number, self._lines, digest))
        os.fsync(self._file.fileno())
        self.committed = True


def _write(file: FileIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to disk, where the platform can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
