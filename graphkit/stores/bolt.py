"""The connection to a Neo4j server: the official driver behind plain Python values and our errors.

Nothing of the driver leaves this module. It is imported when a server is first spoken to, so that
a store in a folder needs no driver. Knows nothing of what is read and written.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self, TypeVar

from graphkit import __version__
from graphkit.errors import QueryError, StoreBusy, StoreError, StoreUnavailable
from graphkit.stores.address import Address
from graphkit.stores.base import Rows

if TYPE_CHECKING:
    import neo4j
    from neo4j import Driver, Record, Session
    from neo4j.exceptions import Neo4jError

__all__ = ["OLDEST", "Connection", "Transaction"]

OLDEST = (5, 26)  # the long-term support release with Cypher 5 as it is used here

_CONNECT = 10.0  # seconds until a server that does not answer is given up
_ACQUIRE = 30.0  # seconds to wait for a connection, a cluster's routing table included
_RETRY = 30.0  # seconds in which a transaction that lost a race or its server is tried again
_FETCH = 5_000  # rows in one answer of the server

_PLACE = re.compile(r"\(line (\d+), (column \d+) \(offset: \d+\)\)")
_AGENT = re.compile(r"^Neo4j/(\d+)\.(\d+)")

T = TypeVar("T")


class Transaction:
    """A transaction that is open on the server."""

    def __init__(self, inner: neo4j.ManagedTransaction | neo4j.Transaction) -> None:
        self._inner = inner

    def rows(
        self, cypher: str, parameters: Mapping[str, Any] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of a query of our own, as they come in."""
        for record in self._inner.run(cypher, dict(parameters or {})):
            yield tuple(record)

    def do(self, cypher: str, parameters: Mapping[str, Any]) -> None:
        """Run a command, and wait until it is done."""
        self._inner.run(cypher, dict(parameters)).consume()

    def plan(
        self, cypher: str, parameters: Mapping[str, Any]
    ) -> tuple[str | None, dict[str, Any] | None]:
        """What kind of query the server takes it for, and the plan that it makes of it."""
        from neo4j.exceptions import Neo4jError

        try:
            summary = self._inner.run(f"EXPLAIN\n{cypher}", dict(parameters)).consume()
        except Neo4jError as exc:
            if not str(exc.code).startswith("Neo.ClientError.Statement"):
                raise
            # The places that the server names are one line too far down.
            raise QueryError(_PLACE.sub(_line_above, _first_line(exc))) from exc
        except RecursionError as exc:
            raise QueryError("the query has too many steps to be planned") from exc
        return summary.query_type, summary.plan

    def table(self, cypher: str, parameters: Mapping[str, Any]) -> Rows:
        """The answer to a query of the user's."""
        result = self._inner.run(cypher, dict(parameters))
        columns = tuple(result.keys())
        return Rows(columns, [_plain_row(record) for record in result])

    def stream(self, cypher: str, parameters: Mapping[str, Any]) -> Generator[tuple[Any, ...]]:
        """As `table`, one by one as they come in: the columns first, then the rows."""
        result = self._inner.run(cypher, dict(parameters))
        yield tuple(result.keys())
        for record in result:
            yield _plain_row(record)


