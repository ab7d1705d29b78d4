"""The constraints and indexes of a store on a Neo4j server, and the version of what is in it.

Each bears a name of ours and is made when it is not there, so a further index needs no new
version. A version is one of the projection: a store of a newer one is refused, and so is one of
an older, because only the version that wrote it knows what it means.
"""

from __future__ import annotations

from graphkit.errors import QueryError, StoreError, StoreUnavailable
from graphkit.model import KINDS
from graphkit.stores.bolt import Connection, Transaction
from graphkit.stores.upsert import SCHEMA_VERSION

__all__ = ["NAMES_INDEX", "check_version", "prepare", "schema"]

NAMES_INDEX = "graphkit_names"

# Entities have two unique keys: the one of their kind, for patterns with a kind, and the shared
# one, for patterns with any.
_UNIQUE = ("StoreInfo", "Dataset", "Source", "Statement", "Decision", "Entity", *KINDS)
_INDEXED = {
    "Statement": ("fact", "subject", "object", "source"),
    "Decision": ("statement", "withdraws"),
}
_VERSION = "MATCH (i:StoreInfo {key: 'store'}) RETURN i.schema_version"
_SET_VERSION = (
    "MERGE (i:StoreInfo {key: 'store'}) SET i.name = 'store', i.schema_version = $version"
)


def schema() -> list[str]:
    """Every constraint and index, as commands that are harmless when it is there."""
    return [
        *(
            f"CREATE CONSTRAINT graphkit_{label.lower()}_key IF NOT EXISTS "
            f"FOR (n:{label}) REQUIRE n.key IS UNIQUE"
            for label in _UNIQUE
        ),
        *(
            f"CREATE INDEX graphkit_{label.lower()}_{name} IF NOT EXISTS "
            f"FOR (n:{label}) ON (n.{name})"
            for label, names in _INDEXED.items()
            for name in names
        ),
        # Pairs of characters for Chinese, Japanese and Korean, whole words in small letters for
        # the rest. Accents count: a name without them is an alias.
        f"CREATE FULLTEXT INDEX {NAMES_INDEX} IF NOT EXISTS "
        "FOR (n:Entity) ON EACH [n.names] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}",
    ]


def check_version(transaction: Transaction) -> bool:
    """Whether there is a store; raises `StoreUnavailable` where another version wrote it."""
    found = [version for (version,) in transaction.rows(_VERSION) if version is not None]
    if found and found[0] != SCHEMA_VERSION:
        newer = found[0] > SCHEMA_VERSION
        todo = (
            "upgrade graphkit to use it" if newer
            else "load its packs into an empty database, or use the version that wrote it"
        )
        raise StoreUnavailable(
            f"this store was written by {'a newer' if newer else 'an older'} version of graphkit "
            f"(schema {found[0]}, here {SCHEMA_VERSION}); {todo}"
        )
    return bool(found)


def prepare(connection: Connection) -> None:
    """Make what is missing of the schema, and note its version.

    Raises `StoreError` where something of somebody else's is in the way, which is left as it is.
    """
    for each in schema():
        try:
            connection.command(each)
        except QueryError as exc:
            raise StoreError(
                f"{connection.address.shown} holds other data under a name of graphkit's: {exc}; "
                "give graphkit a database of its own with ?database=NAME"
            ) from exc
    _check_unique(connection)
    connection.command("CALL db.awaitIndexes(300)")
    connection.write(
        lambda transaction: transaction.do(_SET_VERSION, {"version": SCHEMA_VERSION})
    )


def _check_unique(connection: Connection) -> None:
    """A constraint of another's by our name makes the server pass over ours in silence."""
    found = {
        (*labels, *names)
        for labels, names, kind in connection.read_rows(
            "SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type"
        )
        if "UNIQUENESS" in kind
    }
    missing = [label for label in _UNIQUE if (label, "key") not in found]
    if missing:
        raise StoreError(
            f"{connection.address.shown} has other constraints by the names of graphkit's; rename "
            f"those of {', '.join(missing)}, or give graphkit a database of its own"
        )
