"""Two real tables that no one here wrote, whole: the US vehicle registry."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import graphkit
from graphkit.ingest.mapping import Mapped, read_mapped

ROOT = Path(__file__).parents[2]
MAPPING = ROOT / "examples" / "mappings" / "vpic.yaml"
VPIC = ROOT.parent / "shared" / "vpic"

pytestmark = [
    pytest.mark.skipif(not VPIC.is_dir(), reason=f"{VPIC} is not there"),
    pytest.mark.xdist_group("vpic"),  # read once
]


@pytest.fixture(scope="module")
def mapped() -> Mapped:
    return read_mapped([VPIC], MAPPING)


def _rows(name: str) -> list[dict[str, str]]:
    with (VPIC / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_row_is_in_one_of_the_counts(mapped: Mapped) -> None:
    counts = {
        Path(each.name).name: (each.rows, each.good + each.repeated, each.refused, each.left_out)
        for each in mapped.reports
    }
    assert counts == {
        "manufacturer_make.csv": (12_821, 12_821, 0, 0),
        "wmi_make.csv": (13_919, 13_919, 0, 0),
    }


def test_what_is_not_mapped_is_told(mapped: Mapped) -> None:
    assert [each.unmapped for each in mapped.reports] == [
        ("make_updated",),
        ("country", "created", "updated"),
    ]


def test_the_graph_says_what_the_tables_say(mapped: Mapped) -> None:
    pairs = {
        (f"vpic-maker-{row['manufacturer_id']}", f"vpic-make-{row['make_id']}")
        for name in ("manufacturer_make.csv", "wmi_make.csv")
        for row in _rows(name)
        if row["make_id"]
    }
    assert {(each.subject, each.object) for each in mapped.batch.statements} == pairs
    names = {each.key: each.name for each in mapped.batch.entities}
    assert names["vpic-make-441"] == "Tesla"
    dated = {each.row: each.valid_from for each in mapped.batch.statements}
    assert dated["makes-80"] is None
    assert dated["wmi-102-13028"].text == "by 2024-06-25"


@pytest.mark.slow
def test_a_load_is_whole_and_a_second_one_changes_nothing(tmp_path: Path) -> None:
    table = VPIC / "manufacturer_make.csv"
    with graphkit.open(tmp_path / "store") as graph:
        first = graph.load(table, mapping=MAPPING)
        before = graph.store.content_hash()
        again = graph.load(table, mapping=MAPPING)
        assert graph.store.content_hash() == before
        assert graph.store.counts()["statements"] == 12_818
    assert first.loaded == (12_819,)  # and two makers without a make that earlier rows named
    assert again.loaded == (0,)
    assert not again.written.any
