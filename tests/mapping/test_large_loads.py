"""Loads of tables that are too large for one run of the history."""

from __future__ import annotations

from pathlib import Path

import pytest
from mapped_tables import MAPPING, TABLE, Write

import graphkit
from graphkit.errors import InputError, StoreError
from graphkit.ingest.files import read_bytes
from graphkit.loading import tables


def test_a_load_of_many_portions_is_finished_by_another_and_undone_as_one(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_LOT", 20)
    rows = "".join(f"{at},maker {at},make {at},2003\n" for at in range(100, 170))
    folder, mapping = write(MAPPING, makes_csv=TABLE + rows), tmp_path / "mapping.yaml"

    class BrokenOffError(Exception):
        pass

    with graphkit.open(tmp_path / "whole") as graph:
        graph.load(folder, mapping=mapping)
        whole = graph.store.content_hash()
    with graphkit.open(tmp_path / "store") as graph:
        empty = graph.store.content_hash()

        def break_off(*_: object) -> None:
            if len(graph.history()) == 3:
                raise BrokenOffError

        with pytest.raises(BrokenOffError):
            graph.load(folder, mapping=mapping, progress=break_off)
        assert graph.store.content_hash() not in {empty, whole}
        first = graph.history()[0]
        assert (first.key, first.title) == ("run-1", "load makers, part 1")
        # The same load once more does the rest; each of the two is undone as one.
        graph.load(folder, mapping=mapping)
        assert graph.store.content_hash() == whole
        parts = [each.part for each in graph.history()]
        assert parts[:4] == [1, 2, 3, 1]
        assert parts[3:] == list(range(1, len(parts) - 2))
        with pytest.raises(StoreError, match="is a part of a load, which is undone as a whole"):
            graph.undo("run-5")
        with pytest.raises(StoreError, match=r"run-1 .* cannot be undone by itself"):
            graph.undo("run-1")
        undo = graph.undo("run-4")
        assert undo.undoes == tuple(range(4, len(parts) + 1))
        back = graph.undo("run-1")
        assert graph.store.content_hash() == empty
        graph.undo(back.key)
        graph.undo(undo.key)
        assert graph.store.content_hash() == whole


def test_what_is_read_at_once_is_not_larger_than_memory(tmp_path: Path) -> None:
    for name in ("statements.csv", "article.txt", "makes.xlsx"):
        file = tmp_path / name
        file.write_bytes(b"id,subject\n")
        with file.open("r+b") as stream:
            stream.truncate(10 << 30)
        with pytest.raises(InputError, match=r"is 10\.0 GB large, and at most 2 GB are read"):
            read_bytes(file)
