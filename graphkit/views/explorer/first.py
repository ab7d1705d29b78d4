"""What is seen first, and what is seen next: never a ball of wool.

Without a focus, the *backbone*: who builds on whose licence, who makes for whom, who bought whom.
Where the whole of it is small it is shown as a whole; else the parties that most others build on,
each with its nearest. A node is opened with its neighbours, the telling relations first.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.model import KINDS, RELATIONS, ROUTES
from graphkit.stores.base import Store
from graphkit.stores.upsert import ANY_KIND, lots
from graphkit.views.explorer.scene import JOINING, Scene, scene_among, scene_between

__all__ = ["BACKBONE", "MOST", "builder", "built_on", "first_view", "focused", "neighbourhood"]

MOST = 240  # nodes of a first view; they fall into many small groups, which are packed
_HUBS = 24
_EACH = 9  # neighbours that a hub is shown with

# Relations by which a company comes to build on another; passing a brand on is not among them.
BACKBONE: tuple[str, ...] = tuple(
    name
    for name in JOINING
    if RELATIONS[name].path and RELATIONS[name].route and not ROUTES[RELATIONS[name].route].mere
)
_LENT = tuple(name for name in BACKBONE if RELATIONS[name].route in {"borrowed", "contract-made"})


# As `chain-to-regulator` goes on from a right; what is operated is a right where it is a list.
_GIVEN = {"REQUIRES": "subject", "ISSUED_BY": "subject", "OPERATES": "object"}


def builder(relation: str) -> str:
    """Which end of a relation builds on the other, "subject" or "object"; "" for neither. By a
    route, and a right on what it needs and on whoever gives it."""
    route = RELATIONS[relation].route
    return ROUTES[route].builder if route else _GIVEN.get(relation, "")


_LOAN = "USES_LICENCE_OF"
# Bare, engines read a number that they keep; with a label they look at every edge.
_COUNT = "MATCH ()-[r:{}]->() RETURN count(r)"
_ENDS = f"""
MATCH (a:Entity)-[r:{"|".join(_LENT)}]->(b:Entity)
WHERE r.fact IS NOT NULL
RETURN a.key, b.key
"""
# Of one kind at a time, without a condition: engines are ten times slower on `Entity`, on two kinds
# at once, and on a WHERE.
_LENDERS = """
MATCH (h:{})<-[r:{}]-()
RETURN h.key, count(r) AS borrowers
ORDER BY borrowers DESC, h.key
LIMIT $most
"""
_NEAR = f"""
UNWIND $keys AS key
MATCH (a:{ANY_KIND} {{key: key}})-[r:{"|".join(BACKBONE)}]-(b:Entity)
WHERE r.known_to = '9999-12-31'
RETURN a.key, type(r), b.key
"""
# What a company builds on leads away from it in some relations, and to it in the others.
_BUILT = {
    end: "|".join(name for name in JOINING if builder(name) == end) for end in ("subject", "object")
}
_UP = f"""
MATCH (a:{ANY_KIND} {{key: $key}})-[r:{_BUILT["subject"]}]->(b:Entity)
WHERE r.fact IS NOT NULL
RETURN DISTINCT b.key AS key, b.kind AS kind, type(r) AS relation
UNION
MATCH (a:{ANY_KIND} {{key: $key}})<-[r:{_BUILT["object"]}]-(b:Entity)
WHERE r.fact IS NOT NULL
RETURN DISTINCT b.key AS key, b.kind AS kind, type(r) AS relation
"""
_TOUCHING = f"""
UNWIND $keys AS key
MATCH (a:{ANY_KIND} {{key: key}})-[r]-(b:Entity)
WHERE r.fact IS NOT NULL
RETURN r.fact, type(r), b.key
"""


def first_view(store: Store, limit: int = MOST) -> Scene:
    """The whole backbone if that is at most `limit` nodes, else its hubs and their nearest."""
    lent = sum(store.query(_COUNT.format(name)).rows[0][0] for name in _LENT)
    if lent < 8 * limit:  # versions of facts: with more, there are more nodes than that
        keys = dict.fromkeys(end for row in sorted(store.query(_ENDS)) for end in row)
        if len(keys) <= limit:
            return scene_among(store, keys, BACKBONE)
    hubs = _lenders(store, min(_HUBS, limit))
    near = _nearest(store, hubs, limit)
    return scene_among(
        store,
        near,
        BACKBONE,
        "shown are the parties that most others build on; search for a name, or open a node",
    )


def _lenders(store: Store, most: int) -> list[str]:
    """Whose licence is used by most, in that order."""
    found: list[tuple[int, str]] = []
    for kind in RELATIONS[_LOAN].objects:
        rows = store.query(_LENDERS.format(kind, _LOAN), {"most": most})
        found.extend((-borrowers, key) for key, borrowers in rows)
    return [key for _, key in sorted(found)[:most]]


def _nearest(store: Store, hubs: Sequence[str], limit: int) -> list[str]:
    """The hubs, then in turns the next neighbour of each: those it shares with others first."""
    around: dict[str, dict[str, None]] = {key: {} for key in hubs}
    for hub, _, other in sorted(store.query(_NEAR, {"keys": hubs}), key=_telling):
        around[hub][other] = None
    shared: dict[str, int] = {}
    for others in around.values():
        for key in others:
            shared[key] = shared.get(key, 0) + 1
    chosen = dict.fromkeys(hubs)
    queues = [sorted(each, key=lambda key: -shared[key])[:_EACH] for each in around.values()]
    for turn in range(_EACH):
        for queue in queues:
            if turn < len(queue) and len(chosen) < limit:
                chosen[queue[turn]] = None
    return list(chosen)


def _telling(row: tuple[str, str, str]) -> tuple[int, str, str]:
    return JOINING.index(row[1]), row[0], row[2]


def focused(store: Store, keys: Sequence[str], depth: int, limit: int) -> Scene:
    """What is within `depth` steps of these entities, nearest first, at most `limit` nodes.

    From the entities themselves every relation counts; further on only those that paths may run
    through, so that a ministry does not draw in every company that it ever listed.
    """
    near, frontier = dict.fromkeys(keys), list(keys)
    for step in range(depth):
        reached: dict[str, None] = {}
        for lot in lots(frontier):
            for _, relation, other in sorted(
                store.query(_TOUCHING, {"keys": list(lot)}), key=_telling
            ):
                if RELATIONS[relation].path or not step:
                    reached[other] = None
        frontier = [key for key in reached if key not in near]
        near |= dict.fromkeys(frontier)
        if len(near) > limit:
            break
    kept = list(near)[:limit]
    return scene_among(store, kept, truncated=_cut(len(kept), len(near)))


def neighbourhood(store: Store, key: str, beside: Sequence[str], limit: int) -> Scene:
    """An entity with up to `limit` neighbours, and what joins these to one another and to the
    entities of `beside`, which are on the screen already; of those only the joined ones come.
    """
    found = sorted(store.query(_TOUCHING, {"keys": [key]}), key=_telling)
    seen = set(beside)
    others = dict.fromkeys(other for _, _, other in found if other != key)
    fresh = [other for other in others if other not in seen]
    here = [other for other in others if other in seen]
    kept = [key, *fresh[:limit], *here]
    shown = min(limit, len(fresh)) + len(here)
    return scene_between(store, kept, beside, truncated=_cut(shown, len(others)))


def built_on(store: Store, key: str, limit: int) -> Scene:
    """An entity with what it builds on, whoever else is joined to it."""
    rows = store.query(_UP, {"key": key})
    found = sorted(
        {
            other
            for other, kind, relation in rows
            if other != key and (RELATIONS[relation].route or KINDS[kind].hub)
        }
    )
    return scene_among(
        store, [key, *found[:limit]], truncated=_cut(min(limit, len(found)), len(found))
    )


def _cut(shown: int, of: int) -> str:
    return "" if shown >= of else f"shown are {shown:,} of {of:,} neighbours"
