"""Rows in are rows loaded, unchanged, left out and quarantined; mended ones come back."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NoReturn

import openpyxl
import pytest
from mapped_tables import MAPPING, TABLE, Write

import graphkit
from graphkit.errors import InputError, StoreBusy
from graphkit.ingest.mapping import read_mapped, sift_mapped
from graphkit.loading import MappedReport

BAD = TABLE.replace("1998-05", "May 1998") + '7,,Nobody,2020,\n8,"=1+1",+X,"=cmd|\' /C calc\'!A0"\n'


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def _adds_up(report: MappedReport) -> bool:
    return all(
        table.rows == loaded + unchanged + table.refused + table.left_out
        and 0 <= loaded <= table.good
        for table, loaded in zip(report.tables, report.loaded, strict=True)
        for unchanged in (table.good - loaded + table.repeated,)
    )


def test_refused_rows_stand_beside_in_their_own_columns_with_line_and_reason(write: Write) -> None:
    folder = write(MAPPING, makes_csv=BAD)
    mapped = sift_mapped([folder], folder.parent / "mapping.yaml")
    (place,) = mapped.quarantine
    assert place == folder.with_name("data-quarantine")
    assert sorted(each.name for each in place.iterdir()) == ["makes.csv", "quarantine.yaml"]
    header, date, cells, formula = _rows(place / "makes.csv")
    assert header == ["line", "reason", "maker_id", "maker", "make", "since"]
    assert date[0] == "3"
    assert date[1].startswith("since: valid_from: 'May 1998' is not a date")
    assert date[2:] == ["2", "Zhejiang Geely", "吉利", "May 1998"]
    assert cells[:2] == ["5", "has 5 cells where the header has 4"]
    # Whoever opens the folder in a spreadsheet starts nothing.
    assert formula[3:] == ["'=1+1", "'+X", "'=cmd|' /C calc'!A0"]
    (report,) = mapped.reports
    assert (report.rows, report.good, report.refused) == (5, 2, 3)


def test_mended_rows_are_loaded_by_the_same_mapping_and_formulas_stay_data(
    write: Write, tmp_path: Path
) -> None:
    folder, mapping = write(MAPPING, makes_csv=BAD), tmp_path / "mapping.yaml"
    with graphkit.open(tmp_path / "store") as graph:
        first = graph.load(folder, mapping=mapping, keep_going=True)
        assert (first.loaded, first.refused) == ((2,), 3)
        assert "5 rows: 2 loaded, 0 unchanged, 3 quarantined, 0 left out by filters" in str(first)
        (place,) = first.quarantine
        text = (place / "makes.csv").read_text(encoding="utf-8")
        text = text.replace(",May 1998", ",1998-05").replace("'=cmd|' /C calc'!A0", "2020")
        text = "".join(line for line in text.splitlines(True) if "Nobody" not in line)
        (place / "makes.csv").write_text(text, encoding="utf-8")
        second = graph.load(place, mapping=mapping)
        assert second.loaded == (2,)
        again = graph.load(folder, mapping=mapping, keep_going=True)
        assert again.loaded == (0,)
        assert all(map(_adds_up, (first, second, again)))
        names = {row["name"] for row in graph.cypher("MATCH (e:Entity) RETURN e.name AS name").rows}
        assert {"=1+1", "+X"} <= names
        graph.export(tmp_path / "out")
    [entities] = (tmp_path / "out").glob("*/entities.csv")
    exported = entities.read_text(encoding="utf-8")
    assert "'=1+1" in exported
    assert ",=1+1" not in exported
    assert again.quarantine[0].name == "data-quarantine-2"


def test_the_same_bad_rows_again_leave_the_same_folder(write: Write) -> None:
    folder = write(MAPPING, makes_csv=BAD)
    places = [sift_mapped([folder], folder.parent / "mapping.yaml").quarantine for _ in "ab"]
    assert places[0] == places[1]
    assert sorted(each.name for each in folder.parent.iterdir()) == [
        "data", "data-quarantine", "mapping.yaml",
    ]  # fmt: skip


def test_without_keep_going_one_bad_row_loads_nothing(write: Write, tmp_path: Path) -> None:
    folder = write(MAPPING, makes_csv=BAD)
    with graphkit.open(tmp_path / "store") as graph:
        with pytest.raises(InputError) as caught:
            graph.load(folder, mapping=tmp_path / "mapping.yaml")
        assert [each.line for each in caught.value.problems] == [3, 5, 6]
        assert graph.store.counts()["entities"] == 0
    assert not folder.with_name("data-quarantine").exists()


def test_bad_rows_of_a_workbook_come_back_as_text(write: Write, tmp_path: Path) -> None:
    folder = write(MAPPING.replace("makes.csv", "makes.xlsx"))
    book = openpyxl.Workbook()
    for line in BAD.splitlines()[:4]:
        book.active.append(line.split(","))
    book.save(folder / "makes.xlsx")
    mapped = sift_mapped([folder], tmp_path / "mapping.yaml")
    (place,) = mapped.quarantine
    file = place / "makes.xlsx.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",May 1998", ",1998"), "utf-8")
    assert len(read_mapped([place], tmp_path / "mapping.yaml").batch.statements) == 1


@pytest.mark.parametrize("elsewhere", ["../../etc", "'..'", "."])
def test_a_marker_that_leads_elsewhere_is_refused(
    write: Write, tmp_path: Path, elsewhere: str
) -> None:
    folder = write(MAPPING, makes_csv=BAD)
    (place,) = sift_mapped([folder], tmp_path / "mapping.yaml").quarantine
    (place / "quarantine.yaml").write_text(f"quarantine_of: {elsewhere}\n", encoding="utf-8")
    with pytest.raises(InputError, match="does not name the folder or file beside it"):
        read_mapped([place], tmp_path / "mapping.yaml")


def test_what_is_written_in_portions_is_what_is_written_at_once(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = TABLE.splitlines()[0] + "\n"
    table += "".join(
        f"{at % 7},maker {at % 7},make {at % 11},{2000 + at % 5}\n" for at in range(90)
    )
    mapping = MAPPING + "      - {subject: maker, relation: ceased, value: after 2020}\n"
    folder = write(mapping, makes_csv=table)
    hashes, loaded = set(), set()
    for lot in (5, 17, 100_000):
        monkeypatch.setattr("graphkit.loading.tables._LOT", lot)
        with graphkit.open(tmp_path / f"store-{lot}") as graph:
            report = graph.load(folder, mapping=tmp_path / "mapping.yaml")
            hashes.add(graph.store.content_hash())
        loaded.add(report.loaded)
        assert _adds_up(report)
    assert len(hashes) == len(loaded) == 1


def test_a_store_that_takes_nothing_leaves_no_quarantine(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(MAPPING, makes_csv=BAD)
    before = sorted(tmp_path.iterdir())

    def busy(*_: object, **__: object) -> NoReturn:
        raise StoreBusy("another is at it")

    with graphkit.open(tmp_path / "store") as graph:
        for verb, call in (("write", graph.load), ("plan", graph.plan)):
            monkeypatch.setattr(graph.store, verb, busy)
            with pytest.raises(StoreBusy):
                call(folder, mapping=tmp_path / "mapping.yaml", keep_going=True)
    assert sorted(tmp_path.iterdir()) == before


def test_mended_rows_add_to_what_good_rows_said_of_an_entity(write: Write, tmp_path: Path) -> None:
    mapping = MAPPING.replace("name: $(maker)}", "name: $(maker), country: $(land)}")
    table = "maker_id,maker,make,since,land\n1,Tesla,Model A,2003,US\n1,Tesla,Model B,{},\n"
    folder = write(mapping, makes_csv=table.format("2004"))
    given = {"mapping": tmp_path / "mapping.yaml", "keep_going": True}
    with graphkit.open(tmp_path / "clean") as graph:
        graph.load(folder, **given)  # type: ignore[arg-type]
        whole = graph.store.content_hash()
    write(mapping, makes_csv=table.format("soon"))
    for way in ("load", "plan"):
        with graphkit.open(tmp_path / way) as graph:
            (place,) = graph.load(folder, **given).quarantine  # type: ignore[arg-type]
            text = (place / "makes.csv").read_text(encoding="utf-8")
            (place / "makes.csv").write_text(text.replace(",soon,", ",2004,"), encoding="utf-8")
            if way == "load":
                graph.load(place, mapping=given["mapping"])  # type: ignore[arg-type]
            else:
                plan = graph.plan(place, mapping=given["mapping"])  # type: ignore[arg-type]
                assert plan.count("dropped") == 0  # the good rows were not to be in it
                graph.apply(plan)
            assert graph.store.content_hash() == whole


@pytest.mark.parametrize("name", ["my  data", "Que\u0301bec", "吉利 'a': #b", "a\u2028b"])
def test_mended_rows_find_where_they_came_from_whatever_it_is_called(
    write: Write, tmp_path: Path, name: str
) -> None:
    mapping = MAPPING + "      - {subject: {key: m-$(by)}, relation: SUCCEEDED_BY, object: maker}\n"
    table = "maker_id,maker,make,since,by\n1,Tesla,A,2003,3\n3,BYD,C,2001,1\n2,Geely,B,May 1998,1\n"
    folder = write(mapping, makes_csv=table).rename(tmp_path / name)
    (place,) = sift_mapped([folder], tmp_path / "mapping.yaml").quarantine
    file = place / "makes.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",May 1998,", ",1998,"), "utf-8")
    assert len(read_mapped([place], tmp_path / "mapping.yaml").batch.statements) == 2


def test_nothing_has_dropped_out_of_tables_that_are_not_given(write: Write, tmp_path: Path) -> None:
    second = MAPPING.partition("tables:\n")[2].replace("makes.csv", "more.csv")
    folder = write(MAPPING + second, makes_csv=TABLE, more_csv=TABLE.replace("1998-05", "1997"))
    mapping = tmp_path / "mapping.yaml"
    with graphkit.open(tmp_path / "store") as graph:
        graph.load(folder, mapping=mapping)
        assert graph.plan(folder / "makes.csv", mapping=mapping).count("dropped") == 0
        write(MAPPING + second, makes_csv=TABLE, more_csv=TABLE)
        assert graph.plan(folder, mapping=mapping).count("dropped") == 1
