"""Which judgements count, and which entity stands for which. Pure; stores write it down.

Of several judgements on one pair the newest that was not withdrawn counts; where two of one day
disagree, neither does. What is the same as the same is the same, so judgements join entities into
groups, and one of each group stands for all: the one with the shortest key, and of these the first
in the alphabet. Which one that is changes nothing but the key that answers give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graphkit.statement import Judgement

__all__ = ["Pair", "groups_of", "judged", "stand_in"]

Pair = tuple[str, str]  # keys of two entities, the smaller first


def judged(judgements: Iterable[Judgement]) -> Mapping[Pair, Judgement]:
    """The judgement that counts on each pair; pairs on which none does are not there."""
    every = {each.key: each for each in judgements}
    withdrawn = {each.withdraws for each in every.values()}
    made: dict[Pair, list[Judgement]] = defaultdict(list)
    for key, each in every.items():
        if each.left and key not in withdrawn:
            made[each.pair].append(each)
    found = {}
    for pair, group in made.items():
        last = max(each.judged_on for each in group)
        newest = sorted((each for each in group if each.judged_on == last), key=_key)
        if len({each.verdict for each in newest}) == 1:
            found[pair] = newest[-1]
    return found


def _key(each: Judgement) -> str:
    return each.key


def groups_of(judged: Mapping[Pair, Judgement]) -> list[frozenset[str]]:
    """The groups of two or more entities that are one, in order of their keys."""
    near: dict[str, set[str]] = defaultdict(set)
    for (left, right), each in judged.items():
        if each.verdict == "same":
            near[left].add(right)
            near[right].add(left)
    groups, seen = [], set[str]()
    for start in sorted(near):
        if start in seen:
            continue
        group, rest = {start}, [start]
        while rest:
            new = near[rest.pop()] - group
            group |= new
            rest += new
        seen |= group
        groups.append(frozenset(group))
    return groups


def stand_in(group: Iterable[str]) -> str:
    """The key of the entity that stands for a group."""
    return min(group, key=lambda key: (len(key), key))
