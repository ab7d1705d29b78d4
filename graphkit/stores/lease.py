"""One load at a time on a server, between machines: a lease that lapses when its holder is gone.

The lease stands in the `StoreInfo` node, on the server's clock. Its holder renews it from a thread
of its own, so it lapses `LEASE` seconds after the process has ended, however it ended. Who was
cut off for longer finds out before a commit: `confirm` is the last thing that a transaction of a
load does, and holds the node until it is committed, so nobody can take over in between.

What a load has begun and not ended is kept there too, for everyone to be told of.
"""

from __future__ import annotations

import json
import logging
import os
import platform
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Event, Thread

from graphkit.errors import GraphkitError, StoreBusy, StoreUnavailable
from graphkit.stores.bolt import Connection, Transaction
from graphkit.stores.declared import Datasets

__all__ = ["Lease", "Unfinished", "unfinished"]

_LOGGER = logging.getLogger(__name__)

LEASE = 10.0  # seconds after which a holder that was not heard of is taken to be gone
_BEAT = 2.0  # seconds between two renewals
_POLL = 0.25  # seconds between two looks at a lease that another holds

# A write locks the node, and only what is read after that is sure to be the last word.
_TAKE = """
MERGE (i:StoreInfo {key: 'store'}) ON CREATE SET i.name = 'store'
SET i.touched = timestamp()
WITH i, i.loader AS before
WHERE before IS NULL OR before = $me OR i.loader_until < timestamp()
SET i.loader = $me, i.loader_name = $name, i.loader_until = timestamp() + $lease
RETURN before
"""
# What a load was at when it fell asleep holds locks until somebody ends it.
_END = """
SHOW TRANSACTIONS YIELD transactionId AS id, metaData WHERE metaData.loader = $loader
TERMINATE TRANSACTIONS id YIELD message RETURN message
"""
_HOLDER = "MATCH (i:StoreInfo {key: 'store'}) RETURN i.loader_name"
_MINE = "MATCH (i:StoreInfo {key: 'store'}) RETURN i.loader = $me"
_CONFIRM = """
MATCH (i:StoreInfo {key: 'store'})
SET i.touched = timestamp()
WITH i WHERE i.loader = $me
SET i.loader_until = timestamp() + $lease
RETURN i.unfinished
"""
_NOTE = "MATCH (i:StoreInfo {key: 'store'}) SET i.unfinished = $loads"
_RELEASE = """
MATCH (i:StoreInfo {key: 'store'})
SET i.touched = timestamp()
WITH i WHERE i.loader = $me
SET i.loader = null, i.loader_name = null, i.loader_until = null
"""
_UNFINISHED = """
MATCH (i:StoreInfo {key: 'store'})
RETURN i.unfinished, i.loader_name, i.loader_until >= timestamp()
"""
_CUT_OFF = (
    "this load was cut off for too long, and another has taken over; what it had "
    "written stays, and running the same command again does the rest"
)


def _end(transaction: Transaction, loader: str) -> None:
    transaction.do(_END, {"loader": loader})


class _Taken(Exception):
    """The lease is another's; ends the transaction without a trace of it."""


class Unfinished:
    """Loads that were begun and not ended, as the node keeps them; each by its data sets."""

    def __init__(self, kept: list[str] | None) -> None:
        self._loads = [tuple(json.loads(each)) for each in kept or ()]

    def begun(self, datasets: Datasets) -> list[str]:
        """With a load of these data sets, as the node is to keep them."""
        return [json.dumps(each) for each in {**dict.fromkeys(self._loads), datasets: None}]

    def ended(self, datasets: Datasets) -> list[str]:
        """Without the loads that one of these data sets, done to its end, makes up for."""
        return [
            json.dumps(each)
            for each in self._loads
            if each != datasets and not (each and {*each} <= {*datasets})
        ]

    def __str__(self) -> str:
        """Their data sets, for a person; "" where there are none."""
        return "; ".join(", ".join(each) or "statements of no data set" for each in self._loads)


