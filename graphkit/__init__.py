"""graphkit: who builds on whose licence, since when, who says so, and what breaks if it ends.

    import graphkit

    with graphkit.open() as graph:
        graph.load("autos-china")
        print(graph.ask("who-builds-on-whose-licence", as_of="2023-12-10"))

`open` gives a `Graph`; its questions give an `Answer`. `bulk` writes files for Neo4j's offline
importer. Every error is a `GraphkitError`.
Importing this package loads neither a database nor pandas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.bulking import bulk
    from graphkit.errors import GraphkitError
    from graphkit.graph import Graph, open  # noqa: A004 - graphkit.open reads best
    from graphkit.questions.answer import Answer

__all__ = ["Answer", "Graph", "GraphkitError", "__version__", "bulk", "open"]

__version__ = "0.1.0"

_HOMES = {
    "Answer": "graphkit.questions.answer",
    "Graph": "graphkit.graph",
    "GraphkitError": "graphkit.errors",
    "bulk": "graphkit.bulking",
    "open": "graphkit.graph",
}


def __getattr__(name: str) -> Any:
    """Load the engine, and what stands on it, when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
