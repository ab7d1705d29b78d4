"""From packs and foreign tables to a store: read, check, join, write or plan, say what was done.

The one place where ingest and stores meet. `giving` reads what packs or tables bring, whole;
`packs` and `tables` write it, the latter in portions, and `planned` says what that would change.
"""

from __future__ import annotations

from graphkit.loading.giving import read
from graphkit.loading.packs import LoadReport, load
from graphkit.loading.planned import plan
from graphkit.loading.tables import MappedReport, check_mapped, load_mapped

__all__ = [
    "LoadReport",
    "MappedReport",
    "check_mapped",
    "load",
    "load_mapped",
    "plan",
    "read",
]
