"""What packs or foreign tables bring to a store, read whole. Nothing is written here but drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from os import PathLike

from graphkit.ingest import join, read_packs, sift_packs
from graphkit.ingest.about import read_about
from graphkit.ingest.mapping import Budget, Resolve, read_mapped, sift_mapped
from graphkit.ingest.quarantine import Drafts, is_quarantine
from graphkit.ingest.together import pack_folders
from graphkit.packs import find_pack
from graphkit.statement import Batch, Entity
from graphkit.stores.base import Progress, Store
from graphkit.stores.lookup import Reader, reader_of

__all__ = ["Given", "added", "give", "read"]


def read(packs: Iterable[str | PathLike[str]], *, progress: Progress | None = None) -> Batch:
    """Check packs, by path or bundled name, and join them. Raises `InputError`."""
    return join(read_packs(map(find_pack, packs), progress=progress))


@dataclass(frozen=True, slots=True)
class Given:
    """What packs or tables bring, whole. `partial` are the data sets of which that is only a part,
    `refused` counts the rows that wait in `drafts`."""

    batch: Batch
    partial: frozenset[str]
    refused: int
    drafts: Drafts


@contextmanager
def give(
    store: Store,
    paths: Sequence[str | PathLike[str]],
    mapping: str | PathLike[str] | None = None,
    *,
    keep_going: bool = False,
    budget: Budget | None = None,
    resolve: Resolve | None = None,
    progress: Progress | None = None,
) -> Iterator[Given]:
    """Everything that packs bring to a store, or tables under a mapping.

    Raises `InputError` for any bad row; with `keep_going` those are put into quarantine, if the
    `drafts` are settled: once the good ones are where they belong.
    """
    with Drafts() as drafts:
        if mapping is not None:
            reader = partial(sift_mapped, drafts=drafts) if keep_going else read_mapped
            mapped = reader(paths, mapping, budget=budget, resolve=resolve, progress=progress)
            batch = added(reader_of(store), mapped.batch) if mapped.mended else mapped.batch
            lacking = frozenset(batch.names if mapped.refused or mapped.partial else ())
            yield Given(batch, lacking, mapped.refused, drafts)
        elif keep_going:
            sifted = sift_packs(map(find_pack, paths), drafts=drafts, progress=progress)
            lacking = frozenset(
                name for each in sifted if each.refused for name in each.batch.names
            )
            batch = join([each.batch for each in sifted])
            refused = sum(len(each.refused) for each in sifted)
            yield Given(batch, lacking | _parts(paths), refused, drafts)
        else:
            yield Given(read(paths, progress=progress), _parts(paths), 0, drafts)


def added(reader: Reader, batch: Batch) -> Batch:
    """What rows that were refused before say of entities, beside what the good rows of the same
    data set said: in one table, all rows add up."""
    stored = reader.entities(each.key for each in batch.entities)

    def whole(each: Entity) -> Entity:
        said = dict(stored[each.key].by) if each.key in stored else {}
        before = said.get(tuple(batch.names), each)
        return before.merged(each) if (before.kind, before.name) == (each.kind, each.name) else each

    return replace(batch, entities=tuple(map(whole, batch.entities)))


def _parts(packs: Iterable[str | PathLike[str]]) -> frozenset[str]:
    """The data sets of which these packs are only a part: refused rows that were mended."""
    folders = (folder for pack in packs for folder in pack_folders(find_pack(pack)))
    abouts = [read_about(folder) for folder in folders if is_quarantine(folder)]
    return frozenset(each.dataset.name for each in abouts if each.quarantine_of)
