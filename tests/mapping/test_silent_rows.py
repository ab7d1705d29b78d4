"""Rows that make an entity and no statement, because a cell is empty, are counted and told."""

from __future__ import annotations

from pathlib import Path

import pytest

import graphkit
from graphkit.ingest.mapping.propose import propose_mapping
from graphkit.loading import check_mapped

ROWS = "licensee,licensor,since\nNIO,JAC,2018\n,JAC,2019\nNIO,,2019\nXPeng,Foday,2019\n"


@pytest.mark.parametrize("ids", ["", "id: $(since)-$(licensee)"], ids=["by the lot", "one by one"])
def test_a_row_that_says_nothing_for_want_of_a_cell_is_told(tmp_path: Path, ids: str) -> None:
    table, mapping = tmp_path / "t.csv", tmp_path / "m.yaml"
    table.write_text(ROWS, "utf-8")
    text = propose_mapping(table, mapping).text
    mapping.write_text(text.replace("        object:", f"        {ids}\n        object:"), "utf-8")
    told = "  without a statement, for want of a cell: 2 rows\n"
    assert told in f"{check_mapped([table], mapping)}\n"
    with graphkit.open(tmp_path / "store") as graph:
        assert told in str(graph.load(table, mapping=mapping))
    table.write_text(ROWS.replace("\n,JAC", "\nLi,JAC").replace("NIO,,", "NIO,Li,"), "utf-8")
    assert "without a statement" not in str(check_mapped([table], mapping))
