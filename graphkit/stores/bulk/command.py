"""The command that imports the files. Pure."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from graphkit.stores.bulk.pages import NODES

__all__ = ["arguments", "script"]

_HEAD = """\
#!/bin/sh
# Makes a Neo4j database of the files beside this: sh import.sh [DATABASE]
# The database must not be there yet, or not be running; what is in it stays unless you add
# --overwrite-destination. Run it as the user that Neo4j runs as.
cd "$(dirname "$0")" || exit
"""


def arguments(tables: Iterable[str], *, many_lines: bool) -> list[str]:
    """What follows the name of the database; the files are in the current folder."""
    names = sorted(tables)
    made = [f"--nodes={NODES[name]}={name}.csv.gz" for name in names if name in NODES]
    made += [f"--relationships={name}={name}.csv.gz" for name in names if name not in NODES]
    made += ["--id-type=string", "--array-delimiter=U+001F", "--bad-tolerance=0"]
    # Only where it is needed: it makes the importer slower.
    return [*made, "--multiline-fields=true"] if many_lines else made


def script(given: Iterable[str]) -> str:
    """The command as a file beside the others."""
    lines = ['exec neo4j-admin database import full "${1:-neo4j}"', *map(shlex.quote, given)]
    return _HEAD + " \\\n  ".join(lines) + "\n"
