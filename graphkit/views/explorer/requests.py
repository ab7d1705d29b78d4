"""What may be asked of the explorer: one shape for each verb, with its limits.

A shape is checked before anything is read, whether the request came over HTTP or out of a
notebook, and describes itself in the server's OpenAPI. Nothing beyond the fields here is taken.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from graphkit.views.explorer.asking import ROWS
from graphkit.views.explorer.first import MOST

__all__ = [
    "About",
    "Ask",
    "Cypher",
    "Entity",
    "Evidence",
    "Expand",
    "News",
    "Path",
    "Request",
    "Save",
    "Search",
    "View",
]

_Key = Annotated[str, Field(min_length=1, max_length=128)]
_Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="an ISO day")]
_Text = Annotated[str, Field(max_length=400)]
_Value = Annotated[str, Field(max_length=4_000)] | bool | float | int | None


class Request(BaseModel):
    """A request; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Dated(Request):
    """A request on two clocks; today where they are not given."""

    as_of: _Day | None = None
    known_on: _Day | None = None


class About(Request):
    """What the store holds, the vocabulary and the questions."""


class News(Request):
    """Whether the store holds something else by now, and what its reader has to know."""


class View(Request):
    """The first view, or what is around some entities."""

    focus: list[_Key] = Field(default=[], max_length=50)
    depth: int = Field(default=2, ge=1, le=4)
    limit: int = Field(default=MOST, ge=1, le=50_000, description="nodes at the most")


class Expand(Request):
    """An entity with its neighbours, and what joins them to those that are shown already."""

    key: _Key
    beside: list[_Key] = Field(default=[], max_length=5_000)
    limit: int = Field(default=60, ge=1, le=5_000, description="new nodes at the most")
    builds: bool = Field(default=False, description="only those that it builds on")


class Search(Request):
    """Entities by any of their names, or as their Chinese names sound."""

    text: _Text
    limit: int = Field(default=20, ge=1, le=200)


class Entity(_Dated):
    """Who an entity is: names, identifiers, and the values that sources give it."""

    key: _Key


class Evidence(_Dated):
    """Who says so: versions, statements, conflicts and decisions of one fact."""

    fact: _Key


class Path(_Dated):
    """The shortest way between two entities that explains anything."""

    start: _Key = Field(alias="from")
    end: _Key = Field(alias="to")


class Ask(_Dated):
    """A question of the catalogue."""

    question: _Text
    parameters: dict[_Text, _Value] = Field(default={}, max_length=20)
    limit: int = Field(default=ROWS, ge=1, le=ROWS, description="rows at the most")


class Save(_Dated):
    """One offline page of these entities and what joins them."""

    keys: list[_Key] = Field(max_length=5_000)
    start: str = Field(default="", max_length=20_000, description="fragment that restores a view")


class Cypher(Request):
    """A query of the reader's own, which can only read."""

    text: str = Field(min_length=1, max_length=20_000)
    parameters: dict[_Text, Any] = Field(default={}, max_length=50)
    limit: int = Field(default=1_000, ge=1, le=10_000, description="rows at the most")
