"""Precision and recall of the inbox's rules, per relation, on quotes that support known facts.

    python benchmarks/inbox.py entities.csv --develop seed-article.csv … --held-out rail.csv …

`entities.csv` has the columns canonical_name, kind and aliases (with | between them); facts have
subject, relation, object, quote and attributes. Each quote is read as a text by itself.

Attributes, as `polarity=denied; stage=planned` or as JSON, say how a quote tells its fact. One that
is told as done has to be proposed as done; one that is denied, as a denial; one that is over
(`stage=ended`), as a denial or with its end; what is planned, agreed or rumoured, as such, and it
need not be found. A proposal that another quote or a bundled pack bears out counts as right where
it asserts no more than they do.

Recall is given over the facts whose quote names both parties, which is all that can be found
without context, and over all of them.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from graphkit.inbox import Names, Proposal, propose
from graphkit.loading import read
from graphkit.model import RELATIONS
from graphkit.statement import Entity, digest

# Words of the files for what the vocabulary says otherwise, and whether they turn the ends round.
WORDS = {
    "LED_BY": ("LEADS", True), "LICENSES_TO": ("USES_LICENCE_OF", True),
    "RENAMED_TO": ("SUCCEEDED_BY", False), "BRAND_OF": ("OWNS_BRAND", True),
    "JOINT_VENTURE_OF": ("OWNS", True), "BADGE_ENGINEERED_WITH": ("MANUFACTURES_FOR", True),
    "STOPPED_MANUFACTURING_FOR": ("MANUFACTURES_FOR", False),
    "DOES_NOT_OWN": ("OWNS", False), "DOES_NOT_HOLD": ("HOLDS", False),
    "DENIED_PLAN_TO_ACQUIRE": ("ACQUIRED", False), "STOPPED_USING": ("USES_LICENCE_OF", False),
    "OFFERED_TO_ACQUIRE": ("ACQUIRED", False), "CONTRACTED_WITH": ("MANUFACTURES_FOR", True),
}  # fmt: skip
# How these words, by themselves, say that a fact is told.
TOLD = {
    "STOPPED_MANUFACTURING_FOR": "ended", "STOPPED_USING": "ended", "DOES_NOT_OWN": "denied",
    "DOES_NOT_HOLD": "denied", "DENIED_PLAN_TO_ACQUIRE": "denied", "OFFERED_TO_ACQUIRE": "planned",
}  # fmt: skip
KINDS = {"company": "Company", "person": "Person", "authority": "Authority", "brand": "Brand"}
Fact = tuple[str, str, str]
Gold = dict[Fact, str]  # each fact, and how it is told: done, denied, ended or planned


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


def told_in(row: Mapping[str, str]) -> str:
    """How a row says that its fact is told."""
    written = row.get("attributes") or ""
    marks = (
        {name: str(value) for name, value in json.loads(written).items()}
        if written.startswith("{")
        else dict(each.strip().split("=", 1) for each in written.split(";") if "=" in each)
    )
    if marks.get("polarity") in ("denied", "negative"):
        return "denied"
    stage = marks.get("stage", "closed")
    if stage in ("closed", "ended"):
        return "ended" if stage == "ended" else TOLD.get(row["relation"], "done")
    return "planned"


def gold_in(path: Path, entities: dict[str, Entity]) -> dict[str, Gold]:
    gold: dict[str, Gold] = defaultdict(dict)
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
                fits = known and one.kind in known.subjects and other.kind in known.objects
                if fits and one.key != other.key:
                    facts[one.key, relation, other.key] = told_in(each)
    return gold


def is_so(proposal: Proposal, told: str) -> bool:
    """Whether a proposal says a fact as its quote tells it."""
    denied, early = proposal.polarity != "asserted", proposal.stage != "closed"
    if told == "denied":
        return denied
    if told == "ended":
        return denied or (not early and proposal.valid_to != "")
    return not denied and early == (told == "planned")


def bears_out(proposal: Proposal, told: Iterable[str]) -> bool:
    """Whether what other sources tell of a fact covers what a proposal asserts of it."""
    return any(
        is_so(proposal, each)
        or (each == "done" and proposal.polarity == "asserted" and proposal.stage != "closed")
        for each in told
    )


def seeds(entities: dict[str, Entity]) -> dict[Fact, set[str]]:
    """How the bundled packs tell their facts, in the entities of the file."""
    called = {name.lower(): each.key for each in entities.values() for name in each.names}
    batch = read(["seeds"])
    key = {
        each.key: called[name.lower()]
        for each in batch.entities
        for name in each.names
        if name.lower() in called
    }
    told: dict[Fact, set[str]] = defaultdict(set)
    for each in batch.statements:
        if each.subject in key and each.object in key:
            so = "done" if each.stage == "closed" else "planned"
            told[key[each.subject], each.relation, key[each.object]].add(
                so if each.polarity == "asserted" else "denied"
            )
    return told


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
    name: str, golds: Iterable[dict[str, Gold]], entities: dict[str, Entity], *, show: bool
) -> None:
    names = Names({each.key: each for each in entities.values()}.values())
    label = {each.key: each.name for each in entities.values()}
    counts = {each: Counter() for each in ("right", "wrong", "found", "missed", "unnamed")}
    quotes = [each for gold in golds for each in gold.items()]
    known = seeds(entities)
    for _, facts in quotes:
        for fact, told in facts.items():
            known[fact].add(told)
    for quote, facts in quotes:
        named = {key for each in names.find(quote) for key in each.keys}
        right: set[Fact] = set()
        for each in propose(quote, names):
            fact = (each.subject, each.relation, each.object)
            told = facts.get(fact)
            if is_so(each, told) if told else bears_out(each, known.get(fact, ())):
                right.add(fact)
                counts["right"][each.relation] += 1
            else:
                counts["wrong"][each.relation] += 1
                if show:
                    print(
                        "WRONG ", *_line(fact, label), f"({each.polarity}, {each.stage}) |", quote
                    )
        for fact in sorted(fact for fact, told in facts.items() if told != "planned"):
            kind = "missed" if {fact[0], fact[2]} <= named else "unnamed"
            counts["found" if fact in right else kind][fact[1]] += 1
            if show and fact not in right and kind == "missed":
                print("MISSED", *_line(fact, label), f"({facts[fact]}) |", quote)
    print(f"\n{name}\n{'relation':22}{'right':>6}{'wrong':>6}{'found':>6}{'missed':>7}{'unnamed':>8}"
          f"{'precision':>10}{'recall':>8}{'of all':>8}")  # fmt: skip
    for relation in [*sorted(set().union(*counts.values())), "all"]:
        r, w, f, m, u = (sum(each.values()) if relation == "all" else each[relation]
                         for each in counts.values())  # fmt: skip
        print(f"{relation:22}{r:6}{w:6}{f:6}{m:7}{u:8}{_share(r, r + w):>10}"
              f"{_share(f, f + m):>8}{_share(f, f + m + u):>8}")  # fmt: skip


def _line(fact: Fact, label: Mapping[str, str]) -> tuple[str, str, str]:
    return label[fact[0]], fact[1], label[fact[2]]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


if __name__ == "__main__":
    main()
