"""Whether the embedded engine may run a query: it only reads, and stays within the graph.

The engine compiles what it stores as a "recipe", and refuses one that writes, reads files or
changes the schema, wherever in the query that stands. Asking it to store the query in a graph
that is thrown away therefore judges what would run. What the engine lets through (several
statements, a procedure that recounts) is found in the tokens.

It does not bound what a query costs: one that doubles a list again and again can take all memory
of the process in spite of its time limit. `console` does.
"""

from __future__ import annotations

import json
from functools import lru_cache

import kglite

from graphkit.errors import QueryError
from graphkit.stores.cyphertext import Kind, Text
from graphkit.stores.reach import check_reach

__all__ = ["check_reading"]

_UNDECLARED = "Invalid argument: parameters schema is invalid: parameter properties must "
_PREFIXES = ("Invalid argument: ", "cypher is not a valid KGLite query: ")


@lru_cache(maxsize=512)
def check_reading(cypher: str) -> str:
    """The query as the engine can run it, if it only reads; `QueryError` says why it may not.

    The engine knows no block comments: in the text that is returned, comments are blanks.
    """
    query = check_reach(cypher)
    judged = _without_cap(query)
    verdict = _judge(judged, [])
    missing = _parameters(verdict)
    if missing:
        # Only a verdict with nothing against it lets a query pass.
        verdict = _judge(judged, missing)
    if verdict:
        for prefix in _PREFIXES:
            verdict = verdict.removeprefix(prefix)
        raise QueryError(verdict.split("\n", 1)[0].replace("in recipe queries", "here"))
    return query.text


def _without_cap(query: Text) -> str:
    """The query with every literal limit as a sum: recipes may not have one of exactly 200."""
    parts, last = [], 0
    for before, token in zip(query.tokens, query.tokens[1:], strict=False):
        if before.word == "LIMIT" and token.kind is Kind.NUMBER:
            parts += [query.text[last : token.at], "0+"]
            last = token.at
    return "".join([*parts, query.text[last:]])


def _judge(cypher: str, names: list[str]) -> str:
    """What the validator says against a query with these parameters; nothing if it may run."""
    schema = {
        "type": "object",
        "properties": {name: {"type": "string"} for name in names},
        "required": names,
        "additionalProperties": False,
    }
    try:
        kglite.KnowledgeGraph().set_recipe("user", "query", "a query", cypher, schema, "queries")
    except kglite.KgError as exc:
        return str(exc)
    return ""


def _parameters(verdict: str) -> list[str]:
    """The names that the validator misses among the parameters."""
    if not verdict.startswith(_UNDECLARED):
        return []
    names, _ = json.JSONDecoder().raw_decode(verdict.partition("missing=")[2])
    return [str(name) for name in names]
