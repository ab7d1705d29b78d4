"""Whatever stands in the files, a pack is read, or refused with problems that can be shown."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from good_pack import ABOUT, ENTITIES, SOURCES, STATEMENTS
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import InputError, Problem
from graphkit.ingest import read_pack, sift_packs
from graphkit.model import RELATIONS

FILES = {
    "dataset.yaml": ABOUT.encode(),
    "entities.csv": ENTITIES.encode(),
    "sources.csv": SOURCES.encode(),
    "statements.csv": STATEMENTS.encode(),
}
STEMS = ("entities", "sources", "statements")
fuzz = settings(max_examples=100)


@contextmanager
def pack_of(files: dict[str, bytes]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "cars"
        folder.mkdir()
        for name, raw in files.items():
            (folder / name).write_bytes(raw)
        yield folder


def problems_of(folder: Path) -> list[Problem]:
    try:
        read_pack(folder)
    except InputError as exc:
        return list(exc.problems)
    return []


def check(files: dict[str, bytes]) -> None:
    """Read the pack both ways; every row is taken or refused, and what is refused is said."""
    with pack_of(files) as folder:
        for problem in problems_of(folder):
            assert problem.message
            assert "\n" not in str(problem)
            assert str(problem).encode()
        try:
            (sifted,) = sift_packs([folder])
        except InputError:
            assert [each.name for each in folder.parent.iterdir()] == ["cars"]
        else:
            batch = sifted.batch
            for stem, taken in zip(
                STEMS, (batch.entities, batch.sources, batch.statements), strict=True
            ):
                refused = sum(each.table == stem for each in sifted.refused)
                assert len(taken) + refused == sifted.read[stem]


@fuzz
@given(st.sampled_from(sorted(FILES)), st.binary())
def test_any_bytes_in_place_of_a_file(name: str, raw: bytes) -> None:
    check({**FILES, name: raw})


@fuzz
@given(
    st.sampled_from(sorted(FILES)),
    st.integers(0, 400),
    st.integers(0, 20),
    st.binary(max_size=12) | st.sampled_from([b'"', b",", b"\n", b"\0", b"\xff", b": "]),
)
def test_any_bytes_within_a_file(name: str, start: int, length: int, raw: bytes) -> None:
    good = FILES[name]
    check({**FILES, name: good[:start] + raw + good[start + length :]})


@fuzz
@given(st.sampled_from(STEMS), st.sampled_from([".jsonl", ".yaml", ".xlsx", ".parquet"]),
       st.binary() | st.text().map(lambda text: text.encode("utf-8", "replace")))  # fmt: skip
def test_any_bytes_in_any_format(stem: str, suffix: str, raw: bytes) -> None:
    files = {name: good for name, good in FILES.items() if not name.startswith(stem)}
    check({**files, f"{stem}{suffix}": raw})


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(STATEMENTS)):
        book.active.append(row)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def _parquet() -> bytes:
    rows = list(csv.DictReader(io.StringIO(STATEMENTS)))
    raw = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), raw)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("suffix", "good"),
    [(".xlsx", _workbook()), (".parquet", _parquet())],
    ids=["xlsx", "parquet"],  # a workbook says when it was made: its bytes are no name for a test
)
@fuzz
@given(data=st.data())
def test_damaged_binary_files(suffix: str, good: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(good)))
    raw = data.draw(st.binary(max_size=8))
    cut = data.draw(st.sampled_from([0, len(raw), len(good)]))
    files = {name: each for name, each in FILES.items() if not name.startswith("statements")}
    check({**files, f"statements{suffix}": good[:start] + raw + good[start + cut :]})


_WORDS = st.sampled_from(
    ["nio", "NIO", "蔚来汽车", "JAC", "access", "p1", "r1", "2023", "by 2023-12", "2024..2023",
     "49%", "CNY 1,000", "yes", "confirmed", "denied", "design", "x" * 5_000, "a > b", ">", "|",
     "en:x", "=1", "\u202e", "\ud800", "Q312", "UK", "9" * 60, "https://a.b/c", "http://[",
     *RELATIONS]
)  # fmt: skip
_HEADERS = {
    stem: text.splitlines()[0].split(",")
    for stem, text in zip(STEMS, (ENTITIES, SOURCES, STATEMENTS), strict=True)
}


@fuzz
@given(data=st.data(), stem=st.sampled_from(STEMS))
def test_any_cells_in_any_row(data: st.DataObject, stem: str) -> None:
    cells = st.one_of(_WORDS, st.text(max_size=20), st.just(""))
    rows = data.draw(st.lists(st.lists(cells, max_size=len(_HEADERS[stem]) + 1), max_size=5))
    text = io.StringIO()
    csv.writer(text).writerows([_HEADERS[stem], *rows])
    raw = FILES[f"{stem}.csv"] + text.getvalue().partition("\n")[2].encode("utf-8", "surrogatepass")
    check({**FILES, f"{stem}.csv": raw})


@fuzz
@given(data=st.data())
def test_any_values_in_json(data: st.DataObject) -> None:
    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | _WORDS,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
        max_leaves=4,
    )
    row = data.draw(st.dictionaries(st.sampled_from(_HEADERS["statements"]) | st.text(), values))
    files = {name: each for name, each in FILES.items() if not name.startswith("statements")}
    check({**files, "statements.jsonl": json.dumps(row).encode()})
