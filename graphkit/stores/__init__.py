"""The stores: one seam (`base`), and an engine behind it. `open_store` picks by address."""

from __future__ import annotations

import os
import re
from os import PathLike
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from graphkit.errors import StoreError
from graphkit.stores.address import Address, is_server
from graphkit.stores.base import Store
from graphkit.values import clean_text

__all__ = ["default_folder", "is_server", "open_store"]

_EXAMPLES = "write a folder, or neo4j://host for a server"
# One letter and a colon is a drive of Windows, not a scheme.
_SCHEME = re.compile(r"(?!file:)([A-Za-z][A-Za-z0-9+.-]+)://|file:(?=/)", re.IGNORECASE)


def default_folder() -> Path:
    """Where a store is when nobody says: the platform's folder for a user's data."""
    from platformdirs import user_data_path

    return user_data_path("graphkit", appauthor=False) / "store"


def open_store(
    url: str | PathLike[str] | None = None,
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
) -> Store:
    """The store at an address, without reading it yet.

    A path or `file:` URL is a folder of the embedded store; `neo4j://host`, `bolt://host` and
    their encrypted forms are a Neo4j server; None is `$GRAPHKIT_STORE`, else `default_folder()`.
    A server is used as `user` with `password` in `database`; what is not given comes from
    `NEO4J_USER`, `NEO4J_PASSWORD` and `NEO4J_DATABASE`.

    Raises `StoreError` for any other address, and for one that holds a password. That a server
    cannot be reached shows when it is first used, as `StoreUnavailable`.
    """
    given = url if url is not None else os.environ.get("GRAPHKIT_STORE") or default_folder()
    scheme = _SCHEME.match(given) if isinstance(given, str) else None
    if isinstance(given, str) and is_server(given):
        return _open_server(Address.of(given, user=user, password=password, database=database))
    if user or database:
        raise StoreError(f"only a server has users and databases; {_EXAMPLES}")
    if isinstance(given, str) and scheme:
        if scheme[1]:
            raise StoreError(f"{scheme[1]}: is not an address of a store; {_EXAMPLES}")
        given = url2pathname(urlsplit(given).path)
    return _open_folder(Path(given))


def _open_folder(folder: Path) -> Store:
    from graphkit.stores.embedded import EmbeddedStore

    try:
        home = folder.expanduser()
    except RuntimeError as exc:  # of a user that there is not
        raise StoreError(f"{clean_text(str(folder))} has no such home folder; {_EXAMPLES}") from exc
    return EmbeddedStore(home.absolute())


def _open_server(address: Address) -> Store:
    from graphkit.stores.neo4j import Neo4jStore

    return Neo4jStore(address)