def unfinished(connection: Connection) -> tuple[Unfinished, str]:
    """What was begun and not ended, and who is at it just now, "" if nobody is."""
    found = connection.read(lambda transaction: list(transaction.rows(_UNFINISHED)))
    if not found:
        return Unfinished(None), ""
    loads, holder, live = found[0]
    return Unfinished(loads), str(holder) if live else ""


class Lease:
    """The right to load, of one load, which `me` tells from all others. `wait` is how many
    seconds it waits for another's."""

    def __init__(self, connection: Connection, wait: float) -> None:
        self._connection = connection
        self._wait = wait
        self.me = uuid.uuid4().hex
        self._me = {"me": self.me, "lease": round(LEASE * 1000)}

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lease; raises `StoreBusy`, with the name of the holder, after the wait, and
        where somebody else has taken over on the way."""
        self._take()
        self._connection.loader = self.me
        done = Event()
        beat = Thread(target=self._renew, args=(done,), name="graphkit-lease", daemon=True)
        beat.start()
        try:
            yield
        except GraphkitError as exc:
            # Who took over ends what this load was at, and may have written what this would write
            # a second time; that, and not what the server says of it, is the reason.
            if self._lost(exc):
                raise StoreBusy(_CUT_OFF) from exc
            raise
        finally:
            done.set()
            beat.join()
            self._connection.loader = ""
            # Where the server is gone the lease lapses by itself.
            with suppress(GraphkitError):
                self._connection.write(lambda transaction: transaction.do(_RELEASE, self._me))

    def confirm(self, transaction: Transaction) -> Unfinished:
        """Make sure that the lease is held until this transaction is committed; the last thing
        to do in one. Raises `StoreBusy` where somebody else has taken over."""
        found = list(transaction.rows(_CONFIRM, self._me))
        if not found:
            raise StoreBusy(_CUT_OFF)
        return Unfinished(found[0][0])

    def note(self, transaction: Transaction, loads: list[str]) -> None:
        """Keep these loads as begun and not ended; after `confirm`, in the same transaction."""
        transaction.do(_NOTE, {"loads": loads or None})

    def _lost(self, failure: GraphkitError) -> bool:
        """Whether the lease is no longer held; unknown, and so no, where the server is gone."""
        if isinstance(failure, StoreUnavailable):
            return False
        with suppress(GraphkitError):  # asked as a writer: a replica may not have heard of it
            return self._connection.write(
                lambda transaction: not any(mine for (mine,) in transaction.rows(_MINE, self._me))
            )
        return False

    def _take(self) -> None:
        end = time.monotonic() + self._wait
        name = f"process {os.getpid()} on {platform.node() or 'an unknown machine'}"

        def take(transaction: Transaction) -> str | None:
            for (before,) in transaction.rows(_TAKE, {**self._me, "name": name}):
                return str(before) if before else None
            raise _Taken

        while True:
            try:
                before = self._connection.write(take)
            except _Taken:
                if time.monotonic() > end:
                    raise StoreBusy(self._refusal()) from None
                time.sleep(_POLL)
            else:
                if before:
                    with suppress(GraphkitError):  # where it may not, it waits for the locks
                        self._connection.write(partial(_end, loader=before))
                return

    def _refusal(self) -> str:
        found = self._connection.read(lambda transaction: list(transaction.rows(_HOLDER)))
        holder = found[0][0] if found and found[0][0] else "another process"
        return (
            f"{self._connection.address.shown} is being written by {holder}; wait until it is done"
        )

    def _renew(self, done: Event) -> None:
        while not done.wait(_BEAT):
            try:
                self._connection.write(self.confirm)
            except GraphkitError as exc:
                # Whether the lease is lost is for the next commit to say.
                _LOGGER.info("the lease could not be renewed: %s", exc)
