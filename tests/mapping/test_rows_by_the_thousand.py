"""Rows that are judged by the thousand get the very judgement that they get one by one."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import InputError
from graphkit.ingest.mapping import Budget, Delivery, TableMapping, lots, read_mapping
from graphkit.ingest.mapping.marks import Marks, words
from graphkit.ingest.mapping.outline import Outliner
from graphkit.ingest.quarantine import Drafts

HEAD = """\
dataset: {name: makers, title: Makers and makes, retrieved: 2026-11-23}
sources:
  s1: {title: A table, publisher: Somebody, kind: reference}
entities:
  m-9: {kind: Company, name: A constant}
  the-list: {kind: Register, name: The list}
"""
MAKER = "{kind: Company, key: m-$(id), name: $(name), country: $(place), aliases: {en: $(other)}}"
MAPPINGS = {
    "labels, filters, constants": f"""
tables:
  - file: "*.csv"
    where: [{{value: $(note), is_not: [void]}}]
    entities:
      maker: {MAKER}
      make: {{kind: Brand, name: $(make), where: [{{value: $(make), is_not: ["", none]}}]}}
    statements:
      - {{subject: maker, relation: OWNS_BRAND, object: make, valid_from: $(since), id: $(label)}}
      - subject: maker
        relation: LISTED_IN
        object: the-list
        where: [{{value: $(note), is: [listed]}}]
      - {{subject: maker, relation: founded, value: $(since)}}
""",
    "lists, the same kind at both ends": """
tables:
  - file: "*.csv"
    entities:
      maker: {kind: Company, key: {from: $(id), split: /}, name: {from: $(name), split: /}}
      other: {kind: Company, name: {from: $(make), split: /}}
    statements:
      - {subject: maker, relation: COMPETES_WITH, object: other, valid_from: $(since)}
      - {subject: other, relation: COMPETES_WITH, object: maker, valid_from: $(since)}
""",
    "by key": """
tables:
  - file: "*.csv"
    entities:
      maker: {kind: Company, key: m-$(id), name: $(name)}
      make: {kind: Brand, key: $(other), name: $(make)}
    statements:
      - {subject: maker, relation: SUCCEEDED_BY, object: {key: m-$(next)}}
      - {subject: maker, relation: OWNS_BRAND, object: {key: $(other)}, valid_from: $(since)}
""",
}
CELLS = {
    "id": ["1", "2", "3", "4/5", "9", "", "a b", "6"],
    "name": ["One", "Two", "Two  ", "四", "Four/Five", "", "O\u0308ne"],
    "place": ["", "CN", "China"],
    "other": ["", "b-1", "b-2", "One", "m-2"],
    "make": ["Make", "None/Other", "none", "", "Öne", "One"],
    "since": ["2003", "2003-04", "", "soon", "by 2019"],
    "note": ["", "", "void", "listed"],
    "label": ["", "", "", "l1", "l2", "l3"],
    "next": ["1", "2", "3", "7", ""],
}


def _table(chance: random.Random, clean: float) -> str:
    """Rows of which a share takes only the first cells of each column, which fit together."""
    lines = [",".join(CELLS)]
    for _ in range(chance.randrange(1, 60)):
        odd = chance.random() > clean
        cells = [chance.choice(each if odd else each[:1]) for each in CELLS.values()]
        if not odd:
            cells[0] = cells[1] = str(chance.randrange(10, 30))
            cells[8] = str(chance.randrange(10, 31))
        lines.append(",".join(cells) + (",too many" if chance.random() < 0.01 else ""))
        if chance.random() < 0.02:
            lines.append(chance.choice(["", "," * 8, '"two\nlines",' + "," * 7]))
    return "\n".join(lines) + "\n"


def _judged(table: Path, mapping: TableMapping) -> dict[str, Any]:
    """All that a delivery says of a table, and gives of it."""
    with (
        Drafts() as drafts,
        Delivery([table], mapping, drafts=drafts, budget=Budget(share=100.0)) as delivery,
    ):
        try:
            delivery.check()
        except InputError as exc:
            return {"refused": exc.problems}
        problems = [each.read_text() for path in drafts.settle() for each in path.iterdir()]
        return {
            "reports": delivery.reports,
            "problems": sorted(problems),
            "entities": [each.entities for each in delivery.entities(1_000)],
            "rows": list(delivery.rows()),
        }


@pytest.mark.parametrize("name", MAPPINGS)
def test_one_by_one_and_by_the_thousand_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "mapping.yaml").write_text(HEAD + MAPPINGS[name], encoding="utf-8")
    mapping = read_mapping(tmp_path / "mapping.yaml")
    outline, outlined = Outliner.outline, 0

    def counted(self: Outliner, lot: lots.Lot) -> Any:
        nonlocal outlined
        found = outline(self, lot)
        outlined += found is not None
        return found

    for seed in range(20):
        chance = random.Random(f"{name} {seed}")
        table = tmp_path / f"{seed}.csv"
        table.write_text(_table(chance, chance.choice([0.5, 0.9, 1.0])), encoding="utf-8")
        monkeypatch.setattr(lots, "MOST", chance.choice([3, 10, 5_000]))
        monkeypatch.setattr(Outliner, "outline", counted)
        fast = _judged(table, mapping)
        monkeypatch.setattr(Outliner, "outline", lambda self, lot: None)
        assert _judged(table, mapping) == fast
    assert outlined > 50


def test_marks_are_found_one_by_one_and_by_the_thousand() -> None:
    chance = random.Random(7)
    # Many share their lower bits, so that they look for the same place.
    numbers = list({chance.randrange(1, 1 << 64) & ~0xFF | 1 for _ in range(3_000)})
    marks, one_by_one = Marks(), Marks()
    for at in range(0, len(numbers), 500):
        some = numbers[at : at + 500]
        marks.enter(words(some), words([each >> 1 for each in some]))
        for each in some:
            one_by_one.put(each, each >> 1)
    assert len(marks) == len(one_by_one) == len(numbers)
    assert all(marks.get(each) == one_by_one.get(each) == each >> 1 for each in numbers)
    there, notes = one_by_one.find(words([*numbers, 2, 4]))
    assert there.tolist() == [True] * len(numbers) + [False] * 2
    assert notes.tolist() == [*(each >> 1 for each in numbers), 0, 0]
