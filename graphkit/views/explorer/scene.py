"""Scenes: the nodes and facts of a picture in columns, every fact with all of its versions.

    {"nodes": {"key": […], "name": […], "kind": […], "names": [[[language, name], …], …],
               "country": […], "industry": […],
               "x": […], "y": […], "degree": […]},
     "edges": {"fact": […], "source": […], "target": […], "relation": […], "versions": [[…], …]},
     "sources": {"key": […], "title": […], "publisher": […], "kind": […]},
     "truncated": "why there is less here than there is in the store"}

`source` and `target` are places in the columns of nodes, `degree` is the number of facts that
join a node to others in the store, whenever they held, and `y` points upwards. Chinese names are
given with how they are read, under the language "pinyin". `truncated` is "" where nothing was
left out. A version is a list: the four bounds of valid time, `known_from`, `known_to`, whether it
is sure, confidence, polarity, its fields by name, its rules, the number of its statements, and
its sources as places in the columns of sources. With these both clocks turn in the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graphkit.facts import FactVersion
from graphkit.model import RELATIONS
from graphkit.stores.base import Store
from graphkit.stores.projection import BOUNDS, edge_columns
from graphkit.stores.upsert import ANY_KIND, lots
from graphkit.values import Money
from graphkit.views import layout
from graphkit.views.explorer.pinyin import reading

__all__ = [
    "EMPTY",
    "JOINING",
    "Scene",
    "degrees_of",
    "scene_among",
    "scene_between",
    "scene_of_facts",
    "version_columns",
]

Scene = dict[str, Any]

EMPTY: Scene = {
    "nodes": {
        name: []
        for name in ("key", "name", "kind", "names", "country", "industry", "x", "y", "degree")
    },
    "edges": {name: [] for name in ("fact", "source", "target", "relation", "versions")},
    "sources": {name: [] for name in ("key", "title", "publisher", "kind")},
    "truncated": "",
}
# The relations that join two nodes, in the order of the vocabulary.
JOINING: tuple[str, ...] = tuple(name for name, each in RELATIONS.items() if not each.is_attribute)
_SHAPE = (*BOUNDS, "known_from", "known_to", "sure", "confidence", "polarity", "rules")
_TOLD = ("statements", "sources")
_OWN = tuple(
    dict.fromkeys(
        column.name
        for name in JOINING
        for column in edge_columns(name)
        if column.name not in {*_SHAPE, *_TOLD, "key", "fact", "valid_from", "valid_to"}
    )
)
_FOUND = ", ".join(f"r.`{name}`" for name in (*_SHAPE, *_TOLD, *_OWN))

_NODES = f"""
UNWIND $keys AS key
MATCH (e:{ANY_KIND} {{key: key}})
RETURN e.key, e.name, e.kind, e.names, e.aliases, e.country, e.industry
"""
_DEGREES = f"""
UNWIND $keys AS key
MATCH (e:{ANY_KIND} {{key: key}})-[r]-(other:Entity)
WHERE r.fact IS NOT NULL
RETURN e.key, count(DISTINCT r.fact)
"""
_SOURCES = """
UNWIND $keys AS key
MATCH (s:Source {key: key})
RETURN s.key, s.name, s.publisher, s.kind
"""
_LETTER, _NAME_HEIGHT, _ROOM, _CROWD = 7.2, 34.0, 26.0, 700


def _leaving(relations: Iterable[str]) -> str:
    """The query for all versions of the facts that leave `$keys`."""
    return f"""
    UNWIND $keys AS key
    MATCH (a:{ANY_KIND} {{key: key}})-[r:{"|".join(relations)}]->(b:Entity)
    WHERE r.fact IS NOT NULL
    RETURN r.fact, type(r), a.key, b.key, {_FOUND}
    """


def scene_among(
    store: Store, keys: Iterable[str], relations: Iterable[str] = JOINING, truncated: str = ""
) -> Scene:
    """These entities, and every fact of these relations that joins two of them."""
    wanted = list(dict.fromkeys(keys))
    inside = set(wanted)
    rows = [row for row in _left(store, wanted, relations) if row[3] in inside]
    return _drawn(store, wanted, rows, truncated)


def scene_between(
    store: Store, keys: Iterable[str], others: Iterable[str], truncated: str = ""
) -> Scene:
    """These entities, what joins them to one another and to the others, and of the others those
    that are so joined.
    """
    wanted = list(dict.fromkeys(keys))
    inside = set(wanted)
    every = list(dict.fromkeys([*wanted, *others]))
    known = set(every)
    rows = [
        row
        for row in _left(store, every, JOINING)
        if {row[2], row[3]} <= known and not {row[2], row[3]}.isdisjoint(inside)
    ]
    ends = [end for row in rows for end in row[2:4]]
    return _drawn(store, list(dict.fromkeys([*wanted, *ends])), rows, truncated)


def _left(store: Store, keys: Sequence[str], relations: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """All versions of the facts that leave these entities."""
    return _by_keys(store, _leaving(relations), keys)


def _by_keys(store: Store, query: str, keys: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    for lot in lots(keys):
        yield from store.query(query, {"keys": list(lot)})


def scene_of_facts(
    store: Store, facts: Mapping[str, tuple[str, str, str]], truncated: str = ""
) -> Scene:
    """Just these facts, given as relation, subject and object by their ids, and their ends."""
    ends = [end for _, *both in facts.values() for end in both]
    subjects: dict[str, list[str]] = {}
    for relation, subject, _ in facts.values():
        subjects.setdefault(relation, []).append(subject)
    rows: list[tuple[Any, ...]] = []
    for relation, starts in sorted(subjects.items()):
        found = _left(store, list(dict.fromkeys(starts)), [RELATIONS[relation].name])
        rows.extend(row for row in found if row[0] in facts)
    return _drawn(store, list(dict.fromkeys(ends)), rows, truncated)


def degrees_of(store: Store, keys: Sequence[str]) -> dict[str, int]:
    """How many facts join each of these entities to others, whenever they held."""
    return dict(_by_keys(store, _DEGREES, keys))


def _drawn(
    store: Store, keys: Sequence[str], rows: Sequence[tuple[Any, ...]], truncated: str = ""
) -> Scene:
    """The scene of these entities and versions of facts (fact, relation, subject, object, and
    then as in `_FOUND`). A key that the store does not have is left out.
    """
    about = {row[0]: row for lot in lots(keys) for row in store.query(_NODES, {"keys": list(lot)})}
    degrees = {
        key: n for lot in lots(keys) for key, n in store.query(_DEGREES, {"keys": list(lot)})
    }
    shown = [key for key in keys if key in about]
    place = {key: number for number, key in enumerate(shown)}
    sources: dict[str, int] = {}
    facts: dict[str, tuple[str, int, int, list[Any]]] = {}
    for fact, relation, subject, object_, *found in sorted(rows, key=_order):
        ends = place[subject], place[object_]
        versions = facts.setdefault(fact, (relation, *ends, []))[3]
        versions.append(_version(found, sources))
    scene: Scene = {
        "nodes": _node_columns([about[key] for key in shown]),
        "edges": _edge_columns(facts),
        "sources": _source_columns(store, list(sources)),
        "truncated": truncated,
    }
    nodes = scene["nodes"]
    nodes["degree"] = [degrees.get(key, 0) for key in shown]
    nodes["x"], nodes["y"] = _places(nodes["name"], [each[1:3] for each in facts.values()])
    return scene


def version_columns(version: FactVersion) -> list[Any]:
    """A version of a fact that gives a value, as in a scene; it names no sources."""
    shape = [getattr(version, name) for name in _SHAPE[:-1]]
    fields = {name: value for name, value in version.details if not isinstance(value, Money)}
    return [*shape, fields, list(version.rules), len(version.statements), []]


def _order(row: tuple[Any, ...]) -> tuple[str, str]:
    return row[0], row[4 + _SHAPE.index("known_from")]


def _version(found: Sequence[Any], sources: dict[str, int]) -> list[Any]:
    shape, told = found[: len(_SHAPE)], found[len(_SHAPE) : len(_SHAPE) + len(_TOLD)]
    own = zip(_OWN, found[len(_SHAPE) + len(_TOLD) :], strict=True)
    statements, by = told
    return [
        *shape[:-1],
        {name: value for name, value in own if value is not None},
        list(shape[-1] or ()),
        len(statements or ()),
        [sources.setdefault(key, len(sources)) for key in by or ()],
    ]


def _node_columns(rows: Sequence[tuple[Any, ...]]) -> dict[str, list[Any]]:
    return {
        "key": [row[0] for row in rows],
        "name": [row[1] for row in rows],
        "kind": [row[2] for row in rows],
        "names": [_names(name, others, aliases) for _, name, _, others, aliases, *_ in rows],
        "country": [row[5] or "" for row in rows],
        "industry": [row[6] or "" for row in rows],
    }


def _names(name: str, others: Sequence[str], aliases: Sequence[str]) -> list[list[str]]:
    """Every name with its language, the usual one first, then how the Chinese ones are read."""
    told = {each.partition(":")[2]: each.partition(":")[0] for each in aliases or ()}
    names = dict.fromkeys((name, *(others or ())))
    read = dict.fromkeys(filter(None, map(reading, names)))
    return [
        *([told.get(each, ""), each] for each in names),
        *(["pinyin", each] for each in read if each not in names),
    ]


def _edge_columns(facts: Mapping[str, tuple[str, int, int, list[Any]]]) -> dict[str, list[Any]]:
    return {
        "fact": list(facts),
        "source": [tail for _, tail, _, _ in facts.values()],
        "target": [head for _, _, head, _ in facts.values()],
        "relation": [relation for relation, *_ in facts.values()],
        "versions": [versions for *_, versions in facts.values()],
    }


def _source_columns(store: Store, keys: Sequence[str]) -> dict[str, list[str]]:
    found = {
        row[0]: row for lot in lots(keys) for row in store.query(_SOURCES, {"keys": list(lot)})
    }
    rows = [found.get(key, (key, "", "", "")) for key in keys]
    names = ("key", "title", "publisher", "kind")
    return {name: [row[at] or "" for row in rows] for at, name in enumerate(names)}


def _places(
    names: Sequence[str], links: Sequence[tuple[int, int]]
) -> tuple[list[float], list[float]]:
    """A point in pixels for each node, with room for its name where there are not too many."""
    roomy = len(names) <= _CROWD
    boxes = [
        (max(64.0, min(len(name), 22) * _LETTER + 18) if roomy else _ROOM, _NAME_HEIGHT + _ROOM)
        for name in names
    ]
    points = layout.place(len(names), links, boxes)
    return [x for x, _ in points], [-y for _, y in points]
