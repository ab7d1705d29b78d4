"""Small tables and mappings in a folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from mapped_tables import MAPPING, TABLE, Complain, Write

from graphkit.errors import InputError
from graphkit.loading import check_mapped


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
