"""One table in every format and encoding: the same records, and how it was read is told."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from datetime import time
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from mapped_tables import MAPPING, TABLE, Write

from graphkit.errors import InputError
from graphkit.ingest.mapping import Mapped, read_mapped, sift_mapped
from graphkit.ingest.mapping.foreign import open_foreign

ROWS = list(csv.DictReader(io.StringIO(TABLE)))


CHINESE = (
    "吉利汽车控股有限公司,安徽江淮汽车集团股份有限公司,上海蔚来汽车有限公司,广州小鹏汽车科技有限公司,"
    "北京车和家信息技术有限公司,浙江零跑科技股份有限公司,小米汽车科技有限公司"
)


def _text(mark: str, encoding: str) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(ROWS[0]), delimiter=mark, lineterminator="\r\n")
    writer.writeheader()
    # Enough rows of their kind for an encoding to be recognised by.
    writer.writerows(ROWS * 20)
    return text.getvalue().encode(encoding)


def _book() -> bytes:
    book, raw = openpyxl.Workbook(), io.BytesIO()
    book.active.append(list(ROWS[0]))
    for row in ROWS:
        book.active.append(list(row.values()))
    book.save(raw)
    return raw.getvalue()


def _parquet() -> bytes:
    raw = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(ROWS), raw)
    return raw.getvalue()


def _zip() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("__MACOSX/junk", b"")
        archive.writestr("folder/makes.csv", TABLE)
    return raw.getvalue()


LINES = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
FORMATS: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "csv": ("makes.csv", TABLE.encode, "", "utf-8, comma (detected)"),
    "semicolons": ("makes.csv", lambda: _text(";", "utf-8"), "", "utf-8, semicolon (detected)"),
    "tabs": ("makes.tsv", lambda: _text("\t", "utf-8"), "", "utf-8, tab (detected)"),
    "bars": ("makes.txt", lambda: _text("|", "utf-8"), "", "utf-8, vertical bar (detected)"),
    "byte order mark": (
        "makes.csv",
        lambda: _text(",", "utf-8-sig"),
        "",
        "utf-8, comma (detected)",
    ),
    "UTF-16": ("makes.csv", lambda: _text("\t", "utf-16"), "", "utf-16, tab (detected)"),
    "Chinese": (
        "makes.csv",
        lambda: _text(",", "gb18030"),
        "    encoding: gb18030\n",
        "gb18030, comma (detected)",
    ),
    "told": (
        "makes.csv",
        lambda: _text("~", "gb18030"),
        "    encoding: gb18030\n    delimiter: '~'\n",
        "gb18030, '~'",
    ),
    "JSON lines": ("makes.jsonl", LINES.encode, "", "JSON lines"),
    "JSON": ("makes.json", lambda: json.dumps(ROWS, indent=1).encode(), "", "JSON"),
    "JSON within": (
        "makes.json",
        lambda: json.dumps({"about": 1, "data": {"items": ROWS}}).encode(),
        "    records: data.items\n",
        "JSON",
    ),
    "Excel": ("makes.xlsx", _book, "", "Excel"),
    "Parquet": ("makes.parquet", _parquet, "", "Parquet"),
    "gzip": ("makes.csv.gz", lambda: gzip.compress(TABLE.encode()), "", "utf-8, comma (detected)"),
    "gzip of JSON": ("makes.jsonl.gz", lambda: gzip.compress(LINES.encode()), "", "JSON lines"),
    "zip": ("makes.zip", _zip, "", "utf-8, comma (detected)"),
}


def _read(write: Write, name: str) -> Mapped:
    file, raw, options, _ = FORMATS[name]
    folder = write(
        MAPPING.replace("    entities:", f"{options}    entities:").replace(".csv", ".*")
    )
    (folder / "makes.csv").unlink()
    (folder / file).write_bytes(raw())
    return read_mapped([folder], folder.parent / "mapping.yaml")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_records(write: Write, name: str) -> None:
    mapped = _read(write, name)
    assert sorted(each.name for each in mapped.batch.entities) == [
        "Lynk & Co",
        "Tesla",
        "Tesla Inc",
        "Zhejiang Geely",
        "吉利",
    ]
    said = {(each.subject, each.valid_from.text) for each in mapped.batch.statements}
    assert said == {("m-1", "2003"), ("m-2", "1998-05"), ("m-2", "2016-10-20")}
    (report,) = mapped.reports
    assert report.how == FORMATS[name][3]
    assert report.good + report.repeated == report.rows


def test_columns_that_are_not_mapped_are_told(write: Write) -> None:
    wide = "".join(
        f"{line},{more}\n"
        for line, more in zip(TABLE.splitlines(), ["note,", "a,b", ",", ","], strict=True)
    )
    folder = write(MAPPING, makes_csv=wide, other_csv="x\n1\n", notes_md="no table")
    mapped = read_mapped([folder], folder.parent / "mapping.yaml")
    assert mapped.reports[0].unmapped == ("note", "column 6")
    assert [path.name for path in mapped.left] == ["other.csv"]


def test_codes_in_a_sheet_are_as_it_shows_them_or_refused(write: Write, tmp_path: Path) -> None:
    mapping = MAPPING.replace("makes.csv", "makes.xlsx").replace("m-$(maker_id)", "c-$(maker_id)")
    book, raw = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    sheet.append(list(ROWS[0]))
    codes = [(625, "000000"), (True, "General"), (911100001000000000, "0"), (9.1110000123e17, "0")]
    for line, (code, shown) in enumerate(codes, 2):
        sheet.append([code, f"Maker {line}", f"Make {line}", 2003])
        sheet.cell(line, 1).number_format = shown
    book.save(raw)
    folder = write(mapping, makes_xlsx=raw.getvalue())
    mapped = sift_mapped([folder], tmp_path / "mapping.yaml")
    keys = {each.key for each in mapped.batch.entities if each.kind == "Company"}
    assert keys == {"c-000625", "c-TRUE"}
    assert mapped.refused == 2
    assert "only 15 digits" in (mapped.quarantine[0] / "makes.xlsx.csv").read_text("utf-8")


def test_a_cell_that_cannot_be_read_is_bad_only_where_it_is_used(write: Write) -> None:
    """A table of others has sums and times in it that nobody asked for."""
    book, raw = openpyxl.Workbook(), io.BytesIO()
    book.active.append([*ROWS[0], "sum", "at"])
    for row in ROWS:
        book.active.append([*row.values(), "=1+1", time(3, 4)])
    book.active.append(["9", "=A1", "Make", "2003", "1", None])
    book.save(raw)
    mapping = MAPPING.replace("makes.csv", "makes.xlsx")
    folder = write(mapping, makes_xlsx=raw.getvalue())
    (report,) = sift_mapped([folder], folder.parent / "mapping.yaml").reports
    assert (report.rows, report.good, report.refused) == (4, 3, 1)
    assert report.unmapped == ("sum", "at")


def test_days_that_no_calendar_has_are_a_problem_of_the_file(write: Write) -> None:
    raw = io.BytesIO()
    days = pyarrow.array([10_000_000] * len(ROWS), pyarrow.date32())
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(ROWS).append_column("day", days), raw)
    folder = write(MAPPING.replace("makes.csv", "makes.parquet"), makes_parquet=raw.getvalue())
    with pytest.raises(InputError, match="cannot be read after row 0: date value out of range"):
        read_mapped([folder], folder.parent / "mapping.yaml")


def test_lists_in_records_are_several_values(write: Write, tmp_path: Path) -> None:
    record = {"id": 7, "org": {"name": "A", "aka": ["B", "C"]}, "brands": [{"n": "X"}, {"n": "Y"}]}
    mapping = (
        MAPPING.split("  - file")[0]
        + """\
  - file: x.json
    entities:
      maker: {kind: Company, key: m-$(id), name: $(org.name), aliases: {en: $(org.aka)}}
      make: {kind: Brand, name: "$(brands[].n)"}
    statements:
      - {subject: maker, relation: OWNS_BRAND, object: make}
