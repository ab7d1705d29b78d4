"""From batches to a folder of files: spool, share out among processes, put together, rename."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from graphkit.errors import InputError, Problem, StoreError
from graphkit.statement import Batch, Statement
from graphkit.stores.base import Change, Progress, WriteReport
from graphkit.stores.bulk.beside import beside
from graphkit.stores.bulk.command import arguments, script
from graphkit.stores.bulk.pages import Page, info_page, pages, pending_page, table
from graphkit.stores.bulk.reading import SpoolReader
from graphkit.stores.bulk.spool import Lot, Spool
from graphkit.stores.bulk.worker import LEVEL, piece
from graphkit.stores.plan import plan
from graphkit.stores.records import record

__all__ = ["Bulk", "bulk"]

_MOST = 20_000  # records in one lot: what a process has in memory at a time


@dataclass(frozen=True, slots=True)
class Bulk:
    """What was written. `arguments` follow the name of the database in
    `neo4j-admin database import full`, run in `folder`; `import.sh` there holds the same."""

    folder: Path
    arguments: tuple[str, ...]
    written: WriteReport


def bulk(
    batches: Iterable[Batch],
    output: Path,
    *,
    progress: Progress | None = None,
    most: int = _MOST,
    workers: int | None = None,
    spooled: Callable[[Path], Iterable[Path]] | None = None,
) -> Bulk:
    """Write what these batches are together, as one load of an empty store, to files in `output`.

    `spooled` gives the folders of spools that others have filled and closed, with more of the
    same load, in a folder that it is handed. The same records give the same bytes. `output` must
    not be there, or be an empty folder; nothing is left of it where anything fails. Raises
    `InputError` for what `Store.write` would refuse, `StoreError` where the disk does.
    """
    _check_free(output)
    try:
        with _scratch(output) as scratch:
            made = _Making(scratch, progress)
            made.spool(batches, spooled(scratch) if spooled else ())
            made.project(most, workers or os.cpu_count() or 1)
            given = made.finish()
            if output.exists():
                output.rmdir()
            (scratch / "files").rename(output)
    except OSError as exc:
        raise StoreError(f"{output} cannot be written: {exc.strerror or exc}") from exc
    return Bulk(output, tuple(given), made.report)


def _check_free(output: Path) -> None:
    if output.is_dir() and not any(output.iterdir()):
        return
    if os.path.lexists(output):
        what = "is not empty" if output.is_dir() else "is not a folder"
        raise StoreError(f"{output} {what}; name a folder that is not there yet")


@contextmanager
def _scratch(output: Path) -> Iterator[Path]:
    """A folder beside the output, on the same disk, that is gone afterwards."""
    place = output.absolute()
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as made:
        yield Path(made)


class _Making:
    """One folder of files in the making."""

    def __init__(self, scratch: Path, progress: Progress | None) -> None:
        self.report = WriteReport()
        self._scratch = scratch
        self._progress = progress
        self._spool = Spool(scratch)
        self._files = scratch / "files"
        self._files.mkdir()
        self._tables: set[str] = set()
        self._judged: list[Statement] = []
        self._many_lines = False

    def spool(self, batches: Iterable[Batch], others: Iterable[Path]) -> None:
        """Bring every record to disk; `others` are there already."""
        try:
            for batch in batches:
                self._spool.add(batch)
        except (TypeError, UnicodeError) as exc:
            problem = Problem("batch", 0, "", f"holds what is not text: {exc}")
            raise InputError([problem]) from exc
        for folder in others:
            self._spool.adopt(folder)

    def project(self, most: int, workers: int) -> None:
        """Have the lots projected, and put their rows together in order."""
        lots = self._spool.lots(most)
        total, done = sum(lot.records for lot in lots), 0
        problems: list[Problem] = []
        with ExitStack() as stack:
            count = max(1, min(workers, len(lots)))
            started = [stack.enter_context(self._worker(lots, n, count)) for n in range(count)]
            for number, lot in enumerate(lots):
                if self._progress:
                    self._progress("writing", done, total)
                answer = _answer(started[number % count])
                problems += [Problem(**each) for each in answer.pop("problems", ())]
                if not problems:
                    self._take(number, answer)
                done += lot.records
        if problems:
            raise InputError(problems)
        if self._progress:
            self._progress("writing", total, total)

    def finish(self) -> list[str]:
        """Write what is left, and the command; returns its arguments."""
        last = Batch(
            datasets=(*self._spool.datasets,),
            decisions=(*self._spool.decisions,),
            judgements=(*self._spool.judgements,),
        )
        with closing(SpoolReader(self._scratch, (), self._judged)) as reader:
            planned = plan(last, reader, self._datasets)
        self.report += planned.report
        # What judgements make of entities is left to whoever opens the store.
        nodes = [each for each in planned.changes.nodes if each.label in {"Dataset", "Decision"}]
        for page in pages(planned.changes._replace(nodes=nodes, edges=())):
            self._write(page)
        if last.judgements:
            self._write(pending_page(last.judgements))
        self._write(info_page())
        given = arguments(self._tables, many_lines=self._many_lines)
        (self._files / "import.sh").write_text(script(given), "utf-8", newline="\n")
        return given

    @property
    def _datasets(self) -> tuple[str, ...]:
        return tuple(sorted({each.name for each in self._spool.datasets}))

    def _worker(
        self, lots: Sequence[Lot], place: int, step: int
    ) -> AbstractContextManager[IO[bytes]]:
        """A process for every `step`th lot from `place` on: what it has to say."""
        mine = [
            (number, lot.kind, list(map(str, lot.paths)), lot.records)
            for number, lot in enumerate(lots)
            if number % step == place
        ]
        task = {
            "folder": str(self._scratch),
            "datasets": self._datasets,
            "decisions": [record(each) for each in self._spool.decisions],
            "judged": [each.statement for each in self._spool.decisions if each.statement],
            "lots": mine,
        }
        return beside("graphkit.stores.bulk.worker", task)

    def _take(self, number: int, answer: dict[str, Any]) -> None:
        self._many_lines |= answer["many_lines"]
        self._judged += map(Statement.from_record, answer["judged"])
        self.report += WriteReport(
            **{name: Change(**each) for name, each in answer["report"].items()}
        )
        for name in answer["tables"]:
            path = piece(self._scratch, number, name)
            with path.open("rb") as rows, self._open(name) as file:
                shutil.copyfileobj(rows, file)
            path.unlink()

    def _write(self, page: Page) -> None:
        self._many_lines |= page.many_lines
        with self._open(page.table) as file:
            file.write(_packed(page.text))

    def _open(self, name: str) -> IO[bytes]:
        """The file of a table, to add to. A gzip file may be several, one after the other."""
        path = self._files / f"{name}.csv.gz"
        if name not in self._tables:
            self._tables.add(name)
            path.write_bytes(_packed(table(name)))
        return path.open("ab")


def _packed(text: str) -> bytes:
    return gzip.compress(text.encode(), LEVEL, mtime=0)


def _answer(worker: IO[bytes]) -> dict[str, Any]:
    line = worker.readline()
    if not line:
        raise StoreError("a process that writes the files was ended; is there memory enough?")
    return dict(json.loads(line))
