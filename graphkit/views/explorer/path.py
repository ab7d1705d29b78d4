"""How two entities hang together: the shortest way that explains anything, with each step's fact.

Only relations that paths may run through count (`Relation.path`), and none runs through a ministry
or a list: by way of those every company is two steps from every other, which explains nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from graphkit.model import KINDS, RELATIONS
from graphkit.stores.base import Store
from graphkit.stores.upsert import ANY_KIND, lots
from graphkit.views.explorer.scene import JOINING, scene_of_facts
from graphkit.wording import counted

__all__ = ["find_path"]

_PATH = tuple(name for name in JOINING if RELATIONS[name].path)
_LONGEST = 8  # steps
_WIDEST = 20_000  # entities that are looked at from either end

_STEP = f"""
UNWIND $keys AS key
MATCH (a:{ANY_KIND} {{key: key}})-[r:{"|".join(_PATH)}]-(b:Entity)
WHERE r.known_from <= $known_on AND $known_on < r.known_to
  AND r.valid_from_earliest <= $as_of AND $as_of < r.valid_to_latest
RETURN a.key, b.key, b.kind, r.fact, type(r), startNode(r).key, endNode(r).key,
  CASE WHEN r.sure AND r.valid_from_latest <= $as_of AND $as_of < r.valid_to_earliest
    THEN 'yes' ELSE 'possible' END AS certainty
"""
_NAMES = f"UNWIND $keys AS key MATCH (e:{ANY_KIND} {{key: key}}) RETURN e.key, e.name"


class _Way(NamedTuple):
    """The last step to an entity; `doubts` counts the merely possible ones on the way to it."""

    near: str
    fact: str
    relation: str
    subject: str
    object: str
    certainty: str
    doubts: int


class _Side:
    """What was reached from one end: the way to each entity, and those reached last."""

    def __init__(self, start: str, target: str) -> None:
        self.ways: dict[str, _Way | None] = {start: None}
        self.edge = [start]
        self._target = target

    def step(self, store: Store, clocks: dict[str, str]) -> None:
        """Go one step further, by certain facts where there are any."""
        fresh: dict[str, _Way] = {}
        passing: dict[str, bool] = {}
        for lot in lots(self.edge):
            found = store.query(_STEP, {"keys": list(lot), **clocks})
            for near, key, kind, fact, relation, start, end, sure in sorted(found, key=_telling):
                if key in self.ways:
                    continue
                before = self.ways[near]
                doubts = (before.doubts if before else 0) + (sure != "yes")
                if key not in fresh or doubts < fresh[key].doubts:
                    fresh[key] = _Way(near, fact, relation, start, end, sure, doubts)
                passing[key] = not KINDS[kind].hub or key == self._target
        self.ways |= {key: way for key, way in fresh.items() if passing[key]}
        self.edge = [key for key in fresh if passing[key]]

    def back(self, key: str) -> list[_Way]:
        """The steps from the start to this entity."""
        steps = []
        while (way := self.ways[key]) is not None:
            steps.append(way)
            key = way.near
        return steps[::-1]


def find_path(store: Store, start: str, end: str, as_of: str, known_on: str) -> dict[str, Any]:
    """The `steps` from one to the other, a `note`, and the `scene` that they are.

    A step has fact, relation, sentence, certainty, and `from` and `to`, the keys of the entities
    in the order of the way, whichever way the fact points. The shortest way is
    taken, and of those the one with the fewest merely possible facts. Without one, `steps` is
    empty and the note says what was looked at.
    """
    clocks = {"as_of": as_of, "known_on": known_on}
    steps, note = _search(store, start, end, clocks)
    ends = {end for each in steps for end in (each.subject, each.object)}
    names = dict(store.query(_NAMES, {"keys": sorted(ends)}).rows)
    told, here = [], start
    for each in steps:
        there = each.object if each.subject == here else each.subject
        told.append({**_told(each, names), "from": here, "to": there})
        here = there
    facts = {each.fact: (each.relation, each.subject, each.object) for each in steps}
    return {"steps": told, "note": note or _summary(steps), "scene": scene_of_facts(store, facts)}


def _telling(row: tuple[Any, ...]) -> tuple[str, str, int, str]:
    """Of several facts between two entities, the one that comes first in the vocabulary."""
    return row[0], row[1], JOINING.index(row[4]), row[3]


def _search(store: Store, start: str, end: str, clocks: dict[str, str]) -> tuple[list[_Way], str]:
    if start == end:
        return [], "that is one and the same entity"
    near, far = _Side(start, end), _Side(end, start)
    for _ in range(_LONGEST):
        side = near if len(near.edge) <= len(far.edge) else far
        side.step(store, clocks)
        met = near.ways.keys() & far.ways.keys()
        if met:
            return min((_joined(near, far, key) for key in sorted(met)), key=_cost), ""
        if not side.edge:
            return [], _nothing(clocks)
        if len(near.ways) + len(far.ways) > _WIDEST:
            return [], f"stopped after {_WIDEST:,} entities without having found a way"
    return [], f"there is no way of at most {_LONGEST} steps on {clocks['as_of']}"


def _joined(near: _Side, far: _Side, key: str) -> list[_Way]:
    return near.back(key) + far.back(key)[::-1]


def _cost(steps: Sequence[_Way]) -> tuple[int, int]:
    return len(steps), sum(each.certainty != "yes" for each in steps)


def _told(step: _Way, names: dict[str, str]) -> dict[str, str]:
    sentence = RELATIONS[step.relation].sentence
    return {
        "fact": step.fact,
        "relation": step.relation,
        "sentence": sentence.format(subject=names[step.subject], object=names[step.object]),
        "certainty": step.certainty,
    }


def _summary(steps: Sequence[_Way]) -> str:
    doubts = sum(each.certainty != "yes" for each in steps)
    tail = f", {doubts} of them only possible" if doubts else ", all of them certain"
    return f"{counted(len(steps), 'steps')}{tail}; nothing shorter is known"


def _nothing(clocks: dict[str, str]) -> str:
    return (
        f"nothing that is known on {clocks['known_on']} joins them on {clocks['as_of']} without "
        "going through an authority, a qualification or a list"
    )
