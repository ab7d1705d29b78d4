"""The constraints and indexes of a store on a Neo4j server, and the version of what is in it.

Each bears a name of ours and is made when it is not there, so a further index needs no new
version. A version is one of the projection: a store of another one is refused, because only the
version that wrote it knows what it means.
"""

from __future__ import annotations

from graphkit.errors import QueryError, StoreError, StoreUnavailable
from graphkit.model import KINDS
from graphkit.stores.bolt import Connection, Transaction
from graphkit.stores.upsert import INDEXED, MARKS, SCHEMA_VERSION

__all__ = ["NAMES_INDEX", "check_version", "prepare", "schema"]

NAMES_INDEX = "graphkit_names"

# Entities have two unique keys: the one of their kind, for patterns with a kind, and the shared
# one, for patterns with any.
_UNIQUE = ("StoreInfo", "Run", "RunPart", *MARKS, *KINDS)
_INDEXED = {**INDEXED, "RunPart": ("run",)}
_VERSION = "MATCH (i:StoreInfo {key: 'store'}) RETURN i.schema_version, i.imported"
_SET_VERSION = """
MERGE (i:StoreInfo {key: 'store'})
SET i.name = 'store', i.schema_version = $version, i.engine = $engine
"""


def schema() -> dict[str, str]:
    """Every constraint and index by name, as a command that is harmless when it is there."""
    made = {
        f"graphkit_{label.lower()}_key": f"CONSTRAINT {{}} FOR (n:{label}) REQUIRE n.key IS UNIQUE"
        for label in _UNIQUE
    }
    for label, names in _INDEXED.items():
        for name in names:
            made[f"graphkit_{label.lower()}_{name}"] = f"INDEX {{}} FOR (n:{label}) ON (n.{name})"
    made["graphkit_entity_folded"] = "TEXT INDEX {} FOR (n:Entity) ON (n.folded)"
    # Pairs of characters for Chinese, Japanese and Korean, whole words in small letters for the
    # rest. Accents count: a name without them is an alias.
    made[NAMES_INDEX] = (
        "FULLTEXT INDEX {} FOR (n:Entity) ON EACH [n.names] "
        "OPTIONS {{indexConfig: {{`fulltext.analyzer`: 'cjk'}}}}"
    )
    return {name: f"CREATE {what}".format(f"{name} IF NOT EXISTS") for name, what in made.items()}


def check_version(transaction: Transaction) -> bool:
    """Whether what is there is complete: False where the importer made it and nobody has opened
    it since. Raises `StoreUnavailable` where another version wrote it."""
    version, imported = next(transaction.rows(_VERSION), (None, None))
    if version not in {None, SCHEMA_VERSION}:
        newer = version > SCHEMA_VERSION
        todo = (
            "upgrade graphkit to use it"
            if newer
            else "load its packs into an empty database, or use the version that wrote it"
        )
        raise StoreUnavailable(
            f"this store was written by {'a newer' if newer else 'an older'} version of graphkit "
            f"(schema {version}, here {SCHEMA_VERSION}); {todo}"
        )
    return not imported


def prepare(connection: Connection) -> None:
    """Make what is missing of the schema, and note its version.

    Raises `StoreError` where something of somebody else's is in the way, which is left as it is.
    """
    there = {name for (name,) in connection.read_rows("SHOW INDEXES YIELD name")}
    missing = {name: each for name, each in schema().items() if name not in there}
    for command in missing.values():
        try:
            _make(connection, command)
        except QueryError as exc:
            raise StoreError(
                f"{connection.address.shown} holds other data under a name of graphkit's: {exc}; "
                "give graphkit a database of its own with ?database=NAME"
            ) from exc
    if missing:
        connection.command("CALL db.awaitIndexes(300)")
    _check_unique(connection)
    now = {"version": SCHEMA_VERSION, "engine": connection.product}
    connection.write(lambda transaction: transaction.do(_SET_VERSION, now))


def _make(connection: Connection, command: str) -> None:
    try:
        connection.command(command)
    except QueryError:
        # Another load that began at the same moment may have made it between the server's look
        # and its deed; then it is there now, and the command passes over it.
        connection.command(command)


def _check_unique(connection: Connection) -> None:
    """A constraint of another's by our name makes the server pass over ours in silence."""
    found = {
        tuple(labels)
        for labels, names, kind in connection.read_rows(
            "SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type"
        )
        if "UNIQUENESS" in kind and names == ["key"]
    }
    missing = [label for label in _UNIQUE if (label,) not in found]
    if missing:
        raise StoreError(
            f"{connection.address.shown} has other constraints or indexes by the names of "
            f"graphkit's; rename those for {', '.join(missing)}, or give graphkit a database of "
            "its own with ?database=NAME"
        )
