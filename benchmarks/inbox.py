"""Precision and recall of the inbox's rules, per relation, on quotes that support known facts.

    python benchmarks/inbox.py entities.csv --develop seed-article.csv … --held-out rail.csv …

`entities.csv` has the columns canonical_name, kind and aliases (with | between them); facts have
subject, relation, object and quote. Each quote is read as a text by itself. Recall is given over
the facts whose quote names both parties, which is all that can be found without context, and over
all of them. A proposal counts as right where a fact of the files, or of the bundled packs, has
the same parties and relation.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from graphkit.inbox import Names, propose
from graphkit.loading import read
from graphkit.model import RELATIONS
from graphkit.statement import Entity, digest

# Words of the files for what the vocabulary says otherwise; True turns the ends round.
WORDS = {
    "LED_BY": ("LEADS", True), "LICENSES_TO": ("USES_LICENCE_OF", True),
    "RENAMED_TO": ("SUCCEEDED_BY", False), "BRAND_OF": ("OWNS_BRAND", True),
    "JOINT_VENTURE_OF": ("OWNS", True), "BADGE_ENGINEERED_WITH": ("MANUFACTURES_FOR", True),
    "STOPPED_MANUFACTURING_FOR": ("MANUFACTURES_FOR", False),
    "DOES_NOT_OWN": ("OWNS", False), "DOES_NOT_HOLD": ("HOLDS", False),
    "DENIED_PLAN_TO_ACQUIRE": ("ACQUIRED", False), "STOPPED_USING": ("USES_LICENCE_OF", False),
    "OFFERED_TO_ACQUIRE": ("ACQUIRED", False), "CONTRACTED_WITH": ("MANUFACTURES_FOR", True),
}  # fmt: skip
KINDS = {"company": "Company", "person": "Person", "authority": "Authority", "brand": "Brand"}
Fact = tuple[str, str, str]


def entities_in(path: Path) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    owner: dict[str, str] = {}  # entities that share a name are read as one
    with path.open(encoding="utf-8", newline="") as file:
        for each in csv.DictReader(file):
            name = each["canonical_name"]
            kind = KINDS.get(each["kind"], "Product")
            aliases = tuple(("en", alias) for alias in each["aliases"].split("|") if alias)
            every = [name, *(alias for _, alias in aliases)]
            first = next((owner[each] for each in every if each in owner), name)
            for each_name in every:
                owner.setdefault(each_name, first)
            if first != name and found[first].kind == kind:
                more = (*found[first].aliases, *(("en", each_name) for each_name in every))
                found[first] = Entity(digest(first), kind, first, more)
                found[name] = found[first]
            else:
                found[name] = Entity(digest(name), kind, name, aliases)
    return {name: found[owner.get(name, name)] if found[owner.get(name, name)].kind == each.kind
            else each for name, each in found.items()}  # fmt: skip


def gold_in(path: Path, entities: dict[str, Entity]) -> dict[str, set[Fact]]:
    gold: dict[str, set[Fact]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for each in csv.DictReader(file):
            relation, turned = WORDS.get(each["relation"], (each["relation"], False))
            ends = [each["subject"], each["object"]]
            subject, object_ = reversed(ends) if turned else ends
            facts = gold[each["quote"]]
            if subject in entities and object_ in entities:
                one, other = entities[subject], entities[object_]
                if relation == "OWNS" and other.kind == "Brand":
                    relation = "OWNS_BRAND"
                known = RELATIONS.get(relation)
                if known and one.kind in known.subjects and other.kind in known.objects:
                    facts.add((one.key, relation, other.key))
                    facts -= {(one.key, relation, one.key)}
    return gold


def seeds(entities: dict[str, Entity]) -> set[Fact]:
    """The facts of the bundled packs, in the entities of the file."""
    called = {name.lower(): each.key for each in entities.values() for name in each.names}
    batch = read(["seeds"])
    key = {
        each.key: called[name.lower()]
        for each in batch.entities
        for name in each.names
        if name.lower() in called
    }
    return {
        (key[each.subject], each.relation, key[each.object])
        for each in batch.statements
        if each.subject in key and each.object in key
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("entities", type=Path)
    parser.add_argument("--develop", nargs="*", type=Path, default=[])
    parser.add_argument("--held-out", nargs="*", type=Path, default=[])
    parser.add_argument("--show", action="store_true", help="what is missed and wrong")
    given = parser.parse_args()
    entities = entities_in(given.entities)
    for name, files in (("develop", given.develop), ("held out", given.held_out)):
        if files:
            score(name, [gold_in(each, entities) for each in files], entities, show=given.show)


def score(
    name: str, golds: Iterable[dict[str, set[Fact]]], entities: dict[str, Entity], *, show: bool
) -> None:
    names = Names({each.key: each for each in entities.values()}.values())
    label = {each.key: each.name for each in entities.values()}
    right, wrong, missed, unnamed = Counter(), Counter(), Counter(), Counter()
    golds = list(golds)
    known = {fact for gold in golds for facts in gold.values() for fact in facts} | seeds(entities)
    for quote, facts in ((quote, facts) for gold in golds for quote, facts in gold.items()):
        named = {key for each in names.find(quote) for key in each.keys}
        said = {(each.subject, each.relation, each.object) for each in propose(quote, names)}
        right.update(fact[1] for fact in said & known)
        wrong.update(fact[1] for fact in said - known)
        within = {fact for fact in facts - said if {fact[0], fact[2]} <= named}
        missed.update(fact[1] for fact in within)
        unnamed.update(fact[1] for fact in facts - said - within)
        for title, found in (("MISSED", within), ("WRONG ", said - known)) if show else ():
            for fact in sorted(found):
                print(title, label[fact[0]], fact[1], label[fact[2]], "|", quote)
    print(f"\n{name}\n{'relation':22}{'right':>6}{'wrong':>6}{'missed':>7}{'unnamed':>8}"
          f"{'precision':>10}{'recall':>8}{'of all':>8}")  # fmt: skip
    for relation in [*sorted({*right, *wrong, *missed, *unnamed}), "all"]:
        r, w, m, u = (sum(each.values()) if relation == "all" else each[relation]
                      for each in (right, wrong, missed, unnamed))  # fmt: skip
        print(f"{relation:22}{r:6}{w:6}{m:7}{u:8}{_share(r, r + w):>10}{_share(r, r + m):>8}"
              f"{_share(r, r + m + u):>8}")  # fmt: skip


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


if __name__ == "__main__":
    main()
