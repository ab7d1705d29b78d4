"""The address of a server and who logs in there. Pure but for the environment; no driver.

A password is never part of an address: addresses end up in shell histories, process lists and
logs. It comes from `NEO4J_PASSWORD`, or is asked for by whoever faces the user.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from graphkit.errors import StoreError

__all__ = ["SERVERS", "Address", "is_server"]

# neo4j routes reads and writes to the members of a cluster, bolt goes to one machine. +s is
# encrypted with a certificate that the system trusts, +ssc with any.
SERVERS = frozenset(f"{way}{how}" for way in ("neo4j", "bolt") for how in ("", "+s", "+ssc"))

_EXAMPLES = "neo4j://localhost:7687 or neo4j+s://xxxx.databases.neo4j.io"
_REFUSED_PASSWORD = (
    "a password does not belong in an address; set NEO4J_PASSWORD, "  # noqa: S105
    "and write the address without it"
)


def is_server(url: str) -> bool:
    """Whether it is the address of a server."""
    scheme, mark, _ = url.partition("://")
    return bool(mark) and scheme.lower() in SERVERS


@dataclass(frozen=True)
class Address:
    """Where a server is, which of its databases is meant, and who logs in.

    `url` is for the driver, without user, password and database; `database` and `user` are
    empty where nobody says: then the server's default database, and no login.
    """

    url: str
    database: str = ""
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(
        cls,
        url: str,
        *,
        user: str | None = None,
        password: str | None = None,
        database: str | None = None,
    ) -> Self:
        """What an address and the environment say; arguments go before both.

        Raises `StoreError` for an address that is none, or that holds a password, which it does
        not repeat.
        """
        split = _split(url)
        options = dict(parse_qsl(split.query, keep_blank_values=True))
        named = options.pop("database", "")
        given = os.environ.get
        password = given("NEO4J_PASSWORD", "") if password is None else password
        user = user or split.username or given("NEO4J_USER") or ("neo4j" if password else "")
        host = split.netloc.rpartition("@")[2]
        bare = SplitResult(split.scheme.lower(), host, "", urlencode(options), "")
        return cls(bare.geturl(), database or named or given("NEO4J_DATABASE", ""), user, password)

    @property
    def shown(self) -> str:
        """The whole address as it can be given again, without a password."""
        if not self.database:
            return self.url
        mark = "&" if "?" in self.url else "?"
        return f"{self.url}{mark}database={quote(self.database)}"


def _split(url: str) -> SplitResult:
    """The parts of an address; refuses it without repeating what may be a secret."""
    try:
        split = urlsplit(url)
        # What follows the first slash, question mark or number sign is no longer the login: a
        # password with one of these in it shows as an @ further on.
        secret = split.password is not None or "@" in url.partition(split.netloc)[2]
        whole = bool(split.hostname) and (split.port is None or split.port > 0)
    except ValueError:
        secret, whole = "@" in url, False
    if secret or any(name.lower() in {"password", "user"} for name, _ in _options(url)):
        raise StoreError(_REFUSED_PASSWORD)
    if not whole or split.path.strip("/") or split.fragment:
        raise StoreError(
            f"that is no address of a server; write {_EXAMPLES}, "
            "and the name of a database as ?database=NAME"
        )
    return split


def _options(url: str) -> list[tuple[str, str]]:
    return parse_qsl(url.partition("?")[2], keep_blank_values=True)