"""
    )
    folder = write(mapping, x_json=json.dumps(record))
    batch = read_mapped([folder], tmp_path / "mapping.yaml").batch
    assert [each.aliases for each in batch.entities if each.key == "m-7"] == [
        (("en", "B"), ("en", "C"))
    ]
    assert len(batch.statements) == 2


@pytest.mark.parametrize(
    ("text", "encoding", "detected"),
    [
        (
            "吉利汽车控股有限公司,江淮汽车集团股份有限公司,上海蔚来汽车有限公司",
            "gb18030",
            "gb18030",
        ),
        ("鴻海精密工業股份有限公司,台灣積體電路製造股份有限公司", "big5", "big5"),
        ("トヨタ自動車株式会社,本田技研工業株式会社", "shift_jis", "cp932"),
        ("Müller Söhne GmbH & Co. KG,Köln,Bäckerei Größe,Düsseldorf", "cp1252", ""),
        ("Spółka Akcyjna Łódź,Przedsiębiorstwo Żegluga Gdańsk", "cp1250", ""),
        ("Compañía Española de Petróleos,Señor Muñoz", "cp1252", ""),
        ("吉利", "gb18030", ""),
        ("Газпром,Камаз", "koi8_r", ""),
        ("Łódź Motors,Źródło", "iso8859_2", ""),
    ],
)
def test_an_encoding_is_detected_or_asked_for_but_never_wrong(
    tmp_path: Path, text: str, encoding: str, detected: str
) -> None:
    file, names = tmp_path / "names.csv", text.split(",")
    file.write_bytes("\n".join(["name", *names, ""]).encode(encoding))
    if not detected:
        with pytest.raises(InputError, match="say which in the mapping, as encoding: "):
            read_names(file)
    else:
        assert read_names(file) == (detected, names)


def read_names(file: Path) -> tuple[str, list[str]]:
    with open_foreign(file) as table:
        return table.how.partition(",")[0], [row.given["name"] for row in table.rows]
