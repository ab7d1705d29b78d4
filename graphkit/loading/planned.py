"""What a load would change: the plan of what packs or foreign tables bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from os import PathLike

from graphkit.ingest.mapping import Budget, Resolve
from graphkit.ingest.places import placed
from graphkit.loading.giving import give
from graphkit.packs import find_pack
from graphkit.planning import Acceptance, Plan, make
from graphkit.stores.base import Progress, Store

__all__ = ["plan"]


def plan(
    store: Store,
    paths: Sequence[str | PathLike[str]],
    mapping: str | PathLike[str] | None = None,
    *,
    accepted: Acceptance,
    keep_going: bool = False,
    budget: Budget | None = None,
    resolve: Resolve | None = None,
    progress: Progress | None = None,
) -> Plan:
    """The plan of a load of packs, or of tables under a mapping; nothing is written to the store.

    Raises as `give` does, and leaves refused rows in quarantine as it does.
    """
    with give(
        store,
        paths,
        mapping,
        keep_going=keep_going,
        budget=budget,
        resolve=resolve,
        progress=progress,
    ) as given:
        with placed(map(find_pack, paths if mapping is None else ())):
            made = make(
                store,
                given.batch,
                ", ".join(given.batch.names),
                partial=given.partial,
                accepted=accepted,
                progress=progress,
            )
        return replace(made, refused=given.refused, quarantine=given.drafts.settle())
