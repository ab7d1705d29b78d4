"""The Cypher that makes changes on a Neo4j server. Pure; a transaction runs it.

It differs from `upsert` where a server lets it do better, or holds what is not ours:

- Entities are merged by the label that they share: one of another kind stays the same node, with
  whatever others have tied to it.
- A node is ours if it has `MARKS`, a property that each of ours has. A node of another's under our
  label and key is never written to: the write is refused.
- A statement is made together with its tie to the source, which saves finding it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from graphkit.model import KINDS
from graphkit.stores.projection import properties
from graphkit.stores.upsert import STATED_IN, Changes, Command, EdgeGroup, NodeGroup

__all__ = ["MARKS", "Counted", "commands"]

ROWS = 5_000  # in one command

# Lists are there even if they are empty, and so is what every record must say.
MARKS: Mapping[str, str] = {
    "Entity": "names",
    "Dataset": "retrieved",
    "Source": "datasets",
    "Statement": "attribution",
    "Decision": "verdict",
}