class Connection:
    """A server, connected when it is first used, until `close`."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.product = ""  # and version of the server, once it was spoken to
        self.loader = ""  # as whom it writes, which the server knows of each transaction
        self._driver: Driver | None = None
        self._bookmarks: neo4j.api.BookmarkManager | None = None

    def read(self, work: Callable[[Transaction], T], *, timeout: float | None = None) -> T:
        """Run `work` in a transaction that may only read, on any member of a cluster that has
        what was written through this connection; again, if the server is lost on the way."""
        with self._session(read=True) as session, self._translated():
            return session.execute_read(_timed(work, timeout, ""))

    @contextmanager
    def once(self, *, read: bool, timeout: float) -> Iterator[Transaction]:
        """A transaction that is not run again: done when the block ends, undone when it fails."""
        with (
            self._session(read=read) as session,
            self._translated(),
            session.begin_transaction(timeout=timeout) as inner,
        ):
            yield Transaction(inner)

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in a transaction: it is done as a whole or not at all. It is run again, from
        its beginning, when it loses a race with another or its server on the way."""
        with self._session() as session, self._translated():
            return session.execute_write(_timed(work, None, self.loader))

    def read_rows(
        self, cypher: str, parameters: Mapping[str, Any] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of a query of our own, as they come in: they may be more than memory holds."""
        with self._session(read=True) as session, self._translated():
            for record in session.run(cypher, dict(parameters or {})):
                yield tuple(record)

    def command(self, cypher: str) -> None:
        """Run one command that needs a transaction of its own, such as one on the schema."""
        self.write(lambda transaction: transaction.do(cypher, {}))

    def close(self) -> None:
        """Let go of the server."""
        driver, self._driver = self._driver, None
        if driver is not None:
            driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _session(self, *, read: bool = False) -> Iterator[Session]:
        driver = self._connected()
        import neo4j

        with driver.session(
            database=self.address.database or None,
            default_access_mode=neo4j.READ_ACCESS if read else neo4j.WRITE_ACCESS,
            bookmark_manager=self._bookmarks,
            fetch_size=_FETCH,
        ) as session:
            yield session

    def _connected(self) -> Driver:
        if self._driver is None:
            try:
                import neo4j
            except ImportError as exc:
                raise StoreUnavailable(
                    "a Neo4j server needs the official driver; install it with: "
                    "pip install 'graphkit-licensing[neo4j]'"
                ) from exc
            driver = self._open()
            self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
            self._driver = driver
        return self._driver

    def _open(self) -> Driver:
        with self._translated():
            driver = _driver(self.address)
            try:
                self._check(driver)
            except ValueError as exc:
                # What the driver raises for a name that cannot be resolved.
                driver.close()
                raise _of_driver(exc, self.address) from exc
            except BaseException:
                driver.close()
                raise
            return driver

    def _check(self, driver: Driver) -> None:
        """That the server answers, knows the user and the database, and is not too old."""
        import neo4j

        with driver.session(
            database=self.address.database or None, default_access_mode=neo4j.READ_ACCESS
        ) as session:
            self.product = session.run("RETURN 1").consume().server.agent
        found = _AGENT.match(self.product)
        if found and (int(found[1]), int(found[2])) < OLDEST:
            raise StoreUnavailable(
                f"{self.address.url} is Neo4j {found[1]}.{found[2]}; graphkit needs "
                f"{OLDEST[0]}.{OLDEST[1]} or later"
            )

    @contextmanager
    def _translated(self) -> Iterator[None]:
        from neo4j.exceptions import DriverError, Neo4jError

        try:
            yield
        except Neo4jError as exc:
            raise _of_server(exc, self.address) from exc
        except (DriverError, OSError) as exc:
            raise _of_driver(exc, self.address) from exc


def _driver(address: Address) -> Driver:
    import neo4j

    # What it logs is said again by the error; unless somebody listens, Python would print it too.
    logger = logging.getLogger("neo4j")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    return neo4j.GraphDatabase.driver(
        address.url,
        auth=(address.user, address.password) if address.user else None,
        user_agent=f"graphkit/{__version__}",
        connection_timeout=_CONNECT,
        connection_acquisition_timeout=_ACQUIRE,
        max_transaction_retry_time=_RETRY,
        # Advice on queries is for those who write them; the tests look at the plans.
        notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
        telemetry_disabled=True,
    )


def _timed(
    work: Callable[[Transaction], T], timeout: float | None, loader: str
) -> Callable[[neo4j.ManagedTransaction], T]:
    import neo4j

    about = {"app": f"graphkit/{__version__}", "loader": loader}

    @neo4j.unit_of_work(metadata=about, timeout=timeout)
    def timed(inner: neo4j.ManagedTransaction) -> T:
        return work(Transaction(inner))

    return timed


_UNAUTHORISED = "Neo.ClientError.Security.Unauthorized"
_HINTS = {
    _UNAUTHORISED: ("the user or the password is wrong; set NEO4J_USER and NEO4J_PASSWORD"),
    "Neo.ClientError.Security.AuthenticationRateLimit": (
        "too many wrong passwords; wait a few seconds and set NEO4J_PASSWORD"
    ),
    "Neo.ClientError.Security.CredentialsExpired": (
        "the password must be changed first; do so in Neo4j Browser or cypher-shell"
    ),
    "Neo.ClientError.Database.DatabaseNotFound": (
        "there is no such database; name another with --database, ?database= or NEO4J_DATABASE"
    ),
}


def _of_server(exc: Neo4jError, address: Address) -> Exception:
    """What a refusal by the server means to the user."""
    code, message = exc.code or "", (exc.message or str(exc)).strip()
    if code == _UNAUTHORISED and not address.password:
        return StoreUnavailable(
            f"{address.shown}: it wants a login; set NEO4J_USER and NEO4J_PASSWORD"
        )
    if code in _HINTS:
        return StoreUnavailable(f"{address.shown}: {_HINTS[code]}")
    if code.startswith("Neo.TransientError.Database"):
        return StoreUnavailable(f"{address.shown}: {message}")
    if code == "Neo.ClientError.Statement.AccessMode":
        return QueryError("the query would change the graph; only reading is allowed here")
    if "TransactionTimedOut" in code:
        return QueryError("the query took longer than it was given; ask for less, or give it more")
    if code.startswith("Neo.ClientError.Security"):
        return StoreError(f"{address.shown}: {message}")
    if code == "Neo.ClientError.Schema.ConstraintValidationFailed":
        return StoreError(
            f"{address.shown} holds data of another's under a label and key of graphkit's: "
            f"{message}; give graphkit a database of its own with ?database=NAME"
        )
    if exc.is_retryable():
        return StoreBusy(f"{address.shown} is too busy: {message}")
    if code.startswith("Neo.ClientError"):
        return QueryError(_first_line(exc))
    return StoreError(f"{address.shown}: {message}")


def _first_line(exc: Neo4jError) -> str:
    return (exc.message or str(exc)).strip().split("\n", 1)[0]


def _line_above(place: re.Match[str]) -> str:
    return f"(line {int(place[1]) - 1}, {place[2]})"


def _of_driver(exc: Exception, address: Address) -> Exception:
    """What a failure on the way to the server means to the user."""
    from neo4j.exceptions import ConfigurationError, ServiceUnavailable

    reason = str(exc).split("\n", 1)[0]
    if isinstance(exc, ConfigurationError):
        return StoreError(f"{address.shown} cannot be used: {reason}")
    hint = "is the server running, and is this its Bolt address?"
    if "SSL" in f"{exc!r}{exc.__cause__!r}" or "certificate" in reason.lower():
        hint = "+s wants a certificate that this system trusts, +ssc takes any, neither is plain"
    elif isinstance(exc, ServiceUnavailable) and "routing" in reason:
        hint = "write bolt:// where the server is a single machine behind another address"
    return StoreUnavailable(f"{address.shown} cannot be reached: {reason.rstrip(' :.')}; {hint}")


def _plain_row(record: Record) -> tuple[Any, ...]:
    # Past the record's own iterator, which looks for values that could not be read: most rows
    # have plain ones alone.
    row = tuple(tuple.__iter__(record))
    return row if _PLAIN.issuperset(map(type, row)) else tuple(map(_plain, record))


_PLAIN = frozenset({type(None), bool, int, float, str})


def _plain(value: Any) -> Any:
    """A value as the seam promises it: nothing of the driver's own."""
    if type(value) in _PLAIN or (type(value) is list and _PLAIN.issuperset(map(type, value))):
        return value
    import neo4j.graph
    import neo4j.time

    match value:
        case neo4j.time.Duration():  # which is a tuple, too
            return value.iso_format()
        case dict():
            return {name: _plain(each) for name, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case neo4j.graph.Relationship():
            return {"type": value.type, **_plain(dict(value))}
        case neo4j.graph.Node():
            return _plain(dict(value))
        case neo4j.graph.Path():
            return [_plain(each) for each in (*value.nodes, *value.relationships)]
    return value.iso_format() if hasattr(value, "iso_format") else str(value)
