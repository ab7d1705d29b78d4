"""The stores: one seam (`base`), and an engine behind it. `open_store` picks by address."""

from __future__ import annotations

import os
import re
from os import PathLike
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from graphkit.errors import StoreError, StoreUnavailable
from graphkit.stores.base import Store

__all__ = ["default_folder", "open_store"]

_SERVERS = ("neo4j", "bolt")
# One letter and a colon is a drive of Windows, not a scheme.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://|file:(?=/)")


def default_folder() -> Path:
    """Where a store is when nobody says: the platform's folder for a user's data."""
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("graphkit", appauthor=False) / "store"


def open_store(url: str | PathLike[str] | None = None) -> Store:
    """The store at an address, without reading it yet.

    A path or `file:` URL is a folder of the embedded store; None is `$GRAPHKIT_STORE`, else
    `default_folder()`. Raises `StoreError` for any other address, `StoreUnavailable` for one
    that cannot be reached.
    """
    given = url if url is not None else os.environ.get("GRAPHKIT_STORE") or default_folder()
    if isinstance(given, str):
        scheme = _SCHEME.match(given)
        if scheme:
            return _open_url((scheme[1] or "file").lower(), given)
    return _open_folder(Path(given))


def _open_folder(folder: Path) -> Store:
    from graphkit.stores.embedded import EmbeddedStore  # noqa: PLC0415

    return EmbeddedStore(folder.expanduser().absolute())


def _open_url(scheme: str, url: str) -> Store:
    if scheme == "file":
        return _open_folder(Path(url2pathname(urlsplit(url).path)))
    if scheme.split("+", 1)[0] in _SERVERS:
        raise StoreUnavailable(
            f"{scheme}: addresses are not supported by this version; name a folder"
        )
    raise StoreError(
        f"{url!r} is not the address of a store; write a folder, or neo4j://host for a server"
    )
