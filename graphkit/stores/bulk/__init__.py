"""A graph as files for `neo4j-admin database import`, for what is too large to send over Bolt.

It is a load whose commands are files: the records go to disk (`spool`), come back in lots that
hold each fact whole, and are projected as every load is (`plan`), in as many processes as there
are processors (`worker`). What comes out is the graph that `load` gives, whatever its size, in
memory that does not grow with it. What the importer cannot make, the first to open the store
does (`neo4j_imported`).
"""

from __future__ import annotations

from graphkit.stores.bulk.beside import beside
from graphkit.stores.bulk.making import Bulk, bulk
from graphkit.stores.bulk.spool import Spool

__all__ = ["Bulk", "Spool", "beside", "bulk"]
