"""Small tables and mappings in a folder of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.loading import check_mapped

Write = Callable[..., Path]
Complain = Callable[..., list[str]]

MAPPING = """\
dataset:
  name: makers
  title: Makers and makes
  retrieved: 2026-11-23
sources:
  s1: {title: A table, publisher: Somebody, kind: reference}
tables:
  - file: makes.csv
    entities:
      maker: {kind: Company, key: m-$(maker_id), name: $(maker)}
      make: {kind: Brand, name: $(make)}
    statements:
      - {subject: maker, relation: OWNS_BRAND, object: make, valid_from: $(since)}
"""
TABLE = """\
maker_id,maker,make,since
1,Tesla Inc,Tesla,2003
2,Zhejiang Geely,吉利,1998-05
2,Zhejiang Geely,Lynk & Co,2016-10-20
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write files into `data/`, by name, and the mapping beside it; gives the folder."""

    def files(mapping: str = MAPPING, /, **content: str | bytes) -> Path:
        folder = tmp_path / "data"
        folder.mkdir(exist_ok=True)
        (tmp_path / "mapping.yaml").write_text(mapping, encoding="utf-8")
        for name, each in (content or {"makes_csv": TABLE}).items():
            raw = each if isinstance(each, bytes) else each.encode()
            (folder / name.replace("__", "-").replace("_", ".")).write_bytes(raw)
        return folder

    return files


@pytest.fixture
def complaints(tmp_path: Path) -> Complain:
    """What `check` says of a path under the mapping, line by line, the folder left out."""

    def find(path: Path, mapping: Path | None = None) -> list[str]:
        try:
            check_mapped([path], mapping or tmp_path / "mapping.yaml")
        except InputError as exc:
            return [str(each).replace(f"{tmp_path}/", "") for each in exc.problems]
        return []

    return find
