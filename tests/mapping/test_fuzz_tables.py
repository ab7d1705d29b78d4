"""Whatever the bytes, a table is read or refused; nothing else ever comes out."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mapped_tables import MAPPING, TABLE
from test_table_formats import LINES, ROWS, _book, _parquet, _zip

from graphkit.errors import InputError
from graphkit.ingest.mapping import sift_mapped
from graphkit.ingest.mapping.propose import propose_mapping

GOOD = {
    "makes.csv": TABLE.encode(),
    "makes.tsv": TABLE.replace(",", "\t").encode("utf-16"),
    "makes.jsonl": LINES.encode(),
    "makes.json": json.dumps(ROWS, ensure_ascii=False).encode(),
    "makes.xlsx": _book(),
    "makes.parquet": _parquet(),
    "makes.csv.gz": gzip.compress(TABLE.encode(), mtime=0),
    "makes.csv.zip": _zip(),
}
ODD = ["", "\0", '"', "\n", ",", "\xff", "[", "{", "}", '{"a":', "\u202e", "=1+1", "$("]
PIECES = st.sampled_from([piece.encode("utf-8") for piece in ODD] + [b"\xff"])
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 20), PIECES), max_size=4)


@pytest.mark.parametrize("name", GOOD)
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(edits=EDITS, noise=st.none() | st.binary(max_size=200))
def test_damaged_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    edits: list[tuple[float, int, bytes]],
    noise: bytes | None,
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "data").mkdir()
    raw = bytearray(GOOD[name] if noise is None else noise)
    for where, gone, piece in edits:
        at = int(where * len(raw))
        raw[at : at + gone] = piece
    (folder / "data" / name).write_bytes(raw)
    mapping = folder / "mapping.yaml"
    mapping.write_text(MAPPING.replace("makes.csv", "makes.*"), encoding="utf-8")
    with contextlib.suppress(InputError):
        mapped = sift_mapped([folder / "data"], mapping)
        (report,) = mapped.reports
        assert report.rows == report.good + report.repeated + report.refused + report.left_out
    with contextlib.suppress(InputError):
        propose_mapping(folder / "data" / name)


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(
    edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 20), PIECES), min_size=1, max_size=3)
)
def test_a_damaged_mapping_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[float, int, bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "makes.csv").write_text(TABLE, encoding="utf-8")
    raw = bytearray(MAPPING.encode())
    for where, gone, piece in edits:
        at = int(where * len(raw))
        raw[at : at + gone] = piece
    (folder / "mapping.yaml").write_bytes(raw)
    with contextlib.suppress(InputError):
        sift_mapped([folder / "makes.csv"], folder / "mapping.yaml")


def test_records_that_are_nested_without_end_are_refused(tmp_path: Path) -> None:
    deep = "[" * 50_000 + "]" * 50_000
    rows = f'[{{"maker_id": 1, "maker": {deep}, "make": "B"}}]'
    (tmp_path / "makes.json").write_text(rows, encoding="utf-8")
    (tmp_path / "m.yaml").write_text(MAPPING.replace("makes.csv", "makes.json"), encoding="utf-8")
    assert sift_mapped([tmp_path / "makes.json"], tmp_path / "m.yaml").refused == 1
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("makes.json", rows)
    (tmp_path / "makes.json").write_text(f"[{deep[40_000:60_000]}]", encoding="utf-8")
    assert sift_mapped([tmp_path / "makes.json"], tmp_path / "m.yaml").refused == 1
    (tmp_path / "makes.json.zip").write_bytes(raw.getvalue())
    with contextlib.suppress(InputError):
        propose_mapping(tmp_path / "makes.json.zip")
