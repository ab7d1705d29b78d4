"""What a query reaches for beyond the graph, read off its tokens. Pure; for every engine.

Neo4j's plan leaves out what stands in a subquery inside an expression, and the embedded engine's
leaves out the arms of a union, so files, addresses, procedures and functions that are not
Cypher's own are looked for here as well. Two words are a `LOAD CSV` only as neighbouring tokens,
which nothing else in Cypher can be; in strings, quoted names and comments they are no tokens.
Whether a query writes is not decided here: the engine refuses that itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.errors import QueryError
from graphkit.stores.cyphertext import Kind, Text, Token, read

__all__ = ["FUNCTIONS", "PROCEDURES", "check_reach"]

PROCEDURES = frozenset(
    {
        "db.index.fulltext.queryNodes",
        "db.index.fulltext.queryRelationships",
        "db.labels",
        "db.propertyKeys",
        "db.relationshipTypes",
        "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties",
        "db.schema.visualization",
    }
)
_REFUSED = frozenset({"refresh_stats"})  # of the embedded engine's own, which have no namespace
# A function outside these namespaces is an extension of the server's, and may do anything:
# one of APOC's runs Cypher text. The engines let nobody define functions without a namespace.
FUNCTIONS = frozenset(
    {"date", "datetime", "localdatetime", "localtime", "time", "duration", "point"}
) | {"vector.similarity"}
_LONGEST = 100_000
# A server plans what is nested in a time that doubles with each level (subqueries 20 deep took
# it 44 seconds), and no time limit of its own ends that.
_DEEPEST = 40
_DEEPEST_BRACES = 10
_OPENING = {")": "(", "]": "[", "}": "{"}
_EXPLAINING = frozenset({"EXPLAIN", "PROFILE"})
_END = Token(Kind.MARK, "", 0)


def check_reach(cypher: str) -> Text:
    """The query as it may be run, if it is one statement that stays within the graph.

    Raises `QueryError`, which says what it reaches for.
    """
    if len(cypher) > _LONGEST:
        raise QueryError(f"a query may be {_LONGEST:,} characters long; give data as parameters")
    query = read(cypher)
    _check_depth(query.tokens)
    tokens = (*query.tokens, _END, _END)
    if tokens[0].word in _EXPLAINING:
        raise QueryError(f"{tokens[0].word} is not answered here; leave it out to see the rows")
    for place, token in enumerate(query.tokens):
        following = tokens[place + 1]
        if token.mark == ";" and following is not _END and following.mark != ";":
            raise QueryError("only one statement can be run at a time; end it at the first ;")
        if (token.named and token.value.upper() == "LOAD") and following.value.upper() == "CSV":
            raise QueryError("LOAD CSV reads files and addresses; a query may only read the graph")
        if token.word == "USE" and following.named and _begins_clause(tokens, place):
            raise QueryError("USE is not allowed; the store's address says which database is read")
    for path, called, open_ in _paths(tokens):
        _check_call(path, called, open_)
    return query


def _check_depth(tokens: Sequence[Token]) -> None:
    depth = {"(": 0, "[": 0, "{": 0}
    for token in tokens:
        if token.mark in depth:
            depth[token.mark] += 1
            if sum(depth.values()) > _DEEPEST or depth["{"] > _DEEPEST_BRACES:
                raise QueryError(
                    f"brackets may be nested {_DEEPEST} deep, braces {_DEEPEST_BRACES}; "
                    "write the query in fewer steps"
                )
        elif token.mark in _OPENING:
            depth[_OPENING[token.mark]] -= 1


def _begins_clause(tokens: Sequence[Token], place: int) -> bool:
    """Whether a clause can begin here: at the start, in braces, or in the arm of a union."""
    if place == 0 or tokens[0].word == "CYPHER":
        return True
    before = tokens[place - 1]
    if before.word in {"ALL", "DISTINCT"}:
        return tokens[place - 2].word == "UNION"
    return before.mark in {"{", ";"} or before.word == "UNION"


def _paths(tokens: Sequence[Token]) -> Iterator[tuple[str, bool, bool]]:
    """Each `a.b.c`: its text, whether it stands after CALL, and whether a `(` follows."""
    place = 0
    while place < len(tokens):
        if not tokens[place].named or (place and tokens[place - 1].mark in {".", "$"}):
            place += 1
            continue
        start, parts = place, [tokens[place].value]
        while tokens[place + 1].mark == "." and tokens[place + 2].named:
            place += 2
            parts.append(tokens[place].value)
        place += 1
        called = start > 0 and tokens[start - 1].word == "CALL"
        yield ".".join(parts), called, tokens[place].mark == "("


def _check_call(path: str, called: bool, open_: bool) -> None:
    namespace, dot, _ = path.rpartition(".")
    if called and dot and path not in PROCEDURES:
        raise QueryError(
            f"the procedure {path} may not be called here; allowed are "
            f"{', '.join(sorted(PROCEDURES))}"
        )
    if called and open_ and path.lower() in _REFUSED:
        raise QueryError(f"the procedure {path} may not be called here")
    if open_ and dot and not called and namespace.lower() not in FUNCTIONS:
        raise QueryError(f"{path} is not a function of Cypher's own, and may not be called here")
