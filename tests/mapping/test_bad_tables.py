"""Everything that may be wrong with a foreign file is one line: where, what, what to do."""

from __future__ import annotations

import gzip
import io
import os
import sqlite3
import struct
import zipfile
from pathlib import Path

import pytest
from mapped_tables import MAPPING, TABLE, Complain, Write

from graphkit.errors import InputError
from graphkit.ingest.mapping import Budget, read_mapped, sift_mapped

SQL = """\
  - sql: {{url: "{url}", query: "{query}"}}
    entities:
      maker: {{kind: Company, name: $(maker)}}
"""


def _sql(url: str, query: str = "SELECT maker FROM makes") -> str:
    return MAPPING.split("  - file")[0] + SQL.format(url=url, query=query)


def _zip(files: dict[str, bytes], **options: object) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in files.items():
            archive.writestr(name, each)
    return raw.getvalue()


CASES: dict[str, tuple[str, bytes, str]] = {
    "empty": ("makes.csv", b"", "makes.csv:1: is empty (the first line names the columns)"),
    "zero bytes": (
        "makes.csv",
        bytes(500),
        "makes.csv: holds no text, only zero bytes (get it again)",
    ),
    "quote that is not closed": (
        "makes.csv",
        TABLE.replace("Tesla Inc", '"Tesla Inc').encode(),
        (
            "makes.csv:2: a quotation mark opens a cell here and does not close it "
            '(write it twice inside a quoted cell: "a ""b"" c")'
        ),
    ),
    "text after a quote": (
        "makes.csv",
        TABLE.replace("Tesla Inc", '"Tesla" Inc').encode(),
        (
            "makes.csv:2: text follows the quotation mark that closes a cell "
            "(write a quotation mark inside a cell twice)"
        ),
    ),
    "too many cells": (
        "makes.csv",
        TABLE.replace("Tesla Inc", "Tesla, Inc").encode(),
        (
            "makes.csv:2: has 5 cells where the header has 4 "
            '(a text with a comma in it needs quotes around it: "a, b")'
        ),
    ),
    "date": (
        "makes.csv",
        TABLE.replace("2003", "03/2003").encode(),
        (
            "makes.csv:2:since: valid_from: '03/2003' is not a date (write 2023, 2023-12, "
            "2023-12-04, by 2023-12, after 2023-12-04, 2023-10..2023-12 or ~2023-12)"
        ),
    ),
    "no name": (
        "makes.csv",
        TABLE.replace("Tesla Inc,", ",").encode(),
        "makes.csv:2:maker: name: is empty (a row without it needs a filter: where)",
    ),
    "one key, two names": (
        "makes.csv",
        TABLE.replace("2,Zhejiang Geely,Lynk", "2,Geely,Lynk").encode(),
        (
            "makes.csv:4: m-2 is Company 'Geely' here and Company 'Zhejiang Geely' before "
            "(one key stands for one entity of one name)"
        ),
    ),
    "damaged gzip": (
        "makes.csv.gz",
        gzip.compress(TABLE.encode())[:-9],
        (
            "makes.csv.gz: is damaged: Compressed file ended before the end-of-stream marker was "
            "reached (get it again)"
        ),
    ),
    "no gzip": (
        "makes.csv.gz",
        b"maker",
        "makes.csv.gz: is damaged: Not a gzipped file (b'ma') (get it again)",
    ),
    "no zip": (
        "makes.csv.zip",
        b"PK",
        "makes.csv.zip: is not a readable zip file: File is not a zip file (get it again)",
    ),
    "zip without its beginning": (
        "makes.csv.zip",
        _zip({"makes.csv": TABLE.encode()})[20:],
        ("makes.csv.zip: is not a readable zip file: [Errno 22] Invalid argument (get it again)"),
    ),
    "empty zip": (
        "makes.csv.zip",
        _zip({}),
        "makes.csv.zip: holds nothing (say which: member: name.csv in the mapping, or --member)",
    ),
    "two files in a zip": (
        "makes.csv.zip",
        _zip({"a.csv": b"x", "b.csv": b"y"}),
        (
            "makes.csv.zip: holds 'a.csv', 'b.csv' "
            "(say which: member: name.csv in the mapping, or --member)"
        ),
    ),
    "zip bomb": (
        "makes.csv.zip",
        _zip({"makes.csv": b"1,a,b,2003\n" * 8_000_000}),
        (
            "makes.csv.zip: unpacks to more than 200 times its size "
            "(if that is right, unpack it yourself)"
        ),
    ),
    "gzip bomb of long rows": (
        "makes.csv.gz",
        gzip.compress(
            TABLE.replace("since", "since,x").encode() + b"1,a,b,,%s\n" % bytes(1 << 20) * 99
        ),
        (
            "makes.csv.gz: unpacks to more than 200 times its size "
            "(if that is right, unpack it yourself)"
        ),
    ),
    "gzip bomb of one row": (
        "makes.csv.gz",
        gzip.compress(b"maker," + b"x" * (40 << 20)),
        "makes.csv.gz: has 32 MB without the end of a row (is it a table?)",
    ),
    "no JSON": (
        "makes.json",
        b"maker: x",
        (
            "makes.json:1: is not JSON: it begins with neither { nor [ "
            '(write one object a line: {"name": "NIO"})'
        ),
    ),
    "JSON cut short": (
        "makes.json",
        b'[{"maker_id": 1, "maker": "A", "make": "B"}, {"maker',
        "makes.json: is not JSON after record 1: parse error: premature EOF (mend it)",
    ),
    "JSON that is no object": (
        "makes.json",
        b'[{"maker_id": 1, "maker": "A", "make": "B"}, 7]',
        "makes.json[1]: is '7', not an object",
    ),
    "JSON that names a column twice": (
        "makes.json",
        b'[{"maker_id": 1, "maker": "A", "make": "B", "more": [{"a": 1, "a": 2}]}]',
        (
            "makes.json[0]: names a column twice, of which the last is shown here "
            "(see which is right)"
        ),
    ),
    "line that is no JSON": (
        "makes.jsonl",
        b'{"maker_id": 1, "maker": "A", "make": "B"}\n{"maker\n',
        (
            "makes.jsonl:2: is not JSON: Unterminated string starting at at character 2 "
            '(write one object a line: {"name": "NIO"})'
        ),
    ),
    "deep JSON": (
        "makes.jsonl",
        b'{"maker_id": 1, "maker": "A", "make": "B"}\n' + b"[" * 100_000 + b"\n",
        "makes.jsonl:2: is nested too deeply (write each value as text)",
    ),
    # The parser takes the square of the depth: minutes for these kilobytes.
    "deep JSON document": (
        "makes.json",
        b"[" * 200_000,
        "makes.json: is nested too deeply (write each value as text)",
    ),
    "no Excel": (
        "makes.xlsx",
        b"PK",
        "makes.xlsx: is not a readable Excel workbook: File is not a zip file (save it as CSV)",
    ),
    "strange suffix": (
        "makes.exe",
        b"MZ",
        (
            "makes.exe: has no suffix of a table that is read: .exe (one of .csv, .psv, .tab, "
            ".tsv, .txt, .json, .jsonl, .ndjson, .xlsx, .parquet, also packed as .gz or .zip)"
        ),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_is_one_line(
    write: Write, complaints: Complain, tmp_path: Path, name: str
) -> None:
    file, raw, line = CASES[name]
    folder = write(MAPPING.replace("makes.csv", "makes.*"))
    (folder / "makes.csv").unlink()
    (folder / file).write_bytes(raw)
    assert complaints(folder)[0] == f"data/{line}"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data", "mapping.yaml"]


def test_a_file_of_ten_gigabytes_of_nothing_is_refused_at_once(
    write: Write, complaints: Complain
) -> None:
    table = write() / "makes.csv"
    with table.open("r+b") as stream:
        stream.truncate(10 << 30)
    assert complaints(table)[-1] == (
        "data/makes.csv: has 32 MB without the end of a row (is it a table?)"
    )
    table.write_bytes(b"")
    os.truncate(table, 10 << 30)
    assert complaints(table) == ["data/makes.csv: holds no text, only zero bytes (get it again)"]


def test_what_is_no_file_is_refused_and_never_waited_for(
    write: Write, complaints: Complain, tmp_path: Path
) -> None:
    folder = write()
    table = folder / "makes.csv"
    table.unlink()
    table.mkdir()
    assert complaints(folder) == ["data/makes.csv: is a folder, not a file"]
    table.rmdir()
    os.mkfifo(table)
    expected = "data/makes.csv: is not a regular file (put the file itself here)"
    assert complaints(folder) == [expected]
    assert complaints(table) == [expected]
    table.unlink()
    table.symlink_to("/dev/zero")
    assert complaints(table) == [expected]
    table.unlink()
    table.symlink_to(table)
    assert complaints(folder) == ["data/makes.csv: is a symbolic link that leads back to itself"]
    assert complaints(tmp_path / "nowhere") == ["nowhere: is missing"]


def test_a_link_out_of_the_folder_is_refused(
    write: Write, complaints: Complain, tmp_path: Path
) -> None:
    folder = write()
    (folder / "makes.csv").rename(tmp_path / "secret.csv")
    (folder / "makes.csv").symlink_to(tmp_path / "secret.csv")
    assert complaints(folder) == [
        "data/makes.csv: leads out of the folder by a symbolic link (put the file itself here)"
    ]
    # What the user names is what the user wants.
    assert complaints(folder / "makes.csv") == []
    (folder / "makes.csv").unlink()
    (folder / "inside.txt").write_text(TABLE, encoding="utf-8")
    (folder / "makes.csv").symlink_to("inside.txt")
    assert complaints(folder) == []


def test_a_mapping_that_would_make_a_million_bad_rows_stops_at_the_budget(
    write: Write, tmp_path: Path
) -> None:
    rows = "".join(f"{at},maker {at},make {at},soon\n" for at in range(100_000))
    folder = write(MAPPING, makes_csv=TABLE.splitlines()[0] + "\n" + rows)
    mapping = tmp_path / "mapping.yaml"
    for read in (read_mapped, sift_mapped):
        with pytest.raises(InputError) as caught:
            read([folder], mapping)
        first, example = caught.value.problems
        assert str(first).endswith(
            "makes.csv: 1,001 of 1,001 rows are bad, and the budget is 1,000 "
            "(mend the mapping, or raise the budget: --budget 5%)"
        )
        assert example.place.endswith("makes.csv:2:since")
    bad = [f"{at},m{at},b{at},{'soon' if at < 51 else 2003}\n" for at in range(1_000)]
    folder = write(MAPPING, makes_csv=TABLE.splitlines()[0] + "\n" + "".join(bad))
    with pytest.raises(InputError, match="51 of 1,000 rows are bad, and the budget is 5 percent"):
        sift_mapped([folder], mapping, budget=Budget(share=5.0))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data", "mapping.yaml"]


def test_a_secret_in_the_address_of_a_database_is_never_shown(
    write: Write, complaints: Complain, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for url in (
        "postgresql://reader:s3cret@db.invalid:5432/makes?password=s3cret",
        "nonsense://reader:s3cret@db.invalid/makes",
        "s3cret@not-an-address",
        "sqlite://reader:s3cret",
    ):
        said = complaints(write(_sql(url)))
        assert len(said) == 1
        assert "s3cret" not in said[0]
    monkeypatch.setenv("MAKES_URL", f"sqlite:///{tmp_path}/s3cret/none.db")
    (said_,) = complaints(write(_sql("env:MAKES_URL")))
    assert said_ == (
        "env:MAKES_URL: cannot be read: unable to open database file "
        "(check the address and the query)"
    )
    monkeypatch.delenv("MAKES_URL")
    assert complaints(write(_sql("env:MAKES_URL"))) == [
        "env:MAKES_URL: the environment has no MAKES_URL (set it to the address)"
    ]


def test_a_query_cannot_write(write: Write, complaints: Complain, tmp_path: Path) -> None:
    file = tmp_path / "makes.db"
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE makes (maker TEXT)")
        database.execute("INSERT INTO makes VALUES ('Tesla'), ('Geely')")
    database.close()
    url = f"sqlite:///{file}"
    mapped = read_mapped([write(_sql(url))], tmp_path / "mapping.yaml")
    assert {each.name for each in mapped.batch.entities} == {"Tesla", "Geely"}
    assert mapped.reports[0].how == "SQL"
    (said,) = complaints(write(_sql(url, "DELETE FROM makes RETURNING maker")))
    assert "attempt to write a readonly database" in said
    with sqlite3.connect(file) as database:
        assert database.execute("SELECT count(*) FROM makes").fetchone() == (2,)
    database.close()


def test_a_zip_with_a_password_and_one_that_lies_are_refused(
    write: Write, complaints: Complain
) -> None:
    folder = write(MAPPING.replace("makes.csv", "makes.csv.zip"))
    raw = bytearray(_zip({"makes.csv": TABLE.encode()}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag of encryption
        start = raw.index(signature) + at
        raw[start : start + 2] = struct.pack("<H", 1)
    (folder / "makes.csv.zip").write_bytes(raw)
    assert complaints(folder) == [
        "data/makes.csv.zip: is an archive with a password (unpack it first)"
    ]


def test_a_byte_that_is_not_in_the_encoding_is_a_problem_of_its_cell_alone(
    write: Write, complaints: Complain
) -> None:
    good = "".join(f"{at},m{at}{'x' * 99},b{at},2003\n" for at in range(3_000)).encode()
    assert len(good) > 1 << 18  # more than the encoding is judged by
    head = TABLE.partition("\n")[0].encode()
    folder = write(MAPPING, makes_csv=head + b"\n" + good + b"x,T\xe9sla,Tesla,2003\n")
    (said,) = complaints(folder)
    assert said == (
        "data/makes.csv:3002:maker: name: holds the character U+DCE9, which cannot be shown "
        "(remove it, or save the file as UTF-8)"
    )
