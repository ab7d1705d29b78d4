"""Records from a database, by a query that a mapping gives: read-only, and its secrets kept.

The address may be `env:NAME`: what may not stand in a file is read from the environment. No
message shows a password, nor what a driver says of it. The query runs in a transaction that is
read-only where the database can be told so, and always rolled back.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from graphkit.ingest.files import refuse
from graphkit.ingest.mapping.records import Record
from graphkit.values import clean_text

__all__ = ["query_records", "safe_url"]

_LOT = 10_000
_READ_ONLY = {"sqlite": "PRAGMA query_only = ON", "mysql": "SET TRANSACTION READ ONLY"}
_NO_PORT = re.compile(r":(?!\d+$)[^\]]*$")  # a password whose host was forgotten
_SECRET = re.compile(r"//[^/\s]*@|(password|pwd|passwd|token|secret|key)=[^&\s;]*", re.IGNORECASE)


def safe_url(url: str) -> str:
    """An address as it may be shown: no password, no user, no options."""
    if url.startswith("env:"):
        return url
    head, colon, rest = url.partition("://")
    if not colon:
        return "the address of the database"
    host, slash, path = rest.partition("?")[0].rpartition("@")[2].partition("/")
    return f"{head}://{_NO_PORT.sub('', host)}{slash}{path}"


def query_records(url: str, query: str) -> Iterator[Record]:
    """The rows of a query as records. Raises `InputError`."""
    shown = safe_url(url)
    try:
        import sqlalchemy
        from sqlalchemy.exc import SQLAlchemyError
    except ImportError:
        refuse(shown, "needs SQLAlchemy", 'pip install "graphkit-licensing[sql]"')
    address = url
    if url.startswith("env:"):
        address = os.environ.get(url[4:], "")
        if not address:
            refuse(shown, f"the environment has no {clean_text(url[4:])}", "set it to the address")
    engine = None
    try:
        engine = sqlalchemy.create_engine(address)
        with engine.connect() as connection:
            yield from _rows(connection, query)
    except SQLAlchemyError as exc:
        _refuse(shown, address, exc)
    except ValueError:  # of a port that is no number, and may be a password
        refuse(shown, "is no address of a database", "write dialect://user@host:port/name")
    except ImportError as exc:
        refuse(shown, f"needs a driver: {clean_text(str(exc))}", "install it")
    finally:
        if engine is not None:
            engine.dispose()


def _rows(connection: Any, query: str) -> Iterator[Record]:
    from sqlalchemy import text

    dialect = connection.dialect.name
    if dialect == "postgresql":
        connection = connection.execution_options(postgresql_readonly=True)
    elif dialect in _READ_ONLY:
        connection.execute(text(_READ_ONLY[dialect]))
    streamed = connection.execution_options(stream_results=True, yield_per=_LOT)
    found = streamed.execute(text(query))
    names = list(found.keys())
    for number, row in enumerate(found, 1):
        yield Record(number, dict(zip(names, row, strict=True)))
    connection.rollback()


def _refuse(shown: str, address: str, exc: Exception) -> NoReturn:
    """What the driver says, but for what it may say of a secret."""
    reason = str(getattr(exc, "orig", None) or exc).splitlines()[0]
    reason = _SECRET.sub("…", reason.replace(address, shown))
    for secret in re.findall(r"//[^/\s@]*?:([^/\s]*)@", address):
        reason = reason.replace(secret, "…")
    refuse(shown, f"cannot be read: {clean_text(reason)}", "check the address and the query")
