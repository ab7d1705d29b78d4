"""Loads packs into a server in small portions, as a process that may be killed.

Run as `neo4j_loader.py URL PORTION PACK ...`, or with `undo RUN` in place of the packs, and with
NEO4J_USER and NEO4J_PASSWORD set. Prints a line with the number of records done before each
portion; ends with the message of a store's error.
"""

from __future__ import annotations

import sys

from graphkit.errors import StoreError
from graphkit.loading import read
from graphkit.stores.address import Address
from graphkit.stores.neo4j import Neo4jStore


def told(_step: str, done: int, _total: int) -> None:
    print(done, flush=True)  # noqa: T201


def main(url: str, portion: int, packs: list[str]) -> None:
    # Another load may take long on a machine that is busy with other tests.
    with Neo4jStore(Address.of(url), wait=110.0, portion=portion) as store:
        try:
            if packs[:1] == ["undo"]:
                store.undo(packs[1], progress=told)
            else:
                store.write(read(packs), progress=told)
        except StoreError as exc:
            sys.exit(f"{type(exc).__name__}: {exc}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
