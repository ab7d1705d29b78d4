"""Packs whose statements several processes check: the same files, and the same refusals."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

import graphkit
from graphkit.bulking import bulk
from graphkit.errors import InputError
from graphkit.loading import read

Row = dict[str, str]


def write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def statements(count: int) -> list[Row]:
    """A ring of licences, and at its end a company that ceased, for what rules infer of it."""
    rows = [
        {
            "id": f"r{n}" if n % 2 else "",
            "subject": f"c{n % 50}",
            "relation": "USES_LICENCE_OF",
            "object": f"Company {(n + 1 + n // 50) % 50}",
            "value": "",
            "valid_from": str(1990 + n // 50),
            "source": f"s{n % 3}",
            "quote": f'phrase {n}, "quoted"\nover lines',
            "licence_kind": "qualification",
        }
        for n in range(count)
        if (n + 1 + n // 50) % 50 != n % 50
    ]
    ceased = {"id": "end", "subject": "c1", "relation": "ceased", "value": "2020"}
    return [*rows, dict.fromkeys(rows[0], "") | ceased | {"source": "s1", "quote": "it ceased"}]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "dataset.yaml").write_text("name: made\ntitle: Made\nretrieved: 2026-01-01\n")
    companies = [{"key": f"c{n}", "kind": "Company", "name": f"Company {n}"} for n in range(50)]
    write(folder / "entities.csv", companies)
    about = {"title": "T", "publisher": "P", "kind": "press", "published": "2024-01-01"}
    write(folder / "sources.csv", [{"key": f"s{n}", **about} for n in range(3)])
    write(folder / "statements.csv", statements(2_000))
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_in_shares_it_is_the_same_to_the_byte(pack: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    packs = [pack, "semiconductors"]
    one = bulk(packs, tmp_path / "one")
    two = bulk(packs, tmp_path / "two", shared_from=1, progress=lambda *each: told.append(each))
    assert two.written == one.written
    assert two.arguments == one.arguments
    assert files(two.folder) == files(one.folder)
    assert one.written.statements.added > 1_900
    assert {Path(step).name for step, _, _ in told} >= {"statements.csv", "writing"}


def twice(rows: list[Row]) -> None:
    """A label that another share has, too."""
    rows[-2]["id"] = rows[1]["id"]


def said_again(rows: list[Row]) -> None:
    """The content of a row of another share."""
    rows[-2] = rows[0] | {"id": "again"}


def misspelt(rows: list[Row]) -> None:
    rows[700]["subject"] = "nobody"


def emptied(rows: list[Row]) -> None:
    rows[1_200]["source"] = ""


@pytest.mark.parametrize("spoil", [twice, said_again, misspelt, emptied])
def test_in_shares_the_same_is_refused(
    pack: Path, tmp_path: Path, spoil: Callable[[list[Row]], None]
) -> None:
    rows = statements(2_000)
    spoil(rows)
    write(pack / "statements.csv", rows)
    with pytest.raises(InputError) as whole:
        read([pack])
    with pytest.raises(InputError) as shared:
        bulk([pack], tmp_path / "import", shared_from=1)
    assert shared.value.problems == whole.value.problems
    assert not (tmp_path / "import").exists()


def test_a_broken_assertion_is_refused_in_shares(pack: Path, tmp_path: Path) -> None:
    with (pack / "dataset.yaml").open("a") as file:
        file.write("assertions:\n  min: {statements: 5000}\n")
    with pytest.raises(InputError, match="at least 5000 statements"):
        bulk([pack], tmp_path / "import", shared_from=1)


def test_packs_with_decisions_are_checked_whole(tmp_path: Path) -> None:
    one = graphkit.bulk(["pharma"], tmp_path / "one")
    two = bulk(["pharma"], tmp_path / "two", shared_from=1)
    assert two.written.decisions.added
    assert files(two.folder) == files(one.folder)
