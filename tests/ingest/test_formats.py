"""The same table in every format is the same records, and bad files of each are one problem."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
import yaml
from good_pack import ENTITIES, STATEMENTS, Find, Spoil

from graphkit.ingest import read_pack

Rows = list[dict[str, Any]]
ROWS: Rows = list(csv.DictReader(io.StringIO(STATEMENTS)))


def _jsonl(path: Path, rows: Rows) -> None:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))


def _yaml(path: Path, rows: Rows) -> None:
    path.write_text(yaml.safe_dump(rows, allow_unicode=True))


def _excel(path: Path, rows: Rows) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    book.save(path)


def _parquet(path: Path, rows: Rows) -> None:
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)


_WRITERS = {".jsonl": _jsonl, ".yaml": _yaml, ".xlsx": _excel, ".parquet": _parquet}


def _in_format(folder: Path, stem: str, suffix: str, rows: Rows) -> Path:
    (folder / f"{stem}.csv").unlink(missing_ok=True)
    _WRITERS[suffix](folder / f"{stem}{suffix}", rows)
    return folder


@pytest.mark.parametrize("suffix", _WRITERS)
def test_a_table_means_the_same_in_every_format(pack: Spoil, suffix: str) -> None:
    expected = read_pack(pack("cars"))
    folder = _in_format(pack("vans"), "statements", suffix, ROWS)
    _in_format(folder, "entities", suffix, list(csv.DictReader(io.StringIO(ENTITIES))))
    batch = read_pack(folder)
    assert batch.entities == expected.entities
    assert [each.as_record() | {"dataset": "cars"} for each in batch.statements] == [
        each.as_record() for each in expected.statements
    ]


@pytest.mark.parametrize(
    ("suffix", "line"), [(".jsonl", 2), (".yaml", 10), (".xlsx", 3), (".parquet", 3)]
)
def test_a_problem_has_the_line_of_its_row(
    pack: Spoil, problems: Find, suffix: str, line: int
) -> None:
    rows = [
        {"subject": "nio", "relation": "remark", "value": value, "source": source, "quote": "w"}
        for value, source in (("a", "p1"), ("b", "nowhere"))
    ]
    if suffix == ".yaml":
        rows[0]["value"] = "a text\nof some\nlines"
    folder = _in_format(pack(), "statements", suffix, rows)
    (problem,) = problems(folder)
    assert (problem.file, problem.line, problem.column) == (
        str(folder / f"statements{suffix}"), line, "source",
    )  # fmt: skip


@pytest.mark.parametrize("suffix", _WRITERS)
def test_an_unknown_column_is_named_in_every_format(
    pack: Spoil, problems: Find, suffix: str
) -> None:
    rows = [{**row, "sumary": "x"} for row in ROWS]
    (problem,) = problems(_in_format(pack(), "statements", suffix, rows))
    assert problem.column == "sumary"
    assert "summary" in problem.hint


@pytest.mark.parametrize("suffix", _WRITERS)
@pytest.mark.parametrize("content", [b"", b"\x00\xff\x00", b"PK\x03\x04 and no more", b"PAR1"])
def test_what_is_not_the_format_is_one_problem(
    pack: Spoil, problems: Find, suffix: str, content: bytes
) -> None:
    folder = pack()
    (folder / "sources.csv").unlink()
    (folder / f"sources{suffix}").write_bytes(content)
    (problem,) = problems(folder)
    assert problem.file == str(folder / f"sources{suffix}")


@pytest.mark.parametrize("suffix", [".xlsx", ".parquet"])
def test_typed_cells_become_the_text_that_a_person_would_write(pack: Spoil, suffix: str) -> None:
    rows = [
        {"subject": "nio", "relation": "OWNS", "object": "jac-motors", "source": "p1",
         "quote": "words", "valid_from": date(2018, 3, 1), "share": 49.5, "value": None},
        {"subject": "nio", "relation": "OWNS", "object": "jac-motors", "source": "p1",
         "quote": "more words", "valid_from": None, "share": 51.0, "value": None},
    ]  # fmt: skip
    first, second = read_pack(_in_format(pack(), "statements", suffix, rows)).statements
    assert first.valid_from is not None
    assert first.valid_from.text == "2018-03-01"
    assert dict(first.details) == {"share": 49.5}
    assert dict(second.details) == {"share": 51.0}


def _sheet(folder: Path, rows: list[list[Any]], formats: dict[str, str], **titles: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = titles.get("title", "Sheet")
    for row in rows:
        sheet.append(row)
    for place, shape in formats.items():
        sheet[place].number_format = shape
    if "other" in titles:
        book.create_sheet(titles["other"])
    (folder / "statements.csv").unlink()
    book.save(folder / "statements.xlsx")
    return folder


_HEAD = ["subject", "relation", "object", "source", "quote", "valid_from", "share"]
_OWNS = ["nio", "OWNS", "jac-motors", "p1", "words"]


def test_a_sheet_is_read_as_it_shows(pack: Spoil) -> None:
    folder = _sheet(
        pack(),
        [
            _HEAD,
            [*_OWNS, datetime(2018, 3, 1), 0.07],
            [*_OWNS, datetime(2018, 4, 1), 0.495],
            [*_OWNS, datetime(2018, 1, 1), 7],
            [*_OWNS, 2019, "7 %"],
        ],
        {"F2": "d mmm yyyy", "G2": "0%", "F3": "mmm-yy", "G3": "0.0%", "F4": "yyyy"},
    )
    read = [
        (each.valid_from.text if each.valid_from else "", dict(each.details)["share"])
        for each in read_pack(folder).statements
    ]
    assert read == [("2018-03-01", 7.0), ("2018-04", 49.5), ("2018", 7.0), ("2019", 7.0)]


def test_a_formula_and_an_error_in_a_sheet(pack: Spoil, problems: Find) -> None:
    folder = _sheet(pack(), [_HEAD, [*_OWNS, 2018, "=1+1"], ["#N/A", *_OWNS[1:], 2018, 7]], {})
    formula, error = problems(folder)
    assert (formula.line, formula.column, formula.message) == (2, "share", "holds a formula")
    assert (error.line, error.column, error.message) == (3, "subject", "holds the error #N/A")


def test_a_text_in_a_sheet_may_begin_like_a_formula(pack: Spoil) -> None:
    folder = pack()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(_HEAD[:5])
    sheet.append(_OWNS)
    sheet["E2"].value = "=cmd()"
    sheet["E2"].data_type = "s"
    (folder / "statements.csv").unlink()
    book.save(folder / "statements.xlsx")
    assert read_pack(folder).statements[0].quote == "=cmd()"


def test_one_sheet_or_one_of_the_tables_name(pack: Spoil, problems: Find) -> None:
    rows = [_HEAD, [*_OWNS, 2018, 7]]
    named = _sheet(pack("cars"), rows, {}, title="statements", other="notes")
    assert len(read_pack(named).statements) == 1
    unnamed = _sheet(pack("vans"), rows, {}, title="data", other="notes")
    (problem,) = problems(unnamed)
    assert "several sheets: 'data', 'notes'" in problem.message
    assert "call one statements" in problem.hint


def test_a_workbook_that_would_fill_the_memory_is_refused(pack: Spoil, problems: Find) -> None:
    folder = _sheet(pack(), [_HEAD], {})
    path = folder / "statements.xlsx"
    with zipfile.ZipFile(path, "a") as parts:
        parts.writestr("xl/worksheets/more.xml", b" ")
        parts.getinfo("xl/worksheets/more.xml").file_size = 1 << 31  # what it says, not what it has
    (problem,) = problems(folder)
    assert "unpacks to 2,147," in problem.message


def test_parquet_types(pack: Spoil) -> None:
    rows = [
        {"subject": "nio", "relation": "capacity", "source": "p1", "quote": "w", "value": value}
        for value in (Decimal("120000.50"),)
    ]
    (statement,) = read_pack(_in_format(pack(), "statements", ".parquet", rows)).statements
    assert statement.value == "120000.5"


@pytest.mark.parametrize(
    ("line", "column", "says"),
    [
        ('{"subject": "nio"', "", "is not JSON"),
        ('["nio"]', "", "not an object"),
        ('{"subject": ["nio"]}', "subject", "holds a list"),
        ('{"subject": {"a": 1}}', "subject", "holds a dict"),
        ('{"subject": "nio", "subject": "jac"}', "", "names a column twice"),
        ("[" * 100_000, "", "is nested too deeply"),
        ('{"subject": NaN, "relation": "remark", "source": "p1"}', "subject", "'NaN'"),
    ],
)
def test_bad_json_lines(pack: Spoil, problems: Find, line: str, column: str, says: str) -> None:
    folder = _in_format(pack(), "statements", ".jsonl", ROWS)
    path = folder / "statements.jsonl"
    path.write_text(f"{path.read_text()}\n\n{line}\n")
    found = [each for each in problems(folder) if each.column == column]
    assert [each.line for each in found] == [5]
    assert says in found[0].message


def test_numbers_and_flags_of_json_stay_as_written(pack: Spoil) -> None:
    folder = pack(entities=None)
    (folder / "entities.jsonl").write_text(
        '{"key": "access", "kind": "Qualification", "name": 2023.10, "confers_right": true,'
        ' "order": 2, "note": null}\n'
    )
    text = "subject,relation,source\n"
    (folder / "statements.csv").write_text(text)
    (folder / "sources.csv").write_text("key,title,publisher,kind\n")
    (entity,) = read_pack(folder).entities
    assert entity.name == "2023.10"
    assert entity.details == (("confers_right", True), ("order", 2.0))


@pytest.mark.parametrize(
    "case",
    [
        ("subject: nio", 1, "", "is not a list"),
        ("- nio", 1, "", "is not a mapping of columns"),
        ("- subject: nio\n  subject: jac", 2, "subject", "twice"),
        ("- subject: nio\n  quote:\n    - a", 2, "quote", "holds a list or a mapping"),
        ("- subject: nio\n  [a]: b", 1, "", "for a name"),
        ("- &a {subject: nio}\n- *a", 2, "", "uses an anchor"),
        ("- subject: 'nio", 1, "", "is not YAML"),
        ("- " * 100_000, 1, "", ""),
        ("{a: " * 100_000, 1, "", ""),
    ],
)
def test_bad_yaml(pack: Spoil, problems: Find, case: tuple[str, int, str, str]) -> None:
    text, line, column, says = case
    folder = pack(statements=None)
    (folder / "statements.yaml").write_text(text)
    found = problems(folder)[0]
    assert (found.line, found.column) == (line, column)
    assert says in found.message


def test_yaml_means_what_is_written(pack: Spoil) -> None:
    folder = pack(entities=None, sources="key,title,publisher,kind\n")
    (folder / "statements.csv").write_text("subject,relation,source\n")
    (folder / "entities.yaml").write_text(
        "- key: NO\n  kind: Qualification\n  name: 2023-12\n  confers_right: no\n  order: 010\n"
        "  country: NO\n  note: ~\n"
    )
    (entity,) = read_pack(folder).entities
    assert (entity.key, entity.name) == ("NO", "2023-12")
    assert dict(entity.details) == {"confers_right": False, "country": "NO", "order": 10.0}


@pytest.mark.parametrize("suffix", [".jsonl", ".yaml"])
def test_an_empty_list_of_rows(pack: Spoil, problems: Find, suffix: str) -> None:
    folder = pack(statements=None)
    (folder / f"statements{suffix}").write_text("" if suffix == ".jsonl" else "[]")
    found = problems(folder)
    if suffix == ".yaml":
        assert found == []
    else:
        assert [each.message for each in found] == ["is empty"]
