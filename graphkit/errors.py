"""The error tree.

Every failure that leaves the library is one of these::

    GraphkitError
    ├── BadValue            one cell or argument cannot be read (also a ValueError)
    ├── InputError          one or more problems in files; lists every one of them
    ├── UnknownName         a company, question or option that is not known, with near names
    ├── TooMuchChanged      a run would change more of a data set than it was allowed to
    ├── QueryError          a query that the engine, or the read-only guard, refused
    ├── CatalogueError      a question file that breaks its own promise (a defect of the catalogue)
    └── StoreError          the store cannot be used
        ├── StoreBusy           another process is writing to it
        ├── StoreDamaged        it cannot be opened and cannot be rebuilt
        ├── StoreMoved          it is not any more what it was when the plan was made
        └── StoreUnavailable    it cannot be reached: address, password, version, missing extra

A message says where, what is wrong, and what to write instead. Nothing here does I/O.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graphkit.wording import counted

__all__ = [
    "BadValue",
    "CatalogueError",
    "GraphkitError",
    "InputError",
    "Problem",
    "QueryError",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreMoved",
    "StoreUnavailable",
    "TooMuchChanged",
    "UnknownName",
]

_MOST_SHOWN = 1_000  # problems that a message lists: nobody reads more, and a terminal would choke
_MOST_OF_A_NAME = 80  # characters of a name that a message repeats


class GraphkitError(Exception):
    """Base of every error that graphkit raises on purpose."""


class BadValue(GraphkitError, ValueError):
    """A value that its type cannot read.

    `message` says what is wrong with it, `hint` what to write instead.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message}; {hint}" if hint else message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input, at a place a person can go to.

    `line` counts from 1 and includes the header; `column` is the column's header name, or its
    number from 1 where there is none; both are empty (0, "") when the whole file is meant.
    """

    file: str
    line: int
    column: str
    message: str
    hint: str = ""

    @property
    def place(self) -> str:
        """`file:line:column`, as far as each is known."""
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
        if self.column:
            parts.append(self.column)
        return ":".join(parts)

    def __str__(self) -> str:
        tail = f" ({self.hint})" if self.hint else ""
        return f"{self.place}: {self.message}{tail}"


class InputError(GraphkitError):
    """Input that was refused as a whole.

    `problems` lists everything found wrong with it; the message shows the first thousand.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        lines = [f"{counted(count, 'problems')}:", *map(str, self.problems[:_MOST_SHOWN])]
        if count > _MOST_SHOWN:
            lines.append(f"and {count - _MOST_SHOWN:,} more")
        return "\n".join(lines)

    def at(self, places: Mapping[str, tuple[str, int]]) -> InputError:
        """The same problems, those of a record whose key has a place at that file and line."""
        return InputError(
            [
                replace(each, file=places[each.file][0], line=places[each.file][1])
                if each.file in places
                else each
                for each in self.problems
            ]
        )


class UnknownName(GraphkitError, LookupError):
    """Nothing is called that; `suggestions` are the nearest names that exist, best first, and
    `hint` says where all of them are, for when nothing is near."""

    def __init__(
        self, what: str, name: str, suggestions: Sequence[str] = (), hint: str = ""
    ) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        tail = f"; {hint}" if hint else ""
        if self.suggestions:
            tail = f"; did you mean {' or '.join(self.suggestions)}?"
        told = name if len(name) <= _MOST_OF_A_NAME else f"{name[:_MOST_OF_A_NAME]}…"
        super().__init__(f"no {what} is called {told!r}{tail}")


class TooMuchChanged(GraphkitError):
    """A run would change more of a data set than it was allowed to, and was not written. Earlier
    parts of a load that is written in parts are; a note says so."""


class QueryError(GraphkitError):
    """A query that was refused or failed; the message is the engine's, without its internals."""


class CatalogueError(GraphkitError):
    """A question whose file breaks the catalogue's contract; names the file and the line."""


class StoreError(GraphkitError):
    """The store cannot do what was asked; the message says what to do about it."""


class StoreBusy(StoreError):
    """Another process holds the store for writing."""


class StoreDamaged(StoreError):
    """The store's own files cannot be read and cannot be rebuilt from its log."""


class StoreMoved(StoreError):
    """The store is not what it was when the plan was made."""


class StoreUnavailable(StoreError):
    """The store cannot be reached, or the software it needs is not there."""
