"""A pack of any size with the shape of the real ones, the same for the same seed. Packs of several
seeds and names are of the same companies and may be loaded into one store.

    python benchmarks/synthetic.py FOLDER --companies 100000 --facts 300000

One statement for each fact. Companies follow a long tail: few hold, lend and own much. The names
are made up and partly Chinese; nothing in it is about a real company.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

RELATIONS = (
    ("USES_LICENCE_OF", 22),
    ("MANUFACTURES_FOR", 18),
    ("OWNS", 20),
    ("HOLDS", 16),
    ("LISTED_IN", 10),
    ("ACQUIRED", 9),
    ("APPLIED_FOR", 3),
    ("CLEARED", 2),
)
COLUMNS = (
    "id",
    "subject",
    "relation",
    "object",
    "valid_from",
    "valid_to",
    "expected_to",
    "confidence",
    "source",
    "quote",
    "licence_kind",
    "qualification",
    "share",
    "price",
    "purpose",
)
QUALIFICATIONS, REGISTERS = 60, 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--companies", type=int, default=100_000)
    parser.add_argument("--facts", type=int, default=300_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write_pack(given.folder, given.companies, given.facts, given.seed)


def write_pack(folder: Path, companies: int, facts: int, seed: int = 1) -> Path:
    """Write the pack; returns its folder."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dataset.yaml").write_text(
        f"name: {folder.name}\ntitle: Synthetic\nretrieved: 2026-01-01\n", encoding="utf-8"
    )
    days = sorted(_day(chance) for _ in range(max(10, facts // 30)))
    sources = {f"s{n}" if seed == 1 else f"s{seed}-{n}": day for n, day in enumerate(days)}
    _write(folder / "entities.csv", _ENTITY_COLUMNS, _entities(companies))
    _write(
        folder / "sources.csv",
        ("key", "title", "publisher", "kind", "published"),
        _sources(sources),
    )
    _write(folder / "statements.csv", COLUMNS, _statements(companies, facts, sources, chance))
    return folder


_ENTITY_COLUMNS = ("key", "kind", "name", "aliases", "country", "confers_right", "order", "sense")


def _write(path: Path, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _entities(companies: int) -> Iterator[tuple[object, ...]]:
    for n in range(companies):
        yield f"c{n}", "Company", f"Company {n}", f"zh-Hans:公司{n}号", "CN", "", "", ""
    for n in range(QUALIFICATIONS):
        yield f"q{n}", "Qualification", f"Qualification {n}", "", "", "yes", n % 3 + 1, ""
    for n in range(REGISTERS):
        yield f"g{n}", "Register", f"Register {n}", "", "", "", "", "permits"


def _day(chance: random.Random, since: int = 2005) -> date:
    return date(since, 1, 1) + timedelta(days=chance.randrange(365 * (2025 - since)))


def _sources(published: Mapping[str, date]) -> Iterator[tuple[object, ...]]:
    for n, (key, day) in enumerate(published.items()):
        yield key, f"Title {n}", f"Publisher {n % 500}", "press", day


def _statements(
    companies: int, facts: int, sources: Mapping[str, date], chance: random.Random
) -> Iterator[tuple[object, ...]]:
    names, weights = zip(*RELATIONS, strict=True)
    documents = list(sources.items())
    seen: set[tuple[str, str, str]] = set()

    def tail() -> str:
        return f"c{int(companies * chance.random() ** 2.5)}"

    while len(seen) < facts:
        relation = chance.choices(names, weights)[0]
        subject, object_ = f"c{chance.randrange(companies)}", tail()
        if relation in {"HOLDS", "APPLIED_FOR", "CLEARED"}:
            subject, object_ = tail(), f"q{chance.randrange(QUALIFICATIONS)}"
        elif relation == "LISTED_IN":
            object_ = f"g{chance.randrange(REGISTERS)}"
        elif relation == "MANUFACTURES_FOR":
            subject, object_ = object_, subject
        if subject == object_ or (relation, subject, object_) in seen:
            continue
        seen.add((relation, subject, object_))
        source, published = documents[chance.randrange(len(documents))]
        began = published - timedelta(days=chance.randrange(1, 3000))
        ended = began + timedelta(days=chance.randrange(100, 3000))
        told = chance.random() < 0.2
        lent = relation == "USES_LICENCE_OF"
        yield (
            f"r{len(seen)}",
            subject,
            relation,
            object_,
            chance.choice((began.isoformat(), began.isoformat()[:7], str(began.year), "")),
            ended.isoformat()[:7] if told and ended < published else "",
            ended.isoformat()[:7] if told and ended >= published else "",
            chance.choice(("reported", "reported", "rumoured")),
            source,
            "a phrase by which the passage is found",
            "qualification" if lent else "",
            f"q{chance.randrange(QUALIFICATIONS)}" if lent else "",
            f"{chance.randrange(1, 100)}%" if relation == "OWNS" else "",
            f"CNY {chance.randrange(1, 9_999)}000" if relation == "ACQUIRED" else "",
            "production qualification" if relation == "ACQUIRED" else "",
        )


if __name__ == "__main__":
    main()
