"""Two tables of the shape that the US vehicle registry has, whole; the rows are invented.

What the real ones hold is here in small: names with commas, makers without a make, makes of two
makers, several maker codes for one pair, and pairs that stand in both tables.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import graphkit
from graphkit.ingest.mapping import read_mapped

MAPPING = Path(__file__).parents[2] / "examples" / "mappings" / "vpic.yaml"
MAKES = """\
id,manufacturer_id,manufacturer,make_id,make,make_created,make_updated
1,10,"NORTHWIND MOTORS, INC.",501,Northwind,,
2,10,"NORTHWIND MOTORS, INC.",502,Zephyr,2015-07-29 08:24:40.130000,2016-01-02 00:00:00
3,11,EASTWIND COACHWORKS,503,Eastwind,2014-06-03,
4,12,Süd & Söhne GmbH,502,Zephyr,,
5,11,EASTWIND COACHWORKS,,,,
6,13,WESTWIND TRAILERS LLC,,,,
"""
CODES = """\
wmi,manufacturer_id,manufacturer,make_id,make,country,vehicle_type,created,updated,public_from
1NW,10,"NORTHWIND MOTORS, INC.",501,Northwind,UNITED STATES (USA),Truck,2015-01-01,,2015-01-01
1NX,10,"NORTHWIND MOTORS, INC.",501,Northwind,CANADA,Truck,2016-03-04 10:11:12,,2016-03-04 00:00:00
2EW,11,EASTWIND COACHWORKS,503,Eastwind,,Bus,,,
3WT,13,WESTWIND TRAILERS LLC,504,Westwind,MEXICO,Trailer,2019-09-09,,2019-09-09 00:00:00
3WU,13,WESTWIND TRAILERS LLC,,,MEXICO,Trailer,,,
"""


@pytest.fixture
def vpic(tmp_path: Path) -> Path:
    folder = tmp_path / "vpic"
    folder.mkdir()
    (folder / "manufacturer_make.csv").write_text(MAKES, encoding="utf-8")
    (folder / "wmi_make.csv").write_text(CODES, encoding="utf-8")
    return folder


def test_every_row_is_in_one_of_the_counts(vpic: Path) -> None:
    reports = read_mapped([vpic], MAPPING).reports
    assert {
        Path(each.name).name: (each.rows, each.good, each.repeated, each.refused, each.left_out)
        for each in reports
    } == {
        "manufacturer_make.csv": (6, 5, 1, 0, 0),  # a maker without a make, met before
        "wmi_make.csv": (5, 4, 1, 0, 0),
    }
    assert [each.unmapped for each in reports] == [
        ("make_updated",),
        ("country", "created", "updated"),
    ]


def test_the_graph_says_what_the_tables_say(vpic: Path) -> None:
    batch = read_mapped([vpic], MAPPING).batch
    assert {(each.subject, each.object) for each in batch.statements} == {
        (f"vpic-maker-{row['manufacturer_id']}", f"vpic-make-{row['make_id']}")
        for text in (MAKES, CODES)
        for row in csv.DictReader(io.StringIO(text))
        if row["make_id"]
    }
    names = {each.key: each.name for each in batch.entities}
    assert names["vpic-maker-10"] == "NORTHWIND MOTORS, INC."
    assert "vpic-maker-13" in names  # which has no make in the first table
    dated = {each.row: each.valid_from for each in batch.statements}
    assert len(dated) == 8
    assert dated["makes-1"] is None
    # A row was written on that day: what it says held by then.
    assert dated["makes-2"] == dated["wmi-1NW-501"]._replace(
        text="by 2015-07-29", latest="2015-07-29"
    )
    assert dated["wmi-1NX-501"].text == "by 2016-03-04"
    told = {each.row: each.summary for each in batch.statements}
    assert told["wmi-3WT-504"] == (
        "WESTWIND TRAILERS LLC uses the maker code 3WT for Westwind, Trailer"
    )


def test_a_load_is_whole_and_a_second_one_changes_nothing(vpic: Path, tmp_path: Path) -> None:
    with graphkit.open(tmp_path / "store") as graph:
        first = graph.load(vpic, mapping=MAPPING)
        before = graph.store.content_hash()
        again = graph.load(vpic, mapping=MAPPING)
        assert graph.store.content_hash() == before
        assert graph.store.counts()["statements"] == 8
        # One edge for a pair, however many rows say so.
        (row,) = graph.cypher(
            "MATCH (c)-[r:DECLARED_MAKER_OF]->(b) WHERE r.known_to = '9999-12-31' "
            "RETURN count(DISTINCT r.fact) AS facts"
        ).rows
        assert row["facts"] == 5
    assert first.loaded == (5, 4)
    assert again.loaded == (0, 0)
    assert not again.written.any
